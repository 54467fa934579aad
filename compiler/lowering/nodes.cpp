#include "compiler/lowering/nodes.h"

#include <algorithm>
#include <array>

#include "runtime/vm/execute.h"

namespace lead::lowering {

namespace {

using artefact::Bank;
using artefact::Opcode;

bool is_commutative(Opcode op) {
  switch (op) {
    case Opcode::Add:
    case Opcode::Multiply:
    case Opcode::Least:
    case Opcode::Greatest:
    case Opcode::Equal:
    case Opcode::NotEqual:
    case Opcode::And:
    case Opcode::Or:
    case Opcode::TextEqual:
    case Opcode::TextNotEqual:
      return true;
    default:
      return false;  // order matters, or there are no two operands
  }
}

bool is_leaf(Opcode op) {
  const artefact::OpcodeInfo& info = artefact::info(op);
  return info.word_operands + info.text_operands == 0;
}

// Operations whose answer rests on nothing but their operands and tables that are complete while lowering
// runs.
bool can_fold(Opcode op) {
  return !is_leaf(op) && op != Opcode::Band && op != Opcode::TextMatches && op != Opcode::TextHasAnyWord;
}

// The operands in the order of fields a, b, c, without the empty ones.
std::vector<NodeId> operands_of(const Node& node) {
  std::vector<NodeId> operands;
  for (const NodeId id : {node.a, node.b, node.c}) {
    if (id != kNoNode) operands.push_back(id);
  }
  return operands;
}

// No lead at all: folding asks for nothing but tables.
class NoLead {
 public:
  explicit NoLead(const vm::Tables& tables) : tables_(tables) {}
  [[nodiscard]] vm::Word attribute(uint32_t) const { return {}; }
  [[nodiscard]] vm::Text attribute_text(uint32_t) const { return {}; }
  [[nodiscard]] vm::Word payload(uint32_t) const { return {}; }
  [[nodiscard]] vm::Text payload_text(uint32_t) const { return {}; }
  [[nodiscard]] int64_t now_ms() const { return 0; }
  [[nodiscard]] int64_t born_ms() const { return 0; }
  [[nodiscard]] int64_t ledger(uint32_t) const { return 0; }
  [[nodiscard]] int64_t balance(uint32_t) const { return 0; }
  [[nodiscard]] int64_t stage(uint32_t) const { return 0; }
  [[nodiscard]] int64_t stage_since_ms(uint32_t) const { return 0; }
  [[nodiscard]] int64_t clock(uint32_t) const { return 0; }
  [[nodiscard]] int64_t window_count(uint32_t, int64_t, int32_t) const { return 0; }
  [[nodiscard]] vm::Word window_value(artefact::Opcode, uint32_t, int64_t, int32_t) const { return {}; }
  [[nodiscard]] vm::Word mark(uint32_t) const { return {}; }
  [[nodiscard]] vm::Word mark_value(uint32_t) const { return {}; }
  [[nodiscard]] vm::Text mark_text(uint32_t) const { return {}; }
  [[nodiscard]] uint64_t latch_state(uint32_t) const { return 0; }
  [[nodiscard]] const vm::Tables& tables() const { return tables_; }

 private:
  const vm::Tables& tables_;
};

}  // namespace

NodeId Nodes::intern(Node node) {
  if (!optimise_) return add(node);
  if (is_commutative(node.op) && node.b < node.a) std::swap(node.a, node.b);
  if (const auto folded = fold(node)) return *folded;
  if (const auto simpler = simplify(node)) return *simpler;
  return share(node);
}

NodeId Nodes::add(const Node& node) {
  facts_.push_back(facts_of(node));
  nodes_.push_back(node);
  return static_cast<NodeId>(nodes_.size() - 1);
}

NodeId Nodes::share(Node node) {
  const Key key{node.op, node.a, node.b, node.c, node.ref, node.k, node.months};
  const auto found = known_.find(key);
  if (found != known_.end()) return found->second;
  const NodeId id = add(node);
  known_.emplace(key, id);
  return id;
}

NodeId Nodes::text_constant(std::string_view text) {
  auto found = texts_.find(text);
  if (found == texts_.end()) {
    const auto same = std::find(text_constants_.begin(), text_constants_.end(), text);
    const auto place = static_cast<uint32_t>(same - text_constants_.begin());
    if (same == text_constants_.end()) text_constants_.emplace_back(text);
    found = texts_.emplace(std::string(text), place).first;
  }
  return intern({.op = Opcode::TextConstant, .ref = found->second});
}

std::optional<int64_t> Nodes::constant_at(NodeId id) const {
  if (id == kNoNode || !is(id, Opcode::Constant)) return std::nullopt;
  return nodes_[id].k;
}

namespace {

// Gives 0 or 1 and is never missing, whatever its operands are.
bool is_condition(Opcode op) {
  switch (op) {
    case Opcode::Equal:
    case Opcode::NotEqual:
    case Opcode::Less:
    case Opcode::LessEqual:
    case Opcode::IsKnown:
    case Opcode::InSet:
    case Opcode::TextEqual:
    case Opcode::TextNotEqual:
    case Opcode::TextStartsWith:
    case Opcode::TextEndsWith:
    case Opcode::TextContains:
    case Opcode::TextMatches:
    case Opcode::TextHasAnyWord:
    case Opcode::TextInList:
    case Opcode::TextSameName:
    case Opcode::TextIsKnown:
    case Opcode::HasItem:
    case Opcode::HasAny:
    case Opcode::HasAll:
      return true;
    default:
      return false;
  }
}

}  // namespace

bool Nodes::is_literal(NodeId id) const {
  return is(id, Opcode::Constant) || is(id, Opcode::Absent) || is(id, Opcode::TextConstant) ||
         is(id, Opcode::AbsentText);
}

Nodes::Facts Nodes::facts_of(const Node& node) const {
  const auto known = [&](NodeId id) { return facts_[id].always_known; };
  const auto truth = [&](NodeId id) { return facts_[id].is_truth; };
  if (is_condition(node.op)) return {true, true};
  switch (node.op) {  // what is not listed may be missing
    case Opcode::Constant:
      return {true, node.k == 0 || node.k == 1};
    case Opcode::TextConstant:
    case Opcode::Now:
    case Opcode::BornAt:
    case Opcode::Ledger:
    case Opcode::Balance:
    case Opcode::WindowCount:
    case Opcode::WindowSum:
    case Opcode::WindowDistinct:
    case Opcode::Stage:
    case Opcode::StageSince:
    case Opcode::Clock:
      return {true, false};
    case Opcode::TextSelect:
    case Opcode::Add:
    case Opcode::Subtract:
    case Opcode::Multiply:
    case Opcode::Least:
    case Opcode::Greatest:
      return {known(node.a) && known(node.b), false};
    case Opcode::ItemCount:
    case Opcode::Negate:
    case Opcode::Scale:
    case Opcode::Round:
    case Opcode::DayOf:
    case Opcode::StartOf:
    case Opcode::AddMonths:
      return {known(node.a), false};
    case Opcode::OrElse:
    case Opcode::TextOrElse:
      return {known(node.a) || known(node.b), truth(node.a) && truth(node.b)};
    case Opcode::Select:
      return {known(node.b) && known(node.c), truth(node.b) && truth(node.c)};
    case Opcode::And:
    case Opcode::Or:
      return {true, truth(node.a) && truth(node.b)};
    case Opcode::Not:
      return {true, truth(node.a)};
    default:
      return {};
  }
}

// Runs the one operation on its literal operands, with the body that the VM has for it.
std::optional<NodeId> Nodes::fold(const Node& node) {
  if (!can_fold(node.op)) return std::nullopt;
  const std::vector<NodeId> operands = operands_of(node);
  if (!std::all_of(operands.begin(), operands.end(), [&](NodeId id) { return is_literal(id); }))
    return std::nullopt;
  artefact::CodeT code;
  std::array<uint32_t, 3> fields{};
  const auto literal = [&](NodeId id) {
    const Node& operand = nodes_[id];
    uint32_t& next = artefact::info(operand.op).result == Bank::Word ? code.words : code.texts;
    code.instructions.emplace_back(static_cast<uint16_t>(operand.op), next, 0, 0, 0, operand.ref, operand.k);
    return next++;
  };
  if (node.a != kNoNode) fields[0] = literal(node.a);
  if (node.b != kNoNode) fields[1] = literal(node.b);
  if (node.c != kNoNode) fields[2] = literal(node.c);
  const bool is_word = artefact::info(node.op).result == Bank::Word;
  const uint32_t dst = is_word ? code.words++ : code.texts++;
  code.instructions.emplace_back(static_cast<uint16_t>(node.op), dst, fields[0], fields[1], fields[2],
                                 node.ref, node.k);
  vm::Registers registers;
  registers.resize(code);
  vm::execute(code, NoLead(tables_), registers);
  if (is_word) return registers.words_known[dst] != 0 ? constant(registers.words[dst]) : absent();
  if (registers.texts_known[dst] == 0) return intern({.op = Opcode::AbsentText});
  return text_constant(std::string(registers.texts[dst]));  // a copy: adding a constant moves the others
}

std::optional<NodeId> Nodes::simplify(const Node& node) {
  if (const auto id = simplify_arithmetic(node)) return id;
  if (const auto id = simplify_comparison(node)) return id;
  if (const auto id = simplify_logic(node)) return id;
  if (const auto id = simplify_choice(node)) return id;
  return simplify_text(node);
}

std::optional<NodeId> Nodes::simplify_arithmetic(const Node& node) {
  const auto a = constant_at(node.a), b = constant_at(node.b);
  switch (node.op) {
    case Opcode::Add:
      if (a == 0) return node.b;
      if (b == 0) return node.a;
      break;
    case Opcode::Subtract:
      if (b == 0) return node.a;
      break;
    case Opcode::Multiply:
      if (a == node.k) return node.b;
      if (b == node.k) return node.a;
      break;
    case Opcode::Divide:
      if (b == node.k) return node.a;
      break;
    case Opcode::Scale:
    case Opcode::Round:
      if (node.k == 1) return node.a;
      return std::nullopt;
    case Opcode::Least:
    case Opcode::Greatest:
      if (node.a == node.b) return node.a;
      break;
    default:
      return std::nullopt;  // not arithmetic
  }
  if (is(node.a, Opcode::Absent) || is(node.b, Opcode::Absent)) return absent();
  return std::nullopt;
}

std::optional<NodeId> Nodes::simplify_comparison(const Node& node) {
  switch (node.op) {
    case Opcode::Equal:
    case Opcode::LessEqual:
      if (node.a == node.b) return intern({.op = Opcode::IsKnown, .a = node.a});
      break;
    case Opcode::NotEqual:
    case Opcode::Less:
      if (node.a == node.b) return constant(0);
      break;
    default:
      return std::nullopt;  // no comparison
  }
  if (is(node.a, Opcode::Absent) || is(node.b, Opcode::Absent)) return constant(0);
  return std::nullopt;
}

std::optional<NodeId> Nodes::simplify_logic(const Node& node) {
  if (node.op == Opcode::Not) {
    if (is(node.a, Opcode::Not) && facts_[nodes_[node.a].a].is_truth) return nodes_[node.a].a;
    return std::nullopt;
  }
  if (node.op != Opcode::And && node.op != Opcode::Or) return std::nullopt;
  if (!facts_[node.a].is_truth || !facts_[node.b].is_truth) return std::nullopt;
  const int64_t neutral = node.op == Opcode::And ? 1 : 0;
  for (const auto& [one, other] : {std::pair{node.a, node.b}, std::pair{node.b, node.a}}) {
    const auto value = constant_at(one);
    if (value == neutral) return other;
    if (value == 1 - neutral) return one;
  }
  if (node.a == node.b) return node.a;
  return std::nullopt;
}

std::optional<NodeId> Nodes::simplify_choice(const Node& node) {
  if (node.op == Opcode::IsKnown && facts_[node.a].always_known) return constant(1);
  if (node.op == Opcode::OrElse || node.op == Opcode::TextOrElse) {
    if (facts_[node.a].always_known || node.a == node.b) return node.a;
    if (is(node.a, Opcode::Absent) || is(node.a, Opcode::AbsentText)) return node.b;
    if (is(node.b, Opcode::Absent) || is(node.b, Opcode::AbsentText)) return node.a;
  }
  if (node.op == Opcode::TextSelect) {
    if (node.a == node.b) return node.a;
    if (const auto chosen = constant_at(node.c)) return *chosen != 0 ? node.a : node.b;
  }
  if (node.op != Opcode::Select) return std::nullopt;
  if (node.b == node.c) return node.b;
  if (const auto chosen = constant_at(node.a)) return *chosen != 0 ? node.b : node.c;
  if (!facts_[node.a].is_truth) return std::nullopt;
  if (is(node.a, Opcode::Not) && facts_[nodes_[node.a].a].is_truth) {
    return intern({.op = Opcode::Select, .a = nodes_[node.a].a, .b = node.c, .c = node.b});
  }
  const auto yes = constant_at(node.b), no = constant_at(node.c);
  if (yes == 1 && no == 0) return node.a;
  if (yes == 0 && no == 1) return intern({.op = Opcode::Not, .a = node.a});
  return std::nullopt;
}

std::optional<NodeId> Nodes::simplify_text(const Node& node) {
  switch (node.op) {
    case Opcode::TextEqual:
    case Opcode::TextStartsWith:
    case Opcode::TextEndsWith:
    case Opcode::TextContains:
      if (node.a == node.b) return intern({.op = Opcode::TextIsKnown, .a = node.a});
      break;
    case Opcode::TextNotEqual:
      if (node.a == node.b) return constant(0);
      break;
    case Opcode::TextIsKnown:
      if (facts_[node.a].always_known) return constant(1);
      return std::nullopt;
    default:
      return std::nullopt;  // no comparison of two texts
  }
  if (is(node.a, Opcode::AbsentText) || is(node.b, Opcode::AbsentText)) return constant(0);
  return std::nullopt;
}

}  // namespace lead::lowering
