// Text to lexemes, by the generated lexer, and the vocabulary of the language.
#include "grammar/LeadLexer.h"

#include <algorithm>
#include <optional>
#include <string>

#include "compiler/syntax/lexemes.h"
#include "compiler/syntax/literals.h"
#include "compiler/syntax/problems.h"
#include "compiler/syntax/words.h"
#include "grammar/LeadParser.h"
#include "runtime/base/limits.h"

namespace lead::syntax {
namespace {

using grammar::LeadLexer;

// The text as the lexer sees it: one unit a byte, so that its indices are our offsets, and every byte of a
// character outside ASCII looks like U+007F. A byte order mark looks blank.
class ByteStream final : public antlr4::CharStream {
 public:
  explicit ByteStream(std::string_view text)
      : text_(text), mark_bytes_(text.substr(0, 3) == "\xEF\xBB\xBF" ? 3 : 0) {}
  void consume() override { ++at_; }
  size_t LA(ssize_t distance) override {
    if (distance == 0) return 0;
    const ssize_t target = static_cast<ssize_t>(at_) + distance - (distance > 0 ? 1 : 0);
    if (target < 0 || target >= static_cast<ssize_t>(text_.size())) return antlr4::IntStream::EOF;
    const auto byte = static_cast<uint8_t>(text_[static_cast<size_t>(target)]);
    if (byte < 0x80) return byte;
    return static_cast<size_t>(target) < mark_bytes_ ? ' ' : 0x7F;
  }
  ssize_t mark() override { return -1; }
  void release(ssize_t /*marker*/) override {}
  size_t index() override { return at_; }
  void seek(size_t index) override { at_ = std::min(index, text_.size()); }
  size_t size() override { return text_.size(); }
  std::string getSourceName() const override { return {}; }
  std::string getText(const antlr4::misc::Interval& /*interval*/) override { return {}; }
  std::string toString() const override { return {}; }

 private:
  std::string_view text_;
  size_t mark_bytes_;
  size_t at_ = 0;
};

Shape shape_of(size_t type) {
  switch (type) {
    case LeadLexer::LBRACE:
      return Shape::OpenBrace;
    case LeadLexer::RBRACE:
      return Shape::CloseBrace;
    case LeadLexer::LPAREN:
      return Shape::OpenParen;
    case LeadLexer::RPAREN:
      return Shape::CloseParen;
    case LeadLexer::COMMA:
      return Shape::Comma;
    case LeadLexer::COLON:
      return Shape::Colon;
    case LeadLexer::MINUS:
      return Shape::Prefix;
    case LeadLexer::TEXT:
      return Shape::Text;
    case LeadLexer::BACKTICKED:
      return Shape::Quoted;
    case LeadLexer::IDENTIFIER:
    case LeadLexer::CURRENCY:
      return Shape::Word;
    case LeadLexer::BAD_CHARACTER:
      return Shape::Bad;
    default:
      break;
  }
  if (type >= LeadLexer::K_AND && type <= LeadLexer::K_NO) return Shape::Reserved;
  if (type >= LeadLexer::K_POLICY && type <= LeadLexer::K_YEARS) return Shape::Word;
  if (type >= LeadLexer::INTEGER && type <= LeadLexer::BAD_NUMBER) return Shape::Number;
  return Shape::Sign;
}

bool is_blank_character(std::string_view character) {
  return character == "\u00A0" || character == "\u2009" || character == "\u202F" || character == "\u200B" ||
         character == "\uFEFF";
}

std::string_view first_character(std::string_view text) {
  size_t bytes = 1;
  while (bytes < text.size() && (static_cast<uint8_t>(text[bytes]) & 0xC0) == 0x80) ++bytes;
  return text.substr(0, bytes);
}

// Signs as they are printed in books and put in by word processors.
struct TypesetSign {
  std::string_view seen;
  size_t type;
  std::string_view meant;
};
constexpr TypesetSign kTypesetSigns[] = {
    {"≥", LeadLexer::AT_LEAST, ">="}, {"≤", LeadLexer::AT_MOST, "<="}, {"≠", LeadLexer::NOT_EQUAL, "!="},
    {"×", LeadLexer::STAR, "*"},      {"÷", LeadLexer::SLASH, "/"},    {"−", LeadLexer::MINUS, "-"},
    {"–", LeadLexer::MINUS, "-"},
};

// Turns the raw tokens into lexemes one by one, repairing and reporting what is wrong with a single token.
class Reader {
 public:
  Reader(std::string_view text, FileId file, diagnostics::Sink& sink)
      : text_(text), file_(file), sink_(sink) {}
  std::vector<Lexeme> run();

 private:
  void take(Lexeme lexeme);
  void take_wide(Lexeme lexeme);
  void take_end(Lexeme lexeme);
  Span word_around(uint32_t at) const;
  bool take_foreign_text(Lexeme lexeme, uint32_t open_bytes);
  void take_unclosed_text(Lexeme lexeme);
  void drop_slash_comment();
  void push(Lexeme lexeme, size_t type, bool broken);
  void replace(Lexeme lexeme, size_t type, std::string_view meant);
  void check_length(const Lexeme& lexeme);
  void mark_lines();
  void settle_by_line();
  [[nodiscard]] bool opens_people(size_t line, size_t at) const;
  void settle_people();
  std::string_view text_of(const Lexeme& lexeme) const {
    return text_.substr(lexeme.begin, lexeme.end - lexeme.begin);
  }
  Span span(uint32_t begin, uint32_t end) const { return {file_, begin, end}; }
  Span span(const Lexeme& lexeme) const { return span(lexeme.begin, lexeme.end); }

  std::string_view text_;
  FileId file_;
  diagnostics::Sink& sink_;
  std::vector<Lexeme> lexemes_;
  uint32_t skip_until_ = 0;  // raw tokens that begin before this byte belong to a repair
};

std::vector<Lexeme> Reader::run() {
  ByteStream stream(text_);
  LeadLexer lexer(&stream);
  lexer.removeErrorListeners();
  for (;;) {
    const std::unique_ptr<antlr4::Token> token = lexer.nextToken();
    if (token->getType() == antlr4::Token::EOF) break;
    Lexeme lexeme;
    lexeme.begin = static_cast<uint32_t>(token->getStartIndex());
    lexeme.end = static_cast<uint32_t>(token->getStopIndex()) + 1;
    lexeme.type = static_cast<uint32_t>(token->getType());
    if (lexeme.begin >= skip_until_) take(lexeme);
  }
  mark_lines();
  settle_by_line();
  settle_people();
  return std::move(lexemes_);
}

// `away from 2026-12-01 to 2026-12-08; 2026-12-20 to 2026-12-24` is how a file of people parts absences.
void Reader::take_end(Lexeme lexeme) {
  std::string_view rest = text_.substr(lexeme.end);
  rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
  const bool goes_on = !rest.empty() && rest.front() >= '0' && rest.front() <= '9';
  const bool is_behind_date =
      !lexemes_.empty() && text_of(lexemes_.back()).find('-') == 4 && text_of(lexemes_.back()).size() >= 10;
  if (!goes_on || !is_behind_date) return sink_.add(problems::needless_semicolon(span(lexeme)));
  sink_.add(problems::foreign_sign(span(lexeme), ";", ", away from", false));
  push(lexeme, LeadLexer::COMMA, true);
}

void Reader::take(Lexeme lexeme) {
  switch (lexeme.type) {
    case LeadLexer::BAD_NUMBER:
      sink_.add(problems::malformed_number(span(lexeme), text_of(lexeme)));
      return push(lexeme, LeadLexer::INTEGER, false);
    case LeadLexer::BAD_TEXT:
      sink_.add(problems::unclosed_text(span(lexeme)));
      return push(lexeme, LeadLexer::TEXT, true);
    case LeadLexer::BAD_BACKTICKED:
      sink_.add(text_of(lexeme) == "``" ? problems::empty_name(span(lexeme))
                                        : problems::unclosed_name(span(lexeme)));
      return push(lexeme, LeadLexer::BACKTICKED, true);
    case LeadLexer::BAD_EQUAL:
      return replace(lexeme, LeadLexer::EQUAL, "=");
    case LeadLexer::BAD_AND:
      return replace(lexeme, LeadLexer::K_AND, "and");
    case LeadLexer::BAD_OR:
      return replace(lexeme, LeadLexer::K_OR, "or");
    case LeadLexer::BAD_NOT:
      return replace(lexeme, LeadLexer::K_NOT, "not");
    case LeadLexer::BAD_END:
      return take_end(lexeme);
    case LeadLexer::BAD_WIDE:
      return take_wide(lexeme);
    case LeadLexer::BAD_CHARACTER:
      if (text_of(lexeme) == "'" && take_foreign_text(lexeme, 1)) return;
      sink_.add(problems::invalid_character(span(lexeme), text_of(lexeme)));
      return push(lexeme, LeadLexer::BAD_CHARACTER, true);
    case LeadLexer::SLASH:
      if (!lexemes_.empty() && lexemes_.back().type == LeadLexer::SLASH &&
          lexemes_.back().end == lexeme.begin) {
        return drop_slash_comment();
      }
      break;
    default:
      break;
  }
  check_length(lexeme);
  push(lexeme, lexeme.type, false);
}

void Reader::push(Lexeme lexeme, size_t type, bool broken) {
  lexeme.type = static_cast<uint32_t>(type);
  lexeme.shape = shape_of(type);
  lexeme.broken = broken;
  lexemes_.push_back(lexeme);
}

void Reader::replace(Lexeme lexeme, size_t type, std::string_view meant) {
  const bool letters = meant.front() >= 'a' && meant.front() <= 'z';
  const bool touches = lexeme.end < text_.size() && text_[lexeme.end] != ' ';
  sink_.add(problems::foreign_sign(span(lexeme), text_of(lexeme), meant, letters && touches));
  push(lexeme, type, false);
}

void Reader::take_wide(Lexeme lexeme) {
  const std::string_view raw = text_of(lexeme);
  const uint32_t quote_bytes = typographic_quote_bytes(raw);
  if (quote_bytes != 0) {
    if (!take_foreign_text(lexeme, quote_bytes)) take_unclosed_text(lexeme);
    return;
  }
  const std::string_view first = first_character(raw);
  const uint32_t first_end = lexeme.begin + static_cast<uint32_t>(first.size());
  if (is_blank_character(first)) {
    sink_.add(problems::foreign_blank(span(lexeme.begin, first_end)));
    lexeme.begin = first_end;
    if (lexeme.begin < lexeme.end) take_wide(lexeme);
    return;
  }
  for (const TypesetSign& sign : kTypesetSigns) {
    if (raw == sign.seen) return replace(lexeme, sign.type, sign.meant);
  }
  diagnostics::Diagnostic d = problems::invalid_character(span(lexeme.begin, first_end), first);
  if (const Span word = word_around(lexeme.begin); !word.is_none()) problems::suggest_backticks(d, word);
  sink_.add(std::move(d));
  push(lexeme, LeadLexer::BAD_CHARACTER, true);
}

// The name that holds the foreign letter at `at`, where it is the first of its kind in it.
Span Reader::word_around(uint32_t at) const {
  const auto is_letter = [this](uint32_t byte) {
    const auto c = static_cast<unsigned char>(text_[byte]);
    return c == '_' || c >= 0x80 || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
  };
  uint32_t begin = at, end = at;
  while (begin > 0 && is_letter(begin - 1)) --begin;
  while (end < text_.size() && is_letter(end)) ++end;
  for (uint32_t byte = begin; byte < at; ++byte) {
    if (static_cast<unsigned char>(text_[byte]) >= 0x80) return {};
  }
  return span(begin, end);
}

// “pricing” or 'pricing': one text up to the closing mark of the same line; false if there is none.
bool Reader::take_foreign_text(Lexeme lexeme, uint32_t open_bytes) {
  const uint32_t open_end = lexeme.begin + open_bytes;
  const size_t line_end = std::min(text_.find('\n', open_end), text_.size());
  const bool single = text_[lexeme.begin] == '\'';
  for (size_t at = open_end; at < line_end; ++at) {
    const bool straight = text_[at] == (single ? '\'' : '"');
    const uint32_t bytes = straight ? 1 : single ? 0 : typographic_quote_bytes(text_.substr(at, 3));
    if (bytes == 0) continue;
    const Span open = span(lexeme.begin, open_end);
    const Span close = span(static_cast<uint32_t>(at), static_cast<uint32_t>(at) + bytes);
    sink_.add(problems::foreign_quotes(open, close));
    lexeme.end = close.end_byte;
    skip_until_ = lexeme.end;
    push(lexeme, LeadLexer::TEXT, false);
    return true;
  }
  return false;
}

void Reader::take_unclosed_text(Lexeme lexeme) {
  lexeme.end = static_cast<uint32_t>(std::min(text_.find('\n', lexeme.begin), text_.size()));
  skip_until_ = lexeme.end;
  sink_.add(problems::unclosed_text(span(lexeme)));
  push(lexeme, LeadLexer::TEXT, true);
}

void Reader::drop_slash_comment() {
  const uint32_t begin = lexemes_.back().begin;
  lexemes_.pop_back();
  sink_.add(problems::slash_comment(span(begin, begin + 2)));
  skip_until_ = static_cast<uint32_t>(std::min(text_.find('\n', begin), text_.size()));
}

// BOUND: limits::kMaxTextBytes for one text or name.
void Reader::check_length(const Lexeme& lexeme) {
  const bool bounded = lexeme.type == LeadLexer::TEXT || lexeme.type == LeadLexer::BACKTICKED ||
                       lexeme.type == LeadLexer::IDENTIFIER;
  if (bounded && lexeme.end - lexeme.begin > limits::kMaxTextBytes)
    sink_.add(problems::text_too_long(span(lexeme)));
}

void Reader::mark_lines() {
  uint32_t before = 0;
  bool first = true;
  for (Lexeme& lexeme : lexemes_) {
    const std::string_view gap = text_.substr(before, lexeme.begin - before);
    lexeme.opens_line = first || gap.find('\n') != std::string_view::npos;
    lexeme.column_one = lexeme.begin == 0 || text_[lexeme.begin - 1] == '\n';
    before = lexeme.end;
    first = false;
  }
}

// `optional`, `rounded` and the units of time are names where a row begins, but for `hours` in a promise,
// which begins a row there; a `|` at the end of a line ends a row.
void Reader::settle_by_line() {
  bool is_promise = false;
  uint32_t depth = 0;  // of braces
  for (size_t i = 0; i < lexemes_.size(); ++i) {
    Lexeme& lexeme = lexemes_[i];
    if (lexeme.shape == Shape::OpenBrace) ++depth;
    if (lexeme.shape == Shape::CloseBrace && depth > 0 && --depth == 0) is_promise = false;
    if (lexeme.type == LeadLexer::K_SLA && (depth == 0 || lexeme.column_one)) {
      is_promise = true;
      depth = 0;
    }
    if (is_promise && depth == 1 && lexeme.type == LeadLexer::K_HOURS) continue;
    if (lexeme.type == LeadLexer::BAR && i + 1 < lexemes_.size() && lexemes_[i + 1].opens_line) {
      lexeme.type = grammar::LeadParser::BAR_END;
    }
    const bool unit = lexeme.type >= LeadLexer::K_MILLISECOND && lexeme.type <= LeadLexer::K_YEARS;
    if (!unit && lexeme.type != LeadLexer::K_OPTIONAL && lexeme.type != LeadLexer::K_ROUNDED) continue;
    const Shape before = i == 0 ? Shape::Bad : lexemes_[i - 1].shape;
    if (lexeme.opens_line || before == Shape::OpenBrace || before == Shape::Comma)
      lexeme.type = LeadLexer::IDENTIFIER;
  }
}

// A declaration, or a step of a test: `given people {`, `at +1d people {`.
bool Reader::opens_people(size_t line, size_t at) const {
  if (at == line || lexemes_[at - 1].shape == Shape::CloseBrace) return true;
  return lexemes_[line].type == LeadLexer::K_GIVEN || lexemes_[line].type == LeadLexer::K_AT;
}

// A row of people is a name and what is known of them: a word that opens a line is the next name, but behind
// a comma, before one (`anna⏎ region north, weight 2`), and where an absence begins.
void Reader::settle_people() {
  uint32_t depth = 0;  // of braces inside the block; 0: outside
  size_t line = 0;     // where it begins
  for (size_t i = 0; i + 1 < lexemes_.size(); ++i) {
    Lexeme& lexeme = lexemes_[i];
    if (lexeme.opens_line) line = i;
    if (depth == 0 && lexeme.type == LeadLexer::K_PEOPLE && lexemes_[i + 1].shape == Shape::OpenBrace &&
        opens_people(line, i)) {
      depth = 1;
      ++i;
      continue;
    }
    if (depth == 0) continue;
    if (lexeme.shape == Shape::OpenBrace) ++depth;
    if (lexeme.shape == Shape::CloseBrace) --depth;
    if (depth != 1 || !lexeme.opens_line || lexeme.shape != Shape::Word ||
        lexemes_[i - 1].shape == Shape::Comma)
      continue;
    const bool is_absence = lexeme.type == LeadLexer::K_AWAY && lexemes_[i + 1].type == LeadLexer::K_FROM;
    const bool before_comma = i + 2 < lexemes_.size() && lexemes_[i + 2].shape == Shape::Comma;
    if (!is_absence && !before_comma) lexeme.type = grammar::LeadParser::ROW_NAME;
  }
}

// Every word of the vocabulary that the rule `name` accepts, or all those that it does not.
std::vector<std::string> words(bool soft) {
  ByteStream stream("");
  LeadLexer lexer(&stream);
  antlr4::CommonTokenStream tokens(&lexer);
  grammar::LeadParser parser(&tokens);
  const antlr4::atn::ATN& atn = parser.getATN();
  const antlr4::misc::IntervalSet names = atn.nextTokens(atn.ruleToStartState[grammar::LeadParser::RuleName]);
  const antlr4::dfa::Vocabulary& vocabulary = lexer.getVocabulary();
  std::vector<std::string> found;
  for (size_t type = 1; type <= vocabulary.getMaxTokenType(); ++type) {
    const std::string literal = vocabulary.getLiteralName(type);  // with its single quotes
    if (literal.size() < 3 || literal[1] < 'a' || literal[1] > 'z') continue;
    if (names.contains(type) == soft) found.push_back(literal.substr(1, literal.size() - 2));
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

std::vector<Lexeme> read_lexemes(std::string_view text, FileId file, diagnostics::Sink& sink) {
  return Reader(text, file, sink).run();
}

std::vector<std::string> reserved_words() {
  return words(false);
}
std::vector<std::string> soft_words() {
  return words(true);
}

}  // namespace lead::syntax
