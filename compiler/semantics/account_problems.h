// The wording of what `check` reports about accounts and how leads are matched with them: one function a
// case.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "compiler/semantics/problems.h"

namespace lead::semantics::problems {

// --- names
Diagnostic unknown_account_column(Span span, std::string_view column, const Strings& close);  // L0340
Diagnostic unknown_account(Span span, std::string_view name, const Strings& close);           // L0341
Diagnostic account_column_twice(Span span, std::string_view column, Span first);              // L0302
Diagnostic account_id_column(const Name& column);                                             // L0302

// --- rows
Diagnostic account_row(Span span, std::string_view why);                                        // L0597
Diagnostic account_column_missing(Span account, std::string_view id, std::string_view column);  // L0597

// `count`: of how many accounts, `id` the first.
Diagnostic account_of_nobody(Span span, std::string_view person, std::string_view column, std::string_view id,
                             size_t count, const Strings& close);  // L0674

// --- rules
Diagnostic no_comparison(Span span);      // L0598
Diagnostic no_account_column(Span span);  // L0598
Diagnostic unlike_in_match(Span span, std::string_view column, std::string_view type, std::string_view lead);
Diagnostic not_compared(Span span, std::string_view column, std::string_view type);  // L0598
Diagnostic condition_in_match(Span span);                                            // L0598
Diagnostic match_without_attribute(Span span, std::string_view column);              // L0598
Diagnostic reads_itself(Span span);                                                  // L0598
Diagnostic preference_of(Span span, std::string_view word, std::string_view column, std::string_view type);

// --- parts that belong together
Diagnostic match_needs(Span span, std::string_view what, std::string_view example);  // L0599
Diagnostic nothing_matched(Span span);                                               // L0599

// --- findings
Diagnostic column_empty(Span column, std::string_view name, bool is_asked);  // L0670
Diagnostic rule_finds_nothing(Span rule, std::string_view name);             // L0671
// `lead`: the address that is compared with `column`.
Diagnostic address_in_no_column(Span rule, std::string_view name, Span lead, const std::string& words,
                                std::string_view column);                                      // L0671
Diagnostic rule_is_idle(Span rule, std::string_view name, Span earlier, std::string_view by);  // L0672
// `ids`: some of the first groups, each as words; `groups`: how many there are.
Diagnostic only_ids_decide(Span rule, std::string_view name, const Strings& ids, size_t groups);  // L0673

}  // namespace lead::semantics::problems
