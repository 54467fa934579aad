// The artefact file (.leadpack): a 64-byte header and a FlatBuffer.
//
// Header: "LEADPACK" · format u32 · reserved u32 (0) · body size u64 · reserved (8 zero bytes) · BLAKE2b-256
// of the body. All little-endian. Accidental damage is caught by the hash; a hostile file with a right hash
// is the business of FlatBuffers' structural verifier and then of `verify`: types, bounds, register order,
// references, limits. `ArtefactT` (from artefact.fbs) is the same thing as plain C++ values; the compiler
// builds it, `encode` writes it.
//
// Only `verify` makes a `VerifiedArtefact`, and that is all that VM and engine accept. Move only; its address
// of the contained ArtefactT is stable for its lifetime. Never throws; a refusal is a reason in words.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "runtime/artefact/schema.h"

namespace lead::artefact {

inline constexpr uint32_t kFormat = 6;

struct Refusal {
  std::string reason;         // "the file is damaged: its content does not match its hash"
  bool passes_limit = false;  // nothing is wrong but the size
};

class VerifiedArtefact {
 public:
  VerifiedArtefact(VerifiedArtefact&&) noexcept;
  VerifiedArtefact& operator=(VerifiedArtefact&&) noexcept;
  ~VerifiedArtefact();
  const ArtefactT& operator*() const { return *artefact_; }
  const ArtefactT* operator->() const { return artefact_.get(); }

 private:
  friend std::variant<VerifiedArtefact, Refusal> verify(std::unique_ptr<ArtefactT> artefact);
  explicit VerifiedArtefact(std::unique_ptr<ArtefactT> artefact);
  std::unique_ptr<ArtefactT> artefact_;
};

// Header and body. Deterministic: equal artefacts give equal bytes.
[[nodiscard]] std::string encode(const ArtefactT& artefact);

// Header, hash, structure. Does not judge the meaning: `verify` does.
[[nodiscard]] std::variant<std::unique_ptr<ArtefactT>, Refusal> decode(std::string_view bytes);

// Every index, register, jump-free order of code, kind and limit. Linear in the artefact.
[[nodiscard]] std::variant<VerifiedArtefact, Refusal> verify(std::unique_ptr<ArtefactT> artefact);

// Reads, decodes and verifies a file.
[[nodiscard]] std::variant<VerifiedArtefact, Refusal> load(const std::string& path);

}  // namespace lead::artefact
