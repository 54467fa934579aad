// Rows of a route as they were tried for one lead: whom they looked at, what stood in the way, and why a row
// was passed over.
//
//   LookedLine line = looked_line(considered, artefact);     // or of an asked row
//
// All of it is words for people, but `bar`, which is one of a few. Copies what it keeps.
#pragma once
#include <string>
#include <vector>

#include "runtime/engine/engine.h"

namespace lead::why {

// `bar`: "has had enough turns", empty: eligible; `figures`: "1 of 1 per day", may be empty. `standing`: of
// who is eligible.
struct ConsideredLine {
  std::string person, bar, figures, standing;
  bool chosen = false;
};
// A lead that waits tries its row again and again: the last of the tries, and how many there were.
struct LookedLine {
  uint32_t row;  // index into artefact.route_rows
  bool passed;   // nobody was found
  uint64_t times = 1;
  int64_t first_ms, last_ms;
  // "`large` is not met", "remembers wes for `new.example` since …"; empty: the row looked at `people`.
  std::string words;
  std::string where, key, last_turn;  // of those: the condition, for which key, whose turn was the last
  std::vector<ConsideredLine> people;
};

[[nodiscard]] LookedLine looked_line(const engine::Considered& considered,
                                     const artefact::ArtefactT& artefact);
[[nodiscard]] LookedLine looked_line(const engine::AskedRow& asked, const artefact::ArtefactT& artefact);

// "is away: until 2026-12-14 00:00:00", "3 turns of weight 2".
[[nodiscard]] std::string words_of(const ConsideredLine& person);

// "looked at 4 people where region matches, for europe", "passed over: `large` is not met", and how often it
// was tried, if more than once.
[[nodiscard]] std::string words_of(const LookedLine& looked, const artefact::ZoneT& zone);

}  // namespace lead::why
