#include "runtime/engine/desk.h"

#include <algorithm>

#include "runtime/base/limits.h"
#include "runtime/calendar/period.h"
#include "runtime/calendar/zone.h"
#include "runtime/vm/execute.h"

namespace lead::engine {
namespace {

using artefact::DestinationKind;
using routing::kNobody;
using routing::PersonNumber;

routing::CapRule rule_of(const artefact::CapT& cap) {
  routing::CapRule rule;
  rule.most = cap.count;
  rule.span = static_cast<routing::CapSpan>(cap.kind);
  rule.together = cap.together;
  rule.rolling_ms = cap.period.ms();
  return rule;
}

}  // namespace

Desk::Desk(Holdings& holdings, Observer& observer)
    : plan_(&holdings.plan),
      holdings_(&holdings),
      observer_(&observer),
      calendars_(*holdings.plan.artefact),
      staff_(holdings.plan),
      queues_(holdings.plan.artefact->queues.size()),
      line_(holdings.plan.artefact->route_rows.size()),
      memories_(*holdings.plan.artefact) {
  const artefact::ArtefactT& artefact = *plan_->artefact;
  const auto caps_of = [&](const auto& caps) {
    std::vector<routing::Cap> made;
    for (const auto& cap : caps) made.emplace_back(rule_of(*cap), plan_->zone());
    return made;
  };
  for (const auto& row : artefact.route_rows) {
    rows_.push_back({caps_of(row->caps), {}});
    person_registers_.resize(*row->code);
  }
  for (const auto& queue : artefact.queues) claim_caps_.push_back(caps_of(queue->caps));
  for (const auto& role : artefact.roles) watches_absences_ = watches_absences_ || role->away >= 0;
  memory_routes_.assign(artefact.roles.size(), -1);
  for (uint32_t index = 0; index < artefact.routes.size(); ++index) {
    const artefact::RouteT& route = *artefact.routes[index];
    route_registers_.resize(*route.code);
    memory_registers_.resize(*route.code);
    int32_t& of_role = memory_routes_[route.role];
    if (of_role < 0 && route.remember_key >= 0) of_role = static_cast<int32_t>(index);
  }
  for (const routing::Person& person : staff_.roster().persons())
    await_absence(person.number, limits::kMinInstantMs - 1);
}

Tenure& Desk::tenure(uint32_t lead, uint32_t role) {
  const size_t roles = plan_->artefact->roles.size();
  const size_t at = lead * roles + role;
  if (tenures_.size() <= at) tenures_.resize((size_t{lead} + 1) * roles);
  return tenures_[at];
}

std::string_view Desk::holder(uint32_t lead, uint32_t role) const {
  const size_t at = place_of(lead, role);
  if (at >= tenures_.size() || tenures_[at].holder == kNobody) return {};
  return staff_.people().id_of(tenures_[at].holder);
}

// --- rows

std::optional<Outcome> Desk::route(uint32_t lead, uint32_t route, uint32_t exclude, int64_t now_ms) {
  const artefact::RouteT& made = *plan_->artefact->routes[route];
  look_at_route(lead, route, now_ms);
  for (uint32_t row = made.first_row; row < made.first_row + made.rows; ++row) {
    const int32_t guard = row_of(row).guard;
    const bool is_met = guard < 0 || route_registers_.words[static_cast<size_t>(guard)] != 0;
    const Asked asked{lead, row, std::max(exclude, row_of(row).exclude), now_ms};
    if (is_met) {
      if (auto outcome = take_row(asked)) return outcome;
    }
    tell_passed(asked, is_met);
    if (!is_met) continue;
    if (row_of(row).wait) return wait(asked);
  }
  return std::nullopt;
}

void Desk::look_at_route(uint32_t lead, uint32_t route, int64_t now_ms) {
  run_code(lead, *plan_->artefact->routes[route]->code, now_ms, route_registers_);
}

void Desk::run_code(uint32_t lead, const artefact::CodeT& code, int64_t now_ms, vm::Registers& registers) {
  holdings_->points.move_to(now_ms);
  vm::execute(code, RowView(holdings_->view(lead), holdings_->points, nullptr), registers);
}

std::optional<Outcome> Desk::take_row(const Asked& asked) {
  const uint32_t role = role_of(asked.row);
  const auto row = static_cast<int32_t>(asked.row);
  switch (row_of(asked.row).kind) {
    case DestinationKind::Keep: {
      const PersonNumber holder = tenure(asked.lead, role).holder;
      const artefact::RouteT& route = *plan_->artefact->routes[row_of(asked.row).route];
      const bool is_last = asked.row + 1 == route.first_row + route.rows;
      const bool is_held = holder != kNobody && asked.exclude == 0;
      if (!is_held && !is_last) return std::nullopt;  // there is nobody to keep
      return Outcome{RoutingKind::Kept, role, holder, holder, kNobody, row, -1};
    }
    case DestinationKind::Clear: {
      Outcome outcome = give(asked.lead, role, kNobody, RoutingKind::Cleared, asked.now_ms);
      outcome.row = row;
      return outcome;
    }
    case DestinationKind::Queue:
      return put_into_queue(asked);
    case DestinationKind::Team:
    case DestinationKind::Person:
    case DestinationKind::LastHolder:
    case DestinationKind::Remembered:
      return take_somebody(asked);
  }
  return std::nullopt;
}

std::optional<Outcome> Desk::take_somebody(const Asked& asked) {
  if (row_of(asked.row).kind == DestinationKind::Team) return take_team(asked);
  const PersonNumber named = named_by(asked);
  tell_named(asked, named);
  return take_person(asked, named);
}

// Whom a row names without a team; nobody where it names nobody.
PersonNumber Desk::named_by(const Asked& asked) {
  const artefact::RouteRowT& row = row_of(asked.row);
  const uint32_t role = role_of(asked.row);
  if (row.kind == DestinationKind::Person) {
    const auto at = static_cast<size_t>(row.person);
    return route_registers_.texts_known[at] != 0 ? staff_.people().find(route_registers_.texts[at]) : kNobody;
  }
  if (row.kind == DestinationKind::LastHolder) {
    const Tenure& held = tenure(asked.lead, role);
    const size_t last = held.holder != kNobody ? 1 : 0;
    return last < held.holders.size() ? held.holders[last] : kNobody;
  }
  const std::optional<std::string_view> key = memory_key(asked.lead, role, asked.now_ms);
  if (!key) return kNobody;
  const std::optional<Memories::Entry> entry = memories_.find(role, *key, asked.now_ms);
  return entry && entry->until_ms > asked.now_ms ? entry->who.person : kNobody;
}

std::optional<std::string_view> Desk::memory_key(uint32_t lead, uint32_t role, int64_t now_ms) {
  if (memory_routes_[role] < 0) return std::nullopt;
  const artefact::RouteT& route = *plan_->artefact->routes[static_cast<size_t>(memory_routes_[role])];
  run_code(lead, *route.code, now_ms, memory_registers_);
  const auto at = static_cast<size_t>(route.remember_key);
  if (memory_registers_.texts_known[at] == 0) return std::nullopt;
  return memory_registers_.texts[at];
}

std::optional<Outcome> Desk::take_team(const Asked& asked) {
  const uint32_t index = pool_of(asked.row);
  find_candidates(asked, pools_[index].pool);
  const PersonNumber member = pools_[index].pool.choose(candidates_, when_of(asked));
  tell_candidates(asked, index, member);
  if (member == kNobody) return std::nullopt;
  const auto chosen = std::find_if(candidates_.begin(), candidates_.end(),
                                   [&](const routing::Candidate& each) { return each.person == member; });
  const PersonNumber to = stand_ins_[static_cast<size_t>(chosen - candidates_.begin())];
  Outcome outcome = give(asked.lead, role_of(asked.row), to, RoutingKind::Given, asked.now_ms);
  outcome.row = static_cast<int32_t>(asked.row);
  if (to != member) outcome.turn_of = member;
  OpenTurn turn;
  turn.row = static_cast<int32_t>(asked.row);
  turn.pool = static_cast<int32_t>(index);
  turn.member = member;
  if (row_of(asked.row).spent_later) turn.request = kept_.keep(candidates_);
  open_turn(asked, std::move(turn));
  return outcome;
}

std::optional<Outcome> Desk::take_person(const Asked& asked, PersonNumber number) {
  const routing::Person* person = number == kNobody ? nullptr : staff_.roster().find(number);
  if (person == nullptr) return std::nullopt;
  Bar bar{};
  const PersonNumber to = holder_for(asked, *person, bar);
  if (to == kNobody) return std::nullopt;
  Outcome outcome = give(asked.lead, role_of(asked.row), to, RoutingKind::Given, asked.now_ms);
  outcome.row = static_cast<int32_t>(asked.row);
  if (to != number) outcome.turn_of = number;
  OpenTurn turn;
  turn.row = static_cast<int32_t>(asked.row);
  turn.member = number;
  open_turn(asked, std::move(turn));
  return outcome;
}

// A turn is spent at once, or stays open until its event.
void Desk::open_turn(const Asked& asked, OpenTurn turn) {
  OpenTurn& open = tenure(asked.lead, role_of(asked.row)).turn;
  open = std::move(turn);
  if (!row_of(asked.row).spent_later) take_turn(role_of(asked.row), open, asked.now_ms);
}

// With the candidates at hand.
void Desk::take_turn(uint32_t role, OpenTurn& open, int64_t now_ms) {
  const auto row = static_cast<uint32_t>(open.row);
  for (routing::Cap& cap : rows_[row].caps) {
    cap.book(open.member, now_ms);
    rows_[row].retry_ms = std::min(rows_[row].retry_ms, cap.begins_afresh_at(open.member, now_ms));
  }
  if (line_.waiting_for(row) > 0) retry_ms_ = std::min(retry_ms_, rows_[row].retry_ms);
  staff_.assigned(role, open.member, now_ms);
  if (open.pool >= 0)
    open.turn = pools_[static_cast<size_t>(open.pool)].pool.take(open.member, candidates_,
                                                                 when_of({0, row, 0, now_ms}));
  open.booked_ms = now_ms;
  open.is_spent = true;
}

std::optional<Outcome> Desk::wait(const Asked& asked) {
  const uint32_t role = role_of(asked.row);
  Tenure& held = tenure(asked.lead, role);
  held.exclude = asked.exclude;
  if (held.waiting != static_cast<int32_t>(asked.row)) {
    leave_place(asked.lead, role);
    held.waiting = static_cast<int32_t>(asked.row);
    held.ticket = line_.join(asked.row, place_of(asked.lead, role), asked.now_ms);
    RowState& row = rows_[asked.row];
    if (line_.waiting_for(asked.row) == 1) row.retry_ms = next_retry_of(asked.row, asked.now_ms);
    retry_ms_ = std::min(retry_ms_, row.retry_ms);
  }
  return Outcome{
      RoutingKind::Waiting, role, held.holder, held.holder, kNobody, static_cast<int32_t>(asked.row), -1};
}

Outcome Desk::put_into_queue(const Asked& asked) {
  const auto queue = static_cast<uint32_t>(row_of(asked.row).target);
  const uint32_t role = role_of(asked.row);
  const artefact::QueueT& made = *plan_->artefact->queues[queue];
  Outcome outcome = give(asked.lead, role, kNobody, RoutingKind::Queued, asked.now_ms);
  outcome.row = static_cast<int32_t>(asked.row);
  outcome.queue = static_cast<int32_t>(queue);
  const int64_t ends = made.ends ? calendar::after(plan_->zone(), asked.now_ms, made.stay) : kNever;
  queues_.put_in(queue, asked.lead, asked.now_ms, ends);
  tenure(asked.lead, role).queue = static_cast<int32_t>(queue);
  return outcome;
}

// --- what else is asked

std::optional<Outcome> Desk::clear(uint32_t lead, uint32_t role, int64_t now_ms) {
  const Tenure& held = tenure(lead, role);
  if (held.holder == kNobody && held.queue < 0 && held.waiting < 0) return std::nullopt;
  return give(lead, role, kNobody, RoutingKind::Cleared, now_ms);
}

std::optional<Outcome> Desk::claim(uint32_t lead, uint32_t queue, std::string_view id, int64_t now_ms,
                                   Refused& refused) {
  const artefact::QueueT& made = *plan_->artefact->queues[queue];
  std::vector<routing::Cap>& caps = claim_caps_[queue];
  routing::Claimant claimant;
  claimant.person = staff_.people().find(id);
  claimant.in_roster = claimant.person != kNobody && staff_.roster().find(claimant.person) != nullptr;
  claimant.is_offered =
      claimant.in_roster &&
      (made.team < 0 || staff_.is_in_team(static_cast<uint32_t>(made.team), claimant.person));
  claimant.is_below_limit = std::all_of(caps.begin(), caps.end(), [&](const routing::Cap& cap) {
    return cap.is_below(claimant.person, now_ms);
  });
  const routing::ClaimAnswer answer = queues_.claim(queue, lead, claimant, staff_.next_place(now_ms));
  if (answer.refusal != routing::Refusal::None) {
    refused = {queue, answer.refusal, answer.taken_by, answer.taken_at.instant_ms};
    return std::nullopt;
  }
  for (routing::Cap& cap : caps) cap.book(claimant.person, now_ms);
  for (uint32_t role = 0; role < plan_->artefact->roles.size(); ++role) {
    if (tenure(lead, role).queue != static_cast<int32_t>(queue)) continue;
    Outcome outcome = give(lead, role, claimant.person, RoutingKind::Claimed, now_ms);
    outcome.queue = static_cast<int32_t>(queue);
    staff_.assigned(role, claimant.person, now_ms);
    return outcome;
  }
  return std::nullopt;
}

// Also to somebody who is not in the roster: that is how it was set.
std::optional<Outcome> Desk::hand(uint32_t lead, uint32_t role, std::string_view id, bool counted,
                                  int64_t now_ms) {
  if (id.empty()) return std::nullopt;
  const PersonNumber person = staff_.people().number_of(id);
  const Outcome outcome = give(lead, role, person, RoutingKind::ByHand, now_ms);
  if (!counted) return outcome;
  staff_.assigned(role, person, now_ms);
  for (uint32_t row = 0; row < rows_.size(); ++row) {
    const artefact::RouteRowT& made = row_of(row);
    if (role_of(row) != role || made.kind != DestinationKind::Team ||
        made.algorithm != artefact::Algorithm::CountInPeriod)
      continue;
    look_at_route(lead, made.route, now_ms);
    pools_[pool_of(row)].pool.count_by_hand(person, when_of({lead, row, 0, now_ms}));
  }
  return outcome;
}

void Desk::spend(uint32_t lead, uint32_t row, int64_t now_ms) {
  OpenTurn& open = tenure(lead, role_of(row)).turn;
  if (open.row != static_cast<int32_t>(row) || open.is_spent) return;
  candidates_.clear();
  if (open.request != routing::kNoRequest) {
    kept_.restore(open.request, pools_[static_cast<size_t>(open.pool)].pool.members(), candidates_);
    kept_.release(open.request);
    open.request = routing::kNoRequest;
  } else if (open.pool >= 0) {
    find_candidates({lead, row, 0, now_ms}, pools_[static_cast<size_t>(open.pool)].pool);
  }
  take_turn(role_of(row), open, now_ms);
}

void Desk::give_back(uint32_t lead, uint32_t role) {
  OpenTurn& open = tenure(lead, role).turn;
  if (open.row < 0 || !open.is_spent) return;
  for (routing::Cap& cap : rows_[static_cast<size_t>(open.row)].caps)
    cap.un_book(open.member, open.booked_ms);
  if (open.pool >= 0) pools_[static_cast<size_t>(open.pool)].pool.give_back(open.turn);
  close_turn(tenure(lead, role));
  line_.free();
}

void Desk::hear(uint32_t lead, uint32_t memory, std::string_view key, uint32_t event, int64_t now_ms) {
  const uint32_t role = plan_->artefact->memories[memory]->role;
  if (memories_.heard(memory, key, {tenure(lead, role).holder, now_ms, lead, event})) free_those_remembered();
}

// --- holders

void Desk::close_turn(Tenure& tenure) {
  if (tenure.turn.request != routing::kNoRequest) kept_.release(tenure.turn.request);
  tenure.turn = OpenTurn{};
}

// It stands in no queue and no line any more.
void Desk::leave_place(uint32_t lead, uint32_t role) {
  Tenure& held = tenure(lead, role);
  if (held.queue >= 0) queues_.take_out(static_cast<uint32_t>(held.queue), lead);
  if (held.waiting >= 0) line_.leave(held.ticket);
  held.queue = held.waiting = -1;
}

Outcome Desk::give(uint32_t lead, uint32_t role, PersonNumber to, RoutingKind kind, int64_t now_ms) {
  leave_place(lead, role);
  Tenure& held = tenure(lead, role);
  const Outcome outcome{kind, role, held.holder, to};
  close_turn(held);
  if (held.holder != to) {
    if (held.is_counted) {
      staff_.let_go(role, held.holder);
      held.is_counted = false;
      line_.free();
    }
    set_holder(lead, role, to);
    count_load(held, role);
  }
  if (to == kNobody) return outcome;
  // BOUND: as many as any row excludes, and whom `to last owner` may mean.
  std::erase(held.holders, to);
  held.holders.insert(held.holders.begin(), to);
  held.holders.resize(
      std::min<size_t>(held.holders.size(), size_t{plan_->artefact->roles[role]->history} + 2));
  if (!memories_.begins_with_assignment(role)) return outcome;
  const std::optional<std::string_view> key = memory_key(lead, role, now_ms);
  if (key && memories_.assigned(role, *key, {to, now_ms, lead})) free_those_remembered();
  return outcome;
}

// Another person may be remembered now.
void Desk::free_those_remembered() {
  for (uint32_t row = 0; line_.size() > 0 && row < rows_.size(); ++row) {
    if (row_of(row).kind == DestinationKind::Remembered && line_.waiting_for(row) > 0) line_.free();
  }
}

void Desk::set_holder(uint32_t lead, uint32_t role, PersonNumber person) {
  const artefact::RoleT& made = *plan_->artefact->roles[role];
  int64_t* record = holdings_->leads.record(lead);
  const auto put = [&](uint32_t attribute, bool known, int64_t word) {
    const auto bit = static_cast<int64_t>(uint64_t{1} << (attribute % 64));
    int64_t& known_bits = record[Layout::kKnown + attribute / 64];
    known_bits = known ? known_bits | bit : known_bits & ~bit;
    record[plan_->layout.attributes + attribute] = word;
  };
  Tenure& held = tenure(lead, role);
  if (made.away >= 0 && held.holder != person) move_held(held, place_of(lead, role), person);
  held.holder = person;
  const bool is_held = person != kNobody;
  put(made.attribute, is_held,
      is_held ? static_cast<int64_t>(holdings_->texts.intern(staff_.people().id_of(person))) : 0);
  if (made.away < 0) return;
  const routing::Person* row = is_held ? staff_.roster().find(person) : nullptr;
  const bool is_away = row != nullptr && routing::is_away(*row, holdings_->points.now_ms());
  held.is_away = is_away;
  put(static_cast<uint32_t>(made.away), true, is_away ? 1 : 0);
}

// Among what people hold, from one to another.
void Desk::move_held(Tenure& held, uint32_t place, PersonNumber to) {
  if (held.holder != kNobody) {
    std::vector<uint32_t>& from = held_by_[held.holder];
    tenures_[from.back()].held_at = held.held_at;
    from[held.held_at] = from.back();
    from.pop_back();
  }
  if (to == kNobody) return;
  if (held_by_.size() <= to) held_by_.resize(size_t{to} + 1);
  held.held_at = static_cast<uint32_t>(held_by_[to].size());
  held_by_[to].push_back(place);
}

void Desk::count_load(Tenure& held, uint32_t role) {
  const bool counts = held.holder != kNobody && held.meets_load;
  if (counts == held.is_counted) return;
  held.is_counted = counts;
  if (counts) {
    staff_.hold(role, held.holder);
  } else {
    staff_.let_go(role, held.holder);
    line_.free();
  }
}

void Desk::weigh(uint32_t lead, const vm::Registers& derived) {
  for (uint32_t role = 0; role < plan_->artefact->roles.size(); ++role) {
    const int32_t load = plan_->artefact->roles[role]->load;
    if (load < 0) continue;
    Tenure& held = tenure(lead, role);
    held.meets_load = derived.words[static_cast<size_t>(load)] != 0;
    count_load(held, role);
  }
}

}  // namespace lead::engine
