// Who may get a lead by one row, and who of them does.
#include <algorithm>

#include "tests/reference/routing.h"

namespace lead::reference {

using artefact::DestinationKind;

namespace {

std::optional<std::string> text_of(const Value& value) {
  return value.known ? std::optional(value.text) : std::nullopt;
}

}  // namespace

// --- what a row knows
std::string Routing::pool_key(const Lead& lead, Row row, int64_t now_ms) const {
  if (!row.key) return {};
  View view(kernel_, zone_, lead, now_ms);
  const Value key = view.value(row.key);
  return key.known ? "known " + std::to_string(key.word) + " " + key.text : "missing";
}

void Routing::set_members(Pool& pool, Row row) const {
  std::vector<Member> members;
  for (const std::string& id : people_.members(static_cast<uint32_t>(row.target)))
    members.push_back({id, people_.find(id)->weight});
  std::vector<std::string> roster;
  for (const artefact::PersonT& person : people_.roster()) roster.push_back(person.id);
  pool.set_members(members, roster);
}

Pool& Routing::pool(uint32_t row, const std::string& key) {
  const auto [found, is_new] = pools_.try_emplace({row, key}, *rows_[row], zone_);
  if (is_new) set_members(found->second, *rows_[row]);
  return found->second;
}

void Routing::load(std::vector<artefact::PersonT> roster) {
  people_.load(std::move(roster));
  ++rosters_loaded_;
  for (auto& [of, pool] : pools_) set_members(pool, *rows_[of.first]);
  for (auto& [of, stand] : stands_) {  // who leaves a pool is forgotten, and so are the turns they had of it
    if (!stand.spent) continue;
    const auto pool = pools_.find({stand.spent->row, stand.spent->key});
    if (pool != pools_.end() && !pool->second.is_member(stand.spent->turn.person))
      stand.spent->turn.person.clear();
  }
}

// --- one person
// Leads whose role they hold, where the role's condition was met at the end of the lead's last item.
int64_t Routing::load(uint32_t role, const std::string& person) const {
  return std::count_if(leads_.begin(), leads_.end(), [&](const auto& each) {
    return each.second.born_ms && holder(each.second, role) == person && each.second.loads[role];
  });
}

bool Routing::is_excluded(const Asked& asked, const std::string& person) {
  const std::vector<std::string>& holders = stand(asked.lead, roles_[asked.row]).holders;
  const size_t last = std::min<size_t>(std::max(asked.exclude, rows_[asked.row]->exclude), holders.size());
  const auto end = holders.begin() + static_cast<std::ptrdiff_t>(last);
  return std::find(holders.begin(), end, person) != end;
}

bool Routing::is_below_caps(uint32_t row, const std::string& member, int64_t now_ms) const {
  const auto booked = turns_.find(row);
  if (booked == turns_.end()) return true;
  return std::all_of(rows_[row]->caps.begin(), rows_[row]->caps.end(), [&](const artefact::CapT& cap) {
    return std::count_if(booked->second.begin(), booked->second.end(), [&](const Booked& turn) {
             return (cap.together || turn.person == member) &&
                    counts_in(cap.kind, cap.period, zone_, turn.instant_ms, now_ms);
           }) < int64_t{cap.count};
  });
}

// Apart from team and caps.
bool Routing::is_eligible(const Asked& asked, const std::string& id) {
  Row row = *rows_[asked.row];
  const artefact::PersonT* person = people_.find(id);
  if (person == nullptr || people_.is_away(id, asked.now_ms)) return false;
  if (row.at_work && !people_.is_at_work(*person, asked.now_ms, row.look_ahead_ms)) return false;
  if (person->capacity >= 0 && load(roles_[asked.row], id) >= person->capacity) return false;
  return !is_excluded(asked, id) && people_.meets(*person, row.eligible, asked.lead, asked.now_ms);
}

// The member, or who covers for them.
std::string Routing::who_would_hold(Row row, const std::string& member, int64_t now_ms) const {
  return row.cover && people_.is_away(member, now_ms) ? people_.find(member)->cover : member;
}

Candidate Routing::candidate(const Asked& asked, const std::string& member) {
  const uint32_t role = roles_[asked.row];
  Candidate made{member, false, people_.is_away(member, asked.now_ms), 0, -1, std::nullopt};
  const auto last = last_.find({role, member});
  if (last != last_.end()) made.last = last->second;
  const std::string holder = who_would_hold(*rows_[asked.row], member, asked.now_ms);
  made.eligible = is_eligible(asked, holder) && is_below_caps(asked.row, member, asked.now_ms);
  made.held = load(role, holder);
  if (const artefact::PersonT* person = people_.find(holder)) made.capacity = person->capacity;
  return made;
}

// --- destinations
std::optional<std::string> Routing::last_holder(const Lead& lead, uint32_t role) {
  const std::vector<std::string>& holders = stand(lead, role).holders;
  const size_t index = holder(lead, role) ? 1 : 0;
  return index < holders.size() ? std::optional(holders[index]) : std::nullopt;
}

std::optional<std::string> Routing::memory_key(const Lead& lead, uint32_t role, int64_t now_ms) const {
  for (const kernel::Route& route : kernel_.routes) {
    if (route.role != role || !route.remember_key) continue;
    View view(kernel_, zone_, lead, now_ms);
    return text_of(view.value(route.remember_key));
  }
  return std::nullopt;
}

std::optional<std::string> Routing::remembered(const Lead& lead, uint32_t role, int64_t now_ms) {
  const std::optional<std::string> key = memory_key(lead, role, now_ms);
  std::optional<Memory> last;
  for (uint32_t i = 0; key && i < kernel_.memories.size(); ++i) {
    const auto found = memories_.find({i, *key});
    if (kernel_.memories[i].role != role || found == memories_.end()) continue;
    if (!is_fresh(i, found->second.instant_ms, now_ms)) continue;
    if (!last || found->second.instant_ms > last->instant_ms) last = found->second;
  }
  return last ? std::optional(last->person) : std::nullopt;
}

bool Routing::is_fresh(uint32_t memory, int64_t since_ms, int64_t now_ms) const {
  return counts_in(artefact::CapKind::Rolling, kernel_.memories[memory].period, zone_, since_ms, now_ms);
}

std::vector<std::string> Routing::looked_at(const Asked& asked) {
  Row row = *rows_[asked.row];
  const uint32_t role = roles_[asked.row];
  std::optional<std::string> person;
  if (row.kind == DestinationKind::Team) return people_.members(static_cast<uint32_t>(row.target));
  if (row.kind == DestinationKind::LastHolder) person = last_holder(asked.lead, role);
  if (row.kind == DestinationKind::Remembered) person = remembered(asked.lead, role, asked.now_ms);
  if (row.kind == DestinationKind::Person) {
    View view(kernel_, zone_, asked.lead, asked.now_ms);
    person = text_of(view.value(row.person));
  }
  return person ? std::vector{*person} : std::vector<std::string>{};
}

std::optional<Routing::Chosen> Routing::choose(const Asked& asked) {
  Row row = *rows_[asked.row];
  Chosen chosen;
  for (const std::string& member : looked_at(asked)) chosen.candidates.push_back(candidate(asked, member));
  if (row.kind == DestinationKind::Team) {
    chosen.key = pool_key(asked.lead, row, asked.now_ms);
    const auto next = pool(asked.row, chosen.key).choose(chosen.candidates, asked.now_ms);
    if (!next) return std::nullopt;
    chosen.member = *next;
  } else {
    if (chosen.candidates.empty() || !chosen.candidates.front().eligible) return std::nullopt;
    chosen.member = chosen.candidates.front().person;
  }
  chosen.holder = who_would_hold(row, chosen.member, asked.now_ms);
  return chosen;
}

}  // namespace lead::reference
