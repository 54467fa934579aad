// Small helpers for text that reaches people and machines.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace lead {

// At most `max_bytes` of a text, cut between two characters and marked with "…" where something was left out.
[[nodiscard]] std::string shortened(std::string_view text, size_t max_bytes = 60);

// The bytes of the valid UTF-8 character that begins at `at`; 0 where there is none.
[[nodiscard]] size_t utf8_length(std::string_view text, size_t at);

// Appends `text` as a JSON string with its quotes. Control characters are escaped; bytes that are not UTF-8
// become U+FFFD.
void append_json(std::string& out, std::string_view text);

// Appends millionths as a decimal number with all six digits: 12500000 is "12.500000".
void append_millionths(std::string& out, int64_t millionths);

// Appends an instant as RFC 3339 in UTC with milliseconds: "2026-12-07T09:00:00.000Z".
void append_instant(std::string& out, int64_t instant_ms);

// Appends days since 1970-01-01 as "2026-12-07".
void append_date(std::string& out, int64_t days);

}  // namespace lead
