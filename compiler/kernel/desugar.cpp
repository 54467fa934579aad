#include "compiler/kernel/desugar.h"

#include "compiler/kernel/desugaring.h"

namespace lead::kernel {
namespace {

using artefact::OutputKind;
using semantics::SymbolKind;

PolicyInfo policy_info(const semantics::Policy& policy) {
  return {.id = policy.id,
          .title = policy.title,
          .version = policy.version,
          .zone = policy.zone,
          .lateness_ms = policy.lateness_ms,
          .dedupe_ms = policy.dedupe_ms,
          .ignore_unknown_events = policy.ignore_unknown_events,
          .ignore_unknown_fields = policy.ignore_unknown_fields,
          .anonymous_wait = policy.anonymous_wait};
}

// Rules are numbered score by score in declared order, whatever order their values are derived in.
void enter_rules(Desugaring& d) {
  for (uint32_t index = 0; index < d.program.scores.size(); ++index) {
    d.first_rule.push_back(static_cast<uint32_t>(d.kernel.rules.size()));
    for (const syntax::Rule& rule : d.decl<syntax::ScoreDecl>(d.program.scores[index].decl).rules) {
      d.kernel.rules.push_back({rule.name.text, rule.title.value_or(""), index, rule.span});
    }
  }
  d.kernel.scores.resize(d.program.scores.size());
  d.limits_of.resize(d.program.scores.size());
  d.quiets_of.resize(d.program.scores.size());
}

void enter_tables(Desugaring& d) {
  for (const semantics::Table& table : d.program.tables) {
    artefact::LookupT lookup;
    lookup.name = table.name;
    lookup.key = table.key;
    lookup.type = std::make_unique<artefact::FieldTypeT>(table.type);
    for (const semantics::Table::Entry& entry : table.entries) {
      lookup.keys.push_back(entry.key);
      if (table.type.kind == artefact::FieldKind::Text)
        lookup.texts.push_back(entry.text);
      else
        lookup.words.push_back(entry.word);
    }
    d.kernel.lookups.push_back(std::move(lookup));
  }
}

void derive(Desugaring& d) {
  d.definitions.resize(d.program.definitions.size());
  d.buckets.resize(d.program.buckets.size());
  d.grades.resize(d.program.grades.size());
  d.matrices.resize(d.program.matrices.size());
  for (const semantics::Program::Derived& each : d.program.order) {
    if (each.kind == SymbolKind::Definition) desugar_definition(d, each.index);
    if (each.kind == SymbolKind::Bucket) desugar_bucket(d, each.index);
    if (each.kind == SymbolKind::Score) desugar_score(d, each.index);
    if (each.kind == SymbolKind::Grade) desugar_grade(d, each.index);
    if (each.kind == SymbolKind::Matrix) desugar_matrix(d, each.index);
    if (each.kind == SymbolKind::Account) desugar_account(d);
  }
}

void add_band_outputs(Desugaring& d) {
  for (uint32_t index = 0; index < d.kernel.scores.size(); ++index) {
    const Score& score = d.kernel.scores[index];
    if (!score.band) continue;
    d.kernel.outputs.push_back({.kind = OutputKind::Band,
                                .block = score.name,
                                .title = score.title,
                                .names = score.names,
                                .expr = score_band(d, index),
                                .value = score.value,
                                .latch = score.latch});
  }
}

void add_grade_outputs(Desugaring& d) {
  for (uint32_t index = 0; index < d.program.grades.size(); ++index) {
    const auto& decl = d.decl<syntax::GradeDecl>(d.program.grades[index].decl);
    const ExprId expr = d.grades[index];
    const std::string title = decl.title.value_or("");
    d.kernel.outputs.push_back({.kind = OutputKind::Grade,
                                .block = decl.name.text,
                                .title = title,
                                .names = d.grade_names[index],
                                .expr = expr,
                                .value = {}});
    d.kernel.grades.push_back(
        {.name = decl.name.text, .title = title, .names = d.grade_names[index], .expr = expr, .rows = {}});
  }
}

MatrixSide matrix_side(Desugaring& d, const std::string& name, const semantics::Type& type) {
  return {.block = name, .expr = subject(d, name, type), .type = field_type(d, type)};
}

void add_matrix_outputs(Desugaring& d) {
  for (uint32_t index = 0; index < d.program.matrices.size(); ++index) {
    const semantics::Matrix& matrix = d.program.matrices[index];
    const auto& decl = d.decl<syntax::MatrixDecl>(matrix.decl);
    const ExprId expr = d.matrices[index];
    const std::string title = decl.title.value_or("");
    d.kernel.matrices.push_back({.name = decl.name.text,
                                 .title = title,
                                 .expr = expr,
                                 .row = matrix_side(d, decl.row_subject.text, matrix.row),
                                 .column = matrix_side(d, decl.column_subject.text, matrix.column),
                                 .names = d.cell_names[index],
                                 .cells = matrix.table});
    d.kernel.outputs.push_back({.kind = OutputKind::Cell,
                                .block = decl.name.text,
                                .title = title,
                                .names = d.cell_names[index],
                                .expr = expr,
                                .value = {}});
  }
}

void add_stage_outputs(Desugaring& d) {
  for (const Lifecycle& lifecycle : d.kernel.lifecycles) {
    d.kernel.outputs.push_back({.kind = OutputKind::Stage,
                                .block = lifecycle.name,
                                .title = lifecycle.title,
                                .names = lifecycle.names,
                                .expr = lifecycle.expr,
                                .value = {}});
  }
}

void add_clock_outputs(Desugaring& d) {
  for (const Clock& clock : d.kernel.clocks) {
    d.kernel.outputs.push_back({.kind = OutputKind::Clock,
                                .block = clock.name,
                                .title = clock.title,
                                .names = d.clock_names,
                                .expr = clock.expr,
                                .value = {}});
  }
}

void add_account_output(Desugaring& d) {
  if (d.program.accounts.match < 0) return;
  const auto& decl = d.decl<syntax::MatchDecl>(static_cast<uint32_t>(d.program.accounts.match));
  d.kernel.outputs.push_back({.kind = OutputKind::Account,
                              .block = "account",
                              .title = decl.title.value_or(""),
                              .names = d.account_names,
                              .expr = d.account,
                              .value = {}});
}

// Pushes and touches first, then bookings, then resets: an event is counted before it is judged what it
// earns, and a reset leaves nothing of what its own cause has booked. Memories come before what gives a role
// away: who held the lead when the event came is remembered.
void add_reactions(Desugaring& d) {
  for (const Recording& recording : d.recordings) {
    for (const Source& source : recording.sources) {
      d.kernel.reactions.push_back({.source = source.event,
                                    .guard = source.guard,
                                    .effect = recording.effect,
                                    .target = static_cast<int32_t>(recording.slot),
                                    .amount = source.value,
                                    .key = {}});
    }
  }
  d.kernel.reactions.insert(d.kernel.reactions.end(), d.door_recordings.begin(), d.door_recordings.end());
  const size_t recorded = d.kernel.reactions.size();
  d.kernel.reactions.insert(d.kernel.reactions.end(), d.bookings.begin(), d.bookings.end());
  d.kernel.reactions.insert(d.kernel.reactions.end(), d.memory_reactions.begin(), d.memory_reactions.end());
  d.kernel.reactions.insert(d.kernel.reactions.end(), d.reset_reactions.begin(), d.reset_reactions.end());
  for (const auto& [quiet, booking] : d.quiet_bookings) {
    d.kernel.quiets[quiet].reaction = static_cast<uint32_t>(recorded + booking);
  }
}

}  // namespace

Kernel desugar(const syntax::SyntaxTree& tree, const semantics::Program& program,
               std::span<const syntax::ExprId> questions) {
  Kernel kernel;
  kernel.policy = policy_info(program.policy);
  kernel.schema = program.schema;
  Desugaring d{.tree = tree, .program = program, .kernel = kernel, .builder = Builder(kernel)};
  enter_names(d);
  enter_rules(d);
  enter_tables(d);
  derive(d);
  desugar_suspension(d);
  desugar_ignores(d);
  desugar_calendars(d);
  for (uint32_t score = 0; score < program.scores.size(); ++score) desugar_bookings(d, score);
  for (uint32_t score = 0; score < program.scores.size(); ++score) desugar_resets(d, score);
  for (uint32_t index = 0; index < program.lifecycles.size(); ++index) desugar_lifecycle(d, index);
  for (uint32_t index = 0; index < program.lifecycles.size(); ++index) desugar_effects(d, index);
  for (uint32_t index = 0; index < program.slas.size(); ++index) desugar_sla(d, index);
  for (uint32_t index = 0; index < program.slas.size(); ++index) desugar_steps(d, index);
  desugar_routing(d);
  for (const syntax::ExprId question : questions) (void)condition(d, question, {});  // for what they record
  add_reactions(d);
  arm_schedules(d);
  add_band_outputs(d);
  add_grade_outputs(d);
  add_matrix_outputs(d);
  add_stage_outputs(d);
  add_clock_outputs(d);
  add_account_output(d);
  explain_definitions(d);
  explain_grades(d);
  explain_scores(d);
  kernel.own_explains = static_cast<uint32_t>(kernel.explains.size());
  for (const syntax::ExprId question : questions)
    kernel.questions.push_back({explain_condition(d, question)});
  return kernel;
}

}  // namespace lead::kernel
