// Who carried what: turns beside the share that weights give, queues, and the table of both.
#include <gtest/gtest.h>

#include "workbench/simulate/render.h"

namespace lead::simulate {
namespace {

using engine::Bar;
using engine::RoutingKind;

artefact::ArtefactT policy() {
  artefact::ArtefactT made;
  made.policy = "acme";
  made.roles.push_back(std::make_unique<artefact::RoleT>());
  made.roles[0]->name = "owner";
  made.roles.push_back(std::make_unique<artefact::RoleT>());
  made.roles[1]->name = "seller";
  made.routes.push_back(std::make_unique<artefact::RouteT>());
  made.routes[0]->title = "Who gets it";
  made.route_rows.push_back(std::make_unique<artefact::RouteRowT>());
  made.route_rows[0]->name = "local";
  made.route_rows[0]->kind = artefact::DestinationKind::Team;
  made.route_rows[0]->target = 0;
  made.route_rows[0]->algorithm = artefact::Algorithm::SmoothTurns;
  made.teams.push_back(std::make_unique<artefact::TeamT>());
  made.teams[0]->name = "a_team_with_a_long_name";
  made.queues.push_back(std::make_unique<artefact::QueueT>());
  made.queues[0]->name = "list";
  made.people.push_back(std::make_unique<artefact::PersonT>());
  made.people[0]->id = "anna";
  made.people[0]->title = "Anna Berg";
  return made;
}

// `turn`: anna has weight 2, ben 1; the lead goes to `to`.
void give(LoadReport& report, std::string_view lead, std::string_view turn, std::string_view to) {
  report.considered({0,
                     lead,
                     0,
                     {{"anna", Bar::None, "", 2}, {"ben", Bar::None, "", 1}, {"cleo", Bar::Away, "", 9}},
                     turn});
  engine::Assignment assignment{};
  assignment.lead = lead;
  assignment.kind = RoutingKind::Given;
  assignment.to = to;
  assignment.row = 0;
  report.assigned(assignment);
}

void queue(LoadReport& report, std::string_view lead, RoutingKind kind, int64_t at_ms,
           std::string_view to = {}) {
  engine::Assignment assignment{};
  assignment.instant_ms = at_ms;
  assignment.lead = lead;
  assignment.kind = kind;
  assignment.queue = 0;
  assignment.to = to;
  report.assigned(assignment);
}

TEST(Loads, TurnsAreTheMembersAndLeadsTheCovers) {
  const artefact::ArtefactT artefact = policy();
  LoadReport report(artefact);
  give(report, "a", "anna", "anna");
  give(report, "b", "ben", "anna");  // she covers for him
  give(report, "c", "anna", "anna");
  const Figures figures = report.figures(0);
  const RoleLoad& owner = figures.roles[0];
  EXPECT_EQ(owner.people.at("anna").given, 3u);
  EXPECT_EQ(owner.people.at("anna").by_row, 2u);
  EXPECT_EQ(owner.people.at("anna").expected_millionths, 2'000'001);  // thrice 666,667
  EXPECT_EQ(owner.people.at("ben").given, 0u);
  EXPECT_EQ(owner.people.at("ben").by_row, 1u);
  EXPECT_FALSE(owner.people.contains("cleo"));
}

TEST(Loads, TheTableIsAligned) {
  const artefact::ArtefactT artefact = policy();
  LoadReport report(artefact);
  give(report, "a", "anna", "anna");
  give(report, "b", "ben", "anna");
  give(report, "c", "anna", "anna");
  queue(report, "d", RoutingKind::Queued, 0);
  queue(report, "e", RoutingKind::Queued, 0);
  queue(report, "f", RoutingKind::Queued, 0);
  queue(report, "g", RoutingKind::Queued, 0);
  queue(report, "d", RoutingKind::Claimed, 7'384'000, "ben");
  queue(report, "e", RoutingKind::Expired, 86'400'000);
  queue(report, "g", RoutingKind::Cleared, 46'840'000);
  EXPECT_EQ(render_loads(report.figures(86'400'000), artefact, false), R"(
owner  Who gets it
                                  given     now    most   turns  expected     off
  anna  Anna Berg                     3       3       3       2       2.0     0.0  ██████████████████████████████│
  ben                                 1       1       1       1       1.0     0.0  ██████████████│
  team a_team_with_a_long_name        3  among 1 person

Rows
                       leads
  local                    3

Queues
                        came   taken unclaimed otherwise     now    most  waited on average    longest
  list                     4       1         1         1       1       4  13 hours 1 minute    1 day

What fell through
  no owner: lies in list                   1
  no owner: not claimed in time            1
  no owner: cleared                        1
  stays that nobody claimed                1
)");
}

TEST(Loads, NobodysLeadsAreCountedByWhereTheyAre) {
  const artefact::ArtefactT artefact = policy();
  LoadReport report(artefact);
  queue(report, "a", RoutingKind::Queued, 0);
  queue(report, "b", RoutingKind::Queued, 0);
  queue(report, "b", RoutingKind::Expired, 10);
  queue(report, "c", RoutingKind::Queued, 0);
  queue(report, "c", RoutingKind::Expired, 10);
  queue(report, "c", RoutingKind::ByHand, 20, "anna");
  queue(report, "d", RoutingKind::Cleared, 0);
  engine::Assignment waits{};
  waits.lead = "e";
  waits.kind = RoutingKind::Waiting;
  waits.row = 0;
  report.assigned(waits);
  waits.lead = "c";  // anna has it meanwhile
  waits.from = waits.to = "anna";
  report.assigned(waits);
  const Figures figures = report.figures(30, 9);
  EXPECT_EQ(figures.queues.at("list").unheld, 1u);
  EXPECT_EQ(figures.rows.at("local").now, 2u);
  EXPECT_EQ(figures.rows.at("local").unheld, 1u);
  EXPECT_EQ(figures.roles[0].unclaimed, 1u);
  EXPECT_EQ(figures.roles[0].cleared, 1u);
  EXPECT_EQ(figures.roles[0].by_hand, 1u);
  EXPECT_EQ(never_given(figures, 0), 4u);  // of nine: a, b, c, d and e are elsewhere
}

TEST(Loads, WhomACapKeepsFromATurnCompetesForIt) {
  const artefact::ArtefactT artefact = policy();
  LoadReport report(artefact);
  for (const char* lead : {"a", "c"}) {  // one a day each, and anna is first
    report.considered({0, lead, 0, {{"anna", Bar::None, "", 1}, {"ben", Bar::None, "", 1}}, "anna"});
    report.considered({0, lead, 0, {{"anna", Bar::Cap, "", 1}, {"ben", Bar::None, "", 1}}, "ben"});
  }
  const Figures figures = report.figures(0);
  EXPECT_EQ(figures.capped[0], 2u);
  for (const char* person : {"anna", "ben"}) {
    EXPECT_EQ(figures.roles[0].people.at(person).by_row, 2u);
    EXPECT_EQ(figures.roles[0].people.at(person).expected_millionths, 2'000'000);
  }
  const std::string text = render_loads(figures, artefact, false);
  EXPECT_NE(text.find("caps kept somebody from 2 of them"), std::string::npos) << text;
}

TEST(Loads, WhoGotNothingIsListedAndWhoHasLeftIsMarked) {
  const artefact::ArtefactT artefact = policy();
  LoadReport report(artefact);
  give(report, "a", "anna", "anna");
  routing::People people;
  std::vector<routing::Person> persons(2);
  persons[0].number = people.number_of("zoe");
  persons[0].title = "Zoe Zorn";
  persons[1].number = people.number_of("ben");
  auto made = routing::make_roster(std::move(persons), people);
  const auto& roster = std::get<routing::Roster>(made);
  const std::vector<routing::Member> members{{people.number_of("zoe"), 1}, {people.number_of("ben"), 1}};
  engine::DeskState desk;
  desk.people = &people;
  desk.in_force = &roster;
  desk.teams.emplace_back(members);
  const Figures figures = report.figures(0, 1, 0, &desk);
  const RoleLoad& owner = figures.roles[0];
  EXPECT_EQ(owner.order, (std::vector<std::string>{"zoe", "ben", "anna"}));
  EXPECT_EQ(owner.people.at("zoe").title, "Zoe Zorn");
  EXPECT_TRUE(owner.people.at("anna").has_left);
  const std::string text = render_loads(figures, artefact, false);
  EXPECT_NE(text.find("anna  Anna Berg, has left"), std::string::npos) << text;
  EXPECT_NE(text.find("among 1 of 2 people"), std::string::npos) << text;
}

TEST(Loads, WhatFellThroughIsRed) {
  const artefact::ArtefactT artefact = policy();
  LoadReport report(artefact);
  queue(report, "e", RoutingKind::Queued, 0);
  queue(report, "e", RoutingKind::Expired, 86'400'000);
  const std::string text = render_loads(report.figures(86'400'000), artefact, true);
  EXPECT_NE(text.find("\x1b[31m         1\x1b[0m"), std::string::npos) << text;
}

}  // namespace
}  // namespace lead::simulate
