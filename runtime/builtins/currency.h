// Currencies: the codes of ISO 4217 in use, and how many digits each has after the point (EUR 2, JPY 0, KWD
// 3).
//
// Money is counted in minor units: EUR 5.00 is the word 500, JPY 5 the word 5. Codes of metals, funds and
// tests are left out. Never fails; a search is logarithmic.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace lead::builtins {

struct Currency {
  std::string_view code;
  uint8_t exponent;  // digits after the point
};

// Nothing where the code is unknown (`EURO`, `eur`).
[[nodiscard]] std::optional<Currency> find_currency(std::string_view code);
// Every currency, ascending by code. Static.
[[nodiscard]] std::span<const Currency> currencies();

}  // namespace lead::builtins
