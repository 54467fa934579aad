// The syntax tree of a policy: what was written, nothing decided.
//
// `parse` makes it from text, `resolve` and `check` read it. Declarations stand in the order of the text;
// expressions live in one store and refer to each other by id, children before parents. Names are kept as
// written (backticks taken off). Nothing here knows what a name means.
//
//   score interest "How much interest" { pricing: +5 each page_view where path starts with "/pricing" }
//     -> ScoreDecl{ name "interest",
//                   rules[0] = Rule{ amount PointsAmount{5.000000}, trigger EachTrigger{page_view, where} } }
//
// Errors: where text could not be understood, `ErrorExpr` or a left-out declaration stands in, and a
// diagnostic has been reported already: later steps stay silent about it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "runtime/base/id.h"
#include "runtime/base/span.h"

namespace lead::syntax {

struct ExprTag;
using ExprId = Id<ExprTag>;

struct Name {
  std::string text;  // never empty
  Span span;         // includes backticks where written
};

// --- quantities
// --------------------------------------------------------------------------------------------------
enum class Unit : uint8_t { Millisecond, Second, Minute, Hour, Day, Week, Month, Year };

// `7 days`, `10m`, `4 business hours`, `day` (as in `per day`: amount 1).
struct Duration {
  int64_t amount = 0;  // never negative
  Unit unit = Unit::Day;
  bool business = false;
  Span span;
};

// --- expressions
// ---------------------------------------------------------------------------------------------------
struct ErrorExpr {};
struct NameExpr {
  Name name;
};
struct TextExpr {
  std::string value;
};  // escapes resolved
struct IntegerExpr {
  int64_t value = 0;
};  // `5_000`
struct DecimalExpr {
  int64_t millionths = 0;
};  // `0.25`, at most six fraction digits
struct PercentExpr {
  int64_t millionths = 0;
};  // `30%` = 300'000
struct MoneyExpr {
  std::string currency;
  int64_t amount_millionths = 0;
};  // `EUR 5_000.50`
struct YesNoExpr {
  bool value = false;
};
struct DateExpr {
  int32_t year = 0;
  uint8_t month = 0, day = 0;
};  // a date of the calendar, checked by the parser
struct InstantExpr {
  int64_t instant_ms = 0;
};  // `2026-12-07T09:00:00Z`, an offset is required
struct DurationExpr {
  Duration duration;
};
struct ListExpr {
  std::vector<ExprId> items;
  bool is_set = false;
};  // `list { software, fintech }`; a set where it is given: `{ software, fintech }`, which may be empty
struct CallExpr {
  Name function;
  std::vector<ExprId> args;
};

enum class UnaryOp : uint8_t { Not, Negate };
struct UnaryExpr {
  UnaryOp op;
  ExprId operand;
  Span op_span;
};

enum class BinaryOp : uint8_t {
  Or,
  And,
  Is,
  IsNot,  // `is`, `=`; `is not`, `!=`
  Less,
  AtMost,
  More,
  AtLeast,  // `<` `below` `less than`; `<=` `at most`; `>` `above` `more than`; `>=` `at least`
  In,
  NotIn,  // right side: a list, a name of one, or a bucket
  StartsWith,
  EndsWith,
  Contains,
  Matches,
  HasAnyWordOf,
  Has,  // `interests has roi`: the left side is a set
  HasAnyOf,
  HasAllOf,  // the right side is a list
  OrElse,    // `x or else 0`
  Add,
  Subtract,
  Multiply,
  Divide,
};
struct BinaryExpr {
  BinaryOp op;
  ExprId left, right;
  Span op_span;
};

struct KnownExpr {
  ExprId operand;
  bool known = true;
  Span op_span;
  bool rating = false;  // asked as `is unrated` / `is not unrated`, of a grade or of bands
};  // `is known` / `is missing`
struct BetweenExpr {
  ExprId operand, low, high;
};  // `x from 11 to 1000`, both ends included

// `signed_up less than 14 days ago`; op is Less, AtMost, More or AtLeast.
struct AgoExpr {
  ExprId operand;
  BinaryOp op;
  Duration duration;
  Span op_span;
};

// A look at the past. `count of E where c in last D` (a number), `any E in last D`, `no E in last D` (yes or
// no), `last E`, `first E` (instants, missing if there was none). Without `in last D`: since the lead was
// born. The others look at a field of the payload: `last E.f`, `first E.f`, `sum of f of E in last D`,
// `count of distinct f of E in last D`.
enum class PastKind : uint8_t {
  Count,
  Any,
  No,
  Last,
  First,
  LastValue,
  FirstValue,
  Sum,
  Least,
  Greatest,
  Average,
  Distinct
};
struct PastExpr {
  PastKind kind;
  Name event;    // an event or a definition `means any of …`
  ExprId where;  // none if not written
  std::optional<Duration> window;
  ExprId field = {};  // a NameExpr, from LastValue on
};
[[nodiscard]] constexpr bool is_of_values(PastKind kind) {  // keeps a value of each event in a window
  return kind >= PastKind::Sum;
}

// Where a lead was: `entries of mql`, `ever in mql`, `first entering mql`, `last entering mql`.
enum class StageAsked : uint8_t { Entries, Ever, FirstEntering, LastEntering };
struct StageExpr {
  StageAsked asked;
  Name stage;
};

// `at least 2 of { a, b, c }`; op is AtLeast, AtMost or Is.
struct CountedExpr {
  BinaryOp op;
  int64_t count = 0;
  std::vector<ExprId> conditions;
};

struct Expr {
  Span span;
  std::variant<ErrorExpr, NameExpr, TextExpr, IntegerExpr, DecimalExpr, PercentExpr, MoneyExpr, YesNoExpr,
               DateExpr, InstantExpr, DurationExpr, ListExpr, CallExpr, UnaryExpr, BinaryExpr, KnownExpr,
               BetweenExpr, AgoExpr, PastExpr, StageExpr, CountedExpr>
      node;
};

// --- types
// -----------------------------------------------------------------------------------------------------------
enum class TypeWord : uint8_t {
  Text,
  Number,
  Decimal,
  YesNo,
  Date,
  Instant,
  Duration,
  Money,
  Percent,
  Country,
  Email,
  Set,  // `set of Topic`
  Named
};
struct TypeExpr {
  TypeWord word = TypeWord::Text;
  std::string name;  // the currency of money, the choice of Named and Set; otherwise empty
  Span span;
};

// --- declarations
// ------------------------------------------------------------------------------------------------------
// `version "2026.11"`, `time zone "Europe/Stockholm"`, `owners marketing, sales`, `lateness 10m`, `dedupe 30
// days`, `unknown events set aside`. `key` is the setting's words joined by one blank: "time zone", "unknown
// events".
struct Setting {
  Name key;
  std::vector<ExprId> values;  // texts, dates, durations; a word or words stand as one NameExpr ("set aside")
};

struct PolicyDecl {
  Name name;
  std::optional<std::string> title;
  std::vector<Setting> settings;
};

struct UseDecl {
  Name module;
};  // `std.email`

struct ChoiceDecl {
  Name name;
  bool ordered = false;  // written with `<`: first is least
  std::vector<Name> items;
};

enum class Presence : uint8_t { Required, Optional, Default };
struct Field {
  Name name;
  TypeExpr type;
  ExprId low, high;      // `from 0 to 1_000_000`; none if not written; the high end may be missing
  bool rounded = false;  // input with more than six fraction digits is rounded instead of malformed
  Presence presence = Presence::Required;
  ExprId fallback;  // the value after `=`
};

struct LeadDecl {
  std::vector<Field> attributes;
};

struct EventDecl {
  Name name;
  std::optional<std::string> title;
  std::optional<Name> actor;  // `by sales`
  std::vector<Field> fields;  // the payload
  struct Fill {
    Name attribute;     // set by the field of the same name
    bool once = false;  // only while it is not known
  };
  std::vector<Fill> fills_in;
};

// --- causes: what makes something happen
// -----------------------------------------------------------------------------------------
// The same in every block. An edge is a condition that is met at the end of an item and was not at the end of
// the one before: `on interest becoming hot` is the condition `interest is hot`, `on count of E in last D
// reaching 3` is `count of E in last D at least 3`.
struct EventCause {
  Name event;
  ExprId where;
};
struct EdgeCause {
  ExprId condition;
  ExprId when;  // judged when it comes to hold; none: always
};
enum class Every : uint8_t { Day, Week, Month };
struct ScheduleCause {
  Every every = Every::Day;
  uint32_t day = 0;     // Week: 0 is Monday; Month: 1 to 31, of a shorter month its last day
  uint32_t minute = 0;  // of the day, in the policy's zone
  ExprId when;
};
struct DoorCause {  // `on entering mql`, `on leaving mql`: also when a lead only passes through
  bool is_leaving = false;
  Name stage;
  ExprId when;
};
struct BreachCause {  // `on breach of first_touch`
  Name sla;
  ExprId when;
};
struct Cause {
  std::variant<EventCause, EdgeCause, ScheduleCause, DoorCause, BreachCause> node;
  Span span;
};

// `table industry_of (text -> Industry) { "Banking", "Bank" -> finance }`, or its rows from a file:
// `table country_of (text -> country) from "countries.csv" columns Name -> Code`.
struct TableRow {
  struct Key {
    std::string text;
    Span span;
  };
  std::vector<Key> keys;  // at least one
  ExprId value;           // a constant
  Span span;
};
struct TableFile {
  std::string path;  // as written
  Span span;
  std::optional<Name> key_column, value_column;  // both or neither
};
struct TableDecl {
  Name name;
  std::optional<std::string> title;
  Name key;  // `text`, `domain` or `words`
  TypeExpr value;
  std::vector<TableRow> rows;
  std::optional<TableFile> file;
};

struct ValueRow {  // `enterprise when employees >= 1000`
  ExprId value;
  ExprId condition;  // none: `otherwise`
  Span span;
};
struct ExprBody {
  ExprId expr;
};  // a condition, a value or a list
struct LadderBody {
  std::vector<ValueRow> rows;
};  // first match
struct EventsBody {
  std::vector<Name> events;
};  // `any of call, personal_email`
struct DefineDecl {
  Name name;
  std::optional<std::string> title;
  std::optional<Name> owner;  // `owned by sales`
  std::optional<std::string> because;
  ExprId since;  // a DateExpr or none
  std::variant<ExprBody, LadderBody, EventsBody> body;
};

struct BucketRow {
  Name name;
  ExprId from;
  ExprId to;
  Span span;
};  // `to` none: up to the next row (half-open)
struct BucketsDecl {  // `bands size of employees { small from 1, mid from 100 }`
  Name name;
  std::optional<std::string> title;
  ExprId subject;
  std::vector<BucketRow> rows;
};

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

// --- lifecycle
struct StageDecl {  // `stage refused "Not a lead" owned by sales, final, reasons Refusal`
  Name name;
  std::optional<std::string> title;
  std::optional<Name> owner;
  bool is_first = false, is_final = false, may_rest = false;
  std::optional<Name> reasons;
  Span span;
};
struct WhenMove {
  ExprId condition;
};
struct RestMove {
  Duration period;
  Name stage;
  ExprId when;
};  // `after 7 days in mql`
struct SilenceMove {
  Duration period;
  Name event;
  ExprId where, when;
};  // `after 30 days without touch`
struct Transition {
  std::vector<Name> from;  // empty: `any`
  Span from_span;
  Name to;
  std::variant<WhenMove, RestMove, SilenceMove, Cause> move;
  Span move_span;
  std::optional<std::string> title;
  std::optional<Name> reason;
  Span span;
};
struct ResetEffect {
  Name score;
};
struct NotifyEffect {
  Name whom;
  std::optional<std::string> text;
};
struct Effect {
  std::variant<ResetEffect, NotifyEffect> node;
  Span span;
};
struct EffectRow {  // `on entering recycled { reset interest }`
  Cause cause;
  std::vector<Effect> effects;
  Span span;
};
struct LifecycleDecl {
  Name name;
  std::optional<std::string> title;
  std::vector<StageDecl> stages;
  std::vector<Transition> transitions;
  std::vector<EffectRow> effects;
};

// --- calendar
struct OpeningHours {  // minutes of the day; `closes` up to 24:00, and not later than `opens`: on the next
                       // day
  uint32_t opens = 0, closes = 0;
  Span span;
};
struct WeeklyRow {
  std::vector<uint32_t> weekdays;  // 0 is Monday; in the order of the text
  std::vector<OpeningHours> hours;
  Span span;
};
struct DatedRow {  // `on 2026-12-23 09:00-12:00`, `break on 2026-06-15 14:00-16:00`
  bool is_break = false;
  int32_t date = 0;  // days since 1970-01-01
  std::vector<OpeningHours> hours;
  Span span;
};
struct ClosedFile {
  std::string path;                // as written
  std::vector<int32_t> days = {};  // what stands in it, once it has been read
  bool is_read = false;
};
struct ClosedDate {
  int32_t date = 0;
};
struct ClosedYearly {
  uint32_t month = 0, day = 0;
};
struct Closing {
  std::variant<ClosedFile, ClosedDate, ClosedYearly> node;
  Span span;
};
struct CalendarDecl {
  Name name;
  std::optional<std::string> title;
  std::optional<Name> zone;  // the text without its quotes; none: the policy's
  std::vector<WeeklyRow> weekly;
  std::vector<DatedRow> dated;
  std::vector<Closing> closings;
  std::vector<Name> both;  // `means a and b`: open where each of them is
};

// --- sla
enum class SignalWord : uint8_t { Start, Restart, Met, Cancel, Reset, Pause, Resume };
struct Signal {  // `start on entering mql`
  SignalWord word = SignalWord::Start;
  Cause cause;
  ExprId since;  // of a start: the instant from which it counts; none: that of the cause
  Span span;
};
struct PerWord {  // `hours by market { north north_office }`, `within by treatment { contact 1 hour }`
  Name word;
  Name calendar;
  Duration period;
  Span span;
};
struct HoursClause {
  std::optional<Name> calendar;
  ExprId by;  // none: `calendar` for all
  std::vector<PerWord> rows;
  Span span;
};
struct WithinTarget {
  Duration period;
};
struct TableTarget {
  ExprId by;
  std::vector<PerWord> rows;
};
struct DayEndTarget {  // `by end of business day`, `by end of next business day`
  bool is_next = false;
};
struct UntilTarget {
  ExprId until;
};
struct Target {
  std::variant<WithinTarget, TableTarget, DayEndTarget, UntilTarget> node;
  ExprId when;
  bool is_otherwise = false;
  Span span;
};
enum class StepMoment : uint8_t { Share, Before, Breach, After, Every };
struct SlaStep {  // `at 80% { notify sales }`
  StepMoment moment = StepMoment::Breach;
  int64_t millionths = 0;  // Share: of the target
  Duration period;         // Before, After, Every
  uint32_t times = 0;      // Every
  Span moment_span;
  std::vector<Effect> effects;
  Span span;
};
struct SlaDecl {
  Name name;
  std::optional<std::string> title;
  std::optional<Name> owed_by;
  std::optional<HoursClause> hours;
  std::vector<Signal> signals;
  ExprId pause_while;
  std::vector<Target> targets;
  std::optional<Span> retarget;
  bool is_afresh = false;  // the target's change begins the clock afresh
  std::vector<SlaStep> steps;
};

// `ignore page_view "Robots" where agent contains "bot"`: such events never count.
struct IgnoreDecl {
  Name event;
  std::optional<std::string> title;
  ExprId where;  // none: all of them
};
struct SuspendDecl {
  ExprId condition;
};  // `suspend scoring while …`

// --- tests
struct GivenValue {
  Name name;
  ExprId value;  // none: `missing`
};
struct UsedFixture {
  Name fixture;
};  // `use big_company`
using GivenItem = std::variant<GivenValue, UsedFixture>;
struct FixtureDecl {
  Name name;
  std::vector<GivenItem> items;
};

// `2026-12-07 09:00` (of the policy's zone), `2026-12-07T09:00:00Z`, `+1h 30m` (since the last of the other
// two).
struct LocalMoment {
  ExprId date;  // a DateExpr or an ErrorExpr
  int64_t time_ms = 0;
};
struct InstantMoment {
  ExprId instant;  // an InstantExpr or an ErrorExpr
};
struct OffsetMoment {
  struct Part {
    bool is_minus = false;
    Duration duration;
  };
  std::vector<Part> parts;  // at least one
};
struct Moment {
  std::variant<LocalMoment, InstantMoment, OffsetMoment> when;
  Span span;
};

// `given lead a { email "a@firm.example", use big_company } since 2026-11-01`. Without braces: only a name.
struct GivenStep {
  std::optional<Name> lead;
  bool is_known = false;
  std::vector<GivenItem> items;
  Span items_span;  // with the braces; none: no braces
  std::optional<Moment> since;
  Span span;
};
struct EventOption {
  Name name;
  ExprId value;
};  // `id "e-17"`
struct Happening {
  Name event;
  std::optional<Name> lead;  // `page_view of a`
  std::vector<GivenItem> payload;
  Span payload_span;  // none: no braces
  std::vector<EventOption> options;
};
struct AtStep {  // without an event: time passes
  Moment moment;
  std::optional<Happening> event;
  Span span;
};
struct ConditionExpectation {
  ExprId condition;
};
struct BecomesExpectation {
  Name block, value;
};  // `treatment becomes contact`: decided since the expectations before
struct NoDecisionExpectation {
  std::optional<Name> block;
};  // `no decision`, `no decision on treatment`
struct AsideExpectation {
  Name event;
  std::optional<Name> reason;
};  // `set aside page_view because late`
struct NoticeExpectation {
  Name whom;
  std::optional<std::string> text;
};  // `notified sales "A lead to be called"`
struct NoNoticeExpectation {
  std::optional<Name> whom;
};  // `no notice`, `no notice to sales`
struct Expectation {
  std::variant<ConditionExpectation, BecomesExpectation, NoDecisionExpectation, AsideExpectation,
               NoticeExpectation, NoNoticeExpectation>
      node;
  Span span;
};
struct ExpectStep {
  std::optional<Name> lead;  // `expect of a: …`
  std::vector<Expectation> expectations;
  Span span;
};
using TestStep = std::variant<GivenStep, AtStep, ExpectStep>;

// One line of a table of cases: a value under each column. A column is an attribute, which is then given, or
// anything else, which is then expected; `is` is the condition `column is value` for the latter.
struct CaseCell {
  ExprId value;  // none: `missing`
  ExprId is;
  Span span;
};
struct CaseRow {
  Name name;
  std::optional<std::string> title;
  std::vector<CaseCell> cells;
  Span span;
};
struct CaseTable {
  std::vector<Name> columns;
  Span columns_span;
  std::vector<CaseRow> rows;
};
struct TestDecl {
  Name title;  // the text without its quotes; the span has them
  std::vector<TestStep> steps;
  std::optional<CaseTable> table;  // `test cases`
};

struct Decl {
  Span span;  // the whole declaration
  std::variant<PolicyDecl, UseDecl, ChoiceDecl, LeadDecl, EventDecl, DefineDecl, BucketsDecl, ScoreDecl,
               GradeDecl, MatrixDecl, FixtureDecl, TestDecl, IgnoreDecl, SuspendDecl, TableDecl,
               LifecycleDecl, CalendarDecl, SlaDecl>
      node;
};

struct SyntaxTree {
  std::vector<Decl> decls;
  Store<Expr, ExprTag> exprs;
};

}  // namespace lead::syntax
