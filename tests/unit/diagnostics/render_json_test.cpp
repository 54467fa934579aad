#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "compiler/diagnostics/render.h"
#include "runtime/base/limits.h"

namespace lead::diagnostics {
namespace {

using testing::HasSubstr;

TEST(RenderJson, PrintsOneObjectALineWithEveryMember) {
  source::SourceMap sources;
  const FileId file = std::get<FileId>(sources.add("a.lead", "one\nä two three\n"));
  Diagnostic d = make(Code::UnexpectedToken, {file, 7, 10}, "say \"two\"", "here");
  d.secondary.push_back({{file, 0, 3}, "declared here"});
  d.notes.emplace_back("a note");
  d.fixes.push_back({"write `2`", {{{file, 7, 10}, "2"}}});
  EXPECT_EQ(
      render_json({d}, sources),
      R"({"code":"L0201","severity":"error","title":"a word or sign that does not belong here",)"
      R"("message":"say \"two\"",)"
      R"("primary":{"file":"a.lead","begin":7,"end":10,"line":2,"column":3,"end_line":2,"end_column":6,"text":"here"},)"
      R"("secondary":[{"file":"a.lead","begin":0,"end":3,"line":1,"column":1,"end_line":1,"end_column":4,)"
      R"("text":"declared here"}],"notes":["a note"],)"
      R"("fixes":[{"title":"write `2`","edits":[{"file":"a.lead","begin":7,"end":10,"line":2,"column":3,)"
      R"("end_line":2,"end_column":6,"replacement":"2"}]}]})"
      "\n");
}

TEST(RenderJson, EscapesWhatJsonDoesNotAllow) {
  const std::string text =
      render_json({make(Code::FileUnreadable, {}, "q\" b\\ n\n t\t e\x1b d\x7f bad\xFF\xC3 ok\xC3\xA4")}, {});
  EXPECT_THAT(text, HasSubstr(R"(q\" b\\ n\n t\t e\u001b d\u007f bad�� okä)"));
  EXPECT_EQ(source::find_invalid_utf8(text), std::nullopt);
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1);
}

TEST(RenderJson, HasNoPlaceWhereThereIsNone) {
  EXPECT_THAT(render_json({make(Code::FileUnreadable, {}, "m")}, {}),
              HasSubstr(R"("primary":{"file":null,"begin":null)"));
}

TEST(RenderJson, CountsWhatItLeavesOut) {
  source::SourceMap sources;
  const FileId file = std::get<FileId>(sources.add("a.lead", std::string(100, 'x')));
  std::vector<Diagnostic> many;
  for (uint32_t i = 0; i < limits::kMaxDiagnostics + 2; ++i)
    many.push_back(make(Code::UnexpectedToken, {file, i, i}, "m"));
  const std::string text = render_json(many, sources);
  EXPECT_THAT(text, testing::EndsWith("\n{\"more\":2}\n"));
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), limits::kMaxDiagnostics + 1);
  EXPECT_EQ(render_json({}, sources), "");
}

}  // namespace
}  // namespace lead::diagnostics
