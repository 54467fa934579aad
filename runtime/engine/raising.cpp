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

// The ways in which a value may move: by time alone, and by a raising event. A value that is missing stands
// below all others.
struct Trend {
  bool rises_with_time = false, falls_with_time = false;
  bool rises_by_event = false, falls_by_event = false;

  [[nodiscard]] bool is_still() const {
    return !rises_with_time && !falls_with_time && !rises_by_event && !falls_by_event;
  }
  [[nodiscard]] bool falls() const { return !rises_with_time && !falls_by_event; }
  [[nodiscard]] bool climbs() const { return !falls_with_time && !rises_by_event; }
  [[nodiscard]] Trend flipped() const {
    return {falls_with_time, rises_with_time, falls_by_event, rises_by_event};
  }
  friend Trend operator|(const Trend& a, const Trend& b) {
    return {a.rises_with_time || b.rises_with_time, a.falls_with_time || b.falls_with_time,
            a.rises_by_event || b.rises_by_event, a.falls_by_event || b.falls_by_event};
  }
};
constexpr Trend kAnyhow = {true, true, true, true};
constexpr Trend kFalling = {false, true, true, false};

// Of a word register. `high`: an upper end, known only of what is always present.
struct Fact {
  Trend trend;
  std::optional<int64_t> high;
  bool is_present = false;        // always
  bool is_past = false;           // where it is known: never behind now
  bool is_checked = false;        // observed, falling or climbing: compared with what it was
  bool hangs_on_checked = false;  // what time changes in it, it has from checked values alone
};

// Slots that observed values read.
struct Read {
  std::vector<uint8_t> attributes, ledgers, balances, windows, marks;

  explicit Read(const ArtefactT& artefact)
      : attributes(artefact.schema->attributes.size()),
        ledgers(artefact.ledgers.size()),
        balances(artefact.balances.size()),
        windows(artefact.windows.size()),
        marks(artefact.marks.size()) {}
  void note(const Instruction& i) {
    switch (static_cast<Opcode>(i.op())) {
      case Opcode::Attribute:
      case Opcode::AttributeText:
        attributes[i.ref()] = 1;
        break;
      case Opcode::Ledger:
        ledgers[i.ref()] = 1;
        break;
      case Opcode::Balance:
        balances[i.ref()] = 1;
        break;
      case Opcode::WindowCount:
      case Opcode::WindowSum:
      case Opcode::WindowLeast:
      case Opcode::WindowGreatest:
      case Opcode::WindowDistinct:
        windows[i.ref()] = 1;
        break;
      case Opcode::MarkInstant:
      case Opcode::MarkValue:
      case Opcode::MarkText:
        marks[i.ref()] = 1;
        break;
      default:
        break;
    }
  }
};

// Whether the analysis knows what changes the value: slots of `Read`, time, or what the header names.
bool is_known_leaf(Opcode op) {
  switch (op) {
    case Opcode::Constant:
    case Opcode::Absent:
    case Opcode::TextConstant:
    case Opcode::AbsentText:
    case Opcode::Attribute:
    case Opcode::AttributeText:
    case Opcode::Now:
    case Opcode::BornAt:
    case Opcode::Ledger:
    case Opcode::Balance:
    case Opcode::WindowCount:
    case Opcode::Stage:
    case Opcode::StageSince:
    case Opcode::Clock:
    case Opcode::WindowSum:
    case Opcode::WindowLeast:
    case Opcode::WindowGreatest:
    case Opcode::WindowDistinct:
    case Opcode::MarkInstant:
    case Opcode::MarkValue:
    case Opcode::MarkText:
      return true;
    default:
      return false;
  }
}

bool is_leaf(Opcode op) {
  const artefact::OpcodeInfo& info = artefact::info(op);
  return info.word_operands == 0 && info.text_operands == 0;
}

class Analysis {
 public:
  Analysis(const ArtefactT& artefact, const std::vector<uint32_t>& watches, const std::vector<uint8_t>& timed)
      : artefact_(artefact),
        code_(*artefact.derived),
        watches_(watches),
        takes_minus_(artefact.ledgers.size(), 0),
        facts_(code_.words),
        mark_of_(code_.words, 0),
        is_timed_(code_.words, 0),
        raised_(artefact),
        kept_(artefact) {
    for (const auto& reaction : artefact.reactions) {
      if (reaction->effect == EffectKind::Ledger && reaction->target_minus >= 0)
        takes_minus_[static_cast<size_t>(reaction->target_minus)] = 1;
    }
    std::vector<uint8_t> observed(code_.words, 0);
    for (const auto& output : artefact.outputs) observed[output->register_] = 1;
    for (const uint32_t watch : watches) observed[watch] = 1;
    for (size_t n = 0; n < code_.instructions.size(); ++n)
      learn(code_.instructions[n], timed[n] != 0, observed);
  }

  Raising answer() {
    Raising raising;
    raising.events.assign(artefact_.schema->events.size(), 0);
    raising.steps.assign(artefact_.steps.size(), 0);
    raising.reads_clocks =
        std::any_of(code_.instructions.begin(), code_.instructions.end(),
                    [](const Instruction& i) { return static_cast<Opcode>(i.op()) == Opcode::Clock; });
    if (is_beyond_it_) return raising;
    std::vector<uint32_t> raised, kept;
    const auto sort_in = [&](uint32_t reg, std::vector<uint32_t>& checked, uint32_t index) {
      if (is_timed_[reg] == 0) return;
      if (facts_[reg].is_checked) {
        checked.push_back(index);
        raised.push_back(reg);
      } else if (!facts_[reg].hangs_on_checked) {
        kept.push_back(reg);
      }
    };
    for (uint32_t i = 0; i < artefact_.outputs.size(); ++i)
      sort_in(artefact_.outputs[i]->register_, raising.outputs, i);
    for (uint32_t i = 0; i < watches_.size(); ++i) sort_in(watches_[i], raising.watches, i);
    note_raised(raised);
    note_kept(kept);
    for (size_t e = 0; e < raising.events.size(); ++e) raising.events[e] = fills_what_is_read(e) ? 0 : 1;
    raising.steps.assign(artefact_.steps.size(), 1);
    for (const auto& reaction : artefact_.reactions) {
      if (only_raises(*reaction)) continue;
      if (reaction->cause == CauseKind::Event) raising.events[reaction->source] = 0;
      if (reaction->cause == CauseKind::Step) raising.steps[reaction->source] = 0;
    }
    return raising;
  }

 private:
  void learn(const Instruction& i, bool is_timed, const std::vector<uint8_t>& observed) {
    const auto op = static_cast<Opcode>(i.op());
    Fact fact = judge(i, is_timed);
    if (is_leaf(op) && !is_known_leaf(op)) is_beyond_it_ = true;
    if (artefact::info(op).result == Bank::Text) {
      is_beyond_it_ = is_beyond_it_ || is_timed || !fact.trend.is_still();
      return;
    }
    fact.is_checked = observed[i.dst()] != 0 && is_timed && (fact.trend.falls() || fact.trend.climbs());
    fact.hangs_on_checked = !is_timed || fact.is_checked || hangs(i);
    facts_[i.dst()] = fact;
    mark_of_[i.dst()] = op == Opcode::MarkInstant ? 1 : 0;
    is_timed_[i.dst()] = is_timed ? 1 : 0;
  }

  [[nodiscard]] Fact judge(const Instruction& i, bool is_timed) const {
    switch (static_cast<Opcode>(i.op())) {
      case Opcode::Constant:
        return {.trend = {}, .high = i.k(), .is_present = true};
      case Opcode::Now:
        return {.trend = {.rises_with_time = true}, .high = {}, .is_present = true, .is_past = true};
      case Opcode::BornAt:
      case Opcode::StageSince:
        return {.trend = {}, .high = {}, .is_present = true, .is_past = true};
      case Opcode::Stage:
      case Opcode::Balance:
      case Opcode::Clock:
        return {.trend = {}, .high = {}, .is_present = true};
      case Opcode::MarkInstant:
        return {.trend = {}, .high = {}, .is_present = false, .is_past = true};
      case Opcode::WindowCount:
        return {.trend = kFalling, .high = {}, .is_present = true};
      case Opcode::Ledger:
        if (takes_minus_[i.ref()] == 0) return {.trend = kFalling, .high = {}, .is_present = true};
        return {.trend = kAnyhow, .high = {}, .is_present = true};
      default:
        return judge_operation(i, is_timed);
    }
  }

  [[nodiscard]] Fact judge_operation(const Instruction& i, bool is_timed) const {
    const auto of = [](Trend trend, bool is_present) { return Fact{trend, {}, is_present}; };
    const auto both = [&] {
      const Fact &a = facts_[i.a()], &b = facts_[i.b()];
      Fact fact = of(a.trend | b.trend, a.is_present && b.is_present);
      fact.is_past = a.is_past && b.is_past;
      return fact;
    };
    const auto only = [&]() -> const Fact& { return facts_[i.a()]; };
    switch (static_cast<Opcode>(i.op())) {
      case Opcode::Least:
      case Opcode::Greatest:
        return both();
      case Opcode::Add:
        return of(both().trend, both().is_present);
      case Opcode::And:
      case Opcode::Or:
        return of(both().trend, true);
      case Opcode::Not:
        return of(only().trend.flipped(), true);
      case Opcode::Subtract:
        return of(facts_[i.a()].trend | flipped(facts_[i.b()]), both().is_present);
      case Opcode::Scale:
        return of(i.k() >= 0 ? only().trend : flipped(only()), only().is_present);
      case Opcode::Round:
        return of(only().trend, only().is_present);
      case Opcode::Band:
        return of(only().trend, false);
      case Opcode::Less:
      case Opcode::LessEqual:
        return of(flipped(facts_[i.a()]) | facts_[i.b()].trend, true);
      case Opcode::OrElse:
        if (is_tame(i)) return {{.rises_by_event = true}, {}, facts_[i.b()].is_present, true};
        return judge_other(i, is_timed);
      case Opcode::Select:
        return judge_select(i);
      default:
        return judge_other(i, is_timed);
    }
  }
  [[nodiscard]] Fact judge_other(const Instruction& i, bool is_timed) const {
    bool is_still = !is_timed;
    artefact::visit_operands(i, [&](Bank bank, uint32_t at) {
      is_still = is_still && (bank == Bank::Text || facts_[at].trend.is_still());
    });
    return {is_still ? Trend{} : kAnyhow, {}, false};
  }
  // What becomes missing sinks, and does not raise what it is taken from.
  [[nodiscard]] static Trend flipped(const Fact& fact) {
    if (fact.trend.is_still()) return {};
    return fact.is_present ? fact.trend.flipped() : kAnyhow;
  }
  // The last such event, or an instant of the past where there was none: a new one only makes it later.
  [[nodiscard]] bool is_tame(const Instruction& i) const {
    return static_cast<Opcode>(i.op()) == Opcode::OrElse && mark_of_[i.a()] != 0 && facts_[i.b()].is_past &&
           facts_[i.b()].trend.is_still();
  }
  // From a constant down to what is never larger than it, when the condition ceases to hold.
  [[nodiscard]] Fact judge_select(const Instruction& i) const {
    const Fact &condition = facts_[i.a()], &yes = facts_[i.b()], &no = facts_[i.c()];
    if (condition.trend.is_still()) return {yes.trend | no.trend, {}, yes.is_present && no.is_present};
    const bool steps_down = yes.trend.is_still() && yes.high && no.high && *no.high <= *yes.high;
    if (!steps_down) return {kAnyhow, {}, false};
    return {condition.trend | no.trend, yes.high, true};
  }
  [[nodiscard]] bool hangs(const Instruction& i) const {
    const artefact::OpcodeInfo& op = artefact::info(static_cast<Opcode>(i.op()));
    if (op.word_operands == 0 || op.text_operands > 0) return false;
    const uint32_t fields[] = {i.a(), i.b(), i.c()};
    return std::all_of(fields, fields + op.word_operands,
                       [&](uint32_t reg) { return facts_[reg].hangs_on_checked; });
  }

  // What checked values read: an event that changes any of it otherwise than by raising it is no raising
  // event.
  void note_raised(const std::vector<uint32_t>& registers) {
    walk(registers, raised_, true, [](const Instruction&) { return false; });
  }
  // What all others read, up to checked values: an event that touches any of it is no raising event.
  void note_kept(const std::vector<uint32_t>& registers) {
    walk(registers, kept_, false, [this](const Instruction& i) { return facts_[i.dst()].is_checked; });
  }
  template <class Ends>
  void walk(const std::vector<uint32_t>& registers, Read& read, bool takes_tame, const Ends& ends_at) {
    std::vector<uint8_t> words(code_.words, 0), texts(code_.texts, 0);
    for (const uint32_t reg : registers) words[reg] = 1;
    for (size_t n = code_.instructions.size(); n-- > 0;) {
      const Instruction& i = code_.instructions[n];
      const bool is_word = artefact::info(static_cast<Opcode>(i.op())).result == Bank::Word;
      if ((is_word ? words : texts)[i.dst()] == 0 || (is_word && ends_at(i))) continue;
      if (takes_tame && is_tame(i)) {
        words[i.b()] = 1;
        continue;
      }
      artefact::visit_operands(i,
                               [&](Bank bank, uint32_t at) { (bank == Bank::Word ? words : texts)[at] = 1; });
      read.note(i);
    }
  }

  [[nodiscard]] bool fills_what_is_read(size_t event) const {
    const auto& fields = artefact_.schema->events[event]->fields;
    return std::any_of(fields.begin(), fields.end(), [&](const auto& field) {
      if (field->fills < 0) return false;
      const auto attribute = static_cast<size_t>(field->fills);
      return raised_.attributes[attribute] != 0 || kept_.attributes[attribute] != 0;
    });
  }
  [[nodiscard]] bool only_raises(const artefact::ReactionT& reaction) const {
    const auto is_read = [](const std::vector<uint8_t>& read, int32_t slot) {
      return slot >= 0 && read[static_cast<size_t>(slot)] != 0;
    };
    switch (reaction.effect) {
      case EffectKind::Push:  // a count in a window falls wherever a checked value reads it
        return !is_read(kept_.windows, reaction.target);
      case EffectKind::Touch:
        return !is_read(raised_.marks, reaction.target) && !is_read(kept_.marks, reaction.target);
      case EffectKind::Ledger:
        return !is_read(raised_.ledgers, reaction.target_minus) && !is_read(kept_.ledgers, reaction.target) &&
               !is_read(kept_.ledgers, reaction.target_minus);
      case EffectKind::Balance:
        return !is_read(raised_.balances, reaction.target) && !is_read(kept_.balances, reaction.target);
      case EffectKind::Tell:
        return true;
      case EffectKind::Reset:
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
  const std::vector<uint32_t>& watches_;
  std::vector<uint8_t> takes_minus_;  // by ledger
  std::vector<Fact> facts_;
  std::vector<uint8_t> mark_of_;   // by word register: the instant of a mark
  std::vector<uint8_t> is_timed_;  // by word register
  Read raised_, kept_;
  bool is_beyond_it_ = false;  // a text moves, or something is read that is not known here
};

}  // namespace

Raising find_raising(const ArtefactT& artefact, const std::vector<uint32_t>& watches,
                     const std::vector<uint8_t>& timed) {
  return Analysis(artefact, watches, timed).answer();
}

}  // namespace lead::engine
