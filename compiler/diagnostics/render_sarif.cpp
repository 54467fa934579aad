// SARIF 2.1.0 (OASIS standard): what code hosts and editors take as the findings of a tool.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/diagnostics/json_text.h"
#include "compiler/diagnostics/paint.h"
#include "compiler/diagnostics/render.h"
#include "compiler/diagnostics/selection.h"
#include "compiler/diagnostics/surroundings.h"

namespace lead::diagnostics {
namespace {

constexpr std::string_view kSchema = "https://json.schemastore.org/sarif-2.1.0.json";

// RFC 3986: a path as a relative reference, or as a file URI where it is absolute.
std::string uri_of(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                          std::string_view("-._~/").find(c) != std::string_view::npos;
    if (is_plain) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned>(byte));
    }
  }
  return name.starts_with('/') ? "file://" + out : out;
}

class Writer {
 public:
  Writer(const source::SourceMap& sources, const Surroundings& surroundings)
      : sources_(sources), surroundings_(surroundings) {}
  [[nodiscard]] std::string result(const Diagnostic& d, const std::vector<Code>& rules) const;

 private:
  [[nodiscard]] std::string artifact(std::string_view path) const {
    const std::string uri = uri_of(name_of_file(path, surroundings_));
    const bool is_relative = !uri.starts_with("file://");
    return fmt::format(R"({{"uri":{}{}}})", json_text(uri), is_relative ? R"(,"uriBaseId":"%SRCROOT%")" : "");
  }
  [[nodiscard]] std::string region(Span span) const;
  [[nodiscard]] std::string place(Span span) const;
  [[nodiscard]] std::string fix(const Fix& fix) const;

  const source::SourceMap& sources_;
  const Surroundings& surroundings_;
};

// In UTF-16 units, 1-based: a character past U+FFFF, four bytes in UTF-8, counts two.
uint32_t utf16_column(const source::SourceFile& file, uint32_t byte) {
  const source::Position at = file.position(byte);
  const uint32_t begin = file.line_begin(at.line);
  const std::string_view before = file.text().substr(begin, byte - begin);
  const auto wide = std::count_if(before.begin(), before.end(),
                                  [](char c) { return static_cast<unsigned char>(c) >= 0xF0; });
  return at.column + static_cast<uint32_t>(wide);
}

std::string Writer::region(Span span) const {
  const source::SourceFile& file = sources_[span.file];
  const auto length = static_cast<uint32_t>(file.text().size());
  const uint32_t begin = std::min(span.begin_byte, length), end = std::min(span.end_byte, length);
  return fmt::format(R"({{"startLine":{},"startColumn":{},"endLine":{},"endColumn":{}}})",
                     file.position(begin).line, utf16_column(file, begin), file.position(end).line,
                     utf16_column(file, end));
}

// The members of a location.
std::string Writer::place(Span span) const {
  if (span.is_none())
    return fmt::format(R"("physicalLocation":{{"artifactLocation":{}}})",
                       artifact(surroundings_.fallback_path));
  return fmt::format(R"("physicalLocation":{{"artifactLocation":{},"region":{}}})",
                     artifact(sources_[span.file].path()), region(span));
}

std::string Writer::fix(const Fix& fix) const {
  std::vector<FileId> files;
  for (const Edit& edit : fix.edits) {
    if (std::find(files.begin(), files.end(), edit.span.file) == files.end()) files.push_back(edit.span.file);
  }
  const std::string changes = json_array(files, [&](FileId file) {
    std::vector<const Edit*> edits;
    for (const Edit& edit : fix.edits) {
      if (edit.span.file == file) edits.push_back(&edit);
    }
    const std::string replacements = json_array(edits, [&](const Edit* edit) {
      return fmt::format(R"({{"deletedRegion":{},"insertedContent":{{"text":{}}}}})", region(edit->span),
                         json_text(edit->replacement));
    });
    return fmt::format(R"({{"artifactLocation":{},"replacements":{}}})", artifact(sources_[file].path()),
                       replacements);
  });
  return fmt::format(R"({{"description":{{"text":{}}},"artifactChanges":{}}})", json_text(fix.title),
                     changes);
}

std::string Writer::result(const Diagnostic& d, const std::vector<Code>& rules) const {
  const auto rule = std::lower_bound(rules.begin(), rules.end(), d.code) - rules.begin();
  std::string out = fmt::format(R"({{"ruleId":"{}","ruleIndex":{},"level":"{}","message":{{"text":{}}})",
                                code_text(d.code), rule, word_of(d.severity), json_text(whole_message(d)));
  const bool has_place = !d.primary.span.is_none() || !surroundings_.fallback_path.empty();
  if (has_place) out += fmt::format(R"(,"locations":[{{{}}}])", place(d.primary.span));
  std::vector<const Label*> related;
  for (const Label& label : d.secondary) {
    if (!label.span.is_none()) related.push_back(&label);
  }
  if (!related.empty()) {
    size_t id = 0;
    out += ",\"relatedLocations\":" + json_array(related, [&](const Label* label) {
             const std::string_view text = label->text.empty() ? "see here" : std::string_view(label->text);
             return fmt::format(R"({{"id":{},{},"message":{{"text":{}}}}})", ++id, place(label->span),
                                json_text(text));
           });
  }
  if (!d.fixes.empty()) {
    out += ",\"fixes\":" + json_array(d.fixes, [&](const Fix& f) { return fix(f); });
  }
  return out + "}";
}

std::string rule(Code code, PageOf page_of) {
  const std::string title = json_text(title_of(code));
  std::string out = fmt::format(R"({{"id":"{}","shortDescription":{{"text":{}}})", code_text(code), title);
  if (const auto page = page_of(code)) {
    out += fmt::format(R"(,"help":{{"text":{0},"markdown":{0}}})", json_text(*page));
  }
  return out + fmt::format(R"(,"defaultConfiguration":{{"level":"{}"}}}})", word_of(severity_of(code)));
}

}  // namespace

std::string render_sarif(const std::vector<Diagnostic>& diagnostics, const source::SourceMap& sources,
                         const Surroundings& surroundings, PageOf page_of, std::string_view version) {
  const Selection selection = select_for_printing(diagnostics);
  std::vector<Code> rules;
  for (const Diagnostic* d : selection.shown) rules.push_back(d->code);
  std::sort(rules.begin(), rules.end());
  rules.erase(std::unique(rules.begin(), rules.end()), rules.end());
  const Writer writer(sources, surroundings);
  std::string notifications;
  if (selection.left_out > 0) {
    notifications = fmt::format(
        R"(,"toolExecutionNotifications":[{{"level":"note","message":{{"text":"and {} more findings"}}}}])",
        selection.left_out);
  }
  return fmt::format(
      R"({{"$schema":"{}","version":"2.1.0","runs":[{{"tool":{{"driver":{{"name":"leadc","version":{},"rules":{}}}}},)"
      R"("columnKind":"utf16CodeUnits","invocations":[{{"executionSuccessful":true{}}}],"results":{}}}]}})"
      "\n",
      kSchema, json_text(version), json_array(rules, [&](Code code) { return rule(code, page_of); }),
      notifications,
      json_array(selection.shown, [&](const Diagnostic* d) { return writer.result(*d, rules); }));
}

}  // namespace lead::diagnostics
