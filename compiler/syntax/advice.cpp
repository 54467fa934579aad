#include "compiler/syntax/advice.h"

#include <fmt/format.h>

#include <array>
#include <string>

namespace lead::syntax {
namespace {

using diagnostics::Diagnostic;

// A word that stands where it cannot, the word before it where that matters, and what to say.
struct Saying {
  std::string_view before, word, note;
};
constexpr std::string_view kYesNo =
    "what is yes or no is named by a grade: `grade kind { customer when is_customer, other otherwise }`";
constexpr std::array<Saying, 12> kSayings = {{
    {"", "between", "a range is written `x from 10 to 50`, both ends included"},
    {"", "then", "values by condition are written `small when employees < 10, big otherwise`"},
    {"if", "", "values by condition are written `small when employees < 10, big otherwise`"},
    {"one", "of", "one of several values is written `in list { SE, NO }`"},
    {"none", "of", "none of several is written `not (a or b)`"},
    {"any", "of", "several events are given a name: `define touch means any of call, visit`"},
    {"set", "of", "an attribute holds one value; what it can be is listed by a `choice`"},
    {"once", "a", "a limit is written `once per day`"},
    {"becomes", "yes", "a condition is expected as it is: `expect hot`"},
    {"becomes", "no", "a condition is expected as it is: `expect not hot`"},
    {"|", "yes", kYesNo},
    {"|", "no", kYesNo},
}};

class Advice {
 public:
  Advice(Diagnostic& diagnostic, const std::vector<Lexeme>& lexemes, size_t at, std::string_view text,
         FileId file)
      : diagnostic_(diagnostic), lexemes_(lexemes), at_(at), text_(text), file_(file) {}

  void give() {
    if (say_least() || at_ >= lexemes_.size()) return;
    if (!say() && !say_order() && !turn_amount() && !name_list() && !point_at_date()) quote_name();
  }

 private:
  [[nodiscard]] std::string_view word(size_t at) const {
    return at < lexemes_.size() ? text_.substr(lexemes_[at].begin, lexemes_[at].end - lexemes_[at].begin)
                                : std::string_view();
  }
  [[nodiscard]] bool is(size_t at, Shape shape) const {
    return at < lexemes_.size() && lexemes_[at].shape == shape;
  }
  [[nodiscard]] bool touches(size_t at) const {
    return at > 0 && at < lexemes_.size() && lexemes_[at - 1].end == lexemes_[at].begin;
  }
  [[nodiscard]] Span span(size_t first, size_t last) const {
    return {file_, lexemes_[first].begin, lexemes_[last].end};
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

  // `5000 EUR`.
  bool turn_amount() {
    const std::string_view unit = word(at_);
    const bool is_currency =
        unit.size() == 3 && unit.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == unit.npos;
    if (!is_currency || at_ == 0 || !is(at_ - 1, Shape::Number)) return false;
    replace(at_ - 1, at_, fmt::format("{} {}", unit, word(at_ - 1)));
    return true;
  }

  // `country in { SE, NO }`: the braces lack their `list`.
  bool name_list() {
    if (word(at_) != "in" || !is(at_ + 1, Shape::OpenBrace)) return false;
    diagnostic_.notes.emplace_back("a list is written `list { SE, NO }`");
    replace(at_, at_ + 1, "in list {");
    return true;
  }

  // `01.12.2026`.
  bool point_at_date() {
    if (word(at_) != "." || at_ == 0 || !is(at_ - 1, Shape::Number)) return false;
    diagnostic_.notes.emplace_back("dates are written 2026-12-01, numbers 1_000 or 0.5");
    return true;
  }

  // `C+`, `e-book`, "fan club" and `fan club`: names, but not without backticks.
  void quote_name() {
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
  const std::vector<Lexeme>& lexemes_;
  size_t at_;
  std::string_view text_;
  FileId file_;
};

}  // namespace

void advise(Diagnostic& diagnostic, const std::vector<Lexeme>& lexemes, size_t at, std::string_view text,
            FileId file) {
  Advice(diagnostic, lexemes, at, text, file).give();
}

}  // namespace lead::syntax
