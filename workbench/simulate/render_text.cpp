#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "runtime/base/terminal.h"
#include "runtime/emit/word_text.h"
#include "workbench/simulate/render.h"

namespace lead::simulate {
namespace {

constexpr uint64_t kBarWidth = 30;
// So many people who were given nothing are listed; of more it is said how many they are.
constexpr uint64_t kMostIdle = 40;

std::string painted(bool color, std::string_view code, std::string_view text) {
  return color ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
}

std::string counted(uint64_t n, std::string_view what) {
  return fmt::format("{} {}{}", n, what, n == 1 ? "" : "s");
}

std::string times(uint64_t n) {
  return n == 1 ? "once" : counted(n, "time");
}

// To the minute where it is longer than that: "2 days 5 hours".
std::string rounded_text(int64_t ms) {
  constexpr int64_t kMinuteMs = 60'000;
  return emit::duration_text(ms < kMinuteMs ? ms / 1000 * 1000 : ms / kMinuteMs * kMinuteMs);
}

// Turns as a bar, with a mark where the expected share ends: "██████│██".
std::string bar(uint64_t turns, int64_t expected_millionths, uint64_t most) {
  if (most == 0) return {};
  const uint64_t filled = turns * kBarWidth / most;
  const auto mark = static_cast<uint64_t>(expected_millionths) * kBarWidth / (most * 1'000'000);
  std::string out;
  for (uint64_t i = 0; i < std::max(filled, expected_millionths > 0 ? mark + 1 : 0); ++i) {
    if (i == mark && expected_millionths > 0)
      out += "│";
    else
      out += i < filled ? "█" : " ";
  }
  return out;
}

// 12345678 millionths is "12.3".
std::string tenth(int64_t millionths) {
  const int64_t tenths = (std::abs(millionths) + 50'000) / 100'000;
  return fmt::format("{}{}.{}", millionths < 0 && tenths > 0 ? "-" : "", tenths / 10, tenths % 10);
}

std::string called(const PersonLoad& person) {
  return person.title + (person.has_left ? (person.title.empty() ? "has left" : ", has left") : "");
}

// How a person stands in the table: "anna  Anna Berg", aligned.
class Names {
 public:
  explicit Names(const RoleLoad& role) {
    for (const auto& [name, person] : role.people) {
      width_ = std::max<size_t>(width_, width_of(name) + 2);
      title_width_ = std::max<size_t>(title_width_, width_of(called(person)) + 1);
    }
    for (const auto& [name, team] : role.teams)
      team_width_ = std::max<size_t>(team_width_, width_of(name) + 6);
  }
  [[nodiscard]] size_t width() const { return std::max({size_t{18}, width_ + title_width_, team_width_}); }
  [[nodiscard]] std::string line(const std::string& name, const PersonLoad& person) const {
    return left(left(harmless(name), width_) + harmless(called(person)), width());
  }

 private:
  size_t width_ = 0, title_width_ = 0, team_width_ = 0;
};

// Turns are what rows that choose from a team gave: the member's, also where the cover got the lead. They
// stand beside the share that the weights give them.
std::string turns_text(const PersonLoad& person, uint64_t most, bool color) {
  if (person.expected_millionths == 0 && person.by_row == 0) return {};
  const int64_t off = static_cast<int64_t>(person.by_row) * 1'000'000 - person.expected_millionths;
  return fmt::format("{:>8}{:>10}{:>8}  {}", person.by_row, tenth(person.expected_millionths),
                     (off >= 50'000 ? "+" : "") + tenth(off),
                     painted(color, "34", bar(person.by_row, person.expected_millionths, most)));
}

void append_role(std::string& out, const RoleLoad& role, uint32_t index, const artefact::ArtefactT& artefact,
                 bool color) {
  if (role.people.empty()) return;
  const artefact::RoleT& made = *artefact.roles[index];
  std::string title = made.title;
  for (const auto& route : artefact.routes) {
    if (title.empty() && route->role == index) title = route->title;
  }
  uint64_t most = 0;
  for (const auto& [name, person] : role.people) most = std::max(most, person.by_row);
  const Names names(role);
  out += "\n" + painted(color, "1", made.name) + (title.empty() ? "" : "  " + title) + "\n";
  out += painted(color, "2",
                 fmt::format("  {}{:>8}{:>8}{:>8}{}\n", left("", names.width()), "given", "now", "most",
                             most == 0 ? "" : fmt::format("{:>8}{:>10}{:>8}", "turns", "expected", "off")));
  uint64_t idle = 0;
  for (const std::string& name : role.order) {
    const PersonLoad& person = role.people.find(name)->second;
    if (person.given == 0 && person.by_row == 0 && person.expected_millionths == 0 && ++idle > kMostIdle)
      continue;
    out += fmt::format("  {}{:>8}{:>8}{:>8}{}\n", names.line(name, person), person.given, person.holds,
                       person.most_held, turns_text(person, most, color));
  }
  if (idle > kMostIdle) out += fmt::format("  and {} more people who were given nothing\n", idle - kMostIdle);
  for (const auto& [name, team] : role.teams) {
    const size_t all = team.members.value_or(team.people.size());
    out += painted(color, "2",
                   fmt::format("  {}{:>8}  among {}{} {}\n", left("team " + name, names.width()), team.given,
                               team.members ? fmt::format("{} of ", team.people.size()) : "", all,
                               all == 1 ? "person" : "people"));
  }
}

// How many leads each row of the routes decided about, and what no row did.
void append_rows(std::string& out, const Figures& figures, const artefact::ArtefactT& artefact, bool color) {
  if (artefact.route_rows.empty()) return;
  size_t width = 18;
  for (const auto& row : artefact.route_rows) width = std::max<size_t>(width, width_of(row->name) + 1);
  const auto line = [&](std::string_view name, uint64_t n, std::string_view more) {
    out += fmt::format("  {}{:>8}{}{}\n", left(name, width), n, more.empty() ? "" : "  ", more);
  };
  out += "\n" + painted(color, "1", "Rows") + "\n";
  out += painted(color, "2", fmt::format("  {}{:>8}\n", left("", width), "leads"));
  for (size_t i = 0; i < artefact.route_rows.size(); ++i) {
    const uint64_t n = figures.capped[i];
    line(artefact.route_rows[i]->name, figures.by_row[i],
         n == 0 ? "" : fmt::format("caps kept somebody from {} of them, which others got", n));
  }
  for (size_t i = 0; i < figures.roles.size(); ++i) {
    const std::string role = figures.roles.size() == 1 ? "" : artefact.roles[i]->name + ": ";
    if (figures.roles[i].by_hand > 0) line("by hand", figures.roles[i].by_hand, role + "set by an event");
    if (figures.roles[i].covered > 0)
      line("covered", figures.roles[i].covered, role + "of the leads above, by who covers for another");
  }
}

// Leads that nobody holds, by where they are, and what came to nothing.
void append_fallen(std::string& out, const Figures& figures, const artefact::ArtefactT& artefact,
                   bool color) {
  std::vector<std::pair<std::string, uint64_t>> lines;
  uint64_t unclaimed = 0, refused = 0;
  const auto add = [&](std::string text, uint64_t n) {
    if (n > 0) lines.emplace_back(std::move(text), n);
  };
  for (uint32_t i = 0; i < figures.roles.size(); ++i) {
    const std::string head = "no " + artefact.roles[i]->name + ": ";
    for (const auto& [name, at] : figures.queues)
      if (at.role == i) add(head + "lies in " + name, at.unheld);
    for (const auto& [name, at] : figures.rows)
      if (at.role == i) add(head + "waits in " + name, at.unheld);
    add(head + "not claimed in time", figures.roles[i].unclaimed);
    add(head + "cleared", figures.roles[i].cleared);
    add(head + "none was asked for", never_given(figures, i));
  }
  for (const auto& [name, at] : figures.queues) unclaimed += at.expired;
  for (const auto& [why, n] : figures.refused_claims) refused += n;
  add("stays that nobody claimed", unclaimed);
  add("claims refused", refused);
  add("events set aside", figures.set_aside);
  if (lines.empty()) return;
  size_t width = 18;
  for (const auto& [text, n] : lines) width = std::max<size_t>(width, width_of(text) + 1);
  out += "\n" + painted(color, "1", "What fell through") + "\n";
  for (const auto& [text, n] : lines) out += fmt::format("  {}{:>12}\n", left(text, width), n);
}

void append_waiting(std::string& out, const std::map<std::string, Waiting>& all, std::string_view heading,
                    bool is_queue, bool color) {
  if (all.empty()) return;
  size_t width = 18;
  for (const auto& [name, at] : all) width = std::max<size_t>(width, width_of(name) + 1);
  out += "\n" + painted(color, "1", heading) + "\n";
  out += painted(color, "2",
                 fmt::format("  {}{:>8}{:>8}{}{:>8}{:>8}  {:<20} {}\n", left("", width), "came",
                             is_queue ? "taken" : "given",
                             is_queue ? fmt::format("{:>10}{:>10}", "unclaimed", "otherwise") : "", "now",
                             "most", "waited on average", "longest"));
  for (const auto& [name, at] : all) {
    const uint64_t gone = at.left + at.expired + at.otherwise;
    const std::string unclaimed = fmt::format("{:>10}", at.expired);
    out += fmt::format("  {}{:>8}{:>8}{}{:>8}{:>8}  {:<20} {}\n", left(name, width), at.came, at.left,
                       !is_queue ? ""
                                 : (at.expired > 0 ? painted(color, "31", unclaimed) : unclaimed) +
                                       fmt::format("{:>10}", at.otherwise),
                       at.now, at.most,
                       gone == 0 ? "–" : rounded_text(at.waited_ms / static_cast<int64_t>(gone)),
                       at.longest_ms == 0 ? "–" : rounded_text(at.longest_ms));
  }
}

}  // namespace

std::string render_loads(const Figures& figures, const artefact::ArtefactT& artefact, bool color) {
  std::string out;
  for (size_t i = 0; i < figures.roles.size(); ++i)
    append_role(out, figures.roles[i], static_cast<uint32_t>(i), artefact, color);
  append_rows(out, figures, artefact, color);
  append_waiting(out, figures.queues, "Queues", true, color);
  append_waiting(out, figures.rows, "Waiting for somebody", false, color);
  if (!figures.refused_claims.empty()) out += "\n" + painted(color, "1", "Claims refused") + "\n";
  for (const auto& [why, n] : figures.refused_claims) out += fmt::format("  {}{:>12}\n", left(why, 28), n);
  append_fallen(out, figures, artefact, color);
  return out;
}

std::string render_text(const Figures& figures, const artefact::ArtefactT& artefact, bool color) {
  return painted(color, "1", artefact.title.empty() ? artefact.policy : artefact.title) +
         fmt::format("  {}, somebody was given one {}\n", counted(figures.leads, "lead"),
                     times(figures.assignments)) +
         render_loads(figures, artefact, color);
}

}  // namespace lead::simulate
