// Every policy there is, laid out: no meaning changes, no comment is lost, a second time changes nothing; and
// what we show to others (examples, standard library, pages) is laid out.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <sstream>

#include "compiler/format/format.h"
#include "compiler/kernel/meaning_hash.h"
#include "tests/support/compiled.h"
#include "tests/support/policies.h"

namespace lead::format {
namespace {

constexpr uint64_t kGenerated = 120;

using support::Policy;

std::vector<Policy> all_policies() {
  return support::all_policies(LEAD_SOURCE_DIR, kGenerated);
}

std::optional<std::string> formatted(const std::string& text) {
  source::SourceMap sources;
  diagnostics::Sink sink;
  const auto file = sources.add("policy.lead", text);
  if (!std::holds_alternative<FileId>(file)) return std::nullopt;
  return format_policy(sources, std::get<FileId>(file), sink);
}

// The text without its blanks: nothing else may change, not even the order.
std::string without_blanks(std::string_view text) {
  std::string out;
  std::copy_if(text.begin(), text.end(), std::back_inserter(out),
               [](char c) { return c != ' ' && c != '\t' && c != '\n' && c != '\r'; });
  return out;
}

// Comments, and whether each has its line for itself, found without the compiler.
std::vector<std::string> comments_of(std::string_view text) {
  std::vector<std::string> found;
  std::istringstream lines{std::string(text)};
  for (std::string line; std::getline(lines, line);) {
    char quote = 0;
    for (size_t at = 0; at < line.size(); ++at) {
      const char c = line[at];
      if (quote != 0) {
        if (c == '\\' && quote == '"') ++at;
        if (c == quote) quote = 0;
      } else if (c == '"' || c == '`') {
        quote = c;
      } else if (c == '#') {
        const bool alone = line.find_first_not_of(" \t") == at;
        line.erase(line.find_last_not_of(" \t\r") + 1);
        found.push_back((alone ? "alone " : "behind ") + line.substr(at));
        break;
      }
    }
  }
  return found;
}

std::optional<kernel::Hash> meaning_of(const std::string& text) {
  const auto compiled = support::compile_text("policy.lead", text);
  if (!compiled.result.kernel) return std::nullopt;
  return kernel::meaning_hash(*compiled.result.kernel);
}

// Indents and blank lines at random, and breaks behind commas and opening braces.
std::string disturbed(const std::string& text, std::mt19937& engine) {
  std::string out;
  bool in_comment = false;
  char quote = 0;
  for (size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    out += c;
    if (c == '\n') {
      in_comment = false;
      quote = 0;
      while (at + 1 < text.size() && text[at + 1] == ' ') ++at;
      out.append(engine() % 4 == 0 ? 1 : 0, '\n');
      out.append(1 + engine() % 9, ' ');
    } else if (quote != 0) {
      if (c == '\\' && quote == '"') out += text[++at];
      if (c == quote) quote = 0;
    } else if (c == '#') {
      in_comment = true;
    } else if (!in_comment && (c == '"' || c == '`')) {
      quote = c;
    } else if (!in_comment && c == ' ') {
      out.append(engine() % 3, ' ');
    } else if (!in_comment && (c == ',' || c == '{') && engine() % 8 == 0) {
      out += "\n   ";
    }
  }
  return out;
}

void expect_sound(const Policy& policy) {
  const auto once = formatted(policy.text);
  if (!once) return;
  EXPECT_EQ(formatted(*once), once) << policy.name << ": a second time changes it again";
  EXPECT_EQ(without_blanks(*once), without_blanks(policy.text)) << policy.name;
  EXPECT_EQ(comments_of(*once), comments_of(policy.text)) << policy.name;
  EXPECT_EQ(meaning_of(*once), meaning_of(policy.text)) << policy.name << "\n" << *once;
}

TEST(FormatAll, ChangesNoMeaningAndNoCommentAndNothingTheSecondTime) {
  size_t compiled = 0;
  for (const Policy& policy : all_policies()) {
    expect_sound(policy);
    if (meaning_of(policy.text)) ++compiled;
  }
  EXPECT_GT(compiled, kGenerated);
}

TEST(FormatAll, TakesTextsHoweverTheyAreSetIn) {
  std::mt19937 engine(20261122);
  for (const Policy& policy : all_policies()) {
    if (!formatted(policy.text)) continue;
    const std::string text = disturbed(policy.text, engine);
    expect_sound({policy.name + ", disturbed", {}, text});
    EXPECT_EQ(meaning_of(text), meaning_of(policy.text)) << policy.name << "\n" << text;
  }
}

TEST(FormatAll, NoLineIsTooLongThatACommaCouldBreak) {
  for (const Policy& policy : all_policies()) {
    const auto text = formatted(policy.text);
    std::istringstream lines(text.value_or(""));
    for (std::string line; std::getline(lines, line);) {
      const size_t code = line.find('#') == std::string::npos ? line.size() : line.find('#');
      if (code <= kLineColumns + 2 || line.find('"') != std::string::npos) continue;
      EXPECT_GE(line.find(','), line.find_last_not_of(' ', code - 1)) << policy.name << ": " << line;
    }
  }
}

TEST(FormatAll, TheFilesWeShowAreLaidOut) {
  for (const Policy& policy : support::shown_files(LEAD_SOURCE_DIR)) {
    EXPECT_EQ(formatted(policy.text), policy.text) << policy.name << "; `leadc fmt` lays it out";
  }
}

// Not those of docs/errors: each shows a mistake as people make it.
TEST(FormatAll, ThePoliciesOnThePagesAreLaidOut) {
  for (const Policy& policy : support::pages(LEAD_SOURCE_DIR)) {
    if (policy.is_mistake) continue;
    const auto text = formatted(policy.text);
    ASSERT_TRUE(text) << policy.name;
    EXPECT_EQ(*text, policy.text) << policy.name << "; `leadc fmt -` shows how it is laid out";
  }
}

}  // namespace
}  // namespace lead::format
