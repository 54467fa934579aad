// Grades: by rows, in steps, by points, best of several. A grade is made in one of these ways.
#include <utility>

#include "compiler/syntax/literals.h"
#include "compiler/syntax/problems.h"
#include "compiler/syntax/tree_builder.h"

namespace lead::syntax {

using Any = antlrcpp::Any;

Any TreeBuilder::visitGradeDecl(P::GradeDeclContext* context) {
  grade_ = GradeDecl{};
  grade_way_ = {};
  points_.reset();
  grade_.name = name_of(context->name());
  grade_.title = title_of(context->TEXT());
  for (P::GradeRowContext* row : context->gradeBlock()->gradeRow()) {
    if (is_whole(row)) row->accept(this);
  }
  say_missing_parts();
  decl_ = std::move(grade_);
  return {};
}

// The body of the grade at hand, if it is of this way or of none yet; otherwise a report and nothing.
template <class Body>
Body* TreeBuilder::grade_body(Span row) {
  if (grade_way_.is_none()) {
    grade_way_ = row;
    grade_.body = Body{};
  }
  auto* body = std::get_if<Body>(&grade_.body);
  if (body == nullptr) sink_.add(problems::mixed_grade(row, grade_way_));
  return body;
}

// What a grade of its way cannot do without.
void TreeBuilder::say_missing_parts() {
  const auto lacks = [this](std::string_view part) {
    sink_.add(problems::grade_part_missing(grade_.name.span, grade_.name.text, part));
  };
  if (const auto* steps = std::get_if<StepsGrade>(&grade_.body)) {
    if (steps->ladder.empty()) lacks("`steps F < D < C < B < A`");
    if (!steps->start) lacks("`start at D`");
  }
  if (const auto* points = std::get_if<PointsGrade>(&grade_.body)) {
    if (!points_) lacks("`by points { … }`");
    if (points->thresholds.empty()) lacks("`A from 75`");
  }
}

// --- by rows
// --------------------------------------------------------------------------------------------------------

Any TreeBuilder::visitGuardedGrade(P::GuardedGradeContext* context) {
  const Span span = row_span(context);
  const ExprId condition = expr(context->guard());
  if (auto* points = std::get_if<PointsGrade>(&grade_.body); points != nullptr && !condition) {
    say_twice("the grade of all others", span);
    points->otherwise = name_of(context->name());
    return {};
  }
  if (auto* rows = grade_body<RowsGrade>(span))
    rows->rows.push_back(GradeRow{name_of(context->name()), condition, span});
  return {};
}

// --- by points
// ------------------------------------------------------------------------------------------------------

Any TreeBuilder::visitThresholdGrade(P::ThresholdGradeContext* context) {
  const Span span = row_span(context);
  if (auto* points = grade_body<PointsGrade>(span)) {
    points->thresholds.push_back({name_of(context->name()), millionths_of(context->signedNumber()), span});
  }
  return {};
}

Any TreeBuilder::visitPointsGrade(P::PointsGradeContext* context) {
  const Span span = span_of(context);
  if (grade_body<PointsGrade>(span) == nullptr) return {};
  say_twice("`by points`", span);
  auto outer = std::exchange(said_, {});
  score_ = ScoreDecl{};
  score_.name =
      Name{grade_.name.text, cover(span_of(context->start), span_of(context->K_POINTS()->getSymbol()))};
  score_.title = grade_.title;
  score_.of_grade = true;
  for (P::ScoreItemContext* item : context->scoreBlock()->scoreItem()) {
    if (is_whole(item)) item->accept(this);
  }
  points_ = Decl{span, std::move(score_)};
  said_ = std::move(outer);
  return {};
}

// --- in steps
// -------------------------------------------------------------------------------------------------------

Any TreeBuilder::visitLadderGrade(P::LadderGradeContext* context) {
  const Span span = row_span(context);
  auto* steps = grade_body<StepsGrade>(span);
  if (steps == nullptr) return {};
  say_twice("the ladder of steps", span);
  steps->ladder = names_of(context->name());
  return {};
}

Any TreeBuilder::visitStartGrade(P::StartGradeContext* context) {
  const Span span = row_span(context);
  auto* steps = grade_body<StepsGrade>(span);
  if (steps == nullptr) return {};
  say_twice("where the steps start", span);
  steps->start = name_of(context->name());
  return {};
}

Any TreeBuilder::visitMoveGrade(P::MoveGradeContext* context) {
  const Span span = row_span(context);
  auto* steps = grade_body<StepsGrade>(span);
  if (steps == nullptr) return {};
  const antlr4::Token* number = context->INTEGER()->getSymbol();
  const Literal read = read_integer(text_of(number));
  const int64_t count = checked(read.value, static_cast<uint8_t>(read.fault), span_of(number), 0);
  const int64_t signed_count = context->K_DOWN() != nullptr ? -count : count;
  steps->moves.push_back({signed_count, expr(context->condition()), span});
  return {};
}

Any TreeBuilder::visitCapGrade(P::CapGradeContext* context) {
  const Span span = row_span(context);
  auto* steps = grade_body<StepsGrade>(span);
  if (steps == nullptr) return {};
  Name grade = name_of(context->name());
  steps->caps.push_back({std::move(grade), expr(context->condition()), span});
  return {};
}

// --- best of several, hidden
// ----------------------------------------------------------------------------------------

Any TreeBuilder::visitBestGrade(P::BestGradeContext* context) {
  const Span span = span_of(context);
  auto* best = grade_body<BestGrade>(span);
  if (best == nullptr) return {};
  say_twice("`best of`", span);
  best->grades = names_of(context->name());
  return {};
}

// `hidden until 2 of { a, b } are known` has a grade when `at least 2 of { a is known, b is known }`.
Any TreeBuilder::visitHiddenGrade(P::HiddenGradeContext* context) {
  const Span span = row_span(context);
  say_twice("until when the grade is hidden", span);
  const antlr4::Token* number = context->INTEGER()->getSymbol();
  const Literal read = read_integer(text_of(number));
  const int64_t count = checked(read.value, static_cast<uint8_t>(read.fault), span_of(number), 0);
  std::vector<ExprId> known;
  for (P::ValueContext* value : context->value()) {
    const ExprId item = expr(value);
    known.push_back(add(KnownExpr{item, true, span_of(value)}, outer(item), 1 + height(item)));
  }
  const uint32_t below = height(known);
  grade_.rated = add(CountedExpr{BinaryOp::AtLeast, count, std::move(known)}, span, 1 + below);
  return {};
}

}  // namespace lead::syntax
