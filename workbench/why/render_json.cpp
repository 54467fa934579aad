#include <fmt/format.h>

#include "runtime/base/json_writer.h"
#include "runtime/base/text.h"
#include "workbench/why/render.h"
#include "workbench/why/render_routing.h"

namespace lead::why {
namespace {

using Writer = JsonWriter;

void write_cause(Writer& w, const CauseText& cause) {
  w.open('{');
  switch (cause.kind) {
    case engine::CauseKind::Event:
      w.key("event");
      w.text(cause.event);
      if (!cause.id.empty()) {
        w.key("id");
        w.text(cause.id);
      }
      break;
    case engine::CauseKind::Quiet:
      w.key("silence");
      w.raw("true");
      break;
    case engine::CauseKind::Wake:
      w.key("time");
      w.raw("true");
      break;
    case engine::CauseKind::Edge:
      w.key("condition");
      w.text(cause.event);
      break;
    case engine::CauseKind::Schedule:
      w.key("schedule");
      w.text(cause.event);
      break;
    case engine::CauseKind::Step:
      w.key("step");
      w.text(cause.event);
      break;
    case engine::CauseKind::Assignment:
      w.key("assignment");
      w.text(cause.event);
      break;
    case engine::CauseKind::Release:
      w.key("release");
      w.text(cause.event);
      break;
    case engine::CauseKind::Expiry:
      w.key("expiry");
      w.text(cause.event);
      break;
    case engine::CauseKind::Roster:
      w.key("roster");
      w.raw("true");
      break;
  }
  w.close('}');
}

void write_condition(Writer& w, const ConditionStory& condition) {
  w.open('{');
  w.key("text");
  w.text(condition.text);
  if (condition.kind == artefact::ExplainKind::Value) {
    w.key("value");
    w.text_or_null(condition.value);
  } else {
    w.key("met");
    w.raw(condition.met ? "true" : "false");
  }
  if (!condition.parts.empty()) {
    w.key("parts");
    w.open('[');
    for (const ConditionStory& part : condition.parts) write_condition(w, part);
    w.close(']');
  }
  w.close('}');
}

void write_rule(Writer& w, const RuleStory& rule) {
  w.open('{');
  w.key("rule");
  w.text(rule.name);
  w.key("text");
  w.text(rule.text);
  w.key("before_limit");
  w.points(rule.raw_millionths);
  w.key("shown");
  w.points(rule.shown_millionths);
  if (!rule.conditions.empty()) {
    w.key("conditions");
    w.open('[');
    for (const ConditionStory& condition : rule.conditions) write_condition(w, condition);
    w.close(']');
  }
  w.key("bookings");
  w.open('[');
  for (const LedgerLine& line : rule.lines) {
    w.open('{');
    w.key("time");
    w.instant(line.instant_ms);
    w.key("cause");
    write_cause(w, line.cause);
    w.key("booked");
    w.points(line.raw_millionths);
    w.key("now");
    w.points(line.now_millionths);
    if (line.before_reset) {
      w.key("before_reset");
      w.raw("true");
    }
    w.close('}');
  }
  w.close(']');
  w.close('}');
}

void write_instant_and_cause(Writer& w, int64_t instant_ms, const CauseText& cause) {
  w.key("time");
  w.instant(instant_ms);
  w.key("cause");
  write_cause(w, cause);
}

void write_score(Writer& w, const ScoreStory& score) {
  w.open('{');
  w.key("score");
  w.text(score.name);
  w.key("value");
  w.points(score.value_millionths);
  w.key("before_range");
  w.points(score.sum_millionths);
  w.key("band");
  w.text_or_null(score.band);
  if (score.reset) {
    w.key("reset");
    w.open('{');
    write_instant_and_cause(w, score.reset->instant_ms, score.reset->cause);
    w.key("to");
    w.points(score.reset->to_millionths);
    w.close('}');
  }
  w.key("rules");
  w.open('[');
  for (const RuleStory& rule : score.rules) write_rule(w, rule);
  w.close(']');
  w.key("groups");
  w.open('[');
  for (const GroupStory& group : score.groups) {
    w.open('{');
    w.key("text");
    w.text(group.text);
    w.key("before_limit");
    w.points(group.raw_millionths);
    w.key("shown");
    w.points(group.shown_millionths);
    w.close('}');
  }
  w.close(']');
  if (score.next_band) {
    w.key("nearest_miss");
    w.open('{');
    w.key("band");
    w.text(*score.next_band);
    w.key("points");
    w.points(score.points_to_next);
    w.close('}');
  }
  w.close('}');
}

void write_grade(Writer& w, const GradeStory& grade) {
  w.open('{');
  w.key("grade");
  w.text(grade.name);
  w.key("value");
  w.text_or_null(grade.grade);
  if (grade.rated) {
    w.key("rated");
    write_condition(w, *grade.rated);
  }
  if (grade.start) {
    w.key("start");
    w.text(*grade.start);
  }
  if (grade.points) {
    w.key("points");
    w.points(*grade.points);
  }
  w.key("rows");
  w.open('[');
  for (const GradeRowStory& row : grade.rows) {
    w.open('{');
    w.key("text");
    w.text(row.text);
    w.key("grade");
    if (row.grade.empty())
      w.raw("null");
    else
      w.text(row.grade);
    if (row.kind == artefact::GradeRowKind::Steps) {
      w.key("steps");
      w.raw(fmt::format("{}", row.amount));
    }
    w.key("chosen");
    w.raw(row.chosen ? "true" : "false");
    if (row.condition) {
      w.key("condition");
      write_condition(w, *row.condition);
    }
    w.close('}');
  }
  w.close(']');
  if (grade.nearest) {
    w.key("nearest_miss");
    w.open('{');
    w.key("grade");
    w.text(*grade.nearest);
    if (grade.points_to_nearest) {
      w.key("points");
      w.points(*grade.points_to_nearest);
    }
    w.key("unmet");
    w.open('[');
    for (const ConditionStory& c : grade.missing) write_condition(w, c);
    w.close(']');
    w.close('}');
  }
  w.close('}');
}

void write_decisions(Writer& w, const Trace& trace, const artefact::ArtefactT& a) {
  w.key("decisions");
  w.open('[');
  for (const DecidedLine& d : trace.decisions()) {
    const auto& names = a.schema->name_lists[a.outputs[d.output]->names]->names;
    w.open('{');
    w.key("time");
    w.instant(d.instant_ms);
    w.key("block");
    w.text(a.outputs[d.output]->block);
    w.key("from");
    if (d.from)
      w.text(names[*d.from]);
    else
      w.raw("null");
    w.key("to");
    if (d.to)
      w.text(names[*d.to]);
    else
      w.raw("null");
    if (!d.note.empty()) {
      w.key("note");
      w.text(d.note);
    }
    w.key("cause");
    write_cause(w, d.cause);
    w.close('}');
  }
  w.close(']');
}

void write_tellings(Writer& w, const Trace& trace) {
  if (trace.tellings().empty()) return;
  w.key("notified");
  w.open('[');
  for (const ToldLine& told : trace.tellings()) {
    w.open('{');
    w.key("time");
    w.instant(told.instant_ms);
    w.key("whom");
    w.text(told.whom);
    if (!told.person.empty()) {
      w.key("person");
      w.text(told.person);
    }
    w.key("text");
    w.text(told.text);
    w.key("cause");
    write_cause(w, told.cause);
    w.close('}');
  }
  w.close(']');
}

void write_resets(Writer& w, const Trace& trace, const artefact::ArtefactT& a) {
  if (trace.resets().empty()) return;
  w.key("resets");
  w.open('[');
  for (const ResetLine& reset : trace.resets()) {
    w.open('{');
    w.key("score");
    w.text(a.scores[reset.score]->name);
    write_instant_and_cause(w, reset.instant_ms, reset.cause);
    w.close('}');
  }
  w.close(']');
}

void write_stages(Writer& w, const std::vector<StageStory>& stages) {
  w.key("stages");
  w.open('[');
  for (const StageStory& stage : stages) {
    w.open('{');
    w.key("lifecycle");
    w.text(stage.lifecycle);
    w.key("stage");
    w.text(stage.stage);
    w.key("since");
    w.instant(stage.since_ms);
    w.close('}');
  }
  w.close(']');
}

void write_roles(Writer& w, const std::vector<RoleStory>& roles) {
  if (roles.empty()) return;
  w.key("roles");
  w.open('[');
  for (const RoleStory& role : roles) {
    w.open('{');
    w.key("role");
    w.text(role.role);
    w.key("holder");
    w.text_or_null(role.holder.empty() ? std::nullopt : std::optional(role.holder));
    if (!role.place.empty()) {
      w.key("place");
      w.text(role.place);
    }
    w.key("since");
    w.instant(role.since_ms);
    if (role.until_ms) {
      w.key("until");
      w.instant(*role.until_ms);
    }
    w.close('}');
  }
  w.close(']');
}

void write_clocks(Writer& w, const std::vector<ClockStory>& clocks) {
  w.key("promises");
  w.open('[');
  for (const ClockStory& clock : clocks) {
    w.open('{');
    w.key("promise");
    w.text(clock.name);
    w.key("owed_by");
    w.text(clock.owed_by);
    w.key("state");
    w.text(clock.state);
    w.key("since");
    w.instant(clock.since_ms);
    w.key("counts");
    w.text(clock.is_business ? "business" : "plain");
    w.key("elapsed_ms");
    w.raw(fmt::format("{}", clock.used_ms));
    if (clock.target_ms) {
      w.key("target_ms");
      w.raw(fmt::format("{}", *clock.target_ms));
    }
    if (clock.due_ms) {
      w.key("due");
      w.instant(*clock.due_ms);
    }
    if (!clock.next.empty()) {
      w.key("next");
      w.text(clock.next);
      w.key("next_time");
      w.instant(clock.next_ms);
    }
    w.close('}');
  }
  w.close(']');
}

}  // namespace

std::string render_json(const Story& story, const Trace& trace, const artefact::ArtefactT& artefact) {
  Writer w;
  w.open('{');
  w.key("lead");
  w.text(story.lead);
  w.key("time");
  w.instant(story.at_ms);
  w.key("born");
  w.instant(story.born_ms);
  w.key("events");
  w.raw(fmt::format("{}", story.event_count));
  w.key("attributes");
  w.open('{');
  for (const AttributeStory& attribute : story.attributes) {
    w.key(attribute.name);
    w.text_or_null(attribute.value);
  }
  w.close('}');
  w.key("scores");
  w.open('[');
  for (const ScoreStory& score : story.scores) write_score(w, score);
  w.close(']');
  w.key("grades");
  w.open('[');
  for (const GradeStory& grade : story.grades) write_grade(w, grade);
  w.close(']');
  w.key("cells");
  w.open('{');
  for (const CellStory& cell : story.cells) {
    w.key(cell.name);
    w.text_or_null(cell.cell);
  }
  w.close('}');
  w.key("definitions");
  w.open('{');
  for (const DefinitionStory& d : story.definitions) {
    w.key(d.name);
    write_condition(w, d.condition);
  }
  w.close('}');
  write_decisions(w, trace, artefact);
  write_tellings(w, trace);
  write_resets(w, trace, artefact);
  if (!trace.routing().lines().empty()) {
    w.key("routing");
    w.raw(render_routing_json(trace.routing(), artefact));
  }
  w.key("standing");
  w.open('{');
  write_stages(w, story.stages);
  write_clocks(w, story.clocks);
  write_roles(w, story.roles);
  w.close('}');
  w.close('}');
  return w.take() + "\n";
}

void append_condition_json(std::string& out, const ConditionStory& condition) {
  Writer w;
  write_condition(w, condition);
  out += w.take();
}

}  // namespace lead::why
