// Of the syntax tree (tree.h): lifecycles, calendars and promises.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "compiler/syntax/tree_causes.h"

namespace lead::syntax {

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
struct ClearEffect {  // `clear owner`
  Name role;
};
struct AssignEffect {  // `assign owner again excluding last 2 owners`
  Name role;
  uint32_t exclude = 1;  // the holder at least
};
struct Effect {
  std::variant<ResetEffect, NotifyEffect, ClearEffect, AssignEffect> node;
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

}  // namespace lead::syntax
