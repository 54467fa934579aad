#include <fmt/format.h>

#include <map>
#include <utility>
#include <vector>

#include "workbench/test/render.h"

namespace lead::test {
namespace {

// Text inside an element or an attribute. Signs that XML 1.0 does not have become U+FFFD; texts are valid
// UTF-8 already.
std::string escaped(std::string_view text, bool is_attribute) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else if (c == '\n' || c == '\t') {
      out += is_attribute ? (c == '\n' ? "&#10;" : "&#9;") : std::string(1, text[i]);
    } else if (c == '\r') {
      out += "&#13;";
    } else if (c < 0x20 || text.substr(i, 3) == "\xEF\xBF\xBE" || text.substr(i, 3) == "\xEF\xBF\xBF") {
      out += "\xEF\xBF\xBD";
      if (c >= 0x20) i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

void add_case(std::string& out, const Outcome& outcome, const source::SourceMap& sources,
              const artefact::ZoneT& zone, const std::string& policy) {
  const source::SourceFile& file = sources[outcome.span.file];
  out += fmt::format("    <testcase name=\"{}\" classname=\"{}\" file=\"{}\" line=\"{}\" assertions=\"{}\"",
                     escaped(outcome.name, true), escaped(policy, true), escaped(file.path(), true),
                     file.position(outcome.span.begin_byte).line, outcome.expectations);
  if (outcome.passed()) {
    out += "/>\n";
    return;
  }
  const Failure& first = outcome.failures.front();
  out += fmt::format(">\n      <failure message=\"{}\" type=\"expectation\">{}</failure>\n    </testcase>\n",
                     escaped(fmt::format("expected {}, found {}", first.expected, first.found), true),
                     escaped(failure_text(outcome, sources, zone, {}), false));
}

}  // namespace

std::string render_junit(const Report& report, const source::SourceMap& sources, const artefact::ZoneT& zone,
                         const std::string& policy) {
  std::map<uint32_t, std::vector<const Outcome*>> by_file;
  for (const Outcome& outcome : report.outcomes) by_file[outcome.span.file.value].push_back(&outcome);
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  out += fmt::format("<testsuites name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\">\n",
                     escaped(policy, true), report.outcomes.size(), report.failed());
  for (const auto& [file, outcomes] : by_file) {
    size_t failed = 0;
    for (const Outcome* outcome : outcomes) failed += outcome->passed() ? 0 : 1;
    out += fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"0\">\n",
                       escaped(sources[FileId{file}].path(), true), outcomes.size(), failed);
    for (const Outcome* outcome : outcomes) add_case(out, *outcome, sources, zone, policy);
    out += "  </testsuite>\n";
  }
  out += "</testsuites>\n";
  return out;
}

}  // namespace lead::test
