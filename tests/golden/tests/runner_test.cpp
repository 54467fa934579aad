// The runner itself: a check that cannot fail would bless anything.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "compiler/diagnostics/apply.h"
#include "tests/golden/runner/case.h"
#include "tests/golden/runner/difference.h"
#include "tests/golden/runner/fixes.h"

namespace lead::golden {
namespace {

using diagnostics::Code;
using diagnostics::Edit;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr FileId kFile{0};

Case a_case(std::string name, const std::string& text) {
  return {std::move(name), text, read_show_line(text), {}, std::nullopt};
}

TEST(ShowLine, NamesSections) {
  const ShowLine line = read_show_line("#! show: diagnostics json\nrest");
  EXPECT_EQ(line.problem, "");
  ASSERT_EQ(line.sections.size(), 2u);
  EXPECT_EQ(line.sections[0]->name, "diagnostics");
  EXPECT_EQ(line.sections[1]->name, "json");
}

TEST(ShowLine, SaysWhatItDoesNotUnderstand) {
  EXPECT_THAT(read_show_line("grade fit {}").problem, HasSubstr("first line"));
  EXPECT_THAT(read_show_line("#! show: nonsense").problem, HasSubstr("`nonsense`"));
  EXPECT_THAT(read_show_line("#! show:\n").problem, HasSubstr("nothing"));
}

TEST(RunCase, InsistsOnTheNameOfABadPolicy) {
  const std::string bad = "#! show: diagnostics\n}\n";
  EXPECT_THAT(run_case(a_case("syntax/bad_brace", bad)).problems, IsEmpty());
  EXPECT_THAT(run_case(a_case("syntax/brace", bad)).problems,
              testing::Contains(HasSubstr("does not begin with `bad_`")));
  const std::string good = "#! show: diagnostics\npolicy p { version \"1\" }\n";
  EXPECT_THAT(run_case(a_case("syntax/policy", good)).problems, IsEmpty());
  EXPECT_THAT(run_case(a_case("syntax/bad_policy", good)).problems,
              testing::Contains(HasSubstr("no error is reported")));
  EXPECT_EQ(run_case(a_case("syntax/policy", good)).actual, "--- diagnostics\nnone\n");
}

TEST(Moved, FollowsATextThroughEdits) {
  struct Case {
    Span span;
    std::vector<Edit> edits;
    Span expected;
  };
  const Case cases[] = {
      {{kFile, 5, 8}, {}, {kFile, 5, 8}},
      {{kFile, 5, 8}, {{{kFile, 0, 2}, "xyz"}}, {kFile, 6, 9}},
      {{kFile, 5, 8}, {{{kFile, 5, 8}, "longer"}}, {kFile, 5, 11}},
      {{kFile, 5, 8}, {{{kFile, 9, 12}, ""}}, {kFile, 5, 8}},
      {{kFile, 5, 8}, {{{kFile, 4, 9}, ""}}, {kFile, 4, 4}},
      {{kFile, 5, 8}, {{{kFile, 0, 1}, ""}, {{kFile, 6, 7}, "abc"}}, {kFile, 4, 9}},
      {{kFile, 5, 8}, {{{FileId{1}, 0, 1}, "other"}}, {kFile, 5, 8}},
  };
  for (const Case& c : cases) EXPECT_EQ(diagnostics::moved(c.span, c.edits), c.expected);
}

TEST(BadFixes, AreFound) {
  auto compiled = support::compile_text("a.lead", "choice Colour { red }\n}\n");
  ASSERT_EQ(compiled.diagnostics.size(), 1u);
  diagnostics::Diagnostic& d = compiled.diagnostics[0];
  const Span brace{kFile, 22, 23};
  d.fixes = {{"leave it out", {{brace, ""}}}};
  EXPECT_THAT(find_bad_fixes(compiled), IsEmpty());
  d.fixes = {{"do nothing", {{brace, "}"}}}};
  EXPECT_THAT(find_bad_fixes(compiled), testing::ElementsAre(HasSubstr("changes nothing")));
  d.fixes = {{"add a blank", {{{kFile, 0, 0}, " "}}}};
  EXPECT_THAT(find_bad_fixes(compiled), testing::ElementsAre(HasSubstr("does not remove it")));
  d.fixes = {{"make it worse", {{brace, ""}, {{kFile, 0, 6}, "}}\nchoice"}}}};
  EXPECT_THAT(find_bad_fixes(compiled), testing::ElementsAre(HasSubstr("new syntax error")));
}

TEST(Difference, ShowsWhatGoesAndWhatComes) {
  EXPECT_EQ(difference("a\nb\n", "a\nb\n"), "");
  EXPECT_EQ(difference("a\nb\nc\n", "a\nB\nc\n"), "  a\n- b\n+ B\n  c\n");
  EXPECT_EQ(difference("", "a\n"), "+ a\n");
  EXPECT_EQ(difference("a\n", "a"), "only the line breaks differ\n");
  EXPECT_EQ(difference("1\n2\n3\n4\n5\nx\n", "1\n2\n3\n4\n5\ny\n"), "  ...\n  4\n  5\n- x\n+ y\n");
}

}  // namespace
}  // namespace lead::golden
