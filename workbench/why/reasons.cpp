#include "workbench/why/reasons.h"

#include <fmt/format.h>

#include "runtime/emit/word_text.h"

namespace lead::why {
namespace {

void append_score(std::string& out, const ScoreStory& score) {
  bool first = true;
  for (const RuleStory& rule : score.rules) {
    if (rule.shown_millionths == 0) continue;
    out += first ? fmt::format("{}{}: ", out.empty() ? "" : "; ", score.name) : ", ";
    first = false;
    out += fmt::format("{}{} {} ({})", rule.shown_millionths > 0 ? "+" : "",
                       emit::points_text(rule.shown_millionths), rule.name, rule.text);
  }
}

void append_grade(std::string& out, const GradeStory& grade) {
  for (const GradeRowStory& row : grade.rows) {
    if (!row.chosen) continue;
    out += fmt::format("{}{} is {}: {}", out.empty() ? "" : "; ", grade.name, row.grade,
                       row.condition ? row.condition->text : "otherwise");
  }
}

}  // namespace

std::string reasons(const Story& story) {
  std::string out;
  for (const ScoreStory& score : story.scores) append_score(out, score);
  for (const GradeStory& grade : story.grades) append_grade(out, grade);
  return out;
}

}  // namespace lead::why
