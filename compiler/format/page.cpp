// Cutting the text into lines.
#include "compiler/format/page.h"

#include <algorithm>

#include "compiler/diagnostics/display.h"

namespace lead::format {
namespace {

using syntax::Begins;
using syntax::Shape;

// What stands between two pieces.
struct Gap {
  struct Remark {
    std::string_view text;
    uint32_t breaks_before = 0;  // line breaks since what stands before it
    uint32_t column = 0;         // in the source
  };
  std::vector<Remark> remarks;
  uint32_t breaks = 0;  // since the last remark, or since the piece before

  [[nodiscard]] bool has_break() const { return breaks > 0 || !remarks.empty(); }
};

uint32_t column_at(std::string_view text, size_t at) {
  const size_t line = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;  // npos + 1 is 0
  return diagnostics::DisplayLine(text.substr(line, at - line)).columns();
}

Gap read_gap(std::string_view text, size_t begin, size_t end) {
  Gap gap;
  for (size_t at = begin; at < end; ++at) {
    if (text[at] == '\n') ++gap.breaks;
    if (text[at] != '#') continue;
    const size_t stop = std::min(text.find_first_of("\r\n", at), end);
    std::string_view remark = text.substr(at, stop - at);
    remark = remark.substr(0, remark.find_last_not_of(" \t") + 1);
    gap.remarks.push_back({remark, gap.breaks, column_at(text, at)});
    gap.breaks = 0;
    at = stop - 1;
  }
  return gap;
}

class Cutter {
 public:
  Cutter(std::string_view text, const std::vector<syntax::Token>& tokens) : text_(text), tokens_(tokens) {}
  Page run();

 private:
  void read_pieces();
  void pair_brackets();
  [[nodiscard]] bool must_break(uint32_t at) const;
  void take_remarks(const Gap& gap, bool blanks_allowed);
  void take(uint32_t at);
  void close_line();

  std::string_view text_;
  const std::vector<syntax::Token>& tokens_;
  Page page_;
  std::vector<Gap> gaps_;  // before each piece, and one behind the last
  Line line_;
  bool break_next_ = false;  // a comma was taken up to the line before: what follows it is not
};

void Cutter::read_pieces() {
  size_t before = 0;
  for (const syntax::Token& token : tokens_) {
    Piece piece;
    piece.text = text_.substr(token.begin, token.end - token.begin);
    piece.shape = token.shape;
    piece.begins = token.begins;
    piece.width = diagnostics::width_of(piece.text);
    piece.touches = token.begin == before && before > 0;
    page_.pieces.push_back(piece);
    gaps_.push_back(read_gap(text_, before, token.begin));
    before = token.end;
  }
  gaps_.push_back(read_gap(text_, before, text_.size()));
}

void Cutter::pair_brackets() {
  std::vector<uint32_t> open;
  for (uint32_t i = 0; i < page_.pieces.size(); ++i) {
    Piece& piece = page_.pieces[i];
    if (piece.closes() && !open.empty()) {
      piece.partner = open.back();
      page_.pieces[open.back()].partner = i;
      open.pop_back();
    }
    piece.parent = open.empty() ? kNone : open.back();
    if (piece.opens()) open.push_back(i);
  }
  for (uint32_t i = 0; i < page_.pieces.size(); ++i) {
    Piece& piece = page_.pieces[i];
    if (!piece.opens() || piece.partner == kNone) continue;
    piece.is_block = gaps_[i + 1].has_break() || gaps_[piece.partner].has_break();
    if (piece.partner == i + 1) piece.is_block = !gaps_[i + 1].remarks.empty();  // `{ }` is one line
  }
}

bool Cutter::must_break(uint32_t at) const {
  const Piece& piece = page_.pieces[at];
  if (at == 0) return false;
  const Piece& before = page_.pieces[at - 1];
  if (piece.begins == Begins::Declaration || break_next_) return true;
  if (!gaps_[at].remarks.empty()) return true;
  if (before.opens() && before.partner != kNone && page_.pieces[at - 1].is_block) return true;
  if (piece.closes()) return piece.partner != kNone && page_.pieces[piece.partner].is_block;
  if (before.opens()) return false;
  if (piece.shape == Shape::OpenBrace || piece.shape == Shape::Comma) return false;
  return gaps_[at].breaks > 0;
}

void Cutter::close_line() {
  if (line_.first == line_.last && line_.comment.empty()) return;
  page_.lines.push_back(line_);
  line_ = Line{};
  line_.first = line_.last = page_.lines.back().last;
}

void Cutter::take_remarks(const Gap& gap, bool blanks_allowed) {
  uint32_t ending_column = kNone;  // in the source, of the remark that ends the line before
  for (const Gap::Remark& remark : gap.remarks) {
    if (!line_.is_comment() && remark.breaks_before == 0) {
      line_.comment = remark.text;
      close_line();
      ending_column = remark.column;
      continue;
    }
    close_line();
    line_.comment = remark.text;
    line_.blank_above = remark.breaks_before > 1 && blanks_allowed && !page_.lines.empty();
    line_.goes_on = !line_.blank_above && remark.column == ending_column;
    if (!line_.goes_on) ending_column = kNone;
    close_line();
    blanks_allowed = true;
  }
}

void Cutter::take(uint32_t at) {
  const Gap& gap = gaps_[at];
  const Piece& piece = page_.pieces[at];
  const bool in_block_begin = at > 0 && page_.pieces[at - 1].opens();
  const bool breaks = must_break(at);
  break_next_ = false;
  take_remarks(gap, !in_block_begin);
  if (breaks) close_line();
  if (line_.is_comment()) {
    const bool allowed = !piece.closes() && !(in_block_begin && gap.remarks.empty());
    line_.blank_above = gap.breaks > 1 && allowed && !page_.lines.empty();
  }
  if (piece.shape == Shape::Comma && gap.breaks > 0) break_next_ = true;
  line_.last = at + 1;
}

Page Cutter::run() {
  read_pieces();
  pair_brackets();
  for (uint32_t at = 0; at < page_.pieces.size(); ++at) take(at);
  take_remarks(gaps_.back(), true);
  close_line();
  return std::move(page_);
}

}  // namespace

std::string_view Page::word_of_block(uint32_t bracket) const {
  if (bracket == kNone) return {};
  for (uint32_t i = bracket; i-- > 0;) {
    if (pieces[i].parent == pieces[bracket].parent && pieces[i].begins != Begins::Nothing)
      return pieces[i].text;
  }
  return {};
}

Page read_page(std::string_view text, const std::vector<syntax::Token>& tokens) {
  return Cutter(text, tokens).run();
}

std::vector<std::string_view> words_of(const Page& page) {
  std::vector<std::string_view> words;
  for (const Line& line : page.lines) {
    for (uint32_t i = line.first; i < line.last; ++i) words.push_back(page.pieces[i].text);
    if (!line.comment.empty()) words.push_back(line.comment);
  }
  return words;
}

}  // namespace lead::format
