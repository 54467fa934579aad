#include "compiler/semantics/person_reader.h"

#include <algorithm>

#include "compiler/semantics/check_routing.h"
#include "compiler/semantics/policy_words.h"
#include "compiler/semantics/type_rules.h"
#include "runtime/base/arithmetic.h"

namespace lead::semantics {
namespace {

using syntax::BinaryOp;
using syntax::ExprId;

constexpr uint64_t kMaxAsked = 4'000'000;

Met met(bool is_met) {
  return is_met ? Met::Yes : Met::No;
}
Met opposite(Met answer) {
  return answer == Met::Perhaps ? answer : met(answer == Met::No);
}
Met both(Met a, Met b) {
  if (a == Met::No || b == Met::No) return Met::No;
  return a == Met::Yes && b == Met::Yes ? Met::Yes : Met::Perhaps;
}
Met either(Met a, Met b) {
  return opposite(both(opposite(a), opposite(b)));
}

// Texts that differ in capitals alone may be one address.
Met same_text(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  if (a == b) return Met::Yes;
  const bool is_close = std::equal(a.begin(), a.end(), b.begin(), b.end(),
                                   [&](char x, char y) { return lower(x) == lower(y); });
  return is_close ? Met::Perhaps : Met::No;
}

}  // namespace

Met PersonReader::ask(ExprId condition, const artefact::PersonT& person, const Case* lead) {
  person_ = &person;
  lead_ = lead;
  return condition ? list(condition) : Met::Yes;
}

Met PersonReader::list(ExprId id) {
  if (++asked_ > kMaxAsked) return Met::Perhaps;
  const auto& node = tree_.exprs[id].node;
  if (const auto* unary = std::get_if<syntax::UnaryExpr>(&node))
    return unary->op == syntax::UnaryOp::Not ? opposite(list(unary->operand)) : Met::Perhaps;
  if (const auto* binary = std::get_if<syntax::BinaryExpr>(&node)) return comparison(*binary);
  if (const auto* known = std::get_if<syntax::KnownExpr>(&node)) {
    const Value of = value(known->operand);
    return of.is_settled ? met(of.is_missing != known->known) : Met::Perhaps;
  }
  if (const auto* between = std::get_if<syntax::BetweenExpr>(&node))
    return both(compare(BinaryOp::AtLeast, between->operand, between->low),
                compare(BinaryOp::AtMost, between->operand, between->high));
  if (const auto* some = std::get_if<syntax::CountedExpr>(&node)) return counted(*some);
  if (const auto* same = std::get_if<syntax::MatchesExpr>(&node)) return matches(*same);
  const Value of = value(id);
  if (!of.is_settled) return Met::Perhaps;
  return met(!of.is_missing && of.word != 0);
}

Met PersonReader::comparison(const syntax::BinaryExpr& node) {
  switch (node.op) {
    case BinaryOp::And:
      return both(list(node.left), list(node.right));
    case BinaryOp::Or:
      return either(list(node.left), list(node.right));
    case BinaryOp::In:
    case BinaryOp::NotIn:
      return member(node);
    case BinaryOp::Has:
    case BinaryOp::HasAnyOf:
    case BinaryOp::HasAllOf:
      return has(node);
    case BinaryOp::Is:
    case BinaryOp::IsNot:
    case BinaryOp::Less:
    case BinaryOp::AtMost:
    case BinaryOp::More:
    case BinaryOp::AtLeast:
      return compare(node.op, node.left, node.right);
    default:
      return Met::Perhaps;
  }
}

Met PersonReader::compare(BinaryOp op, ExprId left, ExprId right) {
  const Value a = value(left), b = value(right);
  if ((a.is_settled && a.is_missing) || (b.is_settled && b.is_missing)) return Met::No;
  if (!a.is_settled || !b.is_settled) return Met::Perhaps;
  const Type& first = program_.exprs[left.value].type;
  const Type& second = program_.exprs[right.value].type;
  if (is_text(first) || is_text(second)) {
    if (op != BinaryOp::Is && op != BinaryOp::IsNot) return Met::Perhaps;
    const Met same = same_text(a.text, b.text);
    return op == BinaryOp::Is ? same : opposite(same);
  }
  if (first.kind == TypeKind::Grade || first.kind == TypeKind::Bucket) return Met::Perhaps;
  const Wide x = Wide{a.word} * scale_of(second), y = Wide{b.word} * scale_of(first);
  switch (op) {
    case BinaryOp::Is:
      return met(x == y);
    case BinaryOp::IsNot:
      return met(x != y);
    case BinaryOp::Less:
      return met(x < y);
    case BinaryOp::AtMost:
      return met(x <= y);
    case BinaryOp::More:
      return met(x > y);
    case BinaryOp::AtLeast:
      return met(x >= y);
    default:
      return Met::Perhaps;
  }
}

const std::vector<ExprId>* PersonReader::items_of(ExprId list) const {
  const TypedExpr& typed = program_.exprs[list.value];
  if (typed.symbol == SymbolKind::Definition) {
    const auto& decl = std::get<syntax::DefineDecl>(tree_.decls[program_.definitions[typed.index].decl].node);
    const auto* body = std::get_if<syntax::ExprBody>(&decl.body);
    if (body == nullptr) return nullptr;
    list = body->expr;
  }
  const auto* items = std::get_if<syntax::ListExpr>(&tree_.exprs[list].node);
  return items == nullptr ? nullptr : &items->items;
}

Met PersonReader::member(const syntax::BinaryExpr& node) {
  const Value of = value(node.left);
  if (of.is_settled && of.is_missing) return Met::No;
  const auto* items = items_of(node.right);
  if (items == nullptr || !of.is_settled) return Met::Perhaps;
  Met found = Met::No;
  for (const ExprId item : *items) found = either(found, compare(BinaryOp::Is, node.left, item));
  return node.op == BinaryOp::In ? found : opposite(found);
}

Met PersonReader::has(const syntax::BinaryExpr& node) {
  const Value of = value(node.left);
  if (of.is_settled && of.is_missing) return Met::No;
  if (!of.is_settled) return Met::Perhaps;
  const auto has_item = [&](ExprId item) {
    const Value wanted = value(item);
    if (!wanted.is_settled || wanted.is_missing || wanted.word < 0 || wanted.word > 63) return Met::Perhaps;
    return met((static_cast<uint64_t>(of.word) >> static_cast<uint64_t>(wanted.word) & 1) != 0);
  };
  if (node.op == BinaryOp::Has) return has_item(node.right);
  const auto* items = items_of(node.right);
  if (items == nullptr) return Met::Perhaps;
  const bool all = node.op == BinaryOp::HasAllOf;
  Met found = met(all);
  for (const ExprId item : *items) found = all ? both(found, has_item(item)) : either(found, has_item(item));
  return found;
}

Met PersonReader::counted(const syntax::CountedExpr& node) {
  int64_t least = 0, most = 0;
  for (const ExprId condition : node.conditions) {
    const Met answer = list(condition);
    least += answer == Met::Yes ? 1 : 0;
    most += answer == Met::No ? 0 : 1;
  }
  switch (node.op) {
    case BinaryOp::AtLeast:
      return least >= node.count ? Met::Yes : most < node.count ? Met::No : Met::Perhaps;
    case BinaryOp::AtMost:
      return most <= node.count ? Met::Yes : least > node.count ? Met::No : Met::Perhaps;
    case BinaryOp::Is:
      if (least == most) return met(least == node.count);
      return node.count < least || node.count > most ? Met::No : Met::Perhaps;
    default:
      return Met::Perhaps;
  }
}

// The column is known, and is a value that the lead's attribute may have.
Met PersonReader::matches(const syntax::MatchesExpr& node) {
  const Value of = value(node.column);
  if (!of.is_settled) return Met::Perhaps;
  if (of.is_missing) return Met::No;
  const TypedExpr& column = program_.exprs[node.column.value];
  if (lead_ == nullptr || is_text(column.type)) return Met::Perhaps;
  const bool is_of_items = is_set(column.type);
  const TypeKind kind = is_of_items ? TypeKind::Choice : column.type.kind;
  const auto found = lead_->find(Cases::name_of(kind, write_name(column.name)));
  if (found == lead_->end()) return Met::Perhaps;
  for (const Interval& each : found->second.words) {
    if (!is_of_items && contains(each, of.word)) return Met::Perhaps;
    for (Wide item = std::max<Wide>(each.low, 0); is_of_items && item <= std::min<Wide>(each.high, 63);
         ++item)
      if ((static_cast<uint64_t>(of.word) >> static_cast<uint64_t>(item) & 1) != 0) return Met::Perhaps;
  }
  return Met::No;
}

PersonReader::Value PersonReader::value(ExprId id) const {
  const TypedExpr& typed = program_.exprs[id.value];
  if (typed.word) return {.is_settled = true, .word = *typed.word};
  if (typed.text) return {.is_settled = true, .text = *typed.text};
  uint32_t place = 0;
  if (typed.symbol != SymbolKind::PayloadField || find_column(program_, typed.name, &place) == nullptr)
    return {};
  if (!person_->known[place]) return {.is_settled = true, .is_missing = true};
  return {.is_settled = true, .word = person_->words[place], .text = person_->texts[place]};
}

}  // namespace lead::semantics
