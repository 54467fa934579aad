// Each rule is shown a source that breaks it: a rule that never complains would protect nothing.
#include "tests/architecture/rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lead::architecture {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Source source_of(std::string path, std::string text) {
  Source source;
  source.path = std::move(path);
  source.code = blank_comments_and_literals(text);
  source.line_count = line_of(text, text.size()) - 1;
  source.text = std::move(text);
  return source;
}

Source including(std::string path, std::string header, bool angled) {
  Source source = source_of(std::move(path), "");
  source.includes = {{std::move(header), angled, 7}};
  return source;
}

TEST(Rules, TheRuntimeMayNotIncludeTheCompiler) {
  EXPECT_THAT(check_rooms(including("runtime/vm/execute.cpp", "compiler/syntax/tree.h", false)),
              ElementsAre("runtime/vm/execute.cpp:7: room vm may not include compiler/syntax/tree.h"));
  EXPECT_THAT(check_rooms(including("compiler/syntax/parse.cpp", "runtime/base/id.h", false)), IsEmpty());
}

TEST(Rules, EdgesOfTheEngineKnowNothingOfEachOther) {
  EXPECT_THAT(check_rooms(including("runtime/ingest/reader.cpp", "runtime/emit/writer.h", false)),
              ElementsAre(HasSubstr("room ingest may not include")));
}

TEST(Rules, LoweringAndAnalysisNeverSeeSyntax) {
  EXPECT_THAT(check_rooms(including("compiler/lowering/lower.cpp", "compiler/syntax/tree.h", false)),
              ElementsAre(HasSubstr("room lowering may not include")));
  EXPECT_THAT(check_rooms(including("compiler/analysis/gaps.cpp", "compiler/syntax/tree.h", false)),
              ElementsAre(HasSubstr("room analysis may not include")));
}

TEST(Rules, ModulesOfTheLanguageAreForTheCompilerAlone) {
  EXPECT_THAT(check_rooms(including("compiler/semantics/declare.cpp", "stdlib/modules.h", false)), IsEmpty());
  EXPECT_THAT(check_rooms(including("runtime/vm/execute.cpp", "stdlib/modules.h", false)),
              ElementsAre(HasSubstr("in no room")));
}

TEST(Rules, NobodyIncludesTheCommandLineOrTests) {
  EXPECT_THAT(check_rooms(including("compiler/source/source.cpp", "cli/main.h", false)),
              ElementsAre(HasSubstr("in no room")));
  EXPECT_THAT(check_rooms(including("cli/check.cpp", "tests/support/files.h", false)),
              ElementsAre(HasSubstr("may not include")));
  EXPECT_THAT(check_rooms(including("cli/check.cpp", "compiler/syntax/parse.h", false)), IsEmpty());
}

TEST(Rules, AHeavyLibraryHasOneDoor) {
  EXPECT_THAT(check_doors(including("compiler/kernel/desugar.cpp", "antlr4-runtime.h", true)),
              ElementsAre(HasSubstr("ANTLR comes in by another door")));
  EXPECT_THAT(check_doors(including("compiler/syntax/tree_builder.cpp", "antlr4-runtime.h", true)),
              IsEmpty());
  EXPECT_THAT(check_doors(including("runtime/vm/execute.cpp", "boost/any.hpp", true)),
              ElementsAre(HasSubstr("<boost/any.hpp> has no door")));
  EXPECT_THAT(check_doors(including("runtime/vm/execute.cpp", "vector", true)), IsEmpty());
}

TEST(Rules, HeadersThatShowALibraryStayInTheirRoom) {
  const std::vector<Source> sources{including("runtime/ingest/parser.h", "simdjson.h", true),
                                    including("runtime/ingest/reader.h", "runtime/ingest/parser.h", false),
                                    including("runtime/ingest/line.h", "runtime/base/id.h", false)};
  const std::set<std::string> headers = private_headers(sources);
  EXPECT_THAT(headers, ElementsAre("runtime/ingest/parser.h", "runtime/ingest/reader.h"));
  EXPECT_THAT(check_private_headers(including("cli/run.cpp", "runtime/ingest/reader.h", false), headers),
              ElementsAre(HasSubstr("shows a library that stays in its room")));
  EXPECT_THAT(check_private_headers(including("runtime/ingest/reader.cpp", "runtime/ingest/reader.h", false),
                                    headers),
              IsEmpty());
}

TEST(Rules, LongFilesAreRefused) {
  const std::string lines(201, '\n');
  EXPECT_THAT(check_length(source_of("runtime/vm/vm.h", lines)),
              ElementsAre("runtime/vm/vm.h: 201 lines, at most 200"));
  EXPECT_THAT(check_length(source_of("runtime/vm/vm.cpp", lines)), IsEmpty());
}

TEST(Rules, LongFunctionsAreRefused) {
  const std::string body(59, '\n');
  const std::string fits = "namespace lead {\nint f(int a) const {" + body + "}\n}\n";
  EXPECT_THAT(check_functions(source_of("a.cpp", fits)), IsEmpty());
  const std::string longer = "namespace lead {\nint f(int a) const {\n" + body + "}\n}\n";
  EXPECT_THAT(check_functions(source_of("a.cpp", longer)),
              ElementsAre("a.cpp:2: a function of 61 lines, at most 60"));
  const std::string table =
      "const std::vector<int> kTable{\n" + body + "\n\n};\nstruct S {\n" + body + body + "};\n";
  EXPECT_THAT(check_functions(source_of("a.cpp", table)), IsEmpty());
}

TEST(Rules, HeadersNeedAParagraphAndAGuard) {
  EXPECT_THAT(check_opening(source_of("a.h", "#include <vector>\n")), testing::SizeIs(2));
  EXPECT_THAT(check_opening(source_of("a.h", "// What this is.\n#pragma once\n")), IsEmpty());
}

TEST(Rules, UnfinishedWorkNamesItsIssue) {
  EXPECT_THAT(check_notes(source_of("a.cpp", "int a;\n// TODO: later\n")),
              ElementsAre("a.cpp:2: TODO without an issue"));
  EXPECT_THAT(check_notes(source_of("a.cpp", "// TODO(#12): later\n")), IsEmpty());
  EXPECT_THAT(check_notes(source_of("a.cpp", "// FIXME(#12)\n")), ElementsAre(HasSubstr("FIXME")));
}

TEST(Rules, FloatingPointIsRefusedInCodeButNotInComments) {
  EXPECT_THAT(check_floating(source_of("a.cpp", "// a double room\nauto s = \"float\";\n")), IsEmpty());
  EXPECT_THAT(check_floating(source_of("a.cpp", "\nstatic_cast<double>(x)")),
              ElementsAre(HasSubstr("a.cpp:2: `double`")));
  EXPECT_THAT(check_floating(source_of("a.cpp", "int double_check = 1'000'000; char c = '\\''; float f;")),
              ElementsAre(HasSubstr("`float`")));
}

TEST(Rules, WalkingAHashMapIsRefused) {
  const std::string declared = "absl::flat_hash_map<std::string, int> counts_;\n";
  EXPECT_THAT(check_hash_walks(source_of("a.cpp", declared + "for (const auto& [k, v] : counts_) {}"), ""),
              ElementsAre(HasSubstr("a.cpp:2: walks the hash map `counts_`")));
  EXPECT_THAT(check_hash_walks(source_of("a.cpp", "auto it = self.counts_.begin();"), declared),
              ElementsAre(HasSubstr("walks the hash map")));
  EXPECT_THAT(
      check_hash_walks(
          source_of("a.cpp", declared + "auto it = counts_.find(k); if (it == counts_.end()) {}"), ""),
      IsEmpty());
}

TEST(Rules, BlankingKeepsLinesAndCode) {
  EXPECT_EQ(blank_comments_and_literals("a /* b\nc */ d // e\nf"), "a     \n     d     \nf");
  EXPECT_EQ(blank_comments_and_literals("x = R\"(a\"b)\" + 1'000;"), "x = R        + 1'000;");
  EXPECT_EQ(blank_comments_and_literals("x = \"a\\\"b\" + c"), "x =        + c");
}

}  // namespace
}  // namespace lead::architecture
