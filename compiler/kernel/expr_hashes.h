// One hash for the meaning of each kernel expression, the same in every policy that says the same.
//
//   ExprHashes hashes(kernel);  hashes.of(kernel.outputs[0].expr)
//
// What an expression refers to counts by its content, not by its index: a window by the events that feed it,
// a ledger by its rule and how it fades, a set by its values. `and`, `or`, sums, least and greatest are taken
// as one operation over all their operands, in the order of the operands' hashes; so `a and (b and c)` and `c
// and a and b` are the same. Only expressions that something reads are hashed. Linear but for that sorting.
// The kernel must outlive it.
#pragma once
#include <vector>

#include "compiler/kernel/canonical_bytes.h"
#include "compiler/kernel/kernel.h"

namespace lead::kernel {

class ExprHashes {
 public:
  explicit ExprHashes(const Kernel& kernel);

  [[nodiscard]] const Hash& of(ExprId id) const { return hashes_[id.value]; }
  void add(CanonicalBytes& bytes, ExprId id) const;  // also where there is none
  [[nodiscard]] Hash recording(artefact::EffectKind effect,
                               uint32_t slot) const;  // a window's or a mark's feed

 private:
  // An operand, and how often it stands there: sums may name one value many times over.
  struct Operand {
    ExprId id;
    uint64_t times = 1;
  };
  [[nodiscard]] std::vector<Operand> operands(ExprId id) const;
  void want(ExprId id) {
    if (id) wanted_[id.value] = 1;
  }
  void want_routing();
  void want_roots();
  [[nodiscard]] Hash hash(ExprId id) const;
  void add_reference(CanonicalBytes& bytes, const Expr& expr) const;

  const Kernel& kernel_;
  std::vector<uint8_t> wanted_;
  std::vector<Hash> hashes_;
  std::vector<std::vector<uint32_t>> pushes_, touches_;  // reactions by window, by mark
};

// Pieces that the hash of the whole uses too.
void add_decay(CanonicalBytes& bytes, const artefact::Decay& decay);
void add_period(CanonicalBytes& bytes, const artefact::Period& period);
void add_door(CanonicalBytes& bytes, const Kernel& kernel, uint32_t door);
void add_rule(CanonicalBytes& bytes, const Kernel& kernel, int32_t rule);

}  // namespace lead::kernel
