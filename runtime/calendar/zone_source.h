// Where zones come from: the system's time-zone database, read once, at compile time of a policy. The one
// door to it.
//
// The runtime never asks the system: the resolved transitions travel in the artefact and are part of its data
// hash. Names are those of the database ("Europe/Stockholm", "UTC"); names that depend on the machine
// ("localtime"), on leap seconds ("right/…") or on a path are not known.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/artefact/schema.h"

namespace lead::calendar {

// Transitions within 1970–2199 and the database's version ("2026a"; empty where the database does not say).
[[nodiscard]] std::optional<artefact::ZoneT> resolve_zone(std::string_view name);
[[nodiscard]] bool is_known_zone(std::string_view name);

// At most three names of the database that are meant perhaps, nearest first: the same city ("Stockholm"),
// another case, or up to two wrong letters. Empty where the database has no list of names.
[[nodiscard]] std::vector<std::string> close_zones(std::string_view name);

}  // namespace lead::calendar
