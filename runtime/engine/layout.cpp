#include "runtime/engine/layout.h"

#include <algorithm>

#include "runtime/engine/keyed.h"

namespace lead::engine {

Layout lay_out(const artefact::ArtefactT& artefact, const std::vector<Ledger>& ledgers,
               const std::vector<Window>& windows, const std::vector<Limit>& limits, size_t watches) {
  Layout layout;
  uint32_t at = Layout::kKnown;
  const auto take = [&at](size_t words) {
    const uint32_t begin = at;
    at += static_cast<uint32_t>(words);
    return begin;
  };
  const size_t attributes = artefact.schema->attributes.size();
  take((attributes + 63) / 64);
  layout.attributes = take(attributes);
  for (const Ledger& ledger : ledgers) layout.ledgers.push_back(take(ledger.size()));
  layout.balances = take(artefact.balances.size());
  layout.stages = take(artefact.lifecycles.size() * Layout::kStageWords);
  layout.marks = take(artefact.marks.size());
  for (const auto& mark : artefact.marks)
    layout.mark_values.push_back(take(mark->value == artefact::MarkValue::None ? 0 : 2));
  layout.latches = take(artefact.latches.size());
  layout.outputs = take(artefact.outputs.size());
  layout.watches = take(watches);
  for (const Window& window : windows) layout.windows.push_back(take(window.size()));
  layout.limits.resize(limits.size());
  for (size_t i = 0; i < limits.size(); ++i) {
    if (!limits[i].is_keyed()) layout.limits[i] = take(Limit::kWords);
  }
  layout.quiets = take(artefact.quiets.size() * Layout::kQuietWords);
  for (const auto& clock : artefact.clocks) layout.clocks.push_back(take(Layout::clock_words(clock->steps)));
  layout.rolled_back = at;
  for (size_t i = 0; i < limits.size(); ++i) {
    if (limits[i].is_keyed()) layout.limits[i] = take(KeyedCounters::kListWords);
  }
  layout.words = at;
  return layout;
}

void blank(const Layout& layout, const artefact::ArtefactT& artefact, int64_t* record) {
  std::fill(record, record + layout.words, 0);
  record[Layout::kBorn] = kMissingInstant;
  for (const uint32_t timer : {Layout::kWake, Layout::kWakeHint, Layout::kWakeQueued, Layout::kQuietQueued,
                               Layout::kSchedule, Layout::kScheduleQueued, Layout::kStepQueued})
    record[timer] = kNever;
  std::fill_n(record + layout.marks, artefact.marks.size(), kMissingInstant);
  for (size_t i = 0; i < artefact.quiets.size(); ++i)
    record[layout.quiets + i * Layout::kQuietWords + 1] = kNever;
  for (const uint32_t clock : layout.clocks)
    record[clock + Layout::kClockSince] = record[clock + Layout::kClockDue] =
        record[clock + Layout::kClockUntil] = kNever;
}

}  // namespace lead::engine
