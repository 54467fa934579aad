// Who would carry what: the load of people, teams and queues over a stream of events, before an agreement
// goes live.
//
//   LoadReport report(*artefact);
//   Engine engine(artefact, {}, report);   …   engine.finish(until);
//   render_text(report.figures(engine.now_ms()), …)
//
// The expected share of a member: of every lead a row gives away, weight ÷ weights of all who compete for it,
// where the row's algorithm goes by weights, and otherwise an equal part; added up in millionths (rounded to
// even once a lead). `in order` and `by least loaded` do not aim at shares: their turns are given, and not
// compared. Whom a cap keeps from a turn competes for it all the same: a cap puts turns off, and what it
// moves to others is seen. Grows with the people and queues, and with the leads that somebody could hold and
// nobody does.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "runtime/engine/engine.h"

namespace lead::simulate {

struct PersonLoad {
  std::string title;
  uint64_t given = 0, holds = 0, most_held = 0;  // leads
  uint64_t by_row = 0;                           // of those given, by a row that chooses from a team
  int64_t expected_millionths = 0;               // of `by_row`: the exact share
  bool has_left = false;                         // the roster in force does not know them
};
// `members`: how many belong to it now; nothing: nobody has said.
struct TeamLoad {
  uint64_t given = 0;
  std::map<std::string, uint64_t, std::less<>> people;
  std::optional<size_t> members;
};
// Of a queue, or of a row's line of those who wait. `left`: claimed, or given to somebody; `otherwise`:
// routed, set or cleared by something else. `unheld`: of `now`, those whom nobody holds meanwhile.
struct Waiting {
  uint64_t came = 0, left = 0, expired = 0, otherwise = 0, now = 0, most = 0, unheld = 0;
  int64_t waited_ms = 0, longest_ms = 0;  // of those that left or expired, and still wait
  uint32_t role = 0;
};
// `unclaimed`, `cleared`: leads that nobody holds since their stay in a queue was over, or since they were
// taken out of a queue or from whoever held them. `order`: the people, by team and roster.
struct RoleLoad {
  std::map<std::string, PersonLoad, std::less<>> people;
  std::vector<std::string> order;
  std::map<std::string, TeamLoad, std::less<>> teams;
  uint64_t unclaimed = 0, cleared = 0;
  uint64_t by_hand = 0, covered = 0;  // times
};
struct Figures {
  std::vector<RoleLoad> roles;                  // by artefact.roles
  std::map<std::string, Waiting> queues, rows;  // by name; rows: those that wait
  std::vector<uint64_t> by_row;                 // by artefact.route_rows: leads it decided about
  std::vector<uint64_t> capped;                 // by artefact.route_rows: times a cap kept somebody away
  std::map<std::string, uint64_t> refused_claims;
  uint64_t leads = 0, assignments = 0, set_aside = 0;
};
// Leads that nobody holds and nothing was done about.
[[nodiscard]] uint64_t never_given(const Figures& figures, uint32_t role);

class LoadReport : public engine::Observer {
 public:
  explicit LoadReport(const artefact::ArtefactT& artefact);

  void assigned(const engine::Assignment& assignment) override;
  void refused(const engine::RefusedClaim& claim) override;
  [[nodiscard]] engine::Detail wants_considered(std::string_view) const override {
    return engine::Detail::Shares;
  }
  void considered(const engine::Considered& considered) override;

  // As of an instant: who waits then has waited until then. With the desk of that instant also those who
  // belong to the teams and were given nothing, and who has left. `leads`, `set_aside`: see `Figures`.
  [[nodiscard]] Figures figures(int64_t now_ms, uint64_t leads = 0, uint64_t set_aside = 0,
                                const engine::DeskState* desk = nullptr) const;

 private:
  enum class Where : uint8_t { Queue, Line, Unclaimed, Cleared };
  // Where a lead is that waits for a role, or that nobody holds any more, and since when.
  struct Place {
    std::string name;
    Where where = Where::Queue;
    int64_t since_ms = 0;
    bool is_held = false;
  };
  void leave(const engine::Assignment& assignment);
  void enter(const engine::Assignment& assignment);
  void count_row(const engine::Assignment& assignment);
  [[nodiscard]] Waiting& waiting(Figures& figures, const Place& place) const;

  const artefact::ArtefactT& artefact_;
  Figures figures_;
  std::map<std::pair<uint32_t, std::string>, Place> places_;  // by role and lead
};

}  // namespace lead::simulate
