// Who gets the lead: routes, queues and lines of those who wait, run over the staff
// (docs/decisions/0013-routing.md).
//
//   desk.route(lead, route, exclude, now_ms, outcomes);     // and `clear`, `claim`, `hand`, …
//   for (const Outcome& outcome : outcomes) …               // what has become of the lead's roles
//
// One desk a run: it is asked lead by lead in the one global order, so that a thousand leads of one instant
// are a thousand in sequence. The holder of a role stands in the lead's record (Role::attribute); everything
// else the desk keeps beside the records, by lead number. Nothing here runs items: the fold does, for every
// outcome that `moved`.
#pragma once
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <absl/container/flat_hash_map.h>

#include "runtime/engine/calendars.h"
#include "runtime/engine/considered.h"
#include "runtime/engine/desk_parts.h"
#include "runtime/engine/desk_state.h"
#include "runtime/engine/engine.h"
#include "runtime/engine/holdings.h"
#include "runtime/engine/memories.h"
#include "runtime/engine/staff.h"
#include "runtime/engine/tenure.h"
#include "runtime/routing/caps.h"
#include "runtime/routing/kept_requests.h"
#include "runtime/routing/line.h"
#include "runtime/routing/queues.h"

namespace lead::engine {

class Desk {
 public:
  Desk(Holdings& holdings, Observer& observer);

  [[nodiscard]] bool is_empty() const { return plan_->artefact->roles.empty(); }
  [[nodiscard]] Staff& staff() { return staff_; }
  [[nodiscard]] const Staff& staff() const { return staff_; }

  // The id of who holds the role; empty: nobody does.
  [[nodiscard]] std::string_view holder(uint32_t lead, uint32_t role) const;

  // --- requests of one lead, which is born
  [[nodiscard]] std::optional<Outcome> route(uint32_t lead, uint32_t route, uint32_t exclude, int64_t now_ms);
  // Nothing where there was nothing to end.
  [[nodiscard]] std::optional<Outcome> clear(uint32_t lead, uint32_t role, int64_t now_ms);
  [[nodiscard]] bool is_queued(uint32_t lead, uint32_t queue) const { return queues_[queue].contains(lead); }
  [[nodiscard]] routing::Assigned claimed_at(uint32_t lead, uint32_t queue) const {
    return queues_[queue].taken_at(lead);
  }
  [[nodiscard]] std::optional<Outcome> claim(uint32_t lead, uint32_t queue, std::string_view person,
                                             int64_t now_ms, Refused& refused);
  [[nodiscard]] std::optional<Outcome> hand(uint32_t lead, uint32_t role, std::string_view person,
                                            bool counted, int64_t now_ms);
  void spend(uint32_t lead, uint32_t row, int64_t now_ms);
  void give_back(uint32_t lead, uint32_t role);
  void hear(uint32_t lead, uint32_t memory, std::string_view key, uint32_t event, int64_t now_ms);
  // Whether the lead counts for its holders, by its derived values as they stand.
  void weigh(uint32_t lead, const vm::Registers& derived);

  // --- time
  // When somebody who waits may get through, somebody goes away or comes back, and when a stay in a queue
  // ends.
  [[nodiscard]] int64_t next_retry_ms() const { return line_.size() == 0 ? kNever : retry_ms_; }
  [[nodiscard]] int64_t next_absence_ms() const {
    return absences_.empty() ? kNever : absences_.begin()->first;
  }
  [[nodiscard]] int64_t next_expiry_ms() const { return queues_.next_expiry_ms(); }
  struct Expired {
    uint32_t lead;
    uint32_t queue;
    Outcome outcome;
  };
  [[nodiscard]] std::optional<Expired> expire(int64_t now_ms);
  // Something may have become free since the lines were last looked at.
  [[nodiscard]] bool may_serve(int64_t now_ms) const { return line_.is_due() || next_retry_ms() <= now_ms; }
  // An item of a lead that waits may have changed what its row asks of it.
  void look_again(uint32_t lead);
  // Those who wait now are looked at from here on; who joins meanwhile waits for the next time.
  void begin_looking(int64_t now_ms);
  // Looks at those who wait, in the order in which they came, and serves one; nothing where nobody can be
  // served. Then the next look is when `next_retry_ms` says.
  struct Served {
    uint32_t lead;
    Outcome outcome;
  };
  [[nodiscard]] std::optional<Served> serve(int64_t now_ms);
  // The leads that somebody holds who has gone away or come back, in order of their names; their records say
  // so.
  [[nodiscard]] std::vector<uint32_t> pass_absences(int64_t now_ms);
  // Somebody says that they are away, or back. False where nobody of that id is in the roster.
  [[nodiscard]] bool hear_presence(std::string_view person, bool is_away, int64_t now_ms, int64_t until_ms);
  // Another roster from now on.
  void load(routing::Roster roster, int64_t now_ms);
  [[nodiscard]] DeskState state() const;

 private:
  // What a row is asked for: the lead, and who may not be.
  struct Asked {
    uint32_t lead;
    uint32_t row;
    uint32_t exclude;
    int64_t now_ms;
  };

  [[nodiscard]] Tenure& tenure(uint32_t lead, uint32_t role);
  [[nodiscard]] const artefact::RouteRowT& row_of(uint32_t row) const {
    return *plan_->artefact->route_rows[row];
  }
  [[nodiscard]] uint32_t role_of(uint32_t row) const {
    return plan_->artefact->routes[row_of(row).route]->role;
  }
  void look_at_route(uint32_t lead, uint32_t route, int64_t now_ms);
  void run_code(uint32_t lead, const artefact::CodeT& code, int64_t now_ms, vm::Registers& registers);
  // Nothing where nobody of the row may have it.
  [[nodiscard]] std::optional<Outcome> take_row(const Asked& asked);
  [[nodiscard]] std::optional<Outcome> take_somebody(const Asked& asked);
  [[nodiscard]] std::optional<Outcome> take_team(const Asked& asked);
  [[nodiscard]] std::optional<Outcome> take_person(const Asked& asked, routing::PersonNumber person);
  [[nodiscard]] routing::PersonNumber named_by(const Asked& asked);
  void open_turn(const Asked& asked, OpenTurn turn);
  void take_turn(uint32_t role, OpenTurn& open, int64_t now_ms);
  [[nodiscard]] std::optional<Outcome> wait(const Asked& asked);
  [[nodiscard]] Outcome put_into_queue(const Asked& asked);
  void leave_place(uint32_t lead, uint32_t role);
  // The role goes to somebody, or to nobody.
  [[nodiscard]] Outcome give(uint32_t lead, uint32_t role, routing::PersonNumber to, RoutingKind kind,
                             int64_t now_ms);
  void free_those_remembered();
  [[nodiscard]] std::optional<std::string_view> memory_key(uint32_t lead, uint32_t role, int64_t now_ms);
  void count_load(Tenure& tenure, uint32_t role);
  [[nodiscard]] uint32_t place_of(uint32_t lead, uint32_t role) const {
    return static_cast<uint32_t>(lead * plan_->artefact->roles.size() + role);
  }
  void set_holder(uint32_t lead, uint32_t role, routing::PersonNumber person);
  void move_held(Tenure& held, uint32_t place, routing::PersonNumber to);
  void close_turn(Tenure& tenure);
  // --- eligibility (desk_eligible.cpp)
  [[nodiscard]] Bar bar_of(const Asked& asked, const routing::Person& person) const;
  // What of it does not lie in the lead.
  [[nodiscard]] Bar bar_of_person(uint32_t row, const routing::Person& person, int64_t now_ms) const;
  // Whether there is anybody who could be given any lead by the row.
  [[nodiscard]] bool is_anybody_free(uint32_t row, int64_t now_ms) const;
  // Who holds a lead in the member's turn: the member, or who covers for them; nothing: nobody does.
  [[nodiscard]] const routing::Person* stand_in(uint32_t row, const routing::Person& member,
                                                int64_t now_ms) const;
  // Who would hold the lead in the member's turn: the member, or their cover; nobody where neither may.
  [[nodiscard]] routing::PersonNumber holder_for(const Asked& asked, const routing::Person& member,
                                                 Bar& bar) const;
  [[nodiscard]] bool is_below_caps(uint32_t row, routing::PersonNumber member, int64_t now_ms) const;
  [[nodiscard]] bool is_excluded(const Asked& asked, routing::PersonNumber person) const;
  void find_candidates(const Asked& asked, const routing::Pool& pool);
  [[nodiscard]] routing::When when_of(const Asked& asked) const;
  [[nodiscard]] uint32_t pool_of(uint32_t row);
  [[nodiscard]] std::vector<routing::Member> members_of(uint32_t row) const;
  // For `why`, where somebody wants to hear it.
  void tell_candidates(const Asked& asked, uint32_t pool, routing::PersonNumber chosen);
  void tell_passed(const Asked& asked, bool is_met);
  void tell_named(const Asked& asked, routing::PersonNumber named);
  void tell_memory(AskedRow& told, uint32_t role) const;
  [[nodiscard]] ConsideredPerson described(const Asked& asked, const routing::Person& member, Bar bar) const;
  void look_at_all(int64_t now_ms);
  void find_next_retry(int64_t now_ms);
  [[nodiscard]] int64_t next_retry_of(uint32_t row, int64_t now_ms) const;
  void await_absence(routing::PersonNumber person, int64_t after_ms);

  const Plan* plan_;
  Holdings* holdings_;
  Observer* observer_;
  Calendars calendars_;
  Staff staff_;
  std::vector<RowState> rows_;                         // by artefact.route_rows
  routing::Queues queues_;                             // as artefact.queues
  std::vector<std::vector<routing::Cap>> claim_caps_;  // beside them
  routing::Line line_;                                 // those who wait, of all rows: by `place_of`
  std::vector<PoolOfRow> pools_;
  size_t pool_members_ = 0;  // of all of them, as they were made
  Memories memories_;
  std::vector<int32_t> memory_routes_;  // by role: whose key they go by; -1: none
  routing::KeptRequests kept_;
  std::vector<Tenure> tenures_;  // by lead and role
  vm::Registers route_registers_, memory_registers_;
  mutable vm::Registers person_registers_;
  std::vector<routing::Candidate> candidates_;
  std::vector<routing::PersonNumber> stand_ins_;  // beside them: to whom the lead would go
  std::vector<Bar> bars_;                         // beside them: what keeps them from it
  int64_t retry_ms_ = kNever;
  bool watches_absences_ = false;
  std::set<std::pair<int64_t, routing::PersonNumber>> absences_;  // when each begins or ends next
  std::vector<std::vector<uint32_t>>
      held_by_;  // by person: places whose holder they are, of roles with `away`
};

}  // namespace lead::engine
