// Endless chains: rules that would set each other off for ever within one instant.
//
// A booking caused by an edge (`on interest becoming hot`) may make other conditions come to hold, whose
// bookings follow at the same instant. No rule sets itself off again: its own item begins while its condition
// holds. Reports every circle of two or more (L0541) unless it must end: a rule
// in it may book a few times only (`once`, `at most 16 times per day`), or all of it pushes one score one way
// past fixed thresholds. Linear in rules times rules.
#pragma once
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/semantics/program.h"
#include "compiler/syntax/tree.h"

namespace lead::semantics {

// After the ranges of bookings are known.
void check_chains(const syntax::SyntaxTree& tree, const Program& program, diagnostics::Sink& sink);

}  // namespace lead::semantics
