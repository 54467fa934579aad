#include "runtime/emit/word_text.h"

#include <fmt/format.h>

#include <iterator>
#include <vector>

#include "runtime/base/arithmetic.h"
#include "runtime/base/text.h"
#include "runtime/calendar/zone.h"

namespace lead::emit {
namespace {

using artefact::FieldKind;

// `word` / 10^digits with exactly that many digits after the point.
std::string scaled(int64_t word, int digits) {
  if (digits == 0) return fmt::format("{}", word);
  uint64_t unit = 1;
  for (int i = 0; i < digits; ++i) unit *= 10;
  const uint64_t magnitude = word < 0 ? 0 - static_cast<uint64_t>(word) : static_cast<uint64_t>(word);
  return fmt::format("{}{}.{:0{}}", word < 0 ? "-" : "", magnitude / unit, magnitude % unit, digits);
}

std::string without_trailing_zeros(std::string text) {
  if (text.find('.') == std::string::npos) return text;
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

// The names of the items of a set, in the order of its choice.
std::vector<std::string_view> items_of(int64_t word, const artefact::FieldTypeT& type,
                                       const artefact::SchemaT& schema) {
  const std::vector<std::string>& names = schema.choices[type.names]->items;
  std::vector<std::string_view> items;
  for (size_t i = 0; i < names.size() && i < 64; ++i) {
    if ((static_cast<uint64_t>(word) >> i & 1) != 0) items.push_back(names[i]);
  }
  return items;
}

const std::string* name_of(int64_t word, const artefact::FieldTypeT& type, const artefact::SchemaT& schema) {
  const auto& names = type.kind == FieldKind::Choice ? schema.choices[type.names]->items
                                                     : schema.name_lists[type.names]->names;
  return word >= 0 && static_cast<size_t>(word) < names.size() ? &names[static_cast<size_t>(word)] : nullptr;
}

std::string country_text(int64_t word) {
  return {static_cast<char>('A' + word / 26 % 26), static_cast<char>('A' + word % 26)};
}

std::string date_text(int64_t days) {
  std::string out;
  append_date(out, days);
  return out;
}

std::string instant_text(int64_t ms) {
  std::string out;
  append_instant(out, ms);
  return out;
}

}  // namespace

std::string duration_text(int64_t ms) {
  constexpr std::pair<int64_t, std::string_view> kUnits[] = {
      {86'400'000, "day"}, {3'600'000, "hour"}, {60'000, "minute"}, {1'000, "second"}, {1, "millisecond"}};
  if (ms == 0) return "0 seconds";
  if (ms < 0) return "-" + duration_text(ms == INT64_MIN ? INT64_MAX : -ms);
  std::string out;
  int shown = 0;
  for (const auto& [unit, word] : kUnits) {
    const int64_t n = ms / unit;
    ms %= unit;
    if (n == 0 || shown == 2) continue;
    out += fmt::format("{}{} {}{}", out.empty() ? "" : " ", n, word, n == 1 ? "" : "s");
    ++shown;
  }
  return out;
}

std::string clock_text(int64_t ms, bool is_business) {
  if (!is_business) return duration_text(ms);
  constexpr int64_t kHourMs = 3'600'000;
  if (ms == 0) return "no business time";
  if (ms < 0) return "-" + clock_text(ms == INT64_MIN ? INT64_MAX : -ms, true);
  if (ms < kHourMs) {  // "30 minutes 5 seconds": of the first of them
    std::string text = duration_text(ms);
    return text.insert(text.find(' '), " business");
  }
  const int64_t hours = ms / kHourMs;
  std::string text = fmt::format("{} business hour{}", hours, hours == 1 ? "" : "s");
  const std::string rest = duration_text(ms % kHourMs / 60'000 * 60'000);
  return ms % kHourMs < 60'000 ? text : text + " " + rest;
}

std::string local_second(int64_t instant_ms, const artefact::ZoneT& zone) {
  std::string out;
  append_instant(out, calendar::local_of(zone, instant_ms));
  out[10] = ' ';
  out.pop_back();
  if (out.ends_with(".000")) out.resize(out.size() - 4);
  return out;
}

std::string points_text(int64_t millionths) {
  return without_trailing_zeros(scaled(millionths, 6));
}

std::string word_text(int64_t word, const artefact::FieldTypeT& type, const artefact::SchemaT& schema) {
  switch (type.kind) {
    case FieldKind::Text:
    case FieldKind::Email:
      return {};
    case FieldKind::Number:
      return fmt::format("{}", word);
    case FieldKind::Decimal:
    case FieldKind::Points:
      return points_text(word);
    case FieldKind::Percent:
      return without_trailing_zeros(scaled(word, 4)) + "%";
    case FieldKind::YesNo:
      return word != 0 ? "yes" : "no";
    case FieldKind::Date:
      return date_text(word);
    case FieldKind::Instant:
      return instant_text(word);
    case FieldKind::Duration:
      return duration_text(word);
    case FieldKind::Money:
      return type.currency + " " + scaled(word, type.exponent);
    case FieldKind::Country:
      return country_text(word);
    case FieldKind::Set:
      return word == 0 ? std::string("{}")
                       : fmt::format("{{ {} }}", fmt::join(items_of(word, type, schema), ", "));
    case FieldKind::Choice:
    case FieldKind::Band:
    case FieldKind::Grade:
    case FieldKind::Cell:
    case FieldKind::Bucket: {
      const std::string* name = name_of(word, type, schema);
      return name != nullptr ? *name : std::string("?");
    }
  }
  return {};
}

std::string set_cell(int64_t word, const artefact::FieldTypeT& type, const artefact::SchemaT& schema) {
  return word == 0 ? std::string("[]") : fmt::format("{}", fmt::join(items_of(word, type, schema), ";"));
}

void append_word_json(std::string& out, int64_t word, const artefact::FieldTypeT& type,
                      const artefact::SchemaT& schema) {
  switch (type.kind) {
    case FieldKind::Number:
      fmt::format_to(std::back_inserter(out), "{}", word);
      return;
    case FieldKind::Decimal:
    case FieldKind::Points:
      append_millionths(out, word);
      return;
    case FieldKind::Percent:
      out += without_trailing_zeros(scaled(word, 4));
      return;
    case FieldKind::Money:
      out += scaled(word, type.exponent);
      return;
    case FieldKind::YesNo:
      out += word != 0 ? "true" : "false";
      return;
    case FieldKind::Set: {
      out += '[';
      for (const std::string_view item : items_of(word, type, schema)) {
        if (out.back() != '[') out += ',';
        append_json(out, item);
      }
      out += ']';
      return;
    }
    case FieldKind::Duration:
      fmt::format_to(std::back_inserter(out), "\"{}ms\"", word);
      return;
    default:
      append_json(out, word_text(word, type, schema));
  }
}

}  // namespace lead::emit
