#include "runtime/value/fingerprint.h"

namespace lead::value {
namespace {

class Fingerprint {
 public:
  void add(uint64_t x) {
    state_ ^= x + 0x9E3779B97F4A7C15u + (state_ << 6) + (state_ >> 2);
    state_ *= 0xFF51AFD7ED558CCDu;
    state_ ^= state_ >> 32;
  }
  void add(std::string_view text) {
    add(text.size());
    uint64_t chunk = 0;
    for (size_t i = 0; i < text.size(); ++i) {
      chunk = (chunk << 8) | static_cast<unsigned char>(text[i]);
      if (i % 8 == 7) {
        add(chunk);
        chunk = 0;
      }
    }
    add(chunk);
  }
  [[nodiscard]] uint64_t value() const { return state_; }

 private:
  uint64_t state_ = 0x243F6A8885A308D3u;
};

}  // namespace

uint64_t fingerprint(const Event& event) {
  Fingerprint print;
  print.add(event.type);
  print.add(static_cast<uint64_t>(event.instant_ms));
  print.add(event.lead);
  print.add(event.has_seq ? static_cast<uint64_t>(event.seq) : 0);
  for (const FieldValue& field : event.fields) {
    print.add(static_cast<uint64_t>(field.state));
    print.add(static_cast<uint64_t>(field.word));
    print.add(field.text);
  }
  return print.value();
}

}  // namespace lead::value
