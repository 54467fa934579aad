#include "workbench/test/runner.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/lowering/words.h"
#include "runtime/emit/word_text.h"
#include "workbench/test/routings.h"
#include "workbench/why/render.h"

namespace lead::test {
namespace {

bool same(const why::DecidedLine& a, const why::DecidedLine& b) {
  return a.instant_ms == b.instant_ms && a.output == b.output && a.from == b.from && a.to == b.to &&
         a.value == b.value;
}

bool same(const why::ToldLine& a, const why::ToldLine& b) {
  return a.instant_ms == b.instant_ms && a.whom == b.whom && a.person == b.person && a.text == b.text;
}

bool same(const why::RoutedLine& a, const why::RoutedLine& b) {
  return a.instant_ms == b.instant_ms && a.block == b.block && a.words == b.words && a.way == b.way;
}

// What of `now` is not yet in `before`, which becomes `now`: from the first difference on.
template <typename Line>
std::vector<Line> take_fresh(std::vector<Line>& before, std::vector<Line> now) {
  const auto differs = std::mismatch(now.begin(), now.end(), before.begin(), before.end(),
                                     [](const Line& a, const Line& b) { return same(a, b); });
  std::vector<Line> fresh(differs.first, now.end());
  before = std::move(now);
  return fresh;
}

// By the name that the policy gives, or as a person.
bool is_told(const why::ToldLine& notice, const std::string& whom) {
  return notice.whom == whom || notice.person == whom;
}

std::string notice_text(const why::ToldLine& notice) {
  return fmt::format("notify {}{}{}", notice.whom,
                     notice.person.empty() || notice.person == notice.whom ? "" : " (" + notice.person + ")",
                     notice.text.empty() ? "" : " \"" + notice.text + "\"");
}

bool same(const why::AsideLine& a, const why::AsideLine& b) {
  return a.instant_ms == b.instant_ms && a.reason == b.reason && a.event == b.event && a.detail == b.detail;
}

std::vector<std::unique_ptr<artefact::PersonT>> people_of(const semantics::TestRoster& roster,
                                                          const artefact::ArtefactT& artefact) {
  std::vector<std::unique_ptr<artefact::PersonT>> people;
  for (const semantics::TestPerson& person : roster.people) {
    people.push_back(std::make_unique<artefact::PersonT>(person.row));
    const auto calendar = std::find_if(artefact.calendars.begin(), artefact.calendars.end(),
                                       [&](const auto& each) { return each->name == person.hours; });
    people.back()->hours = person.hours.empty() || calendar == artefact.calendars.end()
                               ? -1
                               : static_cast<int32_t>(calendar - artefact.calendars.begin());
  }
  return people;
}

}  // namespace

Runner::Runner(const semantics::Test& test, const Build& build, uint32_t answer,
               const source::SourceMap& sources)
    : test_(test),
      build_(build),
      artefact_(*build.artefact),
      sources_(sources),
      answer_(answer),
      stream_(stream_of(test, build)),
      leads_(test.leads.size()) {
  outcome_.name = test.name;
  outcome_.span = test.span;
}

void Runner::restart() {
  engine_.reset();
  watch_ = std::make_unique<Watch>(artefact_, test_);
  engine_ = std::make_unique<engine::Engine>(build_.artefact, engine::Options{}, *watch_);
  for (const semantics::TestRoster& roster : test_.rosters) {
    const auto problem = engine_->change_roster(roster.from_ms, people_of(roster, artefact_));
    if (problem) outcome_.failures.push_back({test_.span, "a roster", *problem, {}, roster.from_ms, {}});
  }
  pushed_ = 0;
}

// Every event lies behind the expectations above it, so that one run serves all of them.
bool Runner::goes_forward() const {
  int64_t seen_ms = INT64_MIN;
  for (const semantics::TestStep& step : test_.steps) {
    if (const auto* event = std::get_if<semantics::TestEvent>(&step)) {
      if (event->instant_ms <= seen_ms) return false;
    } else {
      seen_ms = std::get<semantics::TestExpectation>(step).at_ms;
    }
  }
  return true;
}

void Runner::go_on(size_t event_end, int64_t until_ms) {
  if (pushed_ < event_end) engine_->push(stream_.block(pushed_, event_end));
  pushed_ = event_end;
  engine_->run_until(until_ms);
}

Outcome Runner::run() {
  const bool one_run = goes_forward();
  restart();
  size_t events = stream_.given_count;
  int64_t last_ms = 0;
  std::optional<size_t> seen_events;  // by the expectation before
  for (const semantics::TestStep& step : test_.steps) {
    if (const auto* event = std::get_if<semantics::TestEvent>(&step)) {
      ++events;
      last_ms = std::max(last_ms, event->instant_ms);
      continue;
    }
    const auto& expectation = std::get<semantics::TestExpectation>(step);
    if (!one_run && seen_events != events) restart();
    seen_events = events;
    go_on(events, expectation.at_ms);
    last_ms = std::max(last_ms, expectation.at_ms);
    ++outcome_.expectations;
    judge(expectation);
  }
  if (!one_run && seen_events != stream_.events.size()) restart();
  go_on(stream_.events.size(), last_ms);
  judge_asides();
  if (!outcome_.passed()) tell_timeline();
  return std::move(outcome_);
}

// --- expectations
// -------------------------------------------------------------------------------------------------

std::string Runner::words_of(const semantics::TestExpectation& expectation) const {
  std::string words = lowering::folded(sources_.text(expectation.span));
  return expectation.column.empty() ? words : fmt::format("{} is {}", expectation.column, words);
}

void Runner::fail(const semantics::TestExpectation& expectation, std::string found,
                  std::optional<why::ConditionStory> condition) {
  outcome_.failures.push_back({expectation.span, words_of(expectation), std::move(found),
                               test_.leads[expectation.lead].name, expectation.at_ms, std::move(condition)});
}

// What the lead was found to be when it was given.
bool Runner::is_of_birth(const why::CauseText& cause) const {
  return cause.kind == engine::CauseKind::Event &&
         cause.event == artefact_.schema->events[build_.given]->name;
}

Runner::Decisions Runner::decisions_of(uint32_t lead) const {
  Decisions decisions;
  for (const why::DecidedLine& line : watch_->of(lead).decisions()) {
    if (!is_of_birth(line.cause)) decisions.push_back(line);
  }
  return decisions;
}

Runner::Notices Runner::notices_of(uint32_t lead) const {
  Notices notices;
  for (const why::ToldLine& line : watch_->of(lead).tellings()) {
    if (!is_of_birth(line.cause)) notices.push_back(line);
  }
  return notices;
}

void Runner::begin_row(const semantics::TestExpectation& expectation) {
  LeadState& lead = leads_[expectation.lead];
  if (lead.row == expectation.row) return;
  lead.row = expectation.row;
  lead.fresh = take_fresh(lead.before, decisions_of(expectation.lead));
  lead.fresh_notices = take_fresh(lead.notices_before, notices_of(expectation.lead));
  lead.fresh_routings = take_fresh(lead.routings_before, routings_of(expectation.lead));
}

void Runner::judge(const semantics::TestExpectation& expectation) {
  begin_row(expectation);
  std::visit([&](const auto& asked) { judge(expectation, asked); }, expectation.node);
}

void Runner::judge(const semantics::TestExpectation& expectation, const semantics::ExpectCondition&) {
  const lowering::Answer& answer = build_.answers[answer_++];
  const std::string& lead = test_.leads[expectation.lead].name;
  if (!engine_->evaluate(lead, expectation.at_ms, answer.code, registers_)) {
    return fail(expectation,
                fmt::format("`{}` is not a lead yet: no event has told its required attributes", lead));
  }
  const auto root = static_cast<uint32_t>(answer.explains.size() - 1);
  if (registers_.words[answer.explains[root]->register_] != 0) return;
  why::ConditionStory story = why::tell_condition(answer.explains, root, *artefact_.schema, registers_);
  if (!expectation.column.empty()) {  // its words stand in two places: over the column, and in the cell
    story.text = words_of(expectation);
    for (why::ConditionStory& part : story.parts) {
      if (part.kind == artefact::ExplainKind::Value) part.text = expectation.column;
    }
  }
  std::string values = why::values_text(story);
  fail(expectation, values.empty() ? "it is not so" : values, std::move(story));
}

std::string Runner::change_text(const why::DecidedLine& decision) const {
  const artefact::OutputT& output = *artefact_.outputs[decision.output];
  const auto& names = artefact_.schema->name_lists[output.names]->names;
  const std::string none = output.kind == artefact::OutputKind::Account ? "missing" : "unrated";
  const std::string from = decision.birth ? "new" : decision.from ? names[*decision.from] : none;
  std::string text = fmt::format("{}: {} → {}", output.block, from, decision.to ? names[*decision.to] : none);
  if (!decision.reason.empty()) text += " because " + decision.reason;
  return text;
}

bool Runner::is_about(const why::DecidedLine& decision, const semantics::Decided& decided) const {
  const artefact::OutputT& output = *artefact_.outputs[decision.output];
  return decided.role < 0 && output.kind == decided.kind && output.block == decided.block;
}

std::string Runner::fresh_text(uint32_t lead, const std::optional<semantics::Decided>& about) const {
  std::vector<std::string> changes;
  for (const why::DecidedLine& decision : leads_[lead].fresh) {
    if (!about || is_about(decision, *about)) changes.push_back(change_text(decision));
  }
  if (changes.empty()) return about ? fmt::format("no decision on `{}`", about->block) : "no decision";
  return fmt::format("{}", fmt::join(changes, ", "));
}

void Runner::judge(const semantics::TestExpectation& expectation, const semantics::ExpectBecomes& asked) {
  const Decisions& fresh = leads_[expectation.lead].fresh;
  const bool became = std::any_of(fresh.begin(), fresh.end(), [&](const why::DecidedLine& decision) {
    return is_about(decision, asked.decided) && decision.to == asked.value &&
           (asked.reason.empty() || decision.reason == asked.reason);
  });
  if (!became) fail(expectation, fresh_text(expectation.lead, asked.decided));
}

std::string Runner::notices_text(uint32_t lead) const {
  std::vector<std::string> texts;
  for (const why::ToldLine& notice : leads_[lead].fresh_notices) texts.push_back(notice_text(notice));
  return texts.empty() ? "no notice" : fmt::format("{}", fmt::join(texts, ", "));
}

void Runner::judge(const semantics::TestExpectation& expectation, const semantics::ExpectNotice& asked) {
  const Notices& fresh = leads_[expectation.lead].fresh_notices;
  const bool told = std::any_of(fresh.begin(), fresh.end(), [&](const why::ToldLine& notice) {
    return is_told(notice, asked.whom) && (!asked.text || notice.text == *asked.text);
  });
  if (!told) fail(expectation, notices_text(expectation.lead));
}

void Runner::judge(const semantics::TestExpectation& expectation, const semantics::ExpectNoNotice& asked) {
  const Notices& fresh = leads_[expectation.lead].fresh_notices;
  const bool told = std::any_of(fresh.begin(), fresh.end(), [&](const why::ToldLine& notice) {
    return !asked.whom || is_told(notice, *asked.whom);
  });
  if (told) fail(expectation, notices_text(expectation.lead));
}

void Runner::judge(const semantics::TestExpectation& expectation, const semantics::ExpectAside& asked) {
  const std::string& event = artefact_.schema->events[asked.event]->name;
  LeadState& lead = leads_[expectation.lead];
  std::vector<why::AsideLine> expected = lead.expected_asides;
  std::string found;
  for (const why::AsideLine& aside : watch_->of(expectation.lead).asides()) {
    const auto known =
        std::find_if(expected.begin(), expected.end(), [&](const auto& e) { return same(e, aside); });
    if (known != expected.end()) {
      expected.erase(known);
      continue;
    }
    if (aside.event != event) continue;
    if (!asked.reason || *asked.reason == aside.reason) return lead.expected_asides.push_back(aside);
    found = fmt::format("`{}` was set aside because {}: {}", event, reason_word(aside.reason),
                        reason_text(aside.reason));
  }
  fail(expectation, found.empty() ? fmt::format("no further `{}` was set aside", event) : found);
}

// What was set aside and nobody expected.
void Runner::judge_asides() {
  for (uint32_t lead = 0; lead < leads_.size(); ++lead) {
    std::vector<why::AsideLine>& expected = leads_[lead].expected_asides;
    for (const why::AsideLine& aside : watch_->of(lead).asides()) {
      const auto known =
          std::find_if(expected.begin(), expected.end(), [&](const auto& e) { return same(e, aside); });
      if (known != expected.end()) {
        expected.erase(known);
        continue;
      }
      Failure& failure = outcome_.failures.emplace_back();
      failure.span = test_.span;
      for (size_t i = stream_.given_count; i < stream_.events.size(); ++i) {
        const semantics::TestEvent& event = *stream_.origin[i];
        if (event.lead != lead || event.instant_ms != aside.instant_ms) continue;
        if (artefact_.schema->events[event.type]->name == aside.event) failure.span = event.span;
      }
      failure.expected = fmt::format("`{}` takes effect", aside.event);
      failure.found =
          fmt::format("it was set aside because {}: {}{}", reason_word(aside.reason),
                      reason_text(aside.reason), aside.detail.empty() ? "" : " (" + aside.detail + ")");
      failure.lead = test_.leads[lead].name;
      failure.at_ms = aside.instant_ms;
    }
  }
}

// --- the timeline
// -------------------------------------------------------------------------------------------------

// "a lead from here on: interest cold, fit A".
std::string Runner::birth_text(uint32_t lead) const {
  std::string text = "a lead from here on";
  for (const why::DecidedLine& decision : watch_->of(lead).decisions()) {
    if (!is_of_birth(decision.cause) || !decision.to) continue;
    const artefact::OutputT& output = *artefact_.outputs[decision.output];
    text += fmt::format("{} {} {}", text.find(':') == std::string::npos ? ":" : ",", output.block,
                        artefact_.schema->name_lists[output.names]->names[*decision.to]);
  }
  return text;
}

void Runner::tell_timeline() {
  int64_t until_ms = 0;
  for (const Failure& failure : outcome_.failures) until_ms = std::max(until_ms, failure.at_ms);
  std::vector<TimelineLine>& lines = outcome_.timeline;
  const auto add = [&](int64_t instant_ms, MomentKind kind, uint32_t lead, std::string text,
                       std::vector<std::string> rows = {}) {
    if (instant_ms > until_ms) return;
    lines.push_back({instant_ms, kind, test_.leads[lead].name, std::move(text), std::move(rows)});
  };
  for (uint32_t lead = 0; lead < leads_.size(); ++lead) {
    if (test_.leads[lead].is_known)
      add(test_.leads[lead].since_ms, MomentKind::Given, lead, birth_text(lead));
    const why::Trace& trace = watch_->of(lead);
    for (const why::AsideLine& aside : trace.asides())
      add(aside.instant_ms, MomentKind::SetAside, lead,
          fmt::format("{} was set aside: {}", aside.event, reason_text(aside.reason)));
    for (const why::BookedLine& booked : trace.bookings()) {
      const artefact::RuleT& rule = *artefact_.rules[booked.rule];
      add(booked.instant_ms, MomentKind::Booked, lead,
          fmt::format("{} {}: {}{}", artefact_.scores[rule.score]->name, rule.name,
                      booked.amount_millionths > 0 ? "+" : "", emit::points_text(booked.amount_millionths)));
    }
    for (const why::DecidedLine& decision : decisions_of(lead))
      add(decision.instant_ms, MomentKind::Decided, lead, change_text(decision));
    for (const why::RoutedLine& routed : routings_of(lead))
      add(routed.instant_ms, MomentKind::Decided, lead, routing_text(routed), rows_texts(routed, artefact_));
    for (const why::ToldLine& notice : notices_of(lead))
      add(notice.instant_ms, MomentKind::Notified, lead, notice_text(notice));
  }
  for (const semantics::TestStep& step : test_.steps) {
    const auto* event = std::get_if<semantics::TestEvent>(&step);
    if (event == nullptr) continue;
    std::string words = lowering::folded(sources_.text(event->span));
    if (event->person.empty())
      add(event->instant_ms, MomentKind::Event, event->lead, std::move(words));
    else if (event->instant_ms <= until_ms)
      lines.push_back({event->instant_ms, MomentKind::Event, {}, std::move(words), {}});
  }
  std::stable_sort(lines.begin(), lines.end(), [](const TimelineLine& a, const TimelineLine& b) {
    return a.instant_ms != b.instant_ms ? a.instant_ms < b.instant_ms : a.kind < b.kind;
  });
}

}  // namespace lead::test
