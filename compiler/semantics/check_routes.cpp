// Routes: what causes them, where their rows lead, and that the last of them cannot fail.
#include <algorithm>

#include "compiler/semantics/check_cause.h"
#include "compiler/semantics/check_expr.h"
#include "compiler/semantics/check_routing.h"
#include "compiler/semantics/routing_problems.h"
#include "compiler/semantics/steps.h"
#include "compiler/semantics/type_rules.h"
#include "runtime/base/overloaded.h"

namespace lead::semantics {
namespace {

using artefact::DestinationKind;
using syntax::RouteRow;

class RouteCheck {
 public:
  RouteCheck(Context& context, uint32_t index)
      : context_(context),
        facts_(context.program.routes[index]),
        decl_(context.decl<syntax::RouteDecl>(facts_.decl)) {}

  void run() {
    for (const syntax::Cause& cause : decl_.causes) {
      facts_.causes.emplace_back();
      (void)check_cause(context_, cause, facts_.causes.back().event_set);
    }
    NameSpace names;
    for (const RouteRow& row : decl_.rows) {
      const auto [entry, is_new] = names.emplace(row.name.text, Declared{SymbolKind::None, 0, row.name.span});
      if (!is_new) context_.sink.add(problems::name_twice("row", row.name, entry->second.span));
      facts_.rows.push_back(this->row(row));
    }
    if (decl_.rows.empty()) context_.sink.add(problems::route_without_rows(decl_.role));
    memory();
    load();
    for (const syntax::Name& event : decl_.turn_back)
      if (const auto events = resolve_events(context_, event, {})) facts_.turn_back.push_back(*events);
    for (const syntax::HandClause& hand : decl_.by_hand) {
      const auto events = resolve_events(context_, hand.event, {});
      if (!events) continue;
      check_person_field(context_, *events, hand.field);
      facts_.by_hand.push_back(*events);
    }
  }

 private:
  [[nodiscard]] Role& role() { return context_.program.roles[facts_.role]; }

  RouteRowFacts row(const RouteRow& row) {
    if (row.when) require_condition(context_, row.when, {}, row.name.span);
    RouteRowFacts facts;
    std::visit(overloaded{
                   [&](const syntax::KeepDestination&) { facts.kind = DestinationKind::Keep; },
                   [&](const syntax::ClearDestination&) { facts.kind = DestinationKind::Clear; },
                   [&](const syntax::PersonDestination& node) {
                     facts.kind = DestinationKind::Person;
                     (void)require(context_, node.person, {}, {TypeKind::Person},
                                   problems::DeclaredAs{row.destination_span, "to person", "person"});
                   },
                   [&](const syntax::LastDestination& node) {
                     facts.kind = DestinationKind::LastHolder;
                     own_role(node.role);
                     role().history = std::max(role().history, 1U);
                   },
                   [&](const syntax::RememberedDestination& node) {
                     facts.kind = DestinationKind::Remembered;
                     own_role(node.role);
                     if (!remembers())
                       context_.sink.add(problems::nothing_remembered(row.destination_span, node.role));
                   },
                   [&](const syntax::NamedDestination& node) { named(row, node, facts); },
               },
               row.destination);
    options(row, facts);
    return facts;
  }

  // A route gives one role: another cannot be looked up by it.
  void own_role(const syntax::Name& name) {
    const auto found = check_role(context_, name);
    if (found && *found != facts_.role) context_.sink.add(problems::other_role(name, decl_.role));
  }

  [[nodiscard]] bool remembers() const {
    return std::any_of(
        context_.program.routes.begin(), context_.program.routes.end(), [&](const Route& route) {
          return route.role == facts_.role && !context_.decl<syntax::RouteDecl>(route.decl).remembers.empty();
        });
  }

  // The role for which a route before this one puts leads into that queue, where it is another.
  [[nodiscard]] std::optional<std::string> other_role_of(uint32_t queue) const {
    for (const Route& route : context_.program.routes) {
      if (route.role == facts_.role) continue;
      for (const RouteRowFacts& row : route.rows) {
        if (row.kind == DestinationKind::Queue && row.target == static_cast<int32_t>(queue))
          return context_.program.roles[route.role].name;
      }
    }
    return std::nullopt;
  }

  void named(const RouteRow& row, const syntax::NamedDestination& node, RouteRowFacts& facts) {
    const auto found = context_.names.parties.find(node.name.text);
    const bool is_there = found != context_.names.parties.end();
    if (is_there && found->second.kind == PartyKind::Queue) {
      facts.kind = DestinationKind::Queue;
      facts.target = static_cast<int32_t>(found->second.index);
      if (const auto other = other_role_of(found->second.index))
        context_.sink.add(problems::queue_of_other_role(node.name, decl_.role.text, *other));
      if (node.algorithm) context_.sink.add(problems::algorithm_of_queue(node));
      if (node.where) context_.sink.add(problems::where_of_queue(span_of(context_, node.where), node.name));
      return;
    }
    facts.kind = DestinationKind::Team;
    if (!is_there || found->second.kind != PartyKind::Team) {
      std::vector<std::string> all;
      for (const auto& [name, party] : context_.names.parties)
        if (party.kind == PartyKind::Team || party.kind == PartyKind::Queue) all.push_back(name);
      Span person_fix = node.algorithm ? cover(node.name.span, node.algorithm_span) : node.name.span;
      if (node.where || node.key) person_fix = {};
      context_.sink.add(problems::unknown_destination(
          node.name, is_there ? &found->second.kind : nullptr, person_fix,
          close_names(context_, node.name.text, all.size(), [&] { return all; })));
      return;
    }
    facts.target = static_cast<int32_t>(found->second.index);
    if (!node.algorithm) context_.sink.add(problems::algorithm_missing(row, node));
    if (node.where) {
      Scope scope;
      scope.of_person = scope.of_row = true;
      require_condition(context_, node.where, scope, node.name.span);
    }
    if (node.key) key(node.key, "a key of turns");
  }

  // What pools and memories are kept by: texts and words that name something.
  void key(syntax::ExprId id, std::string_view what) {
    const TypedExpr& typed = infer(context_, id, {});
    if (is_error(typed.type)) return;
    const bool fits = !typed.type.is_list && typed.type.kind != TypeKind::Events;
    if (!fits)
      context_.sink.add(
          problems::wrong_key(span_of(context_, id), what, describe(typed.type, context_.program)));
  }

  void options(const RouteRow& row, RouteRowFacts& facts) {
    const syntax::RouteOptions& options = row.options;
    check_caps(context_, options.caps);
    const bool of_team = facts.kind == DestinationKind::Team;
    const bool to_somebody = of_team || facts.kind == DestinationKind::Person ||
                             facts.kind == DestinationKind::LastHolder ||
                             facts.kind == DestinationKind::Remembered;
    const auto refuse = [&](Span span, std::string_view option) {
      context_.sink.add(problems::option_unfit(span, option, row.destination_span, of_team || to_somebody));
    };
    if (!to_somebody) {
      for (const syntax::Cap& cap : options.caps) refuse(cap.span, "a limit");
      if (options.at_work) refuse(*options.at_work, "`at work`");
      if (options.cover) refuse(*options.cover, "`or cover`");
      if (options.wait) refuse(*options.wait, "`or wait`");
      if (options.exclude) refuse(row.name.span, "`excluding last`");
    }
    if (!of_team) {
      if (options.catching_up) refuse(*options.catching_up, "`catching up`");
      if (options.spent_on) refuse(options.spent_on->span, "`turn spent on`");
    }
    if (options.look_ahead)
      (void)fixed_milliseconds(context_, *options.look_ahead, "`at work within`", false);
    if (options.exclude) {
      role().history = std::max(role().history, std::min(*options.exclude, limits::kMaxExcluded));
      if (*options.exclude == 0 || *options.exclude > limits::kMaxExcluded)
        context_.sink.add(problems::too_many_excluded(row.name.span));
    }
    catching_up(row);
    if (!options.spent_on) return;
    if (const auto events = resolve_events(context_, *options.spent_on, {})) facts.event_set = *events;
  }

  // Only who has a pointer of their own can catch up.
  void catching_up(const RouteRow& row) {
    const auto* node = std::get_if<syntax::NamedDestination>(&row.destination);
    if (!row.options.catching_up || node == nullptr || !node->algorithm) return;
    if (*node->algorithm == syntax::Algorithm::LowestPointer) return;
    context_.sink.add(problems::nothing_to_catch_up(*row.options.catching_up, node->algorithm_span));
  }

  void memory() {
    if (decl_.remembers.empty()) return;
    for (size_t i = 1; i < decl_.remembers.size(); ++i)
      context_.sink.add(problems::said_by_two(decl_.remembers[i].span, "remember", decl_.remembers[0].span));
    const syntax::RememberClause& clause = decl_.remembers.front();
    const TypedExpr& typed = infer(context_, clause.key, {});
    if (!is_error(typed.type) && !is_text(typed.type))
      context_.sink.add(problems::wrong_key(span_of(context_, clause.key), "what is remembered by",
                                            describe(typed.type, context_.program)));
    memory_times(clause);
    if (role().memory < 0) {
      role().memory = static_cast<int32_t>(facts_.decl);
      return;
    }
    const auto& other = context_.decl<syntax::RouteDecl>(static_cast<uint32_t>(role().memory));
    context_.sink.add(problems::said_by_two(clause.span, "remember", other.remembers.front().span));
  }

  // Each time begins with another event, or one of them with the assignment.
  void memory_times(const syntax::RememberClause& clause) {
    if (clause.times.size() > limits::kMaxMemoriesOfRole)
      context_.sink.add(problems::too_many_times(clause.span));
    for (size_t i = 0; i < clause.times.size(); ++i) {
      const syntax::MemoryTime& time = clause.times[i];
      check_period(context_, time.period, "`remember`");
      facts_.remembered_from.emplace_back();
      if (time.from) facts_.remembered_from.back() = resolve_events(context_, *time.from, {});
      const auto same = std::find_if(clause.times.begin(), clause.times.begin() + static_cast<ptrdiff_t>(i),
                                     [&](const syntax::MemoryTime& other) {
                                       return other.from.has_value() == time.from.has_value() &&
                                              (!time.from || other.from->text == time.from->text);
                                     });
      if (same != clause.times.begin() + static_cast<ptrdiff_t>(i))
        context_.sink.add(problems::remembered_twice(time, same->span));
    }
    if (!clause.renewed_on) return;
    const bool has_assignment = std::any_of(clause.times.begin(), clause.times.end(),
                                            [](const syntax::MemoryTime& time) { return !time.from; });
    if (!has_assignment)
      context_.sink.add(problems::nothing_to_renew(*clause.renewed_on, clause.times.front()));
    if (const auto events = resolve_events(context_, *clause.renewed_on, {})) facts_.renewed = *events;
  }

  void load() {
    if (!decl_.load) return;
    require_condition(context_, decl_.load, {}, decl_.role.span);
    if (role().load < 0) {
      role().load = static_cast<int32_t>(facts_.decl);
      return;
    }
    const auto& other = context_.decl<syntax::RouteDecl>(static_cast<uint32_t>(role().load));
    context_.sink.add(
        problems::said_by_two(span_of(context_, decl_.load), "load", span_of(context_, other.load)));
  }

  Context& context_;
  Route& facts_;
  const syntax::RouteDecl& decl_;
};

}  // namespace

void check_routes(Context& context) {
  size_t rows = 0;
  for (uint32_t i = 0; i < context.program.routes.size(); ++i) {
    RouteCheck(context, i).run();
    const auto& decl = context.decl<syntax::RouteDecl>(context.program.routes[i].decl);
    const size_t before = rows;
    rows += decl.rows.size();
    if (before <= limits::kMaxRouteRows && rows > limits::kMaxRouteRows)
      context.sink.add(problems::too_many(decl.role.span, "rows of routes", limits::kMaxRouteRows));
  }
}

}  // namespace lead::semantics
