#include "runtime/engine/raising.h"

#include <algorithm>
#include <optional>

#include "runtime/artefact/opcode.h"

namespace lead::engine {
namespace {

using artefact::ArtefactT;
using artefact::Bank;
using artefact::CauseKind;
using artefact::EffectKind;
using artefact::Instruction;
using artefact::Opcode;

// Still: neither time nor a raising event changes it. Falling: as in the header. Other: anything else.
enum class Trend : uint8_t { Still, Falling, Other };

// Of a word register. `high`: an upper end, known only of what is always present.
struct Fact {
  Trend trend = Trend::Still;
  std::optional<int64_t> high;
  bool hangs_on_outputs = false;  // what time changes in it, it has from falling outputs alone
};

// What falling outputs read: an event that changes any of it otherwise than by raising it is no raising
// event.
struct Read {
  std::vector<uint8_t> attributes, ledgers, balances, windows, marks;
};

class Analysis {
 public:
  Analysis(const ArtefactT& artefact, const std::vector<uint8_t>& timed)
      : artefact_(artefact),
        code_(*artefact.derived),
        facts_(code_.words),
        read_(sized()),
        is_timed_(code_.words, 0) {
    std::vector<uint8_t> shown(code_.words, 0);
    for (const auto& output : artefact.outputs) shown[output->register_] = 1;
    for (size_t n = 0; n < code_.instructions.size(); ++n) {
      const Instruction& i = code_.instructions[n];
      const bool is_timed = timed[n] != 0;
      const Fact fact = judge(i, is_timed);
      if (artefact::info(static_cast<Opcode>(i.op())).result == Bank::Text) {
        has_other_text_ = has_other_text_ || fact.trend != Trend::Still;
        continue;
      }
      facts_[i.dst()] = fact;
      facts_[i.dst()].hangs_on_outputs =
          !is_timed || (fact.trend == Trend::Falling && shown[i.dst()] != 0) || hangs(i);
      is_timed_[i.dst()] = is_timed ? 1 : 0;
    }
  }

  Raising answer() {
    Raising raising;
    raising.events.assign(artefact_.schema->events.size(), 0);
    if (has_other_text_ || !artefact_.edges.empty() || !artefact_.schedules.empty() ||
        !artefact_.transitions.empty() || !artefact_.clocks.empty())
      return raising;
    for (uint32_t i = 0; i < artefact_.outputs.size(); ++i) {
      const uint32_t reg = artefact_.outputs[i]->register_;
      const Fact& fact = facts_[reg];
      if (is_timed_[reg] == 0) continue;
      if (fact.trend == Trend::Falling) raising.falling_outputs.push_back(i);
      if (fact.trend == Trend::Other && !fact.hangs_on_outputs) return {std::move(raising.events), {}};
    }
    note_what_is_read(raising.falling_outputs);
    for (size_t e = 0; e < raising.events.size(); ++e) raising.events[e] = fills_what_is_read(e) ? 0 : 1;
    for (const auto& reaction : artefact_.reactions) {
      if (reaction->cause == CauseKind::Event && !only_raises(*reaction))
        raising.events[reaction->source] = 0;
    }
    return raising;
  }

 private:
  [[nodiscard]] Read sized() const {
    const auto none = [](size_t count) { return std::vector<uint8_t>(count, 0); };
    return {none(artefact_.schema->attributes.size()), none(artefact_.ledgers.size()),
            none(artefact_.balances.size()), none(artefact_.windows.size()), none(artefact_.marks.size())};
  }

  [[nodiscard]] bool takes_plus_only(uint32_t ledger) const {
    return std::none_of(artefact_.reactions.begin(), artefact_.reactions.end(), [&](const auto& reaction) {
      return reaction->effect == EffectKind::Ledger && reaction->target_minus == static_cast<int32_t>(ledger);
    });
  }
  // Neither rises with time nor sinks with more points.
  [[nodiscard]] bool sinks_at_most(uint32_t reg) const { return facts_[reg].trend != Trend::Other; }
  [[nodiscard]] bool is_still(uint32_t reg) const { return facts_[reg].trend == Trend::Still; }

  [[nodiscard]] Fact judge(const Instruction& i, bool is_timed) const {
    const auto op = static_cast<Opcode>(i.op());
    if (op == Opcode::WindowCount || (op == Opcode::Ledger && takes_plus_only(i.ref())))
      return {Trend::Falling, {}, {}};
    bool is_still = !is_timed;
    artefact::visit_operands(i, [&](Bank bank, uint32_t at) {
      is_still = is_still && (bank == Bank::Text || facts_[at].trend == Trend::Still);
    });
    if (!is_still) return judge_moving(i);
    return {Trend::Still, op == Opcode::Constant ? std::optional(i.k()) : std::nullopt, {}};
  }

  [[nodiscard]] Fact judge_moving(const Instruction& i) const {
    const auto falls_if = [](bool falls) { return Fact{falls ? Trend::Falling : Trend::Other, {}, {}}; };
    switch (static_cast<Opcode>(i.op())) {
      case Opcode::Add:
      case Opcode::Least:
      case Opcode::Greatest:
      case Opcode::And:
      case Opcode::Or:
        return falls_if(sinks_at_most(i.a()) && sinks_at_most(i.b()));
      case Opcode::Subtract:
        return falls_if(sinks_at_most(i.a()) && is_still(i.b()));
      case Opcode::Scale:
        return falls_if(sinks_at_most(i.a()) && i.k() >= 0);
      case Opcode::Round:
      case Opcode::Band:
        return falls_if(sinks_at_most(i.a()));
      case Opcode::Less:
      case Opcode::LessEqual:
        return falls_if(is_still(i.a()) && sinks_at_most(i.b()));
      case Opcode::Select:
        return judge_select(i);
      default:
        return falls_if(false);
    }
  }
  // From a constant down to what is never larger than it, when the condition ceases to hold.
  [[nodiscard]] Fact judge_select(const Instruction& i) const {
    const Fact &yes = facts_[i.b()], &no = facts_[i.c()];
    if (is_still(i.a()) && sinks_at_most(i.b()) && sinks_at_most(i.c())) return {Trend::Falling, {}, {}};
    const bool steps_down =
        yes.trend == Trend::Still && yes.high && no.trend != Trend::Other && no.high && *no.high <= *yes.high;
    if (!sinks_at_most(i.a()) || !steps_down) return {Trend::Other, {}, {}};
    return {Trend::Falling, yes.high, {}};
  }
  [[nodiscard]] bool hangs(const Instruction& i) const {
    const artefact::OpcodeInfo& op = artefact::info(static_cast<Opcode>(i.op()));
    if (op.word_operands == 0 || op.text_operands > 0) return false;
    const uint32_t fields[] = {i.a(), i.b(), i.c()};
    return std::all_of(fields, fields + op.word_operands,
                       [&](uint32_t reg) { return facts_[reg].hangs_on_outputs; });
  }

  void note_what_is_read(const std::vector<uint32_t>& outputs) {
    std::vector<uint8_t> words(code_.words, 0), texts(code_.texts, 0);
    for (const uint32_t output : outputs) words[artefact_.outputs[output]->register_] = 1;
    for (size_t n = code_.instructions.size(); n-- > 0;) {
      const Instruction& i = code_.instructions[n];
      const auto op = static_cast<Opcode>(i.op());
      if ((artefact::info(op).result == Bank::Word ? words : texts)[i.dst()] == 0) continue;
      artefact::visit_operands(i,
                               [&](Bank bank, uint32_t at) { (bank == Bank::Word ? words : texts)[at] = 1; });
      if (op == Opcode::Attribute || op == Opcode::AttributeText) read_.attributes[i.ref()] = 1;
      if (op == Opcode::Ledger) read_.ledgers[i.ref()] = 1;
      if (op == Opcode::Balance) read_.balances[i.ref()] = 1;
      if (op == Opcode::WindowCount) read_.windows[i.ref()] = 1;
      if (op == Opcode::MarkInstant || op == Opcode::MarkValue || op == Opcode::MarkText)
        read_.marks[i.ref()] = 1;
    }
  }
  [[nodiscard]] bool fills_what_is_read(size_t event) const {
    const auto& fields = artefact_.schema->events[event]->fields;
    return std::any_of(fields.begin(), fields.end(), [&](const auto& field) {
      return field->fills >= 0 && read_.attributes[static_cast<size_t>(field->fills)] != 0;
    });
  }
  [[nodiscard]] bool only_raises(const artefact::ReactionT& reaction) const {
    const auto is_read = [](const std::vector<uint8_t>& read, int32_t slot) {
      return slot >= 0 && read[static_cast<size_t>(slot)] != 0;
    };
    switch (reaction.effect) {
      case EffectKind::Push:
        return true;  // a count in a window falls wherever a falling output reads it
      case EffectKind::Touch:
        return !is_read(read_.marks, reaction.target);
      case EffectKind::Ledger:
        return !is_read(read_.ledgers, reaction.target_minus);
      case EffectKind::Balance:
        return !is_read(read_.balances, reaction.target);
      case EffectKind::Reset:
      case EffectKind::Tell:
      case EffectKind::Route:
      case EffectKind::Clear:
      case EffectKind::Claim:
      case EffectKind::Hand:
      case EffectKind::Spend:
      case EffectKind::Back:
      case EffectKind::Renew:
        return false;
    }
    return false;
  }

  const ArtefactT& artefact_;
  const artefact::CodeT& code_;
  std::vector<Fact> facts_;
  Read read_;
  std::vector<uint8_t> is_timed_;  // by word register
  bool has_other_text_ = false;
};

}  // namespace

Raising find_raising(const ArtefactT& artefact, const std::vector<uint8_t>& timed) {
  return Analysis(artefact, timed).answer();
}

}  // namespace lead::engine
