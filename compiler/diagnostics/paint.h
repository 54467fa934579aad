// Colour for terminals: a role in, ANSI sequences around the text out, or the text alone where colour is off.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "compiler/diagnostics/diagnostic.h"

namespace lead::diagnostics {

enum class Role : uint8_t { Plain, Strong, Error, Warning, Note, Secondary, Frame, Help, Removed, Added };

class Paint {
 public:
  explicit Paint(bool is_on) : is_on_(is_on) {}
  [[nodiscard]] std::string operator()(Role role, std::string_view text) const;

 private:
  bool is_on_;
};

[[nodiscard]] Role role_of(Severity severity);
[[nodiscard]] std::string_view word_of(Severity severity);  // "error"

}  // namespace lead::diagnostics
