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
  std::vector<int64_t> ledgers, balances, counts;
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
  [[nodiscard]] int64_t window_count(uint32_t ref, int64_t, int32_t) const { return counts[ref]; }
  [[nodiscard]] Word mark(uint32_t ref) const { return marks[ref]; }
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
};

struct SampleColumns {
  const std::vector<SampleLead>& leads;

  template <class Get>
  void each(size_t first, size_t count, int64_t* words, uint8_t* known, const Get& get) const {
    for (size_t row = 0; row < count; ++row) {
      const Word word = get(leads[first + row]);
      words[row] = word.value;
      known[row] = word.known ? 1 : 0;
    }
  }
  void load(artefact::Opcode op, uint32_t ref, int64_t k, int32_t months, size_t first, size_t count,
            int64_t* words, uint8_t* known) const {
    each(first, count, words, known, [&](const SampleLead& lead) -> Word {
      switch (op) {
        case artefact::Opcode::Attribute:
          return lead.attribute(ref);
        case artefact::Opcode::Now:
          return {lead.now, true};
        case artefact::Opcode::BornAt:
          return {lead.born, true};
        case artefact::Opcode::Ledger:
          return {lead.ledger(ref), true};
        case artefact::Opcode::Balance:
          return {lead.balance(ref), true};
        case artefact::Opcode::WindowCount:
          return {lead.window_count(ref, k, months), true};
        case artefact::Opcode::MarkInstant:
          return lead.mark(ref);
        default:
          return {};
      }
    });
  }
  void load_texts(artefact::Opcode, uint32_t ref, size_t first, size_t count, std::string_view* texts,
                  uint8_t* known) const {
    for (size_t row = 0; row < count; ++row) {
      const Text text = leads[first + row].attribute_text(ref);
      texts[row] = text.value;
      known[row] = text.known ? 1 : 0;
    }
  }
  void load_latch_states(uint32_t ref, size_t first, size_t count, uint64_t* states) const {
    for (size_t row = 0; row < count; ++row) states[row] = leads[first + row].latch_state(ref);
  }
  [[nodiscard]] const Tables& tables() const { return leads.front().tables(); }
};

}  // namespace lead::vm
