#include "compiler/semantics/row_coverage.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "compiler/semantics/cases.h"
#include "compiler/semantics/pass_problems.h"
#include "compiler/semantics/policy_words.h"
#include "compiler/semantics/roster_problems.h"
#include "compiler/semantics/route_rows.h"
#include "runtime/base/text.h"

namespace lead::semantics {

namespace {

using syntax::ExprId;

std::string people_of(const Program& program, const std::vector<uint32_t>& people) {
  std::vector<std::string> names;
  for (const uint32_t each : people)
    names.push_back(fmt::format("`{}`", shortened(program.people[each].row.id)));
  return list_words(names);
}

struct Row {
  std::string name;
  ExprId condition;
  Span span;
  // Leads that meet the condition and pass all the same.
  CaseList passed_in_spite = std::vector<Case>{};
};  // condition none: `otherwise`

constexpr size_t kMaxAlone = 64;

bool is_empty(const CaseList& cases) {
  return cases && cases->empty();
}

class RowCoverage {
 public:
  RowCoverage(const syntax::SyntaxTree& tree, const Program& program, diagnostics::Sink& sink)
      : tree_(tree), sink_(sink), cases_(tree, program), unbounded_(tree, program, false) {}

  // Reports a row that no lead reaches; none: as the row of a list. `by`: the row that takes them all.
  std::function<void(size_t row, std::optional<size_t> by)> on_unreached;
  // Whether the later row can do nothing for a lead that the earlier one looked at; none: no row is so. Where
  // it has looked at all that come, `on_outdone` is called.
  std::function<bool(size_t earlier, size_t later)> outdoes;
  std::function<void(size_t row, size_t by)> on_outdone;

  // Reads the rows top-down. Returns the cases that none of them takes.
  CaseList first_match(const std::vector<Row>& rows, ExprId asked = {}) {
    CaseList left = asked ? cases_.of(asked, true) : Cases::anything();
    passed_.clear();
    for (size_t i = 0; i < rows.size(); ++i) {
      const CaseList met = rows[i].condition ? cases_.of(rows[i].condition, true) : Cases::anything();
      // What the ranges alone decide, or what contradicts itself, has a finding of its own.
      const bool possible = !is_empty(met);
      if (!possible) contradiction(rows[i].condition, fmt::format("the row `{}`", rows[i].name));
      if (possible && i > 0) reachable(rows, i, met, left);
      passed_.push_back(Cases::either(others_than(rows[i]), rows[i].passed_in_spite));
      left = Cases::both(left, passed_.back());
    }
    return left;
  }

  void contradiction(ExprId condition, const std::string& what) {
    if (condition && is_empty(unbounded_.of(condition, true)))
      sink_.add(never_met(tree_.exprs[condition].span, what));
  }

  [[nodiscard]] Cases& cases() { return cases_; }
  [[nodiscard]] std::string witness_of(const CaseList& left) const {
    return left && !left->empty() ? cases_.witness(left->front()) : "";
  }

 private:
  // Those that do not meet the condition.
  CaseList others_than(const Row& row) {
    return row.condition ? cases_.of(row.condition, false) : CaseList{std::vector<Case>{}};
  }

  void outdone(const std::vector<Row>& rows, size_t index, const CaseList& come) {
    if (!outdoes) return;
    for (size_t j = index - std::min(index, kMaxAlone); j < index; ++j) {
      if (!outdoes(j, index) || !is_empty(Cases::both(come, others_than(rows[j])))) continue;
      return on_outdone(index, j);
    }
  }

  void reachable(const std::vector<Row>& rows, size_t index, const CaseList& met, const CaseList& left) {
    const CaseList come = Cases::both(left, met);
    const bool taken = is_empty(come);
    if (left && !taken) return outdone(rows, index, come);
    // BOUND: where too much is left to be listed, each of the rows just above is asked alone.
    const size_t first = left ? 0 : index - std::min(index, kMaxAlone);
    for (size_t j = first; j < index; ++j) {
      if (!is_empty(Cases::both(met, passed_[j]))) continue;
      if (on_unreached) return on_unreached(index, j);
      return sink_.add(row_never_reached(rows[index].span, rows[index].name, rows[j].span, rows[j].name));
    }
    if (!taken) return outdone(rows, index, met);
    if (on_unreached) return on_unreached(index, std::nullopt);
    sink_.add(row_never_reached(rows[index].span, rows[index].name, {}, {}));
  }

  const syntax::SyntaxTree& tree_;
  diagnostics::Sink& sink_;
  Cases cases_, unbounded_;
  std::vector<CaseList> passed_;  // by row: the cases that it lets pass
};

// A name for the row of all others: the letter after the last, where the grades are letters.
std::string name_for_the_rest(const std::vector<Row>& rows) {
  const auto is_taken = [&](const std::string& name) {
    return std::any_of(rows.begin(), rows.end(), [&](const Row& row) { return row.name == name; });
  };
  const std::string& last = rows.back().name;
  if (last.size() == 1 && last.front() >= 'A' && last.front() < 'Z') {
    const std::string next(1, static_cast<char>(last.front() + 1));
    if (!is_taken(next)) return next;
  }
  return is_taken("other") ? std::string() : "other";
}

void cover_list(const syntax::SyntaxTree& tree, const Program& program, const std::vector<Row>& rows,
                const syntax::Name& name, bool is_grade, diagnostics::Sink& sink, ExprId asked = {}) {
  RowCoverage coverage(tree, program, sink);
  const CaseList left = coverage.first_match(rows, asked);
  if (!is_empty(left))
    sink.add(list_not_total(name.span, name.text, rows.back().span, coverage.witness_of(left),
                            is_grade ? std::optional(name_for_the_rest(rows)) : std::nullopt));
}

}  // namespace

void cover_definition(const syntax::SyntaxTree& tree, const Program& program, const Definition& definition,
                      diagnostics::Sink& sink) {
  const auto& decl = std::get<syntax::DefineDecl>(tree.decls[definition.decl].node);
  if (const auto* body = std::get_if<syntax::ExprBody>(&decl.body);
      body && definition.kind == Definition::Kind::Condition) {
    RowCoverage(tree, program, sink).contradiction(body->expr, fmt::format("`{}`", definition.name));
  }
  const auto* ladder = std::get_if<syntax::LadderBody>(&decl.body);
  if (ladder == nullptr || ladder->rows.empty()) return;
  std::vector<Row> rows;
  for (const syntax::ValueRow& row : ladder->rows)
    rows.push_back({write_expr(tree, row.value), row.condition, row.span});
  cover_list(tree, program, rows, decl.name, false, sink);
}

void cover_grade_rows(const syntax::SyntaxTree& tree, const Program& program, const syntax::Name& name,
                      const syntax::RowsGrade& body, ExprId rated, diagnostics::Sink& sink) {
  std::vector<Row> rows;
  for (const syntax::GradeRow& row : body.rows) rows.push_back({row.grade.text, row.condition, row.span});
  if (!rows.empty()) cover_list(tree, program, rows, name, true, sink, rated);
}

void cover_segments(const syntax::SyntaxTree& tree, const Program& program, const Score& score,
                    diagnostics::Sink& sink) {
  std::vector<Row> rows;
  for (const Segment& segment : score.segments)
    rows.push_back(
        {write_expr(tree, segment.condition), segment.condition, tree.exprs[segment.condition].span});
  (void)RowCoverage(tree, program, sink).first_match(rows);
}

// Rows that give a lead to somebody fail where nobody is eligible; the others stop it.
void cover_route(const syntax::SyntaxTree& tree, const Program& program, const Route& route,
                 Staffing& staffing, diagnostics::Sink& sink) {
  const RouteRows made(tree, program, route, staffing);
  RowCoverage coverage(tree, program, sink);
  std::vector<Row> rows;
  for (size_t i = 0; i < made.size(); ++i) {
    const syntax::RouteRow& row = made.row(i);
    rows.push_back({row.name.text, row.when, row.span, made.passed_in_spite(coverage.cases(), i)});
  }
  const auto by_people = [&](size_t row) { return made.takes(row) == Takes::WithThesePeople; };
  coverage.on_unreached = [&](size_t row, std::optional<size_t> by) {
    std::vector<std::string> there;
    for (size_t j = by.value_or(0); j < (by ? *by + 1 : row); ++j)
      if (by_people(j)) there.push_back(people_of(program, made.always_there(j)));
    // The last row is for another roster.
    if (!there.empty() && row + 1 == rows.size()) return;
    sink.add(problems::row_behind(made.row(row), by ? &made.row(*by) : nullptr, there));
  };
  bool is_by_people = false;
  coverage.outdoes = [&](size_t earlier, size_t later) {
    return later + 1 < rows.size() && made.outdoes(earlier, later, is_by_people);
  };
  coverage.on_outdone = [&](size_t row, size_t by) {
    sink.add(problems::row_outdone(made.row(row), made.row(by), is_by_people));
  };
  (void)coverage.first_match(rows);
}

void cover_condition(const syntax::SyntaxTree& tree, const Program& program, ExprId condition,
                     const std::string& what, diagnostics::Sink& sink) {
  RowCoverage(tree, program, sink).contradiction(condition, what);
}

void cover_rule(const syntax::SyntaxTree& tree, const Program& program, const syntax::Rule& rule,
                diagnostics::Sink& sink) {
  RowCoverage coverage(tree, program, sink);
  const std::string what = fmt::format("the rule `{}`", rule.name.text);
  if (const auto* each = std::get_if<syntax::EachTrigger>(&rule.trigger))
    coverage.contradiction(each->where, what);
  if (const auto* live = std::get_if<syntax::WhileTrigger>(&rule.trigger))
    coverage.contradiction(live->condition, what);
  if (const auto* cause = std::get_if<syntax::Cause>(&rule.trigger)) {
    if (const auto* edge = std::get_if<syntax::EdgeCause>(&cause->node)) {
      coverage.contradiction(edge->condition, what);
      coverage.contradiction(edge->when, what);
    }
    if (const auto* schedule = std::get_if<syntax::ScheduleCause>(&cause->node))
      coverage.contradiction(schedule->when, what);
    if (const auto* door = std::get_if<syntax::DoorCause>(&cause->node))
      coverage.contradiction(door->when, what);
    if (const auto* breach = std::get_if<syntax::BreachCause>(&cause->node))
      coverage.contradiction(breach->when, what);
    if (const auto* given = std::get_if<syntax::AssignmentCause>(&cause->node))
      coverage.contradiction(given->when, what);
    if (const auto* expiry = std::get_if<syntax::ExpiryCause>(&cause->node))
      coverage.contradiction(expiry->when, what);
  }
  const auto* ladder = std::get_if<syntax::LadderAmount>(&rule.amount);
  if (ladder == nullptr) return;
  const bool is_best = std::holds_alternative<syntax::BestTrigger>(rule.trigger);
  std::vector<Row> rows;
  for (const auto& row : ladder->rows) {
    if (is_best) coverage.contradiction(row.condition, what);
    rows.push_back({write_points(row.millionths), row.condition, row.span});
  }
  if (!is_best) (void)coverage.first_match(rows);
}

}  // namespace lead::semantics
