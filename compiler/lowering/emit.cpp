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
  if (wanted_.empty()) return code;
  const NodeId end = *std::max_element(wanted_.begin(), wanted_.end()) + 1;
  std::vector<bool> is_needed(end, false);
  for (const NodeId node : wanted_) is_needed[node] = true;
  for (NodeId node = end; node-- > 0;) {
    if (!is_needed[node]) continue;
    for (const NodeId operand : {nodes_[node].a, nodes_[node].b, nodes_[node].c}) {
      if (operand != kNoNode) is_needed[operand] = true;
    }
  }
  places_.assign(end, kNowhere);
  const auto field = [&](NodeId operand) { return operand == kNoNode ? 0 : places_[operand]; };
  for (NodeId id = 0; id < end; ++id) {
    if (!is_needed[id]) continue;
    const Node& node = nodes_[id];
    uint32_t& next = artefact::info(node.op).result == artefact::Bank::Word ? code.words : code.texts;
    places_[id] = next++;
    const uint32_t c = node.months != 0 ? static_cast<uint32_t>(node.months) : field(node.c);
    code.instructions.emplace_back(static_cast<uint16_t>(node.op), places_[id], field(node.a), field(node.b),
                                   c, node.ref, node.k);
  }
  return code;
}

uint32_t Section::place(NodeId node) const {
  assert(node < places_.size() && places_[node] != kNowhere);
  return places_[node];
}

int32_t Section::place_or_none(NodeId node) const {
  return node == kNoNode ? -1 : static_cast<int32_t>(place(node));
}

}  // namespace lead::lowering
