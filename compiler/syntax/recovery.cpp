#include "compiler/syntax/recovery.h"

#include <algorithm>
#include <array>
#include <optional>

#include "compiler/syntax/advice.h"
#include "compiler/syntax/problems.h"
#include "compiler/syntax/words.h"
#include "grammar/LeadParser.h"

namespace lead::syntax {
namespace {

using P = grammar::LeadParser;
using antlr4::misc::IntervalSet;

struct BlockRule {
  size_t block, row;
};
// Blocks in braces, and the rule of their rows.
constexpr std::array kBlocks = {BlockRule{P::RuleSettingBlock, P::RuleSetting},
                                BlockRule{P::RuleFieldBlock, P::RuleField},
                                BlockRule{P::RuleBucketBlock, P::RuleBucketRow},
                                BlockRule{P::RuleScoreBlock, P::RuleScoreItem},
                                BlockRule{P::RuleBandBlock, P::RuleBandRow},
                                BlockRule{P::RuleGradeBlock, P::RuleGradeRow},
                                BlockRule{P::RuleMatrixBlock, P::RuleMatrixRow},
                                BlockRule{P::RuleGivenBlock, P::RuleGivenRow},
                                BlockRule{P::RuleTestBlock, P::RuleTestStep},
                                BlockRule{P::RuleCasesBlock, P::RuleCaseRow},
                                BlockRule{P::RuleTableBlock, P::RuleTableRow},
                                BlockRule{P::RuleLifecycleBlock, P::RuleLifecycleItem},
                                BlockRule{P::RuleCalendarBlock, P::RuleCalendarRow},
                                BlockRule{P::RuleSlaBlock, P::RuleSlaRow},
                                BlockRule{P::RulePeopleBlock, P::RulePersonRow},
                                BlockRule{P::RuleRouteBlock, P::RuleRouteItem},
                                BlockRule{P::RuleAccountsBlock, P::RuleAccountRow},
                                BlockRule{P::RuleMatchBlock, P::RuleMatchItem}};

bool is_row(size_t rule) {
  return std::any_of(kBlocks.begin(), kBlocks.end(), [&](const BlockRule& each) { return each.row == rule; });
}

// The row rule inside the braces of a block rule; none is not a block.
std::optional<size_t> row_of_block(size_t rule) {
  const auto found =
      std::find_if(kBlocks.begin(), kBlocks.end(), [&](const BlockRule& each) { return each.block == rule; });
  return found == kBlocks.end() ? std::nullopt : std::optional(found->row);
}

constexpr size_t kShortestGuess = 3;  // letters of a word that is taken for a slip

// What may stand behind the colon of a rule.
bool opens_award(size_t type) {
  switch (type) {
    case P::PLUS:
    case P::MINUS:
    case P::INTEGER:
    case P::DECIMAL:
    case P::K_POINTS:
    case P::K_EACH:
    case P::K_WHILE:
    case P::K_BEST:
    case P::K_ON:
    case P::K_EVERY:
      return true;
    default:
      return false;
  }
}

bool is_comparator(size_t type) {
  switch (type) {
    case P::K_IS:
    case P::EQUAL:
    case P::NOT_EQUAL:
    case P::LESS_SIGN:
    case P::AT_MOST:
    case P::MORE_SIGN:
    case P::AT_LEAST:
    case P::K_IN:
    case P::K_BELOW:
    case P::K_ABOVE:
    case P::K_FROM:
    case P::K_CONTAINS:
    case P::K_MATCHES:
    case P::K_HAS:
      return true;
    default:
      return false;
  }
}

// Operators of several words, by their first: what must come second.
struct LongOperator {
  size_t first, second, other;
  const char* rest;
};
constexpr std::array<LongOperator, 7> kLongOperators = {{
    {P::K_STARTS, P::K_WITH, P::K_WITH, "`with`"},
    {P::K_ENDS, P::K_WITH, P::K_WITH, "`with`"},
    {P::K_LESS, P::K_THAN, P::K_THAN, "`than`"},
    {P::K_MORE, P::K_THAN, P::K_THAN, "`than`"},
    {P::K_AT, P::K_LEAST, P::K_MOST, "`least` or `most`"},
    {P::K_HAS, P::K_ANY, P::K_ANY, "`any word of`"},
    {P::K_COUNT, P::K_OF, P::K_OF, "`of`"},
}};

bool begins_modifier(size_t type) {
  switch (type) {
    case P::K_ONCE:
    case P::K_SHOWS:
    case P::K_DOES:
    case P::K_FADES:
    case P::K_DROPS:
    case P::K_HALVES:
    case P::K_EXPIRES:
      return true;
    default:
      return false;
  }
}

bool is_name_rule(size_t rule) {
  return rule == P::RuleName || rule == P::RuleFieldName || rule == P::RuleSoftWord || rule == P::RuleUnit ||
         rule == P::RuleSlice;
}

// The tokens that could have stood where the mistake is: for a decision that looked ahead, those of its last
// live configurations.
IntervalSet expected_tokens(antlr4::Parser* parser, const antlr4::RecognitionException& mistake) {
  const auto* decision = dynamic_cast<const antlr4::NoViableAltException*>(&mistake);
  if (decision == nullptr || decision->getDeadEndConfigs() == nullptr) return parser->getExpectedTokens();
  IntervalSet expected;
  for (const auto& config : decision->getDeadEndConfigs()->configs) {
    for (const antlr4::atn::Transition* transition : config->state->transitions) {
      if (!transition->isEpsilon()) expected.addAll(transition->label());
    }
  }
  return expected;
}

}  // namespace

std::string_view Recovery::text_of(size_t at) const {
  return at < lexemes_.size() ? text_.substr(lexemes_[at].begin, lexemes_[at].end - lexemes_[at].begin)
                              : std::string_view();
}

Span Recovery::span_of(size_t at) const {
  if (at < lexemes_.size()) return {file_, lexemes_[at].begin, lexemes_[at].end};
  return {file_, lexemes_.back().end, lexemes_.back().end};
}

Span Recovery::end_of(size_t at) const {
  return {file_, lexemes_[at].end, lexemes_[at].end};
}

// --- reporting
// -----------------------------------------------------------------------------------------------------------

void Recovery::reportError(antlr4::Parser* parser, const antlr4::RecognitionException& mistake) {
  if (inErrorRecoveryMode(parser)) return;
  beginErrorCondition(parser);
  const antlr4::Token* token = mistake.getOffendingToken();
  report(parser, token->getTokenIndex(), expected_tokens(parser, mistake));
}

void Recovery::report(antlr4::Parser* parser, size_t at, const IntervalSet& expected) {
  mistake_ = at;
  size_t row_begin = 0;
  for (const antlr4::tree::ParseTree* node = parser->getContext(); node != nullptr; node = node->parent) {
    const auto* context = dynamic_cast<const antlr4::ParserRuleContext*>(node);
    if (context == nullptr || !is_row(context->getRuleIndex())) continue;
    row_begin = context->start->getTokenIndex();
    break;
  }
  // Behind a mistake, that a declaration goes on where it should end is no news.
  const bool at_end = parser->getContext()->getRuleIndex() == P::RuleSlice;
  if (span_of(at).begin_byte >= echo_from_ || (at_end && reported_)) return;
  reported_ = true;
  for (size_t i = row_begin; i <= at && i < lexemes_.size(); ++i) {
    if (lexemes_[i].broken) return;  // an echo
  }
  if (chains(at)) return sink_.add(chained(at));
  const bool misread = misreads(row_begin, at);
  const size_t wrong = misread ? row_begin : at;
  if (misread && chains(wrong)) return sink_.add(chained(wrong));
  for (const size_t first : {wrong, wrong - (wrong > 0 ? 1 : 0)}) {
    const char* rest = rest_of_operator(first);
    // `starts on enquiry` is a row of a promise, and no half of `starts with`.
    const bool is_row =
        first + 1 < lexemes_.size() && lexemes_[first].opens_line && text_of(first + 1) == "on";
    if (rest != nullptr && !is_row) return sink_.add(broken_operator(first + 1, rest));
  }
  if (!misread) {
    diagnostics::Diagnostic d = problem(parser, at, expected);
    advise(d, lexemes_, at, text_, file_);
    return sink_.add(std::move(d));
  }
  if (begins_modifier(lexemes_[wrong].type)) {
    diagnostics::Diagnostic d = problems::unexpected(span_of(wrong), text_of(wrong), "`,` before it");
    problems::suggest_insertion(d, end_of(wrong - 1), ",");
    return sink_.add(std::move(d));
  }
  diagnostics::Diagnostic d = problems::unexpected(span_of(wrong), text_of(wrong), {});
  suggest_any_word(d, wrong);
  advise(d, lexemes_, wrong, text_, file_);
  sink_.add(std::move(d));
}

// What should stand behind `at`, if there an operator of several words breaks off after its first; null
// otherwise.
const char* Recovery::rest_of_operator(size_t at) const {
  if (at >= lexemes_.size()) return nullptr;
  const bool opens_step = lexemes_[at].type == P::K_AT && lexemes_[at].opens_line;  // of a test
  if (opens_step || stands_in_cause(at)) return nullptr;
  const size_t next = at + 1 < lexemes_.size() ? lexemes_[at + 1].type : 0;
  for (const LongOperator& op : kLongOperators) {
    // As a name it is followed by a sign or a reserved word.
    const bool name = at + 1 < lexemes_.size() && lexemes_[at + 1].shape != Shape::Word &&
                      lexemes_[at + 1].shape != Shape::Text && lexemes_[at + 1].shape != Shape::Number;
    if (op.first == lexemes_[at].type)
      return next == op.second || next == op.other || name ? nullptr : op.rest;
  }
  return nullptr;
}

// `every monday at 8`, `on interests has roi becoming yes`: no operator is begun there.
bool Recovery::stands_in_cause(size_t at) const {
  constexpr size_t kFew = 6;
  for (size_t i = at; i > 0 && at - i < kFew && !lexemes_[i].opens_line; --i) {
    if (lexemes_[at].type == P::K_AT && lexemes_[i - 1].type == P::K_EVERY) return true;
    if (lexemes_[at].type == P::K_HAS && lexemes_[i - 1].type == P::K_ON) return true;
  }
  return false;
}

diagnostics::Diagnostic Recovery::broken_operator(size_t at, const char* rest) const {
  diagnostics::Diagnostic d = problems::unexpected(span_of(at), text_of(at), rest);
  if (at >= lexemes_.size()) return d;
  for (const std::string& word :
       diagnostics::suggest(text_of(at), {"with", "than", "least", "most", "any", "of"})) {
    if (std::string_view(rest).find("`" + word) != std::string_view::npos)
      problems::suggest_word(d, span_of(at), word);
  }
  return d;
}

// The parser took a word inside a line for the next row, because nothing else could follow: the word is
// wrong.
bool Recovery::misreads(size_t row_begin, size_t at) const {
  if (row_begin == 0 || at == row_begin || at > row_begin + 2) return false;
  const Lexeme& row = lexemes_[row_begin];
  const Shape before = lexemes_[row_begin - 1].shape;
  if (row.opens_line || row.shape != Shape::Word || before == Shape::Comma || before == Shape::OpenBrace)
    return false;
  return lexemes_[row_begin + 1].shape != Shape::Colon;
}

// The words of the language close to a lexeme, those that join conditions first. A guess, since they are not
// among what was expected: a word of the language is not taken for a slip of another, and short words
// resemble too many.
void Recovery::suggest_any_word(diagnostics::Diagnostic& diagnostic, size_t at) const {
  if (lexemes_[at].type != P::IDENTIFIER || text_of(at).size() < kShortestGuess) return;
  std::vector<std::string> words = {"where", "and", "or"};
  for (const std::vector<std::string>& more : {reserved_words(), soft_words()}) {
    words.insert(words.end(), more.begin(), more.end());
  }
  for (const std::string& word : diagnostics::suggest(text_of(at), words)) {
    const bool said =
        std::any_of(diagnostic.fixes.begin(), diagnostic.fixes.end(),
                    [&word](const diagnostics::Fix& fix) { return fix.edits.front().replacement == word; });
    const size_t longer = std::max(word.size(), text_of(at).size());
    const size_t shorter = std::min(word.size(), text_of(at).size());
    const bool resembles =
        shorter >= kShortestGuess || word.front() == text_of(at).front();  // `for` is no `or`
    if (!said && resembles && longer - shorter <= 1) problems::suggest_word(diagnostic, span_of(at), word);
  }
}

diagnostics::Diagnostic Recovery::problem(antlr4::Parser* parser, size_t at,
                                          const IntervalSet& expected) const {
  antlr4::ParserRuleContext* context = parser->getContext();
  while (is_name_rule(context->getRuleIndex()) && context->parent != nullptr) {
    context = static_cast<antlr4::ParserRuleContext*>(context->parent);
  }
  const std::string phrase = describe_expected(*parser, expected, context->getRuleIndex());
  const auto wanted = [&expected](size_t type) { return expected.contains(type); };
  if (at < lexemes_.size() && lexemes_[at].shape == Shape::Reserved) {
    const auto is = [this](size_t i, Shape shape) {
      return i < lexemes_.size() && lexemes_[i].shape == shape;
    };
    const bool listed = at > 0 && (is(at - 1, Shape::Comma) || is(at - 1, Shape::OpenBrace)) &&
                        (is(at + 1, Shape::Comma) || is(at + 1, Shape::CloseBrace));
    if (listed || (wanted(P::BACKTICKED) && !wanted(P::LPAREN)))
      return problems::reserved_word(span_of(at), text_of(at), phrase);
  }
  // What is complete may go on in the next line; what is not ended too early in its own.
  const bool complete = wanted(P::K_AND) || wanted(P::K_IS) || wanted(P::COMMA) || wanted(P::RBRACE) ||
                        (wanted(P::LBRACE) && !wanted(P::TEXT)) || wanted(antlr4::Token::EOF);
  if (at > 0 && at < lexemes_.size() && lexemes_[at].opens_line && !complete) {
    return problems::line_too_short(end_of(at - 1), phrase);
  }
  diagnostics::Diagnostic d = problems::unexpected(span_of(at), text_of(at), phrase);
  repair(d, parser, context->getRuleIndex(), at, expected);
  return d;
}

bool Recovery::compares(size_t at) const {
  if (at >= lexemes_.size()) return false;
  if (is_comparator(lexemes_[at].type)) return true;
  const size_t next = at + 1 < lexemes_.size() ? lexemes_[at + 1].type : 0;
  return std::any_of(kLongOperators.begin(), kLongOperators.end(), [this, at, next](const LongOperator& op) {
    return op.first == lexemes_[at].type && op.first != P::K_COUNT && (op.second == next || op.other == next);
  });
}

diagnostics::Diagnostic Recovery::chained(size_t at) const {
  diagnostics::Diagnostic d = problems::chained_comparison(span_of(at), text_of(at));
  size_t before = at;
  while (before > 0 && !compares(before - 1)) --before;
  // Comparators of several words are left to the author.
  if (before > 0 && before < at && lexemes_[before - 1].shape == Shape::Sign) {
    const uint32_t begin = lexemes_[before].begin;
    problems::suggest_join(d, span_of(at), text_.substr(begin, lexemes_[at - 1].end - begin));
  }
  return d;
}

// `a < b < c`: a comparison stands before, at the same depth, with nothing that joins between.
bool Recovery::chains(size_t at) const {
  if (!compares(at)) return false;
  int depth = 0;
  for (size_t i = at; i-- > 0;) {
    const Lexeme& lexeme = lexemes_[i];
    if (lexeme.shape == Shape::CloseBrace || lexeme.shape == Shape::CloseParen) ++depth;
    if (lexeme.shape == Shape::OpenBrace || lexeme.shape == Shape::OpenParen) {
      if (depth-- == 0) return false;
    }
    if (depth > 0) continue;
    if (compares(i)) return i + 1 < at;  // not `is is`
    switch (lexeme.type) {
      case P::K_AND:
      case P::K_OR:
      case P::K_WHEN:
      case P::K_WHERE:
      case P::K_WHILE:
      case P::K_MEANS:
      case P::COMMA:
      case P::COLON:
        return false;
      default:
        break;
    }
  }
  return false;
}

void Recovery::repair(diagnostics::Diagnostic& diagnostic, antlr4::Parser* parser, size_t rule, size_t at,
                      const IntervalSet& expected) const {
  const auto wanted = [&expected](size_t type) { return expected.contains(type); };
  const std::vector<std::string> words = expected_words(*parser, expected);
  if (at < lexemes_.size() && lexemes_[at].shape == Shape::Word) {
    for (const std::string& word : diagnostics::suggest(text_of(at), words)) {
      if (word != text_of(at)) problems::suggest_word(diagnostic, span_of(at), word);
    }
    const bool may_guess = !wanted(P::BACKTICKED) && !wanted(P::K_MEANS);
    if (diagnostic.fixes.empty() && may_guess) suggest_any_word(diagnostic, at);
  }
  if (at < lexemes_.size() && diagnostic.fixes.empty()) {
    if (wanted(P::K_WHEN) && text_of(at) == "if") problems::suggest_word(diagnostic, span_of(at), "when");
    if (wanted(P::K_WHILE) && (text_of(at) == "if" || text_of(at) == "when"))
      problems::suggest_word(diagnostic, span_of(at), "while");
    if (wanted(P::K_OTHERWISE) && text_of(at) == "else")
      problems::suggest_word(diagnostic, span_of(at), "otherwise");
  }
  if (!diagnostic.fixes.empty() || at >= lexemes_.size() || at == 0) return;
  const bool is_rule = rule == P::RuleScoreItem || rule == P::RuleScoreBlock;
  if (wanted(P::COLON) && (rule == P::RuleMatrixRow || (is_rule && opens_award(lexemes_[at].type)))) {
    return problems::suggest_insertion(diagnostic, end_of(at - 1), ":");
  }
  // A rule of a score that has no points yet is no block that was left open.
  const bool is_next_row = lexemes_[at].opens_line && (rule == P::RuleAward || rule == P::RuleLadder);
  const bool may_open = lexemes_[at].shape == Shape::Word || rule == P::RuleAward || rule == P::RuleLadder;
  if (wanted(P::LBRACE) && !wanted(P::K_AND) && !wanted(antlr4::Token::EOF) && may_open && !is_next_row) {
    return problems::suggest_insertion(diagnostic, end_of(at - 1), " {");
  }
  if (wanted(P::K_MEANS) && !wanted(P::BACKTICKED))
    problems::suggest_insertion(diagnostic, end_of(at - 1), " means");
}

// --- going on
// ------------------------------------------------------------------------------------------------------------

antlr4::Token* Recovery::recoverInline(antlr4::Parser* parser) {
  throw antlr4::InputMismatchException(parser);
}

// Called by the rule in which the mistake surfaced, with that rule's context: unwinds to the row.
void Recovery::recover(antlr4::Parser* parser, std::exception_ptr mistake) {
  antlr4::ParserRuleContext* context = parser->getContext();
  const size_t rule = context->getRuleIndex();
  if (rule == P::RuleSlice) return;
  if (!is_row(rule)) std::rethrow_exception(mistake);
  resume(parser, rule, context->start->getTokenIndex());
  endErrorCondition(parser);
}

// Called before every loop: where rows repeat, what cannot begin one is said and passed over here, so that
// the rows behind it are still read.
void Recovery::sync(antlr4::Parser* parser) {
  const antlr4::ParserRuleContext* context = parser->getContext();
  const std::optional<size_t> row = row_of_block(context->getRuleIndex());
  if (!row || inErrorRecoveryMode(parser)) return;
  const antlr4::atn::ATN& atn = parser->getATN();
  const IntervalSet& next = atn.nextTokens(atn.states[parser->getState()]);
  const size_t begin = context->start->getTokenIndex();
  const antlr4::Token* token = parser->getCurrentToken();
  if (token->getTokenIndex() == begin || token->getType() == antlr4::Token::EOF) return;
  if (next.contains(token->getType()) || next.contains(antlr4::Token::EPSILON)) return;
  report(parser, token->getTokenIndex(), next);
  resume(parser, *row, token->getTokenIndex());
}

bool Recovery::begins_row(size_t rule, size_t at) const {
  const Lexeme& lexeme = lexemes_[at];
  if (rule == P::RuleTableRow) return lexeme.shape == Shape::Text && lexeme.opens_line;
  if (lexeme.shape != Shape::Word && lexeme.shape != Shape::Quoted && lexeme.shape != Shape::Reserved)
    return false;
  const auto shape = [this](size_t i) { return i < lexemes_.size() ? lexemes_[i].shape : Shape::Bad; };
  if (rule == P::RuleMatrixRow || rule == P::RuleCaseRow) return shape(at + 1) == Shape::Colon;
  if (rule == P::RuleTestStep) {
    return lexeme.opens_line &&
           (lexeme.type == P::K_GIVEN || lexeme.type == P::K_AT || lexeme.type == P::K_EXPECT);
  }
  if (rule == P::RuleLifecycleItem || rule == P::RulePersonRow || rule == P::RuleAccountRow)
    return lexeme.opens_line;
  if (rule == P::RuleRouteItem && !lexeme.opens_line) return false;  // `, or wait` is an option of its row
  if (rule != P::RuleScoreItem) return lexeme.opens_line || shape(at - 1) == Shape::Comma;
  if (shape(at + 1) == Shape::Colon || (shape(at + 1) == Shape::Text && shape(at + 2) == Shape::Colon))
    return true;
  if (!lexeme.opens_line) return false;
  switch (lexeme.type) {
    case P::K_RANGE:
    case P::K_RUNNING:
    case P::K_TOGETHER:
    case P::K_BANDS:
    case P::K_FADES:
    case P::K_DROPS:
    case P::K_HALVES:
    case P::K_EXPIRES:
    case P::K_DOES:
      return true;
    default:
      break;
  }
  const uint32_t next = at + 1 < lexemes_.size() ? lexemes_[at + 1].type : 0;
  return next == P::PLUS || next == P::MINUS || next == P::INTEGER || next == P::K_POINTS ||
         next == P::K_EACH;
}

// Passes over the rest of the row that began at `begin`: to the next row, or to the brace that closes the
// block.
void Recovery::resume(antlr4::Parser* parser, size_t rule, size_t begin) {
  antlr4::TokenStream* tokens = parser->getTokenStream();
  const size_t stopped = tokens->index();
  int depth = 0;
  for (size_t at = begin; at < lexemes_.size(); ++at) {
    const Shape shape = lexemes_[at].shape;
    const bool closes = shape == Shape::CloseBrace || shape == Shape::CloseParen;
    // A reserved word that was the mistake is no name of a row.
    const bool row = at > begin && begins_row(rule, at) && (shape != Shape::Reserved || at > mistake_);
    const bool stop = depth == 0 && (shape == Shape::CloseBrace || row);
    if (at >= stopped && stop) return;
    if (at >= stopped) tokens->consume();
    if (shape == Shape::OpenBrace || shape == Shape::OpenParen) ++depth;
    if (closes && depth > 0) --depth;
  }
}

}  // namespace lead::syntax
