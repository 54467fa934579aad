#include "compiler/semantics/roster_findings.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/semantics/case_links.h"
#include "compiler/semantics/cases.h"
#include "compiler/semantics/policy_words.h"
#include "compiler/semantics/roster_problems.h"
#include "compiler/semantics/route_rows.h"
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
        rows_(tree, program, route, staffing),
        cases_(tree, program),
        sink_(sink) {}

  void run() {
    CaseList here = Cases::anything(), sure = Cases::anything();
    for (size_t i = 0; i < decl_.rows.size(); ++i) {
      const StaffedRow row{&decl_.rows[i], &route_.rows[i]};
      const CaseList asked = row.row->when ? cases_.of(row.row->when, true) : Cases::anything();
      const CaseList come = Cases::both(here, asked);
      const bool is_last = i + 1 == decl_.rows.size();
      if (!come || !come->empty()) this->row(row, come);
      if (is_last) left_with_nobody(row, come, sure);
      here = Cases::both(here, rows_.passed(cases_, i));
      sure = Cases::both(sure, passed_for_sure(i));
      if (is_last) ends(row, come, here);
    }
  }

 private:
  [[nodiscard]] bool stops(const StaffedRow& row) const {
    return !rows_.gives(static_cast<size_t>(row.row - decl_.rows.data())) || row.row->options.wait;
  }

  // The leads that pass the row whoever is there.
  CaseList passed_for_sure(size_t row) {
    if (rows_.takes(row) != Takes::Perhaps) return rows_.passed(cases_, row);
    const ExprId when = decl_.rows[row].when;
    return when ? cases_.of(when, false) : CaseList{std::vector<Case>{}};
  }

  // Leads come to the last row that somebody should have had, and nobody has them behind it. `sure`: of them,
  // those that come whoever is there.
  void left_with_nobody(const StaffedRow& row, CaseList come, CaseList sure) {
    std::string why_nobody;
    if (row.facts->kind == DestinationKind::Clear) {
      const bool is_meant =
          std::none_of(route_.rows.begin(), route_.rows.end(), [](const RouteRowFacts& each) {
            return each.kind != DestinationKind::Clear && each.kind != DestinationKind::Keep;
          });
      if (is_meant || row.row->when) return;
    } else {
      if (row.facts->kind != DestinationKind::Keep || row.row->when) return;
      why_nobody = find_why_nobody();
      if (why_nobody.empty()) return;
      const CaseList nobody = cases_.text(TypeKind::Person, program_.roles[route_.role].name, false);
      come = Cases::both(come, nobody);
      sure = Cases::both(sure, nobody);
    }
    const auto lead = possible(come);
    if (!lead) return;
    const auto shown = possible(sure);
    const std::string example = shown ? cases_.witness(*shown) : std::string();
    sink_.add(problems::left_with_nobody(*row.row, program_.roles[route_.role].name, why_nobody,
                                         shown ? example == "a lead" ? std::string() : example
                                               : "a lead for whom nobody is eligible in the rows above"));
  }

  // One of the cases that a lead may be in, without what it asks of this role.
  std::optional<Case> possible(const CaseList& cases) const {
    if (!cases) return std::nullopt;
    for (Case each : *cases) {
      each.erase(Cases::name_of(TypeKind::Person, write_name(program_.roles[route_.role].name)));
      if (is_possible(tree_, program_, each)) return each;
    }
    return std::nullopt;
  }

  // Why a lead may come that nobody has; empty: somebody may have it, however it comes.
  std::string find_why_nobody() const {
    const std::string& role = program_.roles[route_.role].name;
    bool is_given = true;
    for (size_t i = 0; i < decl_.causes.size(); ++i) {
      const uint32_t of = route_.causes[i].event_set;
      if (std::holds_alternative<syntax::ExpiryCause>(decl_.causes[i].node) && is_filled_by_role(of))
        return fmt::format("nobody has a lead whose stay in `{}` is over", program_.queues[of].name);
      const bool is_own = std::holds_alternative<syntax::AssignmentCause>(decl_.causes[i].node);
      is_given = is_given && is_own && of == route_.role;
    }
    const bool is_given_elsewhere =
        std::any_of(program_.routes.begin(), program_.routes.end(), [&](const Route& other) {
          if (other.role != route_.role) return false;
          return !other.by_hand.empty() ||
                 (&other != &route_ && std::any_of(other.rows.begin(), other.rows.end(), [](const auto& row) {
                   return row.kind != DestinationKind::Clear && row.kind != DestinationKind::Keep;
                 }));
        });
    if (is_given || is_given_elsewhere) return {};
    return fmt::format("nothing gives `{}` before this route does", role);
  }

  [[nodiscard]] bool is_filled_by_role(uint32_t queue) const {
    return std::any_of(program_.routes.begin(), program_.routes.end(), [&](const Route& other) {
      return other.role == route_.role &&
             std::any_of(other.rows.begin(), other.rows.end(), [&](const RouteRowFacts& row) {
               return row.kind == DestinationKind::Queue && row.target == static_cast<int32_t>(queue);
             });
    });
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

  // A lead may wait for the call that makes somebody remembered.
  [[nodiscard]] bool is_remembered_from_events() const {
    const int32_t memory = program_.roles[route_.role].memory;
    if (memory < 0) return false;
    const auto& decl = std::get<syntax::RouteDecl>(tree_.decls[static_cast<size_t>(memory)].node);
    const auto& times = decl.remembers.front().times;
    return std::any_of(times.begin(), times.end(), [](const auto& time) { return time.from.has_value(); });
  }

  std::optional<Unserved> without_person(const StaffedRow& row) const {
    const std::string& role = program_.roles[route_.role].name;
    if (row.facts->kind == DestinationKind::LastHolder)
      return Unserved{fmt::format("a lead that nobody had as `{}` before", role),
                      "there is nobody for whom it could wait"};
    if (row.facts->kind == DestinationKind::Remembered) {
      if (is_remembered_from_events()) return std::nullopt;
      return Unserved{"a lead whose key nobody is remembered for", "there is nobody for whom it could wait"};
    }
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
  RouteRows rows_;
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

// 2026-12-01, 2026-12-01 14:00
std::string write_instant(const artefact::ZoneT& zone, int64_t instant) {
  const int64_t local = calendar::local_of(zone, instant);
  const calendar::CivilDate date = calendar::civil_of(calendar::day_of(zone, instant));
  const int64_t minute = (local % 86'400'000 + 86'400'000) % 86'400'000 / 60'000;
  std::string text = fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
  if (minute != 0) text += fmt::format(" {:02}:{:02}", minute / 60, minute % 60);
  return text;
}

// Whoever covers is away for the whole of an absence. Told once a person.
void find_covers_away(const Program& program, const Staffing& staffing, diagnostics::Sink& sink) {
  const auto zone = calendar::resolve_zone(program.policy.zone);
  if (!zone) return;
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
                                       write_instant(*zone, away.from_ms()),
                                       write_instant(*zone, away.until_ms())));
      break;
    }
  }
}

// The people that a name in `watched by` stands for; nothing where it stands for an owner or a queue.
std::optional<std::vector<uint32_t>> watchers(const Program& program, const Staffing& staffing,
                                              const std::string& name) {
  for (uint32_t i = 0; i < program.teams.size(); ++i)
    if (program.teams[i].name == name) return staffing.members(i);
  const auto post = std::find_if(program.posts.begin(), program.posts.end(),
                                 [&](const Post& each) { return each.name == name; });
  const std::string& id = post == program.posts.end() ? name : post->person;
  for (uint32_t i = 0; i < program.people.size(); ++i)
    if (program.people[i].row.id == id) return std::vector<uint32_t>{i};
  return std::nullopt;
}

struct Stretch {
  int64_t from_ms, until_ms;
};

// When somebody is away, what touches being one.
std::vector<Stretch> absences_of(const artefact::PersonT& person) {
  std::vector<Stretch> all;
  for (const artefact::Absence& each : person.away) all.push_back({each.from_ms(), each.until_ms()});
  std::sort(all.begin(), all.end(), [](const Stretch& a, const Stretch& b) { return a.from_ms < b.from_ms; });
  std::vector<Stretch> apart;
  for (const Stretch& each : all) {
    if (!apart.empty() && each.from_ms <= apart.back().until_ms)
      apart.back().until_ms = std::max(apart.back().until_ms, each.until_ms);
    else
      apart.push_back(each);
  }
  return apart;
}

std::vector<Stretch> common(const std::vector<Stretch>& a, const std::vector<Stretch>& b) {
  std::vector<Stretch> both;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const Stretch each{std::max(a[i].from_ms, b[j].from_ms), std::min(a[i].until_ms, b[j].until_ms)};
    if (each.from_ms < each.until_ms) both.push_back(each);
    (a[i].until_ms < b[j].until_ms ? i : j)++;
  }
  return both;
}

// The first stretch of thirty days or more, the policy being in force, in which all of them are away.
std::optional<Stretch> long_away(const Program& program, const std::vector<uint32_t>& people) {
  constexpr int64_t kLong = 30 * int64_t{86'400'000};
  const int64_t begin = program.policy.effective_day.value_or(0) * 86'400'000;
  std::vector<Stretch> away = absences_of(program.people[people.front()].row);
  for (size_t i = 1; i < people.size() && !away.empty(); ++i)
    away = common(away, absences_of(program.people[people[i]].row));
  const auto found = std::find_if(away.begin(), away.end(), [&](const Stretch& each) {
    return each.until_ms - std::max(each.from_ms, begin) >= kLong;
  });
  return found == away.end() ? std::nullopt : std::optional(*found);
}

// Queues whose watchers nobody is among, or who are all away for a long time.
void find_unwatched(const syntax::SyntaxTree& tree, const Program& program, const Staffing& staffing,
                    diagnostics::Sink& sink) {
  const auto zone = calendar::resolve_zone(program.policy.zone);
  if (!zone || program.people.empty()) return;
  for (const Queue& queue : program.queues) {
    const auto& decl = std::get<syntax::QueueDecl>(tree.decls[queue.decl].node);
    if (!decl.watched_by) continue;
    const auto people = watchers(program, staffing, decl.watched_by->text);
    if (!people) continue;
    if (people->empty()) {
      const auto team = std::find_if(program.teams.begin(), program.teams.end(),
                                     [&](const Team& each) { return each.name == decl.watched_by->text; });
      const auto& asked = std::get<syntax::TeamDecl>(tree.decls[team->decl].node).where;
      sink.add(problems::watched_by_nobody(*decl.watched_by, decl.name, program.people.size(),
                                           write_expr(tree, asked)));
    } else if (const auto away = long_away(program, *people)) {
      sink.add(problems::watchers_away(*decl.watched_by, decl.name, program.people[people->front()].span,
                                       people->size() > 1, write_instant(*zone, away->from_ms),
                                       write_instant(*zone, away->until_ms)));
    }
  }
}

}  // namespace

void check_roster(const syntax::SyntaxTree& tree, const Program& program, diagnostics::Sink& sink) {
  Staffing staffing(tree, program);
  find_empty_teams(tree, program, staffing, sink);
  find_covers_away(program, staffing, sink);
  find_unwatched(tree, program, staffing, sink);
  for (const Route& route : program.routes) RouteFindings(tree, program, route, staffing, sink).run();
  check_options(tree, program, sink);
  check_notices(tree, sink);
  check_circles(tree, program, sink);
  check_uses(tree, program, sink);
}

}  // namespace lead::semantics
