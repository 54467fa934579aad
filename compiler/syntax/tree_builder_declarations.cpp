// Every declaration but the score.
#include <algorithm>
#include <array>

#include "compiler/syntax/problems.h"
#include "compiler/syntax/tree_builder.h"

namespace lead::syntax {

using Any = antlrcpp::Any;

// --- policy, use, choice
// -------------------------------------------------------------------------------------------------

Any TreeBuilder::visitPolicyDecl(P::PolicyDeclContext* context) {
  PolicyDecl policy{name_of(context->name()), title_of(context->TEXT()), {}};
  for (P::SettingContext* row : context->settingBlock()->setting()) {
    if (!is_whole(row)) continue;
    row->settingKey()->accept(this);
    Setting setting{name_, {}};
    for (P::SettingValueContext* value : row->settingValue()) setting.values.push_back(expr(value));
    policy.settings.push_back(std::move(setting));
  }
  decl_ = std::move(policy);
  return {};
}

Any TreeBuilder::visitSetting(P::SettingContext*) {
  return {};
}

Any TreeBuilder::visitPairKey(P::PairKeyContext* context) {
  name_ = Name{std::string(text_of(context->start)) + " " + std::string(text_of(context->stop)),
               span_of(context)};
  return {};
}

Any TreeBuilder::visitWordKey(P::WordKeyContext* context) {
  name_ = name_of(context->name());
  return {};
}

Any TreeBuilder::visitAsideSetting(P::AsideSettingContext* context) {
  expr_ = add_name(Name{"set aside", span_of(context)});
  return {};
}

Any TreeBuilder::visitConstantSetting(P::ConstantSettingContext* context) {
  return context->constant()->accept(this);
}

Any TreeBuilder::visitUseDecl(P::UseDeclContext* context) {
  Name module;
  for (const Name& part : names_of(context->name())) {
    module.text += module.text.empty() ? part.text : "." + part.text;
    module.span = cover(module.span, part.span);
  }
  decl_ = UseDecl{std::move(module)};
  return {};
}

Any TreeBuilder::visitChoiceDecl(P::ChoiceDeclContext* context) {
  choice_ = ChoiceDecl{name_of(context->name()), false, {}};
  context->choiceItems()->accept(this);
  decl_ = std::move(choice_);
  return {};
}

Any TreeBuilder::visitOrderedItems(P::OrderedItemsContext* context) {
  choice_.ordered = true;
  choice_.items = names_of(context->name());
  return {};
}

Any TreeBuilder::visitPlainItems(P::PlainItemsContext* context) {
  choice_.items = names_of(context->name());
  return {};
}

// --- lead, event
// ---------------------------------------------------------------------------------------------------------

Any TreeBuilder::visitLeadDecl(P::LeadDeclContext* context) {
  decl_ = LeadDecl{fields(context->fieldBlock())};
  return {};
}

Any TreeBuilder::visitEventDecl(P::EventDeclContext* context) {
  EventDecl event;
  event.name = name_of(context->name().front());
  event.title = title_of(context->TEXT());
  if (context->actor != nullptr) event.actor = name_of(context->actor);
  if (context->fieldBlock() != nullptr) event.fields = fields(context->fieldBlock());
  if (context->fillsIn() != nullptr) {
    for (P::FilledContext* filled : context->fillsIn()->filled())
      event.fills_in.push_back({name_of(filled->name()), filled->K_ONCE() != nullptr});
  }
  decl_ = std::move(event);
  return {};
}

Any TreeBuilder::visitFilled(P::FilledContext*) {
  return {};
}

// --- tables
// --------------------------------------------------------------------------------------------------------------

Any TreeBuilder::visitTableDecl(P::TableDeclContext* context) {
  table_ = TableDecl{
      name_of(context->name()), title_of(context->TEXT()), name_of(context->fieldName()), {}, {}, {}};
  context->typeName()->accept(this);
  table_.value = std::move(field_.type);
  context->tableContent()->accept(this);
  decl_ = std::move(table_);
  return {};
}

Any TreeBuilder::visitInlineTable(P::InlineTableContext* context) {
  for (P::TableRowContext* row : context->tableBlock()->tableRow()) {
    if (is_whole(row)) row->accept(this);
  }
  return {};
}

Any TreeBuilder::visitFileTable(P::FileTableContext* context) {
  const antlr4::Token* path = context->TEXT()->getSymbol();
  table_.file = TableFile{text_value(path), span_of(path), {}, {}};
  if (context->key == nullptr) return {};
  table_.file->key_column = name_of(context->key);
  table_.file->value_column = name_of(context->given);
  return {};
}

Any TreeBuilder::visitTableRow(P::TableRowContext* context) {
  TableRow row{{}, expr(context->constant()), row_span(context)};
  for (antlr4::tree::TerminalNode* key : context->TEXT())
    row.keys.push_back({text_value(key->getSymbol()), span_of(key->getSymbol())});
  table_.rows.push_back(std::move(row));
  return {};
}

// --- ignore, suspend
// -------------------------------------------------------------------------------------------------------

Any TreeBuilder::visitIgnoreDecl(P::IgnoreDeclContext* context) {
  decl_ = IgnoreDecl{name_of(context->name()), title_of(context->TEXT()), expr(context->whereClause())};
  return {};
}

Any TreeBuilder::visitSuspendDecl(P::SuspendDeclContext* context) {
  decl_ = SuspendDecl{expr(context->condition())};
  return {};
}

std::vector<Field> TreeBuilder::fields(P::FieldBlockContext* block) {
  std::vector<Field> found;
  for (P::FieldContext* row : block->field()) {
    if (!is_whole(row)) continue;
    row->accept(this);
    found.push_back(std::move(field_));
  }
  return found;
}

Any TreeBuilder::visitField(P::FieldContext* context) {
  field_ = Field{};
  said_.clear();
  field_.name = name_of(context->fieldName());
  context->typeName()->accept(this);
  for (P::FieldOptionContext* option : context->fieldOption()) option->accept(this);
  return {};
}

Any TreeBuilder::visitYesNoType(P::YesNoTypeContext* context) {
  field_.type = TypeExpr{TypeWord::YesNo, {}, span_of(context)};
  return {};
}

Any TreeBuilder::visitMoneyType(P::MoneyTypeContext* context) {
  field_.type = TypeExpr{TypeWord::Money, std::string(text_of(context->stop)), span_of(context)};
  return {};
}

Any TreeBuilder::visitSetType(P::SetTypeContext* context) {
  field_.type = TypeExpr{TypeWord::Set, name_of(context->fieldName()).text, span_of(context)};
  return {};
}

Any TreeBuilder::visitWordType(P::WordTypeContext* context) {
  constexpr std::array<std::pair<std::string_view, TypeWord>, 8> kWords = {{{"text", TypeWord::Text},
                                                                            {"number", TypeWord::Number},
                                                                            {"decimal", TypeWord::Decimal},
                                                                            {"date", TypeWord::Date},
                                                                            {"instant", TypeWord::Instant},
                                                                            {"duration", TypeWord::Duration},
                                                                            {"percent", TypeWord::Percent},
                                                                            {"country", TypeWord::Country}}};
  const Span span = span_of(context);
  const Name name = name_of(context->fieldName());
  const bool backticked = context->start->getType() == P::BACKTICKED;
  field_.type = TypeExpr{TypeWord::Named, name.text, span};
  if (backticked) return {};
  if (context->start->getType() == P::K_MONEY) sink_.add(problems::missing_currency(span));
  if (name.text == "email") field_.type = TypeExpr{TypeWord::Email, {}, span};
  for (const auto& [word, type] : kWords) {
    if (name.text == word) field_.type = TypeExpr{type, {}, span};
  }
  return {};
}

Any TreeBuilder::visitBoundsOption(P::BoundsOptionContext* context) {
  say_twice("the range of an attribute", span_of(context));
  const auto bounds = context->bound();
  const auto read = [this](P::BoundContext* bound) {
    return constant(bound->MINUS() != nullptr ? bound->MINUS()->getSymbol() : nullptr, bound->literal());
  };
  field_.low = read(bounds[0]);
  if (bounds.size() > 1) field_.high = read(bounds[1]);
  return {};
}

Any TreeBuilder::visitRoundedOption(P::RoundedOptionContext* context) {
  say_twice("`rounded`", span_of(context));
  field_.rounded = true;
  return {};
}

Any TreeBuilder::visitOptionalOption(P::OptionalOptionContext* context) {
  say_twice("what happens without a value", span_of(context));
  field_.presence = Presence::Optional;
  return {};
}

Any TreeBuilder::visitDefaultOption(P::DefaultOptionContext* context) {
  say_twice("what happens without a value", span_of(context));
  field_.presence = Presence::Default;
  field_.fallback = expr(context->constant());
  return {};
}

// --- define
// --------------------------------------------------------------------------------------------------------------

Any TreeBuilder::visitDefineDecl(P::DefineDeclContext* context) {
  define_ = DefineDecl{};
  define_.name = name_of(context->name());
  define_.title = title_of(context->TEXT());
  for (P::DefineClauseContext* clause : context->defineClause()) clause->accept(this);
  context->definition()->accept(this);
  decl_ = std::move(define_);
  return {};
}

Any TreeBuilder::visitOwnerClause(P::OwnerClauseContext* context) {
  say_twice("the owner", span_of(context));
  define_.owner = name_of(context->name());
  return {};
}

Any TreeBuilder::visitBecauseClause(P::BecauseClauseContext* context) {
  say_twice("the reason", span_of(context));
  define_.because = text_value(context->TEXT()->getSymbol());
  return {};
}

Any TreeBuilder::visitSinceClause(P::SinceClauseContext* context) {
  say_twice("the day it holds from", span_of(context));
  define_.since = date(context->DATE()->getSymbol());
  return {};
}

Any TreeBuilder::visitEventsDefinition(P::EventsDefinitionContext* context) {
  define_.body = EventsBody{names_of(context->name())};
  return {};
}

Any TreeBuilder::visitValueDefinition(P::ValueDefinitionContext* context) {
  const auto rows = context->valueRow();
  if (rows.size() == 1 && rows[0]->guard() == nullptr) {
    define_.body = ExprBody{expr(rows[0]->condition())};
    return {};
  }
  LadderBody ladder;
  const bool has_guard =
      std::any_of(rows.begin(), rows.end(), [](P::ValueRowContext* row) { return row->guard() != nullptr; });
  for (P::ValueRowContext* row : rows) {
    const ExprId value = expr(row->condition());
    const auto* asked = std::get_if<BinaryExpr>(&tree_.exprs[value].node);
    if (!has_guard && asked != nullptr && asked->op == BinaryOp::Has) {
      sink_.add(problems::has_several(cover(tree_.exprs[asked->right].span, span_of(rows.back()))));
      break;
    }
    if (row->guard() == nullptr) {
      sink_.add(problems::missing_guard(span_of(row), row == rows.back()));
      continue;
    }
    ladder.rows.push_back(ValueRow{value, expr(row->guard()), span_of(row)});
  }
  define_.body = std::move(ladder);
  return {};
}

Any TreeBuilder::visitWhenGuard(P::WhenGuardContext* context) {
  return context->condition()->accept(this);
}

Any TreeBuilder::visitOtherwiseGuard(P::OtherwiseGuardContext*) {
  expr_ = ExprId{};
  return {};
}

// --- bands of a value, matrix
// -------------------------------------------------------------------------------------

Any TreeBuilder::visitBucketsDecl(P::BucketsDeclContext* context) {
  BucketsDecl buckets{name_of(context->name()), title_of(context->TEXT()), expr(context->value()), {}};
  for (P::BucketRowContext* row : context->bucketBlock()->bucketRow()) {
    if (!is_whole(row)) continue;
    const ExprId low = expr(row->low);
    buckets.rows.push_back(BucketRow{name_of(row->name()), low, expr(row->high), row_span(row)});
  }
  decl_ = std::move(buckets);
  return {};
}

Any TreeBuilder::visitMatrixDecl(P::MatrixDeclContext* context) {
  MatrixDecl matrix;
  matrix.name = name_of(context->name().front());
  matrix.title = title_of(context->TEXT());
  matrix.row_subject = name_of(context->row);
  matrix.column_subject = name_of(context->column);
  P::MatrixBlockContext* block = context->matrixBlock();
  matrix.columns = names_of(block->matrixHeader()->name());
  matrix.columns_span = span_of(block->matrixHeader());
  for (P::MatrixRowContext* row : block->matrixRow()) {
    if (!is_whole(row)) continue;
    MatrixRow read{name_of(row->name()), {}, row_span(row)};
    for (P::MatrixCellContext* cell : row->matrixCell()) read.cells.push_back(name_of(cell->name()));
    matrix.rows.push_back(std::move(read));
  }
  decl_ = std::move(matrix);
  return {};
}

}  // namespace lead::syntax
