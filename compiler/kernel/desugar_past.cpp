#include <algorithm>

#include "compiler/kernel/desugaring.h"
#include "runtime/base/arithmetic.h"

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

std::vector<Source> sources(Desugaring& d, uint32_t event_set, syntax::ExprId where, syntax::ExprId field) {
  std::vector<Source> list;
  for (const uint32_t event : d.program.event_sets[event_set]) {
    const Place place{static_cast<int32_t>(event)};
    const ExprId asked = guard(d, where, place);
    list.push_back({event, asked, field ? value(d, field, place) : ExprId{}});
  }
  return list;
}

// The recording for this key: an earlier one where the same was asked before, otherwise the slot that `make`
// adds. The guards are there by now, and with them every recording they read: those stand before this one.
template <class Make>
uint32_t record(Desugaring& d, EffectKind effect, int variant, std::vector<Source> from, Span span,
                Make make) {
  const auto [at, is_new] =
      d.recording_of.try_emplace(std::tuple{effect, variant, from, d.owner}, d.recordings.size());
  if (is_new) d.recordings.push_back({effect, make(), std::move(from), d.owner, span});
  return d.recordings[at->second].slot;
}

ExprId window_read(Desugaring& d, syntax::ExprId id, const syntax::PastExpr& expr, Opcode op) {
  const uint32_t slot = window(d, d.typed(id).index, expr, d.tree.exprs[id].span);
  const Length length = expr.window ? length_of(*expr.window) : Length{};
  return d.builder.window_read(op, slot, length.ms, length.months);
}

// The sum over the count of the values that there are; missing where there is none.
ExprId average(Desugaring& d, syntax::ExprId id, const syntax::PastExpr& expr) {
  const bool widened = d.typed(id).type.kind != d.typed(expr.field).type.kind;
  const ExprId sum = window_read(d, id, expr, Opcode::WindowSum);
  const ExprId count = window_read(d, id, expr, Opcode::WindowCount);
  return d.builder.ratio(Opcode::Divide, sum, count, widened ? kMillion : 1);
}

}  // namespace

Length length_of(const syntax::Duration& duration) {
  if (duration.unit == Unit::Month) return {0, static_cast<int32_t>(duration.amount)};
  if (duration.unit == Unit::Year) return {0, static_cast<int32_t>(duration.amount * 12)};
  return {duration.amount * unit_ms(duration.unit), 0};
}

// Windows read over fixed lengths, over months and without end are kept apart: each knows how long it must
// keep an event. Those that keep values are another kind.
uint32_t window(Desugaring& d, uint32_t event_set, const syntax::PastExpr& expr, Span span) {
  const Length length = expr.window ? length_of(*expr.window) : Length{};
  const Reach reach = !expr.window ? Reach::Unbounded : length.months != 0 ? Reach::Months : Reach::Fixed;
  const syntax::ExprId field = syntax::is_of_values(expr.kind) ? expr.field : syntax::ExprId{};
  std::vector<artefact::WindowT>& windows = d.kernel.windows;
  const uint32_t slot = record(d, EffectKind::Push, static_cast<int>(reach),
                               sources(d, event_set, expr.where, field), span, [&] {
                                 artefact::WindowT made;
                                 made.unbounded = reach == Reach::Unbounded;
                                 made.values = static_cast<bool>(field);
                                 windows.push_back(made);
                                 return static_cast<uint32_t>(windows.size() - 1);
                               });
  const artefact::Period& keep = windows[slot].keep;
  windows[slot].keep =
      artefact::Period(std::max(keep.ms(), length.ms), std::max(keep.months(), length.months));
  return slot;
}

uint32_t mark(Desugaring& d, uint32_t event_set, syntax::ExprId where, bool first, Span span,
              syntax::ExprId field) {
  return record(d, EffectKind::Touch, first ? 1 : 0, sources(d, event_set, where, field), span, [&] {
    artefact::MarkT made;
    made.first = first;
    if (field) {
      made.value =
          semantics::is_text(d.typed(field).type) ? artefact::MarkValue::Text : artefact::MarkValue::Word;
    }
    d.kernel.marks.push_back(made);
    return static_cast<uint32_t>(d.kernel.marks.size() - 1);
  });
}

ExprId past(Desugaring& d, syntax::ExprId id, const syntax::PastExpr& expr) {
  using syntax::PastKind;
  Builder& b = d.builder;
  const Span span = d.tree.exprs[id].span;
  const auto mark_read = [&](Opcode op, bool first) {
    return b.leaf(op, mark(d, d.typed(id).index, expr.where, first, span, expr.field));
  };
  const auto value_read = [&](bool first) {
    return mark_read(semantics::is_text(d.typed(id).type) ? Opcode::MarkText : Opcode::MarkValue, first);
  };
  switch (expr.kind) {
    case PastKind::Count:
      return window_read(d, id, expr, Opcode::WindowCount);
    case PastKind::Any:
      return b.node(Opcode::LessEqual, b.constant(1), window_read(d, id, expr, Opcode::WindowCount));
    case PastKind::No:
      return b.node(Opcode::Equal, window_read(d, id, expr, Opcode::WindowCount), b.constant(0));
    case PastKind::Last:
      return mark_read(Opcode::MarkInstant, false);
    case PastKind::First:
      return mark_read(Opcode::MarkInstant, true);
    case PastKind::LastValue:
      return value_read(false);
    case PastKind::FirstValue:
      return value_read(true);
    case PastKind::Sum:
      return window_read(d, id, expr, Opcode::WindowSum);
    case PastKind::Least:
      return window_read(d, id, expr, Opcode::WindowLeast);
    case PastKind::Greatest:
      return window_read(d, id, expr, Opcode::WindowGreatest);
    case PastKind::Average:
      return average(d, id, expr);
    case PastKind::Distinct:
      return window_read(d, id, expr, Opcode::WindowDistinct);
  }
  return b.absent();
}

}  // namespace lead::kernel
