// Tests: leads, steps and expectations, each with its instant; a table of cases as one test a row.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/semantics/account_problems.h"
#include "compiler/semantics/check_expr.h"
#include "compiler/semantics/check_lifecycle.h"
#include "compiler/semantics/check_routing.h"
#include "compiler/semantics/policy_words.h"
#include "compiler/semantics/routing_problems.h"
#include "compiler/semantics/steps.h"
#include "compiler/semantics/test_clock.h"
#include "compiler/semantics/test_decided.h"
#include "compiler/semantics/test_problems.h"
#include "compiler/semantics/test_values.h"
#include "compiler/semantics/type_rules.h"
#include "runtime/base/overloaded.h"
#include "runtime/value/event.h"

namespace lead::semantics {
namespace {

using syntax::ExprId;

constexpr std::string_view kOnlyLead = "lead";  // where the test does not name it

// Why an event that could be read may be set aside.
std::optional<Reason> reason_of(Context& context, const syntax::Name& name) {
  std::vector<std::string> all;
  for (const Reason reason : {Reason::Late, Reason::Duplicate, Reason::DifferingCopy, Reason::UnknownLead,
                              Reason::RequiredCleared, Reason::TooMuchHeld, Reason::Ignored}) {
    if (reason_word(reason) == name.text) return reason;
    all.emplace_back(reason_word(reason));
  }
  context.sink.add(problems::unknown_reason(name, all, diagnostics::suggest(name.text, all)));
  return std::nullopt;
}

// What one declaration is read with.
class TestReader {
 public:
  TestReader(Context& context, TestClock& clock, const syntax::TestDecl& decl)
      : context_(context), clock_(clock), decl_(decl) {}
  void run();

 private:
  struct Given {  // of a lead, before columns of cases
    TestValues values;
    Span span, braces;
    bool is_empty = true;
  };

  void read_leads();
  void read_lead(const syntax::GivenStep& step);
  void begin();
  void step(const syntax::PeopleStep& people);
  void step(const syntax::PresenceStep& presence);
  void step(const syntax::AtStep& at);
  void step(const syntax::ExpectStep& expect);
  void event(const syntax::Happening& happening, int64_t instant_ms, Span span);
  [[nodiscard]] std::optional<int64_t> go_forward(const syntax::Moment& moment, std::string_view what);
  void require_person(const syntax::Name& name);
  void option(const syntax::EventOption& option, TestEvent& event);
  std::optional<uint32_t> lead_of(const std::optional<syntax::Name>& name, Span span, std::string_view what);
  std::optional<uint32_t> event_of(const syntax::Name& name);
  void expectation(const syntax::Expectation& expectation, uint32_t lead);
  void expect(Expected node, uint32_t lead, Span span, std::string column = {});
  void read_cases(const syntax::CaseTable& table);
  void read_case(const syntax::CaseTable& table, const syntax::CaseRow& row, uint32_t lead);
  void finish(Test test, const std::vector<Given>& given);
  // A column of cases that says what the lead is like; who holds a role is expected, as all others are.
  [[nodiscard]] bool is_given(const Declared& declared) const {
    return declared.kind == SymbolKind::Attribute && !role_of_attribute(context_.program, declared.index);
  }

  Context& context_;
  TestClock& clock_;
  const syntax::TestDecl& decl_;
  Test test_;
  std::vector<Given> given_;  // parallel to test_.leads
  NameSpace lead_names_;
  std::map<uint32_t, int64_t> births_;  // of leads that say since when
  int64_t latest_ms_ = 0, now_ms_ = 0;
  uint32_t row_ = 0;  // of the expectations being read
  Span latest_span_;
};

// --- leads
// --------------------------------------------------------------------------------------------------------

void TestReader::read_lead(const syntax::GivenStep& step) {
  const syntax::Name name = step.lead.value_or(syntax::Name{std::string(kOnlyLead), step.span});
  const auto [entry, is_new] = lead_names_.emplace(
      name.text, Declared{SymbolKind::None, static_cast<uint32_t>(test_.leads.size()), name.span});
  if (!is_new) return context_.sink.add(problems::name_twice("lead", name, entry->second.span));
  TestLead lead{name.text, step.is_known, {}, clock_.start_ms()};
  Given given{given_attributes(context_, step.items), step.span, step.items_span, step.items.empty()};
  test_.leads.push_back(std::move(lead));
  given_.push_back(std::move(given));
}

void TestReader::read_leads() {
  for (const syntax::TestStep& step : decl_.steps) {
    if (const auto* given = std::get_if<syntax::GivenStep>(&step)) read_lead(*given);
  }
  if (!test_.leads.empty()) return;
  // A table may give everything; otherwise events make the lead.
  test_.leads.push_back({std::string(kOnlyLead), decl_.table.has_value(), {}, clock_.start_ms()});
  given_.push_back({{}, decl_.title.span, {}, true});
}

// When a step happens; null: it says nothing of time.
const syntax::Moment* moment_of(const syntax::TestStep& step) {
  if (const auto* at = std::get_if<syntax::AtStep>(&step)) return &at->moment;
  if (const auto* presence = std::get_if<syntax::PresenceStep>(&step)) return &presence->moment;
  const auto* people = std::get_if<syntax::PeopleStep>(&step);
  return people != nullptr && people->moment ? &*people->moment : nullptr;
}

// A test begins with its first `at`, and with it the leads that do not say since when they are known.
void TestReader::begin() {
  int64_t start_ms = clock_.start_ms();
  std::optional<Span> first;
  clock_.begin();
  for (const syntax::TestStep& step : decl_.steps) {
    const syntax::Moment* moment = moment_of(step);
    if (moment == nullptr) continue;
    start_ms = clock_.read(*moment, true).value_or(start_ms);
    first = moment->span;
    break;
  }
  for (const syntax::TestStep& step : decl_.steps) {
    const auto* given = std::get_if<syntax::GivenStep>(&step);
    if (given == nullptr || !given->since) continue;
    const auto found = lead_names_.find(given->lead ? given->lead->text : std::string(kOnlyLead));
    clock_.begin();
    const auto since = clock_.read(*given->since, false);
    if (!since || found == lead_names_.end()) continue;
    births_[found->second.index] = *since;
    if (first && *since > start_ms) context_.sink.add(problems::born_too_late(given->since->span, *first));
    if (!first) start_ms = std::max(start_ms, *since);
  }
  for (uint32_t lead = 0; lead < test_.leads.size(); ++lead) {
    const auto born = births_.find(lead);
    test_.leads[lead].since_ms = born == births_.end() ? start_ms : born->second;
  }
  latest_ms_ = now_ms_ = start_ms;
  latest_span_ = first.value_or(decl_.title.span);
  clock_.begin();
}

std::optional<uint32_t> TestReader::lead_of(const std::optional<syntax::Name>& name, Span span,
                                            std::string_view what) {
  std::vector<std::string> all;
  for (const TestLead& lead : test_.leads) all.push_back(lead.name);
  if (!name) {
    if (all.size() == 1) return 0;
    context_.sink.add(problems::which_lead(span, what, all));
    return std::nullopt;
  }
  const auto found = lead_names_.find(name->text);
  if (found != lead_names_.end()) return found->second.index;
  if (lead_names_.empty()) all.clear();
  context_.sink.add(problems::unknown_test_lead(*name, all, diagnostics::suggest(name->text, all)));
  return std::nullopt;
}

// --- events
// -------------------------------------------------------------------------------------------------------

std::optional<uint32_t> TestReader::event_of(const syntax::Name& name) {
  const auto found = context_.names.events.find(name.text);
  if (found != context_.names.events.end() && found->second.kind == SymbolKind::EventSet)
    return found->second.index;
  std::vector<std::string> all;
  for (const auto& event : context_.program.schema.events) all.push_back(event->name);
  const std::string hint = found == context_.names.events.end()
                               ? std::string()
                               : fmt::format("`{}` is a group of events: name one of them", name.text);
  context_.sink.add(problems::unknown_event(name, diagnostics::suggest(name.text, all), hint));
  return std::nullopt;
}

void TestReader::option(const syntax::EventOption& option, TestEvent& event) {
  static const std::vector<std::string> kAll{"id", "source", "seq"};
  const std::string& key = option.name.text;
  const problems::DeclaredAs why{option.name.span, key, key == "seq" ? "number" : "text"};
  if (std::find(kAll.begin(), kAll.end(), key) == kAll.end())
    return context_.sink.add(problems::unknown_option(option.name, kAll, diagnostics::suggest(key, kAll)));
  const Type type{key == "seq" ? TypeKind::Number : TypeKind::Text};
  const TypedExpr* found = require_constant(context_, option.value, type, why, "what a test gives");
  if (found == nullptr) return;
  if (key == "id") event.id = found->text.value_or("");
  if (key == "source") event.source = found->text.value_or("");
  if (key == "seq") event.seq = found->word;
}

void TestReader::event(const syntax::Happening& happening, int64_t instant_ms, Span span) {
  const auto lead = lead_of(happening.lead, happening.event.span, "event");
  const auto type = event_of(happening.event);
  if (!type) return;
  TestEvent event{
      instant_ms, lead.value_or(0), *type, listed(given_fields(context_, *type, happening)), {}, {}, {},
      span};
  std::map<std::string, Span> said;
  for (const syntax::EventOption& each : happening.options) {
    const auto [entry, is_new] = said.emplace(each.name.text, each.name.span);
    if (is_new) option(each, event);
    if (!is_new) context_.sink.add(problems::setting_twice(each.name, entry->second));
  }
  test_.steps.emplace_back(std::move(event));
}

// Only events may come late.
std::optional<int64_t> TestReader::go_forward(const syntax::Moment& moment, std::string_view what) {
  const auto instant = clock_.read(moment, true);
  if (!instant) return std::nullopt;
  if (*instant < latest_ms_) context_.sink.add(problems::looks_back(moment.span, what, latest_span_));
  latest_ms_ = now_ms_ = std::max(latest_ms_, *instant);
  latest_span_ = moment.span;
  return instant;
}

// A roster stands before the events of its instant.
void TestReader::step(const syntax::PeopleStep& people) {
  int64_t from_ms = limits::kMinInstantMs;
  if (people.moment) {
    const auto instant = go_forward(*people.moment, "a roster");
    if (!instant) return;
    from_ms = *instant;
  }
  test_.rosters.push_back({from_ms, read_people(context_, people.people)});
}

// The roster in force has them: whoever a run does not know would be set aside.
void TestReader::require_person(const syntax::Name& name) {
  std::vector<std::string> all;
  for (const Person& person : context_.program.people) all.push_back(person.row.id);
  if (!test_.rosters.empty()) {
    all.clear();
    for (const TestPerson& person : test_.rosters.back().people) all.push_back(person.row.id);
  }
  if (std::find(all.begin(), all.end(), name.text) != all.end()) return;
  context_.sink.add(problems::person_not_here(name, diagnostics::suggest(name.text, all)));
}

void TestReader::step(const syntax::PresenceStep& presence) {
  const auto instant = go_forward(presence.moment, "an absence");
  if (!instant) return;
  require_person(presence.person);
  const Span span{presence.span.file, presence.person.span.begin_byte, presence.span.end_byte};
  TestEvent event{*instant, 0, value::kPresence, {}, {}, {}, {}, span, presence.person.text};
  event.fields.push_back(
      {static_cast<uint32_t>(value::PresenceField::Away), presence.is_away ? 1 : 0, std::nullopt});
  if (presence.until) {
    const auto until = clock_.read(*presence.until, false);
    if (!until) return;
    if (*until <= *instant) return context_.sink.add(problems::away_backwards(presence.until->span));
    event.fields.push_back({static_cast<uint32_t>(value::PresenceField::Until), *until, std::nullopt});
  }
  test_.steps.emplace_back(std::move(event));
}

void TestReader::step(const syntax::AtStep& at) {
  const auto instant = clock_.read(at.moment, true);
  if (!instant) return;
  now_ms_ = *instant;
  if (!at.event && now_ms_ < latest_ms_) {
    now_ms_ = latest_ms_;  // told once: the expectations that follow are not to blame
    return context_.sink.add(problems::looks_back(at.moment.span, "time", latest_span_));
  }
  if (now_ms_ >= latest_ms_) {
    latest_ms_ = now_ms_;
    latest_span_ = at.moment.span;
  }
  if (at.event) event(*at.event, now_ms_, {at.span.file, at.event->event.span.begin_byte, at.span.end_byte});
}

// --- expectations
// -------------------------------------------------------------------------------------------------

void TestReader::expect(Expected node, uint32_t lead, Span span, std::string column) {
  test_.steps.emplace_back(TestExpectation{std::move(node), lead, row_, now_ms_, span, std::move(column)});
}

void TestReader::expectation(const syntax::Expectation& expectation, uint32_t lead) {
  const Span span = expectation.span;
  std::visit(overloaded{
                 [&](const syntax::ConditionExpectation& node) {
                   require_condition(context_, node.condition, {.of_test = true}, {});
                   expect(ExpectCondition{node.condition}, lead, span);
                 },
                 [&](const syntax::BecomesExpectation& node) {
                   if (auto becomes = check_becomes(context_, node)) expect(std::move(*becomes), lead, span);
                 },
                 [&](const syntax::NoDecisionExpectation& node) {
                   if (!node.block) return expect(ExpectNoDecision{}, lead, span);
                   if (auto decided = check_decided(context_, *node.block))
                     expect(ExpectNoDecision{decided}, lead, span);
                 },
                 [&](const syntax::AsideExpectation& node) {
                   const auto event = event_of(node.event);
                   std::optional<Reason> reason;
                   if (node.reason) {
                     reason = reason_of(context_, *node.reason);
                     if (!reason) return;
                   }
                   if (event) expect(ExpectAside{*event, reason}, lead, span);
                 },
                 [&](const syntax::NoticeExpectation& node) {
                   check_owner(context_, node.whom);
                   expect(ExpectNotice{node.whom.text, node.text}, lead, span);
                 },
                 [&](const syntax::NoNoticeExpectation& node) {
                   if (!node.whom) return expect(ExpectNoNotice{}, lead, span);
                   check_owner(context_, *node.whom);
                   expect(ExpectNoNotice{node.whom->text}, lead, span);
                 },
                 [&](const syntax::RefusedExpectation& node) {
                   expect(ExpectRefused{node.person.text, node.text}, lead, span);
                 },
             },
             expectation.node);
}

void TestReader::step(const syntax::ExpectStep& step) {
  const auto lead = lead_of(step.lead, step.span, "expectation");
  if (now_ms_ < latest_ms_) {
    context_.sink.add(problems::looks_back(step.span, "an expectation", latest_span_));
    return;
  }
  ++row_;
  for (const syntax::Expectation& each : step.expectations) expectation(each, lead.value_or(0));
}

// --- the whole
// ----------------------------------------------------------------------------------------------------

void TestReader::finish(Test test, const std::vector<Given>& given) {
  for (size_t i = 0; i < test.leads.size(); ++i) {
    if (!test.leads[i].is_known) continue;
    require_attributes(context_, given[i].values, given[i].span, given[i].braces, given[i].is_empty);
    test.leads[i].attributes = listed(given[i].values);
  }
  context_.program.tests.push_back(std::move(test));
}

void TestReader::read_case(const syntax::CaseTable& table, const syntax::CaseRow& row, uint32_t lead) {
  if (row.cells.size() != table.columns.size())
    return context_.sink.add(
        problems::case_shape(row.name, row.span, row.cells.size(), table.columns.size(), table.columns_span));
  const Test shared = test_;
  ++row_;
  std::vector<Given> given = given_;
  for (size_t i = 0; i < row.cells.size(); ++i) {
    const syntax::CaseCell& cell = row.cells[i];
    const auto found = context_.names.values.find(table.columns[i].text);
    if (found == context_.names.values.end()) continue;  // said of the header
    if (is_given(found->second)) {
      const uint32_t attribute = found->second.index;
      auto value = attribute_value(context_, attribute, cell.value);
      given[lead].values.insert_or_assign(attribute, value.value_or(TestValue{attribute, 0, std::string()}));
      continue;
    }
    require_condition(context_, cell.is, {.of_test = true}, table.columns[i].span);
    expect(ExpectCondition{cell.is}, lead, cell.span, write_name(table.columns[i].text));
  }
  Test test = std::move(test_);
  test_ = shared;
  test.name = fmt::format("{}: {}", decl_.title.text, row.title.value_or(row.name.text));
  test.span = row.name.span;
  for (Given& each : given) {
    if (each.braces.is_none()) each.span = row.name.span;
  }
  finish(std::move(test), given);
}

void TestReader::read_cases(const syntax::CaseTable& table) {
  const auto lead = lead_of({}, table.columns_span, "table");
  bool expects = std::any_of(test_.steps.begin(), test_.steps.end(), [](const TestStep& step) {
    return std::holds_alternative<TestExpectation>(step);
  });
  NameSpace columns;
  for (const syntax::Name& column : table.columns) {
    const auto [entry, is_new] = columns.emplace(column.text, Declared{SymbolKind::None, 0, column.span});
    if (!is_new) context_.sink.add(problems::name_twice("column", column, entry->second.span));
    const auto found = context_.names.values.find(column.text);
    if (found == context_.names.values.end()) {
      const auto close = close_names(context_, column.text, context_.names.values);
      context_.sink.add(problems::unknown_name(column.span, column.text, close));
    }
    expects = expects || found == context_.names.values.end() || !is_given(found->second);
  }
  if (!expects || table.rows.empty()) context_.sink.add(problems::expects_nothing(decl_.title));
  NameSpace rows;
  for (const syntax::CaseRow& row : table.rows) {
    const auto [entry, is_new] = rows.emplace(row.name.text, Declared{SymbolKind::None, 0, row.name.span});
    if (!is_new) context_.sink.add(problems::name_twice("case", row.name, entry->second.span));
    read_case(table, row, lead.value_or(0));
  }
}

void TestReader::run() {
  test_.name = decl_.title.text;
  test_.span = decl_.title.span;
  read_leads();
  begin();
  for (const syntax::TestStep& each : decl_.steps) {
    std::visit(overloaded{[](const syntax::GivenStep&) {},  // read_leads
                          [&](const syntax::PeopleStep& people) { step(people); },
                          [&](const syntax::PresenceStep& presence) { step(presence); },
                          [&](const syntax::AtStep& at) { step(at); },
                          [&](const syntax::ExpectStep& asked) { step(asked); }},
               each);
  }
  if (decl_.table) return read_cases(*decl_.table);
  const bool expects = std::any_of(decl_.steps.begin(), decl_.steps.end(), [](const syntax::TestStep& each) {
    return std::holds_alternative<syntax::ExpectStep>(each);
  });
  if (!expects) context_.sink.add(problems::expects_nothing(decl_.title));
  finish(std::move(test_), given_);
}

// Whoever only a test knows can be named in tests alone, which are checked behind all else.
void know_people_of_tests(Context& context) {
  for (const syntax::Decl& decl : context.tree.decls) {
    const auto* test = std::get_if<syntax::TestDecl>(&decl.node);
    if (test == nullptr) continue;
    for (const syntax::TestStep& step : test->steps) {
      const auto* people = std::get_if<syntax::PeopleStep>(&step);
      if (people == nullptr) continue;
      for (const syntax::PersonRow& row : people->people)
        context.names.parties.emplace(row.name.text, Party{PartyKind::Person, 0, row.name.span});
    }
  }
}

}  // namespace

void check_tests(Context& context) {
  const bool has_tests =
      std::any_of(context.tree.decls.begin(), context.tree.decls.end(), [](const syntax::Decl& decl) {
        return std::holds_alternative<syntax::TestDecl>(decl.node) ||
               std::holds_alternative<syntax::FixtureDecl>(decl.node);
      });
  if (!has_tests) return;
  know_people_of_tests(context);
  TestClock clock(context);
  check_fixtures(context);
  for (const syntax::Decl& decl : context.tree.decls) {
    if (const auto* test = std::get_if<syntax::TestDecl>(&decl.node)) TestReader(context, clock, *test).run();
  }
}

}  // namespace lead::semantics
