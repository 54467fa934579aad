#include "compiler/diagnostics/apply.h"

#include <gtest/gtest.h>

namespace lead::diagnostics {
namespace {

constexpr FileId kFile{0};

Edit edit(uint32_t begin, uint32_t end, std::string replacement, FileId file = kFile) {
  return {{file, begin, end}, std::move(replacement)};
}

Diagnostic with_fix(std::vector<Edit> edits) {
  Diagnostic d = make(Code::UnexpectedToken, edits[0].span, "message");
  d.fixes.push_back({"repair", std::move(edits)});
  return d;
}

TEST(Apply, CarriesOutEditsInAnyOrder) {
  struct Case {
    std::vector<Edit> edits;
    std::string expected;
  };
  const Case cases[] = {
      {{}, "abcdef"},
      {{edit(1, 3, "X")}, "aXdef"},
      {{edit(3, 3, "X")}, "abcXdef"},
      {{edit(4, 6, "")}, "abcd"},
      {{edit(5, 6, "Z"), edit(0, 1, "Y")}, "YbcdeZ"},
      {{edit(0, 3, "1"), edit(3, 6, "2")}, "12"},
      {{edit(6, 6, "!")}, "abcdef!"},
      {{edit(40, 50, "!")}, "abcdef!"},
      {{edit(0, 1, "other", FileId{7})}, "abcdef"},
      {{edit(0, 4, "first"), edit(2, 5, "second")}, "firstef"},
  };
  for (const Case& c : cases) EXPECT_EQ(apply(Fix{"", c.edits}, kFile, "abcdef"), c.expected);
}

TEST(ChooseRepair, TakesTheOnlyFixOfEachDiagnosticAndGuessesNone) {
  Diagnostic two = with_fix({edit(0, 1, "first")});
  two.fixes.push_back({"other", {edit(0, 1, "second")}});
  const Repair repair =
      choose_repair({two, make(Code::UnexpectedToken, {}, "no fix"), with_fix({edit(2, 3, "third")})});
  EXPECT_EQ(repair.applied, std::vector<size_t>{2});
  EXPECT_EQ(repair.skipped_count, 0u);
  EXPECT_EQ(apply(repair.edits, kFile, "abc"), "abthird");
}

TEST(ChooseRepair, LeavesOutWhatOverlapsAnEarlierOneWhole) {
  const Repair repair =
      choose_repair({with_fix({edit(2, 5, "X")}),
                     with_fix({edit(0, 1, "no"), edit(4, 6, "no")}),  // its second edit overlaps
                     with_fix({edit(5, 6, "Y")})});
  EXPECT_EQ(repair.applied.size(), 2u);
  EXPECT_EQ(repair.skipped_count, 1u);
  EXPECT_EQ(apply(repair.edits, kFile, "abcdef"), "abXY");
}

TEST(ChooseRepair, TakesTwoInsertionsAtOnePlaceOneAtATime) {
  const Repair repair = choose_repair({with_fix({edit(2, 2, "X")}), with_fix({edit(2, 2, "Y")})});
  EXPECT_EQ(repair.applied.size(), 1u);
  EXPECT_EQ(apply(repair.edits, kFile, "abcd"), "abXcd");
}

TEST(ChooseRepair, KeepsFilesApart) {
  const Repair repair = choose_repair({with_fix({edit(0, 2, "X")}), with_fix({edit(0, 2, "Y", FileId{1})})});
  EXPECT_EQ(repair.applied.size(), 2u);
  EXPECT_EQ(apply(repair.edits, kFile, "ab"), "X");
  EXPECT_EQ(apply(repair.edits, FileId{1}, "ab"), "Y");
}

}  // namespace
}  // namespace lead::diagnostics
