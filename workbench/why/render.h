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
  size_t history = 20;        // the latest decisions
};

[[nodiscard]] std::string render_text(const Story& story, const Trace& trace,
                                      const artefact::ArtefactT& artefact, const RenderOptions& options);
// One object; every booking and every decision.
[[nodiscard]] std::string render_json(const Story& story, const Trace& trace,
                                      const artefact::ArtefactT& artefact);

}  // namespace lead::why
