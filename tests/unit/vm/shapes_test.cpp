// One code, three evaluators: columns equal rows bit for bit, and bounds hold every row they stand for.
#include <gtest/gtest.h>

#include <map>
#include <tuple>

#include "runtime/artefact/artefact.h"
#include "tests/support/print_code.h"
#include "tests/unit/vm/sources.h"

namespace lead::vm {
namespace {

using artefact::Bank;
using artefact::Opcode;
using testing::Random;

// Artefacts with random derived code. Bands and explanations of the sample would not fit it: only code is
// looked at.
std::unique_ptr<artefact::ArtefactT> with_random_code(Random& random, size_t length) {
  auto artefact = testing::sample_artefact();
  *artefact->derived = testing::random_code(random, *artefact, -1, length);
  return artefact;
}

Registers run_row(const artefact::CodeT& code, const SampleLead& lead) {
  Registers registers;
  registers.resize(code);
  execute(code, lead, registers);
  return registers;
}

// What the leaves of these leads can be: as narrow as they are (`tight`), or anything. Each kind of leaf has
// one range, so that the lanes of a plan differ from seed to seed.
ColumnLeaves leaves_of(const artefact::CodeT& code, const std::vector<SampleLead>& leads, bool tight) {
  if (!tight) return {[](const artefact::Instruction&) { return anything(); }, false};
  std::map<std::tuple<uint16_t, uint32_t, int64_t, uint32_t>, Interval> ranges;
  for (const artefact::Instruction& i : code.instructions) {
    const artefact::OpcodeInfo& op = artefact::info(static_cast<Opcode>(i.op()));
    if (op.word_operands + op.text_operands > 0 || op.result != Bank::Word) continue;
    Interval range{INT64_MAX, INT64_MIN, false, false};
    for (const SampleLead& lead : leads) {
      const Word word = SampleColumns::leaf_of(lead, i);
      range.may_be_missing = range.may_be_missing || !word.known;
      if (!word.known) continue;
      range.may_be_known = true;
      range.low = std::min(range.low, word.value);
      range.high = std::max(range.high, word.value);
    }
    if (!range.may_be_known) range = exactly({});
    ranges[{i.op(), i.ref(), i.k(), i.c()}] = range;
  }
  return {[ranges](const artefact::Instruction& i) { return ranges.at({i.op(), i.ref(), i.k(), i.c()}); },
          false};
}

// Narrows what a lead holds, so that narrow lanes are tried too.
void narrow(std::vector<SampleLead>& leads, int64_t modulus) {
  const auto cut = [&](int64_t& word) { word %= modulus; };
  for (SampleLead& lead : leads) {
    for (Word& word : lead.attributes) cut(word.value);
    for (Word& word : lead.marks) cut(word.value);
    for (int64_t& word : lead.ledgers) cut(word);
    for (int64_t& word : lead.balances) cut(word);
  }
}

struct Trial {
  uint64_t seed;
  size_t length, rows;
  bool tight = false;
  bool fresh = false;   // nothing happened to them yet
  int64_t modulus = 0;  // of what the leads hold; 0: as random
};

void expect_columns_equal_rows(const Trial& trial) {
  Random random(trial.seed);
  const auto artefact = with_random_code(random, trial.length);
  const artefact::CodeT& code = *artefact->derived;
  const Tables tables(*artefact);
  std::vector<SampleLead> leads;
  for (size_t i = 0; i < trial.rows; ++i) leads.push_back(random_lead(random, *artefact, tables));
  if (trial.modulus > 0) narrow(leads, trial.modulus);
  for (SampleLead& lead : leads) {
    if (!trial.fresh) continue;
    std::fill(lead.latch_states.begin(), lead.latch_states.end(), 0);
    std::fill(lead.marks.begin(), lead.marks.end(), Word{});
  }
  std::vector<uint32_t> keep;
  for (uint32_t reg = 0; reg < code.words; ++reg) {
    if (random.chance(30)) keep.push_back(reg);
  }
  ColumnLeaves leaves = leaves_of(code, leads, trial.tight);
  leaves.are_new = trial.fresh;
  const ColumnPlan plan(code, tables, leaves, keep);
  Columns columns(plan, tables);
  const SampleColumns source(leads);
  for (size_t first = 0; first < trial.rows; first += kChunkRows) {
    const size_t count = std::min(trial.rows - first, kChunkRows);
    columns.run(source, first, count);
    for (size_t row = 0; row < count; ++row) {
      const Registers expected = run_row(code, leads[first + row]);
      for (const uint32_t reg : keep) {
        const Place& place = plan.place(reg);
        const std::string hint =
            "seed " + std::to_string(trial.seed) + " w" + std::to_string(reg) + " row " + std::to_string(row);
        ASSERT_EQ(columns.is_known(place, row), expected.words_known[reg] != 0) << hint;
        ASSERT_EQ(columns.word(place, row), expected.words[reg]) << hint;
      }
    }
  }
}

TEST(Columns, EqualRowsOnRandomCode) {
  for (uint64_t seed = 0; seed < 60; ++seed) expect_columns_equal_rows({seed, 150, 70});
}

TEST(Columns, EqualRowsInNarrowLanes) {
  constexpr int64_t kModuli[] = {2, 100, 30'000, 1'000'000'000, 0};
  for (uint64_t seed = 0; seed < 300; ++seed) {
    expect_columns_equal_rows({seed, 120, 70, true, seed % 2 == 0, kModuli[seed % 5]});
    if (HasFatalFailure()) return;
  }
}

TEST(Columns, EqualRowsOverSeveralChunks) {
  expect_columns_equal_rows({1000, 60, 2 * kChunkRows + 5});
  expect_columns_equal_rows({1001, 60, kChunkRows, true, true, 100});
}

// Code over one number attribute of a range, built by hand.
struct HandMade {
  artefact::CodeT code;
  uint32_t emit(Opcode op, uint32_t a = 0, uint32_t b = 0, uint32_t c = 0, int64_t k = 0) {
    code.instructions.emplace_back(static_cast<uint16_t>(op), code.words, a, b, c, 0, k);
    return code.words++;
  }
  ColumnPlan plan(const Interval& range, std::vector<uint32_t> keep) const {
    static const auto artefact = testing::sample_artefact();
    static const Tables tables(*artefact);
    return {code, tables, {[range](const artefact::Instruction&) { return range; }, true}, keep};
  }
};

TEST(Columns, AreUsedAgainAfterTheirLastReader) {
  HandMade made;
  uint32_t sum = made.emit(Opcode::Attribute);
  const uint32_t leaf = sum;
  for (uint32_t i = 1; i < 1000; ++i) sum = made.emit(Opcode::Least, sum, made.emit(Opcode::Negate, sum));
  made.emit(Opcode::Add, leaf, leaf);
  const ColumnPlan plan = made.plan({-100, 100, true, false}, {sum});
  EXPECT_EQ(plan.columns(Lane::Byte), 3u);
  EXPECT_EQ(plan.columns(Lane::Word), 0u);
}

TEST(Columns, AreAsNarrowAsTheirIntervals) {
  HandMade made;
  const uint32_t a = made.emit(Opcode::Attribute);
  const uint32_t doubled = made.emit(Opcode::Add, a, a);
  const uint32_t squared = made.emit(Opcode::Scale, doubled, 0, 0, 1000);
  const ColumnPlan plan = made.plan({0, 100, true, false}, {a, doubled, squared});
  EXPECT_EQ(plan.place(a).lane, Lane::Byte);
  EXPECT_EQ(plan.place(doubled).lane, Lane::Short);
  EXPECT_EQ(plan.place(squared).lane, Lane::Half);
}

TEST(Columns, KeepWholePointsInTheirUnit) {
  HandMade made;
  const uint32_t met =
      made.emit(Opcode::Less, made.emit(Opcode::Attribute), made.emit(Opcode::Constant, 0, 0, 0, 50));
  const uint32_t ten = made.emit(Opcode::Constant, 0, 0, 0, 10'000'000), none = made.emit(Opcode::Constant);
  const uint32_t five = made.emit(Opcode::Constant, 0, 0, 0, 5'000'000);
  const uint32_t sum = made.emit(Opcode::Add, made.emit(Opcode::Select, met, ten, none),
                                 made.emit(Opcode::Select, met, none, five));
  const ColumnPlan plan = made.plan({0, 100, true, false}, {sum});
  EXPECT_EQ(plan.place(sum).lane, Lane::Byte);
  EXPECT_EQ(plan.place(sum).unit, 5'000'000);
}

TEST(Columns, LeaveOutWhatIsAlwaysTheSameOrNotAsked) {
  HandMade made;
  const uint32_t a = made.emit(Opcode::Attribute);
  const uint32_t always = made.emit(Opcode::Less, a, made.emit(Opcode::Constant, 0, 0, 0, 101));
  const uint32_t chosen = made.emit(Opcode::Select, always, a, made.emit(Opcode::Constant, 0, 0, 0, 7));
  made.emit(Opcode::Add, chosen, chosen);
  const ColumnPlan plan = made.plan({0, 100, true, false}, {always, chosen});
  EXPECT_EQ(plan.place(always).kind, PlaceKind::Constant);
  ASSERT_EQ(plan.steps().size(), 1u);
  EXPECT_EQ(plan.steps()[0].kind, StepKind::LoadWords);
}

// --- bounds
Interval random_interval(Random& random, int64_t low, int64_t high) {
  if (random.chance(30)) return exactly({low, true});
  return {std::min(low, high), std::max(low, high), true, false};
}

SampleSegment random_segment(Random& random, const artefact::ArtefactT& artefact, const Tables& tables) {
  SampleSegment segment;
  static_cast<SampleLead&>(segment) = random_lead(random, artefact, tables);
  constexpr int64_t kSpans[] = {
      0, 1, 1'000, 3'600'000, 86'400'000, 40 * int64_t{86'400'000}, 4'000 * int64_t{86'400'000}};
  segment.now_interval = {segment.now, segment.now + kSpans[random.below(7)], true, false};
  for (const int64_t ledger : segment.ledgers) {
    segment.ledger_intervals.push_back(random_interval(random, ledger, testing::random_word(random)));
  }
  for (const int64_t count : segment.counts) {
    segment.count_intervals.push_back(random_interval(random, count, random.between(0, 9)));
  }
  return segment;
}

// The lead at one instant of the segment.
SampleLead at_random_point(Random& random, const SampleSegment& segment) {
  SampleLead lead = segment;
  const auto inside = [&](const Interval& interval) {
    if (random.chance(25)) return interval.low;
    if (random.chance(25)) return interval.high;
    const uint64_t width = static_cast<uint64_t>(interval.high) - static_cast<uint64_t>(interval.low);
    const uint64_t step = width == UINT64_MAX ? random.next() : random.next() % (width + 1);
    return static_cast<int64_t>(static_cast<uint64_t>(interval.low) + step);
  };
  lead.now = inside(segment.now_interval);
  for (size_t i = 0; i < lead.ledgers.size(); ++i) lead.ledgers[i] = inside(segment.ledger_intervals[i]);
  for (size_t i = 0; i < lead.counts.size(); ++i) lead.counts[i] = inside(segment.count_intervals[i]);
  return lead;
}

void expect_inside(const artefact::ArtefactT& artefact, const BoundsRegisters& bounds, const Registers& row,
                   const std::string& hint) {
  for (const artefact::Instruction& i : artefact.derived->instructions) {
    const Opcode op = static_cast<Opcode>(i.op());
    if (artefact::info(op).result == Bank::Word) {
      const Interval& interval = bounds.words[i.dst()];
      const Word word{row.words[i.dst()], row.words_known[i.dst()] != 0};
      ASSERT_TRUE(contains(interval, word))
          << hint << " w" << i.dst() << " " << artefact::info(op).name << ": " << word.value
          << (word.known ? "" : " missing") << " not in [" << interval.low << ", " << interval.high << "]"
          << interval.may_be_known << interval.may_be_missing << "\n"
          << testing::print_code(*artefact.derived, artefact, -1);
      if (!interval.may_be_known) {
        ASSERT_EQ(interval, (Interval{0, 0, false, true})) << hint;
      }
    } else if (const TextBounds& text = bounds.texts[i.dst()]; text.certain) {
      ASSERT_EQ(text.text.known, row.texts_known[i.dst()] != 0) << hint << " t" << i.dst();
      if (text.text.known) {
        ASSERT_EQ(text.text.value, row.texts[i.dst()]) << hint << " t" << i.dst();
      }
    }
  }
}

TEST(Bounds, HoldEveryInstantOfTheirSegment) {
  for (uint64_t seed = 0; seed < 1500; ++seed) {
    Random random(seed);
    const auto artefact = with_random_code(random, 60);
    const Tables tables(*artefact);
    const SampleSegment segment = random_segment(random, *artefact, tables);
    BoundsRegisters bounds;
    bounds.resize(*artefact->derived);
    execute_bounds(*artefact->derived, segment, bounds);
    for (int point = 0; point < 20; ++point) {
      const SampleLead lead = at_random_point(random, segment);
      const Registers row = run_row(*artefact->derived, lead);
      expect_inside(*artefact, bounds, row, "seed " + std::to_string(seed));
      if (HasFatalFailure()) return;
    }
  }
}

TEST(Bounds, AreExactWhereEveryLeafIs) {
  for (uint64_t seed = 0; seed < 500; ++seed) {
    Random random(seed);
    const auto artefact = with_random_code(random, 60);
    const Tables tables(*artefact);
    SampleSegment segment = random_segment(random, *artefact, tables);
    segment.now_interval = exactly({segment.now, true});
    for (size_t i = 0; i < segment.ledgers.size(); ++i)
      segment.ledger_intervals[i] = exactly({segment.ledgers[i], true});
    for (size_t i = 0; i < segment.counts.size(); ++i)
      segment.count_intervals[i] = exactly({segment.counts[i], true});
    BoundsRegisters bounds;
    bounds.resize(*artefact->derived);
    execute_bounds(*artefact->derived, segment, bounds);
    const Registers row = run_row(*artefact->derived, segment);
    const auto wrapped = [](const Interval& interval) {
      return interval.low == INT64_MIN && interval.high == INT64_MAX;
    };
    bool overflowed =
        false;  // past an overflow "anything" is a fair answer, and code that overflows is never compiled
    for (uint32_t reg = 0; reg < artefact->derived->words && !overflowed; ++reg) {
      overflowed = wrapped(bounds.words[reg]);
      if (overflowed) break;
      ASSERT_EQ(bounds.words[reg], exactly({row.words[reg], row.words_known[reg] != 0}))
          << "seed " << seed << " w" << reg;
    }
  }
}

TEST(Bounds, DecideConditionsThatTimeCannotChange) {
  auto artefact = testing::sample_artefact();
  const Tables tables(*artefact);
  artefact::CodeT code;
  const auto emit = [&](Opcode op, uint32_t a, uint32_t b, uint32_t c, int64_t k) {
    code.instructions.emplace_back(static_cast<uint16_t>(op), code.words++, a, b, c, 0, k);
  };
  emit(Opcode::Ledger, 0, 0, 0, 0);             // w0: 10 to 20 points
  emit(Opcode::Constant, 0, 0, 0, 30'000'000);  // w1
  emit(Opcode::Less, 0, 1, 0, 0);               // w2: always
  emit(Opcode::Select, 2, 1, 0, 0);             // w3: 30 points
  emit(Opcode::Constant, 0, 0, 0, 15'000'000);  // w4
  emit(Opcode::Less, 0, 4, 0, 0);               // w5: either
  emit(Opcode::Band, 0, 0, 0, 0);               // w6: cold until 20, warm at 20
  SampleSegment segment;
  segment.all_tables = &tables;
  segment.latch_states = {0};
  segment.ledger_intervals = {{10'000'000, 20'000'000, true, false}};
  BoundsRegisters bounds;
  bounds.resize(code);
  execute_bounds(code, segment, bounds);
  EXPECT_EQ(bounds.words[2], (Interval{1, 1, true, false}));
  EXPECT_EQ(bounds.words[3], (Interval{30'000'000, 30'000'000, true, false}));
  EXPECT_EQ(bounds.words[5], (Interval{0, 1, true, false}));
  EXPECT_EQ(bounds.words[6], (Interval{0, 1, true, false}));
}

// --- what depends on time: re-running only that over a moved clock gives the whole answer
TEST(TimeDependent, IsAllThatTimeCanChange) {
  for (uint64_t seed = 0; seed < 200; ++seed) {
    Random random(seed);
    const auto artefact = with_random_code(random, 80);
    const Tables tables(*artefact);
    SampleSegment segment = random_segment(random, *artefact, tables);
    // Ledger 3 does not fade (sample_artefact), ledger 1 neither; window 0 has no period.
    segment.ledger_intervals[3] = exactly({segment.ledgers[3], true});
    segment.ledger_intervals[1] = exactly({segment.ledgers[1], true});
    segment.count_intervals[0] = exactly({segment.counts[0], true});
    const artefact::CodeT& code = *artefact->derived;
    const std::vector<uint32_t> indices = time_dependent_indices(code, *artefact);
    const SampleLead earlier = at_random_point(random, segment);
    Registers registers = run_row(code, earlier);
    const SampleLead later = at_random_point(random, segment);
    execute_some(code, indices, later, registers);
    const Registers whole = run_row(code, later);
    ASSERT_EQ(registers.words, whole.words) << "seed " << seed;
    ASSERT_EQ(registers.words_known, whole.words_known) << "seed " << seed;
    ASSERT_EQ(registers.texts, whole.texts) << "seed " << seed;
    ASSERT_LT(indices.size(), code.instructions.size());
  }
}

}  // namespace
}  // namespace lead::vm
