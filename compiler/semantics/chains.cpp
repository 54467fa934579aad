#include "compiler/semantics/chains.h"

#include <algorithm>
#include <string>

#include "compiler/semantics/problems.h"
#include "compiler/syntax/children.h"
#include "runtime/base/overloaded.h"

namespace lead::semantics {
namespace {

using syntax::ExprId;
using Scores = std::vector<bool>;  // by Program::scores

constexpr size_t kMostReports = 20, kMostSteps = 8;  // what a person reads
constexpr int64_t kFew = 16;  // bookings that a limit may let through to be called a few

struct Link {  // a rule or a reset that an edge causes
  uint32_t score;
  std::string name;
  Span span;
  Scores reads;  // what its condition depends on
  bool is_reset = false;
  bool is_plain = false;  // the condition compares its own score with something fixed
  int sign = 0;           // 1: it only adds, -1: it only takes away, 0: neither is known
  bool ends = false;      // it books a few times only
};

class Chains {
 public:
  Chains(const syntax::SyntaxTree& tree, const Program& program)
      : tree_(tree),
        program_(program),
        definitions_(program.definitions.size()),
        buckets_(program.buckets.size()),
        scores_(program.scores.size()),
        grades_(program.grades.size()),
        matrices_(program.matrices.size()),
        account_(program.scores.size()) {
    for (const Program::Derived& derived : program.order) of(derived) = read_derived(derived);
  }

  std::vector<Link> links() {
    std::vector<Link> all;
    for (uint32_t s = 0; s < program_.scores.size(); ++s) {
      const auto& decl = decl_of<syntax::ScoreDecl>(program_.scores[s].decl);
      // A reset that may be part of the circle gives a limit back that is not for ever.
      const bool is_given_back =
          std::any_of(decl.resets.begin(), decl.resets.end(), [](const syntax::Reset& reset) {
            return std::holds_alternative<syntax::EdgeCause>(reset.cause.node);
          });
      for (size_t r = 0; r < decl.rules.size(); ++r) {
        const auto* cause = std::get_if<syntax::Cause>(&decl.rules[r].trigger);
        if (cause == nullptr) continue;
        if (!add(all, s, decl.rules[r].name.text, *cause)) continue;
        const RuleFacts& facts = program_.scores[s].rules[r];
        all.back().sign = facts.low >= 0 ? 1 : facts.high <= 0 ? -1 : 0;
        const auto& limit = decl.rules[r].limit;
        all.back().ends = limit && !limit->key && limit->count <= kFew && (limit->ever || !is_given_back);
      }
      for (const syntax::Reset& reset : decl.resets)
        if (add(all, s, "reset " + decl.name.text, reset.cause)) all.back().is_reset = true;
    }
    return all;
  }

 private:
  template <class T>
  const T& decl_of(uint32_t index) const {
    return std::get<T>(tree_.decls[index].node);
  }

  Scores& of(const Program::Derived& derived) {
    switch (derived.kind) {
      case SymbolKind::Bucket:
        return buckets_[derived.index];
      case SymbolKind::Score:
        return scores_[derived.index];
      case SymbolKind::Grade:
        return grades_[derived.index];
      case SymbolKind::Matrix:
        return matrices_[derived.index];
      case SymbolKind::Account:
        return account_;
      case SymbolKind::Definition:
      case SymbolKind::None:
      case SymbolKind::Attribute:
      case SymbolKind::PayloadField:
      case SymbolKind::Lifecycle:
      case SymbolKind::Sla:
      case SymbolKind::Constant:
      case SymbolKind::Function:
      case SymbolKind::Table:
      case SymbolKind::Now:
      case SymbolKind::EventSet:
        break;
    }
    return definitions_[derived.index];
  }

  static void unite(Scores& into, const Scores& from) {
    for (size_t i = 0; i < from.size(); ++i) {
      if (from[i]) into[i] = true;
    }
  }

  // A look at the past was settled when its event happened: no booking changes it.
  void read(ExprId id, Scores& into) {
    if (!id || std::holds_alternative<syntax::PastExpr>(tree_.exprs[id].node)) return;
    const TypedExpr& typed = program_.exprs[id.value];
    if (typed.symbol == SymbolKind::Definition || typed.symbol == SymbolKind::Bucket ||
        typed.symbol == SymbolKind::Score || typed.symbol == SymbolKind::Grade ||
        typed.symbol == SymbolKind::Matrix) {
      unite(into, of({typed.symbol, typed.index}));
    }
    if (typed.symbol == SymbolKind::Account) unite(into, account_);
    syntax::for_each_child(tree_.exprs[id], [&](ExprId child) { read(child, into); });
  }

  Scores read_derived(const Program::Derived& derived) {
    Scores found(program_.scores.size());
    if (derived.kind == SymbolKind::Definition) {
      const auto& body = decl_of<syntax::DefineDecl>(program_.definitions[derived.index].decl).body;
      if (const auto* expr = std::get_if<syntax::ExprBody>(&body)) read(expr->expr, found);
      if (const auto* ladder = std::get_if<syntax::LadderBody>(&body)) {
        for (const syntax::ValueRow& row : ladder->rows) read(row.value, found), read(row.condition, found);
      }
    }
    if (derived.kind == SymbolKind::Account) {
      for (const MatchRule& rule : program_.accounts.rules) {
        for (const MatchKey& key : rule.keys) read(key.lead, found);
      }
    }
    if (derived.kind == SymbolKind::Bucket)
      read(decl_of<syntax::BucketsDecl>(program_.buckets[derived.index].decl).subject, found);
    if (derived.kind == SymbolKind::Grade) read_grade(program_.grades[derived.index], found);
    if (derived.kind == SymbolKind::Matrix) {
      const Matrix& matrix = program_.matrices[derived.index];
      for (const auto& side : {std::pair{matrix.row_symbol, matrix.row_index},
                               std::pair{matrix.column_symbol, matrix.column_index}}) {
        if (side.first != SymbolKind::Attribute) unite(found, of({side.first, side.second}));
      }
    }
    if (derived.kind == SymbolKind::Score) read_score(derived.index, found);
    return found;
  }

  void read_grade(const Grade& grade, Scores& found) {
    const auto& decl = decl_of<syntax::GradeDecl>(grade.decl);
    read(decl.rated, found);
    std::visit(overloaded{
                   [&](const syntax::RowsGrade& body) {
                     for (const syntax::GradeRow& row : body.rows) read(row.condition, found);
                   },
                   [&](const syntax::StepsGrade& body) {
                     for (const syntax::GradeMove& move : body.moves) read(move.condition, found);
                     for (const syntax::GradeCap& cap : body.caps) read(cap.condition, found);
                   },
                   [&](const syntax::PointsGrade&) { unite(found, scores_[grade.score]); },
                   [&](const syntax::BestGrade&) {
                     for (const uint32_t member : grade.members) unite(found, grades_[member]);
                   },
               },
               decl.body);
  }

  void read_score(uint32_t index, Scores& found) {
    found[index] = true;
    for (const syntax::Rule& rule : decl_of<syntax::ScoreDecl>(program_.scores[index].decl).rules) {
      const auto* live = std::get_if<syntax::WhileTrigger>(&rule.trigger);
      if (live == nullptr && !std::holds_alternative<syntax::BestTrigger>(rule.trigger)) continue;
      if (live != nullptr) read(live->condition, found);
      if (const auto* from = std::get_if<syntax::FromAmount>(&rule.amount)) read(from->value, found);
      if (const auto* by = std::get_if<syntax::TableAmount>(&rule.amount)) read(by->subject, found);
      if (const auto* ladder = std::get_if<syntax::LadderAmount>(&rule.amount)) {
        for (const auto& row : ladder->rows) read(row.condition, found);
      }
    }
    for (const Segment& segment : program_.scores[index].segments) read(segment.condition, found);
  }

  bool is_plain(ExprId condition, uint32_t score) const {
    const auto* node = std::get_if<syntax::BinaryExpr>(&tree_.exprs[condition].node);
    using syntax::BinaryOp;
    if (node == nullptr || node->op < BinaryOp::Is || node->op > BinaryOp::AtLeast) return false;
    const TypedExpr& left = program_.exprs[node->left.value];
    return node->op != BinaryOp::IsNot && left.symbol == SymbolKind::Score && left.index == score &&
           program_.exprs[node->right.value].word.has_value();
  }

  bool add(std::vector<Link>& all, uint32_t score, const std::string& name, const syntax::Cause& cause) {
    const auto* edge = std::get_if<syntax::EdgeCause>(&cause.node);
    if (edge == nullptr) return false;
    Link link{
        score, name, cause.span, Scores(program_.scores.size()), false, is_plain(edge->condition, score)};
    read(edge->condition, link.reads);
    all.push_back(std::move(link));
    return true;
  }

  const syntax::SyntaxTree& tree_;
  const Program& program_;
  std::vector<Scores> definitions_, buckets_, scores_, grades_, matrices_;
  Scores account_;
};

// What `from` books may make the condition of `to` come to hold, again and again. Where both push one score
// the same way past fixed thresholds, each threshold is passed once.
bool sets_off(const Link& from, const Link& to) {
  if (from.ends || to.ends || !to.reads[from.score]) return false;
  return !(from.score == to.score && from.is_plain && to.is_plain && from.sign != 0 && from.sign == to.sign);
}

class Search {
 public:
  Search(const std::vector<Link>& links, diagnostics::Sink& sink)
      : links_(links), sink_(sink), done_(links.size()), told_(links.size()), on_stack_(links.size()) {}

  void run() {
    for (size_t root = 0; root < links_.size(); ++root) {
      if (!done_[root]) walk(root);
    }
  }

 private:
  struct Visit {
    size_t link, next = 0;
  };

  void walk(size_t root) {
    std::vector<Visit> stack{{root}};
    on_stack_[root] = true;
    while (!stack.empty()) {
      Visit& top = stack.back();
      if (top.next == links_.size()) {
        done_[top.link] = true;
        on_stack_[top.link] = false;
        stack.pop_back();
        continue;
      }
      const size_t next = top.next++;
      // What a condition sets off runs while it holds and can only end it: to come to hold again it takes
      // something else, which is part of a longer circle.
      if (next == top.link) continue;
      if (!sets_off(links_[top.link], links_[next])) continue;
      if (on_stack_[next]) {
        if (!told_[next] && reports_ < kMostReports) report(stack, next);
      } else if (!done_[next]) {
        on_stack_[next] = true;
        stack.push_back({next});
      }
    }
  }

  void report(const std::vector<Visit>& stack, size_t target) {
    const auto begin =
        std::find_if(stack.begin(), stack.end(), [&](const Visit& visit) { return visit.link == target; });
    told_[target] = true;
    ++reports_;
    std::vector<problems::Step> steps;
    for (auto visit = begin; visit != stack.end() && steps.size() < kMostSteps; ++visit) {
      const size_t next = visit + 1 == stack.end() ? target : (visit + 1)->link;
      steps.push_back({links_[visit->link].name, links_[visit->link].span, links_[next].name});
    }
    const bool has_rule =
        std::any_of(begin, stack.end(), [&](const Visit& visit) { return !links_[visit.link].is_reset; });
    sink_.add(problems::endless_chain(steps, has_rule));
  }

  const std::vector<Link>& links_;
  diagnostics::Sink& sink_;
  std::vector<bool> done_, told_;
  std::vector<bool> on_stack_;  // all false between walks
  size_t reports_ = 0;
};

}  // namespace

void check_chains(const syntax::SyntaxTree& tree, const Program& program, diagnostics::Sink& sink) {
  const std::vector<Link> links = Chains(tree, program).links();
  Search(links, sink).run();
}

}  // namespace lead::semantics
