// Summary: how often each promise was kept, who owes it, and what is still broken.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "runtime/artefact/clock_state.h"
#include "runtime/base/terminal.h"
#include "runtime/base/text.h"
#include "runtime/emit/summary.h"
#include "runtime/emit/summary_page.h"

namespace lead::emit {

namespace {

constexpr uint64_t kBarWidth = 20;

// 451 of 586 is "77.0%", rounded half up.
std::string share(uint64_t n, uint64_t of) {
  const uint64_t permille = (n * 1'000 + of / 2) / of;
  return fmt::format("{}.{}%", permille / 10, permille % 10);
}

}  // namespace

void Summary::Kept::add(const Kept& other) {
  in_time += other.in_time;
  decided += other.decided;
  late += other.late;
  broken += other.broken;
  open += other.open;
  cancelled += other.cancelled;
}

Summary::Kept Summary::kept(size_t output) const {
  using artefact::ClockState;
  const auto at = [&](ClockState state) { return outputs_[output][static_cast<size_t>(state)]; };
  Kept kept;
  kept.in_time = at(ClockState::Met).entered;
  kept.decided = kept.in_time + at(ClockState::Breached).entered;
  kept.late = at(ClockState::MetLate).entered;
  kept.broken = at(ClockState::Breached).leads;
  kept.open = at(ClockState::Running).leads + at(ClockState::Paused).leads;
  kept.cancelled = at(ClockState::Cancelled).entered;
  return kept;
}

void Summary::print_kept(Page& page, const PromiseRow& row, const PromiseWidths& widths) const {
  const Kept& kept = row.kept;
  const std::string filled = kept.decided == 0 ? "" : bar(kept.in_time, kept.decided, kBarWidth);
  std::string line =
      fmt::format("  {}{}{:>15}{:>8}  ", left(row.name, widths.name), left(row.owed_by, widths.owed_by),
                  fmt::format("{} of {}", grouped(kept.in_time), grouped(kept.decided)),
                  kept.decided == 0 ? "" : share(kept.in_time, kept.decided));
  line += page.blue(filled) + std::string(kBarWidth - std::min<size_t>(kBarWidth, width_of(filled)), ' ');
  const std::string broken = fmt::format("{:>9}", grouped(kept.broken));
  line += fmt::format("{:>8}{}{:>8}{:>11}", grouped(kept.late), kept.broken > 0 ? page.red(broken) : broken,
                      grouped(kept.open), grouped(kept.cancelled));
  page.line(line);
}

void Summary::print_promises(Page& page) const {
  if (artefact_.clocks.empty()) return;
  std::vector<PromiseRow> rows;
  std::map<std::string, PromiseRow> debtors;
  PromiseWidths widths;
  for (const auto& clock : artefact_.clocks) {
    const PromiseRow row{clock->name, clock->owed_by, kept(clock->output)};
    widths.name = std::max<size_t>(widths.name, width_of(row.name) + 2);
    widths.owed_by = std::max<size_t>(widths.owed_by, width_of(row.owed_by) + 1);
    PromiseRow& debtor =
        debtors.try_emplace(row.owed_by, PromiseRow{"together", row.owed_by, {}}).first->second;
    debtor.kept.add(row.kept);
    rows.push_back(row);
  }
  page.heading("Promises");
  page.line(page.dim(fmt::format("  {}{}{:>15}{:>8}  {}{:>8}{:>9}{:>8}{:>11}", left("", widths.name),
                                 left("owed by", widths.owed_by), "kept in time", "",
                                 std::string(kBarWidth, ' '), "late", "broken", "open", "cancelled")));
  for (const PromiseRow& row : rows) print_kept(page, row, widths);
  if (debtors.size() < 2 || debtors.size() == rows.size()) return;
  page.line();
  for (const auto& [owed_by, row] : debtors) print_kept(page, row, widths);
}

}  // namespace lead::emit
