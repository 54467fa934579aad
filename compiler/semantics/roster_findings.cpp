#include "compiler/semantics/roster_findings.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/semantics/case_links.h"
#include "compiler/semantics/cases.h"
#include "compiler/semantics/policy_words.h"
#include "compiler/semantics/roster_problems.h"
#include "compiler/semantics/staffing.h"
#include "compiler/semantics/type_rules.h"
#include "runtime/base/text.h"
#include "runtime/calendar/zone.h"
#include "runtime/calendar/zone_source.h"

namespace lead::semantics {
namespace {

using artefact::DestinationKind;
using syntax::ExprId;

// Of a lead that a row never serves.
struct Unserved {
  std::string example, why;
};

class RouteFindings {
 public:
  RouteFindings(const syntax::SyntaxTree& tree, const Program& program, const Route& route,
                Staffing& staffing, diagnostics::Sink& sink)
      : tree_(tree),
        program_(program),
        route_(route),
        decl_(std::get<syntax::RouteDecl>(tree.decls[route.decl].node)),
        staffing_(staffing),
        cases_(tree, program),
        sink_(sink) {}

  void run() {
    CaseList here = Cases::anything();
    for (size_t i = 0; i < decl_.rows.size(); ++i) {
      const StaffedRow row{&decl_.rows[i], &route_.rows[i]};
      const CaseList asked = row.row->when ? cases_.of(row.row->when, true) : Cases::anything();
      const CaseList come = Cases::both(here, asked);
      const bool is_last = i + 1 == decl_.rows.size();
      if (!come || !come->empty()) this->row(row, come);
      if (stops(row)) here = Cases::both(here, passed(row));
      if (is_last) ends(row, come, here);
    }
  }

 private:
  [[nodiscard]] bool stops(const StaffedRow& row) const {
    const DestinationKind kind = row.facts->kind;
    return kind == DestinationKind::Keep || kind == DestinationKind::Clear ||
           kind == DestinationKind::Queue || row.row->options.wait;
  }
  [[nodiscard]] CaseList passed(const StaffedRow& row) {
    return row.row->when ? cases_.of(row.row->when, false) : CaseList{std::vector<Case>{}};
  }

  void row(const StaffedRow& row, const CaseList& come) {
    if (is_empty_team(row)) return;  // told where the team is declared
    if (nobody(row, come) || !row.row->options.wait) return;
    const auto unserved = find_unserved(row, come);
    if (unserved) sink_.add(problems::waits_for_ever(*row.row, unserved->example, unserved->why));
  }

  [[nodiscard]] bool is_empty_team(const StaffedRow& row) const {
    return row.facts->kind == DestinationKind::Team &&
           staffing_.members(static_cast<uint32_t>(row.facts->target)).empty();
  }

  // Says whether it is proved that nobody ever gets a lead by the row.
  bool nobody(const StaffedRow& row, const CaseList& come) {
    bool is_certain = false;
    const auto who = staffing_.candidates(row, is_certain);
    if (!is_certain || program_.people.empty()) return false;
    std::string example;
    if (staffing_.anybody(row, who, nullptr)) {
      if (!come || !row.row->when) return false;
      for (const Case& each : *come)
        if (staffing_.anybody(row, who, &each)) return false;
      example = cases_.witness(come->front());
    }
    sink_.add(problems::nobody_eligible(*row.row, staffing_.reasons(row, who), example));
    return true;
  }

  // The columns that must match the lead for anybody to be eligible.
  void matched(ExprId id, std::vector<ExprId>& columns) const {
    if (!id) return;
    const auto& node = tree_.exprs[id].node;
    if (const auto* same = std::get_if<syntax::MatchesExpr>(&node)) columns.push_back(same->column);
    const auto* both = std::get_if<syntax::BinaryExpr>(&node);
    if (both == nullptr || both->op != syntax::BinaryOp::And) return;
    matched(both->left, columns);
    matched(both->right, columns);
  }

  // A lead that comes to the row and whom none of those it chooses from ever gets.
  std::optional<Unserved> find_unserved(const StaffedRow& row, const CaseList& come) {
    if (auto found = without_person(row)) return found;
    bool is_certain = false;
    const auto who = staffing_.candidates(row, is_certain);
    if (!is_certain || program_.people.empty() || !come) return std::nullopt;
    std::vector<ExprId> columns;
    matched(row.where(), columns);
    for (const Case& each : *come) {
      if (!is_possible(tree_, program_, each)) continue;
      for (const ExprId column : columns)
        if (auto found = without_match(row, who, each, column)) return found;
    }
    return std::nullopt;
  }

  std::optional<Unserved> without_person(const StaffedRow& row) const {
    const std::string& role = program_.roles[route_.role].name;
    if (row.facts->kind == DestinationKind::LastHolder)
      return Unserved{fmt::format("a lead that nobody had as `{}` before", role),
                      "there is nobody for whom it could wait"};
    if (row.facts->kind == DestinationKind::Remembered)
      return Unserved{"a lead whose key nobody is remembered for", "there is nobody for whom it could wait"};
    const auto* named = std::get_if<syntax::PersonDestination>(&row.row->destination);
    if (named == nullptr || !program_.exprs[named->person.value].may_be_missing) return std::nullopt;
    return Unserved{fmt::format("a lead without `{}`", write_expr(tree_, named->person)),
                    "there is nobody for whom it could wait"};
  }

  std::optional<Unserved> without_match(const StaffedRow& row, const std::vector<uint32_t>& who, Case lead,
                                        ExprId column) {
    const std::string& name = program_.exprs[column.value].name;
    const auto attribute = std::find_if(program_.schema.attributes.begin(), program_.schema.attributes.end(),
                                        [&](const auto& each) { return each->name == name; });
    if (attribute == program_.schema.attributes.end() || !(*attribute)->type) return std::nullopt;
    const Type type = type_of(*(*attribute)->type);
    if (type.kind != TypeKind::Choice) return std::nullopt;
    const auto items = static_cast<Wide>(names_of(type, tree_, program_).size());
    const std::string thing = Cases::name_of(type.kind, write_name(name));
    Allowed allowed{{{0, items - 1}}, (*attribute)->presence == artefact::Presence::Optional};
    if (const auto found = lead.find(thing); found != lead.end()) {
      allowed = found->second;
      lead.erase(found);
    }
    const std::string others = cases_.witness(lead);
    const auto also = [&](std::string_view with) {
      if (others == "a lead") return fmt::format("a lead {}", with);
      constexpr std::string_view kWith = "with ";
      if (with.starts_with(kWith)) return fmt::format("{} and {}", others, with.substr(kWith.size()));
      return fmt::format("{}, {}", others, with);
    };
    for (const Interval& words : allowed.words) {
      for (Wide item = words.low; item <= words.high; ++item) {
        lead[thing] = {{{item, item}}, false};
        if (staffing_.anybody(row, who, &lead)) continue;
        const std::string value = write_value(item, type, tree_, program_);
        return Unserved{also(fmt::format("with `{}` {}", name, value)),
                        fmt::format("of those who could get it, nobody's `{}` is {}", name, value)};
      }
    }
    if (!allowed.missing) return std::nullopt;
    return Unserved{
        also(fmt::format("without `{}`", name)),
        fmt::format("nobody's `{}` matches what is missing; say `when {} is known`", name, write_name(name))};
  }

  // The last row takes everybody, and keeps whom it takes.
  void ends(const StaffedRow& row, const CaseList& come, const CaseList& left) {
    const bool is_certain = row.row->is_otherwise || !row.row->when;
    if (!stops(row)) {
      const auto unserved = find_unserved(row, come);
      sink_.add(
          problems::last_row_may_fail(*row.row, is_certain, unserved ? unserved->example : std::string()));
    } else if (!is_certain) {
      const bool has_example = left && !left->empty() && is_possible(tree_, program_, left->front());
      sink_.add(
          problems::last_row_asks(*row.row, has_example ? cases_.witness(left->front()) : std::string()));
    }
  }

  const syntax::SyntaxTree& tree_;
  const Program& program_;
  const Route& route_;
  const syntax::RouteDecl& decl_;
  Staffing& staffing_;
  Cases cases_;
  diagnostics::Sink& sink_;
};

std::vector<Span> rows_to(const syntax::SyntaxTree& tree, const Program& program, uint32_t team) {
  std::vector<Span> rows;
  for (const Route& route : program.routes) {
    const auto& decl = std::get<syntax::RouteDecl>(tree.decls[route.decl].node);
    for (size_t i = 0; i < route.rows.size(); ++i) {
      const RouteRowFacts& facts = route.rows[i];
      if (facts.kind == DestinationKind::Team && facts.target == static_cast<int32_t>(team))
        rows.push_back(decl.rows[i].destination_span);
    }
  }
  return rows;
}

void find_empty_teams(const syntax::SyntaxTree& tree, const Program& program, const Staffing& staffing,
                      diagnostics::Sink& sink) {
  if (program.people.empty()) return;
  std::vector<bool> is_told(program.teams.size(), false);
  const auto condition = [&](uint32_t team) {
    return std::get<syntax::TeamDecl>(tree.decls[program.teams[team].decl].node).where;
  };
  for (const Queue& queue : program.queues) {
    const auto team = static_cast<uint32_t>(queue.team);
    if (queue.team < 0 || !staffing.members(team).empty() || !condition(team)) continue;
    const auto& decl = std::get<syntax::QueueDecl>(tree.decls[queue.decl].node);
    sink.add(problems::offered_to_nobody(*decl.offered_to, decl.name, program.people.size(),
                                         write_expr(tree, condition(team))));
    is_told[team] = true;
  }
  for (uint32_t i = 0; i < program.teams.size(); ++i) {
    if (!staffing.members(i).empty() || !condition(i)) continue;
    const std::vector<Span> rows = rows_to(tree, program, i);
    if (is_told[i] && rows.empty()) continue;
    const auto& decl = std::get<syntax::TeamDecl>(tree.decls[program.teams[i].decl].node);
    sink.add(problems::team_of_nobody(decl.name, program.people.size(), write_expr(tree, decl.where), rows));
  }
}

// Whoever covers is away for the whole of an absence. Told once a person.
void find_covers_away(const Program& program, const Staffing& staffing, diagnostics::Sink& sink) {
  const auto zone = calendar::resolve_zone(program.policy.zone);
  if (!zone) return;
  const auto write = [&](int64_t instant) {
    const int64_t local = calendar::local_of(*zone, instant);
    const calendar::CivilDate date = calendar::civil_of(calendar::day_of(*zone, instant));
    const int64_t minute = (local % 86'400'000 + 86'400'000) % 86'400'000 / 60'000;
    std::string text = fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
    if (minute != 0) text += fmt::format(" {:02}:{:02}", minute / 60, minute % 60);
    return text;
  };
  for (const Person& person : program.people) {
    const Person* cover = staffing.cover_of(person.row);
    if (cover == nullptr) continue;
    for (const artefact::Absence& away : person.row.away) {
      const bool is_away =
          std::any_of(cover->row.away.begin(), cover->row.away.end(), [&](const artefact::Absence& other) {
            return other.from_ms() <= away.from_ms() && away.until_ms() <= other.until_ms();
          });
      if (!is_away) continue;
      sink.add(problems::cover_is_away(person.span, person.row.id, cover->span, cover->row.id,
                                       write(away.from_ms()), write(away.until_ms())));
      break;
    }
  }
}

}  // namespace

void check_roster(const syntax::SyntaxTree& tree, const Program& program, diagnostics::Sink& sink) {
  Staffing staffing(tree, program);
  find_empty_teams(tree, program, staffing, sink);
  find_covers_away(program, staffing, sink);
  for (const Route& route : program.routes) RouteFindings(tree, program, route, staffing, sink).run();
  check_options(tree, program, sink);
  check_notices(tree, sink);
  check_uses(tree, program, sink);
}

}  // namespace lead::semantics
