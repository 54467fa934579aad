#include "tests/reference/people.h"

#include <algorithm>

namespace lead::reference {

const artefact::PersonT* People::find(std::string_view id) const {
  const auto found =
      std::find_if(roster_.begin(), roster_.end(), [&](const auto& person) { return person.id == id; });
  return found == roster_.end() ? nullptr : &*found;
}

std::vector<std::string> People::members(uint32_t index) const {
  const kernel::Team& team = kernel_.teams[index];
  std::vector<std::string> members;
  for (const std::string& id : team.members) {
    if (find(id) != nullptr) members.push_back(id);
  }
  if (!team.members.empty()) return members;
  for (const artefact::PersonT& person : roster_) {
    if (meets(person, team.guard, {}, 0)) members.push_back(person.id);
  }
  return members;
}

// The last word counts; who is back has ended what the roster had planned up to then.
bool People::is_away(std::string_view id, int64_t now_ms) const {
  const artefact::PersonT* person = find(id);
  if (person == nullptr) return false;
  std::optional<int64_t> back_ms;
  const auto said = words_.find(id);
  if (said != words_.end()) {
    const Word& last = said->second.back();
    if (last.away_until_ms && now_ms < *last.away_until_ms) return true;
    for (const Word& word : said->second) {
      if (!word.away_until_ms) back_ms = word.said_ms;
    }
  }
  return std::any_of(person->away.begin(), person->away.end(), [&](const auto& away) {
    return away.from_ms() <= now_ms && now_ms < away.until_ms() && (!back_ms || away.from_ms() > *back_ms);
  });
}

bool People::is_at_work(const artefact::PersonT& person, int64_t now_ms, int64_t look_ahead_ms) const {
  return person.hours < 0 ||
         hours_.is_open_within(static_cast<uint32_t>(person.hours), now_ms, look_ahead_ms);
}

bool People::meets(const artefact::PersonT& person, kernel::ExprId condition, const Lead& lead,
                   int64_t now_ms) const {
  std::vector<value::FieldValue> columns(kernel_.schema.person_columns.size());
  for (size_t i = 0; i < columns.size(); ++i) {
    if (person.known[i]) columns[i] = {value::FieldState::Value, person.words[i], person.texts[i]};
  }
  value::Event looked_at;
  looked_at.instant_ms = now_ms;
  looked_at.fields = columns;
  View view(kernel_, zone_, lead, now_ms, &looked_at);
  return view.is_met(condition);
}

}  // namespace lead::reference
