// What code reads where there is no lead: the payload of an event before it is anything to its lead, or the
// columns of a person, who is looked at as an event is. `verify` has seen that nothing else is read.
//
// A source of rows for `vm::execute`. The event and the tables must outlive it.
#pragma once
#include <cstdint>

#include "runtime/value/event.h"
#include "runtime/vm/execute.h"

namespace lead::engine {

class EventAlone {
 public:
  EventAlone(const value::Event& event, const vm::Tables& tables) : event_(&event), tables_(&tables) {}

  [[nodiscard]] vm::Word payload(uint32_t ref) const {
    const value::FieldValue& field = event_->fields[ref];
    return {field.word, field.state == value::FieldState::Value};
  }
  [[nodiscard]] vm::Text payload_text(uint32_t ref) const {
    const value::FieldValue& field = event_->fields[ref];
    return {field.text, field.state == value::FieldState::Value};
  }
  [[nodiscard]] int64_t now_ms() const { return event_->instant_ms; }
  [[nodiscard]] vm::Word attribute(uint32_t) const { return {}; }
  [[nodiscard]] vm::Text attribute_text(uint32_t) const { return {}; }
  [[nodiscard]] int64_t born_ms() const { return 0; }
  [[nodiscard]] int64_t ledger(uint32_t) const { return 0; }
  [[nodiscard]] int64_t balance(uint32_t) const { return 0; }
  [[nodiscard]] int64_t stage(uint32_t) const { return 0; }
  [[nodiscard]] int64_t stage_since_ms(uint32_t) const { return 0; }
  [[nodiscard]] int64_t clock(uint32_t) const { return 0; }
  [[nodiscard]] int64_t window_count(uint32_t, int64_t, int32_t) const { return 0; }
  [[nodiscard]] vm::Word window_value(artefact::Opcode, uint32_t, int64_t, int32_t) const { return {}; }
  [[nodiscard]] vm::Word mark(uint32_t) const { return {}; }
  [[nodiscard]] vm::Word mark_value(uint32_t) const { return {}; }
  [[nodiscard]] vm::Text mark_text(uint32_t) const { return {}; }
  [[nodiscard]] uint64_t latch_state(uint32_t) const { return 0; }
  [[nodiscard]] const vm::Tables& tables() const { return *tables_; }

 private:
  const value::Event* event_;
  const vm::Tables* tables_;
};

}  // namespace lead::engine
