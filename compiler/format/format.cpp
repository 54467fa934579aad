#include "compiler/format/format.h"

#include <algorithm>
#include <stdexcept>

#include "compiler/format/page.h"
#include "compiler/syntax/parse.h"

namespace lead::format {
namespace {

constexpr int kMostRounds = 16;

std::string print(const Page& page, std::string_view line_break) {
  std::string out;
  for (const Line& line : page.lines) {
    if (line.blank_above) out += line_break;
    size_t column = 0;
    const auto reach = [&](size_t wanted) {
      if (wanted > column) out.append(wanted - column, ' ');
      column = std::max(column, wanted);
    };
    for (uint32_t i = line.first; i < line.last; ++i) {
      const Piece& piece = page.pieces[i];
      reach(size_t{line.indent} + piece.column);
      out += piece.text;
      column += piece.width;
    }
    if (!line.comment.empty()) {
      reach(line.comment_column);
      out += line.comment;
    }
    out += line_break;
  }
  return out;
}

Page page_of(std::string_view text, FileId file) {
  return read_page(text, syntax::read_layout(text, file));
}

// Widening to columns can make a line too long, and breaking it moves what stands below: again until nothing
// is too long. BOUND: kMostRounds; real policies need two.
std::string laid_out(Page& page, std::string_view line_break) {
  for (int round = 0; round < kMostRounds; ++round) {
    place_pieces(page);
    align(page);
    indent(page);
    if (!break_lines(page, kLineColumns)) break;
  }
  place_remarks(page);
  return print(page, line_break);
}

// The same words and comments in the same order, and still no error.
void expect_same_words(const Page& page, const std::string& result) {
  source::SourceMap scratch;
  diagnostics::Sink sink;
  const auto added = scratch.add("formatted", result);
  bool same = std::holds_alternative<FileId>(added);
  if (same) {
    const FileId file = std::get<FileId>(added);
    syntax::SyntaxTree tree;
    syntax::parse(scratch, file, tree, sink);
    same = !sink.has_errors() && words_of(page_of(scratch[file].text(), file)) == words_of(page);
  }
  if (!same) throw std::logic_error("formatting would change the words of the policy; nothing is written");
}

}  // namespace

std::optional<std::string> format_policy(const source::SourceMap& sources, FileId file,
                                         diagnostics::Sink& sink) {
  diagnostics::Sink found;
  syntax::SyntaxTree tree;
  syntax::parse(sources, file, tree, found);
  for (diagnostics::Diagnostic& d : found.sorted()) sink.add(std::move(d));
  if (found.has_errors()) return std::nullopt;
  const std::string_view text = sources[file].text();
  Page page = page_of(text, file);
  const size_t first_break = text.find('\n');
  const bool is_crlf =
      first_break != std::string_view::npos && first_break > 0 && text[first_break - 1] == '\r';
  std::string result = laid_out(page, is_crlf ? "\r\n" : "\n");
  expect_same_words(page, result);
  return result;
}

}  // namespace lead::format
