// A policy made by hand, slot by slot, and a stream of events for it: what the engine's tests run.
//
//   SmallPolicy policy;
//   const auto view = policy.event("page_view");
//   const auto points = policy.ledger({DecayKind::Half, 1000, 0});
//   policy.book(view, points, 10);                                   // +10 each page_view
//   policy.band("interest", policy.derived().ledger(points), {0, 5});
//   Recording run(policy.finish());   run.event(view, "a", 100);   run.finish(5000);   run.lines
//
// Code is written with a CodeWriter: each call appends an instruction and gives the register it writes.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/artefact/artefact.h"
#include "runtime/artefact/opcode.h"
#include "runtime/engine/engine.h"

namespace lead::engine::testing {

using artefact::DecayKind;
using artefact::LimitKind;
using artefact::Opcode;

class CodeWriter {
 public:
  explicit CodeWriter(artefact::CodeT& code) : code_(&code) {}
  uint32_t word(Opcode op, uint32_t a = 0, uint32_t b = 0, uint32_t c = 0, uint32_t ref = 0, int64_t k = 0);
  uint32_t text(Opcode op, uint32_t a = 0, uint32_t b = 0, uint32_t c = 0, uint32_t ref = 0);
  uint32_t constant(int64_t k) { return word(Opcode::Constant, 0, 0, 0, 0, k); }
  uint32_t ledger(uint32_t ref) { return word(Opcode::Ledger, 0, 0, 0, ref); }
  uint32_t add(uint32_t a, uint32_t b) { return word(Opcode::Add, a, b); }
  uint32_t count(uint32_t window, int64_t ms, uint32_t months = 0) {
    return word(Opcode::WindowCount, 0, 0, months, window, ms);
  }

 private:
  artefact::CodeT* code_;
};

struct LimitBy {
  int32_t limit = -1;
  int32_t text_field = -1;  // the key of a keyed limit
};

class SmallPolicy {
 public:
  SmallPolicy();

  uint32_t attribute(std::string name, artefact::FieldKind kind, artefact::Presence presence,
                     int64_t fallback = 0);
  // Every event has an optional text field 0 and a number field 1, then one field for each attribute in
  // `fills`.
  uint32_t event(std::string name, std::vector<uint32_t> fills = {});
  uint32_t ledger(artefact::Decay decay, bool minus = false);
  uint32_t balance(int64_t low, int64_t high);
  uint32_t window(artefact::Period keep, bool unbounded = false);
  uint32_t mark(bool first = false);
  uint32_t limit(uint32_t count, LimitKind kind, int64_t period_ms = 0, bool keyed = false);
  void push(uint32_t event, uint32_t window);
  void touch(uint32_t event, uint32_t mark);
  // Points a constant, or (no points) the number field times a million.
  void book(uint32_t event, uint32_t ledger, std::optional<int64_t> points, LimitBy by = {});
  void run_balance(uint32_t event, uint32_t balance, std::optional<int64_t> points);
  void quiet(uint32_t mark, artefact::Period period, uint32_t ledger, int64_t points);
  CodeWriter derived() { return CodeWriter(*artefact_->derived); }
  void band(std::string block, uint32_t score, std::vector<int64_t> from_points,
            std::vector<int64_t> until_points = {});
  void grade(std::string block, uint32_t register_index, uint32_t names);
  // A lifecycle of `stages` stages, and a time that moves leads within it while `condition` is met.
  uint32_t lifecycle(std::string block, uint32_t stages);
  void after(uint32_t lifecycle, uint32_t from, uint32_t to, uint32_t condition);
  artefact::ArtefactT& raw() { return *artefact_; }

  [[nodiscard]] artefact::VerifiedArtefact finish();

 private:
  artefact::ReactionT& reaction(int32_t event, artefact::EffectKind effect, int32_t target);
  uint32_t amount(artefact::CodeT& code, std::optional<int64_t> points);
  uint32_t rule();
  std::unique_ptr<artefact::ArtefactT> artefact_;
};

struct Sample {
  uint32_t type;
  std::string lead;
  int64_t instant_ms;
  std::optional<int64_t> number;
  std::string text;
  std::string id, source;
  std::optional<int64_t> seq;
  std::vector<std::optional<std::string>>
      fills;  // by field: nothing is absent, "null" clears, "17" or "text" is a value
};

// Runs samples through an engine and writes down what it tells, a line each.
class Recording : public Observer {
 public:
  explicit Recording(const artefact::VerifiedArtefact& artefact, Options options = {});
  void decided(const Decision& decision) override;
  void set_aside(const SetAside& set_aside) override;
  void booked(const Booking& booking) override;

  void push(const std::vector<Sample>& samples);  // one batch
  void event(uint32_t type, std::string lead, int64_t instant_ms,
             std::optional<int64_t> number = std::nullopt, std::string text = {});
  void finish(std::optional<int64_t> until_ms = std::nullopt) { engine.finish(until_ms); }

  bool with_bookings = false;
  std::vector<std::string> lines;  // "1500 a interest 1>0 wake", "200 a late"
  Engine engine;

 private:
  const artefact::ArtefactT* artefact_;
};

}  // namespace lead::engine::testing
