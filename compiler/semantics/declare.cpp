// Every declared name, once: name spaces, doubles, and an empty shell of each thing in the program.
#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>

#include "compiler/semantics/builtins.h"
#include "compiler/semantics/check_routing.h"
#include "compiler/semantics/problems.h"
#include "compiler/semantics/steps.h"
#include "runtime/base/overloaded.h"
#include "stdlib/modules.h"

namespace lead::semantics {
namespace {

void add_name(Context& context, NameSpace& space, std::string_view what, const syntax::Name& name,
              Declared declared) {
  declared.span = name.span;
  const auto [entry, is_new] = space.emplace(name.text, declared);
  if (!is_new) context.sink.add(problems::name_twice(what, name, entry->second.span));
}

template <class T>
uint32_t size_of(const std::vector<T>& items) {
  return static_cast<uint32_t>(items.size());
}

// Names in the order in which they first appear.
class Distinct {
 public:
  explicit Distinct(std::vector<std::string>& names) : names_(names) {}
  void add(const std::string& name) {
    if (seen_.insert(name).second) names_.push_back(name);
  }

 private:
  std::vector<std::string>& names_;
  std::set<std::string> seen_;
};

void declare_use(Context& context, const syntax::UseDecl& use) {
  std::vector<std::string> modules;
  for (const stdlib::Module& module : stdlib::standard_modules()) modules.emplace_back(module.name);
  if (std::find(modules.begin(), modules.end(), use.module.text) != modules.end()) return;
  context.sink.add(problems::unknown_module(use.module, diagnostics::suggest(use.module.text, modules)));
}

void declare_choice(Context& context, const syntax::ChoiceDecl& choice) {
  auto& choices = context.program.schema.choices;
  add_name(context, context.names.choices, "choice", choice.name,
           {SymbolKind::Constant, size_of(choices), {}});
  auto shell = std::make_unique<artefact::ChoiceT>();
  shell->name = choice.name.text;
  shell->ordered = choice.ordered;
  NameSpace items;
  for (const syntax::Name& item : choice.items) {
    add_name(context, items, "item", item, {});
    shell->items.push_back(item.text);
  }
  choices.push_back(std::move(shell));
}

void declare_lead(Context& context, const syntax::LeadDecl& lead) {
  auto& attributes = context.program.schema.attributes;
  for (const syntax::Field& field : lead.attributes) {
    add_name(context, context.names.values, "attribute", field.name,
             {SymbolKind::Attribute, size_of(attributes), {}});
    auto shell = std::make_unique<artefact::AttributeT>();
    shell->name = field.name.text;
    attributes.push_back(std::move(shell));
    context.names.attributes.push_back(field.name.span);
  }
}

void declare_event(Context& context, uint32_t decl, const syntax::EventDecl& event) {
  auto& events = context.program.schema.events;
  add_name(context, context.names.events, "event", event.name, {SymbolKind::EventSet, size_of(events), {}});
  auto shell = std::make_unique<artefact::EventTypeT>();
  shell->name = event.name.text;
  shell->title = event.title.value_or("");
  shell->actor = event.actor ? event.actor->text : "";
  events.push_back(std::move(shell));
  context.names.event_decls.push_back(decl);
}

void declare_definition(Context& context, uint32_t decl, const syntax::DefineDecl& define) {
  Names& names = context.names;
  auto& definitions = context.program.definitions;
  const bool is_events = std::holds_alternative<syntax::EventsBody>(define.body);
  add_name(context, is_events ? names.events : names.values, "definition", define.name,
           {SymbolKind::Definition, size_of(definitions), {}});
  Definition shell{
      .decl = decl, .name = define.name.text, .kind = Definition::Kind::Value, .type = {}, .labels = {}};
  if (is_events) shell.kind = Definition::Kind::Events;
  definitions.push_back(std::move(shell));
}

void declare_buckets(Context& context, uint32_t decl, const syntax::BucketsDecl& buckets) {
  auto& shells = context.program.buckets;
  add_name(context, context.names.values, "bands", buckets.name, {SymbolKind::Bucket, size_of(shells), {}});
  NameSpace rows;
  for (const syntax::BucketRow& row : buckets.rows) add_name(context, rows, "band", row.name, {});
  shells.push_back({decl, buckets.name.text, {}, {}, {}});
}

void declare_score(Context& context, uint32_t decl, const syntax::ScoreDecl& score) {
  auto& shells = context.program.scores;
  // The points of a grade have no name of their own: the grade has it.
  if (!score.of_grade)
    add_name(context, context.names.values, "score", score.name, {SymbolKind::Score, size_of(shells), {}});
  NameSpace rules, bands;
  for (const syntax::Rule& rule : score.rules) add_name(context, rules, "rule", rule.name, {});
  for (const syntax::ScoreBand& band : score.bands) add_name(context, bands, "band", band.name, {});
  shells.push_back({decl,
                    score.name.text,
                    score.low_millionths.value_or(0),
                    score.high_millionths.value_or(INT64_MAX),
                    {},
                    {}});
}

void declare_grade(Context& context, uint32_t decl, const syntax::GradeDecl& grade) {
  auto& shells = context.program.grades;
  add_name(context, context.names.values, "grade", grade.name, {SymbolKind::Grade, size_of(shells), {}});
  Grade shell{decl, grade.name.text, {}};
  Distinct names(shell.names);
  std::visit(overloaded{
                 [&](const syntax::RowsGrade& body) {
                   for (const syntax::GradeRow& row : body.rows) names.add(row.grade.text);
                 },
                 [&](const syntax::StepsGrade& body) {
                   NameSpace steps;
                   for (const syntax::Name& step : body.ladder) add_name(context, steps, "step", step, {});
                   for (const syntax::Name& step : body.ladder) names.add(step.text);
                   std::reverse(shell.names.begin(), shell.names.end());
                 },
                 [&](const syntax::PointsGrade& body) {
                   NameSpace rows;
                   for (const auto& row : body.thresholds) add_name(context, rows, "grade", row.grade, {});
                   if (body.otherwise) add_name(context, rows, "grade", *body.otherwise, {});
                   for (const auto& row : body.thresholds) names.add(row.grade.text);
                   if (body.otherwise) names.add(body.otherwise->text);
                 },
                 [](const syntax::BestGrade&) {},  // settle_ladders
             },
             grade.body);
  shells.push_back(std::move(shell));
}

void declare_table(Context& context, uint32_t decl, const syntax::TableDecl& table) {
  auto& shells = context.program.tables;
  const bool is_function = std::any_of(std::begin(kBuiltins), std::end(kBuiltins),
                                       [&](const BuiltinInfo& info) { return info.name == table.name.text; });
  if (is_function) context.sink.add(problems::name_of_function(table.name));
  add_name(context, context.names.tables, "table", table.name, {SymbolKind::Table, size_of(shells), {}});
  shells.push_back({.decl = decl, .name = table.name.text, .type = {}, .entries = {}});
}

void declare_matrix(Context& context, uint32_t decl, const syntax::MatrixDecl& matrix) {
  auto& shells = context.program.matrices;
  add_name(context, context.names.values, "matrix", matrix.name, {SymbolKind::Matrix, size_of(shells), {}});
  Matrix shell{};
  shell.decl = decl;
  shell.name = matrix.name.text;
  Distinct cells(shell.cells);
  for (const syntax::MatrixRow& row : matrix.rows) {
    for (const syntax::Name& cell : row.cells) cells.add(cell.text);
  }
  shells.push_back(std::move(shell));
}

void declare_lifecycle(Context& context, uint32_t decl, const syntax::LifecycleDecl& lifecycle) {
  auto& shells = context.program.lifecycles;
  add_name(context, context.names.values, "lifecycle", lifecycle.name,
           {SymbolKind::Lifecycle, size_of(shells), {}});
  Lifecycle shell{decl, lifecycle.name.text, {}};
  NameSpace stages;
  Distinct distinct(shell.stages);
  for (const syntax::StageDecl& stage : lifecycle.stages) {
    add_name(context, stages, "stage", stage.name, {});
    distinct.add(stage.name.text);
  }
  shells.push_back(std::move(shell));
}

void declare_calendar(Context& context, uint32_t decl, const syntax::CalendarDecl& calendar) {
  auto& shells = context.program.calendars;
  add_name(context, context.names.calendars, "calendar", calendar.name,
           {SymbolKind::None, size_of(shells), {}});
  shells.push_back({decl, calendar.name.text});
}

void declare_sla(Context& context, uint32_t decl, const syntax::SlaDecl& sla) {
  auto& shells = context.program.slas;
  add_name(context, context.names.values, "sla", sla.name, {SymbolKind::Sla, size_of(shells), {}});
  shells.push_back({decl, sla.name.text});
}

// Where there is one lifecycle, `stage` is another name of it.
void name_the_stage(Context& context) {
  constexpr std::string_view kStage = "stage";
  if (context.program.lifecycles.size() != 1 || context.names.values.contains(kStage)) return;
  const auto& decl = context.decl<syntax::LifecycleDecl>(context.program.lifecycles.front().decl);
  context.names.values.emplace(kStage, Declared{SymbolKind::Lifecycle, 0, decl.name.span});
}

}  // namespace

void declare(Context& context) {
  context.program.exprs.resize(context.tree.exprs.size());
  NameSpace tests;
  for (uint32_t decl = 0; decl < context.tree.decls.size(); ++decl) {
    std::visit(overloaded{
                   [](const syntax::PolicyDecl&) {},  // check_policy
                   [&](const syntax::UseDecl& node) { declare_use(context, node); },
                   [&](const syntax::ChoiceDecl& node) { declare_choice(context, node); },
                   [&](const syntax::LeadDecl& node) { declare_lead(context, node); },
                   [&](const syntax::EventDecl& node) { declare_event(context, decl, node); },
                   [&](const syntax::DefineDecl& node) { declare_definition(context, decl, node); },
                   [&](const syntax::BucketsDecl& node) { declare_buckets(context, decl, node); },
                   [&](const syntax::ScoreDecl& node) { declare_score(context, decl, node); },
                   [&](const syntax::GradeDecl& node) { declare_grade(context, decl, node); },
                   [&](const syntax::MatrixDecl& node) { declare_matrix(context, decl, node); },
                   [&](const syntax::FixtureDecl& node) {
                     add_name(context, context.names.fixtures, "fixture", node.name,
                              {SymbolKind::None, decl, {}});
                   },
                   [&](const syntax::TestDecl& node) { add_name(context, tests, "test", node.title, {}); },
                   [&](const syntax::TableDecl& node) { declare_table(context, decl, node); },
                   [&](const syntax::LifecycleDecl& node) { declare_lifecycle(context, decl, node); },
                   [&](const syntax::CalendarDecl& node) { declare_calendar(context, decl, node); },
                   [&](const syntax::SlaDecl& node) { declare_sla(context, decl, node); },
                   [](const syntax::IgnoreDecl&) {},   // check_ignores
                   [](const syntax::SuspendDecl&) {},  // check_suspends
                   [&](const auto& node) { declare_routing(context, decl, node); },
               },
               context.tree.decls[decl].node);
  }
  declare_roles(context);
  name_the_stage(context);
  context.definitions.assign(context.program.definitions.size(), Progress::NotStarted);
}

}  // namespace lead::semantics
