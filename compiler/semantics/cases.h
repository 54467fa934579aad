// Conditions as cases: which values of which things meet them. What proves that a row is never reached or
// that a list leaves nobody out.
//
//   employees >= 100 and industry is software       -> { employees: 100 and up; industry: software }
//   not (employees >= 100)                          -> { employees: missing, or below 100 }
//
// A case allows each thing it speaks of a set of words, and perhaps to be missing; a condition is met in one
// of its cases. What is not understood (texts that start with something, counts that are compared with each
// other) is a thing of its own with the values met and not met, so an empty list of cases is a proof, and a
// case may be one that no lead is in. BOUND: kMaxCases cases, kMaxSteps expressions looked at, kMaxDepth
// definitions inside each other: beyond, no list. Lifetime: tree and program must outlive it. Never fails.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/semantics/interval.h"
#include "compiler/semantics/narrowing.h"
#include "compiler/semantics/program.h"
#include "compiler/syntax/tree.h"

namespace lead::semantics {

using Words = std::vector<Interval>;  // ascending, apart from each other

struct Allowed {
  Words words;
  bool missing = false;
};
using Case = std::map<std::string, Allowed>;        // by thing; what is not listed may be anything
using CaseList = std::optional<std::vector<Case>>;  // none: too many to list

class Cases {
 public:
  // `declared`: things keep within their declared ranges. Without, only a contradiction in the condition
  // itself is one.
  Cases(const syntax::SyntaxTree& tree, const Program& program, bool declared = true)
      : tree_(tree), program_(program), narrowing_(tree, program), declared_(declared) {}

  [[nodiscard]] CaseList of(syntax::ExprId condition, bool met);
  [[nodiscard]] static CaseList anything() { return std::vector<Case>{Case{}}; }
  [[nodiscard]] static CaseList both(const CaseList& a, const CaseList& b);
  [[nodiscard]] static CaseList either(const CaseList& a, const CaseList& b);
  // Leads that have the attribute, a text of that type, or do not have it: by its name, asked for or not.
  [[nodiscard]] CaseList text(TypeKind type, const std::string& attribute, bool known);
  // "a lead without `employees`", "a lead with `employees` 5 and `industry` retail"
  [[nodiscard]] std::string witness(const Case& one) const;
  // What stands for a thing of a case: of several expressions in the same words, one.
  [[nodiscard]] syntax::ExprId expr_of(const std::string& thing) const { return things_.at(thing).expr; }
  // What a case calls the thing that these words (write_expr) of this type name.
  [[nodiscard]] static std::string name_of(TypeKind type, const std::string& words);
  // The words in both.
  [[nodiscard]] static Words common(const Words& a, const Words& b);

 private:
  struct Thing {
    Type type;
    syntax::ExprId expr;
    Interval domain;
    bool may_be_missing = false;
    std::string words;
  };
  struct Compared {
    std::string thing;
    Words words;
  };  // met where the thing is known and among the words

  CaseList list(syntax::ExprId id, bool met);
  CaseList join(const std::vector<syntax::ExprId>& parts, bool met, bool all);
  CaseList comparison(syntax::ExprId id, const syntax::BinaryExpr& node, bool met);
  CaseList known(const syntax::KnownExpr& node, bool met);
  CaseList outcome(const Compared& compared, bool met) const;
  CaseList opaque(syntax::ExprId id, bool met);
  std::string thing_of(syntax::ExprId id);
  std::optional<Compared> compare(const syntax::BinaryExpr& node);
  std::optional<Compared> compare_member(const syntax::BinaryExpr& node);
  std::optional<Compared> compare_between(const syntax::BetweenExpr& node);
  std::optional<Interval> constant(syntax::ExprId id, const Type& subject);
  Compared on_subject(syntax::ExprId subject, const Words& words);
  [[nodiscard]] Interval domain_of(syntax::ExprId id) const;
  int64_t text_word(const std::string& text);

  const syntax::SyntaxTree& tree_;
  const Program& program_;
  Narrowing narrowing_;
  bool declared_;
  std::map<std::string, Thing> things_;
  std::map<std::string, int64_t> texts_;  // words of texts, in order of appearance; all others lie above
  uint32_t steps_ = 0, depth_ = 0;
};

}  // namespace lead::semantics
