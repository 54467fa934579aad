// What a run did, in one table: how much came in, what was set aside and why, and where the leads stand now.
//
// Fed while the run goes on; never holds more than one entry a reason, name or input. Text is aligned for a
// terminal and shows shares as bars; JSON is one object.
#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/artefact/artefact.h"
#include "runtime/base/reason.h"
#include "runtime/engine/engine.h"

namespace lead::emit {

class Summary {
 public:
  explicit Summary(const artefact::ArtefactT& artefact);

  void decided(const engine::Decision& decision);
  void set_aside(Reason reason) { ++reasons_[static_cast<size_t>(reason)]; }
  void applied(const value::Event& event);
  void told(const engine::Telling& telling);
  void assigned(const engine::Assignment&) { ++decisions_; }
  void refused(const engine::RefusedClaim&) { ++decisions_; }
  void roster_changed(const engine::RosterInForce& roster);
  void presence_changed(const engine::PresenceChange& presence);

  // Told once, at the end.
  struct Totals {
    uint64_t lines = 0, bytes = 0, after_until = 0;
    engine::Counts counts;
    int64_t run_until_ms = 0;
    size_t record_bytes = 0;
    std::map<std::string, uint64_t> unknown_fields, ignored_events;
  };
  // `who_has_them`: of a policy with routes, what people carry: as text, or as keys of JSON that begin with a
  // comma.
  [[nodiscard]] std::string text(const Totals& totals, bool color, std::string_view who_has_them = {}) const;
  [[nodiscard]] std::string json(const Totals& totals, std::string_view who_has_them = {}) const;

 private:
  class Page;
  void print_head(Page& page, const Totals& totals) const;
  void print_set_aside(Page& page, const Totals& totals) const;
  [[nodiscard]] std::vector<std::string> titles_of(size_t output) const;
  void print_output(Page& page, size_t index) const;
  // Of a promise: how often it was kept of the times that are decided, and how often it was kept late; the
  // leads for which it is broken or open now.
  struct Kept {
    uint64_t in_time = 0, decided = 0, late = 0, broken = 0, open = 0, cancelled = 0;
    void add(const Kept& other);
  };
  struct PromiseRow {
    std::string name, owed_by;
    Kept kept;
  };
  struct PromiseWidths {
    size_t name = 18, owed_by = 10;
  };
  [[nodiscard]] Kept kept(size_t output) const;
  void print_kept(Page& page, const PromiseRow& row, const PromiseWidths& widths) const;
  void print_promises(Page& page) const;
  void append_rosters(std::string& out) const;
  void print_account(Page& page, size_t index) const;
  [[nodiscard]] uint64_t set_aside_count() const;
  struct Standing {
    uint64_t leads = 0, entered = 0;
  };
  const artefact::ArtefactT& artefact_;
  std::array<uint64_t, static_cast<size_t>(Reason::kCount)> reasons_{};
  std::vector<std::vector<Standing>> outputs_;  // by output, by name; one more at the end: unrated
  std::vector<uint64_t> events_;                // applied, by type
  std::map<std::string, uint64_t> told_;        // by who was notified
  // Rosters that came into force during the run.
  struct RosterLine {
    int64_t instant_ms;
    size_t people;
    std::string hash;
  };
  std::vector<RosterLine> rosters_;
  uint64_t gone_ = 0, back_ = 0;  // how often people said that they were away, or back
  uint64_t decisions_ = 0;        // lines of the decisions file
  int64_t first_ms_ = -1, last_ms_ = -1;
};

}  // namespace lead::emit
