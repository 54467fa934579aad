// What the letters of one token mean: numbers, percentages, dates, instants, texts. Private to the room.
//
// Input is the token's text as the lexer cut it; output is a value or the fault, never a diagnostic. Decimals
// are counted in millionths. `Malformed` means that the lexer has reported the token already.
//
//   read_millionths("12.5", 6)          -> {12'500'000}
//   read_text("\"a\\n\"").value         -> "a", a line feed
//   read_instant("2026-12-07T09:00Z")   -> {1'796'634'000'000}
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/syntax/tree.h"

namespace lead::syntax {

enum class LiteralFault : uint8_t {
  None,
  Malformed,      // not this kind of token at all
  TooLarge,       // does not fit in 64 bits
  TooManyDigits,  // more fraction digits than allowed
  NotADate,       // no such day
  NotATime,       // no such time of day, or more than milliseconds
  NoOffset,       // an instant without `Z` or `+01:00`
  NotAnOffset,    // an offset that no zone has
  OutsideTime,    // before 1970 or after 2199
};

struct Literal {
  int64_t value = 0;
  LiteralFault fault = LiteralFault::None;
};

[[nodiscard]] Literal read_integer(std::string_view text);                                   // `5_000`
[[nodiscard]] Literal read_millionths(std::string_view text, uint32_t max_fraction_digits);  // `0.25`, `20`
[[nodiscard]] Literal read_percent(std::string_view text);  // `12.5%` = 125'000
[[nodiscard]] Literal read_instant(std::string_view text);  // milliseconds since 1970
[[nodiscard]] Literal read_clock(
    std::string_view text);  // `09:00`, `09:00:30.250`: milliseconds since midnight

// A day of the Gregorian calendar, or nothing: `2026-02-29` is none.
[[nodiscard]] std::optional<DateExpr> read_date(std::string_view text);
[[nodiscard]] int64_t days_since_epoch(const DateExpr& date);  // days since 1970-01-01

// `10m`, `250ms`; the unit is that of the letters. `fault` is None, Malformed or TooLarge.
struct ShortDuration {
  int64_t amount = 0;
  Unit unit = Unit::Day;
  LiteralFault fault = LiteralFault::None;
};
[[nodiscard]] ShortDuration read_short_duration(std::string_view text);

struct EscapeFault {
  uint32_t begin = 0, end = 0;  // bytes of the token's text
};
struct DecodedText {
  std::string value;
  std::vector<EscapeFault> faults;  // in order; a faulty escape is left as it was written
};
// Takes the quotes off (straight ones or “typographic” ones, the last may lack) and resolves \" \\ \n \t
// \u{1F600}.
[[nodiscard]] DecodedText read_text(std::string_view text);

// The bytes of a typographic quotation mark at the beginning of `text`, or 0.
[[nodiscard]] uint32_t typographic_quote_bytes(std::string_view text);

}  // namespace lead::syntax
