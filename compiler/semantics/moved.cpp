#include "compiler/semantics/moved.h"

#include <algorithm>
#include <optional>

#include "compiler/syntax/children.h"

namespace lead::semantics {
namespace {

using syntax::ExprId;

std::optional<uint32_t> decl_of(const Program& program, SymbolKind symbol, uint32_t index) {
  switch (symbol) {
    case SymbolKind::Definition:
      return program.definitions[index].decl;
    case SymbolKind::Bucket:
      return program.buckets[index].decl;
    case SymbolKind::Score:
      return program.scores[index].decl;
    case SymbolKind::Grade:
      return program.grades[index].decl;
    case SymbolKind::Matrix:
      return program.matrices[index].decl;
    case SymbolKind::Lifecycle:
      return program.lifecycles[index].decl;
    case SymbolKind::Account:
      return static_cast<uint32_t>(program.accounts.match);
    case SymbolKind::None:
    case SymbolKind::Attribute:
    case SymbolKind::PayloadField:
    case SymbolKind::Sla:  // clocks run when the stages have settled
    case SymbolKind::Constant:
    case SymbolKind::Function:
    case SymbolKind::Table:
    case SymbolKind::Now:
    case SymbolKind::EventSet:
      return std::nullopt;
  }
  return std::nullopt;
}

// The declaration that an expression by itself reads.
std::optional<uint32_t> read_by(const syntax::SyntaxTree& tree, const Program& program, ExprId id) {
  if (std::holds_alternative<syntax::StageExpr>(tree.exprs[id].node)) {
    const auto stage = program.stages.find(id.value);
    if (stage == program.stages.end()) return std::nullopt;
    return program.lifecycles[stage->second.lifecycle].decl;
  }
  const bool is_column = std::holds_alternative<syntax::ColumnExpr>(tree.exprs[id].node);
  if (!is_column && !std::holds_alternative<syntax::NameExpr>(tree.exprs[id].node)) return std::nullopt;
  const TypedExpr& typed = program.exprs[id.value];
  return decl_of(program, typed.symbol, typed.index);
}

bool is_within(Span inner, Span outer) {
  return inner.file == outer.file && outer.begin_byte <= inner.begin_byte && inner.end_byte <= outer.end_byte;
}

// Who reads whom, by declaration.
class Readers {
 public:
  Readers(const syntax::SyntaxTree& tree, const Program& program)
      : tree_(tree), program_(program), readers_(tree.decls.size()) {
    names_that_are_no_expressions();
    for (const Score& score : program.scores) doors_of(score);
    for (const Lifecycle& lifecycle : program.lifecycles) doors_of(lifecycle);
    for (uint32_t decl = 0; decl < tree.decls.size(); ++decl) spans_.push_back(decl);
    std::sort(spans_.begin(), spans_.end(), [&](uint32_t a, uint32_t b) {
      return std::pair(span(a).file.value, span(a).begin_byte) <
             std::pair(span(b).file.value, span(b).begin_byte);
    });
    for (uint32_t i = 0; i < program.exprs.size(); ++i) {
      const auto target = read_by(tree, program, ExprId{i});
      const auto reader = target ? around(tree.exprs[ExprId{i}].span) : std::nullopt;
      if (reader) readers_[*target].push_back(*reader);
    }
  }

  // The declaration and whatever reads it, straight or through others.
  [[nodiscard]] std::vector<bool> all_of(uint32_t decl) const {
    std::vector<bool> reached(readers_.size());
    std::vector<uint32_t> open{decl};
    reached[decl] = true;
    while (!open.empty()) {
      const uint32_t at = open.back();
      open.pop_back();
      for (const uint32_t reader : readers_[at]) {
        if (reached[reader]) continue;
        reached[reader] = true;
        open.push_back(reader);
      }
    }
    return reached;
  }

 private:
  [[nodiscard]] Span span(uint32_t decl) const { return tree_.decls[decl].span; }

  // The innermost declaration there, unless it only looks when an event happens. The points of a grade are
  // declared within it.
  [[nodiscard]] std::optional<uint32_t> around(Span inner) const {
    auto after = std::upper_bound(spans_.begin(), spans_.end(), inner, [&](Span at, uint32_t decl) {
      return std::pair(at.file.value, at.begin_byte) <
             std::pair(span(decl).file.value, span(decl).begin_byte);
    });
    for (int up = 0; up < 2 && after != spans_.begin(); ++up) {
      --after;
      if (!is_within(inner, span(*after))) continue;
      return is_booking(*after, inner) ? std::nullopt : std::optional(*after);
    }
    return std::nullopt;
  }

  // Guards and amounts of what is booked at an event were judged before the stages change.
  [[nodiscard]] bool is_booking(uint32_t decl, Span inner) const {
    const auto* score = std::get_if<syntax::ScoreDecl>(&tree_.decls[decl].node);
    if (score == nullptr) return false;
    return std::any_of(score->rules.begin(), score->rules.end(), [&](const syntax::Rule& rule) {
      return is_within(inner, rule.span) && !is_live(rule) && door_of(rule) == nullptr;
    });
  }
  static bool is_live(const syntax::Rule& rule) {
    return std::holds_alternative<syntax::WhileTrigger>(rule.trigger) ||
           std::holds_alternative<syntax::BestTrigger>(rule.trigger);
  }
  static const syntax::DoorCause* door_of(const syntax::Rule& rule) {
    const auto* cause = std::get_if<syntax::Cause>(&rule.trigger);
    return cause == nullptr ? nullptr : std::get_if<syntax::DoorCause>(&cause->node);
  }

  void add(SymbolKind symbol, uint32_t index, uint32_t reader) {
    if (const auto target = decl_of(program_, symbol, index)) readers_[*target].push_back(reader);
  }
  void add_door(uint32_t door, uint32_t reader) {
    add(SymbolKind::Lifecycle, program_.doors[door].lifecycle, reader);
  }

  void names_that_are_no_expressions() {
    for (const Grade& grade : program_.grades) {
      const auto& body = std::get<syntax::GradeDecl>(tree_.decls[grade.decl].node).body;
      if (std::holds_alternative<syntax::PointsGrade>(body)) add(SymbolKind::Score, grade.score, grade.decl);
      for (const uint32_t member : grade.members) add(SymbolKind::Grade, member, grade.decl);
    }
    for (const Matrix& matrix : program_.matrices) {
      add(matrix.row_symbol, matrix.row_index, matrix.decl);
      add(matrix.column_symbol, matrix.column_index, matrix.decl);
    }
  }
  void doors_of(const Score& score) {
    const auto& rules = std::get<syntax::ScoreDecl>(tree_.decls[score.decl].node).rules;
    for (size_t r = 0; r < rules.size(); ++r)
      if (door_of(rules[r]) != nullptr) add_door(score.rules[r].event_set, score.decl);
  }
  void doors_of(const Lifecycle& lifecycle) {
    const auto& transitions = std::get<syntax::LifecycleDecl>(tree_.decls[lifecycle.decl].node).transitions;
    for (size_t t = 0; t < transitions.size(); ++t) {
      const auto* cause = std::get_if<syntax::Cause>(&transitions[t].move);
      if (cause != nullptr && std::holds_alternative<syntax::DoorCause>(cause->node))
        add_door(lifecycle.transitions[t].event_set, lifecycle.decl);
    }
  }

  const syntax::SyntaxTree& tree_;
  const Program& program_;
  std::vector<std::vector<uint32_t>> readers_;  // by declaration that is read
  std::vector<uint32_t> spans_;                 // declarations in the order of their texts
};

}  // namespace

Moved::Moved(const syntax::SyntaxTree& tree, const Program& program, uint32_t lifecycle)
    : tree_(tree),
      program_(program),
      moved_(Readers(tree, program).all_of(program.lifecycles[lifecycle].decl)) {}

bool Moved::may_change(ExprId id) const {
  if (const auto decl = read_by(tree_, program_, id); decl && moved_[*decl]) return true;
  bool changes = false;
  syntax::for_each_child(tree_.exprs[id], [&](ExprId child) { changes = changes || may_change(child); });
  return changes;
}

}  // namespace lead::semantics
