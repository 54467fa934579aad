#include "compiler/semantics/routing_problems.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/semantics/policy_words.h"
#include "runtime/base/limits.h"
#include "runtime/base/text.h"

namespace lead::semantics::problems {

using diagnostics::Code;
using diagnostics::make;

namespace {

std::string_view word_of(PartyKind kind) {
  switch (kind) {
    case PartyKind::Person:
      return "a person";
    case PartyKind::Team:
      return "a team";
    case PartyKind::Post:
      return "a role that one person has";
    case PartyKind::Role:
      return "a role of the lead";
    case PartyKind::Queue:
      return "a queue";
  }
  return "somebody";
}

Code code_of(PartyKind kind) {
  switch (kind) {
    case PartyKind::Person:
    case PartyKind::Post:
      break;
    case PartyKind::Team:
      return Code::UnknownTeam;
    case PartyKind::Queue:
      return Code::UnknownQueue;
    case PartyKind::Role:
      return Code::UnknownRole;
  }
  return Code::UnknownPerson;
}

std::string_view how_declared(PartyKind kind) {
  switch (kind) {
    case PartyKind::Person:
    case PartyKind::Post:
      break;
    case PartyKind::Team:
      return "a team is declared: `team sdr where certified`, or `team founders is anna, ben`";
    case PartyKind::Queue:
      return "a queue is declared: `queue inbound claimed on claim by rep, for 7 days, watched by sales`";
    case PartyKind::Role:
      return "a role of the lead is given by a route: `route owner on entering mql { … }`";
  }
  return "people are listed: `people { anna \"Anna Berg\" weight 2 }`";
}

// Somebody is wanted, and this is not one person.
std::string what_else(const Name& name, PartyKind found) {
  const std::string written = write_name(name.text);
  if (found == PartyKind::Team)
    return fmt::format("a team gets leads without `person`: `to {} by turns`", written);
  if (found == PartyKind::Queue) return fmt::format("a lead goes into a queue by a row: `to {}`", written);
  return std::string(how_declared(PartyKind::Person));
}

// `owner is nobody`, `owner is present`: whether there is somebody has words of its own.
bool offer_presence(Diagnostic& d, const Name& name) {
  constexpr std::array<std::string_view, 5> kNobody = {"nobody", "none", "empty", "unassigned", "null"};
  constexpr std::array<std::string_view, 5> kSomebody = {"present", "somebody", "anybody", "someone",
                                                         "assigned"};
  const auto is_in = [&](const auto& words) {
    return std::find(words.begin(), words.end(), name.text) != words.end();
  };
  if (!is_in(kNobody) && !is_in(kSomebody)) return false;
  d.notes.emplace_back("nobody holds a role: `owner is missing`; somebody does: `owner is known`");
  offer_names(d, name.span, {is_in(kNobody) ? "missing" : "known"});
  return true;
}

}  // namespace

Diagnostic unknown_party(const Name& name, PartyKind wanted, const PartyKind* found, const Strings& close) {
  if (found != nullptr) {
    Diagnostic d =
        make(code_of(wanted), name.span,
             fmt::format("`{}` is {}, and {} is wanted here", name.text, word_of(*found), word_of(wanted)));
    d.notes.push_back(wanted == PartyKind::Person ? what_else(name, *found)
                                                  : std::string(how_declared(wanted)));
    return d;
  }
  const std::string_view what = wanted == PartyKind::Team    ? "no team is called"
                                : wanted == PartyKind::Queue ? "no queue is called"
                                : wanted == PartyKind::Role  ? "no route gives a role"
                                                             : "nobody is called";
  Diagnostic d = make(code_of(wanted), name.span, fmt::format("{} `{}`", what, name.text));
  if (wanted == PartyKind::Person && close.empty() && offer_presence(d, name)) return d;
  offer_names(d, name.span, close);
  if (close.empty()) d.notes.emplace_back(how_declared(wanted));
  return d;
}

Diagnostic post_of_nobody(const Name& person, const PartyKind* found, const Strings& close) {
  Diagnostic d = make(Code::UnknownPerson, person.span,
                      found == nullptr ? fmt::format("nobody is called `{}`", person.text)
                                       : fmt::format("`{}` is {}, and a person is wanted here", person.text,
                                                     word_of(*found)));
  offer_names(d, person.span, close);
  if (close.empty())
    d.notes.emplace_back("a role is one person of the roster: `role sales_manager is maria`");
  return d;
}

Diagnostic person_not_here(const Name& name, const Strings& close) {
  Diagnostic d = make(Code::UnknownPerson, name.span,
                      fmt::format("nobody of the people who work here then is called `{}`", name.text));
  offer_names(d, name.span, close);
  return d;
}

Diagnostic unknown_column(Span span, std::string_view column, const Strings& close) {
  Diagnostic d =
      make(Code::UnknownColumn, span, fmt::format("people have no column `{}`", shortened(column)));
  offer_names(d, span, close);
  if (close.empty())
    d.notes.emplace_back(
        "columns are declared: `person { region Region }`; everybody has `hours`, `weight`, `capacity`, "
        "`cover` "
        "and `away` besides");
  return d;
}

void offer_person(Diagnostic& d, Span span, const std::string& name, bool is_known) {
  d.notes.emplace_back("a person is written by name, without quotes: `owner is anna`");
  if (is_known) d.fixes = {{fmt::format("write `{}`", write_name(name)), {{span, write_name(name)}}}};
}

Diagnostic comma_missing(const Name& column, Span before) {
  Diagnostic d = make(Code::PersonRow, column.span,
                      fmt::format("`{}` is a column of people, and would be a person here", column.text));
  d.notes.emplace_back("what is known of a person is parted by commas: `anna weight 2, cover ben`");
  const Span place{before.file, before.end_byte, before.end_byte};
  d.fixes.push_back({"insert `,`", {{place, ","}}});
  return d;
}

Diagnostic queue_of_other_role(const Name& queue, std::string_view role, std::string_view other) {
  Diagnostic d =
      make(Code::UnknownDestination, queue.span,
           fmt::format("`{}` is a queue for `{}`, and this route gives `{}`", queue.text, other, role));
  d.notes.push_back(
      fmt::format("a claim takes one role of a lead: declare a queue of its own for `{}`", role));
  return d;
}

Diagnostic unknown_destination(const Name& name, const PartyKind* found, Span person_fix,
                               const Strings& close) {
  if (found == nullptr) {
    Diagnostic d = make(Code::UnknownDestination, name.span,
                        fmt::format("no team and no queue is called `{}`", name.text));
    offer_names(d, name.span, close);
    return d;
  }
  Diagnostic d =
      make(Code::UnknownDestination, name.span,
           fmt::format("`{}` is {}, and leads go to a team or a queue", name.text, word_of(*found)));
  if (!person_fix.is_none() && (*found == PartyKind::Person || *found == PartyKind::Post))
    d.fixes.push_back({"give the lead to this person", {{person_fix, "person " + write_name(name.text)}}});
  return d;
}

Diagnostic standard_column(const Name& column) {
  Diagnostic d = make(Code::NameTwice, column.span, fmt::format("everybody has `{}` already", column.text));
  d.notes.emplace_back("it needs no declaration");
  return d;
}

Diagnostic column_declared(const Name& column) {
  return make(Code::NameTwice, column.span, fmt::format("the column `{}` is declared twice", column.text));
}

// --- people
Diagnostic too_many(Span span, std::string_view what, size_t most) {
  return make(Code::PolicyTooLarge, span, fmt::format("a policy has at most {} {}", most, what));
}

Diagnostic too_many_times(Span span) {
  return make(Code::PolicyTooLarge, span,
              fmt::format("a `remember` has at most {} times", limits::kMaxMemoriesOfRole));
}

Diagnostic person_name(Span span, std::string_view why) {
  return make(Code::PersonRow, span, std::string(why));
}

Diagnostic people_row(Span span, std::string_view why) {
  return make(Code::PersonRow, span, std::string(why));
}

Diagnostic column_missing(Span person, std::string_view id, std::string_view column) {
  Diagnostic d = make(Code::PersonRow, person,
                      fmt::format("`{}` has no `{}`, which everybody has", shortened(id), column));
  d.notes.push_back(fmt::format("give it here, or declare the column `optional`"));
  return d;
}

Diagnostic column_names(Span span, std::string_view column, std::string_view wanted) {
  return make(Code::PersonRow, span, fmt::format("`{}` names {}", column, wanted));
}

Diagnostic covers_themselves(Span span, std::string_view id) {
  return make(Code::CoversThemselves, span, fmt::format("`{}` cannot cover for themselves", shortened(id)));
}

Diagnostic cover_not_here(Span span, std::string_view id, std::string_view cover) {
  return make(Code::CoversThemselves, span,
              fmt::format("`{}` covers for `{}` and is not in this roster", shortened(cover), shortened(id)));
}

Diagnostic away_backwards(Span span) {
  Diagnostic d = make(Code::AbsenceOrder, span, "this absence ends before it begins");
  d.notes.emplace_back("the end is not part of it: `away from 2026-12-01 to 2026-12-02` is one day");
  return d;
}

Diagnostic away_twice(Span span, Span other) {
  Diagnostic d = make(Code::AbsenceOrder, span, "these two absences overlap", "begins within the other");
  d.secondary.push_back({other, "away already"});
  return d;
}

Diagnostic away_without_date(Span span) {
  Diagnostic d = make(Code::AbsenceOrder, span, "an absence begins and ends at a date");
  d.notes.emplace_back("write `away from 2026-12-01 to 2026-12-08`");
  return d;
}

Diagnostic away_out_of_time(Span span) {
  return make(Code::AbsenceOrder, span, "an absence lies between 1970 and 2200");
}

// --- teams and queues
Diagnostic team_of_the_lead(Span span) {
  Diagnostic d = make(Code::TeamGuard, span, "who is in a team is settled by columns of people alone");
  d.notes.emplace_back(
      "what depends on the lead stands in the row of a route: `to sdr where region matches`");
  return d;
}

Diagnostic nobody_can_claim(const Name& queue) {
  Diagnostic d = make(Code::QueueUnclaimed, queue.span,
                      fmt::format("nothing takes a lead out of the queue `{}`", queue.text));
  d.notes.emplace_back(
      "say by which event somebody claims a lead, and which of its fields names them: `claimed on claim by "
      "rep`");
  return d;
}

Diagnostic nobody_watches(const Name& queue) {
  Diagnostic d =
      make(Code::QueueUnwatched, queue.span, fmt::format("nobody watches the queue `{}`", queue.text));
  d.notes.emplace_back("name an owner, a team or a person: `watched by sales`");
  return d;
}

Diagnostic cap_of_nothing(Span span) {
  return make(Code::RouteOption, span, "a limit of none lets nobody through");
}

Diagnostic rolling_cap_too_large(Span span) {
  Diagnostic d = make(Code::PolicyTooLarge, span,
                      fmt::format("a limit of the last days counts up to {}", limits::kMaxCapTurns));
  d.notes.emplace_back(
      "one of the calendar (`per day`, `per week`, `per month`) counts as far as it is said");
  return d;
}

Diagnostic no_person_field(const Name& field, std::string_view event, std::string_view type,
                           const Strings& close, const Strings& people) {
  if (type.empty()) {
    Diagnostic d =
        make(Code::PersonField, field.span,
             fmt::format("the event `{}` has no field `{}` that names a person", event, field.text));
    if (!people.empty() && close.empty())
      d.notes.push_back(fmt::format("`{}` names one", fmt::join(people, "`, `")));
    offer_names(d, field.span, close);
    if (close.empty() && people.empty())
      d.notes.push_back(fmt::format("declare it: `event {} {{ {} person }}`", event, field.text));
    return d;
  }
  Diagnostic d = make(Code::PersonField, field.span,
                      fmt::format("the field `{}` of `{}` is {}, and a person is wanted", field.text, event,
                                  with_article(type)));
  d.notes.push_back(fmt::format("declare it: `event {} {{ {} person }}`", event, field.text));
  return d;
}

// --- routes
Diagnostic route_without_rows(const Name& role) {
  Diagnostic d = make(Code::RouteOpen, role.span, fmt::format("this route leads nowhere"));
  d.notes.emplace_back("a row says where: `team: to sdr by turns, or wait otherwise`");
  return d;
}

Diagnostic algorithm_missing(const syntax::RouteRow& row, const syntax::NamedDestination& node) {
  Diagnostic d = make(Code::RouteAlgorithm, row.destination_span,
                      fmt::format("who of `{}` gets the lead is not said", node.name.text));
  if (!node.where)
    d.fixes.push_back({"take turns", {{behind(row.destination_span), " by turns"}}});
  else
    d.fixes.push_back({"take turns", {{behind(row.destination_span), ", by turns"}}});
  return d;
}

Diagnostic algorithm_of_queue(const syntax::NamedDestination& node) {
  Diagnostic d = make(Code::RouteAlgorithm, node.algorithm_span,
                      fmt::format("`{}` is a queue: who claims a lead first has it", node.name.text));
  return d;
}

Diagnostic where_of_queue(Span where, const Name& queue) {
  Diagnostic d = make(Code::RouteOption, where,
                      fmt::format("who may claim a lead is said by the queue `{}`", queue.text));
  d.notes.emplace_back("write `offered to` a team there");
  return d;
}

Diagnostic option_unfit(Span span, std::string_view option, Span destination, bool to_somebody) {
  Diagnostic d = make(Code::RouteOption, span, fmt::format("{} says nothing in this row", option));
  d.secondary.push_back({destination, to_somebody ? "nobody takes turns here" : "nobody is chosen here"});
  return d;
}

Diagnostic waits_for_time(Span row, std::string_view part) {
  Diagnostic d = make(Code::RouteOption, row, "a lead cannot wait in this row");
  d.notes.push_back(fmt::format(
      "{} changes by time alone; a lead that waits is looked at again when somebody becomes free or the lead "
      "changes, not with every millisecond",
      part));
  d.notes.push_back(
      "leave `or wait` out, or ask for something that an event changes; a route may also be run again when "
      "the time has come, as in `on becoming warm`");
  return d;
}

Diagnostic nothing_to_catch_up(Span span, Span algorithm) {
  Diagnostic d = make(Code::RouteOption, span, "nobody catches up here");
  d.secondary.push_back(
      {algorithm, "only `by lowest pointer` puts those who come back level with the others"});
  return d;
}

Diagnostic too_many_excluded(Span span) {
  return make(Code::ExcludedCount, span,
              fmt::format("from 1 to {} former holders can be left out", limits::kMaxExcluded));
}

Diagnostic wrong_key(Span span, std::string_view what, std::string_view type) {
  Diagnostic d = make(Code::RouteKey, span, fmt::format("{} cannot be {}", what, with_article(type)));
  d.notes.emplace_back("a text, such as `domain_of(email)`, is kept for as long as it is remembered");
  return d;
}

Diagnostic other_role(const Name& name, const Name& role) {
  Diagnostic d = make(Code::UnknownRole, name.span, fmt::format("this route gives `{}`", role.text));
  d.fixes.push_back({fmt::format("write `{}`", role.text), {{name.span, write_name(role.text)}}});
  return d;
}

Diagnostic nothing_remembered(Span span, const Name& role) {
  Diagnostic d =
      make(Code::RoutesContradict, span, fmt::format("no route remembers who was given `{}`", role.text));
  d.notes.emplace_back("say by what and for how long: `remember by domain_of(email) for 4 months`");
  return d;
}

Diagnostic remembered_twice(const syntax::MemoryTime& time, Span other) {
  const std::string from = time.from ? fmt::format("`{}`", time.from->text) : "the assignment";
  Diagnostic d =
      make(Code::RoutesContradict, time.span, fmt::format("{} has two times of memory", from), "again");
  d.secondary.push_back({other, "the first is here"});
  d.notes.emplace_back("the longer one says it all: take the other away, or let it begin with another event");
  return d;
}

Diagnostic nothing_to_renew(const Name& event, const syntax::MemoryTime& time) {
  Diagnostic d = make(Code::RoutesContradict, event.span, "there is nothing to renew", "");
  d.secondary.push_back({time.span, fmt::format("begins with `{}`, each time anew", time.from->text)});
  d.notes.push_back(
      fmt::format("`renewed on` makes a memory that began with an assignment last longer; write "
                  "`for 30 days from {}` for one more that begins with `{}`",
                  write_name(event.text), event.text));
  return d;
}

Diagnostic said_by_two(Span span, std::string_view what, Span other) {
  Diagnostic d =
      make(Code::RoutesContradict, span, fmt::format("`{}` is said twice for one role", what), "again");
  d.secondary.push_back({other, "said here already"});
  return d;
}

Diagnostic row_for_all(const syntax::RouteRow& row, Span unique) {
  Diagnostic d = make(Code::RowsOverlap, row.name.span,
                      fmt::format("`{}` is for every lead, and the rows below it are, too", row.name.text));
  d.secondary.push_back({unique, "no lead is to meet two rows"});
  d.notes.emplace_back("say for which leads it is (`when …`), or put it last, under `otherwise`");
  return d;
}

Diagnostic rows_overlap(const syntax::RouteRow& row, const syntax::RouteRow& other, Span unique,
                        const std::string& example) {
  Diagnostic d =
      make(Code::RowsOverlap, row.name.span,
           fmt::format("{} may be one of `{}` and of `{}`", example, other.name.text, row.name.text));
  d.secondary.push_back({other.name.span, "the other row"});
  d.secondary.push_back({unique, "no lead is to meet two rows"});
  d.notes.push_back(
      fmt::format("say in one of them what the other leaves out, as in `when … and not …`; without "
                  "`unique` the first row that is met counts, here `{}`",
                  other.name.text));
  return d;
}

Diagnostic role_filled(const Name& name) {
  Diagnostic d = make(Code::RoleWritten, name.span, fmt::format("`{}` is given by routes alone", name.text));
  d.notes.push_back(fmt::format("by hand it is given in its route: `set on owner_changed to rep`"));
  return d;
}

Diagnostic role_given(const Name& name) {
  Diagnostic d = make(Code::RoleWritten, name.span,
                      fmt::format("`{}` is given by routes alone, also in a test", name.text));
  d.notes.push_back(fmt::format(
      "let an event cause its route, or give it by hand: `set on moved to rep` in the route, and `at "
      "2026-12-01 moved {{ rep anna }}` here"));
  return d;
}

// --- conditions
Diagnostic away_of_no_role(Span span, const Name& name) {
  Diagnostic d = make(Code::UnknownRole, span, fmt::format("whether `{}` is away is not known", name.text));
  d.notes.emplace_back("`is away` asks about a role that a route gives");
  return d;
}

Diagnostic column_asked(Span span, const syntax::ColumnExpr& node) {
  Diagnostic d = make(Code::ColumnAsked, span,
                      fmt::format("`{}` of `{}` cannot be read here", node.column.text, node.row.text));
  d.notes.emplace_back(
      "columns of people are read where people are chosen: in teams, and in `where` of a route's row; those "
      "of "
      "the account as `account.owner`, where a policy has `match account`");
  return d;
}

Diagnostic matches_nothing(Span span) {
  Diagnostic d = make(Code::MatchesPlace, span,
                      "`matches` compares a person with the lead, and there is no person here");
  d.notes.emplace_back("it stands in the row of a route: `to sdr where region matches by turns`");
  return d;
}

Diagnostic matches_no_attribute(Span span, std::string_view column) {
  Diagnostic d = make(Code::MatchesPlace, span, fmt::format("the lead has no attribute `{}`", column));
  d.notes.push_back(
      fmt::format("`{} matches` compares the column with the lead's attribute of that name", column));
  d.notes.push_back(fmt::format("compare it with anything else by `is`: `where {} is territory_of(postcode)`",
                                write_name(std::string(column))));
  return d;
}

Diagnostic matches_other_type(Span span, std::string_view type, Span attribute, std::string_view other) {
  Diagnostic d =
      make(Code::MatchesPlace, span,
           fmt::format("the column is {}, the lead's attribute {}", with_article(type), with_article(other)));
  d.secondary.push_back({attribute, "the attribute"});
  return d;
}

}  // namespace lead::semantics::problems
