#include "compiler/semantics/promise_findings.h"

#include <algorithm>
#include <optional>

#include "compiler/semantics/sla_problems.h"
#include "runtime/base/arithmetic.h"

namespace lead::semantics {
namespace {

using syntax::Signal;
using syntax::SignalWord;
using syntax::SlaDecl;
using syntax::SlaStep;
using syntax::StepMoment;

bool is_start(const Signal& signal) {
  return signal.word == SignalWord::Start || signal.word == SignalWord::Restart;
}
bool is_end(const Signal& signal) {
  return signal.word == SignalWord::Met || signal.word == SignalWord::Cancel;
}

// Of units that have a fixed length; none for calendar months and business days.
std::optional<int64_t> length_of(const syntax::Duration& period) {
  constexpr int64_t kLengths[] = {1, 1'000, 60'000, 3'600'000, 86'400'000, 604'800'000};
  const auto unit = static_cast<size_t>(period.unit);
  if (unit >= std::size(kLengths) || (period.business && period.unit >= syntax::Unit::Day))
    return std::nullopt;
  return period.amount * kLengths[unit];  // checked: within the bounds of time
}

// Whether the second cause is there whenever the first one is, with nothing asked that could tell them apart.
bool always_together(const Program& program, const syntax::Cause& first, uint32_t names_first,
                     const syntax::Cause& second, uint32_t names_second) {
  if (const auto *x = std::get_if<syntax::EventCause>(&first.node),
      *y = std::get_if<syntax::EventCause>(&second.node);
      x && y) {
    const auto& some = program.event_sets[names_first];
    const auto& all = program.event_sets[names_second];
    return !y->where && std::includes(all.begin(), all.end(), some.begin(), some.end());
  }
  if (const auto *x = std::get_if<syntax::DoorCause>(&first.node),
      *y = std::get_if<syntax::DoorCause>(&second.node);
      x && y)
    return names_first == names_second && x->is_leaving == y->is_leaving && !y->when;
  if (const auto* y = std::get_if<syntax::BreachCause>(&second.node);
      y && std::holds_alternative<syntax::BreachCause>(first.node))
    return names_first == names_second && !y->when;
  return false;
}

class PromiseFindings {
 public:
  PromiseFindings(const syntax::SyntaxTree& tree, const Program& program, uint32_t index,
                  diagnostics::Sink& sink)
      : tree_(tree),
        program_(program),
        facts_(program.slas[index]),
        decl_(std::get<SlaDecl>(tree.decls[facts_.decl].node)),
        sink_(sink) {}

  void run() {
    pauses();
    targets();
    if (is_fixed_) long_steps();
    stage_ = stage_of_start();
    if (!stage_) return;
    lifecycle_ = &program_.lifecycles[stage_->lifecycle];
    moves_ = &std::get<syntax::LifecycleDecl>(tree_.decls[lifecycle_->decl].node).transitions;
    const bool all_end = outlives();
    if (all_end && is_fixed_ && !starts_in_the_past_) stays();
  }

 private:
  void pauses() {
    for (size_t p = 0; p < decl_.signals.size(); ++p) {
      if (decl_.signals[p].word != SignalWord::Pause) continue;
      for (size_t r = 0; r < decl_.signals.size(); ++r) {
        if (decl_.signals[r].word == SignalWord::Resume &&
            always_together(program_, decl_.signals[p].cause, facts_.signals[p].event_set,
                            decl_.signals[r].cause, facts_.signals[r].event_set))
          sink_.add(problems::pause_in_vain(decl_.signals[p], decl_.signals[r]));
      }
    }
  }

  void target(const syntax::Duration& period) {
    const auto length = length_of(period);
    is_fixed_ = is_fixed_ && length;
    if (!length) return;
    if (shortest_ == nullptr || *length < *length_of(*shortest_)) shortest_ = &period;
    if (longest_ == nullptr || *length > *length_of(*longest_)) longest_ = &period;
  }
  // Targets that are amounts of time, all of them.
  void targets() {
    is_fixed_ = !decl_.targets.empty();
    for (const syntax::Target& each : decl_.targets) {
      if (const auto* within = std::get_if<syntax::WithinTarget>(&each.node)) {
        target(within->period);
      } else if (const auto* table = std::get_if<syntax::TableTarget>(&each.node)) {
        for (const syntax::PerWord& row : table->rows) target(row.period);
      } else {
        is_fixed_ = false;
      }
    }
  }

  void long_steps() {
    for (const SlaStep& step : decl_.steps) {
      if (step.moment != StepMoment::Before) continue;
      const auto before = length_of(step.period);
      if (before && *before >= *length_of(*longest_))
        sink_.add(problems::longer_than_promise(step, longest_->span));
    }
  }

  // The one stage that the promise begins with.
  std::optional<StageRef> stage_of_start() {
    std::optional<uint32_t> door;
    for (size_t i = 0; i < decl_.signals.size(); ++i) {
      if (!is_start(decl_.signals[i])) continue;
      const auto* cause = std::get_if<syntax::DoorCause>(&decl_.signals[i].cause.node);
      if (cause == nullptr || cause->is_leaving || (door && *door != facts_.signals[i].event_set))
        return std::nullopt;
      door = facts_.signals[i].event_set;
      start_ = &decl_.signals[i];
      starts_in_the_past_ = starts_in_the_past_ || decl_.signals[i].since;
    }
    return door ? std::optional(program_.doors[*door]) : std::nullopt;
  }

  // Whether the promise ends wherever a lead goes by the transition from its stage.
  [[nodiscard]] bool ends_with(size_t transition) const {
    const TransitionFacts& facts = lifecycle_->transitions[transition];
    const auto* cause = std::get_if<syntax::Cause>(&(*moves_)[transition].move);
    for (size_t i = 0; i < decl_.signals.size(); ++i) {
      const Signal& signal = decl_.signals[i];
      if (!is_end(signal)) continue;
      if (const auto* door = std::get_if<syntax::DoorCause>(&signal.cause.node)) {
        const StageRef passed{stage_->lifecycle, door->is_leaving ? stage_->stage : facts.to};
        if (!door->when && program_.doors[facts_.signals[i].event_set] == passed) return true;
      } else if (cause != nullptr && always_together(program_, *cause, facts.event_set, signal.cause,
                                                     facts_.signals[i].event_set)) {
        return true;
      }
    }
    return false;
  }

  // Leads leave the stage, and nothing that has to do with it ends the promise. Answers whether every way out
  // ends it. A promise that names any door for its end, or values that come to be, spans stages on purpose.
  bool outlives() {
    std::optional<size_t> first_open, final_open;
    bool some_end = false;
    const auto& stages = std::get<syntax::LifecycleDecl>(tree_.decls[lifecycle_->decl].node).stages;
    for (size_t t = 0; t < lifecycle_->transitions.size(); ++t) {
      const TransitionFacts& facts = lifecycle_->transitions[t];
      if ((facts.from >> stage_->stage & 1) == 0) continue;
      if (ends_with(t)) {
        some_end = true;
        continue;
      }
      if (!first_open) first_open = t;
      const std::string& to = lifecycle_->stages[facts.to];
      const bool is_final = std::any_of(stages.begin(), stages.end(), [&](const syntax::StageDecl& stage) {
        return stage.is_final && stage.name.text == to;
      });
      if (is_final && !final_open) final_open = t;
    }
    if (!first_open) return true;
    const std::optional<size_t> shown = final_open ? final_open : some_end ? std::nullopt : first_open;
    if (shown && has_ends() && !looks_at_stages())
      sink_.add(
          problems::outlives_stage(decl_, *start_, lifecycle_->stages[stage_->stage], (*moves_)[*shown]));
    return false;
  }
  [[nodiscard]] bool has_ends() const {
    return std::any_of(decl_.signals.begin(), decl_.signals.end(), is_end);
  }
  [[nodiscard]] bool looks_at_stages() const {
    return std::any_of(decl_.signals.begin(), decl_.signals.end(), [](const Signal& signal) {
      return is_end(signal) && !std::holds_alternative<syntax::EventCause>(signal.cause.node);
    });
  }

  // A lead stays in the stage for so long at most, and its end is that of the promise. Business time used is
  // never more than the time that has passed.
  void stays() {
    const syntax::Transition* leaves = nullptr;
    int64_t stay = 0;
    for (size_t t = 0; t < lifecycle_->transitions.size(); ++t) {
      const auto* rest = std::get_if<syntax::RestMove>(&(*moves_)[t].move);
      const TransitionFacts& facts = lifecycle_->transitions[t];
      if (rest == nullptr || rest->when || facts.rests_in != stage_->stage) continue;
      const auto length = length_of(rest->period);
      if ((facts.from >> stage_->stage & 1) == 0 || !length || (leaves != nullptr && *length >= stay))
        continue;
      leaves = &(*moves_)[t];
      stay = *length;
    }
    if (leaves == nullptr) return;
    const std::string& stage = lifecycle_->stages[stage_->stage];
    const bool is_kept = *length_of(*shortest_) > stay;
    if (is_kept) sink_.add(problems::never_broken(decl_, shortest_->span, stage, *leaves));
    for (const SlaStep& step : decl_.steps) {
      const bool is_warning = step.moment == StepMoment::Share || step.moment == StepMoment::Before;
      if ((is_warning || !is_kept) && earliest(step) > stay)
        sink_.add(problems::step_after_stage(step, stage, *leaves));
    }
  }
  [[nodiscard]] int64_t earliest(const SlaStep& step) const {
    const int64_t target = *length_of(*shortest_), beside = length_of(step.period).value_or(0);
    switch (step.moment) {
      case StepMoment::Share:
        return static_cast<int64_t>(static_cast<Wide>(target) * step.millionths / kMillion);
      case StepMoment::Before:
        return target - beside;
      case StepMoment::Breach:
        break;
      case StepMoment::After:
      case StepMoment::Every:
        return target + beside;
    }
    return target;
  }

  const syntax::SyntaxTree& tree_;
  const Program& program_;
  const Sla& facts_;
  const SlaDecl& decl_;
  diagnostics::Sink& sink_;
  bool is_fixed_ = false, starts_in_the_past_ = false;
  const syntax::Duration *shortest_ = nullptr, *longest_ = nullptr;
  const Signal* start_ = nullptr;
  std::optional<StageRef> stage_;
  const Lifecycle* lifecycle_ = nullptr;
  const std::vector<syntax::Transition>* moves_ = nullptr;
};

// The promises whose breach starts this one; nothing where anything else does, too.
std::optional<std::vector<uint32_t>> starters(const syntax::SyntaxTree& tree, const Sla& sla) {
  std::vector<uint32_t> of;
  const auto& decl = std::get<SlaDecl>(tree.decls[sla.decl].node);
  for (size_t i = 0; i < decl.signals.size(); ++i) {
    if (!is_start(decl.signals[i])) continue;
    if (!std::holds_alternative<syntax::BreachCause>(decl.signals[i].cause.node)) return std::nullopt;
    of.push_back(sla.signals[i].event_set);
  }
  return of;
}

// Promises that begin by the breach of one that waits for them: none of them ever starts. Told once a circle.
void find_circles(const syntax::SyntaxTree& tree, const Program& program, diagnostics::Sink& sink) {
  std::vector<std::optional<std::vector<uint32_t>>> by;
  for (const Sla& sla : program.slas) by.push_back(starters(tree, sla));
  std::vector<uint8_t> starts(by.size(), 0);
  for (bool grows = true; grows;) {
    grows = false;
    for (size_t i = 0; i < by.size(); ++i) {
      const bool can = !by[i] || std::any_of(by[i]->begin(), by[i]->end(),
                                             [&](uint32_t other) { return starts[other] != 0; });
      grows = grows || (can && starts[i] == 0);
      starts[i] = can ? 1 : 0;
    }
  }
  std::vector<uint8_t> seen(by.size(), 0);
  for (uint32_t i = 0; i < by.size(); ++i) {
    std::vector<uint32_t> path;
    uint32_t at = i;
    while (starts[at] == 0 && seen[at] == 0) {
      seen[at] = 1;
      path.push_back(at);
      at = by[at]->front();
    }
    const auto circle = std::find(path.begin(), path.end(), at);
    if (circle == path.end()) continue;  // it leads to one that has been told
    std::vector<const SlaDecl*> decls;
    for (auto each = circle; each != path.end(); ++each)
      decls.push_back(&std::get<SlaDecl>(tree.decls[program.slas[*each].decl].node));
    sink.add(problems::start_each_other(decls));
  }
}

}  // namespace

void check_promises(const syntax::SyntaxTree& tree, const Program& program, diagnostics::Sink& sink) {
  for (uint32_t i = 0; i < program.slas.size(); ++i) PromiseFindings(tree, program, i, sink).run();
  find_circles(tree, program, sink);
}

}  // namespace lead::semantics
