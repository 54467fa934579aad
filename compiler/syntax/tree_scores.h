// Of the syntax tree (tree.h): scores, grades and matrices.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "compiler/syntax/tree_causes.h"

namespace lead::syntax {

// `fades by half every 14 days`, `fades evenly by 50% every 30 days`, `drops by 5 points every 30 days`,
// `halves every full 30 days`, `expires after 30 days`, `does not fade`.
enum class DecayKind : uint8_t { None, Half, Evenly, Drops, Halves, Expires };
struct Decay {
  DecayKind kind = DecayKind::None;
  Duration period;
  int64_t amount_millionths =
      0;  // Evenly: the share lost per period (50% = 500'000); Drops: points per period
  Span span;
};

struct PointsAmount {
  int64_t millionths = 0;
};  // `+5`, `-0.5`
struct FromAmount {
  ExprId value;
};  // `points from cds`
struct TableAmount {  // `points by status { registered 20, attended 15 }`
  ExprId subject;
  struct Row {
    Name item;
    int64_t millionths;
    Span span;
  };
  std::vector<Row> rows;
};
struct LadderAmount {  // `{ -15 when interest > 30, -5 when interest >= 0 }`
  struct Row {
    int64_t millionths;
    ExprId condition;
    Span span;
  };  // no match: no booking
  std::vector<Row> rows;
};
using Amount = std::variant<PointsAmount, FromAmount, TableAmount, LadderAmount>;

struct EachTrigger {
  Name event;
  ExprId where;
};  // `each page_view where …`
struct WhileTrigger {
  ExprId condition;
};  // `while …`; none: always (a live table)
struct QuietTrigger {
  Duration period;
  Name event;
  ExprId where;
};  // `each 30 days without activity`
struct BestTrigger {};  // `best of { 30 when …  15 when … }`: amount is a LadderAmount
using Trigger = std::variant<EachTrigger, WhileTrigger, QuietTrigger, BestTrigger, Cause>;

// `once`, `once per title`, `once per 7 days`, `at most 10 times per day`.
struct Limit {
  int64_t count = 1;
  ExprId key;                      // none: one count for the lead
  std::optional<Duration> period;  // none: ever
  bool calendar = false;  // `per day`, `per week`, `per month`: of the calendar; `per 7 days`: rolling
  bool ever = false;      // `once ever`: stays spent when the score is reset
  Span span;
};

// `30% of` in front of `best of` or of a live table: what the rule gives, times the weight, rounded
// half-even.
struct Weight {
  int64_t millionths = 0;  // 30% = 300'000
  Span span;
};

struct Rule {
  Name name;
  std::optional<std::string> title;
  std::optional<Weight> weight;
  Amount amount;
  Span amount_span;
  Trigger trigger;
  std::optional<Limit> limit;
  std::optional<Decay> decay;                       // overrides the score's
  std::optional<int64_t> shows_at_most_millionths;  // by magnitude
  Span shows_span;
  Span span;
};

struct RuleGroup {
  std::vector<Name> rules;
  int64_t shows_at_most_millionths = 0;
  Span span;
};  // `together { … }`
struct Reset {  // `reset interest on deal_lost`, `reset loyalty to 10 every day at 00:00 when …`
  Name score;
  std::optional<int64_t> to_millionths;
  Span to_span;
  Cause cause;
  Span span;
};
// `from 200 until below 150 when is_customer`; without `when` the thresholds of everybody else.
struct BandStep {
  int64_t from_millionths = 0;
  std::optional<int64_t> until_below_millionths;
  ExprId condition;  // none: the band's default
  Span span;
};
struct ScoreBand {
  Name name;
  int64_t from_millionths = 0;  // of the default
  std::optional<int64_t> until_below_millionths;
  Span span;
  std::vector<BandStep> steps;  // as written, the default among them
};

struct ScoreDecl {
  Name name;
  std::optional<std::string> title;
  std::optional<int64_t> low_millionths, high_millionths;  // `range 0 to 100`; `range 0 to no limit`: no high
  Span range_span;
  std::optional<Decay> decay;
  bool running = false;
  Span running_span;
  std::vector<Rule> rules;
  std::vector<RuleGroup> groups;
  std::vector<Reset> resets;
  std::vector<ScoreBand> bands;  // lowest first
  Span bands_span;
  bool of_grade = false;  // the points of a `grade … { by points { … } }`, which stands right behind it
};

struct GradeRow {
  Name grade;
  ExprId condition;
  Span span;
};  // condition none: `otherwise`
struct GradeThreshold {
  Name grade;
  int64_t from_millionths = 0;
  Span span;
};  // `A from 75`
struct GradeMove {
  int64_t steps = 0;  // `down`: negative
  ExprId condition;
  Span span;
};  // `up 2 steps when …`
struct GradeCap {
  Name grade;
  ExprId condition;
  Span span;
};  // `at most B when …`

struct RowsGrade {
  std::vector<GradeRow> rows;  // best first
};
struct StepsGrade {           // `steps F < D < C`, `start at D`, `up …`, `down …`, `at most …`
  std::vector<Name> ladder;   // worst first
  std::optional<Name> start;  // none: a mistake, which `check` reports
  std::vector<GradeMove> moves;
  std::vector<GradeCap> caps;
};
struct PointsGrade {                       // `by points { … } A from 75, B from 50, C otherwise`
  uint32_t score = 0;                      // index into SyntaxTree::decls: the ScoreDecl with the points
  std::vector<GradeThreshold> thresholds;  // best first
  std::optional<Name> otherwise;
};
struct BestGrade {
  std::vector<Name> grades;
};  // `best of fit_marketing, fit_sales`

struct GradeDecl {
  Name name;
  std::optional<std::string> title;
  std::variant<RowsGrade, StepsGrade, PointsGrade, BestGrade> body;
  ExprId rated;  // `hidden until 2 of { a, b } are known`: whether there is a grade; none: always
};

struct MatrixRow {
  Name band;
  std::vector<Name> cells;
  Span span;
};
struct MatrixDecl {
  Name name;
  std::optional<std::string> title;
  Name row_subject, column_subject;  // (interest, fit)
  std::vector<Name> columns;
  Span columns_span;
  std::vector<MatrixRow> rows;
};

}  // namespace lead::syntax
