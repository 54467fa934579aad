// The rows of accounts, written in the policy or in a file, and what is asked of an account by name.
#include "compiler/semantics/check_accounts.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "compiler/semantics/account_problems.h"
#include "compiler/semantics/cell_words.h"
#include "compiler/semantics/check_expr.h"
#include "compiler/semantics/check_routing.h"
#include "compiler/semantics/policy_words.h"
#include "compiler/semantics/routing_problems.h"
#include "compiler/semantics/type_rules.h"
#include "runtime/base/text.h"

namespace lead::semantics {
namespace {

using artefact::AttributeT;
using artefact::Presence;

class Rows {
 public:
  explicit Rows(Context& context) : context_(context), columns_(context.program.accounts.columns) {}

  void take(const std::vector<syntax::AccountRow>& rows) {
    for (const syntax::AccountRow& row : rows) {
      if (next_ == context_.program.accounts.rows.size())
        return;  // too many are told where they are declared
      take(row, context_.program.accounts.rows[next_++]);
    }
  }
  void take(const PolicySheet& sheet);
  [[nodiscard]] size_t next() const { return next_; }
  void tell_strangers();

 private:
  void take(const syntax::AccountRow& row, Account& account);
  void take_value(const syntax::AccountValue& value, Account& account);
  void take_cell(uint32_t column, const Cell& cell, Account& account);
  void begin(Account& account);
  void finish(const Account& account);
  void put(uint32_t column, int64_t word, std::string text, Account& account);
  void refuse(const Cell& cell, std::string_view why) {
    context_.sink.add(problems::account_row(cell.span, why));
  }
  std::optional<uint32_t> column_of(std::string_view name, Span span);
  void note_stranger(const Cell& cell, const std::string& column, const Account& account);

  // A name of a file that the roster does not have, where it stands first, and how many accounts have it.
  struct Stranger {
    Cell cell;
    std::string column, account;
    size_t count = 0;
  };

  Context& context_;
  const std::vector<AttributeT>& columns_;
  size_t next_ = 0;
  std::map<uint32_t, Span> given_;  // of the account at hand
  std::vector<Stranger> strangers_;
  std::map<std::pair<std::string, std::string>, size_t> places_;  // by column and name, into strangers_
};

void Rows::begin(Account& account) {
  given_.clear();
  account.words.assign(columns_.size(), 0);
  account.known.assign(columns_.size(), false);
  account.texts.assign(columns_.size(), {});
  for (uint32_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i].presence == Presence::Default)
      put(i, columns_[i].fallback, columns_[i].fallback_text, account);
  }
}

void Rows::finish(const Account& account) {
  for (uint32_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i].presence == Presence::Required && !given_.contains(i))
      context_.sink.add(problems::account_column_missing(account.span, account.id, columns_[i].name));
  }
}

void Rows::put(uint32_t column, int64_t word, std::string text, Account& account) {
  account.words[column] = word;
  account.texts[column] = std::move(text);
  account.known[column] = true;
}

std::optional<uint32_t> Rows::column_of(std::string_view name, Span span) {
  const auto found = find_account_column(context_.program, name);
  if (found) return found;
  context_.sink.add(problems::unknown_account_column(
      span, name,
      close_names(context_, name, columns_.size(), [&] { return account_columns(context_.program); })));
  return std::nullopt;
}

// --- rows of the policy
void Rows::take(const syntax::AccountRow& row, Account& account) {
  begin(account);
  for (const syntax::AccountValue& value : row.values) take_value(value, account);
  finish(account);
}

void Rows::take_value(const syntax::AccountValue& value, Account& account) {
  const auto place = column_of(value.column.text, value.column.span);
  if (!place) return;
  const auto [entry, is_new] = given_.emplace(*place, value.column.span);
  if (!is_new)
    return context_.sink.add(
        problems::account_column_twice(value.column.span, value.column.text, entry->second));
  const AttributeT& column = columns_[*place];
  if (!column.type) return;
  const Type type = type_of(*column.type);
  const auto* name = std::get_if<syntax::NameExpr>(&context_.tree.exprs[value.value].node);
  if (type.kind == TypeKind::Person && name != nullptr && !is_party(context_, name->name.text)) {
    TypedExpr& stranger = context_.program.exprs[value.value.value];
    stranger.type = type;
    stranger.symbol = SymbolKind::Constant;
    stranger.text = name->name.text;
    note_stranger({name->name.text, name->name.span}, column.name, account);
    return put(*place, 0, name->name.text, account);
  }
  const problems::DeclaredAs why{value.column.span, column.name, describe(type, context_.program)};
  const TypedExpr* given = require_constant(context_, value.value, type, why, "what is known of an account");
  if (given == nullptr) return;
  const bool is_outside =
      given->word && (*given->word < column.type->low || *given->word > column.type->high);
  if (is_outside)
    return context_.sink.add(problems::out_of_range(span_of(context_, value.value),
                                                    fmt::format("`{}`", column.name),
                                                    write_value(column.type->low, type, context_.program),
                                                    write_value(column.type->high, type, context_.program)));
  put(*place, given->word.value_or(0), given->text.value_or(""), account);
}

// --- rows of a file
void Rows::take(const PolicySheet& sheet) {
  std::vector<std::optional<uint32_t>> places;
  std::map<std::string, Span> seen;
  for (size_t i = 0; i < sheet.header.cells.size(); ++i) {
    const Cell& cell = sheet.header.cells[i];
    const auto [entry, is_new] = seen.emplace(cell.text, cell.span);
    if (!is_new) context_.sink.add(problems::column_twice(cell.span, cell.text, entry->second));
    places.push_back(i == sheet.header.name_column ? std::nullopt : column_of(cell.text, cell.span));
  }
  for (const std::vector<Cell>& row : sheet.rows) {
    if (next_ == context_.program.accounts.rows.size()) return;
    Account& account = context_.program.accounts.rows[next_++];
    begin(account);
    for (size_t i = 0; i < row.size(); ++i) {
      if (places[i] && !row[i].text.empty()) take_cell(*places[i], row[i], account);
    }
    finish(account);
  }
}

void Rows::take_cell(uint32_t place, const Cell& cell, Account& account) {
  const AttributeT& column = columns_[place];
  given_.emplace(place, cell.span);
  if (cell.text.size() > limits::kMaxTextBytes) return refuse(cell, "this text is too long");
  if (!column.type) return;
  const Type type = type_of(*column.type);
  if (is_text(type)) {
    if (type.kind == TypeKind::Person && !is_party(context_, cell.text)) {
      note_stranger(cell, column.name, account);  // exports name who has left
    } else if (type.kind == TypeKind::Person && !check_person(context_, {cell.text, cell.span})) {
      return;
    }
    return put(place, 0, cell.text, account);
  }
  const auto found = cell_word(context_, *column.type, cell.text);
  if (!found)
    return refuse(cell, fmt::format("`{}` is not {}", shortened(cell.text),
                                    problems::with_article(describe(type, context_.program))));
  if (*found < column.type->low || *found > column.type->high)
    return refuse(cell, fmt::format("`{}` is outside the range of `{}`", shortened(cell.text), column.name));
  put(place, *found, {}, account);
}

void Rows::note_stranger(const Cell& cell, const std::string& column, const Account& account) {
  const auto [entry, is_new] = places_.emplace(std::pair(column, cell.text), strangers_.size());
  if (is_new) strangers_.push_back({cell, column, account.id, 0});
  ++strangers_[entry->second].count;
}

// A policy without people gets its roster when it is run: nothing is known of who is in it.
void Rows::tell_strangers() {
  if (context_.program.people.empty()) return;
  for (const Stranger& stranger : strangers_) {
    const auto close = close_names(context_, stranger.cell.text, context_.names.parties.size(),
                                   [&] { return names_of_parties(context_); });
    context_.sink.add(problems::account_of_nobody(stranger.cell.span, stranger.cell.text, stranger.column,
                                                  stranger.account, stranger.count, close));
  }
}

// --- findings about columns
// Whether a column is asked for by anything in the policy.
bool is_asked(const Context& context, const std::string& column) {
  for (uint32_t i = 0; i < context.tree.exprs.size(); ++i) {
    const auto* node = std::get_if<syntax::ColumnExpr>(&context.tree.exprs[syntax::ExprId{i}].node);
    if (node != nullptr && node->row.text == "account" && node->column.text == column) return true;
  }
  return false;
}

void find_empty_columns(Context& context) {
  const Accounts& accounts = context.program.accounts;
  for (uint32_t i = 0; i < accounts.columns.size(); ++i) {
    const bool is_filled = std::any_of(accounts.rows.begin(), accounts.rows.end(),
                                       [&](const Account& row) { return bool{row.known[i]}; });
    if (!is_filled && !accounts.rows.empty())
      context.sink.add(problems::column_empty(context.names.account_columns[i], accounts.columns[i].name,
                                              is_asked(context, accounts.columns[i].name)));
  }
}

void take_rows(Context& context) {
  Rows rows(context);
  size_t sheet = 0;
  for (const syntax::Decl& decl : context.tree.decls) {
    const auto* node = std::get_if<syntax::AccountsDecl>(&decl.node);
    if (node == nullptr) continue;
    if (context.program.accounts.match < 0) context.sink.add(problems::nothing_matched(decl.span));
    if (const auto* written = std::get_if<std::vector<syntax::AccountRow>>(&node->content)) {
      rows.take(*written);
    } else if (sheet < context.account_sheets.size() && context.account_sheets[sheet].first == rows.next() &&
               context.account_sheets[sheet].path == std::get<syntax::AccountsFile>(node->content).span) {
      rows.take(context.account_sheets[sheet++]);
    }
  }
  rows.tell_strangers();
}

}  // namespace

std::optional<uint32_t> find_account_column(const Program& program, std::string_view name) {
  const auto& columns = program.accounts.columns;
  const auto found = std::find_if(columns.begin(), columns.end(),
                                  [&](const AttributeT& column) { return column.name == name; });
  if (found == columns.end()) return std::nullopt;
  return static_cast<uint32_t>(found - columns.begin());
}

std::vector<std::string> account_columns(const Program& program) {
  std::vector<std::string> names;
  for (const AttributeT& column : program.accounts.columns) names.push_back(column.name);
  return names;
}

void check_accounts(Context& context) {
  take_rows(context);
  Accounts& accounts = context.program.accounts;
  for (Account& row : accounts.rows) {  // of a declaration that has been refused
    row.words.resize(accounts.columns.size());
    row.known.resize(accounts.columns.size());
    row.texts.resize(accounts.columns.size());
  }
  std::stable_sort(accounts.rows.begin(), accounts.rows.end(),
                   [](const Account& a, const Account& b) { return a.id < b.id; });
  accounts.standing.assign(accounts.rows.size(), 0);
  if (accounts.match >= 0) {
    const Span span = context.decl<syntax::MatchDecl>(static_cast<uint32_t>(accounts.match)).span;
    if (accounts.columns.empty())
      context.sink.add(problems::match_needs(span, "is no column to find an account by",
                                             "what is known of each: `account { domain text optional }`"));
    else if (accounts.rows.empty())
      context.sink.add(problems::match_needs(span, "are no accounts to find",
                                             "them, or `accounts from \"accounts.csv\"`"));
  }
  if (!context.sink.has_errors()) find_empty_columns(context);
  if (accounts.match >= 0) check_match(context);
}

bool infer_account(Context& context, syntax::ExprId id, const std::string& name) {
  if (!context.names.accounts.contains(name)) return false;
  TypedExpr& out = context.program.exprs[id.value];
  out.type = {TypeKind::Account};
  out.symbol = SymbolKind::Constant;
  out.text = name;
  return true;
}

void infer_account_column(Context& context, syntax::ExprId id, const Scope& scope) {
  const auto& node = std::get<syntax::ColumnExpr>(context.tree.exprs[id].node);
  const auto column = find_account_column(context.program, node.column.text);
  if (!column) {
    const auto close = close_names(context, node.column.text, context.program.accounts.columns.size(),
                                   [&] { return account_columns(context.program); });
    context.sink.add(problems::unknown_account_column(node.column.span, node.column.text, close));
    return;
  }
  note_read(context, scope, SymbolKind::Account, 0, span_of(context, id));
  TypedExpr& out = context.program.exprs[id.value];
  out.symbol = SymbolKind::Account;
  out.index = *column;
  out.may_be_missing = true;
  const AttributeT& declared = context.program.accounts.columns[*column];
  if (declared.type) out.type = type_of(*declared.type);
}

}  // namespace lead::semantics
