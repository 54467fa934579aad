// Routing as items: requests at the end of an item, what comes before everything else of an instant, and what
// follows from an assignment.
#include "tests/reference/fold.h"

namespace lead::reference {

using artefact::EffectKind;
using engine::CauseKind;

// Guards were judged when the effect's turn came; so is what the event says.
void Fold::note(Item& item, const kernel::Reaction& reaction, View& view) const {
  Request noted{reaction.effect, static_cast<uint32_t>(reaction.target), std::nullopt, reaction.exclude,
                reaction.counted};
  if (reaction.key) {
    const Value text = view.value(reaction.key);
    if (text.known) noted.text = text.text;
  }
  item.requests.push_back(noted);
}

// Whether an item followed.
bool Fold::request(Lead& lead, const Request& request, int64_t now_ms, std::deque<Task>& tasks) {
  const Outcome outcome = routing_.run(lead, request, now_ms);
  if (outcome.refusal && options_.routing != nullptr) options_.routing->refused(*outcome.refusal);
  return outcome.assignment && change_hands(lead, *outcome.assignment, tasks);
}

// An assignment is an item, also to who has the lead already; so is its end. What leaves the holder is none.
bool Fold::change_hands(Lead& lead, const Assignment& assignment, std::deque<Task>& tasks) {
  if (options_.routing != nullptr) options_.routing->assigned(assignment);
  const bool is_given = assignment.kind == AssignmentKind::Given ||
                        assignment.kind == AssignmentKind::Claimed ||
                        assignment.kind == AssignmentKind::ByHand;
  if (!is_given && assignment.from == assignment.to) return false;
  const kernel::Role& role = kernel_.roles[assignment.role];
  lead.attributes[role.attribute] = assignment.to ? Value{true, 0, *assignment.to} : Value{};
  if (role.away >= 0) {
    lead.attributes[static_cast<size_t>(role.away)] = {
        true, is_holder_away(lead, assignment.role, assignment.instant_ms) ? 1 : 0, {}};
  }
  Item item{&lead,
            assignment.instant_ms,
            {is_given ? CauseKind::Assignment : CauseKind::Release, nullptr, -1, assignment.role}};
  if (is_given) (void)react_as_item(item, artefact::CauseKind::Assignment, assignment.role);
  decide(item, tasks);
  return true;
}

bool Fold::is_holder_away(const Lead& lead, uint32_t role, int64_t now_ms) const {
  const std::optional<std::string> holder = routing_.holder(lead, role);
  return holder && routing_.people().is_away(*holder, now_ms);
}

// What somebody says of themselves holds at once: for the leads they hold, and for those who wait.
void Fold::presence(const value::Event& event) {
  const std::string id(event.lead);
  if (kernel_.roles.empty() || routing_.people().find(id) == nullptr)
    return set_aside(event, Reason::UnknownPerson);
  const bool is_away = event.fields[static_cast<size_t>(value::PresenceField::Away)].word != 0;
  const value::FieldValue& until = event.fields[static_cast<size_t>(value::PresenceField::Until)];
  const int64_t until_ms = until.state == value::FieldState::Value ? until.word : INT64_MAX;
  observer_->presence_changed({event.instant_ms, event.lead, is_away, until_ms});
  if (is_away) routing_.people().leaves(id, event.instant_ms, until_ms);
  if (!is_away) routing_.people().comes_back(id, event.instant_ms);
  look_who_is_away(event.instant_ms);
  look_at_lines(event.instant_ms);
}

// --- the beginning of an instant
void Fold::begin(int64_t now_ms) {
  for (; rosters_loaded_ < options_.rosters.size() && options_.rosters[rosters_loaded_].first <= now_ms;
       ++rosters_loaded_)
    routing_.load(options_.rosters[rosters_loaded_].second);
  look_who_is_away(now_ms);
  expire(now_ms);
  look_at_lines(now_ms);
}

void Fold::look_who_is_away(int64_t now_ms) {
  for (auto& [name, lead] : leads_) {
    if (!lead.born_ms) continue;
    bool is_other = false;
    for (uint32_t role = 0; role < kernel_.roles.size(); ++role) {
      if (kernel_.roles[role].away < 0) continue;
      const Value now{true, is_holder_away(lead, role, now_ms) ? 1 : 0, {}};
      Value& before = lead.attributes[static_cast<size_t>(kernel_.roles[role].away)];
      is_other = is_other || !(before == now);
      before = now;
    }
    if (!is_other) continue;
    Item item{&lead, now_ms, {CauseKind::Roster, nullptr, -1}};
    end_of_item(item);
  }
}

void Fold::expire(int64_t now_ms) {
  for (std::vector<Routing::Place> over = routing_.over(now_ms); !over.empty();
       over = routing_.over(now_ms)) {
    const Assignment expired = routing_.expire(over.front(), now_ms);
    if (options_.routing != nullptr) options_.routing->assigned(expired);
    Item item{&leads_.at(expired.lead), now_ms, {CauseKind::Expiry, nullptr, -1, over.front().of}};
    (void)react_as_item(item, artefact::CauseKind::Expiry, over.front().of);
    end_of_item(item);
  }
}

// First come, first served: from the front again after each lead that is given away, without those who came
// meanwhile.
void Fold::look_at_lines(int64_t now_ms) {
  const uint64_t until = routing_.orders_given();
  for (bool is_given = true; is_given;) {
    is_given = false;
    for (const Routing::Place& place : routing_.waiting()) {
      Lead& lead = leads_.at(place.lead);
      const std::optional<Assignment> given =
          place.order <= until ? routing_.retry(lead, place, now_ms) : std::nullopt;
      if (!given) continue;
      std::deque<Task> tasks;
      change_hands(lead, *given, tasks);
      follow(lead, now_ms, tasks);
      is_given = true;
      break;
    }
  }
}

}  // namespace lead::reference
