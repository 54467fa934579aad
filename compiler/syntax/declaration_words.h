// The words that open a declaration: where the text is split into declarations, and what a policy is said to
// be made of. In the order in which a policy is written.
#pragma once
#include <array>
#include <string_view>

namespace lead::syntax {

inline constexpr std::array<std::string_view, 27> kDeclarationWords = {
    "policy", "use",    "choice",    "lead",     "event", "define", "table",   "bands",   "score",
    "grade",  "matrix", "lifecycle", "calendar", "sla",   "person", "people",  "team",    "role",
    "queue",  "route",  "account",   "accounts", "match", "ignore", "suspend", "fixture", "test"};

}  // namespace lead::syntax
