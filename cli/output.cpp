#include "cli/output.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "runtime/base/terminal.h"

namespace lead::cli {
namespace {
constexpr size_t kPieceBytes = 1u << 20;
}

void complain(std::string_view message) {
  fmt::print(stderr, "leadc: {}\n", harmless(message));  // it may name what comes from a file
}

bool are_apart(const std::vector<std::string>& inputs, const std::vector<std::string>& outputs) {
  const auto is_same = [](const std::string& a, const std::string& b) {
    std::error_code none;
    return a == b || std::filesystem::equivalent(a, b, none);
  };
  for (size_t i = 0; i < outputs.size(); ++i) {
    const std::string& output = outputs[i];
    if (output == "-" || output.empty()) continue;
    for (const std::string& input : inputs) {
      if (input == "-" || !is_same(input, output)) continue;
      complain(fmt::format("`{}` is read; writing to it would destroy it", output));
      return false;
    }
    for (size_t j = 0; j < i; ++j) {
      if (!is_same(outputs[j], output)) continue;
      complain(fmt::format("`{}` is named for two outputs; each needs a file of its own", output));
      return false;
    }
  }
  return true;
}

bool is_printed() {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return true;
  complain(fmt::format("standard output could not be written to its end: {}", std::strerror(errno)));
  return false;
}

bool write_whole(const std::string& path, std::string_view bytes) {
  OutputFile file;
  const bool is_special =
      path == "-" || (std::filesystem::exists(path) && !std::filesystem::is_regular_file(path));
  const std::string beside = is_special ? path : path + ".part";
  if (!file.open(beside, path)) return false;
  file.text = bytes;
  if (!file.close()) {
    if (!is_special) std::remove(beside.c_str());
    return false;
  }
  if (is_special || std::rename(beside.c_str(), path.c_str()) == 0) return true;
  complain(fmt::format("`{}` cannot be written: {}", path, std::strerror(errno)));
  std::remove(beside.c_str());
  return false;
}

OutputFile::~OutputFile() {
  if (file_ != nullptr && file_ != stdout) std::fclose(file_);
}

bool OutputFile::open(const std::string& path, const std::string& told) {
  path_ = told.empty() ? path : told;
  file_ = path == "-" ? stdout : std::fopen(path.c_str(), "wb");
  if (file_ == nullptr) complain(fmt::format("`{}` cannot be written: {}", path_, std::strerror(errno)));
  return file_ != nullptr;
}

void OutputFile::write() {
  if (file_ != nullptr && !text.empty() && std::fwrite(text.data(), 1, text.size(), file_) != text.size())
    failed_ = true;
  text.clear();
}

void OutputFile::settle() {
  if (text.size() >= kPieceBytes) write();
}

bool OutputFile::close() {
  write();
  if (file_ != nullptr) {
    if (std::fflush(file_) != 0) failed_ = true;
    if (file_ != stdout && std::fclose(file_) != 0) failed_ = true;
    file_ = nullptr;
  }
  if (failed_)
    complain(fmt::format("`{}` could not be written to its end: {}", path_ == "-" ? "standard output" : path_,
                         std::strerror(errno)));
  return !failed_;
}

bool use_color(const Common& common, std::FILE* stream) {
  if (common.color != "auto") return common.color == "always";
  const char* no_color = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  return isatty(fileno(stream)) != 0 && (no_color == nullptr || *no_color == '\0') &&
         (term == nullptr || std::string_view(term) != "dumb");
}

uint32_t terminal_width(std::FILE* stream) {
  constexpr uint32_t kDefault = 100, kLeast = 40, kMost = 200;
  const char* asked = std::getenv("COLUMNS");  // as shells set it, also for what is piped into a pager
  const unsigned long columns = asked == nullptr ? 0 : std::strtoul(asked, nullptr, 10);
  if (columns > 0) return static_cast<uint32_t>(std::clamp<unsigned long>(columns, kLeast, kMost));
  winsize size{};
  if (ioctl(fileno(stream), TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kDefault;
  return size.ws_col < kLeast ? kLeast : size.ws_col > kMost ? kMost : size.ws_col;
}

Progress::Progress(const Common& common)
    : on_(!common.quiet && isatty(STDERR_FILENO) != 0),
      begun_(std::chrono::steady_clock::now()),
      last_(begun_) {}

Progress::~Progress() {
  if (shown_) fmt::print(stderr, "\r\x1b[K");
}

void Progress::tell(uint64_t lines, uint64_t bytes) {
  if (!on_) return;
  const auto now = std::chrono::steady_clock::now();
  if (now - begun_ < std::chrono::seconds(1) || now - last_ < std::chrono::milliseconds(200)) return;
  last_ = now;
  shown_ = true;
  const double seconds = std::chrono::duration<double>(now - begun_).count();
  fmt::print(stderr, "\r\x1b[K  {} lines, {} MB, {:.0f} lines a second", lines, bytes >> 20,
             static_cast<double>(lines) / seconds);
  std::fflush(stderr);
}

}  // namespace lead::cli
