// One section of straight-line code out of shared nodes: the reachable slice, registers in order.
//
//   Section section(nodes);
//   section.want(score);  section.want(guard);
//   artefact::CodeT code = section.finish();
//   uint32_t reg = section.place(score);   // in the bank of its result
//
// The form is the verifier's: the n-th word (text) result is word (text) register n, and no register is
// written twice. Nodes stand in the order of `Nodes`, so equal kernels give equal bytes. Cost: n log n in the
// nodes of the slice alone, so that many small sections over one large kernel stay cheap.
#pragma once
#include <map>
#include <vector>

#include "compiler/lowering/nodes.h"
#include "runtime/artefact/schema.h"

namespace lead::lowering {

class Section {
 public:
  explicit Section(const Nodes& nodes) : nodes_(nodes) {}
  void want(NodeId node);  // before `finish`; kNoNode is ignored
  [[nodiscard]] artefact::CodeT finish();
  [[nodiscard]] uint32_t place(NodeId node) const;  // after `finish`, of a wanted node
  // The same where the node may be none: -1.
  [[nodiscard]] int32_t place_or_none(NodeId node) const;

 private:
  const Nodes& nodes_;
  std::vector<NodeId> wanted_;
  std::map<NodeId, uint32_t> places_;  // of the nodes of this section
};

}  // namespace lead::lowering
