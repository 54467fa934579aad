// What people write who mean well: words of other languages, of spreadsheets and of everyday speech, and how
// the language says it. Private to the room.
//
//   employees between 10 and 50   -> "a range is written `x from 10 to 50`"
//   budget > 5000 EUR             -> the repair `EUR 5000`
//   count of any of call, visit   -> "several events are given a name: `define touch means any of call, visit`"
//
// Adds notes and repairs to a diagnostic about the lexeme `at`, from the words around it alone. A guess: each
// note is true whatever was meant, and repairs are tried out before they are offered (trial.h). A table and a
// look at three words; adds at most one piece of advice. Never fails.
#pragma once
#include <string_view>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/syntax/lexemes.h"

namespace lead::syntax {

void advise(diagnostics::Diagnostic& diagnostic, const std::vector<Lexeme>& lexemes, size_t at,
            std::string_view text, FileId file);

}  // namespace lead::syntax
