#include "compiler/semantics/account_problems.h"

#include <fmt/format.h>

#include "runtime/base/text.h"

namespace lead::semantics::problems {

using diagnostics::Code;
using diagnostics::make;

// --- names
Diagnostic unknown_account_column(Span span, std::string_view column, const Strings& close) {
  Diagnostic d =
      make(Code::UnknownAccountColumn, span, fmt::format("accounts have no column `{}`", shortened(column)));
  offer_names(d, span, close);
  if (close.empty()) d.notes.emplace_back("columns are declared: `account { domain text optional }`");
  return d;
}

Diagnostic unknown_account(Span span, std::string_view name, const Strings& close) {
  Diagnostic d = make(Code::UnknownAccount, span, fmt::format("no account is called `{}`", shortened(name)));
  offer_names(d, span, close);
  if (close.empty()) d.notes.emplace_back("an account is named by its id, the first word of its row");
  return d;
}

Diagnostic account_column_twice(Span span, std::string_view column, Span first) {
  return name_twice("column", {std::string(column), span}, first);
}

Diagnostic account_id_column(const Name& column) {
  Diagnostic d =
      make(Code::NameTwice, column.span, fmt::format("`{}` is what every account has: its id", column.text));
  d.notes.emplace_back("leave the column out: the id stands at the beginning of each row");
  return d;
}

// --- rows
Diagnostic account_row(Span span, std::string_view why) {
  return make(Code::AccountRow, span, std::string(why));
}

Diagnostic account_column_missing(Span account, std::string_view id, std::string_view column) {
  Diagnostic d = make(Code::AccountRow, account,
                      fmt::format("`{}` has no `{}`, which every account has", shortened(id), column));
  d.notes.emplace_back("give it here, or declare the column `optional`");
  return d;
}

// --- rules
namespace {

constexpr std::string_view kRule =
    "a rule compares columns of the account, on the left, with the lead: `domain is domain_of(email) and "
    "country matches`";

}  // namespace

Diagnostic account_of_nobody(Span span, std::string_view person, std::string_view column, std::string_view id,
                             size_t count, const Strings& close) {
  const std::string others = count == 1 ? "" : fmt::format(" and of {} more", count - 1);
  Diagnostic d =
      make(Code::AccountOfNobody, span,
           fmt::format("`{}`, the `{}` of account `{}`{}, is not in the roster", person, column, id, others));
  d.notes.push_back(fmt::format("a row `to person account.{}` is passed over for {}", column,
                                count == 1 ? "leads of this account" : "leads of these accounts"));
  if (!close.empty()) d.notes.push_back(fmt::format("`{}` is in it", close.front()));
  return d;
}

Diagnostic no_comparison(Span span) {
  Diagnostic d = make(Code::MatchRule, span, "this does not say which accounts fit");
  d.notes.emplace_back(kRule);
  return d;
}

Diagnostic no_account_column(Span span) {
  Diagnostic d = make(Code::MatchRule, span, "this is no column of the account");
  d.notes.emplace_back(kRule);
  return d;
}

Diagnostic unlike_in_match(Span span, std::string_view column, std::string_view type, std::string_view lead) {
  return make(Code::MatchRule, span,
              fmt::format("the column `{}` is {}, and the lead has {} here", column, with_article(type),
                          with_article(lead)));
}

Diagnostic not_compared(Span span, std::string_view column, std::string_view type) {
  return make(Code::MatchRule, span,
              fmt::format("the column `{}` is {}, by which no account is found", column, with_article(type)));
}

Diagnostic condition_in_match(Span span) {
  Diagnostic d = make(Code::MatchRule, span, "a condition cannot be compared with a column");
  d.notes.emplace_back("compare with `yes`, `no` or an attribute of the lead");
  return d;
}

Diagnostic match_without_attribute(Span span, std::string_view column) {
  Diagnostic d = make(Code::MatchRule, span, fmt::format("the lead has no attribute `{}`", column));
  d.notes.push_back(
      fmt::format("`{} matches` compares the column with the lead's attribute of that name", column));
  return d;
}

Diagnostic preference_of(Span span, std::string_view word, std::string_view column, std::string_view type) {
  Diagnostic d =
      make(Code::MatchRule, span,
           word.empty() ? fmt::format("`{}` is {}, which is not met or not met", column, with_article(type))
                        : fmt::format("`{}` is {}, and has no {}", column, with_article(type), word));
  d.notes.emplace_back(
      "`prefer customer` takes a yes or no, `greatest` and `least` numbers and amounts, `earliest` and "
      "`latest` dates and instants");
  return d;
}

// --- parts that belong together
Diagnostic match_needs(Span span, std::string_view what, std::string_view example) {
  Diagnostic d = make(Code::MatchParts, span, fmt::format("there {}", what));
  d.notes.push_back(fmt::format("write {}", example));
  return d;
}

Diagnostic nothing_matched(Span span) {
  Diagnostic d = make(Code::MatchParts, span, "no rule says which account is that of a lead");
  d.notes.emplace_back("write one: `match account { by_domain: domain is domain_of(email) }`");
  return d;
}

// --- findings
Diagnostic column_empty(Span column, std::string_view name, bool is_asked) {
  Diagnostic d = make(Code::AccountColumnEmpty, column, fmt::format("no account has `{}`", name));
  d.notes.emplace_back(is_asked ? "what asks for it is never met" : "leave the column out, or fill it in");
  return d;
}

Diagnostic rule_finds_nothing(Span rule, std::string_view name) {
  Diagnostic d = make(Code::MatchFindsNothing, rule, fmt::format("`{}` finds no account", name));
  d.notes.emplace_back("no account has everything that the rule compares");
  return d;
}

Diagnostic address_in_no_column(Span rule, std::string_view name, Span lead, const std::string& words,
                                std::string_view column) {
  Diagnostic d = make(Code::MatchFindsNothing, rule, fmt::format("`{}` finds no account", name));
  d.secondary.push_back({lead, fmt::format("this is a whole address, and no `{}` is one", column)});
  d.fixes.push_back({"compare its domain", {{lead, fmt::format("domain_of({})", words)}}});
  return d;
}

Diagnostic rule_is_idle(Span rule, std::string_view name, Span earlier, std::string_view by) {
  Diagnostic d = make(Code::MatchRuleIdle, rule, fmt::format("`{}` never has anything to find", name));
  d.secondary.push_back({earlier, fmt::format("whatever fits it fits `{}` before", by)});
  d.notes.emplace_back("a rule that asks for more stands above one that asks for less");
  return d;
}

Diagnostic only_ids_decide(Span rule, std::string_view name, const Strings& ids, size_t groups) {
  Diagnostic d = make(Code::MatchByIdAlone, rule,
                      fmt::format("several accounts fit `{}` alike, and only their ids decide", name));
  for (const std::string& group : ids) d.notes.push_back(group);
  if (groups > ids.size()) d.notes.push_back(fmt::format("and {} more", groups - ids.size()));
  d.notes.emplace_back("the lowest id wins; say with `prefer` which should");
  return d;
}

}  // namespace lead::semantics::problems
