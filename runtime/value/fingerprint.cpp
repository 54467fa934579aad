#include "runtime/value/fingerprint.h"

#include "runtime/base/text_hash.h"

namespace lead::value {
uint64_t fingerprint(const Event& event) {
  uint64_t print = hash_text(event.lead);
  print = hash_word(print, event.type);
  print = hash_word(print, static_cast<uint64_t>(event.instant_ms));
  print = hash_word(print, event.has_seq ? static_cast<uint64_t>(event.seq) : 0);
  for (const FieldValue& field : event.fields) {
    print = hash_word(print, static_cast<uint64_t>(field.state));
    print = hash_word(print, static_cast<uint64_t>(field.word));
    print = hash_text(field.text, print);
  }
  return print;
}

}  // namespace lead::value
