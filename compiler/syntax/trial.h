// A repair is a promise. Each repair of a syntax error is carried out on a copy of the text, which is parsed
// again; what does not make its diagnostic go away, or only trades it for another, is not offered.
//
// Cost: one more parse for each repair, and no more than limits::kMaxTrialBytes of text in all; repairs past
// that are not offered, since nothing has proved them.
#pragma once
#include <functional>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"

namespace lead::syntax {

using ParseAgain = std::function<std::vector<diagnostics::Diagnostic>(std::string_view text)>;

// `found`: all that parsing `text` told.
[[nodiscard]] std::vector<diagnostics::Diagnostic> keep_proven_repairs(
    std::vector<diagnostics::Diagnostic> found, std::string_view text, FileId file,
    const ParseAgain& parse_again);

}  // namespace lead::syntax
