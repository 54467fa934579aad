// A pool with its members, for tests: requests are made with short words.
//
//   Team team(Algorithm::SmoothTurns, {5, 1, 1});
//   team.draw(14)                              "AABACAAAABACAA": members are called A, B, C, …
//   team.candidates[1].eligible = false;       B is skipped from here on
#pragma once
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "runtime/routing/pool.h"
#include "tests/support/random.h"

namespace lead::routing {

struct Team {
  Team(Algorithm algorithm, const std::vector<uint32_t>& weights, bool catching_up = false)
      : pool(algorithm, catching_up) {
    for (uint32_t i = 0; i < weights.size(); ++i) members.push_back({i, weights[i]});
    set();
  }

  // Tells the pool of `members`; candidates of those who stay are kept.
  void set(uint32_t last_turn_place = Pool::kNoPlace) {
    std::vector<Candidate> fresh;
    for (const Member& member : members) {
      Candidate candidate;
      candidate.person = member.person;
      candidate.eligible = true;
      for (const Candidate& old : candidates) {
        if (old.person == member.person) candidate = old;
      }
      fresh.push_back(candidate);
    }
    candidates = fresh;
    pool.set_members(members, last_turn_place);
  }

  Candidate& of(PersonNumber person) {
    for (Candidate& candidate : candidates) {
      if (candidate.person == person) return candidate;
    }
    ADD_FAILURE() << "no member " << person;
    return candidates.front();
  }

  void leave_alone(PersonNumber person) { of(person).eligible = false; }
  void go_away(PersonNumber person) {
    of(person).eligible = false;
    of(person).away = true;
  }
  void come_back(PersonNumber person) {
    of(person).eligible = true;
    of(person).away = false;
  }

  // Gives one lead away; the turn is spent at once.
  PersonNumber assign() {
    const PersonNumber next = pool.choose(candidates, when);
    if (next == kNobody) return next;
    turn = pool.take(next, candidates, when);
    of(next).last_assigned = {when.instant_ms, ++order};
    ++of(next).load;
    return next;
  }

  std::string draw(int count) {
    std::string drawn;
    for (int i = 0; i < count; ++i) {
      const PersonNumber next = assign();
      drawn += next == kNobody ? '-' : static_cast<char>('A' + next);
    }
    return drawn;
  }

  std::string words(PersonNumber person) { return pool.standing(person, candidates, when).words; }

  Pool pool;
  std::vector<Member> members;
  std::vector<Candidate> candidates;
  When when;
  uint64_t order = 0;
  Turn turn;  // the last one
};

}  // namespace lead::routing
