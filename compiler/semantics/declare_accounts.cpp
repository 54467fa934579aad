// Accounts by name: the ids of the policy and of its files, and `account`, the one of a lead.
#include <algorithm>

#include "compiler/semantics/account_problems.h"
#include "compiler/semantics/check_routing.h"
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

// The column with the ids: `account`, or else the first.
size_t id_column(const std::vector<Cell>& header) {
  const auto found =
      std::find_if(header.begin(), header.end(), [](const Cell& cell) { return cell.text == "account"; });
  return found == header.end() ? 0 : static_cast<size_t>(found - header.begin());
}

void read_sheet(Context& context, FileId id, const syntax::AccountsFile& file) {
  TableFile rows(context.sources[id].text(), id);
  PeopleSheet sheet{.path = file.span, .header = {}, .rows = {}};
  sheet.first_person = context.program.accounts.rows.size();
  const auto refuse = [&](Span span, std::string_view why) {
    context.sink.add(problems::account_row(span, why));
  };
  if (!rows.next(sheet.header)) {
    if (rows.fault()) return refuse(rows.fault()->span, rows.fault()->what);
    context.sink.add(problems::table_file(file.span, "it is empty", "its first row names its columns"));
    return;
  }
  sheet.name_column = id_column(sheet.header);
  std::vector<Cell> row;
  uint32_t faults = 0;
  while (faults < limits::kMaxDiagnostics && rows.next(row)) {
    const Span whole = cover(row.front().span, row.back().span);
    if (row.size() != sheet.header.size()) {
      ++faults;
      refuse(whole, "this row has more or fewer cells than the header");
      continue;
    }
    const Cell& name = row[sheet.name_column];
    if (name.text.empty()) {
      ++faults;
      refuse(whole, "this row has no id");
      continue;
    }
    if (!add_account(context, name.text, name.span)) break;
    sheet.rows.push_back(row);
  }
  if (rows.fault()) refuse(rows.fault()->span, rows.fault()->what);
  context.account_sheets.push_back(std::move(sheet));
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
  read_sheet(context, *id, file);
}

void declare_routing(Context& context, uint32_t decl, const syntax::MatchDecl& match) {
  const auto [entry, is_new] =
      context.names.values.emplace("account", Declared{SymbolKind::Account, 0, match.span});
  if (!is_new) context.sink.add(problems::name_twice("match", {"account", match.span}, entry->second.span));
  if (context.program.accounts.match < 0) context.program.accounts.match = static_cast<int32_t>(decl);
}

}  // namespace lead::semantics
