#include "runtime/engine/plan.h"

#include <algorithm>

#include "runtime/vm/bounds.h"

namespace lead::engine {
namespace {

using artefact::ArtefactT;
using artefact::Bank;
using artefact::Instruction;

// Registers wanted of the two banks.
struct Wanted {
  std::vector<uint8_t> words, texts;
  explicit Wanted(const artefact::CodeT& code) : words(code.words, 0), texts(code.texts, 0) {}
};

// Marks the instructions that the wanted registers depend on.
std::vector<uint8_t> reaching(const artefact::CodeT& code, Wanted wanted) {
  std::vector<uint8_t> needed(code.instructions.size(), 0);
  for (size_t n = code.instructions.size(); n-- > 0;) {
    const Instruction& i = code.instructions[n];
    const bool is_word = artefact::info(static_cast<artefact::Opcode>(i.op())).result == Bank::Word;
    if (!(is_word ? wanted.words : wanted.texts)[i.dst()]) continue;
    needed[n] = 1;
    artefact::visit_operands(
        i, [&](Bank bank, uint32_t at) { (bank == Bank::Word ? wanted.words : wanted.texts)[at] = 1; });
  }
  return needed;
}

Slices slice(const ArtefactT& artefact, const std::vector<uint32_t>& watches,
             const std::vector<uint32_t>& clock_reads) {
  const artefact::CodeT& code = *artefact.derived;
  Wanted observed(code), decisive(code);
  for (const auto& output : artefact.outputs) {
    observed.words[output->register_] = 1;
    decisive.words[output->register_] = 1;
    if (output->value >= 0) decisive.words[static_cast<size_t>(output->value)] = 1;
  }
  for (const auto& latch : artefact.latches) decisive.words[latch->score] = 1;
  for (const uint32_t watch : watches) observed.words[watch] = decisive.words[watch] = 1;
  for (const uint32_t read : clock_reads) decisive.words[read] = 1;

  Slices slices;
  const std::vector<uint8_t> timed = vm::time_dependent(code, artefact);
  const std::vector<uint8_t> of_outputs = reaching(code, observed);
  const std::vector<uint8_t> of_decisions = reaching(code, decisive);
  Wanted timed_registers(code), read(code);
  for (uint32_t n = 0; n < code.instructions.size(); ++n) {
    const Instruction& i = code.instructions[n];
    const bool is_constant = i.op() == static_cast<uint16_t>(artefact::Opcode::Constant);
    if (is_constant) slices.constants.push_back(n);
    if (of_decisions[n] && !is_constant) slices.decisive.push_back(n);
    if (!of_outputs[n] || !timed[n]) continue;
    slices.timed.push_back(n);
    const bool is_word = artefact::info(static_cast<artefact::Opcode>(i.op())).result == Bank::Word;
    (is_word ? timed_registers.words : timed_registers.texts)[i.dst()] = 1;
    artefact::visit_operands(
        i, [&](Bank bank, uint32_t at) { (bank == Bank::Word ? read.words : read.texts)[at] = 1; });
  }
  for (uint32_t i = 0; i < code.words; ++i) {
    if (read.words[i] && !timed_registers.words[i]) slices.still_words.push_back(i);
  }
  for (uint32_t i = 0; i < code.texts; ++i) {
    if (read.texts[i] && !timed_registers.texts[i]) slices.still_texts.push_back(i);
  }
  for (uint32_t i = 0; i < artefact.outputs.size(); ++i) {
    if (timed_registers.words[artefact.outputs[i]->register_]) slices.timed_outputs.push_back(i);
  }
  for (uint32_t i = 0; i < watches.size(); ++i) {
    if (timed_registers.words[watches[i]]) slices.timed_watches.push_back(i);
  }
  for (uint32_t i = 0; i < artefact.latches.size(); ++i) {
    const bool is_shown =
        std::any_of(artefact.outputs.begin(), artefact.outputs.end(),
                    [&](const auto& output) { return output->latch == static_cast<int32_t>(i); });
    if (!is_shown && timed_registers.words[artefact.latches[i]->score]) slices.timed_latches.push_back(i);
  }
  return slices;
}

std::vector<EventPlan> plan_events(const ArtefactT& artefact) {
  std::vector<EventPlan> events(artefact.schema->events.size());
  for (size_t e = 0; e < events.size(); ++e) {
    const auto& fields = artefact.schema->events[e]->fields;
    for (uint32_t f = 0; f < fields.size(); ++f) {
      if (fields[f]->fills >= 0)
        events[e].fills.push_back({f, static_cast<uint32_t>(fields[f]->fills), fields[f]->once});
    }
  }
  for (uint32_t i = 0; i < artefact.ignores.size(); ++i)
    events[artefact.ignores[i]->event].ignores.push_back(i);
  return events;
}

}  // namespace

Plan::Plan(const artefact::VerifiedArtefact& verified) : artefact(&*verified), tables(verified) {
  for (const auto& ledger : artefact->ledgers) ledgers.emplace_back(ledger->decay, fadings);
  for (const auto& window : artefact->windows) windows.emplace_back(*window, zone());
  for (const auto& limit : artefact->limits) limits.emplace_back(*limit, zone());
  plan_causes();
  layout = lay_out(*artefact, ledgers, windows, limits, watches.size());
  events = plan_events(*artefact);
  for (uint32_t a = 0; a < artefact->schema->attributes.size(); ++a) {
    const artefact::AttributeT& attribute = *artefact->schema->attributes[a];
    const artefact::FieldKind kind = attribute.type->kind;
    is_text_attribute.push_back(kind == artefact::FieldKind::Text || kind == artefact::FieldKind::Email ? 1
                                                                                                        : 0);
    if (attribute.presence == artefact::Presence::Required) required.push_back(a);
  }
  quiets_of_mark.resize(artefact->marks.size());
  for (uint32_t q = 0; q < artefact->quiets.size(); ++q)
    quiets_of_mark[artefact->quiets[q]->mark].push_back(q);
  slices = slice(*artefact, watches, clock_reads);
  raising = find_raising(*artefact, watches, vm::time_dependent(*artefact->derived, *artefact));
  // An event may turn such a latch on, and then nobody waits for it to turn off again.
  if (slices.timed_latches.empty()) return;
  raising.events.assign(raising.events.size(), 0);
  raising.steps.assign(raising.steps.size(), 0);
}

void Plan::plan_causes() {
  for (uint32_t r = 0; r < artefact->reactions.size(); ++r)
    reactions.add(artefact->reactions[r]->cause, artefact->reactions[r]->source, r);
  for (const auto& edge : artefact->edges) watches.push_back(edge->condition);
  for (const auto& schedule : artefact->schedules) {
    watch_of_schedule.push_back(schedule->armed < 0 ? -1 : static_cast<int32_t>(watches.size()));
    if (schedule->armed >= 0) watches.push_back(static_cast<uint32_t>(schedule->armed));
  }
  plan_moves();
  plan_signals();
  for (const auto& role : artefact->roles) {
    if (role->load >= 0) watches.push_back(static_cast<uint32_t>(role->load));
  }
}

void Plan::plan_moves() {
  using artefact::MoveKind;
  moves.when.resize(artefact->lifecycles.size());
  moves.after.resize(artefact->lifecycles.size());
  std::vector<uint32_t> waiting(artefact->lifecycles.size(), 0);
  for (uint32_t t = 0; t < artefact->transitions.size(); ++t) {
    const artefact::TransitionT& transition = *artefact->transitions[t];
    moves.bits.push_back(0);
    if (transition.kind != MoveKind::Caused) {
      auto& all = transition.kind == MoveKind::When ? moves.when : moves.after;
      all[transition.lifecycle].push_back(t);
      moves.bits.back() = waiting[transition.lifecycle]++;
      watches.push_back(static_cast<uint32_t>(transition.condition));
      continue;
    }
    moves.caused.add(transition.cause, transition.source, t);
  }
  for (const auto& lifecycle : artefact->lifecycles) doors_.emplace_back(2 * lifecycle->stages.size(), -1);
  for (size_t i = 0; i < artefact->doors.size(); ++i) {
    const artefact::DoorT& door = *artefact->doors[i];
    int32_t& first = doors_[door.lifecycle][2 * door.stage + (door.leaving ? 1 : 0)];
    if (first < 0) first = static_cast<int32_t>(i);
  }
}

void Plan::plan_signals() {
  for (uint32_t s = 0; s < artefact->signals.size(); ++s)
    signals.add(artefact->signals[s]->cause, artefact->signals[s]->source, s);
  std::vector<uint32_t> followed;  // values that targets and hours follow
  for (const auto& clock : artefact->clocks) {
    const bool follows = clock->retarget != artefact::Retarget::Never;
    auto& conditions = follows ? watches : clock_reads;
    auto& values = follows ? followed : clock_reads;
    if (clock->pause >= 0) watches.push_back(static_cast<uint32_t>(clock->pause));
    if (clock->by >= 0) values.push_back(static_cast<uint32_t>(clock->by));
    for (const auto& target : clock->targets) {
      if (target->when >= 0) conditions.push_back(static_cast<uint32_t>(target->when));
      if (target->until >= 0) values.push_back(static_cast<uint32_t>(target->until));
    }
  }
  watched_conditions = static_cast<uint32_t>(watches.size());
  watches.insert(watches.end(), followed.begin(), followed.end());
}

}  // namespace lead::engine
