#include "runtime/emit/desk_writer.h"

#include <fmt/format.h>

#include <string_view>

#include "runtime/base/json_writer.h"
#include "runtime/emit/route_words.h"

namespace lead::emit {
namespace {

using engine::DeskState;

// The values that all lists are made of, each with its name.
class Json {
 public:
  Json(const artefact::ArtefactT& artefact, const routing::People& people)
      : artefact_(artefact), people_(people) {}

  void open_list(std::string_view key) {
    w_.key(key);
    w_.open('[');
  }
  void close_list() { w_.close(']'); }
  void open() { w_.open('{'); }
  void close() { w_.close('}'); }
  void text(std::string_view key, std::string_view value) {
    w_.key(key);
    w_.text(value);
  }
  void number(std::string_view key, int64_t value) {
    w_.key(key);
    w_.number(value);
  }
  void instant(std::string_view key, int64_t instant_ms) {
    w_.key(key);
    w_.instant(instant_ms);
  }
  void person(std::string_view key, routing::PersonNumber person) {
    w_.key(key);
    if (person == routing::kNobody)
      w_.raw("null");
    else
      w_.text(people_.id_of(person));
  }
  void each(routing::PersonNumber person) { w_.text(people_.id_of(person)); }
  void role(uint32_t role) { text("role", artefact_.roles[role]->name); }
  void row(uint32_t row) {
    const artefact::RouteRowT& made = *artefact_.route_rows[row];
    role(artefact_.routes[made.route]->role);
    text("route", artefact_.routes[made.route]->text);
    text("row", made.name);
  }
  // Of a pool by key. No key of JSON: its row has one pool for all; null: those without a key.
  void key(uint32_t row, std::string_view key) {
    const artefact::RouteRowT& made = *artefact_.route_rows[row];
    if (made.key < 0) return;
    w_.key("key");
    if (key.empty()) return w_.raw("null");
    const std::string words = pool_key_text(key, made, artefact_);
    w_.text(words.empty() ? key.substr(1) : std::string_view(words));
  }
  std::string take() { return w_.take(); }

 private:
  JsonWriter w_;
  const artefact::ArtefactT& artefact_;
  const routing::People& people_;
};

void append_holders(Json& json, const DeskState& state) {
  json.open_list("holders");
  for (const engine::HolderState& holder : state.holders) {
    json.open();
    json.person("person", holder.person);
    json.role(holder.role);
    json.number("holds", holder.holds);
    if (!holder.assigned.is_never()) json.instant("assigned", holder.assigned.instant_ms);
    json.close();
  }
  json.close_list();
}

void append_member(Json& json, const routing::PoolState& pool, size_t place) {
  using routing::Algorithm;
  const routing::MemberState& member = pool.members[place];
  json.open();
  json.person("person", member.person);
  json.number("weight", member.weight);
  json.number("turns", member.turns);
  if (pool.algorithm == Algorithm::Turns && member.owed > 0) json.number("owed", member.owed);
  if (pool.algorithm == Algorithm::SmoothTurns) json.number("sum", member.sum);
  if (pool.algorithm == Algorithm::LowestPointer) json.number("pointer", member.pointer);
  if (pool.algorithm == Algorithm::CountInPeriod) json.number("in_period", member.in_period);
  if (pool.algorithm == Algorithm::FairShare) json.text("credit", pool.credits[place].text());
  json.close();
}

void append_pools(Json& json, const artefact::ArtefactT& artefact, const DeskState& state) {
  json.open_list("pools");
  for (const engine::PoolOfKey& each : state.pools) {
    const routing::PoolState& pool = *each.pool;
    json.open();
    json.row(each.row);
    json.key(each.row, each.key);
    json.text("by", by_text(*artefact.route_rows[each.row]));
    json.number("turns", static_cast<int64_t>(pool.turn_count));
    if (pool.algorithm == routing::Algorithm::Turns) {
      json.person("last_turn", pool.last_turn);
      json.person("behind", pool.last_anchor);
    }
    if (pool.period_begin_ms != INT64_MIN) json.instant("period", pool.period_begin_ms);
    json.open_list("members");
    for (size_t place = 0; place < pool.members.size(); ++place) append_member(json, pool, place);
    json.close_list();
    json.close();
  }
  json.close_list();
}

// The counts of a cap that count now; `open` opens an object that says whose cap it is.
template <typename Open>
void append_counts(Json& json, const routing::Cap& cap, const artefact::CapT& made, int64_t now_ms,
                   Open open) {
  for (const routing::CapCount& count : cap.counts()) {
    const uint32_t counted = cap.count(count.person, now_ms);
    if (counted == 0) continue;
    open();
    json.number("most", cap.rule().most);
    json.text("per", per_text(made));
    if (!made.together) json.person("person", count.person);
    json.number("count", counted);
    json.instant("until", cap.begins_afresh_at(count.person, now_ms));
    json.close();
  }
}

void append_caps(Json& json, const artefact::ArtefactT& artefact, const DeskState& state, int64_t now_ms) {
  json.open_list("caps");
  size_t at = 0;  // among the caps of the row: they come in its order
  for (size_t i = 0; i < state.caps.size(); ++i) {
    const engine::CapOfRow& each = state.caps[i];
    at = i > 0 && state.caps[i - 1].row == each.row ? at + 1 : 0;
    append_counts(json, *each.cap, *artefact.route_rows[each.row]->caps[at], now_ms, [&] {
      json.open();
      json.row(each.row);
    });
  }
  json.close_list();
  json.open_list("claims");
  for (size_t i = 0; i < state.claims.size(); ++i) {
    const engine::CapOfQueue& each = state.claims[i];
    at = i > 0 && state.claims[i - 1].queue == each.queue ? at + 1 : 0;
    append_counts(json, *each.cap, *artefact.queues[each.queue]->caps[at], now_ms, [&] {
      json.open();
      json.text("queue", artefact.queues[each.queue]->name);
    });
  }
  json.close_list();
}

void append_turns(Json& json, const DeskState& state) {
  json.open_list("open_turns");
  for (const engine::OpenTurnState& turn : state.open_turns) {
    json.open();
    json.row(turn.row);
    json.text("lead", turn.lead);
    json.person("person", turn.member);
    json.close();
  }
  json.close_list();
  json.open_list("former");
  for (const engine::FormerState& former : state.former) {
    json.open();
    json.role(former.role);
    json.text("lead", former.lead);
    json.open_list("people");
    for (const routing::PersonNumber person : former.holders) json.each(person);
    json.close_list();
    json.close();
  }
  json.close_list();
}

void append_places(Json& json, const artefact::ArtefactT& artefact, const DeskState& state) {
  json.open_list("queued");
  for (const engine::PlaceState& place : state.queued) {
    json.open();
    json.text("queue", artefact.queues[place.place]->name);
    json.text("lead", place.lead);
    json.instant("since", place.since_ms);
    if (place.until_ms != INT64_MAX) json.instant("until", place.until_ms);
    json.close();
  }
  json.close_list();
  json.open_list("waiting");
  for (const engine::PlaceState& place : state.waiting) {
    json.open();
    json.row(place.place);
    json.text("lead", place.lead);
    json.instant("since", place.since_ms);
    json.close();
  }
  json.close_list();
}

void append_memories(Json& json, const DeskState& state, int64_t now_ms) {
  json.open_list("remembered");
  for (const engine::MemoryState& entry : state.remembered) {
    if (entry.until_ms <= now_ms) continue;
    json.open();
    json.role(entry.role);
    json.text("key", entry.key);
    json.person("person", entry.person);
    json.instant("since", entry.since_ms);
    json.instant("until", entry.until_ms);
    json.close();
  }
  json.close_list();
}

}  // namespace

void append_desk(std::string& out, const artefact::ArtefactT& artefact, const DeskState& state,
                 int64_t now_ms) {
  Json json(artefact, *state.people);
  json.open();
  json.instant("time", now_ms);
  std::string roster;
  for (const uint8_t byte : state.roster) roster += fmt::format("{:02x}", byte);
  json.text("roster", roster);
  append_holders(json, state);
  append_pools(json, artefact, state);
  append_caps(json, artefact, state, now_ms);
  append_places(json, artefact, state);
  append_turns(json, state);
  append_memories(json, state, now_ms);
  json.close();
  out += json.take() + "\n";
}

}  // namespace lead::emit
