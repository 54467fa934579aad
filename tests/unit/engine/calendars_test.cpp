// The calendars of an artefact: compiled when they are asked for, and their hours those that the artefact
// says.
#include "runtime/engine/calendars.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "runtime/artefact/artefact.h"
#include "runtime/calendar/business_time.h"
#include "runtime/calendar/zone.h"
#include "tests/support/sample_artefact.h"

namespace lead::engine {
namespace {

using artefact::DayHours;
using calendar::kDayMs;

constexpr int32_t kHour = 3'600'000;
// 2024-10-04, a Friday.
constexpr int32_t kFriday = 20'000;

// Of one calendar in UTC with hours of its own, one more of the same, and both of them.
artefact::ArtefactT artefact_of(const std::vector<DayHours>& weekly, const std::vector<DayHours>& other) {
  artefact::ArtefactT out;
  for (const auto* hours : {&weekly, &other}) {
    auto calendar = std::make_unique<artefact::CalendarT>();
    calendar->zone = std::make_unique<artefact::ZoneT>();
    calendar->zone->offsets_ms = {0};
    calendar->weekly = *hours;
    out.calendars.push_back(std::move(calendar));
  }
  auto both = std::make_unique<artefact::CalendarT>();
  both->zone = std::make_unique<artefact::ZoneT>(*out.calendars[0]->zone);
  both->both = {0, 1};
  out.calendars.push_back(std::move(both));
  return out;
}

std::string opening(const calendar::BusinessCalendar& of, int32_t day, int64_t hour = 0) {
  const auto found = calendar::opening_from(of, day * kDayMs + hour * kHour);
  if (!found) return "never";
  return std::to_string((found->begin_ms - day * kDayMs) / kHour) + " to " +
         std::to_string((found->end_ms - day * kDayMs) / kHour);
}

TEST(Calendars, AreCompiledWhenTheyAreAskedFor) {
  const auto artefact =
      artefact_of({DayHours(4, 9 * kHour, 17 * kHour)}, {DayHours(4, 8 * kHour, 12 * kHour)});
  const Calendars calendars(artefact);
  EXPECT_EQ(calendars.compiled(), 0u);
  const calendar::BusinessCalendar& office = calendars[0];
  EXPECT_EQ(calendars.compiled(), 1u);
  EXPECT_EQ(&calendars[0], &office);
  EXPECT_EQ(calendars.compiled(), 1u);
  EXPECT_EQ(opening(calendars[2], kFriday), "9 to 12");
  EXPECT_EQ(calendars.compiled(), 3u) << "with its parts";
  EXPECT_EQ(&calendars[0], &office) << "answers keep their address";
  EXPECT_EQ(opening(office, kFriday), "9 to 17");
  EXPECT_EQ(opening(calendars[1], kFriday), "8 to 12");
}

TEST(Calendars, HoursPastMidnightEndOnTheNextDay) {
  const auto artefact =
      artefact_of({DayHours(4, 22 * kHour, 30 * kHour)}, {DayHours(6, 22 * kHour, 24 * kHour)});
  const Calendars calendars(artefact);
  EXPECT_EQ(opening(calendars[0], kFriday), "22 to 30");
  EXPECT_EQ(opening(calendars[1], kFriday + 2), "22 to 24");
  EXPECT_EQ(calendars[2].open_total(), 0);
}

TEST(Calendars, DatesBreaksAndHolidaysOfTheArtefact) {
  artefact::ArtefactT artefact =
      artefact_of({DayHours(4, 9 * kHour, 17 * kHour)}, {DayHours(0, 0, 24 * kHour)});
  artefact.calendars[0]->dated = {DayHours(kFriday + 1, 10 * kHour, 12 * kHour)};
  artefact.calendars[0]->breaks = {DayHours(kFriday, 11 * kHour, 13 * kHour)};
  artefact.calendars[0]->holidays = {kFriday + 7};
  const Calendars calendars(artefact);
  EXPECT_EQ(opening(calendars[0], kFriday), "9 to 11");
  EXPECT_EQ(opening(calendars[0], kFriday, 11), "13 to 17");
  EXPECT_EQ(opening(calendars[0], kFriday + 1), "10 to 12");
  EXPECT_EQ(opening(calendars[0], kFriday + 2),
            std::to_string(12 * 24 + 9) + " to " + std::to_string(12 * 24 + 17))
      << "not on the holiday";
}

TEST(Calendars, OfAnArtefactThatHasBeenVerified) {
  auto judged = artefact::verify(lead::testing::sample_artefact());
  ASSERT_TRUE(std::holds_alternative<artefact::VerifiedArtefact>(judged));
  const auto& artefact = *std::get<artefact::VerifiedArtefact>(judged);
  const Calendars calendars(artefact);
  for (uint32_t i = 0; i < artefact.calendars.size(); ++i) EXPECT_GT(calendars[i].open_total(), 0) << i;
  EXPECT_EQ(&calendars[2].zone(), artefact.calendars[0]->zone.get())
      << "its dates are those of the first part";
  EXPECT_EQ(calendars[2].open_total(), calendars[0].open_total()) << "the other part is always open";
}

}  // namespace
}  // namespace lead::engine
