// Who was eligible and who was away when leads were assigned, kept until their turn is spent.
//
//   const RequestId request = kept.keep(candidates);       // at the assignment; kNoRequest: too many
//   kept.restore(request, pool.members(), candidates);     // at the event that spends the turn
//   pool.take(owner, candidates, when);
//   kept.release(request);                                 // once for each `keep`
//
// Requests with the same people eligible and away are one, counted: a team whose people do not come and go
// costs one entry for any number of leads. BOUND: kMaxKeptRequests that differ; where they are reached `keep`
// gives kNoRequest, and the turn is spent with the candidates of the event that spends it. Ids are used
// again. Linear in the candidates.
#pragma once
#include <absl/container/flat_hash_map.h>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "runtime/routing/pool.h"

namespace lead::routing {

using RequestId = uint32_t;
inline constexpr RequestId kNoRequest = UINT32_MAX;

// `flags`: 1 eligible, 2 away.
struct KeptCandidate {
  PersonNumber person = kNobody;
  uint32_t flags = 0;
  friend constexpr bool operator==(const KeptCandidate&, const KeptCandidate&) = default;
};

class KeptRequests {
 public:
  [[nodiscard]] RequestId keep(std::span<const Candidate> candidates);
  // One candidate a member, in their order; who was no member then is neither eligible nor away. Loads and
  // last assignments are not kept: `take` does not read them.
  void restore(RequestId request, std::span<const MemberState> members, std::vector<Candidate>& out) const;
  void release(RequestId request);
  [[nodiscard]] size_t size() const { return requests_.size() - free_.size(); }

  // For a snapshot: who was eligible or away at a request, by person number; and `keep` of the same.
  [[nodiscard]] std::span<const KeptCandidate> people_of(RequestId request) const;
  [[nodiscard]] RequestId keep_people(std::vector<KeptCandidate> people);

 private:
  struct Request {
    std::vector<KeptCandidate> people;  // eligible or away, by person number
    uint32_t uses = 0;
  };

  std::vector<Request> requests_;
  std::vector<RequestId> free_;
  absl::flat_hash_map<std::string, RequestId> known_;  // by the bytes of `people`
};

}  // namespace lead::routing
