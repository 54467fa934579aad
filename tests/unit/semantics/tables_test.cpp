// Tables and sets: what is taken, what is refused, and how the file behind a table is read.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "compiler/semantics/cell_words.h"
#include "runtime/ingest/table_file.h"
#include "tests/unit/semantics/checked.h"

namespace lead::semantics {
namespace {

using testing::Checked;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::vector<std::string>> rows_of(std::string_view text, std::string* fault = nullptr) {
  ingest::TableFile file(text, FileId{0});
  std::vector<std::vector<std::string>> rows;
  for (std::vector<ingest::Cell> row; file.next(row);) {
    rows.emplace_back();
    for (const ingest::Cell& cell : row) rows.back().push_back(cell.text);
  }
  if (fault != nullptr && file.fault())
    *fault = std::string(text.substr(file.fault()->span.begin_byte,
                                     file.fault()->span.end_byte - file.fault()->span.begin_byte)) +
             ": " + std::string(file.fault()->what);
  return rows;
}

TEST(TableFile, CellsQuotesAndLineEnds) {
  EXPECT_THAT(rows_of("a,b\n1, 2 \n"), ElementsAre(ElementsAre("a", "b"), ElementsAre("1", "2")));
  EXPECT_THAT(rows_of("a;b\r\n\"x;\"\"y\"\"\";\" 2\n3 \"\r\n\r\n ; \n,;z"),
              ElementsAre(ElementsAre("a", "b"), ElementsAre("x;\"y\"", "2\n3"), ElementsAre(",", "z")));
  EXPECT_THAT(rows_of("a\tb\n\t2"), ElementsAre(ElementsAre("a", "b"), ElementsAre("", "2")));
  EXPECT_THAT(rows_of("\"a,b\";c\nx;y"), ElementsAre(ElementsAre("a,b", "c"), ElementsAre("x", "y")));
  EXPECT_THAT(rows_of(""), ElementsAre());
}

TEST(TableFile, WhatCannotBeReadEndsIt) {
  std::string fault;
  EXPECT_THAT(rows_of("a,b\n\"x,y\n1,2\n", &fault), ElementsAre(ElementsAre("a", "b")));
  EXPECT_EQ(fault, "\": this quotation mark is never closed");
  EXPECT_THAT(rows_of("a,b\n\"x\"y,2\n3,4\n", &fault), ElementsAre(ElementsAre("a", "b")));
  EXPECT_EQ(fault, "y: nothing may follow the quotation mark that closes a cell");
}

TEST(TableFile, NumbersOfATable) {
  EXPECT_EQ(read_scaled("12.5", 6), 12'500'000);
  EXPECT_EQ(read_scaled("-3", 0), -3);
  EXPECT_EQ(read_scaled("+0.25", 2), 25);
  for (const char* none : {"", "-", ".5", "5.", "1.5.2", "1e3", "0x1", "1,5", "99999999999999999999"})
    EXPECT_EQ(read_scaled(none, 6), std::nullopt) << none;
  EXPECT_EQ(read_scaled("0.1234567", 6), std::nullopt);
  EXPECT_EQ(read_scaled("1.0", 0), std::nullopt);
}

constexpr const char* kSets = R"(policy p { version "1" }
choice Topic { pricing, roi, support }
choice Other { pricing, blue }
lead { a set of Topic optional, b set of Topic = { roi, pricing }, c set of Other optional, t Topic optional, x text optional }
event read { topic Topic, also set of Topic optional } fills in a
)";

struct Case {
  const char *name, *text, *codes;
  const char* says = "";
};
void PrintTo(const Case& item, std::ostream* out) {
  *out << item.name;
}

class OfSets : public ::testing::TestWithParam<Case> {};
TEST_P(OfSets, AreTakenOrRefused) {
  const Checked checked(std::string(kSets) + GetParam().text + "\n");
  EXPECT_EQ(checked.codes(), GetParam().codes) << checked.messages();
  EXPECT_THAT(checked.messages(), HasSubstr(GetParam().says));
}
INSTANTIATE_TEST_SUITE_P(
    Sets, OfSets,
    ::testing::Values(
        Case{"One", "define d means a has pricing", ""}, Case{"Known", "define d means b has t", ""},
        Case{"Any", "define d means a has any of list { pricing, roi }", ""},
        Case{"Named", "define l means list { support, roi }\ndefine d means a has all of l", ""},
        Case{"Is", "define d means a is list { roi } or a is b", ""},
        Case{"Size", "define d means size_of(a) at least 2", ""},
        Case{"OrElse", "define d means size_of(a or else b) is 2", ""},
        Case{"Payload", "score s { range 0 to 9  r: +1 each read where also has topic and a has topic }", ""},
        Case{"Missing", "define d means not (a has pricing)", "L0550"},
        Case{"MissingSize", "define d means not (size_of(a) > 1)", "L0550"},
        Case{"NeverMissing", "define d means not (b has pricing)", ""},
        Case{"UnknownItem", "define d means a has prices", "L0304", "pricing"},
        Case{"OtherChoice", "define d means a has blue", "L0304"},
        Case{"OtherSet", "define d means a is c", "L0401"},
        Case{"NoSet", "define d means t has pricing", "L0401", "a set is wanted"},
        Case{"OfText", "define d means x has pricing", "L0401", "has any word"},
        Case{"NoList", "define d means a has any of pricing", "L0413", "write `list { pricing }`"},
        Case{"NoOrder", "define d means a at least b", "L0403"},
        Case{"Twice", "define d means a has any of list { roi, roi }", "L0517"},
        Case{"Table", "score s { range 0 to 9  r: points by a { pricing 1, roi 2, support 3 } }", "L0401"},
        Case{"Given", "test \"x\" { given lead { a { roi, roi } }  expect a is known }", "L0517"},
        Case{"GivenOther", "test \"x\" { given lead { t { roi } }  expect t is roi }", "L0401"},
        Case{"GivenNone", "test \"x\" { given lead { a { } }  expect size_of(a) is 0 }", ""},
        Case{"NoItemOfIt", "define d means a is pricing", "L0301", "write `has`"},
        Case{"NoOrderWithAnItem", "define d means a at least pricing", "L0301", "of a set ask `has pricing`"},
        Case{"InAList", "define d means a in list { pricing }", "L0301", "of a set ask `has pricing`"},
        Case{"ItemInSet", "define d means t in a", "L0413", "write `a has t`"},
        Case{"IsAList", "define l means list { pricing, roi }\ndefine d means a is l", "L0404",
             "write `has any of`"},
        Case{"GivenBare", "test \"x\" { given lead { a pricing }  expect a is known }", "L0401",
             "write `{ pricing }`"},
        Case{"DefaultBare", "event more { s set of Topic = roi }", "L0401", "write `{ roi }`"},
        Case{"Sum", "define d means a + b is b", "L0412", "cannot be added"},
        Case{"OfWords", "event more { s set of text }", "L0306", "a set holds items of a choice"},
        Case{"GuessedTwice", "define d means a has any of list { roi, rooi }", "L0304"},
        Case{"SizeBeyondItsItems", "define d means size_of(a) > 3", "L0601"},
        Case{"SizeOfAll", "define d means size_of(a) > 2", ""},
        Case{"NoSuchField", "define d means last read.zz is 1", "L0319", "its fields"},
        Case{"NoFieldOfIt", "define d means last read.x is known", "L0319"},
        Case{"NoSuchFieldOfMany", "define d means greatest of zz of read in last 3 days at least 1", "L0319"},
        Case{"SizeOfText", "define d means size_of(x) is 2", "L0401"}),
    [](const auto& each) { return each.param.name; });

constexpr const char* kTables = R"(policy p { version "1" }
choice Industry { finance, software }
lead { raw text optional, mail email optional, n number from 0 to 9 = 0, known text = "x" }
)";

class OfTables : public ::testing::TestWithParam<Case> {};
TEST_P(OfTables, AreTakenOrRefused) {
  const Checked checked(std::string(kTables) + GetParam().text + "\n");
  EXPECT_EQ(checked.codes(), GetParam().codes) << checked.messages();
  EXPECT_THAT(checked.messages(), HasSubstr(GetParam().says));
}
INSTANTIATE_TEST_SUITE_P(
    Tables, OfTables,
    ::testing::Values(
        Case{"Choice",
             "table t (text -> Industry) { \"A\", \"b\" -> finance, \"c\" -> software }\n"
             "define d means t(raw) is software",
             ""},
        Case{"Domain", "table t (domain -> text) { \"a.example\" -> \"x\" }\ndefine d means t(mail) is \"x\"",
             ""},
        Case{"Words", "table t (words -> country) { \"sverige\" -> SE }\ndefine d means t(raw) is SE", ""},
        Case{"Money",
             "table t (text -> money EUR) { \"a\" -> EUR 5.50 }\n"
             "define d means (t(raw) or else EUR 1) > EUR 2",
             ""},
        Case{"Points",
             "table t (text -> decimal) { \"a\" -> -2.5 }\n"
             "score s { range 0 to 9  r: points from t(raw) or else 0 }",
             ""},
        Case{"OfTable",
             "table t (text -> text) { \"a\" -> \"b\" \"b\" -> \"c\" }\n"
             "define d means t(t(raw) or else \"x\") is known",
             ""},
        Case{"BeforeIt", "define d means t(raw) is finance\ntable t (text -> Industry) { \"a\" -> finance }",
             ""},
        Case{"MayMiss", "table t (text -> yes or no) { \"a\" -> yes }\ndefine d means not (t(known) is yes)",
             "L0550"},
        Case{"Said",
             "table t (text -> yes or no) { \"a\" -> yes }\n"
             "define d means t(raw) is known and not (t(raw) is yes)",
             ""},
        Case{"Twice", "table t (text -> Industry) { \"A\" -> finance  \" a \" -> software }", "L0592",
             "first here"},
        Case{"TwiceInRow", "table t (text -> Industry) { \"A\", \"A\" -> finance }", "L0592"},
        Case{"TwiceDomain", "table t (domain -> Industry) { \"A.b\" -> finance  \"x@a.B\" -> finance }",
             "L0592"},
        Case{"Star", "table t (domain -> Industry) { \"*.a.example\" -> finance }", "L0591",
             "write `\"a.example\"`"},
        Case{"Point", "table t (domain -> Industry) { \".a.example\" -> finance }", "L0591",
             "what lies in it counts too"},
        Case{"NoHost", "table t (domain -> Industry) { \"a b\" -> finance }", "L0591", "is no domain"},
        Case{"TwiceWords", "table t (words -> Industry) { \"A-b\" -> finance  \"a b\" -> software }", "L0592",
             "only its words count"},
        Case{"NoWordAtAll", "table t (words -> Industry) { \"!!!\" -> finance }", "L0591", "no word in it"},
        Case{"NotCalled", "table t (text -> Industry) { \"a\" -> finance }\ndefine d means t", "L0301",
             "is a table"},
        Case{"Empty", "table t (text -> Industry) { }", "L0593", "no rows"},
        Case{"EmptyKey", "table t (text -> Industry) { \" \" -> finance }", "L0591"},
        Case{"NoWord", "table t (words -> Industry) { \"--\" -> finance }", "L0591"},
        Case{"Key", "table t (number -> Industry) { \"a\" -> finance }", "L0593"},
        Case{"KeySlip", "table t (texts -> Industry) { \"a\" -> finance }", "L0593", "write `text`"},
        Case{"Value", "table t (text -> instant) { \"a\" -> 2026-12-01T09:00:00Z }", "L0593"},
        Case{"UnknownType", "table t (text -> Trade) { \"a\" -> finance }", "L0306"},
        Case{"UnknownItem", "table t (text -> Industry) { \"a\" -> finances }", "L0304", "finance"},
        Case{"WrongValue", "table t (text -> number) { \"a\" -> \"b\" }", "L0401"},
        Case{"NotFixed", "table t (text -> number) { \"a\" -> n }", "L0406"},
        Case{"NoSuchTable", "table t (text -> number) { \"a\" -> 1 }\ndefine d means tt(raw) is 1", "L0307",
             "`t`"},
        Case{"TwoArguments", "table t (text -> number) { \"a\" -> 1 }\ndefine d means t(raw, raw) is 1",
             "L0405"},
        Case{"NoText", "table t (text -> number) { \"a\" -> 1 }\ndefine d means t(n) is 1", "L0401"},
        Case{"NameOfFunction", "table day_of (text -> number) { \"a\" -> 1 }", "L0302"},
        Case{"NameTwice", "table t (text -> number) { \"a\" -> 1 }\ntable t (text -> number) { \"a\" -> 1 }",
             "L0302"},
        Case{"NoFile", "table t (text -> number) from \"x.csv\"", "L0590"},
        Case{"Outside", "table t (text -> number) from \"../x.csv\"", "L0590"},
        Case{"Range",
             "table t (text -> number) { \"a\" -> 5 }\n"
             "score s { range 0 to 9  r: points from t(raw) or else 0 }",
             ""}),
    [](const auto& each) { return each.param.name; });

TEST(ManyNames, UnknownNamesInThousandsAreNotComparedWithEachOther) {
  std::string text = "policy p { version \"1\" }\nlead {\n";
  for (int i = 0; i < 4'000; ++i) text += "  attribute_" + std::to_string(i) + " number = 0\n";
  text += "}\n";
  for (int i = 0; i < 4'000; ++i)
    text += "define d" + std::to_string(i) + " means atribute_" + std::to_string(i) + " > 1\n";
  const Checked checked(text);
  EXPECT_EQ(checked.sink.error_count(), 4'000u);
  EXPECT_THAT(checked.messages().substr(0, 2'000), HasSubstr("did you mean `attribute_0`"));
}

TEST(ManyNames, GradesAndFilledAttributesInThousands) {
  std::string text = "policy p { version \"1\" }\nlead { email email\n";
  std::string grade = "grade fit {\n", fills = "event e fills in email";
  for (int i = 0; i < 4'000; ++i) {
    text += "  a" + std::to_string(i) + " number optional\n";
    fills += ", a" + std::to_string(i);
    grade += "  G" + std::to_string(i) + " when a" + std::to_string(i) + " is known\n";
  }
  const Checked checked(text + "}\n" + fills + "\n" + grade + "  Z otherwise }\n");
  EXPECT_EQ(checked.codes(), "") << checked.messages();
}

}  // namespace
}  // namespace lead::semantics
