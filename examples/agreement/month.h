// A December of a company: who came, and what the two teams did about it, made up from a seed.
//
// `simulate` draws `lead_count` leads and gives each a story of its kind. Buyers ask for a demo; somebody of
// sales answers in the hours of the office, mostly in time, sometimes late, now and then never. Marketing
// looks up who a lead is. What is left of `event_count` is visits to the site, a few of them by robots.
// Nobody here knows who will be given a lead: that is decided by the policy. Only claims name a person, and
// only leads of markets that have no rep of their own are claimed.
//
// Same settings, same events, on every machine. Never fails.
#pragma once
#include <vector>

#include "examples/inbound/leads.h"

namespace agreement {

[[nodiscard]] std::vector<inbound::Event> simulate(const inbound::Settings& settings,
                                                   inbound::Random& random);

}  // namespace agreement
