// The scalar bodies of the text operations, shared by rows, columns, bounds and constant folding.
//
// Operands as in opcodes.def: texts a and b with presence, `tables` and `ref` for those that ask a table.
// Conditions are false where an operand is missing (only TextIsKnown asks for presence itself). Never fails,
// allocates only for what is folded: HasAnyWord, SameName and the lookups.
#pragma once
#include <cstdint>
#include <string_view>

#include "runtime/builtins/company_name.h"
#include "runtime/vm/source.h"

namespace lead::vm {

[[nodiscard]] inline bool text_equal(Text a, Text b) {
  return a.known && b.known && a.value == b.value;
}
[[nodiscard]] inline bool text_not_equal(Text a, Text b) {
  return a.known && b.known && a.value != b.value;
}
[[nodiscard]] inline bool text_starts_with(Text a, Text b) {
  return a.known && b.known && a.value.starts_with(b.value);
}
[[nodiscard]] inline bool text_ends_with(Text a, Text b) {
  return a.known && b.known && a.value.ends_with(b.value);
}
[[nodiscard]] inline bool text_contains(Text a, Text b) {
  return a.known && b.known && a.value.find(b.value) != std::string_view::npos;
}
[[nodiscard]] inline bool text_matches(Text a, const Tables& tables, uint32_t ref) {
  return a.known && tables.matches(ref, a.value);
}
[[nodiscard]] inline bool text_has_any_word(Text a, const Tables& tables, uint32_t ref) {
  return a.known && tables.has_any_word(ref, a.value);
}
[[nodiscard]] inline bool text_in_list(Text a, const Tables& tables, uint32_t ref) {
  return a.known && tables.in_text_list(ref, a.value);
}
[[nodiscard]] inline Word look_up(Text a, const Tables& tables, uint32_t ref) {
  const auto found = a.known ? tables.look_up(ref, a.value) : std::nullopt;
  return {found.value_or(0), found.has_value()};
}
[[nodiscard]] inline Text look_up_text(Text a, const Tables& tables, uint32_t ref) {
  const auto found = a.known ? tables.look_up_text(ref, a.value) : std::nullopt;
  return {found.value_or(std::string_view()), found.has_value()};
}
// The same of a table of numbers.
[[nodiscard]] inline Word find_word(Word a, const Tables& tables, uint32_t ref) {
  const auto found = a.known ? tables.find(ref, a.value) : std::nullopt;
  return {found.value_or(0), found.has_value()};
}
[[nodiscard]] inline Text find_text(Word a, const Tables& tables, uint32_t ref) {
  const auto found = a.known ? tables.find_text(ref, a.value) : std::nullopt;
  return {found.value_or(std::string_view()), found.has_value()};
}
[[nodiscard]] inline bool text_same_name(Text a, Text b) {
  return a.known && b.known && builtins::same_name(a.value, b.value);
}
// What stands behind the last @; missing if there is none.
[[nodiscard]] inline Text domain_of(Text a) {
  if (!a.known) return {};
  const size_t at = a.value.rfind('@');
  if (at == std::string_view::npos) return {};
  return {a.value.substr(at + 1), true};
}

}  // namespace lead::vm
