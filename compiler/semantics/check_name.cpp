// Bare names: an item of the type that is wanted, a field of the event, or something declared.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/semantics/account_problems.h"
#include "compiler/semantics/builtins.h"
#include "compiler/semantics/check_accounts.h"
#include "compiler/semantics/check_expr.h"
#include "compiler/semantics/check_routing.h"
#include "compiler/semantics/policy_words.h"
#include "compiler/semantics/routing_problems.h"
#include "compiler/semantics/sla_problems.h"
#include "compiler/semantics/steps.h"
#include "compiler/semantics/type_rules.h"

namespace lead::semantics {
namespace {

using syntax::ExprId;

std::string_view kind_word(SymbolKind kind) {
  switch (kind) {
    case SymbolKind::Attribute:
      return "attribute";
    case SymbolKind::PayloadField:
      return "field of the event";
    case SymbolKind::Definition:
      return "definition";
    case SymbolKind::Bucket:
      return "bands";
    case SymbolKind::Score:
      return "score";
    case SymbolKind::Grade:
      return "grade";
    case SymbolKind::Matrix:
      return "matrix";
    case SymbolKind::Lifecycle:
      return "lifecycle";
    case SymbolKind::Sla:
      return "promise";
    case SymbolKind::Account:
      return "account";
    case SymbolKind::None:
    case SymbolKind::Constant:
    case SymbolKind::Function:
    case SymbolKind::Table:
    case SymbolKind::Now:
    case SymbolKind::EventSet:
      return "value";
  }
  return "value";
}

// The field of that name that an event declares itself. One that is there only because of `fills in` is read
// as the attribute it has just filled: that is the same value, and still known where this event did not bring
// one.
const artefact::FieldT* own_field(const Context& context, uint32_t event, std::string_view name) {
  const auto& fields = context.program.schema.events[event]->fields;
  const size_t own_count = context.decl<syntax::EventDecl>(context.names.event_decls[event]).fields.size();
  const auto end = fields.begin() + static_cast<std::ptrdiff_t>(std::min(own_count, fields.size()));
  const auto found =
      std::find_if(fields.begin(), end, [&](const auto& field) { return field->name == name; });
  return found == end ? nullptr : found->get();
}

// A field of the payload, and the events that have it with one type and those that do not.
struct PayloadField {
  TypedExpr value;
  std::vector<std::string> with, without;
};

PayloadField find_field(const Context& context, const Scope& scope, const std::string& name) {
  PayloadField result;
  result.value.symbol = SymbolKind::PayloadField;
  result.value.name = name;
  if (scope.of_person) {
    const artefact::AttributeT* column = find_column(context.program, name);
    if (column != nullptr && column->type) result.value.type = type_of(*column->type);
    result.value.may_be_missing = column != nullptr && column->presence == artefact::Presence::Optional;
    return result;
  }
  for (const uint32_t event : context.program.event_sets[*scope.event_set]) {
    const artefact::FieldT* field = own_field(context, event, name);
    const Type type = field != nullptr && field->type ? type_of(*field->type) : Type{};
    const bool fits = field != nullptr && (result.with.empty() || type == result.value.type);
    (fits ? result.with : result.without).push_back(context.program.schema.events[event]->name);
    if (!fits) continue;
    result.value.type = type;
    result.value.may_be_missing |= field->presence == artefact::Presence::Optional;
  }
  return result;
}

TypedExpr value_of(Context& context, const Scope& scope, const Declared& declared) {
  TypedExpr result{
      .type = {}, .symbol = declared.kind, .index = declared.index, .name = {}, .word = {}, .text = {}};
  switch (declared.kind) {
    case SymbolKind::Attribute: {
      const artefact::AttributeT& attribute = *context.program.schema.attributes[declared.index];
      if (attribute.type) result.type = type_of(*attribute.type);
      result.may_be_missing = scope.alone || attribute.presence == artefact::Presence::Optional;
      break;
    }
    case SymbolKind::Definition: {
      if (!check_definition(context, declared.index)) break;
      const Definition& definition = context.program.definitions[declared.index];
      result.type = definition.type;
      result.may_be_missing = definition.may_be_missing;
      break;
    }
    case SymbolKind::Bucket:
      result.type = {TypeKind::Bucket, declared.index};
      result.may_be_missing = context.program.buckets[declared.index].may_be_missing;
      break;
    case SymbolKind::Score:
      result.type = {TypeKind::Points};
      break;
    case SymbolKind::Grade:
      result.type = {TypeKind::Grade, context.program.grades[declared.index].ladder};
      result.may_be_missing = context.program.grades[declared.index].may_be_missing;
      break;
    case SymbolKind::Matrix:
      result.type = {TypeKind::Cell, declared.index};
      break;
    case SymbolKind::Lifecycle:
      result.type = {TypeKind::Stage, declared.index};
      break;
    case SymbolKind::Sla:
      result.type = {TypeKind::Clock, declared.index};
      break;
    case SymbolKind::Account:
      result.type = {TypeKind::Account};
      result.may_be_missing = true;
      break;
    case SymbolKind::Now:
      result.type = {TypeKind::Instant};
      break;
    case SymbolKind::None:
    case SymbolKind::PayloadField:
    case SymbolKind::Constant:
    case SymbolKind::Function:
    case SymbolKind::Table:
    case SymbolKind::EventSet:
      break;
  }
  return result;
}

const Declared* find_value(const Context& context, std::string_view name) {
  static constexpr Declared kNow{SymbolKind::Now, 0, {}};
  const auto found = context.names.values.find(name);
  if (found != context.names.values.end()) return &found->second;
  return name == "now" ? &kNow : nullptr;
}

std::optional<TypedExpr> resolve_value(Context& context, Span span, const Scope& scope,
                                       const std::string& name) {
  if (is_payload_name(context, scope, name)) {
    PayloadField field = find_field(context, scope, name);
    if (field.without.empty()) return field.value;
    context.sink.add(problems::field_not_in_every(span, name, field.with, field.without));
    return TypedExpr{};
  }
  const Declared* declared = find_value(context, name);
  if (declared == nullptr) return std::nullopt;
  note_read(context, scope, declared->kind, declared->index, span);
  return value_of(context, scope, *declared);
}

std::vector<std::string> value_names(const Context& context, const Scope& scope) {
  std::vector<std::string> names;
  if (scope.of_person) {
    for (const auto& column : context.program.schema.person_columns) names.push_back(column->name);
  }
  if (scope.event_set) {
    for (const uint32_t event : context.program.event_sets[*scope.event_set]) {
      const auto& own = context.decl<syntax::EventDecl>(context.names.event_decls[event]).fields;
      for (const syntax::Field& field : own) names.push_back(field.name.text);
    }
  }
  const std::vector<std::string> declared = names_in(context.names.values);
  names.insert(names.end(), declared.begin(), declared.end());
  return names;
}

// How much there is to look through before nothing is found.
size_t value_count(const Context& context, const Scope& scope) {
  size_t count = context.names.values.size();
  for (const auto& choice : context.program.schema.choices) count += choice->items.size();
  for (const auto& event : context.program.schema.events) count += event->fields.size();
  if (!scope.event_set) return count;
  for (const uint32_t event : context.program.event_sets[*scope.event_set])
    count += context.program.schema.events[event]->fields.size();
  return count;
}

// `interests is roi`: a set is asked for its items in another way.
std::string hint_for_set(const Context& context, const std::string& name, const Type* wanted) {
  if (wanted == nullptr || wanted->kind != TypeKind::Set) return {};
  const auto& items = context.program.schema.choices[wanted->ref]->items;
  if (std::find(items.begin(), items.end(), name) == items.end()) return {};
  return fmt::format("of a set ask `has {}`", write_name(name));
}

// What else the name means, if it is no value here.
std::string hint_for(const Context& context, const std::string& name) {
  const auto& lifecycles = context.program.lifecycles;
  if (name == "stage" && lifecycles.size() > 1)
    return fmt::format("there are several lifecycles: say whose stage, as in `{} is …` or `{} is …`",
                       write_name(lifecycles[0].name), write_name(lifecycles[1].name));
  if (context.names.tables.contains(name))
    return fmt::format("`{0}` is a table: `{0}(text)` says what it gives", name);
  for (const BuiltinInfo& info : kBuiltins) {
    if (info.name == name) return fmt::format("`{0}` is a function: `{0}(…)` is what it gives", name);
  }
  if (is_party(context, name))
    return fmt::format("`{}` is somebody: ask whether a role is theirs, as in `owner is {}`", name,
                       write_name(name));
  if (context.names.events.contains(name))
    return fmt::format("`{0}` is an event: ask for `any {0}` or `count of {0}`", name);
  if (context.names.choices.contains(name))
    return fmt::format("`{}` is a choice, the type of an attribute", name);
  for (const auto& choice : context.program.schema.choices) {
    const bool is_item = std::find(choice->items.begin(), choice->items.end(), name) != choice->items.end();
    if (is_item)
      return fmt::format(
          "`{}` is an item of the choice `{}`, and stands behind a comparison or in `list {{ … }}`", name,
          choice->name);
  }
  for (const auto& event : context.program.schema.events) {
    const bool has_field = std::any_of(event->fields.begin(), event->fields.end(),
                                       [&](const auto& field) { return field->name == name; });
    if (has_field)
      return fmt::format("`{}` is a field of the event `{}`, which can be read where that event is the cause",
                         name, event->name);
  }
  return {};
}

void report_unknown(Context& context, Span span, const Scope& scope, const std::string& name,
                    const Type* hint) {
  if (hint != nullptr && is_error(*hint))
    return;  // the other side is wrong already, and could have said what this is
  const bool wants_item = hint != nullptr && is_named(*hint);
  if (hint != nullptr && *hint == Type{TypeKind::Person}) {
    (void)check_person(context, {name, span});
  } else if (hint != nullptr && *hint == Type{TypeKind::Account}) {
    context.sink.add(
        problems::unknown_account(span, name, close_names(context, name, context.names.accounts)));
  } else if (!wants_item) {
    const auto close =
        close_names(context, name, value_count(context, scope), [&] { return value_names(context, scope); });
    const bool may_look = close.empty() && context.names_compared <= limits::kMaxNamesCompared;
    std::string advice = hint_for_set(context, name, hint);
    if (may_look && advice.empty()) advice = hint_for(context, name);
    if (may_look && advice.empty() && hint != nullptr && hint->kind == TypeKind::Text)
      advice = fmt::format("a text stands in quotes: `\"{}\"`", name);
    context.sink.add(problems::unknown_name(span, name, close, std::move(advice)));
  }
  if (!wants_item) return;
  const bool may_list = context.names_compared <= limits::kMaxNamesCompared;
  const std::vector<std::string> items =
      may_list ? names_of(*hint, context.tree, context.program) : std::vector<std::string>();
  context.sink.add(problems::unknown_item(span, name, describe(*hint, context.program), items,
                                          close_names(context, name, items.size(), [&] { return items; })));
}

// An item of the wanted type wins over a value of another type; against a value of the same type it is a
// clash.
bool clashes(Context& context, Span span, const Scope& scope, const std::string& name, const Type& hint) {
  if (!is_value_name(context, scope, name)) return false;
  const Declared* declared = is_payload_name(context, scope, name) ? nullptr : find_value(context, name);
  const TypedExpr value =
      declared == nullptr ? find_field(context, scope, name).value : value_of(context, scope, *declared);
  const bool is_band_and_score = hint.kind == TypeKind::Band && value.type.kind == TypeKind::Points;
  if (is_error(value.type) || (value.type != hint && !is_band_and_score)) return false;
  context.sink.add(
      problems::name_clash(span, name, describe(hint, context.program),
                           kind_word(declared == nullptr ? SymbolKind::PayloadField : declared->kind),
                           declared == nullptr ? Span{} : declared->span));
  return true;
}

}  // namespace

bool is_payload_name(const Context& context, const Scope& scope, std::string_view name) {
  if (scope.of_person) return find_column(context.program, name) != nullptr;
  if (!scope.event_set) return false;
  const auto& events = context.program.event_sets[*scope.event_set];
  return std::any_of(events.begin(), events.end(),
                     [&](uint32_t event) { return own_field(context, event, name) != nullptr; });
}

bool is_value_name(const Context& context, const Scope& scope, std::string_view name) {
  return is_payload_name(context, scope, name) || find_value(context, name) != nullptr;
}

void note_read(Context& context, const Scope& scope, SymbolKind kind, uint32_t index, Span span) {
  const bool is_derived = kind == SymbolKind::Definition || kind == SymbolKind::Bucket ||
                          kind == SymbolKind::Score || kind == SymbolKind::Grade ||
                          kind == SymbolKind::Matrix || kind == SymbolKind::Account;
  if (scope.reader && is_derived) context.reads.push_back({*scope.reader, {kind, index}, span});
}

void infer_name(Context& context, ExprId id, const Scope& scope, const Type* hint) {
  const std::string& name = std::get<syntax::NameExpr>(context.tree.exprs[id].node).name.text;
  const Span span = span_of(context, id);
  if (hint != nullptr && is_named(*hint)) {
    if (const auto word = word_of(*hint, name, context.tree, context.program)) {
      if (clashes(context, span, scope, name, *hint)) return;
      TypedExpr& out = context.program.exprs[id.value];
      out.type = *hint;
      out.symbol = SymbolKind::Constant;
      out.word = word;
      return;
    }
  }
  const bool wants_person = hint != nullptr && *hint == Type{TypeKind::Person};
  if (wants_person && !is_value_name(context, scope, name) && infer_person(context, id, name)) return;
  const bool wants_account = hint != nullptr && *hint == Type{TypeKind::Account};
  if (wants_account && !is_value_name(context, scope, name) && infer_account(context, id, name)) return;
  auto value = resolve_value(context, span, scope, name);
  if (!value) return report_unknown(context, span, scope, name, hint);
  if (value->symbol == SymbolKind::Sla && !scope.of_test) {
    context.sink.add(problems::clock_asked(span, name));
    return;
  }
  context.program.exprs[id.value] = std::move(*value);
}

}  // namespace lead::semantics
