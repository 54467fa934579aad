// How pure code reads a lead: the engine's sources for the evaluators (vm/source.h). Plain reads of a record,
// no copies.
//
// A RowView is one lead at one instant, with the event at hand where there is one; a SegmentView is one lead
// over a segment of time in which nothing happens to it. Views point into the engine and live for one run.
#pragma once
#include <algorithm>

#include "runtime/engine/count_steps.h"
#include "runtime/engine/plan.h"
#include "runtime/engine/text_pool.h"
#include "runtime/value/event.h"
#include "runtime/vm/source.h"

namespace lead::engine {

class LeadView {
 public:
  LeadView(const Plan& plan, const TextPool& texts, const RingStore& rings, const int64_t* record)
      : plan_(&plan), texts_(&texts), rings_(&rings), record_(record) {}

  [[nodiscard]] bool is_known(uint32_t attribute) const {
    return ((record_[Layout::kKnown + attribute / 64] >> (attribute % 64)) & 1) != 0;
  }
  [[nodiscard]] vm::Word attribute(uint32_t ref) const {
    return {record_[plan_->layout.attributes + ref], is_known(ref)};
  }
  [[nodiscard]] vm::Text attribute_text(uint32_t ref) const {
    if (!is_known(ref)) return {};
    return {texts_->text(static_cast<uint32_t>(record_[plan_->layout.attributes + ref])), true};
  }
  [[nodiscard]] int64_t born_ms() const { return record_[Layout::kBorn]; }
  [[nodiscard]] int64_t balance(uint32_t ref) const { return record_[plan_->layout.balances + ref]; }
  [[nodiscard]] int64_t stage(uint32_t ref) const {
    return record_[plan_->layout.stages + ref * Layout::kStageWords];
  }
  [[nodiscard]] int64_t stage_since_ms(uint32_t ref) const {
    return record_[plan_->layout.stages + ref * Layout::kStageWords + 1];
  }
  [[nodiscard]] int64_t clock(uint32_t ref) const {
    return record_[plan_->layout.clocks[ref] + Layout::kClockStand] & Layout::kClockStateMask;
  }
  [[nodiscard]] vm::Word mark(uint32_t ref) const {
    const int64_t instant = record_[plan_->layout.marks + ref];
    return {instant, instant != kMissingInstant};
  }
  [[nodiscard]] vm::Word mark_value(uint32_t ref) const {
    const int64_t* kept = record_ + plan_->layout.mark_values[ref];
    return {kept[0], kept[1] != 0};
  }
  [[nodiscard]] vm::Text mark_text(uint32_t ref) const {
    const vm::Word kept = mark_value(ref);
    if (!kept.known) return {};
    return {texts_->text(static_cast<uint32_t>(kept.value)), true};
  }
  [[nodiscard]] uint64_t latch_state(uint32_t ref) const {
    return static_cast<uint64_t>(record_[plan_->layout.latches + ref]);
  }
  [[nodiscard]] const vm::Tables& tables() const { return plan_->tables; }
  // Window::falls_below.
  [[nodiscard]] int64_t step_ms(const CountStep& step) const {
    return plan_->windows[step.window].falls_below(record_ + plan_->layout.windows[step.window], *rings_,
                                                   step.least, step.ms, step.months);
  }

 protected:
  [[nodiscard]] int64_t ledger_at(uint32_t ref, const FadingPoints& points) const {
    return plan_->ledgers[ref].read(record_ + plan_->layout.ledgers[ref], *rings_, points);
  }
  [[nodiscard]] int64_t window_count_at(uint32_t ref, int64_t now_ms, int64_t ms, int32_t months) const {
    return plan_->windows[ref].count(record_ + plan_->layout.windows[ref], *rings_, now_ms, ms, months);
  }

  [[nodiscard]] vm::Word window_value_at(artefact::Opcode op, uint32_t ref, int64_t now_ms, int64_t ms,
                                         int32_t months) const {
    return plan_->windows[ref].value(op, record_ + plan_->layout.windows[ref], *rings_, now_ms, {ms, months});
  }
  [[nodiscard]] vm::Interval window_values_between(artefact::Opcode op, uint32_t ref, int64_t first_ms,
                                                   int64_t last_ms, int64_t ms, int32_t months) const {
    return plan_->windows[ref].value_bounds(op, record_ + plan_->layout.windows[ref], *rings_, first_ms,
                                            last_ms, {ms, months});
  }

 private:
  const Plan* plan_;
  const TextPool* texts_;
  const RingStore* rings_;
  const int64_t* record_;
};

class RowView : public LeadView {
 public:
  // `points` stands at the instant. `event` may be null: then no payload is read.
  RowView(const LeadView& lead, const FadingPoints& points, const value::Event* event)
      : LeadView(lead), points_(&points), event_(event) {}

  [[nodiscard]] int64_t now_ms() const { return points_->now_ms(); }
  [[nodiscard]] vm::Word payload(uint32_t ref) const {
    const value::FieldValue& field = event_->fields[ref];
    return {field.word, field.state == value::FieldState::Value};
  }
  [[nodiscard]] vm::Text payload_text(uint32_t ref) const {
    const value::FieldValue& field = event_->fields[ref];
    return {field.text, field.state == value::FieldState::Value};
  }
  [[nodiscard]] int64_t ledger(uint32_t ref) const { return ledger_at(ref, *points_); }
  [[nodiscard]] int64_t window_count(uint32_t ref, int64_t ms, int32_t months) const {
    return window_count_at(ref, now_ms(), ms, months);
  }
  [[nodiscard]] vm::Word window_value(artefact::Opcode op, uint32_t ref, int64_t ms, int32_t months) const {
    return window_value_at(op, ref, now_ms(), ms, months);
  }

 private:
  const FadingPoints* points_;
  const value::Event* event_;
};

class SegmentView : public LeadView {
 public:
  // The segment is closed at both ends. Ledgers and counts only ever move one way, so their values at the
  // ends bound them.
  SegmentView(const LeadView& lead, const FadingPoints& first, const FadingPoints& last)
      : LeadView(lead), first_(&first), last_(&last) {}

  [[nodiscard]] vm::Interval now_bounds() const { return {first_->now_ms(), last_->now_ms(), true, false}; }
  [[nodiscard]] vm::Interval ledger_bounds(uint32_t ref) const {
    return between(ledger_at(ref, *first_), ledger_at(ref, *last_));
  }
  [[nodiscard]] vm::Interval window_count_bounds(uint32_t ref, int64_t ms, int32_t months) const {
    return between(window_count_at(ref, first_->now_ms(), ms, months),
                   window_count_at(ref, last_->now_ms(), ms, months));
  }
  [[nodiscard]] vm::Interval window_value_bounds(artefact::Opcode op, uint32_t ref, int64_t ms,
                                                 int32_t months) const {
    return window_values_between(op, ref, first_->now_ms(), last_->now_ms(), ms, months);
  }

 private:
  static vm::Interval between(int64_t a, int64_t b) { return {std::min(a, b), std::max(a, b), true, false}; }
  const FadingPoints* first_;
  const FadingPoints* last_;
};

}  // namespace lead::engine
