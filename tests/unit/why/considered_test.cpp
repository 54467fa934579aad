// What an observer hears of rows that looked for somebody: nothing, shares, or words.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "runtime/engine/engine.h"
#include "tests/support/fold.h"

namespace lead::engine {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr const char* kPolicy = R"(policy p { version "1"  time zone "UTC"  owners sales }
event ask
event claim by sales { rep person }
people {
  anna weight 3, capacity 1
  ben
  carl away from 2026-12-01 to 2027-01-01
}
team desk is anna, ben, carl
queue rest claimed on claim by rep, watched by sales
route owner on ask {
  none: to desk by fair share when owner is known
  desk: to desk by fair share, at most 1 per day
  rest: to rest otherwise
})";

constexpr int64_t kMonday = 1'796'634'000'000;  // 2026-12-07 09:00 UTC

struct Heard final : Observer {
  explicit Heard(Detail wanted) : detail(wanted) {}
  [[nodiscard]] Detail wants_considered(std::string_view) const override { return detail; }
  void considered(const Considered& told) override {
    std::string line(told.chosen);
    for (const ConsideredPerson& person : told.people) {
      line += "; " + std::string(person.person) + " " + std::to_string(person.weight) + " " +
              std::string(words_of(person.bar)) + person.standing;
      if (person.most > 0) line += " " + std::to_string(person.used) + "/" + std::to_string(person.most);
      if (person.back_ms != INT64_MIN)
        line += " back " + std::to_string((person.back_ms - kMonday) / 86'400'000);
    }
    looks.push_back(line);
  }
  void asked(const AskedRow& told) override { passed.push_back(told.row); }
  Detail detail;
  std::vector<std::string> looks;
  std::vector<uint32_t> passed;  // rows that looked at no team
};

// Three leads ask.
Heard heard(Detail detail) {
  const artefact::VerifiedArtefact artefact = lead::testing::compile_text(kPolicy);
  Heard heard(detail);
  Engine engine(artefact, {}, heard);
  value::EventBlock block;
  for (const char* lead : {"a", "b", "c"}) {
    value::Event event;
    event.instant_ms = kMonday;
    event.lead = lead;
    block.events.push_back(event);
  }
  engine.push(std::move(block));
  engine.finish(kMonday);
  return heard;
}

TEST(Considered, WordsTellAllThatThereIsToSay) {
  const Heard all = heard(Detail::Words);
  EXPECT_THAT(
      all.looks,
      ElementsAre("anna; anna 3 credit 0; ben 1 credit 0; carl 1 is away back 24",
                  "ben; anna 3 holds enough leads 1/1; ben 1 credit 1/4; carl 1 is away back 24",
                  "; anna 3 holds enough leads 1/1; ben 1 has had enough turns 1/1; carl 1 is away back 24"));
  EXPECT_THAT(all.passed, ElementsAre(0, 0, 0));
}

TEST(Considered, SharesTellWhoWasEligibleAndWhoWasChosen) {
  const Heard shares = heard(Detail::Shares);
  EXPECT_THAT(shares.looks,
              ElementsAre("anna; anna 3 ; ben 1 ; carl 1 is away",
                          "ben; anna 3 holds enough leads; ben 1 ; carl 1 is away",
                          "; anna 3 holds enough leads; ben 1 has had enough turns; carl 1 is away"));
  EXPECT_THAT(shares.passed, IsEmpty());
}

TEST(Considered, NothingIsToldToWhoWantsNothing) {
  const Heard nothing = heard(Detail::Nothing);
  EXPECT_THAT(nothing.looks, IsEmpty());
  EXPECT_THAT(nothing.passed, IsEmpty());
}

}  // namespace
}  // namespace lead::engine
