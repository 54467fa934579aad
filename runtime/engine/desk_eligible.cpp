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

constexpr std::string_view kBarWords[] = {"",          "does not meet the condition", "is away", "is not at work",
                                          "holds enough leads", "had it before",     "has had enough turns"};

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

// A cover is asked for everything but the caps, which are of whose turn it is.
Desk::Bar Desk::bar_of(const Asked& asked, const routing::Person& person, bool is_cover) const {
  const artefact::RouteRowT& row = row_of(asked.row);
  const uint32_t role = role_of(asked.row);
  if (row.eligible >= 0) {
    vm::execute(*row.code,
                RowView(holdings_->view(asked.lead), holdings_->points, &staff_.row_of(person.number)),
                person_registers_);
    if (person_registers_.words[static_cast<size_t>(row.eligible)] == 0) return Bar::Condition;
  }
  if (routing::is_away(person, asked.now_ms)) return Bar::Away;
  if (row.at_work &&
      !routing::is_at_work(person, asked.now_ms, row.look_ahead_ms, routing::CalendarView(calendars_)))
    return Bar::Hours;
  if (person.capacity >= 0 && staff_.held(role, person.number) >= static_cast<uint32_t>(person.capacity))
    return Bar::Capacity;
  if (is_excluded(asked, person.number)) return Bar::Excluded;
  if (is_cover) return Bar::None;
  const auto& caps = rows_[asked.row].caps;
  const bool is_below = std::all_of(caps.begin(), caps.end(), [&](const routing::Cap& cap) {
    return cap.is_below(person.number, asked.now_ms);
  });
  return is_below ? Bar::None : Bar::Cap;
}

// Who takes the lead of somebody who is away: their cover, where the row says so and the cover may. The member's
// caps hold.
std::optional<PersonNumber> Desk::stand_in(const Asked& asked, const routing::Person& person) const {
  if (!row_of(asked.row).cover || !routing::is_away(person, asked.now_ms) || person.cover == kNobody)
    return std::nullopt;
  const auto& caps = rows_[asked.row].caps;
  const bool is_below = std::all_of(caps.begin(), caps.end(), [&](const routing::Cap& cap) {
    return cap.is_below(person.number, asked.now_ms);
  });
  const routing::Person* cover = staff_.roster().find(person.cover);
  if (!is_below || cover == nullptr || bar_of(asked, *cover, true) != Bar::None) return std::nullopt;
  return cover->number;
}

bool Desk::is_excluded(const Asked& asked, PersonNumber person) const {
  if (asked.exclude == 0) return false;
  const size_t at = asked.lead * plan_->artefact->roles.size() + role_of(asked.row);
  if (at >= tenures_.size()) return false;
  const Tenure& held = tenures_[at];
  uint32_t left = asked.exclude;
  if (held.holder != kNobody) {
    if (held.holder == person) return true;
    --left;
  }
  for (size_t i = held.former.size(); i > 0 && left > 0; --i, --left) {
    if (held.former[i - 1] == person) return true;
  }
  return false;
}

void Desk::find_candidates(const Asked& asked, const routing::Pool& pool) {
  const uint32_t role = role_of(asked.row);
  candidates_.clear();
  stand_ins_.clear();
  for (const routing::MemberState& member : pool.members()) {
    routing::Candidate candidate;
    candidate.person = member.person;
    const routing::Person* person = staff_.roster().find(member.person);
    const Bar bar = person == nullptr ? Bar::Condition : bar_of(asked, *person, false);
    PersonNumber to = bar == Bar::None ? member.person : kNobody;
    if (bar == Bar::Away) to = stand_in(asked, *person).value_or(kNobody);
    candidate.eligible = to != kNobody;
    candidate.away = bar == Bar::Away && !candidate.eligible;
    candidate.load = staff_.held(role, member.person);
    candidate.capacity = person == nullptr ? routing::kNoCapacity : person->capacity;
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
  pools_.push_back({row, std::move(pool)});
  return place->second;
}

void Desk::tell_candidates(const Asked& asked, const routing::Pool& pool, PersonNumber chosen) {
  const std::string_view lead = holdings_->leads.name(asked.lead);
  if (!observer_->wants_considered(lead)) return;
  Considered considered{asked.now_ms, lead, asked.row, {}, {}};
  for (size_t i = 0; i < candidates_.size(); ++i) {
    const routing::Candidate& candidate = candidates_[i];
    const routing::Person* person = staff_.roster().find(candidate.person);
    const Bar bar = candidate.eligible || person == nullptr ? Bar::None : bar_of(asked, *person, false);
    considered.people.push_back({staff_.people().id_of(candidate.person), kBarWords[static_cast<size_t>(bar)],
                                 pool.standing(candidate.person, candidates_, when_of(asked)).words,
                                 pool.members()[i].weight});
  }
  if (chosen != kNobody) considered.chosen = staff_.people().id_of(chosen);
  observer_->considered(considered);
}

}  // namespace lead::engine
