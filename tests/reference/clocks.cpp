// Promises, written again from their words: a clock is the list of stretches that it has counted.
#include <algorithm>

#include "runtime/base/arithmetic.h"
#include "runtime/base/limits.h"
#include "runtime/calendar/business_time.h"
#include "runtime/calendar/zone.h"
#include "tests/reference/fold.h"

namespace lead::reference {

using artefact::CauseKind;
using artefact::ClockState;
using artefact::SignalKind;
using artefact::StepKind;
using artefact::TargetKind;

namespace {

constexpr int64_t kNeverReached = INT64_MAX / 4;

bool is_going(ClockState state) {
  return state == ClockState::Running || state == ClockState::Paused || state == ClockState::Breached;
}

}  // namespace

int64_t Fold::counted(const Lead::Clock& clock, int64_t from_ms, int64_t to_ms) const {
  return clock.calendar ? hours_.between(*clock.calendar, from_ms, to_ms) : to_ms - from_ms;
}

int64_t Fold::used(const Lead::Clock& clock, int64_t now_ms) const {
  return clock.kept_ms + (clock.since_ms ? counted(clock, *clock.since_ms, now_ms) : 0);
}

// How far the clock may run, and in whose time.
void Fold::aim(Lead::Clock& clock, const kernel::Clock& made, View& view) const {
  const auto target = std::find_if(made.targets.begin(), made.targets.end(),
                                   [&](const kernel::Target& each) { return view.is_met(each.when); });
  clock.calendar.reset();
  if (target->kind != TargetKind::Wall && !made.calendars.empty()) {
    int64_t which = 0;
    if (made.by) {
      const Value by = view.value(made.by);
      which = by.known ? by.word : 0;
    }
    const auto last = static_cast<int64_t>(made.calendars.size()) - 1;
    clock.calendar = made.calendars[static_cast<size_t>(made.by ? std::clamp<int64_t>(which, 0, last) : 0)];
  }
  const auto date = [](const calendar::Moment& moment) {
    return moment.is_reached() ? std::optional(moment.instant_ms) : std::nullopt;
  };
  const Value until = target->until ? view.value(target->until) : Value{};
  clock.until_ms.reset();
  switch (target->kind) {
    case TargetKind::Wall:
    case TargetKind::Business:
      clock.target_ms = target->amount;
      return;
    case TargetKind::BusinessDays: {
      const auto end = date(
          calendar::add_business_days(hours_.compiled(*clock.calendar), clock.started_ms, target->amount));
      clock.target_ms = end ? counted(clock, clock.started_ms, *end) : kNeverReached;
      return;
    }
    case TargetKind::EndOfBusinessDay:
      clock.until_ms = date(
          calendar::end_of_business_day(hours_.compiled(*clock.calendar), clock.started_ms, target->amount));
      break;
    case TargetKind::UntilDate:
      if (!until.known) break;
      clock.until_ms = clock.calendar
                           ? date(calendar::end_of_date(hours_.compiled(*clock.calendar), until.word))
                           : calendar::start_of_day(zone_, until.word + 1);
      break;
    case TargetKind::UntilInstant:
      if (until.known) clock.until_ms = until.word;
      break;
  }
  if (!clock.until_ms) clock.target_ms = kNeverReached;
}

// A date does not move, however much of the clock's time is used: what is left is the time up to it.
void Fold::look_at_date(Lead::Clock& clock, int64_t from_ms) const {
  if (!clock.until_ms) return;
  int64_t left = counted(clock, from_ms, *clock.until_ms);
  if (left < 0 && clock.state != ClockState::Breached) left = 0;
  clock.target_ms = std::max<int64_t>(0, clock.kept_ms + left);
}

void Fold::begin_counting(Lead::Clock& clock, int64_t from_ms) const {
  clock.kept_ms = 0;
  clock.since_ms = from_ms;
  clock.state = ClockState::Running;
  std::fill(clock.taken.begin(), clock.taken.end(), 0);
}

void Fold::signals(Item& item, const std::vector<uint32_t>& doors, std::vector<Said>& said) {
  const auto hear = [&](CauseKind cause, uint32_t source) {
    for (const kernel::Signal& signal : kernel_.signals) {
      if (signal.cause != cause || signal.source != source) continue;
      View view(kernel_, zone_, *item.lead, item.now_ms, item.cause.event);
      if (!view.is_met(signal.guard)) continue;
      const Value since = signal.since ? view.value(signal.since) : Value{};
      said.push_back(
          {signal.clock, signal.kind, since.known ? std::min(since.word, item.now_ms) : item.now_ms});
    }
  };
  const auto kind = item.cause.kind;
  if (kind == engine::CauseKind::Event) hear(CauseKind::Event, item.cause.event->type);
  if (kind == engine::CauseKind::Edge) hear(CauseKind::Edge, item.cause.source);
  if (kind == engine::CauseKind::Schedule) hear(CauseKind::Schedule, item.cause.source);
  if (kind == engine::CauseKind::Step) hear(CauseKind::Step, item.cause.source);
  if (kind == engine::CauseKind::Assignment) hear(CauseKind::Assignment, item.cause.source);
  if (kind == engine::CauseKind::Expiry) hear(CauseKind::Expiry, item.cause.source);
  for (const uint32_t door : doors) hear(CauseKind::Door, door);
}

Fold::Told Fold::told(const Lead::Clock& clock, uint32_t index, ClockState from, int64_t now_ms) const {
  engine::ClockFigures figures{used(clock, now_ms), clock.target_ms, INT64_MAX, clock.calendar.has_value()};
  if (clock.state == ClockState::Running && clock.since_ms) {
    const int64_t rest = clock.target_ms - clock.kept_ms;
    if (rest <= 0) {
      figures.due_ms = now_ms;
    } else if (!clock.calendar) {
      figures.due_ms = std::max(now_ms, *clock.since_ms + rest);
    } else {
      const auto moment = calendar::add(hours_.compiled(*clock.calendar), *clock.since_ms, rest);
      if (moment.is_reached()) figures.due_ms = std::max(now_ms, moment.instant_ms);
    }
  }
  return {index, from, clock.state, figures};
}

std::vector<Fold::Told> Fold::settle_clocks(Item& item, const std::vector<uint32_t>& doors) {
  std::vector<Said> said;
  signals(item, doors, said);
  std::vector<Told> changes;
  const int64_t now = item.now_ms;
  for (uint32_t index = 0; index < kernel_.clocks.size(); ++index) {
    const kernel::Clock& made = kernel_.clocks[index];
    Lead::Clock& clock = item.lead->clocks[index];
    const auto says = [&](SignalKind kind) {
      return std::any_of(said.begin(), said.end(),
                         [&](const Said& each) { return each.clock == index && each.kind == kind; });
    };
    View view(kernel_, zone_, *item.lead, now);
    ClockState shown = clock.state;
    int64_t due = told(clock, index, shown, now).figures.due_ms;
    const auto tell = [&] {
      const Told change = told(clock, index, shown, now);
      const bool has_moved = clock.state == ClockState::Running && change.figures.due_ms != due;
      if (clock.state != shown || has_moved) changes.push_back(change);
      shown = clock.state;
      due = change.figures.due_ms;
    };
    if ((says(SignalKind::Start) && !is_going(clock.state)) || says(SignalKind::Restart)) {
      const auto first = std::find_if(said.begin(), said.end(), [&](const Said& each) {
        return each.clock == index && (each.kind == SignalKind::Start || each.kind == SignalKind::Restart);
      });
      clock.is_held = false;
      clock.started_ms = first->since_ms;
      aim(clock, made, view);
      begin_counting(clock, first->since_ms);
      look_at_date(clock, first->since_ms);
      if (item.cause.kind == engine::CauseKind::Step && clock.target_ms <= 0) {
        clock.state = ClockState::Breached;
        std::fill(clock.taken.begin(), clock.taken.end(), INT32_MAX);
      }
    } else if (made.retarget != artefact::Retarget::Never && is_going(clock.state)) {
      const Lead::Clock before = clock;
      const int64_t so_far = used(clock, now);
      aim(clock, made, view);
      if (clock.calendar != before.calendar || clock.target_ms != before.target_ms ||
          clock.until_ms != before.until_ms) {
        if (made.retarget == artefact::Retarget::Afresh) {
          clock.started_ms = now;
          aim(clock, made, view);
          begin_counting(clock, now);
          look_at_date(clock, now);
        } else {
          clock.kept_ms = so_far;
          clock.since_ms = now;
          look_at_date(clock, now);
          if (so_far < clock.target_ms) {
            clock.state = ClockState::Running;
            for (uint32_t step = 0; step < made.steps; ++step) {
              if (kernel_.steps[made.first_step + step].kind >= StepKind::Breach) clock.taken[step] = 0;
            }
          }
        }
        if (!before.since_ms) clock.since_ms.reset();
      }
    }
    if (!is_going(clock.state)) continue;
    const bool is_past = clock.until_ms && counted(clock, now, *clock.until_ms) <= 0;
    if (says(SignalKind::Reset) && !is_past) {
      begin_counting(clock, now);
      look_at_date(clock, now);
    }
    tell();
    if (says(SignalKind::Stop) || says(SignalKind::Cancel)) {
      clock.kept_ms = used(clock, now);
      clock.since_ms.reset();
      clock.state = !says(SignalKind::Stop)         ? ClockState::Cancelled
                    : shown == ClockState::Breached ? ClockState::MetLate
                                                    : ClockState::Met;
      tell();
      continue;
    }
    if (says(SignalKind::Pause)) clock.is_held = true;
    if (says(SignalKind::Resume)) clock.is_held = false;
    const bool rests = clock.is_held || (made.pause && view.is_met(made.pause));
    if (rests == clock.since_ms.has_value()) {
      clock.kept_ms = used(clock, now);
      clock.since_ms = rests ? std::nullopt : std::optional(now);
      if (!rests && clock.state != ClockState::Breached) look_at_date(clock, now);
    }
    if (clock.state != ClockState::Breached) clock.state = rests ? ClockState::Paused : ClockState::Running;
    tell();
  }
  return changes;
}

// Steps whose time is used up at this instant, the nearest to the start first, each an item of its own.
void Fold::steps(int64_t now_ms) {
  for (auto& [name, lead] : leads_) {
    if (!lead.born_ms) continue;
    for (uint32_t count = 0; count < limits::kMaxFollowUps && take_step(lead, now_ms); ++count) {
    }
    wake_while_due(lead, now_ms);
  }
}

bool Fold::take_step(Lead& lead, int64_t now_ms) {
  for (uint32_t index = 0; index < kernel_.clocks.size(); ++index) {
    const kernel::Clock& made = kernel_.clocks[index];
    Lead::Clock& clock = lead.clocks[index];
    if (!is_going(clock.state) || !clock.since_ms) continue;  // what stands still takes no steps
    const int64_t so_far = used(clock, now_ms);
    const auto wants = [&](uint32_t step) {
      const kernel::Step& each = kernel_.steps[made.first_step + step];
      switch (each.kind) {
        case StepKind::Share: {
          const Wide share = static_cast<Wide>(clock.target_ms) * each.amount;
          return static_cast<int64_t>((share + kMillion - 1) / kMillion);
        }
        case StepKind::Before:
          return std::max<int64_t>(0, clock.target_ms - each.amount);
        case StepKind::Breach:
          return clock.target_ms;
        case StepKind::After:
          return clock.target_ms + each.amount;
        case StepKind::Every:
          return clock.target_ms + each.amount * (clock.taken[step] + 1);
      }
      return clock.target_ms;
    };
    std::optional<uint32_t> next;
    for (uint32_t step = 0; step < made.steps; ++step) {
      const kernel::Step& each = kernel_.steps[made.first_step + step];
      if (clock.taken[step] >= (each.kind == StepKind::Every ? int64_t{each.count} : 1)) continue;
      if (wants(step) > so_far) continue;
      if (!next || wants(step) < wants(*next)) next = step;
    }
    if (!next) continue;
    ++clock.taken[*next];
    std::vector<Told> changes;
    if (made.first_step + *next == made.breach) {
      const ClockState from = clock.state;
      clock.state = ClockState::Breached;
      changes.push_back(told(clock, index, from, now_ms));
    }
    Item item{&lead, now_ms, {engine::CauseKind::Step, nullptr, -1, made.first_step + *next}};
    item.clocks = std::move(changes);
    (void)react_as_item(item, CauseKind::Step, made.first_step + *next);
    end_of_item(item);
    return true;
  }
  return false;
}

}  // namespace lead::reference
