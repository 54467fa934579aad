#include "compiler/semantics/score_coverage.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/semantics/cases.h"
#include "compiler/semantics/pass_problems.h"
#include "compiler/semantics/policy_words.h"
#include "compiler/semantics/row_coverage.h"

namespace lead::semantics {

namespace {

// The bands as one segment sees them.
class BandCoverage {
 public:
  BandCoverage(const syntax::SyntaxTree& tree, const Program& program, uint32_t index,
               diagnostics::Sink& sink)
      : tree_(tree),
        program_(program),
        score_(program.scores[index]),
        decl_(std::get<syntax::ScoreDecl>(tree.decls[score_.decl].node)),
        reach_(reach_of(tree, program, index)),
        range_(decl_.range_span.is_none() ? decl_.name.span : decl_.range_span),
        sink_(sink) {}

  // `segment` none: everybody else.
  void cover(const Segment* segment) {
    segment_ = segment;
    std::vector<syntax::ScoreBand> bands = decl_.bands;
    for (size_t i = 0; segment != nullptr && i < bands.size(); ++i) {
      if (!segment->own[i]) continue;
      bands[i].from_millionths = segment->from[i];
      bands[i].until_below_millionths.reset();
      if (segment->until[i] != segment->from[i]) bands[i].until_below_millionths = segment->until[i];
      bands[i].span = segment->spans[i];
    }
    for (size_t i = 0; i < bands.size(); ++i) {
      const bool own = segment == nullptr || segment->own[i];
      const bool own_before = segment == nullptr || (i > 0 && segment->own[i - 1]);
      if (i > 0 && (own || own_before)) order(bands[i - 1], bands[i]);
      if (own) threshold(bands, i);
    }
  }

 private:
  // What is wrong for one segment only says for whom.
  void report(diagnostics::Diagnostic problem) {
    if (segment_ != nullptr) {
      // A repair would rewrite the whole row, not the thresholds of this segment.
      problem.fixes.clear();
      const std::string words = write_expr(tree_, segment_->condition);
      problem.secondary.push_back({tree_.exprs[segment_->condition].span, "the segment"});
      Cases cases(tree_, program_);
      const CaseList met = cases.of(segment_->condition, true);
      problem.notes.push_back(met && !met->empty()
                                  ? "witness: " + cases.witness(met->front())
                                  : fmt::format("witness: a lead for which `{}` holds", words));
    }
    sink_.add(std::move(problem));
  }

  void order(const syntax::ScoreBand& before, const syntax::ScoreBand& band) {
    if (band.from_millionths > before.from_millionths) return;
    report(band_order(band.span, band.name.text, write_points(band.from_millionths), before.span,
                      before.name.text, write_points(before.from_millionths)));
  }

  void threshold(const std::vector<syntax::ScoreBand>& bands, size_t i) {
    const syntax::ScoreBand& band = bands[i];
    if (i == 0 && band.from_millionths != score_.low) report(lowest_band(band, score_.low, range_));
    if (band.until_below_millionths && *band.until_below_millionths > band.from_millionths)
      report(until_above_from(band));
    if (i > 0 && band.until_below_millionths && *band.until_below_millionths <= score_.low)
      report(until_never(band, score_.low, range_));
    if (band.from_millionths > score_.high) {
      report(threshold_unattained(band, score_.high, {}, range_));
    } else if (i > 0 && band.from_millionths > reach_.value.high) {
      report(threshold_unattained(band, reach_.value.high, arithmetic_of(decl_, score_, reach_), {}));
    }
  }

  const syntax::SyntaxTree& tree_;
  const Program& program_;
  const Score& score_;
  const syntax::ScoreDecl& decl_;
  ScoreReach reach_;
  Span range_;
  diagnostics::Sink& sink_;
  const Segment* segment_ = nullptr;
};

}  // namespace

std::string arithmetic_of(const syntax::ScoreDecl& decl, const Score& score, const ScoreReach& reach) {
  std::string text;
  const auto term = [&](const std::string& name, Wide most) {
    if (most > 0) text += fmt::format("{}`{}` {}", text.empty() ? "" : " + ", name, write_points(most));
  };
  std::vector<bool> grouped(decl.rules.size());
  for (size_t i = 0; i < score.groups.size(); ++i) {
    std::string names;
    for (uint32_t rule : score.groups[i]) {
      grouped[rule] = true;
      names += (names.empty() ? "" : ", ") + decl.rules[rule].name.text;
    }
    term(names, reach.groups[i].points.high);
  }
  for (size_t i = 0; i < decl.rules.size(); ++i) {
    if (!grouped[i]) term(decl.rules[i].name.text, reach.rules[i].points.high);
  }
  return fmt::format("the rules add up to at most {} points: {}", write_points(reach.sum.points.high),
                     text.empty() ? "none adds any" : text);
}

void cover_bands(const syntax::SyntaxTree& tree, const Program& program, uint32_t index,
                 diagnostics::Sink& sink) {
  const Score& score = program.scores[index];
  if (std::get<syntax::ScoreDecl>(tree.decls[score.decl].node).bands.empty()) return;
  BandCoverage coverage(tree, program, index, sink);
  coverage.cover(nullptr);
  for (const Segment& segment : score.segments) coverage.cover(&segment);
  cover_segments(tree, program, score, sink);
}

void cover_weights(const syntax::SyntaxTree& tree, const Score& score, diagnostics::Sink& sink) {
  const auto& decl = std::get<syntax::ScoreDecl>(tree.decls[score.decl].node);
  Wide sum = 0;
  bool weighted = false;
  for (const syntax::Rule& rule : decl.rules) {
    if (!rule.weight) continue;
    weighted = true;
    sum += rule.weight->millionths;
  }
  if (weighted && sum != kMillion) sink.add(weights_do_not_add_up(decl, sum));
}

}  // namespace lead::semantics
