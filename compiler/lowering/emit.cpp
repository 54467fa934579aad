#include "compiler/lowering/emit.h"

#include <algorithm>
#include <cassert>

namespace lead::lowering {

namespace {

constexpr uint32_t kNowhere = UINT32_MAX;

}  // namespace

void Section::want(NodeId node) {
  if (node != kNoNode) wanted_.push_back(node);
}

artefact::CodeT Section::finish() {
  artefact::CodeT code;
  std::vector<NodeId> slice;
  for (std::vector<NodeId> open = wanted_; !open.empty();) {
    const NodeId node = open.back();
    open.pop_back();
    if (node == kNoNode || !places_.try_emplace(node, kNowhere).second) continue;
    slice.push_back(node);
    open.insert(open.end(), {nodes_[node].a, nodes_[node].b, nodes_[node].c});
  }
  std::sort(slice.begin(), slice.end());
  const auto field = [&](NodeId operand) { return operand == kNoNode ? 0 : places_.at(operand); };
  for (const NodeId id : slice) {
    const Node& node = nodes_[id];
    uint32_t& next = artefact::info(node.op).result == artefact::Bank::Word ? code.words : code.texts;
    const uint32_t place = next++;
    places_[id] = place;
    const uint32_t c = node.months != 0 ? static_cast<uint32_t>(node.months) : field(node.c);
    code.instructions.emplace_back(static_cast<uint16_t>(node.op), place, field(node.a), field(node.b), c,
                                   node.ref, node.k);
  }
  return code;
}

uint32_t Section::place(NodeId node) const {
  const auto found = places_.find(node);
  assert(found != places_.end() && found->second != kNowhere);
  return found->second;
}

int32_t Section::place_or_none(NodeId node) const {
  return node == kNoNode ? -1 : static_cast<int32_t>(place(node));
}

}  // namespace lead::lowering
