// The tests of a policy, checked: leads, events and expectations with their instants and machine values.
//
// Made by `check` from `test` declarations (a table of cases becomes one test a row); read by `leadc test`.
// Nothing here is part of what a policy means: the kernel is made without tests.
//
//   at +10m demo_request      -> TestEvent{ 10 minutes after the last absolute time, lead 0, type of
//   demo_request } expect interest is hot    -> TestExpectation{ ExpectCondition{…}, lead 0, the instant
//   reached }
//
// Instants are milliseconds since 1970, within the bounds of runtime/base/limits.h. Values are those of
// runtime/artefact/artefact.fbs.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "compiler/syntax/tree.h"
#include "runtime/artefact/schema.h"
#include "runtime/base/reason.h"
#include "runtime/base/span.h"

namespace lead::semantics {

// Of an attribute or of a field of an event. Neither word nor text: said to be missing.
struct TestValue {
  uint32_t index;
  std::optional<int64_t> word;
  std::optional<std::string> text;
};

struct TestLead {
  std::string name;
  bool is_known = false;              // a lead from the start; otherwise events make it one
  std::vector<TestValue> attributes;  // each once
  int64_t since_ms = 0;               // born then, where known
};

struct TestEvent {
  int64_t instant_ms;
  uint32_t lead;  // index into Test::leads
  uint32_t type;  // index into schema.events; value::kPresence: `person` is away, or back
  std::vector<TestValue> fields;
  std::string id, source;
  std::optional<int64_t> seq;
  Span span;  // of the event, its time left out
  std::string person = {};
};

// What is decided about: a band, a grade, a cell, a stage or a clock, as in artefact.outputs; or who holds a
// role (`role`: index into artefact.roles, and `kind` counts for nothing).
struct Decided {
  artefact::OutputKind kind;
  std::string block;
  int32_t role = -1;
};

struct ExpectCondition {
  syntax::ExprId condition;
};
// A decision since the expectations before said so. No value: unrated. `reason`: item of the choice of the
// stage's reasons; empty: whatever reason.
struct ExpectBecomes {
  Decided decided;
  std::optional<uint32_t> value;
  std::string reason;
};
// Since then a role was given to that person. Empty: to nobody, or by whatever row.
struct ExpectAssigned {
  Decided decided;
  std::string person, row;
};
struct ExpectRefused {  // a claim of that person, since then
  std::string person;
  std::optional<std::string> text;  // none: for whatever reason
};
struct ExpectNoDecision {
  std::optional<Decided> decided;  // none: about nothing at all
};
struct ExpectAside {
  uint32_t event;
  std::optional<Reason> reason;
};

// Somebody was told since the expectations before.
struct ExpectNotice {
  std::string whom;
  std::optional<std::string> text;  // none: with whatever words
};
struct ExpectNoNotice {
  std::optional<std::string> whom;  // none: nobody was
};

using Expected = std::variant<ExpectCondition, ExpectBecomes, ExpectAssigned, ExpectNoDecision, ExpectAside,
                              ExpectNotice, ExpectNoNotice, ExpectRefused>;

struct TestExpectation {
  Expected node;
  uint32_t lead;
  uint32_t row;   // those of one `expect` share it
  int64_t at_ms;  // never before an event or expectation above it
  Span span;      // of a case: its cell
  std::string
      column;  // of a case: "fit", and the span has the value; otherwise empty, the span has all the words
};

using TestStep = std::variant<TestEvent, TestExpectation>;

// Who works there from an instant on. `hours`: the calendar's name, or empty; the index in `row` counts for
// nothing.
struct TestPerson {
  artefact::PersonT row;
  std::string hours;
};
struct TestRoster {
  int64_t from_ms;
  std::vector<TestPerson> people;
};

struct Test {
  std::string name;  // of a case: "size of the firm: tiny"
  Span span;         // of the title, or of the case's row
  std::vector<TestLead> leads;
  std::vector<TestStep> steps;
  std::vector<TestRoster> rosters = {};  // instead of the policy's, in the order of the test
};

// The condition a step expects; none for other steps.
[[nodiscard]] inline syntax::ExprId condition_of(const TestStep& step) {
  const auto* expectation = std::get_if<TestExpectation>(&step);
  if (expectation == nullptr) return {};
  const auto* asked = std::get_if<ExpectCondition>(&expectation->node);
  return asked == nullptr ? syntax::ExprId{} : asked->condition;
}

}  // namespace lead::semantics
