// Why a lead has its grade: the rows as they stand, whatever the grade is made by, and what is nearest.
#include <algorithm>

#include "runtime/emit/word_text.h"
#include "workbench/why/tell.h"

namespace lead::why {
namespace {

using artefact::ArtefactT;
using artefact::ExplainKind;
using artefact::GradeRowKind;
using engine::LeadSnapshot;

// The unmet conditions that would have to change: leaves of what must hold.
void collect_unmet(const ConditionStory& condition, std::vector<ConditionStory>& out) {
  if (condition.met || condition.kind == ExplainKind::Value) return;
  if (condition.kind != ExplainKind::All) {
    out.push_back(condition);
    return;
  }
  for (const ConditionStory& part : condition.parts) collect_unmet(part, out);
}

// Takes `row` as the nearest miss if fewer of its conditions are unmet than of the one before.
void offer(GradeStory& story, const std::string& grade, const ConditionStory& row) {
  std::vector<ConditionStory> unmet;
  collect_unmet(row, unmet);
  if (story.nearest && unmet.size() >= story.missing.size()) return;
  story.nearest = grade;
  story.missing = std::move(unmet);
}

bool asks(const GradeRowStory& row) {
  return row.kind == GradeRowKind::Steps || row.kind == GradeRowKind::AtMost;
}

// Whether `grade` stands above the lead's in the ladder; so does every grade where the lead has none.
bool is_better(const GradeStory& story, const std::string& grade, const std::vector<std::string>& names) {
  const auto place = [&](const std::string& name) { return std::find(names.begin(), names.end(), name); };
  return !story.grade || place(grade) < place(*story.grade);
}

// Rows of which the first that is met has the grade.
void choose_first(GradeStory& story, const std::vector<std::string>& names) {
  for (GradeRowStory& row : story.rows) {
    const bool reached = row.kind != GradeRowKind::From || (story.points && *story.points >= row.amount);
    row.chosen = reached && (!row.condition || row.condition->met);
    if (row.chosen) return;
    if (!is_better(story, row.grade, names)) continue;
    if (row.condition) {
      offer(story, row.grade, *row.condition);
    } else if (story.points) {  // the last one that is not reached is the nearest
      story.nearest = row.grade;
      story.points_to_nearest = row.amount - *story.points;
    }
  }
}

// The next better grade, by the `up` row that is nearest to being met; nothing where a cap holds the lead
// back.
void find_next_step(GradeStory& story, const std::vector<std::string>& names) {
  const auto now = std::find(names.begin(), names.end(), story.grade.value_or(""));
  if (now == names.begin() || now == names.end()) return;
  for (const GradeRowStory& row : story.rows) {
    if (row.kind == GradeRowKind::AtMost && row.chosen && row.grade == *now) return;
  }
  for (const GradeRowStory& row : story.rows) {
    if (row.kind == GradeRowKind::Steps && row.amount > 0 && !row.chosen)
      offer(story, *(now - 1), *row.condition);
  }
}

// The first of the grades that is as good as the best.
void choose_member(GradeStory& story) {
  for (GradeRowStory& row : story.rows) {
    row.chosen = story.grade && row.grade == *story.grade;
    if (row.chosen) return;
  }
}

GradeRowStory row_story(const ArtefactT& a, const artefact::GradeT& grade, const artefact::GradeRowT& row,
                        const LeadSnapshot& lead) {
  GradeRowStory story;
  story.kind = row.kind;
  story.text = row.text;
  story.amount = row.amount;
  if (row.condition >= 0) story.condition = condition_at(a, static_cast<uint32_t>(row.condition), lead);
  if (row.kind == GradeRowKind::Member) {
    const artefact::OutputT& member = *a.outputs[static_cast<size_t>(row.amount)];
    story.grade = name_at(a, member.names, member.register_, lead).value_or("");
  } else if (row.kind != GradeRowKind::Steps) {
    story.grade = a.schema->name_lists[grade.names]->names[row.grade];
  }
  story.chosen = asks(story) && story.condition && story.condition->met;
  return story;
}

}  // namespace

GradeStory grade_story(const ArtefactT& a, const artefact::GradeT& grade, const LeadSnapshot& lead) {
  GradeStory story;
  story.name = grade.name;
  story.title = grade.title;
  story.grade = name_at(a, grade.names, grade.register_, lead);
  const auto& names = a.schema->name_lists[grade.names]->names;
  if (grade.rated >= 0) story.rated = condition_at(a, static_cast<uint32_t>(grade.rated), lead);
  if (grade.start >= 0) story.start = names[static_cast<size_t>(grade.start)];
  if (grade.score >= 0) story.points = lead.words[a.scores[static_cast<size_t>(grade.score)]->value];
  for (const auto& row : grade.rows) story.rows.push_back(row_story(a, grade, *row, lead));
  if (story.rows.empty() || (story.rated && !story.rated->met)) return story;
  if (grade.start >= 0) {
    find_next_step(story, names);
  } else if (story.rows.front().kind == GradeRowKind::Member) {
    choose_member(story);
  } else {
    choose_first(story, names);
  }
  return story;
}

}  // namespace lead::why
