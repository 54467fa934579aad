#include "compiler/semantics/check_sides.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/semantics/type_rules.h"
#include "runtime/base/overloaded.h"

namespace lead::semantics {
namespace {

using syntax::ExprId;

template <class Node>
concept SelfTyped =
    OneOf<Node, syntax::ErrorExpr, syntax::CallExpr, syntax::BinaryExpr, syntax::KnownExpr,
          syntax::BetweenExpr, syntax::AgoExpr, syntax::PastExpr, syntax::StageExpr, syntax::CountedExpr,
          syntax::ColumnExpr, syntax::MatchesExpr>;

// How much an expression depends on its other side: 0 not at all, 1 a literal (its unit), 2 a bare word (all
// of it).
int neediness(const Context& context, ExprId id, const Scope& scope) {
  return std::visit(
      overloaded{
          [&](const syntax::NameExpr& node) { return is_value_name(context, scope, node.name.text) ? 0 : 2; },
          []<Literal Node>(const Node&) {
            return OneOf<Node, syntax::TextExpr, syntax::IntegerExpr, syntax::DecimalExpr> ? 1 : 0;
          },
          [](const syntax::ListExpr&) { return 1; },
          [&](const syntax::UnaryExpr& node) {
            return node.op == syntax::UnaryOp::Negate ? neediness(context, node.operand, scope) : 0;
          },
          [](const SelfTyped auto&) { return 0; },
      },
      context.tree.exprs[id].node);
}

std::optional<uint32_t> score_named(const Context& context, ExprId id, const Scope& scope) {
  const auto* node = std::get_if<syntax::NameExpr>(&context.tree.exprs[id].node);
  if (node == nullptr) return std::nullopt;
  const auto found = context.names.values.find(node->name.text);
  const bool is_score = found != context.names.values.end() && found->second.kind == SymbolKind::Score;
  // A field of the event that hides the score is no score.
  return is_score && !is_payload_name(context, scope, node->name.text) ? std::optional(found->second.index)
                                                                       : std::nullopt;
}

bool means_band(const Context& context, ExprId id, uint32_t score, const Scope& scope) {
  const auto& node = context.tree.exprs[id].node;
  if (const auto* list = std::get_if<syntax::ListExpr>(&node)) {
    return std::any_of(list->items.begin(), list->items.end(),
                       [&](ExprId item) { return means_band(context, item, score, scope); });
  }
  const auto* word = std::get_if<syntax::NameExpr>(&node);
  if (word == nullptr) return false;
  const Type band{TypeKind::Band, score};
  return word_of(band, word->name.text, context.tree, context.program) ||
         !is_value_name(context, scope, word->name.text);
}

bool has_unit(const Type& type) {
  return is_amount(type) || is_moment(type);
}

}  // namespace

Sides infer_sides(Context& context, ExprId left, ExprId right, const Scope& scope, const Type* hint) {
  const bool is_left_first = neediness(context, left, scope) <= neediness(context, right, scope);
  const TypedExpr& first = infer_kept(context, is_left_first ? left : right, scope, hint);
  const TypedExpr& second = infer_kept(context, is_left_first ? right : left, scope, &first.type);
  return is_left_first ? Sides{first, second} : Sides{second, first};
}

Sides infer_compared(Context& context, ExprId left, ExprId right, const Scope& scope, const Type* hint) {
  use_bands_if_meant(context, left, {right}, scope);
  use_bands_if_meant(context, right, {left}, scope);
  return infer_sides(context, left, right, scope, hint);
}

void use_bands_if_meant(Context& context, ExprId id, const std::vector<ExprId>& others, const Scope& scope) {
  const auto score = score_named(context, id, scope);
  if (!score) return;
  const bool is_meant = std::any_of(others.begin(), others.end(),
                                    [&](ExprId other) { return means_band(context, other, *score, scope); });
  if (!is_meant) return;
  TypedExpr& out = infer(context, id, scope);
  const auto& bands = context.decl<syntax::ScoreDecl>(context.program.scores[*score].decl).bands;
  out.type = {TypeKind::Band, *score};
  out.may_be_missing = bands.empty() || bands.front().from_millionths > context.program.scores[*score].low;
}

TypedExpr& infer_kept(Context& context, ExprId id, const Scope& scope, const Type* hint) {
  TypedExpr& settled = context.program.exprs[id.value];
  const bool is_band_of_score = settled.type.kind == TypeKind::Band && settled.symbol == SymbolKind::Score;
  return is_band_of_score ? settled : infer(context, id, scope, hint);
}

void report_sides(Context& context, std::string_view deed, Span op, ExprId left, ExprId right) {
  const Type left_type = context.program.exprs[left.value].type;
  const Type right_type = context.program.exprs[right.value].type;
  const std::string left_words = describe(left_type, context.program);
  const std::string right_words = describe(right_type, context.program);
  const Span left_span = span_of(context, left), right_span = span_of(context, right);
  std::optional<std::pair<Span, std::string>> fix;
  if (const auto text = rewritten(context, right, left_type)) fix = {right_span, *text};
  if (const auto text = rewritten(context, left, right_type)) fix = {left_span, *text};
  if (has_unit(left_type) && has_unit(right_type)) {
    context.sink.add(
        problems::units_do_not_mix(deed, op, left_span, left_words, right_span, right_words, fix));
    return;
  }
  if (left_type == right_type) {
    context.sink.add(problems::not_for_this_type(op, deed, left_words, ""));
    return;
  }
  const bool is_left_wrong = fix && fix->first == left_span;
  context.sink.add(problems::wrong_type(
      is_left_wrong ? left_span : right_span, is_left_wrong ? left_words : right_words,
      is_left_wrong ? right_words : left_words,
      problems::OtherSide{is_left_wrong ? right_span : left_span, is_left_wrong ? right_words : left_words},
      fix ? std::optional(fix->second) : std::nullopt));
}

}  // namespace lead::semantics
