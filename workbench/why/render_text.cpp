#include <fmt/format.h>

#include <algorithm>

#include "runtime/base/terminal.h"
#include "runtime/base/text.h"
#include "runtime/emit/word_text.h"
#include "workbench/why/render.h"
#include "workbench/why/render_routing.h"

namespace lead::why {
namespace {

using artefact::ExplainKind;
using emit::points_text;

std::string signed_points(int64_t millionths) {
  return (millionths > 0 ? "+" : "") + points_text(millionths);
}

class Page {
 public:
  explicit Page(bool color) : color_(color) {}
  Page(bool color, const artefact::ZoneT& zone) : color_(color), zone_(&zone) {}
  // On the wall clock of the page's zone, which it must have.
  [[nodiscard]] std::string second(int64_t ms) const { return emit::local_second(ms, *zone_); }
  void text(std::string_view lines) { text_ += lines; }
  void line(std::string_view text = {}) {
    text_ += text;
    text_ += "\n";
  }
  [[nodiscard]] std::string bold(std::string_view t) const { return paint("1", t); }
  [[nodiscard]] std::string dim(std::string_view t) const { return paint("2", t); }
  [[nodiscard]] std::string green(std::string_view t) const { return paint("32", t); }
  [[nodiscard]] std::string red(std::string_view t) const { return paint("31", t); }
  [[nodiscard]] std::string mark(bool met) const { return met ? green("✓") : red("✗"); }
  std::string take() { return std::move(text_); }

 private:
  bool color_;
  const artefact::ZoneT* zone_ = nullptr;
  std::string text_;
  [[nodiscard]] std::string paint(std::string_view code, std::string_view t) const {
    return color_ ? fmt::format("\x1b[{}m{}\x1b[0m", code, t) : std::string(t);
  }
};

// For a column: what is wider than its column still stands apart from the next.
std::string padded(std::string_view text, size_t width) {
  return left(text, width - 1) + " ";
}

std::string cause_text(const CauseText& cause) {
  switch (cause.kind) {
    case engine::CauseKind::Event:
      return cause.id.empty() ? cause.event : fmt::format("{} ({})", cause.event, harmless(cause.id));
    case engine::CauseKind::Quiet:
      return "silence";
    case engine::CauseKind::Wake:
      return "time alone";
    case engine::CauseKind::Edge:
    case engine::CauseKind::Schedule:
    case engine::CauseKind::Step:
    case engine::CauseKind::Assignment:
    case engine::CauseKind::Release:
    case engine::CauseKind::Expiry:
    case engine::CauseKind::Roster:
      return cause.event;
  }
  return {};
}

// The values a condition was judged on: "seniority is manager, employees is missing".
void collect_values(const ConditionStory& condition, std::vector<std::string>& out) {
  if (condition.kind == ExplainKind::Value) {
    const std::string text = condition.value
                                 ? fmt::format("{} is {}", condition.text, harmless(*condition.value))
                                 : condition.text + " is missing";
    if (condition.value != condition.text && std::find(out.begin(), out.end(), text) == out.end())
      out.push_back(text);
    return;
  }
  for (const ConditionStory& part : condition.parts) collect_values(part, out);
}

std::string values_of(const ConditionStory& condition) {
  std::vector<std::string> values;
  collect_values(condition, values);
  return fmt::format("{}", fmt::join(values, ", "));
}

bool has_conditions_below(const ConditionStory& condition) {
  return std::any_of(condition.parts.begin(), condition.parts.end(),
                     [](const ConditionStory& p) { return p.kind != ExplainKind::Value; });
}

void print_condition(Page& page, const ConditionStory& condition, size_t indent) {
  constexpr size_t kValueColumn = 64;
  const std::string head = std::string(indent, ' ');
  const bool below = has_conditions_below(condition);
  const std::string words = left(condition.text, kValueColumn > indent + 4 ? kValueColumn - indent - 2 : 1);
  const std::string values = below ? std::string{} : values_of(condition);
  page.line(head + page.mark(condition.met) + " " +
            (values.empty() ? condition.text : words + "  " + page.dim(values)));
  for (const ConditionStory& part : condition.parts) {
    if (part.kind != ExplainKind::Value) print_condition(page, part, indent + 2);
  }
}

void print_lines(Page& page, const RuleStory& rule, const RenderOptions& options) {
  const size_t count = rule.lines.size();
  const size_t hidden = count > options.lines_per_rule ? count - options.lines_per_rule : 0;
  int64_t raw = 0, now = 0;
  for (size_t i = 0; i < hidden; ++i) {
    raw += rule.lines[i].raw_millionths;
    now += rule.lines[i].now_millionths;
  }
  if (hidden > 0) {
    page.line(page.dim(fmt::format(
        "      {}{:>12}{:>16}", left(fmt::format("{} earlier booking{}", hidden, hidden == 1 ? "" : "s"), 50),
        signed_points(raw), signed_points(now))));
  }
  for (size_t i = hidden; i < count; ++i) {
    const LedgerLine& l = rule.lines[i];
    page.line(fmt::format("      {}{:>12}{:>16}",
                          left(page.second(l.instant_ms) + "  " + shortened(cause_text(l.cause), 26), 50),
                          signed_points(l.raw_millionths),
                          l.before_reset ? "–" : signed_points(l.now_millionths)));
  }
}

void print_rule(Page& page, const RuleStory& rule, const RenderOptions& options) {
  const bool booked = rule.live || !rule.lines.empty();
  const std::string head = left("  " + rule.name, 20);
  const std::string text = left(shortened(rule.text, 62), 64);
  const std::string line = fmt::format("{}{}", head, text);
  page.line(booked && rule.shown_millionths != 0
                ? fmt::format("{}{:>10}", line, signed_points(rule.shown_millionths))
                : page.dim(fmt::format("{}{:>10}", line, booked ? "0" : "–")));
  for (const ConditionStory& condition : rule.conditions) print_condition(page, condition, 6);
  print_lines(page, rule, options);
  if (rule.at_most && rule.raw_millionths != rule.shown_millionths) {
    page.line(
        page.dim(fmt::format("      {}{:>28}",
                             left(fmt::format("all bookings: {}; shows at most {}",
                                              signed_points(rule.raw_millionths), points_text(*rule.at_most)),
                                  50),
                             signed_points(rule.shown_millionths))));
  }
}

// What stands above the rules of a score that has been reset.
void print_reset(Page& page, const ScoreStory& score) {
  if (!score.reset) return;
  const std::string to = score.running ? " to " + points_text(score.reset->to_millionths) : "";
  page.line(fmt::format("  reset{} at {} by {}: what was booked before counts no more", to,
                        page.second(score.reset->instant_ms), shortened(cause_text(score.reset->cause), 40)));
}

void print_score(Page& page, const ScoreStory& score, const RenderOptions& options) {
  page.line();
  page.line(page.bold(left(score.name, 18)) + "  " + left(score.title, 64) +
            page.bold(fmt::format("{:>10}", points_text(score.value_millionths))) +
            (score.band ? "  " + page.bold(*score.band) : ""));
  page.line(page.dim(fmt::format("      {}{:>12}{:>16}", left("", 50), "booked", "now")));
  print_reset(page, score);
  for (const RuleStory& rule : score.rules) print_rule(page, rule, options);
  for (const GroupStory& group : score.groups) {
    if (group.raw_millionths == group.shown_millionths) continue;
    page.line(page.dim(fmt::format("  {}{:>10}", left(shortened(group.text, 78), 82),
                                   signed_points(group.shown_millionths - group.raw_millionths))));
  }
  if (score.running)
    page.line(page.dim("  a running score: kept within its range after every booking"));
  else if (score.sum_millionths != score.value_millionths) {
    page.line(page.dim(fmt::format("  {}{:>10}", left("kept within the score's range", 82),
                                   signed_points(score.value_millionths - score.sum_millionths))));
  }
  if (score.next_band) {
    page.line(fmt::format("  nearest miss: {} more points for `{}`", points_text(score.points_to_next),
                          *score.next_band));
  }
}

// A row that moves the grade, or holds it back: with its condition in the same line.
void print_move(Page& page, const GradeRowStory& row) {
  const std::string values = values_of(*row.condition);
  page.line("  " + page.mark(row.chosen) + " " +
            (values.empty() ? row.text : left(row.text, 60) + "  " + page.dim(values)));
}

void print_grade_row(Page& page, const GradeRowStory& row) {
  switch (row.kind) {
    case artefact::GradeRowKind::When:
      page.line(fmt::format("  {}", page.bold(row.grade) + (row.condition ? "" : "  otherwise")));
      if (row.condition) print_condition(page, *row.condition, 4);
      return;
    case artefact::GradeRowKind::From:
      page.line("  " + page.mark(row.chosen) + " " + row.text);
      return;
    case artefact::GradeRowKind::Member:
      page.line("  " + page.mark(row.chosen) + " " + left(row.text, 18) +
                (row.grade.empty() ? page.dim("unrated") : row.grade));
      return;
    case artefact::GradeRowKind::Steps:
    case artefact::GradeRowKind::AtMost:
      print_move(page, row);
      return;
  }
}

void print_nearest(Page& page, const GradeStory& grade) {
  if (!grade.nearest) return;
  if (grade.points_to_nearest) {
    page.line(fmt::format("  nearest miss: {} more points for `{}`", points_text(*grade.points_to_nearest),
                          *grade.nearest));
    return;
  }
  std::string needs;
  for (const ConditionStory& c : grade.missing) {
    const std::string values = values_of(c);
    needs += fmt::format("{}`{}`{}", needs.empty() ? "" : " and ", c.text,
                         values.empty() ? "" : " (" + values + ")");
  }
  page.line(fmt::format("  nearest miss: `{}` needs {}", *grade.nearest, needs));
}

void print_grade(Page& page, const GradeStory& grade) {
  page.line();
  page.line(page.bold(left(grade.name, 18)) + "  " + left(grade.title, 64) +
            page.bold(fmt::format("{:>10}", grade.grade.value_or("unrated"))));
  if (grade.rated && !grade.rated->met) {
    page.line("  unrated until");
    print_condition(page, *grade.rated, 4);
    return;
  }
  if (grade.start) page.line(fmt::format("  starts at {}", *grade.start));
  if (grade.points) page.line(fmt::format("  {} points", points_text(*grade.points)));
  for (const GradeRowStory& row : grade.rows) {
    print_grade_row(page, row);
    const bool asked_in_turn =
        row.kind == artefact::GradeRowKind::When || row.kind == artefact::GradeRowKind::From;
    if (asked_in_turn && row.chosen) break;  // later rows were not asked
  }
  print_nearest(page, grade);
}

void print_cell(Page& page, const CellStory& cell) {
  page.line();
  page.line(page.bold(left(cell.name, 18)) + "  " + left(cell.title, 64) +
            page.bold(fmt::format("{:>10}", cell.cell.value_or("unrated"))));
  std::string because;
  const auto side = [&because](const std::string& block, const std::optional<std::string>& value) {
    if (!block.empty())
      because +=
          fmt::format("{} {} is {}", because.empty() ? "because" : " and", block, value.value_or("unrated"));
  };
  side(cell.row_block, cell.row);
  side(cell.column_block, cell.column);
  if (!because.empty()) page.line("  " + because);
}

// One line of the history: so many decisions stand before it.
struct HistoryLine {
  size_t place;
  int64_t instant_ms;
  std::string text;
};

// What stands before the cause, apart from it also where it is long.
std::string happening(std::string_view text) {
  return left(text, 30) + "  ";
}

std::string decided_text(const Page& page, const DecidedLine& d, const artefact::ArtefactT& a) {
  const auto& names = a.schema->name_lists[a.outputs[d.output]->names]->names;
  const std::string none = a.outputs[d.output]->kind == artefact::OutputKind::Account ? "missing" : "unrated";
  const std::string from = d.from ? names[*d.from] : none;
  const std::string to = d.to ? names[*d.to] : none;
  return fmt::format("  {}  {}{}{}", page.second(d.instant_ms), padded(a.outputs[d.output]->block, 18),
                     happening(d.birth ? "begins with " + to : from + " → " + to),
                     page.dim(cause_text(d.cause) + (d.note.empty() ? "" : "; " + d.note)));
}

// Behind what was decided earlier.
size_t place_in_time(const std::vector<DecidedLine>& decisions, size_t place, int64_t instant_ms) {
  while (place < decisions.size() && decisions[place].instant_ms < instant_ms) ++place;
  return place;
}

// What was reset and who was notified, each in its place. A notice stands behind what its cause has decided.
std::vector<HistoryLine> beside_decisions(const Page& page, const Trace& trace,
                                          const artefact::ArtefactT& a) {
  const auto& decisions = trace.decisions();
  std::vector<HistoryLine> lines;
  for (const ResetLine& reset : trace.resets()) {
    const artefact::ScoreT& score = *a.scores[reset.score];
    const std::string to = score.running ? " to " + points_text(reset.to_millionths) : "";
    lines.push_back({place_in_time(decisions, reset.decisions_before, reset.instant_ms), reset.instant_ms,
                     fmt::format("  {}  {}{}{}", page.second(reset.instant_ms), left(score.name, 18),
                                 happening("reset" + to), page.dim(cause_text(reset.cause)))});
  }
  for (const ToldLine& told : trace.tellings()) {
    size_t place = place_in_time(decisions, told.place, told.instant_ms);
    const std::string cause = cause_text(told.cause);
    while (place < decisions.size() && decisions[place].instant_ms == told.instant_ms &&
           cause_text(decisions[place].cause) == cause)
      ++place;
    lines.push_back(
        {place, told.instant_ms,
         fmt::format("  {}  {}{}{}", page.second(told.instant_ms), padded("notify " + told.whom, 18),
                     happening(words_of(told)), page.dim(cause))});
  }
  std::stable_sort(lines.begin(), lines.end(), [](const HistoryLine& x, const HistoryLine& y) {
    return std::pair(x.place, x.instant_ms) < std::pair(y.place, y.instant_ms);
  });
  return lines;
}

// What was decided, what was reset and who was notified, in the order in which it came to be.
std::vector<std::string> history_of(const Page& page, const Trace& trace, const artefact::ArtefactT& a) {
  const std::vector<HistoryLine> beside = beside_decisions(page, trace, a);
  std::vector<std::string> lines;
  size_t next = 0;
  for (size_t i = 0; i <= trace.decisions().size(); ++i) {
    for (; next < beside.size() && beside[next].place == i; ++next) lines.push_back(beside[next].text);
    if (i < trace.decisions().size()) lines.push_back(decided_text(page, trace.decisions()[i], a));
  }
  return lines;
}

void print_history(Page& page, const Trace& trace, const artefact::ArtefactT& a,
                   const RenderOptions& options) {
  const std::vector<std::string> lines = history_of(page, trace, a);
  if (lines.empty() && trace.asides().empty()) return;
  page.line();
  page.line(page.bold("Decisions"));
  const size_t hidden = lines.size() > options.history ? lines.size() - options.history : 0;
  if (hidden > 0) page.line(page.dim(fmt::format("  {} earlier", hidden)));
  for (size_t i = hidden; i < lines.size(); ++i) page.line(lines[i]);
  for (const AsideLine& aside : trace.asides()) {
    page.line(
        fmt::format("  {}  {}", page.second(aside.instant_ms),
                    page.dim(fmt::format("{} was set aside: {}", aside.event, reason_text(aside.reason)))));
  }
}

std::string clock_line(const Page& page, const ClockStory& clock) {
  std::string text = fmt::format("{} since {}, used {}", clock.state, page.second(clock.since_ms),
                                 emit::clock_text(clock.used_ms, clock.is_business));
  if (clock.target_ms) text += " of " + emit::clock_text(*clock.target_ms, clock.is_business);
  if (clock.due_ms) text += ", due " + page.second(*clock.due_ms);
  return text;
}

// "anna since …", "nobody, lies in inbound since …, until …".
std::string role_line(const Page& page, const RoleStory& role) {
  std::string text = role.holder.empty() ? "nobody" : harmless(role.holder);
  if (!role.place.empty()) text += ", " + role.place;
  text += " since " + page.second(role.since_ms);
  if (role.until_ms) text += ", until " + page.second(*role.until_ms);
  return text;
}

void print_standing(Page& page, const Story& story) {
  if (story.stages.empty() && story.clocks.empty() && story.roles.empty()) return;
  page.line();
  page.line(page.bold("Where it stands now"));
  for (const StageStory& stage : story.stages) {
    page.line("  " + padded(stage.lifecycle, 18) +
              fmt::format("{} since {}", stage.stage, page.second(stage.since_ms)) +
              (stage.title.empty() ? "" : page.dim("  " + stage.title)));
  }
  for (const RoleStory& role : story.roles) page.line("  " + padded(role.role, 18) + role_line(page, role));
  for (const ClockStory& clock : story.clocks) {
    const std::string title = clock.title.empty() ? clock.name : clock.title;
    page.line("  " + padded(clock.name, 18) + clock_line(page, clock));
    page.line(page.dim("  " + padded("", 18) + title +
                       (clock.owed_by.empty() ? "" : ", owed by " + clock.owed_by)));
    if (!clock.next.empty())
      page.line(page.dim("  " + padded("", 18) + "next: " + clock.next + ", " + page.second(clock.next_ms)));
  }
}

}  // namespace

std::string render_text(const Story& story, const Trace& trace, const artefact::ArtefactT& artefact,
                        const RenderOptions& options) {
  Page page(options.color, *artefact.zone);
  page.line(page.bold(harmless(story.lead)) +
            fmt::format("  as of {} {}", page.second(story.at_ms), artefact.zone->name));
  page.line(page.dim(fmt::format(
      "{}, a lead since {}, {} event{}", artefact.title.empty() ? artefact.policy : artefact.title,
      page.second(story.born_ms), story.event_count, story.event_count == 1 ? "" : "s")));
  page.line();
  page.line(page.bold("Attributes"));
  for (const AttributeStory& attribute : story.attributes) {
    page.line("  " + padded(attribute.name, 18) +
              (attribute.value ? harmless(*attribute.value) : page.dim("missing")));
  }
  for (const CellStory& cell : story.cells) print_cell(page, cell);
  for (const ScoreStory& score : story.scores) print_score(page, score, options);
  for (const GradeStory& grade : story.grades) print_grade(page, grade);
  if (!story.definitions.empty()) {
    page.line();
    page.line(page.bold("Definitions"));
    for (const DefinitionStory& d : story.definitions) {
      if (d.condition.kind == ExplainKind::Value) {
        page.line("    " + padded(d.name, 18) + harmless(d.condition.value.value_or("missing")));
        continue;
      }
      page.line("  " + page.mark(d.condition.met) + " " + padded(d.name, 18) +
                page.dim(shortened(d.condition.text, 60) + "  ") + page.dim(values_of(d.condition)));
    }
  }
  print_history(page, trace, artefact, options);
  const std::string routing = render_routing_text(trace.routing(), artefact, options.color);
  if (!routing.empty()) page.text(routing);
  print_standing(page, story);
  return page.take();
}

std::string render_condition(const ConditionStory& condition, size_t indent, bool color) {
  Page page(color);
  print_condition(page, condition, indent);
  return page.take();
}

std::string values_text(const ConditionStory& condition) {
  return values_of(condition);
}

}  // namespace lead::why
