// The times of a test as instants: absolute ones of the policy's zone, offsets from the last absolute one.
#pragma once
#include "compiler/semantics/context.h"
#include "runtime/artefact/schema.h"

namespace lead::semantics {

class TestClock {
 public:
  // The zone is that of the policy, the start its effective day (2000-01-01 where it has none).
  explicit TestClock(Context& context);

  // Where every test begins.
  [[nodiscard]] int64_t start_ms() const { return start_ms_; }
  void begin() { base_ms_ = start_ms_; }
  // Nothing, and a report, where there is no such instant. An absolute time becomes the base of the offsets
  // after it, unless it only is looked at.
  [[nodiscard]] std::optional<int64_t> read(const syntax::Moment& moment, bool becomes_base);

 private:
  [[nodiscard]] std::optional<int64_t> absolute(const syntax::Moment& moment);
  [[nodiscard]] std::optional<int64_t> moved(int64_t from_ms, const syntax::OffsetMoment::Part& part);

  Context& context_;
  artefact::ZoneT zone_;
  int64_t start_ms_ = 0, base_ms_ = 0;
};

}  // namespace lead::semantics
