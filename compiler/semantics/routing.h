// What `check` finds out about people, teams, queues and routes: part of the program (program.h).
//
// Lists stand in the order of the text; those beside a list of the syntax tree have its rows. A role of the
// lead is an attribute (a text) that only the runtime writes; whether its holder is away is another, made
// where somebody asks. Rows of the roster are the artefact's own, except that `hours` is an index into
// Program::calendars.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/semantics/journey.h"
#include "runtime/artefact/schema.h"
#include "runtime/base/span.h"

namespace lead::semantics {

struct Person {
  artefact::PersonT row;
  Span span;
};
struct Team {
  uint32_t decl;
  std::string name;
};
// A name for one person: `role sales_manager is maria`.
struct Post {
  uint32_t decl;
  std::string name, person;
};
// A role of the lead. `memory`: into SyntaxTree::decls, the route whose clause `remember` counts; -1: none.
struct Role {
  std::string name;
  Span span;  // where it is declared first
  uint32_t attribute = 0;
  int32_t away = -1;
  uint32_t history = 0;  // former holders that are asked for
  int32_t memory = -1, load = -1;
};
struct Queue {
  uint32_t decl;
  std::string name;
  uint32_t event_set = 0;  // of `claimed on`
  int32_t team = -1;       // of `offered to`
};

// Parallel to RouteDecl::rows.
struct RouteRowFacts {
  artefact::DestinationKind kind = artefact::DestinationKind::Keep;
  int32_t target = -1;                     // Team, Queue
  std::optional<uint32_t> event_set = {};  // of `turn spent on`
};
struct Route {
  uint32_t decl;
  uint32_t role = 0;
  std::vector<ResetFacts> causes = {};
  std::vector<RouteRowFacts> rows = {};
  std::optional<uint32_t> renewed = {};  // event set of `renewed on`
  std::vector<std::optional<uint32_t>> remembered_from =
      {};  // event sets, beside RememberClause::times; none: the assignment
  std::vector<uint32_t> turn_back = {}, by_hand = {};  // event sets
};

}  // namespace lead::semantics
