#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "runtime/base/terminal.h"
#include "runtime/emit/word_text.h"
#include "workbench/simulate/render.h"

namespace lead::simulate {
namespace {

constexpr uint64_t kBarWidth = 30;

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
  for (uint64_t i = 0; i < std::max(filled, mark + 1); ++i) {
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

// How a person stands in the table: "anna  Anna Berg", aligned.
class Names {
 public:
  Names(const RoleLoad& role, const artefact::ArtefactT& artefact) {
    for (const auto& person : artefact.people) titles_.emplace(person->id, person->title);
    for (const auto& [name, person] : role.people) {
      width_ = std::max<size_t>(width_, width_of(name) + 2);
      title_width_ = std::max<size_t>(title_width_, width_of(title_of(name)) + 1);
    }
    for (const auto& [name, team] : role.teams)
      team_width_ = std::max<size_t>(team_width_, width_of(name) + 6);
  }
  [[nodiscard]] size_t width() const { return std::max({size_t{18}, width_ + title_width_, team_width_}); }
  [[nodiscard]] std::string line(const std::string& name) const {
    return left(left(harmless(name), width_) + harmless(title_of(name)), width());
  }

 private:
  [[nodiscard]] std::string title_of(const std::string& name) const {
    const auto title = titles_.find(name);
    return title == titles_.end() ? std::string() : title->second;
  }
  std::map<std::string, std::string> titles_;
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
  const Names names(role, artefact);
  out += "\n" + painted(color, "1", made.name) + (title.empty() ? "" : "  " + title) + "\n";
  out += painted(color, "2",
                 fmt::format("  {}{:>8}{:>8}{:>8}{}\n", left("", names.width()), "given", "now", "most",
                             most == 0 ? "" : fmt::format("{:>8}{:>10}{:>8}", "turns", "expected", "off")));
  for (const auto& [name, person] : role.people) {
    out += fmt::format("  {}{:>8}{:>8}{:>8}{}\n", names.line(name), person.given, person.holds,
                       person.most_held, turns_text(person, most, color));
  }
  for (const auto& [name, team] : role.teams)
    out += painted(color, "2",
                   fmt::format("  {}{:>8}  among {} {}\n", left("team " + name, names.width()), team.given,
                               team.people.size(), team.people.size() == 1 ? "person" : "people"));
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
  append_waiting(out, figures.queues, "Queues", true, color);
  append_waiting(out, figures.rows, "Waiting for somebody", false, color);
  if (!figures.refused_claims.empty()) out += "\n" + painted(color, "1", "Claims refused") + "\n";
  for (const auto& [why, n] : figures.refused_claims) out += fmt::format("  {}{:>12}\n", left(why, 28), n);
  return out;
}

std::string render_text(const Figures& figures, const artefact::ArtefactT& artefact, bool color) {
  return painted(color, "1", artefact.title.empty() ? artefact.policy : artefact.title) +
         fmt::format("  {}, somebody was given one {}\n", counted(figures.leads, "lead"),
                     times(figures.assignments)) +
         render_loads(figures, artefact, color);
}

}  // namespace lead::simulate
