// What hangs on causes: indices into one of the artefact's lists, in declared order, by what causes them.
//
//   ByCause moves;
//   moves.add(transition.cause, transition.source, index);
//   for (const uint32_t t : moves.of(item.cause)) …
//
// Made once, when the artefact is planned; asked once an item. Constant time.
#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "runtime/engine/engine.h"

namespace lead::engine {

class ByCause {
 public:
  using Kind = artefact::CauseKind;

  void add(Kind kind, uint32_t source, uint32_t index) {
    auto& of_kind = all_[static_cast<size_t>(kind)];
    if (of_kind.size() <= source) of_kind.resize(source + 1);
    of_kind[source].push_back(index);
  }
  [[nodiscard]] const std::vector<uint32_t>& of(Kind kind, uint32_t source) const {
    const auto& of_kind = all_[static_cast<size_t>(kind)];
    return source < of_kind.size() ? of_kind[source] : none_;
  }
  // Of what made an item run. A silence, a wake-up and a release cause nothing here: a
  // silence has its own booking.
  [[nodiscard]] const std::vector<uint32_t>& of(const Cause& cause) const {
    switch (cause.kind) {
      case CauseKind::Event:
        return of(Kind::Event, cause.event->type);
      case CauseKind::Edge:
        return of(Kind::Edge, cause.source);
      case CauseKind::Schedule:
        return of(Kind::Schedule, cause.source);
      case CauseKind::Step:
        return of(Kind::Step, cause.source);
      case CauseKind::Assignment:
        return of(Kind::Assignment, cause.source);
      case CauseKind::Expiry:
        return of(Kind::Expiry, cause.source);
      case CauseKind::Quiet:
      case CauseKind::Wake:
      case CauseKind::Release:
      case CauseKind::Roster:
        break;
    }
    return none_;
  }

 private:
  std::array<std::vector<std::vector<uint32_t>>, static_cast<size_t>(Kind::MAX) + 1> all_;
  std::vector<uint32_t> none_;  // of causes on which nothing hangs
};

}  // namespace lead::engine
