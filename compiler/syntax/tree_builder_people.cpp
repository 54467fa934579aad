// People, teams, roles, queues, and the accounts that leads are matched with.
#include <algorithm>
#include <utility>

#include "compiler/syntax/literals.h"
#include "compiler/syntax/tree_builder.h"

namespace lead::syntax {

using Any = antlrcpp::Any;

Any TreeBuilder::visitPersonDecl(P::PersonDeclContext* context) {
  decl_ = PersonDecl{fields(context->fieldBlock())};
  return {};
}

Any TreeBuilder::visitPeopleDecl(P::PeopleDeclContext* context) {
  if (context->peopleBlock() != nullptr) {
    decl_ = PeopleDecl{people_of(context->peopleBlock())};
    return {};
  }
  const antlr4::Token* path = context->TEXT()->getSymbol();
  decl_ = PeopleDecl{PeopleFile{text_value(path), span_of(path)}};
  return {};
}

std::vector<PersonRow> TreeBuilder::people_of(P::PeopleBlockContext* block) {
  std::vector<PersonRow> people;
  for (P::PersonRowContext* row : block->personRow()) {
    if (!is_whole(row)) continue;
    row->accept(this);
    people.push_back(std::move(person_));
  }
  return people;
}

Any TreeBuilder::visitPersonRow(P::PersonRowContext* context) {
  person_ = PersonRow{name_of(context->name()), title_of(context->TEXT()), {}, {}, row_span(context)};
  for (P::PersonSettingContext* setting : context->personSetting()) setting->accept(this);
  return {};
}

Any TreeBuilder::visitAwaySetting(P::AwaySettingContext* context) {
  Moment from = moment_of(context->moment(0));
  Moment until = moment_of(context->moment(1));
  person_.absences.push_back({std::move(from), std::move(until), span_of(context)});
  return {};
}

Any TreeBuilder::visitValueSetting(P::ValueSettingContext* context) {
  person_.values.push_back({name_of(context->fieldName()), expr(context->constant())});
  return {};
}

Any TreeBuilder::visitTeamDecl(P::TeamDeclContext* context) {
  TeamDecl team{name_of(context->name(0)), title_of(context->TEXT()), expr(context->whereClause()), {}};
  for (P::NameContext* member : context->members) team.members.push_back(name_of(member));
  decl_ = std::move(team);
  return {};
}

Any TreeBuilder::visitRoleDecl(P::RoleDeclContext* context) {
  decl_ = RoleDecl{name_of(context->name(0)), title_of(context->TEXT()), name_of(context->name(1))};
  return {};
}

// --- queues

Any TreeBuilder::visitQueueDecl(P::QueueDeclContext* context) {
  queue_ = QueueDecl{};
  queue_.name = name_of(context->name());
  queue_.title = title_of(context->TEXT());
  for (P::QueueClauseContext* clause : context->queueClause()) clause->accept(this);
  decl_ = std::move(queue_);
  return {};
}

Any TreeBuilder::visitClaimedQueue(P::ClaimedQueueContext* context) {
  say_twice("`claimed on`", span_of(context));
  queue_.claim_event = name_of(context->name());
  queue_.claim_field = name_of(context->fieldName());
  return {};
}

Any TreeBuilder::visitOfferedQueue(P::OfferedQueueContext* context) {
  say_twice("`offered to`", span_of(context));
  queue_.offered_to = name_of(context->name());
  return {};
}

Any TreeBuilder::visitCappedQueue(P::CappedQueueContext* context) {
  queue_.caps.push_back(cap_of(context->INTEGER()->getSymbol(), context->capPer(), span_of(context)));
  return {};
}

Any TreeBuilder::visitStayQueue(P::StayQueueContext* context) {
  say_twice("`for`", span_of(context));
  queue_.stay = duration_of(context->quantity());
  return {};
}

Any TreeBuilder::visitWatchedQueue(P::WatchedQueueContext* context) {
  say_twice("`watched by`", span_of(context));
  queue_.watched_by = name_of(context->name());
  return {};
}

// --- caps

// BOUND: what no agreement counts to is read as the largest count.
uint32_t TreeBuilder::counted(const antlr4::Token* token) {
  constexpr int64_t kLargestCount = 1'000'000;
  const Literal read = read_integer(text_of(token));
  const int64_t count = checked(read.value, static_cast<uint8_t>(read.fault), span_of(token), 0);
  if (count > kLargestCount) sink_.add(problems::number_too_large(span_of(token)));
  return static_cast<uint32_t>(std::clamp<int64_t>(count, 0, kLargestCount));
}

Cap TreeBuilder::cap_of(const antlr4::Token* count, P::CapPerContext* per, Span span) {
  per->accept(this);
  cap_.count = counted(count);
  cap_.together = false;
  cap_.span = span;
  return cap_;
}

Any TreeBuilder::visitCalendarCap(P::CalendarCapContext* context) {
  cap_ = Cap{};
  if (context->K_HOUR() != nullptr) cap_.per = CapPer::Hour;
  if (context->K_WEEK() != nullptr) cap_.per = CapPer::Week;
  if (context->K_MONTH() != nullptr) cap_.per = CapPer::Month;
  return {};
}

Any TreeBuilder::visitRollingCap(P::RollingCapContext* context) {
  cap_ = Cap{};
  cap_.per = CapPer::Rolling;
  cap_.period = duration_of(context->quantity());
  return {};
}

// --- accounts

Any TreeBuilder::visitAccountDecl(P::AccountDeclContext* context) {
  decl_ = AccountDecl{fields(context->fieldBlock())};
  return {};
}

Any TreeBuilder::visitAccountsDecl(P::AccountsDeclContext* context) {
  if (context->accountsBlock() == nullptr) {
    const antlr4::Token* path = context->TEXT()->getSymbol();
    decl_ = AccountsDecl{AccountsFile{text_value(path), span_of(path)}};
    return {};
  }
  std::vector<AccountRow> accounts;
  for (P::AccountRowContext* row : context->accountsBlock()->accountRow()) {
    if (!is_whole(row)) continue;
    row->accept(this);
    accounts.push_back(std::move(account_));
  }
  decl_ = AccountsDecl{std::move(accounts)};
  return {};
}

Any TreeBuilder::visitAccountRow(P::AccountRowContext* context) {
  account_ = AccountRow{name_of(context->name()), {}, row_span(context)};
  for (P::AccountSettingContext* setting : context->accountSetting()) setting->accept(this);
  return {};
}

Any TreeBuilder::visitAccountSetting(P::AccountSettingContext* context) {
  account_.values.push_back({name_of(context->fieldName()), expr(context->constant())});
  return {};
}

Any TreeBuilder::visitMatchDecl(P::MatchDeclContext* context) {
  match_ = MatchDecl{};
  match_.title = title_of(context->TEXT());
  match_.span = cover(span_of(context->K_MATCH()->getSymbol()), span_of(context->K_ACCOUNT()->getSymbol()));
  for (P::MatchItemContext* item : context->matchBlock()->matchItem()) {
    if (is_whole(item)) item->accept(this);
  }
  decl_ = std::move(match_);
  return {};
}

Any TreeBuilder::visitRuleItem(P::RuleItemContext* context) {
  match_.rules.push_back(
      {name_of(context->name()), title_of(context->TEXT()), expr(context->condition()), row_span(context)});
  return {};
}

Any TreeBuilder::visitPreferItem(P::PreferItemContext* context) {
  say_twice("`prefer`", row_span(context));
  for (P::PreferenceContext* preference : context->preference()) preference->accept(this);
  return {};
}

Any TreeBuilder::visitLeastPreference(P::LeastPreferenceContext* context) {
  match_.preferences.push_back({Prefers::Least, name_of(context->fieldName()), span_of(context->getStart())});
  return {};
}

Any TreeBuilder::visitGreatestPreference(P::GreatestPreferenceContext* context) {
  match_.preferences.push_back(
      {Prefers::Greatest, name_of(context->fieldName()), span_of(context->getStart())});
  return {};
}

Any TreeBuilder::visitMetPreference(P::MetPreferenceContext* context) {
  match_.preferences.push_back({Prefers::Met, name_of(context->fieldName()), span_of(context->getStart())});
  return {};
}

Any TreeBuilder::visitColumnPrimary(P::ColumnPrimaryContext* context) {
  expr_ = add(ColumnExpr{name_of(context->row), name_of(context->column)}, span_of(context));
  return {};
}

Any TreeBuilder::visitMatchesTest(P::MatchesTestContext* context) {
  const Span op = span_of(context);
  expr_ = add(MatchesExpr{operand_, op}, cover(outer(operand_), op), 1 + height(operand_));
  return {};
}

Any TreeBuilder::visitPeopleBlock(P::PeopleBlockContext*) {
  return {};
}
Any TreeBuilder::visitMatchBlock(P::MatchBlockContext*) {
  return {};
}
Any TreeBuilder::visitAccountsBlock(P::AccountsBlockContext*) {
  return {};
}

}  // namespace lead::syntax
