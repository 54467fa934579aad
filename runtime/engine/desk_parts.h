// What the desk (desk.h) keeps of each row of the routes, and of each pool of turns.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include <absl/container/flat_hash_map.h>

#include "runtime/routing/availability.h"
#include "runtime/routing/caps.h"
#include "runtime/routing/pool.h"

namespace lead::engine {

// BOUND: members of all pools by key together; keys come from streams, and each pool has the whole team.
inline constexpr size_t kMaxPoolMembers = size_t{1} << 22;

struct RowState {
  std::vector<routing::Cap> caps;
  absl::flat_hash_map<std::string, uint32_t> pools;  // by key: index into the desk's pools
  int64_t retry_ms = routing::kNever;  // where it is waited for: when time alone may make somebody free
};

// `key`: of `by turns per KEY`, `t` and a text or `w` and a word; empty: none, or it is missing.
struct PoolOfRow {
  uint32_t row;
  std::string key;
  routing::Pool pool;
};

}  // namespace lead::engine
