#include "compiler/semantics/match_tables.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "runtime/builtins/lookup.h"

namespace lead::semantics {
namespace {

using artefact::LookupKey;

// Rows, the preferred ones first.
std::vector<uint32_t> by_preference(const Accounts& accounts) {
  std::vector<uint32_t> rows(accounts.rows.size());
  std::iota(rows.begin(), rows.end(), uint32_t{0});
  std::stable_sort(rows.begin(), rows.end(),
                   [&](uint32_t a, uint32_t b) { return accounts.standing[a] < accounts.standing[b]; });
  return rows;
}

// The number of the key of each row among the distinct keys, -1 where a row has none.
template <class Key>
std::vector<int64_t> numbered(const std::vector<std::optional<Key>>& keys, std::vector<Key>& distinct) {
  for (const std::optional<Key>& key : keys) {
    if (key) distinct.push_back(*key);
  }
  std::sort(distinct.begin(), distinct.end());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  std::vector<int64_t> numbers;
  numbers.reserve(keys.size());
  for (const std::optional<Key>& key : keys)
    numbers.push_back(key ? std::lower_bound(distinct.begin(), distinct.end(), *key) - distinct.begin() : -1);
  return numbers;
}

std::vector<int64_t> take_key(const Accounts& accounts, const MatchKey& key, MatchTable& table) {
  table.key = key.key;
  if (key.key == LookupKey::Number) {
    std::vector<std::optional<int64_t>> keys;
    for (const Account& row : accounts.rows)
      keys.push_back(row.known[key.column] ? std::optional(row.words[key.column]) : std::nullopt);
    return numbered(keys, table.numbers);
  }
  std::vector<std::optional<std::string>> keys;
  for (const Account& row : accounts.rows) keys.push_back(text_key(row, key));
  return numbered(keys, table.texts);
}

size_t size_of(const MatchTable& table) {
  return table.key == LookupKey::Number ? table.numbers.size() : table.texts.size();
}

void count_up(MatchTable& table) {
  table.words.resize(size_of(table));
  std::iota(table.words.begin(), table.words.end(), int64_t{0});
}

}  // namespace

std::optional<std::string> text_key(const Account& account, const MatchKey& key) {
  if (!account.known[key.column]) return std::nullopt;
  std::string_view text = account.texts[key.column];
  if (key.of_domain) {
    const size_t at = text.rfind('@');
    if (at == std::string_view::npos) return std::nullopt;
    text.remove_prefix(at + 1);
  }
  std::string folded = builtins::folded_key(key.key, text);
  if (folded.empty()) return std::nullopt;
  return folded;
}

RuleTables match_tables(const Accounts& accounts, const MatchRule& rule) {
  RuleTables made;
  for (size_t i = 0; i < rule.keys.size(); ++i) {
    MatchTable& table = made.keys.emplace_back();
    const std::vector<int64_t> numbers = take_key(accounts, rule.keys[i], table);
    count_up(table);
    if (i == 0) {
      made.places = numbers;
      continue;
    }
    std::vector<std::optional<int64_t>> pairs;
    for (size_t row = 0; row < numbers.size(); ++row) {
      const bool has_both = made.places[row] >= 0 && numbers[row] >= 0;
      pairs.push_back(has_both ? std::optional(made.places[row] * kPairBase + numbers[row]) : std::nullopt);
    }
    MatchTable& pair = made.pairs.emplace_back();
    made.places = numbered(pairs, pair.numbers);
    count_up(pair);
  }
  const bool finds =
      std::any_of(made.places.begin(), made.places.end(), [](int64_t place) { return place >= 0; });
  if (!finds) {
    made.keys.clear();
    made.pairs.clear();
    return made;
  }
  MatchTable& last = made.pairs.empty() ? made.keys.back() : made.pairs.back();
  std::fill(last.words.begin(), last.words.end(), int64_t{-1});
  for (const uint32_t row : by_preference(accounts)) {
    const int64_t place = made.places[row];
    if (place >= 0 && last.words[static_cast<size_t>(place)] < 0)
      last.words[static_cast<size_t>(place)] = int64_t{row};
  }
  return made;
}

}  // namespace lead::semantics
