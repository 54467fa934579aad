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
// `2026-12-01` as days since 1970-01-01; a date of the calendar.
[[nodiscard]] std::optional<int64_t> read_day(std::string_view text);
// `09:30`, `09:30:15` as milliseconds of the day.
[[nodiscard]] std::optional<int64_t> read_clock(std::string_view text);

}  // namespace lead::semantics
