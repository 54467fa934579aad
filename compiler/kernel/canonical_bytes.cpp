#include "compiler/kernel/canonical_bytes.h"

#include <sodium.h>

#include <algorithm>

namespace lead::kernel {

void CanonicalBytes::word(int64_t value) {
  auto bits = static_cast<uint64_t>(value);
  for (int i = 0; i < 8; ++i, bits >>= 8) bytes_.push_back(static_cast<char>(bits & 0xff));
}

void CanonicalBytes::text(std::string_view text) {
  count(text.size());
  bytes_.append(text);
}

void CanonicalBytes::hash_of(const Hash& hash) {
  for (const uint8_t byte : hash) bytes_.push_back(static_cast<char>(byte));
}

void CanonicalBytes::sorted_texts(std::vector<std::string> texts) {
  std::sort(texts.begin(), texts.end());
  count(texts.size());
  for (const std::string& each : texts) text(each);
}

void CanonicalBytes::sorted_hashes(std::vector<Hash> hashes) {
  std::sort(hashes.begin(), hashes.end());
  count(hashes.size());
  for (const Hash& each : hashes) hash_of(each);
}

Hash CanonicalBytes::hash() const {
  Hash hash{};
  static_assert(sizeof(Hash) == crypto_generichash_BYTES);
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(bytes_.data()),
                     bytes_.size(), nullptr, 0);
  return hash;
}

}  // namespace lead::kernel
