#include "compiler/semantics/policy_sheet.h"

#include "compiler/semantics/problems.h"

namespace lead::semantics {

std::optional<PolicySheet> read_policy_sheet(Context& context, FileId id, Span path, ingest::SheetKind kind,
                                             const std::function<bool(const Cell&)>& add) {
  PolicySheet sheet{.path = path, .header = {}, .rows = {}};
  kind.add = [&](const ingest::SheetHeader& header, std::vector<Cell>& row) {
    if (!add(row[header.name_column])) return false;
    sheet.rows.push_back(std::move(row));
    return true;
  };
  kind.refuse = [&, refuse = kind.refuse](Span span, std::string_view why) {
    const bool is_empty_file = span == Span{id, 0, 0};  // nothing there to point at
    if (is_empty_file)
      context.sink.add(problems::table_file(path, "it is empty", "its first row names its columns"));
    else
      refuse(span, why);
  };
  auto header = ingest::read_named_sheet(context.sources[id].text(), id, kind);
  if (!header) return std::nullopt;
  sheet.header = std::move(*header);
  return sheet;
}

}  // namespace lead::semantics
