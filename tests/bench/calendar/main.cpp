// Business time beside programs written by hand for the same office: a million deadlines and a million spans,
// both sides in one run, in turns. Where an answer differs the run fails.
//
//   calendar_bench [--count 1000000] [--rounds 5]
//
// The office: Europe/Stockholm, Monday to Friday 09:00-12:00 and 13:00-17:00, thirteen holidays a year.
// Starts are spread over 2020 to 2029, targets over 1 ms to 40 business hours, as service levels have them.
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string>
#include <variant>
#include <vector>

#include "runtime/calendar/business_time.h"
#include "runtime/calendar/compile_calendar.h"
#include "runtime/calendar/zone_source.h"
#include "tests/bench/calendar/by_hand.h"
#include "tests/support/random.h"

namespace lead::bench {
namespace {

using calendar::BusinessCalendar;
using calendar::kDayMs;

constexpr int64_t kHourMs = 3'600'000;
constexpr int32_t kFirstYear = 2020, kEndYear = 2030;

struct Arguments {
  size_t count = 1'000'000;
  int rounds = 5;
};

[[noreturn]] void fail(const std::string& why) {
  std::cerr << "calendar_bench: " << why << "\n";
  std::exit(1);
}

Arguments read_arguments(int count, char** values) {
  Arguments arguments;
  for (int i = 1; i < count; i += 2) {
    const std::string name = values[i];
    if (i + 1 == count) fail("no value for " + name);
    if (name == "--count")
      arguments.count = std::stoull(values[i + 1]);
    else if (name == "--rounds")
      arguments.rounds = std::stoi(values[i + 1]);
    else
      fail("unknown option " + name);
  }
  return arguments;
}

class Stopwatch {
 public:
  [[nodiscard]] double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
  }

 private:
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

struct Question {
  int64_t instant_ms = 0;
  int64_t amount_ms = 0;
};

std::vector<Question> questions(size_t count) {
  testing::Random random(1);
  const int64_t first = calendar::days_of({kFirstYear, 1, 2}) * kDayMs;
  const int64_t end = calendar::days_of({kEndYear - 1, 11, 1}) * kDayMs;
  std::vector<Question> out(count);
  for (Question& one : out) one = {first + random.below(end - first), random.between(1, 40 * kHourMs)};
  return out;
}

calendar::OpeningHours office_hours() {
  calendar::OpeningHours opening;
  const auto time = [](int64_t hour) { return static_cast<int32_t>(hour * kHourMs); };
  for (uint32_t weekday = 0; weekday < 5; ++weekday) {
    opening.weekly.push_back({weekday, {time(9), time(12)}});
    opening.weekly.push_back({weekday, {time(13), time(17)}});
  }
  const std::vector<std::pair<uint32_t, uint32_t>> dates = {{1, 1},   {1, 6},   {4, 3},  {4, 6},   {5, 1},
                                                            {5, 14},  {6, 6},   {6, 19}, {10, 31}, {12, 24},
                                                            {12, 25}, {12, 26}, {12, 31}};
  for (int32_t year = kFirstYear; year < kEndYear; ++year) {
    for (const auto& [month, day] : dates) opening.holidays.push_back(calendar::days_of({year, month, day}));
  }
  return opening;
}

OfficeByHand office_by_hand(const calendar::OpeningHours& hours, const artefact::ZoneT& zone) {
  OfficeByHand office;
  const int64_t end = calendar::days_of({kEndYear, 1, 1});
  for (int64_t day = calendar::days_of({kFirstYear, 1, 1}); day < end; ++day) {
    if (calendar::weekday_of(day) > 4 || calendar::is_holiday(hours, day)) continue;
    for (const auto& [from, to] : {std::pair{9, 12}, std::pair{13, 17}})
      office.add_opening(calendar::instant_of(zone, day * kDayMs + from * kHourMs),
                         calendar::instant_of(zone, day * kDayMs + to * kHourMs));
  }
  return office;
}

// The best of the rounds; the answers of the last are left in `answers`.
template <class Ask>
double best_of(int rounds, const std::vector<Question>& questions, std::vector<int64_t>& answers, Ask ask) {
  answers.resize(questions.size());
  double best = 1e9;
  for (int round = 0; round < rounds; ++round) {
    const Stopwatch watch;
    for (size_t i = 0; i < questions.size(); ++i) answers[i] = ask(questions[i]);
    best = std::min(best, watch.seconds());
  }
  return best;
}

template <class Ours, class Theirs>
void compare(const char* name, const Arguments& arguments, const std::vector<Question>& asked, Ours ours,
             Theirs theirs) {
  std::vector<int64_t> our_answers, their_answers;
  const double by_hand = best_of(arguments.rounds, asked, their_answers, theirs);
  const double leadc = best_of(arguments.rounds, asked, our_answers, ours);
  if (our_answers != their_answers) fail(fmt::format("{}: the answers differ", name));
  const auto nanoseconds = [&](double seconds) { return seconds / static_cast<double>(asked.size()) * 1e9; };
  fmt::print("{:<34} {:>8.1f} ns {:>8.1f} ns   {:>6.2f}\n", name, nanoseconds(leadc), nanoseconds(by_hand),
             by_hand / leadc);
}

BusinessCalendar compiled(const calendar::OpeningHours& hours, const artefact::ZoneT& zone) {
  auto made = calendar::compile(hours, zone);
  if (const auto* problem = std::get_if<calendar::HoursProblem>(&made)) fail(text_of(*problem));
  return std::get<BusinessCalendar>(std::move(made));
}

artefact::ZoneT zone_named(const std::string& name) {
  std::optional<artefact::ZoneT> zone = calendar::resolve_zone(name);
  if (!zone) fail("no time zone " + name);
  return *zone;
}

int run(const Arguments& arguments) {
  const calendar::OpeningHours hours = office_hours();
  const artefact::ZoneT stockholm = zone_named("Europe/Stockholm"), utc = zone_named("UTC");
  const Stopwatch watch;
  const BusinessCalendar office = compiled(hours, stockholm);
  const double compile_ms = watch.seconds() * 1e3;
  const BusinessCalendar utc_office = compiled(hours, utc);
  const OfficeByHand by_hand = office_by_hand(hours, stockholm);
  const OfficeDayByDay day_by_day(hours.holidays, 0);
  const std::vector<Question> asked = questions(arguments.count);
  fmt::print("{} questions, best of {}; a calendar takes {:.1f} ms and {} KB; ratio is by hand / leadc\n",
             asked.size(), arguments.rounds, compile_ms, office.bytes() / 1024);
  fmt::print("{:<34} {:>11} {:>11}   {:>6}\n", "", "leadc", "by hand", "ratio");
  const auto deadline = [](const BusinessCalendar& calendar) {
    return [&](const Question& q) { return add(calendar, q.instant_ms, q.amount_ms).instant_ms; };
  };
  compare("deadlines", arguments, asked, deadline(office),
          [&](const Question& q) { return by_hand.deadline(q.instant_ms, q.amount_ms); });
  compare("deadlines in UTC, day by day", arguments, asked, deadline(utc_office),
          [&](const Question& q) { return day_by_day.deadline(q.instant_ms, q.amount_ms); });
  compare(
      "business time between two instants", arguments, asked,
      [&](const Question& q) { return between(office, q.instant_ms, q.instant_ms + q.amount_ms); },
      [&](const Question& q) {
        return by_hand.open_before(q.instant_ms + q.amount_ms) - by_hand.open_before(q.instant_ms);
      });
  return 0;
}

}  // namespace
}  // namespace lead::bench

int main(int count, char** values) {
  return lead::bench::run(lead::bench::read_arguments(count, values));
}
