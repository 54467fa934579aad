// Kernel to artefact: folding, sharing, registers, tables, explanations as text. Never fails on a kernel that
// `desugar` made.
//
// `LowerOptions::optimise` off leaves folding and sharing out (a second engine for the differential harness).
// The zone's transitions are resolved here, from the system's time-zone database, and become part of the data
// hash.
#pragma once
#include "compiler/kernel/kernel.h"
#include "compiler/source/source.h"
#include "runtime/artefact/artefact.h"

namespace lead::lowering {

struct LowerOptions {
  bool optimise = true;
};

[[nodiscard]] artefact::ArtefactT lower(const kernel::Kernel& kernel, const source::SourceMap& sources,
                                        LowerOptions options = {});

// The answer to a question of the kernel: code of its own, and the tree of conditions it was made of.
// Registers are those of `code`, children index into `explains`, the root is the last. It refers to the
// tables and slots of the artefact.
struct Answer {
  artefact::CodeT code;
  std::vector<std::unique_ptr<artefact::ExplainT>> explains;
};
struct Answered {
  artefact::ArtefactT artefact;
  std::vector<Answer> answers;  // parallel to Kernel::questions
};
[[nodiscard]] Answered lower_with_answers(const kernel::Kernel& kernel, const source::SourceMap& sources,
                                          LowerOptions options = {});

}  // namespace lead::lowering
