// What generated policies are put together from: spans, events, values, conditions, guards, times of the
// calendar.
//
// Private to the generator (generate_policy.cpp); its layers are classes on top of each other, so that each
// file has one kind of block.
#pragma once
#include <fmt/format.h>

#include <string>
#include <vector>

#include "tests/support/random.h"

namespace lead::testing {

class PolicyWords {
 protected:
  explicit PolicyWords(uint64_t seed) : random_(seed) {}

  static constexpr int kLatenessMs = 5;
  Random random_;
  int conditions_ = 0;
  bool has_ladder_ = false, has_buckets_ = false;
  bool has_required_ = false;  // an attribute that every lead knows
  bool uses_email_ = false;    // the module
  bool has_lifecycle_ = false;
  bool has_people_ = false;  // a roster, and routes that make `owner` a role
  int slas_ = 0;
  bool events_only_ = false;         // nothing comes to hold, no times of the calendar, no resets
  std::vector<std::string> scores_;  // those declared so far, each with bands cold, warm, hot
  int rules_ = 0;

  std::string long_span() {
    return random_.pick<std::string>({"1 second", "2 seconds", "1 minute", "2 minutes", "1 hour", "3 hours",
                                      "1 day", "2 days", "1 week", "2 weeks", "1 month", "2 months", "1 year",
                                      "2 years", "1 millisecond", "30 milliseconds"});
  }
  std::string span() { return fmt::format("{}ms", random_.between(2, 40)); }
  std::string event() { return random_.pick<std::string>({"a", "b", "c", "z", "ab"}); }
  std::string level() { return random_.pick<std::string>({"low", "mid", "high"}); }
  std::string compare() {
    return random_.pick<std::string>({">=", ">", "<", "<=", "is", "is not", "at least", "below"});
  }

  std::string number() {
    switch (random_.below(16)) {
      case 10:
        return fmt::format("sum of x of a in last {}", span());
      case 11:
        return fmt::format("(greatest of x of ab in last {} or else 1)", span());
      case 12:
        return fmt::format("least of x of b in last {}", span());
      case 13:
        return fmt::format("count of distinct s of ab in last {}", span());
      case 14:
        return fmt::format("average of x of a in last {}", span());
      case 15:
        return random_.pick<std::string>({"last a.x", "first ab.x", "sum of x of ab in last 1 month"});
      case 7:
        return "-m";
      case 8:
        return "least(n, m)";
      case 9:
        return "greatest(m, 2)";
      case 0:
        return "n";
      case 1:
        return "m";
      case 2:
        return "(n or else 2)";
      case 3:
        return "(n + m)";
      case 4:
        return "(m * 2 - 1)";
      case 5:
        return fmt::format("count of {} in last {}", event(), span());
      default:
        return fmt::format("count of {}", event());
    }
  }

  std::string atom() {
    switch (random_.below(64)) {
      case 36:
        return random_.pick<std::string>({"last b.s is \"p\"", "first a.s starts with \"u\""});
      case 37:
        return random_.pick<std::string>({"last a.k at least mid", "first c.k is high"});
      case 0:
      case 1:
        return fmt::format("{} {} {}", number(), compare(), random_.between(0, 6));
      case 2:
        return fmt::format("level at least {}", level());
      case 3:
        return fmt::format("colour is {}", random_.pick<std::string>({"red", "green", "blue"}));
      case 4:
        return fmt::format("t is \"{}\"", random_.pick<std::string>({"u", "uv", "Sales Lead"}));
      case 5:
        return fmt::format("t {} \"u\"", random_.pick<std::string>({"starts with", "contains", "ends with"}));
      case 6:
        return "y";
      case 7:
        return fmt::format("any {} in last {}", event(), span());
      case 8:
        return fmt::format("no {} in last {}", event(), span());
      case 9:
        return fmt::format("last {} less than {} ago", event(), span());
      case 10:
        return fmt::format("seen {} {} ago",
                           random_.pick<std::string>({"less than", "more than", "at least"}), span());
      case 11:
        return fmt::format("{} is {}", random_.pick<std::string>({"n", "t", "level", "price", "seen"}),
                           random_.pick<std::string>({"known", "missing"}));
      case 12:
        return fmt::format("d {} {}", random_.pick<std::string>({">=", "<"}),
                           random_.pick<std::string>({"0.5", "10", "33.333333"}));
      case 13:
        return fmt::format("price at least EUR {}", random_.pick<std::string>({"1", "10.50", "999"}));
      case 14:
        return "land in list { SE, DE }";
      case 15:
        return fmt::format("n from {} to {}", random_.between(0, 3), random_.between(4, 9));
      case 16:
        return fmt::format("n is known and not (n > {})", random_.between(1, 7));
      case 17:
        return conditions_ > 0 ? fmt::format("cond{}", random_.below(conditions_)) : "m > 2";
      case 18:
        return has_ladder_ ? "size is small" : "n in list { 1, 2, 3 }";
      case 19:
        return has_buckets_ ? "size_of_d at least some" : "m is 3";
      case 20:
        return "t has any word of list { \"lead\", \"boss\" }";
      case 21:
        return "t is not \"u\"";
      case 22:
        return "t matches \"[uv]+|p.*\"";
      case 23:
        return "t in list { \"u\", \"pq\" }";
      case 24:
        return "(t or else \"u\") is \"u\"";
      case 25:
        return "nick is \"p\"";
      case 26:
        return fmt::format("m / (n or else 0) {} 0.5", random_.pick<std::string>({">", "<="}));
      case 27:
        return "day_of(seen) is 2026-03-29";
      case 28:
        return fmt::format("since less than {} ago",
                           random_.pick<std::string>({"1 day", "2 days", "1 month"}));
      case 29:
        return fmt::format("seen less than {} ago", long_span());
      case 30:
        return fmt::format("any {} in last {}", event(), long_span());
      case 31:
        return "domain_of(mail) is \"p.example\"";
      case 32:
        return fmt::format("since {} 2026-03-29", random_.pick<std::string>({"is", "at most", "above"}));
      case 33:
        return "since + 1 day is 2026-03-29";
      case 38:
      case 39:
      case 40:
      case 41:
      case 42:
      case 43:
      case 44:
      case 45:
      case 46:
      case 47:
      case 48:
      case 49:
        return rare_atom();
      case 52:
      case 53:
      case 54:
      case 55:
      case 56:
      case 57:
      case 58:
      case 59:
      case 60:
      case 61:
      case 62:
      case 63:
        return set_or_table_atom();
      default:
        if (scores_.empty()) return "m < 8";
        return random_.chance(50)
                   ? fmt::format("{} at least {}", random_.pick(scores_), random_.between(1, 30))
                   : fmt::format("{} at least warm", random_.pick(scores_));
    }
  }

  std::string set_or_table_atom() {
    switch (random_.below(12)) {
      case 0:
        return fmt::format("likes has {}", random_.pick<std::string>({"red", "green", "colour"}));
      case 1:
        return fmt::format("likes has {} of list {{ red, blue }}", random_.pick<std::string>({"any", "all"}));
      case 2:
        return fmt::format("needs has {}", random_.pick<std::string>({"low", "level"}));
      case 3:
        return fmt::format("size_of(likes) {} {}", compare(), random_.between(0, 3));
      case 4:
        return random_.pick<std::string>({"likes is list { red }", "needs is not list { low, high }",
                                          "likes is known and not (likes has green)"});
      case 5:
        return fmt::format("colour_of(t) is {}", random_.pick<std::string>({"red", "green", "colour"}));
      case 6:
        return fmt::format("worth_of(t) {} {}", compare(), random_.between(-2, 6));
      case 7:
        return fmt::format(
            "owner_of(mail) {}",
            random_.pick<std::string>({"is \"u\"", "is known", "starts with \"p\"", "is missing"}));
      case 8:
        return "share_of(t) or else 1 > 0.5";
      case 9:
        return "is_big(t or else \"p\") is yes";
      case 10:
        return "colour_of(owner_of(mail)) is red";
      default:
        return "(worth_of(t) or else n or else 0) > 2";
    }
  }

  std::string rare_atom() {
    switch (random_.below(12)) {
      case 0:
        return fmt::format("first {} {} {} ago", event(),
                           random_.pick<std::string>({"less than", "at least"}), span());
      case 1:
        return fmt::format("earliest(seen, last {}) less than {} ago", event(), span());
      case 2:
        return fmt::format("latest(seen, first {}) at least {} ago", event(), span());
      case 3:
        return fmt::format("part {} 25%", random_.pick<std::string>({"at least", "is", "below"}));
      case 4:
        return fmt::format("pause {} 3 milliseconds", random_.pick<std::string>({"more than", "at most"}));
      case 5:
        return fmt::format("n {} list {{ 0, 1, 4 }}", random_.pick<std::string>({"in", "not in"}));
      case 6:
        return fmt::format("exactly 1 of {{ y, m > 2, any {} in last {} }}", event(), span());
      case 7:
        return fmt::format("seen {} {} ago", random_.pick<std::string>({"less than", "more than"}),
                           long_span());
      case 8:
        return fmt::format("(greatest of x of a in last {} or else least of x of b in last {}) {} {}", span(),
                           span(), compare(), random_.between(-1, 3));
      case 9:
        return random_.pick<std::string>(
            {"domain_of(t) is \"q.example\"", "domain_of(t) is \"p@q.example\"", "domain_of(t) is known"});
      case 10:
        return "seen below 2026-03-29T01:00:00Z";
      default:
        return uses_email_ ? "is_free_mail(mail)" : fmt::format("any {} in last {}", event(), long_span());
    }
  }

  std::string condition(int depth) {
    if (depth == 0 || random_.chance(40)) return atom();
    switch (random_.below(4)) {
      case 0:
        return fmt::format("({} and {})", condition(depth - 1), condition(depth - 1));
      case 1:
      case 2:
        return fmt::format("({} or {})", condition(depth - 1), condition(depth - 1));
      default:
        return fmt::format("at least 2 of {{ {}, {}, {} }}", atom(), atom(), atom());
    }
  }

  // A guard over the payload of `event`, or nothing.
  std::string guard(const std::string& event) {
    if (random_.chance(40)) return "";
    if (random_.chance(30)) return " where " + atom();
    if (event == "a")
      return fmt::format(" where {}", random_.pick<std::string>(
                                          {"x >= 2", "x is 1 or k is high", "s is \"p\"", "k at least mid"}));
    if (event == "b")
      return fmt::format(" where {}",
                         random_.pick<std::string>({"x >= 2", "s is \"p\"", "s contains \"p\"",
                                                    "is_big(s) is yes", "colour_of(s) is colour"}));
    if (event == "c")
      return fmt::format(" where {}",
                         random_.pick<std::string>({"k is mid", "wants has red", "size_of(wants) >= 1",
                                                    "likes has all of list { red, blue }"}));
    if (event == "ab") return fmt::format(" where {}", random_.pick<std::string>({"x >= 2", "s is \"p\""}));
    return "";
  }

  std::string schedule() {
    const std::string time = random_.pick<std::string>({"00:00", "01:00", "02:00", "03:00", "21:00"});
    switch (random_.below(3)) {
      case 0:
        return fmt::format("every {} at {}", random_.pick<std::string>({"saturday", "sunday"}), time);
      case 1:
        return fmt::format("every month on day {} at {}", random_.pick<std::string>({"28", "29", "31"}),
                           time);
      default:
        return fmt::format("every day at {}", time);
    }
  }
};

}  // namespace lead::testing
