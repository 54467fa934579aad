#include "runtime/engine/staff.h"

#include <algorithm>
#include <variant>

#include "runtime/engine/event_alone.h"

namespace lead::engine {

using routing::PersonNumber;

std::variant<routing::Roster, routing::RosterProblem> roster_of(
    const std::vector<std::unique_ptr<artefact::PersonT>>& persons, routing::People& people) {
  std::vector<routing::Person> rows;
  for (const auto& person : persons) {
    routing::Person row;
    row.number = people.number_of(person->id);
    row.title = person->title;
    row.weight = person->weight;
    row.capacity = static_cast<int32_t>(person->capacity);
    row.hours = person->hours;
    for (const artefact::Absence& away : person->away) row.away.push_back({away.from_ms(), away.until_ms()});
    row.columns.words = person->words;
    row.columns.known.assign(person->known.begin(), person->known.end());
    row.columns.texts = person->texts;
    rows.push_back(std::move(row));
  }
  for (size_t i = 0; i < rows.size(); ++i) {
    if (!persons[i]->cover.empty()) rows[i].cover = people.number_of(persons[i]->cover);
  }
  return routing::make_roster(std::move(rows), people);
}

Staff::Staff(const Plan& plan) : plan_(&plan) {
  for (const auto& team : plan.artefact->teams) registers_.resize(*team->code);
  standings_.resize(plan.artefact->roles.size());
  auto made = roster_of(plan.artefact->people, people_);
  // `verify` has refused an artefact whose people are no roster.
  load(std::holds_alternative<routing::Roster>(made) ? std::get<routing::Roster>(std::move(made))
                                                     : routing::Roster());
}

void Staff::load(routing::Roster roster) {
  roster_ = std::move(roster);
  for (const routing::Person& row : roster_.persons()) {
    const auto said = said_.find(row.number);
    if (said == said_.end()) continue;
    said->second.planned = row.away;
    roster_.set_absences(row.number, routing::absences_of(row.away, said->second.presence));
  }
  fill_rows();
  fill_teams();
}

void Staff::hear(PersonNumber person, bool is_away, int64_t now_ms, int64_t until_ms) {
  const auto [place, is_first] = said_.try_emplace(person);
  Said& said = place->second;
  if (is_first) said.planned = roster_.find(person)->away;
  if (is_away) said.presence.leave(now_ms, until_ms);
  if (!is_away) said.presence.come_back(now_ms);
  roster_.set_absences(person, routing::absences_of(said.planned, said.presence));
}

void Staff::fill_rows() {
  const size_t columns = plan_->artefact->schema->person_columns.size();
  const auto persons = roster_.persons();
  rows_.assign(persons.size(), {});
  fields_.assign(persons.size() * columns, {});
  for (size_t p = 0; p < persons.size(); ++p) {
    const routing::Columns& values = persons[p].columns;
    for (size_t c = 0; c < columns; ++c) {
      if (values.known[c] == 0) continue;
      fields_[p * columns + c] = {value::FieldState::Value, values.words[c], values.texts[c]};
    }
    rows_[p].fields = std::span(fields_).subspan(p * columns, columns);
  }
}

void Staff::fill_teams() {
  teams_.clear();
  for (const auto& team : plan_->artefact->teams) {
    std::vector<routing::Member> members;
    for (const std::string& id : team->members) {
      const routing::Person* person = roster_.find(people_.number_of(id));
      if (person != nullptr) members.push_back({person->number, person->weight});
    }
    for (const routing::Person& person : roster_.persons()) {
      if (team->guard < 0) break;
      vm::execute(*team->code, EventAlone(row_of(person.number), plan_->tables), registers_);
      if (registers_.words[static_cast<size_t>(team->guard)] != 0)
        members.push_back({person.number, person.weight});
    }
    teams_.push_back(std::move(members));
  }
}

bool Staff::is_in_team(uint32_t team, PersonNumber person) const {
  return std::any_of(teams_[team].begin(), teams_[team].end(),
                     [&](const routing::Member& member) { return member.person == person; });
}

Staff::Standing& Staff::standing(uint32_t role, PersonNumber person) {
  if (standings_[role].size() <= person) standings_[role].resize(size_t{person} + 1);
  return standings_[role][person];
}

uint32_t Staff::held(uint32_t role, PersonNumber person) const {
  return person < standings_[role].size() ? standings_[role][person].held : 0;
}

void Staff::hold(uint32_t role, PersonNumber person) {
  ++standing(role, person).held;
}

void Staff::let_go(uint32_t role, PersonNumber person) {
  --standing(role, person).held;
}

routing::Assigned Staff::last_assigned(uint32_t role, PersonNumber person) const {
  return person < standings_[role].size() ? standings_[role][person].last : routing::Assigned{};
}

void Staff::assigned(uint32_t role, PersonNumber person, int64_t now_ms) {
  standing(role, person).last = next_place(now_ms);
}

}  // namespace lead::engine
