// Assignments a second: each algorithm for teams of 10, 100 and 1,000, beside what one writes by hand for a
// team that stays as it is. Where the two give a lead to different people the run fails (but for fair shares
// by hand, which are rounded).
//
//   routing_bench [--turns 200000] [--rounds 3]
//
// Nine of ten members are eligible, and every hundred turns another tenth is not: so the weights of those who
// are eligible keep changing. Weights are 1 to 9. For 100 members there are a tenth, for 1,000 a hundredth of
// the turns. Making the candidates is not counted on either side.
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "runtime/routing/pool.h"
#include "tests/bench/routing/by_hand.h"
#include "tests/support/random.h"

namespace lead::bench {
namespace {

using routing::Algorithm;
using routing::Candidate;

struct Arguments {
  size_t turns = 200'000;
  int rounds = 3;
};

[[noreturn]] void fail(const std::string& why) {
  std::cerr << "routing_bench: " << why << "\n";
  std::exit(1);
}

Arguments read_arguments(int count, char** values) {
  Arguments arguments;
  for (int i = 1; i < count; i += 2) {
    const std::string name = values[i];
    if (i + 1 == count) fail("no value for " + name);
    if (name == "--turns")
      arguments.turns = std::stoull(values[i + 1]);
    else if (name == "--rounds")
      arguments.rounds = std::stoi(values[i + 1]);
    else
      fail("unknown option " + name);
  }
  return arguments;
}

constexpr size_t kTurnsOfARequest = 100;

struct Workload {
  std::vector<uint32_t> weights;
  std::vector<Eligible> requests;  // one for each kTurnsOfARequest turns
  size_t turns = 0;
};

Workload workload(size_t members, size_t turns) {
  testing::Random random(members);
  Workload work;
  work.turns = turns;
  for (size_t i = 0; i < members; ++i) work.weights.push_back(static_cast<uint32_t>(random.between(1, 9)));
  for (size_t turn = 0; turn < turns; turn += kTurnsOfARequest) {
    Eligible eligible(members, 1);
    for (size_t i = 0; i < members / 10; ++i)
      eligible[static_cast<size_t>(random.below(static_cast<int64_t>(members)))] = 0;
    work.requests.push_back(std::move(eligible));
  }
  return work;
}

using Takers = std::vector<uint32_t>;

// Seconds; who got each lead is left in `takers`. `request` is told who is eligible, `next` gives one lead
// away.
template <class Request, class Next>
double timed(const Workload& work, Takers& takers, Request request, Next next) {
  takers.clear();
  takers.reserve(work.turns);
  double seconds = 0;
  for (const Eligible& eligible : work.requests) {
    request(eligible);
    const auto begin = std::chrono::steady_clock::now();
    for (size_t i = 0; i < kTurnsOfARequest && takers.size() < work.turns; ++i)
      takers.push_back(next(eligible));
    seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  }
  return seconds;
}

double run_pool(Algorithm algorithm, const Workload& work, Takers& takers) {
  routing::Pool pool(algorithm);
  std::vector<routing::Member> members;
  std::vector<Candidate> candidates(work.weights.size());
  for (uint32_t i = 0; i < work.weights.size(); ++i) {
    members.push_back({i, work.weights[i]});
    candidates[i].person = i;
    candidates[i].capacity = 1'000'000;
  }
  pool.set_members(members);
  uint64_t order = 0;
  return timed(
      work, takers,
      [&](const Eligible& eligible) {
        for (size_t i = 0; i < eligible.size(); ++i) candidates[i].eligible = eligible[i] != 0;
      },
      [&](const Eligible&) {
        const routing::PersonNumber next = pool.choose(candidates, {});
        pool.take(next, candidates, {});
        candidates[next].last_assigned = {0, ++order};
        ++candidates[next].load;
        return next;
      });
}

template <class ByHand>
double run_by_hand(const Workload& work, Takers& takers) {
  ByHand by_hand(work.weights);
  return timed(
      work, takers, [](const Eligible&) {}, [&](const Eligible& eligible) { return by_hand.next(eligible); });
}

using Peer = double (*)(const Workload&, Takers&);

struct Row {
  const char* name;
  Algorithm algorithm;
  Peer peer;      // null: none
  bool is_equal;  // whether both must give the same
};

const Row kRows[] = {
    {"in order", Algorithm::InOrder, nullptr, false},
    {"turns", Algorithm::Turns, run_by_hand<TurnsByHand>, true},
    {"least recent", Algorithm::LeastRecent, run_by_hand<RecentByHand>, true},
    {"smooth weighted turns", Algorithm::SmoothTurns, run_by_hand<SmoothByHand>, true},
    {"lowest pointer", Algorithm::LowestPointer, run_by_hand<PointerByHand>, true},
    {"count in a period", Algorithm::CountInPeriod, nullptr, false},
    {"least loaded", Algorithm::LeastLoaded, nullptr, false},
    {"fair share (by hand: rounded)", Algorithm::FairShare, run_by_hand<ShareInFloats>, false},
};

void compare(const Row& row, const Workload& work, int rounds) {
  double ours = 1e9, theirs = 1e9;
  for (int round = 0; round < rounds; ++round) {
    Takers our_takers, their_takers;
    if (row.peer != nullptr) theirs = std::min(theirs, row.peer(work, their_takers));
    ours = std::min(ours, run_pool(row.algorithm, work, our_takers));
    if (row.is_equal && our_takers != their_takers) fail(fmt::format("{}: the takers differ", row.name));
  }
  const auto rate = [&](double seconds) { return static_cast<double>(work.turns) / seconds / 1e3; };
  fmt::print("{:<32}{:>8}{:>12.0f}", row.name, work.weights.size(), rate(ours));
  if (row.peer == nullptr)
    fmt::print("\n");
  else
    fmt::print("{:>12.0f}{:>8.2f}\n", rate(theirs), theirs / ours);
}

int run(const Arguments& arguments) {
  fmt::print("best of {}; thousands of assignments a second; ratio is leadc / by hand\n", arguments.rounds);
  fmt::print("{:<32}{:>8}{:>12}{:>12}{:>8}\n", "", "members", "leadc", "by hand", "ratio");
  for (const Row& row : kRows) {
    for (const size_t members : {10, 100, 1000})
      compare(row, workload(members, std::max(arguments.turns * 10 / members, kTurnsOfARequest)),
              arguments.rounds);
  }
  return 0;
}

}  // namespace
}  // namespace lead::bench

int main(int count, char** values) {
  return lead::bench::run(lead::bench::read_arguments(count, values));
}
