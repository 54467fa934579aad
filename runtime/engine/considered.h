// Whom rows of a route look at, and what stands in somebody's way: for `why`, and for what shares people
// should have.
//
// Told by the desk to an observer (observer.h) that wants to hear it. Views live during the call.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lead::engine {

// How much of whom rows look at somebody wants to hear: nothing; who was eligible and who was chosen, for
// their shares; or all that there is to say, of which words take time.
enum class Detail : uint8_t { Nothing, Shares, Words };

// What keeps somebody from a lead; the first that applies.
enum class Bar : uint8_t {
  None,
  Condition,
  Away,
  Hours,
  Capacity,
  Excluded,
  Cap,
  NotInRoster,
  Forgotten  // the memory that names them is over
};

// In words that follow a name: "is away"; empty: None.
constexpr std::string_view words_of(Bar bar) {
  switch (bar) {
    case Bar::None:
      return "";
    case Bar::Condition:
      return "does not meet the condition";
    case Bar::Away:
      return "is away";
    case Bar::Hours:
      return "is not at work";
    case Bar::Capacity:
      return "holds enough leads";
    case Bar::Excluded:
      return "had it before";
    case Bar::Cap:
      return "has had enough turns";
    case Bar::NotInRoster:
      return "is not in the roster";
    case Bar::Forgotten:
      return "is remembered no longer";
  }
  return "";
}

struct ConsideredPerson {
  std::string_view person;
  Bar bar = Bar::None;   // why not; None: eligible
  std::string standing;  // of who is eligible: "3 turns of weight 2". This and what follows: Words only
  uint32_t weight = 1;   // told always
  std::string_view cover = {};  // who was asked in their place
  int64_t back_ms = INT64_MIN;  // when who is away is back; INT64_MAX: never
  uint64_t used = 0, most = 0;  // leads held, or turns of a cap, that keep them from it; 0 and 0: none
  int32_t cap = -1;             // which one, of the row's caps
  int64_t last_assigned_ms = INT64_MIN;  // INT64_MIN: never
};
// Whom a row of a route looked at, in the order of its team; for each try of a lead that waits.
struct Considered {
  int64_t instant_ms;
  std::string_view lead;
  uint32_t row;
  std::vector<ConsideredPerson> people;
  std::string_view chosen;          // empty: nobody
  std::string_view key = {};        // of the row's pool: `t` and a text, `w` and a word; empty: none
  std::string_view last_turn = {};  // ByTurns: whose it was; empty: nobody's
};
// A row that was passed over before it looked at anybody, or that names somebody without a team.
struct AskedRow {
  int64_t instant_ms;
  std::string_view lead;
  uint32_t row;
  bool is_met = true;            // its guard
  bool passed = false;           // the next row is tried, or the lead waits
  ConsideredPerson person = {};  // whom it names; without a person: nobody
  std::string_view key = {};     // `to remembered owner`: of the memory; empty: the lead has none
  // Of who is remembered: since when (INT64_MIN: nobody is) and until when, by what happened to which lead:
  // an index into schema.events, or -1: it was given to them.
  int64_t since_ms = INT64_MIN, until_ms = INT64_MAX;
  int32_t by_event = -1;
  std::string_view by_lead = {};
};

}  // namespace lead::engine
