// Lengths of time for people.
#include "runtime/emit/word_text.h"

#include <gtest/gtest.h>

namespace lead::emit {
namespace {

constexpr int64_t kMinuteMs = 60'000, kHourMs = 60 * kMinuteMs;

TEST(ClockText, PlainTimeHasDays) {
  EXPECT_EQ(clock_text(24 * kHourMs, false), "1 day");
  EXPECT_EQ(clock_text(90 * kMinuteMs, false), "1 hour 30 minutes");
  EXPECT_EQ(clock_text(0, false), "0 seconds");
}

TEST(ClockText, BusinessTimeHasHoursAtMost) {
  EXPECT_EQ(clock_text(24 * kHourMs, true), "24 business hours");
  EXPECT_EQ(clock_text(kHourMs, true), "1 business hour");
  EXPECT_EQ(clock_text(90 * kMinuteMs, true), "1 business hour 30 minutes");
  EXPECT_EQ(clock_text(kHourMs + 5'000, true), "1 business hour");
  EXPECT_EQ(clock_text(30 * kMinuteMs + 5'000, true), "30 business minutes 5 seconds");
  EXPECT_EQ(clock_text(1, true), "1 business millisecond");
  EXPECT_EQ(clock_text(0, true), "no business time");
  EXPECT_EQ(clock_text(-2 * kHourMs, true), "-2 business hours");
}

}  // namespace
}  // namespace lead::emit
