// The meaning hash: BLAKE2b-256 over the kernel in canonical form.
//
// Covers everything that can reach input or output: schema, slots, expressions (operands of commutative
// operations sorted), reactions in order, outputs with their names. Leaves out labels, comments, layout,
// spans, names of definitions, and the order of declarations that cannot be observed. Two policies with the
// same hash decide alike on every stream.
#pragma once
#include <array>
#include <cstdint>

#include "compiler/kernel/kernel.h"

namespace lead::kernel {

using Hash = std::array<uint8_t, 32>;
[[nodiscard]] Hash meaning_hash(const Kernel& kernel);

}  // namespace lead::kernel
