// The page of each diagnostic (docs/errors/Lxxxx.md), carried inside the program: what `leadc explain L0401`
// prints.
//
// Made at build time from the files by cmake/embed.cmake; link `lead_pages`. Never fails; nothing for a code
// that has no page (a test sees to it that every code has one).
#pragma once
#include <optional>
#include <string_view>

#include "compiler/diagnostics/diagnostic.h"

namespace lead::diagnostics {

[[nodiscard]] std::optional<std::string_view> page(Code code);  // Markdown, ends in a line break

}  // namespace lead::diagnostics
