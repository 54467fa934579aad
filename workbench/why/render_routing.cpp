#include "workbench/why/render_routing.h"

#include <fmt/format.h>

#include <algorithm>

#include "runtime/base/json_writer.h"
#include "runtime/base/terminal.h"
#include "runtime/emit/word_text.h"

namespace lead::why {
namespace {

std::string painted(bool color, std::string_view code, std::string_view text) {
  return color ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
}

// BOUND: of so many people each has a line; of more, the chosen one and the first of the others, those who
// may have it before those who may not.
constexpr size_t kMostPeople = 20;

std::vector<bool> shown_of(const std::vector<ConsideredLine>& people) {
  std::vector<bool> shown(people.size(), people.size() <= kMostPeople);
  if (people.size() <= kMostPeople) return shown;
  size_t count = 0;
  const auto show = [&](auto&& is_meant) {
    for (size_t i = 0; i < people.size() && count < kMostPeople; ++i) {
      if (shown[i] || !is_meant(people[i])) continue;
      shown[i] = true;
      ++count;
    }
  };
  show([](const ConsideredLine& person) { return person.chosen; });
  show([](const ConsideredLine& person) { return person.bar.empty(); });
  show([](const ConsideredLine&) { return true; });
  return shown;
}

// "80 more: 60 × is away, 20 × does not meet the condition".
std::string rest_text(const std::vector<ConsideredLine>& people, const std::vector<bool>& shown) {
  std::vector<std::pair<std::string_view, size_t>> counts;  // in the order of the team
  size_t rest = 0;
  for (size_t i = 0; i < people.size(); ++i) {
    if (shown[i]) continue;
    ++rest;
    const std::string_view words = people[i].bar.empty() ? "may have it" : std::string_view(people[i].bar);
    const auto known =
        std::find_if(counts.begin(), counts.end(), [&](const auto& each) { return each.first == words; });
    if (known == counts.end())
      counts.emplace_back(words, 1);
    else
      ++known->second;
  }
  if (rest == 0) return {};
  std::string out = fmt::format("      {} more: ", rest);
  for (size_t i = 0; i < counts.size(); ++i)
    out += fmt::format("{}{} × {}", i > 0 ? ", " : "", counts[i].second, harmless(counts[i].first));
  return out + "\n";
}

void append_looked(std::string& out, const LookedLine& looked, const artefact::ArtefactT& artefact,
                   bool color) {
  const artefact::RouteRowT& row = *artefact.route_rows[looked.row];
  out +=
      painted(color, "2", fmt::format("    {} {}\n", row.name, harmless(words_of(looked, *artefact.zone))));
  const std::vector<bool> shown = shown_of(looked.people);
  size_t width = 16;
  for (const ConsideredLine& person : looked.people)
    width = std::max<size_t>(width, width_of(person.person) + 1);
  for (size_t i = 0; i < looked.people.size(); ++i) {
    if (!shown[i]) continue;
    const ConsideredLine& person = looked.people[i];
    const std::string mark = person.chosen ? painted(color, "32", "✔") : " ";
    const std::string line =
        fmt::format("    {} {}{}", mark, left(harmless(person.person), width), harmless(words_of(person)));
    out += (person.bar.empty() ? line : painted(color, "2", line)) + "\n";
  }
  out += painted(color, "2", rest_text(looked.people, shown));
}

void append_line(std::string& out, const RoutedLine& line, const artefact::ArtefactT& artefact, bool color) {
  out += fmt::format("  {}  {} {}  {}\n", emit::local_second(line.instant_ms, *artefact.zone),
                     left(line.block, 17), left(harmless(line.words), 30),
                     painted(color, "2", harmless(line.way)));
  for (const LookedLine& looked : line.looked) append_looked(out, looked, artefact, color);
}

void write_person(JsonWriter& w, const ConsideredLine& person) {
  w.open('{');
  w.key("person");
  w.text(person.person);
  if (person.bar.empty()) {
    w.key("standing");
    w.text(person.standing);
  } else {
    w.key("bar");
    w.text(person.bar);
  }
  if (!person.figures.empty()) {
    w.key("figures");
    w.text(person.figures);
  }
  if (person.chosen) {
    w.key("chosen");
    w.raw("true");
  }
  w.close('}');
}

void write_looked(JsonWriter& w, const LookedLine& looked, const artefact::ArtefactT& artefact) {
  const auto text = [&](std::string_view key, const std::string& words) {
    if (words.empty()) return;
    w.key(key);
    w.text(words);
  };
  w.open('{');
  text("row", artefact.route_rows[looked.row]->name);
  w.key("passed");
  w.raw(looked.passed ? "true" : "false");
  text("why", looked.words);
  if (looked.times > 1) {
    w.key("times");
    w.number(static_cast<int64_t>(looked.times));
    w.key("first");
    w.instant(looked.first_ms);
    w.key("last");
    w.instant(looked.last_ms);
  }
  text("where", looked.where);
  text("key", looked.key);
  text("last_turn", looked.last_turn);
  w.key("people");
  w.open('[');
  for (const ConsideredLine& person : looked.people) write_person(w, person);
  w.close(']');
  w.close('}');
}

void write_line(JsonWriter& w, const RoutedLine& line, const artefact::ArtefactT& artefact) {
  w.open('{');
  w.key("time");
  w.instant(line.instant_ms);
  w.key("block");
  w.text(line.block);
  w.key("what");
  w.text(line.words);
  w.key("way");
  w.text(line.way);
  if (!line.roster.empty()) {
    w.key("roster");
    w.text(line.roster);
  }
  w.key("looked");
  w.open('[');
  for (const LookedLine& looked : line.looked) write_looked(w, looked, artefact);
  w.close(']');
  w.close('}');
}

}  // namespace

std::string render_routing_text(const RoutingTrace& trace, const artefact::ArtefactT& artefact, bool color) {
  if (trace.lines().empty()) return {};
  std::string out = "\n" + painted(color, "1", "Who got it") + "\n";
  for (const RoutedLine& line : trace.lines()) append_line(out, line, artefact, color);
  for (const RoutedLine& line : trace.still_waiting()) append_line(out, line, artefact, color);
  return out;
}

std::string render_routing_json(const RoutingTrace& trace, const artefact::ArtefactT& artefact) {
  JsonWriter w;
  w.open('[');
  for (const RoutedLine& line : trace.lines()) write_line(w, line, artefact);
  for (const RoutedLine& line : trace.still_waiting()) write_line(w, line, artefact);
  w.close(']');
  return w.take();
}

}  // namespace lead::why
