// What the coverage of grades, weights and rows of `best of` finds, in words.
#include <fmt/format.h>

#include "compiler/semantics/pass_problems.h"
#include "compiler/semantics/policy_words.h"

namespace lead::semantics {

using diagnostics::Code;
using diagnostics::Diagnostic;

namespace {

std::string quoted(const std::vector<std::string>& names) {
  std::vector<std::string> words;
  for (const std::string& name : names) words.push_back("`" + name + "`");
  return list_words(words, "or");
}

std::string steps_words(int64_t steps) {
  return fmt::format("{} step{}", steps, steps == 1 ? "" : "s");
}

}  // namespace

Diagnostic row_never_wins(const syntax::Rule& rule, const syntax::LadderAmount::Row& row,
                          const syntax::LadderAmount::Row& better) {
  Diagnostic problem =
      make(Code::RowNeverReached, row.span,
           fmt::format("the row `{}` of `{}` never wins", write_points(row.millionths), rule.name.text),
           "changes no lead's points");
  problem.secondary.push_back({better.span, fmt::format("every lead that meets it gets these {} points",
                                                        write_points(better.millionths))});
  problem.notes.emplace_back("of the rows that are met, the one with the most points counts");
  return problem;
}

Diagnostic cap_never_matters(const syntax::GradeCap& cap, const std::string& best, Span start) {
  Diagnostic problem = make(Code::RowNeverReached, cap.span,
                            fmt::format("`at most {}` never holds a lead back", write_name(cap.grade.text)),
                            "changes no lead's grade");
  problem.secondary.push_back({start, fmt::format("from here no lead comes above `{}`", best)});
  return problem;
}

Diagnostic steps_unattained(const syntax::Name& start, Span first, const std::vector<std::string>& names,
                            int64_t steps, const std::string& end, bool above) {
  Diagnostic problem =
      make(Code::ThresholdUnattained, first, fmt::format("nobody attains {}", quoted(names)),
           fmt::format("beyond the {} grade that a lead can have", above ? "best" : "worst"));
  problem.secondary.push_back({start.span, "starts here"});
  problem.notes.push_back(fmt::format("all `{}` rows together move {} from `{}`, to `{}`",
                                      above ? "up" : "down", steps_words(steps), start.text, end));
  return problem;
}

Diagnostic points_unattained(const syntax::GradeThreshold& row, Wide most, const std::string& sum) {
  Diagnostic problem = make(Code::ThresholdUnattained, row.span,
                            fmt::format("nobody attains `{}` from {}: the points go up to {}", row.grade.text,
                                        write_points(row.from_millionths), write_points(most)),
                            "no lead ever has this grade");
  problem.notes.push_back(sum);
  return problem;
}

Diagnostic threshold_order(const syntax::GradeThreshold& row, const syntax::GradeThreshold& better) {
  const std::string from = write_points(row.from_millionths), above = write_points(better.from_millionths);
  Diagnostic problem = make(
      Code::BandOrder, row.span,
      fmt::format("`{}` from {} stands after `{}` from {}", row.grade.text, from, better.grade.text, above),
      "does not begin below the grade before it");
  problem.secondary.push_back({better.span, fmt::format("begins with {}", above)});
  problem.notes.emplace_back(
      "grades are listed from the best to the worst, each with a threshold of its own");
  problem.notes.push_back(fmt::format("witness: a lead with {} points", from));
  return problem;
}

Diagnostic weights_do_not_add_up(const syntax::ScoreDecl& decl, Wide sum) {
  Diagnostic problem = make(
      Code::WeightsDoNotAddUp, decl.name.span,
      decl.of_grade ? fmt::format("the weights add up to {}%", write_scaled(sum, 4))
                    : fmt::format("the weights of `{}` add up to {}%", decl.name.text, write_scaled(sum, 4)),
      "not 100%");
  for (const syntax::Rule& rule : decl.rules) {
    if (rule.weight) problem.secondary.push_back({rule.weight->span, fmt::format("`{}`", rule.name.text)});
  }
  problem.notes.push_back(
      fmt::format("100 points in every row would be {} points together", write_scaled(sum, 4)));
  return problem;
}

Diagnostic more_gives_fewer(const syntax::Rule& rule, const syntax::LadderAmount::Row& row,
                            const syntax::LadderAmount::Row& wants_more, const Fewer& fewer, Span op) {
  const std::string now = write_points(fewer.now), then = write_points(fewer.then);
  Diagnostic problem =
      make(Code::MoreGivesLess, row.span,
           fmt::format("in `{}` one more `{}` takes points away", rule.name.text, fewer.event),
           fmt::format("{} points for {}, and {} for {}", now, fewer.events, then, fewer.events + 1));
  problem.secondary.push_back(
      {wants_more.span, fmt::format("{} points for more of it", write_points(wants_more.millionths))});
  problem.notes.push_back(
      fmt::format("witness: a lead with {} `{}` just now has {} points here, with {} it has {}", fewer.events,
                  fewer.event, now, fewer.events + 1, then));
  if (!op.is_none()) problem.fixes.push_back({"write `at least`", {{op, "at least"}}});
  return problem;
}

}  // namespace lead::semantics
