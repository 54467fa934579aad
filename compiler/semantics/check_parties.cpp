// Whom a name stands for: people, teams, posts, roles of the lead and queues.
#include <algorithm>

#include "compiler/semantics/check_accounts.h"
#include "compiler/semantics/check_expr.h"
#include "compiler/semantics/check_routing.h"
#include "compiler/semantics/routing_problems.h"
#include "compiler/semantics/type_rules.h"

namespace lead::semantics {
namespace {

const Party* find_party(const Context& context, std::string_view name) {
  const auto found = context.names.parties.find(name);
  return found == context.names.parties.end() ? nullptr : &found->second;
}

std::vector<std::string> parties_of(const Context& context, PartyKind kind) {
  std::vector<std::string> names;
  for (const auto& [name, party] : context.names.parties) {
    if (party.kind == kind) names.push_back(name);
  }
  return names;
}

std::vector<std::string> close_parties(Context& context, const syntax::Name& name, PartyKind kind) {
  return close_names(context, name.text, context.names.parties.size(),
                     [&] { return parties_of(context, kind); });
}

std::optional<uint32_t> resolve(Context& context, const syntax::Name& name, PartyKind kind) {
  const Party* found = find_party(context, name.text);
  if (found != nullptr && found->kind == kind) return found->index;
  context.sink.add(problems::unknown_party(name, kind, found == nullptr ? nullptr : &found->kind,
                                           close_parties(context, name, kind)));
  return std::nullopt;
}

}  // namespace

bool is_party(const Context& context, std::string_view name) {
  return find_party(context, name) != nullptr;
}

std::vector<std::string> names_of_parties(const Context& context) {
  std::vector<std::string> names;
  for (const auto& [name, party] : context.names.parties) names.push_back(name);
  return names;
}

std::optional<uint32_t> check_role(Context& context, const syntax::Name& name) {
  return resolve(context, name, PartyKind::Role);
}
std::optional<uint32_t> check_queue(Context& context, const syntax::Name& name) {
  return resolve(context, name, PartyKind::Queue);
}
std::optional<uint32_t> check_team(Context& context, const syntax::Name& name) {
  return resolve(context, name, PartyKind::Team);
}

std::optional<std::string> check_person(Context& context, const syntax::Name& name) {
  const Party* found = find_party(context, name.text);
  if (found != nullptr && found->kind == PartyKind::Post) {
    const auto& post = context.decl<syntax::RoleDecl>(context.program.posts[found->index].decl);
    const Party* holder = find_party(context, post.person.text);
    if (holder != nullptr && holder->kind == PartyKind::Person) return post.person.text;
    return std::nullopt;  // reported where the post is declared
  }
  if (!resolve(context, name, PartyKind::Person)) return std::nullopt;
  return name.text;
}

bool infer_person(Context& context, syntax::ExprId id, const std::string& name) {
  const Party* found = find_party(context, name);
  if (found == nullptr || (found->kind != PartyKind::Person && found->kind != PartyKind::Post)) return false;
  TypedExpr& out = context.program.exprs[id.value];
  const auto person = check_person(context, {name, span_of(context, id)});
  if (!person) return true;
  out.type = {TypeKind::Person};
  out.symbol = SymbolKind::Constant;
  out.text = *person;
  return true;
}

bool infer_away(Context& context, syntax::ExprId id, const syntax::BinaryExpr& node, const Scope& scope) {
  if (node.op != syntax::BinaryOp::Is && node.op != syntax::BinaryOp::IsNot) return false;
  const auto* asked = std::get_if<syntax::NameExpr>(&context.tree.exprs[node.right].node);
  const auto* left = std::get_if<syntax::NameExpr>(&context.tree.exprs[node.left].node);
  if (asked == nullptr || asked->name.text != "away" || left == nullptr) return false;
  const TypedExpr& of = infer(context, node.left, scope);
  if (of.type.kind != TypeKind::Person) return false;
  const auto role =
      of.symbol == SymbolKind::Attribute ? role_of_attribute(context.program, of.index) : std::nullopt;
  if (!role) {
    context.sink.add(problems::away_of_no_role(span_of(context, id), left->name));
    return true;
  }
  Role& asked_of = context.program.roles[*role];
  auto& attributes = context.program.schema.attributes;
  if (asked_of.away < 0) {
    asked_of.away = static_cast<int32_t>(attributes.size());
    auto made = std::make_unique<artefact::AttributeT>();
    made->name = asked_of.name + " is away";
    made->presence = artefact::Presence::Default;
    made->type = std::make_unique<artefact::FieldTypeT>();
    made->type->kind = artefact::FieldKind::YesNo;
    made->type->high = 1;
    if (const auto named = context.names.values.find(made->name); named != context.names.values.end())
      context.sink.add(problems::name_twice("role", {made->name, named->second.span}, asked_of.span));
    attributes.push_back(std::move(made));
    context.names.attributes.push_back(asked_of.span);
  }
  // A text that nobody is called: `desugar` knows it by its symbol.
  TypedExpr& right = context.program.exprs[node.right.value];
  right.type = {TypeKind::Person};
  right.symbol = SymbolKind::Constant;
  right.index = static_cast<uint32_t>(asked_of.away);
  right.text = "away";
  context.program.exprs[id.value].type = {TypeKind::YesNo};
  return true;
}

const artefact::AttributeT* find_column(const Program& program, std::string_view name, uint32_t* place) {
  const auto& columns = program.schema.person_columns;
  for (uint32_t i = 0; i < columns.size(); ++i) {
    if (columns[i]->name != name) continue;
    if (place != nullptr) *place = i;
    return columns[i].get();
  }
  return nullptr;
}

void infer_column(Context& context, syntax::ExprId id, const Scope& scope) {
  const auto& node = std::get<syntax::ColumnExpr>(context.tree.exprs[id].node);
  const auto named = context.names.values.find(node.row.text);
  if (named != context.names.values.end() && named->second.kind == SymbolKind::Account)
    return infer_account_column(context, id, scope);
  context.sink.add(problems::column_asked(span_of(context, id), node));
}

void infer_matches(Context& context, syntax::ExprId id, const Scope& scope) {
  const auto& node = std::get<syntax::MatchesExpr>(context.tree.exprs[id].node);
  const Span span = span_of(context, id);
  context.program.exprs[id.value].type = {TypeKind::YesNo};
  if (!scope.of_row) return context.sink.add(problems::matches_nothing(span));
  const auto* name = std::get_if<syntax::NameExpr>(&context.tree.exprs[node.column].node);
  const artefact::AttributeT* column =
      name == nullptr ? nullptr : find_column(context.program, name->name.text);
  if (column == nullptr) {
    std::vector<std::string> all;
    for (const auto& each : context.program.schema.person_columns) all.push_back(each->name);
    const std::string wanted = name == nullptr ? "" : name->name.text;
    context.sink.add(problems::unknown_column(span_of(context, node.column), wanted,
                                              close_names(context, wanted, all.size(), [&] { return all; })));
    return;
  }
  const TypedExpr& read = infer(context, node.column, scope);
  const auto found = context.names.values.find(column->name);
  if (found == context.names.values.end() || found->second.kind != SymbolKind::Attribute)
    return context.sink.add(problems::matches_no_attribute(span, column->name));
  const auto& attribute = context.program.schema.attributes[found->second.index];
  if (!attribute->type || !column->type) return;
  const Type mine = read.type, lead = type_of(*attribute->type);
  const bool is_item = is_set(mine) && lead == Type{TypeKind::Choice, mine.ref};
  if (mine == lead || is_item) return;
  context.sink.add(problems::matches_other_type(span, describe(mine, context.program), found->second.span,
                                                describe(lead, context.program)));
}

}  // namespace lead::semantics
