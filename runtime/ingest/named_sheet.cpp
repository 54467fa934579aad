#include "runtime/ingest/named_sheet.h"

#include <fmt/format.h>

#include <algorithm>

#include "runtime/base/limits.h"
#include "runtime/ingest/cell_value.h"

namespace lead::ingest {
namespace {

// As the policy writes them.
void spell(std::vector<Cell>& header, const SheetKind& kind) {
  for (Cell& cell : header) {
    const auto is_meant = [written = loosely(cell.text)](std::string_view column) {
      return loosely(column) == written;
    };
    const bool is_written =
        std::find(kind.columns.begin(), kind.columns.end(), cell.text) != kind.columns.end();
    const auto meant = std::find_if(kind.columns.begin(), kind.columns.end(), is_meant);
    if (is_meant(kind.name_column))
      cell.text = kind.name_column;
    else if (!is_written && meant != kind.columns.end())
      cell.text = *meant;
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

// What is wrong with a row; empty: nothing.
std::string fault_of(const std::vector<Cell>& row, const SheetHeader& header, const SheetKind& kind) {
  if (row.size() != header.cells.size())
    return fmt::format(
        "this row has {} cell{}, and the header {}; a cell with a comma in it stands in quotes", row.size(),
        row.size() == 1 ? "" : "s", header.cells.size());
  const std::string& name = row[header.name_column].text;
  if (is_empty_cell(name)) return fmt::format("this row names {}", kind.nothing);
  const std::string_view wrong = wrong_name(name);
  return wrong.empty() ? "" : fmt::format("this name {}", wrong);
}

}  // namespace

std::string_view wrong_name(std::string_view text) {
  if (text.size() > limits::kMaxTextBytes) return "is too long";
  const bool has_control = std::any_of(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
  return has_control ? "has a sign in it that cannot be read" : "";
}

std::optional<SheetHeader> read_named_sheet(std::string_view text, FileId id, const SheetKind& kind) {
  TableFile rows(text, id);
  SheetHeader header;
  if (!rows.next(header.cells)) {
    if (rows.fault())
      kind.refuse(rows.fault()->span, rows.fault()->what);
    else
      kind.refuse({id, 0, 0}, "it is empty: its first row names its columns");
    return std::nullopt;
  }
  spell(header.cells, kind);
  const Span heading = cover(header.cells.front().span, header.cells.back().span);
  const std::optional<size_t> names = name_column(header.cells, kind);
  if (!names) {
    kind.refuse(heading, fmt::format("no column has the names; it is called `{}`", kind.name_column));
    return std::nullopt;
  }
  header.name_column = *names;
  std::vector<Cell> row;
  uint32_t faults = 0;
  bool is_empty = true;
  while (faults < limits::kMaxDiagnostics && rows.next(row)) {
    is_empty = false;
    const Span place = cover(row.front().span, row.back().span);
    if (const std::string fault = fault_of(row, header, kind); !fault.empty()) {
      ++faults;
      kind.refuse(place, fault);
    } else if (!kind.add(header, row)) {
      break;
    }
  }
  if (rows.fault())
    kind.refuse(rows.fault()->span, rows.fault()->what);
  else if (is_empty)
    kind.refuse(heading, fmt::format("behind the header stands {}", kind.nothing));
  return header;
}

}  // namespace lead::ingest
