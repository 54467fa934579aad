// Fold: the lifecycles of an item. What its cause moves comes first, at most one transition a lifecycle; then
// whatever waits for a condition, in declared order, until nothing applies. No stage is entered twice in an
// item, so this ends.
#include "runtime/base/limits.h"
#include "runtime/engine/fold.h"
#include "runtime/vm/execute.h"

namespace lead::engine {
namespace {

uint64_t bit(int64_t stage) {
  return uint64_t{1} << stage;
}

}  // namespace

int64_t* Fold::stage_words(uint32_t lead, uint32_t lifecycle) {
  return holdings_.leads.record(lead) + plan_.layout.stages + lifecycle * Layout::kStageWords;
}

void Fold::enter_first_stages(uint32_t lead, int64_t now_ms) {
  for (uint32_t l = 0; l < plan_.artefact->lifecycles.size(); ++l) {
    int64_t* words = stage_words(lead, l);
    words[0] = plan_.artefact->lifecycles[l]->first;
    words[1] = now_ms;
  }
}

void Fold::run_moves(ItemEnd& item) {
  const auto& lifecycles = plan_.artefact->lifecycles;
  moved_.clear();
  passed_.clear();
  if (lifecycles.empty()) return;
  doors_.clear();
  visited_.clear();
  for (uint32_t l = 0; l < lifecycles.size(); ++l) visited_.push_back(bit(stage_words(item.lead, l)[0]));
  if (item.birth) {
    for (uint32_t l = 0; l < lifecycles.size(); ++l) {
      moved_.push_back({l, std::nullopt, lifecycles[l]->first, -1, std::nullopt});
      pass(item, l, lifecycles[l]->first, false);
    }
  }
  try_all(item, plan_.moves.caused.of(item.cause));
  if (item.cause.kind == CauseKind::Wake) run_after(item);
  run_doors(item);
  if (!moved_.empty()) decider_.evaluate(item);
  while (run_when(item)) {
    run_doors(item);
    decider_.evaluate(item);
  }
}

// One transition a lifecycle at most.
void Fold::try_all(ItemEnd& item, const std::vector<uint32_t>& transitions) {
  uint64_t done = 0;
  for (const uint32_t t : transitions) {
    const artefact::TransitionT& transition = *plan_.artefact->transitions[t];
    if ((done & bit(transition.lifecycle)) != 0 || !is_open(item, transition)) continue;
    move_registers_.resize(*transition.code);
    vm::execute(*transition.code, RowView(holdings_.view(item.lead), holdings_.points, item.cause.event),
                move_registers_);
    if (transition.guard >= 0 && move_registers_.words[static_cast<size_t>(transition.guard)] == 0) continue;
    done |= bit(transition.lifecycle);
    fire(item, t);
  }
}

// Whether the lead stands where the transition begins, and has not been in this item where it leads.
bool Fold::is_open(const ItemEnd& item, const artefact::TransitionT& transition) {
  const int64_t stage = stage_words(item.lead, transition.lifecycle)[0];
  return (transition.from & bit(stage)) != 0 && (visited_[transition.lifecycle] & bit(transition.to)) == 0;
}

void Fold::run_after(ItemEnd& item) {
  for (const auto& of_lifecycle : plan_.moves.after) {
    for (const uint32_t t : of_lifecycle) {
      const artefact::TransitionT& transition = *plan_.artefact->transitions[t];
      if (!decider_.is_met(transition.condition) || !is_open(item, transition)) continue;
      fire(item, t);
      break;
    }
  }
}

// A time is over that ended at this very instant, while something else happened: it moves the lead next.
bool Fold::is_due(uint32_t lead) {
  for (const auto& of_lifecycle : plan_.moves.after) {
    for (const uint32_t t : of_lifecycle) {
      const artefact::TransitionT& transition = *plan_.artefact->transitions[t];
      const int64_t stage = stage_words(lead, transition.lifecycle)[0];
      const bool is_open =
          (transition.from & bit(stage)) != 0 && static_cast<int64_t>(transition.to) != stage;
      if (is_open && decider_.is_met(transition.condition)) return true;
    }
  }
  return false;
}

// BOUND: limits::kMaxFollowUps wakes of one lead at one instant. Times that the compiler writes pass from
// stage to stage in fewer; an artefact may say anything.
bool Fold::may_wake_again(const ItemEnd& item) {
  const bool is_again = woke_ == item.lead && woke_ms_ == item.now_ms;
  wakes_at_once_ = is_again ? wakes_at_once_ + 1 : 1;
  woke_ = item.lead;
  woke_ms_ = item.now_ms;
  if (wakes_at_once_ <= limits::kMaxFollowUps) return true;
  ++counts_.cut_chains;
  return false;
}

// The first transition that waits for a condition which is met. One that would lead to a stage in which the
// lead has been in this item is held back until its condition has not been met, or the stage is left.
bool Fold::run_when(ItemEnd& item) {
  std::optional<uint32_t> found;
  for (uint32_t l = 0; l < plan_.moves.when.size(); ++l) {
    int64_t& held = stage_words(item.lead, l)[2];
    for (const uint32_t t : plan_.moves.when[l]) {
      const artefact::TransitionT& transition = *plan_.artefact->transitions[t];
      const auto own = static_cast<int64_t>(bit(plan_.moves.bits[t]));
      if (!decider_.is_met(transition.condition)) {
        held &= ~own;
      } else if ((held & own) == 0 && !found) {
        if (is_open(item, transition))
          found = t;
        else
          held |= own;
      }
    }
  }
  if (!found) return false;
  move_registers_.resize(*plan_.artefact->transitions[*found]->code);
  fire(item, *found);
  return true;
}

void Fold::fire(ItemEnd& item, uint32_t t) {
  const artefact::TransitionT& transition = *plan_.artefact->transitions[t];
  const uint32_t l = transition.lifecycle;
  const auto from = static_cast<uint32_t>(stage_words(item.lead, l)[0]);
  std::optional<uint32_t> reason;
  if (transition.reason_item >= 0) reason = static_cast<uint32_t>(transition.reason_item);
  if (transition.reason >= 0 && move_registers_.words_known[static_cast<size_t>(transition.reason)] != 0)
    reason = static_cast<uint32_t>(move_registers_.words[static_cast<size_t>(transition.reason)]);
  moved_.push_back({l, from, transition.to, static_cast<int32_t>(t), reason});
  pass(item, l, from, true);
  int64_t* words = stage_words(item.lead, l);
  words[0] = transition.to;
  words[1] = item.now_ms;
  words[2] = 0;
  visited_[l] |= bit(transition.to);
  pass(item, l, transition.to, false);
}

// What is done at the door of a stage; what it causes in other lifecycles comes when the transition is over.
void Fold::pass(ItemEnd& item, uint32_t lifecycle, uint32_t stage, bool leaving) {
  const int32_t door = plan_.door(lifecycle, stage, leaving);
  if (door < 0) return;
  (void)react(item, plan_.reactions.of(artefact::CauseKind::Door, static_cast<uint32_t>(door)), false);
  doors_.push_back(static_cast<uint32_t>(door));
  passed_.push_back(static_cast<uint32_t>(door));
}

void Fold::run_doors(ItemEnd& item) {
  for (size_t next = 0; next < doors_.size(); ++next)
    try_all(item, plan_.moves.caused.of(artefact::CauseKind::Door, doors_[next]));
  doors_.clear();
}

}  // namespace lead::engine
