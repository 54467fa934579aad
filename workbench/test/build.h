// The policy as tests run it: the ordinary kernel and lowering, with every expected condition as a question
// beside it and one more type of event, by which leads are given. Nothing of this is part of what `leadc
// compile` writes.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "compiler/compile/compile.h"
#include "compiler/lowering/lower.h"
#include "runtime/artefact/artefact.h"

namespace lead::test {

// No event of a policy has this name: it is no identifier, and too plain for backticks to be worth it.
inline constexpr std::string_view kGiven = "given lead";

struct Build {
  artefact::VerifiedArtefact artefact;
  std::vector<lowering::Answer> answers;  // of the conditions, in the order of the tests and their steps
  std::vector<uint32_t> first_answer;     // by test: its first
  uint32_t given = 0;  // the type of the event by which a lead is given; fields are the attributes
};

// One build for all of the tests. `checked` has a program. Throws std::runtime_error where the compiler has
// made something that its own verifier refuses, which is a fault of leadc.
[[nodiscard]] std::variant<Build, artefact::Refusal> build(const compile::Result& checked,
                                                           const source::SourceMap& sources,
                                                           std::span<const semantics::Test* const> tests);

}  // namespace lead::test
