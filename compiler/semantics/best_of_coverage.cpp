#include "compiler/semantics/best_of_coverage.h"

#include <algorithm>

#include "compiler/semantics/cases.h"
#include "compiler/semantics/pass_problems.h"
#include "compiler/semantics/policy_words.h"

namespace lead::semantics {

namespace {

using syntax::BinaryOp;
using syntax::ExprId;
using syntax::PastKind;

constexpr size_t kMaxRows = 64;
constexpr int64_t kMaxCount = 1'000;  // BOUND: of something that is counted out one by one

// How far back a look at the past reaches, at least and at most: months have no one length.
struct Length {
  int64_t least = INT64_MAX, most = INT64_MAX;  // not written: since birth
};

Length length_of(const std::optional<syntax::Duration>& window) {
  if (!window) return {};
  constexpr int64_t kDay = 86'400'000;
  const int64_t n = window->amount;
  switch (window->unit) {
    case syntax::Unit::Millisecond:
      return {n, n};
    case syntax::Unit::Second:
      return {n * 1'000, n * 1'000};
    case syntax::Unit::Minute:
      return {n * 60'000, n * 60'000};
    case syntax::Unit::Hour:
      return {n * 3'600'000, n * 3'600'000};
    case syntax::Unit::Day:
      return {n * kDay, n * kDay};
    case syntax::Unit::Week:
      return {n * 7 * kDay, n * 7 * kDay};
    case syntax::Unit::Month:
      return {n * 28 * kDay, n * 31 * kDay};
    case syntax::Unit::Year:
      return {n * 365 * kDay, n * 366 * kDay};
  }
  return {};
}

// A row whose condition counts events and compares with a constant.
struct CountRow {
  std::string what;  // the events that are counted, in the words of the policy
  std::string event;
  std::string window;  // "in last 7 days", for equal lengths of months
  Length length;
  BinaryOp op = BinaryOp::AtLeast;
  int64_t count = 0;
  Span op_span;

  [[nodiscard]] bool met(int64_t events) const {
    switch (op) {
      case BinaryOp::Is:
        return events == count;
      case BinaryOp::IsNot:
        return events != count;
      case BinaryOp::Less:
        return events < count;
      case BinaryOp::AtMost:
        return events <= count;
      case BinaryOp::More:
        return events > count;
      default:
        return events >= count;
    }
  }
  // Once met, more of it keeps it met.
  [[nodiscard]] bool upward() const { return op == BinaryOp::AtLeast || op == BinaryOp::More; }
  [[nodiscard]] int64_t least() const {  // the fewest events that meet it
    if (op == BinaryOp::More) return count + 1;
    if (op == BinaryOp::AtLeast || op == BinaryOp::Is) return std::max<int64_t>(count, 0);
    return met(0) ? 0 : 1;
  }
  [[nodiscard]] bool within(const CountRow& other) const {
    return window == other.window || length.most <= other.length.least;
  }
};

class BestOf {
 public:
  BestOf(const syntax::SyntaxTree& tree, const Program& program, const syntax::Rule& rule,
         const syntax::LadderAmount& ladder, diagnostics::Sink& sink)
      : tree_(tree), program_(program), rule_(rule), rows_(ladder.rows), sink_(sink), cases_(tree, program) {
    for (const auto& row : rows_) counts_.push_back(read(row.condition));
  }

  void run() {
    for (size_t i = 0; i < rows_.size(); ++i) {
      never_wins(i);
      more_gives_less(i);
    }
  }

 private:
  [[nodiscard]] std::optional<CountRow> read(ExprId id) const {
    const auto& node = tree_.exprs[id].node;
    if (const auto* past = std::get_if<syntax::PastExpr>(&node)) {
      if (past->kind == PastKind::Any) return of(*past, BinaryOp::AtLeast, 1, {});
      if (past->kind == PastKind::No) return of(*past, BinaryOp::Is, 0, {});
      return std::nullopt;
    }
    const auto* binary = std::get_if<syntax::BinaryExpr>(&node);
    if (binary == nullptr || binary->op < BinaryOp::Is || binary->op > BinaryOp::AtLeast) return std::nullopt;
    const auto* past = std::get_if<syntax::PastExpr>(&tree_.exprs[binary->left].node);
    const TypedExpr& right = program_.exprs[binary->right.value];
    if (past == nullptr || past->kind != PastKind::Count || !right.word) return std::nullopt;
    if (right.type.kind != TypeKind::Number) return std::nullopt;
    return of(*past, binary->op, *right.word, binary->op_span);
  }

  [[nodiscard]] CountRow of(const syntax::PastExpr& past, BinaryOp op, int64_t count, Span op_span) const {
    syntax::PastExpr bare = past;
    bare.kind = PastKind::Count;
    const std::string with_window = write_past(tree_, bare);
    bare.window.reset();
    return {
        write_past(tree_, bare), past.event.text, with_window, length_of(past.window), op, count, op_span};
  }

  // Whether every lead that meets row `a` meets row `b`.
  bool implies(size_t a, size_t b) {
    if (counts_[a] && counts_[b] && counts_[a]->what == counts_[b]->what && counts_[b]->upward() &&
        counts_[a]->within(*counts_[b]) && counts_[a]->least() >= counts_[b]->least())
      return true;
    const CaseList apart =
        Cases::both(cases_.of(rows_[a].condition, true), cases_.of(rows_[b].condition, false));
    return apart && apart->empty();
  }

  void never_wins(size_t row) {
    const CaseList met = cases_.of(rows_[row].condition, true);
    if (met && met->empty()) return;  // a finding of its own
    for (size_t other = 0; other < rows_.size(); ++other) {
      const int64_t mine = rows_[row].millionths, theirs = rows_[other].millionths;
      if (other == row || theirs < mine || (theirs == mine && other > row)) continue;
      if (!implies(row, other)) continue;
      return sink_.add(row_never_wins(rule_, rows_[row], rows_[other]));
    }
  }

  // The best of the rows about the same events, where so many of them happened just now.
  [[nodiscard]] int64_t value_of(const std::string& what, int64_t events) const {
    int64_t best = 0;
    for (size_t i = 0; i < rows_.size(); ++i) {
      if (counts_[i] && counts_[i]->what == what && counts_[i]->met(events))
        best = std::max(best, rows_[i].millionths);
    }
    return best;
  }

  // Only beside rows that want more of the same: `10 when count of complaint is 0` alone is meant so.
  void more_gives_less(size_t row) {
    if (!counts_[row] || counts_[row]->upward() || counts_[row]->count > kMaxCount) return;
    const CountRow& own = *counts_[row];
    const syntax::LadderAmount::Row* wants_more = nullptr;
    for (size_t i = 0; i < rows_.size(); ++i) {
      const bool same = counts_[i] && counts_[i]->what == own.what && counts_[i]->upward();
      if (same && counts_[i]->least() > own.least() && rows_[i].millionths > 0 &&
          (wants_more == nullptr || rows_[i].millionths < wants_more->millionths))
        wants_more = &rows_[i];
    }
    if (wants_more == nullptr) return;
    for (int64_t events = own.least(); events <= own.count + 1; ++events) {
      const int64_t now = value_of(own.what, events), then = value_of(own.what, events + 1);
      if (!own.met(events) || now != rows_[row].millionths || then >= now) continue;
      return sink_.add(more_gives_fewer(rule_, rows_[row], *wants_more, {own.event, events, now, then},
                                        own.op == BinaryOp::Is ? own.op_span : Span{}));
    }
  }

  const syntax::SyntaxTree& tree_;
  const Program& program_;
  const syntax::Rule& rule_;
  const std::vector<syntax::LadderAmount::Row>& rows_;
  diagnostics::Sink& sink_;
  Cases cases_;
  std::vector<std::optional<CountRow>> counts_;  // by row
};

}  // namespace

void cover_best_of(const syntax::SyntaxTree& tree, const Program& program, const syntax::Rule& rule,
                   diagnostics::Sink& sink) {
  const auto* ladder = std::get_if<syntax::LadderAmount>(&rule.amount);
  if (ladder == nullptr || ladder->rows.size() > kMaxRows) return;
  if (!std::holds_alternative<syntax::BestTrigger>(rule.trigger)) return;
  BestOf(tree, program, rule, *ladder, sink).run();
}

}  // namespace lead::semantics
