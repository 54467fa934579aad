// The file of `people from` or `accounts from`, read by the code that reads rosters given to a run.
//
//   const auto sheet = read_policy_sheet(context, id, file.span, kind, add);
//
// `kind` as in ingest/named_sheet.h, but for `add`, which is asked for each name: false, there is no room for
// more. Nothing where not even the header can be read; all mistakes have been told.
#pragma once
#include <functional>
#include <optional>

#include "compiler/semantics/context.h"

namespace lead::semantics {

[[nodiscard]] std::optional<PolicySheet> read_policy_sheet(Context& context, FileId id, Span path,
                                                           ingest::SheetKind kind,
                                                           const std::function<bool(const Cell&)>& add);

}  // namespace lead::semantics
