#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "compiler/diagnostics/display.h"
#include "compiler/diagnostics/render.h"
#include "runtime/base/limits.h"

namespace lead::diagnostics {
namespace {

using testing::HasSubstr;
using testing::Not;

class RenderText : public testing::Test {
 protected:
  FileId add(std::string text, std::string path = "acme.lead") {
    return std::get<FileId>(sources_.add(std::move(path), std::move(text)));
  }
  // The first place of `words` in the file.
  Span at(FileId file, std::string_view words) {
    const size_t begin = sources_[file].text().find(words);
    EXPECT_NE(begin, std::string_view::npos) << words;
    return {file, static_cast<uint32_t>(begin), static_cast<uint32_t>(begin + words.size())};
  }
  std::string render(const Diagnostic& d, uint32_t width = 100) {
    return render_text({d}, sources_, {false, width});
  }

  source::SourceMap sources_;
};

TEST_F(RenderText, ShowsTheLineTheCaretsTheNoteAndTheRepair) {
  const FileId file = add("grade fit {\n  A when employes >= 100\n}\n");
  Diagnostic d =
      make(Code::UnexpectedToken, at(file, "employes"), "no attribute is called `employes`", "unknown");
  d.notes.emplace_back("the lead has 9 attributes");
  d.fixes.push_back({"write `employees`", {{at(file, "employes"), "employees"}}});
  EXPECT_EQ(render(d),
            "error[L0201]: no attribute is called `employes`\n"
            " --> acme.lead:2:10\n"
            "  |\n"
            "2 |   A when employes >= 100\n"
            "  |          ^^^^^^^^ unknown\n"
            "  |\n"
            "  = note: the lead has 9 attributes\n"
            "  = help: write `employees`\n"
            "2 -   A when employes >= 100\n"
            "2 +   A when employees >= 100\n"
            "\n");
}

TEST_F(RenderText, DrawsSeveralLabelsOnOneLine) {
  const FileId file = add("define x means mid when country >= 100\n");
  Diagnostic d = make(Code::UnexpectedToken, at(file, "country"), "message", "this is a country");
  d.secondary.push_back({at(file, "100"), "this is a number"});
  d.secondary.push_back({at(file, "mid"), "for this value"});
  EXPECT_EQ(render(d),
            "error[L0201]: message\n"
            " --> acme.lead:1:25\n"
            "  |\n"
            "1 | define x means mid when country >= 100\n"
            "  |                ---      ^^^^^^^    --- this is a number\n"
            "  |                |        |\n"
            "  |                |        this is a country\n"
            "  |                for this value\n"
            "\n");
}

TEST_F(RenderText, DrawsThePrimaryLabelOverTheOthers) {
  const FileId file = add("a and b and c\n");
  Diagnostic d = make(Code::UnexpectedToken, at(file, "b"), "message", "here");
  d.secondary.push_back({at(file, "a and b and c"), "in this condition"});
  EXPECT_EQ(render(d),
            "error[L0201]: message\n"
            " --> acme.lead:1:7\n"
            "  |\n"
            "1 | a and b and c\n"
            "  | ------^------ in this condition\n"
            "  |       |\n"
            "  |       here\n"
            "\n");
}

TEST_F(RenderText, ShowsTwoLabelsOfOnePlaceBelowEachOther) {
  const FileId file = add("a b\n");
  Diagnostic d = make(Code::UnexpectedToken, at(file, "a"), "message", "first");
  d.secondary.push_back({at(file, "a"), "second"});
  EXPECT_EQ(render(d),
            "error[L0201]: message\n"
            " --> acme.lead:1:1\n"
            "  |\n"
            "1 | a b\n"
            "  | ^ first\n"
            "  | |\n"
            "  | second\n"
            "\n");
}

TEST_F(RenderText, ShortensASpanOfManyLines) {
  const FileId file = add("score s {\n  a: +1\n  b: +1\n  c: +1\n  d: +1\n}\n\n\ngrade fit {\n");
  Diagnostic d = make(Code::UnexpectedToken, at(file, "score s {\n  a: +1\n  b: +1\n  c: +1\n  d: +1\n}\n\n"),
                      "message", "all of it");
  d.secondary.push_back({at(file, "grade"), "before this"});
  EXPECT_EQ(render(d),
            "error[L0201]: message\n"
            " --> acme.lead:1:1\n"
            "  |\n"
            "1 | score s {\n"
            "  | ^^^^^^^^^\n"
            "...\n"
            "6 | }\n"
            "  | ^ all of it\n"
            "...\n"
            "9 | grade fit {\n"
            "  | ----- before this\n"
            "\n");
}

TEST_F(RenderText, ShowsOneLineBetweenTwoRatherThanDots) {
  const FileId file = add("one\ntwo\nthree\n");
  Diagnostic d = make(Code::UnexpectedToken, at(file, "one"), "message");
  d.secondary.push_back({at(file, "three"), ""});
  EXPECT_THAT(render(d), HasSubstr("1 | one\n  | ^^^\n2 | two\n3 | three\n  | -----\n"));
}

TEST_F(RenderText, AlignsTabsWideCharactersAndCombiningMarks) {
  const FileId file = add("\t\"漢字\" e\xCC\x81 x\n");
  EXPECT_THAT(render(make(Code::UnexpectedToken, at(file, "x"), "message")),
              HasSubstr("|     \"漢字\" e\xCC\x81 x\n  |              ^\n"));
}

TEST_F(RenderText, ShowsControlCharactersHarmlessly) {
  const FileId file = add("a \x1b[31m \xE2\x80\xAE z\n", "evil\x1b[2J\xFF.lead");
  const std::string text = render(make(Code::UnexpectedToken, at(file, "z"), "not \x1b here\nnor here"));
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  EXPECT_THAT(text, Not(HasSubstr("\xE2\x80\xAE")));
  EXPECT_THAT(text, HasSubstr("nor here"));
  EXPECT_THAT(text, HasSubstr("1 | a �[31m � z\n  |           ^\n"));
  EXPECT_EQ(source::find_invalid_utf8(text), std::nullopt);
}

TEST_F(RenderText, CutsLongLinesAroundTheSpan) {
  const FileId file = add(std::string(300, 'x') + " guilty " + std::string(300, 'y') + "\n");
  const std::string text = render(make(Code::UnexpectedToken, at(file, "guilty"), "message", "here"), 40);
  EXPECT_EQ(text,
            "error[L0201]: message\n"
            " --> acme.lead:1:302\n"
            "  |\n"
            "1 | …xxxxxxxxxxxxx guilty yyyyyyyyyyyyy…\n"
            "  |                ^^^^^^ here\n"
            "\n");
}

TEST_F(RenderText, ShowsTheBeginningOfASpanThatDoesNotFit) {
  const FileId file = add(std::string(50, 'x') + std::string(200, 'y'));
  EXPECT_EQ(render(make(Code::UnexpectedToken, {file, 50, 250}, "message", "here"), 40),
            "error[L0201]: message\n"
            " --> acme.lead:1:51\n"
            "  |\n"
            "1 | …xxxxxxxyyyyyyyyyyyyyyyyyyyyyyyyyyy…\n"
            "  |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
            "  |         |\n"
            "  |         here\n"
            "\n");
}

TEST_F(RenderText, HangsATextThatWouldStandOutOverTheEdge) {
  const FileId file = add("define a means country >= 10\n");
  Diagnostic d = make(Code::UnexpectedToken, at(file, "country >= 10"), "message", "countries have no order");
  EXPECT_EQ(render(d, 50),
            "error[L0201]: message\n"
            " --> acme.lead:1:16\n"
            "  |\n"
            "1 | define a means country >= 10\n"
            "  |                ^^^^^^^^^^^^^\n"
            "  |                |\n"
            "  |                countries have no order\n"
            "\n");
  EXPECT_THAT(render(d, 100), HasSubstr("^^^^^^^^^^^^^ countries have no order\n"));
}

TEST_F(RenderText, CutsBothSidesOfAPreviewWhereTheyDiffer) {
  const FileId file = add(std::string(200, 'x') + " wrong\n");
  Diagnostic d = make(Code::UnexpectedToken, at(file, "wrong"), "message");
  d.fixes.push_back({"write `right`", {{at(file, "wrong"), "right"}}});
  const std::string text = render(d, 40);
  EXPECT_THAT(text, HasSubstr(" wrong\n1 + …"));
  EXPECT_THAT(text, HasSubstr(" right\n"));
}

TEST_F(RenderText, KeepsTheTextOfALabelThatWasCutOff) {
  const FileId file = add("far " + std::string(300, 'x') + " guilty\n");
  Diagnostic d = make(Code::UnexpectedToken, at(file, "guilty"), "message", "here");
  d.secondary.push_back({at(file, "far"), "because of this"});
  const std::string text = render(d, 40);
  EXPECT_THAT(text, HasSubstr("because of this\n"));
  EXPECT_THAT(text, HasSubstr("^^^^^^\n"));
  EXPECT_THAT(text, HasSubstr("here\n"));
}

TEST_F(RenderText, PointsAtTheLastWordWhereTheFileEndsTooEarly) {
  const FileId file = add("score s {\n  a: +1\n\n\n");
  const uint32_t end = static_cast<uint32_t>(sources_[file].text().size());
  EXPECT_THAT(render(make(Code::UnexpectedToken, {file, end, end}, "message", "expected `}`")),
              HasSubstr(" --> acme.lead:2:8\n  |\n2 |   a: +1\n  |        ^ expected `}`\n"));
}

TEST_F(RenderText, ShowsAnEmptyFile) {
  const FileId file = add("");
  EXPECT_EQ(render(make(Code::UnexpectedToken, {file, 0, 0}, "message", "nothing here")),
            "error[L0201]: message\n --> acme.lead:1:1\n  |\n1 |\n  | ^ nothing here\n\n");
}

TEST_F(RenderText, ShowsTheLabelsOfAnotherFileBelowItsName) {
  const FileId file = add("use b\n");
  const FileId other = add("\n\ndefine x means y\n", "b.lead");
  Diagnostic d = make(Code::UnexpectedToken, at(file, "b"), "message", "here");
  d.secondary.push_back({at(other, "x"), "first declared here"});
  EXPECT_THAT(render(d), HasSubstr("1 | use b\n  |     ^ here\n ::: b.lead:3:8\n  |\n3 | define x means y\n  "
                                   "|        - first declared here\n"));
}

TEST_F(RenderText, ShowsAProblemWithoutAPlace) {
  Diagnostic d = make(Code::FileUnreadable, {}, "there is no file `a`");
  d.notes.emplace_back("look again");
  EXPECT_EQ(render(d), "error[L0002]: there is no file `a`\n  = note: look again\n\n");
}

TEST_F(RenderText, WrapsLongNotes) {
  Diagnostic d = make(Code::FileUnreadable, {}, "message");
  d.notes.emplace_back("a policy is a few pages of text that both teams can read aloud");
  EXPECT_EQ(render(d, 40),
            "error[L0002]: message\n"
            "  = note: a policy is a few pages of\n"
            "          text that both teams can read\n"
            "          aloud\n\n");
}

TEST_F(RenderText, PreviewsLinesThatComeAndGo) {
  struct Case {
    Edit edit;
    std::string shown;
  };
  const FileId file = add("one\ntwo\nthree\n");
  const Case cases[] = {
      {{at(file, "two\n"), ""}, "2 - two\n"},
      {{at(file, "two"), ""}, "2 - two\n"},
      {{{file, 4, 4}, "new\n"}, "2 + new\n"},
      {{{file, 3, 3}, "\nnew"}, "2 + new\n"},
      {{at(file, "two"), "2a\n2b"}, "2 - two\n2 + 2a\n3 + 2b\n"},
      {{at(file, "one\ntwo"), "both"}, "1 - one\n2 - two\n1 + both\n"},
  };
  for (const Case& c : cases) {
    Diagnostic d = make(Code::UnexpectedToken, {file, 0, 0}, "message");
    d.fixes.push_back({"do it", {c.edit}});
    EXPECT_THAT(render(d), testing::EndsWith("= help: do it\n" + c.shown + "\n"));
  }
}

TEST_F(RenderText, PreviewsSeveralPlacesAndFiles) {
  const FileId file = add("one\ntwo\nthree\nfour\n");
  const FileId other = add("far\n", "b.lead");
  Diagnostic d = make(Code::UnexpectedToken, at(file, "one"), "message");
  d.fixes.push_back(
      {"do it", {{at(file, "one"), "1\n1"}, {at(file, "four"), "4"}, {at(other, "far"), "near"}}});
  EXPECT_THAT(render(d),
              HasSubstr("1 - one\n1 + 1\n2 + 1\n...\n4 - four\n5 + 4\n --> b.lead\n1 - far\n1 + near\n"));
}

TEST_F(RenderText, PaintsOnlyWhereAsked) {
  const FileId file = add("one\n");
  const Diagnostic d = make(Code::UnexpectedToken, at(file, "one"), "message", "here");
  EXPECT_THAT(render_text({d}, sources_, {false, 100}), Not(HasSubstr("\x1b[")));
  const std::string painted = render_text({d}, sources_, {true, 100});
  EXPECT_THAT(painted, HasSubstr("\x1b[1;31merror[L0201]\x1b[0m"));
  EXPECT_THAT(painted, HasSubstr("\x1b[1;31m^^^\x1b[0m"));
}

TEST_F(RenderText, SaysHowManyWereLeftOutAndKeepsErrors) {
  const FileId file = add(std::string(200, 'x'));
  std::vector<Diagnostic> many;
  for (uint32_t i = 0; i < limits::kMaxDiagnostics + 9; ++i) {
    many.push_back(make(Code::UnexpectedToken, {file, i, i + 1}, "a warning"));
    many.back().severity = Severity::Warning;
  }
  many.push_back(make(Code::UnexpectedToken, {file, 199, 200}, "the error"));
  const std::string text = render_text(many, sources_, {});
  EXPECT_THAT(text, HasSubstr("the error"));
  EXPECT_THAT(text, testing::EndsWith("\n… and 10 more\n"));
  EXPECT_LT(text.find("a warning"), text.find("the error"));
}

TEST_F(RenderText, NamesAtMostEightOtherPlaces) {
  const FileId file = add("abcdefghijklmnopqrstuvwxyz");
  Diagnostic d = make(Code::UnexpectedToken, {file, 0, 1}, "message");
  for (uint32_t i = 1; i < 12; ++i) d.secondary.push_back({{file, i, i + 1}, ""});
  EXPECT_THAT(render(d), HasSubstr("^--------\n"));
  EXPECT_THAT(render(d), HasSubstr("= note: and 3 more places\n"));
}

TEST(Display, TellsTheColumnOfEachByte) {
  const DisplayLine line("a\t漢e\xCC\x81z");
  EXPECT_EQ(line.columns(), 8u);
  EXPECT_EQ(line.column_of(0), 0u);
  EXPECT_EQ(line.column_of(1), 1u);
  EXPECT_EQ(line.column_of(2), 4u);
  EXPECT_EQ(line.column_of(3), 4u);  // inside a character
  EXPECT_EQ(line.column_of(5), 6u);
  EXPECT_EQ(line.column_of(8), 7u);
  EXPECT_EQ(line.column_of(9), 8u);
  EXPECT_EQ(line.column_of(99), 8u);
}

TEST(Display, PutsBlanksForHalfACharacter) {
  const DisplayLine line("a漢b");
  EXPECT_EQ(line.slice(0, 4), "a漢b");
  EXPECT_EQ(line.slice(0, 2), "a ");
  EXPECT_EQ(line.slice(2, 4), " b");
}

TEST(Display, WrapsAtBlanks) {
  EXPECT_THAT(wrap("", 10), testing::ElementsAre(""));
  EXPECT_THAT(wrap("one two three", 7), testing::ElementsAre("one two", "three"));
  EXPECT_THAT(wrap("incomprehensible a", 4), testing::ElementsAre("incomprehensible", "a"));
}

}  // namespace
}  // namespace lead::diagnostics
