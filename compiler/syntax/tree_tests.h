// Of the syntax tree (tree.h): fixtures and tests.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "compiler/syntax/tree_causes.h"
#include "compiler/syntax/tree_routing.h"

namespace lead::syntax {

// --- tests
struct GivenValue {
  Name name;
  ExprId value;  // none: `missing`
};
struct UsedFixture {
  Name fixture;
};  // `use big_company`
using GivenItem = std::variant<GivenValue, UsedFixture>;
struct FixtureDecl {
  Name name;
  std::vector<GivenItem> items;
};

// `given lead a { email "a@firm.example", use big_company } since 2026-11-01`. Without braces: only a name.
struct GivenStep {
  std::optional<Name> lead;
  bool is_known = false;
  std::vector<GivenItem> items;
  Span items_span;  // with the braces; none: no braces
  std::optional<Moment> since;
  Span span;
};
struct EventOption {
  Name name;
  ExprId value;
};  // `id "e-17"`
struct Happening {
  Name event;
  std::optional<Name> lead;  // `page_view of a`
  std::vector<GivenItem> payload;
  Span payload_span;  // none: no braces
  std::vector<EventOption> options;
};
struct PeopleStep {  // `given people { … }`, `at 2026-12-03 people { … }`: the roster from then on
  std::optional<Moment> moment;  // none: from the beginning
  std::vector<PersonRow> people;
  Span span;
};
struct PresenceStep {  // `at 2026-12-03 09:00 anna is away until 2026-12-04`, `at +1h anna is back`
  Moment moment;
  Name person;
  bool is_away = false;
  std::optional<Moment> until;
  Span span;
};
struct AtStep {  // without an event: time passes
  Moment moment;
  std::optional<Happening> event;
  Span span;
};
struct ConditionExpectation {
  ExprId condition;
};
struct BecomesExpectation {  // `stage becomes lost because no_budget`: decided since the expectations before
  Name block, value;
  std::optional<Name> reason;
};
struct RefusedExpectation {  // `refused carl "was taken already"`: a claim, since then
  Name person;
  std::optional<std::string> text;
};
struct NoDecisionExpectation {
  std::optional<Name> block;
};  // `no decision`, `no decision on treatment`
struct AsideExpectation {
  Name event;
  std::optional<Name> reason;
};  // `set aside page_view because late`
struct NoticeExpectation {
  Name whom;
  std::optional<std::string> text;
};  // `notified sales "A lead to be called"`
struct NoNoticeExpectation {
  std::optional<Name> whom;
};  // `no notice`, `no notice to sales`
struct Expectation {
  std::variant<ConditionExpectation, BecomesExpectation, NoDecisionExpectation, AsideExpectation,
               NoticeExpectation, NoNoticeExpectation, RefusedExpectation>
      node;
  Span span;
};
struct ExpectStep {
  std::optional<Name> lead;  // `expect of a: …`
  std::vector<Expectation> expectations;
  Span span;
};
using TestStep = std::variant<GivenStep, PeopleStep, PresenceStep, AtStep, ExpectStep>;

// One line of a table of cases: a value under each column. A column is an attribute, which is then given, or
// anything else, which is then expected; `is` is the condition `column is value` for the latter.
struct CaseCell {
  ExprId value;  // none: `missing`
  ExprId is;
  Span span;
};
struct CaseRow {
  Name name;
  std::optional<std::string> title;
  std::vector<CaseCell> cells;
  Span span;
};
struct CaseTable {
  std::vector<Name> columns;
  Span columns_span;
  std::vector<CaseRow> rows;
};
struct TestDecl {
  Name title;  // the text without its quotes; the span has them
  std::vector<TestStep> steps;
  std::optional<CaseTable> table;  // `test cases`
};

}  // namespace lead::syntax
