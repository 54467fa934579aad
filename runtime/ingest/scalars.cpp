#include "runtime/ingest/scalars.h"

#include <array>
#include <utility>

#include "runtime/base/arithmetic.h"

namespace lead::ingest {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// The parts of a JSON number.
struct Parts {
  bool negative = false;
  std::string_view whole, fraction;
  int exponent = 0;  // held within ±10'000: beyond, the value is 0 or too large anyway
};

std::optional<Parts> split_number(std::string_view t) {
  Parts parts;
  size_t i = 0;
  if (i < t.size() && t[i] == '-') {
    parts.negative = true;
    ++i;
  }
  const size_t whole_begin = i;
  while (i < t.size() && is_digit(t[i])) ++i;
  parts.whole = t.substr(whole_begin, i - whole_begin);
  if (parts.whole.empty() || (parts.whole.size() > 1 && parts.whole[0] == '0')) return std::nullopt;
  if (i < t.size() && t[i] == '.') {
    const size_t begin = ++i;
    while (i < t.size() && is_digit(t[i])) ++i;
    parts.fraction = t.substr(begin, i - begin);
    if (parts.fraction.empty()) return std::nullopt;
  }
  if (i < t.size() && (t[i] == 'e' || t[i] == 'E')) {
    ++i;
    bool minus = false;
    if (i < t.size() && (t[i] == '+' || t[i] == '-')) minus = t[i++] == '-';
    if (i >= t.size()) return std::nullopt;
    for (; i < t.size() && is_digit(t[i]); ++i) {
      if (parts.exponent < 10'000) parts.exponent = parts.exponent * 10 + (t[i] - '0');
    }
    if (minus) parts.exponent = -parts.exponent;
  }
  if (i != t.size()) return std::nullopt;
  return parts;
}

// Reads digits [at, at + count) of the number seen as whole and fraction joined.
struct Digits {
  std::string_view whole, fraction;
  [[nodiscard]] size_t size() const { return whole.size() + fraction.size(); }
  int operator[](size_t i) const { return (i < whole.size() ? whole[i] : fraction[i - whole.size()]) - '0'; }
};

int two(std::string_view t, size_t at) {
  return (t[at] - '0') * 10 + (t[at + 1] - '0');
}

bool digits_at(std::string_view t, size_t at, size_t count) {
  if (at + count > t.size()) return false;
  for (size_t i = at; i < at + count; ++i) {
    if (!is_digit(t[i])) return false;
  }
  return true;
}

// Days since 1970-01-01 of a civil date (proleptic Gregorian), by counting from the era of 400 years.
int64_t days_of(int64_t year, int month, int day) {
  year -= month <= 2 ? 1 : 0;
  const int64_t era = (year >= 0 ? year : year - 399) / 400;
  const int64_t year_of_era = year - era * 400;
  const int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146'097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719'468;
}

int days_in(int year, int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[static_cast<size_t>(month - 1)];
}

}  // namespace

bool is_decimal(std::string_view text) {
  return split_number(text).has_value();
}

Decimal parse_decimal(std::string_view text, int digits, bool rounded) {
  const auto parts = split_number(text);
  if (!parts) return {0, DecimalError::Malformed};
  constexpr size_t kShort = 18;  // digits that always fit
  if (digits == 0 && parts->exponent == 0 && parts->fraction.empty() && parts->whole.size() <= kShort) {
    int64_t whole = 0;
    for (const char digit : parts->whole) whole = whole * 10 + (digit - '0');
    return {parts->negative ? -whole : whole, std::nullopt};
  }
  const Digits all{parts->whole, parts->fraction};
  // How many of all digits stand before the scaled point.
  const int64_t keep = static_cast<int64_t>(parts->whole.size()) + parts->exponent + digits;
  Wide value = 0;
  constexpr Wide kTooLarge = static_cast<Wide>(INT64_MAX) + 1;
  const int64_t count = static_cast<int64_t>(all.size());
  for (int64_t i = 0; i < keep; ++i) {
    if (i >= count && value == 0) break;  // zeros all the way
    value = value * 10 + (i < count ? all[static_cast<size_t>(i)] : 0);
    if (value > kTooLarge) return {0, DecimalError::TooLarge};
  }
  // What is cut off: compared with a half by its first digit and whether anything follows.
  bool any = false, more = false;
  int first = 0;
  for (int64_t i = keep < 0 ? 0 : keep; i < count; ++i) {
    const int d = all[static_cast<size_t>(i)];
    if (i == keep)
      first = d;
    else
      more = more || d != 0;
    any = any || d != 0;
  }
  if (any && !rounded) return {0, DecimalError::TooPrecise};
  if (first > 5 || (first == 5 && (more || (value & 1) != 0))) ++value;
  if (parts->negative) value = -value;
  if (value > INT64_MAX || value < INT64_MIN) return {0, DecimalError::TooLarge};
  return {static_cast<int64_t>(value), std::nullopt};
}

std::optional<int64_t> parse_date(std::string_view t) {
  if (t.size() != 10 || !digits_at(t, 0, 4) || t[4] != '-' || !digits_at(t, 5, 2) || t[7] != '-' ||
      !digits_at(t, 8, 2)) {
    return std::nullopt;
  }
  const int year = two(t, 0) * 100 + two(t, 2), month = two(t, 5), day = two(t, 8);
  if (month < 1 || month > 12 || day < 1 || day > days_in(year, month)) return std::nullopt;
  return days_of(year, month, day);
}

std::optional<int64_t> parse_instant(std::string_view t) {
  if (t.size() < 20 || (t[10] != 'T' && t[10] != 't' && t[10] != ' ')) return std::nullopt;
  const auto day = parse_date(t.substr(0, 10));
  if (!day || !digits_at(t, 11, 2) || t[13] != ':' || !digits_at(t, 14, 2) || t[16] != ':' ||
      !digits_at(t, 17, 2)) {
    return std::nullopt;
  }
  const int hour = two(t, 11), minute = two(t, 14), second = two(t, 17);
  if (hour > 23 || minute > 59 || second > 60) return std::nullopt;
  size_t i = 19;
  int64_t millis = 0;
  if (t[i] == '.') {
    int64_t unit = 100;
    const size_t begin = ++i;
    for (; i < t.size() && is_digit(t[i]); ++i, unit /= 10) millis += (t[i] - '0') * unit;
    if (i == begin) return std::nullopt;
  }
  int64_t offset_minutes = 0;
  if (i >= t.size()) return std::nullopt;
  if (t[i] == 'Z' || t[i] == 'z') {
    if (i + 1 != t.size()) return std::nullopt;
  } else if (t[i] == '+' || t[i] == '-') {
    if (i + 6 != t.size() || !digits_at(t, i + 1, 2) || t[i + 3] != ':' || !digits_at(t, i + 4, 2))
      return std::nullopt;
    const int hours = two(t, i + 1), minutes = two(t, i + 4);
    if (hours > 23 || minutes > 59) return std::nullopt;
    offset_minutes = (hours * 60 + minutes) * (t[i] == '-' ? -1 : 1);
  } else {
    return std::nullopt;
  }
  const int64_t seconds = *day * 86'400 + hour * 3'600 + minute * 60 + second - offset_minutes * 60;
  return seconds * 1'000 + millis;
}

std::optional<int64_t> parse_duration(std::string_view t) {
  constexpr std::pair<std::string_view, int64_t> kUnits[] = {
      {"ms", 1},          {"millisecond", 1},    {"milliseconds", 1},
      {"s", 1'000},       {"second", 1'000},     {"seconds", 1'000},
      {"m", 60'000},      {"minute", 60'000},    {"minutes", 60'000},
      {"h", 3'600'000},   {"hour", 3'600'000},   {"hours", 3'600'000},
      {"d", 86'400'000},  {"day", 86'400'000},   {"days", 86'400'000},
      {"w", 604'800'000}, {"week", 604'800'000}, {"weeks", 604'800'000}};
  size_t i = 0;
  while (i < t.size() && is_digit(t[i])) ++i;
  if (i == 0 || i > 15) return std::nullopt;
  int64_t amount = 0;
  for (size_t d = 0; d < i; ++d) amount = amount * 10 + (t[d] - '0');
  if (i < t.size() && t[i] == ' ') ++i;
  for (const auto& [word, ms] : kUnits) {
    if (t.substr(i) != word) continue;
    const Wide total = static_cast<Wide>(amount) * ms;
    if (total > INT64_MAX) return std::nullopt;
    return static_cast<int64_t>(total);
  }
  return std::nullopt;
}

}  // namespace lead::ingest
