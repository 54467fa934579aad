// How a policy is laid out: pairs of texts, before and after. That no meaning changes is shown over all
// policies there are by tests/format.
#include "compiler/format/format.h"

#include <gtest/gtest.h>

namespace lead::format {
namespace {

std::optional<std::string> formatted(const std::string& text) {
  source::SourceMap sources;
  diagnostics::Sink sink;
  return format_policy(sources, std::get<FileId>(sources.add("test.lead", text)), sink);
}

void expect_layout(const std::string& before, const std::string& after) {
  const auto result = formatted(before);
  ASSERT_TRUE(result) << before;
  EXPECT_EQ(*result, after);
  EXPECT_EQ(formatted(*result), result) << "a second time changes it again";
}

TEST(Format, SetsInByLevelsAndKeepsTheLinesOfTheAuthor) {
  expect_layout("   policy p   {\nversion \"1\"\n      time zone \"UTC\" }\n\n\n\nlead {\n email email\n}",
                "policy p {\n  version   \"1\"\n  time zone \"UTC\"\n}\n\nlead {\n  email email\n}\n");
}

TEST(Format, AlignsTheFieldsOfABlock) {
  expect_layout("lead {\nemail email\nis_customer yes or no = no\n\nvat text optional\n}\n",
                "lead {\n  email       email\n  is_customer yes or no = no\n\n  vat text optional\n}\n");
}

TEST(Format, AlignsEventsThatStandBelowEachOther) {
  expect_layout(
      "event page_view \"Page view\" {path text,seconds number optional}\n"
      "event form \"Form\" { form text }   fills in company\n"
      "event newsletter_signup_by_hand\n"
      "event claim by sales{rep text}\n",
      "event page_view \"Page view\" { path text, seconds number optional }\n"
      "event form      \"Form\"      { form text } fills in company\n"
      "event newsletter_signup_by_hand\n"
      "event claim     by sales { rep text }\n");
}

TEST(Format, AlignsLabelsAndAmountsOfAScore) {
  expect_layout(
      "score s {\nrange 0 to 100\nrunning\na: +5 each page\nlonger: - 10   each page ,once per 7 days\n"
      "keen: best of { 30 when x\n15 when y }\n}\n",
      "score s {\n  range 0 to 100\n  running\n  a:      +5  each page\n"
      "  longer: -10 each page, once per 7 days\n  keen:   best of { 30 when x\n                    15 when "
      "y }\n}\n");
}

TEST(Format, AlignsTheCellsOfAMatrix) {
  expect_layout("matrix m \"M\"(a,b) {\n| A | Bigger |\nhot:| x | y |\nlukewarm: | much_longer | y |\n}\n",
                "matrix m \"M\" (a, b) {\n            | A           | Bigger |\n"
                "  hot:      | x           | y      |\n  lukewarm: | much_longer | y      |\n}\n");
}

TEST(Format, AlignsGuardsOfAGrade) {
  expect_layout("grade g {\nA when x\nLonger when y and z\nD otherwise\n}\n",
                "grade g {\n  A      when x\n  Longer when y and z\n  D      otherwise\n}\n");
}

TEST(Format, AlignsDefinitionsOnMeans) {
  expect_layout("define a \"A\" means any of x, y\ndefine longer means list{ 1,2 }\n",
                "define a \"A\"  means any of x, y\ndefine longer means list { 1, 2 }\n");
}

TEST(Format, AlignsStagesOnTheirTitlesAndClauses) {
  expect_layout(
      "lifecycle f \"F\" {\nstage raw \"Raw lead\" owned by marketing,first , may rest\n"
      "stage opportunity   \"Opportunity\" owned by sales\nstage won final\n}\n",
      "lifecycle f \"F\" {\n  stage raw         \"Raw lead\"    owned by marketing, first, may rest\n"
      "  stage opportunity \"Opportunity\" owned by sales\n  stage won         final\n}\n");
}

TEST(Format, AlignsTransitionsOnArrowsMovesAndTitles) {
  expect_layout(
      "lifecycle f {\nany->refused when bad, reason wrong_size\n"
      "raw,nurture -> mql on form where title is \"x\" \"Fast path\"\n"
      "nurture -> raw after 60 days without activity \"Went quiet\", reason late\n"
      "on entering recycled{reset interest,notify sales \"back\"}\n"
      "raw -> nurture when name is \"Title of none\"\n"
      "on e where path starts with \"/x\" { notify sales }\n}\n",
      "lifecycle f {\n"
      "  any          -> refused when bad, reason wrong_size\n"
      "  raw, nurture -> mql     on form where title is \"x\"     \"Fast path\"\n"
      "  nurture      -> raw     after 60 days without activity \"Went quiet\", reason late\n"
      "  on entering recycled             { reset interest, notify sales \"back\" }\n"
      "  raw          -> nurture when name is \"Title of none\"\n"
      "  on e where path starts with \"/x\" { notify sales }\n}\n");
}

TEST(Format, SetsInEffectsThatHaveLinesOfTheirOwn) {
  expect_layout("lifecycle f {\na -> b on e\non entering b {\nreset interest,\nnotify sales\n}\n}\n",
                "lifecycle f {\n  a -> b on e\n  on entering b {\n    reset interest,\n    notify sales\n"
                "  }\n}\n");
}

TEST(Format, SetsInATransitionThatGoesOn) {
  expect_layout("lifecycle f {\na -> b when x is \"1\" or\ny\nlonger -> c on e \"T\"\n}\n",
                "lifecycle f {\n  a      -> b when x is \"1\" or\n      y\n  longer -> c on e \"T\"\n}\n");
}

TEST(Format, AlignsTheClausesOfAPromise) {
  expect_layout(
      "sla s owed by sales {\nhours office\nstart on entering mql\nwithin 15 business minutes when hot\n"
      "within 1 hour otherwise\nat 80% {notify sales}\nat breach { notify marketing }\n}\n",
      "sla s owed by sales {\n  hours  office\n  start  on entering mql\n"
      "  within 15 business minutes when hot\n  within 1 hour              otherwise\n"
      "  at 80%                     { notify sales }\n  at breach                  { notify marketing "
      "}\n}\n");
}

TEST(Format, AlignsTheHoursOfACalendar) {
  expect_layout(
      "calendar office \"Office\" {\ntime zone \"Europe/Stockholm\"\nmonday to friday 09:00 - 12:00 "
      ",13:00-17:00\n"
      "saturday,sunday 10:00-24:00\nclosed on \"se.csv\",2026-12-24,12-31\non 2026-12-23 09:00-12:00\n"
      "break on 2026-06-15 14:00- 16:00\n}\n"
      "calendar both means office and other\ncalendar shared \"Shared\" means office and other\n",
      "calendar office \"Office\" {\n"
      "  time zone           \"Europe/Stockholm\"\n"
      "  monday to friday    09:00-12:00, 13:00-17:00\n"
      "  saturday, sunday    10:00-24:00\n"
      "  closed on           \"se.csv\", 2026-12-24, 12-31\n"
      "  on 2026-12-23       09:00-12:00\n"
      "  break on 2026-06-15 14:00-16:00\n"
      "}\n"
      "calendar both            means office and other\n"
      "calendar shared \"Shared\" means office and other\n");
}

TEST(Format, KeepsEveryCommentInItsPlace) {
  expect_layout(
      "# first\n\n\n# second\npolicy p {   # the name\n   # own line\nversion \"1\"# touching\n"
      "time zone \"UTC\"    # aligned\n                   # and going on\n\n # last\n}\n# end",
      "# first\n\n# second\npolicy p {  # the name\n  # own line\n  version   \"1\"    # touching\n"
      "  time zone \"UTC\"  # aligned\n                   # and going on\n\n  # last\n}\n# end\n");
}

TEST(Format, PutsBracesOfAPairAlike) {
  expect_layout("lead\n{\n email email }\nchoice C { a,\n b,\n c }\nchoice D { a, b\n, c\n}\n",
                "lead {\n  email email\n}\nchoice C { a,\n           b,\n           c }\n"
                "choice D {\n  a, b,\n  c\n}\n");
}

TEST(Format, SetsInWhatGoesOn) {
  expect_layout(
      "define a \"A\" owned by sales\nbecause \"x\" since 2026-01-01\nmeans b and\nc\n"
      "event e fills in x,\ny\nscore s {\n r: +5 each e,\n once\n}\n",
      "define a \"A\" owned by sales\n  because \"x\" since 2026-01-01\n  means b and\n    c\n"
      "event e fills in x,\n    y\nscore s {\n  r: +5 each e,\n      once\n}\n");
}

TEST(Format, AlignsPeopleOnTitlesAndValues) {
  expect_layout(
      "people {\nanna \"Anna Berg\" region north , weight 2  # the boss\nbenedict \"Ben\" region south\n# "
      "new\ncarl    region south , away from 2026-12-01   to 2026-12-08 12:00\ndora\n\nemil \"E\" weight "
      "1\n}\n",
      "people {\n"
      "  anna     \"Anna Berg\" region north, weight 2  # the boss\n"
      "  benedict \"Ben\"       region south\n"
      "  # new\n"
      "  carl                 region south, away from 2026-12-01 to 2026-12-08 12:00\n"
      "  dora\n\n"
      "  emil \"E\" weight 1\n}\n");
  expect_layout("people   from   \"people.csv\"\n", "people from \"people.csv\"\n");
}

TEST(Format, AlignsPeopleOfATest) {
  expect_layout(
      "test \"t\" {\ngiven people {\nanna \"Anna Berg\" region north\nbo region south\n}\nat 2026-12-01 "
      "people "
      "{\nanna region north\nbenedict region south\n}\n}\n",
      "test \"t\" {\n"
      "  given people {\n"
      "    anna \"Anna Berg\" region north\n"
      "    bo               region south\n"
      "  }\n"
      "  at 2026-12-01 people {\n"
      "    anna     region north\n"
      "    benedict region south\n"
      "  }\n}\n");
}

TEST(Format, AlignsColumnsOfPeople) {
  expect_layout("person {\nregion Region optional\ncertified yes or no = yes\n}\n",
                "person {\n  region    Region optional\n  certified yes or no = yes\n}\n");
}

TEST(Format, AlignsTeamsRolesAndQueues) {
  expect_layout(
      "team sdr \"SDR\" where certified\nteam founders is anna,ben\nrole boss is anna\nrole manager   is "
      "ben\nqueue "
      "a claimed on claim by rep,for 7 days\nqueue inbound \"In\" claimed on claim by rep\n",
      "team sdr      \"SDR\" where certified\n"
      "team founders is anna, ben\n"
      "role boss    is anna\n"
      "role manager is ben\n"
      "queue a       claimed on claim by rep, for 7 days\n"
      "queue inbound \"In\" claimed on claim by rep\n");
}

TEST(Format, AlignsRowsOfARoute) {
  expect_layout(
      "route owner \"Who\" on enquiry , on expiry of inbound {\nbig:to large by smooth weighted turns when "
      "size at "
      "least 500\nlonger \"L\":keep when owner is known\n# the others\nrest: to inbound otherwise\nremember "
      "by "
      "domain_of(email)   for 4 months,renewed on touch\nload counts while work is mql\nset on moved to "
      "rep,not "
      "counted\nturn back on lost\n}\n",
      "route owner \"Who\" on enquiry, on expiry of inbound {\n"
      "  big:        to large by smooth weighted turns when size at least 500\n"
      "  longer \"L\": keep                              when owner is known\n"
      "  # the others\n"
      "  rest:       to inbound                        otherwise\n"
      "  remember by domain_of(email) for 4 months, renewed on touch\n"
      "  load counts while work is mql\n"
      "  set on moved to rep, not counted\n"
      "  turn back on lost\n}\n");
}

TEST(Format, BreaksLongRowsOfARouteAtTheirOptions) {
  const std::string row =
      "  ours: to sdr where region matches and certified, by turns per region, at most 3 per day,\n"
      "      at most 50 per 7 days together, at work within 4 hours, excluding last 2 owners, or cover, or "
      "wait "
      "otherwise\n";
  std::string one = row;
  one.replace(one.find("\n      "), 7, " ");
  expect_layout("route owner on enquiry {\n" + one + "}\n", "route owner on enquiry {\n" + row + "}\n");
}

TEST(Format, BreaksLongLinesAtCommas) {
  const std::string names =
      "aaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbb, ccccccccccccccccccc, ddddddddddddddddddd";
  expect_layout("event e fills in " + names + ", " + names + "\n",
                "event e fills in " + names + ",\n    " + names + "\n");
  expect_layout("choice C { " + names + ", " + names + " }  # why\n",
                "choice C { " + names + ", aaaaaaaaaaaaaaaaaaa,\n" +
                    "           bbbbbbbbbbbbbbbbbbb, ccccccccccccccccccc, ddddddddddddddddddd }  # why\n");
}

TEST(Format, LeavesALongLineWithoutCommas) {
  const std::string text = "define a means " + std::string(150, 'x') + " and b\n";
  expect_layout(text, text);
}

TEST(Format, TellsASignOfANumberFromSubtraction) {
  expect_layout(
      "define a means b-c\ndefine d means -  c\nscore s {\n range -10 to + 100\n p: -5 each e\n}\n",
      "define a means b - c\ndefine d means - c\nscore s {\n  range -10 to + 100\n  p: -5 each e\n}\n");
}

TEST(Format, KeepsWindowsLineBreaksAndMeasuresWideCharacters) {
  expect_layout("lead {\r\n`漢字` text\r\nb text\r\n}\r\n",
                "lead {\r\n  `漢字` text\r\n  b      text\r\n}\r\n");
}

TEST(Format, LeavesOneVeryLongNameOut) {
  const std::string name(60, 'n');
  expect_layout("event a by sales\nevent longer by sales\nevent " + name + " by sales\n",
                "event a      by sales\nevent longer by sales\nevent " + name + " by sales\n");
}

TEST(Format, SaysNothingOfATextWithErrors) {
  EXPECT_FALSE(formatted("policy p {\n version \"1\n}\n"));
  EXPECT_FALSE(formatted("lead { email\n"));
}

TEST(Format, MakesNothingOfNothing) {
  expect_layout("", "");
  expect_layout(" \n\n  \n", "");
  expect_layout("\n\n# alone", "# alone\n");
}

}  // namespace
}  // namespace lead::format
