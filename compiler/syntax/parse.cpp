// Text to tree: lexemes, declarations, then the generated parser on one declaration at a time.
#include "compiler/syntax/parse.h"

#include <memory>

#include "antlr4-runtime.h"
#include "compiler/diagnostics/removal.h"
#include "compiler/syntax/lexemes.h"
#include "compiler/syntax/problems.h"
#include "compiler/syntax/recovery.h"
#include "compiler/syntax/slice_parser.h"
#include "compiler/syntax/split.h"
#include "compiler/syntax/tree_builder.h"
#include "compiler/syntax/trial.h"

namespace lead::syntax {
namespace {

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
  std::vector<diagnostics::Diagnostic> all = found.sorted();
  for (diagnostics::Diagnostic& d : all) {
    if (d.code != diagnostics::Code::RepeatedClause) continue;
    if (const auto edit = diagnostics::removal(d.primary.span, sources[file].text()))
      d.fixes.push_back({"take it away", {*edit}});
  }
  for (diagnostics::Diagnostic& d :
       keep_proven_repairs(std::move(all), sources[file].text(), file, parse_again))
    sink.add(std::move(d));
}

}  // namespace lead::syntax
