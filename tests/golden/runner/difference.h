// Two texts as a person compares them: lines that go with `-`, lines that come with `+`, a little of what
// stays.
#pragma once
#include <string>
#include <string_view>

namespace lead::golden {

// Empty where the texts are equal. Longest common subsequence of lines. BOUND: past 4 million pairs of
// differing lines the middle is shown as all gone and all come.
[[nodiscard]] std::string difference(std::string_view before, std::string_view after);

}  // namespace lead::golden
