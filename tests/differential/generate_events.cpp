#include "tests/differential/generate_events.h"

#include <algorithm>
#include <numeric>
#include <string>

#include "tests/support/random.h"

namespace lead::testing {
namespace {

using artefact::FieldKind;
using value::FieldState;

// 2026-03-29T00:59:59.900Z: the streams cross the change to summer time of Europe, a midnight in Stockholm
// lies near.
constexpr int64_t kStartMs = 1'774'745'999'900;

void fill(value::FieldValue& out, const artefact::FieldT& field, Random& random, int64_t now_ms) {
  const bool optional = field.presence == artefact::Presence::Optional;
  if (optional && random.chance(35)) {
    out.state = field.fills >= 0 && random.chance(30) ? FieldState::Null : FieldState::Absent;
    return;
  }
  out.state = FieldState::Value;
  switch (field.type->kind) {
    case FieldKind::Email:
      out.text = random.chance(50) ? "a@p.example" : "b@q.example";
      break;
    case FieldKind::Date:
      out.word = now_ms / 86'400'000 - random.below(3);
      break;
    case FieldKind::Text: {
      if (field.type->names == 1) {  // a person: of the roster, or not any more
        constexpr std::string_view kPeople[] = {"w0", "w0", "w1", "w1", "w2", "w3", "w5", "nobody known"};
        out.text = kPeople[random.below(8)];
        break;
      }
      constexpr std::string_view kTexts[] = {"u",          "uv",         "p", "pq",
                                             "Sales Lead", "Leadership", "",  "a@p@q.example"};
      out.text = kTexts[random.below(8)];
      break;
    }
    case FieldKind::YesNo:
      out.word = random.below(2);
      break;
    case FieldKind::Choice:
      out.word = random.below(3);
      break;
    case FieldKind::Instant:
      out.word = now_ms - random.below(30);
      break;
    case FieldKind::Country:
      out.word = random.chance(50) ? 26 * ('S' - 'A') + ('E' - 'A') : 26 * ('N' - 'A') + ('O' - 'A');
      break;
    case FieldKind::Decimal:
      out.word = random.pick<int64_t>({500'000, 10'000'000, 33'333'333, 0, 99'999'999});
      break;
    case FieldKind::Money:
      out.word = random.pick<int64_t>({0, 100, 1'050, 99'900, 5'000});
      break;
    case FieldKind::Percent:
      out.word = random.pick<int64_t>({0, 5'000, 250'000, 999'999, 1'000'000});
      break;
    default:
      out.word = field.type->low < 0
                     ? random.between(field.type->low, field.type->high)
                     : std::clamp<int64_t>(random.below(10), field.type->low, field.type->high);
  }
}

// Somebody is away, until some time or until they are back, or is back; nobody knows every tenth of them.
void make_presence(value::Event& event, value::EventBlock& block, const artefact::ArtefactT& artefact,
                   Random& random) {
  const int64_t person = random.below(static_cast<int64_t>(artefact.people.size()));
  event.type = value::kPresence;
  event.lead = random.chance(10) ? "stranger" : block.keep(artefact.people[static_cast<size_t>(person)]->id);
  const auto fields = block.fields(value::kPresenceFields);
  const bool is_away = random.chance(60);
  fields[0] = {FieldState::Value, is_away ? 1 : 0, {}};
  if (is_away && random.chance(60))
    fields[1] = {FieldState::Value, event.instant_ms + random.between(1, 60), {}};
  event.fields = fields;
}

uint64_t content_of(const value::Event& event) {
  uint64_t h = event.type * 1'000'003u + static_cast<uint64_t>(event.instant_ms);
  for (const char c : event.lead) h = h * 31 + static_cast<unsigned char>(c);
  for (const auto& field : event.fields) {
    h = h * 1'099'511'628'211u + static_cast<uint64_t>(field.state) + static_cast<uint64_t>(field.word) * 7;
    for (const char c : field.text) h = h * 31 + static_cast<unsigned char>(c);
  }
  return h;
}

}  // namespace

value::EventBlock generate_events(uint64_t seed, const StreamShape& shape,
                                  const artefact::ArtefactT& artefact) {
  Random random(seed);
  value::EventBlock block;
  const auto& types = artefact.schema->events;
  for (int i = 0; i < shape.events; ++i) {
    value::Event event;
    event.type = static_cast<uint32_t>(random.below(static_cast<int64_t>(types.size())));
    event.instant_ms = kStartMs + random.below(shape.span_ms);
    if (i > 0 && random.chance(25)) event.instant_ms = block.events.back().instant_ms;  // ties
    event.lead = block.keep("lead" + std::to_string(random.below(shape.leads)));
    event.source = random.chance(30) ? "crm" : "";
    event.has_seq = random.chance(20);
    event.seq = event.has_seq ? random.below(4) : 0;
    // Every event has an id of its own, or repeats an earlier one: then it is a duplicate or a differing
    // copy.
    event.id =
        block.keep("id" + std::to_string(shape.copies && random.chance(8) && i > 0 ? random.below(i) : i));
    event.line = static_cast<uint64_t>(i) + 1;
    if (!artefact.people.empty() && random.chance(8)) {
      make_presence(event, block, artefact, random);
    } else {
      const auto fields = block.fields(types[event.type]->fields.size());
      for (size_t f = 0; f < fields.size(); ++f)
        fill(fields[f], *types[event.type]->fields[f], random, event.instant_ms);
      event.fields = fields;
    }
    if (shape.copies && i > 0 && random.chance(4)) {  // an exact copy of the event before
      const uint64_t line = event.line;
      event = block.events.back();
      event.line = line;
    }
    event.content = content_of(event);
    block.events.push_back(event);
  }
  std::stable_sort(block.events.begin(), block.events.end(),
                   [](const value::Event& a, const value::Event& b) { return a.instant_ms < b.instant_ms; });
  if (shape.shuffle_ms > 0) {
    std::vector<std::pair<int64_t, value::Event>> arrivals;
    for (const value::Event& event : block.events)
      arrivals.emplace_back(event.instant_ms + random.below(shape.shuffle_ms + 1), event);
    std::stable_sort(arrivals.begin(), arrivals.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    for (size_t i = 0; i < arrivals.size(); ++i) block.events[i] = arrivals[i].second;
  }
  return block;
}

}  // namespace lead::testing
