// Each thing that `verify` looks at, broken once: refused, with a reason that names the place.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <climits>
#include <functional>

#include "runtime/artefact/artefact.h"
#include "runtime/artefact/clock_state.h"
#include "runtime/artefact/opcode.h"
#include "tests/support/random.h"
#include "tests/support/sample_artefact.h"

namespace lead::artefact {
namespace {

using lead::testing::sample_artefact;
using ::testing::HasSubstr;

std::string verdict(std::unique_ptr<ArtefactT> artefact) {
  auto result = verify(std::move(artefact));
  const auto* refusal = std::get_if<Refusal>(&result);
  return refusal == nullptr ? "" : refusal->reason;
}

void set(Instruction& i, Opcode op, uint32_t dst, uint32_t a, uint32_t b, uint32_t c, uint32_t ref,
         int64_t k) {
  i = Instruction(static_cast<uint16_t>(op), dst, a, b, c, ref, k);
}

// One behind the last.
template <class Kind>
Kind unknown() {
  return static_cast<Kind>(static_cast<uint8_t>(Kind::MAX) + 1);
}

struct Case {
  const char* reason;
  std::function<void(ArtefactT&)> damage;
};

void PrintTo(const Case& item, std::ostream* out) {
  *out << item.reason;
}

class Verify : public ::testing::TestWithParam<Case> {};

TEST_P(Verify, RefusesWithAReason) {
  auto artefact = sample_artefact();
  GetParam().damage(*artefact);
  EXPECT_THAT(verdict(std::move(artefact)), HasSubstr(GetParam().reason));
}

Instruction& derived(ArtefactT& a, size_t index) {
  return a.derived->instructions[index];
}

const Case kPresence[] = {
    {"policy: no time zone", [](ArtefactT& a) { a.zone = nullptr; }},
    {"policy: no schema", [](ArtefactT& a) { a.schema = nullptr; }},
    {"policy: no derived values", [](ArtefactT& a) { a.derived = nullptr; }},
    {"ledgers: an entry is missing", [](ArtefactT& a) { a.ledgers[0] = nullptr; }},
    {"reaction 1: no code", [](ArtefactT& a) { a.reactions[1]->code = nullptr; }},
    {"attribute 2: no type", [](ArtefactT& a) { a.schema->attributes[2]->type = nullptr; }},
    {"explanation 0: no type", [](ArtefactT& a) { a.explains[0]->type = nullptr; }},
    {"score 0: an entry is missing", [](ArtefactT& a) { a.scores[0]->parts[0] = nullptr; }},
};
INSTANTIATE_TEST_SUITE_P(Presence, Verify, ::testing::ValuesIn(kPresence));

const Case kPolicy[] = {
    {"policy: unknown format", [](ArtefactT& a) { a.format = 9; }},
    {"policy: no name", [](ArtefactT& a) { a.policy.clear(); }},
    {"policy: a name is not UTF-8", [](ArtefactT& a) { a.title = "\xff"; }},
    {"policy: a hash is not 32 bytes", [](ArtefactT& a) { a.meaning_hash.pop_back(); }},
    {"policy: the lateness is negative", [](ArtefactT& a) { a.lateness_ms = -1; }},
    {"policy: the dedupe horizon", [](ArtefactT& a) { a.dedupe_ms = INT64_MAX; }},
    {"zone: offsets do not fit", [](ArtefactT& a) { a.zone->offsets_ms.pop_back(); }},
    {"zone: transitions are not in order",
     [](ArtefactT& a) { std::swap(a.zone->transitions_ms[0], a.zone->transitions_ms[1]); }},
    {"zone: an offset is larger", [](ArtefactT& a) { a.zone->offsets_ms[3] = 27 * 3'600'000; }},
    {"zone: a transition lies far outside", [](ArtefactT& a) { a.zone->transitions_ms.back() = INT64_MAX; }},
};
INSTANTIATE_TEST_SUITE_P(Policy, Verify, ::testing::ValuesIn(kPolicy));

const Case kSchema[] = {
    {"attributes: two names are the same", [](ArtefactT& a) { a.schema->attributes[0]->name = "company"; }},
    {"attributes: a name is empty", [](ArtefactT& a) { a.schema->attributes[0]->name.clear(); }},
    {"choice 0: it has no items", [](ArtefactT& a) { a.schema->choices[0]->items.clear(); }},
    {"name list 0: it is empty", [](ArtefactT& a) { a.schema->name_lists[0]->names.clear(); }},
    {"attribute 3: its choice does not exist",
     [](ArtefactT& a) { a.schema->attributes[3]->type->names = 1; }},
    {"attribute 2: its range is empty", [](ArtefactT& a) { a.schema->attributes[2]->type->low = INT64_MAX; }},
    {"attribute 6: its currency", [](ArtefactT& a) { a.schema->attributes[6]->type->currency = "eur"; }},
    {"attribute 5: its default", [](ArtefactT& a) { a.schema->attributes[5]->fallback = 2; }},
    {"attribute 2: an unknown kind of value",
     [](ArtefactT& a) { a.schema->attributes[2]->type->kind = static_cast<FieldKind>(99); }},
    {"event 1: a field fills in an attribute that",
     [](ArtefactT& a) { a.schema->events[1]->fields[2]->fills = 99; }},
    {"event 1: a field fills in an attribute of another type",
     [](ArtefactT& a) { a.schema->events[1]->fields[2]->fills = 0; }},
    {"event 0: two names are the same", [](ArtefactT& a) { a.schema->events[0]->fields[1]->name = "path"; }},
};
INSTANTIATE_TEST_SUITE_P(Schema, Verify, ::testing::ValuesIn(kSchema));

const Case kSlots[] = {
    {"ledger 0: its rule", [](ArtefactT& a) { a.ledgers[0]->rule = 1; }},
    {"ledger 0: its decay has no period",
     [](ArtefactT& a) { a.ledgers[0]->decay = Decay(DecayKind::Half, 0, 0); }},
    {"ledger 0: its decay has no period",
     [](ArtefactT& a) { a.ledgers[0]->decay = Decay(DecayKind::Half, INT64_MAX, 0); }},
    {"ledger 2: its decay loses no share",
     [](ArtefactT& a) { a.ledgers[2]->decay = Decay(DecayKind::Evenly, 1, 1'000'001); }},
    {"ledger 2: an unknown kind",
     [](ArtefactT& a) { a.ledgers[2]->decay = Decay(static_cast<DecayKind>(77), 1, 1); }},
    {"balance 0: its range", [](ArtefactT& a) { a.balances[0]->low = INT64_MAX; }},
    {"window 1: it keeps nothing", [](ArtefactT& a) { a.windows[1]->keep = Period(0, 0); }},
    {"window 1: it keeps nothing", [](ArtefactT& a) { a.windows[1]->keep = Period(5, 5); }},
    {"limit 1: it lets nothing through", [](ArtefactT& a) { a.limits[1]->count = 0; }},
    {"limit 0: its count is too large", [](ArtefactT& a) { a.limits[0]->count = 5'000; }},
    {"limit 0: its period", [](ArtefactT& a) { a.limits[0]->period = Period(-1, 0); }},
    {"limit 0: an unknown kind", [](ArtefactT& a) { a.limits[0]->kind = static_cast<LimitKind>(9); }},
    {"latch 0: its thresholds do not pair up", [](ArtefactT& a) { a.latches[0]->until.pop_back(); }},
    {"latch 0: its thresholds do not increase",
     [](ArtefactT& a) { a.latches[0]->from[1] = a.latches[0]->from[2]; }},
    {"latch 0: a band ends above", [](ArtefactT& a) { a.latches[0]->until[2] = 50'000'001; }},
    {"latch 0: more than 64 bands", [](ArtefactT& a) { a.latches[0]->from.assign(65, 0); }},
    {"latch 0: a value of it does not exist", [](ArtefactT& a) { a.latches[0]->score = 7; }},
    {"set 0: its values do not ascend", [](ArtefactT& a) { a.int_sets[0]->values[0] = 0; }},
    {"text list 0: a text is not UTF-8", [](ArtefactT& a) { a.text_lists[0]->items[0] = "\xc0\x80"; }},
    {"lookup 0: it has not one value for each key", [](ArtefactT& a) { a.lookups[0]->words.pop_back(); }},
    {"lookup 0: it has not one value for each key", [](ArtefactT& a) { a.lookups[0]->texts = {"x"}; }},
    {"lookup 1: it has not one value for each key",
     [](ArtefactT& a) {
       a.lookups[1]->words = {1, 2};
       a.lookups[1]->texts.clear();
     }},
    {"lookup 0: its keys do not ascend",
     [](ArtefactT& a) { std::swap(a.lookups[0]->keys[0], a.lookups[0]->keys[1]); }},
    {"lookup 1: its keys do not ascend", [](ArtefactT& a) { a.lookups[1]->keys[1] = a.lookups[1]->keys[0]; }},
    {"lookup 2: a key is empty", [](ArtefactT& a) { a.lookups[2]->keys[1].clear(); }},
    {"lookup 0: a key is empty, too long or not UTF-8", [](ArtefactT& a) { a.lookups[0]->keys[0] = "\xff"; }},
    {"lookup 0: it has no key",
     [](ArtefactT& a) {
       a.lookups[0]->keys.clear();
       a.lookups[0]->words.clear();
     }},
    {"lookup 0: an unknown kind of key", [](ArtefactT& a) { a.lookups[0]->key = static_cast<LookupKey>(7); }},
    {"lookup 0: its name is empty", [](ArtefactT& a) { a.lookups[0]->name.clear(); }},
    {"lookup 0: a value is none of its type", [](ArtefactT& a) { a.lookups[0]->type->low = 1; }},
    {"lookup 0: a value is none of its type",
     [](ArtefactT& a) { a.lookups[0]->type->kind = FieldKind::YesNo; }},
    {"lookup 0: a value is none of its type",
     [](ArtefactT& a) { a.lookups[0]->type->kind = FieldKind::Choice; }},
    {"lookup 0: its choice does not exist",
     [](ArtefactT& a) {
       a.lookups[0]->type->kind = FieldKind::Choice;
       a.lookups[0]->type->names = 1;
     }},
    {"lookup 0: it gives what no table gives",
     [](ArtefactT& a) { a.lookups[0]->type->kind = FieldKind::Points; }},
    {"lookup 0: it has keys of another kind", [](ArtefactT& a) { a.lookups[0]->numbers = {1, 2, 3}; }},
    {"lookup 5: it has keys of another kind", [](ArtefactT& a) { a.lookups[5]->keys = {"a"}; }},
    {"lookup 5: it has no key", [](ArtefactT& a) { a.lookups[5]->numbers.clear(); }},
    {"lookup 5: its keys do not ascend", [](ArtefactT& a) { a.lookups[5]->numbers[1] = -1; }},
    {"lookup 5: it has not one value for each key", [](ArtefactT& a) { a.lookups[5]->words.pop_back(); }},
    {"lookup 0: no type", [](ArtefactT& a) { a.lookups[0]->type.reset(); }},
    {"lookups: an entry is missing", [](ArtefactT& a) { a.lookups[0].reset(); }},
    {"attribute 3: its default has an item that its choice does not have",
     [](ArtefactT& a) {
       a.schema->attributes[3]->type->kind = FieldKind::Set;
       a.schema->attributes[3]->presence = Presence::Default;
       a.schema->attributes[3]->fallback = 8;
     }},
    {"attribute 3: a set of a choice with more items than a set can have",
     [](ArtefactT& a) {
       a.schema->attributes[3]->type->kind = FieldKind::Set;
       for (int i = 0; i < 62; ++i) a.schema->choices[0]->items.push_back("more " + std::to_string(i));
     }},
    {"derived values: Lookup refers",
     [](ArtefactT& a) {
       a.derived->instructions[0] = {static_cast<uint16_t>(Opcode::AttributeText), 0, 0, 0, 0, 0, 0};
       a.derived->instructions[1] = {static_cast<uint16_t>(Opcode::Lookup), 0, 0, 0, 0, 1, 0};
     }},
    {"text constant 1: it is not UTF-8", [](ArtefactT& a) { a.text_constants[1] = "\xed\xa0\x80"; }},
    {"pattern 0: it is too long", [](ArtefactT& a) { a.patterns[0].assign(2000, 'a'); }},
};
INSTANTIATE_TEST_SUITE_P(Slots, Verify, ::testing::ValuesIn(kSlots));

constexpr int32_t kHourMs = 3'600'000;

const Case kCalendars[] = {
    {"calendars: an entry is missing", [](ArtefactT& a) { a.calendars[1] = nullptr; }},
    {"calendar 0: no time zone", [](ArtefactT& a) { a.calendars[0]->zone = nullptr; }},
    {"calendar 1: offsets do not fit", [](ArtefactT& a) { a.calendars[1]->zone->offsets_ms.clear(); }},
    {"calendar 0: an offset is larger",
     [](ArtefactT& a) { a.calendars[0]->zone->offsets_ms[0] = -27 * kHourMs; }},
    {"calendars: too many entries",
     [](ArtefactT& a) {
       for (int i = 0; i < 256; ++i) a.calendars.push_back(std::make_unique<CalendarT>(*a.calendars[1]));
     }},
    {"calendar 0: its words are not UTF-8", [](ArtefactT& a) { a.calendars[0]->title = "\xff"; }},
    {"calendar 0: it has no name", [](ArtefactT& a) { a.calendars[0]->name.clear(); }},
    {"calendar 0: too many hours and holidays",
     [](ArtefactT& a) {
       a.calendars[0]->holidays.clear();
       for (int32_t day = 0; day < 65'536; ++day) a.calendars[0]->holidays.push_back(day);
     }},
    {"calendar 0: a weekday that no week has",
     [](ArtefactT& a) { a.calendars[0]->weekly[0] = DayHours(7, 0, kHourMs); }},
    {"calendar 0: a weekday that no week has",
     [](ArtefactT& a) { a.calendars[0]->weekly[0] = DayHours(-1, 0, kHourMs); }},
    {"calendar 0: hours of a weekday that no day has",
     [](ArtefactT& a) { a.calendars[0]->weekly[0] = DayHours(0, kHourMs, kHourMs); }},
    {"calendar 0: hours of a weekday that no day has",
     [](ArtefactT& a) { a.calendars[0]->weekly[0] = DayHours(0, -1, kHourMs); }},
    {"calendar 0: hours of a weekday that no day has",
     [](ArtefactT& a) { a.calendars[0]->weekly[0] = DayHours(0, 9 * kHourMs, 33 * kHourMs); }},
    {"calendar 0: hours of a weekday that no day has",
     [](ArtefactT& a) { a.calendars[0]->weekly[0] = DayHours(0, 24 * kHourMs, 25 * kHourMs); }},
    {"calendar 0: hours of a weekday that no day has",
     [](ArtefactT& a) { a.calendars[0]->weekly[0] = DayHours(0, kHourMs, INT32_MAX); }},
    {"calendar 0: hours of a date outside",
     [](ArtefactT& a) { a.calendars[0]->dated[0] = DayHours(-1, 0, kHourMs); }},
    {"calendar 0: hours of a date outside",
     [](ArtefactT& a) { a.calendars[0]->breaks[0] = DayHours(84'006, 0, kHourMs); }},
    {"calendar 0: hours of a date that no day has",
     [](ArtefactT& a) { a.calendars[0]->dated[0] = DayHours(20'000, 22 * kHourMs, 30 * kHourMs); }},
    {"calendar 0: hours of a date that no day has",
     [](ArtefactT& a) { a.calendars[0]->breaks[0] = DayHours(20'001, kHourMs, 0); }},
    {"calendar 0: a holiday outside", [](ArtefactT& a) { a.calendars[0]->holidays[1] = 84'006; }},
    {"calendar 0: its holidays do not ascend", [](ArtefactT& a) { a.calendars[0]->holidays[1] = 20'100; }},
    {"calendar 2: it stands on one calendar alone", [](ArtefactT& a) { a.calendars[2]->both = {0}; }},
    {"calendar 2: it stands on too many", [](ArtefactT& a) { a.calendars[2]->both.assign(17, 0); }},
    {"calendar 2: it stands on a calendar that is not before it",
     [](ArtefactT& a) { a.calendars[2]->both = {0, 2}; }},
    {"calendar 2: it stands on other calendars and has hours",
     [](ArtefactT& a) { a.calendars[2]->holidays = {1}; }},
    {"calendar 2: its zone is not that of the first", [](ArtefactT& a) { a.calendars[2]->both = {1, 0}; }},
};
INSTANTIATE_TEST_SUITE_P(Calendars, Verify, ::testing::ValuesIn(kCalendars));

const Case kReactions[] = {
    {"reaction 0: its window", [](ArtefactT& a) { a.reactions[0]->target = 4; }},
    {"reaction 1: its mark", [](ArtefactT& a) { a.reactions[1]->target = -1; }},
    {"reaction 2: its ledger", [](ArtefactT& a) { a.reactions[2]->target = 1; }},
    {"reaction 2: its ledger", [](ArtefactT& a) { a.reactions[2]->target_minus = 0; }},
    {"reaction 2: it books nowhere",
     [](ArtefactT& a) { a.reactions[2]->target = a.reactions[2]->target_minus = -1; }},
    {"reaction 2: it has no amount", [](ArtefactT& a) { a.reactions[2]->amount = -1; }},
    {"reaction 2: its guard", [](ArtefactT& a) { a.reactions[2]->guard = 2; }},
    {"reaction 2: the key of its limit", [](ArtefactT& a) { a.reactions[2]->key = 1; }},
    {"reaction 2: the key of its limit", [](ArtefactT& a) { a.reactions[2]->key = -1; }},
    {"reaction 2: it has a key but no limit", [](ArtefactT& a) { a.reactions[2]->limit = 0; }},
    {"reaction 2: its limit", [](ArtefactT& a) { a.reactions[2]->limit = 2; }},
    {"reaction 2: its rule", [](ArtefactT& a) { a.reactions[2]->rule = 1; }},
    {"reaction 2: its rule", [](ArtefactT& a) { a.reactions[2]->rule = -1; }},
    {"reaction 0: its event", [](ArtefactT& a) { a.reactions[0]->source = 2; }},
    {"reaction 0: an unknown kind of effect",
     [](ArtefactT& a) { a.reactions[0]->effect = unknown<EffectKind>(); }},
    {"reaction 0: nothing causes it", [](ArtefactT& a) { a.reactions[0]->cause = CauseKind::Edge; }},
    {"reaction 2: it remembers an event after a booking",
     [](ArtefactT& a) { std::swap(a.reactions[1], a.reactions[2]); }},
    {"reaction 2: PayloadText refers",
     [](ArtefactT& a) { set(a.reactions[2]->code->instructions[2], Opcode::PayloadText, 0, 0, 0, 0, 1, 0); }},
    {"quiet timer 0: its mark", [](ArtefactT& a) { a.quiets[0]->mark = 4; }},
    {"quiet timer 0: its period", [](ArtefactT& a) { a.quiets[0]->period = Period(0, 99'999); }},
    {"quiet timer 0: its reaction is not", [](ArtefactT& a) { a.quiets[0]->reaction = 2; }},
    {"quiet timer 0: its reaction does not exist", [](ArtefactT& a) { a.quiets[0]->reaction = 4; }},
};
INSTANTIATE_TEST_SUITE_P(Reactions, Verify, ::testing::ValuesIn(kReactions));

const Case kCode[] = {
    {"derived values: an unknown operation",
     [](ArtefactT& a) { set(derived(a, 0), static_cast<Opcode>(9999), 0, 0, 0, 0, 0, 0); }},
    {"derived values: Ledger refers",
     [](ArtefactT& a) { set(derived(a, 0), Opcode::Ledger, 0, 0, 0, 0, 4, 0); }},
    {"derived values: Ledger writes a register out of order",
     [](ArtefactT& a) { set(derived(a, 0), Opcode::Ledger, 1, 0, 0, 0, 0, 0); }},
    {"derived values: Band reads a register before",
     [](ArtefactT& a) { set(derived(a, 1), Opcode::Band, 1, 1, 0, 0, 0, 0); }},
    {"derived values: Constant has a field",
     [](ArtefactT& a) { set(derived(a, 2), Opcode::Constant, 2, 0, 0, 0, 1, 0); }},
    {"derived values: Constant reads a register",
     [](ArtefactT& a) { set(derived(a, 2), Opcode::Constant, 2, 0, 0, 1, 0, 0); }},
    {"derived values: Payload refers",
     [](ArtefactT& a) { set(derived(a, 3), Opcode::Payload, 3, 0, 0, 0, 1, 0); }},
    {"derived values: Attribute refers",
     [](ArtefactT& a) { set(derived(a, 4), Opcode::Attribute, 4, 0, 0, 0, 0, 0); }},
    {"derived values: TextIsKnown reads a register",
     [](ArtefactT& a) { set(derived(a, 4), Opcode::TextIsKnown, 4, 0, 0, 0, 0, 0); }},
    {"derived values: Round has a number",
     [](ArtefactT& a) { set(derived(a, 3), Opcode::Round, 3, 0, 0, 0, 0, 0); }},
    {"derived values: AddMonths has a number",
     [](ArtefactT& a) { set(derived(a, 3), Opcode::AddMonths, 3, 0, 0, 0, 0, 1 << 20); }},
    {"derived values: WindowCount refers",
     [](ArtefactT& a) { set(derived(a, 3), Opcode::WindowCount, 3, 0, 0, 0, 1, 8 * 86'400'000); }},
    {"derived values: WindowCount refers",
     [](ArtefactT& a) { set(derived(a, 3), Opcode::WindowCount, 3, 0, 0, 0, 1, 0); }},
    {"derived values: WindowCount refers",
     [](ArtefactT& a) { set(derived(a, 3), Opcode::WindowCount, 3, 0, 0, 4, 2, 0); }},
    {"derived values: it declares other registers", [](ArtefactT& a) { a.derived->words = 8; }},
    {"derived values: more registers", [](ArtefactT& a) { a.derived->words = UINT32_MAX; }},
};
INSTANTIATE_TEST_SUITE_P(Code, Verify, ::testing::ValuesIn(kCode));

// A promise in the hours of the sample: started by one event, met by the other, with a warning and one more
// after its breach.
void add_promise(ArtefactT& a) {
  auto names = std::make_unique<NameListT>();
  for (const std::string_view word : kClockWords) names->names.emplace_back(word);
  a.schema->name_lists.push_back(std::move(names));
  a.derived->instructions.emplace_back(static_cast<uint16_t>(Opcode::Clock), a.derived->words++, 0, 0, 0, 0,
                                       0);
  auto output = std::make_unique<OutputT>();
  output->kind = OutputKind::Clock;
  output->block = "first_touch";
  output->names = static_cast<uint32_t>(a.schema->name_lists.size()) - 1;
  output->register_ = a.derived->words - 1;
  a.outputs.push_back(std::move(output));
  auto clock = std::make_unique<ClockT>();
  clock->name = "first_touch";
  clock->calendars = {0, 1};
  clock->by = 1;
  clock->pause = 4;
  for (const TargetKind kind : {TargetKind::Business, TargetKind::Wall}) {
    clock->targets.push_back(std::make_unique<TargetT>());
    clock->targets.back()->kind = kind;
    clock->targets.back()->amount = 4 * kHourMs;
  }
  clock->targets.front()->when = 4;
  clock->steps = 3;
  clock->breach = 1;
  clock->output = static_cast<uint32_t>(a.outputs.size()) - 1;
  a.clocks.push_back(std::move(clock));
  for (const StepKind kind : {StepKind::Share, StepKind::Breach, StepKind::Every}) {
    a.steps.push_back(std::make_unique<StepT>());
    a.steps.back()->kind = kind;
  }
  a.steps[0]->amount = 800'000;
  a.steps[2]->amount = kHourMs;
  a.steps[2]->count = 3;
  for (const SignalKind kind : {SignalKind::Start, SignalKind::Stop}) {
    a.signals.push_back(std::make_unique<SignalT>());
    a.signals.back()->kind = kind;
    a.signals.back()->source = static_cast<uint32_t>(a.signals.size()) - 1;
    a.signals.back()->code = std::make_unique<CodeT>();
  }
}

class VerifyPromise : public ::testing::TestWithParam<Case> {};

TEST_P(VerifyPromise, RefusesWithAReason) {
  auto artefact = sample_artefact();
  add_promise(*artefact);
  GetParam().damage(*artefact);
  EXPECT_THAT(verdict(std::move(artefact)), HasSubstr(GetParam().reason));
}

TEST(VerifyArtefact, AcceptsAPromise) {
  auto artefact = sample_artefact();
  add_promise(*artefact);
  EXPECT_EQ(verdict(std::move(artefact)), "");
}

const Case kClocks[] = {
    {"clocks: an entry is missing", [](ArtefactT& a) { a.clocks[0].reset(); }},
    {"steps: an entry is missing", [](ArtefactT& a) { a.steps[1].reset(); }},
    {"signals: an entry is missing", [](ArtefactT& a) { a.signals[0].reset(); }},
    {"clock 0: its words are not UTF-8", [](ArtefactT& a) { a.clocks[0]->owed_by = "\xff"; }},
    {"clock 0: its hours do not exist", [](ArtefactT& a) { a.clocks[0]->calendars[1] = 3; }},
    {"clock 0: nothing chooses among its hours", [](ArtefactT& a) { a.clocks[0]->by = -1; }},
    {"clock 0: nothing chooses among its hours", [](ArtefactT& a) { a.clocks[0]->by = 8; }},
    {"clock 0: what it reads does not exist", [](ArtefactT& a) { a.clocks[0]->pause = 8; }},
    {"clock 0: what it reads does not exist", [](ArtefactT& a) { a.clocks[0]->pause = -2; }},
    {"clock 0: an unknown way to change its target",
     [](ArtefactT& a) { a.clocks[0]->retarget = unknown<Retarget>(); }},
    {"clock 0: it has no target", [](ArtefactT& a) { a.clocks[0]->targets.clear(); }},
    {"clock 0: its last target is not for every lead",
     [](ArtefactT& a) { std::swap(a.clocks[0]->targets[0], a.clocks[0]->targets[1]); }},
    {"clock 0: a target's condition does not exist", [](ArtefactT& a) { a.clocks[0]->targets[0]->when = 8; }},
    {"clock 0: an unknown kind of target",
     [](ArtefactT& a) { a.clocks[0]->targets[0]->kind = unknown<TargetKind>(); }},
    {"clock 0: a target's date does not exist",
     [](ArtefactT& a) { a.clocks[0]->targets[1]->kind = TargetKind::UntilDate; }},
    {"clock 0: a target's date does not exist", [](ArtefactT& a) { a.clocks[0]->targets[1]->until = 0; }},
    {"clock 0: a target is negative", [](ArtefactT& a) { a.clocks[0]->targets[0]->amount = -1; }},
    {"clock 0: a target is negative or longer",
     [](ArtefactT& a) { a.clocks[0]->targets[0]->amount = INT64_MAX; }},
    {"clock 0: a target is negative or longer",
     [](ArtefactT& a) { a.clocks[0]->targets[0]->kind = TargetKind::BusinessDays; }},
    {"clock 0: a target counts business time without hours",
     [](ArtefactT& a) { a.clocks[0]->calendars.clear(); }},
    {"clock 0: it has no steps or too many", [](ArtefactT& a) { a.clocks[0]->steps = 0; }},
    {"clock 0: it has no steps or too many", [](ArtefactT& a) { a.clocks[0]->steps = 33; }},
    {"clock 0: its steps do not exist", [](ArtefactT& a) { a.clocks[0]->steps = 4; }},
    {"clock 0: its steps do not exist", [](ArtefactT& a) { a.clocks[0]->first_step = UINT32_MAX; }},
    {"clock 0: its steps do not exist", [](ArtefactT& a) { a.clocks[0]->breach = 3; }},
    {"clock 0: its breach is none", [](ArtefactT& a) { a.clocks[0]->breach = 0; }},
    {"clock 0: its output does not show it", [](ArtefactT& a) { a.clocks[0]->output = 0; }},
    {"clock 0: its output does not show it", [](ArtefactT& a) { a.clocks[0]->output = 9; }},
    {"clock 0: its output does not show it",
     [](ArtefactT& a) { a.schema->name_lists[1]->names.emplace_back("late"); }},
    {"step 0: its clock does not exist", [](ArtefactT& a) { a.steps[0]->clock = 1; }},
    {"step 1: its words are not UTF-8", [](ArtefactT& a) { a.steps[1]->text = "\xff"; }},
    {"step 0: an unknown kind", [](ArtefactT& a) { a.steps[0]->kind = unknown<StepKind>(); }},
    {"step 0: its share is none", [](ArtefactT& a) { a.steps[0]->amount = 1'000'000; }},
    {"step 0: its share is none", [](ArtefactT& a) { a.steps[0]->amount = 0; }},
    {"step 2: its time is negative", [](ArtefactT& a) { a.steps[2]->amount = -1; }},
    {"step 2: its time is negative or longer", [](ArtefactT& a) { a.steps[2]->amount = INT64_MAX; }},
    {"step 2: it is repeated never or too often", [](ArtefactT& a) { a.steps[2]->count = 0; }},
    {"step 2: it is repeated never or too often", [](ArtefactT& a) { a.steps[2]->count = 1'001; }},
    {"signal 1: its clock does not exist", [](ArtefactT& a) { a.signals[1]->clock = 1; }},
    {"signal 0: an unknown kind", [](ArtefactT& a) { a.signals[0]->kind = unknown<SignalKind>(); }},
    {"signal 0: an unknown kind", [](ArtefactT& a) { a.signals[0]->cause = unknown<CauseKind>(); }},
    {"signal 0: nothing causes it", [](ArtefactT& a) { a.signals[0]->source = 2; }},
    {"signal 0: nothing causes it", [](ArtefactT& a) { a.signals[0]->cause = CauseKind::Quiet; }},
    {"signal 0: nothing causes it", [](ArtefactT& a) { a.signals[0]->cause = CauseKind::Edge; }},
    {"signal 0: what it reads does not exist", [](ArtefactT& a) { a.signals[0]->guard = 0; }},
    {"signal 1: what it reads does not exist", [](ArtefactT& a) { a.signals[1]->since = 0; }},
    {"signal 0: no code", [](ArtefactT& a) { a.signals[0]->code.reset(); }},
    {"derived values: Clock refers",
     [](ArtefactT& a) { set(derived(a, 7), Opcode::Clock, 7, 0, 0, 0, 1, 0); }},
};
INSTANTIATE_TEST_SUITE_P(Promises, VerifyPromise, ::testing::ValuesIn(kClocks));

TEST(VerifyArtefact, ACauseMayBeAStepOfAPromise) {
  auto artefact = sample_artefact();
  add_promise(*artefact);
  artefact->signals[0]->cause = CauseKind::Step;
  artefact->signals[0]->source = 2;
  EXPECT_EQ(verdict(std::move(artefact)), "");
}

// Each new explanation contains the one before it twice: as a tree, the last one has 2^count nodes.
void double_explanations(ArtefactT& a, uint32_t count) {
  for (uint32_t i = 0; i < count; ++i) {
    auto doubled = std::make_unique<artefact::ExplainT>(*a.explains.back());
    const auto last = static_cast<uint32_t>(a.explains.size()) - 1;
    doubled->children = {last, last};
    a.explains.push_back(std::move(doubled));
  }
}

const Case kExplanations[] = {
    {"output 0: its names", [](ArtefactT& a) { a.outputs[0]->names = 1; }},
    {"output 0: a value of it", [](ArtefactT& a) { a.outputs[0]->register_ = 7; }},
    {"output 0: its value can be none", [](ArtefactT& a) { a.outputs[0]->register_ = 0; }},
    {"output 1: its value can be none",
     [](ArtefactT& a) { set(derived(a, 2), Opcode::Constant, 2, 0, 0, 0, 0, 3); }},
    {"output 0: a band without its score", [](ArtefactT& a) { a.outputs[0]->value = -1; }},
    {"output 0: its latch", [](ArtefactT& a) { a.outputs[0]->latch = 1; }},
    {"rule 0: its score", [](ArtefactT& a) { a.rules[0]->score = 1; }},
    {"score 0: its range", [](ArtefactT& a) { a.scores[0]->low = INT64_MAX; }},
    {"score 0: the ledger of a part", [](ArtefactT& a) { a.scores[0]->parts[0]->plus = 9; }},
    {"score 0: the group of a part", [](ArtefactT& a) { a.scores[0]->parts[0]->group = 1; }},
    {"score 0: a group of no part", [](ArtefactT& a) { a.scores[0]->groups[0]->parts = {1}; }},
    {"score 0: it runs without a balance", [](ArtefactT& a) { a.scores[0]->running = true; }},
    {"grade 0: a row gives a grade", [](ArtefactT& a) { a.grades[0]->rows[0]->grade = 3; }},
    {"grade 0: the condition of a row", [](ArtefactT& a) { a.grades[0]->rows[0]->condition = 2; }},
    {"grade 0: a row of an unknown kind",
     [](ArtefactT& a) { a.grades[0]->rows[0]->kind = static_cast<GradeRowKind>(9); }},
    {"grade 0: a row shows a grade that is not there",
     [](ArtefactT& a) {
       a.grades[0]->rows[0]->kind = GradeRowKind::Member;
       a.grades[0]->rows[0]->amount = 99;
     }},
    {"grade 0: it starts at a grade", [](ArtefactT& a) { a.grades[0]->start = 3; }},
    {"grade 0: what makes it rated", [](ArtefactT& a) { a.grades[0]->rated = 2; }},
    {"grade 0: its points", [](ArtefactT& a) { a.grades[0]->score = 1; }},
    {"score 0: its thresholds and its bands", [](ArtefactT& a) { a.scores[0]->thresholds = {0}; }},
    {"matrix 0: one of its cells", [](ArtefactT& a) { a.matrices[0]->cells[1] = 3; }},
    {"matrix 0: no row or no column", [](ArtefactT& a) { a.matrices[0]->row = nullptr; }},
    {"matrix 0: a value of it does not exist", [](ArtefactT& a) { a.matrices[0]->row->register_ = 99; }},
    {"matrix 0: its value can be none", [](ArtefactT& a) { a.matrices[0]->column->register_ = 0; }},
    {"explanation 20: it is too long to be told", [](ArtefactT& a) { double_explanations(a, 30); }},
    {"definition 0: its condition", [](ArtefactT& a) { a.definitions[0]->explain = 2; }},
    {"explanation 1: it contains what stands behind it", [](ArtefactT& a) { a.explains[1]->children = {1}; }},
    {"explanation 0: its value can be none", [](ArtefactT& a) { a.explains[0]->register_ = 0; }},
    {"explanation 0: its text does not exist", [](ArtefactT& a) { a.explains[0]->is_text = true; }},
};
INSTANTIATE_TEST_SUITE_P(Explanations, Verify, ::testing::ValuesIn(kExplanations));

TEST(VerifyArtefact, AcceptsTheSample) {
  EXPECT_EQ(verdict(sample_artefact()), "");
}

TEST(VerifyArtefact, RefusesNoArtefact) {
  EXPECT_EQ(verdict(nullptr), "there is no artefact");
}

TEST(VerifyArtefact, AcceptsRandomCode) {
  for (uint64_t seed = 0; seed < 200; ++seed) {
    lead::testing::Random random(seed);
    auto artefact = sample_artefact();
    for (auto& reaction : artefact->reactions) {
      if (reaction->cause != CauseKind::Event || reaction->source != 0 ||
          reaction->effect != EffectKind::Push)
        continue;
      *reaction->code = lead::testing::random_code(random, *artefact, 0, 200);
    }
    EXPECT_EQ(verdict(std::move(artefact)), "") << "seed " << seed;
  }
}

}  // namespace
}  // namespace lead::artefact
