// Random policies, as text: small alphabets, durations of milliseconds, every form of the slice.
//
// The text goes through the whole compiler, so that what is compared is what users get. Most policies are
// accepted; one that the checker refuses (a row that can never be reached, say) is drawn again by the caller.
#pragma once
#include <cstdint>
#include <string>

namespace lead::testing {

// The same seed gives the same text.
[[nodiscard]] std::string generate_policy(uint64_t seed);

}  // namespace lead::testing
