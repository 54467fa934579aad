#include "tests/differential/generate_policy.h"

#include "tests/differential/policy_people.h"

namespace lead::testing {
namespace {

// The fixed schema that every generated policy speaks about. Small domains make ties, repeats and missing
// values common.
constexpr std::string_view kSchema = R"(
choice Level { low < mid < high }
choice Colour { red, green, blue }

lead {
  n      number from 0 to 9 optional
  m      number from 0 to 9 = 3
  d      decimal from 0 to 100 optional rounded
  part   percent from 0% to 100% optional
  pause  duration from 0ms to 1 day optional
  price  money EUR from EUR 0 to EUR 1_000 optional
  t      text optional
  y      yes or no = no
  level  Level optional
  colour Colour optional
  seen   instant optional
  land   country optional
  since  date optional
  mail   email optional
  likes  set of Colour optional
  needs  set of Level = { low, high }
}

event a { x number from 0 to 5, s text optional, k Level }  fills in n, t
event b { x number from -3 to 5 optional, s text }          fills in level, seen, likes
event c { k Level optional, wants set of Colour optional }  fills in colour, d, y, part, pause, mail once
event z                                                     fills in price, land, m, since, needs
table colour_of (text -> Colour) { "U" -> red  "uv ", "pq" -> green  "sales lead" -> blue }
table worth_of (words -> number) { "sales lead" -> 5  "lead" -> -2  "u" -> 3 }
table owner_of (domain -> text) { "p.example" -> "u"  "example" -> "pq" }
table share_of (text -> decimal) { "u" -> 0.5  "p" -> 33.333333 }
table is_big (text -> yes or no) { "p" -> yes  "pq" -> no }
define ab means any of a, b
define nick means "p" when y, "q" otherwise
)";

class Generator : PolicyPeople {
 public:
  explicit Generator(uint64_t seed) : PolicyPeople(seed) {}

  std::string policy() {
    std::string out = settings();
    out += schema();
    if (random_.chance(12)) return out + plain();
    has_people_ = random_.chance(40);
    if (has_people_) out += routing_events() + people();
    events_only_ = random_.chance(45);
    has_lifecycle_ = !events_only_ && random_.chance(50);
    if (random_.chance(20)) out += "ignore b \"Robots\" where s is \"uv\" or level is high\n";
    const int definitions = static_cast<int>(random_.between(0, 3));
    for (int i = 0; i < definitions; ++i) {
      const std::string facts =
          random_.chance(30) ? " \"Asked\" owned by sales because \"it is so\" since 2026-01-01" : "";
      out += fmt::format("define cond{}{} means {}\n", i, facts, condition(2));
      conditions_ = i + 1;
    }
    if (random_.chance(50)) {
      out += fmt::format("define size means big when n >= {}, small when n >= {}, none otherwise\n",
                         random_.between(6, 9), random_.between(1, 5));
      has_ladder_ = true;
    }
    if (random_.chance(40)) {
      out += "bands size_of_d of d { few from 0, some from 10, many from 50 }\n";
      has_buckets_ = true;
    }
    out += fading_score("s0");
    scores_.push_back("s0");
    if (random_.chance(50)) {
      out += running_score("s1");
      scores_.push_back("s1");
    }
    if (random_.chance(40)) {
      out += fading_score("s2");
      scores_.push_back("s2");
    }
    out += grade();
    if (random_.chance(70)) out += more_grades();
    if (random_.chance(60)) out += matrix();
    const bool has_slas = random_.chance(35);
    if (has_slas || has_people_) out += calendars();
    for (int64_t i = has_slas ? random_.between(1, 3) : 0; i > 0; --i) out += sla();
    if (has_people_) out += routes();
    if (has_lifecycle_) out += lifecycle();
    if (random_.chance(20)) out += fmt::format("suspend scoring while {}\n", condition(1));
    return out;
  }

 private:
  // In Cape Verde the streams cross a midnight.
  std::string settings() {
    std::string out = "policy generated \"Generated\" {\n  version \"1\"\n  owners sales\n";
    out += fmt::format(
        "  time zone \"{}\"\n",
        random_.pick<std::string>({"UTC", "Europe/Stockholm", "America/New_York", "Atlantic/Cape_Verde"}));
    out += fmt::format("  lateness {}ms\n  dedupe {}ms\n", kLatenessMs, random_.between(1, 60));
    if (random_.chance(50))
      out += random_.pick<std::string>(
          {"  unknown events ignored\n", "  unknown events set aside\n", "  unknown fields ignored\n"});
    has_required_ = random_.chance(30);
    if (has_required_ && random_.chance(50)) out += "  anonymous events wait\n";
    return out + "}\n";
  }

  // The schema; in some policies a lead is born only by what is known of it.
  std::string schema() {
    std::string out(kSchema);
    if (has_required_) {
      out.insert(out.find("  m      number"), "  must   number from 0 to 9\n");
      for (const char* fills : {"fills in n, t", "fills in price"})
        out.insert(out.find(fills) + std::string_view("fills in ").size(), "must, ");
    }
    uses_email_ = random_.chance(30);
    return uses_email_ ? "use std.email\n" + out : out;
  }

  std::string limit(const std::string& event) {
    switch (random_.below(10)) {
      case 9:
        return ", once ever";
      case 0:
        return ", once";
      case 1:
        return event == "z" || event == "c" ? ", once" : ", once per s";
      case 2:
        return fmt::format(", once per {}", span());
      case 3:
        return fmt::format(", at most {} times per {}", random_.between(1, 3), span());
      case 4:
        return fmt::format(", at most {} times per {}", random_.between(1, 3),
                           random_.pick<std::string>({"day", "day", "week", "month"}));
      case 5:
        return event == "a" ? ", once per k" : "";
      default:
        return "";
    }
  }

  std::string decay() {
    switch (random_.below(6)) {
      case 0:
        return fmt::format("fades by half every {}", span());
      case 1:
        return fmt::format("fades evenly by {}% every {}", random_.pick<std::string>({"10", "50", "100"}),
                           span());
      case 2:
        return fmt::format("drops by {} points every {}", random_.between(1, 6), span());
      case 3:
        return fmt::format("halves every full {}", span());
      case 4:
        return fmt::format("expires after {}", span());
      default:
        return "does not fade";
    }
  }

  std::string points() {
    return random_.pick<std::string>({"+5", "+10", "+1", "+7.5", "+0.000001", "-3", "-10", "+20"});
  }
  std::string name() { return fmt::format("r{}", rules_++); }

  std::string event_rule(bool running, const std::string& score) {
    const std::string e = event();
    std::string rule = fmt::format("  {}: ", name());
    const std::string guarded = guard(e);
    std::string limits = limit(e);
    if (!running && random_.chance(20))
      limits += random_.pick<std::string>({", shows at most 1 point", ", shows at most 4 points",
                                           ", shows at most 12.5 points", ", shows at most 20 points"});
    if (!running && random_.chance(20)) limits += ", " + decay();
    const std::string tail = guarded + limits;
    if (e == "a" && random_.chance(25)) return rule + "points from x each a" + tail + "\n";
    if (e == "a" && random_.chance(15))
      return rule + "points by k { low 1, mid -2, high 8 } each a" + tail + "\n";
    if (random_.chance(15)) {
      return rule + fmt::format("each {}{} {{ -4 when {} > 12, +6 when m > 1, -1 when y }}{}\n", e, guarded,
                                score, limits);
    }
    return rule + points() + " each " + e + tail + "\n";
  }

  // What may come to hold; where a score is asked, the rule books once, for it might set itself off.
  std::string caused_rule() {
    const bool of_score = !scores_.empty() && random_.chance(35);
    const std::string cause =
        of_score ? fmt::format("{} becoming {}", random_.pick(scores_),
                               random_.pick<std::string>({"cold", "warm", "hot"}))
        : conditions_ > 0 && random_.chance(30)
            ? fmt::format("cond{} becoming {}", random_.below(conditions_),
                          random_.pick<std::string>({"yes", "no"}))
            : random_.pick<std::string>({"n becoming known", "y becoming yes", "y becoming no",
                                         "colour becoming red", "m becoming 3", "level becoming missing",
                                         "n becoming 0"});
    const std::string counted =
        fmt::format("count of {} in last {} reaching {}", event(), span(), random_.between(1, 3));
    const std::string when = random_.chance(30) ? " when " + atom() : "";
    const std::string limits =
        of_score || random_.chance(30) ? random_.pick<std::string>({", once", ", once ever"}) : "";
    const bool ends = of_score || !when.empty() || conditions_ > 0;
    return fmt::format("  {}: {} on {}{}{}\n", name(), points(),
                       !of_score && random_.chance(40) ? counted : cause, when,
                       limits.empty() && ends ? ", at most 9 times" : limits);
  }

  // Times near which the streams lie, in each of the zones; the 02:00 of Stockholm is in the gap of that
  // night.
  std::string scheduled_rule() {
    return fmt::format("  {}: {} {}{}\n", name(), points(), schedule(),
                       random_.chance(60) ? " when " + atom() : "");
  }
  std::string reset(const std::string& score, bool running) {
    const std::string what =
        running && random_.chance(50) ? fmt::format("{} to {}", score, random_.between(1, 20)) : score;
    const std::string e = event();
    switch (random_.below(3)) {
      case 0:
        return fmt::format("  reset {} on {}{}\n", what, e, guard(e));
      case 1:
        return fmt::format("  reset {} on {} becoming yes\n", what, "y");
      default:
        return fmt::format("  reset {} {}{}\n", what, schedule(),
                           random_.chance(60) ? " when " + atom() : "");
    }
  }

  std::string live_rule() {
    switch (random_.below(6)) {
      case 3:
        return fmt::format("  {}: {} of best of {{ 9 when {}  4.5 when {} }}\n", name(), share(),
                           condition(1), condition(1));
      case 4:
        return fmt::format("  {}: {} of points by colour {{ red 3, green -2.000001, blue 7 }}\n", name(),
                           share());
      case 5:
        return fmt::format("  {}: points from last a.x\n", name());
      case 0:
        return fmt::format("  {}: best of {{ 9 when {}  4 when {} }}\n", name(), condition(1), condition(1));
      case 1:
        return fmt::format("  {}: points by colour {{ red 3, green -2, blue 0 }}\n", name());
      default:
        return fmt::format("  {}: {} while {}\n", name(), points(), condition(1));
    }
  }

  std::string share() { return random_.pick<std::string>({"50%", "33.3333%", "0.5%", "125%"}); }

  // Thresholds that increase in every segment; each band has some for some of the segments.
  std::string segment_bands() {
    const std::vector<std::string> segments{"y", "m > 4", "count of a in last 20ms at least 2", "n is known"};
    const std::string first = segments[static_cast<size_t>(random_.below(4))];
    const std::string second = segments[static_cast<size_t>(random_.below(4))];
    const auto step = [&](int64_t low, int64_t high) {
      const int64_t from = random_.between(low, high);
      return fmt::format("from {}{}", from,
                         random_.chance(60) ? fmt::format(" until below {}", random_.between(1, from)) : "");
    };
    std::string out = "  bands { cold from 0\n    warm " + step(2, 6);
    if (random_.chance(70)) out += ", " + step(2, 6) + " when " + first;
    if (random_.chance(50) && second != first) out += ", " + step(2, 6) + " when " + second;
    out += "\n    hot " + step(7, 15) + ", " + step(7, 15) + " when " + first + " }\n";
    return out;
  }

  // Below `hot` the score may fall out of `warm` unseen; what it left shows when the segment ends by time.
  std::string hidden_bands() {
    const std::string segment = fmt::format("count of {} in last {} at least 2", event(), span());
    return fmt::format(
        "  bands {{ cold from 0\n    warm from {} until below 1, from {} when {}\n"
        "    hot from 15 until below 10, from {} until below {} when {} }}\n",
        random_.between(6, 12), random_.between(3, 6), segment, random_.between(7, 9), random_.between(1, 3),
        segment);
  }

  std::string bands() {
    if (random_.chance(20)) return hidden_bands();
    return random_.chance(50) ? segment_bands() : plain_bands();
  }

  std::string plain_bands() {
    const int64_t warm = random_.between(2, 10), hot = warm + random_.between(1, 15);
    return fmt::format("  bands {{ cold from 0, warm from {}{}, hot from {}{} }}\n", warm,
                       random_.chance(40) ? fmt::format(" until below {}", random_.between(1, warm)) : "",
                       hot,
                       random_.chance(50) ? fmt::format(" until below {}", random_.between(warm, hot)) : "");
  }

  std::string causes(const std::string& score, bool running) {
    if (events_only_) return "";
    std::string out;
    if (random_.chance(45)) out += caused_rule();
    if (has_lifecycle_ && random_.chance(40))
      out += fmt::format("  {}: {} on {} s{}\n", name(), points(),
                         random_.pick<std::string>({"entering", "leaving"}), random_.between(0, 3));
    if (has_lifecycle_ && !running && random_.chance(40))
      out += fmt::format("  {}: {} while {}\n", name(), points(), stage_condition());
    if (has_people_ && random_.chance(30))
      out += fmt::format("  {}: {} {}, at most 9 times\n", name(), points(),
                         random_.pick<std::string>({"on assignment of owner", "on expiry of q0"}));
    if (random_.chance(30)) out += scheduled_rule();
    if (random_.chance(35)) out += reset(score, running);
    return out;
  }

  std::string fading_score(const std::string& score) {
    std::string out = fmt::format("score {} \"A score\" {{\n  range 0 to {}\n", score,
                                  random_.pick<std::string>({"30", "100", "no limit"}));
    if (random_.chance(70)) out += "  " + decay() + "\n";
    const int first = rules_;
    const int64_t count = random_.between(2, 5);
    for (int64_t i = 0; i < count; ++i) out += event_rule(false, score);
    if (random_.chance(60)) out += live_rule();
    if (random_.chance(40)) {
      out += fmt::format("  {}: {} each {} without {}\n", name(),
                         random_.pick<std::string>({"-2", "-5", "+1"}), span(), event());
    }
    out += causes(score, false);
    if (random_.chance(50))
      out += fmt::format("  together {{ r{}, r{} }} shows at most {} points\n", first, first + 1,
                         random_.between(5, 25));
    return out + bands() + "}\n";
  }

  std::string running_score(const std::string& score) {
    std::string out =
        fmt::format("score {} \"Running\" {{\n  range 0 to {}\n  running\n", score, random_.between(20, 60));
    const int64_t count = random_.between(1, 4);
    for (int64_t i = 0; i < count; ++i) out += event_rule(true, score);
    if (random_.chance(60)) out += fmt::format("  {}: -2 each {} without {}\n", name(), span(), event());
    out += causes(score, true);
    return out + bands() + "}\n";
  }

  // Points that fade and little else: where an event can only put a wake-up off (runtime/engine/raising.h).
  std::string plain() {
    std::string out = fmt::format("score s0 \"Plain\" {{\n  range 0 to {}\n  {}\n",
                                  random_.pick<std::string>({"40", "no limit"}), decay());
    for (int64_t i = random_.between(2, 4); i > 0; --i) {
      const std::string e = event();
      const std::string points = random_.pick<std::string>({"+5", "+10", "+1", "+7.5", "+20"});
      out += fmt::format("  {}: {} each {}{}\n", name(), points, e, limit(e));
    }
    if (random_.chance(30)) out += fmt::format("  {}: -3 each {}\n", name(), event());
    if (random_.chance(30)) out += fmt::format("  {}: points from last a.x\n", name());
    if (random_.chance(20)) out += fmt::format("  {}: +4 on s0 becoming hot, once\n", name());
    return out + plain_bands() + "}\ngrade fit \"Fit\" {\n  A when s0 at least warm\n  B otherwise\n}\n";
  }

  std::string grade() {
    std::string out = "grade fit \"Fit\" {\n";
    for (const char* letter : {"A", "B", "C"}) {
      if (has_people_ && random_.chance(25))
        out += fmt::format("  {} when {}\n", letter, holder_atom());
      else if (random_.chance(80))
        out += fmt::format("  {} when {}\n", letter, condition(2));
    }
    return out + "  D otherwise\n}\n";
  }

  std::string hidden() {
    if (random_.chance(50)) return "";
    return fmt::format("  hidden until {} of {{ n, level, t }} are known\n", random_.between(1, 3));
  }

  // Grades by steps and by points on one ladder, the best of both, and who won.
  std::string more_grades() {
    std::string out = "grade stepped \"In steps\" {\n  steps F < D < C < B < A\n  start at " +
                      random_.pick<std::string>({"D", "C"}) + "\n";
    const int64_t moves = random_.between(1, 4);
    for (int64_t i = 0; i < moves; ++i) {
      const int64_t steps = random_.between(1, 4);
      out += fmt::format("  {} {} step{} when {}\n", random_.pick<std::string>({"up", "down"}), steps,
                         steps == 1 ? "" : "s", condition(1));
    }
    if (random_.chance(50)) out += fmt::format("  at most B when {}\n", condition(1));
    if (random_.chance(30)) out += fmt::format("  at most D when {}\n", condition(1));
    out += hidden() + "}\n";
    out += "grade pointed \"By points\" {\n  by points {\n";
    const int64_t rules = random_.between(1, 3);
    for (int64_t i = 0; i < rules; ++i) out += "  " + live_rule();
    const std::string may_hide = hidden();
    out += "  }\n  A from 9, B from 4.5, C from 2, D from 1, F otherwise\n" + may_hide + "}\n";
    out += "grade best_of_both \"The better\" { best of stepped, pointed }\n";
    out +=
        "define who means steps when stepped is best_of_both, points when pointed is best_of_both, none "
        "otherwise\n";
    out +=
        "grade again_one \"Asked of grades\" {\n  A when stepped at least C and pointed above D\n  B when "
        "who is points";
    if (!may_hide.empty()) out += " or pointed is unrated";
    out += "\n  C when best_of_both is known and best_of_both from D to B\n  D otherwise\n}\n";
    return out;
  }

  std::string matrix() {
    return "matrix again \"Bands by bands\" (s0, " + std::string(scores_.size() > 1 ? scores_[1] : "s0") +
           ") {\n         | cold | warm | hot |\n  hot:   | go   | go   | wait |\n  warm:  | wait | go   | "
           "go  |\n"
           "  cold:  | drop | wait | go  |\n}\n"
           "grade after_all \"Asked of cells\" {\n  A when again is go\n  B when again is not drop\n"
           "  C otherwise\n}\n";
  }
};

}  // namespace

std::string generate_policy(uint64_t seed) {
  return Generator(seed).policy();
}

}  // namespace lead::testing
