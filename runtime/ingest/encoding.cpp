#include "runtime/ingest/encoding.h"

#include <iconv.h>
#include <simdjson.h>

#include <cerrno>

namespace lead::ingest {

struct Transcoder::State {
  iconv_t handle;
  std::string held;  // the beginning of a character whose rest has not come yet

  explicit State(iconv_t h) : handle(h) {}
  ~State() { iconv_close(handle); }
};

Transcoder::Transcoder(std::unique_ptr<State> state) : state_(std::move(state)) {}
Transcoder::Transcoder(Transcoder&&) noexcept = default;
Transcoder& Transcoder::operator=(Transcoder&&) noexcept = default;
Transcoder::~Transcoder() = default;

std::optional<Transcoder> Transcoder::make(const std::string& encoding) {
  const iconv_t handle = iconv_open("UTF-8", encoding.c_str());
  if (handle == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
  return Transcoder(std::make_unique<State>(handle));
}

void Transcoder::push(std::string_view bytes, std::string& out) {
  constexpr size_t kRoom = 4096;
  State& s = *state_;
  s.held.append(bytes);
  char* in = s.held.data();
  size_t left = s.held.size();
  while (left > 0) {
    const size_t begin = out.size();
    out.resize(begin + kRoom);
    char* into = out.data() + begin;
    size_t room = kRoom;
    const size_t answer = iconv(s.handle, &in, &left, &into, &room);
    const int error = answer == static_cast<size_t>(-1) ? errno : 0;
    out.resize(out.size() - room);
    if (error == EINVAL) break;  // a character is cut off
    if (error == EILSEQ) {
      out.push_back('\xFF');
      ++in;
      --left;
    }
  }
  s.held.erase(0, s.held.size() - left);
}

void Transcoder::finish(std::string& out) {
  if (!state_->held.empty()) out.push_back('\xFF');
  state_->held.clear();
}

std::string_view encoding_by_mark(std::string_view t) {
  if (t.starts_with("\xEF\xBB\xBF")) return "utf-8";
  if (t.starts_with("\xFF\xFE")) return "utf-16le";
  if (t.starts_with("\xFE\xFF")) return "utf-16be";
  return {};
}

bool is_utf8(std::string_view text) {
  return simdjson::validate_utf8(text.data(), text.size());
}

}  // namespace lead::ingest
