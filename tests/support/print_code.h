// Compiled policies as text: what golden files and failing tests show.
//
//   w2 = LessEqual w0 w1
//   t0 = PayloadText path
//   w3 = TextStartsWith t0 "/pricing"
//
// A constant text operand is shown in its place as well as by its register. One line an instruction,
// registers as w0 … and t0 …, references by name where the artefact has one. Deterministic.
#pragma once
#include <string>

#include "runtime/artefact/schema.h"

namespace lead::testing {

// One section. `event`: whose payload it reads; -1: none.
[[nodiscard]] std::string print_code(const artefact::CodeT& code, const artefact::ArtefactT& artefact,
                                     int32_t event);

// Slots, tables, derived values, reactions and outputs. No hashes and no explanations.
[[nodiscard]] std::string print_artefact(const artefact::ArtefactT& artefact);

// docs/bytecode.md, made from opcodes.def.
[[nodiscard]] std::string bytecode_page();

}  // namespace lead::testing
