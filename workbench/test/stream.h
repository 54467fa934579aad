// The events of one test as the engine takes them.
//
// Events stand in the order of the test: the leads that are given first, by their birth, then what happens.
// Views point into the test, the artefact and this, which must outlive the engines that are fed from it.
#pragma once
#include <deque>
#include <vector>

#include "compiler/semantics/tests.h"
#include "runtime/value/event.h"
#include "workbench/test/build.h"

namespace lead::test {

struct Stream {
  std::vector<value::Event> events;
  std::vector<const semantics::TestEvent*> origin;  // parallel; null: a lead that is given
  std::deque<std::vector<value::FieldValue>> fields;
  size_t given_count = 0;  // the events that give leads

  // The events from `first` up to `end` as a block of their own.
  [[nodiscard]] value::EventBlock block(size_t first, size_t end) const;
};

[[nodiscard]] Stream stream_of(const semantics::Test& test, const Build& build);

}  // namespace lead::test
