// The pages of docs/errors: every code has one, every page belongs to a code, and their policies behave as
// they say.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "compiler/diagnostics/pages.h"
#include "compiler/diagnostics/render.h"
#include "tests/golden/runner/page.h"
#include "tests/golden/tests/exemptions.h"
#include "tests/support/compiled.h"

namespace lead::golden {
namespace {

using diagnostics::all_codes;
using diagnostics::Code;
using diagnostics::code_text;
using diagnostics::page;

bool is_exempt(Code code) {
  const auto& list = exempt_from_pages();
  return std::any_of(list.begin(), list.end(), [&](const Exemption& e) { return e.code == code; });
}

std::string shown(const support::Compiled& compiled) {
  return diagnostics::render_text(compiled.diagnostics, compiled.sources, {});
}

TEST(Pages, ReadsHeadingAndBlocks) {
  const Page read = read_page("# L0001: title\n\n```lead\na\nb\n```\ntext\n```\nno\n```\n```lead\nc\n```\n");
  EXPECT_EQ(read.heading, "L0001: title");
  EXPECT_EQ(read.blocks, (std::vector<std::string>{"a\nb\n", "c\n"}));
}

TEST(DocsErrors, EveryCodeHasAPageThatNamesItAndItsTitle) {
  for (const Code code : all_codes()) {
    const auto text = page(code);
    ASSERT_TRUE(text.has_value()) << "docs/errors/" << code_text(code) << ".md is missing";
    EXPECT_EQ(read_page(*text).heading, code_text(code) + ": " + std::string(title_of(code)));
  }
}

TEST(DocsErrors, EveryPageBelongsToACodeAndIsTheOneInTheProgram) {
  std::set<std::string> names;
  for (const Code code : all_codes()) names.insert(code_text(code));
  size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(LEAD_SOURCE_DIR "/docs/errors")) {
    const std::string stem = entry.path().stem().string();
    if (stem == "README") continue;
    EXPECT_EQ(names.count(stem), 1u) << entry.path() << " belongs to no code";
    ++count;
  }
  EXPECT_EQ(count, names.size());
  for (const Code code : all_codes()) {
    std::ifstream file(LEAD_SOURCE_DIR "/docs/errors/" + code_text(code) + ".md", std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    EXPECT_EQ(page(code).value_or(""), text.str()) << code_text(code);
  }
}

TEST(DocsErrors, TheIndexListsEveryCodeInOrder) {
  std::ifstream file(LEAD_SOURCE_DIR "/docs/errors/README.md");
  std::vector<std::string> listed, expected;
  for (std::string line; std::getline(file, line);) {
    if (line.rfind("- [L", 0) == 0) listed.push_back(line);
  }
  for (const Code code : all_codes()) {
    const std::string text = code_text(code);
    expected.push_back("- [" + text + "](" + text + ".md): " + std::string(title_of(code)));
  }
  EXPECT_EQ(listed, expected);
}

TEST(DocsErrors, TheFirstBlockMakesExactlyThatMistake) {
  for (const Code code : all_codes()) {
    if (is_exempt(code)) continue;
    const Page read = read_page(page(code).value_or(""));
    ASSERT_GE(read.blocks.size(), 2u)
        << code_text(code) << " needs a block with the mistake and one with the repair";
    const auto compiled = support::compile_text(code_text(code) + ".lead", read.blocks[0]);
    ASSERT_EQ(compiled.diagnostics.size(), 1u) << code_text(code) << "\n" << shown(compiled);
    EXPECT_EQ(compiled.diagnostics[0].code, code) << code_text(code) << "\n" << shown(compiled);
  }
}

TEST(DocsErrors, EveryOtherBlockMakesNone) {
  for (const Code code : all_codes()) {
    const Page read = read_page(page(code).value_or(""));
    for (size_t i = 1; i < read.blocks.size(); ++i) {
      const auto compiled = support::compile_text(code_text(code) + ".lead", read.blocks[i]);
      EXPECT_TRUE(compiled.diagnostics.empty()) << code_text(code) << ", block " << i + 1 << "\n"
                                                << shown(compiled);
    }
  }
}

TEST(DocsErrors, AnExemptPageHasNoBlock) {
  for (const Exemption& exemption : exempt_from_pages()) {
    EXPECT_TRUE(read_page(page(exemption.code).value_or("")).blocks.empty())
        << code_text(exemption.code) << " can be shown after all: take it off the list";
    EXPECT_FALSE(exemption.reason.empty());
  }
}

}  // namespace
}  // namespace lead::golden
