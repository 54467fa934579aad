// What came of running tests, as data. Rendering is `render.h`.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "runtime/base/span.h"
#include "workbench/why/story.h"

namespace lead::test {

// One expectation that was not met, or an event that was set aside unexpectedly.
struct Failure {
  Span span;
  std::string expected;  // the words of the test
  std::string found;
  std::string lead;
  int64_t at_ms = 0;
  std::optional<why::ConditionStory>
      condition;  // with the value of each part, where a condition was expected
};

// What happened to the lead: `event`, `set aside`, `booked`, `decided` and `notified`.
enum class MomentKind : uint8_t { Given, Event, SetAside, Booked, Decided, Notified };
struct TimelineLine {
  int64_t instant_ms;
  MomentKind kind;
  std::string lead;
  std::string text;
  std::vector<std::string> rows = {};  // of an assignment: what the rows of the route came to
};

struct Outcome {
  std::string name;
  Span span;
  size_t expectations = 0;
  std::vector<Failure> failures;       // none: passed
  std::vector<TimelineLine> timeline;  // of a failed test, up to its last failure; in order

  [[nodiscard]] bool passed() const { return failures.empty(); }
};

struct Report {
  std::vector<Outcome> outcomes;  // in the order of the text
  size_t left_out = 0;            // tests that `--filter` did not ask for
  std::string refused;            // not empty: nothing was run, because all tests together pass this limit

  [[nodiscard]] size_t failed() const {
    size_t count = 0;
    for (const Outcome& outcome : outcomes) count += outcome.passed() ? 0 : 1;
    return count;
  }
};

}  // namespace lead::test
