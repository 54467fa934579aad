#include "runtime/calendar/zone_source.h"

#include <absl/time/time.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <utility>

#include "runtime/base/limits.h"

namespace lead::calendar {
namespace {

constexpr size_t kMaxZoneNameBytes = 64;  // BOUND: the database's longest name has 32

bool is_zone_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '_' ||
         c == '-' || c == '+';
}

// Whether the name is one the database could have, and not a way to the machine's own settings.
bool is_plausible(std::string_view name) {
  if (name.empty() || name.size() > kMaxZoneNameBytes || name.front() == '/') return false;
  if (!std::all_of(name.begin(), name.end(), is_zone_character)) return false;
  for (const std::string_view prefix : {"posix/", "right/", "Fixed/"}) {
    if (name.starts_with(prefix)) return false;
  }
  return name != "localtime" && name != "posixrules" && name != "Factory";
}

std::optional<absl::TimeZone> load(std::string_view name) {
  absl::TimeZone zone;
  if (!is_plausible(name) || !absl::LoadTimeZone(std::string(name), &zone)) return std::nullopt;
  return zone;
}

std::ifstream open_database() {
  const char* folder =
      std::getenv("TZDIR");  // NOLINT(concurrency-mt-unsafe): read as the library itself reads it
  return std::ifstream(std::string(folder != nullptr ? folder : "/usr/share/zoneinfo") + "/tzdata.zi");
}

std::string database_version() {
  constexpr std::string_view kStart = "# version ";
  std::ifstream database = open_database();
  std::string line;
  if (!std::getline(database, line) || !line.starts_with(kStart)) return {};
  return line.substr(kStart.size());
}

// The second or third word of a line of tzdata.zi.
std::string_view word_of(std::string_view line, size_t index) {
  for (; index > 0; --index) {
    const size_t space = line.find(' ');
    if (space == std::string_view::npos) return {};
    line.remove_prefix(space + 1);
  }
  return line.substr(0, line.find(' '));
}

std::vector<std::string> database_names() {
  std::vector<std::string> names;
  std::ifstream database = open_database();
  for (std::string line; std::getline(database, line);) {
    std::string_view name;
    if (line.starts_with("Z ")) name = word_of(line, 1);
    if (line.starts_with("L ")) name = word_of(line, 2);
    if (is_plausible(name)) names.emplace_back(name);
  }
  return names;
}

std::string folded(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == ' ') c = '_';
  }
  return out;
}

std::string_view city_of(std::string_view name) {
  return name.substr(name.rfind('/') + 1);
}

size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = std::exchange(row[0], i);
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

}  // namespace

std::optional<artefact::ZoneT> resolve_zone(std::string_view name) {
  const std::optional<absl::TimeZone> zone = load(name);
  if (!zone) return std::nullopt;
  artefact::ZoneT resolved;
  resolved.name = std::string(name);
  resolved.version = database_version();
  const auto offset_of = [&](absl::Time time) { return zone->At(time).offset * 1000; };
  absl::Time time = absl::FromUnixMillis(limits::kMinInstantMs);
  resolved.offsets_ms.push_back(offset_of(time));
  absl::TimeZone::CivilTransition transition;
  while (zone->NextTransition(time, &transition)) {
    time = absl::FromCivil(transition.to, *zone);
    // In a repeat the wall clock after the transition was seen before: take the instant of the second pass.
    const absl::TimeZone::TimeInfo info = zone->At(transition.to);
    if (info.kind == absl::TimeZone::TimeInfo::REPEATED) time = info.trans;
    const int64_t instant = absl::ToUnixMillis(time);
    if (instant >= limits::kEndInstantMs) break;
    if (offset_of(time) == resolved.offsets_ms.back()) continue;  // only the zone's letters changed
    resolved.transitions_ms.push_back(instant);
    resolved.offsets_ms.push_back(offset_of(time));
  }
  return resolved;
}

bool is_known_zone(std::string_view name) {
  return load(name).has_value();
}

std::vector<std::string> close_zones(std::string_view name) {
  if (name.size() > kMaxZoneNameBytes) return {};
  const std::string wanted = folded(name);
  std::vector<std::pair<size_t, std::string>> found;
  for (std::string& candidate : database_names()) {
    const std::string other = folded(candidate);
    size_t distance = edit_distance(wanted, other);
    if (city_of(wanted) == city_of(other)) distance = std::min<size_t>(distance, 1);
    if (distance <= 2) found.emplace_back(distance, std::move(candidate));
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  std::vector<std::string> names;
  for (size_t i = 0; i < found.size() && i < 3; ++i) names.push_back(std::move(found[i].second));
  return names;
}

}  // namespace lead::calendar
