// What the outputs for other tools share: names of files, and a diagnostic as one text. Private to the room.
#pragma once
#include <string>
#include <string_view>

#include "compiler/diagnostics/render.h"

namespace lead::diagnostics {

// With `/` between folders; relative where the file lies below the folder, else as it is.
[[nodiscard]] std::string name_of_file(std::string_view path, const Surroundings& surroundings);

// What a tool that shows one text shows: the message, what is said at its place, and the notes, a line each.
[[nodiscard]] std::string whole_message(const Diagnostic& d);

}  // namespace lead::diagnostics
