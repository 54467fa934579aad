// How a clock of an SLA stands, as one word: what expectations ask about and what decisions name.
//
// `breached`: the target has passed and nobody has met it; the clock goes on. A clock that is started again
// begins as `running`, whatever it was.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace lead::artefact {

enum class ClockState : uint8_t { NotStarted, Running, Paused, Met, Breached, MetLate, Cancelled };

inline constexpr size_t kClockStates = 7;
inline constexpr std::array<std::string_view, kClockStates> kClockWords = {
    "not_started", "running", "paused", "met", "breached", "met_late", "cancelled"};

}  // namespace lead::artefact
