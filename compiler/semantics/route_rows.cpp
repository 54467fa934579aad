#include "compiler/semantics/route_rows.h"

#include <algorithm>
#include <set>

#include "compiler/semantics/policy_words.h"

namespace lead::semantics {
namespace {

using artefact::DestinationKind;

constexpr size_t kMaxCompared = 256;

uint32_t most_excluded(const syntax::SyntaxTree& tree, const std::string& role) {
  uint32_t most = 0;
  const auto look = [&](const std::vector<syntax::Effect>& effects) {
    for (const syntax::Effect& effect : effects) {
      const auto* again = std::get_if<syntax::AssignEffect>(&effect.node);
      if (again != nullptr && again->role.text == role) most = std::max(most, again->exclude);
    }
  };
  for (const syntax::Decl& decl : tree.decls) {
    if (const auto* lifecycle = std::get_if<syntax::LifecycleDecl>(&decl.node))
      for (const syntax::EffectRow& row : lifecycle->effects) look(row.effects);
    if (const auto* sla = std::get_if<syntax::SlaDecl>(&decl.node))
      for (const syntax::SlaStep& step : sla->steps) look(step.effects);
  }
  return most;
}

// The parts of a condition that `and` joins, in words.
void parts_of(const syntax::SyntaxTree& tree, syntax::ExprId id, std::set<std::string>& parts) {
  if (!id) return;
  const auto* both = std::get_if<syntax::BinaryExpr>(&tree.exprs[id].node);
  if (both == nullptr || both->op != syntax::BinaryOp::And) {
    parts.insert(write_expr(tree, id));
    return;
  }
  parts_of(tree, both->left, parts);
  parts_of(tree, both->right, parts);
}

}  // namespace

RouteRows::RouteRows(const syntax::SyntaxTree& tree, const Program& program, const Route& route,
                     Staffing& staffing)
    : tree_(tree), role_(program.roles[route.role]), excluded_(most_excluded(tree, role_.name)) {
  const auto& decl = std::get<syntax::RouteDecl>(tree.decls[route.decl].node);
  for (size_t i = 0; i < decl.rows.size(); ++i) rows_.push_back({&decl.rows[i], &route.rows[i]});
  there_.resize(rows_.size());
  for (size_t i = 0; i < rows_.size(); ++i) {
    takes_.push_back(find_takes(i, staffing));
    bool is_certain = false;
    std::vector<uint32_t> who = staffing.candidates(rows_[i], is_certain);
    if (who.size() > kMaxCompared) who.clear();
    std::sort(who.begin(), who.end());
    chosen_from_.push_back(std::move(who));
  }
}

bool RouteRows::gives(size_t row) const {
  const DestinationKind kind = rows_[row].facts->kind;
  return kind != DestinationKind::Keep && kind != DestinationKind::Clear && kind != DestinationKind::Queue;
}

Takes RouteRows::find_takes(size_t row, Staffing& staffing) {
  const StaffedRow& each = rows_[row];
  const syntax::RouteOptions& options = each.row->options;
  if (!gives(row)) {
    if (each.facts->kind != DestinationKind::Keep || row + 1 == rows_.size()) return Takes::Always;
    return excluded_ == 0 ? Takes::Held : Takes::Perhaps;
  }
  if (options.wait) return Takes::Always;
  if (!options.caps.empty()) return Takes::Perhaps;
  bool is_certain = false;
  const std::vector<uint32_t> who = staffing.candidates(each, is_certain);
  if (!is_certain) return Takes::Perhaps;
  // Each former holder that is left out may be one of those who are there.
  const size_t wanted = size_t{1} + std::max(excluded_, options.exclude.value_or(0));
  for (size_t i = 0; i < who.size() && there_[row].size() < wanted; ++i)
    if (staffing.is_always_eligible(each, who[i])) there_[row].push_back(who[i]);
  return there_[row].size() == wanted ? Takes::WithThesePeople : Takes::Perhaps;
}

CaseList RouteRows::passed_in_spite(Cases& cases, size_t row) const {
  if (takes_[row] == Takes::Perhaps) return Cases::anything();
  if (takes_[row] == Takes::Held) return cases.text(TypeKind::Person, role_.name, false);
  return std::vector<Case>{};
}

CaseList RouteRows::passed(Cases& cases, size_t row) const {
  const syntax::ExprId when = rows_[row].row->when;
  if (takes_[row] == Takes::Perhaps) return Cases::anything();
  const CaseList others = when ? cases.of(when, false) : CaseList{std::vector<Case>{}};
  return Cases::either(others, passed_in_spite(cases, row));
}

bool RouteRows::is_same_destination(size_t earlier, size_t later) const {
  const RouteRowFacts &one = *rows_[earlier].facts, &other = *rows_[later].facts;
  if (one.kind != other.kind) return false;
  if (one.kind == DestinationKind::Team) return one.target == other.target;
  if (one.kind != DestinationKind::Person) return true;
  return write_expr(tree_, std::get<syntax::PersonDestination>(rows_[earlier].row->destination).person) ==
         write_expr(tree_, std::get<syntax::PersonDestination>(rows_[later].row->destination).person);
}

bool RouteRows::asks_no_more(size_t earlier, size_t later) const {
  const syntax::RouteOptions &one = rows_[earlier].row->options, &other = rows_[later].row->options;
  if (!one.caps.empty() || (other.cover && !one.cover)) return false;
  if (one.exclude.value_or(0) > other.exclude.value_or(0)) return false;
  if (one.at_work) {
    if (!other.at_work) return false;
    const auto &ahead = one.look_ahead, &other_ahead = other.look_ahead;
    const bool is_same = ahead && other_ahead && ahead->amount == other_ahead->amount &&
                         ahead->unit == other_ahead->unit && ahead->business == other_ahead->business;
    if (other_ahead && !is_same) return false;
  }
  std::set<std::string> asked, asked_later;
  parts_of(tree_, rows_[earlier].where(), asked);
  parts_of(tree_, rows_[later].where(), asked_later);
  return std::includes(asked_later.begin(), asked_later.end(), asked.begin(), asked.end());
}

bool RouteRows::outdoes(size_t earlier, size_t later, bool& by_people) const {
  by_people = false;
  if (!gives(earlier) || !gives(later) || rows_[later].row->options.wait) return false;
  if (!is_same_destination(earlier, later)) {
    const std::vector<uint32_t>&wide = chosen_from_[earlier], &narrow = chosen_from_[later];
    if (narrow.empty() || !std::includes(wide.begin(), wide.end(), narrow.begin(), narrow.end()))
      return false;
    by_people = true;
  }
  return asks_no_more(earlier, later);
}

}  // namespace lead::semantics
