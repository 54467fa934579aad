// Who would carry what: the load of people, teams and queues over a stream of events, before an agreement
// goes live.
//
//   LoadReport report(*artefact);
//   Engine engine(artefact, {}, report);   …   engine.finish(until);
//   render_text(report.figures(engine.now_ms()), …)
//
// The expected share of a member: of every lead a row gives away, weight ÷ weights of all who were eligible
// for it, where the row's algorithm goes by weights, and otherwise an equal part; added up in millionths
// (rounded to even once a lead). `in order` and `by least loaded` do not aim at shares: their turns are
// given, and not compared. Grows with the people and queues, and with the leads that wait.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "runtime/engine/engine.h"

namespace lead::simulate {

struct PersonLoad {
  uint64_t given = 0, holds = 0, most_held = 0;  // leads
  uint64_t by_row = 0;                           // of those given, by a row that chooses from a team
  int64_t expected_millionths = 0;               // of `by_row`: the exact share
};
struct TeamLoad {
  uint64_t given = 0;
  std::map<std::string, uint64_t, std::less<>> people;
};
// Of a queue, or of a row's line of those who wait. `left`: claimed, or given to somebody; `otherwise`:
// routed, set or cleared by something else.
struct Waiting {
  uint64_t came = 0, left = 0, expired = 0, otherwise = 0, now = 0, most = 0;
  int64_t waited_ms = 0, longest_ms = 0;  // of those that left or expired, and still wait
};
struct RoleLoad {
  std::map<std::string, PersonLoad, std::less<>> people;
  std::map<std::string, TeamLoad, std::less<>> teams;
};
struct Figures {
  std::vector<RoleLoad> roles;                  // by artefact.roles
  std::map<std::string, Waiting> queues, rows;  // by name; rows: those that wait
  std::map<std::string, uint64_t> refused_claims;
  uint64_t leads = 0, assignments = 0;
};

class LoadReport : public engine::Observer {
 public:
  explicit LoadReport(const artefact::ArtefactT& artefact);

  void assigned(const engine::Assignment& assignment) override;
  void refused(const engine::RefusedClaim& claim) override;
  [[nodiscard]] engine::Detail wants_considered(std::string_view) const override {
    return engine::Detail::Shares;
  }
  void considered(const engine::Considered& considered) override;

  // As of an instant: who waits then has waited until then.
  [[nodiscard]] Figures figures(int64_t now_ms) const;

 private:
  // Where a lead waits for a role, and since when.
  struct Place {
    std::string name;
    bool is_queue = false;
    int64_t since_ms = 0;
  };
  void leave(const engine::Assignment& assignment);
  [[nodiscard]] Waiting& waiting(Figures& figures, const Place& place) const;

  const artefact::ArtefactT& artefact_;
  Figures figures_;
  std::map<std::pair<uint32_t, std::string>, Place> places_;  // by role and lead
};

}  // namespace lead::simulate
