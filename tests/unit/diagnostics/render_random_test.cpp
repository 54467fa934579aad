// Rendering whatever it is given: random texts and spans, past the end and upside down too. Fixed seed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "compiler/diagnostics/display.h"
#include "compiler/diagnostics/render.h"

namespace lead::diagnostics {
namespace {

class Dice {
 public:
  explicit Dice(uint32_t seed) : engine_(seed) {}
  uint32_t below(uint32_t end) { return static_cast<uint32_t>(engine_() % end); }

 private:
  std::mt19937 engine_;
};

std::string random_text(Dice& dice, uint32_t length) {
  const std::vector<std::string> pieces = {
      "a",  "b",    " ",         "\t", "\n", "\r\n",   "ä",
      "漢", "\x1b", "e\xCC\x81", "{",  "}",  "\u202E", std::string(1, '\0')};
  std::string text;
  for (uint32_t i = 0; i < length; ++i) text += pieces[dice.below(static_cast<uint32_t>(pieces.size()))];
  return text;
}

Span random_span(Dice& dice, const source::SourceMap& sources) {
  if (dice.below(20) == 0) return {};
  const FileId file{dice.below(sources.size())};
  const auto size = static_cast<uint32_t>(sources[file].text().size());
  return {file, dice.below(size + 3), dice.below(size + 3)};
}

Diagnostic random_diagnostic(Dice& dice, const source::SourceMap& sources) {
  Diagnostic d =
      make(Code::UnexpectedToken, random_span(dice, sources), random_text(dice, 5), random_text(dice, 3));
  for (uint32_t i = dice.below(4); i > 0; --i)
    d.secondary.push_back({random_span(dice, sources), random_text(dice, 3)});
  for (uint32_t i = dice.below(3); i > 0; --i) d.notes.push_back(random_text(dice, 30));
  for (uint32_t i = dice.below(3); i > 0; --i) {
    Fix fix{random_text(dice, 3), {}};
    for (uint32_t j = dice.below(3); j > 0; --j)
      fix.edits.push_back({random_span(dice, sources), random_text(dice, 4)});
    d.fixes.push_back(std::move(fix));
  }
  return d;
}

bool is_harmless(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == '\n' || (byte >= 0x20 && byte != 0x7F);
  });
}

TEST(RenderRandom, NeverPrintsAnythingHarmfulOrInvalid) {
  Dice dice(20261122);
  for (int round = 0; round < 3000; ++round) {
    source::SourceMap sources;
    for (uint32_t i = 1 + dice.below(2); i > 0; --i) {
      ASSERT_TRUE(std::holds_alternative<FileId>(sources.add("a.lead", random_text(dice, dice.below(80)))));
    }
    const Diagnostic d = random_diagnostic(dice, sources);
    const std::string text = render_text({d}, sources, {false, dice.below(60)});
    const std::string json = render_json({d}, sources);
    ASSERT_TRUE(is_harmless(text)) << "round " << round;
    ASSERT_EQ(source::find_invalid_utf8(text), std::nullopt) << "round " << round;
    ASSERT_EQ(source::find_invalid_utf8(json), std::nullopt) << "round " << round;
    ASSERT_EQ(std::count(json.begin(), json.end(), '\n'), 1) << "round " << round;
  }
}

// The carets stand under what they point at: as many columns before them, and as many of them, as the text
// takes.
TEST(RenderRandom, PutsCaretsUnderTheWordsWhateverStandsBeforeThem) {
  Dice dice(7);
  for (int round = 0; round < 500; ++round) {
    std::string before = random_text(dice, 12), word = "[" + random_text(dice, 4) + "]";
    for (std::string* part : {&before, &word}) {
      std::replace(part->begin(), part->end(), '\n', ' ');
    }
    source::SourceMap sources;
    const FileId file = std::get<FileId>(sources.add("a.lead", before + word + " end"));
    const auto begin = static_cast<uint32_t>(before.size());
    const Span span{file, begin, begin + static_cast<uint32_t>(word.size())};
    const std::string text = render_text({make(Code::UnexpectedToken, span, "m")}, sources, {});
    const size_t row = text.rfind("  | ") + 4;
    const std::string carets = text.substr(row, text.find('\n', row) - row);
    const uint32_t columns_before = DisplayLine(before).columns();
    const uint32_t columns = DisplayLine(before + word).columns() - columns_before;
    ASSERT_EQ(carets, std::string(columns_before, ' ') + std::string(columns, '^')) << text;
  }
}

}  // namespace
}  // namespace lead::diagnostics
