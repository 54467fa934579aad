#include "compiler/semantics/test_clock.h"

#include "compiler/semantics/check_expr.h"
#include "compiler/semantics/test_problems.h"
#include "runtime/base/limits.h"
#include "runtime/calendar/zone.h"
#include "runtime/calendar/zone_source.h"

namespace lead::semantics {
namespace {

constexpr int64_t kFirstDay2000 = 10'957;  // since 1970-01-01

bool is_in_time(int64_t instant_ms) {
  return instant_ms >= limits::kMinInstantMs && instant_ms < limits::kEndInstantMs;
}

}  // namespace

TestClock::TestClock(Context& context) : context_(context) {
  const Policy& policy = context.program.policy;
  if (auto zone = calendar::resolve_zone(policy.zone)) {
    zone_ = std::move(*zone);
  } else {
    zone_.offsets_ms.push_back(
        0);  // `check_policy` has taken the zone: it is gone since, which lowering reports
  }
  start_ms_ = calendar::start_of_day(zone_, policy.effective_day.value_or(kFirstDay2000));
  if (!is_in_time(start_ms_)) start_ms_ = limits::kMinInstantMs;
  base_ms_ = start_ms_;
}

std::optional<int64_t> TestClock::absolute(const syntax::Moment& moment) {
  if (const auto* local = std::get_if<syntax::LocalMoment>(&moment.when)) {
    const TypedExpr& date = infer(context_, local->date, {});
    if (!date.word) return std::nullopt;
    return calendar::instant_of(zone_, *date.word * calendar::kDayMs + local->time_ms);
  }
  return infer(context_, std::get<syntax::InstantMoment>(moment.when).instant, {}).word;
}

std::optional<int64_t> TestClock::moved(int64_t from_ms, const syntax::OffsetMoment::Part& part) {
  const int64_t sign = part.is_minus ? -1 : 1;
  const syntax::Unit unit = part.duration.unit;
  if (unit == syntax::Unit::Month || unit == syntax::Unit::Year) {
    if (!check_period(context_, part.duration, "a time of a test")) return std::nullopt;
    const int64_t months = part.duration.amount * (unit == syntax::Unit::Year ? 12 : 1);
    return calendar::add_months(zone_, from_ms, sign * months);
  }
  const auto length = fixed_milliseconds(context_, part.duration, "a time of a test", true);
  if (!length) return std::nullopt;
  return from_ms + sign * *length;
}

std::optional<int64_t> TestClock::read(const syntax::Moment& moment, bool becomes_base) {
  std::optional<int64_t> instant;
  if (const auto* offset = std::get_if<syntax::OffsetMoment>(&moment.when)) {
    instant = base_ms_;
    for (const syntax::OffsetMoment::Part& part : offset->parts) {
      instant = moved(*instant, part);
      if (!instant) return std::nullopt;
      if (is_in_time(*instant)) continue;
      context_.sink.add(problems::time_outside(moment.span));
      return std::nullopt;
    }
    return instant;
  }
  instant = absolute(moment);
  if (!instant) return std::nullopt;
  if (!is_in_time(*instant)) {
    context_.sink.add(problems::time_outside(moment.span));
    return std::nullopt;
  }
  if (becomes_base) base_ms_ = *instant;
  return instant;
}

}  // namespace lead::semantics
