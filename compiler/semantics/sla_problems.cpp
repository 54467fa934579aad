#include "compiler/semantics/sla_problems.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "compiler/semantics/policy_words.h"

namespace lead::semantics::problems {

using diagnostics::Code;
using diagnostics::make;

namespace {

// Where the first row of a promise begins; there is one: what is reported stands in a row.
Span first_row(const syntax::SlaDecl& sla, Span row) {
  const auto look = [&](const auto& rows) {
    for (const auto& each : rows) {
      if (each.span.begin_byte < row.begin_byte) row = each.span;
    }
  };
  look(sla.signals);
  look(sla.targets);
  look(sla.steps);
  return {row.file, row.begin_byte, row.begin_byte};
}

size_t start_of(const syntax::SlaDecl& sla) {
  const auto is_start = [](const syntax::Signal& signal) {
    return signal.word <= syntax::SignalWord::Restart;
  };
  return static_cast<size_t>(std::find_if(sla.signals.begin(), sla.signals.end(), is_start) -
                             sla.signals.begin());
}

}  // namespace

Diagnostic unknown_calendar(const Name& name, const Strings& close) {
  Diagnostic d = make(Code::UnknownCalendar, name.span, fmt::format("no calendar is called `{}`", name.text));
  offer_names(d, name.span, close);
  if (close.empty())
    d.notes.emplace_back("a calendar is declared: `calendar office_hours { monday to friday 09:00-17:00 }`");
  return d;
}

Diagnostic unknown_sla(const Name& name, const Strings& close) {
  Diagnostic d = make(Code::UnknownSla, name.span, fmt::format("no promise is called `{}`", name.text));
  offer_names(d, name.span, close);
  if (close.empty()) d.notes.emplace_back("a promise is declared: `sla first_touch owed by sales { … }`");
  return d;
}

Diagnostic hours_wanted(Span span, const syntax::SlaDecl& sla, const Strings& calendars) {
  Diagnostic d = make(Code::BusinessTime, span, "business time counts while somebody works");
  d.secondary.push_back({sla.name.span, "this promise does not say whose hours count"});
  if (calendars.empty()) {
    d.notes.emplace_back(
        "declare the hours, `calendar office_hours { monday to friday 09:00-17:00 }`, and name "
        "them in the promise: `hours office_hours`");
  } else if (calendars.size() == 1) {
    d.fixes.push_back({fmt::format("let the hours of `{}` count", calendars.front()),
                       {{first_row(sla, span), fmt::format("hours {}\n  ", write_name(calendars.front()))}}});
  } else {
    d.notes.push_back(
        fmt::format("write one of them into the promise: `hours {}`", fmt::join(calendars, "`, `hours ")));
  }
  return d;
}

Diagnostic clock_asked(Span span, std::string_view sla) {
  Diagnostic d =
      make(Code::ClockAsked, span, fmt::format("whether `{}` is kept can only be asked in tests", sla));
  d.notes.push_back(fmt::format(
      "say what follows where it happens: `on breach of {}` in a lifecycle or a score, or a step of "
      "the promise itself",
      sla));
  return d;
}

Diagnostic step_time(const syntax::SlaStep& step, Span target, bool is_mixed) {
  const syntax::Duration& period = step.period;
  Diagnostic d = make(Code::StepTime, period.span,
                      period.business ? "this step counts business time, and the target plain time"
                                      : "this step counts plain time, and the target business time");
  d.secondary.push_back(
      {target, period.business ? "nights and weekends count here" : "only opening hours count here"});
  if (is_mixed) {
    d.notes.emplace_back(
        "the targets count both, so no amount of time fits all of them: say the step as a share, `at 80%`, "
        "or "
        "make two promises");
    return d;
  }
  constexpr std::string_view kUnits[] = {"millisecond", "second", "minute", "hour",
                                         "day",         "week",   "month",  "year"};
  const auto unit = static_cast<size_t>(period.unit);
  if (!period.business && period.unit >= syntax::Unit::Day) {
    d.notes.emplace_back("business days differ in length: write hours, `8 business hours`");
    return d;
  }
  const std::string text = fmt::format("{} {}{}{}", period.amount, period.business ? "" : "business ",
                                       kUnits[unit], period.amount == 1 ? "" : "s");
  d.fixes.push_back({fmt::format("count `{}`", text), {{period.span, text}}});
  d.notes.emplace_back("a step is taken when so much of its promise's own time is used");
  return d;
}

Diagnostic nothing_starts(const syntax::SlaDecl& sla) {
  Diagnostic d =
      make(Code::SlaStart, sla.name.span, fmt::format("nothing starts the promise `{}`", sla.name.text));
  d.notes.emplace_back(
      "say what it begins with: a stage, `start on entering mql`, or an event, `start on demo_request`");
  return d;
}

Diagnostic no_target(const syntax::SlaDecl& sla) {
  Diagnostic d = make(Code::SlaTarget, sla.name.span,
                      fmt::format("the promise `{}` does not say how long it may take", sla.name.text));
  d.notes.emplace_back(
      "write `within 4 business hours`, `within 2 days`, `by end of business day`, or `by` and an attribute "
      "that is a date");
  return d;
}

Diagnostic no_last_target(const syntax::SlaDecl& sla) {
  const syntax::Target& last = sla.targets.back();
  Diagnostic d =
      make(Code::SlaTarget, last.span,
           fmt::format("for a lead that meets none of these conditions, `{}` sets no time", sla.name.text));
  d.notes.emplace_back("end the list with a target for all others: `within 8 business hours otherwise`");
  return d;
}

Diagnostic behind_the_last(const syntax::Target& target, const syntax::Target& last) {
  Diagnostic d = make(Code::SlaTarget, target.span, "no lead ever gets this target");
  d.secondary.push_back({last.span, "every lead that comes so far gets this one"});
  d.notes.emplace_back(
      "the first target whose condition is met counts; put this one in front and give it a `when`");
  return d;
}

Diagnostic wrong_step(Span span, std::string_view why) {
  return make(Code::SlaStep, span, std::string(why));
}

Diagnostic values_left_out(Span list, std::string_view what, const Strings& left_out) {
  Diagnostic d = make(Code::TableNotTotal, list,
                      fmt::format("this list of {} leaves out `{}`", what, fmt::join(left_out, "`, `")));
  return d;
}

Diagnostic ends_where_it_starts(const syntax::Signal& start, const syntax::Signal& end) {
  Diagnostic d = make(Code::EndsWhereItStarts, end.span, "what starts the promise ends it, too");
  d.secondary.push_back({start.span, "it starts here"});
  d.notes.emplace_back("the promise would be kept or dropped in the instant in which it begins");
  return d;
}

Diagnostic nobody_owes(const syntax::SlaDecl& sla, const Strings& owners) {
  Diagnostic d =
      make(Code::NobodyOwes, sla.name.span, fmt::format("nobody owes the promise `{}`", sla.name.text));
  const Span at = behind(sla.name.span);
  if (!sla.title) {
    for (const std::string& owner : owners)
      d.fixes.push_back({fmt::format("let `{}` owe it", owner), {{at, " owed by " + owner}}});
  }
  d.notes.emplace_back("say who has to act: `owed by sales` behind its name and title");
  return d;
}

Diagnostic hours_unused(const syntax::SlaDecl& sla) {
  Diagnostic d = make(Code::HoursUnused, sla.hours->span, "these hours count for nothing");
  d.fixes.push_back({"take them away", {{sla.hours->span, ""}}});
  d.notes.emplace_back(
      "all targets count plain time, nights and weekends included; business time is written "
      "`within 4 business hours`");
  return d;
}

Diagnostic never_broken(const syntax::SlaDecl& sla, Span target, std::string_view stage,
                        const syntax::Transition& leaves) {
  Diagnostic d = make(Code::NeverBroken, target, fmt::format("nobody can break `{}`", sla.name.text));
  d.secondary.push_back(
      {leaves.move_span, fmt::format("every lead leaves `{}` by then, which ends it", stage)});
  d.notes.push_back(fmt::format(
      "a lead that comes to `{}` and hears from nobody goes to `{}` before this time is over; say less "
      "time here, or let the breach move the lead: `on breach of {}`",
      stage, leaves.to.text, write_name(sla.name.text)));
  return d;
}

Diagnostic step_after_stage(const syntax::SlaStep& step, std::string_view stage,
                            const syntax::Transition& leaves) {
  Diagnostic d = make(Code::StepNeverComes, step.moment_span, "this step never comes");
  d.secondary.push_back(
      {leaves.move_span, fmt::format("every lead leaves `{}` by then, which ends the promise", stage)});
  d.notes.push_back(fmt::format("a lead that comes to `{}` and hears from nobody goes to `{}` before it",
                                stage, leaves.to.text));
  return d;
}

Diagnostic longer_than_promise(const syntax::SlaStep& step, Span target) {
  Diagnostic d =
      make(Code::StepNeverComes, step.moment_span, "this step comes at the start of every promise");
  d.secondary.push_back({target, "no lead is given more time than this"});
  d.notes.emplace_back(
      "what shall be done at the start stands at its cause; a share fits any time: `at 50%`");
  return d;
}

Diagnostic outlives_stage(const syntax::SlaDecl& sla, const syntax::Signal& start, std::string_view stage,
                          const syntax::Transition& leaves) {
  Diagnostic d = make(Code::OutlivesStage, start.span,
                      fmt::format("`{}` goes on when the lead has left `{}`", sla.name.text, stage));
  d.secondary.push_back(
      {leaves.span,
       fmt::format("a lead that goes to `{}` here still owes it, and breaks it later", leaves.to.text)});
  const std::string row = fmt::format("cancel on leaving {}", write_name(std::string(stage)));
  d.fixes.push_back({fmt::format("drop it: `{}`", row), {{behind(start.span), "\n  " + row}}});
  d.notes.push_back(fmt::format("where it shall go on, say which stages end it: `cancel on entering {}`",
                                write_name(leaves.to.text)));
  return d;
}

Diagnostic pause_in_vain(const syntax::Signal& pause, const syntax::Signal& resume) {
  Diagnostic d = make(Code::PauseInVain, pause.span, "this never pauses the promise");
  d.secondary.push_back({resume.span, "the same lets it go on"});
  d.notes.emplace_back(
      "within one instant a pause comes before its end; let something that happens later end it");
  return d;
}

Diagnostic start_each_other(const std::vector<const syntax::SlaDecl*>& circle) {
  const syntax::SlaDecl& first = *circle.front();
  Diagnostic d =
      make(Code::StartEachOther, first.name.span, fmt::format("nothing ever starts `{}`", first.name.text));
  for (size_t i = 0; i < circle.size(); ++i) {
    const std::string& other = circle[(i + 1) % circle.size()]->name.text;
    d.secondary.push_back({circle[i]->signals[start_of(*circle[i])].span,
                           fmt::format("`{}` waits until `{}` is broken", circle[i]->name.text, other)});
  }
  d.notes.emplace_back("let one of them begin with a stage or an event");
  return d;
}

Diagnostic never_ends(const syntax::SlaDecl& sla) {
  Diagnostic d = make(Code::NeverEnds, sla.name.span,
                      fmt::format("nothing meets or cancels the promise `{}`", sla.name.text));
  d.notes.emplace_back(
      "say what keeps it, `met on call`, or when it no longer matters, `cancel on leaving mql`; "
      "otherwise every lead breaks it");
  return d;
}

}  // namespace lead::semantics::problems
