#include "compiler/semantics/staffing.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/semantics/pass_problems.h"
#include "compiler/semantics/policy_words.h"
#include "runtime/base/text.h"

namespace lead::semantics {
namespace {

using artefact::PersonT;

constexpr int64_t kNextCentury = 4'102'444'800'000;  // 2100-01-01
constexpr size_t kNamesShown = 3;

std::string some_names(const std::vector<std::string>& names) {
  std::vector<std::string> shown;
  for (size_t i = 0; i < names.size() && i < kNamesShown; ++i)
    shown.push_back(fmt::format("`{}`", shortened(names[i])));
  if (names.size() > kNamesShown) shown.push_back(fmt::format("{} more", names.size() - kNamesShown));
  return list_words(shown);
}

}  // namespace

syntax::ExprId StaffedRow::where() const {
  const auto* named = std::get_if<syntax::NamedDestination>(&row->destination);
  return named == nullptr ? syntax::ExprId{} : named->where;
}

Staffing::Staffing(const syntax::SyntaxTree& tree, const Program& program)
    : tree_(tree), program_(program), reader_(tree, program) {
  for (uint32_t i = 0; i < program.people.size(); ++i) by_name_.emplace(program.people[i].row.id, i);
  for (const Team& team : program.teams) {
    const auto& decl = std::get<syntax::TeamDecl>(tree.decls[team.decl].node);
    std::vector<uint32_t>& found = members_.emplace_back();
    for (const syntax::Name& member : decl.members) {
      if (const auto at = by_name_.find(member.text); at != by_name_.end()) found.push_back(at->second);
    }
    if (!decl.where) continue;
    for (uint32_t i = 0; i < program.people.size(); ++i)
      if (reader_.ask(decl.where, person(i), nullptr) != Met::No) found.push_back(i);
  }
}

std::vector<uint32_t> Staffing::candidates(const StaffedRow& row, bool& is_certain) const {
  is_certain = true;
  if (row.facts->kind == artefact::DestinationKind::Team)
    return members_[static_cast<size_t>(row.facts->target)];
  const auto* named = std::get_if<syntax::PersonDestination>(&row.row->destination);
  if (named != nullptr) {
    if (const auto& text = program_.exprs[named->person.value].text) {
      const auto found = by_name_.find(*text);
      if (found != by_name_.end()) return {found->second};
    }
  }
  is_certain = false;
  return {};
}

const Person* Staffing::cover_of(const PersonT& person) const {
  const auto found = person.cover.empty() ? by_name_.end() : by_name_.find(person.cover);
  return found == by_name_.end() ? nullptr : &program_.people[found->second];
}

bool Staffing::is_gone(const PersonT& person) const {
  const int64_t begin = program_.policy.effective_day.value_or(0) * 86'400'000;
  return std::any_of(person.away.begin(), person.away.end(), [&](const artefact::Absence& each) {
    return each.from_ms() <= begin && each.until_ms() >= kNextCentury;
  });
}

bool Staffing::may_hold(const StaffedRow& row, const PersonT& person, const Case* lead) {
  return person.capacity != 0 && reader_.ask(row.where(), person, lead) != Met::No;
}

bool Staffing::may_get(const StaffedRow& row, uint32_t index, const Case* lead) {
  const PersonT& member = person(index);
  if (!is_gone(member) && may_hold(row, member, lead)) return true;
  const Person* cover = row.row->options.cover && !member.away.empty() ? cover_of(member) : nullptr;
  return cover != nullptr && !is_gone(cover->row) && may_hold(row, cover->row, lead);
}

bool Staffing::is_always_eligible(const StaffedRow& row, uint32_t index) {
  const PersonT& member = person(index);
  if (!member.away.empty() || member.capacity >= 0) return false;
  if (row.row->options.at_work && member.hours >= 0) return false;
  return reader_.ask(row.where(), member, nullptr) == Met::Yes;
}

bool Staffing::anybody(const StaffedRow& row, const std::vector<uint32_t>& of, const Case* lead) {
  return std::any_of(of.begin(), of.end(), [&](uint32_t each) { return may_get(row, each, lead); });
}

std::vector<std::string> Staffing::reasons(const StaffedRow& row, const std::vector<uint32_t>& of) {
  std::vector<std::string> unfit, full, gone;
  for (const uint32_t each : of) {
    const PersonT& member = person(each);
    const bool is_unfit = reader_.ask(row.where(), member, nullptr) == Met::No;
    (is_unfit ? unfit : member.capacity == 0 ? full : is_gone(member) ? gone : unfit).push_back(member.id);
  }
  std::vector<std::string> lines;
  const auto add = [&](const std::vector<std::string>& who, std::string_view one, std::string_view many) {
    if (!who.empty()) lines.push_back(fmt::format("{} {}", some_names(who), who.size() == 1 ? one : many));
  };
  const std::string where =
      row.where() ? fmt::format("meet `where {}`", write_expr(tree_, row.where())) : std::string();
  add(unfit, "does not " + where, "do not " + where);
  add(full, "has a capacity of 0", "have a capacity of 0");
  add(gone, "is away for good", "are away for good");
  return lines;
}

}  // namespace lead::semantics
