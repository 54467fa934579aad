// Accounts by name: the ids of the policy and of its files, and `account`, the one of a lead.
#include <algorithm>

#include "compiler/semantics/account_problems.h"
#include "compiler/semantics/check_routing.h"
#include "compiler/semantics/policy_sheet.h"
#include "compiler/semantics/routing_problems.h"

namespace lead::semantics {
namespace {

// Says whether there was room for another one.
bool add_account(Context& context, const std::string& id, Span span) {
  auto& rows = context.program.accounts.rows;
  if (rows.size() == limits::kMaxAccounts) {
    context.sink.add(problems::too_many(span, "accounts", limits::kMaxAccounts));
    return false;
  }
  if (id.size() > limits::kMaxTextBytes) {
    context.sink.add(problems::account_row(span, "this id is too long"));
    return false;
  }
  const auto [entry, is_new] = context.names.accounts.emplace(
      id, Declared{SymbolKind::Constant, static_cast<uint32_t>(rows.size()), span});
  if (!is_new) context.sink.add(problems::name_twice("account", {id, span}, entry->second.span));
  rows.push_back({.id = id, .span = span});
  return true;
}

void read_accounts(Context& context, FileId id, const syntax::AccountsFile& file) {
  const size_t first = context.program.accounts.rows.size();
  std::vector<std::string_view> columns;
  for (const syntax::Decl& decl : context.tree.decls) {
    const auto* account = std::get_if<syntax::AccountDecl>(&decl.node);
    if (account == nullptr) continue;
    for (const syntax::Field& column : account->columns) columns.push_back(column.name.text);
  }
  auto sheet = read_policy_sheet(
      context, id, file.span,
      {.name_column = "account",
       .columns = std::move(columns),
       .nothing = "no account",
       .add = {},
       .refuse = [&](Span span,
                     std::string_view why) { context.sink.add(problems::account_row(span, why)); }},
      [&](const Cell& name) { return add_account(context, name.text, name.span); });
  if (!sheet) return;
  sheet->first = first;
  context.account_sheets.push_back(std::move(*sheet));
}

}  // namespace

void declare_routing(Context&, uint32_t, const syntax::AccountDecl&) {}  // build_schema

void declare_routing(Context& context, uint32_t, const syntax::AccountsDecl& accounts) {
  if (const auto* rows = std::get_if<std::vector<syntax::AccountRow>>(&accounts.content)) {
    for (const syntax::AccountRow& row : *rows) {
      if (!add_account(context, row.name.text, row.name.span)) return;
    }
    return;
  }
  const auto& file = std::get<syntax::AccountsFile>(accounts.content);
  const auto path = source::path_beside(context.sources[file.span.file].path(), file.path);
  const auto id = path ? context.sources.find(*path) : std::nullopt;
  if (!id) return context.sink.add(problems::table_file(file.span, "it has not been read"));
  read_accounts(context, *id, file);
}

void declare_routing(Context& context, uint32_t decl, const syntax::MatchDecl& match) {
  const auto [entry, is_new] =
      context.names.values.emplace("account", Declared{SymbolKind::Account, 0, match.span});
  if (!is_new) context.sink.add(problems::name_twice("match", {"account", match.span}, entry->second.span));
  if (context.program.accounts.match < 0) context.program.accounts.match = static_cast<int32_t>(decl);
}

}  // namespace lead::semantics
