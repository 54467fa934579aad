// One run of one test: events into an engine, expectations against what it has come to. Internal to the room.
#pragma once
#include <memory>
#include <optional>
#include <vector>

#include "compiler/source/source.h"
#include "runtime/engine/engine.h"
#include "workbench/test/outcome.h"
#include "workbench/test/stream.h"
#include "workbench/why/trace.h"

namespace lead::test {

// What happens to the leads of a test, one trace each.
class Watch final : public engine::Observer {
 public:
  Watch(const artefact::ArtefactT& artefact, const semantics::Test& test) {
    for (const semantics::TestLead& lead : test.leads) traces_.emplace_back(artefact, lead.name);
  }
  void decided(const engine::Decision& decision) override {
    for (why::Trace& trace : traces_) trace.decided(decision);
  }
  void told(const engine::Telling& telling) override {
    for (why::Trace& trace : traces_) trace.told(telling);
  }
  void set_aside(const engine::SetAside& event) override {
    for (why::Trace& trace : traces_) trace.set_aside(event);
  }
  void booked(const engine::Booking& booking) override {
    for (why::Trace& trace : traces_) trace.booked(booking);
  }
  void assigned(const engine::Assignment& assignment) override {
    for (why::Trace& trace : traces_) trace.assigned(assignment);
  }
  void refused(const engine::RefusedClaim& claim) override {
    for (why::Trace& trace : traces_) trace.refused(claim);
  }
  [[nodiscard]] engine::Detail wants_considered(std::string_view lead) const override {
    for (const why::Trace& trace : traces_) {
      if (trace.lead() == lead) return engine::Detail::Words;
    }
    return engine::Detail::Nothing;
  }
  void considered(const engine::Considered& considered) override {
    for (why::Trace& trace : traces_) trace.considered(considered);
  }
  void asked(const engine::AskedRow& asked) override {
    for (why::Trace& trace : traces_) trace.asked(asked);
  }
  [[nodiscard]] const why::Trace& of(uint32_t lead) const { return traces_[lead]; }

 private:
  std::vector<why::Trace> traces_;
};

class Runner {
 public:
  // All must outlive the runner. `answer`: the test's first in the build.
  Runner(const semantics::Test& test, const Build& build, uint32_t answer, const source::SourceMap& sources);
  [[nodiscard]] Outcome run();

 private:
  using Decisions = std::vector<why::DecidedLine>;
  using Notices = std::vector<why::ToldLine>;
  using Routings = std::vector<why::RoutedLine>;
  struct LeadState {
    Decisions before;  // as of the expectations before; so the next two
    Notices notices_before;
    Routings routings_before;
    std::optional<uint32_t> row;  // the `expect` being judged
    Decisions fresh;              // since the expectations before it; so the next two
    Notices fresh_notices;
    Routings fresh_routings;
    std::vector<why::AsideLine> expected_asides;
  };

  [[nodiscard]] bool goes_forward() const;
  void restart();
  void go_on(size_t event_end, int64_t until_ms);
  void judge(const semantics::TestExpectation& expectation);
  void judge(const semantics::TestExpectation& expectation, const semantics::ExpectCondition& asked);
  void judge(const semantics::TestExpectation& expectation, const semantics::ExpectBecomes& asked);
  void judge(const semantics::TestExpectation& expectation, const semantics::ExpectAssigned& asked);
  void judge(const semantics::TestExpectation& expectation, const semantics::ExpectRefused& asked);
  void judge(const semantics::TestExpectation& expectation, const semantics::ExpectNoDecision& asked);
  void judge(const semantics::TestExpectation& expectation, const semantics::ExpectAside& asked);
  void judge(const semantics::TestExpectation& expectation, const semantics::ExpectNotice& asked);
  void judge(const semantics::TestExpectation& expectation, const semantics::ExpectNoNotice& asked);
  void judge_asides();
  void fail(const semantics::TestExpectation& expectation, std::string found,
            std::optional<why::ConditionStory> condition = {});
  void begin_row(const semantics::TestExpectation& expectation);
  [[nodiscard]] bool is_of_birth(const why::CauseText& cause) const;
  [[nodiscard]] Decisions decisions_of(uint32_t lead) const;
  [[nodiscard]] Notices notices_of(uint32_t lead) const;
  [[nodiscard]] Routings routings_of(uint32_t lead) const;
  [[nodiscard]] std::string routings_text(uint32_t lead, int32_t role) const;
  [[nodiscard]] std::string notices_text(uint32_t lead) const;
  [[nodiscard]] std::string words_of(const semantics::TestExpectation& expectation) const;
  [[nodiscard]] std::string change_text(const why::DecidedLine& decision) const;
  [[nodiscard]] bool is_about(const why::DecidedLine& decision, const semantics::Decided& decided) const;
  [[nodiscard]] std::string fresh_text(uint32_t lead, const std::optional<semantics::Decided>& about) const;
  [[nodiscard]] std::string birth_text(uint32_t lead) const;
  void tell_timeline();

  const semantics::Test& test_;
  const Build& build_;
  const artefact::ArtefactT& artefact_;
  const source::SourceMap& sources_;
  uint32_t answer_;
  Stream stream_;
  std::unique_ptr<Watch> watch_;
  std::unique_ptr<engine::Engine> engine_;
  size_t pushed_ = 0;
  std::vector<LeadState> leads_;
  vm::Registers registers_;
  Outcome outcome_;
};

}  // namespace lead::test
