// What a window or a mark of the kernel is fed by, as the desugaring finds it (desugaring.h).
#pragma once
#include <compare>
#include <cstdint>
#include <vector>

#include "compiler/kernel/kernel.h"

namespace lead::kernel {

// One event type that feeds a window or a mark: the guard (none: always) and the value that is kept (none:
// none is).
struct Source {
  uint32_t event = 0;
  ExprId guard = {}, value = {};
  friend auto operator<=>(const Source&, const Source&) = default;
};

// A window or a mark, with what feeds it. Guards of the same words in two places are the same expression, so
// equal keys are the same look at the past; but a score that can be reset has windows and marks of its own.
struct Recording {
  artefact::EffectKind effect = artefact::EffectKind::Push;
  uint32_t slot = 0;
  std::vector<Source> sources;  // ascending by event type
  int32_t owner = -1;           // the score whose reset clears it
  Span span;
};

enum class Reach : uint8_t { Fixed, Months, Unbounded };  // how far back a window is read

}  // namespace lead::kernel
