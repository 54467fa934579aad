// A kernel with people, queues and routes, made by hand, and what the reference tells of a stream: for tests
// of routing alone.
//
//   RoutingStory story;
//   story.person("ana").capacity = 1;
//   const uint32_t sdr = story.team();                       // everybody
//   story.route_on("come", {story.to_team(sdr, Algorithm::Turns)});
//   story.at(10, "come", "ann").told(20)                     // {"t=10 ann role 0: - -> ana given row 0"}
//
// Milliseconds count from the beginning of a Sunday, 2026-03-29, in UTC. Events are come, claim, done, back,
// hand, drop and touch; come brings the lead's `region`, claim and hand a person.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "runtime/calendar/zone_source.h"
#include "tests/reference/fold.h"
#include "tests/support/record_observer.h"

namespace lead::testing {

using artefact::Algorithm;
using artefact::CapKind;
using artefact::DestinationKind;
using artefact::EffectKind;

constexpr int64_t kSundayMs = 20'541 * int64_t{86'400'000};
constexpr int64_t kMinuteMs = 60'000, kHourMs = 60 * kMinuteMs, kDayMs = 24 * kHourMs;

class RoutingStory {
 public:
  kernel::Kernel kernel;
  static constexpr uint32_t kOwner = 0, kRegion = 1, kAway = 2;  // attributes

  RoutingStory() {
    kernel.policy.dedupe_ms = 0;
    kernel.policy.lateness_ms = 0;
    kernel.policy.anonymous_wait = false;
    attribute("owner");
    attribute("region");
    attribute("owner_is_away").presence = artefact::Presence::Default;
    for (const char* name : {"come", "claim", "done", "back", "hand", "drop", "touch"}) {
      auto event = std::make_unique<artefact::EventTypeT>();
      event->name = name;
      event->fields.push_back(std::make_unique<artefact::FieldT>());
      event->fields.back()->presence = artefact::Presence::Optional;
      if (event->name == "come") event->fields.back()->fills = kRegion;
      kernel.schema.events.push_back(std::move(event));
    }
    auto column = std::make_unique<artefact::AttributeT>();
    column->name = "region";
    kernel.schema.person_columns.push_back(std::move(column));
    kernel.roles.push_back({"owner", "", kOwner, -1, {}, 0});
  }

  // --- the roster
  artefact::PersonT& person(const std::string& id, const std::string& region = "") {
    kernel.people.push_back(made(id, region));
    return kernel.people.back();
  }
  static artefact::PersonT made(const std::string& id, const std::string& region = "") {
    artefact::PersonT person;
    person.id = id;
    person.words = {0};
    person.known = {!region.empty()};
    person.texts = {region};
    return person;
  }
  uint32_t team(std::vector<std::string> members = {}) {
    kernel.teams.push_back({"team", "", {}, std::move(members)});
    return static_cast<uint32_t>(kernel.teams.size() - 1);
  }
  // Open from `begin_ms` to `end_ms` of every Sunday.
  int32_t hours(int64_t begin_ms, int64_t end_ms) {
    kernel::Calendar calendar;
    calendar.zone = "UTC";
    calendar.weekly.emplace_back(6, static_cast<int32_t>(begin_ms), static_cast<int32_t>(end_ms));
    kernel.calendars.push_back(calendar);
    return static_cast<int32_t>(kernel.calendars.size() - 1);
  }

  // --- expressions
  kernel::ExprId expr(artefact::Opcode op, kernel::ExprId a = {}, kernel::ExprId b = {}, uint32_t ref = 0) {
    return kernel.exprs.add({op, a, b, {}, ref, 0, 0, {}});
  }
  kernel::ExprId attribute_text(uint32_t index) {
    return expr(artefact::Opcode::AttributeText, {}, {}, index);
  }
  kernel::ExprId payload() { return expr(artefact::Opcode::PayloadText); }
  kernel::ExprId text(const std::string& constant) {
    kernel.text_constants.push_back(constant);
    return expr(artefact::Opcode::TextConstant, {}, {},
                static_cast<uint32_t>(kernel.text_constants.size() - 1));
  }
  kernel::ExprId is(kernel::ExprId a, kernel::ExprId b) { return expr(artefact::Opcode::TextEqual, a, b); }
  kernel::ExprId region_matches() { return is(payload(), attribute_text(kRegion)); }

  // --- rows, routes and what reacts
  static kernel::RouteRow row(DestinationKind kind, int32_t target = -1) {
    kernel::RouteRow row;
    row.kind = kind;
    row.target = target;
    return row;
  }
  static kernel::RouteRow to_team(uint32_t team, Algorithm algorithm) {
    kernel::RouteRow made = row(DestinationKind::Team, static_cast<int32_t>(team));
    made.algorithm = algorithm;
    return made;
  }
  static artefact::CapT cap(uint32_t count, CapKind kind, int64_t period_ms = 0, bool together = false) {
    artefact::CapT cap;
    cap.count = count;
    cap.kind = kind;
    cap.period = artefact::Period(period_ms, 0);
    cap.together = together;
    return cap;
  }
  uint32_t route(std::vector<kernel::RouteRow> rows, uint32_t role = 0) {
    kernel::Route route;
    route.role = role;
    route.rows = std::move(rows);
    kernel.routes.push_back(std::move(route));
    return static_cast<uint32_t>(kernel.routes.size() - 1);
  }
  kernel::Reaction& on(const std::string& event, EffectKind effect, uint32_t target) {
    return on(artefact::CauseKind::Event, type_of(event), effect, target);
  }
  kernel::Reaction& on(artefact::CauseKind cause, uint32_t source, EffectKind effect, uint32_t target) {
    kernel::Reaction reaction;
    reaction.cause = cause;
    reaction.source = source;
    reaction.effect = effect;
    reaction.target = static_cast<int32_t>(target);
    if (effect == EffectKind::Claim || effect == EffectKind::Hand) reaction.key = payload();
    reaction.counted = true;
    kernel.reactions.push_back(reaction);
    return kernel.reactions.back();
  }
  uint32_t route_on(const std::string& event, std::vector<kernel::RouteRow> rows) {
    const uint32_t made = route(std::move(rows));
    on(event, EffectKind::Route, made);
    return made;
  }
  uint32_t queue(int64_t stay_ms = 0) {
    kernel::Queue queue;
    queue.ends = stay_ms > 0;
    queue.stay = artefact::Period(stay_ms, 0);
    kernel.queues.push_back(queue);
    const auto made = static_cast<uint32_t>(kernel.queues.size() - 1);
    on("claim", EffectKind::Claim, made);
    return made;
  }

  // --- the stream, in order
  RoutingStory& at(int64_t ms, const std::string& event, const std::string& lead,
                   const std::string& field = "") {
    value::Event happened;
    happened.type = type_of(event);
    happened.instant_ms = kSundayMs + ms;
    happened.lead = events_.keep(lead);
    happened.id = events_.keep("e" + std::to_string(1'000 + events_.events.size()));
    const auto fields = events_.fields(1);
    if (!field.empty()) fields[0] = {value::FieldState::Value, 0, events_.keep(field)};
    happened.fields = fields;
    events_.events.push_back(happened);
    return *this;
  }
  RoutingStory& roster(int64_t ms, std::vector<artefact::PersonT> people) {
    rosters_.emplace_back(kSundayMs + ms, std::move(people));
    return *this;
  }
  // What is told of routing up to an instant; instants without the Sunday.
  std::vector<std::string> told(int64_t until_ms, int64_t step_ms = 1) {
    reference::RecordRouting routing;
    engine::Observer observer;
    const artefact::ZoneT zone = *calendar::resolve_zone("UTC");
    reference::Fold fold(kernel, zone, {kSundayMs + until_ms, step_ms, rosters_, &routing}, observer);
    fold.run(events_.events);
    for (std::string& line : routing.lines) {
      const size_t end = line.find(' ');
      line = "t=" + std::to_string(std::stoll(line.substr(2, end - 2)) - kSundayMs) + line.substr(end);
    }
    return routing.lines;
  }

 private:
  artefact::AttributeT& attribute(const std::string& name) {
    auto made = std::make_unique<artefact::AttributeT>();
    made->name = name;
    made->presence = artefact::Presence::Optional;
    kernel.schema.attributes.push_back(std::move(made));
    return *kernel.schema.attributes.back();
  }
  [[nodiscard]] uint32_t type_of(const std::string& name) const {
    uint32_t type = 0;
    while (kernel.schema.events[type]->name != name) ++type;
    return type;
  }

  value::EventBlock events_;
  std::vector<std::pair<int64_t, std::vector<artefact::PersonT>>> rosters_;
};

}  // namespace lead::testing
