#include "compiler/semantics/text_repairs.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "compiler/diagnostics/removal.h"
#include "runtime/base/closest.h"

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

// Whether the advice is how to ask a set: then one value is no better than a list.
bool asks_a_set(const Diagnostic& d) {
  return std::any_of(d.notes.begin(), d.notes.end(),
                     [](const std::string& note) { return note.starts_with("of a set ask "); });
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
  if (at == words.npos || words.find("end of") != words.npos)
    return;  // `by end of business day` has no plain twin
  const size_t unit = words.find_first_not_of(kBlanks, at + std::string_view("business").size());
  if (unit == words.npos) return;
  const std::string plain = std::string(words.substr(0, at)) + std::string(words.substr(unit));
  d.fixes.push_back({fmt::format("write `{}`", plain), {{span, plain}}});
}

// The items between the braces around a place, as they are written: those beside it in its list.
std::vector<std::string_view> items_around(Span span, std::string_view text) {
  const size_t open = text.substr(0, span.begin_byte).find_last_of("{}");
  const size_t close = std::min(text.find_first_of("{}\n", span.end_byte), text.size());
  std::vector<std::string_view> items;
  if (open == text.npos || text[open] != '{') return items;
  std::string_view rest = text.substr(open + 1, close - open - 1);
  while (!rest.empty()) {
    const size_t end = std::min(rest.find(','), rest.size());
    std::string_view item = rest.substr(0, end);
    while (!item.empty() && kBlanks.find(item.front()) != kBlanks.npos) item.remove_prefix(1);
    while (!item.empty() && kBlanks.find(item.back()) != kBlanks.npos) item.remove_suffix(1);
    items.push_back(item);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return items;
}

// A guess is carried out unseen (`check --fix`): only where one name is nearest, and never one that its list
// has already.
void keep_sure_guess(Diagnostic& d, std::string_view text) {
  const Span span = d.primary.span;
  if (d.code == Code::UnknownItem) {
    const auto beside = items_around(span, text);
    std::erase_if(d.fixes, [&](const diagnostics::Fix& fix) {
      return fix.edits.size() == 1 && fix.edits.front().span == span &&
             std::find(beside.begin(), beside.end(), fix.edits.front().replacement) != beside.end();
    });
  }
  std::vector<std::string> guesses;
  for (const diagnostics::Fix& fix : d.fixes) {
    if (fix.edits.size() != 1 || fix.edits.front().span != span) return;
    guesses.push_back(fix.edits.front().replacement);
  }
  if (!has_one_nearest(text.substr(span.begin_byte, span.end_byte - span.begin_byte), guesses))
    d.fixes.clear();
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
    case Code::UnknownName:
      if (asks_a_set(d)) return exchange_operator(d, text, "is", "has");
      return keep_sure_guess(d, text);
    case Code::UnknownItem:
    case Code::UnknownEvent:
    case Code::UnknownType:
    case Code::UnknownFunction:
    case Code::UnknownAttribute:
    case Code::UnknownRule:
      return keep_sure_guess(d, text);
    case Code::NotAValue:
      if (asks_a_set(d)) return;
      exchange_operator(d, text, "is not", "not in");
      return exchange_operator(d, text, "is", "in");
    case Code::NotAList:
      if (asks_a_set(d)) return;
      exchange_operator(d, text, "not in", "is not");
      if (d.fixes.empty()) exchange_operator(d, text, "in", "is");
      return;
    case Code::BusinessTime:
      // A promise can count business time: what it lacks is said beside its name.
      if (!d.secondary.empty()) return;
      return leave_out_business(d, text);
    default:
      return;
  }
}

}  // namespace lead::semantics
