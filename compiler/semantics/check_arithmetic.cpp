// `+` `-` `*` `/`: the algebra of units (type_rules.h), periods of months, and dates that move by days.
#include "compiler/semantics/check_sides.h"
#include "compiler/semantics/type_rules.h"

namespace lead::semantics {
namespace {

using syntax::BinaryExpr;
using syntax::BinaryOp;
using syntax::ExprId;

const syntax::Duration* months_in(const Context& context, ExprId id) {
  const auto* node = std::get_if<syntax::DurationExpr>(&context.tree.exprs[id].node);
  if (node == nullptr) return nullptr;
  const bool is_calendar =
      node->duration.unit == syntax::Unit::Month || node->duration.unit == syntax::Unit::Year;
  return is_calendar ? &node->duration : nullptr;
}

// `signed_up + 2 months`: the one place where months may stand, because the instant says which months. Their
// node has the type of a duration but no word. Says whether this was the case.
bool infer_months(Context& context, ExprId id, ExprId moment, ExprId months, const Scope& scope) {
  const syntax::Duration* duration = months_in(context, months);
  if (duration == nullptr) return false;
  const TypedExpr& from = infer(context, moment, scope);
  if (from.type != Type{TypeKind::Instant}) {
    infer(context, months, scope);  // reports that they have no fixed length
    return true;
  }
  if (!check_period(context, *duration, "an instant")) return true;
  context.program.exprs[months.value].type = {TypeKind::Duration};
  TypedExpr& result = context.program.exprs[id.value];
  result.type = from.type;
  result.may_be_missing = from.may_be_missing;
  return true;
}

bool is_whole_days(const Context& context, ExprId id) {
  const auto* node = std::get_if<syntax::DurationExpr>(&context.tree.exprs[id].node);
  return node != nullptr &&
         (node->duration.unit == syntax::Unit::Day || node->duration.unit == syntax::Unit::Week);
}

// A date takes a duration that is written out in days.
bool check_days(Context& context, const BinaryExpr& node, const Sides& sides) {
  const Type date{TypeKind::Date}, duration{TypeKind::Duration};
  const bool is_left_date = sides.left.type == date && sides.right.type == duration;
  const bool is_right_date = sides.right.type == date && sides.left.type == duration;
  if (!is_left_date && !is_right_date) return true;
  const ExprId moved_by = is_left_date ? node.right : node.left;
  if (is_whole_days(context, moved_by)) return true;
  context.sink.add(problems::not_whole_days(span_of(context, moved_by)));
  return false;
}

}  // namespace

void infer_sum(Context& context, ExprId id, const Scope& scope, const Type* hint) {
  const auto& node = std::get<BinaryExpr>(context.tree.exprs[id].node);
  if (infer_months(context, id, node.left, node.right, scope)) return;
  if (node.op == BinaryOp::Add && infer_months(context, id, node.right, node.left, scope)) return;
  const Sides sides = infer_sides(context, node.left, node.right, scope, hint);
  const auto type = sum_of(node.op, sides.left.type, sides.right.type);
  if (!type) {
    return report_sides(context, node.op == BinaryOp::Add ? "added" : "subtracted", node.op_span, node.left,
                        node.right);
  }
  if (!check_days(context, node, sides)) return;
  TypedExpr& result = context.program.exprs[id.value];
  result.type = *type;
  result.may_be_missing = sides.left.may_be_missing || sides.right.may_be_missing;
}

void infer_product(Context& context, ExprId id, const Scope& scope) {
  const auto& node = std::get<BinaryExpr>(context.tree.exprs[id].node);
  const TypedExpr& left = infer(context, node.left, scope);
  // `budget / 5_000` divides by a number; a literal takes no unit from a factor.
  const TypedExpr& right = infer(context, node.right, scope);
  const bool is_product = node.op == BinaryOp::Multiply;
  const auto type = is_product ? product_of(left.type, right.type) : quotient_of(left.type, right.type);
  if (!type)
    return report_sides(context, is_product ? "multiplied" : "divided", node.op_span, node.left, node.right);
  TypedExpr& result = context.program.exprs[id.value];
  result.type = *type;
  const bool may_divide_by_zero = !is_product && right.word.value_or(0) == 0;
  result.may_be_missing = left.may_be_missing || right.may_be_missing || may_divide_by_zero;
}

}  // namespace lead::semantics
