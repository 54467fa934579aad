// The rows of grades, for `why`: what each asks, and what it gives, moves or allows at most.
#include <algorithm>
#include <map>
#include <string_view>

#include "compiler/kernel/desugaring.h"
#include "runtime/base/overloaded.h"

namespace lead::kernel {
namespace {

using artefact::GradeRowKind;

struct Rows {
  Desugaring& d;
  const semantics::Grade& grade;
  Grade& out;
  std::map<std::string_view, uint32_t> places;  // of the names

  [[nodiscard]] uint32_t place_of(const syntax::Name& name) const { return places.at(name.text); }
  void add(GradeRowKind kind, uint32_t place, syntax::ExprId condition, Span span, int64_t amount) const {
    const int32_t asked = condition ? static_cast<int32_t>(explain_condition(d, condition)) : -1;
    out.rows.push_back({place, asked, span, kind, amount});
  }

  void operator()(const syntax::RowsGrade& body) const {
    for (const syntax::GradeRow& row : body.rows)
      add(GradeRowKind::When, place_of(row.grade), row.condition, row.span, 0);
  }
  void operator()(const syntax::StepsGrade& body) const {
    out.start = static_cast<int32_t>(place_of(*body.start));
    for (const syntax::GradeMove& move : body.moves)
      add(GradeRowKind::Steps, 0, move.condition, move.span, move.steps);
    for (const syntax::GradeCap& cap : body.caps)
      add(GradeRowKind::AtMost, place_of(cap.grade), cap.condition, cap.span, 0);
  }
  void operator()(const syntax::PointsGrade& body) const {
    out.score = static_cast<int32_t>(grade.score);
    for (const syntax::GradeThreshold& row : body.thresholds)
      add(GradeRowKind::From, place_of(row.grade), {}, row.span, row.from_millionths);
    if (body.otherwise) add(GradeRowKind::When, place_of(*body.otherwise), {}, body.otherwise->span, 0);
  }
  void operator()(const syntax::BestGrade& body) const {
    for (size_t i = 0; i < grade.members.size(); ++i) {
      const std::string& member = d.program.grades[grade.members[i]].name;
      const auto written = std::find_if(body.grades.begin(), body.grades.end(),
                                        [&](const syntax::Name& name) { return name.text == member; });
      const auto& outputs = d.kernel.outputs;
      const auto shown = std::find_if(outputs.begin(), outputs.end(), [&](const Output& output) {
        return output.kind == artefact::OutputKind::Grade && output.block == member;
      });
      add(GradeRowKind::Member, 0, {}, written->span, shown - outputs.begin());
    }
  }
};

}  // namespace

void explain_grades(Desugaring& d) {
  for (uint32_t index = 0; index < d.program.grades.size(); ++index) {
    const semantics::Grade& grade = d.program.grades[index];
    const auto& decl = d.decl<syntax::GradeDecl>(grade.decl);
    std::map<std::string_view, uint32_t> places;
    for (const std::string& name : grade.names) places.emplace(name, static_cast<uint32_t>(places.size()));
    std::visit(Rows{d, grade, d.kernel.grades[index], std::move(places)}, decl.body);
    if (decl.rated) d.kernel.grades[index].rated = static_cast<int32_t>(explain_condition(d, decl.rated));
  }
}

}  // namespace lead::kernel
