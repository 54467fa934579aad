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
#include "compiler/diagnostics/line_steps.h"
#include "compiler/diagnostics/paint.h"

namespace lead::cli {
namespace {

constexpr size_t kAround = 3;  // lines that stay, shown around a place

using diagnostics::LineStep;

// One place: the steps [begin, end), and how many lines of both stand before it.
std::string draw_place(const std::vector<LineStep>& steps, size_t begin, size_t end, size_t before,
                       size_t after, const diagnostics::Paint& paint) {
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
  const std::vector<LineStep> steps = diagnostics::line_steps(before, after);
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
