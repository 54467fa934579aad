// The generated parser, fed with the lexemes of one slice and bounded in depth. Private to the room.
//
//   LexemeSource source(slice.lexemes);
//   antlr4::CommonTokenStream tokens(&source);
//   BoundedParser parser(&tokens);
//
// Shape: the token at index i is the lexeme i, its positions are byte offsets. The lexemes outlive the
// source. Errors: TooDeep, thrown out of the parser where rules are nested too deep; whoever drives it
// catches it.
#pragma once
#include <memory>
#include <vector>

#include "antlr4-runtime.h"
#include "compiler/syntax/lexemes.h"
#include "grammar/LeadParser.h"
#include "runtime/base/limits.h"

namespace lead::syntax {

// Feeds the parser the lexemes of a slice; a token's position is its byte offset.
class LexemeSource final : public antlr4::TokenSource {
 public:
  explicit LexemeSource(const std::vector<Lexeme>& lexemes) : lexemes_(lexemes) {}
  std::unique_ptr<antlr4::Token> nextToken() override {
    if (next_ >= lexemes_.size()) return token(antlr4::Token::EOF, lexemes_.back().end, lexemes_.back().end);
    const Lexeme& lexeme = lexemes_[next_++];
    return token(lexeme.type, lexeme.begin, lexeme.end);
  }
  size_t getLine() const override { return 0; }
  size_t getCharPositionInLine() override { return 0; }
  antlr4::CharStream* getInputStream() override { return nullptr; }
  std::string getSourceName() override { return {}; }
  antlr4::TokenFactory<antlr4::CommonToken>* getTokenFactory() override {
    return antlr4::CommonTokenFactory::DEFAULT.get();
  }

 private:
  static std::unique_ptr<antlr4::Token> token(size_t type, uint32_t begin, uint32_t end) {
    auto made = std::make_unique<antlr4::CommonToken>(type);
    made->setStartIndex(begin);
    made->setStopIndex(size_t{end} - 1);
    return made;
  }

  const std::vector<Lexeme>& lexemes_;
  size_t next_ = 0;
};

// Rules are nested too deep at this token.
struct TooDeep {
  size_t token_index;
};

// BOUND: each level of an expression takes at most fourteen rules of the grammar. Brackets are counted on
// tokens before; this counts what nests without them, such as a where-clause inside a where-clause.
class BoundedParser final : public grammar::LeadParser {
 public:
  using grammar::LeadParser::LeadParser;
  void enterRule(antlr4::ParserRuleContext* context, size_t state, size_t rule) override {
    grammar::LeadParser::enterRule(context, state, rule);
    while (!entered_.empty() && entered_.back() != context->parent) entered_.pop_back();
    entered_.push_back(context);
    if (entered_.size() > kMostRules) throw TooDeep{getCurrentToken()->getTokenIndex()};
  }
  void enterOuterAlt(antlr4::ParserRuleContext* context, size_t alternative) override {
    grammar::LeadParser::enterOuterAlt(context, alternative);
    entered_.back() = context;  // a labelled alternative takes the place of its rule's context
  }
  void reset() override {
    grammar::LeadParser::reset();
    entered_.clear();
  }

 private:
  static constexpr size_t kMostRules = size_t{limits::kMaxNesting} * 14;
  std::vector<const antlr4::tree::ParseTree*>
      entered_;  // from the slice to the rule entered last; leaving is not told
};

}  // namespace lead::syntax
