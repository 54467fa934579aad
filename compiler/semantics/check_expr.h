// Expressions: every name bound, every node typed, into `Program::exprs`.
//
// Types flow in from where a value is wanted: `infer` takes the type as a hint, so that a bare word finds its
// meaning
// (`industry is software`) and a literal its unit (`interest > 5`). `require` insists on it and says why it
// is wanted. A node with a mistake is reported once and gets TypeKind::Error, which agrees with everything.
// Recursion is bounded by limits::kMaxNesting, which the parser keeps.
#pragma once
#include <concepts>
#include <memory>

#include "compiler/semantics/context.h"
#include "compiler/semantics/problems.h"

namespace lead::semantics {

// Node families for visitors: a new kind of node belongs to one of them or breaks the build where it matters.
template <class Node, class... Family>
concept OneOf = (std::same_as<Node, Family> || ...);
template <class Node>
concept Literal =
    OneOf<Node, syntax::TextExpr, syntax::IntegerExpr, syntax::DecimalExpr, syntax::PercentExpr,
          syntax::MoneyExpr, syntax::YesNoExpr, syntax::DateExpr, syntax::InstantExpr, syntax::DurationExpr>;

// The typed node itself, which stays where it is.
TypedExpr& infer(Context& context, syntax::ExprId id, const Scope& scope, const Type* hint = nullptr);

// Wants `type` (or one that agrees with it). A literal that could be written so gets a fix.
TypedExpr& require(Context& context, syntax::ExprId id, const Scope& scope, const Type& type,
                   const problems::Because& why);

// `place`: what the condition belongs to, for the label; may be none.
void require_condition(Context& context, syntax::ExprId id, const Scope& scope, Span place);

// The type of an attribute, a field or the values of a table; nothing, and a report, where it does not exist.
[[nodiscard]] std::unique_ptr<artefact::FieldTypeT> make_field_type(Context& context,
                                                                    const syntax::TypeExpr& type);
// Attributes close to a name that is none.
[[nodiscard]] std::vector<std::string> close_attributes(Context& context, std::string_view name);

// A literal or constant of `type`: nothing, and a report, otherwise. `what`: "the lower end of a range".
const TypedExpr* require_constant(Context& context, syntax::ExprId id, const Type& type,
                                  const problems::Because& why, std::string_view what);

// --- parts of infer, one file each
void infer_name(Context& context, syntax::ExprId id, const Scope& scope, const Type* hint);  // check_name.cpp
void infer_literal(Context& context, syntax::ExprId id, const Type* hint);  // check_literal.cpp
void infer_list(Context& context, syntax::ExprId id, const Scope& scope, const Type* hint);  // check_list.cpp
void infer_binary(Context& context, syntax::ExprId id, const Scope& scope,
                  const Type* hint);                                          // check_binary.cpp
void infer_between(Context& context, syntax::ExprId id, const Scope& scope);  // check_binary.cpp
void infer_call(Context& context, syntax::ExprId id, const Scope& scope, const Type* hint);  // check_call.cpp
void infer_past(Context& context, syntax::ExprId id, const Scope& scope);                    // check_past.cpp
void infer_ago(Context& context, syntax::ExprId id, const Scope& scope);                     // check_past.cpp
void infer_stage(Context& context, syntax::ExprId id);  // check_lifecycle.cpp

// --- helpers they share
// What a bare name would mean as a value: a payload field, or something declared. Nothing: it can only be an
// item.
[[nodiscard]] bool is_value_name(const Context& context, const Scope& scope, std::string_view name);
// Whether an event of the enclosing cause has a field of its own of that name, which then hides everything
// else.
[[nodiscard]] bool is_payload_name(const Context& context, const Scope& scope, std::string_view name);
// Notes that the value of the enclosing declaration reads another.
void note_read(Context& context, const Scope& scope, SymbolKind kind, uint32_t index, Span span);
// What to write instead of a literal so that it has `type`: `EUR 5_000`, `30%`, an item without its quotes.
[[nodiscard]] std::optional<std::string> rewritten(const Context& context, syntax::ExprId id,
                                                   const Type& type);
// The events an event name stands for, as an index into event_sets; nothing where it is unknown (reported).
[[nodiscard]] std::optional<uint32_t> resolve_events(Context& context, const syntax::Name& name,
                                                     const Scope& scope);

// Milliseconds of a period that must have a fixed length; nothing where it has none (reported). `where` for
// messages.
[[nodiscard]] std::optional<int64_t> fixed_milliseconds(Context& context, const syntax::Duration& duration,
                                                        std::string_view where, bool may_be_zero);
// Whether a period is one that windows and clocks can count: not of business time, not zero, not past all
// bounds.
bool check_period(Context& context, const syntax::Duration& duration, std::string_view where);

}  // namespace lead::semantics
