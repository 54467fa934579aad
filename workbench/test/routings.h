// Lines of routing in the words of a test. Internal to the room.
#pragma once
#include <string>

#include "workbench/why/routing_trace.h"

namespace lead::test {

// "owner: nobody → anna (ours: sdr by turns)", "inbound: claim of carl refused: was taken already by ben".
[[nodiscard]] std::string routing_text(const why::RoutedLine& line);

}  // namespace lead::test
