// The wording of every diagnostic of this room: one function per mistake, L01xx, L02xx and L0010. Private to
// the room.
//
// Each answers with a finished diagnostic, its repairs included; spans are those of the policy's text.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"
#include "runtime/base/span.h"

namespace lead::syntax::problems {

using diagnostics::Diagnostic;

// --- tokens
[[nodiscard]] Diagnostic invalid_character(Span span, std::string_view character);
[[nodiscard]] Diagnostic unclosed_text(Span span);
[[nodiscard]] Diagnostic unclosed_name(Span span);
[[nodiscard]] Diagnostic empty_name(Span span);
[[nodiscard]] Diagnostic text_too_long(Span span);
[[nodiscard]] Diagnostic malformed_number(Span span, std::string_view text);
[[nodiscard]] Diagnostic too_many_digits(Span span, uint32_t kept);
[[nodiscard]] Diagnostic number_too_large(Span span);
[[nodiscard]] Diagnostic no_such_date(Span span, std::string_view text);
[[nodiscard]] Diagnostic no_such_instant(Span span, std::string_view why);
[[nodiscard]] Diagnostic missing_offset(Span span);
[[nodiscard]] Diagnostic invalid_escape(Span span, std::string_view text);
// `==` for `=`, `&&` for `and`. `blank_after`: the repair parts the word from what follows it.
[[nodiscard]] Diagnostic foreign_sign(Span span, std::string_view seen, std::string_view meant,
                                      bool blank_after);
[[nodiscard]] Diagnostic needless_semicolon(Span span);
[[nodiscard]] Diagnostic slash_comment(Span span);
[[nodiscard]] Diagnostic foreign_blank(Span span);
[[nodiscard]] Diagnostic foreign_quotes(Span open, Span close);

// --- structure
[[nodiscard]] Diagnostic nested_too_deep(Span span, std::string_view what);
// `end` is where the closing bracket may stand at the latest; `next` what follows it, none at the end of the
// file.
[[nodiscard]] Diagnostic unclosed_bracket(Span open, char bracket, Span end, Span next);
[[nodiscard]] Diagnostic extra_bracket(Span span, char bracket);
[[nodiscard]] Diagnostic unknown_declaration(Span span, std::string_view text);
[[nodiscard]] Diagnostic later_declaration(Span span, std::string_view word);

// --- syntax
// `seen` is empty where the declaration ends; `expected` is a phrase such as "a band name or `}`", or empty.
[[nodiscard]] Diagnostic unexpected(Span span, std::string_view seen, const std::string& expected);
// The line breaks off at `end`, of length 0, though something must follow.
[[nodiscard]] Diagnostic line_too_short(Span end, const std::string& expected);
[[nodiscard]] Diagnostic reserved_word(Span span, std::string_view word, const std::string& expected);
[[nodiscard]] Diagnostic chained_comparison(Span span, std::string_view seen);
[[nodiscard]] Diagnostic repeated_clause(Span span, std::string_view what, Span first);
[[nodiscard]] Diagnostic missing_currency(Span span);
// `interests has roi, pricing`: several items where a list of values stands (L0210).
[[nodiscard]] Diagnostic has_several(Span items);
[[nodiscard]] Diagnostic missing_guard(Span span, bool is_last);
[[nodiscard]] Diagnostic not_known(Span span, bool known);
[[nodiscard]] Diagnostic no_such_time(Span span, std::string_view why);
[[nodiscard]] Diagnostic unknown_weekday(Span span, std::string_view word);
[[nodiscard]] Diagnostic limit_period(Span span, std::string_view unit);
[[nodiscard]] Diagnostic mixed_grade(Span row, Span first);
[[nodiscard]] Diagnostic grade_part_missing(Span name, std::string_view grade, std::string_view part);

// --- repairs
void suggest_insertion(Diagnostic& diagnostic, Span at, std::string_view sign);
void suggest_word(Diagnostic& diagnostic, Span span, std::string_view word);
void suggest_backticks(Diagnostic& diagnostic, Span word);
// `10 <= x <= 20` becomes `10 <= x and x <= 20`: `middle` once more, at the second comparator.
void suggest_join(Diagnostic& diagnostic, Span at, std::string_view middle);

}  // namespace lead::syntax::problems
