#include "runtime/routing/kept_requests.h"

#include <algorithm>
#include <cassert>
#include <cstring>

#include "runtime/base/limits.h"

namespace lead::routing {
namespace {

constexpr uint32_t kEligible = 1, kAway = 2;

std::string bytes_of(std::span<const KeptCandidate> people) {
  std::string bytes(people.size_bytes(), '\0');
  if (!people.empty()) std::memcpy(bytes.data(), people.data(), people.size_bytes());
  return bytes;
}

}  // namespace

RequestId KeptRequests::keep(std::span<const Candidate> candidates) {
  std::vector<KeptCandidate> people;
  for (const Candidate& candidate : candidates) {
    const uint32_t flags = (candidate.eligible ? kEligible : 0) | (candidate.away ? kAway : 0);
    if (flags != 0) people.push_back({candidate.person, flags});
  }
  return keep_people(std::move(people));
}

RequestId KeptRequests::keep_people(std::vector<KeptCandidate> people) {
  std::sort(people.begin(), people.end(),
            [](const KeptCandidate& a, const KeptCandidate& b) { return a.person < b.person; });
  std::string bytes = bytes_of(people);
  const auto known = known_.find(bytes);
  if (known != known_.end()) {
    ++requests_[known->second].uses;
    return known->second;
  }
  if (size() >= limits::kMaxKeptRequests) return kNoRequest;
  const auto request = free_.empty() ? static_cast<RequestId>(requests_.size()) : free_.back();
  if (free_.empty())
    requests_.emplace_back();
  else
    free_.pop_back();
  requests_[request] = {std::move(people), 1};
  known_.emplace(std::move(bytes), request);
  return request;
}

std::span<const KeptCandidate> KeptRequests::people_of(RequestId request) const {
  assert(request < requests_.size() && requests_[request].uses > 0);
  return requests_[request].people;
}

void KeptRequests::restore(RequestId request, std::span<const MemberState> members,
                           std::vector<Candidate>& out) const {
  const std::span<const KeptCandidate> people = people_of(request);
  out.clear();
  for (const MemberState& member : members) {
    Candidate candidate;
    candidate.person = member.person;
    const auto found = std::lower_bound(people.begin(), people.end(), member.person,
                                        [](const KeptCandidate& k, PersonNumber p) { return k.person < p; });
    if (found != people.end() && found->person == member.person) {
      candidate.eligible = (found->flags & kEligible) != 0;
      candidate.away = (found->flags & kAway) != 0;
    }
    out.push_back(candidate);
  }
}

void KeptRequests::release(RequestId request) {
  assert(request < requests_.size() && requests_[request].uses > 0);
  if (--requests_[request].uses > 0) return;
  known_.erase(bytes_of(requests_[request].people));
  requests_[request].people = {};
  free_.push_back(request);
}

}  // namespace lead::routing
