// Leads as they stand in an export, judged by a policy at one instant: nobody has done anything yet, all that
// is known are attributes.
//
//   vm::Snapshot snapshot(artefact, tables, at_ms, registers);      // word registers of `derived` wanted
//   for (size_t first = 0; first < table.rows(); first += value::kChunkRows) {
//     snapshot.evaluate(table, first);                              // up to kChunkRows rows from there
//     snapshot.word(register, row);  snapshot.is_known(register, row);      // row within the chunk
//   }
//
// What stands in place of a history: every lead is born at `at_ms`, ledgers, balances and counts are 0, marks
// are missing, no band was on. `SnapshotRow` is the same lead for the row evaluator. Never fails. Lifetime:
// artefact and tables outlive both.
#pragma once
#include <algorithm>
#include <cstdint>
#include <span>

#include "runtime/artefact/artefact.h"
#include "runtime/value/lead_table.h"
#include "runtime/vm/columns.h"
#include "runtime/vm/source.h"

namespace lead::vm {

// One row as a RowSource.
class SnapshotRow {
 public:
  SnapshotRow(const Tables& tables, const value::LeadTable& table, size_t row, int64_t at_ms)
      : tables_(&tables), table_(&table), row_(row), at_ms_(at_ms) {}

  [[nodiscard]] Word attribute(uint32_t ref) const {
    return {table_->word(ref, row_), table_->is_known(ref, row_)};
  }
  [[nodiscard]] Text attribute_text(uint32_t ref) const {
    if (!table_->is_known(ref, row_)) return {};
    return {table_->text(ref, row_), true};
  }
  [[nodiscard]] Word payload(uint32_t) const { return {}; }
  [[nodiscard]] Text payload_text(uint32_t) const { return {}; }
  [[nodiscard]] int64_t now_ms() const { return at_ms_; }
  [[nodiscard]] int64_t born_ms() const { return at_ms_; }
  [[nodiscard]] int64_t ledger(uint32_t) const { return 0; }
  [[nodiscard]] int64_t balance(uint32_t) const { return 0; }
  [[nodiscard]] int64_t stage(uint32_t ref) const { return tables_->first_stage(ref); }
  [[nodiscard]] int64_t stage_since_ms(uint32_t) const { return at_ms_; }
  [[nodiscard]] int64_t clock(uint32_t) const { return 0; }
  [[nodiscard]] int64_t window_count(uint32_t, int64_t, int32_t) const { return 0; }
  [[nodiscard]] Word window_value(artefact::Opcode op, uint32_t, int64_t, int32_t) const {
    return {0, op == artefact::Opcode::WindowSum || op == artefact::Opcode::WindowDistinct};
  }
  [[nodiscard]] Word mark(uint32_t) const { return {}; }
  [[nodiscard]] Word mark_value(uint32_t) const { return {}; }
  [[nodiscard]] Text mark_text(uint32_t) const { return {}; }
  [[nodiscard]] uint64_t latch_state(uint32_t) const { return 0; }
  [[nodiscard]] const Tables& tables() const { return *tables_; }

 private:
  const Tables* tables_;
  const value::LeadTable* table_;
  size_t row_;
  int64_t at_ms_;
};

class Snapshot {
 public:
  Snapshot(const artefact::ArtefactT& artefact, const Tables& tables, int64_t at_ms,
           std::span<const uint32_t> registers);
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

  // Rows from `first`, a multiple of kChunkRows, to the end of its chunk.
  void evaluate(const value::LeadTable& table, size_t first);
  [[nodiscard]] int64_t word(uint32_t register_index, size_t row) const {
    return columns_.word(plan_.place(register_index), row);
  }
  [[nodiscard]] bool is_known(uint32_t register_index, size_t row) const {
    return columns_.is_known(plan_.place(register_index), row);
  }
  // For readers of whole columns.
  [[nodiscard]] const ColumnPlan& plan() const { return plan_; }
  [[nodiscard]] const Columns& columns() const { return columns_; }

 private:
  ColumnPlan plan_;
  Columns columns_;  // points at `plan_`
};

// Whether `registers` (of `derived`) depend on the instant at which a snapshot is taken.
[[nodiscard]] bool reads_the_clock(const artefact::ArtefactT& artefact, std::span<const uint32_t> registers);

}  // namespace lead::vm
