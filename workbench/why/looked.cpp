#include "workbench/why/looked.h"

#include <fmt/format.h>

#include "runtime/artefact/artefact.h"
#include "runtime/base/limits.h"
#include "runtime/emit/route_words.h"
#include "runtime/emit/row_clauses.h"
#include "runtime/emit/word_text.h"

namespace lead::why {
namespace {

using artefact::ArtefactT;

std::string figures_of(const engine::ConsideredPerson& person, const artefact::RouteRowT& row,
                       const ArtefactT& a) {
  if (person.cap >= 0) {
    const artefact::CapT& cap = *row.caps[static_cast<size_t>(person.cap)];
    return fmt::format("{} of {} per {}{}", person.used, person.most, emit::per_text(cap),
                       cap.together ? " together" : "");
  }
  if (person.most > 0 || person.used > 0) return fmt::format("{} of {}", person.used, person.most);
  if (person.back_ms == INT64_MIN || person.back_ms >= limits::kEndInstantMs) return {};
  return "until " + emit::local_second(person.back_ms, *a.zone);
}

// Whoever covers is asked in place of who is away.
ConsideredLine line_of(const engine::ConsideredPerson& person, const artefact::RouteRowT& row,
                       const ArtefactT& a) {
  ConsideredLine line{std::string(person.person), std::string(engine::words_of(person.bar)),
                      figures_of(person, row, a), person.standing};
  if (person.bar != engine::Bar::None && !person.cover.empty())
    line.bar = fmt::format("is away, and {} {}", person.cover, line.bar);
  if (person.bar != engine::Bar::None) return line;
  if (row.algorithm == artefact::Algorithm::LeastRecent && person.last_assigned_ms != INT64_MIN)
    line.standing = "last assigned " + emit::local_second(person.last_assigned_ms, *a.zone);
  if (!person.cover.empty())
    line.standing += fmt::format("{}covered by {}", line.standing.empty() ? "" : ", ", person.cover);
  return line;
}

std::string named_words(const engine::AskedRow& asked, const ConsideredLine& person, const ArtefactT& a) {
  using artefact::DestinationKind;
  const DestinationKind kind = a.route_rows[asked.row]->kind;
  const std::string who = person.bar.empty() ? person.person : person.person + " " + words_of(person);
  if (kind == DestinationKind::Remembered) {
    if (asked.key.empty()) return "the lead has nothing to remember by";
    if (asked.since_ms == INT64_MIN) return fmt::format("nobody is remembered for `{}`", asked.key);
    const std::string by =
        asked.by_event < 0 ? "assignment" : a.schema->events[static_cast<size_t>(asked.by_event)]->name;
    return fmt::format("{}, remembered for `{}` by {} of {} from {} to {}", who, asked.key, by, asked.by_lead,
                       emit::local_second(asked.since_ms, *a.zone),
                       emit::local_second(asked.until_ms, *a.zone));
  }
  if (!person.person.empty())
    return (person.bar.empty() ? kind == DestinationKind::LastHolder ? "had it before: " : "names " : "") +
           who;
  return kind == DestinationKind::LastHolder ? "nobody had it before" : "it names nobody";
}

}  // namespace

LookedLine looked_line(const engine::Considered& considered, const ArtefactT& a) {
  const artefact::RouteRowT& row = *a.route_rows[considered.row];
  LookedLine line{.row = considered.row,
                  .passed = considered.chosen.empty(),
                  .first_ms = considered.instant_ms,
                  .last_ms = considered.instant_ms,
                  .words = {},
                  .where = emit::where_of(row.text),
                  .key = row.key >= 0 && considered.key.empty() ? "a missing key"
                                                                : emit::pool_key_text(considered.key, row, a),
                  .last_turn = {},
                  .people = {}};
  if (row.algorithm == artefact::Algorithm::Turns) line.last_turn = std::string(considered.last_turn);
  for (const engine::ConsideredPerson& person : considered.people) {
    line.people.push_back(line_of(person, row, a));
    line.people.back().chosen = person.person == considered.chosen;
  }
  return line;
}

LookedLine looked_line(const engine::AskedRow& asked, const ArtefactT& a) {
  const artefact::RouteRowT& row = *a.route_rows[asked.row];
  LookedLine line{.row = asked.row,
                  .passed = asked.passed,
                  .first_ms = asked.instant_ms,
                  .last_ms = asked.instant_ms,
                  .words = {},
                  .where = {},
                  .key = {},
                  .last_turn = {},
                  .people = {}};
  const ConsideredLine person = line_of(asked.person, row, a);
  if (!asked.is_met)
    line.words = fmt::format("`{}` is not met", emit::guard_of(row.text));
  else if (row.kind == artefact::DestinationKind::Keep)
    line.words = person.person.empty() ? "nobody holds it" : person.person + " is not to have it again";
  else
    line.words = named_words(asked, person, a);
  return line;
}

std::string words_of(const ConsideredLine& person) {
  if (person.bar.empty()) return person.standing;
  return person.figures.empty()                ? person.bar
         : person.figures.starts_with("until") ? person.bar + " " + person.figures
                                               : person.bar + ": " + person.figures;
}

std::string words_of(const LookedLine& looked, const artefact::ZoneT& zone) {
  std::string out;
  if (looked.times > 1) {
    out = fmt::format("tried {} times from {} to {}, at last: ", looked.times,
                      emit::local_second(looked.first_ms, zone), emit::local_second(looked.last_ms, zone));
  }
  if (!looked.words.empty()) return out + (looked.passed ? "passed over: " : "") + looked.words;
  out +=
      fmt::format("looked at {} {}", looked.people.size(), looked.people.size() == 1 ? "person" : "people");
  if (!looked.where.empty()) out += " where " + looked.where;
  if (!looked.key.empty()) out += ", for " + looked.key;
  if (!looked.last_turn.empty()) out += ", last turn " + looked.last_turn;
  return out;
}

}  // namespace lead::why
