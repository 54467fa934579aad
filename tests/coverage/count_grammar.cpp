// Rules, alternatives and words of a text: a walk over what the generated parser makes of it.
#include <cxxabi.h>

#include <cctype>
#include <cstdlib>
#include <memory>
#include <typeindex>
#include <typeinfo>

#include "compiler/syntax/lexemes.h"
#include "compiler/syntax/slice_parser.h"
#include "compiler/syntax/split.h"
#include "tests/coverage/forms.h"

namespace lead::coverage {
namespace {

// "policyDecl" of a PolicyDeclContext.
std::string name_of(const antlr4::ParserRuleContext& context) {
  int status = 0;
  const std::unique_ptr<char, decltype(&std::free)> text(
      abi::__cxa_demangle(typeid(context).name(), nullptr, nullptr, &status), &std::free);
  std::string name = text == nullptr ? typeid(context).name() : text.get();
  name = name.substr(name.rfind(':') + 1);
  name = name.substr(0, name.rfind("Context"));
  name[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(name[0])));
  return name;
}

class Walk {
 public:
  Walk(std::string_view text, const antlr4::dfa::Vocabulary& tokens, Forms& forms)
      : text_(text), tokens_(tokens), forms_(forms) {}

  // `is_name`: below a name, where a soft word is no word of the language.
  void walk(antlr4::tree::ParseTree& node, bool is_name) {
    if (auto* terminal = dynamic_cast<antlr4::tree::TerminalNode*>(&node)) {
      if (!is_name) word(*terminal->getSymbol());
      return;
    }
    if (auto* context = dynamic_cast<antlr4::ParserRuleContext*>(&node)) {
      std::string& name = names_[typeid(*context)];
      if (name.empty()) name = name_of(*context);
      forms_.use("grammar " + name);
      is_name = is_name || name == "name" || name == "fieldName";
    }
    for (antlr4::tree::ParseTree* child : node.children) walk(*child, is_name);
  }

 private:
  void word(const antlr4::Token& token) {
    if (!tokens_.getSymbolicName(token.getType()).starts_with("K_")) return;
    forms_.use("word " + std::string(text_.substr(token.getStartIndex(),
                                                  token.getStopIndex() + 1 - token.getStartIndex())));
  }

  std::string_view text_;
  const antlr4::dfa::Vocabulary& tokens_;
  Forms& forms_;
  std::map<std::type_index, std::string> names_;  // those met
};

}  // namespace

void count_grammar(std::string_view text, Forms& forms) {
  diagnostics::Sink sink;
  const std::vector<syntax::Lexeme> lexemes = syntax::read_lexemes(text, FileId{0}, sink);
  for (const syntax::Slice& slice : syntax::split(lexemes, text, FileId{0}, sink)) {
    syntax::LexemeSource source(slice.lexemes);
    antlr4::CommonTokenStream tokens(&source);
    syntax::BoundedParser parser(&tokens);
    Walk(text, parser.getVocabulary(), forms).walk(*parser.slice(), false);
  }
}

}  // namespace lead::coverage
