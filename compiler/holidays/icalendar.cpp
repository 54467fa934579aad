#include "compiler/holidays/icalendar.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/holidays/dates.h"
#include "compiler/holidays/yearly_rule.h"

namespace lead::holidays {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr size_t kLongestWord = 16;  // BOUND: enough to tell the words that matter from longer ones

// A line of content, unfolded: `DTSTART;VALUE=DATE:20261225`.
struct ContentLine {
  uint64_t number = 0;  // 1-based, of its first line
  std::string text;
};

// Lines that begin with a blank continue the one before.
class LineReader {
 public:
  explicit LineReader(std::string_view text) : rest_(text) {
    if (rest_.starts_with(kByteOrderMark)) rest_.remove_prefix(kByteOrderMark.size());
  }

  bool next(ContentLine& line) {
    if (rest_.empty()) return false;
    line.number = ++number_;
    line.text = take_line();
    while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\t')) {
      ++number_;
      line.text += take_line().substr(1);
    }
    return true;
  }

 private:
  std::string_view take_line() {
    std::string_view line = take_until(rest_, '\n');
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
  }

  std::string_view rest_;
  uint64_t number_ = 0;
};

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

struct Property {
  std::string name;
  std::string_view value;  // of the line's text
};

// Parameters are passed over: what matters of them shows in the value. A colon in quotes ends nothing.
std::optional<Property> property_of(std::string_view line) {
  const size_t name_end = line.find_first_of(";:");
  if (name_end == 0 || name_end == std::string_view::npos) return std::nullopt;
  bool is_quoted = false;
  for (size_t i = name_end; i < line.size(); ++i) {
    if (line[i] == '"') is_quoted = !is_quoted;
    if (line[i] == ':' && !is_quoted) return Property{upper(line.substr(0, name_end)), line.substr(i + 1)};
  }
  return std::nullopt;
}

// Text values write a comma as `\,` and a new line as `\n`.
std::string plain_text(std::string_view value) {
  std::string out;
  for (size_t i = 0; i < value.size(); ++i) {
    const bool is_escaped = value[i] == '\\' && i + 1 < value.size();
    const char c = is_escaped ? value[++i] : value[i];
    out += is_escaped && (c == 'n' || c == 'N') ? ' ' : c;
  }
  return out;
}

// A whole day: a date, or midnight on the wall clock.
std::optional<int64_t> whole_day(std::string_view value) {
  if (value.ends_with("T000000")) value.remove_suffix(7);
  return plain_date(value);
}

Trouble trouble_with_day(std::string_view value) {
  return value.size() > 8 && plain_date(value.substr(0, 8)) ? Trouble::NotWholeDays : Trouble::NoDate;
}

// "P2D" or "P1W".
std::optional<int64_t> duration_days(std::string_view value) {
  if (!value.starts_with('P') || value.size() < 3) return std::nullopt;
  const char unit = value.back();
  const std::optional<int32_t> number = whole_number(value.substr(1, value.size() - 2));
  if (!number || (unit != 'D' && unit != 'W')) return std::nullopt;
  return int64_t{*number} * (unit == 'W' ? 7 : 1);
}

// Collects the properties of one event; the first that cannot be used spoils it.
class Event {
 public:
  Event(uint64_t number, Gathering& into) : number_(number), into_(&into) {}

  void take(const ContentLine& line) {
    const std::optional<Property> property = property_of(line.text);
    if (!property) return spoil(line, Trouble::NoProperty);
    const auto& [name, value] = *property;
    if (name == "DTSTART") return take_day(line, value, first_);
    if (name == "DTEND") return take_day(line, value, end_);
    if (name == "DURATION") return take_duration(line, value);
    if (name == "RRULE") return take_rule(line, value);
    if (name == "RDATE") return take_days(line, value, more_);
    if (name == "EXDATE") return take_days(line, value, fewer_);
    if (name == "RECURRENCE-ID") return spoil(line, Trouble::MovedDate);
    if (name == "SUMMARY") name_ = plain_text(value);
    if (name == "STATUS") is_cancelled_ = upper(value) == "CANCELLED";
  }

  void set_aside_unfinished() { spoil({number_, "BEGIN:VEVENT"}, Trouble::Unfinished); }

  // `rules` and `days` are what the file has used so far.
  void finish(size_t& rules, int64_t& days) {
    if (is_spoilt_ || is_cancelled_) return;
    if (!first_) return spoil({number_, "BEGIN:VEVENT"}, Trouble::NoDate);
    if (end_) length_ = std::max<int64_t>(1, *end_ - *first_);
    if (end_ && *end_ < *first_) return spoil(start_line_, Trouble::EndsBeforeStart);
    if (length_ > kMaxDaysOfEvent) return spoil(start_line_, Trouble::TooLong);
    if (days > kMaxDays || (rule_ && ++rules > kMaxRules)) return spoil(start_line_, Trouble::TooMany);
    std::vector<int64_t> dates = rule_ ? dates_of(*rule_, *first_) : std::vector<int64_t>{*first_};
    if (dates.empty()) return spoil(rule_line_, Trouble::OffItsRule);
    dates.insert(dates.end(), more_.begin(), more_.end());
    days += static_cast<int64_t>(dates.size()) * length_;
    if (days > kMaxDays) return spoil(start_line_, Trouble::TooMany);
    add(dates);
  }

 private:
  void add(const std::vector<int64_t>& dates) {
    std::sort(fewer_.begin(), fewer_.end());
    bool is_used = false;
    for (const int64_t date : dates) {
      if (std::binary_search(fewer_.begin(), fewer_.end(), date)) continue;
      for (int64_t day = date; day < date + length_; ++day) is_used |= into_->add(day, name_, number_);
    }
    if (!is_used && fewer_.empty()) spoil(start_line_, Trouble::OutsideYears);
  }

  void take_day(const ContentLine& line, std::string_view value, std::optional<int64_t>& day) {
    day = whole_day(value);
    if (&day == &first_) start_line_ = line;
    if (!day) spoil(line, trouble_with_day(value));
  }

  void take_days(const ContentLine& line, std::string_view value, std::vector<int64_t>& days) {
    do {
      const std::string_view one = take_until(value, ',');
      const std::optional<int64_t> day = whole_day(one);
      if (!day) return spoil(line, trouble_with_day(one));
      days.push_back(*day);
    } while (!value.empty());
  }

  void take_duration(const ContentLine& line, std::string_view value) {
    const std::optional<int64_t> days = duration_days(value);
    if (!days || *days == 0) return spoil(line, Trouble::NotWholeDays);
    length_ = *days;
  }

  void take_rule(const ContentLine& line, std::string_view value) {
    rule_line_ = line;
    const bool is_second = rule_.has_value();
    rule_ = yearly_rule(upper(value));
    if (!rule_ || is_second) spoil(line, Trouble::UnknownRule);
  }

  void spoil(const ContentLine& line, Trouble trouble) {
    if (!is_spoilt_) into_->set_aside(line.number, trouble, line.text);
    is_spoilt_ = true;
  }

  uint64_t number_;
  Gathering* into_;
  std::optional<int64_t> first_, end_;
  int64_t length_ = 1;
  std::optional<YearlyRule> rule_;
  std::vector<int64_t> more_, fewer_;
  ContentLine start_line_, rule_line_;
  std::string name_;
  bool is_cancelled_ = false;
  bool is_spoilt_ = false;
};

}  // namespace

bool is_icalendar(std::string_view text) {
  ContentLine line;
  return LineReader(text).next(line) && upper(line.text) == "BEGIN:VCALENDAR";
}

void read_icalendar(std::string_view text, Gathering& into) {
  LineReader lines(text);
  Event event(0, into);
  bool is_inside = false;
  size_t inner = 0, rules = 0;  // alarms and the like inside the event
  int64_t days = 0;
  for (ContentLine line; lines.next(line);) {
    const std::string word = upper(std::string_view(line.text).substr(0, kLongestWord));
    if (word == "BEGIN:VEVENT") {
      if (is_inside) event.set_aside_unfinished();
      event = Event(line.number, into);
      is_inside = true;
      inner = 0;
    } else if (!is_inside) {
      continue;
    } else if (word == "END:VEVENT") {
      event.finish(rules, days);
      is_inside = false;
    } else if (word.starts_with("BEGIN:")) {
      ++inner;
    } else if (inner > 0) {
      if (word.starts_with("END:")) --inner;
    } else if (!line.text.empty()) {
      event.take(line);
    }
  }
  if (is_inside) event.set_aside_unfinished();
}

}  // namespace lead::holidays
