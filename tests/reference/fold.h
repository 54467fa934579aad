// The reference: the slow, obvious meaning of a kernel over a stream. Linked into tests only.
//
//   reference::Fold fold(kernel, zone, {.until_ms = 500}, observer);
//   fold.run(events);                              // in the order of arrival; the views must outlive it
//   fold.value("ann", kernel.scores[0].value, 500) // what an expression says of a lead afterwards
//
// It tells an engine::Observer what engine::Engine would tell it, in the same order, except that late events
// are told first. All events are sorted beforehand, a lead is a list of everything that happened to it
// (lead.h), an item is undone by putting the former copy back, and what changes by time alone is found by
// asking at every instant: `step_ms` 1 is exact, more is a coarser look. So policies and streams for it
// should count in milliseconds.
#pragma once
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "compiler/kernel/kernel.h"
#include "runtime/engine/engine.h"
#include "tests/reference/evaluate.h"
#include "tests/reference/hours.h"
#include "tests/reference/lead.h"
#include "tests/reference/routing.h"

namespace lead::reference {

struct Options {
  std::optional<int64_t> until_ms;  // none: the instant of the last event
  int64_t step_ms = 1;
  std::vector<std::pair<int64_t, std::vector<artefact::PersonT>>> rosters = {};  // by instant, ascending
  RoutingObserver* routing = nullptr;  // outlives the fold; none: nobody is told
};

class Fold {
 public:
  // All three must outlive the fold.
  Fold(const kernel::Kernel& kernel, const artefact::ZoneT& zone, Options options,
       engine::Observer& observer);

  void run(std::span<const value::Event> events);

  [[nodiscard]] std::vector<std::string> leads() const;  // those that were born, by name
  [[nodiscard]] std::optional<std::string> holder(const std::string& lead, uint32_t role) const;
  // Missing where there is no such lead.
  [[nodiscard]] Value value(const std::string& lead, kernel::ExprId id, int64_t at_ms) const;

 private:
  // A clock that stands otherwise than before.
  struct Told {
    uint32_t clock;
    artefact::ClockState from, to;
    engine::ClockFigures figures;
  };
  struct Item {
    Lead* lead;
    int64_t now_ms;
    engine::Cause cause;
    int32_t rule = -1;  // the last that booked
    bool birth = false;
    bool has_reset = false;
    std::vector<std::pair<uint32_t, int64_t>> bookings = {};  // rule, millionths
    std::vector<uint32_t> tellings = {};
    std::vector<Told> clocks = {};       // changes made before the item's end
    std::vector<Request> requests = {};  // of its effects, for its routing
  };
  struct Task {  // what follows an item: a request of its, or a condition that has come to hold
    std::optional<Request> request;
    uint32_t edge = 0;
  };

  // fold.cpp: the order of things.
  [[nodiscard]] std::vector<const value::Event*> in_order(std::span<const value::Event> events);
  void pass_time(int64_t after_ms, int64_t up_to_ms);  // whole instants without events
  void wake_all(int64_t now_ms);
  void wake_while_due(Lead& lead, int64_t now_ms);
  void quiet_bookings(int64_t now_ms);
  [[nodiscard]] bool is_quiet_due(const Lead& lead, uint32_t quiet, int64_t now_ms) const;
  [[nodiscard]] int64_t next_quiet(const Lead& lead, uint32_t quiet, int64_t after_ms) const;
  void schedules(int64_t now_ms);
  [[nodiscard]] int64_t next_schedule(uint32_t schedule, int64_t after_ms) const;
  // Decides; then runs what has come to hold, each an item of its own, and what comes to hold by those.
  void end_of_item(Item& item);
  void decide(Item& item, std::deque<Task>& tasks);
  void follow(Lead& lead, int64_t now_ms, std::deque<Task>& tasks);
  void tell_booked(const Item& item);
  bool react_as_item(Item& item, artefact::CauseKind cause, uint32_t source);
  void tell_applied(const value::Event& event, const Item& item);

  // roles.cpp: routing, as items.
  void presence(const value::Event& event);
  void begin(int64_t now_ms);  // what comes before everything else of an instant
  void look_who_is_away(int64_t now_ms);
  void expire(int64_t now_ms);
  void look_at_lines(int64_t now_ms);
  [[nodiscard]] bool request(Lead& lead, const Request& request, int64_t now_ms, std::deque<Task>& tasks);
  bool change_hands(Lead& lead, const Assignment& assignment, std::deque<Task>& tasks);
  [[nodiscard]] bool is_holder_away(const Lead& lead, uint32_t role, int64_t now_ms) const;
  void note(Item& item, const kernel::Reaction& reaction, View& view) const;

  // moves.cpp: lifecycles.
  struct Moved {
    uint32_t lifecycle;
    std::optional<uint32_t> from;
    uint32_t to;
    int32_t transition;
    std::optional<uint32_t> reason;
  };
  struct Journey {                            // of one item
    std::vector<std::set<uint32_t>> visited;  // by lifecycle
    std::vector<uint32_t> doors;              // passed, what they cause still to come
    std::vector<uint32_t> passed;             // all of them
    std::vector<Moved> moves;
  };
  [[nodiscard]] bool is_heard(artefact::CauseKind cause, uint32_t source) const;
  void enter_first_stages(Lead& lead, int64_t now_ms) const;
  [[nodiscard]] Journey move(Item& item);
  [[nodiscard]] bool may_go(const Item& item, const Journey& journey,
                            const kernel::Transition& transition) const;
  void caused(Item& item, Journey& journey, artefact::CauseKind cause, uint32_t source);
  void timed(Item& item, Journey& journey);
  [[nodiscard]] bool is_due(const Lead& lead, int64_t now_ms) const;
  [[nodiscard]] bool when(Item& item, Journey& journey);
  void fire(Item& item, Journey& journey, uint32_t transition, std::optional<uint32_t> reason);
  void pass(Item& item, Journey& journey, const kernel::Door& door);
  void through_doors(Item& item, Journey& journey);

  // clocks.cpp: promises.
  struct Said {  // to a clock, in an item
    uint32_t clock;
    artefact::SignalKind kind;
    int64_t since_ms;
  };
  [[nodiscard]] int64_t counted(const Lead::Clock& clock, int64_t from_ms, int64_t to_ms) const;
  [[nodiscard]] int64_t used(const Lead::Clock& clock, int64_t now_ms) const;
  void aim(Lead::Clock& clock, const kernel::Clock& made, View& view) const;
  void look_at_date(Lead::Clock& clock, int64_t from_ms) const;
  void begin_counting(Lead::Clock& clock, int64_t from_ms) const;
  void signals(Item& item, const std::vector<uint32_t>& doors, std::vector<Said>& said);
  [[nodiscard]] std::string_view person_told(const Lead& lead, uint32_t telling) const;
  [[nodiscard]] Told told(const Lead::Clock& clock, uint32_t index, artefact::ClockState from,
                          int64_t now_ms) const;
  [[nodiscard]] std::vector<Told> settle_clocks(Item& item, const std::vector<uint32_t>& doors);
  void steps(int64_t now_ms);
  [[nodiscard]] bool take_step(Lead& lead, int64_t now_ms);

  // item.cpp: what happens to one lead. A reason: the event cannot count.
  void event(const value::Event& event);
  [[nodiscard]] bool is_duplicate(const value::Event& event);
  void born_event(Lead& lead, const value::Event& event);
  void first_event(Lead& lead, const value::Event& event);
  void waited_for(Lead& lead, const value::Event& event);
  [[nodiscard]] bool fill(Lead& lead, const value::Event& event) const;
  void take_defaults(Lead& lead) const;
  [[nodiscard]] bool knows_required(const Lead& lead) const;
  [[nodiscard]] bool react(Item& item, const value::Event& event);
  [[nodiscard]] bool apply(Item& item, const kernel::Reaction& reaction, const value::Event* event);
  [[nodiscard]] bool push(Lead& lead, uint32_t window, int64_t now_ms, Value value) const;
  void touch(Lead& lead, uint32_t mark, int64_t now_ms, Value value) const;
  void reset(Lead& lead, const artefact::ResetT& reset, int64_t now_ms) const;
  [[nodiscard]] bool is_ignored(const value::Event& event);
  [[nodiscard]] bool book(Item& item, const kernel::Reaction& reaction, View& view);
  [[nodiscard]] bool add(Lead& lead, const kernel::Reaction& reaction, int64_t millionths,
                         int64_t now_ms) const;
  enum class Pass : uint8_t { Granted, Spent, TooMuch };
  [[nodiscard]] Pass take(Lead& lead, uint32_t limit, const std::string& key, int64_t now_ms) const;
  [[nodiscard]] bool is_recent(int64_t instant_ms, const artefact::Period& period, int64_t now_ms) const;
  [[nodiscard]] bool counts_against(const artefact::LimitT& limit, int64_t granted_ms, int64_t now_ms) const;
  void set_aside(const value::Event& event, Reason reason) { observer_->set_aside({reason, &event, {}}); }

  [[nodiscard]] Lead blank(std::string name) const;

  const kernel::Kernel& kernel_;
  const artefact::ZoneT& zone_;
  Hours hours_;
  Options options_;
  engine::Observer* observer_;
  size_t rosters_loaded_ = 0;
  std::map<std::string, Lead> leads_;  // by name: the order in which timers of one instant run
  std::map<std::pair<std::string, std::string>, const value::Event*> counted_;  // source and id
  Routing routing_;
};

}  // namespace lead::reference
