// What is watched and waited for: edges, schedules, resets, and the events that never count.
#include <algorithm>

#include "runtime/artefact/opcode.h"
#include "runtime/artefact/verify_parts.h"
#include "runtime/base/limits.h"

namespace lead::artefact {
namespace {

constexpr int32_t kDayMs = 86'400'000;

void check_schedule(const ScheduleT& schedule, const ArtefactT& artefact, const std::string& where,
                    Judge& judge) {
  if (!judge.require(schedule.every <= Every::MAX, where, "an unknown kind of calendar")) return;
  judge.require(0 <= schedule.at_ms && schedule.at_ms < kDayMs, where, "its time is no time of day");
  const bool day_fits = schedule.every == Every::Day    ? schedule.day == 0
                        : schedule.every == Every::Week ? schedule.day < 7
                                                        : schedule.day >= 1 && schedule.day <= 31;
  judge.require(day_fits, where, "its day is none of the calendar");
  judge.require(is_none_or_below(schedule.armed, artefact.derived->words), where,
                "what it waits for does not exist");
}

// Strictly ascending, so that there are no more than there are slots.
bool all_below(const std::vector<uint32_t>& indices, size_t count) {
  return std::adjacent_find(indices.begin(), indices.end(), [](uint32_t a, uint32_t b) { return a >= b; }) ==
             indices.end() &&
         (indices.empty() || indices.back() < count);
}

void check_reset(const ResetT& reset, const ArtefactT& artefact, const std::string& where, Judge& judge) {
  judge.require(all_below(reset.ledgers, artefact.ledgers.size()) &&
                    all_below(reset.windows, artefact.windows.size()) &&
                    all_below(reset.marks, artefact.marks.size()) &&
                    all_below(reset.limits, artefact.limits.size()) &&
                    all_below(reset.quiets, artefact.quiets.size()),
                where, "it clears something that does not exist, or twice");
  judge.require(reset.score < artefact.scores.size(), where, "its score does not exist");
  if (!judge.require(is_none_or_below(reset.balance, artefact.balances.size()), where,
                     "its balance does not exist") ||
      reset.balance < 0) {
    return;
  }
  const BalanceT& balance = *artefact.balances[static_cast<size_t>(reset.balance)];
  judge.require(balance.low <= reset.to && reset.to <= balance.high &&
                    -limits::kMaxHeldMillionths <= reset.to && reset.to <= limits::kMaxHeldMillionths,
                where, "it sets a balance to what that cannot hold");
}

// What can be judged before an event is anything to its lead.
bool reads_the_lead(Opcode op) {
  switch (op) {
    case Opcode::Attribute:
    case Opcode::AttributeText:
    case Opcode::BornAt:
    case Opcode::Ledger:
    case Opcode::Balance:
    case Opcode::Stage:
    case Opcode::StageSince:
    case Opcode::Clock:
    case Opcode::WindowCount:
    case Opcode::WindowSum:
    case Opcode::WindowLeast:
    case Opcode::WindowGreatest:
    case Opcode::WindowDistinct:
    case Opcode::MarkInstant:
    case Opcode::MarkValue:
    case Opcode::MarkText:
    case Opcode::Band:
      return true;
    default:
      return false;  // constants, the event, the clock, and operations on registers
  }
}

}  // namespace

void check_causes(const ArtefactT& artefact, Judge& judge) {
  for (size_t i = 0; i < artefact.edges.size(); ++i) {
    judge.require(artefact.edges[i]->condition < artefact.derived->words, place("edge", i),
                  "its condition does not exist");
  }
  for (size_t i = 0; i < artefact.schedules.size() && judge.fine(); ++i)
    check_schedule(*artefact.schedules[i], artefact, place("schedule", i), judge);
  for (size_t i = 0; i < artefact.resets.size() && judge.fine(); ++i)
    check_reset(*artefact.resets[i], artefact, place("reset", i), judge);
  for (size_t i = 0; i < artefact.ignores.size() && judge.fine(); ++i) {
    const IgnoreT& ignore = *artefact.ignores[i];
    const std::string where = place("events ignored", i);
    if (!judge.require(ignore.event < artefact.schema->events.size(), where, "its event does not exist"))
      return;
    check_code(*ignore.code, artefact, static_cast<int32_t>(ignore.event), where, judge);
    judge.require(is_none_or_below(ignore.guard, ignore.code->words), where, "its guard does not exist");
    judge.require(is_utf8(ignore.title) && is_utf8(ignore.text), where, "its words are not UTF-8");
    for (const Instruction& instruction : ignore.code->instructions) {
      judge.require(!reads_the_lead(static_cast<Opcode>(instruction.op())), where, "it reads the lead");
    }
  }
}

}  // namespace lead::artefact
