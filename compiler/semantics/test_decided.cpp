#include "compiler/semantics/test_decided.h"

#include <algorithm>

#include "compiler/semantics/account_problems.h"
#include "compiler/semantics/check_expr.h"
#include "compiler/semantics/check_routing.h"
#include "compiler/semantics/lifecycle_problems.h"
#include "compiler/semantics/policy_words.h"
#include "compiler/semantics/steps.h"
#include "compiler/semantics/test_problems.h"
#include "compiler/semantics/type_rules.h"

namespace lead::semantics {
namespace {

constexpr std::string_view kNobody = "nobody";

bool is_decided(const Context& context, const Declared& declared) {
  switch (declared.kind) {
    case SymbolKind::Score:
    case SymbolKind::Grade:
    case SymbolKind::Matrix:
    case SymbolKind::Lifecycle:
    case SymbolKind::Sla:
    case SymbolKind::Account:
      return true;
    case SymbolKind::Attribute:
      return role_of_attribute(context.program, declared.index).has_value();
    default:
      return false;
  }
}

// With its type, by which its values are named. A role has none.
std::optional<Decided> find_decided(Context& context, const syntax::Name& name, Type& type) {
  using artefact::OutputKind;
  const auto found = context.names.values.find(name.text);
  const Declared declared = found == context.names.values.end() ? Declared{} : found->second;
  switch (declared.kind) {
    case SymbolKind::Grade:
      type = {TypeKind::Grade, declared.index};
      return Decided{OutputKind::Grade, name.text};
    case SymbolKind::Matrix:
      type = {TypeKind::Cell, declared.index};
      return Decided{OutputKind::Cell, name.text};
    case SymbolKind::Lifecycle:
      type = {TypeKind::Stage, declared.index};
      return Decided{OutputKind::Stage, context.program.lifecycles[declared.index].name};
    case SymbolKind::Sla:
      type = {TypeKind::Clock, declared.index};
      return Decided{OutputKind::Clock, name.text};
    case SymbolKind::Account:
      type = {TypeKind::Account};
      return Decided{OutputKind::Account, name.text};
    case SymbolKind::Score:
      type = {TypeKind::Band, declared.index};
      if (names_of(type, context.tree, context.program).empty()) break;
      return Decided{OutputKind::Band, name.text};
    case SymbolKind::Attribute:
      if (const auto role = role_of_attribute(context.program, declared.index))
        return Decided{OutputKind::Band, name.text, static_cast<int32_t>(*role)};
      break;
    default:
      break;
  }
  std::vector<std::string> all;
  for (const auto& [value, each] : context.names.values) {
    if (is_decided(context, each) && value != name.text) all.push_back(value);
  }
  context.sink.add(problems::nothing_decided(name,
                                             "decisions are about scores with bands, grades, matrices, "
                                             "lifecycles, promises, the account and who holds a role",
                                             diagnostics::suggest(name.text, all)));
  return std::nullopt;
}

std::optional<Expected> check_account(Context& context, const syntax::BecomesExpectation& node,
                                      const Decided& decided) {
  const auto& rows = context.program.accounts.rows;
  const std::string& name = node.value.text;
  const auto found = std::lower_bound(rows.begin(), rows.end(), name,
                                      [](const Account& row, const std::string& id) { return row.id < id; });
  if (found != rows.end() && found->id == name)
    return ExpectBecomes{decided, static_cast<uint32_t>(found - rows.begin()), {}};
  if (name == "missing") return ExpectBecomes{decided, std::nullopt, {}};
  context.sink.add(
      problems::unknown_account(node.value.span, name, close_names(context, name, context.names.accounts)));
  return std::nullopt;
}

// The rows of all routes of the role.
std::vector<std::string> rows_of(const Context& context, uint32_t role) {
  std::vector<std::string> rows;
  for (const Route& route : context.program.routes) {
    if (route.role != role) continue;
    const auto& decl = std::get<syntax::RouteDecl>(context.tree.decls[route.decl].node);
    for (const syntax::RouteRow& row : decl.rows) rows.push_back(row.name.text);
  }
  return rows;
}

std::optional<Expected> check_assigned(Context& context, const syntax::BecomesExpectation& node,
                                       Decided decided) {
  ExpectAssigned asked{decided, {}, {}};
  if (node.value.text != kNobody || is_party(context, kNobody)) {
    const auto person = check_person(context, node.value);
    if (!person) return std::nullopt;
    asked.person = *person;
  }
  if (!node.reason) return asked;
  const auto rows = rows_of(context, static_cast<uint32_t>(decided.role));
  asked.row = node.reason->text;
  if (std::find(rows.begin(), rows.end(), asked.row) != rows.end()) return asked;
  context.sink.add(problems::unknown_item(node.reason->span, asked.row,
                                          "row of a route of " + write_name(decided.block), rows,
                                          diagnostics::suggest(asked.row, rows)));
  return std::nullopt;
}

// Whether the stage is entered with that reason.
bool check_reason(Context& context, const syntax::Name& reason, uint32_t lifecycle, uint32_t stage) {
  const uint32_t decl = context.program.lifecycles[lifecycle].decl;
  const auto& entered = std::get<syntax::LifecycleDecl>(context.tree.decls[decl].node).stages[stage];
  if (!entered.reasons) {
    context.sink.add(problems::reason_unasked(reason, entered));
    return false;
  }
  const auto choice = context.names.choices.find(entered.reasons->text);
  if (choice == context.names.choices.end()) return false;  // reported where it is declared
  const auto& items = context.program.schema.choices[choice->second.index]->items;
  if (std::find(items.begin(), items.end(), reason.text) != items.end()) return true;
  context.sink.add(problems::unknown_item(reason.span, reason.text,
                                          "reason of " + write_name(entered.name.text), items,
                                          diagnostics::suggest(reason.text, items)));
  return false;
}

}  // namespace

std::optional<Decided> check_decided(Context& context, const syntax::Name& name) {
  Type type;
  return find_decided(context, name, type);
}

std::optional<Expected> check_becomes(Context& context, const syntax::BecomesExpectation& node) {
  Type type;
  const auto decided = find_decided(context, node.block, type);
  if (!decided) return std::nullopt;
  if (decided->role >= 0) return check_assigned(context, node, *decided);
  if (type.kind == TypeKind::Account) return check_account(context, node, *decided);
  const std::string& value = node.value.text;
  const auto word = word_of(type, value, context.tree, context.program);
  if (!word && value != "unrated") {
    const auto names = names_of(type, context.tree, context.program);
    context.sink.add(problems::unknown_item(node.value.span, value, describe(type, context.program), names,
                                            diagnostics::suggest(value, names)));
    return std::nullopt;
  }
  ExpectBecomes asked{*decided, {}, {}};
  if (word) asked.value = static_cast<uint32_t>(*word);
  if (!node.reason) return asked;
  if (type.kind != TypeKind::Stage || !word) {
    context.sink.add(problems::reason_of_no_stage(*node.reason, node.value));
    return std::nullopt;
  }
  if (!check_reason(context, *node.reason, type.ref, *asked.value)) return std::nullopt;
  asked.reason = node.reason->text;
  return asked;
}

}  // namespace lead::semantics
