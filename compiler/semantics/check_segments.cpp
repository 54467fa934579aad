// Thresholds by segment: `bands { warm from 100, hot from 200, hot_customer … }` with `from 200 when
// is_customer`.
//
// The distinct conditions of a block, in the words of the policy, are its segments. A band without a
// threshold for a segment keeps its default there.
#include <algorithm>

#include "compiler/semantics/check_expr.h"
#include "compiler/semantics/policy_words.h"
#include "compiler/semantics/steps.h"

namespace lead::semantics {
namespace {

using syntax::BandStep;
using syntax::ScoreBand;

// What holds where no segment does.
Segment defaults(const std::vector<ScoreBand>& bands) {
  Segment segment{{}, {}, {}, {}, std::vector<bool>(bands.size(), false)};
  for (const ScoreBand& band : bands) {
    segment.from.push_back(band.from_millionths);
    segment.until.push_back(band.until_below_millionths.value_or(band.from_millionths));
    segment.spans.push_back(band.span);
  }
  return segment;
}

struct Segments {
  Context& context;
  Score& score;
  const std::vector<ScoreBand>& bands;
  std::vector<std::string> words = {};  // by segment

  Segment& of(syntax::ExprId condition) {
    const std::string text = write_expr(context.tree, condition);
    const auto found = std::find(words.begin(), words.end(), text);
    if (found != words.end()) return score.segments[static_cast<size_t>(found - words.begin())];
    words.push_back(text);
    score.segments.push_back(defaults(bands));
    score.segments.back().condition = condition;
    return score.segments.back();
  }

  void take(size_t band, const BandStep& step) {
    Segment& segment = of(step.condition);
    if (segment.own[band]) {
      context.sink.add(problems::threshold_twice(
          step.span, bands[band].name.text, write_expr(context.tree, step.condition), segment.spans[band]));
      return;
    }
    segment.own[band] = true;
    segment.from[band] = step.from_millionths;
    segment.until[band] = step.until_below_millionths.value_or(step.from_millionths);
    segment.spans[band] = step.span;
  }
};

void check_default(Context& context, const ScoreBand& band) {
  const auto is_default = [](const BandStep& step) { return !step.condition; };
  const auto first = std::find_if(band.steps.begin(), band.steps.end(), is_default);
  if (first == band.steps.end()) return context.sink.add(problems::no_default_threshold(band));
  const auto second = std::find_if(first + 1, band.steps.end(), is_default);
  if (second != band.steps.end())
    context.sink.add(problems::threshold_twice(second->span, band.name.text, {}, first->span));
}

}  // namespace

void check_segments(Context& context, uint32_t index) {
  Score& score = context.program.scores[index];
  const auto& bands = context.decl<syntax::ScoreDecl>(score.decl).bands;
  const Scope scope{Program::Derived{SymbolKind::Score, index}, std::nullopt};
  Segments segments{context, score, bands};
  for (size_t i = 0; i < bands.size(); ++i) {
    check_default(context, bands[i]);
    for (const BandStep& step : bands[i].steps) {
      if (!step.condition) continue;
      require_condition(context, step.condition, scope, bands[i].name.span);
      segments.take(i, step);
    }
  }
}

}  // namespace lead::semantics
