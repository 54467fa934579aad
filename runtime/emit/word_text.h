// A typed word as text: the way back from machine form to what people wrote.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "runtime/artefact/schema.h"

namespace lead::emit {

// For people: "12.5", "EUR 5_000.00" as "EUR 5000.00", "software", "yes", "2026-12-07", "12 days 3 h", "{
// pricing, roi }". Points lose trailing zeros.
[[nodiscard]] std::string word_text(int64_t word, const artefact::FieldTypeT& type,
                                    const artefact::SchemaT& schema);

// For machines: the JSON value that a stream would carry for it.
void append_word_json(std::string& out, int64_t word, const artefact::FieldTypeT& type,
                      const artefact::SchemaT& schema);

// A set as a cell of a spreadsheet: "pricing;roi", and "[]" where it has no item.
[[nodiscard]] std::string set_cell(int64_t word, const artefact::FieldTypeT& type,
                                   const artefact::SchemaT& schema);

// An instant for people, on the wall clock of a zone: "2026-12-07 10:00:00", with milliseconds where there
// are any.
[[nodiscard]] std::string local_second(int64_t instant_ms, const artefact::ZoneT& zone);

// A length of time for people: "2 hours", "1 hour 30 minutes".
[[nodiscard]] std::string duration_text(int64_t ms);

// The same of a clock, which may count business time: "24 business hours", never days, which differ.
[[nodiscard]] std::string clock_text(int64_t ms, bool is_business);

// Millionths for people: "62.5", "-5", "0.014919".
[[nodiscard]] std::string points_text(int64_t millionths);

}  // namespace lead::emit
