#include "compiler/semantics/range_reader.h"

#include "compiler/semantics/builtins.h"
#include "compiler/semantics/policy_words.h"
#include "compiler/semantics/type_rules.h"
#include "runtime/base/limits.h"

namespace lead::semantics {

namespace {

using syntax::BinaryOp;
using syntax::ExprId;
using syntax::PastKind;

constexpr Wide kDayMs = 86'400'000;
constexpr Interval kInstants{limits::kMinInstantMs, limits::kEndInstantMs - 1};
constexpr Wide kMostEvents = 1'000'000'000'000;  // of one lead, since its birth
constexpr uint32_t kMaxDepth = 200;  // BOUND: definitions read through while a repair is tried out

bool has_range(const Type& type) {
  return is_amount(type) || is_moment(type);
}
bool is_comparison(BinaryOp op) {
  return op >= BinaryOp::Is && op <= BinaryOp::AtLeast;
}

// A period of the calendar has no word: it depends on where it starts.
Interval read_months(const syntax::Duration& duration) {
  const Wide months =
      duration.unit == syntax::Unit::Year ? Wide{12} * duration.amount : Wide{duration.amount};
  return {months * 28 * kDayMs, months * 31 * kDayMs};
}

}  // namespace

RangeReader::RangeReader(const syntax::SyntaxTree& tree, const Program& program)
    : tree_(tree), program_(program) {
  for (const syntax::Decl& decl : tree.decls) {
    if (const auto* lead = std::get_if<syntax::LeadDecl>(&decl.node)) {
      for (const syntax::Field& field : lead->attributes) attributes_.emplace(field.name.text, &field);
    }
    if (const auto* event = std::get_if<syntax::EventDecl>(&decl.node)) {
      for (const syntax::Field& field : event->fields)
        fields_.emplace(std::pair(event->name.text, field.name.text), &field);
    }
    if (const auto* person = std::get_if<syntax::PersonDecl>(&decl.node)) {
      for (const syntax::Field& field : person->columns) columns_.emplace(field.name.text, &field);
    }
  }
  for (const auto& attribute : program.schema.attributes) {
    if (const auto found = attributes_.find(attribute->name); found != attributes_.end())
      types_[found->second] = attribute->type.get();
  }
  for (const auto& column : program.schema.person_columns) {
    if (const auto found = columns_.find(column->name); found != columns_.end())
      types_[found->second] = column->type.get();
  }
  for (const auto& event : program.schema.events) {
    for (const auto& field : event->fields) {
      if (const auto found = fields_.find({event->name, field->name}); found != fields_.end())
        types_[found->second] = field->type.get();
    }
  }
}

Interval RangeReader::declared(Input input) const {
  if (assumed != nullptr) {
    if (const auto found = assumed->find(input); found != assumed->end()) return found->second;
  }
  const artefact::FieldTypeT& type = *types_.at(input);
  return {type.low, type.high};
}

Type RangeReader::type_of(Input input) const {
  return semantics::type_of(*types_.at(input));
}

std::optional<Interval> RangeReader::checked(ExprId id, const Interval& range,
                                             std::optional<uint32_t> event_set) {
  if (fits(range)) return range;
  if (on_too_large) on_too_large(id, range, event_set);
  return std::nullopt;
}

// An operand brought to the scale of `to`: whole numbers beside decimals.
std::optional<Interval> RangeReader::rescaled(ExprId id, std::optional<Interval> range, const Type& to,
                                              std::optional<uint32_t> event_set) {
  if (!range) return range;
  const int64_t from_scale = scale_of(program_.exprs[id.value].type);
  const int64_t to_scale = scale_of(to);
  return to_scale <= from_scale ? range : checked(id, scale(*range, to_scale / from_scale), event_set);
}

std::optional<Interval> RangeReader::read(ExprId id, std::optional<uint32_t> event_set) {
  if (!id) return std::nullopt;
  const auto range = read_node(id, event_set);
  if (range && on_range) on_range(id, *range);
  return range;
}

std::optional<Interval> RangeReader::read_node(ExprId id, std::optional<uint32_t> event_set) {
  const syntax::Expr& expr = tree_.exprs[id];
  const TypedExpr& typed = program_.exprs[id.value];
  if (const auto* node = std::get_if<syntax::BinaryExpr>(&expr.node))
    return read_binary(id, *node, event_set);
  if (const auto* node = std::get_if<syntax::PastExpr>(&expr.node)) return read_past(id, *node);
  if (const auto* node = std::get_if<syntax::CallExpr>(&expr.node)) return read_call(id, *node, event_set);
  if (const auto* node = std::get_if<syntax::UnaryExpr>(&expr.node)) {
    const auto operand = read(node->operand, event_set);
    if (!operand || node->op == syntax::UnaryOp::Not) return std::nullopt;
    return checked(id, negate(*operand), event_set);
  }
  if (const auto* node = std::get_if<syntax::KnownExpr>(&expr.node))
    return read(node->operand, event_set), std::nullopt;
  if (const auto* node = std::get_if<syntax::AgoExpr>(&expr.node))
    return read(node->operand, event_set), std::nullopt;
  if (std::holds_alternative<syntax::ColumnExpr>(expr.node) && typed.symbol == SymbolKind::Account) {
    const auto& type = program_.accounts.columns[typed.index].type;
    return is_text(typed.type) ? std::nullopt : std::optional(Interval{type->low, type->high});
  }
  if (const auto* node = std::get_if<syntax::BetweenExpr>(&expr.node)) {
    for (ExprId part : {node->operand, node->low, node->high}) {
      rescaled(part, read(part, event_set),
               wider(program_.exprs[node->operand.value].type, program_.exprs[node->low.value].type),
               event_set);
    }
    return std::nullopt;
  }
  if (const auto* node = std::get_if<syntax::CountedExpr>(&expr.node)) {
    for (ExprId condition : node->conditions) read(condition, event_set);
    return std::nullopt;
  }
  if (const auto* node = std::get_if<syntax::ListExpr>(&expr.node)) {
    for (ExprId item : node->items) read(item, event_set);
    return std::nullopt;
  }
  if (!has_range(typed.type)) return std::nullopt;
  if (typed.word) return Interval{*typed.word, *typed.word};
  if (const auto* node = std::get_if<syntax::NameExpr>(&expr.node)) return read_name(id, *node, event_set);
  if (const auto* node = std::get_if<syntax::DurationExpr>(&expr.node)) return read_months(node->duration);
  return std::nullopt;
}

std::vector<Input> RangeReader::inputs_of_name(ExprId id, std::optional<uint32_t> event_set) const {
  const TypedExpr& typed = program_.exprs[id.value];
  std::vector<Input> inputs;
  if (typed.symbol == SymbolKind::Attribute) {
    const auto found = attributes_.find(program_.schema.attributes[typed.index]->name);
    if (found != attributes_.end()) inputs.push_back(found->second);
  }
  if (typed.symbol == SymbolKind::PayloadField && !event_set) {  // of the person looked at
    const auto found = columns_.find(typed.name);
    if (found != columns_.end()) inputs.push_back(found->second);
  }
  if (typed.symbol == SymbolKind::PayloadField && event_set) {
    for (uint32_t event : program_.event_sets[*event_set]) {
      const auto found = fields_.find({program_.schema.events[event]->name, typed.name});
      if (found != fields_.end()) inputs.push_back(found->second);
    }
  }
  return inputs;
}

std::optional<Interval> RangeReader::read_name(ExprId id, const syntax::NameExpr&,
                                               std::optional<uint32_t> event_set) {
  const TypedExpr& typed = program_.exprs[id.value];
  switch (typed.symbol) {
    case SymbolKind::Attribute:
    case SymbolKind::PayloadField: {
      std::optional<Interval> range;
      for (Input input : inputs_of_name(id, event_set))
        range = range ? hull(*range, declared(input)) : declared(input);
      return range;
    }
    case SymbolKind::Definition:
      return read_definition(typed.index);
    case SymbolKind::Score: {
      if (typed.type.kind != TypeKind::Points) return std::nullopt;
      const Score& score = program_.scores[typed.index];
      const Wide most = limits::kMaxHeldMillionths * static_cast<Wide>(score.rules.size() + 1);
      return Interval{score.low, std::max<Wide>(score.low, std::min<Wide>(score.high, most))};
    }
    case SymbolKind::Now:
      return kInstants;
    case SymbolKind::None:
    case SymbolKind::Bucket:
    case SymbolKind::Grade:
    case SymbolKind::Matrix:
    case SymbolKind::Lifecycle:
    case SymbolKind::Sla:
    case SymbolKind::Account:
    case SymbolKind::Constant:
    case SymbolKind::Function:
    case SymbolKind::Table:
    case SymbolKind::EventSet:
      break;
  }
  return std::nullopt;
}

std::optional<Interval> RangeReader::read_definition(uint32_t index) {
  const Definition& definition = program_.definitions[index];
  if (assumed == nullptr) {
    if (definition.low == INT64_MIN && definition.high == INT64_MAX) return std::nullopt;  // not proved
    return Interval{definition.low, definition.high};
  }
  if (depth_ >= kMaxDepth) return std::nullopt;
  ++depth_;
  std::optional<Interval> range;
  for (ExprId value : values_of(index)) {
    const auto one = rescaled(value, read(value), definition.type, {});
    if (!one) {
      range.reset();
      break;
    }
    range = range ? hull(*range, *one) : *one;
  }
  --depth_;
  return range;
}

std::vector<ExprId> RangeReader::values_of(uint32_t definition) const {
  const auto& decl = std::get<syntax::DefineDecl>(tree_.decls[program_.definitions[definition].decl].node);
  std::vector<ExprId> values;
  if (const auto* body = std::get_if<syntax::ExprBody>(&decl.body)) values.push_back(body->expr);
  if (const auto* body = std::get_if<syntax::LadderBody>(&decl.body)) {
    for (const syntax::ValueRow& row : body->rows) values.push_back(row.value);
  }
  return values;
}

std::optional<Interval> RangeReader::read_binary(ExprId id, const syntax::BinaryExpr& node,
                                                 std::optional<uint32_t> event_set) {
  const auto left = read(node.left, event_set);
  const auto right = read(node.right, event_set);
  const Type& left_type = program_.exprs[node.left.value].type;
  const Type& right_type = program_.exprs[node.right.value].type;
  const Type& type = program_.exprs[id.value].type;
  if (is_comparison(node.op)) {
    const Type& common = wider(left_type, right_type);
    rescaled(node.left, left, common, event_set);
    rescaled(node.right, right, common, event_set);
    return std::nullopt;
  }
  if (!has_range(type) || !left || !right) return std::nullopt;
  const Wide left_scale = scale_of(left_type), right_scale = scale_of(right_type),
             result_scale = scale_of(type);
  switch (node.op) {
    case BinaryOp::OrElse: {
      const auto first = rescaled(node.left, left, type, event_set),
                 second = rescaled(node.right, right, type, event_set);
      if (!first || !second) return std::nullopt;
      return hull(*first, *second);
    }
    case BinaryOp::Add:
    case BinaryOp::Subtract:
      return read_sum(id, node, *left, *right, event_set);
    case BinaryOp::Multiply: {
      // The scales of both sides go into the product; what the result has less of is rounded away.
      const Wide product_scale = left_scale * right_scale;
      if (product_scale >= result_scale)
        return checked(id, multiply(*left, *right, product_scale / result_scale), event_set);
      return checked(id, scale(multiply(*left, *right, 1), result_scale / product_scale), event_set);
    }
    case BinaryOp::Divide:
      return checked(id, divide(*left, result_scale * right_scale / left_scale, *right), event_set);
    default:
      return std::nullopt;
  }
}

std::optional<Interval> RangeReader::read_sum(ExprId id, const syntax::BinaryExpr& node,
                                              const Interval& left_range, const Interval& right_range,
                                              std::optional<uint32_t> event_set) {
  const Type& type = program_.exprs[id.value].type;
  const auto side = [&](ExprId part, const Interval& range) -> std::optional<Interval> {
    const Type& part_type = program_.exprs[part.value].type;
    if (type.kind == TypeKind::Date &&
        part_type.kind == TypeKind::Duration) {  // whole days, checked with the types
      return Interval{divide_half_even(range.low, kDayMs), divide_half_even(range.high, kDayMs)};
    }
    return rescaled(part, range, type, event_set);
  };
  const auto left = side(node.left, left_range), right = side(node.right, right_range);
  if (!left || !right) return std::nullopt;
  Interval sum = add(*left, node.op == BinaryOp::Subtract ? negate(*right) : *right);
  const bool dates = program_.exprs[node.left.value].type.kind == TypeKind::Date;
  if (dates && type.kind == TypeKind::Duration) sum = scale(sum, kDayMs);
  return checked(id, sum, event_set);
}

std::optional<Interval> RangeReader::range_of_table(uint32_t index) {
  const auto [at, is_new] = tables_.try_emplace(index);
  const Table& table = program_.tables[index];
  if (!is_new || is_text(semantics::type_of(table.type))) return at->second;
  for (const Table::Entry& entry : table.entries) {
    const Interval one{entry.word, entry.word};
    at->second = at->second ? hull(*at->second, one) : one;
  }
  return at->second;
}

size_t RangeReader::items_of(const Type& set) const {
  return set.kind == TypeKind::Set ? program_.schema.choices[set.ref]->items.size() : limits::kMaxSetItems;
}

std::optional<Interval> RangeReader::read_call(ExprId id, const syntax::CallExpr& node,
                                               std::optional<uint32_t> event_set) {
  std::vector<std::optional<Interval>> args;
  for (ExprId arg : node.args) args.push_back(read(arg, event_set));
  const TypedExpr& typed = program_.exprs[id.value];
  if (!has_range(typed.type)) return std::nullopt;
  const auto both = [&](auto combine) -> std::optional<Interval> {
    if (args.size() != 2) return std::nullopt;
    const auto first = rescaled(node.args[0], args[0], typed.type, event_set);
    const auto second = rescaled(node.args[1], args[1], typed.type, event_set);
    if (!first || !second) return std::nullopt;
    return combine(*first, *second);
  };
  if (typed.symbol == SymbolKind::Table) {
    return range_of_table(typed.index);
  }
  switch (static_cast<Builtin>(typed.index)) {
    case Builtin::day_of:
      return Interval{kInstants.low / kDayMs - 1, kInstants.high / kDayMs + 1};  // zones reach further
    case Builtin::earliest:
    case Builtin::least:
      return both(least);
    case Builtin::latest:
    case Builtin::greatest:
      return both(greatest);
    case Builtin::size_of:
      return Interval{0, static_cast<Wide>(items_of(program_.exprs[node.args[0].value].type))};
    case Builtin::domain_of:
    case Builtin::is_free_mail:
    case Builtin::same_name:
      break;
  }
  return std::nullopt;
}

std::optional<Interval> RangeReader::read_past(ExprId id, const syntax::PastExpr& node) {
  const TypedExpr& typed = program_.exprs[id.value];
  read(node.where, typed.index);
  if (node.kind == PastKind::Distinct) read(node.field, typed.index);
  switch (node.kind) {
    case PastKind::Count:
      return Interval{0, node.window ? Wide{limits::kMaxWindowEvents} : kMostEvents};
    case PastKind::Last:
    case PastKind::First:
      return kInstants;
    case PastKind::Distinct:
      return Interval{0, Wide{limits::kMaxWindowEvents}};
    case PastKind::LastValue:
    case PastKind::FirstValue:
    case PastKind::Least:
    case PastKind::Greatest:
      return read(node.field, typed.index);
    case PastKind::Average: {
      const auto field = read(node.field, typed.index);
      const Type& of = program_.exprs[node.field.value].type;
      return field ? checked(id, scale(*field, scale_of(typed.type) / scale_of(of)), typed.index) : field;
    }
    case PastKind::Sum: {
      const auto field = read(node.field, typed.index);
      if (!field) return field;
      const Interval sum{std::min<Wide>(field->low, 0) * limits::kMaxWindowEvents,
                         std::max<Wide>(field->high, 0) * limits::kMaxWindowEvents};
      return checked(id, sum, typed.index);
    }
    case PastKind::Any:
    case PastKind::No:
      break;
  }
  return std::nullopt;
}

std::vector<Input> RangeReader::inputs_of(ExprId id, std::optional<uint32_t> event_set) const {
  std::vector<Input> inputs;
  std::vector<bool> seen(program_.definitions.size());
  std::vector<std::pair<ExprId, std::optional<uint32_t>>> open{{id, event_set}};
  while (!open.empty()) {
    const auto [at, events] = open.back();
    open.pop_back();
    if (!at) continue;
    const auto& node = tree_.exprs[at].node;
    const TypedExpr& typed = program_.exprs[at.value];
    for (Input input : inputs_of_name(at, events)) {
      if (std::find(inputs.begin(), inputs.end(), input) == inputs.end()) inputs.push_back(input);
    }
    if (const auto* unary = std::get_if<syntax::UnaryExpr>(&node)) open.emplace_back(unary->operand, events);
    if (const auto* binary = std::get_if<syntax::BinaryExpr>(&node)) {
      open.emplace_back(binary->right, events);
      open.emplace_back(binary->left, events);
    }
    if (const auto* call = std::get_if<syntax::CallExpr>(&node)) {
      for (ExprId arg : call->args) open.emplace_back(arg, events);
    }
    if (const auto* past = std::get_if<syntax::PastExpr>(&node)) open.emplace_back(past->field, typed.index);
    if (typed.symbol == SymbolKind::Definition && !seen[typed.index]) {
      seen[typed.index] = true;
      for (ExprId value : values_of(typed.index)) open.emplace_back(value, std::nullopt);
    }
  }
  return inputs;
}

}  // namespace lead::semantics
