// Lists of constants: `list { software, fintech }`, `list { DE, AT }`, `list { "a", "b" }`.
//
// Where a type is wanted, the items are of that type. Elsewhere (a definition) bare words belong to the one
// choice that has them all, or are countries.
#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "compiler/semantics/check_expr.h"
#include "compiler/semantics/type_rules.h"

namespace lead::semantics {
namespace {

using syntax::ExprId;

const std::string* bare_word(const Context& context, ExprId id) {
  const auto* node = std::get_if<syntax::NameExpr>(&context.tree.exprs[id].node);
  return node == nullptr ? nullptr : &node->name.text;
}

size_t count_known(const Context& context, const std::vector<ExprId>& items, const Type& type) {
  return static_cast<size_t>(std::count_if(items.begin(), items.end(), [&](ExprId id) {
    const std::string* word = bare_word(context, id);
    return word != nullptr && word_of(type, *word, context.tree, context.program).has_value();
  }));
}

std::vector<Span> choice_spans(const Context& context, const std::vector<Type>& types) {
  std::vector<Span> spans;
  for (const Type& type : types) {
    const auto declared = context.names.choices.find(context.program.schema.choices[type.ref]->name);
    spans.push_back(declared == context.names.choices.end() ? Span{} : declared->second.span);
  }
  return spans;
}

void report_ambiguous(Context& context, ExprId first, const std::vector<Type>& types) {
  std::vector<std::string> meanings;
  for (const Type& type : types) meanings.push_back(describe(type, context.program));
  context.sink.add(problems::ambiguous_name(span_of(context, first), *bare_word(context, first), meanings,
                                            choice_spans(context, types)));
}

// The type that knows most of the words. Error, and a report, where two choices know them all alike or none
// knows any.
Type guess_type(Context& context, const std::vector<ExprId>& items) {
  size_t most = 0;
  std::vector<Type> best;
  for (uint32_t i = 0; i < context.program.schema.choices.size(); ++i) {
    const Type type{TypeKind::Choice, i};
    const size_t known = count_known(context, items, type);
    if (known > most) best.clear();
    if (known >= most && known > 0) best.push_back(type);
    most = std::max(most, known);
  }
  const Type country{TypeKind::Country};
  if (count_known(context, items, country) > most) return country;
  const std::string& word = *bare_word(context, items.front());
  if (best.size() == 1) return best.front();
  if (best.size() > 1) {
    report_ambiguous(context, items.front(), best);
    return {};
  }
  std::vector<std::string> names;
  for (const auto& choice : context.program.schema.choices)
    names.insert(names.end(), choice->items.begin(), choice->items.end());
  context.sink.add(problems::unknown_item(span_of(context, items.front()), word,
                                          "item of a choice and no country", {},
                                          diagnostics::suggest(word, names)));
  return {};
}

void report_doubles(Context& context, const std::vector<ExprId>& items) {
  std::map<std::tuple<int64_t, std::string>, Span> seen;
  for (const ExprId id : items) {
    const TypedExpr& item = context.program.exprs[id.value];
    if (!item.word && !item.text) continue;
    const Span span = span_of(context, id);
    const auto [entry, is_new] =
        seen.emplace(std::tuple{item.word.value_or(0), item.text.value_or("")}, span);
    if (!is_new)
      context.sink.add(
          problems::item_twice(span, fmt::format("`{}`", context.sources.text(span)), entry->second));
  }
}

// The type of the first item, if nothing else says what the list holds.
Type first_type(Context& context, const std::vector<ExprId>& items, const Scope& scope) {
  const bool is_word = bare_word(context, items.front()) != nullptr;
  if (is_word) return guess_type(context, items);
  const bool has_fraction = std::any_of(items.begin(), items.end(), [&](ExprId id) {
    return std::holds_alternative<syntax::DecimalExpr>(context.tree.exprs[id].node);
  });
  const Type decimal{TypeKind::Decimal};
  return infer(context, items.front(), scope, has_fraction ? &decimal : nullptr).type;
}

// `{ roi, pricing }` where a set is given, and `list { … }` beside one.
void infer_set(Context& context, ExprId id, const syntax::ListExpr& node, const Type& type) {
  const Type item{TypeKind::Choice, type.ref};
  const problems::FirstOfList why{{}, describe(item, context.program)};
  uint64_t set = 0;
  bool is_right = true;
  for (const ExprId each : node.items) {
    const TypedExpr* found = require_constant(context, each, item, why, "an item of a set");
    is_right = is_right && found != nullptr && found->word.has_value();
    if (found != nullptr && found->word) set |= uint64_t{1} << *found->word;
  }
  report_doubles(context, node.items);
  if (!is_right) return;
  TypedExpr& out = context.program.exprs[id.value];
  out.type = type;
  out.word = static_cast<int64_t>(set);
}

}  // namespace

void infer_list(Context& context, ExprId id, const Scope& scope, const Type* hint) {
  const auto& node = std::get<syntax::ListExpr>(context.tree.exprs[id].node);
  const auto& items = node.items;
  if (hint != nullptr && is_set(*hint)) return infer_set(context, id, node, *hint);
  if (node.is_set && hint != nullptr && !is_error(*hint)) {
    context.sink.add(problems::wrong_type(span_of(context, id), "a set", describe(*hint, context.program),
                                          problems::OtherSide{}));
    return;
  }
  if (items.empty()) return;  // the parser has reported it
  const bool is_hopeless =
      hint != nullptr && is_error(*hint);  // what the words could mean is unknown, and reported
  if (is_hopeless) return;
  const bool is_wanted = hint != nullptr && hint->is_list;
  const Type element = is_wanted ? element_of(*hint) : first_type(context, items, scope);
  if (is_error(element)) return;
  const problems::FirstOfList why{is_wanted ? Span{} : span_of(context, items.front()),
                                  describe(element, context.program)};
  for (const ExprId item : items) require_constant(context, item, element, why, "an item of a list");
  report_doubles(context, items);
  context.program.exprs[id.value].type = list_of(element);
}

}  // namespace lead::semantics
