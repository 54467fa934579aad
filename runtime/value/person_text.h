// How the type of a text says that it is the id of a person: `artefact::FieldType::names` of FieldKind::Text.
#pragma once
#include <cstdint>

namespace lead::value {

inline constexpr uint32_t kPersonText = 1;

}  // namespace lead::value
