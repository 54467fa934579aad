#include <fmt/format.h>
#include <fmt/ranges.h>

#include "compiler/semantics/problems.h"

namespace lead::semantics::problems {

using diagnostics::Code;
using diagnostics::make;

namespace {

Diagnostic with_note(Diagnostic d, std::string_view note) {
  if (!note.empty()) d.notes.emplace_back(note);
  return d;
}

}  // namespace

Diagnostic no_policy(Span insert_at) {
  Diagnostic d = make(Code::NoPolicy, insert_at, "the policy block is missing");
  d.notes.emplace_back("it names the policy and says in which time zone days begin");
  if (!insert_at.is_none()) {
    d.fixes.push_back(
        {"add a policy block", {{insert_at, "policy my_policy {\n  time zone \"UTC\"\n}\n\n"}}});
  }
  return d;
}

Diagnostic block_twice(std::string_view block, Span span, Span first) {
  Diagnostic d = make(Code::BlockTwice, span, fmt::format("a second {} block", block), "again");
  d.secondary.push_back({first, "the first is here"});
  return d;
}

Diagnostic setting_twice(const Name& key, Span first) {
  Diagnostic d = make(Code::SettingTwice, key.span,
                      fmt::format("the setting `{}` is given a second time", key.text), "again");
  d.secondary.push_back({first, "first given here"});
  return d;
}

Diagnostic wrong_setting(Span span, std::string_view key, std::string_view wanted) {
  return make(Code::WrongSetting, span, fmt::format("`{}` takes {}", key, wanted));
}

Diagnostic not_in_running_score(Span span, std::string_view what, Span running) {
  Diagnostic d = make(Code::NotInRunningScore, span, fmt::format("a running score cannot have {}", what));
  d.secondary.push_back({running, "the score is running"});
  return with_note(std::move(d),
                   "a running score is one balance, held in its range after every booking: what was "
                   "booked cannot be told apart any more");
}

Diagnostic not_on_live_rule(Span span, std::string_view what, const Name& rule) {
  Diagnostic d = make(Code::NotOnLiveRule, span, fmt::format("`{}` cannot have {}", rule.text, what));
  d.secondary.push_back({rule.span, "this rule is live"});
  return with_note(std::move(d),
                   "a live rule shows its points for as long as its condition holds and books nothing");
}

Diagnostic decay_amount(Span span, std::string_view note) {
  return with_note(make(Code::DecayAmount, span, "points cannot fade by this amount"), note);
}

Diagnostic wrong_limit(Span span, std::string_view message, std::string_view note) {
  return with_note(make(Code::WrongLimit, span, std::string(message)), note);
}

Diagnostic nothing_shown(Span span) {
  return make(Code::NothingShown, span, "`shows at most` needs more than 0 points");
}

Diagnostic range_upside_down(Span span, std::string_view low, std::string_view high) {
  Diagnostic d =
      make(Code::RangeUpsideDown, span, fmt::format("the range begins at {} and ends at {}", low, high));
  if (low != high)
    d.fixes.push_back({"exchange the two", {{span, fmt::format("range {} to {}", high, low)}}});
  return d;
}

Diagnostic rule_in_two_groups(const Name& rule, Span first) {
  Diagnostic d = make(Code::RuleInTwoGroups, rule.span,
                      fmt::format("the rule `{}` belongs to two groups", rule.text), "again");
  d.secondary.push_back({first, "first here"});
  return d;
}

Diagnostic matrix_shape(Span row, std::string_view name, size_t cells, size_t columns, Span header) {
  Diagnostic d = make(Code::MatrixShape, row,
                      fmt::format("the row `{}` has {} cell{}, but there are {} columns", name, cells,
                                  cells == 1 ? "" : "s", columns));
  if (!header.is_none()) d.secondary.push_back({header, "the columns"});
  return d;
}

Diagnostic matrix_subject(const Name& name, std::string_view kind) {
  return with_note(
      make(Code::MatrixSubject, name.span,
           fmt::format("a matrix cannot be over `{}`, which is {}", name.text, with_article(kind))),
      "it can be over a score with bands, a grade, bands of a value, or an attribute that is a choice");
}

Diagnostic count_beyond_conditions(Span span, int64_t wanted, size_t listed) {
  return make(Code::CountBeyondConditions, span,
              fmt::format("{} conditions are wanted, but only {} {} listed", wanted, listed,
                          listed == 1 ? "is" : "are"));
}

Diagnostic item_twice(Span span, std::string_view item, Span first) {
  Diagnostic d = make(Code::ItemTwice, span, fmt::format("{} stands in the list already", item));
  d.secondary.push_back({first, "first here"});
  return d;
}

Diagnostic different_ladders(const Ladder& first, const Ladder& other) {
  Diagnostic d = make(Code::DifferentLadders, other.grade->span,
                      fmt::format("`{}` has other grades than `{}`", other.grade->text, first.grade->text),
                      fmt::format("from the best: {}", fmt::join(other.names, ", ")));
  d.secondary.push_back({first.grade->span, fmt::format("from the best: {}", fmt::join(first.names, ", "))});
  d.notes.emplace_back(
      "the best of several grades can be told where they have the same names in the same order");
  return d;
}

Diagnostic never_unrated(Span operand, Span op, bool negated, std::string_view type, bool is_rated,
                         bool is_item) {
  const std::string_view found = negated ? "is not unrated" : "is unrated";
  Diagnostic d = make(
      Code::NeverUnrated, op,
      is_item ? fmt::format("`{}` would ask whether it is missing, but `unrated` is one of its values", found)
      : is_rated ? fmt::format("`{}` is asked of something that always has a value", found)
                 : fmt::format("`{}` is asked of something that is not rated", found));
  d.secondary.push_back({operand, with_article(type)});
  if (is_item) {
    const std::string words = negated ? "is not `unrated`" : "is `unrated`";
    d.fixes.push_back({"put the value in backticks", {{op, words}}});
  } else if (is_rated) {
    d.notes.emplace_back("a grade may be unrated where it is `hidden until …`");
  } else {
    const std::string_view words = negated ? "is known" : "is missing";
    d.notes.emplace_back("grades and bands of a value may be unrated; other values are missing");
    d.fixes.push_back({fmt::format("write `{}`", words), {{op, std::string(words)}}});
  }
  return d;
}

Diagnostic no_default_threshold(const syntax::ScoreBand& band) {
  return with_note(make(Code::SegmentThreshold, band.span,
                        fmt::format("`{}` does not say where it begins for everybody else", band.name.text)),
                   "one threshold of a band stands without `when`");
}

Diagnostic threshold_twice(Span step, const std::string& band, const std::string& segment, Span first) {
  Diagnostic d = make(Code::SegmentThreshold, step,
                      fmt::format("`{}` has two thresholds {}", band,
                                  segment.empty() ? "for everybody" : fmt::format("for `{}`", segment)),
                      "again");
  d.secondary.push_back({first, "the first is here"});
  return d;
}

Diagnostic not_in_grade_points(Span span, std::string_view what, const Name& grade) {
  Diagnostic d = make(Code::GradePoints, span, fmt::format("the points of a grade cannot have {}", what));
  d.secondary.push_back({grade.span, "these points make a grade"});
  return with_note(
      std::move(d),
      "a grade says how a lead is, not what happened: its points hold while their condition does "
      "(`while`, `best of`, `points by`); what happens books in a score");
}

Diagnostic no_steps(Span row, int64_t steps, size_t most) {
  return with_note(make(Code::NoSteps, row, fmt::format("a grade cannot move by {} steps", steps)),
                   fmt::format("this ladder allows 1 to {}", most));
}

Diagnostic each_books_on_events(Span cause, CauseName named) {
  if (named == CauseName::Condition) {
    Diagnostic d = make(Code::EachForEvents, cause, "this is a condition, not an event");
    d.notes.emplace_back("a rule may book when a condition comes to hold: `on X becoming yes`");
    d.fixes.push_back(
        {"add `becoming yes`", {{{cause.file, cause.end_byte, cause.end_byte}, " becoming yes"}}});
    return d;
  }
  Diagnostic d = make(Code::EachForEvents, cause, "a rule books `each` event, not `on` an event");
  d.notes.emplace_back("`on` is for what comes to hold: `on title becoming known`");
  const Span word{cause.file, cause.begin_byte, cause.begin_byte + 2};
  if (named == CauseName::Event) d.fixes.push_back({"write `each`", {{word, "each"}}});
  return d;
}

Diagnostic endless_chain(const std::vector<Step>& steps, bool has_rule) {
  const Step& first = steps.front();
  Diagnostic d =
      make(Code::EndlessChain, first.span,
           fmt::format("`{}` and `{}` may set each other off for ever", first.name, steps.back().name),
           fmt::format("what it does may set off `{}`", first.reads));
  for (size_t i = 1; i < steps.size(); ++i) {
    d.secondary.push_back(
        {steps[i].span, fmt::format("`{}` may then set off `{}`", steps[i].name, steps[i].reads)});
  }
  d.notes.emplace_back(has_rule
                           ? "all of this would happen at one instant; a limit such as `once per day` on "
                             "one of the rules ends it"
                           : "all of this would happen at one instant");
  return d;
}

Diagnostic resets_other_score(const Name& reset, const Name& score, bool is_score) {
  Diagnostic d = make(Code::WrongReset, reset.span,
                      fmt::format("`{}` cannot be reset inside `{}`", reset.text, score.text));
  d.secondary.push_back({score.span, "the score that this reset belongs to"});
  if (is_score)  // which of the two was meant, nobody but the author knows
    d.notes.push_back(fmt::format("move this row into `score {}`, or write `{}`", reset.text, score.text));
  else
    d.fixes.push_back({fmt::format("write `{}`", score.text), {{reset.span, score.text}}});
  return d;
}

Diagnostic reset_to_points(Span span, const Name& score) {
  Diagnostic d =
      make(Code::WrongReset, span,
           fmt::format("`{}` is the sum of its rules and can only be reset to nothing", score.text));
  d.notes.emplace_back("only a `running` score is one balance that can be set to a number");
  d.fixes.push_back({"reset it to nothing", {{span, ""}}});
  return d;
}

Diagnostic ignored_for_the_lead(Span span) {
  Diagnostic d = make(Code::IgnoredForTheLead, span, "an event is ignored for what it says itself");
  return with_note(
      std::move(d),
      "whether it counts is judged before it is anything to its lead: only fields of the event can "
      "be read here");
}

Diagnostic filled_already(const Name& attribute, Span declared) {
  Diagnostic d = make(Code::FilledAlready, attribute.span,
                      fmt::format("`{}` is never missing, so it would never be filled in", attribute.text));
  d.secondary.push_back({declared, "it has a default"});
  return with_note(std::move(d), "make the attribute `optional`, or fill it in each time");
}

Diagnostic values_without_window(Span span) {
  Diagnostic d = make(Code::ValuesWithoutWindow, span, "values can be kept for some time only");
  return with_note(std::move(d), "say for how long: `in last 30 days`");
}

}  // namespace lead::semantics::problems
