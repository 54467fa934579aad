// What is observed, and the words for explanations: registers of derived values, and the policy's own text.
#include <map>

#include "compiler/lowering/lowering.h"
#include "compiler/lowering/words.h"

namespace lead::lowering {

namespace {

std::string text_of(const Lowering& lowering, Span span) {
  return span.is_none() ? std::string() : folded(lowering.sources.text(span));
}

artefact::RuleT rule_of(const Lowering& lowering, const kernel::Rule& rule) {
  artefact::RuleT out;
  out.name = rule.name;
  out.title = rule.title;
  out.score = rule.score;
  out.text = text_of(lowering, rule.span);
  return out;
}

std::unique_ptr<artefact::PartT> part_of(const Lowering& lowering, const kernel::Part& part) {
  auto out = std::make_unique<artefact::PartT>();
  out->rule = part.rule;
  out->plus = part.plus;
  out->minus = part.minus;
  out->live = part.live;
  out->raw = lowering.place(part.raw);
  out->shown = lowering.place(part.shown);
  out->group = part.group;
  out->at_most = part.at_most;
  out->conditions = part.explains;
  return out;
}

std::unique_ptr<artefact::GroupT> group_of(const Lowering& lowering, const kernel::Group& group) {
  auto out = std::make_unique<artefact::GroupT>();
  out->parts = group.parts;
  out->raw = lowering.place(group.raw);
  out->shown = lowering.place(group.shown);
  out->at_most = group.at_most;
  out->text = text_of(lowering, group.span);
  return out;
}

std::unique_ptr<artefact::ScoreT> score_of(const Lowering& lowering, const kernel::Score& score) {
  auto out = std::make_unique<artefact::ScoreT>();
  out->name = score.name;
  out->title = score.title;
  out->low = score.low;
  out->high = score.high;
  out->running = score.running;
  out->balance = score.balance;
  out->latch = score.latch;
  out->sum = lowering.place(score.sum);
  out->value = lowering.place(score.value);
  out->names = score.names;
  for (const kernel::ExprId threshold : score.thresholds)
    out->thresholds.push_back(lowering.place(threshold));
  for (const kernel::Part& part : score.parts) out->parts.push_back(part_of(lowering, part));
  for (const kernel::Group& group : score.groups) out->groups.push_back(group_of(lowering, group));
  return out;
}

std::unique_ptr<artefact::GradeT> grade_of(const Lowering& lowering, const kernel::Grade& grade) {
  auto out = std::make_unique<artefact::GradeT>();
  out->name = grade.name;
  out->title = grade.title;
  out->names = grade.names;
  out->register_ = lowering.place(grade.expr);
  for (const kernel::GradeRow& row : grade.rows) {
    auto line = std::make_unique<artefact::GradeRowT>();
    line->grade = row.grade;
    line->condition = row.condition;
    line->text = text_of(lowering, row.span);
    line->kind = row.kind;
    line->amount = row.amount;
    out->rows.push_back(std::move(line));
  }
  out->start = grade.start;
  out->rated = grade.rated;
  out->score = grade.score;
  return out;
}

std::unique_ptr<artefact::MatrixSideT> side_of(const Lowering& lowering, const kernel::MatrixSide& side) {
  auto out = std::make_unique<artefact::MatrixSideT>();
  out->block = side.block;
  out->type = std::make_unique<artefact::FieldTypeT>(side.type);
  out->register_ = lowering.place(side.expr);
  return out;
}

std::unique_ptr<artefact::MatrixT> matrix_of(const Lowering& lowering, const kernel::Matrix& matrix) {
  auto out = std::make_unique<artefact::MatrixT>();
  out->name = matrix.name;
  out->title = matrix.title;
  out->register_ = lowering.place(matrix.expr);
  out->row = side_of(lowering, matrix.row);
  out->column = side_of(lowering, matrix.column);
  out->cells = matrix.cells;
  out->names = matrix.names;
  return out;
}

artefact::ExplainT explain_of(const Lowering& lowering, const Section& section,
                              const kernel::Explain& explain) {
  artefact::ExplainT out;
  out.text = text_of(lowering, explain.span);
  out.kind = explain.kind;
  out.register_ = section.place(lowering.node_or_nothing(explain.expr));
  out.is_text = !explain.expr.is_none() &&
                artefact::info(lowering.kernel.exprs[explain.expr].op).result == artefact::Bank::Text;
  out.type = std::make_unique<artefact::FieldTypeT>(explain.type);
  out.children = explain.children;
  return out;
}

// The explanations that the root is made of, each once, parts before what they are parts of.
void collect(const std::vector<kernel::Explain>& explains, uint32_t root,
             std::map<uint32_t, uint32_t>& places, std::vector<uint32_t>& order) {
  if (places.contains(root)) return;
  for (const uint32_t child : explains[root].children) collect(explains, child, places, order);
  places.emplace(root, static_cast<uint32_t>(order.size()));
  order.push_back(root);
}

std::unique_ptr<artefact::DefinitionT> definition_of(const kernel::Definition& definition) {
  auto out = std::make_unique<artefact::DefinitionT>();
  out->name = definition.name;
  out->title = definition.title;
  out->owner = definition.owner;
  out->because = definition.because;
  out->explain = definition.explain;
  return out;
}

}  // namespace

void want_observed(Lowering& lowering) {
  for (const kernel::Output& output : lowering.kernel.outputs) {
    lowering.derived.want(lowering.node_or_nothing(output.expr));
    lowering.derived.want(lowering.node(output.value));
  }
  for (const kernel::Latch& latch : lowering.kernel.latches)
    lowering.derived.want(lowering.node_or_nothing(latch.score));
  for (const kernel::Edge& edge : lowering.kernel.edges) lowering.derived.want(lowering.node(edge.condition));
  for (const kernel::Schedule& schedule : lowering.kernel.schedules)
    lowering.derived.want(lowering.node(schedule.armed));
  for (const kernel::Transition& transition : lowering.kernel.transitions)
    lowering.derived.want(lowering.node(transition.condition));
}

void want_explained(Lowering& lowering) {
  const auto want = [&](kernel::ExprId id) { lowering.derived.want(lowering.node_or_nothing(id)); };
  for (const kernel::Score& score : lowering.kernel.scores) {
    want(score.sum);
    want(score.value);
    for (const kernel::ExprId threshold : score.thresholds) want(threshold);
    for (const kernel::Part& part : score.parts) want(part.raw), want(part.shown);
    for (const kernel::Group& group : score.groups) want(group.raw), want(group.shown);
  }
  for (const kernel::Grade& grade : lowering.kernel.grades) want(grade.expr);
  for (const kernel::Matrix& matrix : lowering.kernel.matrices)
    want(matrix.expr), want(matrix.row.expr), want(matrix.column.expr);
  for (uint32_t i = 0; i < lowering.kernel.own_explains; ++i) want(lowering.kernel.explains[i].expr);
}

uint32_t output_of(const Lowering& lowering, artefact::OutputKind kind, uint32_t n) {
  uint32_t output = 0;
  while (lowering.kernel.outputs[output].kind != kind) ++output;
  return output + n;
}

void lower_outputs(const Lowering& lowering) {
  for (const kernel::Output& output : lowering.kernel.outputs) {
    auto out = std::make_unique<artefact::OutputT>();
    out->kind = output.kind;
    out->block = output.block;
    out->title = output.title;
    out->names = output.names;
    out->register_ = lowering.place(output.expr);
    out->value = lowering.derived.place_or_none(lowering.node(output.value));
    out->latch = output.latch;
    lowering.out.outputs.push_back(std::move(out));
  }
  for (const kernel::Latch& latch : lowering.kernel.latches) {
    auto out = std::make_unique<artefact::LatchT>();
    out->from = latch.from;
    out->until = latch.until;
    out->score = lowering.place(latch.score);
    lowering.out.latches.push_back(std::move(out));
  }
  for (const kernel::Edge& edge : lowering.kernel.edges) {
    auto out = std::make_unique<artefact::EdgeT>();
    out->condition = lowering.place(edge.condition);
    out->text = text_of(lowering, edge.span);
    lowering.out.edges.push_back(std::move(out));
  }
  for (const kernel::Schedule& schedule : lowering.kernel.schedules) {
    auto out = std::make_unique<artefact::ScheduleT>();
    out->every = schedule.every;
    out->day = schedule.day;
    out->at_ms = schedule.at_ms;
    out->armed = lowering.derived.place_or_none(lowering.node(schedule.armed));
    out->text = text_of(lowering, schedule.span);
    lowering.out.schedules.push_back(std::move(out));
  }
}

void lower_explanations(const Lowering& lowering) {
  artefact::ArtefactT& out = lowering.out;
  const kernel::Kernel& kernel = lowering.kernel;
  for (const kernel::Rule& rule : kernel.rules) {
    out.rules.push_back(std::make_unique<artefact::RuleT>(rule_of(lowering, rule)));
  }
  for (const kernel::Score& score : kernel.scores) out.scores.push_back(score_of(lowering, score));
  for (const kernel::Grade& grade : kernel.grades) out.grades.push_back(grade_of(lowering, grade));
  for (const kernel::Matrix& matrix : kernel.matrices) out.matrices.push_back(matrix_of(lowering, matrix));
  for (uint32_t i = 0; i < kernel.own_explains; ++i) {
    out.explains.push_back(
        std::make_unique<artefact::ExplainT>(explain_of(lowering, lowering.derived, kernel.explains[i])));
  }
  for (const kernel::Definition& definition : kernel.definitions)
    out.definitions.push_back(definition_of(definition));
}

std::vector<Answer> lower_answers(const Lowering& lowering, const Nodes& nodes) {
  std::vector<Answer> answers;
  const std::vector<kernel::Explain>& explains = lowering.kernel.explains;
  for (const kernel::Question& question : lowering.kernel.questions) {
    std::map<uint32_t, uint32_t> places;
    std::vector<uint32_t> order;
    collect(explains, question.explain, places, order);
    Section section(nodes);
    for (const uint32_t each : order) section.want(lowering.node_or_nothing(explains[each].expr));
    Answer& answer = answers.emplace_back();
    answer.code = section.finish();
    for (const uint32_t each : order) {
      auto explain = std::make_unique<artefact::ExplainT>(explain_of(lowering, section, explains[each]));
      for (uint32_t& child : explain->children) child = places.at(child);
      answer.explains.push_back(std::move(explain));
    }
  }
  return answers;
}

}  // namespace lead::lowering
