#include "runtime/engine/engine.h"

#include <algorithm>

#include "runtime/base/limits.h"
#include "runtime/engine/fold.h"
#include "runtime/engine/order.h"
#include "runtime/vm/execute.h"

namespace lead::engine {

namespace {

// Events whose memory is asked for early: about as many as fit into one wait for it.
constexpr size_t kFarAhead = 8;
constexpr size_t kNearAhead = 4;

}  // namespace

struct Engine::State {
  State(const artefact::VerifiedArtefact& artefact, Options&& options, Observer& observer)
      : order(artefact->lateness_ms), fold(artefact, std::move(options), observer) {}

  Order order;
  Fold fold;
  int64_t now_ms = limits::kMinInstantMs;
  std::vector<uint32_t> leads;  // of the block that comes in

  void run(int64_t events_before_ms, int64_t timers_up_to_ms);
};

// Events and timers in one order: what the desk does of its own, an instant's quiet bookings, its events, its
// wake-ups. Timers between events always run; behind the last one they run up to
// `timers_up_to_ms`.
void Engine::State::run(int64_t events_before_ms, int64_t timers_up_to_ms) {
  Timers& timers = fold.timers();
  while (true) {
    const Pending* pending = order.next(events_before_ms);
    const std::optional<Timer> timer = timers.next();
    const int64_t event_ms = pending == nullptr ? INT64_MAX : pending->instant_ms;
    const int64_t timer_ms = timer ? timer->instant_ms : INT64_MAX;
    const int64_t up_to_ms = pending != nullptr ? event_ms : timers_up_to_ms;
    const int64_t desk_ms = fold.desk_due_ms();
    if (desk_ms <= std::min({event_ms, timer_ms, up_to_ms})) {
      now_ms = std::max(now_ms, desk_ms);
      fold.run_desk(desk_ms);
      continue;
    }
    const bool quiet_first = pending != nullptr && !pending->late && timer && timer->phase == Phase::Quiet;
    if (timer && (timer_ms < event_ms || (timer_ms == event_ms && quiet_first)) && timer_ms <= up_to_ms) {
      now_ms = std::max(now_ms, timer_ms);
      fold.timer(*timer);
      continue;
    }
    if (pending == nullptr) return;
    now_ms = std::max(now_ms, event_ms);
    const value::Event& event = order.event(*pending);
    if (const Pending* far = order.ahead(kFarAhead)) fold.approach(order.event(*far), far->lead);
    if (const Pending* near = order.ahead(kNearAhead)) fold.come_near(near->lead);
    if (pending->late) {
      fold.late_event(event, event_ms - event.instant_ms);
    } else {
      fold.event(event, pending->lead);
    }
    order.take();
  }
}

Engine::Engine(const artefact::VerifiedArtefact& artefact, Options options, Observer& observer)
    : state_(std::make_unique<State>(artefact, std::move(options), observer)) {}
Engine::~Engine() = default;

void Engine::push(value::EventBlock&& block) {
  state_->fold.counts().events += block.events.size();
  state_->fold.holdings().leads.find_all(block.events, state_->leads);
  state_->order.add(std::move(block), state_->leads);
  const int64_t watermark = state_->order.watermark_ms();
  if (watermark != INT64_MIN) state_->run(watermark, watermark - 1);
}

std::optional<std::string> Engine::change_roster(
    int64_t instant_ms, const std::vector<std::unique_ptr<artefact::PersonT>>& people) {
  auto made = roster_of(people, state_->fold.desk().staff().people());
  if (const auto* problem = std::get_if<routing::RosterProblem>(&made)) return routing::text_of(*problem);
  state_->fold.change_roster(instant_ms, std::get<routing::Roster>(std::move(made)));
  return std::nullopt;
}

void Engine::finish(std::optional<int64_t> until_ms) {
  const int64_t until = until_ms.value_or(state_->order.greatest_ms());
  state_->run(INT64_MAX, until);
  state_->fold.end();
  state_->now_ms = std::max(state_->now_ms, until);
}

void Engine::run_until(int64_t until_ms) {
  state_->run(INT64_MAX, until_ms);
  state_->now_ms = std::max(state_->now_ms, until_ms);
}

bool Engine::evaluate(std::string_view name, int64_t at_ms, const artefact::CodeT& code,
                      vm::Registers& registers) const {
  const Holdings& holdings = state_->fold.holdings();
  const std::optional<uint32_t> lead = holdings.leads.find(name);
  if (!lead || !holdings.leads.is_born(*lead)) return false;
  FadingPoints points(holdings.plan.fadings);
  points.move_to(at_ms);
  registers.resize(code);
  vm::execute(code, RowView(holdings.view(*lead), points, nullptr), registers);
  return true;
}

int64_t Engine::now_ms() const {
  return state_->now_ms;
}

const Counts& Engine::counts() const {
  return state_->fold.counts();
}

size_t Engine::record_bytes() const {
  const Holdings& holdings = state_->fold.holdings();
  const size_t fixed = holdings.plan.layout.words * sizeof(int64_t);
  const size_t leads = std::max<size_t>(holdings.leads.size(), 1);
  return fixed + (holdings.rings.used_bytes() + holdings.keyed.used_bytes()) / leads;
}

PendingTimers Engine::pending_timers() const {
  const Holdings& holdings = state_->fold.holdings();
  const Plan& plan = holdings.plan;
  PendingTimers pending{0, 0, state_->fold.timers().queue_bytes()};
  for (uint32_t lead = 0; lead < holdings.leads.size(); ++lead) {
    const int64_t* record = holdings.leads.record(lead);
    bool is_queued = false;
    for (size_t c = 0; c < plan.layout.clocks.size(); ++c) {
      if (record[plan.layout.clocks[c] + Layout::kClockDue] == kNever) continue;
      ++pending.clocks;
      pending.state_bytes += Layout::clock_words(plan.artefact->clocks[c]->steps) * sizeof(int64_t);
      is_queued = true;
    }
    if (is_queued) pending.state_bytes += sizeof(int64_t);  // Layout::kStepQueued
  }
  return pending;
}

DeskState Engine::desk_state() const {
  return state_->fold.desk().state();
}

std::vector<std::string_view> Engine::leads() const {
  const LeadStore& leads = state_->fold.holdings().leads;
  std::vector<std::string_view> names;
  for (uint32_t lead = 0; lead < leads.size(); ++lead) {
    if (leads.is_born(lead)) names.push_back(leads.name(lead));
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::optional<LeadSnapshot> Engine::snapshot(std::string_view name, int64_t at_ms) const {
  const Holdings& holdings = state_->fold.holdings();
  const std::optional<uint32_t> lead = holdings.leads.find(name);
  if (!lead || !holdings.leads.is_born(*lead)) return std::nullopt;
  const Plan& plan = holdings.plan;
  const LeadView view = holdings.view(*lead);
  LeadSnapshot snapshot;
  snapshot.lead = holdings.leads.name(*lead);
  snapshot.at_ms = at_ms;
  snapshot.born_ms = view.born_ms();
  for (uint32_t a = 0; a < plan.artefact->schema->attributes.size(); ++a) {
    const bool is_text = plan.is_text_attribute[a] != 0;
    snapshot.attribute_known.push_back(view.is_known(a) ? 1 : 0);
    snapshot.attribute_words.push_back(is_text || !view.is_known(a) ? 0 : view.attribute(a).value);
    snapshot.attribute_texts.push_back(is_text ? view.attribute_text(a).value : std::string_view());
  }
  FadingPoints points(plan.fadings);
  points.move_to(at_ms);
  vm::Registers registers;
  registers.resize(*plan.artefact->derived);
  vm::execute(*plan.artefact->derived, RowView(view, points, nullptr), registers);
  snapshot.words = std::move(registers.words);
  snapshot.words_known = std::move(registers.words_known);
  snapshot.texts = std::move(registers.texts);
  snapshot.texts_known = std::move(registers.texts_known);
  snapshot.clocks = state_->fold.clocks().standing(*lead, at_ms);
  return snapshot;
}

}  // namespace lead::engine
