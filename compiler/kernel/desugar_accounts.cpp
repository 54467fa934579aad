// The account of a lead: a row of the accounts, found by tables (compiler/semantics/match_tables.h).
#include <algorithm>

#include "compiler/kernel/desugaring.h"
#include "compiler/semantics/match_tables.h"

namespace lead::kernel {
namespace {

using artefact::FieldKind;
using artefact::LookupKey;
using artefact::Opcode;
using semantics::MatchTable;

// Names of these tables stand in backticks, which no table of the policy can have in its name.
uint32_t enter(Desugaring& d, std::string name, artefact::LookupT lookup) {
  lookup.name = "`" + std::move(name) + "`";
  d.kernel.lookups.push_back(std::move(lookup));
  return static_cast<uint32_t>(d.kernel.lookups.size() - 1);
}

uint32_t enter(Desugaring& d, std::string name, MatchTable table) {
  artefact::LookupT lookup;
  lookup.key = table.key;
  lookup.keys = std::move(table.texts);
  lookup.numbers = std::move(table.numbers);
  lookup.words = std::move(table.words);
  lookup.type = std::make_unique<artefact::FieldTypeT>();
  lookup.type->kind = FieldKind::Number;
  lookup.type->high = static_cast<int64_t>(d.program.accounts.rows.size()) - 1;
  return enter(d, std::move(name), std::move(lookup));
}

// What the lead has to be compared with a column, in the words of the column.
ExprId of_lead(Desugaring& d, const semantics::MatchKey& key) {
  const bool is_text = key.key != LookupKey::Number;
  if (key.attribute >= 0)
    return d.builder.leaf(is_text ? Opcode::AttributeText : Opcode::Attribute,
                          static_cast<uint32_t>(key.attribute));
  if (is_text) return value(d, key.lead, {});
  return value_as(d, key.lead, semantics::type_of(*d.program.accounts.columns[key.column].type), {});
}

// The row that a rule finds, or missing. The tables of a rule are told apart by the places of its
// comparisons.
ExprId found_by(Desugaring& d, const semantics::MatchRule& rule) {
  semantics::RuleTables tables = semantics::match_tables(d.program.accounts, rule);
  if (tables.keys.empty()) return d.builder.absent();
  ExprId found;
  for (size_t i = 0; i < rule.keys.size(); ++i) {
    d.builder.at(rule.keys[i].span);
    const std::string place = rule.name + " " + std::to_string(i + 1);
    const Opcode op = rule.keys[i].key == LookupKey::Number ? Opcode::Find : Opcode::Lookup;
    const ExprId lead = of_lead(d, rule.keys[i]);
    const ExprId number =
        d.builder.table(op, lead, enter(d, "account by " + place, std::move(tables.keys[i])));
    if (i == 0) {
      found = number;
      continue;
    }
    const ExprId pair =
        d.builder.node(Opcode::Add, d.builder.scaled(Opcode::Scale, found, semantics::kPairBase), number);
    found = d.builder.table(
        Opcode::Find, pair,
        enter(d, "account by " + rule.name + " to " + std::to_string(i + 1), std::move(tables.pairs[i - 1])));
  }
  return found;
}

uint32_t column_table(Desugaring& d, uint32_t column) {
  const semantics::Accounts& accounts = d.program.accounts;
  artefact::LookupT lookup;
  lookup.key = LookupKey::Number;
  lookup.type = std::make_unique<artefact::FieldTypeT>(*accounts.columns[column].type);
  const bool is_text = semantics::is_text(semantics::type_of(*lookup.type));
  for (size_t row = 0; row < accounts.rows.size(); ++row) {
    const semantics::Account& account = accounts.rows[row];
    if (!account.known[column]) continue;
    lookup.numbers.push_back(static_cast<int64_t>(row));
    if (is_text)
      lookup.texts.push_back(account.texts[column]);
    else
      lookup.words.push_back(account.words[column]);
  }
  return enter(d, "account." + accounts.columns[column].name, std::move(lookup));
}

}  // namespace

void desugar_account(Desugaring& d) {
  const Span outer = d.builder.span();
  ExprId found;
  for (const semantics::MatchRule& rule : d.program.accounts.rules) {
    const ExprId by_rule = found_by(d, rule);
    found = found ? d.builder.node(Opcode::OrElse, found, by_rule) : by_rule;
  }
  d.account = found;
  d.builder.at(outer);
}

ExprId account_id(Desugaring& d) {
  if (!d.account_ids) {
    artefact::LookupT lookup;
    lookup.key = LookupKey::Number;
    lookup.type = std::make_unique<artefact::FieldTypeT>();
    for (const semantics::Account& account : d.program.accounts.rows) {
      lookup.numbers.push_back(static_cast<int64_t>(lookup.numbers.size()));
      lookup.texts.push_back(account.id);
    }
    d.account_ids = enter(d, "account", std::move(lookup));
  }
  return d.builder.table(Opcode::FindText, d.account, *d.account_ids);
}

ExprId account_column(Desugaring& d, uint32_t column) {
  const semantics::Accounts& accounts = d.program.accounts;
  const bool is_text = semantics::is_text(semantics::type_of(*accounts.columns[column].type));
  const bool is_filled = std::any_of(accounts.rows.begin(), accounts.rows.end(),
                                     [&](const semantics::Account& row) { return bool{row.known[column]}; });
  if (!is_filled) return is_text ? d.builder.absent_text() : d.builder.absent();
  const auto entry = d.account_columns.find(column);
  const uint32_t table = entry != d.account_columns.end() ? entry->second : column_table(d, column);
  d.account_columns.emplace(column, table);
  return d.builder.table(is_text ? Opcode::FindText : Opcode::Find, d.account, table);
}

}  // namespace lead::kernel
