#include "compiler/semantics/stage_loops.h"

#include <algorithm>
#include <map>
#include <optional>

#include "compiler/semantics/case_links.h"
#include "compiler/semantics/cases.h"
#include "compiler/semantics/lifecycle_problems.h"
#include "compiler/semantics/moved.h"

namespace lead::semantics {
namespace {

constexpr size_t kMostReports = 5;  // circles of one lifecycle that a person reads
constexpr uint32_t kMostCircleSteps = 20'000;

struct Edge {  // one origin of a `when` transition
  uint32_t transition, from, to;
  CaseList cases;            // in which its condition holds, without what may change
  bool may_change = false;   // something was left out
  bool is_reported = false;  // part of a circle that was
};

class Loops {
 public:
  Loops(const syntax::SyntaxTree& tree, const Program& program, uint32_t lifecycle, diagnostics::Sink& sink)
      : tree_(tree),
        program_(program),
        facts_(program.lifecycles[lifecycle]),
        decl_(std::get<syntax::LifecycleDecl>(tree.decls[facts_.decl].node)),
        sink_(sink),
        cases_(tree, program),
        moved_(tree, program, lifecycle),
        stage_type_{TypeKind::Stage, lifecycle},
        leaving_(facts_.stages.size()) {}

  void run() {
    for (uint32_t t = 0; t < facts_.transitions.size(); ++t) add(t);
    for (longest_ = 2; longest_ <= facts_.stages.size(); ++longest_) {
      has_more_ = false;
      for (first_ = 0; first_ < facts_.stages.size(); ++first_) {
        measure();
        path_.clear();
        if (!go(first_, Cases::anything())) return;
      }
      if (!has_more_) return;
    }
  }

 private:
  void add(uint32_t t) {
    const auto* when = std::get_if<syntax::WhenMove>(&decl_.transitions[t].move);
    if (when == nullptr || !when->condition) return;
    const CaseList all = cases_.of(when->condition, true);
    bool unused = false;
    anywhere_.emplace(t, settled(all, std::nullopt, unused));
    for (uint32_t from = 0; from < facts_.stages.size(); ++from) {
      const uint32_t to = facts_.transitions[t].to;
      if ((facts_.transitions[t].from >> from & 1) == 0 || from == to) continue;
      Edge edge{t, from, to, std::nullopt};
      edge.cases = settled(all, from, edge.may_change);
      if (edge.cases && edge.cases->empty()) continue;
      leaving_[from].push_back(static_cast<uint32_t>(edges_.size()));
      edges_.push_back(std::move(edge));
    }
  }

  // The cases of a lead in a stage (none: in any), without what may be different at the next one.
  CaseList settled(const CaseList& all, std::optional<uint32_t> stage, bool& may_change) const {
    if (!all) return std::nullopt;
    std::vector<Case> left;
    for (const Case& one : *all) {
      Case kept;
      bool is_here = true;
      for (const auto& [thing, allowed] : one) {
        const syntax::ExprId expr = cases_.expr_of(thing);
        if (!moved_.may_change(expr)) {
          kept.emplace(thing, allowed);
          continue;
        }
        may_change = true;
        const TypedExpr& typed = program_.exprs[expr.value];
        if (stage && typed.symbol == SymbolKind::Lifecycle && typed.type == stage_type_)
          is_here = is_here && !Cases::common(allowed.words, {{*stage, *stage}}).empty();
      }
      if (is_here && is_possible(tree_, program_, kept)) left.push_back(std::move(kept));
    }
    return left;
  }

  // How far it is from each stage back to the first of the circle, through stages after it.
  void measure() {
    home_.assign(facts_.stages.size(), UINT32_MAX);
    home_[first_] = 0;
    for (uint32_t round = 1; round <= facts_.stages.size(); ++round) {
      for (const Edge& edge : edges_) {
        if (edge.is_reported || edge.from < first_ || edge.to < first_) continue;
        if (home_[edge.to] == round - 1 && home_[edge.from] == UINT32_MAX) home_[edge.from] = round;
      }
    }
  }

  // Whether the search may go on.
  bool go(uint32_t stage, const CaseList& so_far) {
    for (const uint32_t e : leaving_[stage]) {
      const uint32_t to = edges_[e].to;
      if (edges_[e].is_reported || to < first_ || home_[to] == UINT32_MAX || is_on_path(to)) continue;
      if (is_excluded(edges_[e].transition)) continue;
      const size_t steps = path_.size() + 1;
      if (to == first_ && steps != longest_) continue;
      if (steps + home_[to] > longest_) {
        has_more_ = true;
        continue;
      }
      if (++steps_ > kMostCircleSteps) {
        sink_.add(problems::too_many_circles(decl_.name));
        return false;
      }
      const CaseList together = with(so_far, edges_[e].cases);
      if (together && together->empty()) continue;
      path_.push_back(e);
      const bool goes_on = to == first_ ? report(together) : go(to, together);
      path_.pop_back();
      if (!goes_on) return false;
      if (is_path_reported()) return true;
    }
    return true;
  }

  [[nodiscard]] CaseList with(const CaseList& so_far, const CaseList& next) const {
    CaseList both = Cases::both(so_far, next);
    if (!both) return so_far && next ? so_far : so_far ? so_far : next;  // too many: those of a part
    std::erase_if(*both, [&](const Case& one) { return !is_possible(tree_, program_, one); });
    return both;
  }

  // Whether one of the conditions on the path and this one exclude each other.
  bool is_excluded(uint32_t transition) {
    return std::any_of(path_.begin(), path_.end(), [&](uint32_t e) {
      const auto pair = std::minmax(edges_[e].transition, transition);
      const auto [found, is_new] = excluded_.emplace(pair, false);
      if (is_new) {
        ++steps_;
        const CaseList together = with(anywhere_.at(pair.first), anywhere_.at(pair.second));
        found->second = together && together->empty();
      }
      return found->second;
    });
  }

  [[nodiscard]] bool is_on_path(uint32_t stage) const {
    return stage != first_ &&
           std::any_of(path_.begin(), path_.end(), [&](uint32_t e) { return edges_[e].from == stage; });
  }
  [[nodiscard]] bool is_path_reported() const {
    return std::any_of(path_.begin(), path_.end(), [&](uint32_t e) { return edges_[e].is_reported; });
  }

  bool report(const CaseList& together) {
    std::vector<problems::Round> rounds;
    bool may_change = false;
    for (const uint32_t e : path_) {
      Edge& edge = edges_[e];
      may_change = may_change || edge.may_change;
      rounds.push_back(
          {decl_.transitions[edge.transition].move_span, facts_.stages[edge.from], facts_.stages[edge.to]});
      // A transition is one step of the text, from whichever stage it begins.
      for (Edge& each : edges_) each.is_reported = each.is_reported || each.transition == edge.transition;
    }
    const bool has_example = together && !may_change && !together->empty() && !together->front().empty();
    sink_.add(problems::stage_loop(rounds, has_example ? cases_.witness(together->front()) : "", may_change));
    return ++reports_ < kMostReports;
  }

  const syntax::SyntaxTree& tree_;
  const Program& program_;
  const Lifecycle& facts_;
  const syntax::LifecycleDecl& decl_;
  diagnostics::Sink& sink_;
  Cases cases_;
  Moved moved_;
  Type stage_type_;
  std::map<uint32_t, CaseList> anywhere_;                   // by transition, whatever the stage
  std::map<std::pair<uint32_t, uint32_t>, bool> excluded_;  // CACHE: pairs of transitions, for is_excluded
  std::vector<Edge> edges_;
  std::vector<std::vector<uint32_t>> leaving_;  // by stage: into edges_
  std::vector<uint32_t> home_;                  // by stage: steps back to first_
  std::vector<uint32_t> path_;                  // into edges_
  uint32_t first_ = 0, steps_ = 0;
  size_t longest_ = 2, reports_ = 0;
  bool has_more_ = false;
};

}  // namespace

void check_stage_loops(const syntax::SyntaxTree& tree, const Program& program, diagnostics::Sink& sink) {
  for (uint32_t i = 0; i < program.lifecycles.size(); ++i) Loops(tree, program, i, sink).run();
}

}  // namespace lead::semantics
