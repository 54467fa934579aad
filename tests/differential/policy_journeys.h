// Lifecycles, calendars and promises of generated policies.
#pragma once
#include <optional>

#include "tests/differential/policy_words.h"

namespace lead::testing {

class PolicyJourneys : public PolicyWords {
 protected:
  using PolicyWords::PolicyWords;

  // Effects that routing has, where there is routing.
  virtual std::string routing_effect() { return {}; }

  // Stages s0 to s4; s4 is final. Conditions are over values that stages do not change, so that nothing goes
  // round; where a lead stands is asked by rules, guards and grades.
  std::string stage_condition() {
    return random_.pick<std::string>({"funnel is s1", "funnel is not s2", "ever in s3",
                                      "entries of s1 at least 2", "first entering s2 less than 12ms ago",
                                      "last entering s1 more than 5ms ago", "funnel is s0 or ever in s2"});
  }
  std::string lifecycle() {
    std::string out =
        "lifecycle funnel \"Funnel\" {\n  stage s0 first, may rest\n  stage s1 may rest\n"
        "  stage s2 may rest\n  stage s3 owned by sales, may rest\n  stage s4 \"Gone\" final, reasons "
        "Colour\n";
    const int64_t count = random_.between(3, 8);
    for (int64_t i = 0; i < count; ++i) out += transition();
    if (random_.chance(40)) out += fmt::format("  on entering s{} {{ reset s0 }}\n", random_.between(1, 3));
    if (random_.chance(40))
      out += fmt::format("  on leaving s{} {{ notify sales \"left\" }}\n", random_.between(0, 3));
    if (random_.chance(30)) out += fmt::format("  {} {{ notify sales \"it happened\" }}\n", cause());
    if (has_people_ && random_.chance(50))
      out += fmt::format("  on {} {{ {} }}\n", event(), routing_effect());
    return out + "}\n";
  }
  // A lead leaves for a reason.
  std::string transition() {
    std::string row = move();
    if (row.find("-> s4") == std::string::npos) return row;
    row.insert(row.size() - 1,
               fmt::format(", reason {}", random_.pick<std::string>({"red", "green", "blue"})));
    return row;
  }
  std::string move() {
    const int64_t from = random_.between(0, 3);
    int64_t to = random_.between(0, 4);
    if (to == from) to = 4;
    std::string origin = fmt::format("s{}", from);
    const int64_t second = random_.between(0, 3);
    if (second != from && second != to && random_.chance(40)) origin += fmt::format(", s{}", second);
    if (random_.chance(10) && to == 4) origin = "any";
    const std::string e = event();
    const std::string state = random_.chance(30) ? " when " + atom() : "";
    if (slas_ > 0 && random_.chance(15))
      return fmt::format("  {} -> s{} on breach of p{}{}\n", origin, to, random_.below(slas_), state);
    switch (random_.below(6)) {
      case 0:  // upwards only, so that no condition goes round
        if (to > from && origin == fmt::format("s{}", from))
          return fmt::format("  {} -> s{} when {}\n", origin, to, condition(1));
        return fmt::format("  {} -> s{} on {}{}\n", origin, to, e, guard(e));
      case 1:
        if (origin != "any")
          return fmt::format("  {} -> s{} after {} in s{}{}\n", origin, to, span(), from, state);
        return fmt::format("  {} -> s{} on {}{}\n", origin, to, e, guard(e));
      case 2:
        return fmt::format("  {} -> s{} after {} without {}{}\n", origin, to, span(), event(), state);
      case 3:
        return fmt::format("  {} -> s{} on y becoming yes{}\n", origin, to, state);
      case 4:
        return fmt::format("  {} -> s{} {}{}\n", origin, to, schedule(), state);
      default:
        return fmt::format("  {} -> s{} on {}{}\n", origin, to, e, guard(e));
    }
  }

  // The streams lie around 01:00 UTC of a Sunday: openings begin and end there.
  std::string calendars() {
    std::string out =
        "calendar early \"Early\" {\n  sunday 00:00-01:00, 01:01-02:30\n  saturday 20:00-24:00\n";
    if (random_.chance(50))
      out += fmt::format("  time zone \"{}\"\n",
                         random_.pick<std::string>({"UTC", "Europe/Stockholm", "America/New_York"}));
    if (random_.chance(30)) out += "  closed on 2026-03-30, 12-25\n";
    if (random_.chance(20))
      out += "  on 2026-03-29 00:30-01:30, 02:00-03:00\n  break on 2026-03-29 01:00-01:10\n";
    out += "}\ncalendar late { saturday to monday 21:00-03:00 }\n";
    return out + (random_.chance(50) ? "calendar shared \"Both\" means early and late\n"
                                     : "calendar shared means late and early\n");
  }

  std::string cause() {
    const std::string e = event();
    const std::string state = random_.chance(20) ? " when " + atom() : "";
    switch (random_.below(9)) {
      case 0:
        if (has_lifecycle_) return fmt::format("on entering s{}{}", random_.between(0, 4), state);
        break;
      case 1:
        if (has_lifecycle_) return fmt::format("on leaving s{}{}", random_.between(0, 3), state);
        break;
      case 2:
        return "on y becoming yes" + state;
      case 3:
        return fmt::format("on {} becoming {}{}", scores_.front(),
                           random_.pick<std::string>({"warm", "hot", "cold"}), state);
      case 4:
        return schedule() + state;
      case 5:
        if (slas_ > 0) return fmt::format("on breach of p{}{}", random_.below(slas_), state);
        break;
      default:
        break;
    }
    return fmt::format("on {}{}", e, guard(e));
  }

  std::string target() {
    switch (random_.below(7)) {
      case 0:
        return fmt::format("within {}", span());
      case 1:
        return fmt::format("within {} business milliseconds", random_.between(1, 60));
      case 2:
        return "within 1 business day";
      case 3:
        return random_.pick<std::string>({"by end of business day", "by end of next business day"});
      case 4:
        return random_.pick<std::string>({"by since", "by seen"});
      default:
        return fmt::format("within {}ms", random_.between(1, 12));
    }
  }

  // `time`: what its amounts count, "" or "business "; nothing: the targets count both, and only shares fit.
  std::string step(const std::optional<std::string>& time) {
    const std::string effect =
        random_.pick<std::string>({"notify sales \"soon\"", "notify sales", "reset s0"});
    switch (time ? random_.below(6) : 5 * random_.below(2)) {
      case 0:
        return fmt::format("  at {}% {{ {} }}\n", random_.between(1, 99), effect);
      case 1:
        return fmt::format("  at {} {}milliseconds before breach {{ {} }}\n", random_.between(1, 20), *time,
                           effect);
      case 2:
        return fmt::format("  at {} {}milliseconds after breach {{ {} }}\n", random_.between(1, 20), *time,
                           effect);
      case 3:
        return fmt::format("  every {} {}milliseconds after breach, at most {} times {{ {} }}\n",
                           random_.between(1, 9), *time, random_.between(1, 4), effect);
      default:
        return fmt::format("  at breach {{ {} }}\n", effect);
    }
  }

  static bool is_plain(const std::string& target) {
    return target.starts_with("within") && target.find("business") == std::string::npos;
  }

  std::string sla() {
    std::string out, hours;
    switch (random_.below(6)) {
      case 0:
        hours = "by colour or else red { red early, green late, blue shared }";
        break;
      case 1:  // changes by time alone
        out +=
            fmt::format("define pace{} means brisk when count of a in last {}ms at least 1, calm otherwise\n",
                        slas_, random_.between(2, 20));
        hours = fmt::format("by pace{} {{ brisk early, calm late }}", slas_);
        break;
      default:
        hours = random_.pick<std::string>({"early", "late", "shared"});
    }
    out += fmt::format("sla p{} \"Promise\" owed by sales {{\n  hours {}\n", slas_, hours);
    const bool starts_late = random_.chance(15);
    out += fmt::format("  {} {}{}\n", random_.chance(80) ? "start" : "restart", cause(),
                       starts_late ? " since seen" : "");
    if (random_.chance(30)) out += fmt::format("  restart {}\n", cause());
    if (random_.chance(70)) out += fmt::format("  met {}\n", cause());
    if (random_.chance(40)) out += fmt::format("  cancel {}\n", cause());
    if (random_.chance(25)) out += fmt::format("  reset {}\n", cause());
    if (random_.chance(30)) out += fmt::format("  pause {}\n  resume {}\n", cause(), cause());
    if (random_.chance(30)) out += fmt::format("  pause while {}\n", atom());
    bool plain = false, business = false;
    const auto aim = [&](const std::string& guard) {
      const std::string text = target();
      (is_plain(text) ? plain : business) = true;
      out += fmt::format("  {}{}\n", text, guard);
    };
    if (random_.chance(30)) aim(" when " + atom());
    if (random_.chance(20)) {
      plain = business = true;
      out += "  within by level or else low { low 5ms, mid 9 business milliseconds, high 40ms }\n";
    } else {
      aim("");
    }
    std::optional<std::string> time;
    if (plain != business) time = plain ? "" : "business ";
    if (random_.chance(25)) out += random_.pick<std::string>({"  retarget\n", "  retarget afresh\n"});
    for (int64_t i = random_.below(4); i > 0; --i) out += step(time);
    ++slas_;
    return out + "}\n";
  }
};

}  // namespace lead::testing
