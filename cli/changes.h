// Changes to the user's own files: shown as a difference, and written whole or not at all.
#pragma once
#include <string>
#include <string_view>

namespace lead::cli {

// The lines that differ, as `diff -u` prints them: with three lines around, and a head for each place. Where
// not `whole`, the first place alone. Longest common subsequence of lines; where the texts differ too widely
// for that (BOUND: 4 million pairs of lines), the middle is shown as all gone and all come.
[[nodiscard]] std::string describe_change(std::string_view path, std::string_view before,
                                          std::string_view after, bool whole, bool color);

// The first line (1-based) of `before` that is not that of `after`; texts differ.
[[nodiscard]] size_t first_changed_line(std::string_view before, std::string_view after);

// Puts `text` in the place of the file: written beside it, given its mode, then renamed over it. A symbolic
// link stays one, and what it leads to is replaced. False, with a message, where that failed; the file is
// then as it was.
[[nodiscard]] bool replace_file(const std::string& path, std::string_view text);

}  // namespace lead::cli
