// The sources as they are, held to the rules and tables of this folder.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <regex>
#include <set>

#include "tests/architecture/rules.h"

namespace lead::architecture {
namespace {

using testing::IsEmpty;

const std::vector<Source>& our_sources() {
  static const std::vector<Source> sources =
      sources_below({"compiler", "runtime", "workbench", "cli", "examples"});
  return sources;
}

bool is_in(std::string_view path, const std::vector<std::string_view>& folders) {
  return std::any_of(folders.begin(), folders.end(),
                     [&](std::string_view folder) { return path.starts_with(folder); });
}

// Complaints about all sources below `folders`, without the excused files; an excuse that nobody needs is one
// more.
Complaints check_all(const std::function<Complaints(const Source&)>& check,
                     const std::vector<Excuse>& excuses,
                     const std::vector<std::string_view>& folders = {""}) {
  Complaints complaints;
  std::set<std::string_view> needed;
  for (const Source& source : our_sources()) {
    if (!is_in(source.path, folders)) continue;
    const Complaints found = check(source);
    const auto excuse =
        std::find_if(excuses.begin(), excuses.end(), [&](const Excuse& e) { return e.path == source.path; });
    if (excuse == excuses.end()) {
      complaints.insert(complaints.end(), found.begin(), found.end());
    } else if (!found.empty()) {
      needed.insert(excuse->path);
    }
  }
  for (const Excuse& excuse : excuses) {
    if (!needed.contains(excuse.path))
      complaints.push_back(std::string(excuse.path) + ": no longer needs its excuse");
  }
  return complaints;
}

TEST(Architecture, FindsTheSources) {
  EXPECT_GT(our_sources().size(), 20u);
}

TEST(Architecture, RoomsIncludeOnlyWhatTheTableAllows) {
  EXPECT_THAT(check_all(check_rooms, {}), IsEmpty());
}

TEST(Architecture, LibrariesComeInByTheirDoor) {
  EXPECT_THAT(check_all(check_doors, {}), IsEmpty());
}

TEST(Architecture, EveryLibraryOfADoorIsInstalledByTheScript) {
  const std::string script = read_file("scripts/install_packages.sh");
  for (const Door& door : kDoors) {
    const std::regex package("[( ]" + std::string(door.package) + "[) \n]");
    EXPECT_TRUE(door.package.empty() || std::regex_search(script, package))
        << door.library << ": " << door.package;
  }
}

TEST(Architecture, LibrariesThatStayInTheirRoomShowInNoHeaderOfAnother) {
  const std::set<std::string> headers = private_headers(our_sources());
  const auto check = [&](const Source& source) { return check_private_headers(source, headers); };
  EXPECT_THAT(check_all(check, {}), IsEmpty());
}

TEST(Architecture, QuotedIncludesNameFiles) {
  Complaints complaints;
  for (const Source& source : our_sources()) {
    for (const Include& include : source.includes) {
      const bool ours =
          room_of(include.path) != nullptr && include.path.find("_generated.h") == std::string::npos;
      if (ours && !std::filesystem::exists(std::filesystem::path(LEAD_SOURCE_DIR) / include.path)) {
        complaints.push_back(source.path + ": no file " + include.path);
      }
    }
  }
  EXPECT_THAT(complaints, IsEmpty());
}

TEST(Architecture, EverySourceLivesInARoom) {
  Complaints complaints;
  for (const Source& source : our_sources()) {
    const bool above = is_in(source.path, kFreeFolders) || is_in(source.path, kExampleFolders);
    if (room_of(source.path) == nullptr && !above) complaints.push_back(source.path + ": is in no room");
  }
  EXPECT_THAT(complaints, IsEmpty());
}

TEST(Architecture, FilesAreShort) {
  EXPECT_THAT(check_all(check_length, kLongFiles), IsEmpty());
}

TEST(Architecture, FunctionsAreShort) {
  EXPECT_THAT(check_all(check_functions, kLongFunctions), IsEmpty());
}

TEST(Architecture, HeadersOpenWithAParagraph) {
  EXPECT_THAT(check_all(check_opening, {}), IsEmpty());
}

TEST(Architecture, NotesOfUnfinishedWorkNameTheirIssue) {
  EXPECT_THAT(check_all(check_notes, {}), IsEmpty());
  Complaints in_tests;
  for (const Source& source : sources_below({"tests"})) {
    if (source.path.starts_with("tests/architecture/")) continue;  // these name the marks
    const Complaints found = check_notes(source);
    in_tests.insert(in_tests.end(), found.begin(), found.end());
  }
  EXPECT_THAT(in_tests, IsEmpty());
}

TEST(Architecture, DecisionsUseNoFloatingPoint) {
  EXPECT_THAT(check_all(check_floating, kFloatingFiles, {"compiler/", "runtime/", "workbench/"}), IsEmpty());
}

TEST(Architecture, NobodyWalksAHashMap) {
  const auto check = [](const Source& source) {
    const std::string header = source.path.substr(0, source.path.rfind('.')) + ".h";
    const auto found = std::find_if(our_sources().begin(), our_sources().end(),
                                    [&](const Source& other) { return other.path == header; });
    const bool has_header = !source.is_header() && found != our_sources().end();
    return check_hash_walks(source, has_header ? std::string_view(found->code) : std::string_view());
  };
  EXPECT_THAT(check_all(check, kHashWalkers), IsEmpty());
}

// The link lines of CMakeLists.txt, as rooms.
std::vector<std::vector<std::string>> link_lines() {
  const std::string text = read_file("CMakeLists.txt");
  static const std::regex kLine(
      R"(\nlead_room\((\w+)\s+(\w+)(?:\s+ROOMS\s+([\w\s]*?))?\s*(?:(?:PRIVATE_)?LIBRARIES[^)]*)?\))");
  std::vector<std::vector<std::string>> lines;
  for (std::sregex_iterator it(text.begin(), text.end(), kLine), end; it != end; ++it) {
    std::vector<std::string> line{(*it)[1], (*it)[2]};
    const std::string rooms = (*it)[3];
    static const std::regex kWord(R"(\w+)");
    for (std::sregex_iterator word(rooms.begin(), rooms.end(), kWord); word != end; ++word)
      line.push_back(word->str());
    lines.push_back(line);
  }
  return lines;
}

TEST(Architecture, CMakeLinksTheRoomsOfTheTable) {
  std::vector<std::vector<std::string>> table;
  for (const Room& room : kRooms) {
    std::vector<std::string> line{std::string(room.house), std::string(room.name)};
    line.insert(line.end(), room.links.begin(), room.links.end());
    table.push_back(line);
  }
  EXPECT_EQ(link_lines(), table);
}

TEST(Architecture, LinksPointUpwardsAndRuntimeNeverSeesTheCompiler) {
  std::set<std::string_view> above;
  for (const Room& room : kRooms) {
    for (const std::string_view link : room.links) {
      EXPECT_TRUE(above.contains(link)) << room.name << " links " << link;
    }
    above.insert(room.name);
    if (room.house != "runtime") continue;
    for (const std::string_view name : may_include(room)) {
      const auto seen =
          std::find_if(kRooms.begin(), kRooms.end(), [&](const Room& r) { return r.name == name; });
      EXPECT_EQ(seen->house, "runtime") << room.name << " sees " << name;
    }
  }
}

// docs/architecture.md shows the same table: `| house | room | what it does | may include |`.
TEST(Architecture, TheManualShowsTheTable) {
  const std::string text = read_file("docs/architecture.md");
  for (const Room& room : kRooms) {
    std::string allowed;
    for (const Room& other : kRooms) {  // in the order of the table
      const std::vector<std::string_view> names = may_include(room);
      if (other.name == room.name || std::find(names.begin(), names.end(), other.name) == names.end())
        continue;
      allowed += (allowed.empty() ? "" : ", ") + std::string(other.name);
    }
    const std::string row = "| " + std::string(room.house) + " | `" + std::string(room.name) + "` | ";
    const size_t at = text.find(row);
    ASSERT_NE(at, std::string::npos) << "no row begins with " << row;
    const std::string line = text.substr(at, text.find('\n', at) - at);
    const std::string cell = " | " + (allowed.empty() ? "nothing" : allowed) + " |";
    EXPECT_TRUE(line.ends_with(cell)) << line << "\nshould end with" << cell;
  }
}

}  // namespace
}  // namespace lead::architecture
