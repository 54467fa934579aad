#include "examples/inbound/stream.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace inbound {
namespace {

struct Options {
  Settings settings;
  std::string out = "-";
};

// One line of the stream, and when it arrives.
struct Line {
  int64_t arrives_ms = 0;
  std::string text;
};

std::string time_text(int64_t at_ms, bool crm) {
  // The CRM writes local winter time all year round, the web site UTC.
  const int64_t shown_ms = crm ? at_ms + kHourMs : at_ms;
  int64_t day = shown_ms / kDayMs;
  const int64_t rest = shown_ms % kDayMs;
  day += 719468;  // days since 0000-03-01; the years of this stream are all after it
  const int64_t era = day / 146097, day_of_era = day % 146097;
  const int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t shifted_month = (5 * day_of_year + 2) / 153;
  const int64_t month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
  const int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}{}", year, month,
                     day_of_year - (153 * shifted_month + 2) / 5 + 1, rest / kHourMs, rest / kMinuteMs % 60,
                     rest / kSecondMs % 60, rest % kSecondMs, crm ? "+01:00" : "Z");
}

std::string line_text(const Event& event, size_t number, std::string_view extra = {}) {
  const bool crm = std::strcmp(event.source, "crm") == 0;
  return fmt::format(R"({{"type":"{}","lead":"lead-{:05}","time":"{}","id":"e{:07}","source":"{}"{}{}}})",
                     event.type, event.lead, time_text(event.at_ms, crm), number, event.source, event.payload,
                     extra);
}

// Fifteen in a thousand arrive minutes late, one in two thousand days late.
void delay_some(std::vector<Event>& events, Random& random) {
  for (Event& event : events) {
    if (random.chance(15))
      event.arrives_ms += random.between(1, 45) * kMinuteMs;
    else if (random.below(2000) == 0)
      event.arrives_ms += random.between(1, 4) * kDayMs;
  }
}

// What a stream should not contain and does. Each returns the line that stands in the place of event
// `number`.
std::string damaged(const Event& event, size_t number, Random& random) {
  std::string text = line_text(event, number);
  switch (random.below(4)) {
    case 0:
      return text.substr(0, text.size() / 2);  // cut in transit
    case 1:
      return text.replace(text.find("\"time\":\"") + 8, 10, "31/12/2026");  // a date of its own kind
    case 2:
      return line_text(event, number,
                       R"(,"path":"/","seconds":"many","minutes":-1)");  // wrong types, twice a key
    default:
      return text.replace(text.find("\"lead\":"), 7, "\"contact\":");  // no lead
  }
}

std::string unknown_type(const Event& event, size_t number, Random& random) {
  Event other = event;
  other.type = random.chance(500) ? "chat_opened" : "app_heartbeat";
  other.payload.clear();
  return line_text(other, number);
}

std::string differing_copy(const Event& event, size_t number) {
  Event other = event;
  other.at_ms += kSecondMs;
  return line_text(other, number);
}

std::vector<Line> lines_of(const std::vector<Event>& events, Random& random, size_t limit) {
  std::vector<Line> lines;
  lines.reserve(limit + 1);
  for (size_t i = 0; i < events.size() && lines.size() < limit; ++i) {
    const Event& event = events[i];
    const uint64_t fate = random.below(10'000);
    if (fate < 4) {
      lines.push_back({event.arrives_ms, damaged(event, i, random)});
    } else if (fate < 14) {
      lines.push_back({event.arrives_ms, unknown_type(event, i, random)});
    } else {
      lines.push_back({event.arrives_ms, line_text(event, i)});
    }
    // A sender that got no answer sends again, sometimes from a newer state.
    if (fate >= 9'980)
      lines.push_back({event.arrives_ms + random.between(1, 900) * kSecondMs, lines.back().text});
    if (fate >= 9'975 && fate < 9'980) {
      lines.push_back({event.arrives_ms + random.between(1, 900) * kSecondMs, differing_copy(event, i)});
    }
  }
  lines.resize(std::min(lines.size(), limit));
  std::stable_sort(lines.begin(), lines.end(),
                   [](const Line& a, const Line& b) { return a.arrives_ms < b.arrives_ms; });
  return lines;
}

bool write(const std::vector<Line>& lines, const std::string& path) {
  const bool to_stdout = path == "-";
  std::FILE* file = to_stdout ? stdout : std::fopen(path.c_str(), "wb");
  if (file == nullptr) return false;
  bool fine = true;
  for (const Line& line : lines) {
    fine = fine && std::fwrite(line.text.data(), 1, line.text.size(), file) == line.text.size();
    fine = fine && std::fputc('\n', file) != EOF;
  }
  const bool closed = to_stdout ? std::fflush(file) == 0 : std::fclose(file) == 0;
  return closed && fine;
}

template <class Number>
bool read_number(const char* text, Number low, Number high, Number& out) {
  const char* end = text + std::strlen(text);
  const auto [stop, error] = std::from_chars(text, end, out);
  return error == std::errc{} && stop == end && out >= low && out <= high;
}

std::optional<Options> read_options(int count, char** words, const Settings& usual) {
  Options options;
  options.settings = usual;
  for (int i = 1; i < count; i += 2) {
    const std::string_view name = words[i];
    if (i + 1 == count) return std::nullopt;
    const char* value = words[i + 1];
    bool fine = true;
    if (name == "--seed")
      fine = read_number(value, uint64_t{0}, UINT64_MAX, options.settings.seed);
    else if (name == "--leads")
      fine = read_number(value, 1u, 10'000'000u, options.settings.lead_count);
    else if (name == "--events")
      fine = read_number(value, size_t{1}, size_t{100'000'000}, options.settings.event_count);
    else if (name == "--out")
      options.out = value;
    else
      return std::nullopt;
    if (!fine) return std::nullopt;
  }
  return options;
}

}  // namespace

int generate(int count, char** words, const char* program, const Settings& usual, Simulate simulate) {
  const std::optional<Options> options = read_options(count, words, usual);
  if (!options) {
    fmt::print(stderr, "usage: {} [--seed N] [--leads N] [--events N] [--out FILE]\n", program);
    return 2;
  }
  Random random(options->settings.seed);
  std::vector<Event> events = simulate(options->settings, random);
  std::stable_sort(events.begin(), events.end(),
                   [](const Event& a, const Event& b) { return a.at_ms < b.at_ms; });
  delay_some(events, random);
  const std::vector<Line> lines = lines_of(events, random, options->settings.event_count);
  if (!write(lines, options->out)) {
    fmt::print(stderr, "{}: cannot write `{}`\n", program, options->out);
    return 1;
  }
  return 0;
}

}  // namespace inbound
