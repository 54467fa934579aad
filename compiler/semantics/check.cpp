#include "compiler/semantics/check.h"

#include "compiler/semantics/chains.h"
#include "compiler/semantics/check_accounts.h"
#include "compiler/semantics/coverage.h"
#include "compiler/semantics/missing.h"
#include "compiler/semantics/promise_findings.h"
#include "compiler/semantics/ranges.h"
#include "compiler/semantics/roster_findings.h"
#include "compiler/semantics/stage_loops.h"
#include "compiler/semantics/steps.h"
#include "compiler/semantics/text_repairs.h"

namespace lead::semantics {

namespace {

std::optional<Program> check_all(const syntax::SyntaxTree& tree, const source::SourceMap& sources,
                                 diagnostics::Sink& sink) {
  Context context{tree, sources, sink};
  declare(context);
  build_schema(context);
  check_tables(context);
  settle_ladders(context);
  check_policy(context);
  check_buckets(context);
  check_definitions(context);
  check_scores(context);
  check_grades(context);
  check_matrices(context);
  check_calendars(context);
  check_people(context);
  check_accounts(context);
  check_parties(context);
  check_routes(context);
  check_lifecycles(context);
  check_slas(context);
  check_ignores(context);
  check_suspends(context);
  order_derived(context);
  check_tests(context);
  if (sink.has_errors())
    return std::nullopt;  // the passes below take a program whose names and types are known

  check_ranges(tree, context.program, sink);
  check_chains(tree, context.program, sink);
  check_missing(tree, context.program, sink);
  check_stage_loops(tree, context.program, sink);
  check_promises(tree, context.program, sink);
  check_coverage(tree, context.program, sink);
  check_roster(tree, context.program, sink);
  if (sink.has_errors()) return std::nullopt;
  return std::move(context.program);
}

}  // namespace

std::optional<Program> check(const syntax::SyntaxTree& tree, const source::SourceMap& sources,
                             diagnostics::Sink& sink) {
  diagnostics::Sink found;
  std::optional<Program> program = check_all(tree, sources, found);
  for (diagnostics::Diagnostic& d : found.sorted()) {
    offer_text_repairs(d, sources);
    sink.add(std::move(d));
  }
  return program;
}

}  // namespace lead::semantics
