// The wording of everything that `check` reports about names (L03xx), types (L04xx) and rules (L05xx): one
// function a code. The checker's lines stay lines; what people read stands in problems_names.cpp,
// problems_types.cpp and problems_rules.cpp.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/syntax/tree.h"

namespace lead::semantics::problems {

using diagnostics::Diagnostic;
using syntax::Name;
using Strings = std::vector<std::string>;

// Right behind a span; and the names that may have been meant, as repairs.
[[nodiscard]] Span behind(Span span);
void offer_names(Diagnostic& d, Span span, const Strings& close);

// The words of a type (`describe`) in a sentence: "a number", "an instant", "a value of `Industry`", "money
// in EUR". Words that have an article already stay as they are.
[[nodiscard]] std::string with_article(std::string_view type);

// Why a type is wanted at some place.
struct OtherSide {
  Span span;
  std::string type;
};  // it is compared or joined with this
struct ConditionWanted {
  Span span;
};  // conditions are yes or no
struct DeclaredAs {
  Span span;
  std::string name, type;
};  // the declaration that says so
struct ArgumentOf {
  std::string function;
};
struct FirstOfList {
  Span span;
  std::string type;
};  // all items and rows have one type
using Because = std::variant<OtherSide, ConditionWanted, DeclaredAs, ArgumentOf, FirstOfList>;

// --- names (problems_names.cpp). `close`: suggestions, best first.
Diagnostic unknown_name(Span span, std::string_view name, const Strings& close,
                        std::string hint = {});                              // L0301
Diagnostic name_twice(std::string_view what, const Name& name, Span first);  // L0302
Diagnostic name_clash(Span span, std::string_view name, std::string_view item_of, std::string_view value_kind,
                      Span value);  // L0303
Diagnostic ambiguous_name(Span span, std::string_view name, const Strings& meanings,
                          const std::vector<Span>& places);                             // L0303
Diagnostic swapped_axes(std::string_view matrix, const Name& row, const Name& column);  // L0304
Diagnostic unknown_item(Span span, std::string_view item, std::string_view type, const Strings& all,
                        const Strings& close);                                              // L0304
Diagnostic unknown_event(const Name& name, const Strings& close, std::string hint = {});    // L0305
Diagnostic unknown_type(Span span, std::string_view name, const Strings& close);            // L0306
Diagnostic set_of_no_choice(Span span, std::string_view name, const Strings& close);        // L0306
Diagnostic unknown_function(const Name& name, const Strings& close);                        // L0307
Diagnostic unknown_module(const Name& name, const Strings& close);                          // L0308
Diagnostic module_not_used(const Name& function, std::string_view module, Span insert_at);  // L0309
Diagnostic unknown_setting(const Name& key, const Strings& all, const Strings& close);      // L0310
Diagnostic unknown_attribute(const Name& name, const Strings& close);                       // L0311
Diagnostic unknown_rule(const Name& name, const Strings& close);                            // L0312
// L0313; `code_span` is that of the three letters
Diagnostic unknown_currency(Span span, Span code_span, std::string_view code, const Strings& close);
Diagnostic unknown_zone(Span span, std::string_view zone, const Strings& close);  // L0314
struct Step {
  std::string name;
  Span span;
  std::string reads;
};
Diagnostic cycle(const std::vector<Step>& steps);  // L0315
Diagnostic field_not_in_every(Span span, std::string_view field, const Strings& with,
                              const Strings& without);  // L0316

Diagnostic name_of_function(const Name& table);  // L0302

Diagnostic definitions_too_deep(Span span);  // L0010

// --- types (problems_types.cpp). `fix`: what to write instead, if that can be known.
Diagnostic wrong_type(Span span, std::string_view found, std::string_view wanted, const Because& why,
                      std::optional<std::string> fix = {});  // L0401
Diagnostic units_do_not_mix(std::string_view deed, Span op, Span left, std::string_view left_type, Span right,
                            std::string_view right_type,
                            std::optional<std::pair<Span, std::string>> fix = {});                   // L0402
Diagnostic no_order(Span op, Span operand, std::string_view type, std::string_view note);            // L0403
Diagnostic not_a_value(Span span, std::string_view what, std::string_view note);                     // L0404
Diagnostic wrong_argument_count(Span span, std::string_view function, size_t found, size_t wanted);  // L0405
Diagnostic not_constant(Span span, std::string_view what);                                           // L0406
Diagnostic out_of_range(Span span, std::string_view what, std::string_view low,
                        std::string_view high);                                   // L0407
Diagnostic too_precise(Span span, std::string_view currency, unsigned exponent);  // L0408
Diagnostic mixed_rows(Span span, std::string_view type, Span other, std::string_view other_type,
                      std::string_view note);                                          // L0409
Diagnostic no_fixed_length(const syntax::Duration& duration, std::string_view where);  // L0410
Diagnostic not_whole_days(Span span);                                                  // L0411
Diagnostic not_for_this_type(Span span, std::string_view what, std::string_view type,
                             std::string_view note);                              // L0412
Diagnostic not_a_list(Span span, std::string_view found, std::string_view note);  // L0413
Diagnostic fills_other_type(const Name& field, std::string_view type, Span attribute,
                            std::string_view attribute_type);                               // L0414
Diagnostic business_time(Span span, std::string_view where);                                // L0415
Diagnostic period_out_of_bounds(Span span, bool is_zero);                                   // L0416
Diagnostic decay_too_slow(Span span);                                                       // L0416
Diagnostic set_too_large(Span type, std::string_view choice, size_t items, Span declared);  // L0418
Diagnostic bad_pattern(Span span, std::string_view reason);                                 // L0417

// --- rules (problems_rules.cpp)
Diagnostic no_policy(Span insert_at);                                                                 // L0501
Diagnostic block_twice(std::string_view block, Span span, Span first);                                // L0502
Diagnostic setting_twice(const Name& key, Span first);                                                // L0503
Diagnostic wrong_setting(Span span, std::string_view key, std::string_view wanted);                   // L0504
Diagnostic not_in_running_score(Span span, std::string_view what, Span running);                      // L0505
Diagnostic not_on_live_rule(Span span, std::string_view what, const Name& rule);                      // L0506
Diagnostic decay_amount(Span span, std::string_view note);                                            // L0507
Diagnostic wrong_limit(Span span, std::string_view message, std::string_view note);                   // L0508
Diagnostic nothing_shown(Span span);                                                                  // L0509
Diagnostic range_upside_down(Span span, std::string_view low, std::string_view high);                 // L0510
Diagnostic rule_in_two_groups(const Name& rule, Span first);                                          // L0512
Diagnostic matrix_shape(Span row, std::string_view name, size_t cells, size_t columns, Span header);  // L0514
Diagnostic matrix_subject(const Name& name, std::string_view kind);                                   // L0515
Diagnostic count_beyond_conditions(Span span, int64_t wanted, size_t listed);                         // L0516
Diagnostic item_twice(Span span, std::string_view item, Span first);                                  // L0517
struct Ladder {
  const Name* grade;
  Strings names;
};
Diagnostic different_ladders(const Ladder& first, const Ladder& other);  // L0530
Diagnostic never_unrated(Span operand, Span op, bool negated, std::string_view type, bool is_rated,
                         bool is_item);                          // L0531
Diagnostic no_default_threshold(const syntax::ScoreBand& band);  // L0532
Diagnostic threshold_twice(Span step, const std::string& band, const std::string& segment,
                           Span first);                                               // L0532
Diagnostic not_in_grade_points(Span span, std::string_view what, const Name& grade);  // L0533
Diagnostic no_steps(Span row, int64_t steps, size_t most);                            // L0534
enum class CauseName { Event, Condition, Unknown };
Diagnostic each_books_on_events(Span cause, CauseName named);  // L0540
// `has_rule`: not all of them are resets, so a limit can end it.
Diagnostic endless_chain(const std::vector<Step>& steps, bool has_rule);  // L0541
// `is_score`: the name is that of another score.
Diagnostic resets_other_score(const Name& reset, const Name& score, bool is_score);  // L0542
Diagnostic reset_to_points(Span span, const Name& score);                            // L0542
Diagnostic ignored_for_the_lead(Span span);                                          // L0543
Diagnostic filled_already(const Name& attribute, Span declared);                     // L0544
Diagnostic values_without_window(Span span);                                         // L0545

// --- tables (problems_tables.cpp)
Diagnostic table_file(Span path, std::string_view why, std::string_view note = {});  // L0590
Diagnostic table_column(Span where, std::string_view column, Span header, const Strings& columns,
                        const Strings& close, bool is_written);  // L0590
Diagnostic table_row(Span span, std::string_view message, Span declared,
                     std::string_view declared_as);                        // L0591
Diagnostic column_twice(Span again, std::string_view column, Span first);  // L0590
// `meant`: the domain that may be meant, or nothing.
Diagnostic no_domain(Span key, std::string_view text, const std::string& meant, bool in_file);  // L0591
// `folded`: what both are the same as, where they are written differently, and `how_read`: by what.
Diagnostic key_twice(Span key, std::string_view text, Span first, std::string_view folded,
                     std::string_view how_read);              // L0592
Diagnostic table_key(const Name& key, const Strings& close);  // L0593
Diagnostic table_value(Span type, std::string_view found);    // L0593
Diagnostic table_empty(const Name& table);                    // L0593
Diagnostic table_too_large(Span span, size_t most);           // L0593

}  // namespace lead::semantics::problems
