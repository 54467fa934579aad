// Lines of routing in the words of a test. Internal to the room.
#pragma once
#include <string>
#include <vector>

#include "workbench/why/routing_trace.h"

namespace lead::test {

// "owner: nobody → anna (ours: sdr by turns)", "inbound: claim of carl refused: was taken already by ben".
[[nodiscard]] std::string routing_text(const why::RoutedLine& line);

// A line for each row that was tried: "ours looked at 2 people: anna is away, ben has had enough turns: 1 of
// 1 per day". Of many people the first few.
[[nodiscard]] std::vector<std::string> rows_texts(const why::RoutedLine& line,
                                                  const artefact::ArtefactT& artefact);

}  // namespace lead::test
