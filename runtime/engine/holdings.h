// Everything the engine holds about leads: records, and what hangs off them. Of what is under way, the
// instant.
//
// One object, so that a step that reads or writes a lead takes one argument. Owned by the engine.
#pragma once
#include "runtime/engine/keyed.h"
#include "runtime/engine/lead_store.h"
#include "runtime/engine/lead_view.h"
#include "runtime/engine/rings.h"
#include "runtime/engine/text_pool.h"

namespace lead::engine {

struct Holdings {
  explicit Holdings(Plan& of) : plan(of), leads(of.layout, *of.artefact), points(of.fadings) {}

  Plan& plan;
  LeadStore leads;
  TextPool texts;
  RingStore rings;
  KeyedCounters keyed;
  FadingPoints points;  // stands at the instant of the item under way

  [[nodiscard]] LeadView view(uint32_t lead) const { return {plan, texts, rings, leads.record(lead)}; }
};

}  // namespace lead::engine
