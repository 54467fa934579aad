#include "runtime/engine/effects.h"

#include <fmt/format.h>

#include <algorithm>

#include "runtime/base/limits.h"
#include "runtime/calendar/zone.h"
#include "runtime/vm/execute.h"

namespace lead::engine {
namespace {

using artefact::EffectKind;
using artefact::Presence;
using value::FieldState;

Refusal too_much(std::string detail) {
  return {Reason::TooMuchHeld, std::move(detail)};
}

}  // namespace

Effects::Effects(Holdings& holdings)
    : holdings_(&holdings), plan_(&holdings.plan), former_(holdings.plan.layout.rolled_back) {
  for (const auto& reaction : plan_->artefact->reactions) registers_.resize(*reaction->code);
}

void Effects::begin(uint32_t lead, int64_t now_ms) {
  lead_ = lead;
  record_ = holdings_->leads.record(lead);
  now_ms_ = now_ms;
  holdings_->points.move_to(now_ms);
  bookings_.clear();
  tellings_.clear();
  resets_.clear();
  requests_.clear();
  std::copy_n(record_, former_.size(), former_.begin());
  holdings_->rings.begin();
  holdings_->keyed.begin();
}

void Effects::commit() {
  holdings_->rings.commit();
  holdings_->keyed.commit();
}

void Effects::roll_back() {
  // First the keyed lists, which stand outside `former_`; then the rings' bytes, then the words that point at
  // them.
  holdings_->keyed.roll_back();
  holdings_->rings.roll_back();
  std::copy(former_.begin(), former_.end(), record_);
  bookings_.clear();
  tellings_.clear();
  resets_.clear();
  requests_.clear();
}

void Effects::set_attribute(uint32_t attribute, int64_t word, std::string_view text) {
  record_[plan_->layout.attributes + attribute] =
      plan_->is_text_attribute[attribute] ? static_cast<int64_t>(holdings_->texts.intern(text)) : word;
  record_[Layout::kKnown + attribute / 64] |= static_cast<int64_t>(uint64_t{1} << (attribute % 64));
}

std::optional<Refusal> Effects::fill(const value::Event& event) {
  for (const Fill& fill : plan_->events[event.type].fills) {
    const value::FieldValue& field = event.fields[fill.field];
    if (field.state == FieldState::Absent) continue;
    // Who comes first, fills it in: a value is neither replaced nor cleared.
    const bool is_known = ((record_[Layout::kKnown + fill.attribute / 64] >> (fill.attribute % 64)) & 1) != 0;
    if (fill.once && is_known) continue;
    if (field.state == FieldState::Value) {
      set_attribute(fill.attribute, field.word, field.text);
      continue;
    }
    const artefact::AttributeT& attribute = *plan_->artefact->schema->attributes[fill.attribute];
    int64_t& known = record_[Layout::kKnown + fill.attribute / 64];
    const auto bit = static_cast<int64_t>(uint64_t{1} << (fill.attribute % 64));
    if (attribute.presence == Presence::Required && (known & bit) != 0) {
      return Refusal{Reason::RequiredCleared, fmt::format("`{}` would be cleared", attribute.name)};
    }
    known &= ~bit;
    record_[plan_->layout.attributes + fill.attribute] = 0;
    // An attribute with a default is never missing once the lead is born: cleared, it is back at its default.
    if (attribute.presence == Presence::Default && record_[Layout::kBorn] != kMissingInstant) {
      set_attribute(fill.attribute, attribute.fallback, attribute.fallback_text);
    }
  }
  return std::nullopt;
}

void Effects::take_defaults(uint32_t lead) {
  record_ = holdings_->leads.record(lead);
  const auto& attributes = plan_->artefact->schema->attributes;
  for (uint32_t a = 0; a < attributes.size(); ++a) {
    const bool known = ((record_[Layout::kKnown + a / 64] >> (a % 64)) & 1) != 0;
    if (!known && attributes[a]->presence == Presence::Default)
      set_attribute(a, attributes[a]->fallback, attributes[a]->fallback_text);
  }
}

std::optional<Refusal> Effects::react(const value::Event& event) {
  for (const uint32_t reaction : plan_->reactions.of(artefact::CauseKind::Event, event.type)) {
    if (auto refusal = run(*plan_->artefact->reactions[reaction], &event)) return refusal;
  }
  return std::nullopt;
}

std::optional<Refusal> Effects::react(std::span<const uint32_t> reactions) {
  for (const uint32_t reaction : reactions) {
    if (auto refusal = run(*plan_->artefact->reactions[reaction], nullptr)) return refusal;
  }
  return std::nullopt;
}

std::optional<Refusal> Effects::run(const artefact::ReactionT& reaction, const value::Event* event) {
  if (!reaction.code->instructions.empty()) {
    vm::execute(*reaction.code, RowView(holdings_->view(lead_), holdings_->points, event), registers_);
  }
  if (reaction.guard >= 0 && registers_.words[static_cast<size_t>(reaction.guard)] == 0) return std::nullopt;
  const auto target = static_cast<uint32_t>(reaction.target);
  switch (reaction.effect) {
    case EffectKind::Push:
      return push(reaction);
    case EffectKind::Touch:
      touch(reaction);
      return std::nullopt;
    case EffectKind::Reset:
      reset(target);
      return std::nullopt;
    case EffectKind::Tell:
      tellings_.push_back(target);
      return std::nullopt;
    case EffectKind::Ledger:
    case EffectKind::Balance:
      return book(reaction);
    case EffectKind::Route:
    case EffectKind::Clear:
    case EffectKind::Claim:
    case EffectKind::Hand:
    case EffectKind::Spend:
    case EffectKind::Back:
    case EffectKind::Renew:
      ask(reaction);
      return std::nullopt;
  }
  return std::nullopt;
}

void Effects::ask(const artefact::ReactionT& reaction) {
  RoutingRequest request{reaction.effect, static_cast<uint32_t>(reaction.target), std::nullopt,
                         reaction.exclude, reaction.counted};
  const auto key = static_cast<size_t>(reaction.key);
  if (reaction.key >= 0 && registers_.texts_known[key] != 0)
    request.key = holdings_->texts.intern(registers_.texts[key]);
  requests_.push_back(request);
}

std::optional<Refusal> Effects::book(const artefact::ReactionT& reaction) {
  const auto amount = static_cast<size_t>(reaction.amount);
  if (registers_.words_known[amount] == 0) return std::nullopt;
  const int64_t millionths = registers_.words[amount];
  bool passes = true;
  if (reaction.limit >= 0) {
    if (auto refusal = passes_limit(reaction, passes)) return refusal;
  }
  if (!passes) return std::nullopt;
  if (!add(reaction, millionths))
    return too_much("the points of one rule, or how many of its bookings count at once");
  bookings_.push_back({static_cast<uint32_t>(reaction.rule), millionths});
  return std::nullopt;
}

std::optional<Refusal> Effects::passes_limit(const artefact::ReactionT& reaction, bool& passes) {
  const auto index = static_cast<uint32_t>(reaction.limit);
  Limit& limit = plan_->limits[index];
  int64_t* state = record_ + plan_->layout.limits[index];
  if (limit.is_keyed()) {
    const auto key = static_cast<size_t>(reaction.key);
    passes = limit.has_text_key() ? registers_.texts_known[key] != 0 : registers_.words_known[key] != 0;
    if (!passes) return std::nullopt;
    const int64_t word = limit.has_text_key()
                             ? static_cast<int64_t>(holdings_->texts.intern(registers_.texts[key]))
                             : registers_.words[key];
    state = holdings_->keyed.state({lead_, index, word}, state, limit, holdings_->rings, now_ms_);
    if (state == nullptr)
      return too_much(fmt::format("more than {} keys of one limit", limits::kMaxKeysPerLimit));
  }
  passes = limit.take(state, holdings_->rings, now_ms_);
  return std::nullopt;
}

bool Effects::add(const artefact::ReactionT& reaction, int64_t millionths) {
  if (reaction.effect == EffectKind::Ledger) {
    const int32_t target = millionths >= 0 ? reaction.target : reaction.target_minus;
    if (target < 0)
      return true;  // the other sign was proved impossible, or 0 for a rule that only takes points away
    const auto ledger = static_cast<size_t>(target);
    return plan_->ledgers[ledger].book(record_ + plan_->layout.ledgers[ledger], holdings_->rings,
                                       holdings_->points, millionths);
  }
  const artefact::BalanceT& balance = *plan_->artefact->balances[static_cast<size_t>(reaction.target)];
  int64_t& held = record_[plan_->layout.balances + static_cast<uint32_t>(reaction.target)];
  if (millionths > limits::kMaxAwardMillionths || millionths < -limits::kMaxAwardMillionths) return false;
  held = std::clamp(held + millionths, balance.low, balance.high);
  return -limits::kMaxHeldMillionths <= held && held <= limits::kMaxHeldMillionths;
}

std::optional<int64_t> Effects::kept_value(const artefact::ReactionT& reaction) {
  if (reaction.amount < 0) return 0;
  const auto at = static_cast<size_t>(reaction.amount);
  if (!reaction.amount_is_text) {
    return registers_.words_known[at] != 0 ? std::optional(registers_.words[at]) : std::nullopt;
  }
  if (registers_.texts_known[at] == 0) return std::nullopt;
  return static_cast<int64_t>(holdings_->texts.intern(registers_.texts[at]));
}

// An event without the value that the window keeps is none of its events.
std::optional<Refusal> Effects::push(const artefact::ReactionT& reaction) {
  const auto window = static_cast<uint32_t>(reaction.target);
  const std::optional<int64_t> value = kept_value(reaction);
  if (!value) return std::nullopt;
  if (plan_->windows[window].push(record_ + plan_->layout.windows[window], holdings_->rings, now_ms_, *value))
    return std::nullopt;
  return too_much(fmt::format("more than {} events within one window", limits::kMaxWindowEvents));
}

void Effects::reset(uint32_t index) {
  resets_.push_back(index);
  const artefact::ResetT& reset = *plan_->artefact->resets[index];
  const Layout& layout = plan_->layout;
  for (const uint32_t i : reset.ledgers)
    plan_->ledgers[i].clear(record_ + layout.ledgers[i], holdings_->rings);
  if (reset.balance >= 0) record_[layout.balances + static_cast<uint32_t>(reset.balance)] = reset.to;
  for (const uint32_t i : reset.windows)
    plan_->windows[i].clear(record_ + layout.windows[i], holdings_->rings);
  for (const uint32_t i : reset.marks) {
    record_[layout.marks + i] = kMissingInstant;
    if (plan_->artefact->marks[i]->value == artefact::MarkValue::None) continue;
    std::fill_n(record_ + layout.mark_values[i], 2, 0);
  }
  for (const uint32_t i : reset.limits) {
    const Limit& limit = plan_->limits[i];
    int64_t* state = record_ + layout.limits[i];
    if (limit.is_keyed()) {
      holdings_->keyed.clear(state, limit, holdings_->rings);
    } else {
      limit.clear(state, holdings_->rings);
    }
  }
  for (const uint32_t i : reset.quiets) {
    record_[layout.quiets + i * Layout::kQuietWords + 2] = now_ms_;
    set_quiet(lead_, i, 0);
  }
}

void Effects::touch(const artefact::ReactionT& reaction) {
  const auto mark = static_cast<uint32_t>(reaction.target);
  int64_t& instant = record_[plan_->layout.marks + mark];
  if (plan_->artefact->marks[mark]->first && instant != kMissingInstant) return;
  instant = now_ms_;
  if (plan_->artefact->marks[mark]->value != artefact::MarkValue::None) {
    const std::optional<int64_t> value = kept_value(reaction);
    record_[plan_->layout.mark_values[mark]] = value.value_or(0);
    record_[plan_->layout.mark_values[mark] + 1] = value ? 1 : 0;
  }
  if (record_[Layout::kBorn] == kMissingInstant) return;
  for (const uint32_t quiet : plan_->quiets_of_mark[mark]) set_quiet(lead_, quiet, 0);
}

void Effects::set_quiet(uint32_t lead, uint32_t quiet, int64_t done) {
  int64_t* record = holdings_->leads.record(lead);
  int64_t* timer = record + plan_->layout.quiets + quiet * Layout::kQuietWords;
  const artefact::QuietT& rule = *plan_->artefact->quiets[quiet];
  // Silence is counted from the last such event, from birth or from a reset.
  const int64_t mark = std::max({record[plan_->layout.marks + rule.mark], record[Layout::kBorn], timer[2]});
  const int64_t next = rule.period.months() == 0
                           ? mark + rule.period.ms() * (done + 1)
                           : calendar::add_months(plan_->zone(), mark, rule.period.months() * (done + 1));
  timer[0] = done;
  timer[1] = next < limits::kEndInstantMs ? next : kNever;
}

void Effects::start_quiets(uint32_t lead) {
  for (uint32_t quiet = 0; quiet < plan_->artefact->quiets.size(); ++quiet) set_quiet(lead, quiet, 0);
}

}  // namespace lead::engine
