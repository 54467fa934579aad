// Expressions on their way from the kernel to code: the same operations, folded and shared.
//
// `Nodes` is a list in topological order, like the kernel's. `intern` adds a node or answers with an equal
// one, after it has tried to do away with it: constants are computed by the VM's own bodies, and what cannot
// matter is left out
// (`x and yes` is `x`, a ladder with equal steps is the step). Every rewrite keeps value and presence on
// every input.
//
//   Nodes nodes(tables, text_constants, /*optimise=*/true);
//   NodeId sum = nodes.intern({.op = Opcode::Add, .a = x, .b = y});
//
// With `optimise` off nothing is folded or shared: each call adds its node. Never fails. Logarithmic a node.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "runtime/artefact/opcode.h"
#include "runtime/vm/source.h"
#include "runtime/vm/tables.h"

namespace lead::lowering {

using NodeId = uint32_t;
inline constexpr NodeId kNoNode = UINT32_MAX;

struct Node {
  artefact::Opcode op = artefact::Opcode::Absent;
  NodeId a = kNoNode, b = kNoNode, c = kNoNode;
  uint32_t ref = 0;
  int64_t k = 0;
  int32_t months = 0;
  friend bool operator==(const Node&, const Node&) = default;
};

class Nodes {
 public:
  // `tables` answers for sets, lists and local time; `text_constants` receives texts that folding makes, and
  // is the list that TextConstant refers to. Both must outlive this.
  Nodes(const vm::Tables& tables, std::vector<std::string>& text_constants, bool optimise)
      : tables_(tables), text_constants_(text_constants), optimise_(optimise) {}

  NodeId intern(Node node);
  NodeId constant(int64_t value) { return intern({.op = artefact::Opcode::Constant, .k = value}); }
  NodeId absent() { return intern({.op = artefact::Opcode::Absent}); }
  NodeId text_constant(std::string_view text);

  [[nodiscard]] const Node& operator[](NodeId id) const { return nodes_[id]; }
  [[nodiscard]] uint32_t size() const { return static_cast<uint32_t>(nodes_.size()); }

 private:
  using Key = std::tuple<artefact::Opcode, NodeId, NodeId, NodeId, uint32_t, int64_t, int32_t>;
  struct Facts {
    bool always_known = false;  // never missing, on any input
    bool is_truth = false;      // always known, and 0 or 1
  };

  NodeId add(const Node& node);
  NodeId share(Node node);
  [[nodiscard]] std::optional<int64_t> constant_at(NodeId id) const;
  [[nodiscard]] bool is(NodeId id, artefact::Opcode op) const { return nodes_[id].op == op; }
  [[nodiscard]] bool is_literal(NodeId id) const;
  [[nodiscard]] Facts facts_of(const Node& node) const;

  // Each answers with the node that stands for `node`, or nothing where it has no better one.
  std::optional<NodeId> fold(const Node& node);
  std::optional<NodeId> simplify(const Node& node);
  std::optional<NodeId> simplify_arithmetic(const Node& node);
  std::optional<NodeId> simplify_comparison(const Node& node);
  std::optional<NodeId> simplify_logic(const Node& node);
  std::optional<NodeId> simplify_choice(const Node& node);
  std::optional<NodeId> simplify_text(const Node& node);

  const vm::Tables& tables_;
  std::vector<std::string>& text_constants_;
  bool optimise_;
  std::vector<Node> nodes_;
  std::vector<Facts> facts_;  // by node
  std::map<Key, NodeId> known_;
  std::map<std::string, uint32_t, std::less<>>
      texts_;  // CACHE: places in text_constants_ that were asked for
};

}  // namespace lead::lowering
