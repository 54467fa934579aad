// What happened to one lead, collected while the engine runs: its bookings, its decisions, its events.
//
//   Trace trace(*artefact, "lead-00042");
//   Engine engine(artefact, {.only_lead = "lead-00042"}, trace);
//
// Copies what it keeps; the engine's views need not live on. Grows with the lead's own history only.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "runtime/engine/engine.h"
#include "workbench/why/cause_text.h"
#include "workbench/why/routing_trace.h"

namespace lead::why {

struct BookedLine {
  int64_t instant_ms;
  uint32_t rule;
  int64_t amount_millionths;
  CauseText cause;
};

struct DecidedLine {
  int64_t instant_ms;
  uint32_t output;
  std::optional<uint32_t> from, to;
  std::optional<int64_t> value;
  bool birth;
  int32_t rule;
  std::string reason;  // of a stage: the item of its choice; empty: none
  CauseText cause;
  // By which transition and for what reason; what a clock has used of its time and when that will be over.
  std::string note = {};
};

// Somebody was to be told. `place`: how many decisions stood before it.
struct ToldLine {
  int64_t instant_ms;
  size_t place;
  std::string whom, person, text;  // `person`: who that is; may be empty
  CauseText cause;
};

// "anna: Nobody called", where `whom` is a role or a post; "Nobody called".
[[nodiscard]] inline std::string words_of(const ToldLine& told) {
  const bool is_named = !told.person.empty() && told.person != told.whom;
  return is_named ? told.person + (told.text.empty() ? "" : ": " + told.text) : told.text;
}

// A score that started afresh: behind so many of the lead's bookings and of its decisions.
struct ResetLine {
  int64_t instant_ms;
  uint32_t score;
  int64_t to_millionths;
  size_t bookings_before, decisions_before;
  CauseText cause;
};

struct AsideLine {
  int64_t instant_ms;
  Reason reason;
  std::string event, detail;
};

class Trace : public engine::Observer {
 public:
  Trace(const artefact::ArtefactT& artefact, std::string lead)
      : artefact_(artefact), lead_(std::move(lead)), routing_(artefact) {}

  void decided(const engine::Decision& decision) override;
  void booked(const engine::Booking& booking) override;
  void told(const engine::Telling& telling) override;
  void was_reset(const engine::ScoreReset& reset) override;
  void set_aside(const engine::SetAside& event) override;
  void applied(const value::Event& event) override;
  void assigned(const engine::Assignment& assignment) override {
    if (assignment.lead == lead_) routing_.assigned(assignment, decisions_.size());
  }
  void refused(const engine::RefusedClaim& claim) override {
    if (claim.lead == lead_) routing_.refused(claim, decisions_.size());
  }
  [[nodiscard]] engine::Detail wants_considered(std::string_view lead) const override {
    return lead == lead_ ? engine::Detail::Words : engine::Detail::Nothing;
  }
  void considered(const engine::Considered& considered) override {
    if (considered.lead == lead_) routing_.considered(considered);
  }
  void asked(const engine::AskedRow& asked) override {
    if (asked.lead == lead_) routing_.asked(asked);
  }

  [[nodiscard]] const std::string& lead() const { return lead_; }
  [[nodiscard]] const std::vector<BookedLine>& bookings() const { return bookings_; }
  [[nodiscard]] const std::vector<DecidedLine>& decisions() const { return decisions_; }
  [[nodiscard]] const std::vector<ToldLine>& tellings() const { return tellings_; }
  [[nodiscard]] const std::vector<ResetLine>& resets() const { return resets_; }
  [[nodiscard]] const std::vector<AsideLine>& asides() const { return asides_; }
  [[nodiscard]] const RoutingTrace& routing() const { return routing_; }
  [[nodiscard]] uint64_t event_count() const { return event_count_; }

 private:
  const artefact::ArtefactT& artefact_;
  std::string lead_;
  std::vector<BookedLine> bookings_;
  std::vector<DecidedLine> decisions_;
  std::vector<ToldLine> tellings_;
  std::vector<ResetLine> resets_;
  std::vector<AsideLine> asides_;
  RoutingTrace routing_;
  uint64_t event_count_ = 0;

  [[nodiscard]] std::string reason_of(const engine::Decision& decision) const;
  [[nodiscard]] std::string note_of(const engine::Decision& decision) const;
};

}  // namespace lead::why
