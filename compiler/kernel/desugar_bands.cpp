// Bands of a score: which is on, with hysteresis where a band is kept until below its threshold.
//
// Thresholds that are the same for every lead are one latch with all bands. Where segments have their own,
// every band is a latch of its own over how many of its two thresholds the score has reached (none, the
// lower, both), so that what was on stays on through a change of segment and is judged with the thresholds of
// the present one.
#include "compiler/kernel/desugaring.h"

namespace lead::kernel {
namespace {

using artefact::Opcode;

int32_t add_latch(Desugaring& d, Latch latch) {
  d.kernel.latches.push_back(std::move(latch));
  return static_cast<int32_t>(d.kernel.latches.size() - 1);
}

void one_latch(Desugaring& d, const syntax::ScoreDecl& decl, Score& score) {
  Latch latch{.from = {}, .until = {}, .score = score.value};
  for (const syntax::ScoreBand& band : decl.bands) {
    latch.from.push_back(band.from_millionths);
    latch.until.push_back(band.until_below_millionths.value_or(band.from_millionths));
  }
  score.latch = add_latch(d, std::move(latch));
  score.band = d.builder.table(Opcode::Band, score.value, static_cast<uint32_t>(score.latch));
}

// The first segment that holds, otherwise everybody's default.
struct Thresholds {
  Desugaring& d;
  const semantics::Score& score;
  std::vector<ExprId> holds;  // by segment

  [[nodiscard]] ExprId choose(int64_t otherwise, const std::vector<int64_t> semantics::Segment::* thresholds,
                              size_t band) const {
    ExprId rest = d.builder.constant(otherwise);
    for (size_t i = score.segments.size(); i-- > 0;) {
      const ExprId own = d.builder.constant((score.segments[i].*thresholds)[band]);
      if (own != rest) rest = d.builder.node(Opcode::Select, holds[i], own, rest);
    }
    return rest;
  }
};

// Whether the band is on.
ExprId band_on(Desugaring& d, ExprId value, ExprId from, ExprId until) {
  Builder& b = d.builder;
  const ExprId reached = b.node(Opcode::LessEqual, from, value);
  if (from == until) return reached;
  const ExprId depth = b.node(Opcode::Add, reached, b.node(Opcode::LessEqual, until, value));
  const int32_t latch = add_latch(d, {.from = {2}, .until = {1}, .score = depth});
  return b.node(Opcode::IsKnown, b.table(Opcode::Band, depth, static_cast<uint32_t>(latch)));
}

void latch_by_band(Desugaring& d, const syntax::ScoreDecl& decl, uint32_t index, Score& score) {
  Builder& b = d.builder;
  Thresholds thresholds{d, d.program.scores[index], {}};
  for (const semantics::Segment& segment : thresholds.score.segments)
    thresholds.holds.push_back(condition(d, segment.condition, {}));
  score.band = b.absent();
  for (size_t i = 0; i < decl.bands.size(); ++i) {
    const syntax::ScoreBand& band = decl.bands[i];
    b.at(band.span);
    const ExprId from = thresholds.choose(band.from_millionths, &semantics::Segment::from, i);
    const ExprId until = thresholds.choose(band.until_below_millionths.value_or(band.from_millionths),
                                           &semantics::Segment::until, i);
    const ExprId on = band_on(d, score.value, from, until);
    score.thresholds.push_back(from);
    score.band = b.node(Opcode::Select, on, b.constant(static_cast<int64_t>(i)), score.band);
  }
}

}  // namespace

void desugar_bands(Desugaring& d, uint32_t index) {
  const auto& decl = d.decl<syntax::ScoreDecl>(d.program.scores[index].decl);
  Score& score = d.kernel.scores[index];
  if (decl.bands.empty()) return;
  if (d.program.scores[index].segments.empty()) return one_latch(d, decl, score);
  latch_by_band(d, decl, index, score);
}

ExprId score_band(Desugaring& d, uint32_t score) {
  const Score& of = d.kernel.scores[score];
  return of.band ? of.band : d.builder.absent();
}

}  // namespace lead::kernel
