// The one way to lay a policy out: text in, the same words and comments in canonical places out.
//
//   const auto formatted = format::format_policy(sources, file, sink);
//   if (formatted && *formatted != sources[file].text()) …            // it would change
//
// The author's line breaks stay, apart from a few: a declaration begins a line; where one brace of a pair
// stands alone on its line, so does the other; lines past kLineColumns are broken at commas. Everything
// between two words of a line is ours: two blanks a level, one blank between words, columns for what repeats
// (the rows of a block, runs of events, cells of a matrix, remarks at the ends of lines). At most one blank
// line is kept. Works on words and brackets alone, so that a form of the language it has never seen is laid
// out too.
//
// Shape: ends in one line break, or is empty; line breaks are those of the first line (`\n` or `\r\n`).
// Idempotent. Errors: those of syntax::parse, and then nothing comes out. Throws std::logic_error where the
// words would have changed (a mistake in leadc): it looks at its own result before it gives it away. Cost: a
// few passes over the text, and two parses.
#pragma once
#include <optional>
#include <string>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/source/source.h"

namespace lead::format {

inline constexpr uint32_t kLineColumns = 120;  // code of a line, without the remark at its end

[[nodiscard]] std::optional<std::string> format_policy(const source::SourceMap& sources, FileId file,
                                                       diagnostics::Sink& sink);

}  // namespace lead::format
