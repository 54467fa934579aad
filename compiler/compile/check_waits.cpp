#include "compiler/compile/check_waits.h"

#include <algorithm>
#include <string_view>

#include "compiler/semantics/routing_problems.h"
#include "runtime/artefact/opcode.h"
#include "runtime/vm/bounds.h"

namespace lead::compile {
namespace {

using artefact::Bank;

// Whether the register changes by time alone; -1: there is none.
bool is_timed(const artefact::CodeT& code, Bank bank, int32_t wanted, const artefact::ArtefactT& artefact) {
  for (const uint32_t index : vm::time_dependent_indices(code, artefact)) {
    const artefact::Instruction& made = code.instructions[index];
    const Bank result = artefact::info(static_cast<artefact::Opcode>(made.op())).result;
    if (result == bank && static_cast<int64_t>(made.dst()) == wanted) return true;
  }
  return false;
}

// The key by which the memory of a role goes: that of its first route that has one.
bool is_memory_timed(uint32_t role, const artefact::ArtefactT& artefact) {
  const auto route = std::find_if(artefact.routes.begin(), artefact.routes.end(), [&](const auto& each) {
    return each->role == role && each->remember_key >= 0;
  });
  return route != artefact.routes.end() &&
         is_timed(*(*route)->code, Bank::Text, (*route)->remember_key, artefact);
}

// What of the row changes by time alone; empty: nothing.
std::string_view timed_part(const artefact::RouteRowT& row, const artefact::ArtefactT& artefact) {
  const artefact::RouteT& route = *artefact.routes[row.route];
  if (is_timed(*row.code, Bank::Word, row.eligible, artefact)) return "what it asks of a person";
  if (is_timed(*route.code, row.key_is_text ? Bank::Text : Bank::Word, row.key, artefact))
    return "the key by which turns are counted";
  if (is_timed(*route.code, Bank::Text, row.person, artefact)) return "who it names";
  if (row.kind != artefact::DestinationKind::Remembered) return "";
  if (is_memory_timed(route.role, artefact)) return "the key by which is remembered";
  const auto times = std::count_if(artefact.memories.begin(), artefact.memories.end(),
                                   [&](const auto& memory) { return memory->role == route.role; });
  return times > 1 ? "who is remembered by the times of one `remember`" : "";
}

}  // namespace

void check_waits(const kernel::Kernel& kernel, const artefact::ArtefactT& artefact, diagnostics::Sink& sink) {
  size_t index = 0;
  for (const kernel::Route& route : kernel.routes) {
    for (const kernel::RouteRow& row : route.rows) {
      const artefact::RouteRowT& made = *artefact.route_rows[index++];
      const std::string_view part = made.wait ? timed_part(made, artefact) : "";
      if (!part.empty()) sink.add(semantics::problems::waits_for_time(row.span, part));
    }
  }
}

}  // namespace lead::compile
