#include "tests/unit/engine/small_policy.h"

#include <fmt/format.h>

#include <functional>
#include <stdexcept>

#include "runtime/base/arithmetic.h"

namespace lead::engine::testing {
namespace {

using artefact::EffectKind;
using artefact::FieldKind;
using artefact::Presence;

template <class T>
uint32_t last(const std::vector<T>& list) {
  return static_cast<uint32_t>(list.size() - 1);
}

template <class T>
T& add(std::vector<std::unique_ptr<T>>& list) {
  return *list.emplace_back(std::make_unique<T>());
}

std::unique_ptr<artefact::FieldTypeT> type_of(FieldKind kind) {
  auto type = std::make_unique<artefact::FieldTypeT>();
  type->kind = kind;
  type->low = -1'000'000'000'000;
  type->high = 1'000'000'000'000;
  return type;
}

void add_field(artefact::EventTypeT& event, std::string name, FieldKind kind, int32_t fills) {
  artefact::FieldT& field = add(event.fields);
  field.name = std::move(name);
  field.type = type_of(kind);
  field.presence = Presence::Optional;
  field.fills = fills;
}

bool is_text(FieldKind kind) {
  return kind == FieldKind::Text || kind == FieldKind::Email;
}

std::string name_of(std::optional<uint32_t> index) {
  return index ? std::to_string(*index) : "-";
}

}  // namespace

uint32_t CodeWriter::word(Opcode op, uint32_t a, uint32_t b, uint32_t c, uint32_t ref, int64_t k) {
  code_->instructions.emplace_back(static_cast<uint16_t>(op), code_->words, a, b, c, ref, k);
  return code_->words++;
}

uint32_t CodeWriter::text(Opcode op, uint32_t a, uint32_t b, uint32_t c, uint32_t ref) {
  code_->instructions.emplace_back(static_cast<uint16_t>(op), code_->texts, a, b, c, ref, 0);
  return code_->texts++;
}

SmallPolicy::SmallPolicy() : artefact_(std::make_unique<artefact::ArtefactT>()) {
  artefact_->format = artefact::kFormat;
  artefact_->policy = "small";
  artefact_->meaning_hash.resize(32);
  artefact_->data_hash.resize(32);
  artefact_->source_hash.resize(32);
  artefact_->dedupe_ms = int64_t{30} * 86'400'000;
  artefact_->zone = std::make_unique<artefact::ZoneT>();
  artefact_->zone->name = "UTC";
  artefact_->zone->offsets_ms = {0};
  artefact_->schema = std::make_unique<artefact::SchemaT>();
  artefact_->derived = std::make_unique<artefact::CodeT>();
}

uint32_t SmallPolicy::attribute(std::string name, FieldKind kind, Presence presence, int64_t fallback) {
  artefact::AttributeT& attribute = add(artefact_->schema->attributes);
  attribute.name = std::move(name);
  attribute.type = type_of(kind);
  attribute.presence = presence;
  attribute.fallback = fallback;
  return last(artefact_->schema->attributes);
}

uint32_t SmallPolicy::event(std::string name, std::vector<uint32_t> fills) {
  artefact::EventTypeT& event = add(artefact_->schema->events);
  event.name = std::move(name);
  add_field(event, "text", FieldKind::Text, -1);
  add_field(event, "number", FieldKind::Number, -1);
  for (const uint32_t attribute : fills) {
    const artefact::AttributeT& filled = *artefact_->schema->attributes[attribute];
    add_field(event, filled.name, filled.type->kind, static_cast<int32_t>(attribute));
  }
  return last(artefact_->schema->events);
}

uint32_t SmallPolicy::ledger(artefact::Decay decay, bool minus) {
  artefact::LedgerT& ledger = add(artefact_->ledgers);
  ledger.decay = decay;
  ledger.minus = minus;
  if (artefact_->rules.empty()) rule();
  return last(artefact_->ledgers);
}

uint32_t SmallPolicy::balance(int64_t low, int64_t high) {
  artefact::BalanceT& balance = add(artefact_->balances);
  balance.low = low * kMillion;
  balance.high = high * kMillion;
  return last(artefact_->balances);
}

uint32_t SmallPolicy::window(artefact::Period keep, bool unbounded) {
  artefact::WindowT& window = add(artefact_->windows);
  window.keep = keep;
  window.unbounded = unbounded;
  return last(artefact_->windows);
}

uint32_t SmallPolicy::mark(bool first) {
  add(artefact_->marks).first = first;
  return last(artefact_->marks);
}

uint32_t SmallPolicy::limit(uint32_t count, LimitKind kind, int64_t period_ms, bool keyed) {
  artefact::LimitT& limit = add(artefact_->limits);
  limit.count = count;
  limit.kind = kind;
  limit.period = artefact::Period(period_ms, 0);
  limit.keyed = limit.key_is_text = keyed;
  return last(artefact_->limits);
}

uint32_t SmallPolicy::rule() {
  add(artefact_->rules).name = fmt::format("rule_{}", artefact_->rules.size());
  return last(artefact_->rules);
}

artefact::ReactionT& SmallPolicy::reaction(int32_t event, EffectKind effect, int32_t target) {
  artefact::ReactionT& reaction = add(artefact_->reactions);
  reaction.cause = event < 0 ? artefact::CauseKind::Quiet : artefact::CauseKind::Event;
  reaction.source = static_cast<uint32_t>(event < 0 ? static_cast<int32_t>(artefact_->quiets.size()) : event);
  reaction.effect = effect;
  reaction.target = target;
  reaction.code = std::make_unique<artefact::CodeT>();
  return reaction;
}

void SmallPolicy::push(uint32_t event, uint32_t window) {
  reaction(static_cast<int32_t>(event), EffectKind::Push, static_cast<int32_t>(window));
}

void SmallPolicy::touch(uint32_t event, uint32_t mark) {
  reaction(static_cast<int32_t>(event), EffectKind::Touch, static_cast<int32_t>(mark));
}

uint32_t SmallPolicy::amount(artefact::CodeT& code, std::optional<int64_t> points) {
  CodeWriter write(code);
  return points ? write.constant(*points * kMillion)
                : write.word(Opcode::Scale, write.word(Opcode::Payload, 0, 0, 0, 1), 0, 0, 0, kMillion);
}

void SmallPolicy::book(uint32_t event, uint32_t ledger, std::optional<int64_t> points, LimitBy by) {
  artefact::ReactionT& booking = reaction(static_cast<int32_t>(event), EffectKind::Ledger, -1);
  (artefact_->ledgers[ledger]->minus ? booking.target_minus : booking.target) = static_cast<int32_t>(ledger);
  booking.amount = static_cast<int32_t>(amount(*booking.code, points));
  booking.limit = by.limit;
  if (by.text_field >= 0) {
    booking.key = static_cast<int32_t>(
        CodeWriter(*booking.code).text(Opcode::PayloadText, 0, 0, 0, static_cast<uint32_t>(by.text_field)));
  }
  booking.rule = static_cast<int32_t>(rule());
}

void SmallPolicy::run_balance(uint32_t event, uint32_t balance, std::optional<int64_t> points) {
  artefact::ReactionT& booking =
      reaction(static_cast<int32_t>(event), EffectKind::Balance, static_cast<int32_t>(balance));
  booking.amount = static_cast<int32_t>(amount(*booking.code, points));
  booking.rule = static_cast<int32_t>(rule());
}

void SmallPolicy::quiet(uint32_t mark, artefact::Period period, uint32_t ledger, int64_t points) {
  artefact::ReactionT& booking = reaction(-1, EffectKind::Ledger, -1);
  (artefact_->ledgers[ledger]->minus ? booking.target_minus : booking.target) = static_cast<int32_t>(ledger);
  booking.amount = static_cast<int32_t>(amount(*booking.code, points));
  booking.rule = static_cast<int32_t>(rule());
  artefact::QuietT& quiet = add(artefact_->quiets);
  quiet.mark = mark;
  quiet.period = period;
  quiet.reaction = last(artefact_->reactions);
}

void SmallPolicy::band(std::string block, uint32_t score, std::vector<int64_t> from_points,
                       std::vector<int64_t> until_points) {
  artefact::LatchT& latch = add(artefact_->latches);
  artefact::NameListT& names = add(artefact_->schema->name_lists);
  if (until_points.empty()) until_points = from_points;
  for (size_t i = 0; i < from_points.size(); ++i) {
    latch.from.push_back(from_points[i] * kMillion);
    latch.until.push_back(until_points[i] * kMillion);
    names.names.push_back(fmt::format("band_{}", i));
  }
  latch.score = score;
  const uint32_t latch_index = last(artefact_->latches);
  artefact::OutputT& output = add(artefact_->outputs);
  output.block = std::move(block);
  output.names = last(artefact_->schema->name_lists);
  output.register_ = derived().word(Opcode::Band, score, 0, 0, latch_index);
  output.value = static_cast<int32_t>(score);
  output.latch = static_cast<int32_t>(latch_index);
}

uint32_t SmallPolicy::lifecycle(std::string block, uint32_t stages) {
  artefact::NameListT& names = add(artefact_->schema->name_lists);
  artefact::LifecycleT& made = add(artefact_->lifecycles);
  for (uint32_t i = 0; i < stages; ++i) {
    names.names.push_back(fmt::format("stage_{}", i));
    add(made.stages);
  }
  made.name = block;
  made.names = last(artefact_->schema->name_lists);
  artefact::OutputT& output = add(artefact_->outputs);
  output.kind = artefact::OutputKind::Stage;
  output.block = std::move(block);
  output.names = made.names;
  output.register_ = derived().word(Opcode::Stage, 0, 0, 0, last(artefact_->lifecycles));
  made.output = last(artefact_->outputs);
  return last(artefact_->lifecycles);
}

void SmallPolicy::after(uint32_t lifecycle, uint32_t from, uint32_t to, uint32_t condition) {
  artefact::TransitionT& made = add(artefact_->transitions);
  made.lifecycle = lifecycle;
  made.from = uint64_t{1} << from;
  made.to = to;
  made.kind = artefact::MoveKind::After;
  made.condition = static_cast<int32_t>(condition);
  made.code = std::make_unique<artefact::CodeT>();
}

void SmallPolicy::grade(std::string block, uint32_t register_index, uint32_t names) {
  artefact::NameListT& list = add(artefact_->schema->name_lists);
  for (uint32_t i = 0; i < names; ++i) list.names.push_back(fmt::format("grade_{}", i));
  artefact::OutputT& output = add(artefact_->outputs);
  output.kind = artefact::OutputKind::Grade;
  output.block = std::move(block);
  output.names = last(artefact_->schema->name_lists);
  output.register_ = register_index;
}

artefact::VerifiedArtefact SmallPolicy::finish() {
  if (artefact_->derived->words == 0) derived().constant(0);
  add(artefact_->scores).name = "all";  // what every rule belongs to; nothing here looks at it
  auto verified = artefact::verify(std::move(artefact_));
  if (const auto* refusal = std::get_if<artefact::Refusal>(&verified))
    throw std::runtime_error(refusal->reason);
  return std::move(std::get<artefact::VerifiedArtefact>(verified));
}

Recording::Recording(const artefact::VerifiedArtefact& artefact, Options options)
    : engine(artefact, std::move(options), *this), artefact_(&*artefact) {}

void Recording::decided(const Decision& d) {
  constexpr const char* kCauses[] = {"event", "quiet", "wake"};
  lines.push_back(fmt::format("{} {} {} {}>{} {}{}", d.instant_ms, d.lead,
                              artefact_->outputs[d.output]->block, name_of(d.from), name_of(d.to),
                              kCauses[static_cast<size_t>(d.cause.kind)], d.birth ? " birth" : ""));
}

void Recording::set_aside(const SetAside& s) {
  lines.push_back(fmt::format("{} {} {}", s.event->instant_ms, s.event->lead, reason_word(s.reason)));
}

void Recording::booked(const Booking& b) {
  if (with_bookings)
    lines.push_back(fmt::format("{} {} {:+}", b.instant_ms, b.lead, b.amount_millionths / kMillion));
}

void Recording::push(const std::vector<Sample>& samples) {
  value::EventBlock block;
  for (const Sample& sample : samples) {
    const auto& fields = artefact_->schema->events[sample.type]->fields;
    value::Event event;
    event.type = sample.type;
    event.instant_ms = sample.instant_ms;
    event.lead = block.keep(sample.lead);
    event.source = block.keep(sample.source);
    event.id = block.keep(sample.id);
    event.has_seq = sample.seq.has_value();
    event.seq = sample.seq.value_or(0);
    const std::span<value::FieldValue> values = block.fields(fields.size());
    if (!sample.text.empty()) values[0] = {value::FieldState::Value, 0, block.keep(sample.text)};
    if (sample.number) values[1] = {value::FieldState::Value, *sample.number, {}};
    for (size_t i = 0; i < sample.fills.size(); ++i) {
      if (!sample.fills[i]) continue;
      const std::string& written = *sample.fills[i];
      if (written == "null") {
        values[i + 2] = {value::FieldState::Null, 0, {}};
      } else if (is_text(fields[i + 2]->type->kind)) {
        values[i + 2] = {value::FieldState::Value, 0, block.keep(written)};
      } else {
        values[i + 2] = {value::FieldState::Value, std::stoll(written), {}};
      }
    }
    event.fields = values;
    event.content = std::hash<std::string>{}(
        fmt::format("{} {} {} {}", sample.type, sample.instant_ms, sample.text, sample.number.value_or(-1)));
    block.events.push_back(event);
  }
  engine.push(std::move(block));
}

void Recording::event(uint32_t type, std::string lead, int64_t instant_ms, std::optional<int64_t> number,
                      std::string text) {
  push({{type, std::move(lead), instant_ms, number, std::move(text), {}, {}, {}, {}}});
}

}  // namespace lead::engine::testing
