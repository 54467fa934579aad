#include <fmt/format.h>

#include "runtime/base/text.h"
#include "workbench/simulate/render.h"

namespace lead::simulate {
namespace {

// Quoted where a separator, a quote or a line end stands in it.
std::string cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

std::string millionths_text(int64_t millionths) {
  std::string out;
  append_millionths(out, millionths);
  return out;
}

void append_waiting_csv(std::string& out, std::string_view what, const std::map<std::string, Waiting>& all) {
  for (const auto& [name, at] : all)
    out += fmt::format("{},,{},,,,,,{},{},{},{},{},{},{},{}\n", what, cell(name), at.came, at.left,
                       at.expired, at.otherwise, at.now, at.most, at.waited_ms, at.longest_ms);
}

void append_name(std::string& out, bool& first, std::string_view name) {
  if (!first) out += ",";
  first = false;
  append_json(out, name);
}

void append_waiting_json(std::string& out, std::string_view key, const std::map<std::string, Waiting>& all) {
  out += fmt::format(",\"{}\":{{", key);
  bool first = true;
  for (const auto& [name, at] : all) {
    append_name(out, first, name);
    out += fmt::format(
        ":{{\"came\":{},\"left\":{},\"expired\":{},\"otherwise\":{},\"now\":{},\"most\":{},\"waited_ms\":{},"
        "\"longest_ms\":{}}"
        "}",
        at.came, at.left, at.expired, at.otherwise, at.now, at.most, at.waited_ms, at.longest_ms);
  }
  out += "}";
}

}  // namespace

std::string render_csv(const Figures& figures, const artefact::ArtefactT& artefact) {
  std::string out =
      "what,role,name,given,by_team,expected,holds,most_held,came,left,expired,otherwise,now,most,waited_ms,"
      "longest_"
      "ms\n";
  for (size_t i = 0; i < figures.roles.size(); ++i) {
    const std::string role = cell(artefact.roles[i]->name);
    for (const auto& [name, person] : figures.roles[i].people)
      out +=
          fmt::format("person,{},{},{},{},{},{},{},,,,,,,,\n", role, cell(name), person.given, person.by_row,
                      millionths_text(person.expected_millionths), person.holds, person.most_held);
    for (const auto& [name, team] : figures.roles[i].teams)
      out += fmt::format("team,{},{},{},,,,,,,,,,,,\n", role, cell(name), team.given);
  }
  append_waiting_csv(out, "queue", figures.queues);
  append_waiting_csv(out, "line", figures.rows);
  return out;
}

std::string render_json(const Figures& figures, const artefact::ArtefactT& artefact) {
  std::string out =
      fmt::format("{{\"leads\":{},\"assignments\":{},\"roles\":{{", figures.leads, figures.assignments);
  bool first_role = true;
  for (size_t i = 0; i < figures.roles.size(); ++i) {
    append_name(out, first_role, artefact.roles[i]->name);
    out += ":{\"people\":{";
    bool first = true;
    for (const auto& [name, person] : figures.roles[i].people) {
      append_name(out, first, name);
      out += fmt::format(":{{\"given\":{},\"by_team\":{},\"expected\":{},\"holds\":{},\"most_held\":{}}}",
                         person.given, person.by_row, millionths_text(person.expected_millionths),
                         person.holds, person.most_held);
    }
    out += "},\"teams\":{";
    first = true;
    for (const auto& [name, team] : figures.roles[i].teams) {
      append_name(out, first, name);
      out += fmt::format(":{}", team.given);
    }
    out += "}}";
  }
  out += "}";
  append_waiting_json(out, "queues", figures.queues);
  append_waiting_json(out, "lines", figures.rows);
  out += ",\"claims_refused\":{";
  bool first = true;
  for (const auto& [why, n] : figures.refused_claims) {
    append_name(out, first, why);
    out += fmt::format(":{}", n);
  }
  return out + "}}\n";
}

}  // namespace lead::simulate
