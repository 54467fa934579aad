// A piece of policy text: which file, and which half-open range of UTF-8 bytes.
//
// Spans travel with every node from the parser to the artefact, so that errors, explanations and coverage can
// point at the words of the policy. 12 bytes, a value. A span of length 0 points between two bytes.
#pragma once
#include <compare>
#include <cstdint>

namespace lead {

struct FileId {
  uint32_t value = UINT32_MAX;
  friend constexpr auto operator<=>(FileId, FileId) = default;
};

struct Span {
  FileId file;
  uint32_t begin_byte = 0;
  uint32_t end_byte = 0;

  [[nodiscard]] constexpr bool is_none() const { return file.value == UINT32_MAX; }
  friend constexpr auto operator<=>(const Span&, const Span&) = default;
};

// The smallest span that covers both; either may be none.
constexpr Span cover(Span a, Span b) {
  if (a.is_none()) return b;
  if (b.is_none()) return a;
  return {a.file, a.begin_byte < b.begin_byte ? a.begin_byte : b.begin_byte,
          a.end_byte > b.end_byte ? a.end_byte : b.end_byte};
}

}  // namespace lead
