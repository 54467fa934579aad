// Attributes of a lead that nobody fills in: who holds a role, and whether they are away (artefact.fbs,
// Role).
#pragma once
#include <cstdint>

#include "runtime/artefact/schema.h"

namespace lead::artefact {

[[nodiscard]] inline bool is_of_role(const ArtefactT& artefact, uint32_t attribute) {
  for (const auto& role : artefact.roles) {
    if (role->attribute == attribute || role->away == static_cast<int32_t>(attribute)) return true;
  }
  return false;
}

}  // namespace lead::artefact
