#include "runtime/emit/score_summary.h"

#include <fmt/format.h>

namespace lead::emit {

ScoreSummary::ScoreSummary(const artefact::ArtefactT& artefact) : artefact_(artefact) {
  for (const auto& output : artefact.outputs)
    outputs_.emplace_back(artefact.schema->name_lists[output->names]->names.size() + 1, 0);
}

void ScoreSummary::scored(size_t count, vm::Snapshot& snapshot) {
  scored_ += count;
  for (size_t o = 0; o < outputs_.size(); ++o) {
    const uint32_t reg = artefact_.outputs[o]->register_;
    for (size_t row = 0; row < count; ++row) {
      const size_t unrated = outputs_[o].size() - 1;
      ++outputs_[o][snapshot.is_known(reg, row) ? static_cast<size_t>(snapshot.word(reg, row)) : unrated];
    }
  }
}

uint64_t ScoreSummary::set_aside_count() const {
  uint64_t sum = 0;
  for (const uint64_t count : reasons_) sum += count;
  return sum;
}

std::string ScoreSummary::text() const {
  std::string out;
  out += fmt::format("  rows read      {:>10}\n", scored_ + set_aside_count());
  out += fmt::format("  leads scored   {:>10}\n", scored_);
  out += fmt::format("  rows set aside {:>10}\n", set_aside_count());
  for (size_t reason = 0; reason < reasons_.size(); ++reason) {
    if (reasons_[reason] == 0) continue;
    out += fmt::format("    {:<20} {:>10}  {}\n", reason_word(static_cast<Reason>(reason)), reasons_[reason],
                       reason_text(static_cast<Reason>(reason)));
  }
  for (size_t o = 0; o < outputs_.size(); ++o) {
    const artefact::OutputT& output = *artefact_.outputs[o];
    const auto& names = artefact_.schema->name_lists[output.names]->names;
    out += fmt::format("\n{}{}{}\n", output.block, output.title.empty() ? "" : "  ", output.title);
    const bool best_last = output.kind == artefact::OutputKind::Band;
    if (output.kind == artefact::OutputKind::Account) {
      uint64_t found = 0;
      for (size_t n = 0; n < names.size(); ++n) found += outputs_[o][n];
      out += fmt::format("  {:<20} {:>10}\n", "leads with one", found);
      continue;
    }
    for (size_t n = 0; n < names.size(); ++n) {
      const size_t name = best_last ? names.size() - 1 - n : n;
      out += fmt::format("  {:<20} {:>10}\n", names[name], outputs_[o][name]);
    }
    if (outputs_[o].back() > 0) out += fmt::format("  {:<20} {:>10}\n", "unrated", outputs_[o].back());
  }
  return out;
}

}  // namespace lead::emit
