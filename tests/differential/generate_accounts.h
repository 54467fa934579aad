// Random accounts with rules and preferences, as a policy and as data; and the account that a lead has, by a
// search through all accounts that knows nothing of tables.
//
// Texts, domains and countries are those of generate_events.h, written in other ways, so that many leads find
// an account. `expected` reads the lead's attributes alone.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lead::testing {

namespace accounts {

using Text = std::optional<std::string>;
using Word = std::optional<int64_t>;

struct Account {
  std::string id;
  Text name, domain, mail;
  Word country, staff, size, vip, opened;
};
struct Lead {
  Text email, company;
  Word country, staff;
};

struct Comparison {
  const char* text;
  bool (*fits)(const Account&, const Lead&);
};
struct Preference {
  const char* text;
  int64_t (*rank)(const Account&);  // the lower the better
};
struct Policy {
  std::vector<Account> accounts;
  std::vector<std::vector<const Comparison*>> rules;
  std::vector<const Preference*> preferences;
  std::string text;
};

[[nodiscard]] Policy random_policy(uint64_t seed);
// The id of the account; nothing: there is none.
[[nodiscard]] std::optional<std::string> expected(const Policy& policy, const Lead& lead);

}  // namespace accounts
}  // namespace lead::testing
