#include "runtime/routing/presence.h"

#include <algorithm>

namespace lead::routing {

std::vector<Absence> absences_of(std::span<const Absence> planned, const Presence& said) {
  std::vector<Absence> all;
  for (const Absence& absence : planned) {
    if (absence.from_ms > said.back_ms) all.push_back(absence);
  }
  if (said.away.from_ms >= said.away.until_ms) return all;
  Absence whole = said.away;  // with all that it overlaps
  const auto first = std::find_if(all.begin(), all.end(),
                                  [&](const Absence& each) { return each.until_ms > whole.from_ms; });
  auto behind = first;
  for (; behind != all.end() && behind->from_ms < whole.until_ms; ++behind) {
    whole.from_ms = std::min(whole.from_ms, behind->from_ms);
    whole.until_ms = std::max(whole.until_ms, behind->until_ms);
  }
  all.insert(all.erase(first, behind), whole);
  return all;
}

}  // namespace lead::routing
