#include "compiler/semantics/text_repairs.h"

#include <fmt/format.h>

#include "compiler/diagnostics/removal.h"

namespace lead::semantics {
namespace {

using diagnostics::Code;
using diagnostics::Diagnostic;

constexpr std::string_view kBlanks = " \t\r\n";

void take_away(Diagnostic& d, std::string_view text) {
  if (const auto edit = diagnostics::removal(d.primary.span, text))
    d.fixes.push_back({"take it away", {*edit}});
}

// From the words to the end of their line, where that opens no bracket: a setting with its values.
void take_line_away(Diagnostic& d, std::string_view text) {
  Span line = d.primary.span;
  const size_t end = std::min(text.find_first_of("#\r\n", line.end_byte), text.size());
  const std::string_view rest = text.substr(line.end_byte, end - line.end_byte);
  if (rest.find_first_of("{}") != rest.npos) return;
  line.end_byte += static_cast<uint32_t>(rest.find_last_not_of(kBlanks) + 1);
  if (const auto edit = diagnostics::line_removal(line, text)) d.fixes.push_back({"take it away", {*edit}});
}

// The operator before a value: `is` where a list follows is meant as `in`, and the other way round.
void exchange_operator(Diagnostic& d, std::string_view text, std::string_view seen, std::string_view meant) {
  const Span value = d.primary.span;
  const std::string_view before = text.substr(0, text.find_last_not_of(kBlanks, value.begin_byte - 1) + 1);
  if (!before.ends_with(fmt::format(" {}", seen))) return;
  const Span op{value.file, static_cast<uint32_t>(before.size() - seen.size()),
                static_cast<uint32_t>(before.size())};
  d.fixes.push_back({fmt::format("write `{}`", meant), {{op, std::string(meant)}}});
}

// `10 business days` to `10 days`
void leave_out_business(Diagnostic& d, std::string_view text) {
  const Span span = d.primary.span;
  const std::string_view words = text.substr(span.begin_byte, span.end_byte - span.begin_byte);
  const size_t at = words.find("business");
  if (at == words.npos) return;
  const size_t unit = words.find_first_not_of(kBlanks, at + std::string_view("business").size());
  if (unit == words.npos) return;
  const std::string plain = std::string(words.substr(0, at)) + std::string(words.substr(unit));
  d.fixes.push_back({fmt::format("write `{}`", plain), {{span, plain}}});
}

}  // namespace

void offer_text_repairs(Diagnostic& d, const source::SourceMap& sources) {
  const Span span = d.primary.span;
  if (span.is_none() || span.begin_byte == 0) return;
  const std::string_view text = sources[span.file].text();
  switch (d.code) {
    case Code::ItemTwice:
    case Code::RuleInTwoGroups:
    case Code::NotInRunningScore:
    case Code::NotOnLiveRule:
      return take_away(d, text);
    case Code::SettingTwice:
      return take_line_away(d, text);
    case Code::NotAValue:
      exchange_operator(d, text, "is not", "not in");
      return exchange_operator(d, text, "is", "in");
    case Code::NotAList:
      exchange_operator(d, text, "not in", "is not");
      if (d.fixes.empty()) exchange_operator(d, text, "in", "is");
      return;
    case Code::BusinessTime:
      return leave_out_business(d, text);
    default:
      return;
  }
}

}  // namespace lead::semantics
