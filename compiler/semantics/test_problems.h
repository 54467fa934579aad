// The wording of everything that `check` reports about tests alone: one function a code.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "compiler/semantics/problems.h"

namespace lead::semantics::problems {

Diagnostic unknown_fixture(const Name& name, const Strings& close);                        // L0317
Diagnostic unknown_test_lead(const Name& name, const Strings& all, const Strings& close);  // L0318
Diagnostic unknown_field(const Name& name, std::string_view event, const Strings& all,
                         const Strings& close);                                             // L0319
Diagnostic unknown_option(const Name& name, const Strings& all, const Strings& close);      // L0319
Diagnostic fixture_in_event(const Name& fixture);                                           // L0319
Diagnostic unknown_reason(const Name& name, const Strings& all, const Strings& close);      // L0320
Diagnostic nothing_decided(const Name& name, std::string_view note, const Strings& close);  // L0321
Diagnostic expects_nothing(const Name& test);                                               // L0580

// What must be given and is not: its name, where it is declared, and something that would fit. `is_missing`:
// the test says `missing`.
struct Lacking {
  std::string name;
  Span declared;
  std::string sample;
  bool is_missing;
};
// L0581. `braces` may be none; `head` is what they would stand behind.
Diagnostic field_not_given(const Name& event, const std::vector<Lacking>& lacking, Span braces, bool is_empty,
                           Span head);
Diagnostic attribute_not_given(Span lead, const std::vector<Lacking>& lacking, Span braces, bool is_empty);

Diagnostic which_lead(Span span, std::string_view what, const Strings& leads);                 // L0582
Diagnostic time_outside(Span span);                                                            // L0583
Diagnostic looks_back(Span step, std::string_view what, Span latest);                          // L0583
Diagnostic born_too_late(Span since, Span first);                                              // L0583
Diagnostic case_shape(const Name& row, Span span, size_t cells, size_t columns, Span header);  // L0584

}  // namespace lead::semantics::problems
