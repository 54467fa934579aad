// What an engine tells, as lines: one per decision, refusal and booking, with every field in a fixed order.
// Two engines agree where their lines do; a test that fails then shows the first line that differs.
//
//   t=120 ann output 0: - -> 2 value 52000000 birth rule 3 #0 by event e7
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "runtime/engine/engine.h"

namespace lead::testing {

class RecordObserver : public engine::Observer {
 public:
  std::vector<std::string> decisions;
  std::vector<std::string>
      set_aside_events;  // late events may be told at another time: compare `sorted_set_aside`
  std::vector<std::string> applied_events;
  std::vector<std::string> bookings;
  std::vector<std::string> tellings;
  std::vector<std::string> routings;             // in the words of tests/reference/told.h
  std::vector<std::array<uint8_t, 32>> rosters;  // the hashes that its assignments carry

  void decided(const engine::Decision& decision) override;
  void set_aside(const engine::SetAside& event) override;
  void applied(const value::Event& event) override;
  void booked(const engine::Booking& booking) override;
  void told(const engine::Telling& telling) override;
  void assigned(const engine::Assignment& assignment) override;
  void refused(const engine::RefusedClaim& claim) override;
  void presence_changed(const engine::PresenceChange& presence) override;

  [[nodiscard]] std::vector<std::string> sorted_set_aside() const;
  // Everything, for one comparison: decisions, then bookings, then who was told, then who was given a lead,
  // then events that counted, then refusals sorted.
  [[nodiscard]] std::vector<std::string> lines() const;
};

}  // namespace lead::testing
