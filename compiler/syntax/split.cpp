#include "compiler/syntax/split.h"

#include <algorithm>
#include <array>

#include "compiler/syntax/declaration_words.h"
#include "compiler/syntax/problems.h"
#include "runtime/base/limits.h"

namespace lead::syntax {
namespace {

// Of these, the ones that end with the brace that closes them.
constexpr std::array<std::string_view, 19> kBlocks = {
    "policy",    "choice",   "lead", "bands",  "score",  "grade", "matrix", "fixture", "test",    "table",
    "lifecycle", "calendar", "sla",  "person", "people", "route", "match",  "account", "accounts"};
constexpr std::array<std::string_view, 4> kLaterDeclarations = {"purpose", "track", "guarantee", "report"};
// Soft words that may follow a name inside an expression.
constexpr std::array<std::string_view, 9> kOperators = {"from",    "at",  "starts", "ends", "contains",
                                                        "matches", "has", "less",   "more"};
constexpr std::array<std::string_view, 7> kFurtherOperators = {"above", "below",    "since",   "because",
                                                               "means", "becoming", "reaching"};
constexpr std::array<std::string_view, 5> kReservedOperators = {"and", "or", "not", "is", "in"};
// Soft words after which a name is wanted.
constexpr std::array<std::string_view, 4> kJoiners = {"by", "means", "with", "than"};

template <size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_word(Shape shape) {
  return shape == Shape::Word || shape == Shape::Quoted;
}
bool is_broken(const Lexeme& lexeme) {
  return lexeme.broken;
}
bool opens(Shape shape) {
  return shape == Shape::OpenBrace || shape == Shape::OpenParen;
}
bool closes(Shape shape) {
  return shape == Shape::CloseBrace || shape == Shape::CloseParen;
}

class Splitter {
 public:
  Splitter(const std::vector<Lexeme>& lexemes, std::string_view text, FileId file, diagnostics::Sink& sink)
      : lexemes_(lexemes), text_(text), file_(file), sink_(sink) {}
  std::vector<Slice> run();

 private:
  enum class Start { None, Known, Later, Unknown };
  Start start_at(size_t at) const;
  bool name_follows(size_t at, bool column_one) const;
  bool wants_name(size_t at) const;
  bool balanced() const;
  bool ended_by_brace(size_t next);
  bool ends_with_list() const;
  void take(size_t at);
  void close(const Lexeme& lexeme);
  void finish(size_t next);
  void supply_brackets(size_t next);
  bool too_deep() const;
  void remember_indentation(const Lexeme& open, const Lexeme& close);
  uint32_t indentation(uint32_t byte) const;
  std::string_view text_of(const Lexeme& lexeme) const {
    return text_.substr(lexeme.begin, lexeme.end - lexeme.begin);
  }
  Span span(const Lexeme& lexeme) const { return {file_, lexeme.begin, lexeme.end}; }

  const std::vector<Lexeme>& lexemes_;
  std::string_view text_;
  FileId file_;
  diagnostics::Sink& sink_;
  bool balanced_ = true;
  std::vector<Slice> slices_;
  // Of the declaration being collected:
  Slice slice_;
  Start start_ = Start::None;
  std::vector<Lexeme> open_;         // brackets still open, outermost first
  bool had_block_ = false;           // a brace was opened outside all others
  bool ended_early_ = false;         // and closed before the declaration ended
  const Lexeme* suspect_ = nullptr;  // first brace whose closing brace is indented differently
};

// The whole bracket structure of the file is sound.
bool Splitter::balanced() const {
  std::vector<Shape> open;
  for (const Lexeme& lexeme : lexemes_) {
    if (opens(lexeme.shape)) open.push_back(lexeme.shape);
    if (!closes(lexeme.shape)) continue;
    const Shape wanted = lexeme.shape == Shape::CloseBrace ? Shape::OpenBrace : Shape::OpenParen;
    if (open.empty() || open.back() != wanted) return false;
    open.pop_back();
  }
  return open.empty();
}

// A name, or anything that should have been one, stands behind the word at `at`.
bool Splitter::name_follows(size_t at, bool column_one) const {
  if (at + 1 >= lexemes_.size()) return true;
  const Lexeme& next = lexemes_[at + 1];
  const std::string_view word = text_of(lexemes_[at]);
  if ((word == "lead" || word == "person" || word == "people" || word == "account" || word == "accounts") &&
      next.shape == Shape::OpenBrace)
    return true;
  if (word == "guarantee" || word == "test") {
    if (next.shape == Shape::Text) return true;
  }
  if (next.shape == Shape::Quoted) return true;
  if (next.shape == Shape::Word) {
    return column_one || !(among(kOperators, text_of(next)) || among(kFurtherOperators, text_of(next)));
  }
  if (next.opens_line) return column_one;
  switch (next.shape) {
    case Shape::Reserved:
      return column_one && !among(kReservedOperators, text_of(next));
    case Shape::Text:
    case Shape::Number:
    case Shape::OpenBrace:
    case Shape::Bad:
      return column_one;
    default:
      return false;
  }
}

// What stands before `at` asks for a name, so that a declaration word at `at` is one.
bool Splitter::wants_name(size_t at) const {
  if (slice_.lexemes.empty()) return false;
  const Lexeme& before = lexemes_[at - 1];
  switch (before.shape) {
    case Shape::Reserved:
      return text_of(before) != "otherwise" && text_of(before) != "yes" && text_of(before) != "no";
    case Shape::Comma:
    case Shape::Colon:
    case Shape::Prefix:
    case Shape::Sign:
      return true;
    case Shape::Word:
      return slice_.lexemes.size() == 1 || among(kJoiners, text_of(before));
    default:
      return false;
  }
}

Splitter::Start Splitter::start_at(size_t at) const {
  const Lexeme& lexeme = lexemes_[at];
  if (lexeme.shape != Shape::Word) return Start::None;
  if (!open_.empty() && (balanced_ || !lexeme.column_one)) return Start::None;
  const std::string_view word = text_of(lexeme);
  const bool known = among(kDeclarationWords, word);
  if (known || among(kLaterDeclarations, word)) {
    if (!name_follows(at, lexeme.column_one)) return Start::None;
    if (!lexeme.column_one && wants_name(at)) return Start::None;
    return known ? Start::Known : Start::Later;
  }
  // `scor interest {`: a word of the first column that a name and then a brace, a title or `means` follow.
  if (!lexeme.column_one || at + 2 >= lexemes_.size() || wants_name(at)) return Start::None;
  const Lexeme& third = lexemes_[at + 2];
  const bool heads =
      is_word(lexemes_[at + 1].shape) && !among(kOperators, text_of(lexemes_[at + 1])) &&
      (third.shape == Shape::OpenBrace || third.shape == Shape::Text || text_of(third) == "means");
  return heads && open_.empty() ? Start::Unknown : Start::None;
}

// The slice is a block whose last brace has been closed: what follows is no part of it.
bool Splitter::ended_by_brace(size_t next) {
  if (slice_.lexemes.empty() || !open_.empty() || slice_.lexemes.back().shape != Shape::CloseBrace)
    return false;
  if (closes(lexemes_[next].shape)) return false;
  if (!among(kBlocks, text_of(slice_.lexemes.front())) || !had_block_) return false;
  if (balanced_ || lexemes_[next].column_one || !slice_.lexemes.front().column_one) return true;
  // A brace too many in the file, and here the text goes on, indented: an opening brace is missing before,
  // which the parser says.
  ended_early_ = true;
  slice_.echo_from = std::min(slice_.echo_from, lexemes_[next].begin);
  return false;
}

// `where colour in list { red, blue } {`: the values of a list are no block.
bool Splitter::ends_with_list() const {
  return !slice_.lexemes.empty() && text_of(slice_.lexemes.back()) == "list";
}

std::vector<Slice> Splitter::run() {
  balanced_ = balanced();
  for (size_t at = 0; at < lexemes_.size(); ++at) {
    const Start start = start_at(at);
    if (start != Start::None || ended_by_brace(at)) finish(at);
    if (slice_.lexemes.empty()) start_ = start;
    take(at);
  }
  finish(lexemes_.size());
  return std::move(slices_);
}

void Splitter::take(size_t at) {
  const Lexeme& lexeme = lexemes_[at];
  if (opens(lexeme.shape)) {
    if (open_.empty() && lexeme.shape == Shape::OpenBrace && !ends_with_list()) had_block_ = true;
    open_.push_back(lexeme);
  } else if (closes(lexeme.shape)) {
    return close(lexeme);
  }
  slice_.lexemes.push_back(lexeme);
}

void Splitter::close(const Lexeme& lexeme) {
  if (lexeme.shape == Shape::CloseBrace) {
    // `( ... }`: the parser says that the `)` is missing.
    while (open_.size() > 1 && open_.back().shape == Shape::OpenParen) open_.pop_back();
  } else if (!open_.empty() && open_.back().shape == Shape::OpenBrace) {
    slice_.lexemes.push_back(lexeme);  // `{ ... )`: the parser says that it does not belong
    return;
  }
  if (open_.empty()) {
    if (slice_.lexemes.empty() || (had_block_ && !ended_early_) || lexeme.shape == Shape::CloseParen) {
      const bool echo = std::any_of(slice_.lexemes.begin(), slice_.lexemes.end(), is_broken);
      if (!echo) sink_.add(problems::extra_bracket(span(lexeme), text_[lexeme.begin]));
      return;
    }
    slice_.lexemes.push_back(lexeme);  // its opening brace is missing, which the parser says
    return;
  }
  remember_indentation(open_.back(), lexeme);
  open_.pop_back();
  slice_.lexemes.push_back(lexeme);
}

uint32_t Splitter::indentation(uint32_t byte) const {
  const size_t line = byte == 0 ? 0 : text_.rfind('\n', byte - 1) + 1;  // npos + 1 is 0
  const size_t word = text_.find_first_not_of(" \t", line);
  return static_cast<uint32_t>(std::min(word, text_.size()) - line);
}

void Splitter::remember_indentation(const Lexeme& open, const Lexeme& close) {
  if (balanced_ || suspect_ != nullptr || !close.opens_line) return;
  if (indentation(open.begin) == indentation(close.begin)) return;
  const auto found = std::find_if(lexemes_.begin(), lexemes_.end(),
                                  [&open](const Lexeme& lexeme) { return lexeme.begin == open.begin; });
  suspect_ = &*found;
}

// BOUND: limits::kMaxNesting brackets, and as many `not` or `-` in a row.
bool Splitter::too_deep() const {
  uint32_t depth = 0;
  uint32_t run = 0;
  for (const Lexeme& lexeme : slice_.lexemes) {
    if (opens(lexeme.shape)) ++depth;
    if (closes(lexeme.shape) && depth > 0) --depth;
    const bool prefix =
        lexeme.shape == Shape::Prefix || (lexeme.shape == Shape::Reserved && text_of(lexeme) == "not");
    run = prefix ? run + 1 : 0;
    if (depth <= limits::kMaxNesting && run <= limits::kMaxNesting) continue;
    sink_.add(problems::nested_too_deep(span(lexeme), prefix ? "signs are" : "brackets are"));
    return true;
  }
  return false;
}

void Splitter::supply_brackets(size_t next) {
  if (open_.empty()) return;
  const Lexeme last = slice_.lexemes.back();
  const bool echo = std::any_of(slice_.lexemes.begin(), slice_.lexemes.end(), is_broken);
  if (!echo) {
    const Lexeme& open = suspect_ != nullptr ? *suspect_ : open_.front();
    const Span following = next < lexemes_.size() ? span(lexemes_[next]) : Span{};
    sink_.add(problems::unclosed_bracket(span(open), text_[open.begin], span(last), following));
  }
  // Inside the declaration's own braces rows are read as ever; inside another open bracket they are out of
  // place.
  const Lexeme* inner = suspect_ != nullptr ? suspect_ : open_.size() > 1 ? &open_[1] : nullptr;
  if (inner == nullptr && open_.front().shape == Shape::OpenParen) inner = &open_.front();
  if (inner != nullptr) slice_.echo_from = inner->begin;
  for (; !open_.empty(); open_.pop_back()) {
    const bool brace = open_.back().shape == Shape::OpenBrace;
    Lexeme supplied = open_.back();
    ++supplied.type;  // the grammar's lexer lists RBRACE right behind LBRACE, RPAREN behind LPAREN
    supplied.shape = brace ? Shape::CloseBrace : Shape::CloseParen;
    supplied.begin = supplied.end = last.end;
    supplied.opens_line = supplied.column_one = false;
    supplied.broken = true;
    slice_.lexemes.push_back(supplied);
  }
}

void Splitter::finish(size_t next) {
  if (!slice_.lexemes.empty() && !too_deep()) {
    const Lexeme& first = slice_.lexemes.front();
    if (start_ == Start::Known) {
      supply_brackets(next);
      slices_.push_back(std::move(slice_));
    } else if (start_ == Start::Later) {
      sink_.add(problems::later_declaration(span(first), text_of(first)));
      supply_brackets(next);
    } else if (first.shape != Shape::Bad) {
      sink_.add(problems::unknown_declaration(span(first), text_of(first)));
    }
  }
  slice_ = {};
  open_.clear();
  had_block_ = ended_early_ = false;
  suspect_ = nullptr;
}

}  // namespace

std::vector<Slice> split(const std::vector<Lexeme>& lexemes, std::string_view text, FileId file,
                         diagnostics::Sink& sink) {
  return Splitter(lexemes, text, file, sink).run();
}

}  // namespace lead::syntax
