// What one item does to one lead: attributes filled, windows pushed, marks touched, amounts booked; all or
// nothing.
//
//   effects.begin(lead, now_ms);
//   if (const auto refusal = effects.react(event)) {
//     effects.roll_back();    // and set the event aside
//   } else {
//     effects.commit();
//   }
//
// Reactions run in declared order; guard, amount and key of each are judged on the state left by the one
// before. `bookings` lists what got through since `begin`. Nothing is allocated per item once the buffers
// have grown.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "runtime/base/reason.h"
#include "runtime/engine/holdings.h"
#include "runtime/vm/registers.h"

namespace lead::engine {

struct Refusal {
  Reason reason;
  std::string detail;
};

struct BookedAmount {
  uint32_t rule;
  int64_t millionths;
};

// What a reaction asks of the desk; done in step 8 of the item. `key`: a text of the pool.
struct RoutingRequest {
  artefact::EffectKind effect;
  uint32_t target;
  std::optional<uint32_t> key;
  uint32_t exclude = 0;
  bool counted = false;
};

class Effects {
 public:
  explicit Effects(Holdings& holdings);

  void begin(uint32_t lead, int64_t now_ms);
  [[nodiscard]] uint32_t lead() const { return lead_; }
  // Sets the attributes that the event brings. Refused: a required attribute would be cleared.
  [[nodiscard]] std::optional<Refusal> fill(const value::Event& event);
  // Runs the event's reactions. Refused: the lead would hold too much.
  [[nodiscard]] std::optional<Refusal> react(const value::Event& event);
  // Runs the reactions of another cause: of a timer, of an edge. Refused as above.
  [[nodiscard]] std::optional<Refusal> react(std::span<const uint32_t> reactions);
  void commit();
  void roll_back();

  [[nodiscard]] const std::vector<BookedAmount>& bookings() const { return bookings_; }
  // What was reset since `begin`, as indices into artefact.resets.
  [[nodiscard]] const std::vector<uint32_t>& resets() const { return resets_; }
  [[nodiscard]] const std::vector<RoutingRequest>& requests() const { return requests_; }
  // Whether anything was booked, reset or asked for since `begin`.
  [[nodiscard]] bool has_acted() const {
    return !resets_.empty() || !bookings_.empty() || !requests_.empty();
  }
  // Indices into artefact.tells.
  [[nodiscard]] const std::vector<uint32_t>& tellings() const { return tellings_; }
  // The rule of the last booking; -1: none.
  [[nodiscard]] int32_t last_rule() const {
    return bookings_.empty() ? -1 : static_cast<int32_t>(bookings_.back().rule);
  }

  // Attributes that have a default and are not known take it. For births.
  void take_defaults(uint32_t lead);
  // Quiet timers start afresh at the lead's birth.
  void start_quiets(uint32_t lead);
  // Moves a quiet timer to the instant after its `done` bookings.
  void set_quiet(uint32_t lead, uint32_t quiet, int64_t done);

 private:
  [[nodiscard]] std::optional<Refusal> run(const artefact::ReactionT& reaction, const value::Event* event);
  [[nodiscard]] std::optional<Refusal> book(const artefact::ReactionT& reaction);
  [[nodiscard]] std::optional<Refusal> passes_limit(const artefact::ReactionT& reaction, bool& passes);
  [[nodiscard]] bool add(const artefact::ReactionT& reaction, int64_t millionths);
  void touch(const artefact::ReactionT& reaction);
  [[nodiscard]] std::optional<Refusal> push(const artefact::ReactionT& reaction);
  // The value a reaction keeps: a word, or the number of a text; nothing where it is missing.
  [[nodiscard]] std::optional<int64_t> kept_value(const artefact::ReactionT& reaction);
  void reset(uint32_t index);
  void ask(const artefact::ReactionT& reaction);
  void set_attribute(uint32_t attribute, int64_t word, std::string_view text);

  Holdings* holdings_;
  Plan* plan_;
  vm::Registers registers_;
  std::vector<int64_t> former_;  // the record as of `begin`, up to Layout::rolled_back
  std::vector<BookedAmount> bookings_;
  std::vector<uint32_t> tellings_;
  std::vector<uint32_t> resets_;
  std::vector<RoutingRequest> requests_;
  uint32_t lead_ = 0;
  int64_t* record_ = nullptr;
  int64_t now_ms_ = 0;
};

}  // namespace lead::engine
