// Lines of an input: a plain file, a .gz file or standard input ("-").
//
//   auto opened = ingest::LineReader::open("events.ndjson.gz");
//   while (reader.next(line)) …            // then reader.trouble() tells whether the input ended early
//
// A line is a view that lives until the next call. It has no line break (nor the carriage return before it),
// and at least kPadding readable bytes follow it, as the JSON parser wants. A byte-order mark before the
// first line is dropped. Lines longer than limits::kMaxLineBytes are skipped to their end without being held:
// `too_long`, text empty. Memory is bounded by one line and one read buffer. Not for several threads.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "runtime/ingest/bytes.h"

namespace lead::ingest {

struct Line {
  std::string_view text;
  uint64_t number = 0;  // 1-based
  bool too_long = false;
};

class LineReader {
 public:
  static constexpr size_t kPadding = 64;

  static std::variant<LineReader, InputError> open(const std::string& path);
  LineReader(LineReader&&) noexcept;
  LineReader& operator=(LineReader&&) noexcept;
  ~LineReader();

  bool next(Line& line);
  // What went wrong while reading: a damaged or cut .gz, a failing disk. Nothing: the input was read to its
  // end.
  [[nodiscard]] const std::optional<InputError>& trouble() const;
  [[nodiscard]] uint64_t bytes_read() const;  // of text, after decompression

 private:
  struct State;
  explicit LineReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace lead::ingest
