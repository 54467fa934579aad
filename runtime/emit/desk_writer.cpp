#include "runtime/emit/desk_writer.h"

#include <fmt/format.h>

#include <string_view>

#include "runtime/artefact/algorithm_words.h"
#include "runtime/base/json_writer.h"

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
  void role(uint32_t role) { text("role", artefact_.roles[role]->name); }
  void row(uint32_t row) {
    const artefact::RouteRowT& made = *artefact_.route_rows[row];
    role(artefact_.routes[made.route]->role);
    number("route", made.route);
    text("row", made.name);
  }
  // `t` and a text, `w` and a word; nothing: no key.
  void key(std::string_view key) {
    if (key.empty()) return;
    if (key[0] == 't') return text("key", key.substr(1));
    w_.key("key");
    w_.raw(key.substr(1));
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

void append_pools(Json& json, const DeskState& state) {
  json.open_list("pools");
  for (const engine::PoolOfKey& each : state.pools) {
    const routing::PoolState& pool = *each.pool;
    json.open();
    json.row(each.row);
    json.key(each.key);
    json.text("by", artefact::kAlgorithmWords[static_cast<size_t>(pool.algorithm)]);
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

void append_count(Json& json, const routing::Cap& cap, const routing::CapCount& count) {
  json.number("most", cap.rule().most);
  json.person("person", count.person);
  json.number("count", count.instants.empty() ? count.count : static_cast<int64_t>(count.instants.size()));
  if (count.begin_ms != INT64_MIN) json.instant("since", count.begin_ms);
}

void append_caps(Json& json, const artefact::ArtefactT& artefact, const DeskState& state) {
  json.open_list("caps");
  for (const engine::CapOfRow& each : state.caps) {
    for (const routing::CapCount& count : each.cap->counts()) {
      json.open();
      json.row(each.row);
      append_count(json, *each.cap, count);
      json.close();
    }
  }
  json.close_list();
  json.open_list("claims");
  for (const engine::CapOfQueue& each : state.claims) {
    for (const routing::CapCount& count : each.cap->counts()) {
      json.open();
      json.text("queue", artefact.queues[each.queue]->name);
      append_count(json, *each.cap, count);
      json.close();
    }
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
  append_pools(json, state);
  append_caps(json, artefact, state);
  append_places(json, artefact, state);
  append_memories(json, state, now_ms);
  json.close();
  out += json.take() + "\n";
}

}  // namespace lead::emit
