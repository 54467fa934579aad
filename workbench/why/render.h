// A story for people and for machines.
#pragma once
#include <string>

#include "runtime/artefact/artefact.h"
#include "workbench/why/story.h"
#include "workbench/why/trace.h"

namespace lead::why {

struct RenderOptions {
  bool color = false;
  size_t lines_per_rule = 8;  // the latest bookings of a rule; older ones are added up in one line
  size_t history = 20;        // the latest decisions and resets
};

[[nodiscard]] std::string render_text(const Story& story, const Trace& trace,
                                      const artefact::ArtefactT& artefact, const RenderOptions& options);
// One object; every booking and every decision.
[[nodiscard]] std::string render_json(const Story& story, const Trace& trace,
                                      const artefact::ArtefactT& artefact);

// A condition with what it is made of, a line each, and the values that decided; `indent` blanks before each.
[[nodiscard]] std::string render_condition(const ConditionStory& condition, size_t indent, bool color);
// "seniority is manager, employees is missing": the values alone.
[[nodiscard]] std::string values_text(const ConditionStory& condition);
void append_condition_json(std::string& out, const ConditionStory& condition);

}  // namespace lead::why
