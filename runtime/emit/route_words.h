// What a row of a route counts and chooses by, in the words of the policy.
//
//   by_text(row)                                // "smooth weighted turns", "count per week"
//   per_text(cap)                               // "day", "7 days", "2 months"
//   pool_key_text("w3", row, artefact)          // "north", of `by turns per region`
#pragma once
#include <string>
#include <string_view>

#include "runtime/artefact/artefact.h"

namespace lead::emit {

[[nodiscard]] std::string by_text(const artefact::RouteRowT& row);
[[nodiscard]] std::string per_text(const artefact::CapT& cap);
// `key`: of a pool, its text behind `t` or its word behind `w`. Empty where it is missing, or where nobody
// has told of what type it is.
[[nodiscard]] std::string pool_key_text(std::string_view key, const artefact::RouteRowT& row,
                                        const artefact::ArtefactT& artefact);

}  // namespace lead::emit
