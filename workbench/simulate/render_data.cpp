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
    out += fmt::format("{},,{},,,,,,{},{},{},{},{},{},{},{},\n", what, cell(name), at.came, at.left,
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

void append_person_json(std::string& out, const PersonLoad& person) {
  out += ":{";
  if (!person.title.empty()) {
    out += "\"title\":";
    append_json(out, person.title);
    out += ",";
  }
  out += fmt::format("\"given\":{},\"by_team\":{},", person.given, person.by_row);
  out += fmt::format("\"expected\":{},", millionths_text(person.expected_millionths));
  out += fmt::format("\"holds\":{},\"most_held\":{}{}}}", person.holds, person.most_held,
                     person.has_left ? ",\"has_left\":true" : "");
}

// Of a role: people, teams, what each row decided, and the leads that nobody holds.
void append_role_json(std::string& out, const Figures& figures, uint32_t index,
                      const artefact::ArtefactT& artefact) {
  const RoleLoad& role = figures.roles[index];
  out += ":{\"people\":{";
  bool first = true;
  for (const std::string& name : role.order) {
    append_name(out, first, name);
    append_person_json(out, role.people.find(name)->second);
  }
  out += "},\"teams\":{";
  first = true;
  for (const auto& [name, team] : role.teams) {
    append_name(out, first, name);
    out += fmt::format(":{}", team.given);
  }
  out += "},\"rows\":[";
  first = true;
  for (size_t i = 0; i < artefact.route_rows.size(); ++i) {
    if (artefact.routes[artefact.route_rows[i]->route]->role != index) continue;
    out += first ? "{\"row\":" : ",{\"row\":";
    first = false;
    append_json(out, artefact.route_rows[i]->name);
    out += fmt::format(",\"leads\":{},\"capped\":{}}}", figures.by_row[i], figures.capped[i]);
  }
  uint64_t queued = 0, waiting = 0;
  for (const auto& [name, at] : figures.queues) queued += at.role == index ? at.unheld : 0;
  for (const auto& [name, at] : figures.rows) waiting += at.role == index ? at.unheld : 0;
  out += fmt::format(
      "],\"by_hand\":{},\"covered\":{},\"nobody\":{{\"queued\":{},\"waiting\":{},\"unclaimed\":{},"
      "\"cleared\":{},\"never_given\":{}}}}}",
      role.by_hand, role.covered, queued, waiting, role.unclaimed, role.cleared, never_given(figures, index));
}

}  // namespace

std::string render_csv(const Figures& figures, const artefact::ArtefactT& artefact) {
  std::string out =
      "what,role,name,given,by_team,expected,holds,most_held,came,left,expired,otherwise,now,most,waited_ms,"
      "longest_ms,title\n";
  for (size_t i = 0; i < figures.roles.size(); ++i) {
    const std::string role = cell(artefact.roles[i]->name);
    for (const std::string& name : figures.roles[i].order) {
      const PersonLoad& person = figures.roles[i].people.find(name)->second;
      const bool compares = person.expected_millionths > 0;
      out += fmt::format("person,{},{},{},{},{},{},{},,,,,,,,,{}\n", role, cell(name), person.given,
                         person.by_row, compares ? millionths_text(person.expected_millionths) : "",
                         person.holds, person.most_held, cell(person.title));
    }
    for (const auto& [name, team] : figures.roles[i].teams)
      out += fmt::format("team,{},{},{},,,,,,,,,,,,,\n", role, cell(name), team.given);
  }
  append_waiting_csv(out, "queue", figures.queues);
  append_waiting_csv(out, "line", figures.rows);
  return out;
}

std::string render_keys(const Figures& figures, const artefact::ArtefactT& artefact) {
  std::string out = ",\"roles\":{";
  bool first_role = true;
  for (uint32_t i = 0; i < figures.roles.size(); ++i) {
    append_name(out, first_role, artefact.roles[i]->name);
    append_role_json(out, figures, i, artefact);
  }
  out += "}";
  append_waiting_json(out, "queues", figures.queues);
  append_waiting_json(out, "waiting", figures.rows);
  out += ",\"claims_refused\":{";
  bool first = true;
  for (const auto& [why, n] : figures.refused_claims) {
    append_name(out, first, why);
    out += fmt::format(":{}", n);
  }
  return out + "}";
}

std::string render_json(const Figures& figures, const artefact::ArtefactT& artefact) {
  return fmt::format("{{\"leads\":{},\"assignments\":{}", figures.leads, figures.assignments) +
         render_keys(figures, artefact) + "}\n";
}

}  // namespace lead::simulate
