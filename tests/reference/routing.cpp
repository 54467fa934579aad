#include "tests/reference/routing.h"

#include <algorithm>

namespace lead::reference {

using artefact::DestinationKind;
using artefact::EffectKind;

Routing::Routing(const kernel::Kernel& kernel, const artefact::ZoneT& zone, const Hours& hours,
                 const std::map<std::string, Lead>& leads)
    : kernel_(kernel), zone_(zone), people_(kernel, zone, hours), leads_(leads) {
  for (const kernel::Route& route : kernel.routes) {
    for (const kernel::RouteRow& row : route.rows) {
      rows_.push_back(&row);
      roles_.push_back(route.role);
    }
  }
}

std::optional<std::string> Routing::holder(const Lead& lead, uint32_t role) const {
  const Value& value = lead.attributes[kernel_.roles[role].attribute];
  return value.known ? std::optional(value.text) : std::nullopt;
}

Routing::Stand& Routing::stand(const Lead& lead, uint32_t role) {
  return stands_[{lead.name, role}];
}

// Nothing changes hands yet.
Assignment Routing::told(const Lead& lead, uint32_t role, AssignmentKind kind, int64_t now_ms) const {
  const std::optional<std::string> held = holder(lead, role);
  return {now_ms, lead.name, role, held, held, -1, -1, kind, std::nullopt, rosters_loaded_};
}

Outcome Routing::run(const Lead& lead, const Request& request, int64_t now_ms) {
  switch (request.effect) {
    case EffectKind::Route:
      return route(lead, request, now_ms);
    case EffectKind::Clear:
      return clear(lead, request.target, -1, now_ms);
    case EffectKind::Claim:
      return claim(lead, request, now_ms);
    case EffectKind::Hand:
      return hand(lead, request, now_ms);
    case EffectKind::Spend:
      spend(lead, request.target, now_ms);
      break;
    case EffectKind::Back:
      give_back(lead, request.target);
      break;
    case EffectKind::Renew:
      renew(lead, request.target, request.text, now_ms);
      break;
    default:
      break;
  }
  return {};
}

// --- routes
// The first row whose guard is met and in which something comes of it.
Outcome Routing::route(const Lead& lead, const Request& request, int64_t now_ms) {
  uint32_t first = 0;
  for (uint32_t before = 0; before < request.target; ++before)
    first += static_cast<uint32_t>(kernel_.routes[before].rows.size());
  const kernel::Route& route = kernel_.routes[request.target];
  for (uint32_t i = 0; i < route.rows.size(); ++i) {
    Row row = route.rows[i];
    const Asked asked{lead, first + i, request.exclude, now_ms};
    View view(kernel_, zone_, lead, now_ms);
    if (!view.is_met(row.guard)) continue;
    const bool is_last = i + 1 == route.rows.size();
    const bool is_kept = is_last || (holder(lead, route.role) && request.exclude == 0);
    if (row.kind == DestinationKind::Keep && !is_kept) continue;
    if (row.kind == DestinationKind::Keep) {
      Assignment kept = told(lead, route.role, AssignmentKind::Kept, now_ms);
      kept.row = static_cast<int32_t>(asked.row);
      return {kept, std::nullopt};
    }
    if (row.kind == DestinationKind::Clear)
      return clear(lead, route.role, static_cast<int32_t>(asked.row), now_ms);
    if (row.kind == DestinationKind::Queue)
      return {put_into_queue(asked, static_cast<uint32_t>(row.target)), std::nullopt};
    if (const std::optional<Chosen> chosen = choose(asked)) return {give(asked, *chosen), std::nullopt};
    if (row.wait) return {put_into_line(asked), std::nullopt};
  }
  return {};
}

// Who gets the role: the places of the lead end, and turns of the assignment before.
void Routing::takes(const Lead& lead, uint32_t role, const std::string& person, int64_t now_ms) {
  Stand& here = stand(lead, role);
  here.queue.reset();
  here.line.reset();
  here.open.reset();
  here.spent.reset();
  std::erase(here.holders, person);
  here.holders.insert(here.holders.begin(), person);
  const auto key = memory_key(lead, role, now_ms);
  for (uint32_t i = 0; key && i < kernel_.memories.size(); ++i) {
    const kernel::Memory& memory = kernel_.memories[i];
    if (memory.role == role && memory.from_assignment) memories_[{i, *key}] = {person, now_ms};
  }
}

void Routing::take_turn(uint32_t role, Spent& spent, int64_t now_ms) {
  turns_[spent.row].push_back({now_ms, spent.member});
  last_[{role, spent.member}] = {now_ms, ++order_};
  spent.turn = {spent.member, now_ms, 0};
  if (rows_[spent.row]->kind == DestinationKind::Team)
    spent.turn = pool(spent.row, spent.key).take(spent.member, spent.candidates, now_ms);
}

Assignment Routing::give(const Asked& asked, const Chosen& chosen) {
  const uint32_t role = roles_[asked.row];
  Assignment given = told(asked.lead, role, AssignmentKind::Given, asked.now_ms);
  given.to = chosen.holder;
  given.row = static_cast<int32_t>(asked.row);
  if (chosen.member != chosen.holder) given.turn_of = chosen.member;
  takes(asked.lead, role, chosen.holder, asked.now_ms);
  Spent turn{asked.row, chosen.key, chosen.member, chosen.candidates, {}};
  Stand& here = stand(asked.lead, role);
  if (rows_[asked.row]->spent_later) {
    here.open = turn;
  } else {
    take_turn(role, turn, asked.now_ms);
    here.spent = turn;
  }
  return given;
}

// The same queue again: the stay begins anew.
Assignment Routing::put_into_queue(const Asked& asked, uint32_t queue) {
  const uint32_t role = roles_[asked.row];
  Assignment queued = told(asked.lead, role, AssignmentKind::Queued, asked.now_ms);
  queued.to.reset();
  queued.row = static_cast<int32_t>(asked.row);
  queued.queue = static_cast<int32_t>(queue);
  Stand& here = stand(asked.lead, role);
  here.line.reset();
  here.open.reset();
  here.spent.reset();
  here.queue = Place{asked.lead.name, role, queue, asked.now_ms, ++order_, 0};
  took_.erase({queue, asked.lead.name});
  return queued;
}

// The same line again: the place is kept. Who holds the lead goes on holding it.
Assignment Routing::put_into_line(const Asked& asked) {
  const uint32_t role = roles_[asked.row];
  Assignment waits = told(asked.lead, role, AssignmentKind::Waiting, asked.now_ms);
  waits.row = static_cast<int32_t>(asked.row);
  Stand& here = stand(asked.lead, role);
  here.queue.reset();
  if (!here.line || here.line->of != asked.row)
    here.line = Place{asked.lead.name, role, asked.row, asked.now_ms, ++order_, 0};
  here.line->exclude = asked.exclude;
  return waits;
}

// A row tells it always, an effect where there is something to end.
Outcome Routing::clear(const Lead& lead, uint32_t role, int32_t row, int64_t now_ms) {
  Stand& here = stand(lead, role);
  Assignment cleared = told(lead, role, AssignmentKind::Cleared, now_ms);
  const bool ends = cleared.from || here.queue || here.line;
  cleared.to.reset();
  cleared.row = row;
  here.queue.reset();
  here.line.reset();
  here.open.reset();
  here.spent.reset();
  if (row < 0 && !ends) return {};
  return {cleared, std::nullopt};
}

// --- by hand, and claims
Outcome Routing::hand(const Lead& lead, const Request& request, int64_t now_ms) {
  const uint32_t role = request.target;
  if (!request.text || request.text->empty()) return {};
  Assignment set = told(lead, role, AssignmentKind::ByHand, now_ms);
  set.to = *request.text;
  takes(lead, role, *request.text, now_ms);
  if (!request.counted) return {set, std::nullopt};
  last_[{role, *request.text}] = {now_ms, ++order_};
  for (uint32_t row = 0; row < rows_.size(); ++row) {
    if (roles_[row] == role && rows_[row]->kind == DestinationKind::Team &&
        rows_[row]->algorithm == artefact::Algorithm::CountInPeriod)
      pool(row, pool_key(lead, *rows_[row], now_ms)).count(*request.text, now_ms);
  }
  return {set, std::nullopt};
}

uint32_t Routing::judge_of(const Lead& lead, const std::vector<uint32_t>& queues) const {
  uint32_t judge = queues.front();
  uint64_t latest = 0;
  for (const uint32_t queue : queues) {
    for (uint32_t role = 0; role < kernel_.roles.size(); ++role) {
      const auto here = stands_.find({lead.name, role});
      if (here != stands_.end() && here->second.queue && here->second.queue->of == queue) return queue;
    }
    const auto took = took_.find({queue, lead.name});
    if (took == took_.end() || took->second.order <= latest) continue;
    judge = queue;
    latest = took->second.order;
  }
  return judge;
}

std::vector<Request> Routing::with_one_claim(const Lead& lead, const std::vector<Request>& requests) const {
  std::vector<uint32_t> claimed;
  for (const Request& request : requests) {
    if (request.effect == EffectKind::Claim) claimed.push_back(request.target);
  }
  const uint32_t judge = claimed.empty() ? 0 : judge_of(lead, claimed);
  std::vector<Request> kept;
  for (const Request& request : requests) {
    if (request.effect != EffectKind::Claim || request.target == judge) kept.push_back(request);
  }
  return kept;
}

Outcome Routing::claim(const Lead& lead, const Request& request, int64_t now_ms) {
  const uint32_t index = request.target;
  const kernel::Queue& queue = kernel_.queues[index];
  const std::string person = request.text.value_or("");
  std::optional<uint32_t> role;
  for (uint32_t each = 0; each < kernel_.roles.size() && !role; ++each) {
    const Stand& here = stand(lead, each);
    if (here.queue && here.queue->of == index) role = each;
  }
  const auto refused = [&](ClaimRefusal reason) {
    ClaimRefused no{now_ms, lead.name, index, person, reason, std::nullopt};
    if (reason == ClaimRefusal::Taken) no.by_whom = took_.at({index, lead.name}).person;
    return Outcome{std::nullopt, no};
  };
  if (!role)
    return refused(took_.contains({index, lead.name}) ? ClaimRefusal::Taken : ClaimRefusal::NotInQueue);
  if (people_.find(person) == nullptr) return refused(ClaimRefusal::NotInRoster);
  if (queue.team >= 0) {
    const std::vector<std::string> offered = people_.members(static_cast<uint32_t>(queue.team));
    if (std::find(offered.begin(), offered.end(), person) == offered.end())
      return refused(ClaimRefusal::NotOffered);
  }
  std::vector<Booked>& claims = claims_[index];
  for (const artefact::CapT& cap : queue.caps) {
    const auto count = std::count_if(claims.begin(), claims.end(), [&](const Booked& each) {
      return (cap.together || each.person == person) &&
             counts_in(cap.kind, cap.period, zone_, each.instant_ms, now_ms);
    });
    if (count >= int64_t{cap.count}) return refused(ClaimRefusal::AtLimit);
  }
  Assignment claimed = told(lead, *role, AssignmentKind::Claimed, now_ms);
  claimed.to = person;
  claimed.queue = static_cast<int32_t>(index);
  takes(lead, *role, person, now_ms);
  claims.push_back({now_ms, person});
  took_[{index, lead.name}] = {person, ++order_};
  last_[{*role, person}] = {now_ms, order_};
  return {claimed, std::nullopt};
}

// --- turns and memory
void Routing::spend(const Lead& lead, uint32_t row, int64_t now_ms) {
  Stand& here = stand(lead, roles_[row]);
  if (!here.open || here.open->row != row) return;
  Spent turn = *here.open;
  here.open.reset();
  take_turn(roles_[row], turn, now_ms);
  here.spent = turn;
}

void Routing::give_back(const Lead& lead, uint32_t role) {
  Stand& here = stand(lead, role);
  if (!here.spent) return;
  const Spent turn = *here.spent;
  here.spent.reset();
  std::vector<Booked>& booked = turns_[turn.row];
  const auto found = std::find_if(booked.begin(), booked.end(), [&](const Booked& each) {
    return each.instant_ms == turn.turn.instant_ms && each.person == turn.member;
  });
  if (found != booked.end()) booked.erase(found);
  if (rows_[turn.row]->kind == DestinationKind::Team) pool(turn.row, turn.key).give_back(turn.turn);
}

void Routing::renew(const Lead& lead, uint32_t memory, const std::optional<std::string>& key,
                    int64_t now_ms) {
  const kernel::Memory& made = kernel_.memories[memory];
  const std::optional<std::string> person = holder(lead, made.role);
  if (!key || !person) return;
  if (made.from_assignment) {
    const auto found = memories_.find({memory, *key});
    const bool is_theirs = found != memories_.end() && found->second.person == *person &&
                           is_fresh(memory, found->second.instant_ms, now_ms);
    if (!is_theirs) return;
  }
  memories_[{memory, *key}] = {*person, now_ms};
}

// --- lines and stays
std::vector<Routing::Place> Routing::waiting() const {
  std::vector<Place> all;
  for (const auto& [of, stand] : stands_) {
    if (stand.line) all.push_back(*stand.line);
  }
  std::sort(all.begin(), all.end(), [](const Place& a, const Place& b) { return a.order < b.order; });
  return all;
}

std::optional<Assignment> Routing::retry(const Lead& lead, const Place& place, int64_t now_ms) {
  const Asked asked{lead, place.of, place.exclude, now_ms};
  const std::optional<Chosen> chosen = choose(asked);
  return chosen ? std::optional(give(asked, *chosen)) : std::nullopt;
}

std::vector<Routing::Place> Routing::over(int64_t now_ms) const {
  std::vector<Place> all;
  for (const auto& [of, stand] : stands_) {
    if (!stand.queue || !kernel_.queues[stand.queue->of].ends) continue;
    if (!counts_in(artefact::CapKind::Rolling, kernel_.queues[stand.queue->of].stay, zone_,
                   stand.queue->since_ms, now_ms))
      all.push_back(*stand.queue);
  }
  std::sort(all.begin(), all.end(), [](const Place& a, const Place& b) { return a.order < b.order; });
  return all;
}

Assignment Routing::expire(const Place& place, int64_t now_ms) {
  stands_.at({place.lead, place.role}).queue.reset();
  Assignment expired = told(leads_.at(place.lead), place.role, AssignmentKind::Expired, now_ms);
  expired.queue = static_cast<int32_t>(place.of);
  return expired;
}

}  // namespace lead::reference
