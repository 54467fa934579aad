#include "runtime/ingest/table_file.h"

#include <algorithm>
#include <array>

namespace lead::ingest {
namespace {

bool is_line_end(char c) {
  return c == '\n' || c == '\r';
}

// The sign that most often stands between the words of the first row, outside quotes: nobody has to say it.
char separator_of(std::string_view text) {
  constexpr std::string_view kKnown = ",;\t|";
  std::array<size_t, kKnown.size()> counts{};
  bool quoted = false, begun = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (is_line_end(c) && begun) break;
    begun = begun || (!is_line_end(c) && c != ' ');
    const size_t known = kKnown.find(c);
    if (known != std::string_view::npos) ++counts[known];
  }
  return kKnown[static_cast<size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin())];
}

// The length of a first line `sep=;`, by which spreadsheets say the separator; 0: there is none.
size_t separator_line(std::string_view text) {
  const bool is_there = text.size() >= 5 && (text.starts_with("sep=") || text.starts_with("SEP="));
  if (!is_there || is_line_end(text[4]) || text[4] == '"') return 0;
  if (text.size() > 5 && !is_line_end(text[5])) return 0;
  return std::min<size_t>(text.size(), text.substr(5).starts_with("\r\n") ? 7 : 6);
}

std::string_view trimmed(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

TableFile::TableFile(std::string_view text, FileId file)
    : text_(text), file_(file), at_(separator_line(text)) {
  separator_ = at_ > 0 ? text[4] : separator_of(text);
}

Span TableFile::from(size_t begin) const {
  return {file_, static_cast<uint32_t>(begin), static_cast<uint32_t>(at_)};
}

bool TableFile::at_end_of_line() const {
  return at_ == text_.size() || is_line_end(text_[at_]);
}

void TableFile::skip_blanks() {
  while (at_ < text_.size() && text_[at_] != separator_ && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
}

void TableFile::read_plain(Cell& cell) {
  const size_t begin = at_;
  while (!at_end_of_line() && text_[at_] != separator_) ++at_;
  const std::string_view text = trimmed(text_.substr(begin, at_ - begin));
  cell.text = text;
  cell.span = {file_, static_cast<uint32_t>(begin), static_cast<uint32_t>(begin + text.size())};
}

bool TableFile::read_quoted(Cell& cell) {
  const size_t begin = at_++;
  std::string text;
  while (at_ < text_.size()) {
    const char c = text_[at_++];
    if (c != '"') {
      text.push_back(c);
      continue;
    }
    if (at_ == text_.size() || text_[at_] != '"') {
      cell.text = trimmed(text);
      cell.span = from(begin);
      skip_blanks();
      if (at_end_of_line() || text_[at_] == separator_) return true;
      const size_t more = at_;
      while (!at_end_of_line() && text_[at_] != separator_) ++at_;
      fault_ = Fault{from(more), "nothing may follow the quotation mark that closes a cell"};
      return false;
    }
    text.push_back(c);
    ++at_;
  }
  fault_ = Fault{{file_, static_cast<uint32_t>(begin), static_cast<uint32_t>(begin) + 1},
                 "this quotation mark is never closed"};
  return false;
}

bool TableFile::read_row(std::vector<Cell>& row) {
  row.clear();
  while (true) {
    Cell cell;
    skip_blanks();
    if (at_ < text_.size() && text_[at_] == '"') {
      if (!read_quoted(cell)) return false;
    } else {
      read_plain(cell);
    }
    if (row.size() == kMaxCells) {
      fault_ = Fault{cell.span, "this row has more cells than a sheet can have columns"};
      return false;
    }
    row.push_back(std::move(cell));
    if (at_end_of_line()) break;
    ++at_;  // the separator
  }
  if (at_ < text_.size()) at_ += text_.substr(at_).starts_with("\r\n") ? 2 : 1;  // the end of the line
  return true;
}

bool TableFile::next(std::vector<Cell>& row) {
  while (!fault_ && at_ < text_.size()) {
    if (!read_row(row)) return false;
    const bool has_anything =
        std::any_of(row.begin(), row.end(), [](const Cell& cell) { return !cell.text.empty(); });
    if (has_anything) return true;
  }
  return false;
}

}  // namespace lead::ingest
