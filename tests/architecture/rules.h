// The rules that sources are held to, as functions: sources in, complaints out, one text each ("path:line:
// what"). An empty answer is a clean bill. They read the tables of `rooms.h`, and know nothing of the file
// system, so each can be shown a source that breaks it.
#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/architecture/rooms.h"
#include "tests/architecture/sources.h"

namespace lead::architecture {

using Complaints = std::vector<std::string>;

// The room whose folder holds the file, or null.
[[nodiscard]] const Room* room_of(std::string_view path);

// All rooms that `room` may include: itself, its links and theirs, less what is hidden from it.
[[nodiscard]] std::vector<std::string_view> may_include(const Room& room);

// Rooms include only what the table allows; quoted includes name a file of a room; the command line includes
// no tests.
[[nodiscard]] Complaints check_rooms(const Source& source);

// Angled includes are the standard library's or come through the library's door.
[[nodiscard]] Complaints check_doors(const Source& source);

// The headers that include a library that stays in its room, or another such header; and the includes of them
// from outside their folder.
[[nodiscard]] std::set<std::string> private_headers(const std::vector<Source>& sources);
[[nodiscard]] Complaints check_private_headers(const Source& source, const std::set<std::string>& headers);

// Headers begin with a paragraph and `#pragma once`, and are at most kMaxHeaderLines long; sources
// kMaxSourceLines.
[[nodiscard]] Complaints check_length(const Source& source);
[[nodiscard]] Complaints check_opening(const Source& source);

// Functions are at most kMaxFunctionLines long.
[[nodiscard]] Complaints check_functions(const Source& source);

// A note of unfinished work names its issue: TODO(#12). Other marks of its kind are not used.
[[nodiscard]] Complaints check_notes(const Source& source);

// No binary floating point.
[[nodiscard]] Complaints check_floating(const Source& source);

// No range-for over, and no begin() of, a variable that this file or its header declares as a hash map or
// set. `header` is the text of the header of the same name, or empty.
[[nodiscard]] Complaints check_hash_walks(const Source& source, std::string_view header_code);

}  // namespace lead::architecture
