#include "tests/docs/fences.h"

#include <regex>
#include <sstream>

namespace lead::docs {
namespace {

constexpr std::string_view kEllipsis = "…";

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  std::istringstream stream{std::string(text)};
  for (std::string line; std::getline(stream, line);) {
    const size_t last = line.find_last_not_of(" \t\r");
    lines.push_back(last == std::string::npos ? "" : line.substr(0, last + 1));
  }
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

// One line; `…` matches any run of characters.
bool line_shows(std::string_view shown, std::string_view actual) {
  const size_t gap = shown.find(kEllipsis);
  if (gap == std::string_view::npos) return shown == actual;
  if (!actual.starts_with(shown.substr(0, gap))) return false;
  const std::string_view rest = shown.substr(gap + kEllipsis.size());
  for (size_t from = gap; from <= actual.size(); ++from) {
    if (line_shows(rest, actual.substr(from))) return true;
  }
  return false;
}

bool is_gap(std::string_view line) {
  const size_t first = line.find_first_not_of(' ');
  return first != std::string_view::npos && line.substr(first) == kEllipsis;
}

}  // namespace

std::vector<Fence> fences_of(std::string_view page) {
  std::vector<Fence> fences;
  std::istringstream stream{std::string(page)};
  bool inside = false;
  size_t number = 0;
  for (std::string line; std::getline(stream, line);) {
    ++number;
    if (!line.starts_with("```")) {
      if (inside) fences.back().body += line + "\n";
      continue;
    }
    inside = !inside;
    if (!inside) continue;
    const size_t blank = line.find(' ');
    Fence fence;
    fence.language = line.substr(3, blank == std::string::npos ? blank : blank - 3);
    if (blank != std::string::npos) fence.info = line.substr(blank + 1);
    fence.line = number;
    fences.push_back(fence);
  }
  return fences;
}

std::vector<std::string> links_of(std::string_view page) {
  static const std::regex kLink(R"(\]\(([^)#:\s]+)(#[^)]*)?\))");
  const std::string text(page);
  std::vector<std::string> links;
  for (std::sregex_iterator it(text.begin(), text.end(), kLink), end; it != end; ++it)
    links.push_back((*it)[1]);
  return links;
}

bool shows(std::string_view shown, std::string_view actual) {
  const std::vector<std::string> want = lines_of(shown), have = lines_of(actual);
  // reach[j]: the lines of `want` seen so far can end just before have[j].
  std::vector<bool> reach(have.size() + 1, false);
  reach[0] = true;
  for (const std::string& line : want) {
    std::vector<bool> next(have.size() + 1, false);
    if (is_gap(line)) {
      bool reached = false;
      for (size_t j = 0; j <= have.size(); ++j) next[j] = reached = reached || reach[j];
    } else {
      for (size_t j = 0; j < have.size(); ++j) next[j + 1] = reach[j] && line_shows(line, have[j]);
    }
    reach = next;
  }
  return reach[have.size()];
}

}  // namespace lead::docs
