// Where results and talk go: files, standard output, colour, progress.
#pragma once
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options.h"

namespace lead::cli {

// False, with a message on stderr, where an output is one of the inputs (by whatever path) or two outputs are
// one file: opening an output for writing empties it. "-" and empty paths do not count.
[[nodiscard]] bool are_apart(const std::vector<std::string>& inputs, const std::vector<std::string>& outputs);

// Writes a file whole or not at all: into a file beside it, which then takes its place. "-" is standard
// output. False, with a message on stderr, where that fails; then what stood there before still stands.
[[nodiscard]] bool write_whole(const std::string& path, std::string_view bytes);

// Whether all that was printed has reached standard output. Says so on stderr where it has not (a full disk).
[[nodiscard]] bool is_printed();

// A file being written, or standard output for "-". Collects text and writes it in large pieces, so that a
// reader can follow; a run that stops leaves what it had decided by then.
class OutputFile {
 public:
  OutputFile() = default;
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  // False, with a message on stderr, where the file cannot be written. Messages name `told`, where it is
  // given.
  [[nodiscard]] bool open(const std::string& path, const std::string& told = {});
  [[nodiscard]] bool is_open() const { return file_ != nullptr; }
  // Append here, then call `settle` now and then.
  std::string text;
  void settle();
  // Writes the rest. False, with a message, where anything could not be written (a full disk).
  [[nodiscard]] bool close();

 private:
  std::string path_;
  std::FILE* file_ = nullptr;
  bool failed_ = false;
  void write();
};

// Colour on this stream: asked for, or a terminal that is not told otherwise (NO_COLOR, TERM=dumb).
[[nodiscard]] bool use_color(const Common& common, std::FILE* stream);
[[nodiscard]] uint32_t terminal_width(std::FILE* stream);

// One line on stderr that tells how far a long work has come. Only on a terminal, only after a second.
class Progress {
 public:
  explicit Progress(const Common& common);
  ~Progress();
  void tell(uint64_t lines, uint64_t bytes);

 private:
  bool on_;
  bool shown_ = false;
  std::chrono::steady_clock::time_point begun_, last_;
};

// "leadc: …" on stderr, in one line and harmless for the terminal.
void complain(std::string_view message);

}  // namespace lead::cli
