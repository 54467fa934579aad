// Tests of tests: what passes, what fails and with which words; that looking changes nothing; that the policy
// stays itself.
#include "workbench/test/run.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "compiler/kernel/desugar.h"
#include "compiler/kernel/meaning_hash.h"
#include "workbench/test/build.h"
#include "workbench/test/render.h"

namespace lead::test {
namespace {

constexpr const char* kPolicy = R"(policy p { version "1"  effective 2026-12-01  lateness 1 hour }
lead { email email, employees number from 0 to 1_000_000 optional }
event page_view { path text, seconds number = 7 }
event demo_request
score interest {
  range 0 to 100
  fades by half every 14 days
  page: +10 each page_view
  demo: +40 each demo_request, does not fade
  bands { cold from 0, warm from 20, hot from 50 until below 40 }
}
grade fit { A when employees >= 50  B otherwise }
)";

struct Ran {
  source::SourceMap sources;
  diagnostics::Sink sink;
  compile::Result result;
  Report report;
};

std::unique_ptr<Ran> run_text(const std::string& tests, const std::string& filter = "") {
  auto ran = std::make_unique<Ran>();
  const auto file = ran->sources.add("p.lead", kPolicy + tests);
  ran->result = compile::compile_loaded(ran->sources, {std::get<FileId>(file)}, ran->sink);
  EXPECT_TRUE(ran->result.program.has_value());
  for (const auto& found : ran->sink.sorted()) ADD_FAILURE() << found.message;
  if (ran->result.program) ran->report = run(ran->result, ran->sources, filter);
  return ran;
}

// "expected | found" of the failures of the one test.
std::string failures_of(const std::string& steps) {
  const auto ran = run_text("test \"t\" {\n" + steps + "\n}\n");
  std::string all;
  if (ran->report.outcomes.size() != 1) return "no test ran";
  for (const Failure& failure : ran->report.outcomes[0].failures)
    all += failure.expected + " | " + failure.found + "\n";
  return all;
}

constexpr const char* kLead = "given lead { email \"a@b.example\", employees 50 }\n";

TEST(RunTests, MetExpectationsPass) {
  EXPECT_EQ(failures_of(std::string(kLead) + R"(at 2026-12-07 09:00 demo_request
    expect interest is 40, interest is warm, interest becomes warm, fit is A, employees is 50, any demo_request
    expect no decision)"),
            "");
}

TEST(RunTests, AFailureShowsWhatWasExpectedAndFound) {
  EXPECT_EQ(failures_of(std::string(kLead) +
                        "at 2026-12-07 09:00 demo_request\nexpect interest at least 41, fit is B"),
            "interest at least 41 | interest is 40\nfit is B | fit is A\n");
}

TEST(RunTests, EveryKindOfExpectationCanFail) {
  const std::string happened = std::string(kLead) + "at 2026-12-07 09:00 demo_request\n";
  EXPECT_EQ(failures_of(happened + "expect interest becomes hot"),
            "interest becomes hot | interest: cold → warm\n");
  EXPECT_EQ(failures_of(happened + "expect fit becomes B"), "fit becomes B | no decision on `fit`\n");
  EXPECT_EQ(failures_of(happened + "expect no decision"), "no decision | interest: cold → warm\n");
  EXPECT_EQ(failures_of(happened + "expect no decision on interest"),
            "no decision on interest | interest: cold → warm\n");
  EXPECT_EQ(failures_of(happened + "expect set aside demo_request"),
            "set aside demo_request | no further `demo_request` was set aside\n");
}

TEST(RunTests, AnEventSetAsideUnexpectedlyFailsTheTest) {
  EXPECT_EQ(
      failures_of(std::string(kLead) + R"(at 2026-12-07 09:00 demo_request
    expect interest is 40
    at 2026-12-07 07:00 page_view { path "/" })"),
      "`page_view` takes effect | it was set aside because late: the event is later than the lateness allows "
      "(it is 1 hour later than that)\n");
}

TEST(RunTests, WhatIsNotALeadYetMeetsNothing) {
  EXPECT_EQ(
      failures_of("at 2026-12-07 09:00\nexpect interest is 0, not (interest is hot), employees is missing"),
      "interest is 0 | `lead` is not a lead yet: no event has told its required attributes\n"
      "not (interest is hot) | `lead` is not a lead yet: no event has told its required attributes\n"
      "employees is missing | `lead` is not a lead yet: no event has told its required attributes\n");
}

TEST(RunTests, EachSetAsideEventIsExpectedOnce) {
  const std::string steps = std::string(kLead) + R"(at 2026-12-07 09:00 demo_request, id "1"
    at +0m demo_request, id "1"
    at +0m demo_request, id "1"
    expect set aside demo_request because duplicate)";
  EXPECT_EQ(failures_of(steps + ", set aside demo_request"), "");
  EXPECT_EQ(failures_of(steps + ", set aside demo_request, set aside demo_request"),
            "set aside demo_request | no further `demo_request` was set aside\n");
  EXPECT_EQ(failures_of(steps).substr(0, 28), "`demo_request` takes effect ");
}

TEST(RunTests, InstantsAreExactToTheMillisecond) {
  EXPECT_EQ(failures_of(std::string(kLead) + R"(at 2026-12-07 09:00 page_view { path "/" }
    at +6d 23h 59m 59s 999ms
    expect count of page_view in last 7 days is 1
    at +7 days - 1ms
    expect count of page_view in last 7 days is 1
    at +7 days
    expect count of page_view in last 7 days is 0)"),
            "");
}

TEST(RunTests, DefaultsOfPayloadsAreFilledIn) {
  EXPECT_EQ(failures_of(std::string(kLead) + R"(at 2026-12-07 09:00 page_view { path "/" }
    expect any page_view where seconds is 7, no page_view where seconds is 8)"),
            "");
}

// Taking expectations away, or asking more often, changes no answer: the same question at the end of the same
// timeline, with and without others before it, in order and out of it.
TEST(RunTests, LookingChangesNothing) {
  const std::vector<std::string> events = {
      "at 2026-12-07 09:00 page_view { path \"/a\" }", "at 2026-12-07 09:00 demo_request",
      "at 2026-12-07 08:30 page_view { path \"/late\" }", "at 2026-12-09 10:00 page_view { path \"/b\" }",
      "at 2026-12-09 09:30 page_view { path \"/c\" }"};
  const std::string looks =
      "\nat 2026-12-09 10:00\nexpect count of page_view is 4, interest from 78.05 to 78.06\n";
  for (unsigned mask = 0; mask < 32; ++mask) {
    std::string steps = "given lead { email \"a@b.example\", employees 50 } since 2026-12-01\n";
    std::string latest = "2026-12-07 09:00";
    for (size_t i = 0; i < events.size(); ++i) {
      steps += events[i] + "\n";
      if (i == 3) latest = "2026-12-09 10:00";
      if ((mask >> i & 1) != 0) steps += "at " + latest + "\nexpect interest at least 10, fit is A\n";
    }
    EXPECT_EQ(failures_of(steps + looks), "") << "looks after the events of " << mask;
  }
}

TEST(RunTests, FilterLeavesOutAndCounts) {
  const auto ran =
      run_text("test \"hot\" { expect now is known }\ntest \"cold\" { expect now is known }\n", "co");
  EXPECT_EQ(ran->report.outcomes.size(), 1u);
  EXPECT_EQ(ran->report.left_out, 1u);
}

TEST(RunTests, TestsAreNoPartOfTheMeaning) {
  const auto plain = run_text("");
  const auto tested = run_text(R"(fixture f { employees 3 }
test "t" { given lead { email "a@b.example", use f }  at 2026-12-07 09:00 demo_request
  expect count of page_view in last 3 months is 0, interest * 2 is 80, last demo_request is now })");
  EXPECT_TRUE(tested->report.outcomes.at(0).passed());
  EXPECT_EQ(kernel::meaning_hash(*plain->result.kernel), kernel::meaning_hash(*tested->result.kernel));
  EXPECT_EQ((*plain->result.artefact)->derived->instructions.size(),
            (*tested->result.artefact)->derived->instructions.size());
  EXPECT_EQ((*plain->result.artefact)->windows.size(), (*tested->result.artefact)->windows.size());
  EXPECT_EQ((*plain->result.artefact)->schema->events.size(),
            (*tested->result.artefact)->schema->events.size());
  std::vector<syntax::ExprId> questions;
  for (const semantics::Test& test : tested->result.program->tests) {
    for (const semantics::TestStep& step : test.steps) {
      if (const auto condition = semantics::condition_of(step)) questions.push_back(condition);
    }
  }
  ASSERT_EQ(questions.size(), 3u);
  const kernel::Kernel asked = kernel::desugar(*tested->result.tree, *tested->result.program, questions);
  EXPECT_GT(asked.windows.size(), plain->result.kernel->windows.size());
  EXPECT_EQ(kernel::meaning_hash(asked), kernel::meaning_hash(*plain->result.kernel));
}

TEST(RenderTests, JunitIsXmlWhateverNamesHold) {
  const auto ran = run_text("test \"<a> & \\u{1}\\u{FFFF} \\\"b\\\"\" { expect now is missing }\n");
  const std::string xml = render_junit(ran->report, ran->sources, *(*ran->result.artefact)->zone, "p<>");
  EXPECT_NE(xml.find("name=\"&lt;a&gt; &amp; \uFFFD\uFFFD &quot;b&quot;\""), std::string::npos) << xml;
  EXPECT_NE(xml.find("<testsuites name=\"p&lt;&gt;\" tests=\"1\" failures=\"1\""), std::string::npos);
}

TEST(RenderTests, LocalTextShowsSecondsOnlyWhereThereAreAny) {
  artefact::ZoneT zone;
  zone.offsets_ms.push_back(3'600'000);
  EXPECT_EQ(local_text(zone, 0), "1970-01-01 01:00");
  EXPECT_EQ(local_text(zone, 1'000), "1970-01-01 01:00:01");
  EXPECT_EQ(local_text(zone, 1), "1970-01-01 01:00:00.001");
}

}  // namespace
}  // namespace lead::test
