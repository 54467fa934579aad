#include "workbench/why/render_routing.h"

#include <fmt/format.h>

#include "runtime/base/terminal.h"
#include "runtime/base/text.h"
#include "runtime/emit/word_text.h"

namespace lead::why {
namespace {

std::string painted(bool color, std::string_view code, std::string_view text) {
  return color ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
}

void append_looked(std::string& out, const LookedLine& looked, const artefact::ArtefactT& artefact,
                   bool color) {
  const artefact::RouteRowT& row = *artefact.route_rows[looked.row];
  out += painted(color, "2",
                 fmt::format("    {} looked at {} {}\n", row.name, looked.people.size(),
                             looked.people.size() == 1 ? "person" : "people"));
  size_t width = 16;
  for (const ConsideredLine& person : looked.people)
    width = std::max<size_t>(width, width_of(person.person) + 1);
  for (const ConsideredLine& person : looked.people) {
    const std::string mark = person.chosen ? painted(color, "32", "✔") : " ";
    const std::string line = fmt::format("    {} {}{}", mark, left(harmless(person.person), width),
                                         person.bar.empty() ? person.standing : person.bar);
    out += (person.bar.empty() ? line : painted(color, "2", line)) + "\n";
  }
}

void append_text(std::string& out, std::string_view key, std::string_view text) {
  out += fmt::format(",\"{}\":", key);
  append_json(out, text);
}

}  // namespace

std::string render_routing_text(const RoutingTrace& trace, const artefact::ArtefactT& artefact, bool color) {
  if (trace.lines().empty()) return {};
  std::string out = "\n" + painted(color, "1", "Who got it") + "\n";
  for (const RoutedLine& line : trace.lines()) {
    out += fmt::format("  {}  {} {} {}\n", emit::local_second(line.instant_ms, *artefact.zone),
                       left(line.block, 17), left(harmless(line.words), 31),
                       painted(color, "2", harmless(line.way)));
    for (const LookedLine& looked : line.looked) append_looked(out, looked, artefact, color);
  }
  return out;
}

std::string render_routing_json(const RoutingTrace& trace, const artefact::ArtefactT& artefact) {
  std::string out = "[";
  for (size_t i = 0; i < trace.lines().size(); ++i) {
    const RoutedLine& line = trace.lines()[i];
    out += i > 0 ? ",{\"time\":\"" : "{\"time\":\"";
    append_instant(out, line.instant_ms);
    out += '"';
    append_text(out, "block", line.block);
    append_text(out, "what", line.words);
    append_text(out, "way", line.way);
    if (!line.roster.empty()) append_text(out, "roster", line.roster);
    out += ",\"looked\":[";
    for (size_t l = 0; l < line.looked.size(); ++l) {
      out += l > 0 ? ",{\"row\":" : "{\"row\":";
      append_json(out, artefact.route_rows[line.looked[l].row]->name);
      out += ",\"people\":[";
      for (size_t p = 0; p < line.looked[l].people.size(); ++p) {
        const ConsideredLine& person = line.looked[l].people[p];
        out += p > 0 ? ",{\"person\":" : "{\"person\":";
        append_json(out, person.person);
        if (!person.bar.empty()) append_text(out, "bar", person.bar);
        append_text(out, "standing", person.standing);
        out += person.chosen ? ",\"chosen\":true}" : "}";
      }
      out += "]}";
    }
    out += "]}";
  }
  return out + "]";
}

}  // namespace lead::why
