// Whose account it is, three times: the reference evaluator and the engine over the same kernel, line by
// line, and a search through all accounts that knows nothing of tables.
//
// Accounts, rules and preferences are random; streams are those of generate_events.h, whose texts, domains
// and countries the accounts are made of. LEAD_DIFF_POLICIES and LEAD_DIFF_SEED as in differential_test.cpp.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/compile/compile.h"
#include "compiler/diagnostics/render.h"
#include "tests/differential/generate_events.h"
#include "tests/reference/fold.h"
#include "tests/support/random.h"
#include "tests/support/record_observer.h"

namespace lead::testing {
namespace {

uint64_t setting(const char* name, uint64_t fallback) {
  const char* text = std::getenv(name);
  return text != nullptr ? std::strtoull(text, nullptr, 10) : fallback;
}

using Text = std::optional<std::string>;
using Word = std::optional<int64_t>;

// One column each, in the order of kColumns.
struct Account {
  std::string id;
  Text name, domain, mail;
  Word country, staff, size, vip;
};
struct Lead {
  Text email, company;
  Word country, staff;
};

// --- the meaning, account by account
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

struct Comparison {
  const char* text;
  bool (*fits)(const Account&, const Lead&);
};
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

struct Preference {
  const char* text;
  int64_t (*rank)(const Account&);  // the lower the better
};
const Preference kPreferences[] = {
    {"vip", [](const Account& a) { return a.vip == Word(1) ? int64_t{0} : 1; }},
    {"greatest size", [](const Account& a) { return a.size ? -*a.size : INT64_MAX; }},
    {"least size", [](const Account& a) { return a.size.value_or(INT64_MAX); }},
    {"greatest staff", [](const Account& a) { return a.staff ? -*a.staff : INT64_MAX; }},
};

// --- a policy
struct Policy {
  std::vector<Account> accounts;
  std::vector<std::vector<const Comparison*>> rules;
  std::vector<const Preference*> preferences;
  std::string text;
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
  return out + "\n";
}

Policy random_policy(uint64_t seed) {
  Random random(seed);
  Policy out;
  out.text =
      "policy p {\n  version \"1\"\n  lateness 5ms\n}\n"
      "lead {\n  email email\n  company text optional\n  country country optional\n"
      "  staff number from 0 to 5 optional\n}\n"
      "event seen fills in email, company, country, staff\nevent told fills in company, country, staff\n"
      "account {\n  name text optional\n  domain text optional\n  mail text optional\n"
      "  country country optional\n  staff number optional\n  size number optional\n  vip yes or no = no\n}\n"
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
    const bool is_size_again = std::string(preference.text) == "least size" && !out.preferences.empty() &&
                               std::string(out.preferences.back()->text) == "greatest size";
    if (random.chance(40) && !is_size_again) out.preferences.push_back(&preference);
  }
  for (size_t i = 0; i < out.preferences.size(); ++i)
    out.text += fmt::format("{}{}", i == 0 ? "  prefer " : ", ", out.preferences[i]->text);
  out.text += fmt::format(
      "\n}}\nscore s {{\n  range 0 to 100\n  one: +1 each told, once per account\n"
      "  two: +2 while account.vip\n  three: +3 while account.size > 0 or account is {}\n"
      "  four: +4 while account is missing\n  five: +5 while account.mail contains \"@\"\n}}\n",
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

Lead lead_of(const artefact::SchemaT& schema, const engine::LeadSnapshot& snapshot) {
  Lead out;
  for (size_t i = 0; i < schema.attributes.size(); ++i) {
    if (snapshot.attribute_known[i] == 0) continue;
    const std::string& name = schema.attributes[i]->name;
    if (name == "email") out.email = std::string(snapshot.attribute_texts[i]);
    if (name == "company") out.company = std::string(snapshot.attribute_texts[i]);
    if (name == "country") out.country = snapshot.attribute_words[i];
    if (name == "staff") out.staff = snapshot.attribute_words[i];
  }
  return out;
}

std::optional<std::string> found(const artefact::ArtefactT& artefact, const engine::LeadSnapshot& snapshot) {
  for (const auto& output : artefact.outputs) {
    if (output->kind != artefact::OutputKind::Account || snapshot.words_known[output->register_] == 0)
      continue;
    return artefact.schema->name_lists[output->names]
        ->names[static_cast<size_t>(snapshot.words[output->register_])];
  }
  return std::nullopt;
}

TEST(Accounts, AreFoundAsASearchThroughAllOfThemFinds) {
  const uint64_t first = setting("LEAD_DIFF_SEED", 1), count = setting("LEAD_DIFF_POLICIES", 150);
  size_t looked = 0, with_one = 0;
  for (uint64_t seed = first; seed < first + count && !HasFailure(); ++seed) {
    const Policy policy = random_policy(seed);
    source::SourceMap sources;
    diagnostics::Sink sink;
    const auto result =
        compile::compile_loaded(sources, {std::get<FileId>(sources.add("accounts.lead", policy.text))}, sink);
    ASSERT_TRUE(result.artefact) << diagnostics::render_text(sink.sorted(), sources, {}) << policy.text;
    const artefact::VerifiedArtefact& artefact = *result.artefact;
    const value::EventBlock events =
        generate_events(seed * 17, {.events = 50, .leads = 6, .span_ms = 100}, *artefact);
    const int64_t until = events.events.back().instant_ms + 50;

    RecordObserver by_engine, by_reference;
    engine::Engine engine(artefact, {}, by_engine);
    engine.push(events);
    engine.finish(until);
    reference::Fold fold(*result.kernel, *artefact->zone, {until, 1}, by_reference);
    fold.run(events.events);
    ASSERT_EQ(by_engine.lines(), by_reference.lines()) << "seed " << seed << "\n" << policy.text;

    for (int64_t i = 0; i < 6; ++i) {
      const auto snapshot = engine.snapshot("lead" + std::to_string(i), until);
      if (!snapshot) continue;
      const auto wanted = expected(policy, lead_of(*artefact->schema, *snapshot));
      EXPECT_EQ(found(*artefact, *snapshot), wanted) << "seed " << seed << " lead " << i << "\n"
                                                     << policy.text;
      ++looked;
      with_one += wanted ? 1 : 0;
    }
  }
  std::printf("%zu leads, %zu with an account\n", looked, with_one);
  EXPECT_GT(with_one * 5, looked);
  EXPECT_GT((looked - with_one) * 20, looked);
}

}  // namespace
}  // namespace lead::testing
