#include "compiler/semantics/unique_rows.h"

#include <algorithm>

#include "compiler/semantics/case_links.h"
#include "compiler/semantics/cases.h"
#include "compiler/semantics/routing_problems.h"

namespace lead::semantics {
namespace {

constexpr uint32_t kMaxOverlaps = 8;    // of one route: the first tell what is wrong
constexpr size_t kMaxPairs = 1u << 16;  // of one route

// A lead that meets both; none: there is no such lead. Too many cases to list: any lead may.
std::optional<std::string> example_of(const syntax::SyntaxTree& tree, const Program& program, Cases& cases,
                                      const CaseList& both) {
  if (!both) return "a lead";
  const auto found = std::find_if(both->begin(), both->end(),
                                  [&](const Case& each) { return is_possible(tree, program, each); });
  return found == both->end() ? std::nullopt : std::optional(cases.witness(*found));
}

}  // namespace

void check_unique_rows(const syntax::SyntaxTree& tree, const Program& program, const Route& route,
                       diagnostics::Sink& sink) {
  const auto& decl = std::get<syntax::RouteDecl>(tree.decls[route.decl].node);
  if (!decl.unique) return;
  Cases cases(tree, program);
  std::vector<CaseList> met;
  uint32_t told = 0;
  size_t pairs = 0;
  // The last row is for all others.
  for (size_t i = 0; i + 1 < decl.rows.size() && told < kMaxOverlaps; ++i) {
    const syntax::RouteRow& row = decl.rows[i];
    if (!row.when) {
      sink.add(problems::row_for_all(row, *decl.unique));
      ++told;
    }
    met.push_back(row.when ? cases.of(row.when, true) : std::vector<Case>{});
    for (size_t j = 0; j < i && told < kMaxOverlaps; ++j) {
      const auto example =
          ++pairs > kMaxPairs ? "a lead" : example_of(tree, program, cases, Cases::both(met[j], met[i]));
      if (!example) continue;
      sink.add(problems::rows_overlap(row, decl.rows[j], *decl.unique, *example));
      ++told;
    }
  }
}

}  // namespace lead::semantics
