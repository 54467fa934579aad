// Options of routes and queues that change nothing, and exclusions that leave nobody.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/semantics/roster_findings.h"
#include "compiler/semantics/roster_problems.h"
#include "compiler/semantics/staffing.h"
#include "runtime/base/arithmetic.h"

namespace lead::semantics {
namespace {

using syntax::Cap;
using syntax::CapPer;

// So many of the first fit into one of the second at most: a day with a change of clocks has 25 hours, a
// month touches six weeks. 0: the first does not lie within the second.
uint32_t at_most_within(CapPer part, CapPer whole) {
  if (part == whole) return part == CapPer::Rolling ? 0 : 1;
  if (part == CapPer::Hour)
    return whole == CapPer::Day ? 25 : whole == CapPer::Week ? 169 : whole == CapPer::Month ? 745 : 0;
  if (part == CapPer::Day) return whole == CapPer::Week ? 7 : whole == CapPer::Month ? 31 : 0;
  return part == CapPer::Week && whole == CapPer::Month ? 6 : 0;
}

bool is_same_period(const Cap& a, const Cap& b) {
  return a.per == CapPer::Rolling && b.per == CapPer::Rolling && a.period.amount == b.period.amount &&
         a.period.unit == b.period.unit && a.period.business == b.period.business;
}

class OptionFindings {
 public:
  OptionFindings(const syntax::SyntaxTree& tree, const Program& program, diagnostics::Sink& sink)
      : tree_(tree), program_(program), staffing_(tree, program), sink_(sink) {}

  void queue(const Queue& queue) {
    caps(std::get<syntax::QueueDecl>(tree_.decls[queue.decl].node).caps, std::nullopt);
  }

  void route(const Route& route) {
    const auto& decl = std::get<syntax::RouteDecl>(tree_.decls[route.decl].node);
    for (size_t i = 0; i < decl.rows.size(); ++i) row({&decl.rows[i], &route.rows[i]}, route);
    if (decl.load) load(decl, route.role);
    if (!decl.remembers.empty()) memory(decl, route.role);
  }

 private:
  void row(const StaffedRow& row, const Route& route) {
    const auto& options = row.row->options;
    bool is_certain = false;
    const auto who = staffing_.candidates(row, is_certain);
    const bool is_staffed = is_certain && !who.empty();
    caps(options.caps, is_staffed ? std::optional(who.size()) : std::nullopt);
    if (!is_staffed) return;
    const std::string whom =
        row.facts->kind == artefact::DestinationKind::Team
            ? fmt::format("in `{}`", program_.teams[static_cast<size_t>(row.facts->target)].name)
            : "here";
    const auto any = [&](auto&& asked) {
      return std::any_of(who.begin(), who.end(),
                         [&](uint32_t each) { return asked(staffing_.person(each)); });
    };
    const bool some_cover =
        any([&](const artefact::PersonT& each) { return staffing_.cover_of(each) != nullptr; });
    if (options.cover && !some_cover) sink_.add(problems::cover_of_nobody(*options.cover, whom));
    const bool some_hours = any([&](const artefact::PersonT& each) {
      const Person* cover = options.cover ? staffing_.cover_of(each) : nullptr;
      return each.hours >= 0 || (cover != nullptr && cover->row.hours >= 0);
    });
    if (options.at_work && !some_hours) sink_.add(problems::at_work_without_hours(*options.at_work, whom));
    excludes(row, who, program_.roles[route.role].name);
  }

  // Who gets leads in place of others has to be left out besides.
  void excludes(const StaffedRow& row, const std::vector<uint32_t>& who, const std::string& role) {
    if (!row.row->options.exclude) return;
    std::vector<std::string> holders;
    for (const uint32_t each : who) {
      if (!staffing_.may_get(row, each, nullptr)) continue;
      holders.push_back(staffing_.person(each).id);
      const Person* cover = staffing_.cover_of(staffing_.person(each));
      if (row.row->options.cover && cover != nullptr) holders.push_back(cover->row.id);
    }
    std::sort(holders.begin(), holders.end());
    holders.erase(std::unique(holders.begin(), holders.end()), holders.end());
    if (!holders.empty() && *row.row->options.exclude >= holders.size())
      sink_.add(problems::excludes_all(*row.row, holders.size(), role));
  }

  // `members`: how many share the limits for all; none: not known.
  void caps(const std::vector<Cap>& caps, std::optional<size_t> members) {
    for (size_t i = 0; i < caps.size(); ++i) {
      for (size_t j = 0; j < caps.size(); ++j) {
        if (i == j || !covers(caps[j], caps[i], members) ||
            (j > i && covers(caps[i], caps[j], members)))  // of two that say the same the first counts
          continue;
        sink_.add(problems::cap_never_binds(caps[i], caps[j], reason(caps[j], caps[i])));
        break;
      }
    }
  }

  // Whether who keeps within the one keeps within the other.
  static bool covers(const Cap& by, const Cap& cap, std::optional<size_t> members) {
    Wide times = is_same_period(by, cap) ? 1 : at_most_within(by.per, cap.per);
    if (!by.together && cap.together) {
      if (!members) return false;
      times *= static_cast<Wide>(*members);
    }
    return times != 0 && Wide{by.count} * times <= Wide{cap.count};
  }

  static std::string_view reason(const Cap& by, const Cap& cap) {
    if (by.together && !cap.together) return "all together get no more than this";
    if (!by.together && cap.together) return "all of them together come to no more, each with this limit";
    return "this one is always reached before";
  }

  void load(const syntax::RouteDecl& decl, uint32_t role) {
    const bool has_capacity = std::any_of(program_.people.begin(), program_.people.end(),
                                          [](const Person& each) { return each.row.capacity >= 0; });
    if (has_capacity || program_.people.empty()) return;
    for (const Route& route : program_.routes) {
      if (route.role != role) continue;
      for (const syntax::RouteRow& row : std::get<syntax::RouteDecl>(tree_.decls[route.decl].node).rows) {
        const auto* named = std::get_if<syntax::NamedDestination>(&row.destination);
        if (named != nullptr && named->algorithm == syntax::Algorithm::LeastLoaded) return;
      }
    }
    sink_.add(problems::load_of_nobody(tree_.exprs[decl.load].span, program_.roles[role].name));
  }

  // Who is remembered, and no row asks for.
  void memory(const syntax::RouteDecl& decl, uint32_t role) {
    const bool is_read = std::any_of(program_.routes.begin(), program_.routes.end(), [&](const Route& route) {
      return route.role == role && std::any_of(route.rows.begin(), route.rows.end(), [](const auto& row) {
               return row.kind == artefact::DestinationKind::Remembered;
             });
    });
    if (!is_read)
      sink_.add(problems::memory_of_nobody(decl.remembers.front().span, program_.roles[role].name));
  }

  const syntax::SyntaxTree& tree_;
  const Program& program_;
  Staffing staffing_;
  diagnostics::Sink& sink_;
};

}  // namespace

void check_options(const syntax::SyntaxTree& tree, const Program& program, diagnostics::Sink& sink) {
  OptionFindings findings(tree, program, sink);
  for (const Queue& queue : program.queues) findings.queue(queue);
  for (const Route& route : program.routes) findings.route(route);
}

}  // namespace lead::semantics
