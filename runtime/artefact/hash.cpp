#include "runtime/artefact/hash.h"

#include <sodium.h>

namespace lead::artefact {

struct Hasher::State {
  crypto_generichash_state hash;
};

Hasher::Hasher() : state_(std::make_unique<State>()) {
  crypto_generichash_init(&state_->hash, nullptr, 0, std::tuple_size_v<Hash>);
}

Hasher::~Hasher() = default;

void Hasher::add(uint64_t number) {
  std::array<unsigned char, 8> bytes{};
  for (size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<unsigned char>(number >> (8 * i));
  crypto_generichash_update(&state_->hash, bytes.data(), bytes.size());
}

void Hasher::add(std::string_view text) {
  add(uint64_t{text.size()});
  crypto_generichash_update(&state_->hash, reinterpret_cast<const unsigned char*>(text.data()), text.size());
}

Hash Hasher::finish() {
  Hash hash{};
  crypto_generichash_final(&state_->hash, hash.data(), hash.size());
  return hash;
}

Hash hash_of(std::string_view bytes) {
  Hash hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                     bytes.size(), nullptr, 0);
  return hash;
}

}  // namespace lead::artefact
