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

#include <string>

#include "runtime/artefact/artefact.h"
#include "runtime/engine/engine.h"

namespace lead::emit {

// The first 16 hexadecimal digits of a hash: how decisions name it.
[[nodiscard]] std::string short_hash(const std::vector<uint8_t>& hash);
[[nodiscard]] std::string long_hash(const std::vector<uint8_t>& hash);

class DecisionWriter {
 public:
  // The artefact must outlive the writer.
  explicit DecisionWriter(const artefact::ArtefactT& artefact);
  void append(std::string& out, const engine::Decision& decision);

 private:
  const artefact::ArtefactT& artefact_;
  std::string tail_;  // CACHE: policy, version and hashes, the same on every line
  int64_t instant_ms_ = -1;
  absl::flat_hash_map<std::string, uint32_t>
      places_;  // decisions of each lead at instant_ms_; never iterated
  std::string hashed_;

  void append_key(std::string& out, const engine::Decision& decision);
};

}  // namespace lead::emit
