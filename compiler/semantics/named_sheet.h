// A file with one thing a row, each of which has a name: the people of a policy, or its accounts.
//
//   const auto sheet = read_named_sheet(context, id, file.span, {"person", known, "nobody", add, refuse});
//
// The first row names the columns, whatever their capitals. Names stand in the column `name_column`, or else
// in the first, where that is none of `columns`. A row that cannot be read is refused with its place, and the
// others are read all the same. BOUND: kMaxDiagnostics rows are refused. Linear.
#pragma once
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "compiler/semantics/context.h"

namespace lead::semantics {

struct SheetKind {
  std::string_view name_column;           // `person`
  std::vector<std::string_view> columns;  // with a meaning of their own, as they are written
  std::string_view nothing;               // "nobody", "no account": what a row without a name has
  std::function<bool(const Cell&)> add;   // a name; false: there is no room for more
  std::function<void(Span, std::string_view)> refuse;
};

// Nothing where not even the header can be read; that has been told.
[[nodiscard]] std::optional<NamedSheet> read_named_sheet(Context& context, FileId id, Span path,
                                                         const SheetKind& kind);

}  // namespace lead::semantics
