// An artefact made by hand with one of everything, and random code that fits it. For tests of the verifier
// and the VM.
//
//   auto artefact = sample_artefact();                       // verifies as it is
//   artefact->derived = random_code(random, *artefact, -1, 200);
//
// Its zone has gaps, repeats and a step back over midnight. Its rules, scores and explanations are few but
// whole.
#pragma once
#include <memory>

#include "runtime/artefact/schema.h"
#include "tests/support/random.h"

namespace lead::testing {

[[nodiscard]] std::unique_ptr<artefact::ArtefactT> sample_artefact();

// `length` instructions in verified form, every operation that may stand in this section with about the same
// chance. `event`: whose payload may be read; -1: none.
[[nodiscard]] artefact::CodeT random_code(Random& random, const artefact::ArtefactT& artefact, int32_t event,
                                          size_t length);

// A word as code may meet it: small numbers, millionths, instants, and the ends of 64 bits.
[[nodiscard]] int64_t random_word(Random& random);
// A text as a lead may have it, out of a small alphabet so that texts meet.
[[nodiscard]] std::string random_text(Random& random);

}  // namespace lead::testing
