#include <gtest/gtest.h>

#include "compiler/diagnostics/render.h"
#include "runtime/base/limits.h"

namespace lead::diagnostics {
namespace {

TEST(RenderGithub, PrintsAnAnnotationALineWithItsPlaceAndEverythingThatIsSaid) {
  source::SourceMap sources;
  const FileId file = std::get<FileId>(sources.add("policies/a.lead", "one\nä two three\n"));
  Diagnostic d = make(Code::WrongType, {file, 7, 10}, "100% wrong", "here");
  d.notes.emplace_back("a: note, with signs");
  d.fixes.push_back({"write `2`", {{{file, 7, 10}, "2"}}});
  EXPECT_EQ(render_github({d}, sources, {}),
            "::error file=policies/a.lead,line=2,col=3,endLine=2,endColumn=6,"
            "title=L0401%3A a value of another type than wanted::"
            "100%25 wrong%0Ahere%0Anote: a: note, with signs%0Ahelp: write `2`\n");
}

TEST(RenderGithub, LeavesColumnsOutOverSeveralLinesAndEscapesNamesOfFiles) {
  source::SourceMap sources;
  const FileId file = std::get<FileId>(sources.add("/src/a,b:c%.lead", "one\ntwo\n"));
  const Diagnostic d = make(Code::RowNeverReached, {file, 0, 6}, "never");
  EXPECT_EQ(render_github({d}, sources, {"/src", ""}),
            "::warning file=a%2Cb%3Ac%25.lead,line=1,endLine=2,title=L0603%3A a row that is never "
            "reached::never\n");
}

TEST(RenderGithub, PutsWhatHasNoPlaceOnThePolicy) {
  const source::SourceMap sources;
  const Diagnostic d = make(Code::FileUnreadable, {}, "there is no file `x`");
  EXPECT_EQ(render_github({d}, sources, {"", "./x.lead"}),
            "::error file=x.lead,title=L0002%3A the file cannot be read::there is no file `x`\n");
  EXPECT_EQ(render_github({d}, sources, {}),
            "::error title=L0002%3A the file cannot be read::there is no file `x`\n");
  EXPECT_EQ(render_github({}, sources, {}), "");
}

TEST(RenderGithub, CountsWhatIsLeftOut) {
  source::SourceMap sources;
  const FileId file = std::get<FileId>(sources.add("a.lead", std::string(100, 'x')));
  std::vector<Diagnostic> many;
  for (uint32_t i = 0; i < limits::kMaxDiagnostics + 3; ++i)
    many.push_back(make(Code::UnknownName, {file, i, i + 1}, "no"));
  const std::string out = render_github(many, sources, {});
  EXPECT_TRUE(out.ends_with("::notice title=leadc::and 3 more\n")) << out;
}

}  // namespace
}  // namespace lead::diagnostics
