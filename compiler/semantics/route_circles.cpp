// Circles of routes: assignments that set each other off, and queues whose stays end in each other.
//
//   route seller on assignment of owner { … }   route owner on assignment of seller { … }     -> L0667
//   queue q … for 1 day   route owner on expiry of q { rest: to q otherwise }                 -> L0668
//
// A step of a circle is a row that such a cause leads to. It is told only where one lead can be shown for
// whom every step is taken: as the attributes of a lead say, whatever has happened to it besides. Conditions
// that ask for anything else (stages, points, times, who has a role) may end the circle, and then nothing is
// said. Circles that go through a stage are not looked for. The shortest are told first; a step that has been
// told is not used again. BOUND: kMaxSteps steps, each as costly as Cases::both.
#include <algorithm>

#include "compiler/semantics/case_links.h"
#include "compiler/semantics/policy_words.h"
#include "compiler/semantics/roster_findings.h"
#include "compiler/semantics/roster_problems.h"
#include "compiler/semantics/route_rows.h"

namespace lead::semantics {
namespace {

using artefact::DestinationKind;

constexpr uint32_t kMaxSteps = 20'000;

struct Step {
  uint32_t from, to;  // roles, or queues
  Span span;          // of the cause
  CaseList cases;     // of the leads that take it
  bool is_told = false;
};

class Circles {
 public:
  Circles(const syntax::SyntaxTree& tree, const Program& program, diagnostics::Sink& sink)
      : tree_(tree), program_(program), sink_(sink), cases_(tree, program), staffing_(tree, program) {}

  void of_assignments() {
    of_roles_ = true;
    look(program_.roles.size());
  }
  void of_queues() {
    of_roles_ = false;
    look(program_.queues.size());
  }

 private:
  void look(size_t nodes) {
    steps_.clear();
    for (const Route& route : program_.routes) add(route);
    if (steps_.empty()) return;
    for (size_t longest = 1; longest <= nodes; ++longest) {
      for (first_ = 0; first_ < nodes; ++first_) {
        path_.clear();
        if (!go(first_, Cases::anything(), longest)) return;
      }
    }
  }

  void add(const Route& route) {
    const auto& decl = std::get<syntax::RouteDecl>(tree_.decls[route.decl].node);
    for (size_t i = 0; i < decl.causes.size(); ++i) {
      const auto* given = std::get_if<syntax::AssignmentCause>(&decl.causes[i].node);
      const auto* expiry = std::get_if<syntax::ExpiryCause>(&decl.causes[i].node);
      const uint32_t from = route.causes[i].event_set;
      if (of_roles_ && given != nullptr) add(route, decl.causes[i], given->when, from);
      if (!of_roles_ && expiry != nullptr && is_alone(route, from))
        add(route, decl.causes[i], expiry->when, from);
    }
  }

  // Where two routes of the role hear the end of a stay, the second decides.
  [[nodiscard]] bool is_alone(const Route& route, uint32_t queue) const {
    uint32_t count = 0;
    for (const Route& other : program_.routes) {
      const auto& decl = std::get<syntax::RouteDecl>(tree_.decls[other.decl].node);
      for (size_t i = 0; other.role == route.role && i < decl.causes.size(); ++i)
        if (std::holds_alternative<syntax::ExpiryCause>(decl.causes[i].node) &&
            other.causes[i].event_set == queue)
          ++count;
    }
    return count == 1;
  }

  void add(const Route& route, const syntax::Cause& cause, syntax::ExprId when, uint32_t from) {
    const RouteRows rows(tree_, program_, route, staffing_);
    CaseList here = when ? cases_.of(when, true) : Cases::anything();
    here = Cases::both(
        here, cases_.text(TypeKind::Person, program_.roles[of_roles_ ? from : route.role].name, of_roles_));
    for (size_t i = 0; i < rows.size(); ++i) {
      const syntax::RouteRow& row = rows.row(i);
      const CaseList come = row.when ? Cases::both(here, cases_.of(row.when, true)) : here;
      const std::optional<uint32_t> to = leads_to(rows, i, route, row);
      if (to) {
        Step step{from, *to, cause.span, settled(come)};
        if (step.cases && !step.cases->empty()) steps_.push_back(std::move(step));
      }
      here = Cases::both(here, passed(rows, i, route, row));
    }
  }

  // Of assignments each row is looked at that may be the one. A lead goes round queues for sure only where no
  // row above may give it to somebody.
  CaseList passed(const RouteRows& rows, size_t index, const Route& route, const syntax::RouteRow& row) {
    if (of_roles_ || !rows.gives(index) || !is_staffed(route, index, row)) return rows.passed(cases_, index);
    return row.when ? cases_.of(row.when, false) : CaseList{std::vector<Case>{}};
  }

  [[nodiscard]] bool is_staffed(const Route& route, size_t index, const syntax::RouteRow& row) {
    const StaffedRow each{&row, &route.rows[index]};
    bool is_certain = false;
    const auto who = staffing_.candidates(each, is_certain);
    if (!is_certain || program_.people.empty()) return true;
    return staffing_.anybody(each, who, nullptr);
  }

  std::optional<uint32_t> leads_to(const RouteRows& rows, size_t index, const Route& route,
                                   const syntax::RouteRow& row) {
    if (of_roles_) {
      const bool is_given = rows.gives(index) && !row.options.exclude && is_staffed(route, index, row);
      return is_given ? std::optional(route.role) : std::nullopt;
    }
    if (route.rows[index].kind != DestinationKind::Queue) return std::nullopt;
    const auto queue = static_cast<uint32_t>(route.rows[index].target);
    const auto& decl = std::get<syntax::QueueDecl>(tree_.decls[program_.queues[queue].decl].node);
    return decl.stay ? std::optional(queue) : std::nullopt;
  }

  // Those of the cases that ask for attributes alone, which stay what they are.
  [[nodiscard]] CaseList settled(const CaseList& cases) const {
    if (!cases) return std::nullopt;
    std::vector<Case> left;
    for (const Case& one : *cases) {
      const bool stays = std::all_of(one.begin(), one.end(), [&](const auto& entry) {
        return is_role(entry.first) || is_attribute(cases_.expr_of(entry.first));
      });
      if (stays) left.push_back(one);
    }
    return left;
  }
  [[nodiscard]] bool is_role(const std::string& thing) const {
    return std::any_of(program_.roles.begin(), program_.roles.end(), [&](const Role& role) {
      return thing == Cases::name_of(TypeKind::Person, write_name(role.name));
    });
  }
  [[nodiscard]] bool is_attribute(syntax::ExprId id) const {
    const TypedExpr& typed = program_.exprs[id.value];
    return std::holds_alternative<syntax::NameExpr>(tree_.exprs[id].node) &&
           typed.symbol == SymbolKind::Attribute;
  }

  // Whether the search may go on.
  bool go(uint32_t node, const CaseList& so_far, size_t longest) {
    for (uint32_t i = 0; i < steps_.size(); ++i) {
      const Step& step = steps_[i];
      if (step.from != node || step.is_told || step.to < first_) continue;
      const bool is_round = step.to == first_;
      if (is_round != (path_.size() + 1 == longest) || (!is_round && is_on_path(step.to))) continue;
      if (++looked_ > kMaxSteps) return false;
      const CaseList together = Cases::both(so_far, step.cases);
      if (!together || together->empty()) continue;
      path_.push_back(i);
      const bool goes_on = is_round ? tell(*together) : go(step.to, together, longest);
      path_.pop_back();
      if (!goes_on) return false;
      if (is_path_told()) return true;
    }
    return true;
  }
  [[nodiscard]] bool is_path_told() const {
    return std::any_of(path_.begin(), path_.end(), [&](uint32_t i) { return steps_[i].is_told; });
  }
  [[nodiscard]] bool is_on_path(uint32_t node) const {
    return std::any_of(path_.begin(), path_.end(), [&](uint32_t i) { return steps_[i].from == node; });
  }

  bool tell(const std::vector<Case>& together) {
    for (const Case& one : together) {
      const std::optional<Case> lead = without_roles(one);
      if (!lead || !is_possible(tree_, program_, *lead)) continue;
      std::vector<problems::Turn> turns;
      for (const uint32_t i : path_) {
        Step& step = steps_[i];
        step.is_told = true;
        turns.push_back({step.span, name_of(step.from), name_of(step.to)});
      }
      const std::string example = lead->empty() ? std::string() : cases_.witness(*lead);
      sink_.add(of_roles_ ? problems::assignment_circle(turns, example)
                          : problems::queue_circle(turns, example));
      return true;
    }
    return true;
  }

  // What a case asks of roles: that they have been given, or that nobody has them while the lead lies in
  // queues. Nothing where it asks for more.
  [[nodiscard]] std::optional<Case> without_roles(const Case& one) const {
    Case left;
    for (const auto& [thing, allowed] : one) {
      if (!is_role(thing)) {
        left.emplace(thing, allowed);
        continue;
      }
      const bool is_any = allowed.words == Words{{0, INT64_MAX}};
      if (of_roles_ ? !is_any || !is_on_circle(thing) : !allowed.missing) return std::nullopt;
    }
    return left;
  }
  [[nodiscard]] bool is_on_circle(const std::string& thing) const {
    return std::any_of(path_.begin(), path_.end(), [&](uint32_t i) {
      return thing == Cases::name_of(TypeKind::Person, write_name(name_of(steps_[i].from)));
    });
  }
  [[nodiscard]] const std::string& name_of(uint32_t node) const {
    return of_roles_ ? program_.roles[node].name : program_.queues[node].name;
  }

  const syntax::SyntaxTree& tree_;
  const Program& program_;
  diagnostics::Sink& sink_;
  Cases cases_;
  Staffing staffing_;
  bool of_roles_ = true;
  std::vector<Step> steps_;
  std::vector<uint32_t> path_;  // into steps_
  uint32_t first_ = 0, looked_ = 0;
};

}  // namespace

void check_circles(const syntax::SyntaxTree& tree, const Program& program, diagnostics::Sink& sink) {
  Circles circles(tree, program, sink);
  circles.of_assignments();
  circles.of_queues();
}

}  // namespace lead::semantics
