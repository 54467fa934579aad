// Accounts: what a rule may compare, which account it finds, and what is known where one is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "compiler/semantics/match_tables.h"
#include "tests/unit/semantics/checked.h"

namespace lead::semantics {
namespace {

using testing::Checked;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* kPolicy = R"(policy p { version "1" }
lead { email email, company text optional, staff number from 0 to 9 optional, vip yes or no = no, code text optional }
event seen fills in email, company, staff, vip, code
account { name text, domain text optional, staff number optional, size decimal optional, vip yes or no = no, opened date optional }
accounts {
  b name "Beta", domain "one.example", staff 2, size 2.5, opened 2020-01-01
  c name "BETA ltd", domain "ONE.example ", staff 2, vip yes, size 7.0
  a name "Beta Inc", domain "two.example", staff 3, size 7.0, opened 2019-01-01
}
)";

struct Case {
  const char *name, *text, *codes;
};
void PrintTo(const Case& item, std::ostream* out) {
  *out << item.name;
}

class OfAccounts : public ::testing::TestWithParam<Case> {};
TEST_P(OfAccounts, AreTakenOrRefused) {
  const Checked checked(std::string(kPolicy) + GetParam().text + "\n");
  EXPECT_EQ(checked.codes(), GetParam().codes) << checked.messages();
}
constexpr const char* kMatch = "match account { by: domain is domain_of(email)  prefer vip, least staff }\n";
INSTANTIATE_TEST_SUITE_P(
    Accounts, OfAccounts,
    ::testing::Values(
        Case{"Nothing", "", "L0599"}, Case{"Matched", kMatch, ""},
        Case{"Twice", "match account { by: name is company }\nmatch account { by: name is company }",
             "L0302"},
        Case{"NoRule", "match account { prefer vip }", "L0599"},
        Case{"OnlyIds", "match account { by: domain is domain_of(email) }", "L0673"},
        Case{"Idle", "match account { a: name is company  b: staff matches and name is company }", "L0672"},
        Case{"Wider", "match account { b: staff matches and name is company  a: name is company }", ""},
        Case{"Scaled", "match account { by: size is staff  prefer vip }", ""},
        Case{"NotScaled", "match account { by: staff is 2.5 }", "L0598"},
        Case{"Or", "match account { by: name is company or staff is staff }", "L0598"},
        Case{"Condition", "match account { by: vip is (staff at least 3) and name is company }", "L0598"},
        Case{"Attribute", "match account { by: vip matches and name is company }", ""},
        Case{"NoAttribute", "match account { by: domain matches }", "L0598"},
        Case{"ItsOwnAccount", "match account { by: name is account.name }", "L0315"},
        Case{"ThroughADefinition",
             "match account { by: name is d }\ndefine d means company or else account.domain", "L0315"}));

// What may be missing in a condition, after `account is known`.
class OfConditions : public ::testing::TestWithParam<Case> {};
TEST_P(OfConditions, AreMetOnlyByWhatIsKnown) {
  const Checked checked(std::string(kPolicy) + kMatch + "define d means " + GetParam().text + "\n");
  EXPECT_EQ(checked.codes(), GetParam().codes) << checked.messages();
}
INSTANTIATE_TEST_SUITE_P(
    Accounts, OfConditions,
    ::testing::Values(Case{"Met", "account.vip", ""}, Case{"NotMet", "not account.vip", "L0550"},
                      Case{"KnownAccount", "account is known and not account.vip", ""},
                      Case{"KnownColumn", "account.vip is known and not account.vip", ""},
                      Case{"OptionalColumn", "account is known and not (account.staff at least 2)", "L0550"},
                      Case{"KnownOptional", "account.staff is known and not (account.staff at least 2)", ""},
                      Case{"ColumnTellsTheAccount", "account.staff is known and not account.vip", ""},
                      Case{"ById", "account is b or account in list { a, c }", ""},
                      Case{"UnknownId", "account is bb", "L0341"},
                      Case{"NoText", "account is \"b\"", "L0401"},
                      Case{"NoColumn", "account.nam is known", "L0340"},
                      Case{"Age", "account.opened more than 30 days ago", ""},
                      Case{"Arithmetic", "account.size * 2 > 5", ""}));

TEST(MatchTables, NameThePreferredRowOfEachKey) {
  const Checked checked(std::string(kPolicy) +
                        "match account { by: domain is domain_of(email) and staff matches\n"
                        "  prefer greatest size, earliest opened }\n");
  ASSERT_TRUE(checked.program) << checked.messages();
  const Accounts& accounts = checked.program->accounts;
  ASSERT_EQ(accounts.rows.size(), 3u);
  EXPECT_EQ(accounts.rows[0].id, "a");
  EXPECT_THAT(accounts.standing, ElementsAre(0u, 2u, 1u));  // b has the least size, c was opened at no time
  const RuleTables tables = match_tables(accounts, accounts.rules[0]);
  ASSERT_EQ(tables.keys.size(), 2u);
  ASSERT_EQ(tables.pairs.size(), 1u);
  EXPECT_THAT(tables.keys[0].texts, ElementsAre("one.example", "two.example"));
  EXPECT_THAT(tables.keys[0].words, ElementsAre(0, 1));
  EXPECT_THAT(tables.keys[1].numbers, ElementsAre(2, 3));
  EXPECT_THAT(tables.pairs[0].numbers, ElementsAre(0, kPairBase + 1));
  EXPECT_THAT(tables.pairs[0].words, ElementsAre(2, 0));  // c before b, and a
}

TEST(MatchTables, AreEmptyWhereNoAccountHasAll) {
  const Checked checked(std::string(kPolicy) + kMatch);
  ASSERT_TRUE(checked.program) << checked.messages();
  Accounts accounts = checked.program->accounts;
  for (Account& row : accounts.rows) row.known.assign(row.known.size(), false);
  EXPECT_TRUE(match_tables(accounts, accounts.rules[0]).keys.empty());
}

TEST(Accounts, TheFindingNamesThoseThatAreAlike) {
  const Checked checked(std::string(kPolicy) + "match account { by: same_name(name, company) }\n");
  EXPECT_EQ(checked.codes(), "L0673");
  EXPECT_THAT(checked.messages(), HasSubstr("a, b, c"));
}

}  // namespace
}  // namespace lead::semantics
