// Events that were set aside, as NDJSON: where they stood, why, and what exactly was wrong.
//
//   {"input":"events.ndjson","line":17,"reason":"wrong_type","code":"L0814","text":"…","detail":"…","type":"call","lead":"a1","time":"…"}
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "runtime/artefact/artefact.h"
#include "runtime/base/reason.h"
#include "runtime/value/event.h"

namespace lead::emit {

// A line that could not be read as an event.
void append_rejected_line(std::string& out, std::string_view input, uint64_t line, Reason reason,
                          std::string_view detail, std::string_view text_of_line);

// An event that was read but did not count.
void append_set_aside(std::string& out, const artefact::ArtefactT& artefact, std::string_view input,
                      Reason reason, std::string_view detail, const value::Event& event);

}  // namespace lead::emit
