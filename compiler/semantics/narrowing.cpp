#include "compiler/semantics/narrowing.h"

#include <algorithm>
#include <iterator>

#include "compiler/semantics/builtins.h"
#include "compiler/semantics/policy_words.h"

namespace lead::semantics {

namespace {

using syntax::BinaryOp;
using syntax::ExprId;
using syntax::PastKind;

void add(std::vector<MissingRead>& out, MissingRead read) {
  const bool there =
      std::any_of(out.begin(), out.end(), [&](const MissingRead& r) { return r.key == read.key; });
  if (there || out.size() > kMaxReads) return;
  if (out.size() == kMaxReads) read.key = kTooMany;
  out.push_back(std::move(read));
}

void unite(KnownSet& into, const KnownSet& from) {
  for (auto key = from.begin(); key != from.end() && into.size() < kMaxReads; ++key) into.insert(*key);
}

KnownSet intersect(const KnownSet& a, const KnownSet& b) {
  KnownSet both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::inserter(both, both.begin()));
  return both;
}

bool is_comparison(BinaryOp op) {
  return op != BinaryOp::Or && op != BinaryOp::And && op != BinaryOp::OrElse && op < BinaryOp::Add;
}

// The key of `last E where c` (or `first`), whatever kind and window the look at the past has.
std::string key_of_instant(const syntax::SyntaxTree& tree, syntax::PastExpr node, PastKind kind) {
  node.kind = kind;
  node.window.reset();
  node.field = {};
  return "value " + write_past(tree, node);
}

}  // namespace

std::string words_of_key(const std::string& key) {
  return key.substr(key.find(' ') + 1);
}
bool is_of_event(const std::string& key) {
  return key.starts_with("event ");
}

Counting counting_of(const syntax::CountedExpr& node) {
  const auto size = static_cast<int64_t>(node.conditions.size());
  switch (node.op) {
    case BinaryOp::AtLeast:
      if (node.count >= size) return {Junction::All, false, false};
      return {node.count == 1 ? Junction::One : Junction::Some, false, false};
    case BinaryOp::AtMost:  // at most 0: none of them
      if (node.count == 0) return {Junction::One, true, false};
      return {node.count == size - 1 ? Junction::All : Junction::Some, true, false};
    default:
      if (node.count == size) return {Junction::All, false, false};
      if (node.count == 0) return {Junction::One, true, false};
      return {Junction::Some, false, true};
  }
}

// --- needs
// ---------------------------------------------------------------------------------------------------------
std::vector<MissingRead> Narrowing::needs(ExprId value) {
  std::vector<MissingRead> out;
  collect_needs(value, out);
  return out;
}

void Narrowing::collect_needs(ExprId id, std::vector<MissingRead>& out) {
  if (!id) return;
  const syntax::Expr& expr = tree_.exprs[id];
  if (!program_.exprs[id.value].may_be_missing) return;
  const auto itself = [&] { add(out, {"value " + write_operand(tree_, id), expr.span, {}, {}}); };
  if (const auto* name = std::get_if<syntax::NameExpr>(&expr.node)) {
    need_name(id, *name, out);
  } else if (const auto* unary = std::get_if<syntax::UnaryExpr>(&expr.node)) {
    collect_needs(unary->operand, out);
  } else if (const auto* binary = std::get_if<syntax::BinaryExpr>(&expr.node);
             binary && binary->op >= BinaryOp::Add) {
    collect_needs(binary->left, out);
    collect_needs(binary->right, out);
    const TypedExpr& divisor = program_.exprs[binary->right.value];
    if (binary->op == BinaryOp::Divide && divisor.low <= 0 && divisor.high >= 0) itself();
  } else if (const auto* call = std::get_if<syntax::CallExpr>(&expr.node)) {
    for (ExprId arg : call->args) collect_needs(arg, out);
    const TypedExpr& typed = program_.exprs[id.value];
    if (typed.symbol == SymbolKind::Table) return itself();  // no text needs to be one of its keys
    const bool domain = kBuiltins[typed.index].missing == Missing::WithoutDomain;
    const bool address =
        !call->args.empty() && program_.exprs[call->args[0].value].type.kind == TypeKind::Email;
    if (domain && !address) itself();
  } else if (const auto* column = std::get_if<syntax::ColumnExpr>(&expr.node)) {
    const bool is_optional =
        program_.accounts.columns[program_.exprs[id.value].index].presence == artefact::Presence::Optional;
    add(out, {"value " + write_name(column->row.text), expr.span, {}, {}});
    if (is_optional) itself();
  } else {
    itself();
  }
}

void Narrowing::need_name(ExprId id, const syntax::NameExpr& name, std::vector<MissingRead>& out) {
  const TypedExpr& typed = program_.exprs[id.value];
  const Span site = tree_.exprs[id].span;
  const std::string words = write_name(name.name.text);
  switch (typed.symbol) {
    case SymbolKind::Attribute:
      return add(out, {"lead " + words, site, {}, {}});
    case SymbolKind::PayloadField:
      return add(out, {"event " + words, site, {}, {}});
    case SymbolKind::Definition:
      return need_definition(typed.index, words, out);
    case SymbolKind::Bucket:
      return need_bucket(typed.index, words, site, out);
    default:
      return add(out, {"value " + words, site, {}, {}});
  }
}

const std::vector<MissingRead>& Narrowing::definition_needs(uint32_t index) {
  if (const auto found = definition_needs_.find(index); found != definition_needs_.end())
    return found->second;
  std::vector<MissingRead> needs;
  for (ExprId value : values_of(program_.definitions[index])) collect_needs(value, needs);
  return definition_needs_.emplace(index, std::move(needs)).first->second;
}

// The attributes that the definition reads; other things that may be missing in it have no name but the
// definition's.
void Narrowing::need_definition(uint32_t index, const std::string& name, std::vector<MissingRead>& out) {
  const std::vector<MissingRead>& inner = definition_needs(index);
  for (const MissingRead& read : inner) {
    MissingRead through = read;
    if (read.key.starts_with("value ")) through.key = "value " + name;
    if (!through.reader) through.reader = index;
    add(out, std::move(through));
  }
}

void Narrowing::remember(uint32_t definition) {
  (void)definition_needs(definition);
  (void)definition_known(definition);
  for (const bool met : {false, true}) {
    (void)implied_by_definition(definition, met, Strength::Said);
    (void)implied_by_definition(definition, met, Strength::Any);
  }
}

void Narrowing::need_bucket(uint32_t index, const std::string& name, Span site,
                            std::vector<MissingRead>& out) {
  const Bucket& bucket = program_.buckets[index];
  const ExprId subject = std::get<syntax::BucketsDecl>(tree_.decls[bucket.decl].node).subject;
  if (!covers_everything(bucket, subject)) return add(out, {"value " + name, site, {}, {}});
  collect_needs(subject, out);
}

bool Narrowing::covers_everything(const Bucket& bucket, ExprId subject) const {
  const TypedExpr& typed = program_.exprs[subject.value];
  int64_t low = typed.low, high = typed.high;
  if (typed.symbol == SymbolKind::Attribute) {
    low = program_.schema.attributes[typed.index]->type->low;
    high = program_.schema.attributes[typed.index]->type->high;
  }
  return !bucket.from.empty() && bucket.from.front() <= low && bucket.to.back() >= high;
}

// The expressions one of which is the definition's value.
std::vector<ExprId> Narrowing::values_of(const Definition& definition) const {
  const auto& decl = std::get<syntax::DefineDecl>(tree_.decls[definition.decl].node);
  if (const auto* body = std::get_if<syntax::ExprBody>(&decl.body)) return {body->expr};
  std::vector<ExprId> values;
  if (const auto* body = std::get_if<syntax::LadderBody>(&decl.body)) {
    for (const syntax::ValueRow& row : body->rows) values.push_back(row.value);
  }
  return values;
}

// --- known
// ---------------------------------------------------------------------------------------------------------
KnownSet Narrowing::known_with(ExprId value) {
  KnownSet out;
  collect_known(value, out);
  return out;
}

const KnownSet& Narrowing::definition_known(uint32_t index) {
  if (const auto found = definition_known_.find(index); found != definition_known_.end())
    return found->second;
  KnownSet known;
  const std::vector<ExprId> values = values_of(program_.definitions[index]);
  if (values.size() == 1) collect_known(values.front(), known);
  return definition_known_.emplace(index, std::move(known)).first->second;
}

void Narrowing::collect_known(ExprId id, KnownSet& out) {
  if (!id) return;
  const syntax::Expr& expr = tree_.exprs[id];
  const TypedExpr& typed = program_.exprs[id.value];
  if (const auto* name = std::get_if<syntax::NameExpr>(&expr.node)) {
    const std::string words = write_name(name->name.text);
    if (typed.symbol == SymbolKind::Attribute)
      out.insert("lead " + words);
    else if (typed.symbol == SymbolKind::PayloadField)
      out.insert("event " + words);
    else
      out.insert("value " + words);
    if (typed.symbol == SymbolKind::Bucket) {
      collect_known(
          std::get<syntax::BucketsDecl>(tree_.decls[program_.buckets[typed.index].decl].node).subject, out);
    }
    if (typed.symbol == SymbolKind::Definition) unite(out, definition_known(typed.index));
    return;
  }
  if (!typed.may_be_missing) return;
  out.insert("value " + write_operand(tree_, id));
  if (const auto* unary = std::get_if<syntax::UnaryExpr>(&expr.node)) collect_known(unary->operand, out);
  if (const auto* binary = std::get_if<syntax::BinaryExpr>(&expr.node);
      binary && binary->op >= BinaryOp::Add) {
    collect_known(binary->left, out);
    collect_known(binary->right, out);
  }
  if (const auto* column = std::get_if<syntax::ColumnExpr>(&expr.node))
    out.insert("value " + write_name(column->row.text));
  if (const auto* call = std::get_if<syntax::CallExpr>(&expr.node)) {
    for (ExprId arg : call->args) collect_known(arg, out);
  }
  if (const auto* past = std::get_if<syntax::PastExpr>(&expr.node)) unite(out, implied_by_past(*past));
}

// --- implied
// -------------------------------------------------------------------------------------------------------
// That there was such an event: both its instants are known.
KnownSet Narrowing::implied_by_past(const syntax::PastExpr& node) const {
  return {key_of_instant(tree_, node, PastKind::Last), key_of_instant(tree_, node, PastKind::First)};
}

KnownSet Narrowing::implied(ExprId condition, bool met, Strength strength) {
  const syntax::Expr& expr = tree_.exprs[condition];
  const TypedExpr& typed = program_.exprs[condition.value];
  const bool any = strength == Strength::Any;
  if (const auto* unary = std::get_if<syntax::UnaryExpr>(&expr.node)) {
    return unary->op == syntax::UnaryOp::Not ? implied(unary->operand, !met, strength) : KnownSet{};
  }
  if (const auto* binary = std::get_if<syntax::BinaryExpr>(&expr.node)) {
    if (binary->op == BinaryOp::And) return join({binary->left, binary->right}, met, strength, met);
    if (binary->op == BinaryOp::Or) return join({binary->left, binary->right}, met, strength, !met);
    return implied_by_comparison(*binary, met, strength);
  }
  if (const auto* known = std::get_if<syntax::KnownExpr>(&expr.node)) {
    return known->known == met ? known_with(known->operand) : KnownSet{};
  }
  if (const auto* counted = std::get_if<syntax::CountedExpr>(&expr.node)) {
    const Counting counting = counting_of(*counted);
    if (counting.junction == Junction::Some || counted->conditions.empty()) return {};
    const bool inner = met != counting.flipped;
    return join(counted->conditions, inner, strength, inner == (counting.junction == Junction::All));
  }
  if (const auto* past = std::get_if<syntax::PastExpr>(&expr.node)) {
    const bool happened = (past->kind == PastKind::Any && met) || (past->kind == PastKind::No && !met);
    return any && happened ? implied_by_past(*past) : KnownSet{};
  }
  if (typed.symbol == SymbolKind::Definition &&
      program_.definitions[typed.index].kind == Definition::Kind::Condition) {
    return implied_by_definition(typed.index, met, strength);
  }
  if (!any || !met) return {};
  if (const auto* between = std::get_if<syntax::BetweenExpr>(&expr.node)) {
    KnownSet all = known_with(between->operand);
    unite(all, known_with(between->low));
    unite(all, known_with(between->high));
    return all;
  }
  if (const auto* ago = std::get_if<syntax::AgoExpr>(&expr.node)) return known_with(ago->operand);
  KnownSet all;
  if (const auto* call = std::get_if<syntax::CallExpr>(&expr.node)) {
    for (ExprId arg : call->args) collect_known(arg, all);
  } else {
    collect_known(condition, all);
  }
  return all;
}

Narrowing::Asked Narrowing::asked_of(const syntax::BinaryExpr& node) const {
  if (node.op != BinaryOp::Is && node.op != BinaryOp::IsNot) return {};
  const auto ask = [&](ExprId side, ExprId constant) -> Asked {
    const TypedExpr& value = program_.exprs[constant.value];
    const TypedExpr& asked = program_.exprs[side.value];
    if (asked.type.kind != TypeKind::YesNo || asked.may_be_missing || !value.word) return {};
    return {side, (*value.word != 0) == (node.op == BinaryOp::Is)};
  };
  const Asked left = ask(node.left, node.right);
  return left.condition ? left : ask(node.right, node.left);
}

KnownSet Narrowing::implied_by_comparison(const syntax::BinaryExpr& node, bool met, Strength strength) {
  if (!is_comparison(node.op)) return {};
  if (const Asked asked = asked_of(node); asked.condition)
    return implied(asked.condition, asked.met == met, strength);
  if (strength == Strength::Said || !met) return {};
  KnownSet all = known_with(node.left);
  unite(all, known_with(node.right));
  const auto* past = std::get_if<syntax::PastExpr>(&tree_.exprs[node.left].node);
  const auto& least = program_.exprs[node.right.value].word;
  if (past && past->kind == PastKind::Count && least) {
    const bool happened = (node.op == BinaryOp::AtLeast && *least >= 1) ||
                          (node.op == BinaryOp::More && *least >= 0) ||
                          (node.op == BinaryOp::Is && *least >= 1);
    if (happened) unite(all, implied_by_past(*past));
  }
  return all;
}

KnownSet Narrowing::implied_by_definition(uint32_t index, bool met, Strength strength) {
  const auto key = std::make_tuple(index, met, strength);
  if (const auto found = definition_implied_.find(key); found != definition_implied_.end())
    return found->second;
  const std::vector<ExprId> values = values_of(program_.definitions[index]);
  const bool is_condition = program_.definitions[index].kind == Definition::Kind::Condition;
  KnownSet result = is_condition && values.size() == 1 ? implied(values.front(), met, strength) : KnownSet{};
  definition_implied_.emplace(key, result);
  return result;
}

KnownSet Narrowing::join(const std::vector<ExprId>& conditions, bool met, Strength strength, bool all) {
  KnownSet result = implied(conditions.front(), met, strength);
  for (size_t i = 1; i < conditions.size(); ++i) {
    const KnownSet next = implied(conditions[i], met, strength);
    if (all)
      unite(result, next);
    else
      result = intersect(result, next);
  }
  return result;
}

}  // namespace lead::semantics
