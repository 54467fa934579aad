// Operators with two sides: logic, comparisons, lists and texts. Arithmetic stands in check_arithmetic.cpp.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/semantics/check_expr.h"
#include "compiler/semantics/check_routing.h"
#include "compiler/semantics/check_sides.h"
#include "compiler/semantics/steps.h"
#include "compiler/semantics/type_rules.h"
#include "runtime/builtins/text_match.h"

namespace lead::semantics {
namespace {

using diagnostics::Diagnostic;
using syntax::BinaryExpr;
using syntax::BinaryOp;
using syntax::ExprId;

const Type kYesNo{TypeKind::YesNo};
const Type kText{TypeKind::Text};

void note_for_list(Context& context, ExprId id, const Type& type) {
  context.sink.add(problems::not_a_value(span_of(context, id), describe(type, context.program),
                                         "ask whether something is in a list with `in`"));
}

// `interests is both` where `both` is a list: a set has some of its items, or all.
void note_for_set(Context& context, const BinaryExpr& node, const Type& list) {
  Diagnostic d = problems::not_a_value(span_of(context, node.right), describe(list, context.program),
                                       "of a set ask `has any of` or `has all of`");
  if (node.op == BinaryOp::Is) d.fixes.push_back({"write `has any of`", {{node.op_span, "has any of"}}});
  context.sink.add(std::move(d));
}

void report_no_order(Context& context, Span op, ExprId operand, const Type& type) {
  std::string note;
  if (type.kind == TypeKind::Choice)
    note = "the items of a choice have an order where they are declared with `<` between them, least first";
  context.sink.add(problems::no_order(op, span_of(context, operand), describe(type, context.program), note));
}

void compare(Context& context, const BinaryExpr& node, const Scope& scope, bool needs_order) {
  const Sides sides = infer_compared(context, node.left, node.right, scope, nullptr);
  if (is_error(sides.left.type) || is_error(sides.right.type)) return;
  if (sides.left.type.is_list) return note_for_list(context, node.left, sides.left.type);
  const bool is_of_set = is_set(sides.left.type) && element_of(sides.right.type).ref == sides.left.type.ref &&
                         element_of(sides.right.type).kind == TypeKind::Choice;
  if (sides.right.type.is_list && is_of_set) return note_for_set(context, node, sides.right.type);
  if (sides.right.type.is_list) return note_for_list(context, node.right, sides.right.type);
  if (!agree(sides.left.type, sides.right.type)) {
    return report_sides(context, "compared", node.op_span, node.left, node.right);
  }
  if (needs_order && !is_ordered(sides.left.type, context.program)) {
    report_no_order(context, node.op_span, node.left, sides.left.type);
  }
}

// `employees in mid`: one row of bands over values of that type. Says whether the name was one.
bool infer_bucket_row(Context& context, ExprId id, const Scope& scope, const Type& subject) {
  const auto* node = std::get_if<syntax::NameExpr>(&context.tree.exprs[id].node);
  if (node == nullptr || is_value_name(context, scope, node->name.text)) return false;
  TypedExpr& out = context.program.exprs[id.value];
  std::vector<std::string> meanings;
  for (uint32_t i = 0; i < context.program.buckets.size(); ++i) {
    const Type type{TypeKind::Bucket, i};
    const auto word = word_of(type, node->name.text, context.tree, context.program);
    if (!word || !agree(context.program.buckets[i].subject, subject)) continue;
    meanings.push_back(describe(type, context.program));
    note_read(context, scope, SymbolKind::Bucket, i, node->name.span);
    out.type = type;
    out.symbol = SymbolKind::Constant;
    out.word = word;
  }
  if (meanings.size() > 1) {
    context.sink.add(problems::ambiguous_name(node->name.span, node->name.text, meanings, {}));
    out = {};
  }
  return !meanings.empty();
}

// `topic in interests`: the set stands in front.
void report_in_set(Context& context, const BinaryExpr& node, const Type& left, const Type& set) {
  const Span item = span_of(context, node.left), asked = span_of(context, node.right);
  const std::string turned =
      fmt::format("{} has {}", context.sources.text(asked), context.sources.text(item));
  Diagnostic d =
      problems::not_a_list(asked, describe(set, context.program), fmt::format("of a set ask `{}`", turned));
  if (node.op == BinaryOp::In && left == Type{TypeKind::Choice, set.ref})
    d.fixes.push_back({fmt::format("write `{}`", turned), {{cover(item, asked), turned}}});
  context.sink.add(std::move(d));
}

void check_membership(Context& context, const BinaryExpr& node, const Scope& scope) {
  use_bands_if_meant(context, node.left, {node.right}, scope);
  const TypedExpr& left = infer_kept(context, node.left, scope, nullptr);
  if (left.type.is_list) return note_for_list(context, node.left, left.type);
  if (!is_error(left.type) && infer_bucket_row(context, node.right, scope, left.type)) return;
  const Type wanted = list_of(left.type);
  const TypedExpr& right = infer(context, node.right, scope, &wanted);
  if (is_error(left.type) || is_error(right.type)) return;
  if (is_set(right.type)) {
    report_in_set(context, node, left.type, right.type);
  } else if (!right.type.is_list) {
    context.sink.add(
        problems::not_a_list(span_of(context, node.right), describe(right.type, context.program),
                             "write `in list { … }`, or the name of a definition `means list { … }`"));
  } else if (right.type != wanted && !agree(right.type, wanted)) {
    context.sink.add(problems::wrong_type(
        span_of(context, node.right), describe(right.type, context.program),
        describe(wanted, context.program),
        problems::OtherSide{span_of(context, node.left), describe(left.type, context.program)}));
  }
}

void require_text(Context& context, ExprId id, const Scope& scope, Span op) {
  const TypedExpr& found = infer(context, id, scope, &kText);
  if (is_error(found.type) || is_text(found.type)) return;
  context.sink.add(problems::wrong_type(span_of(context, id), describe(found.type, context.program), "text",
                                        problems::OtherSide{op, "asked of texts"}));
}

void check_words(Context& context, const BinaryExpr& node, const Scope& scope) {
  require_text(context, node.left, scope, node.op_span);
  const Type wanted = list_of(kText);
  const TypedExpr& right = infer(context, node.right, scope, &wanted);
  if (is_error(right.type) || agree(right.type, wanted)) return;
  context.sink.add(problems::not_a_list(span_of(context, node.right), describe(right.type, context.program),
                                        "`has any word of` takes a list of texts"));
}

bool is_bare_item(const Context& context, ExprId id, const Scope& scope, const Type& type) {
  const auto* node = std::get_if<syntax::NameExpr>(&context.tree.exprs[id].node);
  return node != nullptr && !is_value_name(context, scope, node->name.text) &&
         word_of(type, node->name.text, context.tree, context.program).has_value();
}

// `interests has roi`, `interests has any of list { roi, pricing }`.
void check_set(Context& context, const BinaryExpr& node, const Scope& scope) {
  const TypedExpr& left = infer(context, node.left, scope);
  const bool is_one = node.op == BinaryOp::Has;
  if (!is_error(left.type) && !is_set(left.type)) {
    Diagnostic d = problems::wrong_type(span_of(context, node.left), describe(left.type, context.program),
                                        "set", problems::OtherSide{node.op_span, "asked of sets"});
    if (is_text(left.type))
      d.notes.emplace_back(is_one ? "of a text ask `contains`, or `has any word of list { … }`"
                                  : "of a text ask `has any word of list { … }`");
    context.sink.add(std::move(d));
  }
  Type wanted = is_set(left.type) ? Type{TypeKind::Choice, left.type.ref} : Type{};
  if (!is_one && is_bare_item(context, node.right, scope, wanted)) {
    Diagnostic d = problems::not_a_list(span_of(context, node.right), describe(wanted, context.program),
                                        "`has` alone asks for one item");
    const std::string list = fmt::format("list {{ {} }}", context.sources.text(span_of(context, node.right)));
    d.fixes.push_back({fmt::format("write `{}`", list), {{span_of(context, node.right), list}}});
    return context.sink.add(std::move(d));
  }
  wanted.is_list = !is_one;
  const TypedExpr& right = infer(context, node.right, scope, &wanted);
  if (!is_set(left.type) || is_error(right.type) || right.type == wanted) return;
  if (!is_one && !right.type.is_list) {
    context.sink.add(
        problems::not_a_list(span_of(context, node.right), describe(right.type, context.program),
                             "write `list { … }`, or the name of a definition `means list { … }`"));
    return;
  }
  context.sink.add(problems::wrong_type(
      span_of(context, node.right), describe(right.type, context.program), describe(wanted, context.program),
      problems::OtherSide{span_of(context, node.left), describe(left.type, context.program)}));
}

void check_pattern(Context& context, const BinaryExpr& node, const Scope& scope) {
  require_text(context, node.left, scope, node.op_span);
  require_text(context, node.right, scope, node.op_span);
  const TypedExpr& right = context.program.exprs[node.right.value];
  if (is_error(right.type)) return;
  const bool is_literal = std::holds_alternative<syntax::TextExpr>(context.tree.exprs[node.right].node);
  if (!is_literal) return context.sink.add(problems::not_constant(span_of(context, node.right), "a pattern"));
  const builtins::Pattern pattern(right.text.value_or(""));
  if (!pattern.error().empty())
    context.sink.add(problems::bad_pattern(span_of(context, node.right), pattern.error()));
}

void check_texts(Context& context, const BinaryExpr& node, const Scope& scope) {
  require_text(context, node.left, scope, node.op_span);
  require_text(context, node.right, scope, node.op_span);
}

void infer_or_else(Context& context, ExprId id, const BinaryExpr& node, const Scope& scope,
                   const Type* hint) {
  const Sides sides = infer_compared(context, node.left, node.right, scope, hint);
  if (is_error(sides.left.type) || is_error(sides.right.type)) return;
  if (sides.left.type.is_list) return note_for_list(context, node.left, sides.left.type);
  if (!agree(sides.left.type, sides.right.type)) {
    return report_sides(context, "joined", node.op_span, node.left, node.right);
  }
  TypedExpr& result = context.program.exprs[id.value];
  result.type = wider(sides.left.type, sides.right.type);
  result.may_be_missing = sides.left.may_be_missing && sides.right.may_be_missing;
}

void check_logic(Context& context, const BinaryExpr& node, const Scope& scope) {
  require_condition(context, node.left, scope, node.op_span);
  require_condition(context, node.right, scope, node.op_span);
}

}  // namespace

void infer_binary(Context& context, ExprId id, const Scope& scope, const Type* hint) {
  const auto& node = std::get<BinaryExpr>(context.tree.exprs[id].node);
  switch (node.op) {
    case BinaryOp::OrElse:
      return infer_or_else(context, id, node, scope, hint);
    case BinaryOp::Add:
    case BinaryOp::Subtract:
      return infer_sum(context, id, scope, hint);
    case BinaryOp::Multiply:
    case BinaryOp::Divide:
      return infer_product(context, id, scope);
    case BinaryOp::Or:
    case BinaryOp::And:
      check_logic(context, node, scope);
      break;
    case BinaryOp::Is:
    case BinaryOp::IsNot:
      if (!infer_away(context, id, node, scope)) compare(context, node, scope, false);
      break;
    case BinaryOp::Less:
    case BinaryOp::AtMost:
    case BinaryOp::More:
    case BinaryOp::AtLeast:
      compare(context, node, scope, true);
      break;
    case BinaryOp::In:
    case BinaryOp::NotIn:
      check_membership(context, node, scope);
      break;
    case BinaryOp::StartsWith:
    case BinaryOp::EndsWith:
    case BinaryOp::Contains:
      check_texts(context, node, scope);
      break;
    case BinaryOp::Matches:
      check_pattern(context, node, scope);
      break;
    case BinaryOp::HasAnyWordOf:
      check_words(context, node, scope);
      break;
    case BinaryOp::Has:
    case BinaryOp::HasAnyOf:
    case BinaryOp::HasAllOf:
      check_set(context, node, scope);
      break;
  }
  context.program.exprs[id.value].type = kYesNo;
}

void infer_between(Context& context, ExprId id, const Scope& scope) {
  const auto& node = std::get<syntax::BetweenExpr>(context.tree.exprs[id].node);
  context.program.exprs[id.value].type = kYesNo;
  use_bands_if_meant(context, node.operand, {node.low, node.high}, scope);
  const TypedExpr& operand = infer_kept(context, node.operand, scope, nullptr);
  for (const ExprId end : {node.low, node.high}) {
    const TypedExpr& found = infer(context, end, scope, &operand.type);
    if (!agree(found.type, operand.type)) {
      return report_sides(context, "compared", span_of(context, end), node.operand, end);
    }
  }
  if (!is_error(operand.type) && !is_ordered(operand.type, context.program)) {
    report_no_order(context, span_of(context, id), node.operand, operand.type);
  }
}

}  // namespace lead::semantics
