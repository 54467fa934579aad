// docs/limits.md shows users the list of limits.h: the same names, the same values.
#include "runtime/base/limits.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <regex>
#include <sstream>
#include <string>

namespace lead {
namespace {

std::string read(const std::string& path) {
  std::ifstream file(std::string(LEAD_SOURCE_DIR) + "/" + path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

#define LIMIT(name) {#name, static_cast<int64_t>(limits::name)}
const std::map<std::string, int64_t> kLimits = {LIMIT(kMaxSourceBytes),
                                                LIMIT(kMaxNesting),
                                                LIMIT(kMaxDiagnostics),
                                                LIMIT(kMaxPolicyFiles),
                                                LIMIT(kMaxArtefactBytes),
                                                LIMIT(kMaxRegisters),
                                                LIMIT(kMaxItems),
                                                LIMIT(kMaxTables),
                                                LIMIT(kMaxPatternBytes),
                                                LIMIT(kMaxBands),
                                                LIMIT(kMaxDecayPeriodMs),
                                                LIMIT(kMaxPeriodMonths),
                                                LIMIT(kMaxLineBytes),
                                                LIMIT(kMaxJsonDepth),
                                                LIMIT(kMaxTextBytes),
                                                LIMIT(kMaxKeysPerLimit),
                                                LIMIT(kMaxWindowEvents),
                                                LIMIT(kMaxLiveAwards),
                                                LIMIT(kMaxWaitingEvents),
                                                LIMIT(kMaxHeldMillionths),
                                                LIMIT(kMaxTrialBytes),
                                                LIMIT(kMaxReactions),
                                                LIMIT(kMaxAwardMillionths),
                                                LIMIT(kMaxSearchBounds),
                                                LIMIT(kMinInstantMs),
                                                LIMIT(kEndInstantMs),
                                                LIMIT(kMaxFollowUps),
                                                LIMIT(kMaxTableKeys),
                                                LIMIT(kMaxSetItems),
                                                LIMIT(kMaxNamesCompared),
                                                LIMIT(kMaxCalendars),
                                                LIMIT(kMaxCalendarRows),
                                                LIMIT(kMaxCalendarParts),
                                                LIMIT(kMaxStages),
                                                LIMIT(kMaxLifecycles),
                                                LIMIT(kMaxWaitingMoves),
                                                LIMIT(kMaxClocks),
                                                LIMIT(kMaxClockSteps),
                                                LIMIT(kMaxStepRepeats),
                                                LIMIT(kMaxMemoriesOfRole),
                                                LIMIT(kMaxRosterRows),
                                                LIMIT(kMaxAbsences),
                                                LIMIT(kMaxWeight),
                                                LIMIT(kMaxCapacity),
                                                LIMIT(kMaxCreditTerms),
                                                LIMIT(kMaxKeptRequests),
                                                LIMIT(kMaxCapTurns),
                                                LIMIT(kMaxRememberedKeys),
                                                LIMIT(kMaxTakenRemembered),
                                                LIMIT(kMaxTeams),
                                                LIMIT(kMaxRoles),
                                                LIMIT(kMaxQueues),
                                                LIMIT(kMaxRoutes),
                                                LIMIT(kMaxRouteRows),
                                                LIMIT(kMaxPersonColumns),
                                                LIMIT(kMaxCaps),
                                                LIMIT(kMaxExcluded),
                                                LIMIT(kMaxAccounts),
                                                LIMIT(kMaxAccountColumns),
                                                LIMIT(kMaxMatchRules),
                                                LIMIT(kMaxMatchComparisons),
                                                LIMIT(kMaxPoolsOfRow)};

TEST(Limits, TheListOfThisTestIsTheHeaders) {
  const std::string header = read("runtime/base/limits.h");
  std::map<std::string, int64_t> found;
  const std::regex constant("constexpr \\w+ (k\\w+) =");
  for (std::sregex_iterator it(header.begin(), header.end(), constant), end; it != end; ++it) {
    const std::string name = (*it)[1];
    ASSERT_TRUE(kLimits.contains(name)) << name << " is missing here";
    found[name] = kLimits.at(name);
  }
  EXPECT_EQ(found, kLimits);
}

TEST(Limits, TheManualShowsEachWithItsValue) {
  const std::string manual = read("docs/limits.md");
  std::map<std::string, int64_t> shown;
  const std::regex row("\\| `(k\\w+)` \\| (\\d+) \\|");
  for (std::sregex_iterator it(manual.begin(), manual.end(), row), end; it != end; ++it)
    shown[(*it)[1]] = std::stoll((*it)[2]);
  EXPECT_EQ(shown, kLimits);
}

}  // namespace
}  // namespace lead
