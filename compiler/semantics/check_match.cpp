// The rules of `match account`: which columns each compares with what of the lead, whether they find
// anything, and which of several accounts is preferred.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "compiler/semantics/account_problems.h"
#include "compiler/semantics/check_accounts.h"
#include "compiler/semantics/check_expr.h"
#include "compiler/semantics/match_tables.h"
#include "compiler/semantics/policy_words.h"
#include "compiler/semantics/routing_problems.h"
#include "compiler/semantics/type_rules.h"

namespace lead::semantics {
namespace {

using artefact::LookupKey;
using syntax::ExprId;

constexpr size_t kExamples = 3;  // groups of accounts that one finding names

class Matcher {
 public:
  explicit Matcher(Context& context)
      : context_(context),
        accounts_(context.program.accounts),
        decl_(context.decl<syntax::MatchDecl>(static_cast<uint32_t>(accounts_.match))) {}

  void take_rules();
  void take_preferences();
  void find();

 private:
  void comparisons(ExprId id, MatchRule& rule);
  void compare(ExprId id, const syntax::BinaryExpr& node, MatchRule& rule);
  void same_name(ExprId id, const syntax::CallExpr& node, MatchRule& rule);
  void matches(ExprId id, const syntax::MatchesExpr& node, MatchRule& rule);
  std::optional<MatchKey> column(ExprId id);
  [[nodiscard]] Type type_of_key(const MatchKey& key) const;
  bool can_be_key(const MatchKey& key, Span span);
  void take_lead(ExprId lead, MatchKey key, MatchRule& rule);
  std::vector<int> order_of(const syntax::Preference& preference);
  [[nodiscard]] std::string source_of(const MatchKey& key) const;
  void find_idle(size_t rule);
  [[nodiscard]] const MatchKey* find_address(const MatchRule& rule) const;
  void find_alike(size_t rule, const RuleTables& tables);

  Context& context_;
  Accounts& accounts_;
  const syntax::MatchDecl& decl_;
};

void Matcher::take_rules() {
  std::map<std::string, Span> seen;
  for (const syntax::MatchRule& rule : decl_.rules) {
    if (accounts_.rules.size() == limits::kMaxMatchRules)
      return context_.sink.add(
          problems::too_many(rule.name.span, "rules of a match", limits::kMaxMatchRules));
    const auto [entry, is_new] = seen.emplace(rule.name.text, rule.name.span);
    if (!is_new) context_.sink.add(problems::name_twice("rule", rule.name, entry->second));
    MatchRule& made = accounts_.rules.emplace_back(MatchRule{rule.name.text, {}});
    comparisons(rule.condition, made);
    if (made.keys.size() > limits::kMaxMatchComparisons)
      context_.sink.add(problems::too_many(span_of(context_, rule.condition), "comparisons in one rule",
                                           limits::kMaxMatchComparisons));
  }
  if (decl_.rules.empty())
    context_.sink.add(problems::match_needs(decl_.span, "is no rule to find an account by",
                                            "one: `by_domain: domain is domain_of(email)`"));
}

void Matcher::comparisons(ExprId id, MatchRule& rule) {
  const auto& node = context_.tree.exprs[id].node;
  if (const auto* binary = std::get_if<syntax::BinaryExpr>(&node)) {
    if (binary->op == syntax::BinaryOp::And) {
      comparisons(binary->left, rule);
      return comparisons(binary->right, rule);
    }
    if (binary->op == syntax::BinaryOp::Is) return compare(id, *binary, rule);
  }
  if (const auto* call = std::get_if<syntax::CallExpr>(&node);
      call != nullptr && call->function.text == "same_name" && call->args.size() == 2)
    return same_name(id, *call, rule);
  if (const auto* matched = std::get_if<syntax::MatchesExpr>(&node)) return matches(id, *matched, rule);
  if (!std::holds_alternative<syntax::ErrorExpr>(node))
    context_.sink.add(problems::no_comparison(span_of(context_, id)));
}

// The column on the left of a comparison, or the domain of one.
std::optional<MatchKey> Matcher::column(ExprId id) {
  const auto& node = context_.tree.exprs[id].node;
  MatchKey key;
  key.span = span_of(context_, id);
  if (const auto* call = std::get_if<syntax::CallExpr>(&node);
      call != nullptr && call->function.text == "domain_of" && call->args.size() == 1) {
    auto inner = column(call->args[0]);
    if (!inner) return inner;
    key.column = inner->column;
    key.of_domain = true;
    if (is_text(type_of_key(key)) || !accounts_.columns[key.column].type) return key;
    context_.sink.add(problems::no_account_column(key.span));
    return std::nullopt;
  }
  const auto* name = std::get_if<syntax::NameExpr>(&node);
  if (name == nullptr) {
    context_.sink.add(problems::no_account_column(key.span));
    return std::nullopt;
  }
  const auto found = find_account_column(context_.program, name->name.text);
  if (!found) {
    if (accounts_.columns.empty()) return std::nullopt;  // told already
    const auto close = close_names(context_, name->name.text, accounts_.columns.size(),
                                   [&] { return account_columns(context_.program); });
    context_.sink.add(problems::unknown_account_column(key.span, name->name.text, close));
    return std::nullopt;
  }
  key.column = *found;
  return key;
}

Type Matcher::type_of_key(const MatchKey& key) const {
  const auto& type = accounts_.columns[key.column].type;
  return type ? type_of(*type) : Type{};
}

bool Matcher::can_be_key(const MatchKey& key, Span span) {
  const Type type = type_of_key(key);
  if (is_error(type)) return false;
  if (!is_set(type)) return true;
  context_.sink.add(
      problems::not_compared(span, accounts_.columns[key.column].name, describe(type, context_.program)));
  return false;
}

void Matcher::compare(ExprId id, const syntax::BinaryExpr& node, MatchRule& rule) {
  auto key = column(node.left);
  if (!key || !can_be_key(*key, span_of(context_, id))) return;
  key->key = is_text(type_of_key(*key)) ? LookupKey::Text : LookupKey::Number;
  take_lead(node.right, *key, rule);
}

void Matcher::same_name(ExprId id, const syntax::CallExpr& node, MatchRule& rule) {
  auto key = column(node.args[0]);
  if (!key || !can_be_key(*key, span_of(context_, id))) return;
  if (!is_text(type_of_key(*key)) || key->of_domain)
    return context_.sink.add(problems::not_compared(span_of(context_, id),
                                                    accounts_.columns[key->column].name,
                                                    describe(type_of_key(*key), context_.program)));
  key->key = LookupKey::Name;
  take_lead(node.args[1], *key, rule);
}

void Matcher::take_lead(ExprId lead, MatchKey key, MatchRule& rule) {
  const Type type = type_of_key(key);
  const Scope scope{.reader = Program::Derived{SymbolKind::Account, 0}};
  const TypedExpr& found = infer(context_, lead, scope, &type);
  if (is_error(found.type)) return;
  const bool is_both_text = is_text(type) && is_text(found.type) && agree(type, found.type);
  const bool is_scaled = type.kind == TypeKind::Decimal && found.type == Type{TypeKind::Number};
  if (!is_both_text && !(type == found.type) && !is_scaled)
    return context_.sink.add(
        problems::unlike_in_match(span_of(context_, lead), accounts_.columns[key.column].name,
                                  describe(type, context_.program), describe(found.type, context_.program)));
  const bool is_plain = found.symbol == SymbolKind::Attribute || found.word.has_value();
  if (type.kind == TypeKind::YesNo && !is_plain)
    return context_.sink.add(problems::condition_in_match(span_of(context_, lead)));
  key.lead = lead;
  rule.keys.push_back(key);
}

void Matcher::matches(ExprId id, const syntax::MatchesExpr& node, MatchRule& rule) {
  auto key = column(node.column);
  if (!key || !can_be_key(*key, span_of(context_, id))) return;
  const std::string& name = accounts_.columns[key->column].name;
  const auto found = context_.names.values.find(name);
  if (found == context_.names.values.end() || found->second.kind != SymbolKind::Attribute)
    return context_.sink.add(problems::match_without_attribute(span_of(context_, id), name));
  const auto& attribute = context_.program.schema.attributes[found->second.index];
  if (!attribute->type) return;
  const Type type = type_of_key(*key), lead = type_of(*attribute->type);
  const bool is_both_text = is_text(type) && is_text(lead) && agree(type, lead);
  if (!is_both_text && !(type == lead))
    return context_.sink.add(problems::unlike_in_match(
        span_of(context_, id), name, describe(type, context_.program), describe(lead, context_.program)));
  key->key = is_text(type) ? LookupKey::Text : LookupKey::Number;
  key->attribute = static_cast<int32_t>(found->second.index);
  rule.keys.push_back(*key);
}

// --- preferences
// By row, how it stands: the lower the better. What is missing comes last.
std::vector<int> Matcher::order_of(const syntax::Preference& preference) {
  const auto found = find_account_column(context_.program, preference.column.text);
  if (!found) {
    if (accounts_.columns.empty()) return {};
    const auto close = close_names(context_, preference.column.text, accounts_.columns.size(),
                                   [&] { return account_columns(context_.program); });
    context_.sink.add(
        problems::unknown_account_column(preference.column.span, preference.column.text, close));
    return {};
  }
  const artefact::AttributeT& column = accounts_.columns[*found];
  if (!column.type) return {};
  const Type type = type_of(*column.type);
  const std::string word(context_.sources.text(preference.word));
  const bool is_met = preference.prefers == syntax::Prefers::Met;
  const bool of_moments = word == "earliest" || word == "latest";
  const bool fits =
      is_met       ? type.kind == TypeKind::YesNo
      : of_moments ? is_moment(type)
                   : is_amount(type) || (type.kind == TypeKind::Choice && is_ordered(type, context_.program));
  if (!fits) {
    context_.sink.add(problems::preference_of(preference.column.span, is_met ? "" : word, column.name,
                                              describe(type, context_.program)));
    return {};
  }
  const bool greatest_first = preference.prefers != syntax::Prefers::Least;
  std::vector<int64_t> distinct;
  for (const Account& row : accounts_.rows) {
    if (row.known[*found]) distinct.push_back(row.words[*found]);
  }
  std::sort(distinct.begin(), distinct.end());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  if (greatest_first) std::reverse(distinct.begin(), distinct.end());
  std::map<int64_t, int> places;
  for (size_t i = 0; i < distinct.size(); ++i) places.emplace(distinct[i], static_cast<int>(i));
  if (is_met) places = {{1, 0}, {0, 1}};
  const int last = is_met ? 1 : static_cast<int>(distinct.size());
  std::vector<int> order;
  for (const Account& row : accounts_.rows)
    order.push_back(row.known[*found] ? places.at(row.words[*found]) : last);
  return order;
}

void Matcher::take_preferences() {
  std::vector<std::vector<int>> orders;
  std::map<std::string, Span> seen;
  for (const syntax::Preference& preference : decl_.preferences) {
    const auto [entry, is_new] = seen.emplace(preference.column.text, preference.column.span);
    if (!is_new)
      context_.sink.add(
          problems::account_column_twice(preference.column.span, preference.column.text, entry->second));
    std::vector<int> order = order_of(preference);
    if (order.size() == accounts_.rows.size()) orders.push_back(std::move(order));
  }
  std::vector<uint32_t> rows(accounts_.rows.size());
  std::iota(rows.begin(), rows.end(), uint32_t{0});
  const auto compared = [&](uint32_t a, uint32_t b) {
    for (const std::vector<int>& order : orders) {
      if (order[a] != order[b]) return order[a] < order[b] ? -1 : 1;
    }
    return 0;
  };
  std::stable_sort(rows.begin(), rows.end(), [&](uint32_t a, uint32_t b) { return compared(a, b) < 0; });
  uint32_t standing = 0;
  for (size_t i = 0; i < rows.size(); ++i) {
    if (i > 0 && compared(rows[i - 1], rows[i]) != 0) ++standing;
    accounts_.standing[rows[i]] = standing;
  }
}

// --- findings
// What a comparison asks, in words that are equal where it asks the same.
std::string Matcher::source_of(const MatchKey& key) const {
  const std::string lead =
      key.attribute >= 0
          ? write_name(context_.program.schema.attributes[static_cast<size_t>(key.attribute)]->name)
          : write_operand(context_.tree, key.lead);
  return fmt::format("{} {} {} {}", key.column, key.of_domain, static_cast<int>(key.key), lead);
}

// Whatever account meets all comparisons of a rule meets some of them: a rule with fewer of the same, above,
// has found one already.
void Matcher::find_idle(size_t rule) {
  const auto asked = [&](const MatchRule& each) {
    std::vector<std::string> all;
    for (const MatchKey& key : each.keys) all.push_back(source_of(key));
    std::sort(all.begin(), all.end());
    return all;
  };
  const std::vector<std::string> own = asked(accounts_.rules[rule]);
  for (size_t i = 0; i < rule; ++i) {
    const std::vector<std::string> other = asked(accounts_.rules[i]);
    if (other.empty() || !std::includes(own.begin(), own.end(), other.begin(), other.end())) continue;
    context_.sink.add(problems::rule_is_idle(decl_.rules[rule].name.span, accounts_.rules[rule].name,
                                             decl_.rules[i].name.span, accounts_.rules[i].name));
    return;
  }
}

void Matcher::find_alike(size_t rule, const RuleTables& tables) {
  std::map<int64_t, std::vector<uint32_t>> groups;  // by key: the rows that nothing but their ids tells apart
  for (uint32_t row = 0; row < tables.places.size(); ++row) {
    if (tables.places[row] < 0) continue;
    std::vector<uint32_t>& group = groups[tables.places[row]];
    if (!group.empty() && accounts_.standing[row] < accounts_.standing[group.front()]) group.clear();
    if (group.empty() || accounts_.standing[row] == accounts_.standing[group.front()]) group.push_back(row);
  }
  std::vector<std::string> examples;
  size_t count = 0;
  for (const auto& [place, group] : groups) {
    if (group.size() < 2) continue;
    if (++count > kExamples) continue;
    std::string ids;
    for (size_t i = 0; i < std::min(group.size(), kExamples); ++i)
      ids += (ids.empty() ? "" : ", ") + write_name(accounts_.rows[group[i]].id);
    if (group.size() > kExamples) ids += fmt::format(" and {} more", group.size() - kExamples);
    examples.push_back(std::move(ids));
  }
  if (count > 0)
    context_.sink.add(
        problems::only_ids_decide(decl_.rules[rule].name.span, accounts_.rules[rule].name, examples, count));
}

// A comparison of a whole address with a column in which there is none; null: there is no such comparison.
const MatchKey* Matcher::find_address(const MatchRule& rule) const {
  const auto is_vain = [&](const MatchKey& key) {
    if (!key.lead || key.of_domain || key.key != LookupKey::Text) return false;
    if (context_.program.exprs[key.lead.value].type.kind != TypeKind::Email) return false;
    return std::none_of(accounts_.rows.begin(), accounts_.rows.end(), [&](const Account& row) {
      return row.known[key.column] && row.texts[key.column].find('@') != std::string::npos;
    });
  };
  const auto found = std::find_if(rule.keys.begin(), rule.keys.end(), is_vain);
  return found == rule.keys.end() ? nullptr : &*found;
}

void Matcher::find() {
  for (size_t rule = 0; rule < accounts_.rules.size(); ++rule) {
    find_idle(rule);
    const RuleTables tables = match_tables(accounts_, accounts_.rules[rule]);
    if (tables.keys.empty())
      context_.sink.add(
          problems::rule_finds_nothing(decl_.rules[rule].name.span, accounts_.rules[rule].name));
    else if (const MatchKey* key = find_address(accounts_.rules[rule]))
      context_.sink.add(problems::address_in_no_column(
          decl_.rules[rule].name.span, accounts_.rules[rule].name, span_of(context_, key->lead),
          write_operand(context_.tree, key->lead), accounts_.columns[key->column].name));
    else
      find_alike(rule, tables);
  }
}

}  // namespace

void check_match(Context& context) {
  Matcher matcher(context);
  matcher.take_rules();
  matcher.take_preferences();
  if (!context.sink.has_errors()) matcher.find();
}

}  // namespace lead::semantics
