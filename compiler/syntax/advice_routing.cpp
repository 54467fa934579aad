#include "compiler/syntax/advice_routing.h"
#include "compiler/syntax/lexemes_around.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "compiler/syntax/problems.h"

namespace lead::syntax {
namespace {

using diagnostics::Diagnostic;

// What other products call a way to choose, and how it is called here.
struct Way {
  std::string_view seen, meant;
};
constexpr std::array<Way, 16> kWays = {{{"round robin", "turns"},
                                        {"robin", "turns"},
                                        {"rotation", "turns"},
                                        {"turn", "turns"},
                                        {"weight", "smooth weighted turns"},
                                        {"weights", "smooth weighted turns"},
                                        {"weighted turns", "smooth weighted turns"},
                                        {"weighted round robin", "smooth weighted turns"},
                                        {"smooth turns", "smooth weighted turns"},
                                        {"load", "least loaded"},
                                        {"capacity", "least loaded"},
                                        {"workload", "least loaded"},
                                        {"fewest leads", "least loaded"},
                                        {"recent", "least recent"},
                                        {"pointer", "lowest pointer"},
                                        {"share", "fair share"}}};
constexpr std::string_view kAllWays =
    "the ways to choose are `in order`, `by turns`, `by least recent`, `by smooth weighted turns`, `by "
    "lowest "
    "pointer`, `by count per week`, `by least loaded` and `by fair share`";
constexpr std::array<std::string_view, 6> kFirstWords = {"turns",  "least", "smooth",
                                                         "lowest", "count", "fair"};
constexpr std::array<std::string_view, 11> kNumbers = {"zero", "one",   "two",   "three", "four", "five",
                                                       "six",  "seven", "eight", "nine",  "ten"};

class Advice : LexemesAround {
 public:
  Advice(Diagnostic& diagnostic, const std::vector<Lexeme>& lexemes, size_t at, std::string_view text,
         FileId file)
      : LexemesAround(lexemes, at, text, file), diagnostic_(diagnostic) {
    begin_ = std::min(at_, lexemes_.size() - 1);
    while (begin_ > 0 && !lexemes_[begin_].opens_line) --begin_;
  }

  bool give() {
    const std::string_view block = declaration();
    if (block == "people") return say_absence();
    if (block == "queue") return say_number() || say_claims_missing();
    if (block != "route") return false;
    return say_title() || say_person_of_column() || say_no_name() || say_no_to() || say_way() || say_per() ||
           say_comma() || say_number() || say_limit() || say_claims();
  }

 private:
  // The word that opens the declaration at hand.
  [[nodiscard]] std::string_view declaration() const {
    size_t at = std::min(at_, lexemes_.size() - 1);
    while (at > 0 && !lexemes_[at].column_one) --at;
    // A brace that closes a block stands in the first column, too.
    return is(at, Shape::CloseBrace) ? std::string_view() : word(at);
  }
  // The first of `words` at or up to `back` lexemes before the mistake, in its line; the size if there is
  // none.
  [[nodiscard]] size_t near(std::string_view wanted, size_t back) const {
    for (size_t i = at_ + 1; i-- > begin_ && at_ - i <= back;) {
      if (word(i) == wanted) return i;
    }
    return lexemes_.size();
  }
  void mean(size_t first, size_t last, const std::string& expected) {
    Diagnostic better = problems::unexpected(span(first, last), text_of(first, last), expected);
    better.notes = diagnostic_.notes;
    diagnostic_ = std::move(better);
  }
  [[nodiscard]] std::string_view text_of(size_t first, size_t last) const {
    return text_.substr(lexemes_[first].begin, lexemes_[last].end - lexemes_[first].begin);
  }
  void note(std::string_view words) { diagnostic_.notes.emplace_back(words); }
  void replace(size_t first, size_t last, std::string words) {
    std::string title = fmt::format("write `{}`", words);
    diagnostic_.fixes.push_back({std::move(title), {{span(first, last), std::move(words)}}});
  }
  void insert_before(size_t at, std::string words) {
    const Span place{file_, lexemes_[at].begin, lexemes_[at].begin};
    std::string title = fmt::format("insert `{}`", words.substr(0, words.find_last_not_of(' ') + 1));
    diagnostic_.fixes.push_back({std::move(title), {{place, std::move(words)}}});
  }
  void take_away(size_t first, size_t last) {
    const Span place{file_, lexemes_[first - 1].end, lexemes_[last].end};
    diagnostic_.fixes.push_back(
        {fmt::format("take `{}` away", text_of(first, last)), {{place, std::string()}}});
  }
  // The last lexeme of the words that begin at `first`, up to a sign, a guard or the end of the line.
  [[nodiscard]] size_t end_of_words(size_t first) const {
    size_t last = first;
    while (last + 1 < lexemes_.size() && is(last + 1, Shape::Word) && !lexemes_[last + 1].opens_line &&
           word(last + 1) != "per" && word(last + 1) != "when")
      ++last;
    return last;
  }

  // `away 2026-12-01 to 2026-12-08`.
  bool say_absence() {
    const size_t away = near("away", 3);
    if (away >= lexemes_.size() || !is(away + 1, Shape::Number)) return false;
    mean(away + 1, away + 1, "`from`");
    note("an absence is written `away from 2026-12-01 to 2026-12-08`, the last day not included");
    insert_before(away + 1, "from ");
    return true;
  }

  // `route "Who gets it" on enquiry`: the title stands behind the role.
  bool say_title() {
    if (at_ != begin_ + 1 || !is(at_, Shape::Text)) return false;
    mean(at_, at_, "the role that the route gives");
    note(fmt::format("the title stands behind the role: `route owner {}`", word(at_)));
    return true;
  }

  // `to account.owner`.
  bool say_person_of_column() {
    if (word(at_) != "." || at_ < 2 || word(at_ - 2) != "to") return false;
    mean(at_ - 1, std::min(at_ + 1, lexemes_.size() - 1), "`person`");
    note("a row leads to a team, to a queue, or to one person: `to person account.owner`");
    insert_before(at_ - 1, "person ");
    return true;
  }

  // `to sellers by turns`, as a row.
  bool say_no_name() {
    if (at_ != begin_ + 1 || word(begin_) != "to") return false;
    mean(begin_, begin_, "the name of the row");
    note(fmt::format("a row has a name before it, by which decisions and `why` call it: `first: to {}`",
                     word(at_)));
    return true;
  }

  // `first: sellers by turns`.
  bool say_no_to() {
    if (at_ == 0 || word(at_ - 1) != ":" || !is(at_, Shape::Word)) return false;
    insert_before(at_, "to ");
    return true;
  }

  // `by round robin`, `by in order`.
  bool say_way() {
    const size_t by = near("by", 3);
    const bool has_words = by + 1 < lexemes_.size() && !lexemes_[by + 1].opens_line;
    if (!has_words) return false;
    if (word(by + 1) == "in" && word(by + 2) == "order") {
      mean(by, by + 2, "`in order`");
      note(kAllWays);
      return replace(by, by + 2, "in order"), true;
    }
    if (!is(by + 1, Shape::Word)) return false;
    if (say_no_choice(by)) return true;
    if (std::find(kFirstWords.begin(), kFirstWords.end(), word(by + 1)) != kFirstWords.end()) return false;
    const size_t last = end_of_words(by + 1);
    const std::string_view seen = text_of(by + 1, last);
    mean(by + 1, last, {});
    diagnostic_.message = fmt::format("`by {}` is no way to choose somebody", seen);
    note(kAllWays);
    for (const Way& way : kWays) {
      if (way.seen == seen) replace(by + 1, last, std::string(way.meant));
    }
    return true;
  }

  // `to person anna, by turns`: there is nobody to choose.
  bool say_no_choice(size_t by) {
    size_t to = by;
    while (to > begin_ && word(to) != "to") --to;
    const std::string_view what = word(to + 1);
    if (word(to) != "to" || (what != "person" && what != "last" && what != "remembered")) return false;
    const size_t last = end_of_words(by + 1);
    mean(by, last, {});
    note("a way to choose stands behind a team: `to sellers by turns`; here one person is meant");
    take_away(word(by - 1) == "," ? by - 1 : by, last);
    return true;
  }

  // `by least loaded per region`.
  bool say_per() {
    if (word(at_) != "per" || at_ == 0 || (word(at_ - 1) != "loaded" && word(at_ - 1) != "order"))
      return false;
    note(word(at_ - 1) == "order"
             ? "`in order` remembers nothing, so there is nothing to keep `per` a value"
             : "a load is that of the person, so there is nothing to keep `per` a value");
    if (at_ + 1 < lexemes_.size()) take_away(at_, at_ + 1);
    return true;
  }

  // `by turns or wait`: options are parted by commas.
  bool say_comma() {
    const std::string_view seen = word(at_), next = word(at_ + 1);
    const bool is_option = (seen == "or" && (next == "wait" || next == "cover")) ||
                           (seen == "at" && (next == "most" || next == "work")) ||
                           (seen == "excluding" && next == "last") || (seen == "turn" && next == "spent") ||
                           (seen == "catching" && next == "up");
    if (!is_option || at_ == begin_ || lexemes_[at_].opens_line || word(at_ - 1) == ",") return false;
    mean(at_, at_, "`,` before it");
    const Span place{file_, lexemes_[at_ - 1].end, lexemes_[at_ - 1].end};
    diagnostic_.fixes.push_back({"insert `,`", {{place, ","}}});
    return true;
  }

  // `at most five per day`.
  bool say_number() {
    const auto found = std::find(kNumbers.begin(), kNumbers.end(), word(at_));
    if (found == kNumbers.end() || at_ == 0 || word(at_ - 1) != "most") return false;
    if (found != kNumbers.begin()) replace(at_, at_, std::to_string(found - kNumbers.begin()));
    return true;
  }

  // `max 5 per day`, `5 per day`.
  bool say_limit() {
    if (!is(at_, Shape::Number) || word(at_ + 1) != "per" || at_ == begin_) return false;
    note("how many of one person at the most is an option of the row: `at most 5 per day`");
    if (word(at_ - 1) == ",") {
      insert_before(at_, "at most ");
    } else if (is(at_ - 1, Shape::Word) && at_ > begin_ + 1) {
      const bool is_up_to = word(at_ - 1) == "to" && word(at_ - 2) == "up";
      const size_t first = is_up_to ? at_ - 2 : at_ - 1;
      mean(first, at_ - 1, "`at most`");
      replace(first, at_ - 1, "at most");
    }
    return true;
  }

  // `at most 5 claims per day` of a row, which is how queues say it.
  bool say_claims() {
    if (word(at_) != "claims" || at_ < 2 || word(at_ - 2) != "most") return false;
    note("a row counts turns, `at most 5 per day`; a queue counts claims, `at most 5 claims per day`");
    take_away(at_, at_);
    return true;
  }
  bool say_claims_missing() {
    if (word(at_) != "per" || at_ < 2 || word(at_ - 2) != "most") return false;
    note(
        "a queue counts claims, `at most 5 claims per day`; a row of a route counts turns, `at most 5 per "
        "day`");
    insert_before(at_, "claims ");
    return true;
  }

  Diagnostic& diagnostic_;
  size_t begin_ = 0;  // of the line of the mistake
};

}  // namespace

bool advise_on_routing(Diagnostic& diagnostic, const std::vector<Lexeme>& lexemes, size_t at,
                       std::string_view text, FileId file) {
  return at < lexemes.size() && Advice(diagnostic, lexemes, at, text, file).give();
}

}  // namespace lead::syntax
