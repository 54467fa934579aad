// Calendars: opening hours by weekday and by date, breaks, and what they are closed on.
#include <utility>

#include "compiler/syntax/literals.h"
#include "compiler/syntax/tree_builder.h"

namespace lead::syntax {

using Any = antlrcpp::Any;

namespace {

constexpr uint32_t kDayMinutes = 24 * 60;

}  // namespace

Any TreeBuilder::visitCalendarDecl(P::CalendarDeclContext* context) {
  calendar_ = CalendarDecl{name_of(context->name(0)), title_of(context->TEXT()), {}, {}, {}, {}, {}};
  said_.clear();
  if (context->calendarBlock() == nullptr) {
    calendar_.both = names_of(context->name());
    calendar_.both.erase(calendar_.both.begin());
  } else {
    for (P::CalendarRowContext* row : context->calendarBlock()->calendarRow()) {
      if (is_whole(row)) row->accept(this);
    }
  }
  decl_ = std::move(calendar_);
  return {};
}

Any TreeBuilder::visitZoneRow(P::ZoneRowContext* context) {
  say_twice("`time zone`", row_span(context));
  calendar_.zone = Name{text_value(context->TEXT()->getSymbol()), span_of(context->TEXT()->getSymbol())};
  return {};
}

Any TreeBuilder::visitClosedRow(P::ClosedRowContext* context) {
  for (P::ClosingContext* closing : context->closing()) closing->accept(this);
  return {};
}

Any TreeBuilder::visitClosing(P::ClosingContext* context) {
  const Span span = span_of(context);
  if (context->TEXT() != nullptr) {
    calendar_.closings.push_back({ClosedFile{text_value(context->TEXT()->getSymbol())}, span});
  } else if (context->DATE() != nullptr) {
    calendar_.closings.push_back({ClosedDate{day_of(context->DATE()->getSymbol())}, span});
  } else {
    const Literal month = read_integer(text_of(context->month)), day = read_integer(text_of(context->day));
    // A leap year has every day that any year has.
    const std::string date =
        "2024-" + std::string(text_of(context->month)) + "-" + std::string(text_of(context->day));
    if (!read_date(date)) {
      sink_.add(problems::no_such_date(span, text_.substr(span.begin_byte, span.end_byte - span.begin_byte)));
      return {};
    }
    calendar_.closings.push_back(
        {ClosedYearly{static_cast<uint32_t>(month.value), static_cast<uint32_t>(day.value)}, span});
  }
  return {};
}

Any TreeBuilder::visitDatedRow(P::DatedRowContext* context) {
  calendar_.dated.push_back({false, day_of(context->DATE()->getSymbol()),
                             opening_hours(context->openingHours()), row_span(context)});
  return {};
}

Any TreeBuilder::visitBreakRow(P::BreakRowContext* context) {
  calendar_.dated.push_back({true, day_of(context->DATE()->getSymbol()),
                             opening_hours(context->openingHours()), row_span(context)});
  return {};
}

Any TreeBuilder::visitWeeklyRow(P::WeeklyRowContext* context) {
  calendar_.weekly.push_back({{}, opening_hours(context->openingHours()), row_span(context)});
  return context->weekdays()->accept(this);
}

// `friday to monday` goes over the end of the week.
Any TreeBuilder::visitWeekdayRange(P::WeekdayRangeContext* context) {
  const uint32_t first = weekday(context->first), last = weekday(context->last);
  for (uint32_t day = first;; day = (day + 1) % 7) {
    calendar_.weekly.back().weekdays.push_back(day);
    if (day == last) return {};
  }
}

Any TreeBuilder::visitWeekdayList(P::WeekdayListContext* context) {
  for (antlr4::tree::TerminalNode* word : context->IDENTIFIER())
    calendar_.weekly.back().weekdays.push_back(weekday(word->getSymbol()));
  return {};
}

Any TreeBuilder::visitOpeningHours(P::OpeningHoursContext*) {
  return {};
}

std::vector<OpeningHours> TreeBuilder::opening_hours(const std::vector<P::OpeningHoursContext*>& contexts) {
  std::vector<OpeningHours> all;
  for (P::OpeningHoursContext* context : contexts) {
    const bool is_midnight = text_of(context->closes) == "24:00";
    all.push_back(
        {clock(context->opens), is_midnight ? kDayMinutes : clock(context->closes), span_of(context)});
  }
  return all;
}

int32_t TreeBuilder::day_of(const antlr4::Token* token) {
  const std::optional<DateExpr> read = read_date(text_of(token));
  if (!read) sink_.add(problems::no_such_date(span_of(token), text_of(token)));
  return read ? static_cast<int32_t>(days_since_epoch(*read)) : 0;
}

}  // namespace lead::syntax
