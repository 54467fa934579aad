// Types and units: what goes together, what a literal becomes, and what is said where it does not.
#include <gtest/gtest.h>

#include "tests/unit/semantics/checked.h"

namespace lead::semantics {
namespace {

using testing::Checked;

struct Case {
  const char* name;
  const char* expr;  // the body of a definition
  const char* codes;
};

class Types : public ::testing::TestWithParam<Case> {};

TEST_P(Types, AreCheckedInDefinitions) {
  const Checked checked(std::string("score s { a: +1 each review bands { cold from 0, warm from 5 } }\n"
                                    "grade g { A when is_customer B otherwise }\n"
                                    "bands size of seats { small from 0, mid from 10 }\n"
                                    "define segment means big when seats > 100, little otherwise\n"
                                    "define words means list { \"x\", \"y\" }\n"
                                    "define d means ") +
                        GetParam().expr);
  EXPECT_EQ(checked.codes(), GetParam().codes) << checked.messages();
}

const Case kCases[] = {
    {"NumberWithDecimal", "seats > ratio", ""},
    {"NumberWithFraction", "seats > 0.5", ""},
    {"NumberWithText", "seats is \"5\"", "L0401"},
    {"NumberWithPercent", "seats > share", "L0402"},
    {"NumberWithDuration", "seats > 5 days", "L0402"},
    {"PercentWithPercent", "share > 30%", ""},
    {"PercentWithNumber", "share > 30", "L0402"},
    {"MoneyWithMoney", "budget > EUR 5_000", ""},
    {"MoneyWithNumber", "budget > 5_000", "L0402"},
    {"MoneyWithOtherMoney", "budget > price", "L0402"},
    {"MoneyPlusNumber", "budget + 5 > EUR 1", "L0402"},
    {"MoneyTimesNumber", "budget * 2 > EUR 1", ""},
    {"MoneyTimesPercent", "30% * budget > EUR 1", ""},
    {"MoneyTimesMoney", "budget * budget > EUR 1", "L0402"},
    {"MoneyOverMoney", "budget / EUR 100 > 2.5", ""},
    {"MoneyOverNumber", "budget / 4 > EUR 2", ""},
    {"MoneyTooPrecise", "budget > EUR 0.005", "L0408"},
    {"PointsWithLiteral", "s > 5 and 7.5 > s", ""},
    {"PointsWithNumber", "s > seats", "L0402"},
    {"PointsPlusPoints", "s + 5 > 10", ""},
    {"DurationWithDuration", "now - born_at > 5 days", "L0301"},
    {"DateMinusDate", "born_on - 2000-01-01 > 5 days", ""},
    {"DatePlusDays", "born_on + 2 weeks > 2026-01-01", ""},
    {"DatePlusHours", "born_on + 5 hours > 2026-01-01", "L0411"},
    {"DatePlusMonths", "born_on + 2 months > 2026-01-01", "L0410"},
    {"DatePlusNumber", "born_on + 5 > 2026-01-01", "L0402"},
    {"InstantPlusMonths", "signed_up + 2 months > now", ""},
    {"InstantMinusInstant", "now - signed_up > 14 days", ""},
    {"InstantMinusInstantWithMonths", "now - signed_up > 2 months", "L0410"},
    {"InstantWithDate", "signed_up > 2026-01-01", "L0402"},
    {"DayOfInstant", "day_of(signed_up) > 2026-01-01", ""},
    {"BusinessTime", "now - signed_up > 4 business hours", "L0415"},
    {"TooLong", "now - signed_up > 999_999_999 weeks", "L0416"},
    {"ZeroWindow", "any review in last 0 days", "L0416"},
    {"Ago", "signed_up less than 14 days ago", ""},
    {"AgoOfDate", "born_on more than 18 years ago", ""},
    {"AgoOfNumber", "seats less than 14 days ago", "L0401"},

    {"ConditionOfNumber", "seats and is_customer", "L0401"},
    {"NotOfNumber", "not seats", "L0401"},
    {"YesNo", "is_customer is yes", ""},

    {"ChoiceOrdered", "level at least manager", ""},
    {"ChoiceUnordered", "industry at least software", "L0403"},
    {"ChoiceWithText", "industry is \"software\"", "L0401"},
    {"ChoiceWithOtherChoice", "industry is level", "L0401"},
    {"GradeOrdered", "g at least B", ""},
    {"BandIs", "s is warm", ""},
    {"BandAtLeast", "s at least warm", ""},
    {"BandInList", "s in list { cold, warm }", ""},
    {"BandBetween", "s from cold to warm", ""},
    {"UnknownBand", "s is hot", "L0304"},
    {"BucketIs", "size is mid", ""},
    {"BucketAtLeast", "size at least mid", ""},
    {"InBucketRow", "seats in mid", ""},
    {"InBucketRowOfOtherType", "budget in mid", "L0301"},
    {"LabelIs", "segment is big", ""},
    {"LabelOrder", "segment at least big", "L0403"},
    {"UnknownLabel", "segment is huge", "L0304"},
    {"TextOrder", "email > \"a\"", "L0403"},

    {"ListIsNoValue", "industry is list { software }", "L0404"},
    {"NamedListIsNoValue", "email is words", "L0404"},
    {"InNoList", "industry in industry", "L0413"},
    {"InListOfOtherType", "seats in words", "L0401"},
    {"InMixedList", "seats in list { 1, \"x\" }", "L0401"},
    {"InListOfFractions", "seats in list { 1, 2.5 }", "L0401"},
    {"InListOfAttributes", "seats in list { 1, seats }", "L0406"},
    {"InListTwice", "seats in list { 1, 2, 1 }", "L0517"},
    {"EmailInTexts", "domain_of(email) in words", ""},
    {"EmailStartsWith", "email starts with \"info@\"", ""},
    {"NumberStartsWith", "seats starts with \"5\"", "L0401"},
    {"HasWord", "email has any word of words", ""},
    {"HasWordOfText", "email has any word of \"x\"", "L0413"},
    {"Matches", "email matches \"[a-z]+@x[.]example\"", ""},
    {"MatchesBroken", "email matches \"[a-z\"", "L0417"},
    {"MatchesAttribute", "email matches company", "L0406"},

    {"OrElse", "(employees or else 0) > 5", ""},
    {"OrElseOtherUnit", "(employees or else 5%) > 5", "L0402"},
    {"Between", "seats from 1 to 10", ""},
    {"BetweenOtherUnit", "seats from 1 to 10%", "L0402"},
    {"Counted", "at least 2 of { is_customer, seats > 5, ratio > 1 }", ""},
    {"CountedBeyond", "at least 4 of { is_customer, seats > 5, ratio > 1 }", "L0516"},
    {"Arguments", "domain_of(email, company) is \"x\"", "L0405"},
    {"ArgumentType", "domain_of(seats) is \"x\"", "L0401"},
    {"LeastOfTwo", "least(seats, 5) > 1", ""},
    {"LeastOfUnits", "least(seats, share) > 1", "L0402"},
    {"LatestOfTwo", "latest(born_on, 2020-01-01) > 2021-01-01", ""},
    {"CountOfEvents", "count of page_view where path starts with \"/p\" in last 7 days at least 3", ""},
    {"LastEvent", "last review less than 30 days ago", ""},
    {"DateTooEarly", "born_on > 1950-01-01", "L0407"},
    {"MixedLadder", "5 when is_customer, EUR 5 otherwise", "L0409"},
    {"LadderOfItems", "industry when industry is known, other otherwise", ""},
};

INSTANTIATE_TEST_SUITE_P(Check, Types, ::testing::ValuesIn(kCases),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Check, NamesBothUnitsWhereTheyAreWritten) {
  EXPECT_EQ(Checked("define d means budget > 5_000").messages(),
            "L0402 [>] money in EUR and a number cannot be compared\n  [budget] this is money in EUR\n  "
            "[5_000] this is a number\n"
            "  fix: write `EUR 5_000`\n");
}

TEST(Check, TakesTheQuotesOffAnItem) {
  EXPECT_EQ(Checked("define d means industry is \"software\"").messages(),
            "L0401 [\"software\"] this is a text, but a value of `Industry` is wanted\n  ^ this is a text\n"
            "  [industry] this is a value of `Industry`\n  fix: write `software`\n");
}

struct FieldCase {
  const char* name;
  const char* field;
  const char* codes;
};

class Fields : public ::testing::TestWithParam<FieldCase> {};

TEST_P(Fields, HaveRangesAndDefaultsOfTheirType) {
  const Checked checked(std::string("event e { x ") + GetParam().field + " }");
  EXPECT_EQ(checked.codes(), GetParam().codes) << checked.messages();
}

const FieldCase kFields[] = {
    {"Number", "number from 0 to 10 = 5", ""},
    {"UpsideDown", "number from 10 to 0", "L0510"},
    {"TooWide", "number from 0 to 2_000_000_000_000", "L0407"},
    {"DefaultOutside", "number from 0 to 10 = 11", "L0407"},
    {"DefaultOfOtherType", "number = \"x\"", "L0401"},
    {"RangeOfOtherType", "number from 0% to 10", "L0401"},
    {"RangeOfFractions", "number from 0.5 to 10", "L0401"},
    {"RangeOfText", "text from 0 to 10", "L0412"},
    {"Rounded", "decimal rounded", ""},
    {"RoundedNumber", "number rounded", "L0412"},
    {"Money", "money EUR from EUR 0 to EUR 10.50 = EUR 1", ""},
    {"MoneyRangeWithoutCurrency", "money EUR from 0 to EUR 10", "L0401"},
    {"Date", "date from 2020-01-01", ""},
    {"ChoiceDefault", "Industry = software", ""},
    {"ChoiceDefaultUnknown", "Industry = softwaer", "L0304"},
    {"CountryDefault", "country = SE", ""},
    {"DurationRange", "duration from 1 hour to 5 days", ""},
    {"DurationMonths", "duration from 1 hour to 5 months", "L0410"},
};

INSTANTIATE_TEST_SUITE_P(Check, Fields, ::testing::ValuesIn(kFields),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Check, FieldsThatFillHaveTheTypeOfTheAttribute) {
  EXPECT_EQ(Checked("event e { employees text } fills in employees").codes(), "L0414");
  const Checked checked("event e { employees number } fills in employees, company");
  ASSERT_TRUE(checked.program) << checked.messages();
  const auto& fields = checked.program->schema.events.back()->fields;
  ASSERT_EQ(fields.size(), 2U);
  EXPECT_EQ(fields[0]->fills, 5);
  EXPECT_EQ(fields[0]->presence, artefact::Presence::Required);
  EXPECT_EQ(fields[1]->name, "company");
  EXPECT_EQ(fields[1]->fills, 1);
  EXPECT_EQ(fields[1]->presence, artefact::Presence::Optional);
}

}  // namespace
}  // namespace lead::semantics
