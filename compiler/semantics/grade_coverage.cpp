#include "compiler/semantics/grade_coverage.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/semantics/pass_problems.h"
#include "compiler/semantics/policy_words.h"
#include "compiler/semantics/row_coverage.h"
#include "compiler/semantics/score_coverage.h"
#include "runtime/base/overloaded.h"

namespace lead::semantics {

namespace {

class GradeCoverage {
 public:
  GradeCoverage(const syntax::SyntaxTree& tree, const Program& program, const Grade& grade,
                diagnostics::Sink& sink)
      : tree_(tree),
        program_(program),
        grade_(grade),
        decl_(std::get<syntax::GradeDecl>(tree.decls[grade.decl].node)),
        sink_(sink) {}

  void run() {
    if (decl_.rated) cover_condition(tree_, program_, decl_.rated, fmt::format("`{}`", grade_.name), sink_);
    std::visit(overloaded{
                   [&](const syntax::RowsGrade& body) {
                     cover_grade_rows(tree_, program_, decl_.name, body, decl_.rated, sink_);
                   },
                   [&](const syntax::StepsGrade& body) { steps(body); },
                   [&](const syntax::PointsGrade& body) { points(body); },
                   [](const syntax::BestGrade&) {},  // what its grades can be, it can be
               },
               decl_.body);
  }

 private:
  [[nodiscard]] int64_t level_of(const syntax::StepsGrade& body, const syntax::Name& name) const {
    const auto found = std::find_if(body.ladder.begin(), body.ladder.end(),
                                    [&](const syntax::Name& step) { return step.text == name.text; });
    return found - body.ladder.begin();
  }

  void steps(const syntax::StepsGrade& body) {
    int64_t up = 0, down = 0;
    for (const syntax::GradeMove& move : body.moves) {
      cover_condition(tree_, program_, move.condition, fmt::format("`{}`", grade_.name), sink_);
      (move.steps > 0 ? up : down) += move.steps;
    }
    const int64_t start = level_of(body, *body.start);
    const int64_t top = static_cast<int64_t>(body.ladder.size()) - 1;
    const int64_t highest = std::min(start + up, top), lowest = std::max<int64_t>(start + down, 0);
    std::vector<std::string> above, below;
    for (int64_t level = highest + 1; level <= top; ++level)
      above.push_back(body.ladder[static_cast<size_t>(level)].text);
    for (int64_t level = 0; level < lowest; ++level)
      below.push_back(body.ladder[static_cast<size_t>(level)].text);
    const auto name_at = [&](int64_t level) { return body.ladder[static_cast<size_t>(level)]; };
    if (!above.empty())
      sink_.add(
          steps_unattained(*body.start, name_at(highest + 1).span, above, up, name_at(highest).text, true));
    if (!below.empty())
      sink_.add(
          steps_unattained(*body.start, name_at(lowest - 1).span, below, -down, name_at(lowest).text, false));
    for (const syntax::GradeCap& cap : body.caps) {
      cover_condition(tree_, program_, cap.condition, fmt::format("`{}`", grade_.name), sink_);
      if (level_of(body, cap.grade) >= highest)
        sink_.add(cap_never_matters(cap, name_at(highest).text, body.start->span));
    }
  }

  void points(const syntax::PointsGrade& body) {
    const ScoreReach reach = reach_of(tree_, program_, grade_.score);
    const auto& decl = std::get<syntax::ScoreDecl>(tree_.decls[body.score].node);
    const std::string sum = arithmetic_of(decl, program_.scores[grade_.score], reach);
    for (size_t i = 0; i < body.thresholds.size(); ++i) {
      const syntax::GradeThreshold& row = body.thresholds[i];
      if (row.from_millionths > reach.value.high) sink_.add(points_unattained(row, reach.value.high, sum));
      if (i == 0) continue;
      const syntax::GradeThreshold& better = body.thresholds[i - 1];
      if (row.from_millionths >= better.from_millionths) sink_.add(threshold_order(row, better));
    }
    const syntax::GradeThreshold& last = body.thresholds.back();
    const bool reaches_all = reach.value.low >= last.from_millionths;
    if (body.otherwise && reaches_all)
      sink_.add(row_never_reached(body.otherwise->span, body.otherwise->text, last.span, last.grade.text));
    if (!body.otherwise && !reaches_all)
      sink_.add(list_not_total(decl_.name.span, grade_.name, last.span,
                               fmt::format("a lead with {} points", write_points(reach.value.low)),
                               std::string()));
  }

  const syntax::SyntaxTree& tree_;
  const Program& program_;
  const Grade& grade_;
  const syntax::GradeDecl& decl_;
  diagnostics::Sink& sink_;
};

}  // namespace

void cover_grade(const syntax::SyntaxTree& tree, const Program& program, const Grade& grade,
                 diagnostics::Sink& sink) {
  GradeCoverage(tree, program, grade, sink).run();
}

}  // namespace lead::semantics
