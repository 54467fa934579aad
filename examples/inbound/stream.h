// The program around a simulation: options, the stream as NDJSON, and what is wrong with it.
//
//   int main(int count, char** words) { return generate(count, words, "generate_inbound", {}, simulate); }
//
// The stream is like real ones: a few events arrive late, come twice, come twice with a difference, are of a
// type that the policy does not know, or are damaged. Same options, same bytes, on every machine. Returns the
// exit code: 0, or 2 for wrong use, or 1 where the file can't be written.
#pragma once
#include <vector>

#include "examples/inbound/leads.h"

namespace inbound {

using Simulate = std::vector<Event> (*)(const Settings&, Random&);

// `usual`: what counts where the command line says nothing.
[[nodiscard]] int generate(int count, char** words, const char* program, const Settings& usual,
                           Simulate simulate);

}  // namespace inbound
