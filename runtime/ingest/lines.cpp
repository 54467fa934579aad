#include "runtime/ingest/lines.h"

#include <cstring>
#include <vector>

#include "runtime/base/limits.h"

namespace lead::ingest {
namespace {
constexpr size_t kReadBytes = 256u << 10;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
}  // namespace

struct LineReader::State {
  ByteReader bytes;
  std::vector<char> buffer;  // [begin, end) is text not handed out yet; kPadding bytes follow `end`
  size_t begin = 0, end = 0;
  uint64_t line_number = 0;

  explicit State(ByteReader reader) : bytes(std::move(reader)) {}

  // Makes room and reads more; false at the end of the input.
  bool fill() {
    if (begin > 0) {
      std::memmove(buffer.data(), buffer.data() + begin, end - begin);
      end -= begin;
      begin = 0;
    }
    if (buffer.size() < end + kReadBytes + kPadding) buffer.resize(end + kReadBytes + kPadding);
    const size_t got = bytes.read(buffer.data() + end, kReadBytes);
    if (got == 0) return false;
    end += got;
    std::memset(buffer.data() + end, 0, kPadding);
    return true;
  }
};

LineReader::LineReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
LineReader::LineReader(LineReader&&) noexcept = default;
LineReader& LineReader::operator=(LineReader&&) noexcept = default;
LineReader::~LineReader() = default;

std::variant<LineReader, InputError> LineReader::open(const std::string& path) {
  auto opened = ByteReader::open(path);
  if (auto* error = std::get_if<InputError>(&opened)) return std::move(*error);
  return LineReader(std::make_unique<State>(std::move(std::get<ByteReader>(opened))));
}

bool LineReader::next(Line& line) {
  State& s = *state_;
  size_t searched = 0;
  bool too_long = false;
  for (;;) {
    const size_t have = s.end - s.begin;
    const char* unsearched = s.buffer.data() + s.begin + searched;
    const void* hit = have > searched ? std::memchr(unsearched, '\n', have - searched) : nullptr;
    size_t length = 0, step = 0;
    if (hit != nullptr) {
      length = searched + static_cast<size_t>(static_cast<const char*>(hit) - unsearched);
      step = length + 1;
    } else if (have <= limits::kMaxLineBytes) {
      searched = have;
      if (s.fill()) continue;
      if (have == 0 && !too_long) return false;
      length = step = have;
    } else {  // a line past the bound: let go of what is held, keep looking for its end
      too_long = true;
      s.begin = s.end;
      searched = 0;
      if (s.fill()) continue;
    }
    std::string_view text(s.buffer.data() + s.begin,
                          length);  // after the last `fill`, which may have moved the text
    s.begin += step;
    line.number = ++s.line_number;
    line.too_long = too_long || length > limits::kMaxLineBytes;
    if (line.number == 1 && text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
    line.text = line.too_long ? std::string_view{} : text;
    return true;
  }
}

const std::optional<InputError>& LineReader::trouble() const {
  return state_->bytes.trouble();
}
uint64_t LineReader::bytes_read() const {
  return state_->bytes.bytes_read();
}

}  // namespace lead::ingest
