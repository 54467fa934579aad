#include "runtime/ingest/cell_value.h"

#include <algorithm>
#include <array>
#include <optional>

#include "runtime/base/text.h"
#include "runtime/calendar/zone.h"
#include "runtime/ingest/scalars.h"

namespace lead::ingest {
namespace {

using artefact::FieldKind;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Blanks that people and programs put between digits: space, tab, no-break space, thin and narrow ones.
size_t blank_at(std::string_view t, size_t at) {
  constexpr std::string_view kBlanks[] = {" ",           "\t", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89",
                                          "\xE2\x80\x87"};
  for (const std::string_view blank : kBlanks) {
    if (t.substr(at).starts_with(blank)) return blank.size();
  }
  return 0;
}

std::string_view trimmed(std::string_view t) {
  while (!t.empty()) {
    const size_t blank = blank_at(t, 0);
    if (blank == 0) break;
    t.remove_prefix(blank);
  }
  for (bool cut = true; cut && !t.empty();) {
    cut = false;
    for (size_t size = 1; size <= 3 && size <= t.size() && !cut; ++size) {
      cut = blank_at(t, t.size() - size) == size;
      if (cut) t.remove_suffix(size);
    }
  }
  return t;
}

std::string_view without_ends(std::string_view t, std::string_view sign) {
  if (sign.empty()) return t;
  if (t.starts_with(sign)) t.remove_prefix(sign.size());
  if (t.ends_with(sign)) t.remove_suffix(sign.size());
  return trimmed(t);
}

std::string_view currency_sign(std::string_view code) {
  constexpr std::pair<std::string_view, std::string_view> kSigns[] = {
      {"EUR", "€"}, {"USD", "$"}, {"GBP", "£"}, {"JPY", "¥"}, {"SEK", "kr"}, {"NOK", "kr"}, {"DKK", "kr"}};
  for (const auto& [known, sign] : kSigns) {
    if (known == code) return sign;
  }
  return {};
}

// The digits of a number with separators of thousands, in JSON's form; nothing where the groups are odd.
std::optional<std::string> plain_number(std::string_view t, char decimal) {
  const char thousands = decimal == ',' ? '.' : ',';
  std::string out;
  size_t group = 0;  // digits since the last separator
  bool grouped = false, fraction = false;
  for (size_t i = 0; i < t.size();) {
    const size_t blank = blank_at(t, i);
    if (is_digit(t[i])) {
      out.push_back(t[i++]);
      ++group;
    } else if (t[i] == '-' && out.empty()) {
      out.push_back(t[i++]);
    } else if (t[i] == '+' && out.empty()) {
      ++i;
    } else if (t[i] == decimal && !fraction && group > 0 && (!grouped || group == 3)) {
      fraction = true;
      out.push_back('.');
      ++i;
    } else if (!fraction && group > 0 && group <= 3 && (!grouped || group == 3) &&
               (blank > 0 || t[i] == thousands || t[i] == '\'')) {
      grouped = true;
      group = 0;
      i += blank > 0 ? blank : 1;
    } else {
      return std::nullopt;
    }
  }
  if (grouped && !fraction && group != 3) return std::nullopt;
  return out;
}

// JSON allows no zeros in front; spreadsheets keep them.
void drop_leading_zeros(std::string& number) {
  const size_t begin = number.starts_with('-') ? 1 : 0;
  size_t end = begin;
  while (end + 1 < number.size() && number[end] == '0' && is_digit(number[end + 1])) ++end;
  number.erase(begin, end - begin);
}

JsonField number_field(const FieldPlan& plan, std::string_view cell, char decimal, std::string& scratch) {
  std::string_view t = cell;
  if (plan.type->kind == FieldKind::Percent) t = without_ends(t, "%");
  if (plan.type->kind == FieldKind::Money) {
    t = without_ends(t, plan.type->currency);
    t = without_ends(t, currency_sign(plan.type->currency));
  }
  auto plain = plain_number(t, decimal);
  if (!plain) return {plan.name, JsonKind::Number, cell};  // `read_field` says that it is no number
  drop_leading_zeros(*plain);
  scratch = std::move(*plain);
  return {plan.name, JsonKind::Number, scratch};
}

JsonField yes_no_field(const FieldPlan& plan, std::string_view cell, std::string& scratch) {
  constexpr std::string_view kYes[] = {"yes",  "true",      "y",    "1",    "wahr",
                                       "vrai", "verdadero", "vero", "sant", "ja"};
  constexpr std::string_view kNo[] = {"no",   "false", "n",      "0",    "falsch",
                                      "faux", "falso", "falskt", "nein", "nej"};
  scratch = loosely(cell);
  for (const std::string_view word : kYes) {
    if (scratch == word) return {plan.name, JsonKind::True, {}};
  }
  for (const std::string_view word : kNo) {
    if (scratch == word) return {plan.name, JsonKind::False, {}};
  }
  return {plan.name, JsonKind::Text, cell};
}

JsonField choice_field(const FieldPlan& plan, std::string_view cell, std::string& scratch) {
  if (plan.items.contains(cell)) return {plan.name, JsonKind::Text, cell};
  scratch = loosely(cell);
  const auto item = plan.loose_items.find(scratch);
  return {plan.name, JsonKind::Text,
          item != plan.loose_items.end() && !item->second.empty() ? item->second : cell};
}

// `Pricing; ROI`: each item as a cell of its own would name it.
JsonField set_field(const FieldPlan& plan, std::string_view cell, CellScratch& scratch) {
  scratch.texts.clear();
  for (std::string_view rest = cell == "[]" ? std::string_view() : cell; !rest.empty();) {
    const size_t end = std::min(rest.find(';'), rest.size());
    const std::string_view part = trimmed(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (part.empty()) continue;
    scratch.text = loosely(part);
    const auto exact = plan.items.find(part);
    const auto loose = plan.loose_items.find(scratch.text);
    if (exact != plan.items.end())
      scratch.texts.push_back(exact->first);
    else
      scratch.texts.push_back(loose != plan.loose_items.end() && !loose->second.empty() ? loose->second
                                                                                        : part);
  }
  return {plan.name, JsonKind::Texts, {}, scratch.texts};
}

// --- dates and times
// Reads 1 to `width` digits, or exactly 4 of a year.
std::optional<int> read_digits(std::string_view& t, size_t least, size_t most) {
  size_t n = 0;
  int value = 0;
  while (n < most && n < t.size() && is_digit(t[n])) value = value * 10 + (t[n++] - '0');
  if (n < least) return std::nullopt;
  t.remove_prefix(n);
  return value;
}

// Takes a date by the format off the front of `t`: days since 1970.
std::optional<int64_t> take_formatted_date(std::string_view& t, std::string_view format) {
  int year = 0, month = 0, day = 0;
  for (size_t i = 0; i < format.size();) {
    const char letter = format[i];
    size_t width = 1;
    if (letter != 'Y' && letter != 'M' && letter != 'D') {
      if (t.empty() || t.front() != letter) return std::nullopt;
      t.remove_prefix(1);
      ++i;
      continue;
    }
    while (i + width < format.size() && format[i + width] == letter) ++width;
    const bool is_year = letter == 'Y';
    const auto value = read_digits(t, is_year ? width : width == 2 ? 2 : 1, is_year ? width : 2);
    if (!value) return std::nullopt;
    (is_year ? year : letter == 'M' ? month : day) = *value;
    if (is_year && width == 2) year += *value < 70 ? 2000 : 1900;
    i += width;
  }
  const calendar::CivilDate date{year, static_cast<uint32_t>(month), static_cast<uint32_t>(day)};
  if (!calendar::is_valid(date)) return std::nullopt;
  return calendar::days_of(date);
}

std::optional<int64_t> take_date(std::string_view& t, const std::string& format) {
  if (!format.empty()) {
    std::string_view rest = t;
    if (const auto day = take_formatted_date(rest, format)) {
      t = rest;
      return day;
    }
  }
  const auto day = parse_date(t.substr(0, 10));
  if (day) t.remove_prefix(10);
  return day;
}

// " 09:00", "T09:00:30.5" or nothing: milliseconds of the day.
std::optional<int64_t> read_time_of_day(std::string_view t) {
  if (t.empty()) return 0;
  if (t.front() != ' ' && t.front() != 'T') return std::nullopt;
  t.remove_prefix(1);
  std::array<int, 3> parts{};
  for (size_t n = 0; n < parts.size(); ++n) {
    if (n == 2 && t.empty()) break;
    if (n > 0) {
      if (t.empty() || t.front() != ':') return std::nullopt;
      t.remove_prefix(1);
    }
    const auto part = read_digits(t, n == 0 ? 1 : 2, 2);
    if (!part) return std::nullopt;
    parts[n] = *part;
  }
  if (parts[0] > 23 || parts[1] > 59 || parts[2] > 59 || (!t.empty() && t.front() != '.'))
    return std::nullopt;
  return (parts[0] * 3'600 + parts[1] * 60 + parts[2]) * int64_t{1'000};
}

JsonField date_field(const FieldPlan& plan, std::string_view cell, const CellOptions& options,
                     std::string& scratch) {
  std::string_view rest = cell;
  const auto day = take_date(rest, options.date_format);
  if (!day || read_time_of_day(rest) != 0) return {plan.name, JsonKind::Text, cell};
  scratch.clear();
  append_date(scratch, *day);
  return {plan.name, JsonKind::Text, scratch};
}

JsonField instant_field(const FieldPlan& plan, std::string_view cell, const CellOptions& options,
                        std::string& scratch) {
  if (parse_instant(cell)) return {plan.name, JsonKind::Text, cell};
  constexpr size_t kMinutesEnd = 16;  // `2026-12-01T09:00Z`: the seconds are not written
  if (cell.size() > kMinutesEnd) {
    scratch.assign(cell.substr(0, kMinutesEnd)).append(":00").append(cell.substr(kMinutesEnd));
    if (parse_instant(scratch)) return {plan.name, JsonKind::Text, scratch};
  }
  std::string_view rest = cell;
  const auto day = take_date(rest, options.date_format);
  const auto time = day ? read_time_of_day(rest) : std::nullopt;
  if (!time || options.zone == nullptr) return {plan.name, JsonKind::Text, cell};
  scratch.clear();
  append_instant(scratch, calendar::instant_of(*options.zone, *day * calendar::kDayMs + *time));
  return {plan.name, JsonKind::Text, scratch};
}

// 'text: the sign a spreadsheet puts before what it would take for a number or a formula.
std::string_view without_text_sign(std::string_view cell) {
  if (cell.size() < 2 || cell[0] != '\'') return cell;
  const char next = cell[1];
  const bool marked = is_digit(next) || next == '=' || next == '+' || next == '-' || next == '@' ||
                      next == '\t' || next == '\r';
  return marked ? cell.substr(1) : cell;
}

}  // namespace

bool is_empty_cell(std::string_view cell) {
  return trimmed(cell).empty();
}

std::string loosely(std::string_view text) {
  std::string out;
  for (const char c : trimmed(text)) {
    if (c >= 'A' && c <= 'Z')
      out.push_back(static_cast<char>(c - 'A' + 'a'));
    else
      out.push_back(c == ' ' || c == '-' ? '_' : c);
  }
  return out;
}

bool is_date_format(std::string_view format) {
  std::string seen;
  for (size_t i = 0; i < format.size();) {
    const char letter = format[i];
    size_t width = 1;
    while (i + width < format.size() && format[i + width] == letter) ++width;
    i += width;
    if (letter == 'Y' || letter == 'M' || letter == 'D') {
      if (letter == 'Y' ? width != 2 && width != 4 : width > 2) return false;
      seen.push_back(letter);
    } else if (is_digit(letter) || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z')) {
      return false;
    }
  }
  return seen.size() == 3 && seen.find('Y') != std::string::npos && seen.find('M') != std::string::npos &&
         seen.find('D') != std::string::npos;
}

JsonField normalise(const FieldPlan& plan, std::string_view cell, const CellOptions& options,
                    CellScratch& scratch) {
  if (is_empty_cell(cell)) return {plan.name, JsonKind::Null, {}};
  const std::string_view text = without_text_sign(cell);
  const std::string_view tight = trimmed(text);
  switch (plan.type->kind) {
    case FieldKind::Number:
    case FieldKind::Decimal:
    case FieldKind::Money:
    case FieldKind::Percent:
      return number_field(plan, tight, options.decimal, scratch.text);
    case FieldKind::YesNo:
      return yes_no_field(plan, tight, scratch.text);
    case FieldKind::Choice:
      return choice_field(plan, tight, scratch.text);
    case FieldKind::Set:
      return set_field(plan, tight, scratch);
    case FieldKind::Date:
      return date_field(plan, tight, options, scratch.text);
    case FieldKind::Instant:
      return instant_field(plan, tight, options, scratch.text);
    case FieldKind::Duration:
    case FieldKind::Country:
    case FieldKind::Email:
      return {plan.name, JsonKind::Text, tight};
    default:
      return {plan.name, JsonKind::Text, text};
  }
}

}  // namespace lead::ingest
