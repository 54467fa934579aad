// Countries: the officially assigned two-letter codes of ISO 3166-1, and the word that stands for one in an
// artefact.
//
//   country_word("SE")  -> 26 * ('S' - 'A') + ('E' - 'A')        country_code(472) -> "SE"
//
// Capitals only: whoever reads input decides whether `se` is meant. Never fails; a search is logarithmic.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace lead::builtins {

inline constexpr int64_t kMaxCountryWord = 26 * 26 - 1;

// Nothing where the code is not assigned (`XX`, `se`, `SWE`).
[[nodiscard]] std::optional<int64_t> country_word(std::string_view code);
// Two capitals for any word of 0 to kMaxCountryWord, assigned or not; empty outside.
[[nodiscard]] std::string country_code(int64_t word);
// Every assigned code, ascending. Static.
[[nodiscard]] std::span<const std::string_view> country_codes();

}  // namespace lead::builtins
