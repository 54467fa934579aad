#include "compiler/diagnostics/surroundings.h"

#include <filesystem>

#include "compiler/diagnostics/display.h"

namespace lead::diagnostics {

std::string name_of_file(std::string_view path, const Surroundings& surroundings) {
  namespace fs = std::filesystem;
  const fs::path given = fs::path(path).lexically_normal();
  if (!given.is_absolute() || surroundings.folder.empty()) return scrub(given.generic_string());
  const fs::path relative = given.lexically_relative(surroundings.folder);
  const bool is_below = !relative.empty() && *relative.begin() != "..";
  return scrub((is_below ? relative : given).generic_string());
}

std::string whole_message(const Diagnostic& d) {
  std::string text = one_line(d.message);
  if (!d.primary.text.empty()) text += "\n" + one_line(d.primary.text);
  for (const std::string& note : d.notes) text += "\nnote: " + one_line(note);
  return text;
}

}  // namespace lead::diagnostics
