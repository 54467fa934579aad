// Texts and lists as JSON. Private to the room.
#pragma once
#include <string>
#include <string_view>

namespace lead::diagnostics {

// In quotes; bytes that are no UTF-8 become `�`.
[[nodiscard]] std::string json_text(std::string_view text);

template <class Items, class Print>
[[nodiscard]] std::string json_array(const Items& items, Print print) {
  std::string out = "[";
  for (const auto& item : items) {
    if (out.size() > 1) out += ",";
    out += print(item);
  }
  return out + "]";
}

}  // namespace lead::diagnostics
