// Desk: who of a row is eligible, through whom, and how they stand.
#include <fmt/format.h>

#include <algorithm>

#include "runtime/calendar/zone.h"
#include "runtime/engine/desk.h"
#include "runtime/vm/execute.h"

namespace lead::engine {

using routing::kNobody;
using routing::PersonNumber;

// What keeps somebody from a lead; the first that applies.
enum class Desk::Bar : uint8_t { None, Condition, Away, Hours, Capacity, Excluded, Cap };

namespace {

constexpr std::string_view kBarWords[] = {"",
                                          "does not meet the condition",
                                          "is away",
                                          "is not at work",
                                          "holds enough leads",
                                          "had it before",
                                          "has had enough turns"};

int64_t begin_of(const artefact::ZoneT& zone, artefact::CapKind period, int64_t now_ms) {
  if (period == artefact::CapKind::Week) return calendar::week_around(zone, now_ms).begin_ms;
  if (period == artefact::CapKind::Month) return calendar::month_around(zone, now_ms).begin_ms;
  return calendar::day_around(zone, now_ms).begin_ms;
}

}  // namespace

routing::When Desk::when_of(const Asked& asked) const {
  const artefact::RouteRowT& row = row_of(asked.row);
  if (row.algorithm != artefact::Algorithm::CountInPeriod) return {asked.now_ms, 0};
  return {asked.now_ms, begin_of(plan_->zone(), row.period, asked.now_ms)};
}

Desk::Bar Desk::bar_of_person(uint32_t row, const routing::Person& person, int64_t now_ms) const {
  const artefact::RouteRowT& made = row_of(row);
  if (routing::is_away(person, now_ms)) return Bar::Away;
  if (made.at_work &&
      !routing::is_at_work(person, now_ms, made.look_ahead_ms, routing::CalendarView(calendars_)))
    return Bar::Hours;
  const uint32_t held = staff_.held(role_of(row), person.number);
  return person.capacity >= 0 && held >= static_cast<uint32_t>(person.capacity) ? Bar::Capacity : Bar::None;
}

bool Desk::is_anybody_free(uint32_t row, int64_t now_ms) const {
  if (row_of(row).kind != artefact::DestinationKind::Team) return true;  // who that is lies in the lead
  const auto team = staff_.team(static_cast<uint32_t>(row_of(row).target));
  return std::any_of(team.begin(), team.end(), [&](const routing::Member& each) {
    const routing::Person* holder = stand_in(row, *staff_.roster().find(each.person), now_ms);
    return holder != nullptr && bar_of_person(row, *holder, now_ms) == Bar::None &&
           is_below_caps(row, each.person, now_ms);
  });
}

// Everything but team and caps.
Desk::Bar Desk::bar_of(const Asked& asked, const routing::Person& person) const {
  const artefact::RouteRowT& row = row_of(asked.row);
  const Bar bar = bar_of_person(asked.row, person, asked.now_ms);
  if (bar == Bar::Away) return bar;
  if (row.eligible >= 0) {
    vm::execute(*row.code,
                RowView(holdings_->view(asked.lead), holdings_->points, &staff_.row_of(person.number)),
                person_registers_);
    if (person_registers_.words[static_cast<size_t>(row.eligible)] == 0) return Bar::Condition;
  }
  if (bar != Bar::None) return bar;
  return is_excluded(asked, person.number) ? Bar::Excluded : Bar::None;
}

bool Desk::is_below_caps(uint32_t row, PersonNumber member, int64_t now_ms) const {
  const auto& caps = rows_[row].caps;
  return std::all_of(caps.begin(), caps.end(),
                     [&](const routing::Cap& cap) { return cap.is_below(member, now_ms); });
}

const routing::Person* Desk::stand_in(uint32_t row, const routing::Person& member, int64_t now_ms) const {
  if (!row_of(row).cover || !routing::is_away(member, now_ms)) return &member;
  return member.cover == kNobody ? nullptr : staff_.roster().find(member.cover);
}

// The caps are the member's; what else is asked of a person is asked of who would hold the lead.
PersonNumber Desk::holder_for(const Asked& asked, const routing::Person& member, Bar& bar) const {
  const routing::Person* holder = stand_in(asked.row, member, asked.now_ms);
  bar = holder == nullptr ? Bar::Away : bar_of(asked, *holder);
  if (bar == Bar::None && !is_below_caps(asked.row, member.number, asked.now_ms)) bar = Bar::Cap;
  return bar == Bar::None ? holder->number : kNobody;
}

bool Desk::is_excluded(const Asked& asked, PersonNumber person) const {
  const size_t at = place_of(asked.lead, role_of(asked.row));
  if (asked.exclude == 0 || at >= tenures_.size()) return false;
  const auto& holders = tenures_[at].holders;
  const auto last = holders.begin() + std::min<std::ptrdiff_t>(asked.exclude, std::ssize(holders));
  return std::find(holders.begin(), last, person) != last;
}

void Desk::find_candidates(const Asked& asked, const routing::Pool& pool) {
  const uint32_t role = role_of(asked.row);
  candidates_.clear();
  stand_ins_.clear();
  for (const routing::MemberState& member : pool.members()) {
    const routing::Person* person = staff_.roster().find(member.person);
    Bar bar = Bar::Condition;
    const PersonNumber to = person == nullptr ? kNobody : holder_for(asked, *person, bar);
    routing::Candidate candidate;
    candidate.person = member.person;
    candidate.eligible = to != kNobody;
    candidate.away = person != nullptr && routing::is_away(*person, asked.now_ms) && !candidate.eligible;
    const routing::Person* holder = to == kNobody ? person : staff_.roster().find(to);
    candidate.load = holder == nullptr ? 0 : staff_.held(role, holder->number);
    candidate.capacity = holder == nullptr ? routing::kNoCapacity : holder->capacity;
    candidate.last_assigned = staff_.last_assigned(role, member.person);
    candidates_.push_back(candidate);
    stand_ins_.push_back(to);
  }
}

std::vector<routing::Member> Desk::members_of(uint32_t row) const {
  const auto team = staff_.team(static_cast<uint32_t>(row_of(row).target));
  return {team.begin(), team.end()};
}

// BOUND: a row has limits::kMaxPoolsOfRow pools; keys beyond that share the one without a key.
uint32_t Desk::pool_of(uint32_t row) {
  const artefact::RouteRowT& made = row_of(row);
  std::string key;
  if (made.key >= 0) {
    const auto at = static_cast<size_t>(made.key);
    if (made.key_is_text && route_registers_.texts_known[at] != 0)
      key = fmt::format("t{}", route_registers_.texts[at]);
    if (!made.key_is_text && route_registers_.words_known[at] != 0)
      key = fmt::format("w{}", route_registers_.words[at]);
  }
  auto& pools = rows_[row].pools;
  if (const auto found = pools.find(key); found != pools.end()) return found->second;
  if (pools.size() >= limits::kMaxPoolsOfRow && !key.empty()) key.clear();
  const auto [place, is_new] = pools.try_emplace(key, static_cast<uint32_t>(pools_.size()));
  if (!is_new) return place->second;
  routing::Pool pool(static_cast<routing::Algorithm>(made.algorithm), made.catching_up);
  pool.set_members(members_of(row));
  pools_.push_back({row, std::move(key), std::move(pool)});
  return place->second;
}

void Desk::tell_candidates(const Asked& asked, const routing::Pool& pool, PersonNumber chosen) {
  const std::string_view lead = holdings_->leads.name(asked.lead);
  if (!observer_->wants_considered(lead)) return;
  Considered considered{asked.now_ms, lead, asked.row, {}, {}};
  for (size_t i = 0; i < candidates_.size(); ++i) {
    const routing::Candidate& candidate = candidates_[i];
    const routing::Person* person = staff_.roster().find(candidate.person);
    Bar bar = Bar::None;
    if (!candidate.eligible && person != nullptr) (void)holder_for(asked, *person, bar);
    considered.people.push_back({staff_.people().id_of(candidate.person), kBarWords[static_cast<size_t>(bar)],
                                 pool.standing(candidate.person, candidates_, when_of(asked)).words,
                                 pool.members()[i].weight});
  }
  if (chosen != kNobody) considered.chosen = staff_.people().id_of(chosen);
  observer_->considered(considered);
}

}  // namespace lead::engine
