#include "compiler/semantics/context.h"

#include <algorithm>

namespace lead::semantics {

std::vector<std::string> close_names(Context& context, std::string_view wanted, const NameSpace& space) {
  return close_names(context, wanted, space.size(), [&] { return names_in(space); });
}

std::vector<std::string> close_attributes(Context& context, std::string_view name) {
  const auto& attributes = context.program.schema.attributes;
  return close_names(context, name, attributes.size(), [&] {
    std::vector<std::string> names;
    for (const auto& attribute : attributes) names.push_back(attribute->name);
    return names;
  });
}

std::vector<std::string> names_in(const NameSpace& space) {
  std::vector<std::string> names;
  for (const auto& [name, declared] : space) names.push_back(name);
  return names;
}

uint32_t add_event_set(Program& program, std::vector<uint32_t> events) {
  std::sort(events.begin(), events.end());
  events.erase(std::unique(events.begin(), events.end()), events.end());
  const auto found = std::find(program.event_sets.begin(), program.event_sets.end(), events);
  const auto index = static_cast<uint32_t>(found - program.event_sets.begin());
  if (found == program.event_sets.end()) program.event_sets.push_back(std::move(events));
  return index;
}

Span span_of(const Context& context, syntax::ExprId id) {
  return context.tree.exprs[id].span;
}

}  // namespace lead::semantics
