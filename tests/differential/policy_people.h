// People, teams, queues and routes of generated policies.
//
// Columns of a person: `colour` like the lead's attribute, `senior`. Persons are w0 to w7; an event claim,
// hand, done or miss names or meets them (`routing_events`). No route is run by its own assignment, and a row
// that waits asks nothing of the lead that time alone changes.
#pragma once
#include "tests/differential/policy_journeys.h"

namespace lead::testing {

class PolicyPeople : public PolicyJourneys {
 protected:
  using PolicyJourneys::PolicyJourneys;
  ~PolicyPeople() = default;

  static std::string routing_events() {
    return "event claim { rep person }\nevent hand { rep person optional }\nevent done\nevent miss\n";
  }

  std::string people() {
    people_ = random_.between(2, 8);
    std::string out = "person {\n  colour Colour optional\n  senior yes or no = no\n}\npeople {\n";
    for (int64_t i = 0; i < people_; ++i) out += "  " + person(i) + "\n";
    out += "}\nteam all where colour is known or colour is missing\n";
    out += fmt::format("team some where {}\n", person_condition());
    out += fmt::format("team named is {}, {}\n", "w1", "w0");
    return out + "role boss is w0\n";
  }

  // Two queues, one for each role, and the routes of one or two roles.
  std::string routes() {
    std::string out;
    has_seller_ = random_.chance(50);
    const std::string stay = span();  // often of both queues, so that stays end at once
    for (int i = 0; i < 2; ++i) {
      out += fmt::format("queue q{} claimed on claim by rep", i);
      if (random_.chance(50)) out += ", offered to " + team();
      if (random_.chance(40)) out += fmt::format(", at most {} claims {}", random_.between(1, 2), per());
      if (random_.chance(60)) out += ", for " + (random_.chance(60) ? stay : span());
      out += ", watched by boss\n";
    }
    out += route("owner", "on a, on b where x >= 2, on expiry of q0", true);
    if (random_.chance(50)) out += route("owner", "on c" + guard("c"), false);
    if (has_seller_) out += route("seller", "on assignment of owner, on z", true);
    return out;
  }

  // What may be asked of who holds a role.
  std::string holder_atom() {
    return random_.pick<std::string>({"owner is known", "owner is w0", "owner is not w1", "owner is missing",
                                      "owner is away", "owner is not away", "owner is boss"});
  }
  // Effects that routing has, for any cause that routing does not follow.
  std::string routing_effect() override {
    return random_.pick<std::string>(
        {"clear owner", "assign owner again", "assign owner again excluding last 1 owner",
         "assign owner again excluding last 2 owner", "notify owner \"yours\"", "notify boss"});
  }

 private:
  int64_t people_ = 2;
  bool has_seller_ = false;
  std::string memory_;  // of the role whose routes are being written; empty: none

  std::string team() { return random_.pick<std::string>({"all", "all", "some", "named"}); }
  std::string person_condition() {
    return random_.pick<std::string>(
        {"senior", "not senior", "colour is red", "colour is not red or senior", "colour is known"});
  }
  // An instant among those of the streams.
  static std::string instant(int64_t ms) {
    const int64_t at = 59'900 + ms;
    return fmt::format("2026-03-29T0{}:{:02}:{:02}.{:03}Z", at < 60'000 ? 0 : 1, at < 60'000 ? 59 : 0,
                       at / 1'000 % 60, at % 1'000);
  }
  std::string person(int64_t index) {
    std::string out = fmt::format("w{} senior {}", index, random_.chance(50) ? "yes" : "no");
    if (random_.chance(70)) out += ", colour " + random_.pick<std::string>({"red", "green", "blue"});
    if (random_.chance(40)) out += fmt::format(", weight {}", random_.between(1, 5));
    if (random_.chance(40)) out += fmt::format(", capacity {}", random_.between(1, 3));
    if (random_.chance(30)) out += ", hours " + random_.pick<std::string>({"early", "late", "shared"});
    if (random_.chance(30)) out += fmt::format(", cover w{}", (index + 1) % people_);
    if (random_.chance(50)) {
      const int64_t from = random_.below(200);
      out += fmt::format(", away from {} to {}", instant(from), instant(from + random_.between(1, 90)));
    }
    return out;
  }
  std::string per() {
    return random_.chance(50) ? "per " + span()
                              : random_.pick<std::string>({"per hour", "per day", "per week", "per month"});
  }
  std::string algorithm() {
    std::string out = random_.pick<std::string>({"in order", "by turns", "by least recent",
                                                 "by smooth weighted turns", "by lowest pointer",
                                                 "by count per day", "by least loaded", "by fair share"});
    const bool is_keyed = out != "in order" && out != "by least loaded";
    if (is_keyed && random_.chance(25)) out += " per colour";
    return out;
  }
  std::string route(const std::string& role, const std::string& causes, bool is_first) {
    std::string out = fmt::format("route {} {} {{\n", role, causes);
    if (is_first) memory_ = random_.chance(50) ? memory_times() : "";
    for (int64_t i = random_.between(0, 3); i > 0; --i) out += row(role, i);
    out += fmt::format("  last: {} otherwise\n",
                       random_.pick<std::string>({role == "owner" ? "to q0" : "to q1", "keep", "clear",
                                                  "to all, " + algorithm() + ", or wait"}));
    if (is_first) {
      if (!memory_.empty()) out += fmt::format("  remember by t or else \"u\" for {}\n", memory_);
      if (random_.chance(30)) out += "  load counts while y\n";
      if (random_.chance(40)) out += "  turn back on miss\n";
      if (random_.chance(50))
        out += random_.pick<std::string>({"  set on hand to rep\n", "  set on hand to rep, not counted\n"});
    }
    return out + "}\n";
  }
  std::string memory_times() {
    if (random_.chance(40)) return span() + (random_.chance(70) ? ", renewed on z" : "");
    std::string out = span() + " from z";
    if (random_.chance(40)) out += fmt::format(", for {} from miss", span());
    if (random_.chance(30)) out += fmt::format(", for {}", span());
    return out;
  }
  std::string row(const std::string& role, int64_t index) {
    std::string out = fmt::format("  row{}: ", index);
    bool is_by_time = false;  // whom it names changes by time alone: nobody waits for that
    switch (random_.below(9)) {
      case 0:
        out += fmt::format("to last {}", role);
        break;
      case 2:
        return out + "keep" + (random_.chance(60) ? " when " + atom() : "") + "\n";
      case 1:
        out += random_.pick<std::string>({"to person boss", "to person w1", "to person w0"});
        break;
      case 3:
        if (!memory_.empty()) {
          out += fmt::format("to remembered {}", role);
          is_by_time = memory_.find(", for") != std::string::npos;
          break;
        }
        [[fallthrough]];
      default:
        out += "to " + team();
        if (random_.chance(40))
          out += " where " +
                 random_.pick<std::string>({"senior", "colour matches", "senior or y", "n is known"});
        out += ", " + algorithm();
        if (random_.chance(25)) out += ", turn spent on done";
        if (out.find("lowest pointer") != std::string::npos && random_.chance(40)) out += ", catching up";
    }
    if (random_.chance(25)) out += fmt::format(", at most {} {}", random_.between(1, 3), per());
    if (random_.chance(15)) out += fmt::format(", at most {} {} together", random_.between(1, 5), per());
    if (random_.chance(30)) out += random_.chance(50) ? ", at work" : ", at work within " + span();
    if (random_.chance(40)) out += ", or cover";
    if (random_.chance(15) && !is_by_time) out += ", or wait";
    if (random_.chance(20)) out += fmt::format(", excluding last {} {}", random_.between(1, 2), role);
    return out + (random_.chance(60) ? " when " + atom() : "") + "\n";
  }
};

}  // namespace lead::testing
