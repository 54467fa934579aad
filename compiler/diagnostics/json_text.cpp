#include "compiler/diagnostics/json_text.h"

#include <fmt/format.h>

#include "compiler/diagnostics/display.h"

namespace lead::diagnostics {

std::string json_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : scrub(text)) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
          out += fmt::format("\\u{:04x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
        } else {
          out += c;
        }
    }
  }
  return out + "\"";
}

}  // namespace lead::diagnostics
