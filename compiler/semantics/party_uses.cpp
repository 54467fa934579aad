// Teams, roles, queues and columns that nothing asks for.
#include <algorithm>
#include <set>
#include <string>

#include "compiler/semantics/roster_findings.h"
#include "compiler/semantics/roster_problems.h"

namespace lead::semantics {
namespace {

constexpr std::string_view kTeam =
    "a route gives leads to a team, a queue is offered to one, and a team is told or owes a promise";
constexpr std::string_view kRole = "a role stands where a person does: `to person`, `notify`, `watched by`";
constexpr std::string_view kColumn =
    "columns are asked in `team … where` and in `where` of a route's row, or with `matches`";

bool is_filled(const Program& program, uint32_t queue) {
  return std::any_of(program.routes.begin(), program.routes.end(), [&](const Route& route) {
    return std::any_of(route.rows.begin(), route.rows.end(), [&](const RouteRowFacts& row) {
      return row.kind == artefact::DestinationKind::Queue && row.target == static_cast<int32_t>(queue);
    });
  });
}

// A field of an event that has the name of a column counts, too: nothing is said where it might be asked.
bool is_asked(const Program& program, const std::string& column) {
  return std::any_of(program.exprs.begin(), program.exprs.end(), [&](const TypedExpr& each) {
    return each.symbol == SymbolKind::PayloadField && each.name == column;
  });
}

// Every name that stands where somebody is meant. A name that means something else there counts, too.
class Asked {
 public:
  explicit Asked(const syntax::SyntaxTree& tree) {
    for (uint32_t i = 0; i < tree.exprs.size(); ++i) {
      if (const auto* name = std::get_if<syntax::NameExpr>(&tree.exprs[syntax::ExprId{i}].node))
        names_.insert(name->name.text);
    }
    for (const syntax::Decl& decl : tree.decls)
      std::visit([this](const auto& node) { take(node); }, decl.node);
  }
  [[nodiscard]] bool has(const std::string& name) const { return names_.contains(name); }

 private:
  void take(const std::optional<syntax::Name>& name) {
    if (name) names_.insert(name->text);
  }
  void take(const std::vector<syntax::Effect>& effects) {
    for (const syntax::Effect& effect : effects)
      if (const auto* notice = std::get_if<syntax::NotifyEffect>(&effect.node))
        names_.insert(notice->whom.text);
  }
  void take(const syntax::TeamDecl& team) {
    for (const syntax::Name& member : team.members) names_.insert(member.text);
  }
  void take(const syntax::QueueDecl& queue) {
    take(queue.offered_to);
    take(queue.watched_by);
  }
  void take(const syntax::RouteDecl& route) {
    for (const syntax::RouteRow& row : route.rows)
      if (const auto* to = std::get_if<syntax::NamedDestination>(&row.destination))
        names_.insert(to->name.text);
  }
  void take(const syntax::LifecycleDecl& lifecycle) {
    for (const syntax::StageDecl& stage : lifecycle.stages) take(stage.owner);
    for (const syntax::EffectRow& row : lifecycle.effects) take(row.effects);
  }
  void take(const syntax::SlaDecl& sla) {
    take(sla.owed_by);
    for (const syntax::SlaStep& step : sla.steps) take(step.effects);
  }
  void take(const syntax::EventDecl& event) { take(event.actor); }
  template <class Other>
  void take(const Other&) {}  // names nobody

  std::set<std::string> names_;
};

bool reads_files(const syntax::SyntaxTree& tree) {
  return std::any_of(tree.decls.begin(), tree.decls.end(), [](const syntax::Decl& decl) {
    const auto* people = std::get_if<syntax::PeopleDecl>(&decl.node);
    return people != nullptr && std::holds_alternative<syntax::PeopleFile>(people->content);
  });
}

}  // namespace

void check_uses(const syntax::SyntaxTree& tree, const Program& program, diagnostics::Sink& sink) {
  const Asked asked(tree);
  for (const Team& team : program.teams) {
    if (!asked.has(team.name))
      sink.add(
          problems::never_named(std::get<syntax::TeamDecl>(tree.decls[team.decl].node).name, "team", kTeam));
  }
  const bool may_cover = reads_files(tree);  // in a file anybody may be named
  for (const Post& post : program.posts) {
    if (!may_cover && !asked.has(post.name))
      sink.add(
          problems::never_named(std::get<syntax::RoleDecl>(tree.decls[post.decl].node).name, "role", kRole));
  }
  for (uint32_t i = 0; i < program.queues.size(); ++i) {
    if (!is_filled(program, i))
      sink.add(
          problems::never_filled(std::get<syntax::QueueDecl>(tree.decls[program.queues[i].decl].node).name));
  }
  for (const syntax::Decl& decl : tree.decls) {
    const auto* person = std::get_if<syntax::PersonDecl>(&decl.node);
    if (person == nullptr) continue;
    for (const syntax::Field& column : person->columns)
      if (!is_asked(program, column.name.text))
        sink.add(problems::never_named(column.name, "column", kColumn));
  }
}

}  // namespace lead::semantics
