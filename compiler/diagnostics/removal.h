// Repairs that need the text around the guilty words, not only their place.
//
//   if (const auto edit = removal(span, text)) d.fixes.push_back({"take it away", {*edit}});
//
// `text` is that of the span's file. Never fails; nothing where it cannot be said what goes with the words.
#pragma once
#include <optional>
#include <string_view>

#include "compiler/diagnostics/diagnostic.h"

namespace lead::diagnostics {

// Takes words away with what joined them to their neighbours: the comma before them or, at the head of a
// list, the one behind; or their line, where they stand alone on it.
[[nodiscard]] std::optional<Edit> removal(Span span, std::string_view text);

// The whole line or lines of the words, where nothing else stands on them and they open no bracket.
[[nodiscard]] std::optional<Edit> line_removal(Span span, std::string_view text);

}  // namespace lead::diagnostics
