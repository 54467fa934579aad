// Where a line stops being one JSON object, for people who look for the mistake in it.
//
//   json_trouble(R"({"type":"form","n":3,})") -> "at character 22, `}`: a key in double quotes is expected"
//
// Called for lines that json_fields.h refused: a plain walk to the first character that cannot stand where it
// stands. Empty where it finds none (simdjson is stricter in something). Never fails. Cost: linear in the
// line, which limits bound.
#pragma once
#include <string>
#include <string_view>

namespace lead::ingest {

[[nodiscard]] std::string json_trouble(std::string_view line);

}  // namespace lead::ingest
