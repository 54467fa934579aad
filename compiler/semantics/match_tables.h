// The tables by which a rule of `match account` finds the account of a lead.
//
//   match_tables(accounts, rule)   by_domain: domain is domain_of(email)
//     -> keys { Text: "acme.example" -> 0, "rival.example" -> 2 }
//
// All accounts are known when a policy is compiled, and which of several is preferred does not depend on the
// lead. So each comparison is a table from what the lead has to the number of that key (keys ascending), and
// two numbers together are `first * kPairBase + second`, looked up in turn. The last table of a rule gives
// the row of the account that is preferred among those with that key.
//
// Shape: one table a comparison, then one a pair: the first pair has the numbers of the first and the second
// comparison, each further one the number of the pair before and of the next comparison. Empty, all of them,
// where no account has all columns of the rule. `places`: by row, the number of its key in the last table,
// -1: it has none. Never fails; n log n in the accounts, for each comparison.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/semantics/accounts.h"

namespace lead::semantics {

inline constexpr int64_t kPairBase = int64_t{1} << 20;  // more than limits::kMaxAccounts

struct MatchTable {
  artefact::LookupKey key = artefact::LookupKey::Number;
  std::vector<std::string> texts;  // ascending, distinct; of Number none
  std::vector<int64_t> numbers;    // of Number
  std::vector<int64_t> words;      // parallel to the keys
};
struct RuleTables {
  std::vector<MatchTable> keys, pairs;
  std::vector<int64_t> places;
};

[[nodiscard]] RuleTables match_tables(const Accounts& accounts, const MatchRule& rule);
// What an account has to be found by, folded as the table of the comparison folds it; nothing: it is not.
[[nodiscard]] std::optional<std::string> text_key(const Account& account, const MatchKey& key);

}  // namespace lead::semantics
