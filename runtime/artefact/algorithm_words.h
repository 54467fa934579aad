// The words of the language for the algorithm of a row, behind `by`.
#pragma once
#include <array>
#include <string_view>

#include "runtime/artefact/schema.h"

namespace lead::artefact {

inline constexpr std::array<std::string_view, 8> kAlgorithmWords = {
    "in order",       "turns", "least recent", "smooth weighted turns",
    "lowest pointer", "count", "least loaded", "fair share"};

[[nodiscard]] inline std::string_view words_of(Algorithm algorithm) {
  return kAlgorithmWords[static_cast<size_t>(algorithm)];
}

}  // namespace lead::artefact
