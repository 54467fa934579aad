#include "runtime/base/reason.h"

namespace lead {
namespace {

struct Entry {
  int code;
  std::string_view word, text;
};

constexpr Entry kEntries[] = {
#define LEAD_SET_ASIDE(code, name, word, text) {code, word, text},
#include "runtime/base/runtime_errors.def"
#undef LEAD_SET_ASIDE
};

}  // namespace

std::string_view reason_word(Reason reason) {
  return kEntries[static_cast<size_t>(reason)].word;
}
std::string_view reason_text(Reason reason) {
  return kEntries[static_cast<size_t>(reason)].text;
}
int reason_code(Reason reason) {
  return kEntries[static_cast<size_t>(reason)].code;
}

}  // namespace lead
