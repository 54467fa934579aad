// A roster: the people of an agreement as data, in the order in which their rows stand.
//
//   auto made = make_roster(std::move(persons), people);       // Roster, or the row that means nothing
//   const Roster& roster = std::get<Roster>(made);
//   roster.find(ana)->capacity                                 // null where she is not in it
//   roster.hash()                                              // what an assignment carries
//
// Another roster takes its place as a whole; of one that is in force only absences change, by what people say
// of themselves (presence.h). Its hash, that of what was loaded, covers every field of every person in order,
// people by their ids and not by their numbers, so that two runs with the same roster have the same hash
// whatever they saw before. `find` takes constant time.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "runtime/artefact/hash.h"
#include "runtime/routing/people.h"

namespace lead::routing {

inline constexpr int32_t kNoCapacity = -1;
inline constexpr int32_t kNoHours = -1;

// [from_ms, until_ms), instants.
struct Absence {
  int64_t from_ms = 0;
  int64_t until_ms = 0;
  friend constexpr bool operator==(const Absence&, const Absence&) = default;
};

// What a person's typed columns hold, each in the order of the columns: `words[i]` and, of a text column,
// `texts[i]`; neither counts where `known[i]` is 0. All three have one item a column.
struct Columns {
  std::vector<int64_t> words;
  std::vector<uint8_t> known;
  std::vector<std::string> texts;
};

struct Person {
  PersonNumber number = kNobody;
  std::string title;
  uint32_t weight = 1;             // 1 to kMaxWeight
  int32_t capacity = kNoCapacity;  // leads held at once; kNoCapacity: no limit
  int32_t hours = kNoHours;        // index of a calendar; kNoHours: at work always
  std::vector<Absence> away;       // sorted, none empty, none overlapping; they may touch
  PersonNumber cover = kNobody;    // another person of the roster
  Columns columns;
};

enum class RosterError : uint8_t {
  TooMany,       // more persons than kMaxRosterRows, or absences of one than kMaxAbsences
  NoSuchPerson,  // a number that `people` never gave
  Twice,         // a second row of the person
  Weight,        // not 1 to kMaxWeight
  Capacity,      // below 0 and not kNoCapacity
  Absences,      // empty, not in order, or overlapping
  UnknownCover,  // who covers is not in the roster
  CoversOneself,
  Columns,  // not one item a column, or another number of columns than the first row
};

struct RosterProblem {
  RosterError error{};
  size_t row = 0;  // from 0
};

// "the weight in row 3 is not 1 to 1000": rows counted from 1.
[[nodiscard]] std::string text_of(const RosterProblem& problem);

class Roster {
 public:
  Roster();  // nobody

  [[nodiscard]] std::span<const Person> persons() const { return persons_; }
  [[nodiscard]] const Person* find(PersonNumber person) const;
  // Their place among `persons()`; kNoPlace where they are not in it.
  [[nodiscard]] uint32_t place_of(PersonNumber person) const;
  [[nodiscard]] const artefact::Hash& hash() const { return hash_; }
  // `person` is in it; `away` as in Person.
  void set_absences(PersonNumber person, std::vector<Absence> away) {
    persons_[place_of(person)].away = std::move(away);
  }

  static constexpr uint32_t kNoPlace = UINT32_MAX;

 private:
  friend std::variant<Roster, RosterProblem> make_roster(std::vector<Person> persons, const People& people);
  Roster(std::vector<Person> persons, const People& people);

  std::vector<Person> persons_;
  std::vector<uint32_t> places_;  // by person number; kNoPlace: not in it
  artefact::Hash hash_{};
};

[[nodiscard]] std::variant<Roster, RosterProblem> make_roster(std::vector<Person> persons,
                                                              const People& people);

}  // namespace lead::routing
