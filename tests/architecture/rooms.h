// The architecture as tables: which room may include which, which file may include which library, and the few
// files that are excused from a rule. The tests in this folder hold the sources to them, and hold
// CMakeLists.txt and docs/architecture.md to the same table.
//
// `links` are the rooms of the room's line in CMakeLists.txt. A room may include the headers of its links and
// of theirs in turn, except for those in `hidden`: what the linker has to see, the reader need not.
#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

namespace lead::architecture {

struct Room {
  std::string_view house;
  std::string_view name;
  std::vector<std::string_view> links;
  std::vector<std::string_view> hidden;
};

// In the order of CMakeLists.txt; a room links only rooms above it.
inline const std::vector<Room> kRooms{
    {"runtime", "base", {}, {}},
    {"runtime", "artefact", {"base"}, {}},
    {"runtime", "value", {"artefact"}, {}},
    {"runtime", "calendar", {"artefact"}, {}},
    {"runtime", "routing", {"calendar"}, {}},
    {"runtime", "builtins", {"value", "calendar"}, {}},
    {"runtime", "vm", {"builtins"}, {}},
    {"runtime", "engine", {"vm", "routing"}, {}},
    {"runtime", "ingest", {"builtins"}, {}},
    {"runtime", "emit", {"engine"}, {}},
    {"compiler", "source", {"base"}, {}},
    {"compiler", "diagnostics", {"source"}, {}},
    {"compiler", "syntax", {"diagnostics"}, {}},
    {"compiler", "format", {"syntax"}, {}},
    {"compiler", "holidays", {"calendar", "ingest"}, {}},
    {"compiler", "semantics", {"syntax", "builtins", "ingest"}, {}},
    {"compiler", "kernel", {"semantics", "artefact"}, {"ingest"}},
    {"compiler", "analysis", {"kernel"}, {"syntax", "ingest"}},
    {"compiler", "lowering", {"kernel", "vm"}, {"syntax", "ingest"}},
    {"compiler", "compile", {"analysis", "lowering", "holidays"}, {}},
    {"workbench", "why", {"engine", "emit"}, {}},
    {"workbench", "test", {"compile", "why"}, {}},
    {"workbench", "simulate", {"engine", "emit"}, {}},
};

// What is in no room and shared: the tables and modules of the standard library, and the houses that may
// include them.
struct Shared {
  std::string_view path;
  std::vector<std::string_view> houses;
};

inline const std::vector<Shared> kShared{
    {"stdlib/builtins.def", {"compiler", "runtime"}},
    {"stdlib/modules.h", {"compiler"}},
};

// The command line and the examples stand above the rooms. The command line may include any of them; the
// examples' generators include nothing but their own headers.
inline const std::vector<std::string_view> kFreeFolders{"cli/"};
inline const std::vector<std::string_view> kExampleFolders{"examples/"};

// A heavy library and its one door. `header` is how its includes begin; an include of it may stand only in
// files whose path begins with one of `doors`. `stays_in_room`: a header that includes it is for its own
// folder only, so that its types are seen nowhere else.
struct Door {
  std::string_view library;
  std::string_view header;
  std::string_view package;  // the Debian package that brings it; "": the C library's
  std::vector<std::string_view> doors;
  bool stays_in_room;
};

inline const std::vector<std::string_view> kGrammarDoors{
    "compiler/syntax/parse.cpp",    "compiler/syntax/lexer.cpp",    "compiler/syntax/recovery",
    "compiler/syntax/expected.cpp", "compiler/syntax/tree_builder", "compiler/syntax/slice_parser.h",
    "compiler/syntax/layout.cpp"};

inline const std::vector<Door> kDoors{
    {"ANTLR", "antlr4-runtime", "libantlr4-runtime-dev", kGrammarDoors, true},
    {"the generated grammar", "grammar/", "antlr4", kGrammarDoors, true},
    {"CLI11", "CLI/", "libcli11-dev", {"cli/arguments.cpp"}, true},
    {"simdjson", "simdjson", "libsimdjson-dev", {"runtime/ingest/"}, true},
    {"zlib", "zlib.h", "zlib1g-dev", {"runtime/ingest/"}, true},
    {"libcsv", "csv.h", "libcsv-dev", {"runtime/ingest/csv.cpp"}, true},
    {"iconv", "iconv.h", "", {"runtime/ingest/encoding.cpp"}, true},
    {"FlatBuffers", "flatbuffers/", "libflatbuffers-dev", {"runtime/artefact/"}, true},
    {"the generated artefact schema",
     "runtime/artefact/artefact_generated.h",
     "flatbuffers-compiler",
     {"runtime/artefact/schema.h"},
     false},
    {"libsodium",
     "sodium",
     "libsodium-dev",
     {"runtime/artefact/", "runtime/engine/", "runtime/emit/", "compiler/kernel/"},
     true},
    {"RE2", "re2/", "libre2-dev", {"runtime/builtins/pattern.cpp"}, true},
    {"Abseil time", "absl/time/", "libabsl-dev", {"runtime/calendar/"}, true},
    {"Abseil hash maps",
     "absl/container/",
     "libabsl-dev",
     {"runtime/", "compiler/", "workbench/", "cli/"},
     false},
    {"fmt", "fmt/", "libfmt-dev", {""}, false},
    {"POSIX files",
     "fcntl.h",
     "",
     {"runtime/artefact/", "runtime/ingest/", "compiler/source/", "cli/"},
     true},
    {"POSIX files", "sys/", "", {"runtime/artefact/", "runtime/ingest/", "compiler/source/", "cli/"}, true},
    {"POSIX files",
     "unistd.h",
     "",
     {"runtime/artefact/", "runtime/ingest/", "compiler/source/", "cli/"},
     true},
};

// A file excused from a rule, and why. One that no longer needs it must leave its list.
struct Excuse {
  std::string_view path;
  std::string_view reason;
};

inline constexpr size_t kMaxHeaderLines = 200;
inline constexpr size_t kMaxSourceLines = 500;
inline constexpr size_t kMaxFunctionLines = 60;

inline const std::vector<Excuse> kLongFiles{
    {"runtime/vm/execute.h", "one switch over every opcode"},
};

inline const std::vector<Excuse> kLongFunctions{
    {"runtime/vm/execute.h", "one switch over every opcode"},
    {"runtime/vm/bounds.cpp", "one switch over every opcode"},
};

// Files that may use binary floating point. No decision may: a rate shown to a person may.
inline const std::vector<Excuse> kFloatingFiles{};

// Files that may walk a hash map, because what they make of it does not depend on its order.
inline const std::vector<Excuse> kHashWalkers{
    {"runtime/engine/waiting.cpp",
     "what is collected is sorted by arrival, which is unique, before anybody sees it"},
};

}  // namespace lead::architecture
