// Text to tree: lexemes, declarations, then the generated parser on one declaration at a time.
#include "compiler/syntax/parse.h"

#include <memory>

#include "antlr4-runtime.h"
#include "compiler/syntax/lexemes.h"
#include "compiler/syntax/problems.h"
#include "compiler/syntax/recovery.h"
#include "compiler/syntax/split.h"
#include "compiler/syntax/tree_builder.h"
#include "compiler/syntax/trial.h"
#include "grammar/LeadParser.h"
#include "runtime/base/limits.h"

namespace lead::syntax {
namespace {

using antlr4::CommonToken;
using antlr4::Token;
using grammar::LeadParser;

// Feeds the parser the lexemes of a slice; a token's position is its byte offset.
class LexemeSource final : public antlr4::TokenSource {
 public:
  explicit LexemeSource(const std::vector<Lexeme>& lexemes) : lexemes_(lexemes) {}
  std::unique_ptr<Token> nextToken() override {
    if (next_ >= lexemes_.size()) return token(Token::EOF, lexemes_.back().end, lexemes_.back().end);
    const Lexeme& lexeme = lexemes_[next_++];
    return token(lexeme.type, lexeme.begin, lexeme.end);
  }
  size_t getLine() const override { return 0; }
  size_t getCharPositionInLine() override { return 0; }
  antlr4::CharStream* getInputStream() override { return nullptr; }
  std::string getSourceName() override { return {}; }
  antlr4::TokenFactory<CommonToken>* getTokenFactory() override {
    return antlr4::CommonTokenFactory::DEFAULT.get();
  }

 private:
  static std::unique_ptr<Token> token(size_t type, uint32_t begin, uint32_t end) {
    auto made = std::make_unique<CommonToken>(type);
    made->setStartIndex(begin);
    made->setStopIndex(size_t{end} - 1);
    return made;
  }

  const std::vector<Lexeme>& lexemes_;
  size_t next_ = 0;
};

// Thrown out of the parser, and caught here, where rules are nested too deep.
struct TooDeep {
  size_t token_index;
};

// BOUND: each level of an expression takes at most fourteen rules of the grammar. Brackets are counted on
// tokens before; this counts what nests without them, such as a where-clause inside a where-clause.
class BoundedParser final : public LeadParser {
 public:
  using LeadParser::LeadParser;
  void enterRule(antlr4::ParserRuleContext* context, size_t state, size_t rule) override {
    LeadParser::enterRule(context, state, rule);
    while (!entered_.empty() && entered_.back() != context->parent) entered_.pop_back();
    entered_.push_back(context);
    if (entered_.size() > kMostRules) throw TooDeep{getCurrentToken()->getTokenIndex()};
  }
  void enterOuterAlt(antlr4::ParserRuleContext* context, size_t alternative) override {
    LeadParser::enterOuterAlt(context, alternative);
    entered_.back() = context;  // a labelled alternative takes the place of its rule's context
  }
  void reset() override {
    LeadParser::reset();
    entered_.clear();
  }

 private:
  static constexpr size_t kMostRules = size_t{limits::kMaxNesting} * 14;
  std::vector<const antlr4::tree::ParseTree*>
      entered_;  // from the slice to the rule entered last; leaving is not told
};

class FileParser {
 public:
  FileParser(std::string_view text, FileId file, SyntaxTree& tree, diagnostics::Sink& sink)
      : text_(text), file_(file), sink_(sink), builder_(text, file, tree, sink) {}
  void run() {
    const std::vector<Lexeme> lexemes = read_lexemes(text_, file_, sink_);
    for (const Slice& slice : split(lexemes, text_, file_, sink_)) parse_slice(slice);
  }

 private:
  // First the fast prediction mode, which nearly every sound declaration passes; then the full one, with
  // messages.
  void parse_slice(const Slice& slice) {
    LexemeSource source(slice.lexemes);
    antlr4::CommonTokenStream tokens(&source);
    BoundedParser parser(&tokens);
    parser.removeErrorListeners();
    auto* interpreter = parser.getInterpreter<antlr4::atn::ParserATNSimulator>();
    interpreter->setPredictionMode(antlr4::atn::PredictionMode::SLL);
    parser.setErrorHandler(std::make_shared<antlr4::BailErrorStrategy>());
    try {
      try {
        builder_.build(parser.slice());
      } catch (const antlr4::ParseCancellationException&) {
        tokens.seek(0);
        parser.reset();
        interpreter->setPredictionMode(antlr4::atn::PredictionMode::LL);
        parser.setErrorHandler(std::make_shared<Recovery>(slice, text_, file_, sink_));
        builder_.build(parser.slice());
      }
    } catch (const TooDeep& deep) {
      const Lexeme& lexeme = slice.lexemes[std::min(deep.token_index, slice.lexemes.size() - 1)];
      sink_.add(problems::nested_too_deep({file_, lexeme.begin, lexeme.end}, "this expression is"));
    }
  }

  std::string_view text_;
  FileId file_;
  diagnostics::Sink& sink_;
  TreeBuilder builder_;
};

}  // namespace

void parse(const source::SourceMap& sources, FileId file, SyntaxTree& tree, diagnostics::Sink& sink) {
  diagnostics::Sink found;
  FileParser(sources[file].text(), file, tree, found).run();
  if (found.empty()) return;
  const auto parse_again = [file](std::string_view repaired) {
    SyntaxTree scratch;
    diagnostics::Sink rest;
    FileParser(repaired, file, scratch, rest).run();
    return rest.sorted();
  };
  for (diagnostics::Diagnostic& d :
       keep_proven_repairs(found.sorted(), sources[file].text(), file, parse_again))
    sink.add(std::move(d));
}

}  // namespace lead::syntax
