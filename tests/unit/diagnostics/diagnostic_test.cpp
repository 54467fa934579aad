#include "compiler/diagnostics/diagnostic.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "compiler/diagnostics/problems.h"

namespace lead::diagnostics {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Span at(uint32_t begin, uint32_t end, uint32_t file = 0) {
  return {FileId{file}, begin, end};
}

TEST(Codes, AreListedAscendingAndOnce) {
  const std::vector<Code>& codes = all_codes();
  ASSERT_FALSE(codes.empty());
  for (size_t i = 1; i < codes.size(); ++i) EXPECT_LT(codes[i - 1], codes[i]);
}

TEST(Codes, HaveATitleInTheStyleOfTheHouse) {
  std::set<std::string_view> titles;
  for (const Code code : all_codes()) {
    const std::string_view title = title_of(code);
    EXPECT_FALSE(title.empty()) << code_text(code);
    EXPECT_NE(title.back(), '.') << title;
    EXPECT_TRUE(titles.insert(title).second) << "two codes are called: " << title;
  }
}

TEST(Codes, AreWrittenWithFourDigits) {
  EXPECT_EQ(code_text(Code::NotUtf8), "L0001");
  EXPECT_EQ(code_text(Code::UnexpectedToken), "L0201");
}

TEST(Make, TakesTheSeverityOfTheCode) {
  const Diagnostic d = make(Code::UnexpectedToken, at(1, 2), "message", "label");
  EXPECT_EQ(d.severity, Severity::Error);
  EXPECT_EQ(d.primary.text, "label");
  EXPECT_EQ(d.primary.span, at(1, 2));
}

TEST(Sink, DropsARepeatOfTheSameCodeAtTheSamePlace) {
  Sink sink;
  sink.add(make(Code::UnexpectedToken, at(1, 2), "first"));
  sink.add(make(Code::UnexpectedToken, at(1, 2), "second"));
  sink.add(make(Code::NestedTooDeep, at(1, 2), "another code"));
  sink.add(make(Code::UnexpectedToken, at(1, 3), "another place"));
  ASSERT_EQ(sink.sorted().size(), 3u);
  EXPECT_EQ(sink.sorted()[1].message, "first");
  EXPECT_EQ(sink.error_count(), 3u);
}

TEST(Sink, KeepsProblemsWithoutAPlaceApartByTheirMessage) {
  Sink sink;
  sink.add(make(Code::FileUnreadable, {}, "there is no file `a`"));
  sink.add(make(Code::FileUnreadable, {}, "there is no file `b`"));
  sink.add(make(Code::FileUnreadable, {}, "there is no file `a`"));
  EXPECT_EQ(sink.sorted().size(), 2u);
}

TEST(Sink, CountsErrorsAlone) {
  Sink sink;
  EXPECT_TRUE(sink.empty());
  Diagnostic warning = make(Code::UnexpectedToken, at(1, 2), "w");
  warning.severity = Severity::Warning;
  sink.add(warning);
  EXPECT_FALSE(sink.empty());
  EXPECT_FALSE(sink.has_errors());
  sink.add(make(Code::UnexpectedToken, at(3, 4), "e"));
  EXPECT_TRUE(sink.has_errors());
  EXPECT_EQ(sink.error_count(), 1u);
}

TEST(Sink, SortsByFileThenPlaceThenCode) {
  Sink sink;
  sink.add(make(Code::UnexpectedToken, at(0, 1, 1), "4"));
  sink.add(make(Code::UnexpectedToken, at(7, 8), "3"));
  sink.add(make(Code::UnexpectedToken, at(2, 3), "2"));
  sink.add(make(Code::NestedTooDeep, at(2, 3), "1"));
  std::vector<std::string> messages;
  for (const Diagnostic& d : sink.sorted()) messages.push_back(d.message);
  EXPECT_THAT(messages, ElementsAre("1", "2", "3", "4"));
}

TEST(Suggest, FindsNamesThatAreCloseBestFirst) {
  const std::vector<std::string> names = {"employer", "industry", "employees", "employee"};
  EXPECT_THAT(suggest("employes", names), ElementsAre("employer", "employees", "employee"));
  EXPECT_THAT(suggest("employeees", names), ElementsAre("employees", "employee", "employer"));
  EXPECT_THAT(suggest("industri", names), ElementsAre("industry"));
  EXPECT_THAT(suggest("budget", names), IsEmpty());
}

TEST(Suggest, CountsAnExchangeOfNeighboursAsOneStep) {
  EXPECT_THAT(suggest("hto", {"hot"}), ElementsAre("hot"));
  EXPECT_THAT(suggest("inudstry", {"industry"}), ElementsAre("industry"));
}

TEST(Suggest, AllowsMoreInLongerNames) {
  EXPECT_THAT(suggest("a", {"b"}), IsEmpty());
  EXPECT_THAT(suggest("warn", {"warm"}), ElementsAre("warm"));
  EXPECT_THAT(suggest("wrxm", {"warm", "worm"}), IsEmpty());
  EXPECT_THAT(suggest("webinar_attnd", {"webinar_attended"}), ElementsAre("webinar_attended"));
}

TEST(Suggest, TakesCapitalsForSmallLettersButNeverTheNameItself) {
  EXPECT_THAT(suggest("EMPLOYEES", {"employees"}), ElementsAre("employees"));
  EXPECT_THAT(suggest("Hot", {"hut", "hot"}), ElementsAre("hot", "hut"));
  EXPECT_THAT(suggest("hot", {"hot", "hut"}), ElementsAre("hut"));
}

TEST(Suggest, CountsCharactersNotBytes) {
  EXPECT_THAT(suggest("köp", {"kop", "kåp"}), ElementsAre("kop", "kåp"));
}

TEST(Suggest, GivesAtMostThreeAndNoneTwice) {
  EXPECT_THAT(suggest("rule1", {"rule2", "rule2", "rule3", "rule4", "rule5"}),
              ElementsAre("rule2", "rule3", "rule4"));
}

TEST(Suggest, StaysQuickOnVeryLongNames) {
  const std::string wanted(1 << 20, 'a');
  EXPECT_THAT(suggest(wanted, {wanted + "b", std::string(1 << 20, 'A')}),
              ElementsAre(std::string(1 << 20, 'A')));
}

TEST(LoadProblem, NamesTheFileAndWhatToDo) {
  using Kind = source::LoadError::Kind;
  EXPECT_EQ(load_problem({Kind::NotFound, "a.lead"}).message, "there is no file `a.lead`");
  EXPECT_EQ(load_problem({Kind::NotFound, "a.lead"}).code, Code::FileUnreadable);
  EXPECT_THAT(load_problem({Kind::NotAFile, "x"}).message, HasSubstr("folder"));
  EXPECT_EQ(load_problem({Kind::Unreadable, "x"}).code, Code::FileUnreadable);
  EXPECT_EQ(load_problem({Kind::TooLarge, "x"}).code, Code::FileTooLarge);
  EXPECT_THAT(load_problem({Kind::TooLarge, "x"}).message, HasSubstr("16 MiB"));
  const Diagnostic d = load_problem({Kind::NotUtf8, "x", 11, 2});
  EXPECT_EQ(d.code, Code::NotUtf8);
  EXPECT_THAT(d.message, HasSubstr("line 2"));
  EXPECT_THAT(d.message, HasSubstr("byte 12"));
}

}  // namespace
}  // namespace lead::diagnostics
