#include <fmt/format.h>

#include "compiler/semantics/problems.h"

namespace lead::semantics::problems {

using diagnostics::Code;
using diagnostics::make;

namespace {

template <class... Cases>
struct overloaded : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
overloaded(Cases...) -> overloaded<Cases...>;

void explain(Diagnostic& d, const Because& why, Span found) {
  const auto label = [&](Span span, std::string text) {
    if (!span.is_none() && span != found) d.secondary.push_back({span, std::move(text)});
  };
  std::visit(overloaded{
                 [&](const OtherSide& side) { label(side.span, fmt::format("this is {}", side.type)); },
                 [&](const ConditionWanted& place) { label(place.span, "a condition is wanted here"); },
                 [&](const DeclaredAs& declared) {
                   label(declared.span, fmt::format("`{}` is declared as {}", declared.name, declared.type));
                 },
                 [&](const ArgumentOf& call) { d.notes.push_back(fmt::format("an argument of `{}`", call.function)); },
                 [&](const FirstOfList& first) { label(first.span, fmt::format("the first is {}", first.type)); },
             },
             why);
}

void offer(Diagnostic& d, Span span, const std::string& text) {
  d.fixes.push_back({fmt::format("write `{}`", text), {{span, text}}});
}

}  // namespace

Diagnostic wrong_type(Span span, std::string_view found, std::string_view wanted, const Because& why,
                      std::optional<std::string> fix) {
  Diagnostic d = make(Code::WrongType, span, fmt::format("this is {}, but {} is wanted", found, wanted),
                      fmt::format("this is {}", found));
  explain(d, why, span);
  if (fix) offer(d, span, *fix);
  return d;
}

Diagnostic units_do_not_mix(std::string_view deed, Span op, Span left, std::string_view left_type, Span right,
                            std::string_view right_type, std::optional<std::pair<Span, std::string>> fix) {
  Diagnostic d = make(Code::UnitsDoNotMix, op, fmt::format("{} and {} cannot be {}", left_type, right_type, deed));
  d.secondary.push_back({left, fmt::format("this is {}", left_type)});
  d.secondary.push_back({right, fmt::format("this is {}", right_type)});
  if (fix) offer(d, fix->first, fix->second);
  return d;
}

Diagnostic no_order(Span op, Span operand, std::string_view type, std::string_view note) {
  Diagnostic d = make(Code::NoOrder, op, fmt::format("values of {} have no order", type));
  d.secondary.push_back({operand, fmt::format("this is {}", type)});
  if (!note.empty()) d.notes.emplace_back(note);
  return d;
}

Diagnostic not_a_value(Span span, std::string_view what, std::string_view note) {
  Diagnostic d = make(Code::NotAValue, span, fmt::format("{} is no single value", what));
  if (!note.empty()) d.notes.emplace_back(note);
  return d;
}

Diagnostic wrong_argument_count(Span span, std::string_view function, size_t found, size_t wanted) {
  return make(Code::WrongArgumentCount, span,
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

Diagnostic mixed_rows(Span span, std::string_view type, Span other, std::string_view other_type, std::string_view note) {
  Diagnostic d = make(Code::MixedRows, span, fmt::format("{} and {} cannot stand in one list", other_type, type),
                      fmt::format("this is {}", type));
  d.secondary.push_back({other, fmt::format("this is {}", other_type)});
  if (!note.empty()) d.notes.emplace_back(note);
  return d;
}

Diagnostic no_fixed_length(const syntax::Duration& duration, std::string_view where) {
  const bool is_year = duration.unit == syntax::Unit::Year;
  Diagnostic d = make(Code::NoFixedLength, duration.span,
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
  Diagnostic d = make(Code::NotForThisType, span, fmt::format("{} cannot be {}", type, what));
  if (!note.empty()) d.notes.emplace_back(note);
  return d;
}

Diagnostic not_a_list(Span span, std::string_view found, std::string_view note) {
  Diagnostic d = make(Code::NotAList, span, fmt::format("this is {}, but a list is wanted", found),
                      fmt::format("this is {}", found));
  if (!note.empty()) d.notes.emplace_back(note);
  return d;
}

Diagnostic fills_other_type(const Name& field, std::string_view type, Span attribute, std::string_view attribute_type) {
  Diagnostic d = make(Code::FillsOtherType, field.span,
                      fmt::format("the field `{}` is {}, but the attribute it fills is {}", field.text, type, attribute_type),
                      fmt::format("this is {}", type));
  d.secondary.push_back({attribute, fmt::format("the attribute is {}", attribute_type)});
  return d;
}

Diagnostic business_time(Span span, std::string_view where) {
  Diagnostic d = make(Code::BusinessTime, span, fmt::format("{} counts plain time, not business time", where));
  d.notes.emplace_back("business time needs a calendar of office hours, which only the clock of an SLA has");
  return d;
}

Diagnostic period_out_of_bounds(Span span, bool is_zero) {
  return make(Code::PeriodOutOfBounds, span,
              is_zero ? "a period must last longer than nothing" : "a period cannot be longer than the years 1970 to 2199");
}

Diagnostic bad_pattern(Span span, std::string_view reason) {
  return make(Code::BadPattern, span, fmt::format("the pattern cannot be read: {}", reason));
}

}  // namespace lead::semantics::problems
