// A policy file and event files folded in one call, for tests: compile, verify, read, run.
//
//   Fold fold = fold_files("tests/real/olist_points.lead", {"…/olist.ndjson"}, until);
//   fold.lead("0b99…")->words[…]
//
// Throws std::runtime_error with the diagnostics or the reason where a step fails: a test then fails with
// these words.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "runtime/artefact/artefact.h"
#include "runtime/engine/engine.h"

namespace lead::testing {

// What to do with each decision; its views live during the call.
using OnDecision = std::function<void(const artefact::ArtefactT&, const engine::Decision&)>;

// Counts what the engine tells.
class CountingObserver : public engine::Observer {
 public:
  std::map<std::string, uint64_t> set_aside_by_reason;
  std::map<std::string, uint64_t> applied_by_type;
  explicit CountingObserver(const artefact::ArtefactT& artefact, OnDecision on_decision = {})
      : artefact_(artefact), on_decision_(std::move(on_decision)) {}
  void decided(const engine::Decision& decision) override {
    if (on_decision_) on_decision_(artefact_, decision);
  }
  void set_aside(const engine::SetAside& event) override {
    ++set_aside_by_reason[std::string(reason_word(event.reason))];
  }
  void applied(const value::Event& event) override {
    ++applied_by_type[artefact_.schema->events[event.type]->name];
  }

 private:
  const artefact::ArtefactT& artefact_;
  OnDecision on_decision_;
};

[[nodiscard]] artefact::VerifiedArtefact compile_file(const std::string& path);
[[nodiscard]] artefact::VerifiedArtefact compile_text(const std::string& text);

struct Fold {
  std::unique_ptr<artefact::VerifiedArtefact> artefact;
  std::unique_ptr<CountingObserver> observer;
  std::unique_ptr<engine::Engine> engine;
  std::map<std::string, uint64_t> ignored_events;

  // A score of a lead in millionths at the end of the run.
  [[nodiscard]] int64_t score(const engine::LeadSnapshot& lead, const std::string& name) const;
  // The name a grade, cell or band of a lead has at the end of the run; nothing: unrated.
  [[nodiscard]] std::optional<std::string> output(const engine::LeadSnapshot& lead,
                                                  const std::string& block) const;
};

[[nodiscard]] Fold fold_files(const std::string& policy, const std::vector<std::string>& events,
                              std::optional<int64_t> until_ms, OnDecision on_decision = {});

}  // namespace lead::testing
