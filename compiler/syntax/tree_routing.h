// Of the syntax tree (tree.h): people, teams, queues and routes, and accounts that leads are matched with.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "compiler/syntax/tree_causes.h"

namespace lead::syntax {

// --- people
struct PersonValue {  // `region nordics`, `capacity 20`
  Name column;
  ExprId value;
};
struct Absence {  // `away from 2026-12-01 to 2026-12-08 12:00`, the end not included
  Moment from, until;
  Span span;
};
struct PersonRow {  // `anna "Anna Berg" region nordics, hours office_hours, weight 2`
  Name name;
  std::optional<std::string> title;
  std::vector<PersonValue> values;
  std::vector<Absence> absences;
  Span span;
};
struct PersonDecl {  // `person { region Region optional }`: what is known of everybody
  std::vector<Field> columns;
};
struct PeopleFile {
  std::string path;  // as written
  Span span;
};
struct PeopleDecl {
  std::variant<std::vector<PersonRow>, PeopleFile> content;
};

// --- teams, roles, queues
struct TeamDecl {  // `team dach "DACH" where region is dach`, `team founders is anna, ben`
  Name name;
  std::optional<std::string> title;
  ExprId where;
  std::vector<Name> members;  // in this order; empty: `where` says who
};
struct RoleDecl {  // `role sales_manager is maria`
  Name name;
  std::optional<std::string> title;
  Name person;
};
enum class CapPer : uint8_t { Hour, Day, Week, Month, Rolling };
struct Cap {  // `at most 5 per day`, `at most 50 per 7 days together`
  uint32_t count = 0;
  CapPer per = CapPer::Day;
  Duration period;        // Rolling
  bool together = false;  // of all members, not of each
  Span span;
};
struct QueueDecl {
  Name name;
  std::optional<std::string> title;
  std::optional<Name> claim_event, claim_field;  // `claimed on claim by rep`
  std::optional<Name> offered_to;                // a team; none: everybody
  std::vector<Cap> caps;                         // `at most 3 claims per day`
  std::optional<Duration> stay;                  // `for 7 days`
  std::optional<Name> watched_by;
};

// --- routes
enum class Algorithm : uint8_t {
  InOrder,
  Turns,
  LeastRecent,
  SmoothTurns,
  LowestPointer,
  CountInPeriod,
  LeastLoaded,
  FairShare
};
struct KeepDestination {};
struct ClearDestination {};
struct PersonDestination {  // `to person account_owner`
  ExprId person;
};
struct LastDestination {  // `to last owner`
  Name role;
};
struct RememberedDestination {  // `to remembered owner`
  Name role;
};
struct NamedDestination {  // `to sdr where certified, by turns per region`; a queue: `to inbound`
  Name name;
  ExprId where;
  std::optional<Algorithm> algorithm;
  CapPer period = CapPer::Day;  // CountInPeriod
  ExprId key;                   // `per region`
  Span algorithm_span;
};
struct RouteOptions {
  std::vector<Cap> caps;
  std::optional<Span> at_work, cover, wait, catching_up;
  std::optional<Duration> look_ahead;  // `at work within 4 hours`
  std::optional<uint32_t> exclude;     // `excluding last 2 owners`
  std::optional<Name> spent_on;        // `turn spent on meeting_scheduled`
};
struct RouteRow {
  Name name;
  std::optional<std::string> title;
  std::variant<KeepDestination, ClearDestination, PersonDestination, LastDestination, RememberedDestination,
               NamedDestination>
      destination;
  Span destination_span;
  RouteOptions options;
  ExprId when;
  bool is_otherwise = false;
  Span span;
};
struct MemoryTime {  // `for 4 months`, from the assignment; `for 30 days from call`
  Duration period;
  std::optional<Name> from;
  Span span;
};
struct RememberClause {  // `remember by domain_of(email) for 4 months, renewed on touch`
  ExprId key;
  std::vector<MemoryTime> times;  // at least one
  std::optional<Name> renewed_on;
  Span span;
};
struct HandClause {  // `set on owner_changed to rep, not counted`
  Name event, field;
  bool is_counted = true;
  Span span;
};
struct RouteDecl {
  Name role;
  std::optional<std::string> title;
  std::optional<Span> unique;  // `route owner unique on …`: no lead meets two rows
  std::vector<Cause> causes;
  std::vector<RouteRow> rows;
  std::vector<RememberClause> remembers;  // one; more are reported
  ExprId load;                            // `load counts while stage is accepted`
  std::vector<Name> turn_back;            // `turn back on no_show`
  std::vector<HandClause> by_hand;
};

// --- accounts
struct AccountValue {  // `domain "acme.example"`
  Name column;
  ExprId value;
};
struct AccountRow {  // `acme name "Acme", domain "acme.example", customer yes`
  Name name;
  std::vector<AccountValue> values;
  Span span;
};
struct AccountDecl {  // `account { name text  domain text optional }`: what is known of each
  std::vector<Field> columns;
};
struct AccountsFile {
  std::string path;  // as written
  Span span;
};
struct AccountsDecl {
  std::variant<std::vector<AccountRow>, AccountsFile> content;
};
struct MatchRule {  // `by_name "The same name": same_name(name, company) and country matches`
  Name name;
  std::optional<std::string> title;
  ExprId condition;
  Span span;
};
enum class Prefers : uint8_t { Met, Least, Greatest };
struct Preference {  // `prefer customer, greatest revenue, earliest opened`
  Prefers prefers = Prefers::Met;
  Name column;
  Span word;  // `greatest`; Met: the column
};
struct MatchDecl {
  std::optional<std::string> title;
  std::vector<MatchRule> rules;
  std::vector<Preference> preferences;
  Span span;  // of `match account`
};

}  // namespace lead::syntax
