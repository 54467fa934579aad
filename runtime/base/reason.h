// Why an event was not applied: the list of runtime_errors.def as an enumeration, shared by ingest and
// engine.
#pragma once
#include <cstdint>
#include <string_view>

namespace lead {

enum class Reason : uint8_t {
#define LEAD_SET_ASIDE(code, name, word, text) name,
#include "runtime/base/runtime_errors.def"
#undef LEAD_SET_ASIDE
  kCount,
};

[[nodiscard]] std::string_view reason_word(Reason reason);  // "late": stable, for machines
[[nodiscard]] std::string_view reason_text(Reason reason);  // a sentence for people
[[nodiscard]] int reason_code(Reason reason);               // 830: shown as L0830

}  // namespace lead
