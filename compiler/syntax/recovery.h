// What happens when the parser meets a word that does not belong: one diagnostic a row, then the next row.
// Private to the room.
//
// A row is a rule of the grammar that repeats inside braces (an attribute, a rule of a score, a line of a
// matrix). A mistake unwinds to its row, which ends with `exception` set and is passed over by the tree
// builder; parsing goes on at the next word that looks like the beginning of a row. A mistake outside rows
// ends the slice. Mistakes behind a lexeme that was reported already (`broken`), in the same row, are echoes
// and stay unsaid.
#pragma once
#include <string_view>
#include <vector>

#include "antlr4-runtime.h"
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/syntax/lexemes.h"
#include "compiler/syntax/split.h"

namespace lead::syntax {

class Recovery final : public antlr4::DefaultErrorStrategy {
 public:
  // The lexemes of the slice are the parser's tokens, index for index; slice, text and sink outlive the
  // strategy.
  Recovery(const Slice& slice, std::string_view text, FileId file, diagnostics::Sink& sink)
      : lexemes_(slice.lexemes), echo_from_(slice.echo_from), text_(text), file_(file), sink_(sink) {}
  void reportError(antlr4::Parser* parser, const antlr4::RecognitionException& mistake) override;
  void recover(antlr4::Parser* parser, std::exception_ptr mistake) override;
  antlr4::Token* recoverInline(antlr4::Parser* parser) override;
  void sync(antlr4::Parser* parser) override;

 private:
  void report(antlr4::Parser* parser, size_t at, const antlr4::misc::IntervalSet& expected);
  diagnostics::Diagnostic problem(antlr4::Parser* parser, size_t at,
                                  const antlr4::misc::IntervalSet& expected) const;
  void repair(diagnostics::Diagnostic& diagnostic, antlr4::Parser* parser, size_t rule, size_t at,
              const antlr4::misc::IntervalSet& expected) const;
  bool misreads(size_t row_begin, size_t at) const;
  bool stands_in_cause(size_t at) const;
  const char* rest_of_operator(size_t at) const;
  diagnostics::Diagnostic broken_operator(size_t at, const char* rest) const;
  void suggest_any_word(diagnostics::Diagnostic& diagnostic, size_t at) const;
  bool compares(size_t at) const;
  bool chains(size_t at) const;
  diagnostics::Diagnostic chained(size_t at) const;
  bool begins_row(size_t rule, size_t at) const;
  void resume(antlr4::Parser* parser, size_t rule, size_t begin);
  std::string_view text_of(size_t at) const;
  Span span_of(size_t at) const;  // behind the last lexeme for the end
  Span end_of(size_t at) const;

  const std::vector<Lexeme>& lexemes_;
  uint32_t echo_from_;
  bool reported_ = false;  // something about this slice
  size_t mistake_ = 0;     // the lexeme of the last mistake
  std::string_view text_;
  FileId file_;
  diagnostics::Sink& sink_;
};

// The expected tokens in the words of the policy: "a band name or `}`", at most four things; empty if there
// is nothing short to say. `rule` is the innermost rule that the parser is in.
[[nodiscard]] std::string describe_expected(const antlr4::Parser& parser,
                                            const antlr4::misc::IntervalSet& expected, size_t rule);

// The words among the expected tokens that are written with letters.
[[nodiscard]] std::vector<std::string> expected_words(const antlr4::Parser& parser,
                                                      const antlr4::misc::IntervalSet& expected);

}  // namespace lead::syntax
