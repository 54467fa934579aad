#include "compiler/semantics/table_file.h"

#include <algorithm>

namespace lead::semantics {
namespace {

// Of the first row: nobody has to say it.
char separator_of(std::string_view text) {
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == ',' || c == ';' || c == '\t') return c;
    if (c == '\n') break;
  }
  return ',';
}

std::string_view trimmed(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

TableFile::TableFile(std::string_view text, FileId file)
    : text_(text), file_(file), separator_(separator_of(text)) {}

Span TableFile::from(size_t begin) const {
  return {file_, static_cast<uint32_t>(begin), static_cast<uint32_t>(at_)};
}

bool TableFile::at_end_of_line() const {
  return at_ == text_.size() || text_[at_] == '\n';
}

void TableFile::skip_blanks() {
  while (at_ < text_.size() && text_[at_] != separator_ &&
         (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\r'))
    ++at_;
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
    row.push_back(std::move(cell));
    if (at_end_of_line()) break;
    ++at_;  // the separator
  }
  if (at_ < text_.size()) ++at_;  // the end of the line
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

std::optional<int64_t> read_scaled(std::string_view text, uint32_t digits) {
  constexpr int64_t kMost = INT64_MAX / 10 - 9;
  const bool is_negative = text.starts_with('-');
  if (is_negative || text.starts_with('+')) text.remove_prefix(1);
  int64_t value = 0;
  uint32_t behind = 0;
  bool has_point = false, has_digit = false;
  for (const char c : text) {
    if (c == '.' && !has_point && has_digit) {
      has_point = true;
      continue;
    }
    if (c < '0' || c > '9' || value > kMost) return std::nullopt;
    if (has_point && ++behind > digits) return std::nullopt;
    value = value * 10 + (c - '0');
    has_digit = true;
  }
  if (!has_digit || (has_point && behind == 0)) return std::nullopt;
  for (; behind < digits; ++behind) {
    if (value > kMost) return std::nullopt;
    value *= 10;
  }
  return is_negative ? -value : value;
}

}  // namespace lead::semantics
