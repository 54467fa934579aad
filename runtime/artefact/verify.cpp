#include <algorithm>

#include "runtime/artefact/verify_code.h"
#include "runtime/artefact/verify_parts.h"
#include "runtime/base/limits.h"

namespace lead::artefact {

VerifiedArtefact::VerifiedArtefact(VerifiedArtefact&&) noexcept = default;
VerifiedArtefact& VerifiedArtefact::operator=(VerifiedArtefact&&) noexcept = default;
VerifiedArtefact::~VerifiedArtefact() = default;
VerifiedArtefact::VerifiedArtefact(std::unique_ptr<ArtefactT> artefact) : artefact_(std::move(artefact)) {}

std::string place(std::string_view table, size_t index) {
  return std::string(table) + " " + std::to_string(index);
}

namespace {

constexpr size_t kHashBytes = 32;

template <class T>
void check_list(const std::vector<std::unique_ptr<T>>& list, std::string_view name, Judge& judge) {
  judge.require_within(list.size() <= limits::kMaxItems, name, "too many entries");
  judge.require(std::none_of(list.begin(), list.end(), [](const auto& item) { return item == nullptr; }),
                name, "an entry is missing");
}

void check_lists(const ArtefactT& artefact, Judge& judge) {
  check_list(artefact.ledgers, "ledgers", judge);
  check_list(artefact.balances, "balances", judge);
  check_list(artefact.windows, "windows", judge);
  check_list(artefact.marks, "marks", judge);
  check_list(artefact.limits, "limits", judge);
  check_list(artefact.latches, "latches", judge);
  check_list(artefact.quiets, "quiets", judge);
  check_list(artefact.edges, "edges", judge);
  check_list(artefact.schedules, "schedules", judge);
  check_list(artefact.resets, "resets", judge);
  check_list(artefact.lifecycles, "lifecycles", judge);
  check_list(artefact.transitions, "transitions", judge);
  check_list(artefact.doors, "doors", judge);
  check_list(artefact.tells, "tellings", judge);
  check_list(artefact.clocks, "clocks", judge);
  check_list(artefact.signals, "signals", judge);
  check_list(artefact.steps, "steps", judge);
  check_list(artefact.calendars, "calendars", judge);
  check_list(artefact.people, "people", judge);
  check_list(artefact.teams, "teams", judge);
  check_list(artefact.roles, "roles", judge);
  check_list(artefact.queues, "queues", judge);
  check_list(artefact.routes, "routes", judge);
  check_list(artefact.route_rows, "rows of routes", judge);
  check_list(artefact.ignores, "events ignored", judge);
  check_list(artefact.int_sets, "sets", judge);
  check_list(artefact.text_lists, "text lists", judge);
  check_list(artefact.lookups, "lookups", judge);
  check_list(artefact.reactions, "reactions", judge);
  check_list(artefact.outputs, "outputs", judge);
  check_list(artefact.rules, "rules", judge);
  check_list(artefact.scores, "scores", judge);
  check_list(artefact.grades, "grades", judge);
  check_list(artefact.matrices, "matrices", judge);
  check_list(artefact.definitions, "definitions", judge);
  check_list(artefact.explains, "explanations", judge);
  judge.require_within(artefact.text_constants.size() <= limits::kMaxItems, "text constants",
                       "too many entries");
  judge.require_within(artefact.patterns.size() <= limits::kMaxItems, "patterns", "too many entries");
}

void check_schema_presence(const SchemaT& schema, Judge& judge) {
  check_list(schema.choices, "choices", judge);
  check_list(schema.attributes, "attributes", judge);
  check_list(schema.events, "events", judge);
  check_list(schema.name_lists, "name lists", judge);
  check_list(schema.person_columns, "columns of people", judge);
  if (!judge.fine()) return;
  for (size_t i = 0; i < schema.attributes.size(); ++i) {
    judge.require(schema.attributes[i]->type != nullptr, place("attribute", i), "no type");
  }
  for (size_t i = 0; i < schema.person_columns.size(); ++i)
    judge.require(schema.person_columns[i]->type != nullptr, place("column of people", i), "no type");
  for (size_t i = 0; i < schema.events.size(); ++i) {
    const std::string where = place("event", i);
    check_list(schema.events[i]->fields, where, judge);
    if (!judge.fine()) return;
    for (const auto& field : schema.events[i]->fields)
      judge.require(field->type != nullptr, where, "a field has no type");
  }
}

void check_policy(const ArtefactT& artefact, Judge& judge) {
  judge.require(artefact.format == kFormat, "policy", "unknown format");
  for (const std::string* text : {&artefact.compiler, &artefact.policy, &artefact.title, &artefact.version}) {
    judge.require(is_utf8(*text), "policy", "a name is not UTF-8");
  }
  judge.require(!artefact.policy.empty(), "policy", "no name");
  judge.require(artefact.meaning_hash.size() == kHashBytes && artefact.data_hash.size() == kHashBytes &&
                    artefact.source_hash.size() == kHashBytes,
                "policy", "a hash is not 32 bytes long");
  judge.require(0 <= artefact.lateness_ms && artefact.lateness_ms <= limits::kEndInstantMs, "policy",
                "the lateness is negative or longer than time itself");
  judge.require(0 <= artefact.dedupe_ms && artefact.dedupe_ms <= limits::kEndInstantMs, "policy",
                "the dedupe horizon is negative or longer than time itself");
  judge.require(artefact.unknown_events <= UnknownRule::MAX && artefact.unknown_fields <= UnknownRule::MAX,
                "policy", "an unknown way to treat unknown events or fields");
  check_zone(*artefact.zone, "zone", judge);
}

}  // namespace

void check_presence(const ArtefactT& artefact, Judge& judge) {
  judge.require(artefact.zone != nullptr, "policy", "no time zone");
  judge.require(artefact.schema != nullptr, "policy", "no schema");
  judge.require(artefact.derived != nullptr, "policy", "no derived values");
  check_lists(artefact, judge);
  if (!judge.fine()) return;
  check_schema_presence(*artefact.schema, judge);
  for (size_t i = 0; i < artefact.reactions.size(); ++i) {
    judge.require(artefact.reactions[i]->code != nullptr, place("reaction", i), "no code");
  }
  for (size_t i = 0; i < artefact.ignores.size(); ++i) {
    judge.require(artefact.ignores[i]->code != nullptr, place("events ignored", i), "no code");
  }
  for (size_t i = 0; i < artefact.transitions.size(); ++i)
    judge.require(artefact.transitions[i]->code != nullptr, place("transition", i), "no code");
  for (size_t i = 0; i < artefact.signals.size(); ++i)
    judge.require(artefact.signals[i]->code != nullptr, place("signal", i), "no code");
  for (size_t i = 0; i < artefact.teams.size(); ++i)
    judge.require(artefact.teams[i]->code != nullptr, place("team", i), "no code");
  for (size_t i = 0; i < artefact.routes.size(); ++i)
    judge.require(artefact.routes[i]->code != nullptr, place("route", i), "no code");
  for (size_t i = 0; i < artefact.route_rows.size(); ++i) {
    judge.require(artefact.route_rows[i]->code != nullptr, place("row of a route", i), "no code");
    check_list(artefact.route_rows[i]->caps, place("row of a route", i), judge);
  }
  for (size_t i = 0; i < artefact.queues.size(); ++i)
    check_list(artefact.queues[i]->caps, place("queue", i), judge);
  for (size_t i = 0; i < artefact.clocks.size(); ++i)
    check_list(artefact.clocks[i]->targets, place("clock", i), judge);
  for (size_t i = 0; i < artefact.lifecycles.size(); ++i)
    check_list(artefact.lifecycles[i]->stages, place("lifecycle", i), judge);
  for (size_t i = 0; i < artefact.calendars.size(); ++i)
    judge.require(artefact.calendars[i]->zone != nullptr, place("calendar", i), "no time zone");
  for (size_t i = 0; i < artefact.explains.size(); ++i) {
    judge.require(artefact.explains[i]->type != nullptr, place("explanation", i), "no type");
  }
  for (size_t i = 0; i < artefact.lookups.size(); ++i) {
    judge.require(artefact.lookups[i]->type != nullptr, place("lookup", i), "no type");
  }
  for (size_t i = 0; i < artefact.scores.size(); ++i) {
    check_list(artefact.scores[i]->parts, place("score", i), judge);
    check_list(artefact.scores[i]->groups, place("score", i), judge);
  }
  for (size_t i = 0; i < artefact.matrices.size(); ++i) {
    for (const MatrixSideT* side : {artefact.matrices[i]->row.get(), artefact.matrices[i]->column.get()})
      judge.require(side != nullptr && side->type != nullptr, place("matrix", i), "no row or no column");
  }
  for (size_t i = 0; i < artefact.grades.size(); ++i)
    check_list(artefact.grades[i]->rows, place("grade", i), judge);
}

std::variant<VerifiedArtefact, Refusal> verify(std::unique_ptr<ArtefactT> artefact) {
  Judge judge;
  if (artefact == nullptr) return Refusal{"there is no artefact"};
  check_presence(*artefact, judge);
  if (judge.fine()) check_policy(*artefact, judge);
  if (judge.fine()) check_schema(*artefact->schema, judge);
  if (judge.fine()) check_slots(*artefact, judge);
  if (judge.fine()) check_tables(*artefact, judge);
  if (judge.fine()) check_calendars(*artefact, judge);
  if (judge.fine()) check_lookups(*artefact, judge);
  if (judge.fine()) check_code(*artefact->derived, *artefact, -1, "derived values", judge);
  if (judge.fine()) check_causes(*artefact, judge);
  if (judge.fine()) check_routing(*artefact, judge);
  if (judge.fine()) check_doors(*artefact, judge);
  if (judge.fine()) check_reactions(*artefact, judge);
  if (judge.fine()) check_lifecycles(*artefact, judge);
  if (judge.fine()) check_clocks(*artefact, judge);
  if (judge.fine()) check_quiets(*artefact, judge);
  if (judge.fine()) check_outputs(*artefact, judge);
  if (judge.fine()) check_explanations(*artefact, judge);
  if (!judge.fine()) return Refusal{judge.reason(), judge.passes_limit()};
  return VerifiedArtefact(std::move(artefact));
}

std::optional<Refusal> verify_code(const VerifiedArtefact& artefact, const CodeT& code) {
  Judge judge;
  check_code(code, *artefact, -1, "code beside the artefact", judge);
  if (!judge.fine()) return Refusal{judge.reason(), judge.passes_limit()};
  return std::nullopt;
}

}  // namespace lead::artefact
