// The text of a policy: files that are known to be valid UTF-8, and the way back from a byte to a line and
// column.
//
// First step of the pipeline: paths or buffers come in, a `SourceMap` goes out and outlives everything made
// from it.
//
//   SourceMap sources;
//   FileId id = sources.add("acme.lead", text);         // or load_file(path)
//   Position p = sources[id].position(span.begin_byte); // 1-based line, 1-based column in code points
//
// Shape: files in the order they were added; `FileId::value` indexes them. Columns count code points, not
// bytes. Errors: `load` answers with a `LoadError` and adds nothing. BOUND: limits::kMaxSourceBytes a file.
#pragma once
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "runtime/base/span.h"

namespace lead::source {

struct Position {
  uint32_t line = 1;
  uint32_t column = 1;
};

class SourceFile {
 public:
  SourceFile(std::string path, std::string text);
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] Position position(uint32_t byte) const;  // O(log lines + length of the line)
  [[nodiscard]] std::string_view line(
      uint32_t number) const;  // 1-based, without its line break; "" past the end
  [[nodiscard]] uint32_t line_count() const;
  [[nodiscard]] uint32_t line_begin(uint32_t number) const;  // byte offset of a 1-based line

 private:
  std::string path_;
  std::string text_;
  std::vector<uint32_t> line_begins_;  // CACHE: byte offset of each line, for position() and line()
};

// Why a file could not be taken in. `byte` (0-based) is where the text stops being UTF-8, `line` (1-based)
// its line.
struct LoadError {
  enum class Kind { NotFound, NotAFile, Unreadable, TooLarge, NotUtf8 };
  Kind kind;
  std::string path;
  uint32_t byte = 0;
  uint32_t line = 0;
};

class SourceMap {
 public:
  // Takes text that the caller already holds (tests). Same checks as `load`. A byte order mark is taken off,
  // and bytes are counted from behind it. Adding a path twice makes two files.
  std::variant<FileId, LoadError> add(std::string path, std::string text);
  // Reads a file. "-" is standard input, and is called "<stdin>" from then on.
  std::variant<FileId, LoadError> load(const std::string& path);

  const SourceFile& operator[](FileId id) const { return files_[id.value]; }
  [[nodiscard]] uint32_t size() const { return static_cast<uint32_t>(files_.size()); }
  [[nodiscard]] std::optional<FileId> find(std::string_view path) const;  // linear in the number of files
  [[nodiscard]] std::string_view text(Span span) const;                   // the words under a span

 private:
  std::deque<SourceFile> files_;  // a deque: files keep their address
};

// The path of a file that a policy names, in the policy's own folder or below it: "eu/countries.csv" beside
// "acme/inbound.lead" is "acme/eu/countries.csv". Nothing where it would be elsewhere (`..`, an absolute
// path) or has characters that no portable name has. Of text alone; `lies_beside` asks the disk, links
// followed.
[[nodiscard]] std::optional<std::string> path_beside(std::string_view policy, std::string_view name);
[[nodiscard]] bool lies_beside(const std::string& policy, const std::string& path);

// Byte offset of the first byte that is not valid UTF-8, or nothing. Overlong forms, surrogates and values
// past U+10FFFF are invalid.
[[nodiscard]] std::optional<size_t> find_invalid_utf8(std::string_view text);

}  // namespace lead::source
