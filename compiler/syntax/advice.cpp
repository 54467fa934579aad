#include "compiler/syntax/advice.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "compiler/syntax/advice_routing.h"
#include "compiler/syntax/lexemes_around.h"

namespace lead::syntax {
namespace {

using diagnostics::Diagnostic;

// A word that stands where it cannot, the word before it where that matters, and what to say.
struct Saying {
  std::string_view before, word, note;
};
constexpr std::string_view kYesNo =
    "what is yes or no is named by a grade: `grade kind { customer when is_customer, other otherwise }`";
constexpr std::string_view kCalendar =
    "times of the calendar are `every day at 08:00`, `every monday at 08:00` and `every month on day 1 at "
    "08:00`";
constexpr std::array<Saying, 23> kSayings = {{
    {"", "between", "a range is written `x from 10 to 50`, both ends included"},
    {"", "then", "values by condition are written `small when employees < 10, big otherwise`"},
    {"if", "", "values by condition are written `small when employees < 10, big otherwise`"},
    {"one", "of", "one of several values is written `in list { SE, NO }`"},
    {"none", "of", "none of several is written `not (a or b)`"},
    {"any", "of", "several events are given a name: `define touch means any of call, visit`"},
    {"every", "", kCalendar},
    {"month", "at", kCalendar},
    {"once", "a", "a limit is written `once per day`"},
    {"becomes", "yes", "a condition is expected as it is: `expect hot`"},
    {"becomes", "no", "a condition is expected as it is: `expect not hot`"},
    {"|", "yes", kYesNo},
    {"|", "no", kYesNo},
    {"met", "", "what keeps a promise is a cause: `met on call`, `met on entering accepted`"},
    {"", "entering", "a cause is written `on entering mql`"},
    {"", "unless", "an exception is a condition with `not`: `when not on_hold`"},
    {"", "warn", "a warning is a step of the promise: `at 80% { notify sales }`"},
    {"", "stop", "a promise is kept by `met on call`, and dropped by `cancel on leaving mql`"},
    {"", "owed", "who owes a promise stands behind its name: `sla first_touch owed by sales { … }`"},
    {"", "target", "how long a promise may take is written `within 4 hours`"},
    {"of", "day", "a promise ends at a time of the office: `by end of business day`, or `by` a date"},
    {"breach", "{", "it says how often, too: `every 1 hour after breach, at most 3 times { … }`"},
    {"breach", "notify", "what a step does stands in braces: `at breach { notify sales }`"},
}};

constexpr size_t kLongestCause = 12;  // lexemes
// What a day of a calendar looks like, told where a time of day was wanted.
constexpr std::string_view kOpening = "hours are written `monday to friday 09:00-12:00, 13:00-17:00`";

class Advice : LexemesAround {
 public:
  Advice(Diagnostic& diagnostic, const std::vector<Lexeme>& lexemes, size_t at, std::string_view text,
         FileId file)
      : LexemesAround(lexemes, at, text, file), diagnostic_(diagnostic) {}

  void give() {
    if (say_least() || at_ >= lexemes_.size()) return;
    if (!say_edge() && !say_row() && !say() && !say_share() && !say_step() && !say_causes() && !say_hours() &&
        !say_order() && !say_clock() && !say_where() && !say_set() && !say_reset() && !turn_amount() &&
        !name_list() && !point_at_date())
      quote_name();
  }

 private:
  [[nodiscard]] bool touches(size_t at) const {
    return at > 0 && at < lexemes_.size() && lexemes_[at - 1].end == lexemes_[at].begin;
  }
  void replace(size_t first, size_t last, std::string words) {
    std::string title = fmt::format("write `{}`", words);
    if (words.find('`') != std::string::npos) title = "put the name in backticks";
    diagnostic_.fixes = {{std::move(title), {{span(first, last), std::move(words)}}}};
  }

  bool say() {
    const std::string_view seen = word(at_), before = at_ > 0 ? word(at_ - 1) : std::string_view();
    for (const Saying& saying : kSayings) {
      if ((!saying.word.empty() && seen != saying.word) ||
          (!saying.before.empty() && before != saying.before))
        continue;
      diagnostic_.notes.emplace_back(saying.note);
      if (lexemes_[at_].shape == Shape::Reserved) diagnostic_.fixes.clear();  // no name was meant
      return true;
    }
    if (seen == "equals") replace(at_, at_, "is");
    return seen == "equals";
  }

  // `is at least 10`: the mistake may surface at any word of it.
  bool say_least() {
    for (size_t i = at_ > 4 ? at_ - 4 : 0; i + 2 < lexemes_.size() && i <= at_; ++i) {
      if (word(i) != "is" || word(i + 1) != "at" || (word(i + 2) != "least" && word(i + 2) != "most"))
        continue;
      diagnostic_.notes.push_back(
          fmt::format("`at {0}` stands without `is`, as in `employees at {0} 10`", word(i + 2)));
      return true;
    }
    return false;
  }

  // `at 80 { … }`: a share of the time.
  bool say_share() {
    if (!is(at_, Shape::OpenBrace) || at_ < 2 || !is(at_ - 1, Shape::Number) || word(at_ - 2) != "at")
      return false;
    replace(at_ - 1, at_ - 1, fmt::format("{}%", word(at_ - 1)));
    return true;
  }

  // `on breach { … }` and `after 2 hours { … }`, as rows of a promise.
  bool say_step() {
    if (at_ >= lexemes_.size() || !lexemes_[at_].opens_line) return false;
    const bool is_breach = word(at_) == "on" && word(at_ + 1) == "breach" && is(at_ + 2, Shape::OpenBrace);
    const bool is_after = word(at_) == "after" && is(at_ + 1, Shape::Number);
    if (!is_breach && !is_after) return false;
    diagnostic_.notes.emplace_back(
        is_breach ? "what a broken promise sets off is a step: `at breach { notify sales }`"
                  : "a step is taken at a share of the time, or beside the breach: `at 80% { … }`, "
                    "`at 2 hours after breach { … }`");
    return true;
  }

  // Rows of calendars and promises that are almost right.
  bool say_row() { return say_word() || say_zone() || say_closed() || say_no_hours() || say_second_cause(); }

  // `starts on ask`: the rows of a promise are told as what is agreed.
  bool say_word() {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kWords = {{{"starts", "start"},
                                                                                      {"restarts", "restart"},
                                                                                      {"meets", "met"},
                                                                                      {"cancels", "cancel"},
                                                                                      {"resets", "reset"},
                                                                                      {"pauses", "pause"},
                                                                                      {"resumes", "resume"}}};
    for (const size_t at : {at_, at_ - std::min<size_t>(at_, 1)}) {
      const auto found = std::find_if(kWords.begin(), kWords.end(),
                                      [&](const auto& each) { return each.first == word(at); });
      const std::string_view next = word(at + 1);
      if (found == kWords.end() || !lexemes_[at].opens_line ||
          (next != "on" && next != "every" && next != "while"))
        continue;
      replace(at, at, std::string(found->second));
      return true;
    }
    return false;
  }

  // `timezone "Europe/Stockholm"`.
  bool say_zone() {
    for (const size_t at : {at_, at_ - std::min<size_t>(at_, 1)}) {
      if (word(at) != "timezone" && word(at) != "zone") continue;
      if (!is(at + 1, Shape::Text) || (at > 0 && word(at - 1) == "time")) continue;
      replace(at, at, "time zone");
      return true;
    }
    return false;
  }

  // `closed 2026-12-24`, `closed "holidays.csv"`.
  bool say_closed() {
    const bool is_closing = is(at_, Shape::Number) || is(at_, Shape::Text);
    if (!is_closing || at_ == 0 || word(at_ - 1) != "closed") return false;
    replace(at_ - 1, at_ - 1, "closed on");
    return true;
  }

  // `hours` with nothing behind it, or with times: a promise names a calendar.
  bool say_no_hours() {
    const bool ends = at_ > 0 && word(at_ - 1) == "hours" && lexemes_[at_ - 1].opens_line &&
                      (is(at_, Shape::Number) || is(at_, Shape::CloseBrace) || lexemes_[at_].opens_line);
    const bool takes_next_row =
        at_ > 1 && word(at_ - 2) == "hours" && lexemes_[at_ - 2].opens_line && lexemes_[at_ - 1].opens_line;
    if (!ends && !takes_next_row) return false;
    diagnostic_.notes.emplace_back(
        "a promise names the calendar whose hours count: `hours office_hours`, declared as `calendar "
        "office_hours { monday to friday 09:00-17:00 }`");
    diagnostic_.fixes.clear();
    return true;
  }

  // `met on call, on mail`: the second cause becomes a row.
  bool say_second_cause() {
    if (word(at_) != "on" || at_ == 0 || word(at_ - 1) != ",") return false;
    size_t row = at_ - 1;
    while (row > 0 && !lexemes_[row].opens_line) --row;
    constexpr std::array<std::string_view, 7> kRows = {"start", "restart", "met",   "cancel",
                                                       "reset", "pause",   "resume"};
    if (std::find(kRows.begin(), kRows.end(), word(row)) == kRows.end()) return false;
    diagnostic_.notes.emplace_back("each cause has a row of its own");
    diagnostic_.fixes = {{fmt::format("give it a row: `{} on …`", word(row)),
                          {{span(at_ - 1, at_ - 1), fmt::format("\n  {}", word(row))}}}};
    return true;
  }

  // `met on call or on mail`.
  bool say_causes() {
    if (word(at_) != "or" || (word(at_ + 1) != "on" && word(at_ + 1) != "every")) return false;
    diagnostic_.notes.emplace_back(
        "each cause has a row of its own; events that mean the same are given a name: "
        "`define touch means any of call, mail`");
    return true;
  }

  // Rows of a calendar.
  bool say_hours() {
    const bool is_clock =
        at_ > 0 && is(at_ - 1, Shape::Number) && word(at_ - 1).find(':') != std::string_view::npos;
    if (is_clock && word(at_) == "to" && is(at_ + 1, Shape::Number)) {
      replace(at_, at_, "-");
      return true;
    }
    if (at_ > 1 && is(at_, Shape::Number) && word(at_ - 2) == "to" && is_weekday(word(at_ - 1))) {
      diagnostic_.notes.emplace_back(kOpening);
      return true;
    }
    if (word(at_) == "closed" && at_ > 0 && is_weekday(word(at_ - 1))) {
      diagnostic_.notes.emplace_back(
          "a day without a row is closed; single dates are, too: `closed on 2026-12-24`");
      return true;
    }
    if (word(at_) != "-" || at_ == 0 || !is_weekday(word(at_ - 1)) || !is_weekday(word(at_ + 1)))
      return false;
    replace(at_, at_, touches(at_) ? " to " : "to");
    return true;
  }
  static bool is_weekday(std::string_view word) {
    constexpr std::array<std::string_view, 7> kDays = {"monday", "tuesday",  "wednesday", "thursday",
                                                       "friday", "saturday", "sunday"};
    return std::find(kDays.begin(), kDays.end(), word) != kDays.end();
  }

  // `signed_up before 2026-12-01`, `is after …`.
  bool say_order() {
    const size_t time = word(at_) == "before" || word(at_) == "after" ? at_ + 1 : at_;
    if (time == 0 || !is(time, Shape::Number) || word(time).find('-') == std::string_view::npos) return false;
    const bool earlier = word(time - 1) == "before";
    if (!earlier && word(time - 1) != "after") return false;
    diagnostic_.notes.push_back(
        fmt::format("{} is written `{}`", earlier ? "earlier" : "later", earlier ? "<" : ">"));
    return true;
  }

  // `on employees becoming at least 3`: what comes to hold is one name, not a comparison.
  bool say_edge() {
    bool has_cause = false;
    size_t on = at_;
    const bool behind_line = diagnostic_.message.starts_with("the line ends too early");
    for (size_t i = at_; i > 0 && at_ - i < kLongestCause; --i) {
      if (lexemes_[i].opens_line && (i < at_ || !behind_line)) break;
      has_cause = has_cause || word(i) == "becoming" || word(i) == "reaching";
      if (word(i - 1) != "on" || word(i) == "day") continue;
      on = i - 1;
      break;
    }
    if (on == at_ || word(on + 1) == "count") return false;
    for (size_t i = at_ + 1; i < lexemes_.size() && i - at_ < kLongestCause && !lexemes_[i].opens_line; ++i)
      has_cause = has_cause || word(i) == "becoming" || word(i) == "reaching";
    if (!has_cause) return false;
    diagnostic_.notes.emplace_back(
        "give the condition a name: `define enough means employees >= 3`, then `on enough becoming yes`");
    diagnostic_.fixes.clear();
    return true;
  }

  // `every monday at 8`.
  bool say_clock() {
    if (at_ < 3 || word(at_ - 1) != "at" || !is(at_, Shape::Number)) return false;
    const bool is_calendar = word(at_ - 3) == "every" || (at_ > 5 && word(at_ - 6) == "every");
    const std::string_view hour = word(at_);
    if (!is_calendar || hour.size() > 2 || hour.find_first_not_of("0123456789") != hour.npos) return false;
    const bool has_minutes =
        is(at_ + 1, Shape::Colon) && is(at_ + 2, Shape::Number) && word(at_ + 2).size() == 2;
    const std::string time =
        fmt::format("{}{}:{}", hour.size() == 1 ? "0" : "", hour, has_minutes ? word(at_ + 2) : "00");
    if (time < "24:00") replace(at_, has_minutes ? at_ + 2 : at_, time);
    return true;
  }

  // `each call when minutes > 3`.
  bool say_where() {
    if (word(at_) != "when" || at_ < 2 || (word(at_ - 2) != "each" && word(at_ - 2) != "ignore"))
      return false;
    diagnostic_.notes.emplace_back("what an event says is asked with `where`");
    replace(at_, at_, "where");
    return true;
  }

  // `interests set Topic`, `interests sets of Topic`.
  bool say_set() {
    if (at_ == 0) return false;
    const bool lacks_of = word(at_ - 1) == "set" && is(at_, Shape::Word);
    const bool is_plural = word(at_ - 1) == "sets" && word(at_) == "of";
    if (lacks_of) replace(at_, at_, fmt::format("of {}", word(at_)));
    if (is_plural) replace(at_ - 1, at_ - 1, "set");
    return lacks_of || is_plural;
  }

  // `reset` outside of a score.
  bool say_reset() {
    if (word(at_) != "reset" || !lexemes_[at_].opens_line) return false;
    diagnostic_.notes.emplace_back("a reset is a row in the block of its score");
    return true;
  }

  // `5000 EUR`.
  bool turn_amount() {
    const std::string_view unit = word(at_);
    const bool is_currency =
        unit.size() == 3 && unit.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == unit.npos;
    if (!is_currency || at_ == 0 || !is(at_ - 1, Shape::Number)) return false;
    replace(at_ - 1, at_, fmt::format("{} {}", unit, word(at_ - 1)));
    return true;
  }

  // `country in { SE, NO }`, `interests has any of { a, b }`: the braces lack their `list`.
  bool name_list() {
    const bool is_in = word(at_) == "in" && is(at_ + 1, Shape::OpenBrace);
    if (!is_in && (!is(at_, Shape::OpenBrace) || at_ == 0 || !wants_list(word(at_ - 1)))) return false;
    diagnostic_.notes.emplace_back("a list is written `list { SE, NO }`");
    const size_t brace = is_in ? at_ + 1 : at_;
    const bool is_empty = is(brace + 1, Shape::CloseBrace);
    if (!is_empty) replace(at_, brace, is_in ? "in list {" : "list {");
    return true;
  }
  static bool wants_list(std::string_view before) {
    return before == "is" || before == "not" || before == "of" || before == "else";
  }

  // `01.12.2026`.
  bool point_at_date() {
    if (word(at_) != "." || at_ == 0 || !is(at_ - 1, Shape::Number)) return false;
    diagnostic_.notes.emplace_back("dates are written 2026-12-01, numbers 1_000 or 0.5");
    return true;
  }

  // `C+`, `e-book`, "fan club" and `fan club`: names, but not without backticks.
  void quote_name() {
    for (const std::string_view sign : {"expected `->`", "expected `,`", "expected `{`", "expected `(`"}) {
      if (diagnostic_.message.find(sign) != std::string::npos) return;  // no name is wanted
    }
    const std::string_view seen = word(at_);
    if (is(at_, Shape::Text) && seen.size() > 2 && seen.find('`') == std::string_view::npos) {
      diagnostic_.notes.emplace_back("where a name is wanted, it stands in backticks, not in quotes");
      return replace(at_, at_, fmt::format("`{}`", seen.substr(1, seen.size() - 2)));
    }
    if (at_ == 0 || !is(at_ - 1, Shape::Word)) return;
    const bool is_sign = (seen == "+" || seen == "-") && touches(at_);
    const bool goes_on = is_sign && touches(at_ + 1) && is(at_ + 1, Shape::Word);
    const bool is_second = is(at_, Shape::Word) && !lexemes_[at_].opens_line && diagnostic_.fixes.empty() &&
                           at_ > 1 && is(at_ - 2, Shape::Sign) && word(at_ - 2) == "|";
    if (!is_sign && !is_second) return;
    diagnostic_.notes.emplace_back("a name with signs or blanks in it stands in backticks");
    const size_t last = goes_on ? at_ + 1 : at_;
    const Span name = span(at_ - 1, last);
    replace(at_ - 1, last,
            fmt::format("`{}`", text_.substr(name.begin_byte, name.end_byte - name.begin_byte)));
  }

  Diagnostic& diagnostic_;
};

}  // namespace

void advise(Diagnostic& diagnostic, const std::vector<Lexeme>& lexemes, size_t at, std::string_view text,
            FileId file) {
  if (!advise_on_routing(diagnostic, lexemes, at, text, file))
    Advice(diagnostic, lexemes, at, text, file).give();
}

}  // namespace lead::syntax
