#include "runtime/engine/clocks.h"

#include <algorithm>
#include <ranges>

#include "runtime/base/arithmetic.h"
#include "runtime/calendar/business_time.h"

namespace lead::engine {

using artefact::ClockState;
using artefact::ClockT;
using artefact::SignalKind;
using artefact::StepKind;
using artefact::TargetKind;
using artefact::TargetT;

namespace {

constexpr uint8_t bit(SignalKind kind) {
  return static_cast<uint8_t>(1u << static_cast<uint8_t>(kind));
}

constexpr int64_t kUnreached = kNever / 4;  // of a target: not before 2200

bool is_active(ClockState state) {
  return state == ClockState::Running || state == ClockState::Paused || state == ClockState::Breached;
}

// A whole share of a target, rounded up.
int64_t share_of(int64_t target_ms, int64_t millionths) {
  const Wide product = static_cast<Wide>(target_ms) * millionths;
  return static_cast<int64_t>((product + kMillion - 1) / kMillion);
}

}  // namespace

struct Clocks::View {
  const ClockT* clock;
  uint32_t index;
  int64_t* words;

  [[nodiscard]] int64_t& stand() const { return words[Layout::kClockStand]; }
  [[nodiscard]] ClockState state() const {
    return static_cast<ClockState>(stand() & Layout::kClockStateMask);
  }
  void set(ClockState state) const {
    stand() = (stand() & ~Layout::kClockStateMask) | static_cast<int64_t>(state);
  }
  [[nodiscard]] int64_t calendar() const { return stand() >> Layout::kClockCalendarShift; }
  void set_calendar(int64_t calendar) const {
    constexpr int64_t kRest = (int64_t{1} << Layout::kClockCalendarShift) - 1;
    stand() = (stand() & kRest) | (calendar << Layout::kClockCalendarShift);
  }
  [[nodiscard]] bool is_paused() const { return (stand() & Layout::kClockPausedBit) != 0; }
  void set_paused(bool paused) const {
    stand() = (stand() & ~Layout::kClockPausedBit) | (paused ? Layout::kClockPausedBit : 0);
  }
  [[nodiscard]] int64_t& started() const { return words[Layout::kClockStarted]; }
  [[nodiscard]] int64_t& target() const { return words[Layout::kClockTarget]; }
  [[nodiscard]] int64_t& elapsed() const { return words[Layout::kClockElapsed]; }
  [[nodiscard]] int64_t& since() const { return words[Layout::kClockSince]; }
  [[nodiscard]] int64_t& due() const { return words[Layout::kClockDue]; }
  [[nodiscard]] int64_t& until() const { return words[Layout::kClockUntil]; }
  // Half a word: below 2^31, as counts of steps are.
  [[nodiscard]] int64_t taken(uint32_t step) const {
    const uint32_t place = step - clock->first_step;
    return (words[Layout::kClockTaken + place / 2] >> (place % 2 * 32)) & INT32_MAX;
  }
  void set_taken(uint32_t step, int64_t times) const {
    const uint32_t place = step - clock->first_step;
    int64_t& word = words[Layout::kClockTaken + place / 2];
    const auto shift = static_cast<int>(place % 2 * 32);
    word = (word & ~(int64_t{INT32_MAX} << shift)) | (times << shift);
  }
  [[nodiscard]] auto steps() const {  // indices into artefact.steps
    return std::views::iota(clock->first_step, clock->first_step + clock->steps);
  }
  [[nodiscard]] bool counts() const { return since() != kNever; }
};

Clocks::Clocks(const Plan& plan, Holdings& holdings)
    : plan_(&plan), holdings_(&holdings), calendars_(*plan.artefact), acted_(plan.artefact->clocks.size()) {}

Clocks::View Clocks::view(uint32_t lead, uint32_t clock) {
  return {plan_->artefact->clocks[clock].get(), clock,
          holdings_->leads.record(lead) + plan_->layout.clocks[clock]};
}

void Clocks::begin() {
  std::fill(acted_.begin(), acted_.end(), Acted{});
}

void Clocks::act(SignalKind kind, uint32_t clock, int64_t since_ms) {
  Acted& acted = acted_[clock];
  const bool starts = kind == SignalKind::Start || kind == SignalKind::Restart;
  const bool is_first = (acted.kinds & (bit(SignalKind::Start) | bit(SignalKind::Restart))) == 0;
  if (starts && is_first) acted.since_ms = since_ms;
  acted.kinds |= bit(kind);
}

// --- counting

int64_t Clocks::counted(const View& clock, int64_t from_ms, int64_t to_ms) const {
  if (clock.calendar() == 0) return to_ms - from_ms;
  return calendar::between(calendars_[static_cast<uint32_t>(clock.calendar() - 1)], from_ms, to_ms);
}

int64_t Clocks::elapsed(const View& clock, int64_t now_ms) const {
  return clock.elapsed() + (clock.counts() ? counted(clock, clock.since(), now_ms) : 0);
}

// When as much is used up; kNever where that is never, after all time, or while the clock stands still.
int64_t Clocks::instant_of(const View& clock, int64_t threshold, int64_t now_ms) const {
  if (!clock.counts()) return kNever;
  const int64_t rest = threshold - clock.elapsed();
  if (rest <= 0) return now_ms;
  if (clock.calendar() == 0) return std::max(now_ms, clock.since() + rest);
  const calendar::Moment moment =
      calendar::add(calendars_[static_cast<uint32_t>(clock.calendar() - 1)], clock.since(), rest);
  return moment.is_reached() ? std::max(now_ms, moment.instant_ms) : kNever;
}

int64_t Clocks::threshold(const View& clock, uint32_t step) const {
  const artefact::StepT& made = *plan_->artefact->steps[step];
  switch (made.kind) {
    case StepKind::Share:
      return share_of(clock.target(), made.amount);
    case StepKind::Before:
      return std::max<int64_t>(0, clock.target() - made.amount);
    case StepKind::Breach:
      break;
    case StepKind::After:
      return clock.target() + made.amount;
    case StepKind::Every:
      return clock.target() + made.amount * (clock.taken(step) + 1);
  }
  return clock.target();
}

bool Clocks::is_left(const View& clock, uint32_t step) const {
  const artefact::StepT& made = *plan_->artefact->steps[step];
  return clock.taken(step) < (made.kind == StepKind::Every ? static_cast<int64_t>(made.count) : 1);
}

void Clocks::find_due(View& clock, int64_t now_ms) const {
  clock.due() = kNever;
  if (!is_active(clock.state())) return;
  for (const uint32_t step : clock.steps()) {
    if (is_left(clock, step))
      clock.due() = std::min(clock.due(), instant_of(clock, threshold(clock, step), now_ms));
  }
}

// --- targets

int64_t Clocks::calendar_word(const ClockT& clock, const vm::Registers& derived) const {
  if (clock.calendars.empty()) return 0;
  if (clock.by < 0) return int64_t{clock.calendars.front()} + 1;
  const auto by = static_cast<size_t>(clock.by);
  const int64_t word = derived.words_known[by] != 0 ? derived.words[by] : 0;
  const int64_t last = static_cast<int64_t>(clock.calendars.size()) - 1;
  return int64_t{clock.calendars[static_cast<size_t>(std::clamp<int64_t>(word, 0, last))]} + 1;
}

// The date that the clock runs to: an instant; kNever where it is not known, or not before 2200.
int64_t Clocks::until(const View& clock, const TargetT& target, const vm::Registers& derived) const {
  const auto known = [](calendar::Moment moment) { return moment.is_reached() ? moment.instant_ms : kNever; };
  const auto of_hours = [&]() -> const calendar::BusinessCalendar& {
    return calendars_[static_cast<uint32_t>(clock.calendar() - 1)];
  };
  if (target.kind == TargetKind::EndOfBusinessDay)
    return known(calendar::end_of_business_day(of_hours(), clock.started(), target.amount));
  const auto at = static_cast<size_t>(target.until);
  if (derived.words_known[at] == 0) return kNever;
  const int64_t word = derived.words[at];
  if (target.kind == TargetKind::UntilInstant) return word;
  if (clock.calendar() == 0) return plan_->tables.start_of(word + 1);  // when the date is over
  return known(calendar::end_of_date(of_hours(), word));
}

// Whose time counts, and how much of it there is; of a date, only which it is (`measure`).
void Clocks::aim(View& clock, const vm::Registers& derived) const {
  for (const auto& target : clock.clock->targets) {
    if (target->when >= 0 && derived.words[static_cast<size_t>(target->when)] == 0) continue;
    clock.set_calendar(target->kind == TargetKind::Wall ? 0 : calendar_word(*clock.clock, derived));
    clock.until() = kNever;
    switch (target->kind) {
      case TargetKind::Wall:
      case TargetKind::Business:
        clock.target() = target->amount;
        return;
      case TargetKind::BusinessDays: {
        const auto moment = calendar::add_business_days(
            calendars_[static_cast<uint32_t>(clock.calendar() - 1)], clock.started(), target->amount);
        clock.target() =
            moment.is_reached() ? counted(clock, clock.started(), moment.instant_ms) : kUnreached;
        return;
      }
      case TargetKind::EndOfBusinessDay:
      case TargetKind::UntilDate:
      case TargetKind::UntilInstant:
        clock.until() = until(clock, *target, derived);
        if (clock.until() == kNever) clock.target() = kUnreached;
        return;
    }
  }
}

// A date stays where it is: what may be used is what is used, and the time that is left from now. Steps
// behind a breach keep their distance from it.
void Clocks::measure(View& clock, int64_t from_ms) const {
  if (clock.until() == kNever) return;
  const int64_t left = counted(clock, from_ms, clock.until());
  const bool is_over = clock.state() == ClockState::Breached;
  clock.target() = std::max<int64_t>(0, clock.elapsed() + (is_over ? left : std::max<int64_t>(0, left)));
}

// --- what acts

void Clocks::rewind(View& clock, int64_t from_ms) const {
  clock.elapsed() = 0;
  clock.since() = from_ms;
  clock.set(ClockState::Running);
  for (const uint32_t step : clock.steps()) clock.set_taken(step, 0);
}

void Clocks::start(View& clock, int64_t since_ms, bool by_step, const vm::Registers& derived) const {
  clock.set_paused(false);
  clock.started() = since_ms;
  aim(clock, derived);
  rewind(clock, since_ms);
  measure(clock, since_ms);
  // Steps that start clocks whose target has passed would go round for ever.
  if (!by_step || clock.target() > 0) return;
  clock.set(ClockState::Breached);
  for (const uint32_t step : clock.steps()) clock.set_taken(step, INT32_MAX);
}

// A date that has passed gives nothing back.
void Clocks::reset(View& clock, int64_t now_ms) const {
  if (clock.until() != kNever && counted(clock, now_ms, clock.until()) <= 0) return;
  rewind(clock, now_ms);
  measure(clock, now_ms);
}

// What was used up to now is kept.
void Clocks::hold(View& clock, int64_t now_ms) const {
  clock.elapsed() = elapsed(clock, now_ms);
  if (clock.counts()) clock.since() = now_ms;
}

void Clocks::retarget(View& clock, int64_t now_ms, const vm::Registers& derived) const {
  const int64_t calendar = clock.calendar(), target = clock.target(), until = clock.until(),
                used = elapsed(clock, now_ms);
  aim(clock, derived);
  if (clock.calendar() == calendar && clock.target() == target && clock.until() == until) return;
  const bool counts = clock.counts();
  if (clock.clock->retarget == artefact::Retarget::Afresh) {
    clock.started() = now_ms;  // dates and days are reached from here
    aim(clock, derived);
    rewind(clock, now_ms);
    measure(clock, now_ms);
  } else {
    clock.elapsed() = used;
    clock.since() = now_ms;
    measure(clock, now_ms);
    if (used < clock.target()) {  // what the breach has set off may come again
      clock.set(ClockState::Running);
      for (const uint32_t step : clock.steps()) {
        if (plan_->artefact->steps[step]->kind >= StepKind::Breach) clock.set_taken(step, 0);
      }
    }
  }
  if (!counts) clock.since() = kNever;
}

// When the target will have passed; kNever where the clock does not run towards it.
int64_t Clocks::deadline(const View& clock, int64_t now_ms) const {
  const bool runs = clock.state() == ClockState::Running && clock.counts();
  return runs ? instant_of(clock, clock.target(), now_ms) : kNever;
}

ClockChange Clocks::change(const View& clock, ClockState from, int64_t now_ms) const {
  const ClockState to = clock.state();
  return {clock.index,          from, to, elapsed(clock, now_ms), clock.target(), deadline(clock, now_ms),
          clock.calendar() != 0};
}

void Clocks::settle(const Item& item, const vm::Registers& derived, std::vector<ClockChange>& changes) {
  const int64_t now_ms = item.now_ms;
  for (uint32_t index = 0; index < acted_.size(); ++index) {
    View clock = view(item.lead, index);
    const Acted acted = acted_[index];
    const auto has = [&](SignalKind kind) { return (acted.kinds & bit(kind)) != 0; };
    const bool is_asked =
        clock.clock->pause >= 0 && derived.words[static_cast<size_t>(clock.clock->pause)] != 0;
    const bool follows = clock.clock->retarget != artefact::Retarget::Never;
    const bool turns = is_active(clock.state()) && (clock.is_paused() || is_asked) == clock.counts();
    if (acted.kinds == 0 && !follows && !turns) continue;  // it stands as it stood, and so does its next step
    ClockState told = clock.state();
    int64_t due = deadline(clock, now_ms);
    const auto tell = [&] {
      const int64_t moved = deadline(clock, now_ms);
      const bool has_moved = clock.state() == ClockState::Running && moved != due;
      if (clock.state() != told || has_moved) changes.push_back(change(clock, told, now_ms));
      told = clock.state();
      due = moved;
    };
    if ((has(SignalKind::Start) && !is_active(clock.state())) || has(SignalKind::Restart)) {
      start(clock, acted.since_ms, item.is_step, derived);
    } else if (follows && is_active(clock.state())) {
      retarget(clock, now_ms, derived);
    }
    if (!is_active(clock.state())) continue;
    if (has(SignalKind::Reset)) reset(clock, now_ms);
    tell();
    if (has(SignalKind::Stop) || has(SignalKind::Cancel)) {
      hold(clock, now_ms);
      const ClockState met = told == ClockState::Breached ? ClockState::MetLate : ClockState::Met;
      clock.set(has(SignalKind::Stop) ? met : ClockState::Cancelled);
      clock.since() = clock.due() = kNever;
      tell();
      continue;
    }
    if (has(SignalKind::Pause)) clock.set_paused(true);
    if (has(SignalKind::Resume)) clock.set_paused(false);
    const bool pauses = clock.is_paused() || is_asked;
    if (pauses == clock.counts()) {
      hold(clock, now_ms);
      clock.since() = pauses ? kNever : now_ms;
      if (!pauses && clock.state() != ClockState::Breached) measure(clock, now_ms);
    }
    if (clock.state() != ClockState::Breached) clock.set(pauses ? ClockState::Paused : ClockState::Running);
    tell();
    find_due(clock, now_ms);
  }
}

// Of the steps that come up to an instant, the one with the lowest threshold.
std::optional<uint32_t> Clocks::next_of(const View& clock, int64_t now_ms, int64_t up_to_ms) const {
  std::optional<uint32_t> first;
  for (const uint32_t step : clock.steps()) {
    if (!is_left(clock, step) || instant_of(clock, threshold(clock, step), now_ms) > up_to_ms) continue;
    if (!first || threshold(clock, step) < threshold(clock, *first)) first = step;
  }
  return first;
}

std::vector<ClockStanding> Clocks::standing(uint32_t lead, int64_t now_ms) {
  std::vector<ClockStanding> all;
  for (uint32_t index = 0; index < acted_.size(); ++index) {
    const View clock = view(lead, index);
    const ClockChange now = change(clock, clock.state(), now_ms);
    ClockStanding& out = all.emplace_back(
        ClockStanding{index, clock.state(), {now.elapsed_ms, now.target_ms, now.due_ms, now.is_business}});
    if (!is_active(clock.state())) continue;
    const auto step = next_of(clock, now_ms, kNever - 1);
    if (!step) continue;
    out.step = static_cast<int32_t>(*step);
    out.step_ms = instant_of(clock, threshold(clock, *step), now_ms);
  }
  return all;
}

std::optional<uint32_t> Clocks::take_due(uint32_t lead, int64_t now_ms, std::vector<ClockChange>& changes) {
  for (uint32_t index = 0; index < acted_.size(); ++index) {
    View clock = view(lead, index);
    if (clock.due() > now_ms) continue;
    const std::optional<uint32_t> first = next_of(clock, now_ms, now_ms);
    if (!first) {
      find_due(clock, now_ms);
      continue;
    }
    clock.set_taken(*first, clock.taken(*first) + 1);
    if (*first == clock.clock->breach) {
      const ClockState from = clock.state();
      clock.set(ClockState::Breached);
      changes.push_back(change(clock, from, now_ms));
    }
    find_due(clock, now_ms);
    return first;
  }
  return std::nullopt;
}

void Clocks::give_up(uint32_t lead, int64_t now_ms) {
  for (uint32_t index = 0; index < acted_.size(); ++index) {
    View clock = view(lead, index);
    if (clock.due() <= now_ms) clock.due() = kNever;
  }
}

int64_t next_step(const Plan& plan, const int64_t* record) {
  int64_t next = kNever;
  for (const uint32_t at : plan.layout.clocks) next = std::min(next, record[at + Layout::kClockDue]);
  return next;
}

}  // namespace lead::engine
