// Of the syntax tree (tree.h): causes, what makes something happen.
//
// The same in every block. An edge is a condition that is met at the end of an item and was not at the end of
// the one before: `on interest becoming hot` is the condition `interest is hot`, `on count of E in last D
// reaching 3` is `count of E in last D at least 3`.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "compiler/syntax/tree_types.h"

namespace lead::syntax {

struct EventCause {
  Name event;
  ExprId where;
};
struct EdgeCause {
  ExprId condition;
  ExprId when;  // judged when it comes to hold; none: always
};
enum class Every : uint8_t { Day, Week, Month };
struct ScheduleCause {
  Every every = Every::Day;
  uint32_t day = 0;     // Week: 0 is Monday; Month: 1 to 31, of a shorter month its last day
  uint32_t minute = 0;  // of the day, in the policy's zone
  ExprId when;
};
struct DoorCause {  // `on entering mql`, `on leaving mql`: also when a lead only passes through
  bool is_leaving = false;
  Name stage;
  ExprId when;
};
struct BreachCause {  // `on breach of first_touch`
  Name sla;
  ExprId when;
};
struct AssignmentCause {  // `on assignment of owner`
  Name role;
  ExprId when;
};
struct ExpiryCause {  // `on expiry of inbound`
  Name queue;
  ExprId when;
};
struct Cause {
  std::variant<EventCause, EdgeCause, ScheduleCause, DoorCause, BreachCause, AssignmentCause, ExpiryCause>
      node;
  Span span;
};

}  // namespace lead::syntax
