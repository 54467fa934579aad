#include "compiler/semantics/named_sheet.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/diagnostics/problems.h"
#include "compiler/semantics/problems.h"
#include "runtime/base/limits.h"

namespace lead::semantics {
namespace {

bool is_same_column(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

// As the policy writes them.
void spell(std::vector<Cell>& header, const SheetKind& kind) {
  for (Cell& cell : header) {
    if (is_same_column(cell.text, kind.name_column)) cell.text = kind.name_column;
    for (const std::string_view column : kind.columns) {
      if (is_same_column(cell.text, column)) cell.text = column;
    }
  }
}

std::optional<size_t> name_column(const std::vector<Cell>& header, const SheetKind& kind) {
  const auto found = std::find_if(header.begin(), header.end(),
                                  [&](const Cell& cell) { return cell.text == kind.name_column; });
  if (found != header.end()) return static_cast<size_t>(found - header.begin());
  const bool is_taken =
      std::find(kind.columns.begin(), kind.columns.end(), header.front().text) != kind.columns.end();
  return is_taken ? std::nullopt : std::optional<size_t>(0);
}

// Names go into what is told: they are texts as those of events are.
bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

// What is wrong with a row; empty: nothing.
std::string fault_of(const std::vector<Cell>& row, const NamedSheet& sheet, const SheetKind& kind) {
  if (row.size() != sheet.header.size())
    return fmt::format("this row has {} cells, and the header {}; a cell with a comma in it stands in quotes",
                       row.size(), sheet.header.size());
  const Cell& name = row[sheet.name_column];
  if (name.text.empty()) return fmt::format("this row names {}", kind.nothing);
  return has_control(name.text) ? "this name has a sign in it that cannot be read" : "";
}

}  // namespace

std::optional<NamedSheet> read_named_sheet(Context& context, FileId id, Span path, const SheetKind& kind) {
  TableFile rows(context.sources[id].text(), id);
  NamedSheet sheet{.path = path, .header = {}, .rows = {}};
  if (!rows.next(sheet.header)) {
    if (rows.fault())
      kind.refuse(rows.fault()->span, rows.fault()->what);
    else
      context.sink.add(problems::table_file(path, "it is empty", "its first row names its columns"));
    return std::nullopt;
  }
  spell(sheet.header, kind);
  const Span heading = cover(sheet.header.front().span, sheet.header.back().span);
  const std::optional<size_t> names = name_column(sheet.header, kind);
  if (!names) {
    kind.refuse(heading, fmt::format("no column has the names; it is called `{}`", kind.name_column));
    return std::nullopt;
  }
  sheet.name_column = *names;
  std::vector<Cell> row;
  uint32_t faults = 0;
  bool is_empty = true;
  while (faults < limits::kMaxDiagnostics && rows.next(row)) {
    is_empty = false;
    if (const std::string fault = fault_of(row, sheet, kind); !fault.empty()) {
      ++faults;
      kind.refuse(cover(row.front().span, row.back().span), fault);
      continue;
    }
    if (!kind.add(row[sheet.name_column])) break;
    sheet.rows.push_back(row);
  }
  if (rows.fault())
    kind.refuse(rows.fault()->span, rows.fault()->what);
  else if (is_empty)
    kind.refuse(heading, fmt::format("behind the header stands {}", kind.nothing));
  return sheet;
}

}  // namespace lead::semantics
