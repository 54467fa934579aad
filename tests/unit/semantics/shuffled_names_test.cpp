// Policies in which names stand in each other's places: whatever is written, `check` answers, and it answers
// with a whole program or with an error, never with a program that has holes.
#include <gtest/gtest.h>

#include <cctype>
#include <random>
#include <set>
#include <sstream>

#include "tests/unit/semantics/checked.h"

namespace lead::semantics {
namespace {

using testing::Checked;

constexpr const char* kPolicy = R"(
define touch means any of review, demo_request
define target means list { software, fintech }
define segment means big when seats > 100, mid when seats > 10, small otherwise
define fits means industry in target and seats >= 50 and segment is big
define recent means any touch in last 30 days or signed_up less than 14 days ago
define value means (budget * 2 + EUR 100) / seats
define rich means value > EUR 500 and price > SEK 5 and share > 30%
bands size of seats { tiny from 0, large from 10 }
score interest {
  range 0 to 100
  fades by half every 14 days
  page: +5 each page_view where path starts with "/x", once per path
  stars: points from stars each review where level at least manager
  table: points by level { intern 1 manager 2 director 3 } each review
  quiet: -5 each 30 days without touch
  boss: +10 while level at least director and size is large
  keen: best of { 30 when count of page_view in last 7 days at least 3 }
  together { page, stars } shows at most 30 points
  bands { cold from 0, warm from 20, hot from 50 until below 40 }
}
grade fit { A when fits and interest at least warm B when rich or recent C otherwise }
matrix treatment (interest, fit) {
  | A | B | C |
  hot: | call | call | wait |
  warm: | call | wait | wait |
  cold: | wait | wait | wait |
}
define now_call means treatment is call and fit at least B
)";

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  for (size_t at = 0; at < text.size();) {
    const bool is_word = std::isalpha(static_cast<unsigned char>(text[at])) != 0;
    size_t end = at + 1;
    while (end < text.size() && is_word &&
           (std::isalnum(static_cast<unsigned char>(text[end])) != 0 || text[end] == '_'))
      ++end;
    words.push_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

bool is_own_name(const std::string& word) {
  static const std::set<std::string> kNames = {
      "touch",     "review",   "demo_request", "page_view", "target",  "software",  "fintech",
      "segment",   "big",      "mid",          "small",     "seats",   "industry",  "recent",
      "signed_up", "value",    "budget",       "rich",      "price",   "share",     "size",
      "tiny",      "large",    "interest",     "page",      "path",    "stars",     "level",
      "manager",   "director", "intern",       "boss",      "keen",    "cold",      "warm",
      "hot",       "fit",      "fits",         "A",         "B",       "C",         "treatment",
      "call",      "wait",     "now_call",     "email",     "company", "employees", "country"};
  return kNames.contains(word);
}

bool has_hole(const Checked& checked) {
  for (uint32_t i = 0; i < checked.tree.exprs.size(); ++i) {
    const bool is_setting = checked.tree.exprs[syntax::ExprId{i}].span.begin_byte < 40;
    if (!is_setting && checked.program->exprs[i].type.kind == TypeKind::Error) return true;
  }
  return false;
}

TEST(Check, TakesThePolicyAsItIs) {
  const Checked checked(kPolicy);
  EXPECT_TRUE(checked.program) << checked.messages();
  EXPECT_FALSE(checked.program && has_hole(checked));
}

TEST(Check, AnswersWhateverNamesSayInEachOthersPlaces) {
  std::vector<std::string> names;
  for (const std::string& word : words_of(kPolicy)) {
    if (is_own_name(word)) names.push_back(word);
  }
  std::mt19937 random(20261207);
  std::set<std::string> seen_codes;
  int fine_count = 0;
  for (int round = 0; round < 1500; ++round) {
    std::vector<std::string> words = words_of(kPolicy);
    const uint64_t changes = 1 + random() % 3;
    for (uint64_t change = 0; change < changes;) {
      std::string& word = words[random() % words.size()];
      if (!is_own_name(word)) continue;
      word = names[random() % names.size()];
      ++change;
    }
    std::string text;
    for (const std::string& word : words) text += word;
    const Checked checked(text);
    ASSERT_NE(checked.program.has_value(), checked.sink.has_errors()) << text << checked.messages();
    if (checked.program) {
      ++fine_count;
      ASSERT_FALSE(has_hole(checked)) << text;
    }
    std::istringstream codes(checked.codes());
    for (std::string code; codes >> code;) seen_codes.insert(code);
  }
  // The shuffling reaches what it is meant to reach.
  EXPECT_GT(fine_count, 20);
  for (const char* code : {"L0301", "L0302", "L0304", "L0305", "L0315", "L0401", "L0402"})
    EXPECT_TRUE(seen_codes.contains(code)) << code;
}

}  // namespace
}  // namespace lead::semantics
