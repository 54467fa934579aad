// Local-time conversions around daylight-saving changes, made by other means. The cases are not part of the
// project: they lie beside its clone, in `../shared/suites`, or beside the folder that LEAD_REAL_DATA names.
// Where they are absent the test is skipped, and the closing line of the test run counts it.
#include <gtest/gtest.h>
#include <simdjson.h>

#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>

#include "runtime/calendar/zone.h"
#include "runtime/calendar/zone_source.h"

namespace lead::calendar {
namespace {

std::filesystem::path suite() {
  const char* data = std::getenv("LEAD_REAL_DATA");
  const std::filesystem::path folder = data != nullptr ? std::filesystem::path(data) / ".."
                                                       : std::filesystem::path(LEAD_SOURCE_DIR) / "../shared";
  return folder / "suites" / "time_zones.json";
}

// "2006-04-02T02:30:00", with or without Z, as milliseconds.
int64_t milliseconds(std::string_view text) {
  const auto number = [&](size_t at, size_t length) {
    int64_t value = 0;
    std::from_chars(text.data() + at, text.data() + at + length, value);
    return value;
  };
  const CivilDate date{static_cast<int32_t>(number(0, 4)), static_cast<uint32_t>(number(5, 2)),
                       static_cast<uint32_t>(number(8, 2))};
  return days_of(date) * kDayMs + ((number(11, 2) * 60 + number(14, 2)) * 60 + number(17, 2)) * 1'000;
}

class Zones {
 public:
  const artefact::ZoneT* find(const std::string& name) {
    const auto [place, is_new] = zones_.try_emplace(name);
    if (is_new) place->second = resolve_zone(name);
    return place->second ? &*place->second : nullptr;
  }

 private:
  std::map<std::string, std::optional<artefact::ZoneT>> zones_;
};

TEST(RealTimeZones, GapsRepeatsAndPlainTimes) {
  if (!std::filesystem::exists(suite()))
    GTEST_SKIP() << "the cases lie not beside this clone; set LEAD_REAL_DATA";
  simdjson::dom::parser parser;
  Zones zones;
  size_t gaps = 0, repeats = 0, plain = 0;
  for (const auto one : parser.load(suite().string())["local_to_utc"].get_array()) {
    const std::string name(one["zone"].get_string().value());
    const std::string_view local_text = one["local"].get_string();
    const artefact::ZoneT* zone = zones.find(name);
    ASSERT_NE(zone, nullptr) << name;
    const int64_t local = milliseconds(local_text);
    const std::string_view kind = one["case"].get_string();
    const auto instant = [&](const char* key) { return milliseconds(one[key].get_string()); };
    if (kind == "gap") {
      ++gaps;
      EXPECT_EQ(instant_of(*zone, local), instant("utc_shift_forward")) << name << " " << local_text;
      EXPECT_EQ(first_instant_from(*zone, local), instant("utc_gap_end")) << name << " " << local_text;
      EXPECT_EQ(local_of(*zone, instant("utc_shift_forward")), instant("resolves_to_local_shift_forward"))
          << name << " " << local_text;
    } else if (kind == "overlap") {
      ++repeats;
      EXPECT_EQ(instant_of(*zone, local), instant("utc_first")) << name << " " << local_text;
      EXPECT_EQ(local_of(*zone, instant("utc_first")), local);
      EXPECT_EQ(local_of(*zone, instant("utc_second")), local);
    } else {
      ++plain;
      EXPECT_EQ(instant_of(*zone, local), instant("utc")) << name << " " << local_text;
      EXPECT_EQ(local_of(*zone, instant("utc")), local) << name << " " << local_text;
    }
  }
  EXPECT_GT(gaps, 0u);
  EXPECT_GT(repeats, 0u);
  EXPECT_GT(plain, 0u);
  RecordProperty("cases", static_cast<int>(gaps + repeats + plain));
}

}  // namespace
}  // namespace lead::calendar
