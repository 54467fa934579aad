// The name of a company without what people write differently: signs, blanks, capitals and the legal form.
//
//   company_name("Müller & Söhne GmbH & Co. KG")   "müllersöhne"
//   same_name("ACME, Inc.", "Acme")                true
//
// Of the words of the text (text_match.h: letters, marks and numbers, folded, accents as they are), legal
// forms at the end are left out, one after the other, as long as something stands before them; the words that
// remain are joined without a blank. Forms are those of company_name.cpp, also with a point behind each
// letter.
//
// Never fails; empty where a text has no word. Input must be UTF-8. Linear in the text.
#pragma once
#include <span>
#include <string>
#include <string_view>

namespace lead::builtins {

[[nodiscard]] std::string company_name(std::string_view text);
// Forms that say nothing at the end of a name, as `folded_words` gives them.
[[nodiscard]] std::span<const std::string_view> legal_forms();
// Whether both have a name, and the same.
[[nodiscard]] bool same_name(std::string_view a, std::string_view b);

}  // namespace lead::builtins
