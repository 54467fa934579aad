#include "runtime/ingest/scalars.h"

#include <gtest/gtest.h>

namespace lead::ingest {
namespace {

struct DecimalCase {
  std::string_view text;
  int digits;
  bool rounded;
  int64_t word;
  std::optional<DecimalError> error;
};

TEST(Scalars, ReadDecimalsFromTheirOwnDigits) {
  const DecimalCase cases[] = {{"0", 0, false, 0, {}},
                               {"-0", 6, false, 0, {}},
                               {"12", 0, false, 12, {}},
                               {"12.5", 2, false, 1250, {}},
                               {"-12.345678", 6, false, -12'345'678, {}},
                               {"12.3456780", 6, false, 12'345'678, {}},
                               {"1e3", 0, false, 1000, {}},
                               {"1.5e1", 0, false, 15, {}},
                               {"15e-1", 1, false, 15, {}},
                               {"120e-1", 0, false, 12, {}},
                               {"1E+2", 0, false, 100, {}},
                               {"0.1", 0, false, 0, DecimalError::TooPrecise},
                               {"0.1234567", 6, false, 0, DecimalError::TooPrecise},
                               {"1e-7", 6, false, 0, DecimalError::TooPrecise},
                               {"0.0000005", 6, true, 0, {}},
                               {"0.0000015", 6, true, 2, {}},
                               {"0.00000051", 6, true, 1, {}},
                               {"2.5", 0, true, 2, {}},
                               {"3.5", 0, true, 4, {}},
                               {"-2.5", 0, true, -2, {}},
                               {"-3.51", 0, true, -4, {}},
                               {"9223372036854775807", 0, false, INT64_MAX, {}},
                               {"-9223372036854775808", 0, false, INT64_MIN, {}},
                               {"9223372036854775808", 0, false, 0, DecimalError::TooLarge},
                               {"1e400", 0, false, 0, DecimalError::TooLarge},
                               {"0e99999999999", 0, false, 0, {}},
                               {"1e-99999999999", 6, true, 0, {}},
                               {"01", 0, false, 0, DecimalError::Malformed},
                               {"1.", 2, false, 0, DecimalError::Malformed},
                               {".5", 2, false, 0, DecimalError::Malformed},
                               {"+1", 0, false, 0, DecimalError::Malformed},
                               {"1e", 0, false, 0, DecimalError::Malformed},
                               {"", 0, false, 0, DecimalError::Malformed},
                               {"-", 0, false, 0, DecimalError::Malformed},
                               {"0x10", 0, false, 0, DecimalError::Malformed},
                               {"1 ", 0, false, 0, DecimalError::Malformed},
                               {"NaN", 0, false, 0, DecimalError::Malformed}};
  for (const auto& c : cases) {
    const Decimal found = parse_decimal(c.text, c.digits, c.rounded);
    EXPECT_EQ(found.error, c.error) << c.text;
    if (!c.error) {
      EXPECT_EQ(found.word, c.word) << c.text;
    }
  }
}

TEST(Scalars, LongRunsOfDigitsCostNoMoreThanTheirLength) {
  const std::string zeros = "0." + std::string(200'000, '0') + "1";
  EXPECT_EQ(parse_decimal(zeros, 6, true).word, 0);
  EXPECT_EQ(parse_decimal(std::string(200'000, '9'), 0, false).error, DecimalError::TooLarge);
}

TEST(Scalars, ReadInstantsWithTheirOffset) {
  EXPECT_EQ(parse_instant("1970-01-01T00:00:00Z"), 0);
  EXPECT_EQ(parse_instant("2011-10-01T00:38:44.546+02:00"), 1'317'422'324'546);
  EXPECT_EQ(parse_instant("2026-12-07 09:00:00-00:30"), 1'796'635'800'000);
  EXPECT_EQ(parse_instant("2026-12-07T09:00:00.1239999z"), 1'796'634'000'123);
  EXPECT_EQ(parse_instant("2016-12-31T23:59:60Z"), parse_instant("2017-01-01T00:00:00Z"));
  EXPECT_EQ(parse_instant("9999-12-31T23:59:59Z"), 253'402'300'799'000);
}

TEST(Scalars, RefuseInstantsThatAreNone) {
  for (const auto text : {"2026-12-07", "2026-12-07T09:00:00", "2026-12-07T09:00Z", "2026-13-01T00:00:00Z",
                          "2026-02-29T00:00:00Z", "2026-12-07T24:00:00Z", "2026-12-07T09:60:00Z",
                          "2026-12-07T09:00:00+2:00", "2026-12-07T09:00:00.Z", "2026-12-07T09:00:00Zx",
                          "2026-12-07T09:00:00+24:00", "yesterday", "", "20261207T090000Z"}) {
    EXPECT_EQ(parse_instant(text), std::nullopt) << text;
  }
  EXPECT_TRUE(parse_instant("2024-02-29T00:00:00Z"));
}

TEST(Scalars, ReadDatesAndDurations) {
  EXPECT_EQ(parse_date("1970-01-02"), 1);
  EXPECT_EQ(parse_date("2026-11-31"), std::nullopt);
  EXPECT_EQ(parse_duration("10m"), 600'000);
  EXPECT_EQ(parse_duration("2 days"), 172'800'000);
  EXPECT_EQ(parse_duration("250ms"), 250);
  for (const auto text : {"", "m", "10", "10 fortnights", "-1m", "1 month", "999999999999999w"})
    EXPECT_EQ(parse_duration(text), std::nullopt) << text;
}

}  // namespace
}  // namespace lead::ingest
