#include <algorithm>

#include "compiler/kernel/desugaring.h"
#include "runtime/base/arithmetic.h"

namespace lead::kernel {
namespace {

using artefact::Opcode;
using semantics::is_text;
using semantics::Type;
using semantics::TypeKind;
using syntax::BinaryOp;

// The first grade is the best, so grades stand upside down; everything else grows with its word.
bool grows_downwards(const Type& type) {
  return type.kind == TypeKind::Grade;
}

BinaryOp turned(BinaryOp op) {
  if (op == BinaryOp::Less) return BinaryOp::More;
  if (op == BinaryOp::More) return BinaryOp::Less;
  if (op == BinaryOp::AtMost) return BinaryOp::AtLeast;
  return op == BinaryOp::AtLeast ? BinaryOp::AtMost : op;
}

ExprId ordered(Builder& b, BinaryOp op, ExprId left, ExprId right) {
  if (op == BinaryOp::Less) return b.node(Opcode::Less, left, right);
  if (op == BinaryOp::More) return b.node(Opcode::Less, right, left);
  if (op == BinaryOp::AtMost) return b.node(Opcode::LessEqual, left, right);
  return b.node(Opcode::LessEqual, right, left);
}

// The type both sides are compared in: decimals where one side has them, instants where one side is one.
Type common(const Type& left, const Type& right) {
  if (left.kind == TypeKind::Number || left.kind == TypeKind::Date) return right;
  return left;
}

Opcode text_operation(BinaryOp op) {
  if (op == BinaryOp::StartsWith) return Opcode::TextStartsWith;
  if (op == BinaryOp::EndsWith) return Opcode::TextEndsWith;
  if (op == BinaryOp::Contains) return Opcode::TextContains;
  return op == BinaryOp::IsNot ? Opcode::TextNotEqual : Opcode::TextEqual;
}

// The instant of a date is its first, in the policy's zone.
ExprId instant(Desugaring& d, syntax::ExprId id, Place place) {
  return value_as(d, id, Type{.kind = TypeKind::Instant, .ref = 0, .currency = {}}, place);
}

// The word of a constant in the scale of `type`.
int64_t constant_word(const Desugaring& d, syntax::ExprId id, const Type& type) {
  const semantics::TypedExpr& item = d.typed(id);
  const bool widened = item.type.kind == TypeKind::Number && type.kind != TypeKind::Number;
  return item.word.value_or(0) * (widened ? kMillion : 1);
}

// Membership without a missing left side: `not in` is, like `is not`, only met by what is known.
ExprId unless(Desugaring& d, BinaryOp op, ExprId left, bool text, ExprId is_in) {
  if (op != BinaryOp::NotIn) return is_in;
  const ExprId known = d.builder.node(text ? Opcode::TextIsKnown : Opcode::IsKnown, left);
  return d.builder.node(Opcode::And, known, d.builder.negation(is_in));
}

// `employees in mid`: one row of a bucket.
ExprId in_bucket(Desugaring& d, const syntax::BinaryExpr& expr, Place place) {
  const semantics::TypedExpr& row = d.typed(expr.right);
  const semantics::Bucket& bucket = d.program.buckets[row.type.ref];
  const ExprId left = value_as(d, expr.left, bucket.subject, place);
  const auto index = static_cast<size_t>(row.word.value_or(0));
  const ExprId from = ordered(d.builder, BinaryOp::AtLeast, left, d.builder.constant(bucket.from[index]));
  const ExprId to = ordered(d.builder, BinaryOp::AtMost, left, d.builder.constant(bucket.to[index]));
  return unless(d, expr.op, left, false, d.builder.node(Opcode::And, from, to));
}

ExprId has_any_word(Desugaring& d, const syntax::BinaryExpr& expr, Place place) {
  std::vector<std::string> words;
  for (const syntax::ExprId item : list_items(d, expr.right)) {
    if (const auto& text = d.typed(item).text) words.push_back(*text);
  }
  return d.builder.table(Opcode::TextHasAnyWord, value(d, expr.left, place), d.builder.text_list(words));
}

// One item may be known only for each lead; more than one are a list.
ExprId set_test(Desugaring& d, const syntax::BinaryExpr& expr, Place place) {
  const ExprId set = value(d, expr.left, place);
  const semantics::TypedExpr& right = d.typed(expr.right);
  if (expr.op == BinaryOp::Has && !right.word)
    return d.builder.node(Opcode::HasItem, set, value(d, expr.right, place));
  uint64_t items = 0;
  if (expr.op == BinaryOp::Has) {
    items = uint64_t{1} << *right.word;
  } else {
    for (const syntax::ExprId item : list_items(d, expr.right))
      items |= uint64_t{1} << d.typed(item).word.value_or(0);
  }
  const Opcode op = expr.op == BinaryOp::HasAllOf ? Opcode::HasAll : Opcode::HasAny;
  return d.builder.set_test(op, set, static_cast<int64_t>(items));
}

}  // namespace

std::vector<syntax::ExprId> list_items(const Desugaring& d, syntax::ExprId list) {
  const auto& node = d.tree.exprs[list].node;
  if (const auto* written = std::get_if<syntax::ListExpr>(&node)) return written->items;
  const semantics::TypedExpr& typed = d.typed(list);
  if (typed.symbol == semantics::SymbolKind::Definition) {
    const auto& define = d.decl<syntax::DefineDecl>(d.program.definitions[typed.index].decl);
    return list_items(d, std::get<syntax::ExprBody>(define.body).expr);
  }
  return {list};
}

ExprId in_text_list(Desugaring& d, ExprId text, const std::vector<std::string>& items) {
  return d.builder.table(Opcode::TextInList, text, d.builder.text_list(items));
}

ExprId comparison(Desugaring& d, const syntax::BinaryExpr& expr, Place place) {
  const Type& left = d.typed(expr.left).type;
  const Type& right = d.typed(expr.right).type;
  Builder& b = d.builder;
  if (is_text(left)) {
    const ExprId text = value(d, expr.left, place);
    if (expr.op == BinaryOp::Matches) {
      return b.table(Opcode::TextMatches, text, b.pattern(d.typed(expr.right).text.value_or("")));
    }
    return b.node(text_operation(expr.op), text, value(d, expr.right, place));
  }
  const Type type = common(left, right);
  const ExprId a = value_as(d, expr.left, type, place);
  const ExprId c = value_as(d, expr.right, type, place);
  if (expr.op == BinaryOp::Is) return b.node(Opcode::Equal, a, c);
  if (expr.op == BinaryOp::IsNot) return b.node(Opcode::NotEqual, a, c);
  return ordered(b, grows_downwards(type) ? turned(expr.op) : expr.op, a, c);
}

ExprId between(Desugaring& d, const syntax::BetweenExpr& expr, Place place) {
  const Type& type = d.typed(expr.operand).type;
  const auto side = [&](syntax::ExprId end, BinaryOp op) {
    const Type both = common(type, d.typed(end).type);
    const ExprId operand = value_as(d, expr.operand, both, place);
    return ordered(d.builder, grows_downwards(type) ? turned(op) : op, operand,
                   value_as(d, end, both, place));
  };
  const ExprId low = side(expr.low, BinaryOp::AtLeast);
  return d.builder.node(Opcode::And, low, side(expr.high, BinaryOp::AtMost));
}

// `x less than 14 days ago` is now < x + 14 days, the very test of `in last 14 days`; the others follow from
// it. Months are added to x, in the policy's zone, for the same reason; so the only thing that moves with
// time is `now`.
ExprId ago(Desugaring& d, const syntax::AgoExpr& expr, Place place) {
  Builder& b = d.builder;
  const Length length = length_of(expr.duration);
  const ExprId from = instant(d, expr.operand, place);
  const ExprId end = length.months != 0 ? b.scaled(Opcode::AddMonths, from, length.months)
                                        : b.node(Opcode::Add, from, b.constant(length.ms));
  return ordered(b, expr.op, b.node(Opcode::Now), end);
}

ExprId membership(Desugaring& d, const syntax::BinaryExpr& expr, Place place) {
  if (expr.op == BinaryOp::HasAnyWordOf) return has_any_word(d, expr, place);
  const bool is_of_set =
      expr.op == BinaryOp::Has || expr.op == BinaryOp::HasAnyOf || expr.op == BinaryOp::HasAllOf;
  if (is_of_set) return set_test(d, expr, place);
  const Type& left = d.typed(expr.left).type;
  const Type& right = d.typed(expr.right).type;
  if (right.kind == TypeKind::Bucket && !right.is_list && left.kind != TypeKind::Bucket)
    return in_bucket(d, expr, place);

  const std::vector<syntax::ExprId> items = list_items(d, expr.right);
  if (is_text(left)) {
    std::vector<std::string> texts;
    for (const syntax::ExprId item : items) {
      if (const auto& text = d.typed(item).text) texts.push_back(*text);
    }
    const ExprId text = value(d, expr.left, place);
    return unless(d, expr.op, text, true, in_text_list(d, text, texts));
  }
  // One decimal among the items makes all of them decimals.
  Type type = left;
  for (const syntax::ExprId item : items) type = common(type, d.typed(item).type);
  std::vector<int64_t> words;
  for (const syntax::ExprId item : items) words.push_back(constant_word(d, item, type));
  const ExprId operand = value_as(d, expr.left, type, place);
  return unless(d, expr.op, operand, false,
                d.builder.table(Opcode::InSet, operand, d.builder.int_set(std::move(words))));
}

}  // namespace lead::kernel
