// What may be missing, and what a condition says about it.
//
//   needs(`employees / seats`)                   -> employees, seats; the quotient where seats may be 0
//   implied(`employees is known and …`, met, …)  -> { "lead employees" }
//
// A thing that may be missing has a key: "lead employees" (an attribute), "event seconds" (a field of the
// event at hand), or "value last call" (anything else, in the words of the policy). Sets of known keys are
// closed: where a value is known, all that it is made of is known too. Used by the pass over missing values,
// which knows the polarity. Lifetime: tree and program must outlive it. Never fails; definitions are looked
// at once each.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "compiler/semantics/program.h"
#include "compiler/syntax/tree.h"

namespace lead::semantics {

using KnownSet = std::set<std::string>;

// One place that reads what may be missing.
struct MissingRead {
  std::string key;
  Span site;
  syntax::ExprId where;            // the where-clause it stands in, as an event saw it; none: the lead of now
  std::optional<uint32_t> reader;  // the definition whose text reads it; none: the condition at hand
};

// BOUND: a definition reads kMaxReads things that may be missing by name; what it reads past them is one
// more, which nothing makes known.
inline constexpr size_t kMaxReads = 256;
inline constexpr const char* kTooMany = "value …";

[[nodiscard]] std::string words_of_key(const std::string& key);  // "employees": fit for `… is known`
[[nodiscard]] bool is_of_event(const std::string& key);

// Said: only what `is known` and `is missing` say. Any: also what a comparison that is met says.
enum class Strength : uint8_t { Said, Any };

// What `at least 2 of { a, b }` comes down to: All or One of its conditions must be met, or something in
// between.
enum class Junction : uint8_t { All, One, Some };
struct Counting {
  Junction junction;
  bool flipped;
  bool exact;
};
[[nodiscard]] Counting counting_of(const syntax::CountedExpr& node);

class Narrowing {
 public:
  Narrowing(const syntax::SyntaxTree& tree, const Program& program) : tree_(tree), program_(program) {}

  // What must be known for the value to be known; empty where it never is missing. No key twice.
  [[nodiscard]] std::vector<MissingRead> needs(syntax::ExprId value);
  // The keys that are known where the value is.
  [[nodiscard]] KnownSet known_with(syntax::ExprId value);
  // The keys that are known where the condition is met (or not met).
  [[nodiscard]] KnownSet implied(syntax::ExprId condition, bool met, Strength strength);
  // Looks at a definition once and for all; with each after those it reads, nothing recurses further than an
  // expression.
  void remember(uint32_t definition);
  // A yes-or-no comparison with a constant: `d is no` asks for d to be not met.
  struct Asked {
    syntax::ExprId condition;
    bool met = true;
  };
  [[nodiscard]] Asked asked_of(const syntax::BinaryExpr& node) const;  // condition none: another comparison

 private:
  const std::vector<MissingRead>& definition_needs(uint32_t index);
  const KnownSet& definition_known(uint32_t index);
  void collect_needs(syntax::ExprId id, std::vector<MissingRead>& out);
  void need_name(syntax::ExprId id, const syntax::NameExpr& name, std::vector<MissingRead>& out);
  void need_definition(uint32_t index, const std::string& name, std::vector<MissingRead>& out);
  void need_bucket(uint32_t index, const std::string& name, Span site, std::vector<MissingRead>& out);
  void collect_known(syntax::ExprId id, KnownSet& out);
  KnownSet implied_by_comparison(const syntax::BinaryExpr& node, bool met, Strength strength);
  [[nodiscard]] KnownSet implied_by_past(const syntax::PastExpr& node) const;
  KnownSet implied_by_definition(uint32_t index, bool met, Strength strength);
  KnownSet join(const std::vector<syntax::ExprId>& conditions, bool met, Strength strength, bool all);
  [[nodiscard]] std::vector<syntax::ExprId> values_of(const Definition& definition) const;
  [[nodiscard]] bool covers_everything(const Bucket& bucket, syntax::ExprId subject) const;

  const syntax::SyntaxTree& tree_;
  const Program& program_;
  std::map<uint32_t, std::vector<MissingRead>> definition_needs_;  // CACHE: needs of each definition
  std::map<uint32_t, KnownSet> definition_known_;                  // CACHE: known_with of each
  std::map<std::tuple<uint32_t, bool, Strength>, KnownSet> definition_implied_;  // CACHE: implied by each
};

}  // namespace lead::semantics
