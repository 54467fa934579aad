#include "tests/coverage/exceptions.h"

namespace lead::coverage {

Exceptions exceptions_of_all() {
  return {
      {"node ErrorExpr", "stands for a mistake, and a policy with one is not counted"},
      {"opcode BornAt", "no form of the language asks for a lead's first instant"},
      {"node AccountsFile", "reads a file beside the policy; tests/unit/compile/accounts_test.cpp has one"},
      {"grammar notKnownTest", "read in order to be refused with a repair (L0211)"},
  };
}

// What a generated policy has none of: tests are run by `leadc test`, not by an engine.
Exceptions exceptions_of_generated() {
  Exceptions list = exceptions_of_all();
  for (const char* form : {"grammar asideExpectation",
                           "grammar atStep",
                           "grammar becomesExpectation",
                           "grammar caseHeader",
                           "grammar caseRow",
                           "grammar casesBlock",
                           "grammar casesDecl",
                           "grammar conditionExpectation",
                           "grammar eventOption",
                           "grammar expectStep",
                           "grammar fixtureDecl",
                           "grammar givenBlock",
                           "grammar givenStep",
                           "grammar happening",
                           "grammar localMoment",
                           "grammar missingCell",
                           "grammar missingGiven",
                           "grammar noDecisionExpectation",
                           "grammar noNoticeExpectation",
                           "grammar noticeExpectation",
                           "grammar offsetMoment",
                           "grammar peopleStep",
                           "grammar presenceStep",
                           "grammar refusedExpectation",
                           "grammar rosterStep",
                           "grammar offsetPart",
                           "grammar testBlock",
                           "grammar testDecl",
                           "grammar useGiven",
                           "grammar valueCell",
                           "grammar valueGiven",
                           "node AsideExpectation",
                           "node AtStep",
                           "node BecomesExpectation",
                           "node ConditionExpectation",
                           "node ExpectStep",
                           "node FixtureDecl",
                           "node GivenStep",
                           "node GivenValue",
                           "node InstantMoment",
                           "node LocalMoment",
                           "node NoDecisionExpectation",
                           "node NoNoticeExpectation",
                           "node NoticeExpectation",
                           "node OffsetMoment",
                           "node PeopleStep",
                           "node PresenceStep",
                           "node RefusedExpectation",
                           "node TestDecl",
                           "node UsedFixture",
                           "word becomes",
                           "word cases",
                           "word decision",
                           "word expect",
                           "word fixture",
                           "word given",
                           "word notice",
                           "word notified",
                           "word refused",
                           "word test"})
    list.emplace(form, "of tests, which no engine runs");
  for (const char* form : {"grammar fileTable", "word columns", "node ClosedFile", "node PeopleFile"})
    list.emplace(form, "reads a file beside the policy, and a generated policy has none");
  list.emplace("word unique", "asks the checker for a proof (L0578) and changes nothing that runs");
  return list;
}

}  // namespace lead::coverage
