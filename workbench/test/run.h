// Runs tests in virtual time: each from the beginning, on an engine of its own, to the millisecond.
//
//   Report report = run(checked, sources, "hot");       // tests whose name holds "hot"; "": all of them
//
// An `expect` looks and changes nothing: it sees what the stream would have come to if it had ended there and
// time had gone on to that instant. An event that is set aside although the test does not expect it is a
// failure, and so is an expectation about a lead that is not born yet. Cost: thousands of tests a second;
// memory is one build and one test.
#pragma once
#include <string_view>

#include "compiler/compile/compile.h"
#include "compiler/source/source.h"
#include "workbench/test/outcome.h"

namespace lead::test {

// `checked` has a program, and stays as it is. Throws std::logic_error on a fault of the compiler's own.
[[nodiscard]] Report run(const compile::Result& checked, const source::SourceMap& sources,
                         std::string_view filter);

}  // namespace lead::test
