// What people write who mean well, where leads are given to people: in blocks of people, in queues and in
// routes. Private to the room; the part of advice.h that needs to know the declaration around the mistake.
//
//   to sellers by round robin      -> "the ways to choose are …", with the repair `turns`
//   to sellers by turns or wait    -> "`or` does not belong here; expected `,` before it"
//   to sellers, max 5 per day      -> the repair `at most`
//
// Puts message, place, notes and repairs of a diagnostic about the lexeme `at` right, from the words of its
// line; false where there is nothing to say. Repairs are tried out before they are offered (trial.h). Linear
// in the lexemes before `at`. Never fails.
#pragma once
#include <string_view>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/syntax/lexemes.h"

namespace lead::syntax {

[[nodiscard]] bool advise_on_routing(diagnostics::Diagnostic& diagnostic, const std::vector<Lexeme>& lexemes,
                                     size_t at, std::string_view text, FileId file);

}  // namespace lead::syntax
