// The content of an event as 64 bits: what tells a duplicate from a differing copy with the same id.
#pragma once
#include <cstdint>

#include "runtime/value/event.h"

namespace lead::value {

// Type, instant, lead, seq and fields. Equal content gives equal values on every machine and run.
[[nodiscard]] uint64_t fingerprint(const Event& event);

}  // namespace lead::value
