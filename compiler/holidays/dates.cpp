#include "compiler/holidays/dates.h"

#include <algorithm>
#include <charconv>

#include "runtime/calendar/zone.h"

namespace lead::holidays {

std::optional<int32_t> whole_number(std::string_view text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.empty() || text.size() > 9 || !std::all_of(text.begin(), text.end(), is_digit))
    return std::nullopt;
  int32_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::optional<int64_t> plain_date(std::string_view text) {
  const std::optional<int32_t> number = text.size() == 8 ? whole_number(text) : std::nullopt;
  if (!number) return std::nullopt;
  const calendar::CivilDate date{*number / 10'000, static_cast<uint32_t>(*number / 100 % 100),
                                 static_cast<uint32_t>(*number % 100)};
  return calendar::is_valid(date) ? std::optional(calendar::days_of(date)) : std::nullopt;
}

std::optional<int64_t> dashed_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  char digits[8];
  auto* end = std::copy_n(text.begin(), 4, digits);
  end = std::copy_n(text.begin() + 5, 2, end);
  std::copy_n(text.begin() + 8, 2, end);
  return plain_date(std::string_view(digits, sizeof digits));
}

std::string_view take_until(std::string_view& text, char separator) {
  const size_t at = text.find(separator);
  const std::string_view part = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
  return part;
}

}  // namespace lead::holidays
