#include <fmt/format.h>

#include <algorithm>

#include "compiler/semantics/problems.h"
#include "runtime/base/overloaded.h"

namespace lead::semantics::problems {

using diagnostics::Code;
using diagnostics::make;

namespace {

// "values of `Industry`", "numbers", "bands of `interest`"
std::string in_plural(std::string_view words) {
  const std::string type(words);
  if (type.starts_with("choice ")) return "values of " + type.substr(7);
  if (type.starts_with("money") || type == "points" || type == "percent" || type == "yes or no") return type;
  if (type == "country") return "countries";
  const size_t end = std::min(type.find(' '), type.size());
  return type.substr(0, end) + "s" + type.substr(end);
}

void explain(Diagnostic& d, const Because& why, Span found) {
  const auto label = [&](Span span, std::string text) {
    if (!span.is_none() && span != found) d.secondary.push_back({span, std::move(text)});
  };
  std::visit(overloaded{
                 [&](const OtherSide& side) {
                   label(side.span, fmt::format("this is {}", with_article(side.type)));
                 },
                 [&](const ConditionWanted& place) { label(place.span, "a condition is wanted here"); },
                 [&](const DeclaredAs& declared) {
                   label(declared.span,
                         fmt::format("`{}` is declared as {}", declared.name, with_article(declared.type)));
                 },
                 [&](const ArgumentOf& call) {
                   d.notes.push_back(fmt::format("an argument of `{}`", call.function));
                 },
                 [&](const FirstOfList& first) {
                   label(first.span, fmt::format("the first is {}", with_article(first.type)));
                 },
             },
             why);
}

void offer(Diagnostic& d, Span span, const std::string& text) {
  d.fixes.push_back({fmt::format("write `{}`", text), {{span, text}}});
}

}  // namespace

std::string with_article(std::string_view words) {
  const std::string type(words);
  for (const char* bare :
       {"a ", "an ", "asked ", "money", "points", "percent", "yes or no", "events", "something"}) {
    if (type.starts_with(bare)) return type;
  }
  if (type.starts_with("list of ")) return "a list of " + in_plural(type.substr(8));
  if (type.starts_with("choice ")) return "a value of " + type.substr(7);
  return (std::string_view("aeiou").find(type.front()) == std::string_view::npos ? "a " : "an ") + type;
}

Diagnostic wrong_type(Span span, std::string_view found, std::string_view wanted, const Because& why,
                      std::optional<std::string> fix) {
  Diagnostic d = make(Code::WrongType, span,
                      fmt::format("this is {}, but {} is wanted", with_article(found), with_article(wanted)),
                      fmt::format("this is {}", with_article(found)));
  explain(d, why, span);
  if (fix) offer(d, span, *fix);
  return d;
}

Diagnostic units_do_not_mix(std::string_view deed, Span op, Span left, std::string_view left_type, Span right,
                            std::string_view right_type, std::optional<std::pair<Span, std::string>> fix) {
  Diagnostic d =
      make(Code::UnitsDoNotMix, op,
           fmt::format("{} and {} cannot be {}", with_article(left_type), with_article(right_type), deed));
  d.secondary.push_back({left, fmt::format("this is {}", with_article(left_type))});
  d.secondary.push_back({right, fmt::format("this is {}", with_article(right_type))});
  if (fix) offer(d, fix->first, fix->second);
  return d;
}

Diagnostic no_order(Span op, Span operand, std::string_view type, std::string_view note) {
  Diagnostic d = make(Code::NoOrder, op, fmt::format("{} have no order", in_plural(type)));
  d.secondary.push_back({operand, fmt::format("this is {}", with_article(type))});
  if (!note.empty()) d.notes.emplace_back(note);
  return d;
}

Diagnostic not_a_value(Span span, std::string_view what, std::string_view note) {
  Diagnostic d = make(Code::NotAValue, span, fmt::format("{} is not a single value", with_article(what)));
  if (!note.empty()) d.notes.emplace_back(note);
  return d;
}

Diagnostic wrong_argument_count(Span span, std::string_view function, size_t found, size_t wanted) {
  return make(
      Code::WrongArgumentCount, span,
      fmt::format("`{}` has {} argument{}, but takes {}", function, found, found == 1 ? "" : "s", wanted));
}

Diagnostic not_constant(Span span, std::string_view what) {
  return make(Code::NotConstant, span, fmt::format("{} must be fixed in the policy", what),
              "this is only known for each lead");
}

Diagnostic out_of_range(Span span, std::string_view what, std::string_view low, std::string_view high) {
  return make(Code::OutOfRange, span, fmt::format("{} must lie between {} and {}", what, low, high));
}

Diagnostic too_precise(Span span, std::string_view currency, unsigned exponent) {
  return make(Code::TooPrecise, span,
              exponent == 0 ? fmt::format("{} has no digits after the point", currency)
                            : fmt::format("{} has only {} digits after the point", currency, exponent));
}

Diagnostic mixed_rows(Span span, std::string_view type, Span other, std::string_view other_type,
                      std::string_view note) {
  Diagnostic d =
      make(Code::MixedRows, span,
           fmt::format("{} and {} cannot stand in one list", with_article(other_type), with_article(type)),
           fmt::format("this is {}", with_article(type)));
  d.secondary.push_back({other, fmt::format("this is {}", with_article(other_type))});
  if (!note.empty()) d.notes.emplace_back(note);
  return d;
}

Diagnostic no_fixed_length(const syntax::Duration& duration, std::string_view where) {
  const bool is_year = duration.unit == syntax::Unit::Year;
  Diagnostic d =
      make(Code::NoFixedLength, duration.span,
           fmt::format("a {} has no fixed length, but {} needs one", is_year ? "year" : "month", where));
  if (duration.amount > 0 && duration.amount <= 1000) {
    offer(d, duration.span, fmt::format("{} days", duration.amount * (is_year ? 365 : 30)));
  }
  return d;
}

Diagnostic not_whole_days(Span span) {
  Diagnostic d = make(Code::NotWholeDays, span, "a date moves by whole days only");
  d.notes.emplace_back("write the days out, such as `14 days`, or use an instant");
  return d;
}

Diagnostic not_for_this_type(Span span, std::string_view what, std::string_view type, std::string_view note) {
  Diagnostic d = make(Code::NotForThisType, span, fmt::format("{} cannot be {}", with_article(type), what));
  if (!note.empty()) d.notes.emplace_back(note);
  return d;
}

Diagnostic not_a_list(Span span, std::string_view found, std::string_view note) {
  Diagnostic d =
      make(Code::NotAList, span, fmt::format("this is {}, but a list is wanted", with_article(found)),
           fmt::format("this is {}", with_article(found)));
  if (!note.empty()) d.notes.emplace_back(note);
  return d;
}

Diagnostic fills_other_type(const Name& field, std::string_view type, Span attribute,
                            std::string_view attribute_type) {
  Diagnostic d = make(Code::FillsOtherType, field.span,
                      fmt::format("the field `{}` is {}, but the attribute it fills is {}", field.text,
                                  with_article(type), with_article(attribute_type)),
                      fmt::format("this is {}", with_article(type)));
  d.secondary.push_back({attribute, fmt::format("the attribute is {}", with_article(attribute_type))});
  return d;
}

Diagnostic business_time(Span span, std::string_view where) {
  Diagnostic d =
      make(Code::BusinessTime, span, fmt::format("{} counts plain time, not business time", where));
  d.notes.emplace_back("business time needs a calendar of office hours, which only the clock of an SLA has");
  return d;
}

Diagnostic period_out_of_bounds(Span span, bool is_zero) {
  return make(Code::PeriodOutOfBounds, span,
              is_zero ? "a period must last longer than nothing"
                      : "a period cannot be longer than the years 1970 to 2199");
}

Diagnostic decay_too_slow(Span span) {
  Diagnostic d = make(Code::PeriodOutOfBounds, span, "fading cannot take a period of more than 17 years");
  d.notes.emplace_back("write `does not fade` for points that stay");
  return d;
}

Diagnostic bad_pattern(Span span, std::string_view reason) {
  return make(Code::BadPattern, span, fmt::format("the pattern cannot be read: {}", reason));
}

}  // namespace lead::semantics::problems
