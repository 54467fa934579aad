#include "compiler/diagnostics/removal.h"

namespace lead::diagnostics {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

Edit cut_out(Span span, size_t begin, size_t end) {
  return {{span.file, static_cast<uint32_t>(begin), static_cast<uint32_t>(end)}, ""};
}

size_t line_begin(size_t at, std::string_view text) {
  return at == 0 ? 0 : text.rfind('\n', at - 1) + 1;  // npos + 1 is 0
}

}  // namespace

std::optional<Edit> line_removal(Span span, std::string_view text) {
  if (span.is_none() || span.end_byte > text.size()) return std::nullopt;
  const size_t begin = line_begin(span.begin_byte, text);
  const size_t end = text.find('\n', span.end_byte);
  const std::string_view before = text.substr(begin, span.begin_byte - begin);
  const std::string_view after =
      text.substr(span.end_byte, (end == text.npos ? text.size() : end) - span.end_byte);
  if (before.find_first_not_of(kBlanks) != before.npos || after.find_first_not_of(kBlanks) != after.npos)
    return std::nullopt;
  return cut_out(span, begin, end == text.npos ? text.size() : end + 1);
}

std::optional<Edit> removal(Span span, std::string_view text) {
  if (span.is_none() || span.end_byte > text.size()) return std::nullopt;
  const size_t before = text.substr(0, span.begin_byte).find_last_not_of(kBlanks);
  if (before != text.npos && text[before] == ',') return cut_out(span, before, span.end_byte);
  const size_t after = text.find_first_not_of(kBlanks, span.end_byte);
  if (after != text.npos && text[after] == ',') {
    const size_t next = text.find_first_not_of(kBlanks, after + 1);
    return cut_out(span, span.begin_byte, next == text.npos ? text.size() : next);
  }
  return line_removal(span, text);
}

}  // namespace lead::diagnostics
