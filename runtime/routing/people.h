// Numbers for people: what everything else in this room knows them by.
//
//   const PersonNumber ana = people.number_of("ana");     0, and 0 again whenever it is asked
//   people.id_of(ana)                                      "ana"
//
// Numbers are handed out from 0 in the order in which ids are first seen and are never given to anybody else,
// so that a person who left a roster and comes back is the same person. Equal streams give equal numbers.
// Ids keep their address. Grows with the ids that rosters and streams name. Constant time.
#pragma once
#include <absl/container/flat_hash_map.h>

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

namespace lead::routing {

using PersonNumber = uint32_t;
inline constexpr PersonNumber kNobody = UINT32_MAX;

class People {
 public:
  // The number of the id, a new one where it is seen for the first time.
  [[nodiscard]] PersonNumber number_of(std::string_view id);
  // kNobody where the id was never seen.
  [[nodiscard]] PersonNumber find(std::string_view id) const;
  // `person` below `size()`.
  [[nodiscard]] std::string_view id_of(PersonNumber person) const { return ids_[person]; }
  [[nodiscard]] uint32_t size() const { return static_cast<uint32_t>(ids_.size()); }

 private:
  std::deque<std::string> ids_;  // by number; a deque, since the map below points into it
  absl::flat_hash_map<std::string_view, PersonNumber> numbers_;
};

}  // namespace lead::routing
