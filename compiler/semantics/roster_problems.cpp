#include "compiler/semantics/roster_problems.h"

#include <fmt/format.h>

#include "compiler/semantics/policy_words.h"
#include "compiler/semantics/routing_problems.h"
#include "runtime/base/limits.h"
#include "runtime/base/text.h"

namespace lead::semantics::problems {

using diagnostics::Code;
using diagnostics::make;

namespace {

void add_example(Diagnostic& d, const std::string& example) {
  if (!example.empty()) d.notes.push_back("witness: " + example);
}

std::string nobody_meets(size_t people, const std::string& condition) {
  if (people == 1) return fmt::format("the one person of the roster does not meet `{}`", condition);
  return fmt::format("none of the {} people of the roster meets `{}`", people, condition);
}

}  // namespace

// --- routes
Diagnostic last_row_may_fail(const syntax::RouteRow& row, bool is_certain, const std::string& example) {
  Diagnostic d =
      make(Code::RouteOpen, row.destination_span,
           fmt::format("where nobody is eligible in `{}`, the lead goes to nobody", row.name.text));
  add_example(d, example);
  d.notes.emplace_back(
      "the last row cannot fail: it is a queue, `keep`, `clear`, or waits until somebody is eligible");
  if (is_certain)
    d.fixes.push_back({"wait until somebody is eligible", {{behind(row.destination_span), ", or wait"}}});
  return d;
}

Diagnostic last_row_asks(const syntax::RouteRow& row, const std::string& example) {
  Diagnostic d =
      make(Code::RouteOpen, row.span,
           fmt::format("a lead that no row takes goes nowhere: `{}` asks for something", row.name.text));
  add_example(d, example);
  d.notes.emplace_back("end the route with a row for all others: `rest: to inbound otherwise`");
  return d;
}

Diagnostic row_behind(const syntax::RouteRow& row, const syntax::RouteRow* taken_by, const Strings& there) {
  Diagnostic d = make(Code::RowNeverReached, row.span,
                      fmt::format("the row `{}` is never reached", row.name.text), "no lead comes here");
  if (taken_by != nullptr) {
    const std::string_view why = !there.empty()           ? "gets somebody here"
                                 : taken_by->options.wait ? "gets somebody here, or waits"
                                                          : "stops here";
    d.secondary.push_back({taken_by->span, fmt::format("every lead that would come so far {}", why)});
  } else {
    d.notes.emplace_back("the rows above, taken together, stop every lead that would come here");
  }
  for (const std::string& who : there)
    d.notes.push_back(fmt::format(
        "with the people of this policy somebody is there at any time: {} (no absence, no capacity, no hours "
        "that count)",
        who));
  if (there.empty())
    d.notes.emplace_back(
        "rows are tried top-down; a queue, `keep`, `clear` and a row that waits take whoever comes to them");
  else
    d.notes.emplace_back("rows are tried top-down: put the row for fewer leads first");
  return d;
}

Diagnostic row_outdone(const syntax::RouteRow& row, const syntax::RouteRow& by, bool by_people) {
  Diagnostic d = make(Code::RowNeverReached, row.span,
                      fmt::format("the row `{}` never gives anybody a lead", row.name.text),
                      "where nobody is eligible above, nobody is eligible here");
  d.secondary.push_back({by.span, by_people ? "asks all of these people for every lead that would come here"
                                            : "asks the same people for every lead that would come here"});
  if (by_people) d.notes.emplace_back("with the people of this policy");
  d.notes.emplace_back("rows are tried top-down: put the row for fewer leads, or with fewer people, first");
  return d;
}

Diagnostic nobody_eligible(const syntax::RouteRow& row, const Strings& reasons, const std::string& example) {
  Diagnostic d = make(Code::NobodyEligible, row.destination_span,
                      fmt::format("nobody ever gets a lead by the row `{}`", row.name.text),
                      row.options.wait ? "leads wait here for ever" : "every lead is passed on");
  for (const std::string& reason : reasons) d.notes.push_back(reason);
  add_example(d, example);
  return d;
}

Diagnostic waits_for_ever(const syntax::RouteRow& row, const std::string& example, const std::string& why) {
  Diagnostic d = make(Code::WaitsForEver, *row.options.wait,
                      fmt::format("a lead may wait in the row `{}` for ever", row.name.text),
                      "until somebody is eligible");
  add_example(d, example);
  d.notes.push_back(why);
  return d;
}

Diagnostic left_with_nobody(const syntax::RouteRow& row, std::string_view role, const std::string& why_nobody,
                            const std::string& example) {
  const bool is_cleared = why_nobody.empty();
  Diagnostic d = make(Code::LeftWithNobody, row.span,
                      is_cleared ? fmt::format("`{}` leaves leads with nobody", row.name.text)
                                 : fmt::format("`{}` keeps nobody where nobody has the lead", row.name.text),
                      fmt::format("such a lead has no `{}`, and nobody watches it", role));
  if (!is_cleared) d.notes.push_back(why_nobody);
  add_example(d, example);
  d.notes.emplace_back("let such leads lie in a queue that somebody watches: `rest: to inbound otherwise`");
  if (is_cleared) d.notes.emplace_back("where nobody is meant, say for which leads: `small: clear when …`");
  return d;
}

namespace {

// The steps behind the first, in words, and what the first says of all.
Diagnostic circle(Code code, const std::vector<Turn>& turns, std::string_view what, std::string_view by,
                  const std::string& example) {
  std::string way = fmt::format("`{}`", turns.front().from);
  for (const Turn& turn : turns) way += fmt::format(", `{}`", turn.to);
  const auto words = [&](const Turn& turn) {
    return turn.from == turn.to ? fmt::format("{} `{}` leads to `{}` again", by, turn.from, turn.to)
                                : fmt::format("{} `{}` leads to `{}`", by, turn.from, turn.to);
  };
  Diagnostic d = make(code, turns.front().span, fmt::format("{}: {}", what, way), words(turns.front()));
  for (size_t i = 1; i < turns.size(); ++i) d.secondary.push_back({turns[i].span, words(turns[i])});
  add_example(d, example);
  return d;
}

}  // namespace

Diagnostic assignment_circle(const std::vector<Turn>& turns, const std::string& example) {
  Diagnostic d = circle(Code::AssignmentCircle, turns, "assignments go round for ever", "giving", example);
  d.notes.push_back(fmt::format("a run stops after {} of them, and whoever comes last has the lead",
                                limits::kMaxFollowUps));
  if (turns.size() == 1) {
    d.notes.emplace_back("leave this cause out: a route need not answer its own assignments");
    return d;
  }
  d.notes.push_back(
      fmt::format("let one of them ask for what the circle ends: `on assignment of {} when {} is missing`",
                  write_name(turns.back().from), write_name(turns.back().to)));
  return d;
}

Diagnostic queue_circle(const std::vector<Turn>& turns, const std::string& example) {
  Diagnostic d = circle(Code::QueueCircle, turns, "a lead that nobody claims goes round for ever",
                        "the end of the stay in", example);
  d.notes.emplace_back(
      "let the last of the queues keep its leads (without `for`), or give them to somebody: `rest: to sales "
      "by "
      "turns, or wait otherwise`");
  return d;
}

// --- teams and people
Diagnostic team_of_nobody(const Name& team, size_t people, const std::string& condition,
                          const std::vector<Span>& rows) {
  Diagnostic d = make(Code::TeamOfNobody, team.span, fmt::format("nobody is in the team `{}`", team.text));
  for (const Span row : rows) d.secondary.push_back({row, "this gives a lead to nobody"});
  d.notes.push_back(nobody_meets(people, condition));
  return d;
}

Diagnostic cover_is_away(Span person, std::string_view id, Span cover, std::string_view cover_id,
                         const std::string& from, const std::string& until) {
  Diagnostic d = make(Code::CoverAway, person,
                      fmt::format("nobody covers for `{}`: `{}` is away at the same time", shortened(id),
                                  shortened(cover_id)));
  d.secondary.push_back({cover, "covers, and is away"});
  d.notes.push_back(
      fmt::format("from {} to {}; who covers for `{}` is not asked", from, until, shortened(cover_id)));
  return d;
}

// --- queues
Diagnostic never_filled(const Name& queue) {
  Diagnostic d =
      make(Code::QueueNeverFilled, queue.span, fmt::format("no lead comes into the queue `{}`", queue.text));
  d.notes.push_back(
      fmt::format("a row of a route leads there: `rest: to {} otherwise`", write_name(queue.text)));
  return d;
}

Diagnostic offered_to_nobody(const Name& team, const Name& queue, size_t people,
                             const std::string& condition) {
  Diagnostic d =
      make(Code::QueueOfferedToNobody, team.span,
           fmt::format("nobody may claim a lead from `{}`: nobody is in `{}`", queue.text, team.text));
  d.notes.push_back(nobody_meets(people, condition));
  d.notes.emplace_back("every claim is refused; without `offered to` anybody of the roster may claim");
  return d;
}

Diagnostic watched_by_nobody(const Name& watcher, const Name& queue, size_t people,
                             const std::string& condition) {
  Diagnostic d =
      make(Code::QueueUnwatched, watcher.span,
           fmt::format("nobody watches the queue `{}`: nobody is in `{}`", queue.text, watcher.text));
  d.notes.push_back(nobody_meets(people, condition));
  d.notes.emplace_back("name an owner, a person, or a team that somebody is in");
  return d;
}

Diagnostic watchers_away(const Name& watcher, const Name& queue, Span person, bool is_team,
                         const std::string& from, const std::string& until) {
  Diagnostic d = make(Code::QueueUnwatched, watcher.span,
                      fmt::format("nobody watches the queue `{}` for a long time: {}`{}` is away", queue.text,
                                  is_team ? "everybody in " : "", watcher.text));
  d.secondary.push_back({person, is_team ? "among them" : "away"});
  d.notes.push_back(fmt::format("from {} to {}", from, until));
  d.notes.emplace_back("name an owner, a team, or somebody who is there meanwhile");
  return d;
}

// --- names
Diagnostic never_named(const Name& name, std::string_view what, std::string_view how) {
  Diagnostic d =
      make(Code::NeverNamed, name.span, fmt::format("nothing asks for the {} `{}`", what, name.text));
  d.notes.emplace_back(how);
  return d;
}

Diagnostic told_too_early(Span notice, const Name& role, Span route, Span fix) {
  Diagnostic d = make(Code::ToldTooEarly, notice,
                      fmt::format("`{}` is told before anybody is given the lead", role.text));
  d.secondary.push_back({route, "the route gives it for the same cause, behind this"});
  const std::string right = fmt::format("on assignment of {}", write_name(role.text));
  d.notes.push_back(
      fmt::format("who is given the lead is told by `{} {{ notify {} }}`", right, write_name(role.text)));
  if (!fix.is_none()) d.fixes.push_back({fmt::format("write `{}`", right), {{fix, right}}});
  return d;
}

// --- options
Diagnostic at_work_without_hours(Span span, std::string_view whom) {
  Diagnostic d =
      make(Code::OptionInVain, span, fmt::format("`at work` leaves nobody out: nobody {} has hours", whom));
  d.notes.emplace_back("who has no hours is at work always; give them: `anna hours office`");
  return d;
}

Diagnostic cover_of_nobody(Span span, std::string_view whom) {
  Diagnostic d = make(Code::OptionInVain, span,
                      fmt::format("`or cover` changes nothing: nobody covers for anybody {}", whom));
  d.notes.emplace_back("say who covers: `ben cover anna`");
  return d;
}

Diagnostic load_of_nobody(Span span, std::string_view role) {
  Diagnostic d = make(Code::OptionInVain, span, "nothing asks how many leads somebody holds");
  d.notes.push_back(
      fmt::format("nobody has a `capacity`, and no row gives `{}` to a team `by least loaded`", role));
  return d;
}

Diagnostic memory_of_nobody(Span span, const std::string& role) {
  Diagnostic d = make(Code::OptionInVain, span, "nobody asks who is remembered");
  d.notes.push_back(fmt::format("a row gives leads to them: `again: to remembered {}`", write_name(role)));
  return d;
}

Diagnostic cap_never_binds(const syntax::Cap& cap, const syntax::Cap& by, std::string_view why) {
  Diagnostic d = make(Code::OptionInVain, cap.span, "this limit is never reached");
  d.secondary.push_back({by.span, std::string(why)});
  return d;
}

Diagnostic excludes_all(const syntax::RouteRow& row, size_t members, std::string_view role) {
  Diagnostic d =
      make(Code::ExcludesAll, row.destination_span,
           fmt::format("`{}` leaves out the last {}, and only {} can get the lead", row.name.text,
                       *row.options.exclude, members == 1 ? "1 person" : fmt::format("{} people", members)));
  d.notes.push_back(fmt::format("once {} held `{}`, nobody is left for this lead{}",
                                members == 1   ? "they have"
                                : members == 2 ? "both have"
                                               : fmt::format("all {} have", members),
                                role, row.options.wait ? ", and it waits for ever" : ""));
  return d;
}

}  // namespace lead::semantics::problems
