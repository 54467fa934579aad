// The types of the language. Small values, compared with ==.
//
// `Error` agrees with everything and is never reported twice. A list type is the type of its items with
// `is_list`. Missing values are not part of the type: `TypedExpr::may_be_missing` carries them.
#pragma once
#include <cstdint>
#include <string>

namespace lead::semantics {

enum class TypeKind : uint8_t {
  Error,
  YesNo,
  Number,
  Decimal,
  Percent,
  Points,
  Money,
  Date,
  Instant,
  Duration,
  Text,
  Email,
  Country,
  Person,   // a person of the roster, by their name: a text
  Account,  // an account, by its id: a text
  Choice,   // ref: index into Program::schema.choices
  Set,      // of items of a choice; ref as for Choice
  Band,     // ref: index into Program::scores       (`interest is hot`, `interest at least warm`)
  Grade,    // ref: index into Program::grades
  Cell,     // ref: index into Program::matrices
  Bucket,   // ref: index into Program::buckets
  Clock,    // ref: index into Program::slas         (`first_touch is met`)
  Stage,    // ref: index into Program::lifecycles   (`funnel is mql`)
  Label,    // the values of a `means a when …, b otherwise` ladder of bare words; ref: index into
            // Program::definitions
  Events,   // an event or a group of events; only where events are asked for
};

struct Type {
  TypeKind kind = TypeKind::Error;
  uint32_t ref = 0;
  std::string currency{};  // Money only
  bool is_list = false;
  friend bool operator==(const Type&, const Type&) = default;
};

// "number", "money in EUR", "choice Industry", "band of interest": the words of messages.
struct Program;
[[nodiscard]] std::string describe(const Type& type, const Program& program);

}  // namespace lead::semantics
