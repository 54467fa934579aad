#include "tests/support/print_tree.h"

#include <fmt/format.h>

#include "tests/support/print_routing.h"

namespace lead::testing {
namespace {

using namespace lead::syntax;

template <class... Cases>
struct overloaded : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
overloaded(Cases...) -> overloaded<Cases...>;

std::string millionths(int64_t value) {
  const uint64_t size = value < 0 ? 0 - static_cast<uint64_t>(value) : static_cast<uint64_t>(value);
  std::string text = fmt::format("{}{}.{:06}", value < 0 ? "-" : "", size / 1'000'000, size % 1'000'000);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string quoted(const std::string& text) {
  return fmt::format("\"{}\"", text);
}

const char* word(Unit unit) {
  switch (unit) {
    case Unit::Millisecond:
      return "ms";
    case Unit::Second:
      return "s";
    case Unit::Minute:
      return "min";
    case Unit::Hour:
      return "h";
    case Unit::Day:
      return "d";
    case Unit::Week:
      return "w";
    case Unit::Month:
      return "mo";
    case Unit::Year:
      return "y";
  }
  return "?";
}

std::string print(const Duration& duration) {
  return fmt::format("{}{}{}", duration.amount, duration.business ? "b" : "", word(duration.unit));
}

const char* word(BinaryOp op) {
  switch (op) {
    case BinaryOp::Or:
      return "or";
    case BinaryOp::And:
      return "and";
    case BinaryOp::Is:
      return "is";
    case BinaryOp::IsNot:
      return "is-not";
    case BinaryOp::Less:
      return "<";
    case BinaryOp::AtMost:
      return "<=";
    case BinaryOp::More:
      return ">";
    case BinaryOp::AtLeast:
      return ">=";
    case BinaryOp::In:
      return "in";
    case BinaryOp::NotIn:
      return "not-in";
    case BinaryOp::StartsWith:
      return "starts-with";
    case BinaryOp::EndsWith:
      return "ends-with";
    case BinaryOp::Contains:
      return "contains";
    case BinaryOp::Matches:
      return "matches";
    case BinaryOp::HasAnyWordOf:
      return "has-any-word-of";
    case BinaryOp::Has:
      return "has";
    case BinaryOp::HasAnyOf:
      return "has-any-of";
    case BinaryOp::HasAllOf:
      return "has-all-of";
    case BinaryOp::OrElse:
      return "or-else";
    case BinaryOp::Add:
      return "+";
    case BinaryOp::Subtract:
      return "-";
    case BinaryOp::Multiply:
      return "*";
    case BinaryOp::Divide:
      return "/";
  }
  return "?";
}

const char* word(PastKind kind) {
  switch (kind) {
    case PastKind::Count:
      return "count";
    case PastKind::Any:
      return "any";
    case PastKind::No:
      return "no";
    case PastKind::Last:
      return "last";
    case PastKind::First:
      return "first";
    case PastKind::LastValue:
      return "last-value";
    case PastKind::FirstValue:
      return "first-value";
    case PastKind::Sum:
      return "sum";
    case PastKind::Least:
      return "least";
    case PastKind::Greatest:
      return "greatest";
    case PastKind::Average:
      return "average";
    case PastKind::Distinct:
      return "distinct";
  }
  return "?";
}

const char* word(TypeWord type) {
  switch (type) {
    case TypeWord::Text:
      return "text";
    case TypeWord::Number:
      return "number";
    case TypeWord::Decimal:
      return "decimal";
    case TypeWord::YesNo:
      return "yes-no";
    case TypeWord::Date:
      return "date";
    case TypeWord::Instant:
      return "instant";
    case TypeWord::Duration:
      return "duration";
    case TypeWord::Money:
      return "money";
    case TypeWord::Percent:
      return "percent";
    case TypeWord::Country:
      return "country";
    case TypeWord::Email:
      return "email";
    case TypeWord::Set:
      return "set";
    case TypeWord::Named:
      return "named";
  }
  return "?";
}

class Printer {
 public:
  explicit Printer(const SyntaxTree& tree) : tree_(tree) {}
  std::string expr(ExprId id) const;
  std::string exprs(const std::vector<ExprId>& ids) const {
    std::string text;
    for (const ExprId id : ids) text += " " + expr(id);
    return text;
  }
  static std::string names(const std::vector<Name>& names) {
    std::string text;
    for (const Name& name : names) text += " " + name.text;
    return text;
  }
  static std::string title(const std::optional<std::string>& title) {
    return title ? " " + quoted(*title) : "";
  }
  std::string where(ExprId id, const char* label = "where") const {
    return id.is_none() ? "" : fmt::format(" ({} {})", label, expr(id));
  }
  std::string guard(ExprId id) const { return id.is_none() ? "otherwise" : expr(id); }
  std::string field(const Field& field) const;
  std::string decl(const Decl& decl) const;
  std::string define(const DefineDecl& define) const;
  std::string score(const ScoreDecl& score) const;
  std::string given(const std::vector<GivenItem>& items) const;
  std::string moment(const Moment& moment) const;
  std::string step(const TestStep& step) const;
  std::string expectation(const Expectation& expectation) const;
  std::string test(const TestDecl& test) const;
  std::string grade_body(const GradeDecl& grade) const;
  std::string rule(const Rule& rule) const;
  std::string amount(const Amount& amount) const;
  std::string cause(const Cause& cause) const;
  [[nodiscard]] std::string trigger(const Trigger& trigger) const;
  [[nodiscard]] std::string lifecycle(const LifecycleDecl& lifecycle) const;
  [[nodiscard]] std::string move(const Transition& transition) const;
  static std::string effects(const std::vector<Effect>& effects);
  static std::string calendar(const CalendarDecl& calendar);
  [[nodiscard]] std::string hours(const HoursClause& clause) const;
  [[nodiscard]] std::string target(const Target& target) const;
  static std::string step(const SlaStep& step);
  [[nodiscard]] std::string sla(const SlaDecl& sla) const;
  [[nodiscard]] TreeWords routing() const {
    return {[this](ExprId id) { return expr(id); }, [this](const Cause& c) { return cause(c); },
            [this](const Field& f) { return field(f); }, [this](const Moment& m) { return moment(m); },
            [](const Duration& d) { return print(d); }};
  }
  std::string limit(const Limit& limit) const;
  static std::string decay(const Decay& decay);

 private:
  const SyntaxTree& tree_;
};

std::string Printer::expr(ExprId id) const {
  if (id.is_none()) return "none";
  return std::visit(
      overloaded{
          [](const ErrorExpr&) { return std::string("error"); },
          [](const NameExpr& e) { return e.name.text; },
          [](const TextExpr& e) { return quoted(e.value); },
          [](const IntegerExpr& e) { return fmt::format("{}", e.value); },
          [](const DecimalExpr& e) { return fmt::format("{}dec", millionths(e.millionths)); },
          [](const PercentExpr& e) { return fmt::format("{}pct", millionths(e.millionths)); },
          [](const MoneyExpr& e) {
            return fmt::format("{}:{}", e.currency, millionths(e.amount_millionths));
          },
          [](const YesNoExpr& e) { return std::string(e.value ? "yes" : "no"); },
          [](const DateExpr& e) { return fmt::format("{:04}-{:02}-{:02}", e.year, e.month, e.day); },
          [](const InstantExpr& e) { return fmt::format("@{}", e.instant_ms); },
          [](const DurationExpr& e) { return print(e.duration); },
          [this](const ListExpr& e) {
            return fmt::format("({}{})", e.is_set ? "set" : "list", exprs(e.items));
          },
          [this](const CallExpr& e) { return fmt::format("(call {}{})", e.function.text, exprs(e.args)); },
          [this](const UnaryExpr& e) {
            return fmt::format("({} {})", e.op == UnaryOp::Not ? "not" : "neg", expr(e.operand));
          },
          [this](const BinaryExpr& e) {
            return fmt::format("({} {} {})", word(e.op), expr(e.left), expr(e.right));
          },
          [this](const KnownExpr& e) {
            return fmt::format("({} {})", e.known ? "known" : "missing", expr(e.operand));
          },
          [this](const BetweenExpr& e) {
            return fmt::format("(between {} {} {})", expr(e.operand), expr(e.low), expr(e.high));
          },
          [this](const AgoExpr& e) {
            return fmt::format("(ago {} {} {})", word(e.op), expr(e.operand), print(e.duration));
          },
          [this](const PastExpr& e) {
            return fmt::format("({} {}{}{}{})", word(e.kind), e.event.text,
                               e.field ? " (of " + expr(e.field) + ")" : "", where(e.where),
                               e.window ? fmt::format(" (in-last {})", print(*e.window)) : "");
          },
          [](const ColumnExpr& e) { return fmt::format("(column {} {})", e.row.text, e.column.text); },
          [this](const MatchesExpr& e) { return fmt::format("(matches {})", expr(e.column)); },
          [](const StageExpr& e) {
            static constexpr const char* kAsked[] = {"entries", "ever", "first-entering", "last-entering"};
            return fmt::format("({} {})", kAsked[static_cast<size_t>(e.asked)], e.stage.text);
          },
          [this](const CountedExpr& e) {
            return fmt::format("(counted {} {}{})", word(e.op), e.count, exprs(e.conditions));
          },
      },
      tree_.exprs[id].node);
}

std::string Printer::field(const Field& field) const {
  std::string type = word(field.type.word);
  if (!field.type.name.empty()) type += ":" + field.type.name;
  std::string text = fmt::format("({} {}", field.name.text, type);
  if (field.low) text += fmt::format(" (from {} {})", expr(field.low), expr(field.high));
  if (field.rounded) text += " rounded";
  if (field.presence == Presence::Optional) text += " optional";
  if (field.presence == Presence::Default) text += fmt::format(" (= {})", expr(field.fallback));
  return text + ")";
}

std::string Printer::define(const DefineDecl& define) const {
  std::string text = "(define " + define.name.text + title(define.title);
  if (define.owner) text += " (owner " + define.owner->text + ")";
  if (define.because) text += " (because " + quoted(*define.because) + ")";
  if (define.since) text += " (since " + expr(define.since) + ")";
  text += std::visit(overloaded{
                         [this](const ExprBody& body) { return " " + expr(body.expr); },
                         [this](const LadderBody& body) {
                           std::string rows = " (ladder";
                           for (const ValueRow& row : body.rows) {
                             rows += fmt::format(" ({} {})", expr(row.value), guard(row.condition));
                           }
                           return rows + ")";
                         },
                         [](const EventsBody& body) { return " (any-of" + names(body.events) + ")"; },
                     },
                     define.body);
  return text + ")";
}

std::string Printer::decay(const Decay& decay) {
  switch (decay.kind) {
    case DecayKind::None:
      return " (no-fade)";
    case DecayKind::Half:
      return fmt::format(" (half {})", print(decay.period));
    case DecayKind::Evenly:
      return fmt::format(" (evenly {} {})", millionths(decay.amount_millionths), print(decay.period));
    case DecayKind::Drops:
      return fmt::format(" (drops {} {})", millionths(decay.amount_millionths), print(decay.period));
    case DecayKind::Halves:
      return fmt::format(" (halves {})", print(decay.period));
    case DecayKind::Expires:
      return fmt::format(" (expires {})", print(decay.period));
  }
  return "?";
}

std::string Printer::amount(const Amount& amount) const {
  return std::visit(
      overloaded{
          [](const PointsAmount& a) { return millionths(a.millionths); },
          [this](const FromAmount& a) { return fmt::format("(points-from {})", expr(a.value)); },
          [this](const TableAmount& a) {
            std::string text = fmt::format("(points-by {}", expr(a.subject));
            for (const auto& row : a.rows)
              text += fmt::format(" ({} {})", row.item.text, millionths(row.millionths));
            return text + ")";
          },
          [this](const LadderAmount& a) {
            std::string text = "(ladder";
            for (const auto& row : a.rows) {
              text += fmt::format(" ({} {})", millionths(row.millionths), expr(row.condition));
            }
            return text + ")";
          },
      },
      amount);
}

std::string Printer::trigger(const Trigger& trigger) const {
  return std::visit(
      overloaded{
          [this](const EachTrigger& t) { return fmt::format("(each {}{})", t.event.text, where(t.where)); },
          [this](const WhileTrigger& t) {
            return t.condition.is_none() ? std::string("(always)")
                                         : fmt::format("(while {})", expr(t.condition));
          },
          [this](const QuietTrigger& t) {
            return fmt::format("(quiet {} {}{})", print(t.period), t.event.text, where(t.where));
          },
          [](const BestTrigger&) { return std::string("(best)"); },
          [this](const Cause& t) { return cause(t); },
      },
      trigger);
}

std::string Printer::cause(const Cause& cause) const {
  const auto when = [this](ExprId id) { return id ? fmt::format(" (when {})", expr(id)) : std::string(); };
  return std::visit(
      overloaded{
          [&](const EventCause& c) { return fmt::format("(on {}{})", c.event.text, where(c.where)); },
          [&](const EdgeCause& c) { return fmt::format("(becoming {}{})", expr(c.condition), when(c.when)); },
          [&](const ScheduleCause& c) {
            static constexpr const char* kEvery[] = {"day", "week", "month"};
            return fmt::format("(every {} {} {}{})", kEvery[static_cast<size_t>(c.every)], c.day, c.minute,
                               when(c.when));
          },
          [&](const DoorCause& c) {
            return fmt::format("({} {}{})", c.is_leaving ? "leaving" : "entering", c.stage.text,
                               when(c.when));
          },
          [&](const AssignmentCause& c) {
            return fmt::format("(assignment {}{})", c.role.text, when(c.when));
          },
          [&](const ExpiryCause& c) { return fmt::format("(expiry {}{})", c.queue.text, when(c.when)); },
          [&](const BreachCause& c) { return fmt::format("(breach {}{})", c.sla.text, when(c.when)); },
      },
      cause.node);
}

std::string Printer::lifecycle(const LifecycleDecl& lifecycle) const {
  std::string text = "(lifecycle " + lifecycle.name.text + title(lifecycle.title);
  for (const StageDecl& stage : lifecycle.stages) {
    text += " (stage " + stage.name.text + title(stage.title);
    if (stage.owner) text += fmt::format(" (owner {})", stage.owner->text);
    if (stage.is_first) text += " first";
    if (stage.is_final) text += " final";
    if (stage.may_rest) text += " may-rest";
    if (stage.reasons) text += fmt::format(" (reasons {})", stage.reasons->text);
    text += ")";
  }
  for (const Transition& each : lifecycle.transitions) {
    text += fmt::format(" (({}) -> {} {}{}", each.from.empty() ? " any" : names(each.from), each.to.text,
                        move(each), title(each.title));
    if (each.reason) text += fmt::format(" (reason {})", each.reason->text);
    text += ")";
  }
  for (const EffectRow& row : lifecycle.effects)
    text += fmt::format(" ({}{})", cause(row.cause), effects(row.effects));
  return text + ")";
}

std::string Printer::move(const Transition& transition) const {
  const auto when = [this](ExprId id) { return where(id, "when"); };
  return std::visit(overloaded{
                        [&](const WhenMove& m) { return fmt::format("(when {})", expr(m.condition)); },
                        [&](const RestMove& m) {
                          return fmt::format("(after {} in {}{})", print(m.period), m.stage.text,
                                             when(m.when));
                        },
                        [&](const SilenceMove& m) {
                          return fmt::format("(after {} without {}{}{})", print(m.period), m.event.text,
                                             where(m.where), when(m.when));
                        },
                        [&](const Cause& m) { return cause(m); },
                    },
                    transition.move);
}

std::string Printer::effects(const std::vector<Effect>& effects) {
  std::string text;
  for (const Effect& effect : effects) {
    text += std::visit(
        overloaded{
            [](const ResetEffect& e) { return fmt::format(" (reset {})", e.score.text); },
            [](const ClearEffect& e) { return fmt::format(" (clear {})", e.role.text); },
            [](const AssignEffect& e) {
              return fmt::format(" (assign-again {} {})", e.role.text, e.exclude);
            },
            [](const NotifyEffect& e) { return fmt::format(" (notify {}{})", e.whom.text, title(e.text)); },
        },
        effect.node);
  }
  return text;
}

std::string Printer::calendar(const CalendarDecl& calendar) {
  const auto hours = [](const std::vector<OpeningHours>& all) {
    std::string text;
    for (const OpeningHours& each : all) text += fmt::format(" {}-{}", each.opens, each.closes);
    return text;
  };
  std::string text = "(calendar " + calendar.name.text + title(calendar.title);
  if (calendar.zone) text += fmt::format(" (zone {})", calendar.zone->text);
  for (const WeeklyRow& row : calendar.weekly) {
    text += " (weekly";
    for (const uint32_t day : row.weekdays) text += fmt::format(" {}", day);
    text += ":" + hours(row.hours) + ")";
  }
  for (const DatedRow& row : calendar.dated)
    text += fmt::format(" ({} {}{})", row.is_break ? "break" : "on", row.date, hours(row.hours));
  for (const Closing& closing : calendar.closings) {
    text += std::visit(
        overloaded{
            [](const ClosedFile& c) { return fmt::format(" (closed {})", quoted(c.path)); },
            [](const ClosedDate& c) { return fmt::format(" (closed {})", c.date); },
            [](const ClosedYearly& c) { return fmt::format(" (closed yearly {}-{})", c.month, c.day); },
        },
        closing.node);
  }
  if (!calendar.both.empty()) text += " (both" + names(calendar.both) + ")";
  return text + ")";
}

std::string Printer::hours(const HoursClause& clause) const {
  if (clause.calendar) return fmt::format(" (hours {})", clause.calendar->text);
  std::string text = fmt::format(" (hours-by {}", expr(clause.by));
  for (const PerWord& row : clause.rows) text += fmt::format(" ({} {})", row.word.text, row.calendar.text);
  return text + ")";
}

std::string Printer::target(const Target& target) const {
  std::string text =
      std::visit(overloaded{
                     [](const WithinTarget& t) { return fmt::format(" (within {}", print(t.period)); },
                     [this](const TableTarget& t) {
                       std::string rows = fmt::format(" (within-by {}", expr(t.by));
                       for (const PerWord& row : t.rows)
                         rows += fmt::format(" ({} {})", row.word.text, print(row.period));
                       return rows;
                     },
                     [](const DayEndTarget& t) {
                       return fmt::format(" (by-end-of-{}business-day", t.is_next ? "next-" : "");
                     },
                     [this](const UntilTarget& t) { return fmt::format(" (by {}", expr(t.until)); },
                 },
                 target.node);
  return text + where(target.when, "when") + (target.is_otherwise ? " otherwise)" : ")");
}

std::string Printer::step(const SlaStep& step) {
  std::string moment;
  switch (step.moment) {
    case StepMoment::Share:
      moment = fmt::format("at {}", millionths(step.millionths));
      break;
    case StepMoment::Before:
      moment = fmt::format("{} before", print(step.period));
      break;
    case StepMoment::Breach:
      moment = "at breach";
      break;
    case StepMoment::After:
      moment = fmt::format("{} after", print(step.period));
      break;
    case StepMoment::Every:
      moment = fmt::format("every {} at most {}", print(step.period), step.times);
      break;
  }
  return fmt::format(" (({}){})", moment, effects(step.effects));
}

std::string Printer::sla(const SlaDecl& sla) const {
  static constexpr const char* kSignals[] = {"start", "restart", "met", "cancel", "reset", "pause", "resume"};
  std::string text = "(sla " + sla.name.text + title(sla.title);
  if (sla.owed_by) text += fmt::format(" (owed-by {})", sla.owed_by->text);
  if (sla.hours) text += hours(*sla.hours);
  for (const Signal& signal : sla.signals) {
    text += fmt::format(" ({} {}{})", kSignals[static_cast<size_t>(signal.word)], cause(signal.cause),
                        where(signal.since, "since"));
  }
  text += where(sla.pause_while, "pause-while");
  for (const Target& each : sla.targets) text += target(each);
  if (sla.retarget) text += sla.is_afresh ? " (retarget afresh)" : " (retarget)";
  for (const SlaStep& each : sla.steps) text += step(each);
  return text + ")";
}

std::string Printer::limit(const Limit& limit) const {
  std::string text = fmt::format(" (limit {}{}", limit.count, limit.ever ? " ever" : "");
  if (limit.key) text += fmt::format(" (key {})", expr(limit.key));
  if (limit.period)
    text += fmt::format(" ({} {})", limit.calendar ? "calendar" : "rolling", print(*limit.period));
  return text + ")";
}

std::string Printer::rule(const Rule& rule) const {
  std::string text = fmt::format(" (rule {}{} {} {}", rule.name.text, title(rule.title), amount(rule.amount),
                                 trigger(rule.trigger));
  if (rule.weight) text += fmt::format(" (weight {})", millionths(rule.weight->millionths));
  if (rule.limit) text += limit(*rule.limit);
  if (rule.decay) text += decay(*rule.decay);
  if (rule.shows_at_most_millionths)
    text += fmt::format(" (shows {})", millionths(*rule.shows_at_most_millionths));
  return text + ")";
}

std::string Printer::grade_body(const GradeDecl& grade) const {
  std::string text;
  if (const auto* body = std::get_if<RowsGrade>(&grade.body)) {
    for (const GradeRow& row : body->rows)
      text += fmt::format(" ({} {})", row.grade.text, guard(row.condition));
  }
  if (const auto* body = std::get_if<StepsGrade>(&grade.body)) {
    text += " (steps" + names(body->ladder) + ")";
    if (body->start) text += fmt::format(" (start {})", body->start->text);
    for (const GradeMove& move : body->moves)
      text += fmt::format(" (move {} {})", move.steps, expr(move.condition));
    for (const GradeCap& cap : body->caps)
      text += fmt::format(" (at-most {} {})", cap.grade.text, expr(cap.condition));
  }
  if (const auto* body = std::get_if<PointsGrade>(&grade.body)) {
    for (const GradeThreshold& row : body->thresholds)
      text += fmt::format(" ({} from {})", row.grade.text, millionths(row.from_millionths));
    if (body->otherwise) text += fmt::format(" ({} otherwise)", body->otherwise->text);
  }
  if (const auto* body = std::get_if<BestGrade>(&grade.body)) text += " (best-of" + names(body->grades) + ")";
  return text;
}

std::string Printer::score(const ScoreDecl& score) const {
  std::string text =
      (score.of_grade ? "(points-of-grade " : "(score ") + score.name.text + title(score.title);
  if (score.low_millionths) {
    text += fmt::format(" (range {} {})", millionths(*score.low_millionths),
                        score.high_millionths ? millionths(*score.high_millionths) : "no-limit");
  }
  if (score.decay) text += decay(*score.decay);
  if (score.running) text += " running";
  for (const Rule& r : score.rules) text += rule(r);
  for (const RuleGroup& group : score.groups) {
    text += fmt::format(" (together{} (shows {}))", names(group.rules),
                        millionths(group.shows_at_most_millionths));
  }
  for (const Reset& reset : score.resets) {
    text +=
        fmt::format(" (reset {}{} {})", reset.score.text,
                    reset.to_millionths ? " to " + millionths(*reset.to_millionths) : "", cause(reset.cause));
  }
  if (!score.bands.empty()) {
    text += " (bands";
    for (const ScoreBand& band : score.bands) {
      text += fmt::format(" ({}", band.name.text);
      for (const BandStep& step : band.steps) {
        text += fmt::format(" {}", millionths(step.from_millionths));
        if (step.until_below_millionths)
          text += fmt::format(" (until-below {})", millionths(*step.until_below_millionths));
        if (step.condition) text += fmt::format(" (when {})", expr(step.condition));
      }
      text += ")";
    }
    text += ")";
  }
  return text + ")";
}

std::string Printer::given(const std::vector<GivenItem>& items) const {
  std::string text;
  for (const GivenItem& item : items) {
    if (const auto* used = std::get_if<UsedFixture>(&item))
      text += fmt::format(" (use {})", used->fixture.text);
    if (const auto* value = std::get_if<GivenValue>(&item))
      text += fmt::format(" ({} {})", value->name.text, value->value ? expr(value->value) : "missing");
  }
  return text;
}

std::string Printer::moment(const Moment& moment) const {
  if (const auto* local = std::get_if<LocalMoment>(&moment.when))
    return fmt::format("(local {} {})", expr(local->date), local->time_ms);
  if (const auto* instant = std::get_if<InstantMoment>(&moment.when)) return expr(instant->instant);
  std::string text = "(after";
  for (const OffsetMoment::Part& part : std::get<OffsetMoment>(moment.when).parts)
    text += fmt::format(" {}{}", part.is_minus ? "-" : "+", print(part.duration));
  return text + ")";
}

std::string Printer::step(const TestStep& step) const {
  const auto of = [](const std::optional<Name>& lead) {
    return lead ? " (of " + lead->text + ")" : std::string();
  };
  if (const auto* known = std::get_if<GivenStep>(&step)) {
    return fmt::format("(given{}{}{}{})", of(known->lead), known->is_known ? "" : " unknown",
                       given(known->items), known->since ? " (since " + moment(*known->since) + ")" : "");
  }
  if (const auto* roster = std::get_if<PeopleStep>(&step)) {
    const std::string when = roster->moment ? " " + moment(*roster->moment) : "";
    return fmt::format("(people{}{})", when, print_people(roster->people, routing()));
  }
  if (const auto* presence = std::get_if<PresenceStep>(&step)) {
    const std::string until = presence->until ? " (until " + moment(*presence->until) + ")" : "";
    return fmt::format("(presence {} {} {}{})", moment(presence->moment), presence->person.text,
                       presence->is_away ? "away" : "back", until);
  }
  if (const auto* at = std::get_if<AtStep>(&step)) {
    std::string text = "(at " + moment(at->moment);
    if (at->event) {
      text += " " + at->event->event.text + of(at->event->lead) + given(at->event->payload);
      for (const EventOption& option : at->event->options)
        text += fmt::format(" ({}: {})", option.name.text, expr(option.value));
    }
    return text + ")";
  }
  const auto& expect = std::get<ExpectStep>(step);
  std::string text = "(expect" + of(expect.lead);
  for (const Expectation& each : expect.expectations) text += " " + expectation(each);
  return text + ")";
}

std::string Printer::expectation(const Expectation& expectation) const {
  return std::visit(
      overloaded{
          [this](const ConditionExpectation& e) { return expr(e.condition); },
          [](const BecomesExpectation& e) {
            return fmt::format("(becomes {} {}{})", e.block.text, e.value.text,
                               e.reason ? " " + e.reason->text : "");
          },
          [](const RefusedExpectation& e) {
            return fmt::format("(refused {}{})", e.person.text, e.text ? " \"" + *e.text + "\"" : "");
          },
          [](const NoDecisionExpectation& e) {
            return e.block ? fmt::format("(no-decision {})", e.block->text) : std::string("(no-decision)");
          },
          [](const AsideExpectation& e) {
            return fmt::format("(set-aside {}{})", e.event.text, e.reason ? " " + e.reason->text : "");
          },
          [](const NoticeExpectation& e) {
            return fmt::format("(notified {}{})", e.whom.text, e.text ? " \"" + *e.text + "\"" : "");
          },
          [](const NoNoticeExpectation& e) {
            return e.whom ? fmt::format("(no-notice {})", e.whom->text) : std::string("(no-notice)");
          },
      },
      expectation.node);
}

std::string Printer::test(const TestDecl& test) const {
  std::string text = fmt::format("(test \"{}\"", test.title.text);
  for (const TestStep& each : test.steps) text += " " + step(each);
  if (test.table) {
    text += fmt::format(" (columns{})", names(test.table->columns));
    for (const CaseRow& row : test.table->rows) {
      text += fmt::format(" ({}{}:", row.name.text, title(row.title));
      for (const CaseCell& cell : row.cells)
        text += " " + (cell.value ? expr(cell.value) : std::string("missing"));
      text += ")";
    }
  }
  return text + ")";
}

std::string Printer::decl(const Decl& decl) const {
  return std::visit(
      overloaded{
          [this](const PolicyDecl& d) {
            std::string text = "(policy " + d.name.text + title(d.title);
            for (const Setting& setting : d.settings)
              text += fmt::format(" ({}{})", setting.key.text, exprs(setting.values));
            return text + ")";
          },
          [](const UseDecl& d) { return "(use " + d.module.text + ")"; },
          [](const ChoiceDecl& d) {
            return fmt::format("(choice {}{}{})", d.name.text, d.ordered ? " ordered" : "", names(d.items));
          },
          [this](const LeadDecl& d) {
            std::string text = "(lead";
            for (const Field& f : d.attributes) text += " " + field(f);
            return text + ")";
          },
          [this](const EventDecl& d) {
            std::string text = "(event " + d.name.text + title(d.title);
            if (d.actor) text += " (by " + d.actor->text + ")";
            for (const Field& f : d.fields) text += " " + field(f);
            if (!d.fills_in.empty()) {
              text += " (fills";
              for (const EventDecl::Fill& fill : d.fills_in)
                text += " " + fill.attribute.text + (fill.once ? ":once" : "");
              text += ")";
            }
            return text + ")";
          },
          [this](const DefineDecl& d) { return define(d); },
          [this](const BucketsDecl& d) {
            std::string text = fmt::format("(buckets {}{} {}", d.name.text, title(d.title), expr(d.subject));
            for (const BucketRow& row : d.rows)
              text += fmt::format(" ({} {} {})", row.name.text, expr(row.from), expr(row.to));
            return text + ")";
          },
          [this](const ScoreDecl& d) { return score(d); },
          [this](const GradeDecl& d) {
            std::string text = "(grade " + d.name.text + title(d.title);
            text += grade_body(d);
            if (d.rated) text += fmt::format(" (rated {})", expr(d.rated));
            return text + ")";
          },
          [](const MatrixDecl& d) {
            std::string text = fmt::format("(matrix {}{} {} {} (columns{})", d.name.text, title(d.title),
                                           d.row_subject.text, d.column_subject.text, names(d.columns));
            for (const MatrixRow& row : d.rows)
              text += fmt::format(" ({}:{})", row.band.text, names(row.cells));
            return text + ")";
          },
          [this](const FixtureDecl& d) { return fmt::format("(fixture {}{})", d.name.text, given(d.items)); },
          [this](const TestDecl& d) { return test(d); },
          [this](const TableDecl& d) {
            std::string given = word(d.value.word);
            if (!d.value.name.empty()) given += ":" + d.value.name;
            std::string text =
                fmt::format("(table {}{} {} -> {}", d.name.text, title(d.title), d.key.text, given);
            for (const TableRow& row : d.rows) {
              text += " (row";
              for (const TableRow::Key& key : row.keys) text += " " + quoted(key.text);
              text += fmt::format(" {})", expr(row.value));
            }
            if (d.file) text += " (from " + quoted(d.file->path);
            if (d.file && d.file->key_column)
              text += fmt::format(" {} -> {}", d.file->key_column->text, d.file->value_column->text);
            return text + (d.file ? "))" : ")");
          },
          [this](const IgnoreDecl& d) {
            return fmt::format("(ignore {}{}{})", d.event.text, title(d.title), where(d.where));
          },
          [this](const SuspendDecl& d) { return fmt::format("(suspend {})", expr(d.condition)); },
          [this](const LifecycleDecl& d) { return lifecycle(d); },
          [](const CalendarDecl& d) { return calendar(d); },
          [this](const SlaDecl& d) { return sla(d); },
          [&](const auto&) { return print_routing(decl, routing()); },
      },
      decl.node);
}

}  // namespace

std::string print_expr(const SyntaxTree& tree, ExprId id) {
  return Printer(tree).expr(id);
}
std::string print_decl(const SyntaxTree& tree, const Decl& decl) {
  return Printer(tree).decl(decl);
}

std::string print_tree(const SyntaxTree& tree) {
  std::string text;
  for (const Decl& decl : tree.decls) text += print_decl(tree, decl) + "\n";
  return text;
}

}  // namespace lead::testing
