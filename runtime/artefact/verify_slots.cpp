// Slots, tables, and who writes them: ledgers, windows, limits, latches, sets; reactions and quiet timers.
#include <algorithm>

#include "runtime/artefact/verify_parts.h"
#include "runtime/base/limits.h"

namespace lead::artefact {

namespace {

bool is_positive(const Period& period) {
  const bool fixed = period.months() == 0 && 0 < period.ms() && period.ms() <= limits::kEndInstantMs;
  const bool calendar =
      period.ms() == 0 && 0 < period.months() && period.months() <= limits::kMaxPeriodMonths;
  return fixed || calendar;
}

void check_ledger(const LedgerT& ledger, size_t rules, std::string_view where, Judge& judge) {
  judge.require(ledger.rule < rules, where, "its rule does not exist");
  const Decay& decay = ledger.decay;
  if (!judge.require(decay.kind() <= DecayKind::MAX, where, "an unknown kind of decay")) return;
  if (decay.kind() == DecayKind::None) return;
  judge.require(0 < decay.period_ms() && decay.period_ms() <= limits::kMaxDecayPeriodMs, where,
                "its decay has no period, or one of more than 17 years");
  if (decay.kind() == DecayKind::Evenly) {
    judge.require(0 < decay.amount() && decay.amount() <= 1'000'000, where,
                  "its decay loses no share, or more than all");
  } else if (decay.kind() == DecayKind::Drops) {
    judge.require(0 < decay.amount() && decay.amount() <= limits::kMaxAwardMillionths, where,
                  "its decay drops no points, or too many");
  }
}

void check_limit(const LimitT& limit, std::string_view where, Judge& judge) {
  judge.require(limit.kind <= LimitKind::MAX, where, "an unknown kind of limit");
  judge.require(limit.count >= 1, where, "it lets nothing through");
  if (limit.kind != LimitKind::Rolling) return;
  judge.require(limit.count <= limits::kMaxWindowEvents, where, "its count is too large");
  judge.require(is_positive(limit.period), where, "its period is not one positive duration");
}

void check_latch(const LatchT& latch, std::string_view where, Judge& judge) {
  judge.require(!latch.from.empty(), where, "no bands");
  judge.require_within(latch.from.size() <= limits::kMaxBands, where, "more than 64 bands");
  if (!judge.require(latch.from.size() == latch.until.size(), where, "its thresholds do not pair up")) return;
  for (size_t i = 0; i < latch.from.size(); ++i) {
    judge.require(latch.until[i] <= latch.from[i], where, "a band ends above its beginning");
    judge.require(i == 0 || latch.from[i - 1] < latch.from[i], where, "its thresholds do not increase");
  }
}

// What a reaction asks of the desk.
void check_routing_effect(const ReactionT& reaction, const ArtefactT& artefact, std::string_view where,
                          Judge& judge) {
  switch (reaction.effect) {
    case EffectKind::Route:
      if (judge.require(is_below(reaction.target, artefact.routes.size()), where, "its route does not exist"))
        judge.require(
            reaction.exclude <=
                artefact.roles[artefact.routes[static_cast<size_t>(reaction.target)]->role]->history,
            where, "it leaves out more former holders than are kept");
      break;
    case EffectKind::Claim:
      judge.require(is_below(reaction.target, artefact.queues.size()), where, "its queue does not exist");
      break;
    case EffectKind::Spend:
      judge.require(is_below(reaction.target, artefact.route_rows.size()), where, "its row does not exist");
      break;
    case EffectKind::Clear:
    case EffectKind::Hand:
    case EffectKind::Back:
      judge.require(is_below(reaction.target, artefact.roles.size()), where, "its role does not exist");
      break;
    case EffectKind::Renew:
      judge.require(is_below(reaction.target, artefact.memories.size()), where, "its memory does not exist");
      break;
    default:
      break;
  }
}

// What a reaction writes, and the registers it judges by.
void check_effect(const ReactionT& reaction, const ArtefactT& artefact, std::string_view where,
                  Judge& judge) {
  const size_t words = reaction.code->words;
  const auto sign = [&](int32_t ledger, bool minus) {
    if (ledger == -1) return true;
    return is_below(ledger, artefact.ledgers.size()) &&
           artefact.ledgers[static_cast<size_t>(ledger)]->minus == minus;
  };
  // A window keeps words, texts by their numbers; a mark says which it keeps.
  const auto keeps = [&](bool wanted, bool text) {
    if (!wanted || reaction.amount < 0) return !wanted && reaction.amount == -1;
    return text == reaction.amount_is_text || reaction.effect == EffectKind::Push;
  };
  switch (reaction.effect) {
    case EffectKind::Push:
      if (!judge.require(is_below(reaction.target, artefact.windows.size()), where,
                         "its window does not exist"))
        break;
      judge.require(keeps(artefact.windows[static_cast<size_t>(reaction.target)]->values, false), where,
                    "it keeps another value than its window wants");
      break;
    case EffectKind::Touch:
      if (!judge.require(is_below(reaction.target, artefact.marks.size()), where, "its mark does not exist"))
        break;
      judge.require(keeps(artefact.marks[static_cast<size_t>(reaction.target)]->value != MarkValue::None,
                          artefact.marks[static_cast<size_t>(reaction.target)]->value == MarkValue::Text),
                    where, "it keeps another value than its mark wants");
      break;
    case EffectKind::Ledger:
      judge.require(reaction.target >= 0 || reaction.target_minus >= 0, where, "it books nowhere");
      judge.require(sign(reaction.target, false) && sign(reaction.target_minus, true), where,
                    "its ledger does not exist or takes the other sign");
      judge.require(is_below(reaction.amount, words) && !reaction.amount_is_text, where, "it has no amount");
      break;
    case EffectKind::Balance:
      judge.require(is_below(reaction.target, artefact.balances.size()), where, "its balance does not exist");
      judge.require(is_below(reaction.amount, words) && !reaction.amount_is_text, where, "it has no amount");
      break;
    case EffectKind::Reset:
      judge.require(is_below(reaction.target, artefact.resets.size()), where, "its reset does not exist");
      break;
    case EffectKind::Tell:
      judge.require(is_below(reaction.target, artefact.tells.size()), where, "its telling does not exist");
      break;
    case EffectKind::Route:
    case EffectKind::Claim:
    case EffectKind::Spend:
    case EffectKind::Clear:
    case EffectKind::Hand:
    case EffectKind::Back:
    case EffectKind::Renew:
      check_routing_effect(reaction, artefact, where, judge);
      break;
  }
}

// Whether the key of a reaction is a text of its own: a person, or what is remembered.
bool names_somebody(const ReactionT& reaction) {
  return reaction.effect == EffectKind::Claim || reaction.effect == EffectKind::Hand ||
         reaction.effect == EffectKind::Renew;
}

bool is_booking(const ReactionT& reaction) {
  return reaction.effect == EffectKind::Ledger || reaction.effect == EffectKind::Balance;
}

void check_reaction(const ReactionT& reaction, const ArtefactT& artefact, std::string_view where,
                    Judge& judge) {
  if (!judge.require(reaction.effect <= EffectKind::MAX, where, "an unknown kind of effect")) return;
  if (!judge.require(reaction.cause <= CauseKind::MAX, where, "an unknown kind of cause")) return;
  if (!judge.require(reaction.source < count_of_causes(artefact, reaction.cause), where,
                     reaction.cause == CauseKind::Event ? "its event does not exist" : "nothing causes it")) {
    return;
  }
  const bool by_event = reaction.cause == CauseKind::Event;
  check_code(*reaction.code, artefact, by_event ? static_cast<int32_t>(reaction.source) : -1, where, judge);
  if (!judge.fine()) return;
  check_effect(reaction, artefact, where, judge);
  judge.require(is_none_or_below(reaction.guard, reaction.code->words), where, "its guard does not exist");
  judge.require(is_none_or_below(reaction.amount,
                                 reaction.amount_is_text ? reaction.code->texts : reaction.code->words),
                where, "its amount does not exist");
  const bool has_rule = is_booking(reaction) ? is_below(reaction.rule, artefact.rules.size())
                                             : is_none_or_below(reaction.rule, artefact.rules.size());
  judge.require(has_rule, where, "its rule does not exist");
  if (!judge.require(is_none_or_below(reaction.limit, artefact.limits.size()), where,
                     "its limit does not exist"))
    return;
  const LimitT* limit =
      reaction.limit < 0 ? nullptr : artefact.limits[static_cast<size_t>(reaction.limit)].get();
  if (names_somebody(reaction)) {
    judge.require(limit == nullptr && is_below(reaction.key, reaction.code->texts), where,
                  "whom it names does not exist");
  } else if (limit == nullptr || !limit->keyed) {
    judge.require(reaction.key == -1, where, "it has a key but no limit by key");
  } else {
    judge.require(is_below(reaction.key, limit->key_is_text ? reaction.code->texts : reaction.code->words),
                  where, "the key of its limit does not exist");
  }
}

}  // namespace

size_t count_of_causes(const ArtefactT& artefact, CauseKind kind) {
  switch (kind) {
    case CauseKind::Event:
      return artefact.schema->events.size();
    case CauseKind::Quiet:
      return artefact.quiets.size();
    case CauseKind::Edge:
      return artefact.edges.size();
    case CauseKind::Schedule:
      return artefact.schedules.size();
    case CauseKind::Door:
      return artefact.doors.size();
    case CauseKind::Step:
      return artefact.steps.size();
    case CauseKind::Assignment:
      return artefact.roles.size();
    case CauseKind::Expiry:
      return artefact.queues.size();
  }
  return 0;
}

void check_slots(const ArtefactT& artefact, Judge& judge) {
  for (size_t i = 0; i < artefact.ledgers.size(); ++i) {
    check_ledger(*artefact.ledgers[i], artefact.rules.size(), place("ledger", i), judge);
  }
  for (size_t i = 0; i < artefact.balances.size(); ++i) {
    judge.require(artefact.balances[i]->low <= artefact.balances[i]->high, place("balance", i),
                  "its range is empty");
  }
  for (size_t i = 0; i < artefact.windows.size(); ++i) {
    judge.require(artefact.windows[i]->unbounded || is_positive(artefact.windows[i]->keep),
                  place("window", i), "it keeps nothing");
    judge.require(!artefact.windows[i]->unbounded || !artefact.windows[i]->values, place("window", i),
                  "it keeps values without end");
  }
  for (size_t i = 0; i < artefact.limits.size(); ++i)
    check_limit(*artefact.limits[i], place("limit", i), judge);
  for (size_t i = 0; i < artefact.marks.size(); ++i)
    judge.require(artefact.marks[i]->value <= MarkValue::MAX, place("mark", i), "an unknown kind of value");
  for (size_t i = 0; i < artefact.latches.size(); ++i)
    check_latch(*artefact.latches[i], place("latch", i), judge);
}

void check_tables(const ArtefactT& artefact, Judge& judge) {
  for (size_t i = 0; i < artefact.text_constants.size(); ++i) {
    judge.require(is_utf8(artefact.text_constants[i]), place("text constant", i), "it is not UTF-8");
  }
  for (size_t i = 0; i < artefact.int_sets.size(); ++i) {
    const std::vector<int64_t>& values = artefact.int_sets[i]->values;
    judge.require_within(values.size() <= limits::kMaxItems, place("set", i), "too many values");
    judge.require(std::adjacent_find(values.begin(), values.end(), std::greater_equal<>()) == values.end(),
                  place("set", i), "its values do not ascend");
  }
  for (size_t i = 0; i < artefact.text_lists.size(); ++i) {
    const std::vector<std::string>& items = artefact.text_lists[i]->items;
    judge.require_within(items.size() <= limits::kMaxItems, place("text list", i), "too many texts");
    judge.require(std::all_of(items.begin(), items.end(), is_utf8), place("text list", i),
                  "a text is not UTF-8");
  }
  for (size_t i = 0; i < artefact.patterns.size(); ++i) {
    judge.require(artefact.patterns[i].size() <= limits::kMaxPatternBytes && is_utf8(artefact.patterns[i]),
                  place("pattern", i), "it is too long or not UTF-8");
  }
}

void check_reactions(const ArtefactT& artefact, Judge& judge) {
  std::vector<bool> has_booked(artefact.schema->events.size(), false);
  for (size_t i = 0; i < artefact.reactions.size() && judge.fine(); ++i) {
    const ReactionT& reaction = *artefact.reactions[i];
    check_reaction(reaction, artefact, place("reaction", i), judge);
    const bool remembers = reaction.effect == EffectKind::Push || reaction.effect == EffectKind::Touch;
    judge.require(!remembers || reaction.cause == CauseKind::Event || reaction.cause == CauseKind::Door,
                  place("reaction", i), "it remembers an event where there is none");
    if (!judge.fine() || reaction.cause != CauseKind::Event) continue;
    const size_t event = reaction.source;
    judge.require(!remembers || !has_booked[event], place("reaction", i),
                  "it remembers an event after a booking of the same event");
    if (!remembers) has_booked[event] = true;
  }
}

void check_quiets(const ArtefactT& artefact, Judge& judge) {
  std::vector<bool> is_timed(artefact.reactions.size(), false);
  for (size_t i = 0; i < artefact.quiets.size() && judge.fine(); ++i) {
    const QuietT& quiet = *artefact.quiets[i];
    const std::string where = place("quiet timer", i);
    judge.require(quiet.mark < artefact.marks.size(), where, "its mark does not exist");
    judge.require(is_positive(quiet.period), where, "its period is not one positive duration");
    if (!judge.require(quiet.reaction < artefact.reactions.size(), where, "its reaction does not exist"))
      return;
    const ReactionT& reaction = *artefact.reactions[quiet.reaction];
    judge.require(reaction.cause == CauseKind::Quiet && reaction.source == i && is_booking(reaction), where,
                  "its reaction is not a booking of a timer");
    judge.require(!is_timed[quiet.reaction], where, "its reaction belongs to another timer");
    is_timed[quiet.reaction] = true;
  }
  for (size_t i = 0; i < artefact.reactions.size() && judge.fine(); ++i) {
    judge.require(artefact.reactions[i]->cause != CauseKind::Quiet || is_timed[i], place("reaction", i),
                  "nothing causes it");
  }
}

}  // namespace lead::artefact
