#include "runtime/ingest/field_words.h"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "runtime/base/text.h"
#include "runtime/ingest/cell_value.h"

namespace lead::ingest {
namespace {

using artefact::FieldKind;

constexpr size_t kItemsNamed = 8;

std::string_view wanted(FieldKind kind) {
  switch (kind) {
    case FieldKind::Text:
      return "a text";
    case FieldKind::Number:
      return "a whole number";
    case FieldKind::Decimal:
      return "a number";
    case FieldKind::YesNo:
      return "true or false";
    case FieldKind::Date:
      return "a date such as \"2026-12-07\"";
    case FieldKind::Instant:
      return "a date and time with a zone such as \"2026-12-07T09:00:00Z\"";
    case FieldKind::Duration:
      return "a duration such as \"10m\" or \"2 days\"";
    case FieldKind::Money:
      return "an amount of money as a number";
    case FieldKind::Percent:
      return "a number of percent such as 12.5";
    case FieldKind::Country:
      return "a country code of two letters such as \"SE\"";
    case FieldKind::Email:
      return "an e-mail address";
    case FieldKind::Choice:
      return "one of the choice's items as a text";
    case FieldKind::Set:
      return "a list of items of its choice as texts";
    case FieldKind::Points:
    case FieldKind::Band:
    case FieldKind::Grade:
    case FieldKind::Cell:
    case FieldKind::Bucket:
      return "nothing a stream can give";
  }
  return "";
}

std::string_view seen(JsonKind kind) {
  switch (kind) {
    case JsonKind::Text:
      return "a text";
    case JsonKind::Number:
      return "a number";
    case JsonKind::True:
    case JsonKind::False:
      return "true or false";
    case JsonKind::Null:
      return "null";
    case JsonKind::Texts:
      return "a list of texts";
    case JsonKind::Nested:
      return "an object or a list";
  }
  return "";
}

// 1050 with two digits is "10.50", 1000 is "10".
std::string scaled(int64_t word, int digits) {
  std::string text = std::to_string(word);
  if (digits == 0) return text;
  const bool negative = word < 0;
  if (negative) text.erase(0, 1);
  const auto places = static_cast<size_t>(digits);
  if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
  text.insert(text.size() - places, ".");
  const bool whole = text.find_first_not_of('0', text.size() - places) == std::string::npos;
  if (whole) text.resize(text.size() - places - 1);
  return negative ? "-" + text : text;
}

// A bound of the declared range as a stream writes it.
std::string bound(const artefact::FieldTypeT& type, int64_t word) {
  std::string text;
  switch (type.kind) {
    case FieldKind::Date:
      append_date(text, word);
      return text;
    case FieldKind::Instant:
      append_instant(text, word);
      return text;
    case FieldKind::Duration:
      return std::to_string(word) + "ms";
    default:
      return scaled(word, digits_of(type));
  }
}

}  // namespace

int digits_of(const artefact::FieldTypeT& type) {
  switch (type.kind) {
    case FieldKind::Decimal:
      return 6;
    case FieldKind::Percent:
      return 4;  // 12.5 percent is 125'000 millionths
    case FieldKind::Money:
      return type.exponent;
    default:
      return 0;
  }
}

FieldProblem wrong_type(const FieldPlan& plan, const JsonField& json) {
  const bool holds_other =
      plan.type->kind == FieldKind::Set && json.kind == JsonKind::Nested && !json.text.empty();
  if (holds_other) {
    return {Reason::WrongType,
            fmt::format("`{}` holds `{}`, which is no text", plan.name, shortened(json.text))};
  }
  const std::string shown = json.kind == JsonKind::Text ? fmt::format(" \"{}\"", shortened(json.text)) : "";
  return {Reason::WrongType, fmt::format("`{}` is {}{}, expected {}", plan.name, seen(json.kind), shown,
                                         wanted(plan.type->kind))};
}

FieldProblem malformed(const FieldPlan& plan, std::string_view text) {
  return {Reason::WrongType,
          fmt::format("`{}` is \"{}\", expected {}", plan.name, shortened(text), wanted(plan.type->kind))};
}

FieldProblem too_precise(const FieldPlan& plan, const JsonField& json) {
  const int digits = digits_of(*plan.type);
  const std::string kept = digits == 0 ? std::string("it must be a whole number")
                                       : fmt::format("it may have {} digits after the point", digits);
  return {Reason::TooPrecise, fmt::format("`{}` is {}, {}", plan.name, shortened(json.text), kept)};
}

FieldProblem out_of_range(const FieldPlan& plan, const JsonField& json) {
  return {Reason::OutOfRange,
          fmt::format("`{}` is {}, it must be {} to {}", plan.name, shortened(json.text),
                      bound(*plan.type, plan.type->low), bound(*plan.type, plan.type->high))};
}

FieldProblem unknown_item(const FieldPlan& plan, std::string_view text) {
  const std::string_view verb = plan.type->kind == FieldKind::Set ? "holds" : "is";
  const std::string seen_first = fmt::format("`{}` {} \"{}\"", plan.name, verb, shortened(text));
  // Capitals, blanks and hyphens are the usual slip.
  const auto loose = plan.loose_items.find(loosely(text));
  if (loose != plan.loose_items.end() && !loose->second.empty())
    return {Reason::UnknownItem, fmt::format("{}, it is written \"{}\"", seen_first, loose->second)};
  if (plan.items.size() > kItemsNamed)
    return {Reason::UnknownItem,
            fmt::format("{}, none of the {} items of its choice", seen_first, plan.items.size())};
  std::vector<std::string_view> items(plan.items.size());
  for (const auto& [item, place] : plan.items) items[static_cast<size_t>(place)] = item;
  std::string named;
  for (size_t i = 0; i < items.size(); ++i) {
    if (i > 0) named += i + 1 == items.size() ? " or " : ", ";
    named += fmt::format("\"{}\"", shortened(items[i]));
  }
  return {Reason::UnknownItem, fmt::format("{}, it must be {}", seen_first, named)};
}

}  // namespace lead::ingest
