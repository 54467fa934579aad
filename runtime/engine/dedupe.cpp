#include "runtime/engine/dedupe.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>
#include <string>

namespace lead::engine {
namespace {

// Any fixed key: the same stream must be judged the same everywhere. The letters say what it is for.
constexpr unsigned char kHashKey[crypto_shorthash_siphashx24_KEYBYTES + 1] = "leadc.dedupe.001";

}  // namespace

Dedupe::Key Dedupe::key_of(const value::Event& event) {
  static_assert(crypto_shorthash_siphashx24_BYTES == sizeof(Key::words));
  // The length of the source stands first, so that no two pairs run together into the same bytes.
  const uint64_t source_bytes = event.source.size();
  buffer_.assign(reinterpret_cast<const char*>(&source_bytes), sizeof source_bytes);
  buffer_.append(event.source);
  buffer_.append(event.id);
  Key key;
  unsigned char bytes[sizeof key.words];
  crypto_shorthash_siphashx24(bytes, reinterpret_cast<const unsigned char*>(buffer_.data()), buffer_.size(),
                              kHashKey);
  std::memcpy(key.words.data(), bytes, sizeof bytes);
  return key;
}

void Dedupe::sweep(int64_t now_ms) {
  absl::erase_if(seen_, [&](const auto& entry) { return now_ms - entry.second.instant_ms >= horizon_ms_; });
  sweep_at_ = std::max(kFirstSweep, seen_.size() * 2);
}

Dedupe::Answer Dedupe::judge(const value::Event& event) {
  if (event.id.empty()) return {};
  const auto [place, is_new] = seen_.try_emplace(key_of(event), Seen{event.instant_ms, event.content});
  if (!is_new) {
    Seen& seen = place->second;
    if (event.instant_ms - seen.instant_ms < horizon_ms_) {
      return {seen.content == event.content ? Verdict::Duplicate : Verdict::DifferingCopy, seen.instant_ms};
    }
    seen = {event.instant_ms, event.content};
  } else if (seen_.size() >= sweep_at_) {
    sweep(event.instant_ms);
  }
  return {};
}

}  // namespace lead::engine
