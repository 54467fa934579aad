// What changes the meaning hash and what does not: one policy, and one edit of its text at a time.
#include "compiler/kernel/meaning_hash.h"

#include <gtest/gtest.h>

#include <set>
#include <stdexcept>

#include "tests/unit/kernel/kernel_of.h"

namespace lead::testing {
namespace {

const std::string kPolicy = R"(policy p "Title" { version "1"  time zone "Europe/Stockholm"  lateness 1 hour }
choice Industry { software, fintech }
choice Level { low < high }
lead {
  email     email
  industry  Industry optional
  employees number from 0 to 1_000_000 = 0
  vip       yes or no = no
}
event lead_created "Created" fills in email
event page_view { path text }
event demo by sales { cds number from 0 to 100 }
event call { reached yes or no }
define contact means any of demo, call
define big "Big" owned by sales because "October" means employees >= 50 and vip and industry is software
define busy means count of page_view where path is "/a" and path is not "/b" in last 7 days at least 3
score interest "Interest" {
  range 0 to 100
  fades by half every 14 days
  visit: +5 each page_view where path starts with "/p", shows at most 25 points
  met: +10 each contact, once
  quiet: -5 each 30 days without contact
  large: +20 while big or busy
  together { visit, met } shows at most 30 points
  bands { cold from 0, warm from 20, hot from 50 until below 40 }
}
score effort { range 0 to 10  one: +1 each call, at most 3 times per day }
grade fit { A when big  B when employees in list { 7, 8 }  C otherwise }
matrix cell (interest, fit) {
         | A | B | C |
  hot:   | x | x | y |
  warm:  | x | y | z |
  cold:  | z | z | z |
}
)";

std::string edited(const std::string& from, const std::string& to, std::string text = kPolicy) {
  size_t edits = 0;
  for (size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
    ++edits;
  }
  if (edits == 0) throw std::runtime_error("the policy has no `" + from + "`");
  return text;
}

kernel::Hash hash_of(const std::string& text) {
  return kernel::meaning_hash(kernel_of(text));
}

struct Edit {
  const char* from;
  const char* to;
};
void PrintTo(const Edit& edit, std::ostream* out) {
  *out << edit.from << " -> " << edit.to;
}

class SameMeaning : public ::testing::TestWithParam<Edit> {};
TEST_P(SameMeaning, KeepsTheHash) {
  EXPECT_EQ(hash_of(edited(GetParam().from, GetParam().to)), hash_of(kPolicy));
}

INSTANTIATE_TEST_SUITE_P(
    MeaningHash, SameMeaning,
    ::testing::Values(
        Edit{"score interest", "# a remark\nscore interest"},
        Edit{"  range 0 to 100\n", "\n\n     range 0 to 100\n"},
        Edit{"\"Interest\"", "\"How much interest\""}, Edit{"\"Title\"", "\"Another title\""},
        Edit{"version \"1\"", "version \"2\""}, Edit{"\"Created\"", "\"Made\""},
        Edit{"\"Big\" owned by sales because \"October\"", "\"Large\""}, Edit{"big", "grand"},
        Edit{"contact", "met_in_person"},
        Edit{"employees >= 50 and vip and industry is software",
             "industry is software and (employees >= 50 and vip)"},
        Edit{"big or busy", "busy or big"},
        Edit{"path is \"/a\" and path is not \"/b\"", "path is not \"/b\" and path is \"/a\""},
        Edit{"any of demo, call", "any of call, demo"}, Edit{"list { 7, 8 }", "list { 8, 7, 8 }"},
        Edit{"employees >= 50", "50 <= employees"}, Edit{"employees >= 50", "employees at least 50"},
        Edit{"from 20, hot", "from 20 until below 20, hot"}, Edit{"every 14 days", "every 2 weeks"},
        Edit{"event demo by sales { cds number from 0 to 100 }\nevent call { reached yes or no }",
             "event call { reached yes or no }\nevent demo by sales { cds number from 0 to 100 }"},
        Edit{"choice Industry { software, fintech }\nchoice Level { low < high }",
             "choice Level { low < high }\nchoice Industry { software, fintech }"}));

class OtherMeaning : public ::testing::TestWithParam<Edit> {};
TEST_P(OtherMeaning, ChangesTheHash) {
  EXPECT_NE(hash_of(edited(GetParam().from, GetParam().to)), hash_of(kPolicy));
}

INSTANTIATE_TEST_SUITE_P(
    MeaningHash, OtherMeaning,
    ::testing::Values(
        Edit{"employees >= 50", "employees >= 51"}, Edit{"employees >= 50", "employees > 50"},
        Edit{"employees >= 50 and vip and", "(employees >= 50 or vip) and"}, Edit{"+5 each", "+6 each"},
        Edit{"+20 while", "+21 while"}, Edit{"every 14 days", "every 15 days"},
        Edit{"fades by half every 14 days", "halves every full 14 days"},
        Edit{"shows at most 25", "shows at most 26"}, Edit{"shows at most 30", "shows at most 31"},
        Edit{"range 0 to 100", "range 0 to 99"}, Edit{"in last 7 days", "in last 8 days"},
        Edit{"at least 3", "at least 4"}, Edit{"\"/a\"", "\"/c\""},
        Edit{"contact, once", "contact, once per 7 days"},
        Edit{"at most 3 times per day", "at most 4 times per day"},
        Edit{"at most 3 times per day", "at most 3 times per week"}, Edit{"each 30 days", "each 31 days"},
        Edit{"without contact", "without demo"}, Edit{"until below 40", "until below 41"},
        Edit{"warm", "tepid"}, Edit{"interest", "appeal"}, Edit{"effort", "work"}, Edit{"fit", "match"},
        Edit{"page_view", "visit_page"}, Edit{"employees", "heads"}, Edit{"quiet:", "silent:"},
        Edit{"cds", "discs"}, Edit{"by sales { cds", "by marketing { cds"},
        Edit{"software, fintech", "fintech, software"}, Edit{"low < high", "low, high"},
        Edit{"vip       yes or no = no", "vip       yes or no = yes"},
        Edit{"industry  Industry optional\n  employees number from 0 to 1_000_000 = 0",
             "employees number from 0 to 1_000_000 = 0\n  industry  Industry optional"},
        Edit{"list { 7, 8 }", "list { 7, 9 }"}, Edit{"hot:   | x | x", "hot:   | x | y"},
        Edit{"A when big  B when employees in list { 7, 8 }",
             "B when employees in list { 7, 8 }  A when big"},
        Edit{"Europe/Stockholm", "Europe/Helsinki"}, Edit{"lateness 1 hour", "lateness 2 hours"},
        Edit{"lateness 1 hour", "lateness 1 hour dedupe 3 days"},
        Edit{"lateness 1 hour", "lateness 1 hour anonymous events wait"}));

TEST(MeaningHash, DoesNotKnowHowManyFilesThereAre) {
  const size_t cut = kPolicy.find("define contact");
  const std::string first = kPolicy.substr(0, cut), second = kPolicy.substr(cut);
  EXPECT_EQ(kernel::meaning_hash(kernel_of({first, second})), hash_of(kPolicy));
  EXPECT_EQ(kernel::meaning_hash(kernel_of({second, first})), hash_of(kPolicy));
}

// Forty definitions that each use the one before twice are forty sums, not 2^40.
TEST(MeaningHash, LooksOnceAtWhatIsUsedTwice) {
  std::string text =
      "policy p {}\nlead { email email  n number from 0 to 1 = 0  vip yes or no = no }\nevent e fills in "
      "email\n";
  text += "define c0 means vip\ndefine n0 means n\n";
  for (int i = 1; i < 40; ++i) {
    const std::string former = std::to_string(i - 1), name = std::to_string(i);
    text += "define c" + name + " means c" + former + " and (c" + former + " or vip)\n";
    text += "define n" + name + " means n" + former + " + n" + former + "\n";
  }
  text += "grade g { A when c39 and n39 > 9  B otherwise }\n";
  EXPECT_NE(hash_of(text), hash_of(edited("n39 >", "n38 >", text)));
}

constexpr const char* kTables = R"(policy p { version "1" }
choice Industry { software, fintech }
lead { email email  raw text optional  likes set of Industry optional }
event lead_created fills in email
table industry_of (text -> Industry) { "Bank" -> fintech  "IT" -> software }
table worth_of (domain -> number) { "a.example" -> 3  "b.example" -> 4 }
score s { range 0 to 100
  a: +5 while industry_of(raw) is fintech
  b: points from worth_of(email) or else 0
  c: +1 while likes has software }
)";

TEST(MeaningHash, RowsOfTablesAreData) {
  const auto same = [](const char* from, const char* to) {
    return hash_of(edited(from, to, kTables)) == hash_of(kTables);
  };
  EXPECT_TRUE(same("\"Bank\"", "\"Bank\", \"Banking\""));
  EXPECT_TRUE(same("\"IT\" -> software", "\"IT\" -> fintech"));
  EXPECT_TRUE(same("\"a.example\" -> 3", "\"c.example\" -> 9"));
  EXPECT_FALSE(same("worth_of", "value_of"));
  EXPECT_FALSE(same("(domain ->", "(text ->"));
  EXPECT_FALSE(same("-> number", "-> decimal"));
  EXPECT_FALSE(same("likes has software", "likes has fintech"));
  EXPECT_FALSE(same("likes has software", "likes has any of list { software, fintech }"));
}

TEST(MeaningHash, DoesNotKnowTheOrderOfTables) {
  const std::string text = kTables;
  const size_t first = text.find("table industry_of"), second = text.find("table worth_of"),
               end = text.find("score s");
  const std::string swapped = text.substr(0, first) + text.substr(second, end - second) +
                              text.substr(first, second - first) + text.substr(end);
  EXPECT_EQ(hash_of(swapped), hash_of(text));
}

TEST(MeaningHash, KnowsTheOrderOfRules) {
  const std::string met = "  met: +10 each contact, once\n",
                    visit =
                        "  visit: +5 each page_view where path starts with \"/p\", shows at most 25 points\n";
  EXPECT_NE(hash_of(edited(visit + met, met + visit)), hash_of(kPolicy));
}

TEST(MeaningHash, DiffersBetweenAllEdits) {
  std::set<kernel::Hash> hashes{hash_of(kPolicy)};
  for (int points = 6; points < 16; ++points)
    hashes.insert(hash_of(edited("+5 each", "+" + std::to_string(points) + " each")));
  EXPECT_EQ(hashes.size(), 11u);
}

}  // namespace
}  // namespace lead::testing
