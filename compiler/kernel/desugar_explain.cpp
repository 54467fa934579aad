#include "compiler/kernel/desugaring.h"
#include "runtime/builtins/currency.h"

namespace lead::kernel {
namespace {

using artefact::ExplainKind;
using artefact::FieldKind;
using semantics::SymbolKind;
using semantics::Type;
using semantics::TypeKind;

const Type kYesNo{TypeKind::YesNo, 0, {}};

FieldKind field_kind(TypeKind kind) {
  switch (kind) {
    case TypeKind::Number:
      return FieldKind::Number;
    case TypeKind::Decimal:
      return FieldKind::Decimal;
    case TypeKind::Percent:
      return FieldKind::Percent;
    case TypeKind::Points:
      return FieldKind::Points;
    case TypeKind::Money:
      return FieldKind::Money;
    case TypeKind::Date:
      return FieldKind::Date;
    case TypeKind::Instant:
      return FieldKind::Instant;
    case TypeKind::Duration:
      return FieldKind::Duration;
    case TypeKind::Text:
    case TypeKind::Person:
    case TypeKind::Account:
      return FieldKind::Text;
    case TypeKind::Email:
      return FieldKind::Email;
    case TypeKind::Country:
      return FieldKind::Country;
    case TypeKind::Choice:
      return FieldKind::Choice;
    case TypeKind::Set:
      return FieldKind::Set;
    case TypeKind::Band:
      return FieldKind::Band;
    case TypeKind::Grade:
      return FieldKind::Grade;
    case TypeKind::Cell:
      return FieldKind::Cell;
    case TypeKind::Bucket:
    case TypeKind::Stage:
    case TypeKind::Clock:
    case TypeKind::Label:
      return FieldKind::Bucket;  // all are words of a list of names
    case TypeKind::YesNo:
    case TypeKind::Error:
    case TypeKind::Events:
      break;
  }
  return FieldKind::YesNo;
}

uint32_t names_of(const Desugaring& d, const Type& type) {
  if (type.kind == TypeKind::Choice || type.kind == TypeKind::Set) return type.ref;
  if (type.kind == TypeKind::Band) return d.band_names[type.ref];
  if (type.kind == TypeKind::Grade) return d.grade_names[type.ref];
  if (type.kind == TypeKind::Cell) return d.cell_names[type.ref];
  if (type.kind == TypeKind::Bucket) return d.bucket_names[type.ref];
  if (type.kind == TypeKind::Stage) return d.stage_names[type.ref];
  if (type.kind == TypeKind::Clock) return d.clock_names;
  return type.kind == TypeKind::Label ? d.label_names[type.ref] : 0;
}

uint32_t add(Desugaring& d, ExplainKind kind, Span span, ExprId expr, const Type& type,
             std::vector<uint32_t> children) {
  d.kernel.explains.push_back({span, kind, expr, field_type(d, type), std::move(children)});
  return static_cast<uint32_t>(d.kernel.explains.size() - 1);
}

bool is_constant(const Desugaring& d, syntax::ExprId id) {
  const semantics::TypedExpr& typed = d.typed(id);
  return typed.word || typed.text || typed.type.is_list || typed.symbol == SymbolKind::Constant;
}

// A definition that is named outside of definitions is told with its own conditions; inside of one, by its
// name alone. So an explanation is never longer than the policy's text twice, whatever its definitions share.
enum class Definitions : uint8_t { Opened, Named };
uint32_t explain(Desugaring& d, syntax::ExprId id, Definitions definitions);

// The values that a comparison looks at, for people who ask "and what was it?".
void add_value(Desugaring& d, syntax::ExprId id, Definitions definitions, std::vector<uint32_t>& children) {
  if (!id || is_constant(d, id)) return;
  const Type& type = d.typed(id).type;
  if (type.kind == TypeKind::YesNo) {
    children.push_back(explain(d, id, definitions));
  } else {
    // What a table says is told with what it was asked.
    std::vector<uint32_t> asked;
    const auto* call = std::get_if<syntax::CallExpr>(&d.tree.exprs[id].node);
    if (call != nullptr && d.typed(id).symbol == SymbolKind::Table)
      add_value(d, call->args[0], definitions, asked);
    children.push_back(
        add(d, ExplainKind::Value, d.tree.exprs[id].span, value(d, id, {}), type, std::move(asked)));
  }
}

std::vector<uint32_t> conditions(Desugaring& d, const std::vector<syntax::ExprId>& ids,
                                 Definitions definitions) {
  std::vector<uint32_t> children;
  for (const syntax::ExprId id : ids) children.push_back(explain(d, id, definitions));
  return children;
}

// `a and b and c` is one list of three, however the parser nested it.
void flatten(const Desugaring& d, syntax::ExprId id, syntax::BinaryOp op,
             std::vector<syntax::ExprId>& operands) {
  const auto* binary = std::get_if<syntax::BinaryExpr>(&d.tree.exprs[id].node);
  if (binary == nullptr || binary->op != op) {
    operands.push_back(id);
    return;
  }
  flatten(d, binary->left, op, operands);
  flatten(d, binary->right, op, operands);
}

// The values below a leaf of the tree of conditions.
struct Operands {
  Desugaring& d;
  Definitions definitions;
  std::vector<uint32_t>& children;

  void both(syntax::ExprId left, syntax::ExprId right) const {
    add_value(d, left, definitions, children);
    add_value(d, right, definitions, children);
  }
  void operator()(const syntax::BinaryExpr& e) const { both(e.left, e.right); }
  void operator()(const syntax::KnownExpr& e) const { add_value(d, e.operand, definitions, children); }
  void operator()(const syntax::AgoExpr& e) const { add_value(d, e.operand, definitions, children); }
  void operator()(const syntax::CallExpr& e) const {
    for (const syntax::ExprId arg : e.args) add_value(d, arg, definitions, children);
  }
  void operator()(const syntax::BetweenExpr& e) const {
    add_value(d, e.operand, definitions, children);
    both(e.low, e.high);
  }
  template <class Leaf>
  void operator()(const Leaf&) const {}  // an attribute, a constant, a look at the past: it says itself
};

// The explanation of a definition that stands for a condition, made once.
int32_t explain_of_definition(Desugaring& d, uint32_t index);

struct Explainer {
  Desugaring& d;
  syntax::ExprId id;
  Definitions definitions;

  [[nodiscard]] uint32_t node(ExplainKind kind, std::vector<uint32_t> children) const {
    return add(d, kind, d.tree.exprs[id].span, condition(d, id, {}), kYesNo, std::move(children));
  }
  uint32_t operator()(const syntax::UnaryExpr& e) const {
    return node(ExplainKind::Not, conditions(d, {e.operand}, definitions));
  }
  uint32_t operator()(const syntax::CountedExpr& e) const {
    return node(ExplainKind::Counted, conditions(d, e.conditions, definitions));
  }
  uint32_t operator()(const syntax::BinaryExpr& e) const {
    if (e.op != syntax::BinaryOp::And && e.op != syntax::BinaryOp::Or) return leaf(e);
    std::vector<syntax::ExprId> operands;
    flatten(d, id, e.op, operands);
    return node(e.op == syntax::BinaryOp::And ? ExplainKind::All : ExplainKind::Any,
                conditions(d, operands, definitions));
  }
  uint32_t operator()(const syntax::NameExpr&) const {
    const semantics::TypedExpr& typed = d.typed(id);
    std::vector<uint32_t> children;
    if (typed.symbol == SymbolKind::Definition && definitions == Definitions::Opened) {
      const int32_t explain = explain_of_definition(d, typed.index);
      if (explain >= 0) children.push_back(static_cast<uint32_t>(explain));
    }
    return node(ExplainKind::Condition, std::move(children));
  }
  template <class Leaf>
  uint32_t operator()(const Leaf& e) const {
    return leaf(e);
  }

  template <class Leaf>
  uint32_t leaf(const Leaf& e) const {
    std::vector<uint32_t> children;
    Operands{d, definitions, children}(e);
    return node(ExplainKind::Condition, std::move(children));
  }
};

std::vector<uint32_t> ladder_conditions(Desugaring& d, const syntax::LadderBody& body) {
  std::vector<uint32_t> children;
  for (const syntax::ValueRow& row : body.rows) {
    if (row.condition) children.push_back(explain(d, row.condition, Definitions::Named));
  }
  return children;
}

int32_t explain_of_definition(Desugaring& d, uint32_t index) {
  if (!d.definitions[index] || d.definition_explains[index] >= 0) return d.definition_explains[index];
  const semantics::Definition& definition = d.program.definitions[index];
  const auto& decl = d.decl<syntax::DefineDecl>(definition.decl);
  uint32_t told = 0;
  if (const auto* ladder = std::get_if<syntax::LadderBody>(&decl.body)) {
    const std::vector<uint32_t> rows = ladder_conditions(d, *ladder);
    told = add(d, ExplainKind::Value, decl.name.span, d.definitions[index], definition.type, rows);
  } else if (definition.kind == semantics::Definition::Kind::Condition) {
    told = explain(d, std::get<syntax::ExprBody>(decl.body).expr, Definitions::Named);
  } else {
    const Span span = d.tree.exprs[std::get<syntax::ExprBody>(decl.body).expr].span;
    told = add(d, ExplainKind::Value, span, d.definitions[index], definition.type, {});
  }
  d.definition_explains[index] = static_cast<int32_t>(told);
  return d.definition_explains[index];
}

uint32_t explain(Desugaring& d, syntax::ExprId id, Definitions definitions) {
  return std::visit(Explainer{d, id, definitions}, d.tree.exprs[id].node);
}

}  // namespace

artefact::FieldTypeT field_type(const Desugaring& d, const Type& type) {
  artefact::FieldTypeT field;
  field.kind = field_kind(type.kind);
  field.names = names_of(d, type);
  field.low = INT64_MIN;
  field.high = INT64_MAX;
  if (type.kind == TypeKind::Money) {
    field.currency = type.currency;
    if (const auto currency = builtins::find_currency(type.currency)) field.exponent = currency->exponent;
  }
  return field;
}

uint32_t explain_condition(Desugaring& d, syntax::ExprId id) {
  return explain(d, id, Definitions::Opened);
}

void explain_definitions(Desugaring& d) {
  d.definition_explains.assign(d.program.definitions.size(), -1);
  for (uint32_t index = 0; index < d.program.definitions.size(); ++index) {
    const int32_t explain = explain_of_definition(d, index);
    if (explain < 0) continue;
    const auto& decl = d.decl<syntax::DefineDecl>(d.program.definitions[index].decl);
    d.kernel.definitions.push_back({.name = decl.name.text,
                                    .title = decl.title.value_or(""),
                                    .owner = decl.owner ? decl.owner->text : "",
                                    .because = decl.because.value_or(""),
                                    .explain = static_cast<uint32_t>(explain)});
  }
}

void explain_scores(Desugaring& d) {
  for (uint32_t index = 0; index < d.program.scores.size(); ++index) {
    const auto& rules = d.decl<syntax::ScoreDecl>(d.program.scores[index].decl).rules;
    d.owner = owner_of(d, index);
    for (uint32_t i = 0; i < rules.size(); ++i) {
      Part& part = d.kernel.scores[index].parts[i];
      const syntax::Rule& rule = rules[i];
      if (const auto* asked = std::get_if<syntax::WhileTrigger>(&rule.trigger)) {
        if (asked->condition) part.explains.push_back(explain_condition(d, asked->condition));
      } else if (std::holds_alternative<syntax::BestTrigger>(rule.trigger)) {
        for (const auto& row : std::get<syntax::LadderAmount>(rule.amount).rows) {
          if (row.condition) part.explains.push_back(explain_condition(d, row.condition));
        }
      }
    }
    d.owner = -1;
  }
}

}  // namespace lead::kernel
