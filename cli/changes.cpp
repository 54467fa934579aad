#include "cli/changes.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <vector>

#include "cli/output.h"
#include "compiler/diagnostics/display.h"
#include "compiler/diagnostics/paint.h"

namespace lead::cli {
namespace {

constexpr size_t kMaxPairs = 4'000'000;
constexpr size_t kAround = 3;  // lines that stay, shown around a place

using Lines = std::vector<std::string_view>;

Lines split(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

struct Step {
  char sign;  // ' ', '-' or '+'
  std::string_view line;
};

// The middle of both, where they differ, as steps.
void add_differing(std::vector<Step>& steps, const Lines& a, const Lines& b) {
  const bool is_small = a.size() * b.size() <= kMaxPairs;
  const size_t width = b.size() + 1;
  std::vector<uint32_t> common(is_small ? (a.size() + 1) * width : 0, 0);  // of the rests from i and j on
  for (size_t i = is_small ? a.size() : 0; i-- > 0;) {
    for (size_t j = b.size(); j-- > 0;) {
      common[i * width + j] = a[i] == b[j] ? common[(i + 1) * width + j + 1] + 1
                                           : std::max(common[(i + 1) * width + j], common[i * width + j + 1]);
    }
  }
  size_t i = 0, j = 0;
  while (i < a.size() || j < b.size()) {
    if (is_small && i < a.size() && j < b.size() && a[i] == b[j]) {
      steps.push_back({' ', a[i++]});
      ++j;
    } else if (j == b.size() ||
               (i < a.size() && (!is_small || common[(i + 1) * width + j] >= common[i * width + j + 1]))) {
      steps.push_back({'-', a[i++]});
    } else {
      steps.push_back({'+', b[j++]});
    }
  }
}

std::vector<Step> steps_of(const Lines& a, const Lines& b) {
  size_t head = 0;
  while (head < std::min(a.size(), b.size()) && a[head] == b[head]) ++head;
  size_t tail = 0;
  while (tail < std::min(a.size(), b.size()) - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail])
    ++tail;
  std::vector<Step> steps;
  for (size_t i = 0; i < head; ++i) steps.push_back({' ', a[i]});
  const auto middle = [&](const Lines& lines) {
    return Lines(lines.begin() + static_cast<std::ptrdiff_t>(head),
                 lines.end() - static_cast<std::ptrdiff_t>(tail));
  };
  add_differing(steps, middle(a), middle(b));
  for (size_t i = a.size() - tail; i < a.size(); ++i) steps.push_back({' ', a[i]});
  return steps;
}

// One place: the steps [begin, end), and how many lines of both stand before it.
std::string draw_place(const std::vector<Step>& steps, size_t begin, size_t end, size_t before, size_t after,
                       const diagnostics::Paint& paint) {
  using diagnostics::Role;
  size_t gone = 0, come = 0;
  std::string body;
  for (size_t i = begin; i < end; ++i) {
    if (steps[i].sign != '+') ++gone;
    if (steps[i].sign != '-') ++come;
    const Role role = steps[i].sign == '-' ? Role::Removed : steps[i].sign == '+' ? Role::Added : Role::Plain;
    body += paint(role, steps[i].sign + diagnostics::one_line(steps[i].line)) + "\n";
  }
  const auto range = [](size_t lines_before, size_t count) {
    return fmt::format("{},{}", count == 0 ? lines_before : lines_before + 1, count);
  };
  const std::string head = fmt::format("@@ -{} +{} @@", range(before, gone), range(after, come));
  return paint(Role::Frame, head) + "\n" + body;
}

bool write_whole(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(file, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    text.remove_prefix(static_cast<size_t>(count));
  }
  return ::fsync(file) == 0;
}

}  // namespace

std::string describe_change(std::string_view path, std::string_view before, std::string_view after,
                            bool whole, bool color) {
  const diagnostics::Paint paint(color);
  const std::vector<Step> steps = steps_of(split(before), split(after));
  std::string out = paint(diagnostics::Role::Strong, fmt::format("--- {0}\n+++ {0}", path)) + "\n";
  size_t at = 0, lines_before = 0, lines_after = 0;
  const auto pass = [&](size_t to) {
    for (; at < to; ++at) {
      if (steps[at].sign != '+') ++lines_before;
      if (steps[at].sign != '-') ++lines_after;
    }
  };
  bool any = false;
  for (size_t first = 0; first < steps.size(); ++first) {
    if (steps[first].sign == ' ') continue;
    size_t last = first;  // of the changes that are so near that one place shows them
    for (size_t i = first; i < steps.size() && i <= last + 2 * kAround; ++i) {
      if (steps[i].sign != ' ') last = i;
    }
    const size_t begin = first - std::min(first, kAround);
    const size_t end = std::min(last + 1 + kAround, steps.size());
    pass(begin);
    out += draw_place(steps, begin, end, lines_before, lines_after, paint);
    any = true;
    if (!whole) return out;
    first = last;
  }
  return any ? out : out + "only the ends of the lines differ\n";
}

size_t first_changed_line(std::string_view before, std::string_view after) {
  const auto differs = std::mismatch(before.begin(), before.end(), after.begin(), after.end()).first;
  return static_cast<size_t>(std::count(before.begin(), differs, '\n')) + 1;
}

bool replace_file(const std::string& path, std::string_view text) {
  std::error_code error;
  const std::filesystem::path target = std::filesystem::canonical(path, error);
  struct stat status{};
  if (error || ::stat(target.c_str(), &status) != 0) {
    complain(fmt::format("`{}` cannot be found any more", path));
    return false;
  }
  std::string beside = (target.parent_path() / ("." + target.filename().string() + ".XXXXXX")).string();
  const int file = ::mkstemp(beside.data());
  const bool written = file >= 0 && ::fchmod(file, status.st_mode & 07777) == 0 && write_whole(file, text);
  const bool closed = file < 0 || ::close(file) == 0;
  if (written && closed && ::rename(beside.c_str(), target.c_str()) == 0) return true;
  complain(fmt::format("`{}` cannot be written: {}; it is as it was", path, std::strerror(errno)));
  if (file >= 0) ::unlink(beside.c_str());
  return false;
}

}  // namespace lead::cli
