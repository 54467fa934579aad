// The roster in force: who is in it, who is away, who is at work, who belongs to a team.
//
//   People people(kernel, zone, hours);          // the people of the policy
//   people.load(roster);                         // another roster takes its place
//   people.members(0)                            // ids of a team, in its order
//   people.meets(*people.find("ana"), condition, lead, now_ms)
//
// Everything is looked up afresh each time.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/reference/evaluate.h"
#include "tests/reference/hours.h"

namespace lead::reference {

class People {
 public:
  // All must outlive it.
  People(const kernel::Kernel& kernel, const artefact::ZoneT& zone, const Hours& hours)
      : kernel_(kernel), zone_(zone), hours_(hours), roster_(kernel.people) {}

  void load(std::vector<artefact::PersonT> roster) { roster_ = std::move(roster); }
  [[nodiscard]] const std::vector<artefact::PersonT>& roster() const { return roster_; }
  // Null where nobody of that id is in it.
  [[nodiscard]] const artefact::PersonT* find(std::string_view id) const;
  [[nodiscard]] std::vector<std::string> members(uint32_t team) const;
  // They are away from now on, until then; or they are back.
  void leaves(const std::string& id, int64_t now_ms, int64_t until_ms) {
    words_[id].push_back({now_ms, until_ms});
  }
  void comes_back(const std::string& id, int64_t now_ms) { words_[id].push_back({now_ms, std::nullopt}); }
  // Who is not in the roster is not away.
  [[nodiscard]] bool is_away(std::string_view id, int64_t now_ms) const;
  // Hours that are open now, or open `look_ahead_ms` from now at the latest. Who has none is at work always.
  [[nodiscard]] bool is_at_work(const artefact::PersonT& person, int64_t now_ms, int64_t look_ahead_ms) const;
  // `condition` reads the columns of the person as payload, and the lead. No condition is met.
  [[nodiscard]] bool meets(const artefact::PersonT& person, kernel::ExprId condition, const Lead& lead,
                           int64_t now_ms) const;

 private:
  const kernel::Kernel& kernel_;
  const artefact::ZoneT& zone_;
  const Hours& hours_;
  std::vector<artefact::PersonT> roster_;
  struct Word {
    int64_t said_ms;
    std::optional<int64_t> away_until_ms;  // none: back
  };
  std::map<std::string, std::vector<Word>, std::less<>> words_;  // what each has said, in order
};

}  // namespace lead::reference
