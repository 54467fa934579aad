// The people of routing.lead, by hand: the rows of routing_people.csv, in their order, and when their desks
// are staffed.
//
// Both desks are in Stockholm: by day from Monday to Friday 08:00-17:00, closed at Easter of 2026; the late
// one from Monday to Saturday 11:00-20:00.
#pragma once
#include <chrono>
#include <cstdint>

#include "tests/bench/stream/office.h"
#include "tests/bench/stream/records.h"

namespace lead::bench {

enum Market : int8_t { kNordic, kDach, kBenelux, kIberia, kBritain, kElsewhere };
enum Team : uint8_t { kInside, kField };
enum Hours : uint8_t { kDayDesk, kLateDesk };

inline constexpr std::chrono::year_month_day kNoDay{};

struct PersonRow {
  const char* id;
  Team team;
  Market market;
  int32_t weight, capacity;  // leads at once; -1: no limit
  Hours hours;
  std::chrono::year_month_day away = kNoDay, back = kNoDay;  // in Stockholm
  const char* cover = nullptr;                               // somebody of the same team and market
};

constexpr std::chrono::year_month_day date(int year, unsigned month, unsigned day) {
  return {std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
}

inline constexpr PersonRow kPeople[] = {
    {"anna", kInside, kNordic, 5, -1, kDayDesk},
    {"ben", kInside, kNordic, 3, -1, kLateDesk, date(2025, 12, 22), date(2026, 1, 5), "anna"},
    {"carla", kInside, kNordic, 3, -1, kDayDesk},
    {"daan", kInside, kNordic, 2, 60, kLateDesk},
    {"elin", kInside, kNordic, 1, -1, kDayDesk, date(2026, 1, 1), date(2026, 1, 2)},
    {"finn", kInside, kNordic, 1, 30, kLateDesk},
    {"greta", kInside, kDach, 5, -1, kDayDesk},
    {"hugo", kInside, kDach, 3, -1, kLateDesk, date(2026, 1, 1), date(2026, 1, 3), "ines"},
    {"ines", kInside, kDach, 3, -1, kDayDesk, date(2026, 2, 2), date(2026, 2, 9), "hugo"},
    {"jan", kInside, kDach, 2, 60, kLateDesk},
    {"klara", kInside, kDach, 1, -1, kDayDesk},
    {"lars", kInside, kDach, 1, 30, kLateDesk},
    {"maja", kInside, kBenelux, 5, -1, kDayDesk},
    {"nils", kInside, kBenelux, 3, -1, kLateDesk},
    {"oda", kInside, kBenelux, 3, -1, kDayDesk, date(2025, 12, 30), date(2026, 1, 7), "maja"},
    {"pia", kInside, kBenelux, 2, 60, kLateDesk},
    {"quirin", kInside, kBenelux, 1, -1, kDayDesk, date(2026, 1, 2), date(2026, 1, 10), "rosa"},
    {"rosa", kInside, kBenelux, 1, 30, kLateDesk},
    {"sven", kInside, kIberia, 5, -1, kDayDesk},
    {"tilda", kInside, kIberia, 3, -1, kLateDesk},
    {"ulf", kInside, kIberia, 3, -1, kDayDesk},
    {"vera", kInside, kIberia, 2, 60, kLateDesk, date(2026, 2, 16), date(2026, 3, 2), "ulf"},
    {"willem", kInside, kIberia, 1, -1, kDayDesk},
    {"xenia", kInside, kIberia, 1, 30, kLateDesk},
    {"yara", kInside, kBritain, 5, -1, kDayDesk},
    {"zoe", kInside, kBritain, 3, -1, kLateDesk, date(2026, 1, 1), date(2026, 2, 1), "yara"},
    {"adam", kInside, kBritain, 3, -1, kDayDesk},
    {"britt", kInside, kBritain, 2, 60, kLateDesk},
    {"cato", kInside, kBritain, 1, -1, kDayDesk},
    {"dora", kInside, kBritain, 1, 30, kLateDesk, date(2026, 3, 16), date(2026, 3, 21)},
    {"emil", kField, kNordic, 1, 40, kDayDesk},
    {"frida", kField, kNordic, 1, 25, kLateDesk, date(2026, 1, 2), date(2026, 1, 6)},
    {"gustav", kField, kDach, 1, 40, kDayDesk},
    {"hanna", kField, kDach, 1, 25, kLateDesk},
    {"ivo", kField, kBenelux, 1, 40, kDayDesk, date(2026, 1, 1), date(2026, 1, 4), "jana"},
    {"jana", kField, kBenelux, 1, 25, kLateDesk},
    {"knut", kField, kIberia, 1, 40, kDayDesk},
    {"lotte", kField, kIberia, 1, 25, kLateDesk, date(2026, 4, 7), date(2026, 4, 18), "knut"},
    {"marco", kField, kBritain, 1, 40, kDayDesk},
    {"nora", kField, kBritain, 1, 25, kLateDesk},
};

inline int64_t midnight_ms(std::chrono::year_month_day of) {
  const std::chrono::sys_days day(of);
  return day.time_since_epoch().count() * kDayMs - stockholm_offset_ms(day);
}

// The clock is changed on Sundays, when both are closed.
inline bool is_open(Hours hours, int64_t at_ms) {
  using namespace std::chrono;
  const int64_t local_ms = at_ms + stockholm_offset_ms(sys_days(days(at_ms / kDayMs)));
  const sys_days day(days(local_ms / kDayMs));
  const int64_t of_day_ms = local_ms % kDayMs;
  const weekday weekday(day);
  if (weekday == Sunday) return false;
  if (hours == kLateDesk) return of_day_ms >= 11 * kHourMs && of_day_ms < 20 * kHourMs;
  const year_month_day today(day);
  return weekday != Saturday && today != date(2026, 4, 3) && today != date(2026, 4, 6) &&
         of_day_ms >= 8 * kHourMs && of_day_ms < 17 * kHourMs;
}

}  // namespace lead::bench
