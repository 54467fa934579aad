// Routing in the kernel: people, teams, queues, and routes that give a role of the lead to a person.
//
// Expressions of teams and of a row's `eligible` read the columns of the person looked at as payload
// (Opcode::Payload, PayloadText; `ref` is the column); those of eligible read the lead besides. A row's
// `guard`, `person` and `key` and a route's `remember_key` read the lead alone. Who holds a role is an
// attribute of the lead (`Role::attribute`).
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "compiler/kernel/explanation.h"
#include "runtime/artefact/schema.h"
#include "runtime/base/span.h"

namespace lead::kernel {

struct Team {
  std::string name, title;
  ExprId guard;
  std::vector<std::string> members;  // in this order; empty: `guard` says who
};
struct Role {
  std::string name, title;
  uint32_t attribute;    // index into schema.attributes, a text
  int32_t away = -1;     // the same, yes or no; -1: nobody asks
  ExprId load;           // none: always
  uint32_t history = 0;  // former holders kept
};
// For how long a key remembers who held the role: from their assignment, or from the effects Renew.
struct Memory {
  uint32_t role;
  artefact::Period period;
  bool from_assignment = true;
};
struct Queue {
  std::string name, title, watched_by;
  int32_t team = -1;  // who may claim; -1: everybody
  std::vector<artefact::CapT> caps;
  bool ends = false;
  artefact::Period stay;
};
struct RouteRow {
  std::string name, title;
  ExprId guard;  // none: otherwise
  artefact::DestinationKind kind = artefact::DestinationKind::Keep;
  int32_t target = -1;  // Team, Queue
  ExprId person;        // Person
  artefact::Algorithm algorithm = artefact::Algorithm::InOrder;
  artefact::CapKind period = artefact::CapKind::Day;
  ExprId key;  // of the pool; none: one for all
  ExprId eligible;
  std::vector<artefact::CapT> caps;
  bool at_work = false, cover = false, wait = false, spent_later = false, catching_up = false;
  int64_t look_ahead_ms = 0;
  uint32_t exclude = 0;
  Span span;
};
struct Route {
  uint32_t role;
  std::string title;
  std::vector<RouteRow> rows;
  ExprId remember_key;
  Span span;
};

}  // namespace lead::kernel
