// Ranges: proves from the declared ranges of attributes and payloads that every number fits, and writes down
// the proof.
//
//   budget money EUR from EUR 0 to EUR 1_000_000        seats number from 1 to 500
//   define per_seat means budget / seats                # proved: EUR 0.00 to EUR 1_000_000.00
//
// Each operator rounds its result once and must fit 64 bits in the machine scale of its type (words, see
// artefact.fbs); only its own product or quotient is 128 bits wide. What cannot be proved is an error that
// names the input to be bounded (L0560); one booking must lie within limits::kMaxAwardMillionths (L0561). A
// comparison that the ranges alone decide is a warning (L0601).
//
// In: the tree and the program that `check` has built from it. Out: diagnostics, and in `program` the low and
// high of every numeric expression, of value definitions and of RuleFacts. Where a diagnostic is reported the
// range is the whole of its type. Walks `program.order`, so what a definition reads has been judged before.
// Linear.
#pragma once
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/semantics/program.h"
#include "compiler/syntax/tree.h"

namespace lead::semantics {

void check_ranges(const syntax::SyntaxTree& tree, Program& program, diagnostics::Sink& sink);

}  // namespace lead::semantics
