// Fixtures and tests.
#include "compiler/syntax/literals.h"
#include "compiler/syntax/problems.h"
#include "compiler/syntax/tree_builder.h"

namespace lead::syntax {

using Any = antlrcpp::Any;

// --- fixture, test
// -------------------------------------------------------------------------------------------------------

Any TreeBuilder::visitFixtureDecl(P::FixtureDeclContext* context) {
  FixtureDecl fixture{name_of(context->name()), {}};
  fixture.items = given_items(context->givenBlock());
  decl_ = std::move(fixture);
  return {};
}

Any TreeBuilder::visitTestDecl(P::TestDeclContext* context) {
  const antlr4::Token* title = context->TEXT()->getSymbol();
  TestDecl test{Name{text_value(title), span_of(title)}, {}, {}};
  test.steps = test_steps(context->testBlock()->testStep());
  decl_ = std::move(test);
  return {};
}

Any TreeBuilder::visitCasesDecl(P::CasesDeclContext* context) {
  const antlr4::Token* title = context->TEXT()->getSymbol();
  P::CasesBlockContext* block = context->casesBlock();
  TestDecl test{Name{text_value(title), span_of(title)}, {}, CaseTable{}};
  test.steps = test_steps(block->testStep());
  if (P::CaseHeaderContext* header = block->caseHeader(); header != nullptr && is_whole(header)) {
    test.table->columns = names_of(header->name());
    test.table->columns_span = span_of(header);
  }
  for (P::CaseRowContext* row : block->caseRow()) {
    if (!is_whole(row)) continue;
    CaseRow read{name_of(row->name()), title_of(row->TEXT()), {}, row_span(row)};
    for (P::CaseCellContext* cell : row->caseCell()) {
      const size_t column = read.cells.size();
      const std::vector<Name>& columns = test.table->columns;
      read.cells.push_back(case_cell(cell, column < columns.size() ? &columns[column] : nullptr));
    }
    test.table->rows.push_back(std::move(read));
  }
  decl_ = std::move(test);
  return {};
}

Any TreeBuilder::visitMissingCell(P::MissingCellContext*) {
  expr_ = {};
  return {};
}

Any TreeBuilder::visitValueCell(P::ValueCellContext* context) {
  return context->constant()->accept(this);
}

// --- what is given
// -------------------------------------------------------------------------------------------------------

std::vector<GivenItem> TreeBuilder::given_items(P::GivenBlockContext* block) {
  given_.clear();
  for (P::GivenRowContext* row : block->givenRow()) {
    if (is_whole(row)) row->accept(this);
  }
  return std::move(given_);
}

Any TreeBuilder::visitUseGiven(P::UseGivenContext* context) {
  given_.push_back(UsedFixture{name_of(context->name())});
  return {};
}

Any TreeBuilder::visitMissingGiven(P::MissingGivenContext* context) {
  given_.push_back(GivenValue{name_of(context->fieldName()), {}});
  return {};
}

Any TreeBuilder::visitValueGiven(P::ValueGivenContext* context) {
  given_.push_back(GivenValue{name_of(context->fieldName()), expr(context->constant())});
  return {};
}

// --- steps
// -------------------------------------------------------------------------------------------------------------

std::vector<TestStep> TreeBuilder::test_steps(const std::vector<P::TestStepContext*>& contexts) {
  steps_.clear();
  for (P::TestStepContext* step : contexts) {
    if (is_whole(step)) step->accept(this);
  }
  return std::move(steps_);
}

Any TreeBuilder::visitGivenStep(P::GivenStepContext* context) {
  GivenStep step;
  step.span = span_of(context);
  if (context->name() != nullptr) step.lead = name_of(context->name());
  step.is_known = context->givenBlock() != nullptr;
  if (step.is_known) {
    step.items = given_items(context->givenBlock());
    step.items_span = span_of(context->givenBlock());
  }
  if (context->moment() != nullptr) step.since = moment_of(context->moment());
  steps_.emplace_back(std::move(step));
  return {};
}

Any TreeBuilder::visitAtStep(P::AtStepContext* context) {
  AtStep step{moment_of(context->moment()), {}, span_of(context)};
  if (context->happening() != nullptr) {
    context->happening()->accept(this);
    step.event = std::move(happening_);
  }
  steps_.emplace_back(std::move(step));
  return {};
}

Any TreeBuilder::visitHappening(P::HappeningContext* context) {
  happening_ = Happening{};
  happening_.event = name_of(context->event);
  if (context->of != nullptr) happening_.lead = name_of(context->of);
  if (context->givenBlock() != nullptr) {
    happening_.payload_span = span_of(context->givenBlock());
    happening_.payload = given_items(context->givenBlock());
  }
  for (P::EventOptionContext* option : context->eventOption()) option->accept(this);
  return {};
}

Any TreeBuilder::visitEventOption(P::EventOptionContext* context) {
  happening_.options.push_back(EventOption{name_of(context->name()), expr(context->constant())});
  return {};
}

Any TreeBuilder::visitExpectStep(P::ExpectStepContext* context) {
  ExpectStep step;
  step.span = span_of(context);
  if (context->name() != nullptr) step.lead = name_of(context->name());
  for (P::ExpectationContext* expected : context->expectation()) {
    expected->accept(this);
    expectation_.span = span_of(expected);
    step.expectations.push_back(std::move(expectation_));
  }
  steps_.emplace_back(std::move(step));
  return {};
}

Any TreeBuilder::visitConditionExpectation(P::ConditionExpectationContext* context) {
  expectation_.node = ConditionExpectation{expr(context->condition())};
  return {};
}

Any TreeBuilder::visitBecomesExpectation(P::BecomesExpectationContext* context) {
  BecomesExpectation becomes{name_of(context->name(0)), name_of(context->name(1)), {}};
  if (context->name().size() > 2) becomes.reason = name_of(context->name(2));
  expectation_.node = std::move(becomes);
  return {};
}

Any TreeBuilder::visitRefusedExpectation(P::RefusedExpectationContext* context) {
  expectation_.node = RefusedExpectation{name_of(context->name()), title_of(context->TEXT())};
  return {};
}

Any TreeBuilder::visitNoDecisionExpectation(P::NoDecisionExpectationContext* context) {
  NoDecisionExpectation none;
  if (context->name() != nullptr) none.block = name_of(context->name());
  expectation_.node = std::move(none);
  return {};
}

Any TreeBuilder::visitAsideExpectation(P::AsideExpectationContext* context) {
  AsideExpectation aside{name_of(context->name(0)), {}};
  if (context->name().size() > 1) aside.reason = name_of(context->name(1));
  expectation_.node = std::move(aside);
  return {};
}

Any TreeBuilder::visitNoticeExpectation(P::NoticeExpectationContext* context) {
  expectation_.node = NoticeExpectation{name_of(context->name()), title_of(context->TEXT())};
  return {};
}

Any TreeBuilder::visitNoNoticeExpectation(P::NoNoticeExpectationContext* context) {
  NoNoticeExpectation none;
  if (context->name() != nullptr) none.whom = name_of(context->name());
  expectation_.node = std::move(none);
  return {};
}

// --- moments
// -----------------------------------------------------------------------------------------------------------

Moment TreeBuilder::moment_of(P::MomentContext* context) {
  context->accept(this);
  moment_.span = span_of(context);
  return std::move(moment_);
}

Any TreeBuilder::visitLocalMoment(P::LocalMomentContext* context) {
  LocalMoment local{date(context->DATE()->getSymbol()), 0};
  if (context->CLOCK() != nullptr) {
    const antlr4::Token* clock = context->CLOCK()->getSymbol();
    const Literal read = read_clock(text_of(clock));
    local.time_ms = read.value;
    if (read.fault != LiteralFault::None)
      sink_.add(problems::no_such_instant(span_of(clock), "times of day lie between 00:00 and 23:59:59.999"));
  }
  moment_.when = local;
  return {};
}

Any TreeBuilder::visitInstantMoment(P::InstantMomentContext* context) {
  moment_.when = InstantMoment{instant(context->INSTANT()->getSymbol())};
  return {};
}

Any TreeBuilder::visitOffsetMoment(P::OffsetMomentContext* context) {
  OffsetMoment offset;
  offset.parts.push_back({false, duration_of(context->quantity())});
  for (P::OffsetPartContext* part : context->offsetPart()) {
    if (!is_whole(part)) continue;
    offset.parts.push_back({part->MINUS() != nullptr, duration_of(part->quantity())});
  }
  moment_.when = std::move(offset);
  return {};
}

Any TreeBuilder::visitOffsetPart(P::OffsetPartContext*) {
  return {};
}

// `column is value`, in the place of the value; what the column is, a later step knows.
CaseCell TreeBuilder::case_cell(P::CaseCellContext* context, const Name* column) {
  const Span span = span_of(context);
  expr_ = {};
  context->accept(this);
  CaseCell cell{expr_, {}, span};
  if (column == nullptr) return cell;
  const ExprId subject = add_name(Name{column->text, span});
  cell.is = cell.value ? binary(BinaryOp::Is, subject, cell.value, span)
                       : add(KnownExpr{subject, false, span}, span, 2);
  return cell;
}

}  // namespace lead::syntax
