#include "compiler/syntax/literals.h"

#include <array>

#include "runtime/base/limits.h"

namespace lead::syntax {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Appends one decimal digit; false on overflow.
bool push_digit(int64_t& value, char digit) {
  return !__builtin_mul_overflow(value, int64_t{10}, &value) &&
         !__builtin_add_overflow(value, int64_t{digit} - '0', &value);
}

// Reads exactly `count` digits at `at` and moves on; nothing if they are not all digits.
std::optional<int32_t> take_digits(std::string_view text, size_t& at, size_t count) {
  if (at + count > text.size()) return std::nullopt;
  int32_t value = 0;
  for (size_t i = 0; i < count; ++i) {
    if (!is_digit(text[at + i])) return std::nullopt;
    value = value * 10 + (text[at + i] - '0');
  }
  at += count;
  return value;
}

bool take(std::string_view text, size_t& at, char sign) {
  if (at >= text.size() || text[at] != sign) return false;
  ++at;
  return true;
}

bool is_leap_year(int32_t year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int32_t days_in_month(int32_t year, int32_t month) {
  constexpr std::array<int32_t, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return kDays[static_cast<size_t>(month - 1)] + (month == 2 && is_leap_year(year) ? 1 : 0);
}

struct TimeOfDay {
  int64_t milliseconds = 0;
  LiteralFault fault = LiteralFault::None;
};

// `09:00`, `09:00:30`, `09:00:30.250`, from `at` on.
TimeOfDay take_time(std::string_view text, size_t& at) {
  constexpr TimeOfDay kNone{0, LiteralFault::NotATime};
  const auto hour = take_digits(text, at, 2);
  if (!hour || !take(text, at, ':')) return kNone;
  const auto minute = take_digits(text, at, 2);
  if (!minute) return kNone;
  int32_t second = 0;
  int32_t millisecond = 0;
  if (take(text, at, ':')) {
    const auto read = take_digits(text, at, 2);
    if (!read) return kNone;
    second = *read;
    if (take(text, at, '.')) {
      int32_t weight = 100;
      for (; at < text.size() && is_digit(text[at]); ++at, weight /= 10) {
        if (weight == 0) return kNone;
        millisecond += (text[at] - '0') * weight;
      }
      if (weight == 100) return kNone;
    }
  }
  if (*hour > 23 || *minute > 59 || second > 59) return kNone;
  return {((int64_t{*hour} * 60 + *minute) * 60 + second) * 1000 + millisecond, LiteralFault::None};
}

// `Z` or `+01:00` at the end, in minutes east of Greenwich.
Literal take_offset(std::string_view text, size_t at) {
  if (at == text.size()) return {0, LiteralFault::NoOffset};
  if (text.substr(at) == "Z") return {};
  const bool west = text[at] == '-';
  if (!west && text[at] != '+') return {0, LiteralFault::NotATime};
  ++at;
  const auto hours = take_digits(text, at, 2);
  if (!hours || !take(text, at, ':')) return {0, LiteralFault::NotAnOffset};
  const auto minutes = take_digits(text, at, 2);
  if (!minutes || at != text.size() || *hours > 18 || *minutes > 59) return {0, LiteralFault::NotAnOffset};
  const int64_t total = *hours * 60 + *minutes;
  return {west ? -total : total, LiteralFault::None};
}

void append_utf8(std::string& out, uint32_t code_point) {
  const auto byte = [&out](uint32_t value) { out.push_back(static_cast<char>(static_cast<uint8_t>(value))); };
  if (code_point < 0x80) return byte(code_point);
  if (code_point < 0x800) {
    byte(0xC0 | (code_point >> 6));
  } else {
    if (code_point < 0x10000) {
      byte(0xE0 | (code_point >> 12));
    } else {
      byte(0xF0 | (code_point >> 18));
      byte(0x80 | ((code_point >> 12) & 0x3F));
    }
    byte(0x80 | ((code_point >> 6) & 0x3F));
  }
  byte(0x80 | (code_point & 0x3F));
}

// The code point of `u{1F600}` at `at` (behind the backslash); moves behind the `}`, or as far as it could
// read.
std::optional<uint32_t> take_code_point(std::string_view text, size_t& at) {
  if (!take(text, at, 'u') || !take(text, at, '{')) return std::nullopt;
  uint32_t value = 0;
  const size_t begin = at;
  for (; at < text.size() && at - begin < 6; ++at) {
    const char c = text[at];
    uint32_t digit = 0;
    if (is_digit(c))
      digit = static_cast<uint32_t>(c - '0');
    else if (c >= 'a' && c <= 'f')
      digit = static_cast<uint32_t>(c - 'a' + 10);
    else if (c >= 'A' && c <= 'F')
      digit = static_cast<uint32_t>(c - 'A' + 10);
    else
      break;
    value = value * 16 + digit;
  }
  const bool digits = at > begin;
  if (!take(text, at, '}') || !digits) return std::nullopt;
  if (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return std::nullopt;
  return value;
}

// Resolves the escape whose backslash stands at `at`; moves behind it. False if there is no such escape.
bool take_escape(std::string_view text, size_t& at, std::string& out) {
  ++at;
  if (at >= text.size()) return true;  // an unclosed text, reported already
  switch (text[at]) {
    case '"':
      out.push_back('"');
      break;
    case '\\':
      out.push_back('\\');
      break;
    case 'n':
      out.push_back('\n');
      break;
    case 't':
      out.push_back('\t');
      break;
    case 'u': {
      const auto code_point = take_code_point(text, at);
      if (code_point) append_utf8(out, *code_point);
      return code_point.has_value();
    }
    default:
      ++at;
      return false;
  }
  ++at;
  return true;
}

}  // namespace

// Days from 1970-01-01 to a day of the Gregorian calendar; the year is at least 1.
int64_t days_since_epoch(const DateExpr& date) {
  const int64_t years = date.year - 1;
  int64_t days = years * 365 + years / 4 - years / 100 + years / 400 - 719'162;
  for (int32_t month = 1; month < date.month; ++month) days += days_in_month(date.year, month);
  return days + date.day - 1;
}

Literal read_integer(std::string_view text) {
  int64_t value = 0;
  for (const char c : text) {
    if (c == '_') continue;
    if (!is_digit(c)) return {0, LiteralFault::Malformed};
    if (!push_digit(value, c)) return {0, LiteralFault::TooLarge};
  }
  return {value, text.empty() ? LiteralFault::Malformed : LiteralFault::None};
}

Literal read_millionths(std::string_view text, uint32_t max_fraction_digits) {
  const size_t dot = text.find('.');
  Literal whole = read_integer(text.substr(0, dot));
  if (whole.fault != LiteralFault::None) return whole;
  std::string fraction;
  if (dot != std::string_view::npos) {
    for (const char c : text.substr(dot + 1)) {
      if (c == '_') continue;
      if (!is_digit(c)) return {0, LiteralFault::Malformed};
      fraction.push_back(c);
    }
  }
  if (fraction.size() > max_fraction_digits) return {0, LiteralFault::TooManyDigits};
  fraction.resize(6, '0');
  for (const char c : fraction) {
    if (!push_digit(whole.value, c)) return {0, LiteralFault::TooLarge};
  }
  return whole;
}

Literal read_percent(std::string_view text) {
  if (text.empty() || text.back() != '%') return {0, LiteralFault::Malformed};
  Literal number = read_millionths(text.substr(0, text.size() - 1), 4);
  number.value /= 100;  // exact: at most four fraction digits
  return number;
}

std::optional<DateExpr> read_date(std::string_view text) {
  size_t at = 0;
  const auto year = take_digits(text, at, 4);
  if (!year || !take(text, at, '-')) return std::nullopt;
  const auto month = take_digits(text, at, 2);
  if (!month || !take(text, at, '-')) return std::nullopt;
  const auto day = take_digits(text, at, 2);
  if (!day || at != text.size()) return std::nullopt;
  if (*year < 1 || *month < 1 || *month > 12 || *day < 1 || *day > days_in_month(*year, *month))
    return std::nullopt;
  return DateExpr{*year, static_cast<uint8_t>(*month), static_cast<uint8_t>(*day)};
}

Literal read_instant(std::string_view text) {
  constexpr size_t kDateBytes = 10;
  if (text.size() <= kDateBytes || text[kDateBytes] != 'T') return {0, LiteralFault::Malformed};
  const auto date = read_date(text.substr(0, kDateBytes));
  if (!date) return {0, LiteralFault::NotADate};
  size_t at = kDateBytes + 1;
  const TimeOfDay time = take_time(text, at);
  if (time.fault != LiteralFault::None) return {0, time.fault};
  const Literal offset = take_offset(text, at);
  if (offset.fault != LiteralFault::None) return offset;
  const int64_t instant = days_since_epoch(*date) * 86'400'000 + time.milliseconds - offset.value * 60'000;
  if (instant < limits::kMinInstantMs || instant >= limits::kEndInstantMs)
    return {0, LiteralFault::OutsideTime};
  return {instant, LiteralFault::None};
}

Literal read_clock(std::string_view text) {
  size_t at = 0;
  const TimeOfDay time = take_time(text, at);
  if (time.fault != LiteralFault::None || at != text.size()) return {0, LiteralFault::NotATime};
  return {time.milliseconds, LiteralFault::None};
}

ShortDuration read_short_duration(std::string_view text) {
  size_t digits = 0;
  while (digits < text.size() && (is_digit(text[digits]) || text[digits] == '_')) ++digits;
  const Literal amount = read_integer(text.substr(0, digits));
  const std::string_view letters = text.substr(digits);
  Unit unit = Unit::Day;
  if (letters == "ms")
    unit = Unit::Millisecond;
  else if (letters == "s")
    unit = Unit::Second;
  else if (letters == "m")
    unit = Unit::Minute;
  else if (letters == "h")
    unit = Unit::Hour;
  else if (letters == "d")
    unit = Unit::Day;
  else if (letters == "w")
    unit = Unit::Week;
  else
    return {0, Unit::Day, LiteralFault::Malformed};
  return {amount.value, unit, amount.fault};
}

uint32_t typographic_quote_bytes(std::string_view text) {
  for (const std::string_view quote : {"\u201C", "\u201D", "\u201E", "\u201F"}) {
    if (text.substr(0, quote.size()) == quote) return static_cast<uint32_t>(quote.size());
  }
  return 0;
}

DecodedText read_text(std::string_view text) {
  DecodedText decoded;
  const uint32_t typographic = typographic_quote_bytes(text);
  const size_t begin = typographic != 0 ? typographic : 1;
  size_t end = text.size();
  if (typographic != 0 && end >= begin + 3 && typographic_quote_bytes(text.substr(end - 3)) != 0) {
    end -= 3;
  } else if (end > begin && (text.back() == '"' || (text.front() == '\'' && text.back() == '\''))) {
    end -= 1;
  }
  const std::string_view inside = text.substr(0, end);
  for (size_t at = begin; at < end;) {
    if (inside[at] != '\\') {
      decoded.value.push_back(inside[at++]);
      continue;
    }
    const size_t escape = at;
    if (!take_escape(inside, at, decoded.value)) {
      decoded.value.append(inside.substr(escape, at - escape));
      decoded.faults.push_back({static_cast<uint32_t>(escape), static_cast<uint32_t>(at)});
    }
  }
  return decoded;
}

}  // namespace lead::syntax
