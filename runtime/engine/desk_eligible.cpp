// Desk: who of a row is eligible, through whom, and how they stand.
#include <fmt/format.h>

#include <algorithm>

#include "runtime/calendar/zone.h"
#include "runtime/engine/desk.h"
#include "runtime/vm/execute.h"

namespace lead::engine {

using routing::kNobody;
using routing::PersonNumber;

namespace {

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

Bar Desk::bar_of_person(uint32_t row, const routing::Person& person, int64_t now_ms) const {
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
Bar Desk::bar_of(const Asked& asked, const routing::Person& person) const {
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
  bars_.clear();
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
    bars_.push_back(bar);
  }
}

std::vector<routing::Member> Desk::members_of(uint32_t row) const {
  const auto team = staff_.team(static_cast<uint32_t>(row_of(row).target));
  return {team.begin(), team.end()};
}

// BOUND: a row has limits::kMaxPoolsOfRow pools, and all pools kMaxPoolMembers members; keys beyond that
// share the pool without a key.
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
  const std::vector<routing::Member> members = members_of(row);
  const bool has_room =
      pools.size() < limits::kMaxPoolsOfRow && pool_members_ + members.size() <= kMaxPoolMembers;
  if (!has_room) key.clear();
  const auto [place, is_new] = pools.try_emplace(key, static_cast<uint32_t>(pools_.size()));
  if (!is_new) return place->second;
  routing::Pool pool(static_cast<routing::Algorithm>(made.algorithm), made.catching_up);
  pool.set_members(members);
  pool_members_ += members.size();
  pools_.push_back({row, std::move(key), std::move(pool)});
  return place->second;
}

// --- what is told of it

ConsideredPerson Desk::described(const Asked& asked, const routing::Person& member, Bar bar) const {
  ConsideredPerson told{staff_.people().id_of(member.number), bar, {}, member.weight};
  const routing::Person* holder = stand_in(asked.row, member, asked.now_ms);
  if (holder == nullptr) holder = &member;
  if (holder != &member && bar != Bar::Cap) told.cover = staff_.people().id_of(holder->number);
  if (bar == Bar::Away) told.back_ms = routing::back_at(*holder, asked.now_ms);
  if (bar == Bar::Capacity) {
    told.used = staff_.held(role_of(asked.row), holder->number);
    told.most = static_cast<uint64_t>(holder->capacity);
  }
  const auto& caps = rows_[asked.row].caps;
  for (size_t i = 0; bar == Bar::Cap && told.cap < 0 && i < caps.size(); ++i) {
    if (caps[i].is_below(member.number, asked.now_ms)) continue;
    told.used = caps[i].count(member.number, asked.now_ms);
    told.most = caps[i].rule().most;
    told.cap = static_cast<int32_t>(i);
  }
  told.last_assigned_ms = staff_.last_assigned(role_of(asked.row), member.number).instant_ms;
  return told;
}

void Desk::tell_candidates(const Asked& asked, uint32_t index, PersonNumber chosen) {
  const std::string_view lead = holdings_->leads.name(asked.lead);
  const Detail detail = observer_->wants_considered(lead);
  if (detail == Detail::Nothing) return;
  const routing::Pool& pool = pools_[index].pool;
  Considered considered{asked.now_ms, lead, asked.row, {}, {}, pools_[index].key};
  considered.people.reserve(candidates_.size());
  for (size_t i = 0; i < candidates_.size(); ++i) {
    const PersonNumber number = candidates_[i].person;
    const routing::Person* person = detail == Detail::Words ? staff_.roster().find(number) : nullptr;
    ConsideredPerson& told = considered.people.emplace_back();
    if (person != nullptr) {
      told = described(asked, *person, bars_[i]);
    } else {
      told.person = staff_.people().id_of(number);
      told.bar = bars_[i];
    }
    told.weight = pool.members()[i].weight;
    if (detail == Detail::Words && candidates_[i].eligible)
      told.standing = pool.standing(number, candidates_, when_of(asked)).words;
  }
  if (chosen != kNobody) considered.chosen = staff_.people().id_of(chosen);
  if (pool.last_turn() != kNobody) considered.last_turn = staff_.people().id_of(pool.last_turn());
  observer_->considered(considered);
}

// A row whose guard is not met, or a `keep` that would keep who is left out.
void Desk::tell_passed(const Asked& asked, bool is_met) {
  if (is_met && row_of(asked.row).kind != artefact::DestinationKind::Keep) return;
  const std::string_view lead = holdings_->leads.name(asked.lead);
  if (observer_->wants_considered(lead) != Detail::Words) return;
  AskedRow told{asked.now_ms, lead, asked.row, is_met, true};
  if (is_met) told.person.person = holder(asked.lead, role_of(asked.row));
  observer_->asked(told);
}

// `named`: by `named_by`, which has run just before.
void Desk::tell_named(const Asked& asked, PersonNumber named) {
  using artefact::DestinationKind;
  const std::string_view lead = holdings_->leads.name(asked.lead);
  if (observer_->wants_considered(lead) != Detail::Words) return;
  const artefact::RouteRowT& row = row_of(asked.row);
  AskedRow told{asked.now_ms, lead, asked.row, true, true};
  const routing::Person* person = named == kNobody ? nullptr : staff_.roster().find(named);
  if (person != nullptr) {
    Bar bar = Bar::None;
    told.passed = holder_for(asked, *person, bar) == kNobody;
    told.person = described(asked, *person, bar);
  } else {
    const auto at = static_cast<size_t>(std::max(row.person, 0));
    if (named != kNobody)
      told.person.person = staff_.people().id_of(named);
    else if (row.kind == DestinationKind::Person && route_registers_.texts_known[at] != 0)
      told.person.person = route_registers_.texts[at];
    if (!told.person.person.empty()) told.person.bar = Bar::NotInRoster;
  }
  if (row.kind == DestinationKind::Remembered) tell_memory(told, role_of(asked.row));
  observer_->asked(told);
}

void Desk::tell_memory(AskedRow& told, uint32_t role) const {
  if (memory_routes_[role] < 0) return;
  const artefact::RouteT& route = *plan_->artefact->routes[static_cast<size_t>(memory_routes_[role])];
  const auto key = static_cast<size_t>(route.remember_key);
  if (memory_registers_.texts_known[key] == 0) return;
  told.key = memory_registers_.texts[key];
  const std::optional<Memories::Entry> entry = memories_.find(role, told.key, told.instant_ms);
  if (!entry) return;
  told.since_ms = entry->who.instant_ms;
  told.until_ms = entry->until_ms;
  if (entry->who.event != routing::Remembered::kUnsaid)
    told.by_event = static_cast<int32_t>(entry->who.event);
  told.by_lead = holdings_->leads.name(entry->who.lead);
  if (entry->until_ms > told.instant_ms) return;
  told.person.person = staff_.people().id_of(entry->who.person);
  told.person.bar = Bar::Forgotten;
}

}  // namespace lead::engine
