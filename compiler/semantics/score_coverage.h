// Bands of scores and weights of rules: thresholds that increase for everybody and can be attained, weights
// that make a whole.
//
//   warm from 100, hot from 200, from 90 when is_customer     -> L0572 for a lead with `is_customer` yes
//   35% of best of { … }, 20% of best of { … }                -> L0630 the weights add up to 55%
//
// Part of check_coverage: each function reports into the sink and changes nothing. Linear in bands times
// segments.
#pragma once
#include <string>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/semantics/program.h"
#include "compiler/semantics/score_reach.h"
#include "compiler/syntax/tree.h"

namespace lead::semantics {

void cover_bands(const syntax::SyntaxTree& tree, const Program& program, uint32_t score,
                 diagnostics::Sink& sink);
void cover_weights(const syntax::SyntaxTree& tree, const Score& score, diagnostics::Sink& sink);

// "the rules add up to at most 45 points: `pricing_page` 25 + `whitepaper` 20": the rules that can add
// anything, each with the most it shows.
[[nodiscard]] std::string arithmetic_of(const syntax::ScoreDecl& decl, const Score& score,
                                        const ScoreReach& reach);

}  // namespace lead::semantics
