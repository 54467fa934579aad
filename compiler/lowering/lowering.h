// The state of one lowering, shared by its files. Internal to the room.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "compiler/kernel/kernel.h"
#include "compiler/lowering/emit.h"
#include "compiler/lowering/lower.h"
#include "compiler/lowering/nodes.h"
#include "compiler/source/source.h"
#include "runtime/artefact/schema.h"

namespace lead::lowering {

// The node of each kernel expression, and where derived values stand.
struct Lowering {
  const kernel::Kernel& kernel;
  const source::SourceMap& sources;
  artefact::ArtefactT& out;
  const std::vector<NodeId>& node_of;  // by kernel expression
  NodeId nothing;                      // an absent word, for explanations of what has no value
  Section& derived;

  [[nodiscard]] NodeId node(kernel::ExprId id) const { return id.is_none() ? kNoNode : node_of[id.value]; }
  [[nodiscard]] NodeId node_or_nothing(kernel::ExprId id) const {
    return id.is_none() ? nothing : node_of[id.value];
  }
  // Registers of derived values, after `derived.finish()`.
  [[nodiscard]] uint32_t place(kernel::ExprId id) const { return derived.place(node_or_nothing(id)); }
};

// Sets, lists, patterns and constants of the artefact, and for each kernel expression the reference that its
// instruction has in them. Lists that are asked for words are folded.
[[nodiscard]] std::vector<uint32_t> lower_tables(const kernel::Kernel& kernel, artefact::ArtefactT& out);

// The transitions of a zone that `check` knows, from the time-zone database of this machine.
[[nodiscard]] std::unique_ptr<artefact::ZoneT> zone_of(const std::string& name);
// Calendars with the transitions of their zones.
void lower_calendars(const Lowering& lowering);

// Everything that is observed or explained wants its registers; then, with the code at hand, the tables are
// written.
void want_observed(Lowering& lowering);
void lower_outputs(const Lowering& lowering);
// The n-th output of its kind: outputs of one kind stand together, in declared order.
[[nodiscard]] uint32_t output_of(const Lowering& lowering, artefact::OutputKind kind, uint32_t n);
void lower_lifecycles(const Lowering& lowering, const Nodes& nodes);
void want_clocks(Lowering& lowering);
void lower_clocks(const Lowering& lowering, const Nodes& nodes);
void lower_people(const Lowering& lowering);
void want_routing(Lowering& lowering);
void lower_routing(const Lowering& lowering, const Nodes& nodes);
void want_explained(Lowering& lowering);
void lower_explanations(const Lowering& lowering);
// The questions of the kernel, each in a section of its own.
[[nodiscard]] std::vector<Answer> lower_answers(const Lowering& lowering, const Nodes& nodes);

}  // namespace lead::lowering
