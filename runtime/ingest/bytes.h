// The bytes of an input: a plain file, a .gz file or standard input ("-"). One door to zlib.
//
//   auto opened = ingest::ByteReader::open("leads.csv.gz");
//   while (const size_t got = reader.read(buffer, sizeof buffer)) …   // then reader.trouble()
//
// Reads in order, once. Not for several threads.
#pragma once
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <variant>

namespace lead::ingest {

struct InputError {
  std::string message;  // "`events` is a folder, not a file"
};

class ByteReader {
 public:
  static std::variant<ByteReader, InputError> open(const std::string& path);
  ByteReader(ByteReader&&) noexcept;
  ByteReader& operator=(ByteReader&&) noexcept;
  ~ByteReader();

  // Up to `room` bytes, after decompression; 0 at the end of the input or where it cannot be read on.
  [[nodiscard]] size_t read(char* into, size_t room);
  // What went wrong while reading: a damaged or cut .gz, a failing disk. Nothing: read to the end.
  [[nodiscard]] const std::optional<InputError>& trouble() const;
  [[nodiscard]] uint64_t bytes_read() const;

 private:
  struct State;
  explicit ByteReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace lead::ingest
