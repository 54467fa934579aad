#include "compiler/semantics/polarity.h"

#include <algorithm>
#include <utility>

namespace lead::semantics {

using syntax::BinaryOp;
using syntax::ExprId;
using syntax::PastKind;

Polarity PolarityReader::read_condition(ExprId id, const KnownSet& known) {
  Polarity result;
  Polarity* outer = std::exchange(out_, &result);
  std::map<std::string, size_t> counts;
  for (const std::string& key : known) counts[key] = 1;
  const Known given{nullptr, &counts, nullptr};
  Frame frame;
  frame.known_up = frame.known_down = &given;
  condition(id, frame);
  out_ = outer;
  return result;
}

Polarity PolarityReader::read_silence(ExprId where) {
  Polarity result;
  Polarity* outer = std::exchange(out_, &result);
  Frame frame;
  frame.sign = Sign{}.flipped();
  frame.culprit = where;
  frame.where = where;
  condition(where, frame);
  out_ = outer;
  return result;
}

const Polarity& PolarityReader::read_definition(uint32_t index) {
  if (const auto found = definitions_.find(index); found != definitions_.end()) return found->second;
  Polarity result;
  Polarity* outer = std::exchange(out_, &result);
  const Definition& definition = program_.definitions[index];
  const auto& decl = std::get<syntax::DefineDecl>(tree_.decls[definition.decl].node);
  if (const auto* body = std::get_if<syntax::ExprBody>(&decl.body)) {
    if (definition.kind == Definition::Kind::Condition) condition(body->expr, {});
    if (definition.kind == Definition::Kind::Value) value(body->expr, {});
  }
  out_ = outer;
  return definitions_.emplace(index, std::move(result)).first->second;
}

// The frame of a part that its parent reads with `sign`. Where that makes missing things raise for the first
// time, the parent is the culprit: in front of it both honest spellings can be written.
PolarityReader::Frame PolarityReader::inner(const Frame& frame, ExprId parent, Sign sign) const {
  Frame part = frame;
  part.sign = sign;
  part.around = Around::Tight;
  if (sign.down && !frame.sign.down) {
    part.culprit = parent;
    part.culprit_around = frame.around;
  }
  return part;
}

void PolarityReader::condition(ExprId id, const Frame& frame) {
  if (!id) return;
  const syntax::Expr& expr = tree_.exprs[id];
  if (const auto* unary = std::get_if<syntax::UnaryExpr>(&expr.node);
      unary && unary->op == syntax::UnaryOp::Not) {
    return condition(unary->operand, inner(frame, id, frame.sign.flipped()));
  }
  if (const auto* binary = std::get_if<syntax::BinaryExpr>(&expr.node)) {
    if (binary->op == BinaryOp::And || binary->op == BinaryOp::Or) {
      std::vector<ExprId> parts;
      std::vector<ExprId> open{id};  // a chain of one operator, left to right
      while (!open.empty()) {
        const ExprId next = open.back();
        open.pop_back();
        const auto* same = std::get_if<syntax::BinaryExpr>(&tree_.exprs[next].node);
        if (same && same->op == binary->op)
          open.insert(open.end(), {same->right, same->left});
        else
          parts.push_back(next);
      }
      Frame part = frame;
      part.around = binary->op == BinaryOp::And ? Around::And : Around::Free;
      return junction(parts, part, binary->op == BinaryOp::And);
    }
    return binary->op == BinaryOp::OrElse ? atom(id, frame) : comparison(id, *binary, frame);
  }
  if (const auto* node = std::get_if<syntax::KnownExpr>(&expr.node)) return known(id, *node, frame);
  if (const auto* node = std::get_if<syntax::CountedExpr>(&expr.node)) return counted(id, *node, frame);
  if (const auto* node = std::get_if<syntax::PastExpr>(&expr.node)) return past(id, *node, frame);
  if (const auto* node = std::get_if<syntax::BetweenExpr>(&expr.node)) {
    for (ExprId part : {node->operand, node->low, node->high}) {
      atom(part, frame);
      value(part, inner(frame, id, Sign::both()));
    }
    return;
  }
  if (const auto* node = std::get_if<syntax::AgoExpr>(&expr.node)) {
    const bool later = node->op == BinaryOp::Less || node->op == BinaryOp::AtMost;
    atom(node->operand, frame);
    return value(node->operand, inner(frame, id, later ? frame.sign : frame.sign.flipped()));
  }
  if (const auto* node = std::get_if<syntax::CallExpr>(&expr.node)) {
    for (ExprId arg : node->args) atom(arg, frame);
    return;
  }
  if (program_.exprs[id.value].symbol == SymbolKind::Definition)
    return definition(id, program_.exprs[id.value].index, frame);
  atom(id, frame);
}

// Parts of which all (or one) must be met. What the other parts say is known where this one matters: where
// all must be met for the direction asked about, everything that they imply; otherwise only what they say in
// so many words, because two comparisons cannot vouch for each other (`not (x > 5 and x > 10)` is met where x
// is missing).
void PolarityReader::junction(const std::vector<ExprId>& parts, const Frame& frame, bool all) {
  const bool one_direction = frame.sign.up != frame.sign.down;
  // With the sign up, raising wants the parts met and lowering wants them not met; with the sign down the
  // reverse.
  const bool raising_wants_all = frame.sign.up == all;
  std::vector<KnownSet> said, any;
  std::map<std::string, size_t> said_counts, any_counts;
  for (ExprId part : parts) {
    said.push_back(narrowing_.implied(part, all, Strength::Said));
    any.push_back(one_direction ? narrowing_.implied(part, all, Strength::Any) : said.back());
    for (const std::string& key : said.back()) ++said_counts[key];
    for (const std::string& key : any.back()) ++any_counts[key];
  }
  for (size_t i = 0; i < parts.size(); ++i) {
    const Known up{frame.known_up, raising_wants_all ? &said_counts : &any_counts,
                   raising_wants_all ? &said[i] : &any[i]};
    const Known down{frame.known_down, raising_wants_all ? &any_counts : &said_counts,
                     raising_wants_all ? &any[i] : &said[i]};
    Frame part = frame;
    part.known_up = &up;
    part.known_down = &down;
    condition(parts[i], part);
  }
}

bool PolarityReader::Known::contains(const std::string& key) const {
  for (const Known* known = this; known != nullptr; known = known->around) {
    const auto found = known->counts->find(key);
    if (found == known->counts->end()) continue;
    if (found->second > (known->own != nullptr && known->own->contains(key) ? 1u : 0u)) return true;
  }
  return false;
}

void PolarityReader::comparison(ExprId id, const syntax::BinaryExpr& node, const Frame& frame) {
  if (const auto asked = narrowing_.asked_of(node); asked.condition) {
    return condition(asked.condition, inner(frame, id, asked.met ? frame.sign : frame.sign.flipped()));
  }
  atom(node.left, frame);
  atom(node.right, frame);
  const bool against_nothing = program_.exprs[node.right.value].word == int64_t{0} &&
                               std::holds_alternative<syntax::PastExpr>(tree_.exprs[node.left].node);
  Sign left = Sign::both();
  switch (node.op) {
    case BinaryOp::Less:
    case BinaryOp::AtMost:
      left = frame.sign.flipped();
      break;
    case BinaryOp::More:
    case BinaryOp::AtLeast:
      left = frame.sign;
      break;
    case BinaryOp::Is:
      if (against_nothing) left = frame.sign.flipped();
      break;
    case BinaryOp::IsNot:
      if (against_nothing) left = frame.sign;
      break;
    case BinaryOp::In:
    case BinaryOp::NotIn:
    case BinaryOp::StartsWith:
    case BinaryOp::EndsWith:
    case BinaryOp::Contains:
    case BinaryOp::Matches:
    case BinaryOp::HasAnyWordOf:
    case BinaryOp::Has:
    case BinaryOp::HasAnyOf:
    case BinaryOp::HasAllOf:
    case BinaryOp::Or:
    case BinaryOp::And:
    case BinaryOp::OrElse:
    case BinaryOp::Add:
    case BinaryOp::Subtract:
    case BinaryOp::Multiply:
    case BinaryOp::Divide:
      break;
  }
  value(node.left, inner(frame, id, left));
  value(node.right, inner(frame, id, left.flipped()));
}

// `is known` says it all about its operand; what an event in the operand's past had missing is another
// matter.
void PolarityReader::known(ExprId id, const syntax::KnownExpr& node, const Frame& frame) {
  const auto* past_node = std::get_if<syntax::PastExpr>(&tree_.exprs[node.operand].node);
  if (past_node == nullptr || !past_node->where) return;
  Frame part = inner(frame, id, node.known ? frame.sign : frame.sign.flipped());
  part.where = past_node->where;
  part.known_up = part.known_down = nullptr;
  part.around = Around::Free;
  condition(past_node->where, part);
}

void PolarityReader::counted(ExprId id, const syntax::CountedExpr& node, const Frame& frame) {
  const Counting counting = counting_of(node);
  Sign sign = counting.flipped ? frame.sign.flipped() : frame.sign;
  if (counting.exact) sign = Sign::both();
  Frame part = inner(frame, id, sign);
  part.around = Around::Free;
  if (counting.junction != Junction::Some)
    return junction(node.conditions, part, counting.junction == Junction::All);
  for (ExprId each : node.conditions) condition(each, part);
}

// --- values: which way the events they count push them
// ---------------------------------------------------------------
void PolarityReader::value(ExprId id, const Frame& frame) {
  if (!id) return;
  const syntax::Expr& expr = tree_.exprs[id];
  const TypedExpr& typed = program_.exprs[id.value];
  if (const auto* unary = std::get_if<syntax::UnaryExpr>(&expr.node);
      unary && unary->op == syntax::UnaryOp::Negate) {
    return value(unary->operand, inner(frame, id, frame.sign.flipped()));
  }
  if (const auto* binary = std::get_if<syntax::BinaryExpr>(&expr.node);
      binary && binary->op >= BinaryOp::OrElse) {
    return arithmetic(id, *binary, frame);
  }
  if (const auto* call = std::get_if<syntax::CallExpr>(&expr.node)) {
    for (ExprId arg : call->args) value(arg, frame);  // the least and the greatest move with their arguments
    return;
  }
  if (const auto* node = std::get_if<syntax::PastExpr>(&expr.node)) return past(id, *node, frame);
  if (typed.type.kind == TypeKind::YesNo && !typed.may_be_missing) return condition(id, frame);
  if (typed.symbol == SymbolKind::Definition) definition(id, typed.index, frame);
}

void PolarityReader::arithmetic(ExprId id, const syntax::BinaryExpr& node, const Frame& frame) {
  const auto by = [&](ExprId factor) {
    const auto& word = program_.exprs[factor.value].word;
    if (!word) return Sign::both();
    return *word >= 0 ? frame.sign : frame.sign.flipped();
  };
  if (node.op == BinaryOp::Multiply || node.op == BinaryOp::Divide) {
    value(node.left, inner(frame, id, by(node.right)));
    value(node.right, inner(frame, id, node.op == BinaryOp::Divide ? Sign::both() : by(node.left)));
    return;
  }
  value(node.left, frame);
  value(node.right, node.op == BinaryOp::Subtract ? inner(frame, id, frame.sign.flipped()) : frame);
}

// Whether the field of every event that is looked at is declared to be zero or more.
bool PolarityReader::is_never_negative(ExprId id, const syntax::PastExpr& node) const {
  const TypedExpr& read = program_.exprs[node.field.value];
  if (read.symbol != SymbolKind::PayloadField) return false;
  for (const uint32_t event : program_.event_sets[program_.exprs[id.value].index]) {
    for (const auto& field : program_.schema.events[event]->fields) {
      if (field->name == read.name && (!field->type || field->type->low < 0)) return false;
    }
  }
  return true;
}

void PolarityReader::past(ExprId id, const syntax::PastExpr& node, const Frame& frame) {
  if (!node.where) return;
  Sign sign = frame.sign;
  if (node.kind == PastKind::No) sign = sign.flipped();
  if (node.kind == PastKind::First) sign = Sign::both();  // more events: sooner, but also known at all
  // More events: other values; but no less of them, and no smaller sum of what is never below zero.
  const bool only_adds = node.kind == PastKind::Distinct || node.kind == PastKind::Greatest ||
                         (node.kind == PastKind::Sum && is_never_negative(id, node));
  if (node.field && !only_adds) sign = Sign::both();
  Frame part = inner(frame, id, sign);
  part.where = node.where;
  part.known_up = part.known_down = nullptr;  // the clause judges each event as it came, not the lead of now
  part.around = Around::Free;
  condition(node.where, part);
}

void PolarityReader::definition(ExprId id, uint32_t index, const Frame& frame) {
  const Definition& definition = program_.definitions[index];
  const Polarity& polarity = read_definition(index);
  const auto pass = [&](MissingRead read, const Frame& as) {
    if (!read.reader) read.reader = index;
    record(read, as);
  };
  for (const MissingRead& read : polarity.lowers) pass(read, frame);
  if (definition.kind == Definition::Kind::Condition)
    return;  // what raises it has been reported where it is declared
  const Frame reversed = inner(frame, id, frame.sign.flipped());
  for (const Offence& offence : polarity.raises) pass(offence.read, reversed);
}

void PolarityReader::atom(ExprId operand, const Frame& frame) {
  for (const MissingRead& read : narrowing_.needs(operand)) record(read, frame);
}

void PolarityReader::record(const MissingRead& read, const Frame& frame) {
  MissingRead placed = read;
  if (!placed.where) placed.where = frame.where;
  const bool of_now = placed.where == frame.where;
  const auto is_known = [&](const Known* known) {
    return of_now && known != nullptr && known->contains(placed.key);
  };
  const bool lowers = frame.sign.up && !is_known(frame.known_up);
  const bool raises = frame.sign.down && !is_known(frame.known_down);
  const auto same = [&](const MissingRead& r) { return r.key == placed.key && r.where == placed.where; };
  if (lowers && std::none_of(out_->lowers.begin(), out_->lowers.end(), same)) {
    if (out_->lowers.size() >= kMaxReads) placed.key = kTooMany;
    if (out_->lowers.size() <= kMaxReads) out_->lowers.push_back(placed);
  }
  const auto there = [&](const Offence& o) { return same(o.read) && o.culprit == frame.culprit; };
  if (raises && std::none_of(out_->raises.begin(), out_->raises.end(), there)) {
    if (out_->raises.size() >= kMaxReads) placed.key = kTooMany;
    if (out_->raises.size() <= kMaxReads)
      out_->raises.push_back({placed, frame.culprit, frame.culprit_around});
  }
}

}  // namespace lead::semantics
