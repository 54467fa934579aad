// SARIF by its standard (OASIS, 2.1.0): the objects we write, which members each must have, and that it has
// no others (the standard's schema closes every object).
#include <gtest/gtest.h>
#include <simdjson.h>

#include <functional>
#include <map>
#include <set>

#include "compiler/diagnostics/render.h"
#include "runtime/base/limits.h"

namespace lead::diagnostics {
namespace {

using simdjson::dom::element;
using simdjson::dom::object;

struct Member {
  std::string name;
  bool required;
  std::string type;  // "text", "number", "flag", an object's name, or "[…" for a list of them
};

const std::map<std::string, std::vector<Member>>& objects() {
  static const std::map<std::string, std::vector<Member>> kObjects{
      {"sarifLog", {{"$schema", false, "text"}, {"version", true, "text"}, {"runs", true, "[run"}}},
      {"run",
       {{"tool", true, "tool"},
        {"columnKind", false, "text"},
        {"invocations", false, "[invocation"},
        {"results", false, "[result"}}},
      {"tool", {{"driver", true, "toolComponent"}}},
      {"toolComponent",
       {{"name", true, "text"}, {"version", false, "text"}, {"rules", false, "[reportingDescriptor"}}},
      {"reportingDescriptor",
       {{"id", true, "text"},
        {"shortDescription", false, "multiformatMessageString"},
        {"help", false, "multiformatMessageString"},
        {"defaultConfiguration", false, "reportingConfiguration"}}},
      {"multiformatMessageString", {{"text", true, "text"}, {"markdown", false, "text"}}},
      {"reportingConfiguration", {{"level", false, "level"}}},
      {"invocation",
       {{"executionSuccessful", true, "flag"}, {"toolExecutionNotifications", false, "[notification"}}},
      {"notification", {{"message", true, "message"}, {"level", false, "level"}}},
      {"message", {{"text", true, "text"}}},
      {"result",
       {{"message", true, "message"},
        {"ruleId", true, "text"},
        {"ruleIndex", true, "number"},
        {"level", true, "level"},
        {"locations", true, "[location"},
        {"relatedLocations", false, "[location"},
        {"fixes", false, "[fix"}}},
      {"location",
       {{"id", false, "number"},
        {"physicalLocation", true, "physicalLocation"},
        {"message", false, "message"}}},
      {"physicalLocation", {{"artifactLocation", true, "artifactLocation"}, {"region", false, "region"}}},
      {"artifactLocation", {{"uri", true, "uri"}, {"uriBaseId", false, "text"}}},
      {"region",
       {{"startLine", true, "position"},
        {"startColumn", true, "position"},
        {"endLine", true, "position"},
        {"endColumn", true, "position"}}},
      {"fix", {{"description", false, "message"}, {"artifactChanges", true, "[artifactChange"}}},
      {"artifactChange",
       {{"artifactLocation", true, "artifactLocation"}, {"replacements", true, "[replacement"}}},
      {"replacement", {{"deletedRegion", true, "region"}, {"insertedContent", false, "artifactContent"}}},
      {"artifactContent", {{"text", true, "text"}}}};
  return kObjects;
}

void expect_type(const element& value, const std::string& type, const std::string& where);

void expect_object(const element& value, const std::string& type, const std::string& where) {
  object members;
  ASSERT_EQ(value.get(members), simdjson::SUCCESS) << where << " is no object";
  std::set<std::string> known;
  for (const Member& member : objects().at(type)) {
    known.insert(member.name);
    element found;
    const bool is_there = members.at_key(member.name).get(found) == simdjson::SUCCESS;
    EXPECT_TRUE(is_there || !member.required) << where << " has no " << member.name;
    if (is_there) expect_type(found, member.type, where + "." + member.name);
  }
  for (const auto& field : members)
    EXPECT_EQ(known.count(std::string(field.key)), 1u) << where << ": " << field.key;
}

void expect_text(const element& value, const std::string& type, const std::string& where) {
  std::string_view text;
  ASSERT_EQ(value.get(text), simdjson::SUCCESS) << where << " is no text";
  EXPECT_FALSE(text.empty() && type != "text") << where;
  if (type == "level") {
    EXPECT_EQ(std::set<std::string_view>({"error", "warning", "note", "none"}).count(text), 1u);
  }
  if (type == "uri") {
    EXPECT_EQ(text.find_first_of(" <>\"\\^`{|}"), std::string_view::npos) << where << ": " << text;
  }
}

void expect_type(const element& value, const std::string& type, const std::string& where) {
  if (type.front() == '[') {
    simdjson::dom::array items;
    ASSERT_EQ(value.get(items), simdjson::SUCCESS) << where << " is no list";
    size_t index = 0;
    for (const element& item : items) {
      expect_type(item, type.substr(1), where + "[" + std::to_string(index) + "]");
      ++index;
    }
    if (type == "[artifactChange" || type == "[replacement") {
      EXPECT_GT(index, 0u) << where;
    }
  } else if (type == "text" || type == "level" || type == "uri") {
    expect_text(value, type, where);
  } else if (type == "number" || type == "position") {
    int64_t number = -1;
    ASSERT_EQ(value.get(number), simdjson::SUCCESS) << where << " is no number";
    EXPECT_GE(number, type == "position" ? 1 : 0) << where;
  } else if (type == "flag") {
    EXPECT_TRUE(value.is_bool()) << where;
  } else {
    expect_object(value, type, where);
  }
}

std::optional<std::string_view> page(Code code) {
  return code == Code::WrongType ? std::optional<std::string_view>("# L0401: a \"page\"\n\n| a | b |\n")
                                 : std::nullopt;
}

// The document, having held it to the standard.
element read(simdjson::dom::parser& parser, const std::string& text) {
  element document;
  EXPECT_EQ(parser.parse(text).get(document), simdjson::SUCCESS) << text;
  expect_object(document, "sarifLog", "log");
  EXPECT_EQ(std::string_view(document["version"]), "2.1.0");
  element results;
  EXPECT_EQ(document.at_pointer("/runs/0/results").get(results), simdjson::SUCCESS);
  for (const element& result : simdjson::dom::array(results)) {
    const auto index = static_cast<size_t>(uint64_t(result["ruleIndex"]));
    const element rule = document.at_pointer("/runs/0/tool/driver/rules").at(index);
    EXPECT_EQ(std::string_view(rule["id"]), std::string_view(result["ruleId"]));
  }
  return document;
}

TEST(RenderSarif, IsADocumentAlsoWhereThereIsNothingToTell) {
  simdjson::dom::parser parser;
  const source::SourceMap sources;
  const element document = read(parser, render_sarif({}, sources, {}, page, "1.2.3"));
  EXPECT_EQ(std::string_view(document.at_pointer("/runs/0/tool/driver/version")), "1.2.3");
  EXPECT_EQ(simdjson::dom::array(document.at_pointer("/runs/0/results")).size(), 0u);
}

TEST(RenderSarif, TellsPlacesRulesRelatedPlacesAndFixes) {
  source::SourceMap sources;
  const FileId file = std::get<FileId>(sources.add("/src/my policies/a.lead", "one\n\"𝄞ä\" two\nthree\n"));
  Diagnostic d = make(Code::WrongType, {file, 13, 16}, "text, not a number", "here");
  d.secondary.push_back({{file, 0, 3}, "declared here"});
  d.secondary.push_back({{file, 0, 1}, ""});
  d.notes.emplace_back("a note");
  d.fixes.push_back({"write `2`", {{{file, 13, 16}, "2"}, {{file, 4, 4}, "x\n"}}});
  const Diagnostic other = make(Code::InvalidCharacter, {file, 4, 17}, "no");
  simdjson::dom::parser parser;
  const element document = read(parser, render_sarif({d, other}, sources, {"/src", ""}, page, "1"));
  const element result = document.at_pointer("/runs/0/results/0");
  EXPECT_EQ(std::string_view(result["ruleId"]), "L0401");
  EXPECT_EQ(std::string_view(result.at_pointer("/message/text")), "text, not a number\nhere\nnote: a note");
  const element place = result.at_pointer("/locations/0/physicalLocation");
  EXPECT_EQ(std::string_view(place.at_pointer("/artifactLocation/uri")), "my%20policies/a.lead");
  EXPECT_EQ(std::string_view(place.at_pointer("/artifactLocation/uriBaseId")), "%SRCROOT%");
  EXPECT_EQ(int64_t(place.at_pointer("/region/startLine")), 2);
  EXPECT_EQ(int64_t(place.at_pointer("/region/startColumn")), 7) << "in UTF-16 units: the clef counts two";
  EXPECT_EQ(int64_t(place.at_pointer("/region/endColumn")), 10);
  EXPECT_EQ(std::string_view(result.at_pointer("/relatedLocations/0/message/text")), "declared here");
  EXPECT_EQ(int64_t(result.at_pointer("/relatedLocations/1/id")), 2);
  EXPECT_EQ(std::string_view(result.at_pointer("/fixes/0/description/text")), "write `2`");
  EXPECT_EQ(
      std::string_view(result.at_pointer("/fixes/0/artifactChanges/0/replacements/1/insertedContent/text")),
      "x\n");
  const element rule = document.at_pointer("/runs/0/tool/driver/rules/1");
  EXPECT_EQ(std::string_view(rule["id"]), "L0401");
  EXPECT_EQ(std::string_view(rule.at_pointer("/help/markdown")), "# L0401: a \"page\"\n\n| a | b |\n");
}

TEST(RenderSarif, PutsWhatHasNoPlaceOnThePolicyAndNamesFilesFromElsewhereWhole) {
  source::SourceMap sources;
  const FileId file = std::get<FileId>(sources.add("/else/where.lead", "one\n"));
  const std::vector<Diagnostic> both{make(Code::FileUnreadable, {}, "there is no such file"),
                                     make(Code::UnknownName, {file, 0, 900}, "past the end")};
  simdjson::dom::parser parser;
  const element document = read(parser, render_sarif(both, sources, {"/src", "b.lead"}, page, "1"));
  const auto uri = [&](const char* at) { return std::string_view(document.at_pointer(at)); };
  EXPECT_EQ(uri("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri"), "b.lead");
  EXPECT_EQ(uri("/runs/0/results/1/locations/0/physicalLocation/artifactLocation/uri"),
            "file:///else/where.lead");
}

TEST(RenderSarif, CountsWhatIsLeftOut) {
  source::SourceMap sources;
  const FileId file = std::get<FileId>(sources.add("a.lead", std::string(100, 'x')));
  std::vector<Diagnostic> many;
  for (uint32_t i = 0; i < limits::kMaxDiagnostics + 3; ++i)
    many.push_back(make(Code::UnknownName, {file, i, i + 1}, "no"));
  simdjson::dom::parser parser;
  const element document = read(parser, render_sarif(many, sources, {}, page, "1"));
  EXPECT_EQ(std::string_view(
                document.at_pointer("/runs/0/invocations/0/toolExecutionNotifications/0/message/text")),
            "and 3 more findings");
}

}  // namespace
}  // namespace lead::diagnostics
