// Whether a person of the roster meets a condition, as far as that is settled before any lead comes.
//
//   PersonReader reader(tree, program);
//   reader.ask(`certified and region matches`, anna, nullptr)      // Perhaps: it depends on the lead
//   reader.ask(`certified and region matches`, dora, nullptr)      // No: she is not certified
//
// Columns are read from the row, constants are constants, all else may be anything. `lead`: what is known of
// the lead (a case of cases.h), for `region matches`. No is a proof that the condition is not met, Yes one
// that it is. BOUND: kMaxAsked expressions in the life of a reader; past them the answer is Perhaps.
// Lifetime: tree and program must outlive it. Never fails.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "compiler/semantics/cases.h"
#include "compiler/semantics/program.h"
#include "compiler/syntax/tree.h"

namespace lead::semantics {

enum class Met : uint8_t { No, Yes, Perhaps };

class PersonReader {
 public:
  PersonReader(const syntax::SyntaxTree& tree, const Program& program) : tree_(tree), program_(program) {}

  // A condition that is not written is met.
  [[nodiscard]] Met ask(syntax::ExprId condition, const artefact::PersonT& person, const Case* lead);

 private:
  struct Value {
    bool is_settled = false;  // false: it may be anything, and missing
    bool is_missing = false;
    int64_t word = 0;
    std::string_view text = {};
  };

  [[nodiscard]] Met comparison(const syntax::BinaryExpr& node);
  [[nodiscard]] Met compare(syntax::BinaryOp op, syntax::ExprId left, syntax::ExprId right);
  [[nodiscard]] Met member(const syntax::BinaryExpr& node);
  [[nodiscard]] Met matches(const syntax::MatchesExpr& node);
  [[nodiscard]] Met counted(const syntax::CountedExpr& node);
  [[nodiscard]] Met has(const syntax::BinaryExpr& node);
  [[nodiscard]] Met list(syntax::ExprId id);
  [[nodiscard]] Value value(syntax::ExprId id) const;
  [[nodiscard]] const std::vector<syntax::ExprId>* items_of(syntax::ExprId list) const;

  const syntax::SyntaxTree& tree_;
  const Program& program_;
  const artefact::PersonT* person_ = nullptr;
  const Case* lead_ = nullptr;
  uint64_t asked_ = 0;
};

}  // namespace lead::semantics
