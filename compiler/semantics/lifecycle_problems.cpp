#include "compiler/semantics/lifecycle_problems.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lead::semantics::problems {

using diagnostics::Code;
using diagnostics::make;

Diagnostic unknown_stage(const Name& name, const Strings& close) {
  Diagnostic d = make(Code::UnknownStage, name.span, fmt::format("no lifecycle has a stage `{}`", name.text));
  offer_names(d, name.span, close);
  return d;
}

Diagnostic stage_of_two(const Name& name, std::string_view one, std::string_view other) {
  Diagnostic d = make(Code::StageOfTwo, name.span,
                      fmt::format("`{}` is a stage of `{}` and of `{}`", name.text, one, other));
  d.notes.push_back(
      fmt::format("give the stages of one of them other names, or ask `{} is {}`", one, name.text));
  return d;
}

Diagnostic no_first_stage(const Name& lifecycle, const syntax::StageDecl* candidate) {
  Diagnostic d = make(Code::FirstStage, lifecycle.span,
                      fmt::format("`{}` does not say in which stage a lead begins", lifecycle.text));
  if (candidate != nullptr) {
    d.fixes.push_back(
        {fmt::format("begin in `{}`", candidate->name.text),
         {{behind(candidate->span), candidate->owner || candidate->may_rest ? ", first" : " first"}}});
  } else {
    d.notes.emplace_back("a lifecycle has stages: `stage raw \"Raw lead\" first`");
  }
  return d;
}

Diagnostic two_first_stages(const syntax::StageDecl& second, const syntax::StageDecl& first) {
  Diagnostic d =
      make(Code::FirstStage, second.span,
           fmt::format("a lead cannot begin in `{}` and in `{}`", first.name.text, second.name.text),
           "again `first`");
  d.secondary.push_back({first.span, "leads begin here already"});
  return d;
}

Diagnostic leaves_final(Span span, const syntax::StageDecl& stage) {
  Diagnostic d =
      make(Code::LeavesFinal, span, fmt::format("`{}` is final: nothing leads out of it", stage.name.text));
  d.secondary.push_back({stage.span, "declared `final`"});
  return d;
}

Diagnostic stays_in_stage(Span span, const Name& stage) {
  return make(Code::StaysInStage, span, fmt::format("this leads from `{0}` to `{0}`", stage.text));
}

Diagnostic reason_missing(const syntax::Transition& transition, const syntax::StageDecl& to,
                          std::string_view choice, const Strings& items) {
  Diagnostic d = make(Code::WrongReason, transition.reason ? transition.reason->span : transition.span,
                      transition.reason
                          ? fmt::format("`{}` is no reason for `{}`", transition.reason->text, to.name.text)
                          : fmt::format("`{}` wants a reason", to.name.text));
  d.secondary.push_back({to.span, fmt::format("its reasons are those of `{}`", choice)});
  d.notes.push_back(fmt::format("write `, reason {}`{}", fmt::join(items, "` or `, reason "),
                                transition.reason ? "" : ", or let the event say it in a field `reason`"));
  return d;
}

Diagnostic reason_unasked(const Name& reason, const syntax::StageDecl& to) {
  Diagnostic d = make(Code::WrongReason, reason.span, fmt::format("`{}` has no reasons", to.name.text));
  d.secondary.push_back({to.span, "write `reasons` and a choice here"});
  return d;
}

Diagnostic reason_of_no_stage(const Name& reason, const Name& value) {
  Diagnostic d = make(Code::WrongReason, reason.span, fmt::format("`{}` is no stage", value.text));
  d.notes.emplace_back("reasons belong to stages, and to who is given a lead: there the row of the route");
  return d;
}

Diagnostic never_after(const Name& stage, Span from) {
  Diagnostic d = make(Code::NeverAfter, stage.span,
                      fmt::format("a lead that has been in `{}` is not where this begins", stage.text));
  d.secondary.push_back({from, "it begins here"});
  return d;
}

Diagnostic stage_loop(const std::vector<Round>& rounds, const std::string& example, bool may_change) {
  std::string way = fmt::format("`{}`", rounds.front().from);
  for (const Round& round : rounds) way += fmt::format(", `{}`", round.to);
  Diagnostic d =
      make(Code::StageLoop, rounds.front().span, fmt::format("a lead could go round for ever: {}", way),
           fmt::format("from `{}` to `{}`", rounds.front().from, rounds.front().to));
  for (size_t i = 1; i < rounds.size(); ++i)
    d.secondary.push_back(
        {rounds[i].span, fmt::format("then from `{}` to `{}`", rounds[i].from, rounds[i].to)});
  if (!example.empty())
    d.notes.push_back(fmt::format("all of these conditions hold for {}", example));
  else if (may_change)
    d.notes.emplace_back("what changes on the way (stages, and what is read from them) does not stop it");
  else
    d.notes.emplace_back("all of these conditions may hold at the same time");
  d.notes.emplace_back(
      "let one of them exclude another, or let an event or a time lead on instead of `when`");
  return d;
}

Diagnostic too_many_circles(const Name& lifecycle) {
  Diagnostic d = make(
      Code::StageLoop, lifecycle.span,
      fmt::format("`{}` leads round in too many ways to show that every one of them ends", lifecycle.text));
  d.notes.emplace_back(
      "let fewer transitions wait for a condition (`when`), and more for an event or a time");
  return d;
}

Diagnostic unknown_owner(const Name& name, const Strings& owners, const Strings& close) {
  Diagnostic d = make(Code::UnknownOwner, name.span,
                      fmt::format("the policy does not name `{}` as an owner", name.text));
  offer_names(d, name.span, close);
  if (close.empty()) {
    d.notes.push_back(owners.empty() ? "name the teams in the policy block: `owners marketing, sales`"
                                     : fmt::format("its owners: {}", fmt::join(owners, ", ")));
  }
  return d;
}

Diagnostic never_entered(const syntax::StageDecl& stage) {
  return make(Code::StageNeverEntered, stage.span,
              fmt::format("no lead ever comes to `{}`", stage.name.text));
}

Diagnostic never_left(const syntax::StageDecl& stage) {
  Diagnostic d =
      make(Code::StageNeverLeft, stage.span,
           fmt::format("a lead may stay in `{}` for ever, and nobody has to act", stage.name.text));
  d.notes.emplace_back("let time lead out of it (`after 30 days …`), or say that leads may rest there");
  const bool has_clause = stage.owner || stage.is_first || stage.reasons;
  d.fixes.push_back(
      {"say that leads may rest there", {{behind(stage.span), has_clause ? ", may rest" : " may rest"}}});
  return d;
}

}  // namespace lead::semantics::problems
