// Of the syntax tree (tree.h): types, fields of events and attributes, and instants.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "compiler/syntax/tree_expressions.h"

namespace lead::syntax {

enum class TypeWord : uint8_t {
  Text,
  Number,
  Decimal,
  YesNo,
  Date,
  Instant,
  Duration,
  Money,
  Percent,
  Country,
  Email,
  Set,  // `set of Topic`
  Named
};
struct TypeExpr {
  TypeWord word = TypeWord::Text;
  std::string name;  // the currency of money, the choice of Named and Set; otherwise empty
  Span span;
};

// --- fields and instants
enum class Presence : uint8_t { Required, Optional, Default };
struct Field {
  Name name;
  TypeExpr type;
  ExprId low, high;      // `from 0 to 1_000_000`; none if not written; the high end may be missing
  bool rounded = false;  // input with more than six fraction digits is rounded instead of malformed
  Presence presence = Presence::Required;
  ExprId fallback;  // the value after `=`
};

// `2026-12-07 09:00` (of the policy's zone), `2026-12-07T09:00:00Z`, `+1h 30m` (since the last of the other
// two).
struct LocalMoment {
  ExprId date;  // a DateExpr or an ErrorExpr
  int64_t time_ms = 0;
};
struct InstantMoment {
  ExprId instant;  // an InstantExpr or an ErrorExpr
};
struct OffsetMoment {
  struct Part {
    bool is_minus = false;
    Duration duration;
  };
  std::vector<Part> parts;  // at least one
};
struct Moment {
  std::variant<LocalMoment, InstantMoment, OffsetMoment> when;
  Span span;
};

}  // namespace lead::syntax
