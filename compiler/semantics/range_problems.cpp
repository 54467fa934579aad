#include <fmt/format.h>

#include "compiler/semantics/pass_problems.h"
#include "compiler/semantics/policy_words.h"
#include "compiler/semantics/type_rules.h"
#include "runtime/base/limits.h"

namespace lead::semantics {

using diagnostics::Code;
using diagnostics::Diagnostic;
using diagnostics::Fix;
using syntax::ExprId;

namespace {

std::string quoted_name(const std::string& name) {
  const std::string words = write_name(name);
  return words.starts_with('`') ? words : "`" + words + "`";
}

// A bound as it is written in a declaration.
std::string write_bound(int64_t amount, const Type& type) {
  const std::string digits = write_number(amount);
  switch (type.kind) {
    case TypeKind::Money:
      return type.currency + " " + digits;
    case TypeKind::Percent:
      return digits + "%";
    case TypeKind::Duration:
      return digits + " days";
    default:
      return digits;
  }
}

bool is_wide(const BoundedInput& input) {
  return !input.is_declared;
}

// A label at each input, and bounds for those that have none.
void add_remedy(Diagnostic& problem, const Remedy& remedy, const Program& program) {
  Fix fix;
  std::vector<std::string> open;
  for (const BoundedInput& bounded : remedy.inputs) {
    const std::string range =
        fmt::format("{} to {}", write_value(bounded.declared.low, bounded.type, program),
                    write_value(bounded.declared.high, bounded.type, program));
    problem.secondary.push_back(
        {bounded.input->name.span, is_wide(bounded) ? fmt::format("no range is declared: {}", range)
                                                    : fmt::format("declared from {}", range)});
    if (!is_wide(bounded)) continue;
    open.push_back(quoted_name(bounded.input->name.text));
    const Span type = bounded.input->type.span;
    fix.edits.push_back(
        {{type.file, type.end_byte, type.end_byte},
         fmt::format(" from {} to {}", write_bound(0, bounded.type), write_bound(remedy.top, bounded.type))});
  }
  if (open.empty()) {
    problem.notes.emplace_back("declare narrower ranges where the values come in");
    return;
  }
  problem.notes.push_back(fmt::format(
      "say how large {} can be: values outside the range are set aside as malformed", list_words(open)));
  if (remedy.top == 0) return;
  fix.title = fmt::format("bound {}; put the range that you know", list_words(open));
  problem.fixes.push_back(std::move(fix));
}

std::string inputs_in_words(const Remedy& remedy) {
  std::vector<std::string> names;
  for (const BoundedInput& bounded : remedy.inputs) {
    if (is_wide(bounded)) names.push_back(quoted_name(bounded.input->name.text));
  }
  if (names.empty()) {
    for (const BoundedInput& bounded : remedy.inputs) names.push_back(quoted_name(bounded.input->name.text));
  }
  return list_words(names);
}

}  // namespace

Diagnostic might_not_fit(const syntax::SyntaxTree& tree, const Program& program, ExprId id,
                         const Interval& range, const Remedy& remedy) {
  const std::string inputs = inputs_in_words(remedy);
  const Type& type = program.exprs[id.value].type;
  const Wide far = -range.low > range.high ? range.low : range.high;
  Diagnostic problem = make(
      Code::MightNotFit, tree.exprs[id].span,
      inputs.empty()
          ? std::string("this value might grow too large to be exact")
          : fmt::format("this value might grow too large to be exact, because {} may be so large", inputs),
      fmt::format("up to {}", write_value(far, type, program)));
  add_remedy(problem, remedy, program);
  return problem;
}

Diagnostic award_too_large(const syntax::Rule& rule, Span span, const Interval& range, const Remedy* remedy,
                           const Program& program) {
  const Wide far = -range.low > range.high ? range.low : range.high;
  const std::string most = write_points(limits::kMaxAwardMillionths / kMillion * kMillion);
  Diagnostic problem =
      make(Code::AwardTooLarge, span,
           fmt::format("`{}` might book more points at once than a score can hold", rule.name.text),
           fmt::format("up to {} points", write_points(far)));
  problem.notes.push_back(fmt::format("one booking may be {} points at most", most));
  if (remedy != nullptr) add_remedy(problem, *remedy, program);
  return problem;
}

Diagnostic decided_by_range(const syntax::SyntaxTree& tree, const Program& program, ExprId id, ExprId subject,
                            bool met) {
  const TypedExpr& typed = program.exprs[subject.value];
  const std::string words = write_expr(tree, subject);
  const std::string low = write_value(typed.low, typed.type, program),
                    high = write_value(typed.high, typed.type, program);
  const auto* quotient = std::get_if<syntax::BinaryExpr>(&tree.exprs[subject].node);
  const bool by_nothing = quotient != nullptr && quotient->op == syntax::BinaryOp::Divide &&
                          program.exprs[quotient->right.value].low == 0 &&
                          program.exprs[quotient->right.value].high == 0;
  const std::string range = by_nothing                ? std::string("divides by 0 and is always missing")
                            : typed.low == typed.high ? fmt::format("is always {}", low)
                                                      : fmt::format("goes from {} to {}", low, high);
  const std::string name = words.starts_with('`') ? words : "`" + words + "`";
  Diagnostic problem =
      make(Code::DecidedByRange, tree.exprs[id].span,
           fmt::format("this comparison is {} met: {} {}", met ? "always" : "never", name, range),
           met ? "always met" : "never met");
  return problem;
}

}  // namespace lead::semantics
