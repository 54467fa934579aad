// Each operation by itself, against answers written down by hand.
#include <gtest/gtest.h>

#include <optional>
#include <set>
#include <variant>

#include "tests/unit/vm/sources.h"

namespace lead::vm {
namespace {

using artefact::CodeT;
using artefact::Opcode;

constexpr std::optional<int64_t> kMissing = std::nullopt;
constexpr const char* kNoText = nullptr;

// Operands in the order of the fields a, b, c: words (nothing: missing) and texts (null: missing).
using Operand = std::variant<std::optional<int64_t>, const char*>;
using Answer = Operand;

struct Case {
  Opcode op;
  std::vector<Operand> operands;
  Answer answer;
  int64_t k = 0;
  uint32_t ref = 0;
};

class SampleTables {
 public:
  SampleTables() : artefact(testing::sample_artefact()) {
    // One instruction that asks list 0 for words, so that Tables prepares it.
    artefact->derived->instructions.emplace_back(static_cast<uint16_t>(Opcode::TextHasAnyWord), 0, 0, 0, 0, 0,
                                                 0);
    tables.emplace(*artefact);
  }
  std::unique_ptr<artefact::ArtefactT> artefact;
  std::optional<Tables> tables;
};

// Runs the operation on its operands as constants.
Answer run(const Case& item, SampleTables& sample) {
  CodeT code;
  std::array<uint32_t, 3> fields{};
  sample.artefact->text_constants = {"", "", ""};
  for (size_t n = 0; n < item.operands.size(); ++n) {
    if (const auto* word = std::get_if<std::optional<int64_t>>(&item.operands[n])) {
      const Opcode op = *word ? Opcode::Constant : Opcode::Absent;
      fields[n] = code.words;
      code.instructions.emplace_back(static_cast<uint16_t>(op), code.words++, 0, 0, 0, 0, word->value_or(0));
    } else {
      const char* text = std::get<const char*>(item.operands[n]);
      if (text != nullptr) sample.artefact->text_constants[n] = text;
      const Opcode op = text != nullptr ? Opcode::TextConstant : Opcode::AbsentText;
      fields[n] = code.texts;
      const auto ref = static_cast<uint32_t>(text != nullptr ? n : 0);
      code.instructions.emplace_back(static_cast<uint16_t>(op), code.texts++, 0, 0, 0, ref, 0);
    }
  }
  const bool is_word = artefact::info(item.op).result == artefact::Bank::Word;
  const uint32_t dst = is_word ? code.words++ : code.texts++;
  code.instructions.emplace_back(static_cast<uint16_t>(item.op), dst, fields[0], fields[1], fields[2],
                                 item.ref, item.k);
  SampleLead lead;
  lead.all_tables = &*sample.tables;
  lead.latch_states = {4};
  Registers registers;
  registers.resize(code);
  execute(code, lead, registers);
  if (is_word) {
    if (registers.words_known[dst] == 0) {
      EXPECT_EQ(registers.words[dst], 0) << "a missing word is 0";
    }
    return registers.words_known[dst] != 0 ? std::optional(registers.words[dst]) : std::nullopt;
  }
  if (registers.texts_known[dst] == 0) return kNoText;
  static std::set<std::string, std::less<>> kept;  // answers outlive the registers
  return kept.emplace(registers.texts[dst]).first->c_str();
}

std::string shown(const Answer& answer) {
  if (const auto* word = std::get_if<std::optional<int64_t>>(&answer))
    return *word ? std::to_string(**word) : "missing";
  const char* text = std::get<const char*>(answer);
  return text != nullptr ? "\"" + std::string(text) + "\"" : "missing text";
}

std::optional<int64_t> word(int64_t value) {
  return value;
}

std::vector<Case> arithmetic() {
  const auto w = word;
  return {
      {Opcode::Add, {w(2), w(3)}, w(5)},
      {Opcode::Add, {w(INT64_MAX), w(1)}, w(INT64_MIN)},
      {Opcode::Add, {kMissing, w(3)}, kMissing},
      {Opcode::Add, {w(3), kMissing}, kMissing},
      {Opcode::Subtract, {w(2), w(3)}, w(-1)},
      {Opcode::Negate, {w(7)}, w(-7)},
      {Opcode::Negate, {w(INT64_MIN)}, w(INT64_MIN)},
      {Opcode::Multiply, {w(1'500'000), w(3)}, w(4'500'000), 1},
      {Opcode::Multiply, {w(5), w(1)}, w(2), 2},  // 2.5 to even
      {Opcode::Multiply, {w(7), w(1)}, w(4), 2},  // 3.5 to even
      {Opcode::Multiply, {w(-5), w(1)}, w(-2), 2},
      {Opcode::Multiply,
       {w(3'000'000'000'000), w(3'000'000'000'000)},
       w(9'000'000'000'000'000'000),
       1'000'000},
      {Opcode::Divide, {w(1), w(3)}, w(333'333), 1'000'000},
      {Opcode::Divide, {w(2), w(3)}, w(666'667), 1'000'000},
      {Opcode::Divide, {w(1), w(0)}, kMissing, 1'000'000},
      {Opcode::Divide, {w(1), w(-4)}, w(-250'000), 1'000'000},
      {Opcode::Scale, {w(3)}, w(-6), -2},
      {Opcode::Round, {w(15)}, w(2), 10},
      {Opcode::Round, {w(25)}, w(2), 10},
      {Opcode::Round, {w(-35)}, w(-4), 10},
      {Opcode::Least, {w(2), w(-3)}, w(-3)},
      {Opcode::Least, {w(2), kMissing}, kMissing},
      {Opcode::Greatest, {w(2), w(-3)}, w(2)},
  };
}

std::vector<Case> conditions() {
  const auto w = word;
  return {
      {Opcode::Equal, {w(2), w(2)}, w(1)},
      {Opcode::Equal, {kMissing, kMissing}, w(0)},
      {Opcode::Equal, {kMissing, w(0)}, w(0)},
      {Opcode::NotEqual, {w(2), w(3)}, w(1)},
      {Opcode::NotEqual, {kMissing, w(3)}, w(0)},
      {Opcode::Less, {w(-2), w(3)}, w(1)},
      {Opcode::Less, {w(3), w(3)}, w(0)},
      {Opcode::Less, {kMissing, w(3)}, w(0)},
      {Opcode::LessEqual, {w(3), w(3)}, w(1)},
      {Opcode::LessEqual, {w(3), kMissing}, w(0)},
      {Opcode::And, {w(1), w(0)}, w(0)},
      {Opcode::And, {w(1), w(1)}, w(1)},
      {Opcode::Or, {w(1), w(0)}, w(1)},
      {Opcode::Or, {kMissing, w(0)}, w(0)},
      {Opcode::Not, {w(1)}, w(0)},
      {Opcode::Not, {w(0)}, w(1)},
      {Opcode::IsKnown, {w(0)}, w(1)},
      {Opcode::IsKnown, {kMissing}, w(0)},
      {Opcode::OrElse, {w(0), w(7)}, w(0)},
      {Opcode::OrElse, {kMissing, w(7)}, w(7)},
      {Opcode::OrElse, {kMissing, kMissing}, kMissing},
      {Opcode::Select, {w(1), w(5), w(6)}, w(5)},
      {Opcode::Select, {w(0), w(5), w(6)}, w(6)},
      {Opcode::Select, {kMissing, w(5), w(6)}, w(6)},
      {Opcode::Select, {w(1), kMissing, w(6)}, kMissing},
  };
}

std::vector<Case> sets() {
  const auto w = word;
  return {
      {Opcode::HasItem, {w(0b101), w(2)}, w(1)}, {Opcode::HasItem, {w(0b101), w(1)}, w(0)},
      {Opcode::HasItem, {w(-1), w(63)}, w(1)},   {Opcode::HasItem, {w(-1), w(64)}, w(0)},
      {Opcode::HasItem, {w(-1), w(-1)}, w(0)},   {Opcode::HasItem, {kMissing, w(0)}, w(0)},
      {Opcode::HasItem, {w(1), kMissing}, w(0)}, {Opcode::HasAny, {w(0b101)}, w(1), 0b110},
      {Opcode::HasAny, {w(0b101)}, w(0), 0b010}, {Opcode::HasAny, {w(INT64_MIN)}, w(1), -1},
      {Opcode::HasAny, {kMissing}, w(0), -1},    {Opcode::HasAll, {w(0b111)}, w(1), 0b101},
      {Opcode::HasAll, {w(0b011)}, w(0), 0b101}, {Opcode::HasAll, {w(0)}, w(1), 0},
      {Opcode::HasAll, {kMissing}, w(0), 0},     {Opcode::ItemCount, {w(0b101)}, w(2)},
      {Opcode::ItemCount, {w(-1)}, w(64)},       {Opcode::ItemCount, {w(0)}, w(0)},
      {Opcode::ItemCount, {kMissing}, kMissing},
  };
}

std::vector<Case> lookups() {
  const auto w = word;
  return {
      {Opcode::Lookup, {"acme"}, w(1'000'000)},
      {Opcode::Lookup, {"  ACME\t"}, w(1'000'000)},
      {Opcode::Lookup, {"acm"}, kMissing},
      {Opcode::Lookup, {""}, kMissing},
      {Opcode::Lookup, {kNoText}, kMissing},
      {Opcode::LookupText, {"anna@firm.example"}, "Anna", 0, 1},
      {Opcode::LookupText, {"anna@mail.FIRM.example"}, "Anna", 0, 1},
      {Opcode::LookupText, {"https://www.firm.example:80/x?y@z"}, "Anna", 0, 1},
      {Opcode::LookupText, {"notfirm.example"}, kNoText, 0, 1},
      {Opcode::LookupText, {"x@a.b"}, "", 0, 1},
      {Opcode::LookupText, {kNoText}, kNoText, 0, 1},
      {Opcode::Lookup, {"Senior VICE-President"}, w(3), 0, 2},
      {Opcode::Lookup, {"president of a club"}, w(1), 0, 2},  // the first key of the table, not of the text
      {Opcode::Lookup, {"presidents"}, kMissing, 0, 2},
      {Opcode::Lookup, {" /Pricing/yachts"}, w(2), 0, 3},  // the longest beginning
      {Opcode::Lookup, {"/x"}, w(1), 0, 3},
      {Opcode::Lookup, {"b"}, kMissing, 0, 3},
      {Opcode::Lookup, {"ACME, Inc."}, w(0), 0, 4},
      {Opcode::Lookup, {"Acme Group"}, kMissing, 0, 4},
      {Opcode::Find, {w(-1)}, w(5), 0, 5},
      {Opcode::Find, {w(1'000'000)}, w(1), 0, 5},
      {Opcode::Find, {w(3)}, kMissing, 0, 5},
      {Opcode::Find, {w(INT64_MIN)}, kMissing, 0, 5},
      {Opcode::Find, {kMissing}, kMissing, 0, 5},
      {Opcode::FindText, {w(0)}, "Anna", 0, 6},
      {Opcode::FindText, {w(1)}, "", 0, 6},
      {Opcode::FindText, {w(2)}, kNoText, 0, 6},
      {Opcode::FindText, {kMissing}, kNoText, 0, 6},
  };
}

std::vector<Case> tables() {
  const auto w = word;
  return {
      {Opcode::InSet, {w(5)}, w(1)},
      {Opcode::InSet, {w(4)}, w(0)},
      {Opcode::InSet, {kMissing}, w(0)},
      {Opcode::InSet, {w(5)}, w(0), 0, 1},
      {Opcode::Band, {w(60'000'000)}, w(2)},
      {Opcode::Band, {w(45'000'000)}, w(2)},  // was hot, and is kept until 40
      {Opcode::Band, {w(39'999'999)}, w(1)},
      {Opcode::Band, {w(0)}, w(0)},
      {Opcode::Band, {w(-1)}, kMissing},
      {Opcode::Band, {kMissing}, kMissing},
      {Opcode::DayOf, {w(0)}, w(0)},
      {Opcode::DayOf, {w(82'799'999)}, w(0)},
      {Opcode::DayOf, {w(82'800'000)}, w(1)},  // 23:00 UTC is midnight in the sample's zone
      {Opcode::DayOf, {kMissing}, kMissing},
      {Opcode::StartOf, {w(1)}, w(82'800'000)},
      {Opcode::AddMonths,
       {w(30 * int64_t{86'400'000})},
       w(58 * int64_t{86'400'000}),
       1},  // 31 January to 28 February
      {Opcode::AddMonths, {kMissing}, kMissing, 1},
  };
}

std::vector<Case> texts() {
  const auto w = word;
  return {
      {Opcode::TextEqual, {"a", "a"}, w(1)},
      {Opcode::TextEqual, {"a", "A"}, w(0)},
      {Opcode::TextEqual, {kNoText, kNoText}, w(0)},
      {Opcode::TextNotEqual, {"a", "b"}, w(1)},
      {Opcode::TextNotEqual, {"a", kNoText}, w(0)},
      {Opcode::TextStartsWith, {"/pricing/x", "/pricing"}, w(1)},
      {Opcode::TextStartsWith, {"/pri", "/pricing"}, w(0)},
      {Opcode::TextStartsWith, {"", ""}, w(1)},
      {Opcode::TextStartsWith, {kNoText, ""}, w(0)},
      {Opcode::TextEndsWith, {"a.pdf", ".pdf"}, w(1)},
      {Opcode::TextEndsWith, {".pd", ".pdf"}, w(0)},
      {Opcode::TextContains, {"abc", "bc"}, w(1)},
      {Opcode::TextContains, {"abc", "cb"}, w(0)},
      {Opcode::TextContains, {"abc", kNoText}, w(0)},
      {Opcode::TextMatches, {"aab@x"}, w(1)},
      {Opcode::TextMatches, {"xaab@x"}, w(0)},
      {Opcode::TextMatches, {"("}, w(0), 0, 1},  // no pattern at all
      {Opcode::TextMatches, {kNoText}, w(0)},
      {Opcode::TextHasAnyWord, {"Senior VICE-President"}, w(1)},
      {Opcode::TextHasAnyWord, {"Vice of the President"}, w(0)},
      {Opcode::TextHasAnyWord, {"director"}, w(0)},
      {Opcode::TextHasAnyWord, {kNoText}, w(0)},
      {Opcode::TextInList, {"a@b"}, w(1), 0, 1},
      {Opcode::TextInList, {"A@b"}, w(0), 0, 1},
      {Opcode::TextInList, {kNoText}, w(0), 0, 1},
      {Opcode::TextSameName, {"Acme", "ACME, Inc."}, w(1)},
      {Opcode::TextSameName, {"Acme", "Acme Group"}, w(0)},
      {Opcode::TextSameName, {"", ""}, w(0)},
      {Opcode::TextSameName, {"a", kNoText}, w(0)},
      {Opcode::TextIsKnown, {""}, w(1)},
      {Opcode::TextIsKnown, {kNoText}, w(0)},
      {Opcode::TextOrElse, {"a", "b"}, "a"},
      {Opcode::TextOrElse, {kNoText, "b"}, "b"},
      {Opcode::TextOrElse, {kNoText, kNoText}, kNoText},
      {Opcode::TextSelect, {"a", "b", w(1)}, "a"},
      {Opcode::TextSelect, {"a", "b", w(0)}, "b"},
      {Opcode::TextSelect, {kNoText, "b", w(1)}, kNoText},
      {Opcode::TextSelect, {"a", "b", kMissing}, "b"},
      {Opcode::DomainOf, {"anna@firm.example"}, "firm.example"},
      {Opcode::DomainOf, {"a@b@c"}, "c"},
      {Opcode::DomainOf, {"a@"}, ""},
      {Opcode::DomainOf, {"none"}, kNoText},
      {Opcode::DomainOf, {kNoText}, kNoText},
  };
}

std::vector<Case> all_cases() {
  std::vector<Case> all;
  for (const auto& list : {arithmetic(), conditions(), sets(), lookups(), tables(), texts()})
    all.insert(all.end(), list.begin(), list.end());
  return all;
}

TEST(Execute, EachOperationGivesTheAnswerOfItsTable) {
  SampleTables sample;
  for (const Case& item : all_cases()) {
    std::string line(artefact::info(item.op).name);
    for (const Operand& operand : item.operands) line += " " + shown(operand);
    EXPECT_EQ(shown(run(item, sample)), shown(item.answer)) << line;
  }
}

TEST(Execute, EveryOperationWithOperandsIsInTheTable) {
  std::set<Opcode> seen;
  for (const Case& item : all_cases()) seen.insert(item.op);
  for (uint16_t number = 0; number < static_cast<uint16_t>(Opcode::kCount); ++number) {
    const auto op = static_cast<Opcode>(number);
    const artefact::OpcodeInfo& info = artefact::info(op);
    if (info.word_operands + info.text_operands > 0) {
      EXPECT_TRUE(seen.contains(op)) << info.name;
    }
  }
}

TEST(Execute, LeavesReadTheSource) {
  auto artefact = testing::sample_artefact();
  const Tables tables(*artefact);
  SampleLead lead;
  lead.all_tables = &tables;
  lead.attributes = {{1, true}, {2, false}};
  lead.attribute_strings = {"x", "y"};
  lead.attribute_texts_known = {true, false};
  lead.fields = {{3, true}};
  lead.field_strings = {"z"};
  lead.field_texts_known = {true};
  lead.ledgers = {4};
  lead.balances = {5};
  lead.counts = {6};
  lead.marks = {{7, true}, {8, false}};
  lead.now = 9;
  lead.born = 10;
  CodeT code;
  const auto leaf = [&](Opcode op, uint32_t ref) {
    uint32_t& next = artefact::info(op).result == artefact::Bank::Word ? code.words : code.texts;
    code.instructions.emplace_back(static_cast<uint16_t>(op), next++, 0, 0, 0, ref, 0);
  };
  for (const uint32_t ref : {0u, 1u})
    leaf(Opcode::Attribute, ref), leaf(Opcode::AttributeText, ref), leaf(Opcode::MarkInstant, ref);
  for (const Opcode op : {Opcode::Payload, Opcode::PayloadText, Opcode::Ledger, Opcode::Balance,
                          Opcode::WindowCount, Opcode::Now, Opcode::BornAt}) {
    leaf(op, 0);
  }
  Registers registers;
  registers.resize(code);
  execute(code, lead, registers);
  EXPECT_EQ(registers.words, (std::vector<int64_t>{1, 7, 0, 0, 3, 4, 5, 6, 9, 10}));
  EXPECT_EQ(registers.words_known, (std::vector<uint8_t>{1, 1, 0, 0, 1, 1, 1, 1, 1, 1}));
  EXPECT_EQ(registers.texts, (std::vector<std::string_view>{"x", "", "z"}));
  EXPECT_EQ(registers.texts_known, (std::vector<uint8_t>{1, 0, 1}));
}

TEST(Latch, KeepsABandUntilItsLowerThreshold) {
  artefact::LatchT latch;
  latch.from = {0, 20, 50};
  latch.until = {0, 20, 40};
  EXPECT_EQ(next_latch_state(latch, 0, 45), 0b011u);
  EXPECT_EQ(next_latch_state(latch, 0b111, 45), 0b111u);
  EXPECT_EQ(next_latch_state(latch, 0b111, 39), 0b011u);
  EXPECT_EQ(next_latch_state(latch, 0b111, -1), 0u);
  EXPECT_EQ(band_of(latch, 0b111, 45), 2);
  EXPECT_EQ(band_of(latch, 0b011, 45), 1);
  EXPECT_EQ(band_of(latch, 0, -1), -1);
}

}  // namespace
}  // namespace lead::vm
