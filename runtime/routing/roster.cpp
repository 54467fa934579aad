#include "runtime/routing/roster.h"

#include <fmt/format.h>

#include <optional>
#include <string_view>

#include "runtime/base/limits.h"

namespace lead::routing {
namespace {

bool are_sound(const std::vector<Absence>& away) {
  int64_t free_from = INT64_MIN;
  for (const Absence& absence : away) {
    if (absence.from_ms < free_from || absence.until_ms <= absence.from_ms) return false;
    free_from = absence.until_ms;
  }
  return true;
}

bool are_sound(const Columns& columns, size_t count) {
  return columns.words.size() == count && columns.known.size() == count && columns.texts.size() == count;
}

// Of one person alone.
std::optional<RosterError> error_of(const Person& person, const People& people, size_t columns) {
  if (person.number >= people.size()) return RosterError::NoSuchPerson;
  if (person.weight < 1 || person.weight > limits::kMaxWeight) return RosterError::Weight;
  if (person.capacity < kNoCapacity || person.capacity > limits::kMaxCapacity) return RosterError::Capacity;
  if (person.away.size() > limits::kMaxAbsences) return RosterError::TooMany;
  if (!are_sound(person.away)) return RosterError::Absences;
  if (person.cover == person.number) return RosterError::CoversOneself;
  if (!are_sound(person.columns, columns)) return RosterError::Columns;
  return std::nullopt;
}

std::optional<RosterProblem> problem_of(const std::vector<Person>& persons, const People& people) {
  if (persons.size() > limits::kMaxRosterRows)
    return RosterProblem{RosterError::TooMany, limits::kMaxRosterRows};
  std::vector<uint8_t> seen(people.size());
  for (size_t row = 0; row < persons.size(); ++row) {
    const auto error = error_of(persons[row], people, persons[0].columns.words.size());
    if (error) return RosterProblem{*error, row};
    if (seen[persons[row].number]++ != 0) return RosterProblem{RosterError::Twice, row};
  }
  for (size_t row = 0; row < persons.size(); ++row) {
    const PersonNumber cover = persons[row].cover;
    if (cover != kNobody && (cover >= people.size() || seen[cover] == 0))
      return RosterProblem{RosterError::UnknownCover, row};
  }
  return std::nullopt;
}

void add(artefact::Hasher& hasher, int64_t number) {
  hasher.add(static_cast<uint64_t>(number));
}

void add(artefact::Hasher& hasher, const Person& person, const People& people) {
  hasher.add(people.id_of(person.number));
  hasher.add(person.title);
  hasher.add(uint64_t{person.weight});
  add(hasher, person.capacity);
  add(hasher, person.hours);
  hasher.add(uint64_t{person.away.size()});
  for (const Absence& absence : person.away) {
    add(hasher, absence.from_ms);
    add(hasher, absence.until_ms);
  }
  hasher.add(uint64_t{person.cover != kNobody});
  if (person.cover != kNobody) hasher.add(people.id_of(person.cover));
  const Columns& columns = person.columns;
  hasher.add(uint64_t{columns.words.size()});
  for (size_t i = 0; i < columns.words.size(); ++i) {
    const bool is_known = columns.known[i] != 0;
    hasher.add(uint64_t{is_known});
    if (!is_known) continue;
    add(hasher, columns.words[i]);
    hasher.add(columns.texts[i]);
  }
}

artefact::Hash hash_of(const std::vector<Person>& persons, const People& people) {
  artefact::Hasher hasher;
  hasher.add("roster");
  hasher.add(uint64_t{persons.size()});
  for (const Person& person : persons) add(hasher, person, people);
  return hasher.finish();
}

std::string sentence(RosterError error, size_t row) {
  switch (error) {
    case RosterError::TooMany:
      return fmt::format("row {} is one too many, or has more than {} absences", row, limits::kMaxAbsences);
    case RosterError::NoSuchPerson:
      return fmt::format("row {} names nobody", row);
    case RosterError::Twice:
      return fmt::format("row {} is a second row of the same person", row);
    case RosterError::Weight:
      return fmt::format("the weight in row {} is not 1 to {}", row, limits::kMaxWeight);
    case RosterError::Capacity:
      return fmt::format("the capacity in row {} is not 0 to {}", row, limits::kMaxCapacity);
    case RosterError::Absences:
      return fmt::format("an absence in row {} is empty, or begins before the one before it ended", row);
    case RosterError::UnknownCover:
      return fmt::format("who covers in row {} is not in the roster", row);
    case RosterError::CoversOneself:
      return fmt::format("the person in row {} covers for themselves", row);
    case RosterError::Columns:
      return fmt::format("row {} has other columns than the first", row);
  }
  return {};
}

}  // namespace

std::string text_of(const RosterProblem& problem) {
  return sentence(problem.error, problem.row + 1);
}

Roster::Roster() : Roster({}, People()) {}

Roster::Roster(std::vector<Person> persons, const People& people)
    : persons_(std::move(persons)), places_(people.size(), kNoPlace), hash_(hash_of(persons_, people)) {
  for (size_t place = 0; place < persons_.size(); ++place)
    places_[persons_[place].number] = static_cast<uint32_t>(place);
}

const Person* Roster::find(PersonNumber person) const {
  const uint32_t place = place_of(person);
  return place == kNoPlace ? nullptr : &persons_[place];
}

uint32_t Roster::place_of(PersonNumber person) const {
  return person < places_.size() ? places_[person] : kNoPlace;
}

std::variant<Roster, RosterProblem> make_roster(std::vector<Person> persons, const People& people) {
  if (const auto problem = problem_of(persons, people)) return *problem;
  return Roster(std::move(persons), people);
}

}  // namespace lead::routing
