// Cells of files as machine words: `yes`, `1200.50`, `software`, `2026-12-01`, `{ crm; erp }` without its
// braces.
//
//   cell_word(context, type, "retail")  -> the item's place
//
// Nothing where the text is no value of the type; ranges are the caller's. Texts have no word.
#pragma once
#include <optional>
#include <string_view>

#include "compiler/semantics/context.h"

namespace lead::semantics {

// Items of a set stand with `;` between them.
[[nodiscard]] std::optional<int64_t> cell_word(const Context& context, const artefact::FieldTypeT& type,
                                               std::string_view text);
// A number such as `-1200.5` in units of 10^-digits; nothing where it is none, has more digits or outgrows a
// word.
[[nodiscard]] std::optional<int64_t> read_scaled(std::string_view text, uint32_t digits);

}  // namespace lead::semantics
