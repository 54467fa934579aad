// Attributes and payloads: types, ranges, defaults, and which fields fill which attributes.
#include <algorithm>
#include <array>
#include <string_view>

#include "compiler/semantics/account_problems.h"
#include "compiler/semantics/check_accounts.h"
#include "compiler/semantics/check_expr.h"
#include "compiler/semantics/check_routing.h"
#include "compiler/semantics/policy_words.h"
#include "compiler/semantics/routing_problems.h"
#include "compiler/semantics/steps.h"
#include "compiler/semantics/type_rules.h"
#include "runtime/base/arithmetic.h"
#include "runtime/base/limits.h"
#include "runtime/builtins/country.h"
#include "runtime/builtins/currency.h"

namespace lead::semantics {
namespace {

using artefact::FieldKind;
using artefact::FieldTypeT;
using syntax::TypeWord;

constexpr int64_t kMaxWhole = 1'000'000'000'000;
constexpr int64_t kMaxDurationMs = kMaxWhole * 1'000;
constexpr int64_t kLastDay = limits::kEndInstantMs / 86'400'000 - 1;

std::unique_ptr<FieldTypeT> make_type(FieldKind kind, int64_t low = 0, int64_t high = 0) {
  auto type = std::make_unique<FieldTypeT>();
  type->kind = kind;
  type->low = low;
  type->high = high;
  return type;
}

std::unique_ptr<FieldTypeT> make_money(Context& context, const syntax::TypeExpr& type) {
  const auto currency = builtins::find_currency(type.name);
  if (!currency) {
    std::vector<std::string> codes;
    for (const builtins::Currency& known : builtins::currencies()) codes.emplace_back(known.code);
    const Span code{type.span.file, type.span.end_byte - static_cast<uint32_t>(type.name.size()),
                    type.span.end_byte};
    context.sink.add(
        problems::unknown_currency(type.span, code, type.name, diagnostics::suggest(type.name, codes)));
    return nullptr;
  }
  int64_t most = kMaxWhole;
  for (uint8_t digit = 0; digit < currency->exponent; ++digit) most *= 10;
  auto result = make_type(FieldKind::Money, -most, most);
  result->currency = currency->code;
  result->exponent = currency->exponent;
  return result;
}

// Of `set of Topic` the last word, which names the choice.
Span name_in(const Context& context, const syntax::TypeExpr& type) {
  if (type.word != TypeWord::Set) return type.span;
  const std::string_view words = context.sources.text(type.span);
  const size_t before =
      words.ends_with('`') ? words.rfind('`', words.size() - 2) : words.find_last_of(" \t\r\n") + 1;
  return {type.span.file, type.span.begin_byte + static_cast<uint32_t>(before), type.span.end_byte};
}

std::unique_ptr<FieldTypeT> make_choice(Context& context, const syntax::TypeExpr& type) {
  const auto found = context.names.choices.find(type.name);
  if (found == context.names.choices.end() && type.name == "person") {
    auto person = make_type(FieldKind::Text);
    person->names = kPersonText;
    return person;
  }
  if (found == context.names.choices.end()) {
    const auto close = close_names(context, type.name, context.names.choices);
    context.sink.add(problems::unknown_type(name_in(context, type), type.name, close));
    return nullptr;
  }
  const uint32_t index = found->second.index;
  const auto count = static_cast<int64_t>(context.program.schema.choices[index]->items.size());
  auto result = make_type(FieldKind::Choice, 0, count - 1);
  result->names = index;
  return result;
}

// One bit an item: the words of 64 items are all there are.
std::unique_ptr<FieldTypeT> make_set(Context& context, const syntax::TypeExpr& type) {
  if (!context.names.choices.contains(type.name)) {
    const auto close = close_names(context, type.name, context.names.choices);
    context.sink.add(problems::set_of_no_choice(name_in(context, type), type.name, close));
    return nullptr;
  }
  auto result = make_choice(context, type);
  if (!result) return nullptr;
  const artefact::ChoiceT& choice = *context.program.schema.choices[result->names];
  const size_t count = choice.items.size();
  if (count > limits::kMaxSetItems) {
    context.sink.add(problems::set_too_large(type.span, choice.name, count,
                                             context.names.choices.find(choice.name)->second.span));
    return nullptr;
  }
  result->kind = FieldKind::Set;
  result->low = count == 64 ? INT64_MIN : 0;
  result->high = count == 64 ? INT64_MAX : static_cast<int64_t>((uint64_t{1} << count) - 1);
  return result;
}

}  // namespace

std::unique_ptr<FieldTypeT> make_field_type(Context& context, const syntax::TypeExpr& type) {
  switch (type.word) {
    case TypeWord::Text:
      return make_type(FieldKind::Text);
    case TypeWord::Email:
      return make_type(FieldKind::Email);
    case TypeWord::Number:
      return make_type(FieldKind::Number, -kMaxWhole, kMaxWhole);
    case TypeWord::Decimal:
      return make_type(FieldKind::Decimal, -kMaxWhole * kMillion, kMaxWhole * kMillion);
    case TypeWord::Percent:
      return make_type(FieldKind::Percent, -kMaxWhole * kMillion, kMaxWhole * kMillion);
    case TypeWord::YesNo:
      return make_type(FieldKind::YesNo, 0, 1);
    case TypeWord::Date:
      return make_type(FieldKind::Date, 0, kLastDay);
    case TypeWord::Instant:
      return make_type(FieldKind::Instant, limits::kMinInstantMs, limits::kEndInstantMs - 1);
    case TypeWord::Duration:
      return make_type(FieldKind::Duration, 0, kMaxDurationMs);
    case TypeWord::Country:
      return make_type(FieldKind::Country, 0, builtins::kMaxCountryWord);
    case TypeWord::Money:
      return make_money(context, type);
    case TypeWord::Set:
      return make_set(context, type);
    case TypeWord::Named:
      return make_choice(context, type);
  }
  return nullptr;
}

namespace {

problems::DeclaredAs declared_as(const Context& context, const syntax::Field& field, const Type& type) {
  return {field.type.span, field.name.text, describe(type, context.program)};
}

bool is_inside(Context& context, syntax::ExprId id, std::string_view what, int64_t word,
               const FieldTypeT& type) {
  if (word >= type.low && word <= type.high) return true;
  const Type unit = type_of(type);
  context.sink.add(problems::out_of_range(span_of(context, id), what,
                                          write_value(type.low, unit, context.program),
                                          write_value(type.high, unit, context.program)));
  return false;
}

void take_range(Context& context, const syntax::Field& field, FieldTypeT& type) {
  if (field.low.is_none() && field.high.is_none()) return;
  const Type unit = type_of(type);
  if (!is_amount(unit) && !is_moment(unit)) {
    const Span span = span_of(context, field.low ? field.low : field.high);
    context.sink.add(problems::not_for_this_type(span, "given a range", describe(unit, context.program), {}));
    return;
  }
  const problems::Because why = declared_as(context, field, unit);
  int64_t low = type.low, high = type.high;
  const auto take_end = [&](syntax::ExprId id, std::string_view what, int64_t& end) {
    const TypedExpr* found = id ? require_constant(context, id, unit, why, what) : nullptr;
    if (found != nullptr && is_inside(context, id, what, *found->word, type)) end = *found->word;
  };
  take_end(field.low, "the lower end of a range", low);
  take_end(field.high, "the upper end of a range", high);
  if (low > high) {
    context.sink.add(problems::range_upside_down(
        cover(span_of(context, field.low), span_of(context, field.high)),
        write_value(low, unit, context.program), write_value(high, unit, context.program)));
    return;
  }
  type.low = low;
  type.high = high;
}

void take_rounded(Context& context, const syntax::Field& field, FieldTypeT& type) {
  if (!field.rounded) return;
  const bool has_fraction =
      type.kind == FieldKind::Decimal || type.kind == FieldKind::Percent || type.kind == FieldKind::Money;
  type.rounded = has_fraction;
  if (has_fraction) return;
  context.sink.add(problems::not_for_this_type(field.name.span, "rounded",
                                               describe(type_of(type), context.program),
                                               "only decimals, percents and money have digits to round"));
}

// A typed field or attribute: both have the same four members.
template <class T>
void take_field(Context& context, const syntax::Field& field, T& out) {
  out.name = field.name.text;
  out.presence = field.presence == syntax::Presence::Required   ? artefact::Presence::Required
                 : field.presence == syntax::Presence::Optional ? artefact::Presence::Optional
                                                                : artefact::Presence::Default;
  out.type = make_field_type(context, field.type);
  if (!out.type) return;
  take_range(context, field, *out.type);
  take_rounded(context, field, *out.type);
  if (field.fallback.is_none()) return;
  const Type unit = type_of(*out.type);
  const TypedExpr* value =
      require_constant(context, field.fallback, unit, declared_as(context, field, unit), "a default");
  if (value == nullptr) return;
  if (value->text) out.fallback_text = *value->text;
  if (value->word && is_inside(context, field.fallback, "the default", *value->word, *out.type))
    out.fallback = *value->word;
}

std::unique_ptr<artefact::FieldT> implied_field(const artefact::AttributeT& attribute, int32_t index) {
  auto field = std::make_unique<artefact::FieldT>();
  field->name = attribute.name;
  if (attribute.type) field->type = std::make_unique<FieldTypeT>(*attribute.type);
  field->presence = artefact::Presence::Optional;
  field->fills = index;
  return field;
}

// `own`: the fields that the event declares, by name.
void fill_attribute(Context& context, const syntax::EventDecl& decl, const syntax::EventDecl::Fill& fill,
                    const std::map<std::string, size_t>& own, artefact::EventTypeT& event) {
  const syntax::Name& name = fill.attribute;
  const auto found = context.names.values.find(name.text);
  if (found == context.names.values.end() || found->second.kind != SymbolKind::Attribute) {
    context.sink.add(problems::unknown_attribute(name, close_attributes(context, name.text)));
    return;
  }
  const uint32_t index = found->second.index;
  if (role_of_attribute(context.program, index)) {
    context.sink.add(problems::role_filled(name));
    return;
  }
  const artefact::AttributeT& attribute = *context.program.schema.attributes[index];
  if (fill.once && attribute.presence == artefact::Presence::Default)
    context.sink.add(problems::filled_already(name, context.names.attributes[index]));
  const auto place = own.find(name.text);
  if (place == own.end()) {
    event.fields.push_back(implied_field(attribute, static_cast<int32_t>(index)));
    event.fields.back()->once = fill.once;
    return;
  }
  artefact::FieldT& field = *event.fields[place->second];
  field.fills = static_cast<int32_t>(index);
  field.once = fill.once;
  if (!field.type || !attribute.type) return;
  const Type type = type_of(*field.type), wanted = type_of(*attribute.type);
  if (type == wanted) return;
  context.sink.add(
      problems::fills_other_type(decl.fields[place->second].name, describe(type, context.program),
                                 context.names.attributes[index], describe(wanted, context.program)));
}

void build_event(Context& context, const syntax::EventDecl& decl, artefact::EventTypeT& event) {
  std::map<std::string, Span> names;
  for (const syntax::Field& field : decl.fields) {
    const auto [entry, is_new] = names.emplace(field.name.text, field.name.span);
    if (!is_new) context.sink.add(problems::name_twice("field", field.name, entry->second));
    event.fields.push_back(std::make_unique<artefact::FieldT>());
    take_field(context, field, *event.fields.back());
  }
  std::map<std::string, size_t> own;
  for (size_t i = 0; i < event.fields.size(); ++i) own.emplace(event.fields[i]->name, i);
  std::map<std::string, Span> filled;
  for (const syntax::EventDecl::Fill& fill : decl.fills_in) {
    const syntax::Name& name = fill.attribute;
    const auto [entry, is_new] = filled.emplace(name.text, name.span);
    if (is_new) fill_attribute(context, decl, fill, own, event);
    if (!is_new) context.sink.add(problems::name_twice("filled attribute", name, entry->second));
  }
}

}  // namespace

namespace {

// What everybody has without a declaration.
constexpr std::array<std::string_view, 7> kStandardColumns = {"person",   "title", "hours", "weight",
                                                              "capacity", "cover", "away"};

void build_columns(Context& context, const syntax::PersonDecl& decl) {
  auto& columns = context.program.schema.person_columns;
  for (const syntax::Field& field : decl.columns) {
    const auto standard = std::find(kStandardColumns.begin(), kStandardColumns.end(), field.name.text);
    if (standard != kStandardColumns.end()) {
      context.sink.add(problems::standard_column(field.name));
      continue;
    }
    if (find_column(context.program, field.name.text) != nullptr) {
      context.sink.add(problems::column_declared(field.name));
      continue;
    }
    if (columns.size() == limits::kMaxPersonColumns)
      return context.sink.add(
          problems::too_many(field.name.span, "columns of people", limits::kMaxPersonColumns));
    columns.push_back(std::make_unique<artefact::AttributeT>());
    take_field(context, field, *columns.back());
  }
}

}  // namespace

void build_account_columns(Context& context, const syntax::AccountDecl& decl) {
  auto& columns = context.program.accounts.columns;
  for (const syntax::Field& field : decl.columns) {
    if (field.name.text == "account") {
      context.sink.add(problems::account_id_column(field.name));
      continue;
    }
    if (const auto first = find_account_column(context.program, field.name.text)) {
      context.sink.add(problems::account_column_twice(field.name.span, field.name.text,
                                                      context.names.account_columns[*first]));
      continue;
    }
    if (columns.size() == limits::kMaxAccountColumns)
      return context.sink.add(
          problems::too_many(field.name.span, "columns of accounts", limits::kMaxAccountColumns));
    context.names.account_columns.push_back(field.name.span);
    take_field(context, field, columns.emplace_back());
  }
}

void build_schema(Context& context) {
  size_t attribute = 0;
  for (const syntax::Decl& decl : context.tree.decls) {
    if (const auto* person = std::get_if<syntax::PersonDecl>(&decl.node)) build_columns(context, *person);
    if (const auto* account = std::get_if<syntax::AccountDecl>(&decl.node))
      build_account_columns(context, *account);
    const auto* lead = std::get_if<syntax::LeadDecl>(&decl.node);
    if (lead == nullptr) continue;
    for (const syntax::Field& field : lead->attributes)
      take_field(context, field, *context.program.schema.attributes[attribute++]);
  }
  for (size_t i = 0; i < context.program.schema.events.size(); ++i) {
    const auto& decl = context.decl<syntax::EventDecl>(context.names.event_decls[i]);
    build_event(context, decl, *context.program.schema.events[i]);
  }
}

}  // namespace lead::semantics
