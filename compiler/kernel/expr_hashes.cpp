#include "compiler/kernel/expr_hashes.h"

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

namespace lead::kernel {
namespace {

using artefact::EffectKind;
using artefact::Opcode;

// Operations whose operands may be taken in any order and any grouping. Products round, so they may not be
// regrouped.
bool is_associative(Opcode op) {
  return op == Opcode::And || op == Opcode::Or || op == Opcode::Add || op == Opcode::Least ||
         op == Opcode::Greatest;
}

bool is_commutative(Opcode op) {
  return is_associative(op) || op == Opcode::Multiply || op == Opcode::Equal || op == Opcode::NotEqual ||
         op == Opcode::TextEqual || op == Opcode::TextNotEqual;
}

void add_latch(CanonicalBytes& bytes, const Latch& latch) {
  bytes.count(latch.from.size());
  for (size_t i = 0; i < latch.from.size(); ++i) {
    bytes.word(latch.from[i]);
    bytes.word(latch.until[i]);
  }
}

// Its rows are data (the data hash has them), so it counts by its name and by what it is asked and gives.
void add_lookup(CanonicalBytes& bytes, const Kernel& kernel, const artefact::LookupT& lookup) {
  bytes.text(lookup.name);
  bytes.kind(lookup.key);
  bytes.kind(lookup.type->kind);
  if (lookup.type->kind == artefact::FieldKind::Choice)
    bytes.text(kernel.schema.choices[lookup.type->names]->name);
  bytes.text(lookup.type->currency);
}

}  // namespace

void add_decay(CanonicalBytes& bytes, const artefact::Decay& decay) {
  bytes.kind(decay.kind());
  bytes.word(decay.period_ms());
  bytes.word(decay.amount());
}

void add_period(CanonicalBytes& bytes, const artefact::Period& period) {
  bytes.word(period.ms());
  bytes.word(period.months());
}

void add_rule(CanonicalBytes& bytes, const Kernel& kernel, int32_t rule) {
  bytes.flag(rule >= 0);
  if (rule < 0) return;
  const Rule& of = kernel.rules[static_cast<size_t>(rule)];
  bytes.text(kernel.scores[of.score].name);
  bytes.text(of.name);
}

void add_door(CanonicalBytes& bytes, const Kernel& kernel, uint32_t door) {
  const Door& of = kernel.doors[door];
  const Lifecycle& lifecycle = kernel.lifecycles[of.lifecycle];
  bytes.text(lifecycle.name);
  bytes.text(kernel.schema.name_lists[lifecycle.names]->names[of.stage]);
  bytes.flag(of.is_leaving);
}

// Operands stand before their users, and the guards of a recording before what reads it
// (INVARIANT(kernel_order)): wishes are passed on from the last expression to the first, hashes are made from
// the first to the last.
ExprHashes::ExprHashes(const Kernel& kernel)
    : kernel_(kernel),
      wanted_(kernel.exprs.size()),
      hashes_(kernel.exprs.size()),
      pushes_(kernel.windows.size()),
      touches_(kernel.marks.size()) {
  for (uint32_t i = 0; i < kernel.reactions.size(); ++i) {
    const Reaction& reaction = kernel.reactions[i];
    if (reaction.effect == EffectKind::Push) pushes_[static_cast<size_t>(reaction.target)].push_back(i);
    if (reaction.effect == EffectKind::Touch) touches_[static_cast<size_t>(reaction.target)].push_back(i);
  }
  want_roots();
  for (uint32_t i = kernel.exprs.size(); i-- > 0;) {
    if (wanted_[i] == 0) continue;
    for (const Operand& operand : operands(ExprId{i})) want(operand.id);
  }
  for (uint32_t i = 0; i < kernel.exprs.size(); ++i) {
    if (wanted_[i] != 0) hashes_[i] = hash(ExprId{i});
  }
}

void ExprHashes::want_routing() {
  for (const Team& team : kernel_.teams) want(team.guard);
  for (const Role& role : kernel_.roles) want(role.load);
  for (const Route& route : kernel_.routes) {
    want(route.remember_key);
    for (const RouteRow& row : route.rows)
      for (const ExprId expr : {row.guard, row.person, row.key, row.eligible}) want(expr);
  }
}

void ExprHashes::want_roots() {
  for (const Reaction& reaction : kernel_.reactions) {
    want(reaction.guard);
    want(reaction.amount);
    want(reaction.key);
  }
  for (const Edge& edge : kernel_.edges) want(edge.condition);
  for (const Ignore& ignore : kernel_.ignores) want(ignore.guard);
  for (const Transition& transition : kernel_.transitions) {
    want(transition.guard);
    want(transition.condition);
    want(transition.reason);
  }
  for (const Signal& signal : kernel_.signals) {
    want(signal.guard);
    want(signal.since);
  }
  for (const Clock& clock : kernel_.clocks) {
    want(clock.by);
    want(clock.pause);
    for (const Target& target : clock.targets) {
      want(target.when);
      want(target.until);
    }
  }
  want_routing();
  for (const Output& output : kernel_.outputs) {
    want(output.expr);
    want(output.value);
  }
  for (const Score& score : kernel_.scores) {
    want(score.sum);
    want(score.value);
    for (const Part& part : score.parts) {
      want(part.raw);
      want(part.shown);
    }
    for (const Group& group : score.groups) {
      want(group.raw);
      want(group.shown);
    }
  }
}

// Of a chain of one associative operation: everything below it that is something else. A value that the chain
// reaches in several ways is looked at once, with the sum of the ways: definitions that use definitions twice
// would unfold for ever.
std::vector<ExprHashes::Operand> ExprHashes::operands(ExprId id) const {
  const Expr& top = kernel_.exprs[id];
  std::vector<Operand> leaves;
  if (!is_associative(top.op)) {
    for (const ExprId operand : {top.a, top.b, top.c}) {
      if (operand) leaves.push_back({operand});
    }
    return leaves;
  }
  std::map<ExprId, uint64_t, std::greater<>> open;  // users before operands
  ++open[top.a], ++open[top.b];
  while (!open.empty()) {
    const auto [next, times] = *open.begin();
    open.erase(open.begin());
    const Expr& expr = kernel_.exprs[next];
    if (expr.op == top.op) {
      open[expr.a] += times, open[expr.b] += times;
    } else {
      leaves.push_back({next, top.op == Opcode::Add ? times : 1});
    }
  }
  return leaves;
}

void ExprHashes::add(CanonicalBytes& bytes, ExprId id) const {
  bytes.flag(static_cast<bool>(id));
  if (id) bytes.hash_of(of(id));
}

Hash ExprHashes::recording(EffectKind effect, uint32_t slot) const {
  std::vector<Hash> sources;
  for (const uint32_t index : effect == EffectKind::Push ? pushes_[slot] : touches_[slot]) {
    const Reaction& reaction = kernel_.reactions[index];
    CanonicalBytes source;
    if (reaction.cause == artefact::CauseKind::Door) add_door(source, kernel_, reaction.source);
    if (reaction.cause == artefact::CauseKind::Event)
      source.text(kernel_.schema.events[reaction.source]->name);
    add(source, reaction.guard);
    add(source, reaction.amount);
    sources.push_back(source.hash());
  }
  CanonicalBytes bytes;
  bytes.kind(effect);
  if (effect == EffectKind::Push) {
    bytes.flag(kernel_.windows[slot].unbounded);
    bytes.flag(kernel_.windows[slot].values);
    add_period(bytes, kernel_.windows[slot].keep);
  } else {
    bytes.flag(kernel_.marks[slot].first);
    bytes.kind(kernel_.marks[slot].value);
  }
  bytes.sorted_hashes(std::move(sources));
  return bytes.hash();
}

Hash ExprHashes::hash(ExprId id) const {
  const Expr& expr = kernel_.exprs[id];
  CanonicalBytes bytes;
  bytes.text(artefact::info(expr.op).name);
  bytes.word(expr.k);
  bytes.word(expr.months);
  add_reference(bytes, expr);
  std::vector<std::pair<Hash, uint64_t>> below;
  for (const Operand& operand : operands(id)) below.emplace_back(of(operand.id), operand.times);
  if (is_commutative(expr.op)) std::sort(below.begin(), below.end());
  bytes.count(below.size());
  for (const auto& [operand, times] : below) {
    bytes.hash_of(operand);
    bytes.count(times);
  }
  return bytes.hash();
}

// What `ref` stands for, by content. Attributes and fields count by their place in their block, which is
// hashed too.
void ExprHashes::add_reference(CanonicalBytes& bytes, const Expr& expr) const {
  switch (expr.op) {
    case Opcode::TextConstant:
      return bytes.text(kernel_.text_constants[expr.ref]);
    case Opcode::InSet:
      bytes.count(kernel_.int_sets[expr.ref].values.size());
      for (const int64_t word : kernel_.int_sets[expr.ref].values) bytes.word(word);
      return;
    case Opcode::TextInList:
    case Opcode::TextHasAnyWord:
      return bytes.sorted_texts(kernel_.text_lists[expr.ref].items);
    case Opcode::Lookup:
    case Opcode::LookupText:
    case Opcode::Find:
    case Opcode::FindText:
      return add_lookup(bytes, kernel_, kernel_.lookups[expr.ref]);
    case Opcode::TextMatches:
      return bytes.text(kernel_.patterns[expr.ref]);
    case Opcode::WindowCount:
    case Opcode::WindowSum:
    case Opcode::WindowLeast:
    case Opcode::WindowGreatest:
    case Opcode::WindowDistinct:
      return bytes.hash_of(recording(EffectKind::Push, expr.ref));
    case Opcode::MarkInstant:
    case Opcode::MarkValue:
    case Opcode::MarkText:
      return bytes.hash_of(recording(EffectKind::Touch, expr.ref));
    case Opcode::Ledger: {
      const artefact::LedgerT& ledger = kernel_.ledgers[expr.ref];
      add_decay(bytes, ledger.decay);
      bytes.flag(ledger.minus);
      return add_rule(bytes, kernel_, static_cast<int32_t>(ledger.rule));
    }
    case Opcode::Balance:
      bytes.word(kernel_.balances[expr.ref].low);
      bytes.word(kernel_.balances[expr.ref].high);
      for (const Score& score : kernel_.scores) {
        if (score.balance == static_cast<int32_t>(expr.ref)) bytes.text(score.name);
      }
      return;
    case Opcode::Stage:
    case Opcode::StageSince:
      return bytes.text(kernel_.lifecycles[expr.ref].name);
    case Opcode::Clock:
      return bytes.text(kernel_.clocks[expr.ref].name);
    case Opcode::Band:
      return add_latch(bytes, kernel_.latches[expr.ref]);
    default:
      bytes.count(expr.ref);
  }
}

}  // namespace lead::kernel
