#include <algorithm>

#include "compiler/kernel/desugaring.h"

namespace lead::kernel {
namespace {

using artefact::EffectKind;
using artefact::Opcode;
using syntax::Unit;

int64_t unit_ms(Unit unit) {
  switch (unit) {
    case Unit::Millisecond:
      return 1;
    case Unit::Second:
      return 1'000;
    case Unit::Minute:
      return 60'000;
    case Unit::Hour:
      return 3'600'000;
    case Unit::Day:
      return 86'400'000;
    case Unit::Week:
      return int64_t{7} * 86'400'000;
    case Unit::Month:
    case Unit::Year:
      break;
  }
  return 0;
}

std::vector<std::pair<uint32_t, ExprId>> sources(Desugaring& d, uint32_t event_set, syntax::ExprId where) {
  std::vector<std::pair<uint32_t, ExprId>> list;
  for (const uint32_t event : d.program.event_sets[event_set]) {
    list.emplace_back(event, guard(d, where, Place{static_cast<int32_t>(event)}));
  }
  return list;
}

// The recording for this key: an earlier one where the same was asked before, otherwise the slot that `make`
// adds. The guards are there by now, and with them every recording they read: those stand before this one.
template <class Make>
uint32_t record(Desugaring& d, EffectKind effect, int variant, std::vector<std::pair<uint32_t, ExprId>> from,
                Span span, Make make) {
  const auto [at, is_new] =
      d.recording_of.try_emplace(std::tuple{effect, variant, from}, d.recordings.size());
  if (is_new) d.recordings.push_back({effect, make(), std::move(from), span});
  return d.recordings[at->second].slot;
}

ExprId count_read(Desugaring& d, syntax::ExprId id, const syntax::PastExpr& expr) {
  const Span span = d.tree.exprs[id].span;
  const uint32_t slot = window(d, d.typed(id).index, expr.where, expr.window, span);
  const Length length = expr.window ? length_of(*expr.window) : Length{};
  return d.builder.window_count(slot, length.ms, length.months);
}

}  // namespace

Length length_of(const syntax::Duration& duration) {
  if (duration.unit == Unit::Month) return {0, static_cast<int32_t>(duration.amount)};
  if (duration.unit == Unit::Year) return {0, static_cast<int32_t>(duration.amount * 12)};
  return {duration.amount * unit_ms(duration.unit), 0};
}

// Windows read over fixed lengths, over months and without end are kept apart: each knows how long it must
// keep an event.
uint32_t window(Desugaring& d, uint32_t event_set, syntax::ExprId where,
                const std::optional<syntax::Duration>& reach, Span span) {
  const Length length = reach ? length_of(*reach) : Length{};
  const Reach variant = !reach ? Reach::Unbounded : length.months != 0 ? Reach::Months : Reach::Fixed;
  std::vector<artefact::WindowT>& windows = d.kernel.windows;
  const uint32_t slot =
      record(d, EffectKind::Push, static_cast<int>(variant), sources(d, event_set, where), span, [&] {
        artefact::WindowT made;
        made.unbounded = variant == Reach::Unbounded;
        windows.push_back(made);
        return static_cast<uint32_t>(windows.size() - 1);
      });
  const artefact::Period& keep = windows[slot].keep;
  windows[slot].keep =
      artefact::Period(std::max(keep.ms(), length.ms), std::max(keep.months(), length.months));
  return slot;
}

uint32_t mark(Desugaring& d, uint32_t event_set, syntax::ExprId where, bool first, Span span) {
  return record(d, EffectKind::Touch, first ? 1 : 0, sources(d, event_set, where), span, [&] {
    artefact::MarkT made;
    made.first = first;
    d.kernel.marks.push_back(made);
    return static_cast<uint32_t>(d.kernel.marks.size() - 1);
  });
}

ExprId past(Desugaring& d, syntax::ExprId id, const syntax::PastExpr& expr) {
  Builder& b = d.builder;
  const Span span = d.tree.exprs[id].span;
  switch (expr.kind) {
    case syntax::PastKind::Count:
      return count_read(d, id, expr);
    case syntax::PastKind::Any:
      return b.node(Opcode::LessEqual, b.constant(1), count_read(d, id, expr));
    case syntax::PastKind::No:
      return b.node(Opcode::Equal, count_read(d, id, expr), b.constant(0));
    case syntax::PastKind::Last:
    case syntax::PastKind::First:
      break;
  }
  const bool first = expr.kind == syntax::PastKind::First;
  return b.leaf(Opcode::MarkInstant, mark(d, d.typed(id).index, expr.where, first, span));
}

}  // namespace lead::kernel
