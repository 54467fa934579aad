// Business time as the suites of other libraries have it, and service levels over two real streams, worked
// out by other means. The cases are not part of the project: they lie beside its clone, in `../shared`, or
// beside the folder that LEAD_REAL_DATA names. Where they are absent the tests are skipped, and the closing
// line of the test run counts them.
#include <gtest/gtest.h>
#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "runtime/calendar/business_time.h"
#include "runtime/calendar/compile_calendar.h"
#include "runtime/calendar/zone_source.h"
#include "runtime/ingest/bytes.h"

namespace lead::calendar {
namespace {

using Json = simdjson::dom::element;

constexpr int64_t kSecondMs = 1'000;
constexpr int64_t kMinuteMs = 60 * kSecondMs;
constexpr int64_t kHourMs = 60 * kMinuteMs;

std::filesystem::path data() {
  const char* folder = std::getenv("LEAD_REAL_DATA");
  return folder != nullptr ? std::filesystem::path(folder)
                           : std::filesystem::path(LEAD_SOURCE_DIR) / "../shared/data";
}

std::filesystem::path suite() {
  return data() / ".." / "suites" / "business_time.json";
}

int64_t number(std::string_view text, size_t at, size_t length) {
  int64_t value = 0;
  std::from_chars(text.data() + at, text.data() + std::min(at + length, text.size()), value);
  return value;
}

int64_t day_in(std::string_view date) {
  return days_of({static_cast<int32_t>(number(date, 0, 4)), static_cast<uint32_t>(number(date, 5, 2)),
                  static_cast<uint32_t>(number(date, 8, 2))});
}

// "2014-04-07T05:00:00.123+02:00": the fraction is cut after milliseconds, Z or nothing is UTC.
int64_t instant_in(std::string_view text) {
  int64_t ms = day_in(text) * kDayMs;
  if (text.size() < 19) return ms;
  ms += number(text, 11, 2) * kHourMs + number(text, 14, 2) * kMinuteMs + number(text, 17, 2) * kSecondMs;
  size_t at = 19;
  if (at < text.size() && text[at] == '.') {
    const size_t end = text.find_first_not_of("0123456789", at + 1);
    std::string digits(text.substr(at + 1, end == std::string_view::npos ? end : end - at - 1));
    digits.resize(3, '0');
    ms += number(digits, 0, 3);
    at = end == std::string_view::npos ? text.size() : end;
  }
  if (at >= text.size() || text[at] == 'Z') return ms;
  const int64_t offset = number(text, at + 1, 2) * kHourMs + number(text, at + 4, 2) * kMinuteMs;
  return text[at] == '-' ? ms + offset : ms - offset;
}

LocalHours hours_in(Json pair) {
  const auto time = [&](size_t i) {
    const std::string_view text = pair.at(i).get_string().value();
    return static_cast<int32_t>(number(text, 0, 2) * kHourMs + number(text, 3, 2) * kMinuteMs);
  };
  return {time(0), time(1)};
}

std::vector<DatedHours> dated_in(Json dates) {
  std::vector<DatedHours> out;
  for (const auto [date, intervals] : dates.get_object()) {
    for (const Json one : intervals.get_array()) out.push_back({day_in(date), hours_in(one)});
  }
  return out;
}

// "2026-12-25", or "*-12-25" for every year.
std::vector<int64_t> holidays_in(Json dates) {
  std::vector<int64_t> out;
  for (const Json one : dates.get_array()) {
    const std::string_view text = one.get_string().value();
    if (!text.starts_with("*")) {
      out.push_back(day_in(text));
      continue;
    }
    for (int32_t year = 1970; year < 2200; ++year)
      out.push_back(day_in(std::to_string(year) + std::string(text.substr(1))));
  }
  return out;
}

OpeningHours opening_in(Json calendar) {
  static const std::map<std::string_view, uint32_t> kWeekdays = {
      {"mon", 0}, {"tue", 1}, {"wed", 2}, {"thu", 3}, {"fri", 4}, {"sat", 5}, {"sun", 6}};
  OpeningHours opening;
  for (const auto [weekday, intervals] : calendar["hours"].get_object()) {
    for (const Json one : intervals.get_array())
      opening.weekly.push_back({kWeekdays.at(weekday), hours_in(one)});
  }
  opening.dated = dated_in(calendar["shifts"]);
  opening.breaks = dated_in(calendar["breaks"]);
  opening.holidays = holidays_in(calendar["holidays"]);
  return opening;
}

const artefact::ZoneT& zone_named(const std::string& name) {
  static std::map<std::string, artefact::ZoneT> zones;
  if (!zones.contains(name)) zones[name] = resolve_zone(name).value();
  return zones.at(name);
}

int64_t unit_ms(std::string_view unit) {
  if (unit.starts_with("hour")) return kHourMs;
  return unit.starts_with("minute") ? kMinuteMs : kSecondMs;
}

// One case: asks the calendar what the case asks, and compares.
class Case {
 public:
  explicit Case(Json json)
      : json_(json),
        opening_(opening_in(json["calendar"])),
        zone_(&zone_named(std::string(json["calendar"]["time_zone"].get_string().value()))),
        calendar_(std::get<BusinessCalendar>(compile(opening_, *zone_))),
        start_(instant_in(json["start"].get_string().value())) {}

  // False for an operation that this test does not know.
  [[nodiscard]] bool check() const {
    const std::string_view op = json_["op"].get_string().value();
    if (op == "add")
      expect(add(calendar_, start_, amount()));
    else if (op == "subtract")
      expect(subtract(calendar_, start_, amount()));
    else if (op == "next_open_or_self")
      expect(first_open_from(calendar_, start_));
    else if (op == "prev_close_or_self")
      expect(last_open_until(calendar_, start_));
    else if (op == "next_opening")
      expect(next_opening(calendar_, start_));
    else if (op == "next_close")
      expect(next_close(calendar_, start_));
    else if (op == "is_open")
      expect(is_open(calendar_, start_));
    else if (op == "is_working_day")
      expect(is_business_day(calendar_, local_day()));
    else if (op == "on_holiday")
      expect(is_holiday(opening_, local_day()));
    else if (op == "on_break")
      expect(is_break(opening_, local_day(), local_of(*zone_, start_) - local_day() * kDayMs));
    else if (op == "between_seconds")
      expect(between(calendar_, start_, end()), kSecondMs);
    else if (op == "between_units")
      expect_units();
    else if (op == "periods_after")
      expect_periods(true);
    else if (op == "periods_before")
      expect_periods(false);
    else
      return false;
    return true;
  }

 private:
  [[nodiscard]] int64_t amount() const {
    const int64_t unit = unit_ms(json_["amount"]["unit"].get_string().value());
    return std::llround(json_["amount"]["value"].get_double().value() * static_cast<double>(unit));
  }
  [[nodiscard]] int64_t end() const { return instant_in(json_["end"].get_string().value()); }
  [[nodiscard]] int64_t local_day() const {
    return json_["start_is_date"].error() == simdjson::SUCCESS ? start_ / kDayMs : day_of(*zone_, start_);
  }

  void expect(const Moment& got) const {
    ASSERT_TRUE(got.is_reached());
    EXPECT_EQ(got.instant_ms, instant_in(json_["expected"].get_string().value()));
  }
  void expect(bool got) const { EXPECT_EQ(got, json_["expected"].get_bool().value()); }
  void expect(int64_t got_ms, int64_t unit) const {
    EXPECT_DOUBLE_EQ(static_cast<double>(got_ms) / static_cast<double>(unit),
                     json_["expected"].get_double().value());
  }
  void expect_units() const {
    const int64_t unit = unit_ms(json_["unit"].get_string().value());
    const int64_t got = between(calendar_, start_, end());
    expect(json_["fractional"].get_bool().value() ? got : got / unit * unit, unit);
  }

  void expect_periods(bool after) const {
    int64_t t = start_;
    for (const Json wanted : json_["expected"].get_array()) {
      auto opening = after ? opening_from(calendar_, t) : opening_until(calendar_, t);
      ASSERT_TRUE(opening.has_value());
      const int64_t begin = after ? std::max(opening->begin_ms, t) : opening->begin_ms;
      const int64_t finish = after ? opening->end_ms : std::min(opening->end_ms, t);
      EXPECT_EQ(begin, instant_in(wanted.at(0).get_string().value()));
      EXPECT_EQ(finish, instant_in(wanted.at(1).get_string().value()));
      t = after ? finish : begin;
    }
  }

  Json json_;
  OpeningHours opening_;
  const artefact::ZoneT* zone_;
  BusinessCalendar calendar_;
  int64_t start_;
};

TEST(RealBusinessTime, TheSuitesOfOtherLibraries) {
  if (!std::filesystem::exists(suite()))
    GTEST_SKIP() << "the cases lie not beside this clone; set LEAD_REAL_DATA";
  simdjson::dom::parser parser;
  int cases = 0;
  for (const Json one : parser.load(suite().string()).get_array()) {
    SCOPED_TRACE(std::string(one["id"].get_string().value()) + " " +
                 std::string(one["title"].get_string().value()));
    EXPECT_TRUE(Case(one).check()) << "an operation unknown here";
    ++cases;
  }
  EXPECT_GT(cases, 0);
  RecordProperty("cases", cases);
}

// --- service levels over real streams
// ---------------------------------------------------------------------------

std::string text_of_file(const std::filesystem::path& path) {
  auto opened = ingest::ByteReader::open(path.string());
  std::string text, buffer(1u << 20, '\0');
  auto* reader = std::get_if<ingest::ByteReader>(&opened);
  while (const size_t got = reader != nullptr ? reader->read(buffer.data(), buffer.size()) : 0)
    text.append(buffer, 0, got);
  return text;
}

struct Spans {
  std::map<std::string, int64_t> starts;                       // the first of each lead
  std::map<std::string, std::pair<int64_t, int64_t>> started;  // start and first stop
};

// Sorted by value.
std::vector<int64_t> business_ms(const Spans& spans, const BusinessCalendar& calendar) {
  std::vector<int64_t> out;
  for (const auto& [lead, span] : spans.started) out.push_back(between(calendar, span.first, span.second));
  std::sort(out.begin(), out.end());
  return out;
}

BusinessCalendar calendar_with(OpeningHours opening, Json holidays, const std::string& zone) {
  opening.holidays = holidays_in(holidays);
  return std::get<BusinessCalendar>(compile(opening, zone_named(zone)));
}

void add_weekly(OpeningHours& opening, uint32_t first, uint32_t last, int32_t from_hour, int32_t to_hour) {
  const auto ms = [](int32_t hour) { return static_cast<int32_t>(hour * kHourMs); };
  for (uint32_t day = first; day <= last; ++day)
    opening.weekly.push_back({day, {ms(from_hour), ms(to_hour)}});
}

void expect_met(const std::vector<int64_t>& elapsed_ms, Json wanted) {
  for (const auto [hours, count] : wanted.get_object()) {
    const int64_t target = number(hours, 0, hours.size()) * kHourMs;
    EXPECT_EQ(std::upper_bound(elapsed_ms.begin(), elapsed_ms.end(), target) - elapsed_ms.begin(),
              count.get_int64().value())
        << hours << " business hours";
  }
}

// Starts and stops of a stream. `is_stop` sees the line.
template <class IsStart, class IsStop>
Spans spans_of(const std::filesystem::path& path, IsStart is_start, IsStop is_stop) {
  Spans spans;
  std::map<std::string, int64_t> stops;
  const std::string text = text_of_file(path);
  simdjson::dom::parser parser;
  for (const Json line : parser.parse_many(text)) {
    std::string lead(line["lead"].get_string().value());
    const int64_t instant = instant_in(line["time"].get_string().value());
    if (is_start(line)) spans.starts.try_emplace(lead, instant);
    if (is_stop(line)) stops.try_emplace(std::move(lead), instant);
  }
  for (const auto& [lead, stop] : stops) {
    // What stops before its start has stopped nothing: one deal of the marketplace was won before its lead.
    const auto start = spans.starts.find(lead);
    if (start != spans.starts.end() && start->second <= stop) spans.started[lead] = {start->second, stop};
  }
  return spans;
}

std::string_view type_of(Json line) {
  return line["type"].get_string().value();
}

TEST(RealBusinessTime, ServiceLevelsOfTheMarketplace) {
  if (!std::filesystem::exists(data() / "olist.ndjson")) GTEST_SKIP() << "no data; set LEAD_REAL_DATA";
  simdjson::dom::parser parser;
  const Json wanted = parser.load((data() / "olist.expected.json").string())["policy_sla"];
  OpeningHours opening;
  add_weekly(opening, 0, 4, 9, 18);
  const BusinessCalendar calendar =
      calendar_with(opening, wanted["definition"]["calendar"]["holidays"], "America/Sao_Paulo");
  const Spans spans = spans_of(
      data() / "olist.ndjson", [](Json line) { return type_of(line) == "lead_created"; },
      [](Json line) { return type_of(line) == "deal_won"; });
  const std::vector<int64_t> elapsed = business_ms(spans, calendar);
  const Json figures = wanted["business_seconds"];
  int64_t sum_s = 0;
  for (const int64_t ms : elapsed) sum_s += ms / kSecondMs;
  EXPECT_EQ(sum_s, figures["sum_s"].get_int64().value());
  EXPECT_EQ(elapsed.back() / kSecondMs, figures["max_s"].get_int64().value());
  EXPECT_EQ(static_cast<int64_t>(elapsed.size()), figures["n"].get_int64().value());
  expect_met(elapsed, wanted["met_within_business_hours"]);
  for (const auto [lead, seconds] : wanted["examples"].get_object()) {
    const auto& span = spans.started.at(std::string(lead));
    EXPECT_EQ(between(calendar, span.first, span.second), seconds.get_int64().value() * kSecondMs) << lead;
  }
  for (const auto [lead, instant] : wanted["deadline_after_45_business_hours"].get_object()) {
    EXPECT_EQ(add(calendar, spans.starts.at(std::string(lead)), 45 * kHourMs).instant_ms,
              instant_in(instant.get_string().value()))
        << lead;
  }
}

TEST(RealBusinessTime, ServiceLevelsOfTheBank) {
  if (!std::filesystem::exists(data() / "bpi2012.ndjson.gz")) GTEST_SKIP() << "no data; set LEAD_REAL_DATA";
  simdjson::dom::parser parser;
  const Json wanted = parser.load((data() / "bpi2012.expected.json").string())["policy_sla"];
  OpeningHours opening;
  add_weekly(opening, 0, 4, 8, 20);
  add_weekly(opening, 5, 5, 9, 16);
  const BusinessCalendar calendar =
      calendar_with(opening, wanted["definition"]["calendar"]["holidays"], "Europe/Amsterdam");
  const Spans spans = spans_of(
      data() / "bpi2012.ndjson.gz", [](Json line) { return type_of(line) == "A_PARTLYSUBMITTED"; },
      [](Json line) {
        std::string_view step;
        return type_of(line).starts_with("W_") && line["lifecycle"].get(step) == simdjson::SUCCESS &&
               step == "start";
      });
  const std::vector<int64_t> elapsed = business_ms(spans, calendar);
  const Json figures = wanted["business_ms"];
  int64_t sum_ms = 0;
  for (const int64_t ms : elapsed) sum_ms += ms;
  EXPECT_EQ(sum_ms, figures["sum_ms"].get_int64().value());
  EXPECT_EQ(elapsed.back(), figures["max_ms"].get_int64().value());
  EXPECT_EQ(static_cast<int64_t>(elapsed.size()), figures["n"].get_int64().value());
  EXPECT_EQ(static_cast<int64_t>(spans.starts.size() - spans.started.size()),
            wanted["never_started"].get_int64().value());
  expect_met(elapsed, wanted["met_within_business_hours"]);
  for (const auto [lead, ms] : wanted["examples_business_ms"].get_object()) {
    const auto& span = spans.started.at(std::string(lead));
    EXPECT_EQ(between(calendar, span.first, span.second), ms.get_int64().value()) << lead;
  }
}

}  // namespace
}  // namespace lead::calendar
