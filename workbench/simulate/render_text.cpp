#include <fmt/format.h>

#include <algorithm>

#include "runtime/base/terminal.h"
#include "runtime/emit/word_text.h"
#include "workbench/simulate/render.h"

namespace lead::simulate {
namespace {

constexpr uint64_t kBarWidth = 30;

std::string painted(bool color, std::string_view code, std::string_view text) {
  return color ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
}

// What was given as a bar, with a mark where the expected share ends: "██████│██".
std::string bar(uint64_t given, int64_t expected_millionths, uint64_t most) {
  if (most == 0) return {};
  const uint64_t filled = given * kBarWidth / most;
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

void append_role(std::string& out, const RoleLoad& role, const artefact::RoleT& made, bool color) {
  uint64_t most = 0;
  size_t width = 18;
  for (const auto& [name, person] : role.people) {
    most = std::max(most, person.given);
    width = std::max<size_t>(width, width_of(name) + 1);
  }
  out += "\n" + painted(color, "1", made.name) + (made.title.empty() ? "" : "  " + made.title) + "\n";
  out += painted(color, "2",
                 fmt::format("  {}{:>8}{:>10}{:>8}{:>8}{:>8}\n", left("", width), "given", "expected", "off",
                             "now", "most"));
  for (const auto& [name, person] : role.people) {
    const int64_t off = static_cast<int64_t>(person.by_row) * 1'000'000 - person.expected_millionths;
    const bool has_share = person.expected_millionths > 0;
    out += fmt::format("  {}{:>8}{:>10}{:>8}{:>8}{:>8}  {}\n", left(harmless(name), width), person.given,
                       has_share ? tenth(person.expected_millionths) : "",
                       has_share ? (off > 0 ? "+" : "") + tenth(off) : "", person.holds, person.most_held,
                       painted(color, "34", bar(person.given, person.expected_millionths, most)));
  }
  for (const auto& [name, team] : role.teams)
    out += fmt::format("  {}{:>8}  {} {}\n", left("team " + name, width), team.given, team.people.size(),
                       team.people.size() == 1 ? "person" : "people");
  if (role.nobody > 0)
    out += painted(color, "2",
                   fmt::format("  {}{:>8}  times nobody held it any more\n", left("", width), role.nobody));
}

void append_waiting(std::string& out, const std::map<std::string, Waiting>& all, std::string_view heading,
                    bool color) {
  if (all.empty()) return;
  out += "\n" + painted(color, "1", heading) + "\n";
  out += painted(color, "2",
                 fmt::format("  {}{:>8}{:>8}{:>8}{:>8}{:>8}  {:<20} {}\n", left("", 18), "came", "left",
                             "over", "now", "most", "waited on average", "longest"));
  for (const auto& [name, at] : all) {
    const uint64_t gone = at.left + at.expired;
    out += fmt::format(
        "  {}{:>8}{:>8}{:>8}{:>8}{:>8}  {:<20} {}\n", left(name, 18), at.came, at.left, at.expired, at.now,
        at.most,
        gone == 0 ? "-" : emit::duration_text(at.waited_ms / static_cast<int64_t>(gone) / 1000 * 1000),
        at.longest_ms == 0 ? "-" : emit::duration_text(at.longest_ms / 1000 * 1000));
  }
}

}  // namespace

std::string render_text(const Figures& figures, const artefact::ArtefactT& artefact, bool color) {
  std::string out = painted(color, "1", artefact.title.empty() ? artefact.policy : artefact.title);
  out += fmt::format("  {} leads, {} times somebody was given one\n", figures.leads, figures.assignments);
  for (size_t i = 0; i < figures.roles.size(); ++i)
    append_role(out, figures.roles[i], *artefact.roles[i], color);
  append_waiting(out, figures.queues, "Queues", color);
  append_waiting(out, figures.rows, "Waiting for somebody", color);
  if (!figures.refused_claims.empty()) out += "\n" + painted(color, "1", "Claims refused") + "\n";
  for (const auto& [why, n] : figures.refused_claims) out += fmt::format("  {}{:>8}\n", left(why, 38), n);
  return out;
}

}  // namespace lead::simulate
