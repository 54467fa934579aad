#include "runtime/ingest/bytes.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

namespace lead::ingest {
namespace {
constexpr unsigned kBufferBytes = 256u << 10;
}

struct ByteReader::State {
  gzFile file = nullptr;
  std::string path;
  uint64_t bytes_read = 0;
  bool at_end = false;
  std::optional<InputError> trouble;

  ~State() {
    if (file != nullptr) gzclose(file);
  }
};

ByteReader::ByteReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
ByteReader::ByteReader(ByteReader&&) noexcept = default;
ByteReader& ByteReader::operator=(ByteReader&&) noexcept = default;
ByteReader::~ByteReader() = default;

std::variant<ByteReader, InputError> ByteReader::open(const std::string& path) {
  auto state = std::make_unique<State>();
  state->path = path;
  if (path == "-") {
    state->file = gzdopen(dup(STDIN_FILENO), "rb");
  } else {
    struct stat info{};
    if (stat(path.c_str(), &info) != 0)
      return InputError{fmt::format("`{}` does not exist or cannot be reached", path)};
    if (S_ISDIR(info.st_mode)) return InputError{fmt::format("`{}` is a folder, not a file", path)};
    state->file = gzopen(path.c_str(), "rb");
  }
  if (state->file == nullptr) return InputError{fmt::format("`{}` cannot be opened for reading", path)};
  gzbuffer(state->file, kBufferBytes);
  return ByteReader(std::move(state));
}

size_t ByteReader::read(char* into, size_t room) {
  State& s = *state_;
  if (s.at_end) return 0;
  const int got = gzread(s.file, into, static_cast<unsigned>(room));
  if (got > 0) {
    s.bytes_read += static_cast<uint64_t>(got);
    return static_cast<size_t>(got);
  }
  s.at_end = true;
  int code = Z_OK;
  const char* words = gzerror(s.file, &code);
  if (got < 0 || code == Z_BUF_ERROR) {
    s.trouble = InputError{fmt::format("`{}` could not be read to its end: {}", s.path,
                                       code == Z_BUF_ERROR ? "the compressed file is cut off" : words)};
  }
  return 0;
}

const std::optional<InputError>& ByteReader::trouble() const {
  return state_->trouble;
}
uint64_t ByteReader::bytes_read() const {
  return state_->bytes_read;
}

}  // namespace lead::ingest
