#include "runtime/builtins/text_match.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/random.h"

namespace lead::builtins {
namespace {

TEST(FoldCharacter, IsSimpleCaseFolding) {
  const std::vector<std::pair<char32_t, char32_t>> pairs = {
      {U'A', U'a'},           {U'z', U'z'},           {U'7', U'7'},           {U'Ä', U'ä'},
      {U'ß', U'ß'},           {U'\u1E9E', U'ß'},      {U'Σ', U'σ'},           {U'ς', U'σ'},
      {U'İ', U'İ'},           {U'ı', U'ı'},           {U'K', U'k'},           {U'\u212A', U'k'},
      {U'Ж', U'ж'},           {U'Ǆ', U'ǆ'},           {U'ǅ', U'ǆ'},           {U'\u0100', U'ā'},
      {U'\u0101', U'ā'},      {U'\u13A0', U'\u13A0'}, {U'\uAB70', U'\u13A0'}, {U'\U00010400', U'\U00010428'},
      {U'\u1F88', U'\u1F80'}, {U'µ', U'μ'},           {U'ſ', U's'},           {U'\U0010FFFF', U'\U0010FFFF'},
  };
  for (const auto& [from, to] : pairs)
    EXPECT_EQ(fold_character(from), to) << std::hex << static_cast<uint32_t>(from);
}

TEST(FoldCharacter, FoldsOnceAndForAll) {
  for (char32_t c = 0; c <= 0x10ffff; ++c) {
    const char32_t folded = fold_character(c);
    ASSERT_EQ(fold_character(folded), folded) << std::hex << static_cast<uint32_t>(c);
    if (folded != c) {
      ASSERT_EQ(is_word_character(folded), is_word_character(c)) << std::hex << static_cast<uint32_t>(c);
    }
  }
}

TEST(WordCharacter, IsALetterAMarkOrANumber) {
  for (const char32_t c : {U'a', U'Z', U'0', U'é', U'\u0301', U'漢', U'ا', U'½', U'²', U'Ⅷ'}) {
    EXPECT_TRUE(is_word_character(c)) << std::hex << static_cast<uint32_t>(c);
  }
  for (const char32_t c :
       {U' ', U'-', U'_', U'\'', U'’', U'.', U'&', U'+', U'@', U'€', U'\u00A0', U'\u2013', U'\0'}) {
    EXPECT_FALSE(is_word_character(c)) << std::hex << static_cast<uint32_t>(c);
  }
}

TEST(FoldedWords, AreJoinedByOneBlank) {
  EXPECT_EQ(folded_words(""), "");
  EXPECT_EQ(folded_words(" - / "), "");
  EXPECT_EQ(folded_words("  Vice-President,  SALES & Ops (EMEA) "), "vice president sales ops emea");
  EXPECT_EQ(folded_words("Geschäftsführerin"), "geschäftsführerin");
  EXPECT_EQ(folded_words("ГЛАВНЫЙ инженер"), "главный инженер");
  EXPECT_EQ(folded_words("a\xff"
                         "b\xc3"),
            "a b")
      << "bytes that are no character separate";
}

bool any(std::vector<std::string> phrases, std::string_view text) {
  return WordList(phrases).any_in(text);
}

TEST(WordList, FindsWholeWordsOnly) {
  EXPECT_TRUE(any({"cto"}, "CTO"));
  EXPECT_TRUE(any({"cto"}, "Founder/CTO at Firm"));
  EXPECT_FALSE(any({"cto"}, "Director"));
  EXPECT_FALSE(any({"cto"}, "CTOs"));
  EXPECT_TRUE(any({"führer", "leiter"}, "Team-Leiter"));
  EXPECT_FALSE(any({"leiter"}, "Teamleiter"));
  EXPECT_FALSE(any({}, "CTO"));
  EXPECT_FALSE(any({""}, ""));
  EXPECT_FALSE(any({"cto"}, ""));
}

TEST(WordList, FindsWordsInARow) {
  const std::vector<std::string> phrases = {"vice president", "head of sales", "vp"};
  EXPECT_TRUE(any(phrases, "Senior Vice-President"));
  EXPECT_FALSE(any(phrases, "President, Vice"));
  EXPECT_FALSE(any(phrases, "Vice"));
  EXPECT_TRUE(any(phrases, "head   OF\nsales and more"));
  EXPECT_FALSE(any(phrases, "Head of presales"));
  EXPECT_TRUE(any(phrases, "EVP, VP"));
}

// Against the definition: some phrase, framed by blanks, stands in the framed words of the text.
TEST(WordList, AgreesWithItsDefinition) {
  const std::vector<std::string> pieces = {"a", "B", "ab", " ", "-", "É", "é", "c d"};
  size_t found = 0;
  for (uint64_t seed = 0; seed < 4000; ++seed) {
    testing::Random random(seed);
    const auto text = [&](int64_t most) {
      std::string out;
      for (int64_t n = random.below(most); n > 0; --n) out += random.pick(pieces);
      return out;
    };
    std::vector<std::string> phrases;
    for (int64_t n = random.below(4); n > 0; --n) phrases.push_back(folded_words(text(4)));
    const std::string subject = text(12);
    const std::string framed = " " + folded_words(subject) + " ";
    bool expected = false;
    for (const std::string& phrase : phrases) {
      expected = expected || (!phrase.empty() && framed.find(" " + phrase + " ") != std::string::npos);
    }
    ASSERT_EQ(WordList(phrases).any_in(subject), expected) << "seed " << seed;
    found += expected ? 1 : 0;
  }
  EXPECT_GT(found, 200u);
}

TEST(Pattern, MatchesAllOfATextOrNothing) {
  const Pattern pattern("/blog/[0-9]{4}/.*");
  EXPECT_EQ(pattern.error(), "");
  EXPECT_TRUE(pattern.matches("/blog/2026/x"));
  EXPECT_FALSE(pattern.matches("x/blog/2026/x"));
  EXPECT_FALSE(pattern.matches("/blog/26/x"));
  EXPECT_FALSE(pattern.matches("/blog/2026/x\ny")) << ". is no line break";
  EXPECT_FALSE(pattern.matches("/BLOG/2026/"));
  EXPECT_TRUE(Pattern("(?i)/blog/.*").matches("/BLOG/2026/"));
  EXPECT_TRUE(Pattern("a|ab").matches("ab")) << "the longest way counts";
  EXPECT_TRUE(Pattern(".").matches("é"));
}

TEST(Pattern, SaysWhyItIsNone) {
  for (const char* wrong : {"(", "[a", "a**", "(?=x)", "\\1", "x{2000}", "\xff"}) {
    const Pattern pattern(wrong);
    EXPECT_NE(pattern.error(), "") << wrong;
    EXPECT_FALSE(pattern.matches("x")) << wrong;
  }
  EXPECT_NE(Pattern(std::string(1025, 'a')).error(), "");
}

TEST(Pattern, IsBoundedInTimeAndMemory) {
  const Pattern nested("(a*)*b");
  EXPECT_FALSE(nested.matches(std::string(4096, 'a')));
  const Pattern huge("((a{100}){100}){100}");
  EXPECT_NE(huge.error(), "") << "it would take more memory than a pattern may";
}

}  // namespace
}  // namespace lead::builtins
