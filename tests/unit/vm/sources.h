// Sources for tests of the VM: a lead as plain lists, exact or as intervals, and many leads as columns.
#pragma once
#include <string>
#include <vector>

#include "runtime/vm/bounds.h"
#include "runtime/vm/columns.h"
#include "runtime/vm/execute.h"
#include "tests/support/random.h"
#include "tests/support/sample_artefact.h"

namespace lead::vm {

// One lead at one instant. Window counts are one list for all windows and periods: the value is what matters
// here.
struct SampleLead {
  const Tables* all_tables = nullptr;
  std::vector<Word> attributes, marks, fields;
  std::vector<std::string> attribute_strings, field_strings;
  std::vector<bool> attribute_texts_known, field_texts_known;
  std::vector<int64_t> ledgers, balances, counts, stages;
  std::vector<uint64_t> latch_states;
  int64_t now = 0, born = 0;

  [[nodiscard]] Word attribute(uint32_t ref) const { return attributes[ref]; }
  [[nodiscard]] Text attribute_text(uint32_t ref) const {
    return {attribute_strings[ref], attribute_texts_known[ref]};
  }
  [[nodiscard]] Word payload(uint32_t ref) const { return fields[ref]; }
  [[nodiscard]] Text payload_text(uint32_t ref) const { return {field_strings[ref], field_texts_known[ref]}; }
  [[nodiscard]] int64_t now_ms() const { return now; }
  [[nodiscard]] int64_t born_ms() const { return born; }
  [[nodiscard]] int64_t ledger(uint32_t ref) const { return ledgers[ref]; }
  [[nodiscard]] int64_t balance(uint32_t ref) const { return balances[ref]; }
  [[nodiscard]] int64_t stage(uint32_t ref) const { return stages[ref]; }
  [[nodiscard]] int64_t stage_since_ms(uint32_t ref) const { return born + static_cast<int64_t>(ref); }
  [[nodiscard]] int64_t clock(uint32_t ref) const { return static_cast<int64_t>(ref % 7); }
  [[nodiscard]] int64_t window_count(uint32_t ref, int64_t, int32_t) const { return counts[ref]; }
  // Nothing adds up to 0 and has no different values; the least of nothing is missing.
  static bool is_total(artefact::Opcode op) {
    return op == artefact::Opcode::WindowSum || op == artefact::Opcode::WindowDistinct;
  }
  [[nodiscard]] Word window_value(artefact::Opcode op, uint32_t ref, int64_t, int32_t) const {
    return {counts[ref] * 3, is_total(op) || counts[ref] > 0};
  }
  [[nodiscard]] Word mark(uint32_t ref) const { return marks[ref]; }
  [[nodiscard]] Word mark_value(uint32_t ref) const { return marks[ref]; }
  [[nodiscard]] Text mark_text(uint32_t ref) const { return marks[ref].known ? Text{"kept", true} : Text{}; }
  [[nodiscard]] uint64_t latch_state(uint32_t ref) const { return latch_states[ref]; }
  [[nodiscard]] const Tables& tables() const { return *all_tables; }
};

inline SampleLead random_lead(testing::Random& random, const artefact::ArtefactT& artefact,
                              const Tables& tables) {
  SampleLead lead;
  lead.all_tables = &tables;
  const auto word = [&] { return Word{testing::random_word(random), random.chance(75)}; };
  for (size_t i = 0; i < artefact.schema->attributes.size(); ++i) {
    lead.attributes.push_back(word());
    lead.attribute_strings.push_back(testing::random_text(random));
    lead.attribute_texts_known.push_back(random.chance(75));
  }
  for (size_t i = 0; i < artefact.schema->events[0]->fields.size(); ++i) {
    lead.fields.push_back(word());
    lead.field_strings.push_back(testing::random_text(random));
    lead.field_texts_known.push_back(random.chance(75));
  }
  for (size_t i = 0; i < artefact.marks.size(); ++i) lead.marks.push_back(word());
  for (size_t i = 0; i < artefact.ledgers.size(); ++i) lead.ledgers.push_back(testing::random_word(random));
  for (size_t i = 0; i < artefact.balances.size(); ++i) lead.balances.push_back(testing::random_word(random));
  for (const auto& lifecycle : artefact.lifecycles)
    lead.stages.push_back(random.between(0, static_cast<int64_t>(lifecycle->stages.size()) - 1));
  for (size_t i = 0; i < artefact.windows.size(); ++i) lead.counts.push_back(random.between(0, 9));
  for (size_t i = 0; i < artefact.latches.size(); ++i) lead.latch_states.push_back(random.next() & 7);
  lead.now = random.between(1'600'000'000'000, 2'300'000'000'000);
  lead.born = random.between(1'500'000'000'000, lead.now);
  return lead;
}

// The same lead over a segment: what time moves is an interval.
struct SampleSegment : SampleLead {
  Interval now_interval;
  std::vector<Interval> ledger_intervals, count_intervals;

  [[nodiscard]] Interval now_bounds() const { return now_interval; }
  [[nodiscard]] Interval ledger_bounds(uint32_t ref) const { return ledger_intervals[ref]; }
  [[nodiscard]] Interval window_count_bounds(uint32_t ref, int64_t, int32_t) const {
    return count_intervals[ref];
  }
  [[nodiscard]] Interval window_value_bounds(artefact::Opcode op, uint32_t ref, int64_t, int32_t) const {
    const Interval& count = count_intervals[ref];
    const bool may_be_missing = !is_total(op) && count.low <= 0;
    if (may_be_missing && count.high <= 0) return {0, 0, false, true};
    return {count.low * 3, count.high * 3, true, may_be_missing};
  }
};

// The leads as columns, each leaf copied into the evaluator's room.
class SampleColumns : public ColumnSource {
 public:
  explicit SampleColumns(const std::vector<SampleLead>& leads) : leads_(leads) {}

  void load(const artefact::Instruction& leaf, size_t first, size_t count,
            WordColumn& column) const override {
    std::fill_n(column.known_room, kChunkBits, uint64_t{0});
    for (size_t row = 0; row < count; ++row) {
      const Word word = leaf_of(leads_[first + row], leaf);
      put(column, row, word.value);
      if (word.known) column.known_room[row / 64] |= uint64_t{1} << (row % 64);
    }
  }
  void load(const artefact::Instruction& leaf, size_t first, size_t count,
            TextColumn& column) const override {
    std::fill_n(column.known_room, kChunkBits, uint64_t{0});
    for (size_t row = 0; row < count; ++row) {
      const SampleLead& lead = leads_[first + row];
      const bool of_mark = static_cast<artefact::Opcode>(leaf.op()) == artefact::Opcode::MarkText;
      const Text text = of_mark ? lead.mark_text(leaf.ref()) : lead.attribute_text(leaf.ref());
      column.room[row] = text.value;
      if (text.known) column.known_room[row / 64] |= uint64_t{1} << (row % 64);
    }
  }
  [[nodiscard]] uint64_t latch_state(uint32_t ref, size_t row) const override {
    return leads_[row].latch_state(ref);
  }

  static Word leaf_of(const SampleLead& lead, const artefact::Instruction& leaf) {
    switch (static_cast<artefact::Opcode>(leaf.op())) {
      case artefact::Opcode::Attribute:
        return lead.attribute(leaf.ref());
      case artefact::Opcode::Now:
        return {lead.now, true};
      case artefact::Opcode::BornAt:
        return {lead.born, true};
      case artefact::Opcode::Ledger:
        return {lead.ledger(leaf.ref()), true};
      case artefact::Opcode::Balance:
        return {lead.balance(leaf.ref()), true};
      case artefact::Opcode::WindowCount:
        return {lead.window_count(leaf.ref(), leaf.k(), static_cast<int32_t>(leaf.c())), true};
      case artefact::Opcode::Stage:
        return {lead.stage(leaf.ref()), true};
      case artefact::Opcode::StageSince:
        return {lead.stage_since_ms(leaf.ref()), true};
      case artefact::Opcode::Clock:
        return {lead.clock(leaf.ref()), true};
      case artefact::Opcode::WindowSum:
      case artefact::Opcode::WindowLeast:
      case artefact::Opcode::WindowGreatest:
      case artefact::Opcode::WindowDistinct:
        return lead.window_value(static_cast<artefact::Opcode>(leaf.op()), leaf.ref(), leaf.k(),
                                 static_cast<int32_t>(leaf.c()));
      case artefact::Opcode::MarkInstant:
        return lead.mark(leaf.ref());
      case artefact::Opcode::MarkValue:
        return lead.mark_value(leaf.ref());
      default:
        return {};
    }
  }

 private:
  const std::vector<SampleLead>& leads_;

  static void put(const WordColumn& column, size_t row, int64_t word) {
    switch (column.lane) {
      case Lane::Byte:
        reinterpret_cast<int8_t*>(column.room)[row] = static_cast<int8_t>(word);
        return;
      case Lane::Short:
        reinterpret_cast<int16_t*>(column.room)[row] = static_cast<int16_t>(word);
        return;
      case Lane::Half:
        reinterpret_cast<int32_t*>(column.room)[row] = static_cast<int32_t>(word);
        return;
      default:
        reinterpret_cast<int64_t*>(column.room)[row] = word;
    }
  }
};

}  // namespace lead::vm
