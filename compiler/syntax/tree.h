// The syntax tree of a policy: what was written, nothing decided.
//
// `parse` makes it from text, `resolve` and `check` read it. Declarations stand in the order of the text;
// expressions live in one store and refer to each other by id, children before parents. Names are kept as
// written (backticks taken off). Nothing here knows what a name means.
//
//   score interest "How much interest" { pricing: +5 each page_view where path starts with "/pricing" }
//     -> ScoreDecl{ name "interest",
//                   rules[0] = Rule{ amount PointsAmount{5.000000}, trigger EachTrigger{page_view, where} } }
//
// Errors: where text could not be understood, `ErrorExpr` or a left-out declaration stands in, and a
// diagnostic has been reported already: later steps stay silent about it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "compiler/syntax/tree_causes.h"
#include "compiler/syntax/tree_journey.h"
#include "compiler/syntax/tree_routing.h"
#include "compiler/syntax/tree_scores.h"
#include "compiler/syntax/tree_tests.h"

namespace lead::syntax {

// --- declarations
// ------------------------------------------------------------------------------------------------------
// `version "2026.11"`, `time zone "Europe/Stockholm"`, `owners marketing, sales`, `lateness 10m`, `dedupe 30
// days`, `unknown events set aside`. `key` is the setting's words joined by one blank: "time zone", "unknown
// events".
struct Setting {
  Name key;
  std::vector<ExprId> values;  // texts, dates, durations; a word or words stand as one NameExpr ("set aside")
};

struct PolicyDecl {
  Name name;
  std::optional<std::string> title;
  std::vector<Setting> settings;
};

struct UseDecl {
  Name module;
};  // `std.email`

struct ChoiceDecl {
  Name name;
  bool ordered = false;  // written with `<`: first is least
  std::vector<Name> items;
};

struct LeadDecl {
  std::vector<Field> attributes;
};

struct EventDecl {
  Name name;
  std::optional<std::string> title;
  std::optional<Name> actor;  // `by sales`
  std::vector<Field> fields;  // the payload
  struct Fill {
    Name attribute;     // set by the field of the same name
    bool once = false;  // only while it is not known
  };
  std::vector<Fill> fills_in;
};

// `table industry_of (text -> Industry) { "Banking", "Bank" -> finance }`, or its rows from a file:
// `table country_of (text -> country) from "countries.csv" columns Name -> Code`.
struct TableRow {
  struct Key {
    std::string text;
    Span span;
  };
  std::vector<Key> keys;  // at least one
  ExprId value;           // a constant
  Span span;
};
struct TableFile {
  std::string path;  // as written
  Span span;
  std::optional<Name> key_column, value_column;  // both or neither
};
struct TableDecl {
  Name name;
  std::optional<std::string> title;
  Name key;  // `text`, `domain` or `words`
  TypeExpr value;
  std::vector<TableRow> rows;
  std::optional<TableFile> file;
};

struct ValueRow {  // `enterprise when employees >= 1000`
  ExprId value;
  ExprId condition;  // none: `otherwise`
  Span span;
};
struct ExprBody {
  ExprId expr;
};  // a condition, a value or a list
struct LadderBody {
  std::vector<ValueRow> rows;
};  // first match
struct EventsBody {
  std::vector<Name> events;
};  // `any of call, personal_email`
struct DefineDecl {
  Name name;
  std::optional<std::string> title;
  std::optional<Name> owner;  // `owned by sales`
  std::optional<std::string> because;
  ExprId since;  // a DateExpr or none
  std::variant<ExprBody, LadderBody, EventsBody> body;
};

struct BucketRow {
  Name name;
  ExprId from;
  ExprId to;
  Span span;
};  // `to` none: up to the next row (half-open)
struct BucketsDecl {  // `bands size of employees { small from 1, mid from 100 }`
  Name name;
  std::optional<std::string> title;
  ExprId subject;
  std::vector<BucketRow> rows;
};

// `ignore page_view "Robots" where agent contains "bot"`: such events never count.
struct IgnoreDecl {
  Name event;
  std::optional<std::string> title;
  ExprId where;  // none: all of them
};
struct SuspendDecl {
  ExprId condition;
};  // `suspend scoring while …`

struct Decl {
  Span span;  // the whole declaration
  std::variant<PolicyDecl, UseDecl, ChoiceDecl, LeadDecl, EventDecl, DefineDecl, BucketsDecl, ScoreDecl,
               GradeDecl, MatrixDecl, FixtureDecl, TestDecl, IgnoreDecl, SuspendDecl, TableDecl,
               LifecycleDecl, CalendarDecl, SlaDecl, PersonDecl, PeopleDecl, TeamDecl, RoleDecl, QueueDecl,
               RouteDecl, AccountDecl, AccountsDecl, MatchDecl>
      node;
};

struct SyntaxTree {
  std::vector<Decl> decls;
  Store<Expr, ExprTag> exprs;
};

}  // namespace lead::syntax
