// Definitions: conditions, values, ladders of labels, lists and groups of events.
//
// The type of a definition is that of its body, and it may be read before it is written. So each is checked
// after those whose names occur in it, by a stack of our own: a chain of ten thousand definitions is no
// recursion. A name may turn out to mean something else than the definition it looked like (an item, say);
// only then, or in a circle, a definition is first met in the middle of another and checked there and then: a
// detour. BOUND: kMaxDetours.
#include <algorithm>
#include <set>

#include "compiler/semantics/check_expr.h"
#include "compiler/semantics/steps.h"
#include "compiler/semantics/type_rules.h"
#include "runtime/base/overloaded.h"

namespace lead::semantics {
namespace {

using syntax::ExprId;

constexpr uint32_t kMaxDetours = 16;  // each may nest as deep as an expression

const syntax::DefineDecl& decl_of(const Context& context, uint32_t index) {
  return context.decl<syntax::DefineDecl>(context.program.definitions[index].decl);
}

// --- which definitions a definition may read
// --------------------------------------------------------------------

struct Mentions {
  const Context& context;
  std::vector<uint32_t> definitions;

  void name(const NameSpace& space, const std::string& text) {
    const auto found = space.find(text);
    if (found != space.end() && found->second.kind == SymbolKind::Definition)
      definitions.push_back(found->second.index);
  }
  void walk(ExprId id);
  void walk_all(const std::vector<ExprId>& ids) {
    for (const ExprId id : ids) walk(id);
  }
};

void Mentions::walk(ExprId id) {
  if (id.is_none()) return;
  std::visit(
      overloaded{
          [&](const syntax::NameExpr& node) { name(context.names.values, node.name.text); },
          [&](const syntax::ListExpr& node) { walk_all(node.items); },
          [&](const syntax::CallExpr& node) { walk_all(node.args); },
          [&](const syntax::UnaryExpr& node) { walk(node.operand); },
          [&](const syntax::BinaryExpr& node) { walk(node.left), walk(node.right); },
          [&](const syntax::KnownExpr& node) { walk(node.operand); },
          [&](const syntax::BetweenExpr& node) { walk(node.operand), walk(node.low), walk(node.high); },
          [&](const syntax::AgoExpr& node) { walk(node.operand); },
          [&](const syntax::PastExpr& node) {
            name(context.names.events, node.event.text), walk(node.field), walk(node.where);
          },
          [&](const syntax::CountedExpr& node) { walk_all(node.conditions); },
          [](const Literal auto&) {},
          [](const syntax::StageExpr&) {},
          [](const syntax::ColumnExpr&) {},
          [&](const syntax::MatchesExpr& node) { walk(node.column); },
          [](const syntax::ErrorExpr&) {},
      },
      context.tree.exprs[id].node);
}

std::vector<uint32_t> mentioned_by(const Context& context, uint32_t index) {
  Mentions mentions{context, {}};
  std::visit(overloaded{
                 [&](const syntax::ExprBody& body) { mentions.walk(body.expr); },
                 [&](const syntax::LadderBody& body) {
                   for (const syntax::ValueRow& row : body.rows)
                     mentions.walk(row.value), mentions.walk(row.condition);
                 },
                 [&](const syntax::EventsBody& body) {
                   for (const syntax::Name& event : body.events)
                     mentions.name(context.names.events, event.text);
                 },
             },
             decl_of(context, index).body);
  return mentions.definitions;
}

// --- the bodies
// -------------------------------------------------------------------------------------------------

void check_expr_body(Context& context, uint32_t index, const syntax::ExprBody& body, const Scope& scope) {
  const TypedExpr& found = infer(context, body.expr, scope);
  Definition& definition = context.program.definitions[index];
  definition.type = found.type;
  const bool is_condition = found.type == Type{TypeKind::YesNo};
  definition.kind = found.type.is_list ? Definition::Kind::List
                    : is_condition     ? Definition::Kind::Condition
                                       : Definition::Kind::Value;
  definition.may_be_missing = found.may_be_missing && !is_condition;  // a condition is met or not met
}

bool is_bare_word(const Context& context, ExprId id, const Scope& scope) {
  const auto* node = std::get_if<syntax::NameExpr>(&context.tree.exprs[id].node);
  return node != nullptr && !is_value_name(context, scope, node->name.text);
}

void take_labels(Context& context, uint32_t index, const syntax::LadderBody& body) {
  Definition& definition = context.program.definitions[index];
  definition.type = {TypeKind::Label, index};
  for (const syntax::ValueRow& row : body.rows) {
    const std::string& label = std::get<syntax::NameExpr>(context.tree.exprs[row.value].node).name.text;
    const auto found = std::find(definition.labels.begin(), definition.labels.end(), label);
    TypedExpr& value = context.program.exprs[row.value.value];
    value.type = definition.type;
    value.symbol = SymbolKind::Constant;
    value.word = found - definition.labels.begin();
    if (found == definition.labels.end()) definition.labels.push_back(label);
  }
}

// Rows that know their type, then bare words, which may be items of that type. All of one type.
void take_values(Context& context, uint32_t index, const syntax::LadderBody& body, const Scope& scope) {
  Definition& definition = context.program.definitions[index];
  std::optional<ExprId> first;
  for (const bool is_bare_turn : {false, true}) {
    for (const syntax::ValueRow& row : body.rows) {
      if (is_bare_word(context, row.value, scope) != is_bare_turn) continue;
      const Type seen = definition.type;
      const TypedExpr& value = infer(context, row.value, scope, first ? &seen : nullptr);
      definition.may_be_missing |= value.may_be_missing;
      if (value.type.is_list) {
        context.sink.add(
            problems::not_a_value(span_of(context, row.value), describe(value.type, context.program), {}));
        definition.type = {};
        return;
      }
      if (first && !agree(value.type, seen)) {
        context.sink.add(problems::mixed_rows(span_of(context, row.value),
                                              describe(value.type, context.program), span_of(context, *first),
                                              describe(seen, context.program), {}));
        definition.type = {};
        return;
      }
      definition.type = first ? wider(value.type, seen) : value.type;
      if (!first) first = row.value;
    }
  }
}

void check_ladder(Context& context, uint32_t index, const syntax::LadderBody& body, const Scope& scope) {
  context.program.definitions[index].kind = Definition::Kind::Ladder;
  bool has_otherwise = false;
  for (const syntax::ValueRow& row : body.rows) {
    if (row.condition) require_condition(context, row.condition, scope, row.span);
    has_otherwise |= row.condition.is_none();
  }
  const bool are_labels = std::all_of(body.rows.begin(), body.rows.end(), [&](const syntax::ValueRow& row) {
    return is_bare_word(context, row.value, scope);
  });
  if (are_labels) {
    take_labels(context, index, body);
  } else {
    take_values(context, index, body, scope);
  }
  context.program.definitions[index].may_be_missing |= !has_otherwise;
}

void check_events(Context& context, uint32_t index, const syntax::EventsBody& body, const Scope& scope) {
  std::vector<uint32_t> all;
  bool is_complete = true;
  for (const syntax::Name& event : body.events) {
    const auto events = resolve_events(context, event, scope);
    is_complete = is_complete && events;
    if (!events) continue;
    const auto& members = context.program.event_sets[*events];
    all.insert(all.end(), members.begin(), members.end());
  }
  if (!is_complete) return;
  const uint32_t event_set = add_event_set(context.program, std::move(all));
  context.program.definitions[index].event_set = event_set;
  context.program.definitions[index].type = {TypeKind::Events};
}

void check_one(Context& context, uint32_t index) {
  context.definitions[index] = Progress::Started;
  const syntax::DefineDecl& define = decl_of(context, index);
  const Scope scope{Program::Derived{SymbolKind::Definition, index}, std::nullopt};
  if (define.since) {
    require_constant(context, define.since, {TypeKind::Date}, problems::DeclaredAs{{}, "since", "date"},
                     "`since`");
  }
  std::visit(overloaded{
                 [&](const syntax::ExprBody& body) { check_expr_body(context, index, body, scope); },
                 [&](const syntax::LadderBody& body) { check_ladder(context, index, body, scope); },
                 [&](const syntax::EventsBody& body) { check_events(context, index, body, scope); },
             },
             define.body);
  context.definitions[index] = Progress::Done;
}

struct Visit {
  uint32_t index;
  std::vector<uint32_t> mentioned;
  size_t next = 0;
};

void check_after_mentioned(Context& context, uint32_t root) {
  std::set<uint32_t> seen{root};
  std::vector<Visit> stack{{root, mentioned_by(context, root)}};
  while (!stack.empty()) {
    Visit& top = stack.back();
    if (top.next < top.mentioned.size()) {
      const uint32_t other = top.mentioned[top.next++];
      if (context.definitions[other] != Progress::NotStarted || !seen.insert(other).second) continue;
      stack.push_back({other, mentioned_by(context, other)});
      continue;
    }
    const uint32_t index = top.index;
    stack.pop_back();
    if (context.definitions[index] == Progress::NotStarted) check_one(context, index);
  }
}

}  // namespace

bool check_definition(Context& context, uint32_t index) {
  if (context.definitions[index] != Progress::NotStarted) return context.definitions[index] == Progress::Done;
  if (context.detours >= kMaxDetours) {
    context.sink.add(problems::definitions_too_deep(decl_of(context, index).name.span));
    return false;
  }
  ++context.detours;
  check_after_mentioned(context, index);
  --context.detours;
  return context.definitions[index] == Progress::Done;
}

void check_definitions(Context& context) {
  for (uint32_t i = 0; i < context.program.definitions.size(); ++i) (void)check_definition(context, i);
}

}  // namespace lead::semantics
