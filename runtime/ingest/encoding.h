// Bytes of an old encoding to UTF-8. One door to iconv.
//
//   auto transcoder = ingest::Transcoder::make("windows-1252");   // nothing: no such encoding here
//   transcoder->push(piece, out);  …  transcoder->finish(out);
//
// Pieces may be cut anywhere. Bytes that mean nothing in the encoding become one byte 0xFF, which no UTF-8
// text has, so that whoever validates what comes out finds the place. Never throws.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace lead::ingest {

class Transcoder {
 public:
  // Names as iconv knows them, in any case: "utf-16", "utf-16le", "windows-1252", "latin1".
  static std::optional<Transcoder> make(const std::string& encoding);
  Transcoder(Transcoder&&) noexcept;
  Transcoder& operator=(Transcoder&&) noexcept;
  ~Transcoder();

  void push(std::string_view bytes, std::string& out);
  void finish(std::string& out);

 private:
  struct State;
  explicit Transcoder(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// What the first bytes of a file say: "utf-8", "utf-16le" or "utf-16be" by their byte-order mark, "" without
// one.
[[nodiscard]] std::string_view encoding_by_mark(std::string_view first_bytes);

[[nodiscard]] bool is_utf8(std::string_view text);

}  // namespace lead::ingest
