// Numbers, dates, times and durations from text, exactly. No locale, no floating point, nothing allocated.
//
// Each function takes the whole text (no blanks around it) and answers nothing where it is malformed.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace lead::ingest {

enum class DecimalError : uint8_t { Malformed, TooPrecise, TooLarge };

// A JSON number scaled by 10^digits: ("12.5", 2) is 1250. `rounded`: surplus digits are rounded half-even,
// otherwise they must be zeros. Exponents are understood. TooLarge: the result does not fit in 64 bits.
struct Decimal {
  int64_t word = 0;
  std::optional<DecimalError> error;
};
[[nodiscard]] Decimal parse_decimal(std::string_view text, int digits, bool rounded);
// Whether `parse_decimal` would find it well formed.
[[nodiscard]] bool is_decimal(std::string_view text);

// RFC 3339 with an offset or Z; fractions beyond milliseconds are cut off; a leap second counts as the next
// second. "2026-12-07T09:00:00Z", "2011-10-01T00:38:44.546+02:00", a blank instead of T. Milliseconds since
// 1970; any year 0000–9999.
[[nodiscard]] std::optional<int64_t> parse_instant(std::string_view text);

// "2026-12-07": days since 1970-01-01.
[[nodiscard]] std::optional<int64_t> parse_date(std::string_view text);

// "90s", "10m", "36h", "7d", "2w", "250ms", or with the word after a blank ("10 minutes"). Milliseconds.
[[nodiscard]] std::optional<int64_t> parse_duration(std::string_view text);

}  // namespace lead::ingest
