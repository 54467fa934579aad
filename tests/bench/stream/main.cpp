// The stream benchmark: leadc beside C++ written by hand, in one process and one run, in turns.
//
//   stream_bench [--policy scoring|journey|routing] [--events N] [--leads N] [--rounds N] [--pending N] [--folder DIR]
//                [--only memory|lines]
//
// For each policy it makes the stream, compiles the policy, folds it both ways from memory (events read
// already) and from NDJSON to NDJSON (routing from memory alone), insists that the decisions are the same,
// and prints the best of the rounds with their ratio, in processor time. Then it leaves N leads with a
// pending promise each and prints what one takes. Exit 1 where decisions differ.
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>

#include "compiler/compile/compile.h"
#include "tests/bench/stream/bench.h"

namespace lead::bench {

void fail(const std::string& why) {
  std::cerr << "stream_bench: " << why << "\n";
  std::exit(1);
}

namespace {

Arguments read_arguments(int count, char** values) {
  Arguments arguments;
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string name = values[i], value = values[i + 1];
    if (name == "--events")
      arguments.workload.events = std::stoull(value);
    else if (name == "--leads")
      arguments.workload.leads = static_cast<uint32_t>(std::stoul(value));
    else if (name == "--pending")
      arguments.pending = static_cast<uint32_t>(std::stoul(value));
    else if (name == "--rounds")
      arguments.rounds = std::stoi(value);
    else if (name == "--folder")
      arguments.folder = value;
    else if (name == "--policy")
      arguments.policy = value;
    else if (name == "--only")
      arguments.only = value;
    else
      fail("unknown option " + name);
  }
  return arguments;
}

artefact::VerifiedArtefact compiled(std::string_view name) {
  source::SourceMap sources;
  diagnostics::Sink sink;
  const std::string path = fmt::format("{}/tests/bench/stream/{}.lead", LEAD_SOURCE_DIR, name);
  compile::Result result = compile::compile(sources, {path}, sink);
  if (!result.artefact) fail(path + " does not compile");
  return std::move(*result.artefact);
}

void print_row(const char* name, const Best& best, uint64_t events) {
  const auto rate = [&](double seconds) { return static_cast<double>(events) / seconds / 1e6; };
  fmt::print("{:<18} {:>8.3f} s {:>7.2f} M/s   {:>8.3f} s {:>7.2f} M/s   {:>6.2f}\n", name, best.ours,
             rate(best.ours), best.theirs, rate(best.theirs), best.theirs / best.ours);
}

void run(const Arguments& arguments, Policy policy) {
  const std::string events = fmt::format("{}/{}.ndjson", arguments.folder, name_of(policy));
  if (!write_stream(arguments.workload, policy, events)) fail("cannot write " + events);
  const artefact::VerifiedArtefact artefact = compiled(name_of(policy));
  const uint64_t count = arguments.workload.events;
  fmt::print("{}: {} events, {} bytes a line, best of {}; ratio is by hand / leadc\n", name_of(policy), count,
             std::filesystem::file_size(events) / count, arguments.rounds);
  fmt::print("{:<18} {:>22}   {:>22}   {:>6}\n", "", "leadc", "by hand", "ratio");
  if (arguments.only != "lines")
    print_row("in memory", from_memory(artefact, policy, arguments.rounds, events), count);
  if (arguments.only != "memory" && policy != Policy::Routing)
    print_row("NDJSON to NDJSON", through_lines(artefact, policy, arguments.rounds, events, arguments.folder),
              count);
}

}  // namespace
}  // namespace lead::bench

int main(int count, char** values) {
  using namespace lead::bench;
  const Arguments arguments = read_arguments(count, values);
  std::filesystem::create_directories(arguments.folder);
  for (const Policy policy : {Policy::Scoring, Policy::Journey, Policy::Routing}) {
    if (arguments.policy.empty() || arguments.policy == name_of(policy)) run(arguments, policy);
  }
  if (arguments.pending > 0) print_pending(compiled("pending"), arguments.pending, arguments.folder);
}
