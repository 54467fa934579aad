#include "compiler/syntax/problems.h"

#include <fmt/format.h>

#include <optional>

#include "compiler/syntax/declaration_words.h"
#include "compiler/syntax/literals.h"
#include "runtime/base/limits.h"

namespace lead::syntax::problems {
namespace {

using diagnostics::Code;
using diagnostics::Edit;
using diagnostics::Fix;
using diagnostics::make;

Span end_of(Span span) {
  return {span.file, span.end_byte, span.end_byte};
}
Span begin_of(Span span) {
  return {span.file, span.begin_byte, span.begin_byte};
}

// "2026-02-30" to "2026-02-28"; nothing where there is no such month.
std::optional<std::string> last_day_before(std::string_view text) {
  for (unsigned day = 31; day >= 28; --day) {
    const std::string earlier = fmt::format("{}{:02}", text.substr(0, 8), day);
    if (earlier < text && read_date(earlier)) return earlier;
  }
  return std::nullopt;
}

void fix(Diagnostic& diagnostic, std::string title, std::vector<Edit> edits) {
  diagnostic.fixes.push_back(Fix{std::move(title), std::move(edits)});
}

}  // namespace

Diagnostic invalid_character(Span span, std::string_view character) {
  const bool control = character.size() == 1 && static_cast<uint8_t>(character.front()) < 0x20;
  Diagnostic d = make(Code::InvalidCharacter, span,
                      control ? fmt::format("the control character U+{:04X} does not belong in a policy",
                                            static_cast<unsigned>(character.front()))
                              : fmt::format("`{}` is not used by the language", character));
  if (character == "[" || character == "]")
    d.notes.push_back("a list is written `list { software, fintech }`");
  if (static_cast<uint8_t>(character.front()) >= 0x80) {
    d.notes.push_back("a name with such letters stands in backticks, as in `` `Größe` ``");
  }
  return d;
}

void suggest_backticks(Diagnostic& diagnostic, Span word) {
  fix(diagnostic, "put the name in backticks", {{begin_of(word), "`"}, {end_of(word), "`"}});
}

Diagnostic unclosed_text(Span span) {
  Diagnostic d =
      make(Code::UnclosedText, span, "this text has no closing quote", "the text ends with its line");
  fix(d, "close the text", {{end_of(span), "\""}});
  return d;
}

Diagnostic unclosed_name(Span span) {
  Diagnostic d =
      make(Code::UnclosedName, span, "this name has no closing backtick", "the name ends with its line");
  fix(d, "close the name", {{end_of(span), "`"}});
  return d;
}

Diagnostic empty_name(Span span) {
  return make(Code::EmptyName, span, "there is no name between these backticks");
}

Diagnostic text_too_long(Span span) {
  return make(Code::TextTooLong, span,
              fmt::format("this is {} bytes long; a text or name holds at most {}",
                          span.end_byte - span.begin_byte, limits::kMaxTextBytes));
}

Diagnostic malformed_number(Span span, std::string_view text) {
  Diagnostic d = make(Code::MalformedNumber, span, fmt::format("`{}` is not a number", text));
  const bool underscore = text.find('_') != std::string_view::npos;
  d.notes.push_back(underscore
                        ? "an underscore stands between two digits, as in 1_000"
                        : "numbers are written 20, 0.5 or 1_000, durations 10m or 36h; a name begins with a "
                          "letter or stands in backticks");
  return d;
}

Diagnostic too_many_digits(Span span, uint32_t kept) {
  return make(Code::TooManyDigits, span,
              fmt::format("at most {} digits may stand behind the point here", kept));
}

Diagnostic number_too_large(Span span) {
  return make(Code::NumberTooLarge, span, "this number is too large");
}

Diagnostic no_such_date(Span span, std::string_view text) {
  Diagnostic d = make(Code::InvalidDate, span, fmt::format("there is no day `{}` in the calendar", text));
  if (const std::optional<std::string> last = last_day_before(text)) {
    const Span day{span.file, span.begin_byte, span.begin_byte + static_cast<uint32_t>(text.size())};
    fix(d, fmt::format("write `{}`, the last day of that month", *last), {{day, *last}});
  }
  return d;
}

Diagnostic no_such_instant(Span span, std::string_view why) {
  return make(Code::InvalidInstant, span, std::string(why));
}

Diagnostic missing_offset(Span span) {
  Diagnostic d = make(Code::MissingOffset, span, "this instant does not say its distance from UTC");
  d.notes.push_back("write `Z` for UTC or the offset, as in 2026-12-07T09:00:00+01:00");
  fix(d, "take it as UTC", {{end_of(span), "Z"}});
  return d;
}

Diagnostic invalid_escape(Span span, std::string_view text) {
  Diagnostic d = make(Code::InvalidEscape, span, fmt::format("`{}` is no escape of a text", text));
  d.notes.push_back(R"(a text knows \" \\ \n \t and \u{1F600}; a backslash itself is written \\)");
  fix(d, "write a backslash", {{begin_of(span), "\\"}});
  return d;
}

Diagnostic foreign_sign(Span span, std::string_view seen, std::string_view meant, bool blank_after) {
  Diagnostic d = make(Code::ForeignSign, span, fmt::format("`{}` is written `{}` here", seen, meant));
  fix(d, fmt::format("write `{}`", meant), {{span, fmt::format("{}{}", meant, blank_after ? " " : "")}});
  return d;
}

Diagnostic needless_semicolon(Span span) {
  Diagnostic d = make(Code::ForeignSign, span, "a line needs no `;` at its end");
  fix(d, "take it away", {{span, ""}});
  return d;
}

Diagnostic slash_comment(Span span) {
  Diagnostic d = make(Code::ForeignSign, span, "a comment begins with `#`, not with `//`");
  fix(d, "write `#`", {{span, "#"}});
  return d;
}

Diagnostic foreign_blank(Span span) {
  Diagnostic d = make(Code::InvalidCharacter, span, "this is a special blank, as word processors make them");
  fix(d, "write an ordinary blank", {{span, " "}});
  return d;
}

Diagnostic foreign_quotes(Span open, Span close) {
  Diagnostic d = make(Code::ForeignSign, cover(open, close), "texts stand in straight double quotes");
  fix(d, "write double quotes", {{open, "\""}, {close, "\""}});
  return d;
}

Diagnostic nested_too_deep(Span span, std::string_view what) {
  return make(Code::NestedTooDeep, span,
              fmt::format("{} nested deeper than {} levels", what, limits::kMaxNesting));
}

Diagnostic unclosed_bracket(Span open, char bracket, Span end, Span next) {
  const char closing = bracket == '{' ? '}' : ')';
  Diagnostic d = make(Code::UnclosedBracket, open, fmt::format("this `{}` is never closed", bracket),
                      fmt::format("opened here, without a `{}`", closing));
  if (!next.is_none()) d.secondary.push_back({next, "the next declaration begins here"});
  fix(d, fmt::format("close it with `{}`", closing),
      {{end_of(end), bracket == '{' ? std::string("\n}") : std::string(")")}});
  return d;
}

Diagnostic extra_bracket(Span span, char bracket) {
  Diagnostic d = make(Code::ExtraBracket, span, fmt::format("this `{}` closes nothing", bracket));
  fix(d, "take it away", {{span, ""}});
  return d;
}

Diagnostic unknown_declaration(Span span, std::string_view text) {
  Diagnostic d = make(Code::UnknownDeclaration, span, fmt::format("`{}` does not open a declaration", text));
  const std::vector<std::string> words(kDeclarationWords.begin(), kDeclarationWords.end());
  const std::vector<std::string> close = diagnostics::suggest(text, words);
  for (const std::string& word : close) fix(d, fmt::format("write `{}`", word), {{span, word}});
  if (text == "reset") {
    d.notes.push_back("a reset is a row in the block of its score");
  } else if (close.empty()) {
    const auto but_last = kDeclarationWords.end() - 1;
    d.notes.push_back(fmt::format("a policy is made of {} and {}",
                                  fmt::join(kDeclarationWords.begin(), but_last, ", "), *but_last));
  }
  return d;
}

Diagnostic later_declaration(Span span, std::string_view word) {
  return make(Code::LaterDeclaration, span, fmt::format("`{}` is not part of the language yet", word),
              "this declaration is passed over");
}

Diagnostic unexpected(Span span, std::string_view seen, const std::string& expected) {
  const std::string what = expected.empty() ? std::string() : fmt::format("; expected {}", expected);
  return make(Code::UnexpectedToken, span,
              seen.empty() ? fmt::format("the declaration ends too early{}", what)
                           : fmt::format("`{}` does not belong here{}", seen, what));
}

Diagnostic line_too_short(Span end, const std::string& expected) {
  return make(Code::UnexpectedToken, end,
              expected.empty() ? "the line ends too early"
                               : fmt::format("the line ends too early; expected {}", expected));
}

Diagnostic reserved_word(Span span, std::string_view word, const std::string& expected) {
  Diagnostic d = make(Code::ReservedWord, span,
                      expected.empty() ? fmt::format("`{}` is a reserved word", word)
                                       : fmt::format("`{}` is a reserved word; expected {}", word, expected));
  fix(d, "put it in backticks", {{span, fmt::format("`{}`", word)}});
  return d;
}

Diagnostic chained_comparison(Span span, std::string_view seen) {
  Diagnostic d = make(Code::ChainedComparison, span,
                      fmt::format("`{}` follows a comparison; comparisons do not chain", seen));
  d.notes.push_back(
      "join two comparisons with `and`, or write `x from 11 to 1000` for a range with both ends");
  return d;
}

void suggest_join(Diagnostic& diagnostic, Span at, std::string_view middle) {
  fix(diagnostic, fmt::format("compare `{}` twice", middle),
      {{begin_of(at), fmt::format("and {} ", middle)}});
}

Diagnostic repeated_clause(Span span, std::string_view what, Span first) {
  Diagnostic d = make(Code::RepeatedClause, span, fmt::format("{} is said twice", what));
  d.secondary.push_back({first, "said here first"});
  return d;
}

Diagnostic missing_currency(Span span) {
  Diagnostic d = make(Code::MissingCurrency, span, "money needs its currency");
  d.notes.push_back("a currency is three capital letters, as in `money EUR`");
  return d;
}

Diagnostic has_several(Span items) {
  Diagnostic d = make(Code::MissingGuard, items, "`has` alone asks for one item");
  d.notes.push_back("several are asked for by `has any of list { … }` or `has all of list { … }`");
  fix(d, "write `any of list { … }`", {{begin_of(items), "any of list { "}, {end_of(items), " }"}});
  return d;
}

Diagnostic missing_guard(Span span, bool is_last) {
  Diagnostic d = make(Code::MissingGuard, span, "this value does not say when it holds");
  d.notes.push_back("every value of a list ends in `when …`, the last may end in `otherwise`");
  if (is_last) fix(d, "make it the value of all others", {{end_of(span), " otherwise"}});
  return d;
}

Diagnostic not_known(Span span, bool known) {
  const std::string_view right = known ? "is missing" : "is known";
  Diagnostic d = make(Code::NotKnown, span,
                      fmt::format("`is not {}` is written `{}`", known ? "known" : "missing", right));
  fix(d, fmt::format("write `{}`", right), {{span, std::string(right)}});
  return d;
}

Diagnostic no_such_time(Span span, std::string_view why) {
  return make(Code::NoSuchTime, span, std::string(why));
}

Diagnostic unknown_weekday(Span span, std::string_view word) {
  Diagnostic d = make(Code::UnknownWeekday, span, fmt::format("`{}` is no day of the week", word));
  d.notes.push_back("write `every monday at 08:00`, `every day at 08:00` or `every month on day 1 at 08:00`");
  return d;
}

Diagnostic limit_period(Span span, std::string_view unit) {
  Diagnostic d = make(Code::LimitPeriod, span,
                      fmt::format("a limit counts per day, week or month of the calendar, not per {}", unit));
  d.notes.push_back(fmt::format(
      "for a rolling period write `per 1 {}`; for an attribute called `{}` use backticks", unit, unit));
  fix(d, fmt::format("write `1 {}`", unit), {{begin_of(span), "1 "}});
  return d;
}

Diagnostic mixed_grade(Span row, Span first) {
  Diagnostic d = make(Code::MixedGrade, row, "a grade is made in one way, this row belongs to another");
  d.secondary.push_back({first, "this row says how the grade is made"});
  d.notes.emplace_back(
      "a grade has rows that end in `when …`, or steps with `up`, `down` and `at most`, or points with "
      "thresholds, or is the best of other grades");
  return d;
}

Diagnostic grade_part_missing(Span name, std::string_view grade, std::string_view part) {
  return make(Code::MixedGrade, name, fmt::format("the grade `{}` lacks {}", grade, part));
}

void suggest_insertion(Diagnostic& diagnostic, Span at, std::string_view sign) {
  fix(diagnostic, fmt::format("insert `{}`", sign.substr(sign.find_first_not_of(' '))),
      {{at, std::string(sign)}});
}

void suggest_word(Diagnostic& diagnostic, Span span, std::string_view word) {
  fix(diagnostic, fmt::format("write `{}`", word), {{span, std::string(word)}});
}

}  // namespace lead::syntax::problems
