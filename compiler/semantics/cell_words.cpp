#include "compiler/semantics/cell_words.h"

#include "compiler/semantics/type_rules.h"
#include "runtime/builtins/country.h"
#include "runtime/calendar/zone.h"

namespace lead::semantics {
namespace {

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

std::optional<uint32_t> digits(std::string_view text) {
  uint32_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<uint32_t>(c - '0');
  }
  return value;
}

// `2026-12-01` as days since 1970-01-01; a date of the calendar.
std::optional<int64_t> read_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4)), month = digits(text.substr(5, 2)),
             day = digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const calendar::CivilDate date{static_cast<int32_t>(*year), *month, *day};
  if (!calendar::is_valid(date)) return std::nullopt;
  return calendar::days_of(date);
}

std::optional<int64_t> set_word(const Context& context, const Type& set, std::string_view text) {
  const Type item{TypeKind::Choice, set.ref};
  uint64_t items = 0;
  while (!trimmed(text).empty()) {
    const size_t end = std::min(text.find(';'), text.size());
    const auto word = word_of(item, trimmed(text.substr(0, end)), context.tree, context.program);
    if (!word) return std::nullopt;
    items |= uint64_t{1} << *word;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return static_cast<int64_t>(items);
}

}  // namespace

std::optional<int64_t> cell_word(const Context& context, const artefact::FieldTypeT& type,
                                 std::string_view text) {
  const Type of = type_of(type);
  switch (of.kind) {
    case TypeKind::YesNo:
      if (text == "yes" || text == "true") return 1;
      return text == "no" || text == "false" ? std::optional<int64_t>(0) : std::nullopt;
    case TypeKind::Number:
      return read_scaled(text, 0);
    case TypeKind::Decimal:
      return read_scaled(text, 6);
    case TypeKind::Percent:
      return read_scaled(text.substr(0, text.size() - (text.ends_with('%') ? 1 : 0)), 4);
    case TypeKind::Money:
      return read_scaled(text, type.exponent);
    case TypeKind::Country:
      return builtins::country_word(text);
    case TypeKind::Date:
      return read_day(text);
    case TypeKind::Set:
      return set_word(context, of, text);
    default:  // what no file can give has no names either
      return is_named(of) ? word_of(of, text, context.tree, context.program) : std::nullopt;
  }
}

std::optional<int64_t> read_scaled(std::string_view text, uint32_t digits) {
  constexpr int64_t kMost = INT64_MAX / 10 - 9;
  const bool is_negative = text.starts_with('-');
  if (is_negative || text.starts_with('+')) text.remove_prefix(1);
  int64_t value = 0;
  uint32_t behind = 0;
  bool has_point = false, has_digit = false;
  for (const char c : text) {
    if (c == '.' && !has_point && has_digit) {
      has_point = true;
      continue;
    }
    if (c < '0' || c > '9' || value > kMost) return std::nullopt;
    if (has_point && ++behind > digits) return std::nullopt;
    value = value * 10 + (c - '0');
    has_digit = true;
  }
  if (!has_digit || (has_point && behind == 0)) return std::nullopt;
  for (; behind < digits; ++behind) {
    if (value > kMost) return std::nullopt;
    value *= 10;
  }
  return is_negative ? -value : value;
}

}  // namespace lead::semantics
