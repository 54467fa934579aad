#include "tests/support/print_routing.h"

#include <fmt/format.h>

#include "runtime/base/overloaded.h"

namespace lead::testing {
namespace {

using namespace syntax;

std::string title(const std::optional<std::string>& title) {
  return title ? fmt::format(" \"{}\"", *title) : "";
}

class Printer {
 public:
  explicit Printer(const TreeWords& words) : words_(words) {}

  [[nodiscard]] std::string people(const std::vector<PersonRow>& people) const {
    std::string text;
    for (const PersonRow& person : people) {
      text += fmt::format(" ({}{}", person.name.text, title(person.title));
      for (const PersonValue& value : person.values)
        text += fmt::format(" ({} {})", value.column.text, words_.expr(value.value));
      for (const Absence& absence : person.absences)
        text += fmt::format(" (away {} {})", words_.moment(absence.from), words_.moment(absence.until));
      text += ")";
    }
    return text;
  }
  [[nodiscard]] std::string decl(const PersonDecl& d) const { return "(person" + fields(d.columns) + ")"; }
  [[nodiscard]] std::string decl(const PeopleDecl& d) const {
    if (const auto* file = std::get_if<PeopleFile>(&d.content))
      return fmt::format("(people (from \"{}\"))", file->path);
    return "(people" + people(std::get<std::vector<PersonRow>>(d.content)) + ")";
  }
  [[nodiscard]] std::string decl(const TeamDecl& d) const {
    std::string text = "(team " + d.name.text + title(d.title) + maybe("where", d.where);
    for (const Name& member : d.members) text += " " + member.text;
    return text + ")";
  }
  [[nodiscard]] std::string decl(const RoleDecl& d) const {
    return fmt::format("(role {}{} {})", d.name.text, title(d.title), d.person.text);
  }
  [[nodiscard]] std::string decl(const QueueDecl& d) const {
    std::string text = "(queue " + d.name.text + title(d.title);
    if (d.claim_event) text += fmt::format(" (claimed {} {})", d.claim_event->text, d.claim_field->text);
    if (d.offered_to) text += fmt::format(" (offered {})", d.offered_to->text);
    for (const Cap& each : d.caps) text += cap(each);
    if (d.stay) text += fmt::format(" (for {})", words_.duration(*d.stay));
    if (d.watched_by) text += fmt::format(" (watched {})", d.watched_by->text);
    return text + ")";
  }
  [[nodiscard]] std::string decl(const RouteDecl& d) const {
    std::string text = "(route " + d.role.text + title(d.title) + (d.unique ? " unique" : "");
    for (const Cause& cause : d.causes) text += " " + words_.cause(cause);
    for (const RouteRow& each : d.rows) text += row(each);
    for (const RememberClause& each : d.remembers) {
      text += fmt::format(" (remember {}", words_.expr(each.key));
      for (const MemoryTime& time : each.times) {
        text += " " + words_.duration(time.period);
        if (time.from) text += fmt::format(" (from {})", time.from->text);
      }
      text += each.renewed_on ? fmt::format(" (renewed {}))", each.renewed_on->text) : ")";
    }
    text += maybe("load", d.load);
    for (const Name& event : d.turn_back) text += fmt::format(" (turn-back {})", event.text);
    for (const HandClause& hand : d.by_hand)
      text += fmt::format(" (set {} {}{})", hand.event.text, hand.field.text,
                          hand.is_counted ? "" : " not-counted");
    return text + ")";
  }
  [[nodiscard]] std::string decl(const AccountDecl& d) const { return "(account" + fields(d.columns) + ")"; }
  [[nodiscard]] std::string decl(const AccountsDecl& d) const {
    if (const auto* file = std::get_if<AccountsFile>(&d.content))
      return fmt::format("(accounts (from \"{}\"))", file->path);
    std::string text = "(accounts";
    for (const AccountRow& account : std::get<std::vector<AccountRow>>(d.content)) {
      text += fmt::format(" ({}", account.name.text);
      for (const AccountValue& value : account.values)
        text += fmt::format(" ({} {})", value.column.text, words_.expr(value.value));
      text += ")";
    }
    return text + ")";
  }
  [[nodiscard]] std::string decl(const MatchDecl& d) const {
    static constexpr const char* kPrefers[] = {"", "least ", "greatest "};
    std::string text = "(match" + title(d.title);
    for (const MatchRule& rule : d.rules)
      text += fmt::format(" ({}{} {})", rule.name.text, title(rule.title), words_.expr(rule.condition));
    for (const Preference& each : d.preferences)
      text += fmt::format(" (prefer {}{})", kPrefers[static_cast<size_t>(each.prefers)], each.column.text);
    return text + ")";
  }
  template <class Other>
  [[nodiscard]] std::string decl(const Other&) const {
    return "?";
  }

 private:
  [[nodiscard]] std::string maybe(const char* label, ExprId id) const {
    return id.is_none() ? "" : fmt::format(" ({} {})", label, words_.expr(id));
  }
  [[nodiscard]] std::string fields(const std::vector<Field>& fields) const {
    std::string text;
    for (const Field& field : fields) text += " " + words_.field(field);
    return text;
  }
  [[nodiscard]] std::string cap(const Cap& cap) const {
    static constexpr const char* kPer[] = {"hour", "day", "week", "month", ""};
    const std::string per =
        cap.per == CapPer::Rolling ? words_.duration(cap.period) : kPer[static_cast<size_t>(cap.per)];
    return fmt::format(" (at-most {} {}{})", cap.count, per, cap.together ? " together" : "");
  }
  [[nodiscard]] std::string named(const NamedDestination& to) const {
    static constexpr const char* kNames[] = {"in-order",     "turns",          "least-recent",
                                             "smooth-turns", "lowest-pointer", "count-in-period",
                                             "least-loaded", "fair-share"};
    static constexpr const char* kPer[] = {" hour", " day", " week", " month", ""};
    std::string text = "(to " + to.name.text + maybe("where", to.where);
    if (!to.algorithm) return text + ")";
    text += fmt::format(" ({}", kNames[static_cast<size_t>(*to.algorithm)]);
    if (*to.algorithm == Algorithm::CountInPeriod) text += kPer[static_cast<size_t>(to.period)];
    return text + maybe("per", to.key) + "))";
  }
  [[nodiscard]] std::string destination(const RouteRow& row) const {
    return std::visit(
        overloaded{
            [](const KeepDestination&) { return std::string("keep"); },
            [](const ClearDestination&) { return std::string("clear"); },
            [&](const PersonDestination& to) { return fmt::format("(person {})", words_.expr(to.person)); },
            [](const LastDestination& to) { return fmt::format("(last {})", to.role.text); },
            [](const RememberedDestination& to) { return fmt::format("(remembered {})", to.role.text); },
            [&](const NamedDestination& to) { return named(to); },
        },
        row.destination);
  }
  [[nodiscard]] std::string row(const RouteRow& row) const {
    const RouteOptions& options = row.options;
    std::string text = fmt::format(" (row {}{} {}", row.name.text, title(row.title), destination(row));
    for (const Cap& each : options.caps) text += cap(each);
    if (options.at_work) {
      text += options.look_ahead ? fmt::format(" (at-work {})", words_.duration(*options.look_ahead))
                                 : " at-work";
    }
    if (options.cover) text += " cover";
    if (options.wait) text += " wait";
    if (options.exclude) text += fmt::format(" (excluding {})", *options.exclude);
    if (options.spent_on) text += fmt::format(" (spent-on {})", options.spent_on->text);
    if (options.catching_up) text += " catching-up";
    text += maybe("when", row.when);
    return text + (row.is_otherwise ? " otherwise)" : ")");
  }

  const TreeWords& words_;
};

}  // namespace

std::string print_people(const std::vector<PersonRow>& people, const TreeWords& words) {
  return Printer(words).people(people);
}

std::string print_routing(const Decl& decl, const TreeWords& words) {
  const Printer printer(words);
  return std::visit([&](const auto& node) { return printer.decl(node); }, decl.node);
}

}  // namespace lead::testing
