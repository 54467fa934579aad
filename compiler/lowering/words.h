// The words of the policy under a span, for explanations: comments left out, white space folded to single
// blanks.
#pragma once
#include <string>
#include <string_view>

namespace lead::lowering {

// "+5  each page_view   # clicks\n  where x" is "+5 each page_view where x". Texts in quotes and names in
// backticks are kept as they are.
[[nodiscard]] std::string folded(std::string_view policy_text);

}  // namespace lead::lowering
