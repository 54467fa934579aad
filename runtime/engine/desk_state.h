// All that routing remembers at an instant, in plain form: what a run writes of its pools, and a test
// compares.
//
//   const DeskState state = engine.desk_state();
//
// Lists stand in a fixed order: people as the run came to know them, pools by row and then as their keys
// came, queues and lines as the leads came, turns and former holders by lead and role. Texts are views into
// the engine, good until it runs on. Linear in the leads and all that it lists.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/routing/caps.h"
#include "runtime/routing/people.h"
#include "runtime/routing/pool.h"
#include "runtime/routing/roster.h"

namespace lead::engine {

// A person in a role of the leads.
struct HolderState {
  routing::PersonNumber person = routing::kNobody;
  uint32_t role = 0;
  uint32_t holds = 0;          // leads that count for their load
  routing::Assigned assigned;  // the last time that counted
};
// `key`: of `by turns per KEY`, its text behind `t` or its word behind `w`; empty: none, or it is missing.
struct PoolOfKey {
  uint32_t row = 0;  // index into artefact.route_rows
  std::string_view key;
  const routing::PoolState* pool = nullptr;
};
struct CapOfRow {
  uint32_t row = 0;
  const routing::Cap* cap = nullptr;
};
struct CapOfQueue {
  uint32_t queue = 0;  // index into artefact.queues
  const routing::Cap* cap = nullptr;
};
// A lead in a queue (`place`: index into artefact.queues) or in the line of a row (into artefact.route_rows).
struct PlaceState {
  uint32_t place = 0;
  std::string_view lead;
  int64_t since_ms = 0;
  int64_t until_ms = INT64_MAX;  // INT64_MAX: as long as it takes
};
struct MemoryState {
  uint32_t role = 0;
  std::string key;
  routing::PersonNumber person = routing::kNobody;
  int64_t since_ms = 0;
  int64_t until_ms = 0;  // the first instant at which it is over; it may be
};

// A turn that waits for what spends it (`turn spent on`).
struct OpenTurnState {
  std::string_view lead;
  uint32_t row = 0;
  routing::PersonNumber member = routing::kNobody;
};
// Who has held a role of a lead, the latest first; as many as `excluding` and `to last owner` look at.
struct FormerState {
  std::string_view lead;
  uint32_t role = 0;
  std::span<const routing::PersonNumber> holders;
};

struct DeskState {
  std::array<uint8_t, 32> roster{};  // its hash
  const routing::People* people = nullptr;
  const routing::Roster* in_force = nullptr;
  std::vector<std::span<const routing::Member>> teams;  // by artefact.teams: who belongs to them now
  std::vector<HolderState> holders;
  std::vector<PoolOfKey> pools;
  std::vector<CapOfRow> caps;
  std::vector<CapOfQueue> claims;
  std::vector<PlaceState> queued, waiting;
  std::vector<OpenTurnState> open_turns;
  std::vector<FormerState> former;
  std::vector<MemoryState> remembered;
};

}  // namespace lead::engine
