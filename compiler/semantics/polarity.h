// In which direction a condition or value reads what may be missing.
//
//   not (employees > 10) and industry is software
//     lowers: industry    (missing: not met)
//     raises: employees   (missing: met because of it, under the `not`)
//
// A read under `is known` (or a comparison that must be met as well) is no read at all: see narrowing.h for
// what counts. Definitions are read through. Lists of rows (ladders, grades, scores, matrices) are exempt:
// their rows are judged one by one where they are declared, and `otherwise` is meant for what is left.
// Lifetime: tree, program and narrowing must outlive the reader. Never fails; each definition is walked once.
#pragma once
#include <map>
#include <vector>

#include "compiler/semantics/narrowing.h"

namespace lead::semantics {

// Where a repair in front of a condition needs brackets: nowhere, before `or`, or always.
enum class Around : uint8_t { Free, And, Tight };

struct Offence {
  MissingRead read;
  syntax::ExprId culprit;        // the innermost expression that is met because its part is not
  Around around = Around::Free;  // what stands around the culprit
};

struct Polarity {
  std::vector<MissingRead> lowers;
  std::vector<Offence> raises;
};

class PolarityReader {
 public:
  PolarityReader(const syntax::SyntaxTree& tree, const Program& program, Narrowing& narrowing)
      : tree_(tree), program_(program), narrowing_(narrowing) {}

  // `known`: what must be known for the condition to be asked at all.
  [[nodiscard]] Polarity read_condition(syntax::ExprId condition, const KnownSet& known);
  // A where-clause such that an event that does not match lets the rule book.
  [[nodiscard]] Polarity read_silence(syntax::ExprId where);
  [[nodiscard]] const Polarity& read_definition(uint32_t index);

 private:
  struct Sign {
    bool up = true, down = false;  // read so that missing lowers, raises
    [[nodiscard]] Sign flipped() const { return {down, up}; }
    [[nodiscard]] static Sign both() { return {true, true}; }
  };
  // What must be known for a part to matter: what its siblings say, and what is known around them. One for
  // either direction. Sets are not copied from level to level: `counts` says how many of the siblings imply a
  // key.
  struct Known {
    const Known* around = nullptr;
    const std::map<std::string, size_t>* counts = nullptr;
    const KnownSet* own = nullptr;  // of the part itself, which does not vouch for itself
    [[nodiscard]] bool contains(const std::string& key) const;
  };
  struct Frame {
    Sign sign;
    const Known* known_up = nullptr;    // for reads that lower
    const Known* known_down = nullptr;  // for reads that raise
    syntax::ExprId culprit;
    Around culprit_around = Around::Free;
    Around around = Around::Free;
    syntax::ExprId where;
  };
  [[nodiscard]] Frame inner(const Frame& frame, syntax::ExprId parent, Sign sign) const;

  void condition(syntax::ExprId id, const Frame& frame);
  void junction(const std::vector<syntax::ExprId>& parts, const Frame& frame, bool all);
  void comparison(syntax::ExprId id, const syntax::BinaryExpr& node, const Frame& frame);
  void known(syntax::ExprId id, const syntax::KnownExpr& node, const Frame& frame);
  void counted(syntax::ExprId id, const syntax::CountedExpr& node, const Frame& frame);
  void value(syntax::ExprId id, const Frame& frame);
  void arithmetic(syntax::ExprId id, const syntax::BinaryExpr& node, const Frame& frame);
  [[nodiscard]] bool is_never_negative(syntax::ExprId id, const syntax::PastExpr& node) const;
  void past(syntax::ExprId id, const syntax::PastExpr& node, const Frame& frame);
  void definition(syntax::ExprId id, uint32_t index, const Frame& frame);
  void atom(syntax::ExprId operand, const Frame& frame);
  void record(const MissingRead& read, const Frame& frame);

  const syntax::SyntaxTree& tree_;
  const Program& program_;
  Narrowing& narrowing_;
  Polarity* out_ = nullptr;                   // of the walk at hand
  std::map<uint32_t, Polarity> definitions_;  // CACHE: of each definition
};

}  // namespace lead::semantics
