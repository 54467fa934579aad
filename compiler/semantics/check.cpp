#include "compiler/semantics/check.h"

#include "compiler/semantics/coverage.h"
#include "compiler/semantics/missing.h"
#include "compiler/semantics/ranges.h"
#include "compiler/semantics/steps.h"

namespace lead::semantics {

std::optional<Program> check(const syntax::SyntaxTree& tree, const source::SourceMap& sources,
                             diagnostics::Sink& sink) {
  Context context{tree, sources, sink};
  declare(context);
  build_schema(context);
  settle_ladders(context);
  check_policy(context);
  check_buckets(context);
  check_definitions(context);
  check_scores(context);
  check_grades(context);
  check_matrices(context);
  order_derived(context);
  check_tests(context);
  if (sink.has_errors())
    return std::nullopt;  // the passes below take a program whose names and types are known

  check_ranges(tree, context.program, sink);
  check_missing(tree, context.program, sink);
  check_coverage(tree, context.program, sink);
  if (sink.has_errors()) return std::nullopt;
  return std::move(context.program);
}

}  // namespace lead::semantics
