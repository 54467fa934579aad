#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <utility>

#include "compiler/semantics/policy_words.h"
#include "compiler/semantics/problems.h"

namespace lead::semantics::problems {

using diagnostics::Code;
using diagnostics::make;

namespace {

constexpr size_t kMostListed = 12;  // more names than that are no help

Strings quoted(const Strings& names) {
  Strings result;
  for (const std::string& name : names) result.push_back(fmt::format("`{}`", name));
  return result;
}

std::string listed(const Strings& names) {
  return fmt::format("{}", fmt::join(quoted(names), ", "));
}

void suggest_fixes(Diagnostic& d, Span span, const Strings& close) {
  for (const std::string& name : close) {
    const std::string written = write_name(name);
    d.fixes.push_back({fmt::format("write `{}`", written), {{span, written}}});
  }
}

Diagnostic unknown(Code code, Span span, std::string message, const Strings& close) {
  Diagnostic d = make(code, span, std::move(message),
                      close.empty() ? "" : fmt::format("did you mean {}?", fmt::join(quoted(close), " or ")));
  suggest_fixes(d, span, close);
  return d;
}

// The type that other languages and spreadsheets call by this name; empty where none does.
std::string_view type_of_others(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kTypes = {{
      {"string", "text"},
      {"str", "text"},
      {"url", "text"},
      {"int", "number"},
      {"integer", "number"},
      {"float", "decimal"},
      {"double", "decimal"},
      {"bool", "yes or no"},
      {"boolean", "yes or no"},
      {"datetime", "instant"},
      {"timestamp", "instant"},
      {"time", "instant"},
      {"percentage", "percent"},
      {"mail", "email"},
  }};
  for (const auto& [theirs, ours] : kTypes) {
    if (theirs == name) return ours;
  }
  return {};
}

}  // namespace

Span behind(Span span) {
  return {span.file, span.end_byte, span.end_byte};
}

void offer_names(Diagnostic& d, Span span, const Strings& close) {
  for (const std::string& name : close)
    d.fixes.push_back({fmt::format("did you mean `{}`?", name), {{span, write_name(name)}}});
}

Diagnostic unknown_name(Span span, std::string_view name, const Strings& close, std::string hint) {
  Diagnostic d = unknown(Code::UnknownName, span,
                         fmt::format("no attribute, definition or score is called `{}`", name), close);
  if (!hint.empty()) d.notes.push_back(std::move(hint));
  return d;
}

Diagnostic name_twice(std::string_view what, const Name& name, Span first) {
  Diagnostic d = make(Code::NameTwice, name.span,
                      fmt::format("{} `{}` is declared a second time", what, name.text), "declared again");
  d.secondary.push_back({first, "first declared here"});
  return d;
}

Diagnostic name_clash(Span span, std::string_view name, std::string_view item_of, std::string_view value_kind,
                      Span value) {
  Diagnostic d =
      make(Code::NameClash, span,
           fmt::format("`{}` may be a value of {} or the {} of that name", name, item_of, value_kind),
           "which of the two?");
  if (!value.is_none()) d.secondary.push_back({value, fmt::format("the {} `{}`", value_kind, name)});
  d.notes.push_back(fmt::format("rename the {}", value_kind));
  return d;
}

Diagnostic ambiguous_name(Span span, std::string_view name, const Strings& meanings,
                          const std::vector<Span>& places) {
  Diagnostic d =
      make(Code::NameClash, span, fmt::format("`{}` may belong to {}", name, fmt::join(meanings, " or to ")),
           "which of them?");
  for (size_t i = 0; i < places.size(); ++i) d.secondary.push_back({places[i], meanings[i]});
  return d;
}

Diagnostic unknown_item(Span span, std::string_view item, std::string_view type, const Strings& all,
                        const Strings& close) {
  Diagnostic d = unknown(
      Code::UnknownItem, span,
      fmt::format("`{}` is no {}{}", item, type.starts_with("choice ") ? "item of " : "", type), close);
  if (close.empty() && !all.empty() && all.size() <= kMostListed) {
    d.notes.push_back(fmt::format("possible values: {}", listed(all)));
  }
  if (item == "unrated") d.notes.emplace_back("in a table of cases, what has no value is written `missing`");
  return d;
}

Diagnostic swapped_axes(std::string_view matrix, const Name& row, const Name& column) {
  Diagnostic d = make(Code::UnknownItem, cover(row.span, column.span),
                      fmt::format("the axes of `{}` are swapped: `{}` names the rows", matrix, row.text),
                      fmt::format("but the rows below are those of `{}`", column.text));
  d.fixes.push_back({"swap them", {{row.span, column.text}, {column.span, row.text}}});
  return d;
}

Diagnostic unknown_event(const Name& name, const Strings& close, std::string hint) {
  Diagnostic d =
      unknown(Code::UnknownEvent, name.span, fmt::format("no event is called `{}`", name.text), close);
  if (!hint.empty()) d.notes.push_back(std::move(hint));
  return d;
}

Diagnostic unknown_type(Span span, std::string_view name, const Strings& close) {
  Diagnostic d = unknown(Code::UnknownType, span, fmt::format("no type is called `{}`", name), close);
  const std::string_view ours = close.empty() ? type_of_others(name) : std::string_view();
  if (!ours.empty()) d.fixes.push_back({fmt::format("write `{}`", ours), {{span, std::string(ours)}}});
  if (close.empty()) {
    d.notes.emplace_back(
        "types are text, number, decimal, yes or no, date, instant, duration, money with a currency, "
        "percent, country, email and the choices of the policy");
  }
  return d;
}

Diagnostic set_of_no_choice(Span span, std::string_view name, const Strings& close) {
  return unknown(Code::UnknownType, span,
                 fmt::format("a set holds items of a choice; `{}` is no choice", name), close);
}

Diagnostic unknown_function(const Name& name, const Strings& close) {
  return unknown(Code::UnknownFunction, name.span, fmt::format("no function is called `{}`", name.text),
                 close);
}

Diagnostic unknown_module(const Name& name, const Strings& close) {
  Diagnostic d = make(Code::UnknownModule, name.span, fmt::format("no module is called `{}`", name.text),
                      close.empty() ? "" : fmt::format("did you mean {}?", fmt::join(quoted(close), " or ")));
  // A module's name has a point in it and is written without backticks.
  for (const std::string& module : close)
    d.fixes.push_back({fmt::format("write `{}`", module), {{name.span, module}}});
  return d;
}

Diagnostic module_not_used(const Name& function, std::string_view module, Span insert_at) {
  Diagnostic d =
      make(Code::ModuleNotUsed, function.span,
           fmt::format("`{}` belongs to the module `{}`, which is not used", function.text, module));
  d.fixes.push_back(
      {fmt::format("add `use {}`", module), {{insert_at, fmt::format("\n\nuse {}\n", module)}}});
  return d;
}

Diagnostic unknown_setting(const Name& key, const Strings& all, const Strings& close) {
  Diagnostic d = make(Code::UnknownSetting, key.span, fmt::format("a policy has no setting `{}`", key.text),
                      close.empty() ? "" : fmt::format("did you mean {}?", fmt::join(quoted(close), " or ")));
  for (const std::string& name : close)
    d.fixes.push_back({fmt::format("write `{}`", name), {{key.span, name}}});
  if (close.empty()) d.notes.push_back(fmt::format("settings: {}", listed(all)));
  return d;
}

Diagnostic unknown_attribute(const Name& name, const Strings& close) {
  return unknown(Code::UnknownAttribute, name.span, fmt::format("the lead has no attribute `{}`", name.text),
                 close);
}

Diagnostic unknown_rule(const Name& name, const Strings& close) {
  return unknown(Code::UnknownRule, name.span, fmt::format("the score has no rule `{}`", name.text), close);
}

Diagnostic unknown_currency(Span span, Span code_span, std::string_view code, const Strings& close) {
  Diagnostic d = make(Code::UnknownCurrency, span, fmt::format("`{}` is no currency", code),
                      close.empty() ? "" : fmt::format("did you mean {}?", fmt::join(quoted(close), " or ")));
  for (const std::string& other : close)
    d.fixes.push_back({fmt::format("write `{}`", other), {{code_span, other}}});
  d.notes.emplace_back("currencies are written as three capitals, such as EUR");
  return d;
}

Diagnostic unknown_zone(Span span, std::string_view zone, const Strings& close) {
  Diagnostic d = make(Code::UnknownZone, span, fmt::format("`{}` is no time zone", zone),
                      close.empty() ? "" : fmt::format("did you mean {}?", fmt::join(quoted(close), " or ")));
  for (const std::string& name : close) {
    d.fixes.push_back({fmt::format("write \"{}\"", name), {{span, fmt::format("\"{}\"", name)}}});
  }
  d.notes.emplace_back("time zones are written as a region and a city, such as \"Europe/Stockholm\"");
  return d;
}

Diagnostic cycle(const std::vector<Step>& steps) {
  std::string round = fmt::format("`{}`", steps.front().name);
  for (const Step& step : steps) round += fmt::format(" reads `{}`", step.reads);
  Diagnostic d =
      make(Code::Cycle, steps.front().span, fmt::format("a value cannot depend on itself: {}", round),
           fmt::format("`{}` reads `{}`", steps.front().name, steps.front().reads));
  for (size_t i = 1; i < steps.size(); ++i) {
    d.secondary.push_back({steps[i].span, fmt::format("`{}` reads `{}`", steps[i].name, steps[i].reads)});
  }
  return d;
}

Diagnostic definitions_too_deep(Span span) {
  return make(Code::NestedTooDeep, span, "definitions read each other in too many circles to be looked at");
}

Diagnostic field_not_in_every(Span span, std::string_view field, const Strings& with,
                              const Strings& without) {
  Diagnostic d = make(Code::FieldNotInEvery, span,
                      fmt::format("only some of the events have a field `{}` of one type", field));
  d.notes.push_back(fmt::format("{} with it: {}; without it, or of another type: {}",
                                with.size() == 1 ? "event" : "events", listed(with), listed(without)));
  return d;
}

}  // namespace lead::semantics::problems
