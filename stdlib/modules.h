// The modules of the language that leadc carries inside: `use std.email` finds its text here.
//
// Made at build time from stdlib/*.lead by cmake/standard_modules.cmake; stdlib/email.lead is `std.email`. A
// module holds definitions only. Never fails; the texts are static.
#pragma once
#include <span>
#include <string_view>

namespace lead::stdlib {

struct Module {
  std::string_view name;  // "std.email"
  std::string_view text;  // policy text, ends in a line break
};

// Ascending by name.
[[nodiscard]] std::span<const Module> standard_modules();

}  // namespace lead::stdlib
