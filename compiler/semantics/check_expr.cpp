// Types of expressions: the table of contents, and the nodes that need no file of their own.
#include "compiler/semantics/check_expr.h"

#include "compiler/semantics/check_routing.h"
#include "compiler/semantics/routing_problems.h"
#include "compiler/semantics/type_rules.h"
#include "runtime/base/overloaded.h"

namespace lead::semantics {

using syntax::ExprId;

namespace {

void infer_negate(Context& context, ExprId id, const syntax::UnaryExpr& node, const Scope& scope,
                  const Type* hint) {
  const TypedExpr& operand = infer(context, node.operand, scope, hint);
  TypedExpr& result = context.program.exprs[id.value];
  if (!is_error(operand.type) && !is_amount(operand.type)) {
    context.sink.add(problems::wrong_type(span_of(context, node.operand),
                                          describe(operand.type, context.program), "a number or an amount",
                                          problems::OtherSide{}));
    return;
  }
  result.type = operand.type;
  result.may_be_missing = operand.may_be_missing;
  if (operand.word) result.word = -*operand.word;
}

void infer_unary(Context& context, ExprId id, const syntax::UnaryExpr& node, const Scope& scope,
                 const Type* hint) {
  if (node.op == syntax::UnaryOp::Negate) return infer_negate(context, id, node, scope, hint);
  require_condition(context, node.operand, scope, node.op_span);
  context.program.exprs[id.value].type = {TypeKind::YesNo};
}

// `is unrated` asks what may have no grade or lie in no band.
void check_rating(Context& context, const syntax::KnownExpr& node, const TypedExpr& operand) {
  if (is_error(operand.type)) return;
  const bool is_rated = operand.type.kind == TypeKind::Grade || operand.type.kind == TypeKind::Bucket;
  const bool is_item = word_of(operand.type, "unrated", context.tree, context.program).has_value();
  if (is_rated && !is_item && operand.may_be_missing) return;
  context.sink.add(problems::never_unrated(span_of(context, node.operand), node.op_span, node.known,
                                           describe(operand.type, context.program), is_rated, is_item));
}

void infer_known(Context& context, ExprId id, const syntax::KnownExpr& node, const Scope& scope) {
  const TypedExpr& operand = infer(context, node.operand, scope);
  if (operand.type.is_list) {
    context.sink.add(problems::not_a_value(
        span_of(context, node.operand), describe(operand.type, context.program), "a list is always known"));
  }
  if (node.rating) check_rating(context, node, operand);
  context.program.exprs[id.value].type = {TypeKind::YesNo};
}

void infer_counted(Context& context, ExprId id, const syntax::CountedExpr& node, const Scope& scope) {
  const Span span = span_of(context, id);
  for (const ExprId condition : node.conditions) require_condition(context, condition, scope, {});
  const bool is_beyond =
      node.op != syntax::BinaryOp::AtMost && node.count > static_cast<int64_t>(node.conditions.size());
  if (is_beyond)
    context.sink.add(problems::count_beyond_conditions(span, node.count, node.conditions.size()));
  context.program.exprs[id.value].type = {TypeKind::YesNo};
}

}  // namespace

TypedExpr& infer(Context& context, ExprId id, const Scope& scope, const Type* hint) {
  std::visit(overloaded{
                 [](const syntax::ErrorExpr&) {},
                 [&](const syntax::NameExpr&) { infer_name(context, id, scope, hint); },
                 [&](const Literal auto&) { infer_literal(context, id, hint); },
                 [&](const syntax::ListExpr&) { infer_list(context, id, scope, hint); },
                 [&](const syntax::CallExpr&) { infer_call(context, id, scope, hint); },
                 [&](const syntax::UnaryExpr& node) { infer_unary(context, id, node, scope, hint); },
                 [&](const syntax::BinaryExpr&) { infer_binary(context, id, scope, hint); },
                 [&](const syntax::KnownExpr& node) { infer_known(context, id, node, scope); },
                 [&](const syntax::BetweenExpr&) { infer_between(context, id, scope); },
                 [&](const syntax::AgoExpr&) { infer_ago(context, id, scope); },
                 [&](const syntax::PastExpr&) { infer_past(context, id, scope); },
                 [&](const syntax::StageExpr&) { infer_stage(context, id); },
                 [&](const syntax::ColumnExpr&) { infer_column(context, id, scope); },
                 [&](const syntax::MatchesExpr&) { infer_matches(context, id, scope); },
                 [&](const syntax::CountedExpr& node) { infer_counted(context, id, node, scope); },
             },
             context.tree.exprs[id].node);
  return context.program.exprs[id.value];
}

TypedExpr& require(Context& context, ExprId id, const Scope& scope, const Type& type,
                   const problems::Because& why) {
  TypedExpr& found = infer(context, id, scope, &type);
  if (agree(found.type, type)) return found;
  diagnostics::Diagnostic problem =
      problems::wrong_type(span_of(context, id), describe(found.type, context.program),
                           describe(type, context.program), why, rewritten(context, id, type));
  const auto* text = std::get_if<syntax::TextExpr>(&context.tree.exprs[id].node);
  if (text != nullptr && type.kind == TypeKind::Person && found.text)
    problems::offer_person(problem, span_of(context, id), *found.text, is_party(context, *found.text));
  context.sink.add(std::move(problem));
  found.type = {};
  return found;
}

void require_condition(Context& context, ExprId id, const Scope& scope, Span place) {
  require(context, id, scope, {TypeKind::YesNo}, problems::ConditionWanted{place});
}

namespace {

// `interests roi` where a set is given: one of its items without braces. Says whether this was the case.
bool lacks_braces(Context& context, ExprId id, const Type& type, const problems::Because& why) {
  const auto* node = std::get_if<syntax::NameExpr>(&context.tree.exprs[id].node);
  if (node == nullptr || !is_set(type) || !std::holds_alternative<problems::DeclaredAs>(why)) return false;
  const Type item{TypeKind::Choice, type.ref};
  if (!word_of(item, node->name.text, context.tree, context.program)) return false;
  const Span span = span_of(context, id);
  context.sink.add(problems::wrong_type(span, describe(item, context.program),
                                        describe(type, context.program), why,
                                        "{ " + std::string(context.sources.text(span)) + " }"));
  return true;
}

}  // namespace

const TypedExpr* require_constant(Context& context, ExprId id, const Type& type, const problems::Because& why,
                                  std::string_view what) {
  if (lacks_braces(context, id, type, why)) return nullptr;
  const TypedExpr& found = require(context, id, {}, type, why);
  if (is_error(found.type)) return nullptr;
  // A list of words or a range has one scale: a fraction where whole numbers are wanted is no constant of
  // that type.
  const bool is_fraction = type.kind == TypeKind::Number && found.type.kind == TypeKind::Decimal;
  if (is_fraction) {
    context.sink.add(problems::wrong_type(span_of(context, id), "decimal", "number", why));
    return nullptr;
  }
  if (found.word || found.text) return &found;
  context.sink.add(problems::not_constant(span_of(context, id), what));
  return nullptr;
}

}  // namespace lead::semantics
