#include "workbench/why/story.h"

#include <algorithm>

#include "runtime/artefact/roles.h"
#include "runtime/emit/word_text.h"
#include "runtime/engine/award.h"
#include "workbench/why/apportion.h"
#include "workbench/why/tell.h"

namespace lead::why {
namespace {

using artefact::ArtefactT;
using engine::LeadSnapshot;

// The last reset of the score up to `at_ms`; nullptr: it has not been reset.
const ResetLine* last_reset(const Trace& trace, uint32_t score, int64_t at_ms) {
  const ResetLine* last = nullptr;
  for (const ResetLine& reset : trace.resets()) {
    if (reset.score == score && reset.instant_ms <= at_ms) last = &reset;
  }
  return last;
}

// The bookings of one rule, with nothing left of those before the score's last reset.
std::vector<LedgerLine> bookings_of(uint32_t rule, const Trace& trace, const ResetLine* reset,
                                    int64_t at_ms) {
  std::vector<LedgerLine> lines;
  const std::vector<BookedLine>& all = trace.bookings();
  for (size_t i = 0; i < all.size(); ++i) {
    const BookedLine& booked = all[i];
    if (booked.rule != rule || booked.instant_ms > at_ms) continue;
    const bool is_gone = reset != nullptr && i < reset->bookings_before;
    lines.push_back({booked.instant_ms, booked.cause, booked.amount_millionths,
                     is_gone ? 0 : booked.amount_millionths, is_gone});
  }
  return lines;
}

// Lets each booking fade, so that what is left of them adds up to `total`.
void fade(const ArtefactT& a, const artefact::PartT& part, int64_t at_ms, int64_t total,
          std::vector<LedgerLine>& lines) {
  std::vector<int64_t> left;
  for (const LedgerLine& line : lines) {
    if (line.before_reset) continue;
    const int32_t ledger = line.raw_millionths >= 0 ? part.plus : part.minus;
    left.push_back(ledger < 0 ? line.raw_millionths
                              : engine::award_at(a.ledgers[static_cast<size_t>(ledger)]->decay,
                                                 line.raw_millionths, line.instant_ms, at_ms));
  }
  make_add_up(left, total);
  size_t next = 0;
  for (LedgerLine& line : lines) {
    if (!line.before_reset) line.now_millionths = left[next++];
  }
}

// The words of a rule without its own name, which stands before them already.
std::string words_of(const artefact::RuleT& rule) {
  std::string_view words = rule.text;
  if (!words.starts_with(rule.name + ":")) return rule.text;
  words.remove_prefix(rule.name.size() + 1);
  while (words.starts_with(' ')) words.remove_prefix(1);
  return std::string(words);
}

RuleStory rule_story(const ArtefactT& a, const artefact::PartT& part, const LeadSnapshot& lead,
                     const Trace& trace, const ResetLine* reset, bool running) {
  const artefact::RuleT& rule = *a.rules[part.rule];
  RuleStory story;
  story.name = rule.name;
  story.text = words_of(rule);
  story.live = part.live;
  story.group = part.group;
  if (part.at_most >= 0) story.at_most = part.at_most;
  if (running) {  // a running score has one balance; its rules show what they booked
    story.lines = bookings_of(part.rule, trace, reset, lead.at_ms);
    for (const LedgerLine& line : story.lines) story.raw_millionths += line.now_millionths;
    story.shown_millionths = story.raw_millionths;
    return story;
  }
  for (const uint32_t condition : part.conditions)
    story.conditions.push_back(condition_at(a, condition, lead));
  story.raw_millionths = lead.words_known[part.raw] != 0 ? lead.words[part.raw] : 0;
  story.shown_millionths = lead.words_known[part.shown] != 0 ? lead.words[part.shown] : 0;
  if (part.live) return story;
  story.lines = bookings_of(part.rule, trace, reset, lead.at_ms);
  fade(a, part, lead.at_ms, story.raw_millionths, story.lines);
  return story;
}

// Where each band begins for this lead; empty where there are none.
std::vector<int64_t> thresholds_of(const ArtefactT& a, const artefact::ScoreT& score,
                                   const LeadSnapshot& lead) {
  if (score.latch >= 0) return a.latches[static_cast<size_t>(score.latch)]->from;
  std::vector<int64_t> from;
  for (const uint32_t threshold : score.thresholds) from.push_back(lead.words[threshold]);
  return from;
}

// The next band up whose threshold the score has not reached.
void find_next_band(const ArtefactT& a, const artefact::ScoreT& score, const LeadSnapshot& lead,
                    ScoreStory& story) {
  const std::vector<int64_t> from = thresholds_of(a, score, lead);
  if (from.empty()) return;
  const auto& names = a.schema->name_lists[score.names]->names;
  for (const auto& output : a.outputs) {
    if (output->kind == artefact::OutputKind::Band && output->block == score.name)
      story.band = name_at(a, output->names, output->register_, lead);
  }
  size_t standing = 0;  // bands up to and including the present one
  for (size_t i = 0; i < names.size(); ++i) {
    if (story.band == names[i]) standing = i + 1;
  }
  if (standing >= from.size()) return;
  story.next_band = names[standing];
  // Points are added to what the rules add up to, which may lie below the range.
  story.points_to_next = from[standing] - (story.running ? story.value_millionths : story.sum_millionths);
}

ScoreStory score_story(const ArtefactT& a, uint32_t index, const LeadSnapshot& lead, const Trace& trace) {
  const artefact::ScoreT& score = *a.scores[index];
  const ResetLine* reset = last_reset(trace, index, lead.at_ms);
  ScoreStory story;
  story.name = score.name;
  story.title = score.title;
  story.running = score.running;
  if (reset != nullptr) story.reset = ResetStory{reset->instant_ms, reset->cause, reset->to_millionths};
  story.sum_millionths = lead.words[score.sum];
  story.value_millionths = lead.words[score.value];
  for (const auto& part : score.parts)
    story.rules.push_back(rule_story(a, *part, lead, trace, reset, score.running));
  for (const auto& group : score.groups)
    story.groups.push_back({group->text, lead.words[group->raw], lead.words[group->shown]});
  find_next_band(a, score, lead, story);
  return story;
}

std::optional<std::string> side_word(const ArtefactT& a, const artefact::MatrixSideT& side,
                                     const LeadSnapshot& lead) {
  if (lead.words_known[side.register_] == 0) return std::nullopt;
  return emit::word_text(lead.words[side.register_], *side.type, *a.schema);
}

CellStory cell_story(const ArtefactT& a, const artefact::MatrixT& matrix, const LeadSnapshot& lead) {
  const artefact::MatrixSideT &row = *matrix.row, &column = *matrix.column;
  return {matrix.name,
          matrix.title,
          name_at(a, matrix.names, matrix.register_, lead),
          row.block,
          column.block,
          side_word(a, row, lead),
          side_word(a, column, lead)};
}

std::vector<AttributeStory> attributes_of(const ArtefactT& a, const LeadSnapshot& lead) {
  std::vector<AttributeStory> out;
  for (size_t i = 0; i < a.schema->attributes.size(); ++i) {
    if (artefact::is_of_role(a, static_cast<uint32_t>(i))) continue;  // told of the roles
    const artefact::AttributeT& attribute = *a.schema->attributes[i];
    const bool is_text = attribute.type->kind == artefact::FieldKind::Text ||
                         attribute.type->kind == artefact::FieldKind::Email;
    AttributeStory& story = out.emplace_back(AttributeStory{attribute.name, std::nullopt});
    if (lead.attribute_known[i] == 0) continue;
    story.value = is_text ? std::string(lead.attribute_texts[i])
                          : emit::word_text(lead.attribute_words[i], *attribute.type, *a.schema);
  }
  return out;
}

}  // namespace

Story tell(const ArtefactT& artefact, const LeadSnapshot& lead, const Trace& trace) {
  Story story;
  story.lead = std::string(lead.lead);
  story.at_ms = lead.at_ms;
  story.born_ms = lead.born_ms;
  story.event_count = trace.event_count();
  story.attributes = attributes_of(artefact, lead);
  for (uint32_t score = 0; score < artefact.scores.size(); ++score)
    story.scores.push_back(score_story(artefact, score, lead, trace));
  for (const auto& grade : artefact.grades) story.grades.push_back(grade_story(artefact, *grade, lead));
  for (const auto& matrix : artefact.matrices) story.cells.push_back(cell_story(artefact, *matrix, lead));
  for (const auto& d : artefact.definitions) {
    story.definitions.push_back(
        {d->name, d->title, d->owner, d->because, condition_at(artefact, d->explain, lead)});
  }
  story.stages = stages_of(artefact, trace);
  story.roles = roles_of(artefact, trace);
  story.clocks = clocks_of(artefact, lead, trace);
  return story;
}

}  // namespace lead::why
