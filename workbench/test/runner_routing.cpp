// Expectations about who holds a role, and about claims.
#include <fmt/format.h>

#include <algorithm>

#include "workbench/test/routings.h"
#include "workbench/test/runner.h"

namespace lead::test {

std::string routing_text(const why::RoutedLine& line) {
  return fmt::format("{}: {}{}", line.block, line.words, line.way.empty() ? "" : " (" + line.way + ")");
}

std::vector<std::string> rows_texts(const why::RoutedLine& line, const artefact::ArtefactT& artefact) {
  constexpr size_t kMostPeople = 8;
  std::vector<std::string> texts;
  for (const why::LookedLine& looked : line.looked) {
    std::string& text = texts.emplace_back(artefact.route_rows[looked.row]->name + " ");
    text += why::words_of(looked, *artefact.zone);
    for (size_t i = 0; i < std::min(looked.people.size(), kMostPeople); ++i) {
      const why::ConsideredLine& person = looked.people[i];
      const std::string chosen = person.chosen ? "✔ " : "";
      const std::string words = why::words_of(person);
      text += fmt::format("{}{}{}{}{}", i > 0 ? ", " : ": ", chosen, person.person,
                          person.bar.empty() ? ": " : " ", words);
    }
    if (looked.people.size() > kMostPeople)
      text += fmt::format(", and {} more", looked.people.size() - kMostPeople);
  }
  return texts;
}

namespace {

bool is_kept(const why::RoutedLine& line) {
  return line.kind == engine::RoutingKind::Kept;
}

}  // namespace

Runner::Routings Runner::routings_of(uint32_t lead) const {
  Routings routings;
  for (const why::RoutedLine& line : watch_->of(lead).routing().lines()) {
    if (!is_of_birth(line.cause)) routings.push_back(line);
  }
  return routings;
}

std::string Runner::routings_text(uint32_t lead, int32_t role) const {
  std::vector<std::string> texts;
  for (const why::RoutedLine& line : leads_[lead].fresh_routings) {
    if (line.role == role) texts.push_back(routing_text(line));
  }
  return fmt::format("{}", fmt::join(texts, ", "));
}

void Runner::judge(const semantics::TestExpectation& expectation, const semantics::ExpectAssigned& asked) {
  const Routings& fresh = leads_[expectation.lead].fresh_routings;
  const bool became = std::any_of(fresh.begin(), fresh.end(), [&](const why::RoutedLine& line) {
    return line.role == asked.decided.role && !is_kept(line) && line.person == asked.person &&
           (asked.row.empty() || line.row == asked.row);
  });
  if (became) return;
  const std::string found = routings_text(expectation.lead, asked.decided.role);
  fail(expectation, found.empty() ? fmt::format("nobody was given `{}`", asked.decided.block) : found);
}

void Runner::judge(const semantics::TestExpectation& expectation, const semantics::ExpectRefused& asked) {
  const Routings& fresh = leads_[expectation.lead].fresh_routings;
  const bool refused = std::any_of(fresh.begin(), fresh.end(), [&](const why::RoutedLine& line) {
    return line.role < 0 && line.person == asked.person && (!asked.text || line.refusal == *asked.text);
  });
  if (refused) return;
  const std::string found = routings_text(expectation.lead, -1);
  fail(expectation, found.empty() ? "no claim was refused" : found);
}

void Runner::judge(const semantics::TestExpectation& expectation, const semantics::ExpectNoDecision& asked) {
  const LeadState& lead = leads_[expectation.lead];
  const bool decided = std::any_of(
      lead.fresh.begin(), lead.fresh.end(),
      [&](const why::DecidedLine& decision) { return !asked.decided || is_about(decision, *asked.decided); });
  const bool routed =
      std::any_of(lead.fresh_routings.begin(), lead.fresh_routings.end(), [&](const why::RoutedLine& line) {
        return line.role >= 0 && !is_kept(line) && (!asked.decided || line.role == asked.decided->role);
      });
  if (routed && !decided) {
    std::vector<std::string> texts;
    for (const why::RoutedLine& line : lead.fresh_routings) {
      if (line.role >= 0 && !is_kept(line)) texts.push_back(routing_text(line));
    }
    return fail(expectation, fmt::format("{}", fmt::join(texts, ", ")));
  }
  if (decided) fail(expectation, fresh_text(expectation.lead, asked.decided));
}

}  // namespace lead::test
