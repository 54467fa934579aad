// Which events were counted already: same source and id within the horizon of event time.
//
// Asked in canonical order, so the first in order wins, however events arrived. An event without id is always
// new. A seen event is forgotten once `horizon` has passed since its instant; then its id counts afresh. Keys
// are 128-bit keyed hashes of source and id (SipHash-2-4 with 128 bits), 32 bytes an event within the
// horizon.
#pragma once
#include <absl/container/flat_hash_map.h>

#include <array>
#include <cstdint>
#include <utility>

#include "runtime/value/event.h"

namespace lead::engine {

class Dedupe {
 public:
  enum class Verdict : uint8_t { New, Duplicate, DifferingCopy };
  struct Answer {
    Verdict verdict = Verdict::New;
    int64_t first_ms = 0;  // instant of the event that counts, where this one does not
  };

  explicit Dedupe(int64_t horizon_ms) : horizon_ms_(horizon_ms) {}
  // Notes the event if it is new.
  // Brings what `judge` will read closer.
  void prefetch(const value::Event& event) {
    if (!event.id.empty()) seen_.prefetch(key_of(event));
  }
  [[nodiscard]] Answer judge(const value::Event& event);

 private:
  struct Key {
    std::array<uint64_t, 2> words;
    friend bool operator==(const Key&, const Key&) = default;
    template <class H>
    friend H AbslHashValue(H hash, const Key& key) {
      return H::combine(std::move(hash), key.words[0]);  // uniform already
    }
  };
  struct Seen {
    int64_t instant_ms;
    uint64_t content;
  };
  static constexpr size_t kFirstSweep = 1u << 16;
  [[nodiscard]] Key key_of(const value::Event& event);
  void sweep(int64_t now_ms);

  int64_t horizon_ms_;
  absl::flat_hash_map<Key, Seen> seen_;
  size_t sweep_at_ = kFirstSweep;  // entries at which those past the horizon are dropped
  std::string buffer_;
};

}  // namespace lead::engine
