// Decisions as NDJSON, one a line, the same bytes on every machine. docs/decisions-out.md lists the keys.
//
//   DecisionWriter writer(*artefact);
//   writer.append(out, decision);   // out grows by one line
//
// `key` is an idempotency key: a BLAKE2b-128 of policy, lead, block, from, to, instant and the place among
// the lead's decisions of that instant, so that a consumer that sees a line twice acts once. It does not
// change when the same stream is run again, and a corrected policy that decides otherwise gives another key.
#pragma once
#include <absl/container/flat_hash_map.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "runtime/artefact/artefact.h"
#include "runtime/base/text_hash.h"
#include "runtime/engine/engine.h"

namespace lead::emit {

// The first 16 hexadecimal digits of a hash: how decisions name it.
[[nodiscard]] std::string short_hash(const std::vector<uint8_t>& hash);
[[nodiscard]] std::string long_hash(const std::vector<uint8_t>& hash);

class DecisionWriter {
 public:
  explicit DecisionWriter(const artefact::ArtefactT& artefact);
  void append(std::string& out, const engine::Decision& decision);
  void append(std::string& out, const engine::Telling& telling);
  void append(std::string& out, const engine::Assignment& assignment);
  void append(std::string& out, const engine::RefusedClaim& claim);
  // From here on lines carry its hash; a line of its own where it is not the first.
  void append(std::string& out, const engine::RosterInForce& roster);
  void append(std::string& out, const engine::PresenceChange& presence);

 private:
  // What lines of one output have in common, and each name it may show. `hashed`: as it goes into the key.
  struct Name {
    std::string json, hashed;
  };
  struct OutputWords {
    std::string head;  // kind and block, up to the first name
    std::string hashed_block;
    std::vector<Name> names;
    Name none;  // no name
    [[nodiscard]] const Name& name(std::optional<uint32_t> index) const {
      return index ? names[*index] : none;
    }
  };
  struct MoveWords {
    std::string head;
    std::vector<std::string> reasons;  // of the stage it leads to
  };
  struct TellWords {
    std::string head, hashed;
    bool is_person = false;
  };
  static MoveWords words_of(const artefact::TransitionT& transition, const artefact::ArtefactT& artefact);

  // Ends a line about a role or a queue: its cause, the policy and its key.
  void finish(std::string& out, const engine::Cause& cause, int64_t instant_ms, std::string_view lead);
  void append_cause(std::string& out, const engine::Cause& cause) const;
  static void append_clock(std::string& out, const engine::ClockFigures& clock);
  void append_move(std::string& out, const engine::Decision& decision) const;
  void begin_key(std::string_view lead);
  void append_key(std::string& out, int64_t instant_ms, std::string_view lead);

  // CACHE: the words of the artefact as they stand in lines.
  std::vector<OutputWords> outputs_;
  std::vector<MoveWords> moves_;
  std::vector<TellWords> tells_;
  std::vector<std::string> events_, rules_, edges_, schedules_, steps_, roles_, queues_;
  std::vector<std::string> route_rows_;  // which row of a route, and how it chooses
  std::string hashed_policy_;
  std::string head_of_tail_,
      tail_;  // policy, version and hashes, the same on every line; the roster in force

  int64_t instant_ms_ = -1;
  // Decisions of each lead at instant_ms_; never iterated.
  absl::flat_hash_map<std::string, uint32_t, TextHash, std::equal_to<>> places_;
  std::string hashed_;
};

}  // namespace lead::emit
