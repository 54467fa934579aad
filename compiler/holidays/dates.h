// Dates in files of holidays, as days since 1970-01-01.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace lead::holidays {

// "2026-12-25" (as in tables) or "20261225" (as in calendar files): nothing else around it. Nothing where the
// calendar has no such date.
[[nodiscard]] std::optional<int64_t> dashed_date(std::string_view text);
[[nodiscard]] std::optional<int64_t> plain_date(std::string_view text);

// Digits only, no sign, at most 9 of them.
[[nodiscard]] std::optional<int32_t> whole_number(std::string_view text);

// Cut off and given back: the part before `separator`, or all of it.
[[nodiscard]] std::string_view take_until(std::string_view& text, char separator);

}  // namespace lead::holidays
