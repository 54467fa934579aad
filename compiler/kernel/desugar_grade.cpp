// Grades: one word, the place of the name in the ladder from the best down; missing while unrated.
#include <map>
#include <string_view>

#include "compiler/kernel/desugaring.h"
#include "runtime/base/overloaded.h"

namespace lead::kernel {
namespace {

using artefact::Opcode;

// Where each name stands; every row asks.
class Places {
 public:
  explicit Places(const semantics::Grade& grade) {
    for (const std::string& name : grade.names) places_.emplace(name, static_cast<int64_t>(places_.size()));
  }
  [[nodiscard]] int64_t of(const syntax::Name& name) const { return places_.at(name.text); }

 private:
  std::map<std::string_view, int64_t> places_;
};

ExprId by_rows(Desugaring& d, const semantics::Grade& grade, const syntax::RowsGrade& body) {
  const Places places(grade);
  ExprId rest = d.builder.absent();
  for (size_t i = body.rows.size(); i-- > 0;) {
    const syntax::GradeRow& row = body.rows[i];
    d.builder.at(row.span);
    const ExprId letter = d.builder.constant(places.of(row.grade));
    rest = row.condition ? d.builder.node(Opcode::Select, condition(d, row.condition, {}), letter, rest)
                         : letter;
  }
  return rest;
}

// Steps up lessen the word. What the rows add up to is brought back onto the ladder, then the caps hold.
ExprId in_steps(Desugaring& d, const semantics::Grade& grade, const syntax::StepsGrade& body) {
  const Places places(grade);
  Builder& b = d.builder;
  const ExprId nothing = b.constant(0);
  ExprId word = b.constant(places.of(*body.start));
  for (const syntax::GradeMove& move : body.moves) {
    const ExprId met = condition(d, move.condition, {});
    b.at(move.span);
    word = b.node(Opcode::Subtract, word, b.node(Opcode::Select, met, b.constant(move.steps), nothing));
  }
  word = b.clamp(word, 0, static_cast<int64_t>(grade.names.size()) - 1);
  for (const syntax::GradeCap& cap : body.caps) {
    const ExprId met = condition(d, cap.condition, {});
    b.at(cap.span);
    const ExprId best = b.node(Opcode::Select, met, b.constant(places.of(cap.grade)), nothing);
    word = b.node(Opcode::Greatest, word, best);
  }
  return word;
}

ExprId by_points(Desugaring& d, const semantics::Grade& grade, const syntax::PointsGrade& body) {
  const Places places(grade);
  Builder& b = d.builder;
  const ExprId points = score_value(d, grade.score);
  ExprId rest = body.otherwise ? b.constant(places.of(*body.otherwise)) : b.absent();
  for (size_t i = body.thresholds.size(); i-- > 0;) {
    const syntax::GradeThreshold& row = body.thresholds[i];
    b.at(row.span);
    const ExprId reached = b.node(Opcode::LessEqual, b.constant(row.from_millionths), points);
    rest = b.node(Opcode::Select, reached, b.constant(places.of(row.grade)), rest);
  }
  return rest;
}

// The least word, the first is the best, of those that are rated.
ExprId best_grade(Desugaring& d, const semantics::Grade& grade) {
  Builder& b = d.builder;
  ExprId best = d.grades[grade.members.front()];
  for (size_t i = 1; i < grade.members.size(); ++i) {
    const ExprId next = d.grades[grade.members[i]];
    // Where one of the two is missing, it stands back behind the other.
    best = b.node(Opcode::Least, b.node(Opcode::OrElse, best, next), b.node(Opcode::OrElse, next, best));
  }
  return best;
}

}  // namespace

void desugar_grade(Desugaring& d, uint32_t index) {
  const semantics::Grade& grade = d.program.grades[index];
  const auto& decl = d.decl<syntax::GradeDecl>(grade.decl);
  const Span outer = d.builder.span();
  d.builder.at(decl.name.span);
  const ExprId word =
      std::visit(overloaded{
                     [&](const syntax::RowsGrade& body) { return by_rows(d, grade, body); },
                     [&](const syntax::StepsGrade& body) { return in_steps(d, grade, body); },
                     [&](const syntax::PointsGrade& body) { return by_points(d, grade, body); },
                     [&](const syntax::BestGrade&) { return best_grade(d, grade); },
                 },
                 decl.body);
  d.grades[index] =
      decl.rated ? d.builder.node(Opcode::Select, condition(d, decl.rated, {}), word, d.builder.absent())
                 : word;
  d.builder.at(outer);
}

}  // namespace lead::kernel
