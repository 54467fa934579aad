#include "tests/differential/generate_accounts.h"

#include <fmt/format.h>

#include <algorithm>

#include "tests/support/random.h"

namespace lead::testing::accounts {
namespace {

std::string folded(std::string text) {
  while (!text.empty() && text.front() == ' ') text.erase(0, 1);
  while (!text.empty() && text.back() == ' ') text.pop_back();
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

std::string bare(const std::string& name) {
  std::vector<std::string> words(1);
  for (const char c : folded(name)) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (is_letter)
      words.back() += c;
    else if (!words.back().empty())
      words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  while (words.size() > 1 && (words.back() == "ltd" || words.back() == "inc")) words.pop_back();
  std::string out;
  for (const std::string& word : words) out += word;
  return out;
}

Text behind_at(const Text& text) {
  if (!text || text->rfind('@') == std::string::npos) return std::nullopt;
  return text->substr(text->rfind('@') + 1);
}

bool same(const Text& a, const Text& b) {
  return a && b && !folded(*a).empty() && folded(*a) == folded(*b);
}
bool close(const Text& a, const Text& b) {
  return a && b && !bare(*a).empty() && bare(*a) == bare(*b);
}
bool same(const Word& a, const Word& b) {
  return a && b && *a == *b;
}

const Comparison kComparisons[] = {
    {"domain is domain_of(email)",
     [](const Account& a, const Lead& l) { return same(a.domain, behind_at(l.email)); }},
    {"domain_of(mail) is domain_of(email)",
     [](const Account& a, const Lead& l) { return same(behind_at(a.mail), behind_at(l.email)); }},
    {"mail is company", [](const Account& a, const Lead& l) { return same(a.mail, l.company); }},
    {"name is company", [](const Account& a, const Lead& l) { return same(a.name, l.company); }},
    {"same_name(name, company)", [](const Account& a, const Lead& l) { return close(a.name, l.company); }},
    {"country matches", [](const Account& a, const Lead& l) { return same(a.country, l.country); }},
    {"country is country", [](const Account& a, const Lead& l) { return same(a.country, l.country); }},
    {"country is SE", [](const Account& a, const Lead&) { return same(a.country, Word(26 * 18 + 4)); }},
    {"staff matches", [](const Account& a, const Lead& l) { return same(a.staff, l.staff); }},
    {"staff is staff + 1",
     [](const Account& a, const Lead& l) { return l.staff && same(a.staff, Word(*l.staff + 1)); }},
    {"vip is yes", [](const Account& a, const Lead&) { return same(a.vip, Word(1)); }},
};

const Preference kPreferences[] = {
    {"vip", [](const Account& a) { return a.vip == Word(1) ? int64_t{0} : 1; }},
    {"greatest size", [](const Account& a) { return a.size ? -*a.size : INT64_MAX; }},
    {"least size", [](const Account& a) { return a.size.value_or(INT64_MAX); }},
    {"greatest staff", [](const Account& a) { return a.staff ? -*a.staff : INT64_MAX; }},
    {"earliest opened", [](const Account& a) { return a.opened.value_or(INT64_MAX); }},
    {"latest opened", [](const Account& a) { return a.opened ? -*a.opened : INT64_MAX; }},
};

Text some(Random& random, const std::vector<std::string>& texts) {
  return random.chance(70) ? Text(random.pick(texts)) : std::nullopt;
}

Account random_account(Random& random, int64_t index) {
  Account out;
  out.id = fmt::format("{}{}", random.chance(50) ? "a" : "B", index * 7 % 19);
  out.name = some(random, {"U", " uv Ltd", "P", "pq inc", "Sales-Lead Inc. Ltd", "LEADERSHIP", "other"});
  out.domain = some(random, {"P.example", "q.example", " p.example ", "r.example"});
  out.mail = some(random, {"x@P.example", "y@q.example", "A@P@Q.example", "p", "nobody"});
  if (random.chance(60)) out.country = random.chance(50) ? 26 * 18 + 4 : 26 * 13 + 14;  // SE, NO
  if (random.chance(60)) out.staff = random.below(4);
  if (random.chance(60)) out.size = random.below(3);
  if (random.chance(60)) out.opened = random.between(1, 3);
  out.vip = random.chance(30) ? 1 : 0;
  return out;
}

std::string row_of(const Account& account) {
  std::string out = fmt::format("  {} vip {}", account.id, *account.vip == 1 ? "yes" : "no");
  if (account.name) out += fmt::format(", name \"{}\"", *account.name);
  if (account.domain) out += fmt::format(", domain \"{}\"", *account.domain);
  if (account.mail) out += fmt::format(", mail \"{}\"", *account.mail);
  if (account.country) out += fmt::format(", country {}", *account.country == 26 * 18 + 4 ? "SE" : "NO");
  if (account.staff) out += fmt::format(", staff {}", *account.staff);
  if (account.size) out += fmt::format(", size {}", *account.size);
  if (account.opened) out += fmt::format(", opened 2026-03-0{}", *account.opened);
  return out + "\n";
}

}  // namespace

Policy random_policy(uint64_t seed) {
  Random random(seed);
  Policy out;
  out.text =
      "policy p {\n  version \"1\"\n  lateness 5ms\n}\n"
      "lead {\n  email email\n  company text optional\n  country country optional\n"
      "  staff number from 0 to 5 optional\n}\n"
      "event seen fills in email, company, country, staff\nevent told fills in company, country, staff\n"
      "account {\n  name text optional\n  domain text optional\n  mail text optional\n"
      "  country country optional\n  staff number optional\n  size number optional\n  vip yes or no = no\n"
      "  opened date optional\n}\n"
      "accounts {\n";
  const int64_t count = random.between(1, 14);
  for (int64_t i = 0; i < count; ++i) {
    out.accounts.push_back(random_account(random, i));
    out.text += row_of(out.accounts.back());
  }
  out.text += "}\nmatch account {\n";
  const int64_t rules = random.between(1, 4);
  for (int64_t i = 0; i < rules; ++i) {
    out.text += fmt::format("  rule_{}: ", i);
    auto& rule = out.rules.emplace_back();
    const int64_t comparisons = random.between(1, 3);
    for (int64_t c = 0; c < comparisons; ++c) {
      rule.push_back(&kComparisons[random.below(std::size(kComparisons))]);
      out.text += (c > 0 ? " and " : "") + std::string(rule.back()->text);
    }
    out.text += "\n";
  }
  for (const Preference& preference : kPreferences) {
    const std::string column =
        std::string(preference.text).substr(std::string(preference.text).find(' ') + 1);
    const bool is_again =
        !out.preferences.empty() && std::string(out.preferences.back()->text).ends_with(column);
    if (random.chance(40) && !is_again) out.preferences.push_back(&preference);
  }
  for (size_t i = 0; i < out.preferences.size(); ++i)
    out.text += fmt::format("{}{}", i == 0 ? "  prefer " : ", ", out.preferences[i]->text);
  out.text += fmt::format(
      "\n}}\nscore s {{\n  range 0 to 100\n  one: +1 each told, once per account\n"
      "  two: +2 while account.vip\n  three: +3 while account.size > 0 or account is {}\n"
      "  four: +4 while account is missing\n  five: +5 while account.mail contains \"@\"\n"
      "  six: +6 while area_of(company) > 1\n  seven: +7 while firm_of(company) is \"one\"\n"
      "  eight: +8 while same_name(company, \"PQ Inc.\") or account.opened more than 1 day ago\n}}\n"
      "table area_of (prefix -> number) {{\n  \"u\" -> 1\n  \"UV\", \"P\" -> 2\n  \"lead\" -> 3\n}}\n"
      "table firm_of (name -> text) {{\n  \"U Ltd\", \"sales-lead\" -> \"one\"\n  \"PQ\" -> \"two\"\n}}\n",
      out.accounts.front().id);
  return out;
}

std::optional<std::string> expected(const Policy& policy, const Lead& lead) {
  for (const auto& rule : policy.rules) {
    const Account* best = nullptr;
    const auto is_better = [&](const Account& a, const Account& b) {
      for (const Preference* preference : policy.preferences) {
        if (preference->rank(a) != preference->rank(b)) return preference->rank(a) < preference->rank(b);
      }
      return a.id < b.id;
    };
    for (const Account& account : policy.accounts) {
      const bool fits = std::all_of(rule.begin(), rule.end(),
                                    [&](const Comparison* one) { return one->fits(account, lead); });
      if (fits && (best == nullptr || is_better(account, *best))) best = &account;
    }
    if (best != nullptr) return best->id;
  }
  return std::nullopt;
}

}  // namespace lead::testing::accounts
