// What a row of a route asks, cut out of its text.
//
//   where_of("ours: to sdr where region matches, by turns per region when large")   // "region matches"
//   guard_of(…)                                                                     // "large"
//   key_of(…)                                                                       // "region"
//
// `text` is a row that the compiler has accepted, folded to one line. Words within quotes, backticks and
// brackets begin no clause. Empty where the row has no such clause.
#pragma once
#include <string>
#include <string_view>

namespace lead::emit {

[[nodiscard]] std::string where_of(std::string_view text);
[[nodiscard]] std::string guard_of(std::string_view text);
[[nodiscard]] std::string key_of(std::string_view text);

}  // namespace lead::emit
