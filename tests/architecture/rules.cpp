#include "tests/architecture/rules.h"

#include <algorithm>
#include <regex>
#include <set>

namespace lead::architecture {
namespace {

std::string at_line(const Source& source, size_t line, const std::string& what) {
  return source.path + ":" + std::to_string(line) + ": " + what;
}

const Room* room_named(std::string_view name) {
  const auto found =
      std::find_if(kRooms.begin(), kRooms.end(), [&](const Room& room) { return room.name == name; });
  return found == kRooms.end() ? nullptr : &*found;
}

void collect(const Room& room, std::set<std::string_view>& names) {
  if (!names.insert(room.name).second) return;
  for (const std::string_view link : room.links) {
    if (const Room* linked = room_named(link)) collect(*linked, names);
  }
}

bool starts_with_any(std::string_view path, const std::vector<std::string_view>& beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](std::string_view b) { return path.starts_with(b); });
}

const Door* door_of(std::string_view header) {
  const auto found = std::find_if(kDoors.begin(), kDoors.end(),
                                  [&](const Door& door) { return header.starts_with(door.header); });
  return found == kDoors.end() ? nullptr : &*found;
}

std::string_view folder_of(std::string_view path) {
  return path.substr(0, path.rfind('/'));
}

// <vector>, <cstdint>: no folder, no extension.
bool is_standard(std::string_view header) {
  return header.find_first_of("/.") == std::string_view::npos;
}

bool is_shared_with(std::string_view path, std::string_view house) {
  return std::any_of(kShared.begin(), kShared.end(), [&](const Shared& shared) {
    return shared.path == path &&
           std::find(shared.houses.begin(), shared.houses.end(), house) != shared.houses.end();
  });
}

std::string check_one_room_include(const Source& source, const Include& include) {
  const Room* target = room_of(include.path);
  const Room* from = room_of(source.path);
  if (from == nullptr) {
    const bool own =
        starts_with_any(source.path, kExampleFolders) && starts_with_any(include.path, kExampleFolders);
    const bool free = starts_with_any(source.path, kFreeFolders) &&
                      (target != nullptr || starts_with_any(include.path, kFreeFolders));
    return own || free ? "" : "may not include " + include.path;
  }
  if (is_shared_with(include.path, from->house)) return "";
  if (target == nullptr) return "includes " + include.path + ", which is in no room";
  const std::vector<std::string_view> allowed = may_include(*from);
  if (std::find(allowed.begin(), allowed.end(), target->name) != allowed.end()) return "";
  return "room " + std::string(from->name) + " may not include " + include.path;
}

}  // namespace

const Room* room_of(std::string_view path) {
  for (const Room& room : kRooms) {
    if (path.starts_with(std::string(room.house) + "/" + std::string(room.name) + "/")) return &room;
  }
  return nullptr;
}

std::vector<std::string_view> may_include(const Room& room) {
  std::set<std::string_view> names;
  collect(room, names);
  for (const std::string_view hidden : room.hidden) names.erase(hidden);
  return {names.begin(), names.end()};
}

Complaints check_rooms(const Source& source) {
  Complaints complaints;
  for (const Include& include : source.includes) {
    if (include.angled || door_of(include.path) != nullptr) continue;
    const std::string complaint = check_one_room_include(source, include);
    if (!complaint.empty()) complaints.push_back(at_line(source, include.line, complaint));
  }
  return complaints;
}

Complaints check_doors(const Source& source) {
  Complaints complaints;
  for (const Include& include : source.includes) {
    const Door* door = door_of(include.path);
    if (door == nullptr) {
      if (include.angled && !is_standard(include.path)) {
        complaints.push_back(at_line(source, include.line, "<" + include.path + "> has no door in kDoors"));
      }
      continue;
    }
    if (!starts_with_any(source.path, door->doors)) {
      complaints.push_back(
          at_line(source, include.line, std::string(door->library) + " comes in by another door"));
    }
  }
  return complaints;
}

std::set<std::string> private_headers(const std::vector<Source>& sources) {
  std::set<std::string> found;
  for (size_t before = 1, after = 0; before != after;) {
    before = found.size();
    for (const Source& source : sources) {
      const bool shows =
          std::any_of(source.includes.begin(), source.includes.end(), [&](const Include& include) {
            const Door* door = door_of(include.path);
            return (door != nullptr && door->stays_in_room) || found.contains(include.path);
          });
      if (source.is_header() && shows) found.insert(source.path);
    }
    after = found.size();
  }
  return found;
}

Complaints check_private_headers(const Source& source, const std::set<std::string>& headers) {
  Complaints complaints;
  for (const Include& include : source.includes) {
    if (!headers.contains(include.path) || folder_of(include.path) == folder_of(source.path)) continue;
    complaints.push_back(
        at_line(source, include.line, include.path + " shows a library that stays in its room"));
  }
  return complaints;
}

Complaints check_length(const Source& source) {
  const size_t limit = source.is_header() ? kMaxHeaderLines : kMaxSourceLines;
  if (source.line_count <= limit) return {};
  return {source.path + ": " + std::to_string(source.line_count) + " lines, at most " +
          std::to_string(limit)};
}

Complaints check_opening(const Source& source) {
  if (!source.is_header()) return {};
  Complaints complaints;
  if (!source.text.starts_with("// "))
    complaints.push_back(at_line(source, 1, "no paragraph says what this is for"));
  if (source.text.find("\n#pragma once\n") == std::string::npos) {
    complaints.push_back(at_line(source, 1, "no #pragma once"));
  }
  return complaints;
}

Complaints check_functions(const Source& source) {
  Complaints complaints;
  // Bodies stand where a brace opens after the end of a parameter list, outside any other body.
  static const std::regex kBefore(R"((\)|\bconst|\bnoexcept|\boverride|->\s*[\w:<>,&*\s]+|[\)\}])\s*$)");
  size_t depth = 0, body_depth = 0, body_begin = 0;
  for (size_t at = 0; at < source.code.size(); ++at) {
    if (source.code[at] == '{') {
      ++depth;
      if (body_depth == 0) {
        const size_t from = source.code.find_last_of(";{}", at == 0 ? 0 : at - 1);
        const size_t begin = from == std::string::npos || from >= at ? 0 : from + 1;
        const std::string before = source.code.substr(begin, at - begin);
        if (before.find('(') != std::string::npos && std::regex_search(before, kBefore)) {
          body_depth = depth;
          body_begin = at;
        }
      }
    } else if (source.code[at] == '}' && depth > 0) {
      if (depth == body_depth) {
        const size_t first = line_of(source.code, body_begin), last = line_of(source.code, at);
        if (last - first + 1 > kMaxFunctionLines) {
          complaints.push_back(at_line(source, first,
                                       "a function of " + std::to_string(last - first + 1) +
                                           " lines, at most " + std::to_string(kMaxFunctionLines)));
        }
        body_depth = 0;
      }
      --depth;
    }
  }
  return complaints;
}

Complaints check_notes(const Source& source) {
  Complaints complaints;
  for (const std::string_view mark : {"TODO", "FIXME", "XXX", "HACK"}) {
    for (const size_t at : find_word(source.text, mark)) {
      static const std::regex kWithIssue(R"(TODO\(#[0-9]+\))");
      const std::string rest = source.text.substr(at, 20);
      if (std::regex_search(rest, kWithIssue, std::regex_constants::match_continuous)) continue;
      complaints.push_back(
          at_line(source, line_of(source.text, at), std::string(mark) + " without an issue"));
    }
  }
  return complaints;
}

Complaints check_floating(const Source& source) {
  Complaints complaints;
  for (const std::string_view word : {"float", "double", "strtod", "stod", "lround", "llround"}) {
    for (const size_t at : find_word(source.code, word)) {
      complaints.push_back(at_line(source, line_of(source.code, at),
                                   "`" + std::string(word) + "`: decisions are whole numbers"));
    }
  }
  return complaints;
}

Complaints check_hash_walks(const Source& source, std::string_view header_code) {
  static const std::regex kDeclared(
      R"((?:flat_hash_map|flat_hash_set|node_hash_map|node_hash_set|unordered_map|unordered_set)\s*<[^;{}()]*>\s*&?\s*(\w+)\s*[;={,)])");
  std::set<std::string> names;
  for (const std::string& code : {source.code, std::string(header_code)}) {
    for (std::sregex_iterator it(code.begin(), code.end(), kDeclared), end; it != end; ++it)
      names.insert((*it)[1]);
  }
  Complaints complaints;
  for (const std::string& name : names) {
    const std::regex walk("(:\\s*(\\w+(\\.|->))*" + name + "\\s*\\))|(\\b" + name +
                          "\\s*(\\.|->)\\s*c?begin\\s*\\()");
    for (std::sregex_iterator it(source.code.begin(), source.code.end(), walk), end; it != end; ++it) {
      const size_t line = line_of(source.code, static_cast<size_t>(it->position()));
      complaints.push_back(
          at_line(source, line, "walks the hash map `" + name + "`, whose order differs per run"));
    }
  }
  return complaints;
}

}  // namespace lead::architecture
