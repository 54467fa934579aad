// Carrying out repairs: a text and a fix in, the repaired text out.
//
// Used by `check --fix`, by the preview under a diagnostic and by the tests that prove each fix removes its
// cause.
//
//   std::string repaired = apply(diagnostic.fixes[0], file_id, text);
//
// Shape: offsets are those of the text given. Edits of other files are left alone. Never fails: an edit past
// the end of the text is taken as at its end, and of edits that overlap (a mistake in leadc) the first in the
// text is kept.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"

namespace lead::diagnostics {

[[nodiscard]] std::string apply(const std::vector<Edit>& edits, FileId file, std::string_view text);
[[nodiscard]] std::string apply(const Fix& fix, FileId file, std::string_view text);

// Where a piece of text lies once the edits of its file are carried out: a begin inside an edit becomes the
// begin of the replacement, an end inside one its end.
[[nodiscard]] Span moved(Span span, const std::vector<Edit>& edits);

// The fix of each diagnostic that has just one, in the order given, each wholly or not at all: one that
// touches what an earlier one touched is left for the next round. Of several alternatives none is chosen:
// that would be a guess, and only the author knows which is meant.
struct Repair {
  std::vector<Edit> edits;      // do not overlap; sorted by file and position
  std::vector<size_t> applied;  // the diagnostics whose fix it is, as indices
  uint32_t skipped_count = 0;
};
[[nodiscard]] Repair choose_repair(const std::vector<Diagnostic>& diagnostics);

}  // namespace lead::diagnostics
