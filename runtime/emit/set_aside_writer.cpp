#include "runtime/emit/set_aside_writer.h"

#include <fmt/format.h>

#include <iterator>

#include "runtime/base/text.h"

namespace lead::emit {
namespace {

constexpr size_t kLineShown = 2'048;

void append_head(std::string& out, std::string_view input, uint64_t line, Reason reason,
                 std::string_view detail) {
  out += "{\"input\":";
  append_json(out, input);
  fmt::format_to(std::back_inserter(out),
                 ",\"line\":{},\"reason\":\"{}\",\"code\":\"L{:04}\",\"text\":", line, reason_word(reason),
                 reason_code(reason));
  append_json(out, reason_text(reason));
  if (!detail.empty()) {
    out += ",\"detail\":";
    append_json(out, detail);
  }
}

}  // namespace

void append_rejected_line(std::string& out, std::string_view input, uint64_t line, Reason reason,
                          std::string_view detail, std::string_view text_of_line) {
  append_head(out, input, line, reason, detail);
  if (!text_of_line.empty()) {
    out += ",\"content\":";
    append_json(out, shortened(text_of_line, kLineShown));
  }
  out += "}\n";
}

void append_set_aside(std::string& out, const artefact::ArtefactT& artefact, std::string_view input,
                      Reason reason, std::string_view detail, const value::Event& event) {
  append_head(out, input, event.line, reason, detail);
  const bool is_of_person = event.type == value::kPresence;
  if (!is_of_person) {
    out += ",\"type\":";
    append_json(out, artefact.schema->events[event.type]->name);
  }
  out += is_of_person ? ",\"person\":" : ",\"lead\":";
  append_json(out, event.lead);
  out += ",\"time\":\"";
  append_instant(out, event.instant_ms);
  out += "\"";
  if (!event.id.empty()) {
    out += ",\"id\":";
    append_json(out, event.id);
  }
  out += "}\n";
}

}  // namespace lead::emit
