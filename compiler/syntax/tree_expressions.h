// Of the syntax tree (tree.h): names, quantities and expressions.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "runtime/base/id.h"
#include "runtime/base/span.h"

namespace lead::syntax {

struct ExprTag;
using ExprId = Id<ExprTag>;

struct Name {
  std::string text;  // never empty
  Span span;         // includes backticks where written
};

// --- quantities
// --------------------------------------------------------------------------------------------------
enum class Unit : uint8_t { Millisecond, Second, Minute, Hour, Day, Week, Month, Year };

// `7 days`, `10m`, `4 business hours`, `day` (as in `per day`: amount 1).
struct Duration {
  int64_t amount = 0;  // never negative
  Unit unit = Unit::Day;
  bool business = false;
  Span span;
};

// --- expressions
// ---------------------------------------------------------------------------------------------------
struct ErrorExpr {};
struct NameExpr {
  Name name;
};
struct TextExpr {
  std::string value;
};  // escapes resolved
struct IntegerExpr {
  int64_t value = 0;
};  // `5_000`
struct DecimalExpr {
  int64_t millionths = 0;
};  // `0.25`, at most six fraction digits
struct PercentExpr {
  int64_t millionths = 0;
};  // `30%` = 300'000
struct MoneyExpr {
  std::string currency;
  int64_t amount_millionths = 0;
};  // `EUR 5_000.50`
struct YesNoExpr {
  bool value = false;
};
struct DateExpr {
  int32_t year = 0;
  uint8_t month = 0, day = 0;
};  // a date of the calendar, checked by the parser
struct InstantExpr {
  int64_t instant_ms = 0;
};  // `2026-12-07T09:00:00Z`, an offset is required
struct DurationExpr {
  Duration duration;
};
struct ListExpr {
  std::vector<ExprId> items;
  bool is_set = false;
};  // `list { software, fintech }`; a set where it is given: `{ software, fintech }`, which may be empty
struct CallExpr {
  Name function;
  std::vector<ExprId> args;
};

enum class UnaryOp : uint8_t { Not, Negate };
struct UnaryExpr {
  UnaryOp op;
  ExprId operand;
  Span op_span;
};

enum class BinaryOp : uint8_t {
  Or,
  And,
  Is,
  IsNot,  // `is`, `=`; `is not`, `!=`
  Less,
  AtMost,
  More,
  AtLeast,  // `<` `below` `less than`; `<=` `at most`; `>` `above` `more than`; `>=` `at least`
  In,
  NotIn,  // right side: a list, a name of one, or a bucket
  StartsWith,
  EndsWith,
  Contains,
  Matches,
  HasAnyWordOf,
  Has,  // `interests has roi`: the left side is a set
  HasAnyOf,
  HasAllOf,  // the right side is a list
  OrElse,    // `x or else 0`
  Add,
  Subtract,
  Multiply,
  Divide,
};
struct BinaryExpr {
  BinaryOp op;
  ExprId left, right;
  Span op_span;
};

struct KnownExpr {
  ExprId operand;
  bool known = true;
  Span op_span;
  bool rating = false;  // asked as `is unrated` / `is not unrated`, of a grade or of bands
};  // `is known` / `is missing`
struct BetweenExpr {
  ExprId operand, low, high;
};  // `x from 11 to 1000`, both ends included

// `signed_up less than 14 days ago`; op is Less, AtMost, More or AtLeast.
struct AgoExpr {
  ExprId operand;
  BinaryOp op;
  Duration duration;
  Span op_span;
};

// A look at the past. `count of E where c in last D` (a number), `any E in last D`, `no E in last D` (yes or
// no), `last E`, `first E` (instants, missing if there was none). Without `in last D`: since the lead was
// born. The others look at a field of the payload: `last E.f`, `first E.f`, `sum of f of E in last D`,
// `count of distinct f of E in last D`.
enum class PastKind : uint8_t {
  Count,
  Any,
  No,
  Last,
  First,
  LastValue,
  FirstValue,
  Sum,
  Least,
  Greatest,
  Average,
  Distinct
};
struct PastExpr {
  PastKind kind;
  Name event;    // an event or a definition `means any of …`
  ExprId where;  // none if not written
  std::optional<Duration> window;
  ExprId field = {};  // a NameExpr, from LastValue on
};
[[nodiscard]] constexpr bool is_of_values(PastKind kind) {  // keeps a value of each event in a window
  return kind >= PastKind::Sum;
}

// Where a lead was: `entries of mql`, `ever in mql`, `first entering mql`, `last entering mql`.
enum class StageAsked : uint8_t { Entries, Ever, FirstEntering, LastEntering };
struct StageExpr {
  StageAsked asked;
  Name stage;
};

// `at least 2 of { a, b, c }`; op is AtLeast, AtMost or Is.
struct CountedExpr {
  BinaryOp op;
  int64_t count = 0;
  std::vector<ExprId> conditions;
};

// `account.owner`, `owner.region`: a column of the row that the name stands for.
struct ColumnExpr {
  Name row, column;
};

// `region matches`: the column of a person is what the lead's attribute of the same name is.
struct MatchesExpr {
  ExprId column;
  Span op_span;
};

struct Expr {
  Span span;
  std::variant<ErrorExpr, NameExpr, TextExpr, IntegerExpr, DecimalExpr, PercentExpr, MoneyExpr, YesNoExpr,
               DateExpr, InstantExpr, DurationExpr, ListExpr, CallExpr, UnaryExpr, BinaryExpr, KnownExpr,
               BetweenExpr, AgoExpr, PastExpr, StageExpr, CountedExpr, ColumnExpr, MatchesExpr>
      node;
};

}  // namespace lead::syntax
