// Who gets a role of a lead: routes, queues, lines, caps, memory and turns, written again from the words of
// docs/decisions/0013-routing.md.
//
//   Routing routing(kernel, zone, hours, leads);
//   const Outcome outcome = routing.run(lead, request, now_ms);   // step 8 of an item
//   routing.waiting()                      // leads in lines, first come first
//   routing.retry(lead, role, now_ms)      // whether somebody is eligible by now
//
// Who holds a role stands in the lead (`Role::attribute`) and is written by the fold; all else is kept here,
// as lists of what happened. Loads are counted over all leads each time.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/reference/people.h"
#include "tests/reference/pool.h"
#include "tests/reference/told.h"

namespace lead::reference {

// What an effect asks for. `text`: of Claim and Hand the person, of Renew the key; none: the event did not
// say.
struct Request {
  artefact::EffectKind effect = artefact::EffectKind::Route;
  uint32_t target = 0;
  std::optional<std::string> text;
  uint32_t exclude = 0;
  bool counted = true;
};

struct Outcome {
  std::optional<Assignment> assignment;
  std::optional<ClaimRefused> refusal;
};

class Routing {
 public:
  // All must outlive it.
  Routing(const kernel::Kernel& kernel, const artefact::ZoneT& zone, const Hours& hours,
          const std::map<std::string, Lead>& leads);

  void load(std::vector<artefact::PersonT> roster);
  [[nodiscard]] const People& people() const { return people_; }
  [[nodiscard]] People& people() { return people_; }
  [[nodiscard]] Outcome run(const Lead& lead, const Request& request, int64_t now_ms);

  struct Place {  // of a lead in a queue, or in the line of a row
    std::string lead;
    uint32_t role = 0, of = 0;
    int64_t since_ms = 0;
    uint64_t order = 0;
    uint32_t exclude = 0;  // of the request that waits
  };
  [[nodiscard]] std::vector<Place> waiting() const;
  [[nodiscard]] std::optional<Assignment> retry(const Lead& lead, const Place& place, int64_t now_ms);
  // Leads whose stay is over, as they came.
  [[nodiscard]] std::vector<Place> over(int64_t now_ms) const;
  [[nodiscard]] Assignment expire(const Place& place, int64_t now_ms);

  // A claim that several queues hear is judged by the one in which the lead is; else by the one it was
  // claimed from last; else by the first.
  [[nodiscard]] std::vector<Request> with_one_claim(const Lead& lead,
                                                    const std::vector<Request>& requests) const;

  [[nodiscard]] std::optional<std::string> holder(const Lead& lead, uint32_t role) const;
  [[nodiscard]] uint64_t orders_given() const { return order_; }

 private:
  using Row = const kernel::RouteRow&;
  struct Spent {  // a turn that was taken, or is to be taken
    uint32_t row = 0;
    std::string key, member;
    std::vector<Candidate> candidates;
    Turn turn;
  };
  struct Stand {                       // of one role of one lead
    std::vector<std::string> holders;  // the last one first, each once
    std::optional<Place> queue, line;
    std::optional<Spent> open, spent;
  };
  struct Chosen {
    std::string member, holder;  // whose turn, and who gets the lead
    std::string key;
    std::vector<Candidate> candidates;
  };
  struct Asked {  // one row, one lead, one instant
    const Lead& lead;
    uint32_t row;
    uint32_t exclude;
    int64_t now_ms;
  };

  // routing.cpp: what a request comes to.
  [[nodiscard]] Outcome route(const Lead& lead, const Request& request, int64_t now_ms);
  [[nodiscard]] Outcome clear(const Lead& lead, uint32_t role, int32_t row, int64_t now_ms);
  [[nodiscard]] Outcome claim(const Lead& lead, const Request& request, int64_t now_ms);
  [[nodiscard]] uint32_t judge_of(const Lead& lead, const std::vector<uint32_t>& queues) const;
  [[nodiscard]] Outcome hand(const Lead& lead, const Request& request, int64_t now_ms);
  [[nodiscard]] Assignment give(const Asked& asked, const Chosen& chosen);
  [[nodiscard]] Assignment put_into_queue(const Asked& asked, uint32_t queue);
  [[nodiscard]] Assignment put_into_line(const Asked& asked);
  void spend(const Lead& lead, uint32_t row, int64_t now_ms);
  void give_back(const Lead& lead, uint32_t role);
  void renew(const Lead& lead, uint32_t memory, const std::optional<std::string>& key, int64_t now_ms);
  void takes(const Lead& lead, uint32_t role, const std::string& person, int64_t now_ms);
  void take_turn(uint32_t role, Spent& spent, int64_t now_ms);
  [[nodiscard]] Stand& stand(const Lead& lead, uint32_t role);
  [[nodiscard]] Assignment told(const Lead& lead, uint32_t role, AssignmentKind kind, int64_t now_ms) const;

  // candidates.cpp: who may get it.
  [[nodiscard]] std::optional<Chosen> choose(const Asked& asked);
  [[nodiscard]] std::vector<std::string> looked_at(const Asked& asked);
  [[nodiscard]] Candidate candidate(const Asked& asked, const std::string& member);
  [[nodiscard]] std::string who_would_hold(Row row, const std::string& member, int64_t now_ms) const;
  [[nodiscard]] bool is_eligible(const Asked& asked, const std::string& person);
  [[nodiscard]] bool is_below_caps(uint32_t row, const std::string& member, int64_t now_ms) const;
  [[nodiscard]] bool is_excluded(const Asked& asked, const std::string& person);
  [[nodiscard]] int64_t load(uint32_t role, const std::string& person) const;
  [[nodiscard]] std::optional<std::string> last_holder(const Lead& lead, uint32_t role);
  [[nodiscard]] std::optional<std::string> remembered(const Lead& lead, uint32_t role, int64_t now_ms);
  [[nodiscard]] bool is_fresh(uint32_t memory, int64_t since_ms, int64_t now_ms) const;
  [[nodiscard]] std::optional<std::string> memory_key(const Lead& lead, uint32_t role, int64_t now_ms) const;
  [[nodiscard]] std::string pool_key(const Lead& lead, Row row, int64_t now_ms) const;
  [[nodiscard]] Pool& pool(uint32_t row, const std::string& key);
  void set_members(Pool& pool, Row row) const;

  const kernel::Kernel& kernel_;
  const artefact::ZoneT& zone_;
  People people_;
  const std::map<std::string, Lead>& leads_;
  std::vector<const kernel::RouteRow*> rows_;  // of all routes, one after the other
  std::vector<uint32_t> roles_;                // by row
  size_t rosters_loaded_ = 0;
  uint64_t order_ = 0;  // of assignments and places

  struct Booked {
    int64_t instant_ms;
    std::string person;
  };
  struct Memory {
    std::string person;
    int64_t instant_ms;
  };
  std::map<std::pair<std::string, uint32_t>, Stand> stands_;  // by lead and role
  std::map<std::pair<uint32_t, std::string>, Pool> pools_;    // by row and key
  std::map<uint32_t, std::vector<Booked>> turns_;             // by row: for its caps
  std::map<uint32_t, std::vector<Booked>> claims_;            // by queue: for its caps
  struct Took {
    std::string person;
    uint64_t order;
  };
  std::map<std::pair<uint32_t, std::string>, Took> took_;  // by queue and lead: who claimed it, since put in
  std::map<std::pair<uint32_t, std::string>, Assigned> last_;    // by role and person
  std::map<std::pair<uint32_t, std::string>, Memory> memories_;  // by memory and key
};

}  // namespace lead::reference
