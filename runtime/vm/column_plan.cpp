// The second half of making a plan: what nobody reads is left out, and every value gets a column that is free
// again after its last reader.
#include "runtime/vm/column_plan.h"

#include <algorithm>

#include "runtime/vm/column_builder.h"

namespace lead::vm {

class ColumnAllocation {
 public:
  ColumnAllocation(const ColumnBuilder& builder, ColumnPlan& plan)
      : builder_(builder),
        plan_(plan),
        last_use_(builder.values.size(), kNever),
        column_(builder.values.size(), 0) {
    column_[kNoRows] = kNoRows;
  }

  void run(std::span<const uint32_t> keep) {
    for (const uint32_t reg : keep) {
      use(builder_.words[reg], kAtTheEnd);
      use(builder_.values[builder_.words[reg]].known, kAtTheEnd);
    }
    for (size_t n = builder_.drafts.size(); n-- > 0;) {
      if (is_wanted(builder_.drafts[n])) visit_operands(builder_.drafts[n], [&](ValueId id) { use(id, n); });
    }
    for (size_t n = 0; n < builder_.drafts.size(); ++n) {
      if (is_wanted(builder_.drafts[n])) place_step(builder_.drafts[n], n);
    }
    for (const uint32_t reg : keep) plan_.kept_.emplace_back(reg, place_of(builder_.words[reg], 1));
    std::sort(plan_.kept_.begin(), plan_.kept_.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
  }

 private:
  static constexpr size_t kNever = 0, kAtTheEnd = SIZE_MAX;  // last uses are the step's index + 1

  const ColumnBuilder& builder_;
  ColumnPlan& plan_;
  std::vector<size_t> last_use_;
  std::vector<uint32_t> column_;
  std::vector<uint32_t> free_[5], free_bits_;

  [[nodiscard]] bool is_wanted(const Draft& draft) const {
    return last_use_[draft.out] != kNever ||
           (draft.out_known > kNoRows && last_use_[draft.out_known] != kNever);
  }
  void use(ValueId id, size_t step) {
    last_use_[id] = std::max(last_use_[id], step == kAtTheEnd ? kAtTheEnd : step + 1);
  }

  // Only steps that go row by row look at the presence of what they read.
  template <class Visit>
  void visit_operands(const Draft& draft, const Visit& visit) const {
    const bool by_row = draft.kind == StepKind::Wide || draft.kind == StepKind::Texts;
    for (const ValueId id : {draft.a, draft.b, draft.c}) {
      visit(id);
      if (by_row) visit(builder_.values[id].known);
    }
  }

  [[nodiscard]] bool has_column(ValueId id) const {
    const ColumnValue& value = builder_.values[id];
    return id > kNoRows && value.kind != PlaceKind::Constant && value.made_by >= 0;
  }

  void take(ValueId id) {
    const ColumnValue& value = builder_.values[id];
    const bool is_bits = value.kind == PlaceKind::Bits;
    std::vector<uint32_t>& free = is_bits ? free_bits_ : free_[static_cast<size_t>(value.lane)];
    if (free.empty()) {
      column_[id] = is_bits ? plan_.bit_columns_++ : plan_.columns_[static_cast<size_t>(value.lane)]++;
    } else {
      column_[id] = free.back();
      free.pop_back();
    }
  }
  void release(ValueId id) {
    const ColumnValue& value = builder_.values[id];
    (value.kind == PlaceKind::Bits ? free_bits_ : free_[static_cast<size_t>(value.lane)])
        .push_back(column_[id]);
  }

  [[nodiscard]] Place place_of(ValueId id, int64_t unit) const {
    const ColumnValue& value = builder_.values[id];
    // Presence that nobody asks for has no column.
    const bool has_known = value.known <= kNoRows || last_use_[value.known] != kNever;
    const uint32_t known = has_known ? column_[value.known] : uint32_t{kAllRows};
    Place place{value.kind, value.lane,         column_[id], known, value.constant / unit,
                value.unit, value.text_constant};
    if (value.kind == PlaceKind::Constant) place.unit = unit;
    return place;
  }

  void place_step(const Draft& draft, size_t n) {
    take(draft.out);
    if (draft.out_known > kNoRows) take(draft.out_known);
    Step step{draft.kind,
              draft.op,
              place_of(draft.out, 1),
              place_of(draft.a, draft.unit),
              place_of(draft.b, draft.unit),
              place_of(draft.c, draft.unit),
              draft.ref,
              draft.k,
              draft.k2,
              draft.leaf};
    step.out.known = draft.out_known > kNoRows ? column_[draft.out_known] : uint32_t{kAllRows};
    plan_.steps_.push_back(step);
    // An operand that stands twice is released once: its last use is forgotten.
    visit_operands(draft, [&](ValueId id) {
      if (!has_column(id) || last_use_[id] != n + 1) return;
      last_use_[id] = kAtTheEnd;
      release(id);
    });
    for (const ValueId made : {draft.out, draft.out_known}) {
      if (has_column(made) && last_use_[made] == kNever) release(made);
    }
  }
};

ColumnPlan::ColumnPlan(const artefact::CodeT& code, const Tables& tables, const ColumnLeaves& leaves,
                       std::span<const uint32_t> keep) {
  const ColumnBuilder builder(code, tables, leaves);
  ColumnAllocation(builder, *this).run(keep);
}

const Place& ColumnPlan::place(uint32_t kept_register) const {
  const auto found = std::lower_bound(kept_.begin(), kept_.end(), kept_register,
                                      [](const auto& kept, uint32_t reg) { return kept.first < reg; });
  return found->second;
}

}  // namespace lead::vm
