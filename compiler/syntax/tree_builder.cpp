// Reading contexts, and the way into a declaration. Expressions, declarations and scores are built in the
// files beside.
#include "compiler/syntax/tree_builder.h"

#include "compiler/syntax/literals.h"
#include "compiler/syntax/problems.h"
#include "runtime/base/limits.h"

namespace lead::syntax {

using Any = antlrcpp::Any;

void TreeBuilder::build(P::SliceContext* slice) {
  P::DeclarationContext* declaration = slice->declaration();
  if (declaration == nullptr || !is_whole(declaration)) return;
  first_expr_ = tree_.exprs.size();
  heights_.clear();
  outer_.clear();
  said_.clear();
  too_deep_ = false;
  declaration->accept(this);
  tree_.decls.push_back(Decl{span_of(declaration), std::move(decl_)});
  if (!points_) return;
  std::get<PointsGrade>(std::get<GradeDecl>(tree_.decls.back().node).body).score =
      static_cast<uint32_t>(tree_.decls.size());
  tree_.decls.push_back(*std::exchange(points_, {}));
}

// --- reading contexts
// ------------------------------------------------------------------------------------------------

std::string_view TreeBuilder::text_of(const antlr4::Token* token) const {
  return text_.substr(token->getStartIndex(), token->getStopIndex() + 1 - token->getStartIndex());
}

Span TreeBuilder::span_of(const antlr4::Token* token) const {
  return {file_, static_cast<uint32_t>(token->getStartIndex()),
          static_cast<uint32_t>(token->getStopIndex() + 1)};
}

Span TreeBuilder::span_of(const antlr4::ParserRuleContext* context) const {
  return cover(span_of(context->start), span_of(context->stop));
}

Span TreeBuilder::row_span(const antlr4::ParserRuleContext* context) const {
  const Span span = span_of(context);
  if (context->stop->getType() != P::COMMA || context->children.size() < 2) return span;
  antlr4::tree::ParseTree* last = context->children[context->children.size() - 2];
  if (auto* rule = dynamic_cast<antlr4::ParserRuleContext*>(last))
    return cover(span_of(context->start), span_of(rule));
  if (auto* word = dynamic_cast<antlr4::tree::TerminalNode*>(last)) {
    return cover(span_of(context->start), span_of(word->getSymbol()));
  }
  return span;
}

Name TreeBuilder::name_of(antlr4::ParserRuleContext* context) const {
  std::string_view text = text_of(context->start);
  if (context->start->getType() == P::BACKTICKED) {
    text.remove_prefix(1);
    if (text.size() > 1 && text.back() == '`') text.remove_suffix(1);
  }
  return Name{std::string(text), span_of(context->start)};
}

std::vector<Name> TreeBuilder::names_of(const std::vector<P::NameContext*>& contexts) const {
  std::vector<Name> names;
  names.reserve(contexts.size());
  for (P::NameContext* context : contexts) names.push_back(name_of(context));
  return names;
}

std::string TreeBuilder::text_value(const antlr4::Token* token) {
  const std::string_view text = text_of(token);
  DecodedText decoded = read_text(text);
  const Span span = span_of(token);
  for (const EscapeFault& fault : decoded.faults) {
    const Span escape{file_, span.begin_byte + fault.begin, span.begin_byte + fault.end};
    sink_.add(problems::invalid_escape(escape, text.substr(fault.begin, fault.end - fault.begin)));
  }
  return std::move(decoded.value);
}

std::optional<std::string> TreeBuilder::title_of(antlr4::tree::TerminalNode* node) {
  if (node == nullptr) return std::nullopt;
  return text_value(node->getSymbol());
}

// Passes a read value on, after saying what is wrong with it.
int64_t TreeBuilder::checked(int64_t value, uint8_t fault, Span span, uint32_t kept_digits) {
  if (static_cast<LiteralFault>(fault) == LiteralFault::TooLarge) sink_.add(problems::number_too_large(span));
  if (static_cast<LiteralFault>(fault) == LiteralFault::TooManyDigits) {
    sink_.add(problems::too_many_digits(span, kept_digits));
  }
  return value;
}

int64_t TreeBuilder::millionths_of(P::NumberContext* context) {
  const Literal read = read_millionths(text_of(context->start), 6);
  return checked(read.value, static_cast<uint8_t>(read.fault), span_of(context), 6);
}

int64_t TreeBuilder::millionths_of(P::SignedNumberContext* context) {
  const int64_t value = millionths_of(context->number());
  return context->MINUS() != nullptr ? -value : value;
}

Unit TreeBuilder::unit_of(antlr4::ParserRuleContext* context) const {
  switch (context->start->getType()) {
    case P::K_MILLISECOND:
    case P::K_MILLISECONDS:
      return Unit::Millisecond;
    case P::K_SECOND:
    case P::K_SECONDS:
      return Unit::Second;
    case P::K_MINUTE:
    case P::K_MINUTES:
      return Unit::Minute;
    case P::K_HOUR:
    case P::K_HOURS:
      return Unit::Hour;
    case P::K_WEEK:
    case P::K_WEEKS:
      return Unit::Week;
    case P::K_MONTH:
    case P::K_MONTHS:
      return Unit::Month;
    case P::K_YEAR:
    case P::K_YEARS:
      return Unit::Year;
    default:
      return Unit::Day;
  }
}

Duration TreeBuilder::duration_of(P::QuantityContext* context) {
  context->accept(this);
  return duration_;
}

Any TreeBuilder::visitShortQuantity(P::ShortQuantityContext* context) {
  const ShortDuration read = read_short_duration(text_of(context->start));
  const int64_t amount = checked(read.amount, static_cast<uint8_t>(read.fault), span_of(context), 0);
  duration_ = Duration{amount, read.unit, false, span_of(context)};
  return {};
}

Any TreeBuilder::visitLongQuantity(P::LongQuantityContext* context) {
  const Literal read = read_integer(text_of(context->start));
  const int64_t amount = checked(read.value, static_cast<uint8_t>(read.fault), span_of(context->start), 0);
  duration_ = Duration{amount, unit_of(context->unit()), context->K_BUSINESS() != nullptr, span_of(context)};
  return {};
}

// --- saying things once
// ----------------------------------------------------------------------------------------------

void TreeBuilder::say_twice(std::string_view what, Span span) {
  for (const auto& [said, first] : said_) {
    if (said == what) return sink_.add(problems::repeated_clause(span, what, first));
  }
  said_.emplace_back(what, span);
}

// --- contexts that their parents read themselves
// -----------------------------------------------------------------------

Any TreeBuilder::visitSlice(P::SliceContext*) {
  return {};
}
Any TreeBuilder::visitSettingBlock(P::SettingBlockContext*) {
  return {};
}
Any TreeBuilder::visitFieldBlock(P::FieldBlockContext*) {
  return {};
}
Any TreeBuilder::visitBound(P::BoundContext*) {
  return {};
}
Any TreeBuilder::visitFillsIn(P::FillsInContext*) {
  return {};
}
Any TreeBuilder::visitValueRow(P::ValueRowContext*) {
  return {};
}
Any TreeBuilder::visitTableBlock(P::TableBlockContext*) {
  return {};
}
Any TreeBuilder::visitBucketBlock(P::BucketBlockContext*) {
  return {};
}
Any TreeBuilder::visitBucketRow(P::BucketRowContext*) {
  return {};
}
Any TreeBuilder::visitScoreBlock(P::ScoreBlockContext*) {
  return {};
}
Any TreeBuilder::visitPointsTable(P::PointsTableContext*) {
  return {};
}
Any TreeBuilder::visitPointsRow(P::PointsRowContext*) {
  return {};
}
Any TreeBuilder::visitLadder(P::LadderContext*) {
  return {};
}
Any TreeBuilder::visitLadderRow(P::LadderRowContext*) {
  return {};
}
Any TreeBuilder::visitBareLadderRow(P::BareLadderRowContext*) {
  return {};
}
Any TreeBuilder::visitCap(P::CapContext*) {
  return {};
}
Any TreeBuilder::visitBandBlock(P::BandBlockContext*) {
  return {};
}
Any TreeBuilder::visitBandRow(P::BandRowContext*) {
  return {};
}
Any TreeBuilder::visitBandStep(P::BandStepContext*) {
  return {};
}
Any TreeBuilder::visitGradeBlock(P::GradeBlockContext*) {
  return {};
}
Any TreeBuilder::visitLifecycleBlock(P::LifecycleBlockContext*) {
  return {};
}
Any TreeBuilder::visitAnyOrigin(P::AnyOriginContext*) {
  return {};
}
Any TreeBuilder::visitListedOrigin(P::ListedOriginContext*) {
  return {};
}
Any TreeBuilder::visitEffectBlock(P::EffectBlockContext*) {
  return {};
}
Any TreeBuilder::visitCalendarBlock(P::CalendarBlockContext*) {
  return {};
}
Any TreeBuilder::visitSlaBlock(P::SlaBlockContext*) {
  return {};
}
Any TreeBuilder::visitHoursRow(P::HoursRowContext*) {
  return {};
}
Any TreeBuilder::visitWithinRow(P::WithinRowContext*) {
  return {};
}
Any TreeBuilder::visitMatrixBlock(P::MatrixBlockContext*) {
  return {};
}
Any TreeBuilder::visitMatrixHeader(P::MatrixHeaderContext*) {
  return {};
}
Any TreeBuilder::visitMatrixRow(P::MatrixRowContext*) {
  return {};
}
Any TreeBuilder::visitMatrixCell(P::MatrixCellContext*) {
  return {};
}
Any TreeBuilder::visitGivenBlock(P::GivenBlockContext*) {
  return {};
}
Any TreeBuilder::visitTestBlock(P::TestBlockContext*) {
  return {};
}
Any TreeBuilder::visitCasesBlock(P::CasesBlockContext*) {
  return {};
}
Any TreeBuilder::visitCaseHeader(P::CaseHeaderContext*) {
  return {};
}
Any TreeBuilder::visitCaseRow(P::CaseRowContext*) {
  return {};
}
Any TreeBuilder::visitPast(P::PastContext*) {
  return {};
}
Any TreeBuilder::visitWindow(P::WindowContext*) {
  return {};
}
Any TreeBuilder::visitSignedNumber(P::SignedNumberContext*) {
  return {};
}
Any TreeBuilder::visitNumber(P::NumberContext*) {
  return {};
}
Any TreeBuilder::visitName(P::NameContext*) {
  return {};
}
Any TreeBuilder::visitFieldName(P::FieldNameContext*) {
  return {};
}

Any TreeBuilder::visitRowName(P::RowNameContext*) {
  return {};
}
Any TreeBuilder::visitUnit(P::UnitContext*) {
  return {};
}
Any TreeBuilder::visitSoftWord(P::SoftWordContext*) {
  return {};
}

}  // namespace lead::syntax
