#include "compiler/syntax/layout.h"

#include <algorithm>

#include "compiler/syntax/slice_parser.h"
#include "compiler/syntax/split.h"

namespace lead::syntax {
namespace {

using antlr4::ParserRuleContext;
using grammar::LeadParser;

// Marks the first token of each row of one slice.
class RowMarker {
 public:
  RowMarker(const std::vector<std::string>& rule_names, std::vector<bool>& marks)
      : rule_names_(rule_names), marks_(marks) {}

  // Iterative: a long sum is a deep tree.
  void run(ParserRuleContext& root) {
    std::vector<ParserRuleContext*> left{&root};
    while (!left.empty()) {
      ParserRuleContext* context = left.back();
      left.pop_back();
      mark_children(*context);
      for (antlr4::tree::ParseTree* child : context->children) {
        if (auto* rule = dynamic_cast<ParserRuleContext*>(child)) left.push_back(rule);
      }
    }
  }

 private:
  void mark_children(ParserRuleContext& context) {
    bool inside = false;
    for (antlr4::tree::ParseTree* child : context.children) {
      if (auto* word = dynamic_cast<antlr4::tree::TerminalNode*>(child)) {
        if (word->getSymbol()->getType() == LeadParser::LBRACE) inside = true;
        if (word->getSymbol()->getType() == LeadParser::RBRACE) inside = false;
      } else if (auto* rule = dynamic_cast<ParserRuleContext*>(child); rule != nullptr && inside) {
        mark_row(*rule);
      }
    }
  }
  // A rule called `…Items` is a list written without rows of its own.
  void mark_row(ParserRuleContext& row) {
    if (!rule_names_[row.getRuleIndex()].ends_with("Items")) return mark(row);
    for (antlr4::tree::ParseTree* child : row.children) {
      if (auto* item = dynamic_cast<ParserRuleContext*>(child)) mark(*item);
    }
  }
  void mark(ParserRuleContext& row) {
    const antlr4::Token* first = row.getStart();
    if (first != nullptr && first->getTokenIndex() < marks_.size()) marks_[first->getTokenIndex()] = true;
  }

  const std::vector<std::string>& rule_names_;
  std::vector<bool>& marks_;
};

std::vector<bool> rows_of(const Slice& slice) {
  std::vector<bool> marks(slice.lexemes.size(), false);
  LexemeSource source(slice.lexemes);
  antlr4::CommonTokenStream tokens(&source);
  BoundedParser parser(&tokens);
  parser.removeErrorListeners();
  parser.setErrorHandler(std::make_shared<antlr4::BailErrorStrategy>());
  try {
    RowMarker(parser.getRuleNames(), marks).run(*parser.slice());
  } catch (const antlr4::ParseCancellationException&) {  // a text with errors
  } catch (const TooDeep&) {
  }
  return marks;
}

}  // namespace

std::vector<Token> read_layout(std::string_view text, FileId file) {
  diagnostics::Sink unheard;
  const std::vector<Lexeme> lexemes = read_lexemes(text, file, unheard);
  std::vector<Token> tokens;
  for (const Lexeme& lexeme : lexemes) {
    tokens.push_back({lexeme.begin, lexeme.end, lexeme.shape, Begins::Nothing});
  }
  const auto token_at = [&tokens](uint32_t byte) {
    return std::lower_bound(tokens.begin(), tokens.end(), byte,
                            [](const Token& token, uint32_t at) { return token.begin < at; });
  };
  for (const Slice& slice : split(lexemes, text, file, unheard)) {
    const std::vector<bool> rows = rows_of(slice);
    for (size_t i = 0; i < rows.size(); ++i) {
      if (rows[i]) token_at(slice.lexemes[i].begin)->begins = Begins::Row;
    }
    token_at(slice.lexemes.front().begin)->begins = Begins::Declaration;
  }
  return tokens;
}

}  // namespace lead::syntax
