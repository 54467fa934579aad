// Questions and answers of business_time.vectors, read as they stand there.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "runtime/calendar/business_time.h"
#include "tests/unit/calendar/calendars.h"

namespace lead::calendar {
namespace {

const std::vector<std::string> kWeekdays = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

int64_t number(const std::string& text, size_t at, size_t length = std::string::npos) {
  return std::stoll(text.substr(at, length));
}

int64_t day_in(const std::string& text) {
  return days_of({static_cast<int32_t>(number(text, 0, 4)), static_cast<uint32_t>(number(text, 5, 2)),
                  static_cast<uint32_t>(number(text, 8, 2))});
}

// "2026-12-07T09:00+01:00"
int64_t instant_in(const std::string& text) {
  const int64_t offset = (number(text, 17, 2) * 60 + number(text, 20, 2)) * kMinuteMs;
  const int64_t local = day_in(text) * kDayMs + (number(text, 11, 2) * 60 + number(text, 14, 2)) * kMinuteMs;
  return text[16] == '-' ? local + offset : local - offset;
}

// "09:00-12:00"
LocalHours hours_in(const std::string& text) {
  return minutes(number(text, 0, 2) * 60 + number(text, 3, 2), number(text, 6, 2) * 60 + number(text, 9, 2));
}

uint32_t weekday_in(const std::string& text) {
  return static_cast<uint32_t>(std::find(kWeekdays.begin(), kWeekdays.end(), text) - kWeekdays.begin());
}

// "mon-fri 09:00-12:00 13:00-17:00", or "sat 10:00-14:00"
void add_weekly(std::istream& line, OpeningHours& opening) {
  std::string days;
  line >> days;
  const uint32_t first = weekday_in(days.substr(0, 3));
  const uint32_t last = days.size() == 7 ? weekday_in(days.substr(4)) : first;
  for (std::string interval; line >> interval;) {
    for (uint32_t day = first; day <= last; ++day) opening.weekly.push_back({day, hours_in(interval)});
  }
}

// One calendar of the file, and the questions under it.
class Page {
 public:
  explicit Page(const std::string& zone) : zone_(zone_named(zone)) {}

  void take(const std::string& text) {
    std::istringstream line(text);
    std::string word, date, interval;
    line >> word;
    if (word == "weekly") {
      add_weekly(line, opening_);
    } else if (word == "holiday") {
      line >> date;
      opening_.holidays.push_back(day_in(date));
    } else if (word == "dated" || word == "break") {
      line >> date >> interval;
      (word == "dated" ? opening_.dated : opening_.breaks).push_back({day_in(date), hours_in(interval)});
    } else {
      if (!calendar_) calendar_ = compiled(opening_, zone_);
      ask(word, line);
    }
  }

 private:
  void ask(const std::string& question, std::istream& line) const {
    std::string from, second, equals, answer;
    line >> from >> second;
    if (second == "=")
      equals = std::exchange(second, "");
    else
      line >> equals;
    line >> answer;
    ASSERT_EQ(equals, "=");
    const int64_t t = instant_in(from);
    if (question == "open") {
      EXPECT_EQ(is_open(*calendar_, t), answer == "yes");
    } else if (question == "between") {
      EXPECT_EQ(between(*calendar_, t, instant_in(second)), number(answer, 0) * kMinuteMs);
    } else {
      EXPECT_EQ(moment(question, t, second.empty() ? 0 : number(second, 0)),
                (Moment{instant_in(answer), Horizon::Within}));
    }
  }

  [[nodiscard]] Moment moment(const std::string& question, int64_t t, int64_t amount) const {
    if (question == "add") return add(*calendar_, t, amount * kMinuteMs);
    if (question == "subtract") return subtract(*calendar_, t, amount * kMinuteMs);
    if (question == "next_opening") return next_opening(*calendar_, t);
    if (question == "next_close") return next_close(*calendar_, t);
    if (question == "first_open") return first_open_from(*calendar_, t);
    if (question == "last_open") return last_open_until(*calendar_, t);
    if (question == "days") return add_business_days(*calendar_, t, amount);
    if (question == "end_of_day") return end_of_business_day(*calendar_, t, amount);
    ADD_FAILURE() << "no such question: " << question;
    return {};
  }

  artefact::ZoneT zone_;
  OpeningHours opening_;
  std::optional<BusinessCalendar> calendar_;
};

TEST(BusinessTimeVectors, EveryLineHolds) {
  std::ifstream file(LEAD_SOURCE_DIR "/tests/unit/calendar/business_time.vectors");
  ASSERT_TRUE(file.is_open());
  std::optional<Page> page;
  size_t answers = 0;
  for (std::string line; std::getline(file, line);) {
    SCOPED_TRACE(line);
    if (line.empty() || line.starts_with("#")) continue;
    if (line.starts_with("calendar ")) {
      page.emplace(line.substr(line.rfind(' ') + 1));
      continue;
    }
    ASSERT_TRUE(page.has_value());
    page->take(line);
    answers += line.find(" = ") != std::string::npos ? 1 : 0;
  }
  EXPECT_GT(answers, 200u);
}

}  // namespace
}  // namespace lead::calendar
