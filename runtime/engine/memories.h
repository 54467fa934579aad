// Whom the roles remember for a key: `remember by KEY for D`, `for D from E` (docs/decisions/0013).
//
//   if (memories.assigned(owner, "acme.example", {ana, now})) …   // times that begin with an assignment
//   if (memories.heard(memory, "acme.example", {ana, now})) …     // an effect Renew of a lead that ana holds
//   memories.find(owner, "acme.example", now)               // ana, since `now`, until `now` + D
//
// A memory (artefact.memories) is one time of one role: it keeps one person a key, and is over at its instant
// plus its time. Where a role has several, who came last into one that is not over is remembered; at one
// instant the first of them counts. Lives as long as the artefact. Constant time a memory of the role.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "runtime/artefact/schema.h"
#include "runtime/engine/desk_state.h"
#include "runtime/routing/memory.h"

namespace lead::engine {

class Memories {
 public:
  explicit Memories(const artefact::ArtefactT& artefact);

  struct Entry {
    routing::Remembered who;  // since its instant
    int64_t until_ms = 0;     // the first instant at which it is over
  };
  // Where all of the key are over, the last of them. Nothing where the key is unknown.
  [[nodiscard]] std::optional<Entry> find(uint32_t role, std::string_view key, int64_t now_ms) const;

  // Whether `assigned` changes anything: a role may be remembered from events alone.
  [[nodiscard]] bool begins_with_assignment(uint32_t role) const;
  // Whether another person is remembered for the key now than before, or somebody at last.
  [[nodiscard]] bool assigned(uint32_t role, std::string_view key, const routing::Remembered& holder);
  // The same. `holder` holds the role of `memory`, kNobody: nobody does.
  [[nodiscard]] bool heard(uint32_t memory, std::string_view key, const routing::Remembered& holder);

  // In the order of the memories, each as its keys came.
  [[nodiscard]] std::vector<MemoryState> state() const;

 private:
  [[nodiscard]] std::optional<Entry> entry(uint32_t memory, std::string_view key) const;
  // kNobody: all are over, or the key is unknown.
  [[nodiscard]] routing::PersonNumber person(uint32_t role, std::string_view key, int64_t now_ms) const;

  const artefact::ArtefactT* artefact_;
  std::vector<routing::OwnerMemory> kept_;  // by memory
  std::vector<uint32_t> first_;             // by role, and one more: where its memories begin
};

}  // namespace lead::engine
