// Grades: their ladders of names, who may be unrated, and the conditions of their rows.
//
// Names and types are settled before any expression is read, because a best-of grade has the names of the
// grades it is the best of, wherever these are declared.
#include <algorithm>

#include "compiler/semantics/check_expr.h"
#include "compiler/semantics/steps.h"
#include "compiler/semantics/type_rules.h"
#include "runtime/base/overloaded.h"

namespace lead::semantics {
namespace {

using syntax::GradeDecl;

const GradeDecl& decl_of(const Context& context, const Grade& grade) {
  return context.decl<GradeDecl>(grade.decl);
}

// --- settling
// ---------------------------------------------------------------------------------------------------

void find_members(Context& context, uint32_t index, const syntax::BestGrade& best) {
  NameSpace seen;
  for (const syntax::Name& name : best.grades) {
    const auto found = context.names.values.find(name.text);
    if (found == context.names.values.end() || found->second.kind != SymbolKind::Grade) {
      const auto names = [&] {
        std::vector<std::string> grades;
        for (const Grade& grade : context.program.grades) grades.push_back(grade.name);
        return grades;
      };
      const auto close = close_names(context, name.text, context.program.grades.size(), names);
      const bool may_list = context.names_compared <= limits::kMaxNamesCompared;
      context.sink.add(problems::unknown_item(name.span, name.text, "grade",
                                              may_list ? names() : std::vector<std::string>(), close));
      continue;
    }
    const auto [entry, is_new] = seen.emplace(name.text, Declared{SymbolKind::Grade, 0, name.span});
    if (!is_new) {
      context.sink.add(problems::item_twice(name.span, "`" + name.text + "`", entry->second.span));
      continue;
    }
    note_read(context, {Program::Derived{SymbolKind::Grade, index}, std::nullopt}, SymbolKind::Grade,
              found->second.index, name.span);
    context.program.grades[index].members.push_back(found->second.index);
  }
}

void find_points(Context& context, uint32_t index, const syntax::PointsGrade& points) {
  auto& scores = context.program.scores;
  const auto found = std::find_if(scores.begin(), scores.end(),
                                  [&](const Score& score) { return score.decl == points.score; });
  if (found == scores.end()) return;  // the parser has reported that there are none
  const auto score = static_cast<uint32_t>(found - scores.begin());
  context.program.grades[index].score = score;
  note_read(context, {Program::Derived{SymbolKind::Grade, index}, std::nullopt}, SymbolKind::Score, score,
            context.decl<syntax::ScoreDecl>(points.score).name.span);
}

// Best-of grades take names and unratedness from grades that may be best-of themselves: each pass settles at
// least those whose members are settled. Of a circle, which order_derived reports, nothing comes of it.
void settle_best(Context& context) {
  auto& grades = context.program.grades;
  for (bool changed = true; changed;) {
    changed = false;
    for (Grade& grade : grades) {
      if (grade.members.empty()) continue;
      const bool all_missing = std::all_of(grade.members.begin(), grade.members.end(),
                                           [&](uint32_t member) { return grades[member].may_be_missing; });
      const auto& names = grades[grade.members.front()].names;
      if (grade.names.empty() && !names.empty()) grade.names = names, changed = true;
      if (all_missing && !grade.may_be_missing) grade.may_be_missing = changed = true;
    }
  }
}

void compare_members(Context& context, const Grade& grade, const syntax::BestGrade& best) {
  const auto name_of = [&](uint32_t member) {
    return &*std::find_if(best.grades.begin(), best.grades.end(), [&](const syntax::Name& name) {
      return name.text == context.program.grades[member].name;
    });
  };
  for (const uint32_t member : grade.members) {
    const auto& names = context.program.grades[member].names;
    if (names.empty() || names == grade.names) continue;
    context.sink.add(
        problems::different_ladders({name_of(grade.members.front()), grade.names}, {name_of(member), names}));
  }
}

// --- rows
// -------------------------------------------------------------------------------------------------------

void require_step(Context& context, const Grade& grade, const syntax::Name& name) {
  if (std::find(grade.names.begin(), grade.names.end(), name.text) != grade.names.end()) return;
  context.sink.add(problems::unknown_item(
      name.span, name.text, "step of `" + grade.name + "`", grade.names,
      close_names(context, name.text, grade.names.size(), [&] { return grade.names; })));
}

void check_steps(Context& context, const Grade& grade, const syntax::StepsGrade& steps, const Scope& scope) {
  if (steps.start && !grade.names.empty()) require_step(context, grade, *steps.start);
  for (const syntax::GradeMove& move : steps.moves) {
    require_condition(context, move.condition, scope, move.span);
    const auto most = static_cast<int64_t>(steps.ladder.size()) - 1;
    const bool is_step = move.steps != 0 && std::abs(move.steps) <= most;
    if (!is_step && most > 0)
      context.sink.add(problems::no_steps(move.span, std::abs(move.steps), static_cast<size_t>(most)));
  }
  for (const syntax::GradeCap& cap : steps.caps) {
    require_condition(context, cap.condition, scope, cap.span);
    if (!grade.names.empty()) require_step(context, grade, cap.grade);
  }
}

}  // namespace

void settle_ladders(Context& context) {
  auto& grades = context.program.grades;
  for (uint32_t i = 0; i < grades.size(); ++i) {
    const GradeDecl& decl = decl_of(context, grades[i]);
    grades[i].may_be_missing = !decl.rated.is_none();
    if (const auto* best = std::get_if<syntax::BestGrade>(&decl.body)) find_members(context, i, *best);
    if (const auto* points = std::get_if<syntax::PointsGrade>(&decl.body)) find_points(context, i, *points);
  }
  settle_best(context);
  for (uint32_t i = 0; i < grades.size(); ++i) {
    const auto same = std::find_if(grades.begin(), grades.end(),
                                   [&](const Grade& grade) { return grade.names == grades[i].names; });
    grades[i].ladder = static_cast<uint32_t>(same - grades.begin());
    if (const auto* best = std::get_if<syntax::BestGrade>(&decl_of(context, grades[i]).body))
      compare_members(context, grades[i], *best);
  }
}

void check_grades(Context& context) {
  for (uint32_t i = 0; i < context.program.grades.size(); ++i) {
    const GradeDecl& decl = decl_of(context, context.program.grades[i]);
    const Scope scope{Program::Derived{SymbolKind::Grade, i}, std::nullopt};
    if (decl.rated) require_condition(context, decl.rated, scope, decl.name.span);
    std::visit(overloaded{
                   [&](const syntax::RowsGrade& body) {
                     for (const syntax::GradeRow& row : body.rows) {
                       if (row.condition) require_condition(context, row.condition, scope, row.grade.span);
                     }
                   },
                   [&](const syntax::StepsGrade& body) {
                     check_steps(context, context.program.grades[i], body, scope);
                   },
                   [](const syntax::PointsGrade&) {},  // check_scores reads the points
                   [](const syntax::BestGrade&) {},    // settle_ladders
               },
               decl.body);
  }
}

}  // namespace lead::semantics
