#include "runtime/vm/column_builder.h"

#include <algorithm>
#include <numeric>

#include "runtime/base/arithmetic.h"

namespace lead::vm {
namespace {

using artefact::Opcode;

Lane wider(Lane a, Lane b) {
  return std::max(a, b);
}

bool is_truth(const Interval& range) {
  return range.may_be_known && !range.may_be_missing && range.low >= 0 && range.high <= 1;
}

}  // namespace

ColumnBuilder::ColumnBuilder(const artefact::CodeT& code, const Tables& tables, const ColumnLeaves& leaves)
    : words(code.words, kAllRows), texts(code.texts, kAllRows), tables_(tables), leaves_(leaves) {
  const Interval truth{0, 1, true, false};
  values.push_back({PlaceKind::Bits, Lane::Byte, kAllRows, 1, 1, truth, 0, -1});
  values.push_back({PlaceKind::Bits, Lane::Byte, kAllRows, 0, 1, truth, 0, -1});
  find_point_unit(code);
  BoundsRegisters bounds;
  bounds.resize(code);
  for (const Instruction& i : code.instructions) instruction(i, bounds);
}

void ColumnBuilder::find_point_unit(const artefact::CodeT& code) {
  int64_t unit = 0;
  for (const Instruction& i : code.instructions) {
    const bool whole = static_cast<Opcode>(i.op()) == Opcode::Constant && i.k() % kMillion == 0;
    if (whole && i.k() > INT64_MIN) unit = std::gcd(unit, i.k());
  }
  point_unit_ = unit > 0 ? unit : 1;
}

// --- new values
ValueId ColumnBuilder::add(ColumnValue value) {
  values.push_back(value);
  return static_cast<ValueId>(values.size() - 1);
}

ValueId ColumnBuilder::constant(int64_t word, bool is_known) {
  return add({PlaceKind::Constant, Lane::Word, is_known ? kAllRows : kNoRows, is_known ? word : 0, 1,
              exactly({word, is_known}), 0, -1});
}

// Logic over bit values, with what is always so worked out, and each made once.
ValueId ColumnBuilder::bits(StepKind kind, ValueId a, ValueId b, ValueId c) {
  if (kind == StepKind::BitAnd) {
    if (a == kNoRows || b == kNoRows) return kNoRows;
    if (a == kAllRows || a == b) return b;
    if (b == kAllRows) return a;
  } else if (kind == StepKind::BitOr) {
    if (a == kAllRows || b == kAllRows) return kAllRows;
    if (a == kNoRows || a == b) return b;
    if (b == kNoRows) return a;
  } else if (kind == StepKind::BitNot) {
    if (a == kAllRows) return kNoRows;
    if (a == kNoRows) return kAllRows;
  } else if (kind == StepKind::BitSelect) {
    if (a == kAllRows || b == c) return b;
    if (a == kNoRows) return c;
    if (b == kAllRows && c == kNoRows) return a;
    if (c == kNoRows) return bits(StepKind::BitAnd, a, b, kAllRows);
    if (b == kAllRows) return bits(StepKind::BitOr, a, c, kAllRows);
  }
  if (kind != StepKind::BitSelect && kind != StepKind::BitNot && a > b) std::swap(a, b);
  const auto [place, is_new] = bits_.try_emplace({kind, a, b, c}, kAllRows);
  if (!is_new) return place->second;
  Draft draft{kind, Opcode::Constant};
  draft.a = a;
  draft.b = b;
  draft.c = c;
  return place->second = condition_of(draft);
}

ValueId ColumnBuilder::condition_of(Draft draft) {
  draft.out = add({PlaceKind::Bits,
                   Lane::Byte,
                   kAllRows,
                   0,
                   1,
                   {0, 1, true, false},
                   0,
                   static_cast<int32_t>(drafts.size())});
  drafts.push_back(draft);
  return draft.out;
}

ValueId ColumnBuilder::words_of(Draft draft, Lane lane, int64_t unit, ValueId known, const Interval& range) {
  if (draft.kind == StepKind::Select || draft.kind == StepKind::AddSelect || draft.kind == StepKind::Lanes)
    draft.unit = unit;
  draft.out = add({PlaceKind::Words, lane, known, 0, unit, range, 0, static_cast<int32_t>(drafts.size())});
  drafts.push_back(draft);
  return draft.out;
}

// --- values in another form
bool ColumnBuilder::is_condition(ValueId id) const {
  return values[id].kind == PlaceKind::Bits || is_truth(values[id].range);
}

bool ColumnBuilder::has_unit(ValueId id, int64_t unit) const {
  const ColumnValue& value = values[id];
  return value.kind == PlaceKind::Constant ? value.constant % unit == 0 : value.unit == unit;
}

int64_t ColumnBuilder::common_unit(std::initializer_list<ValueId> ids) const {
  const bool whole = point_unit_ != 1 && std::all_of(ids.begin(), ids.end(),
                                                     [&](ValueId id) { return has_unit(id, point_unit_); });
  return whole ? point_unit_ : 1;
}

// The lane a value needs in this unit; one that has a lane in this unit already keeps it.
Lane ColumnBuilder::lane_for(ValueId id, int64_t unit) const {
  const ColumnValue& value = values[id];
  if (value.kind == PlaceKind::Words && value.unit == unit) return value.lane;
  if (!value.range.may_be_known) return Lane::Byte;
  return value::lane_of(value.range.low / unit, value.range.high / unit);
}

ValueId ColumnBuilder::as_bits(ValueId id) {
  const ColumnValue value = values[id];
  if (value.kind == PlaceKind::Bits) return id;
  if (value.kind == PlaceKind::Constant)
    return value.constant != 0 && value.known == kAllRows ? kAllRows : kNoRows;
  const auto [place, is_new] = converted_.try_emplace({id, Lane::Text, 0}, kAllRows);
  if (!is_new) return place->second;
  Draft draft{StepKind::ToBits, Opcode::Constant};
  draft.a = id;
  const ValueId set = condition_of(draft);
  const ValueId out = bits(StepKind::BitAnd, set, value.known, kAllRows);
  return converted_[{id, Lane::Text, 0}] = out;
}

ValueId ColumnBuilder::as_lane(ValueId id, Lane lane, int64_t unit) {
  const ColumnValue value = values[id];
  if (value.kind == PlaceKind::Constant) return id;  // written into the step, in its lane and unit
  if (value.kind == PlaceKind::Words && value.lane == lane && value.unit == unit) return id;
  const auto [place, is_new] = converted_.try_emplace({id, lane, unit}, kAllRows);
  if (!is_new) return place->second;
  Draft draft{value.kind == PlaceKind::Bits ? StepKind::FromBits : StepKind::Convert, Opcode::Constant};
  draft.a = id;
  draft.k = value.kind == PlaceKind::Bits ? 1 : value.unit / unit;
  // A choice between two constants is made again in the lane, rather than made and converted.
  if (value.made_by >= 0) {
    const Draft& maker = drafts[static_cast<size_t>(value.made_by)];
    if (maker.kind == StepKind::Select && is_constant(maker.b) && is_constant(maker.c)) draft = maker;
  }
  const ValueId out = words_of(draft, lane, unit, value.known, value.range);
  return converted_[{id, lane, unit}] = out;
}

// --- families of operations
ValueId ColumnBuilder::leaf(const Instruction& i, const Interval& range) {
  Draft draft{StepKind::LoadWords, static_cast<Opcode>(i.op())};
  draft.leaf = i;
  const Lane lane = value::lane_of(range.low, range.high);
  if (!range.may_be_missing) return words_of(draft, lane, 1, kAllRows, range);
  draft.out_known = add({PlaceKind::Bits,
                         Lane::Byte,
                         kAllRows,
                         0,
                         1,
                         {0, 1, true, false},
                         0,
                         static_cast<int32_t>(drafts.size())});
  return words_of(draft, lane, 1, draft.out_known, range);
}

ValueId ColumnBuilder::arithmetic(const Instruction& i, const Interval& range) {
  const auto op = static_cast<Opcode>(i.op());
  const bool binary = op != Opcode::Negate;
  ValueId a = words[i.a()], b = binary ? words[i.b()] : a;
  const auto is_zero = [&](ValueId id) {
    return is_constant(id) && values[id].constant == 0 && values[id].known == kAllRows;
  };
  if (op == Opcode::Add && is_zero(a)) return b;
  if ((op == Opcode::Add || op == Opcode::Subtract) && is_zero(b)) return a;
  // A clamp that never cuts.
  const bool clamps = op == Opcode::Least || op == Opcode::Greatest;
  if (clamps && range == values[a].range && values[b].known == kAllRows && is_constant(b)) return a;
  if (clamps && range == values[b].range && values[a].known == kAllRows && is_constant(a)) return b;
  if (op == Opcode::Add && is_constant(a)) std::swap(a, b);
  const int64_t unit = common_unit({a, b});
  const Lane lane =
      wider(value::lane_of(range.low / unit, range.high / unit), wider(lane_for(a, unit), lane_for(b, unit)));
  const ValueId known = both_known(a, b);
  // a + (condition ? k : k2) in one step: how most points come together.
  for (int side = 0; op == Opcode::Add && side < 2; ++side, std::swap(a, b)) {
    if (values[b].made_by < 0) continue;
    const Draft maker = drafts[static_cast<size_t>(values[b].made_by)];
    if (maker.kind != StepKind::Select || !is_constant(maker.b) || !is_constant(maker.c)) continue;
    Draft draft{StepKind::AddSelect, op};
    draft.a = as_lane(a, lane, unit);
    draft.b = maker.a;
    draft.k = values[maker.b].constant / unit;
    draft.k2 = values[maker.c].constant / unit;
    return words_of(draft, lane, unit, known, range);
  }
  Draft draft{StepKind::Lanes, op};
  draft.a = as_lane(a, lane, unit);
  draft.b = as_lane(b, lane, unit);
  return words_of(draft, lane, unit, known, range);
}

// A number times a constant; whole points stay in their unit.
ValueId ColumnBuilder::scale(const Instruction& i, const Interval& range) {
  const ValueId a = words[i.a()];
  if (is_constant(a)) return wide(i, range);
  const int64_t in_unit = values[a].kind == PlaceKind::Words ? values[a].unit : 1;
  const bool whole = in_unit == 1 && point_unit_ != 1 && i.k() % point_unit_ == 0;
  const int64_t unit = whole ? point_unit_ : 1;
  const int64_t factor = i.k() / unit;
  const Lane lane = wider(value::lane_of(range.low / unit, range.high / unit),
                          wider(lane_for(a, 1), value::lane_of(factor, factor)));
  Draft draft{StepKind::Lanes, Opcode::Scale};
  draft.a = draft.b = as_lane(a, lane, 1);
  draft.k = factor;
  return words_of(draft, lane, unit, values[a].known, range);
}

ValueId ColumnBuilder::compare(const Instruction& i) {
  const ValueId a = words[i.a()], b = words[i.b()];
  const auto op = static_cast<Opcode>(i.op());
  for (const auto& [left, right] : {std::pair{a, b}, std::pair{b, a}}) {  // a condition is yes, or is no
    if (op != Opcode::Equal || values[left].kind != PlaceKind::Bits || !is_constant(right)) continue;
    if (values[right].known != kAllRows || values[right].constant < 0 || values[right].constant > 1) continue;
    return values[right].constant == 1 ? left : bits(StepKind::BitNot, left, kAllRows, kAllRows);
  }
  const int64_t unit = common_unit({a, b});
  const Lane lane = wider(lane_for(a, unit), lane_for(b, unit));
  Draft draft{StepKind::Compare, op};
  draft.unit = unit;
  draft.a = as_lane(a, lane, unit);
  draft.b = as_lane(b, lane, unit);
  const ValueId met = condition_of(draft);
  return bits(StepKind::BitAnd, met, both_known(a, b), kAllRows);
}

ValueId ColumnBuilder::select(ValueId chooser, ValueId a, ValueId b, const Interval& range) {
  if (chooser == kAllRows || a == b) return a;
  if (chooser == kNoRows) return b;
  if (is_condition(a) && is_condition(b)) return bits(StepKind::BitSelect, chooser, as_bits(a), as_bits(b));
  const int64_t unit = common_unit({a, b});
  const Lane lane = wider(lane_for(a, unit), lane_for(b, unit));
  Draft draft{StepKind::Select, Opcode::Select};
  draft.a = chooser;
  draft.b = as_lane(a, lane, unit);
  draft.c = as_lane(b, lane, unit);
  const ValueId known = bits(StepKind::BitSelect, chooser, values[a].known, values[b].known);
  return words_of(draft, lane, unit, known, range);
}

ValueId ColumnBuilder::in_set(const Instruction& i, const Interval& range) {
  constexpr uint64_t kFew = 8;  // more are looked up row by row
  const ValueId a = words[i.a()];
  if (is_constant(a) || tables_.set_count(i.ref(), INT64_MIN, INT64_MAX) > kFew) return wide(i, range);
  Draft draft{StepKind::InSmallSet, Opcode::InSet};
  const Lane lane = lane_for(a, 1);
  draft.a = as_lane(a, lane, 1);
  draft.ref = i.ref();
  return bits(StepKind::BitAnd, condition_of(draft), values[a].known, kAllRows);
}

ValueId ColumnBuilder::band(const Instruction& i, const Interval& range) {
  const ValueId a = words[i.a()];
  const std::vector<int64_t>& from = tables_.latch(i.ref()).from;
  if (!leaves_.are_new || is_constant(a) || !std::is_sorted(from.begin(), from.end())) return wide(i, range);
  const int64_t in_unit = values[a].kind == PlaceKind::Words ? values[a].unit : 1;
  const bool fits = std::all_of(from.begin(), from.end(), [&](int64_t f) { return f % in_unit == 0; });
  const int64_t unit = fits ? in_unit : 1;
  Lane lane = lane_for(a, unit);
  for (const int64_t threshold : from) lane = wider(lane, value::lane_of(threshold / unit, threshold / unit));
  Draft draft{StepKind::CountBands, Opcode::Band};
  draft.a = as_lane(a, lane, unit);
  draft.ref = i.ref();
  draft.k = unit;
  ValueId known = values[a].known;
  if (values[a].range.low < from[0]) {
    Draft reached{StepKind::Compare, Opcode::LessEqual};
    reached.unit = unit;
    reached.a = constant(from[0], true);
    reached.b = draft.a;
    known = bits(StepKind::BitAnd, known, condition_of(reached), kAllRows);
  }
  return words_of(draft, Lane::Byte, 1, known, range);
}

// Row by row over whole words, by the body of the table.
ValueId ColumnBuilder::wide(const Instruction& i, const Interval& range) {
  const auto op = static_cast<Opcode>(i.op());
  Draft draft{StepKind::Wide, op};
  const uint32_t fields[] = {i.a(), i.b(), i.c()};
  ValueId* operands[] = {&draft.a, &draft.b, &draft.c};
  const uint32_t count = artefact::info(op).word_operands;
  if (op == Opcode::Lookup) draft.a = texts[i.a()];
  for (uint32_t n = 0; n < count; ++n) *operands[n] = as_lane(words[fields[n]], Lane::Word, 1);
  draft.ref = i.ref();
  draft.k = i.k();
  draft.leaf = i;
  if (op == Opcode::InSet) return condition_of(draft);
  if (range.may_be_missing)
    draft.out_known = add({PlaceKind::Bits,
                           Lane::Byte,
                           kAllRows,
                           0,
                           1,
                           {0, 1, true, false},
                           0,
                           static_cast<int32_t>(drafts.size())});
  return words_of(draft, Lane::Word, 1, draft.out_known, range);
}

ValueId ColumnBuilder::text_condition(const Instruction& i) {
  const auto op = static_cast<Opcode>(i.op());
  if (op == Opcode::TextIsKnown) return values[texts[i.a()]].known;
  Draft draft{StepKind::Texts, op};
  draft.a = texts[i.a()];
  if (artefact::info(op).text_operands > 1) draft.b = texts[i.b()];
  draft.ref = i.ref();
  draft.leaf = i;
  return condition_of(draft);
}

void ColumnBuilder::text_value(const Instruction& i, const TextBounds& bounds) {
  const auto op = static_cast<Opcode>(i.op());
  ColumnValue value{PlaceKind::Text, Lane::Text, kAllRows, 0, 1, {}, 0, static_cast<int32_t>(drafts.size())};
  if (bounds.certain && !bounds.text.known) {
    value.known = kNoRows;
    value.made_by = -1;
    texts[i.dst()] = add(value);
    return;
  }
  if (op == Opcode::TextConstant) {
    value.text_constant = i.ref() + 1;
    value.made_by = -1;
    texts[i.dst()] = add(value);
    return;
  }
  const bool is_leaf = artefact::info(op).word_operands == 0 && artefact::info(op).text_operands == 0;
  Draft draft{is_leaf ? StepKind::LoadTexts : StepKind::Texts, op};
  draft.leaf = i;
  if (!is_leaf) {
    draft.ref = i.ref();
    if (op == Opcode::FindText)
      draft.c = as_lane(words[i.a()], Lane::Word, 1);
    else
      draft.a = texts[i.a()];
    if (artefact::info(op).text_operands > 1) draft.b = texts[i.b()];
    if (op == Opcode::TextSelect) draft.c = as_bits(words[i.c()]);
    value.made_by = static_cast<int32_t>(drafts.size());
  }
  value.known = draft.out_known =
      add({PlaceKind::Bits, Lane::Byte, kAllRows, 0, 1, {0, 1, true, false}, 0, value.made_by});
  texts[i.dst()] = draft.out = add(value);
  drafts.push_back(draft);
}

ValueId ColumnBuilder::word_value(const Instruction& i, const Interval& range) {
  const auto op = static_cast<Opcode>(i.op());
  const auto word = [&](uint32_t reg) { return words[reg]; };
  switch (op) {
    case Opcode::Add:
    case Opcode::Subtract:
    case Opcode::Negate:
    case Opcode::Least:
    case Opcode::Greatest:
      return arithmetic(i, range);
    case Opcode::Scale:
      return scale(i, range);
    case Opcode::Equal:
    case Opcode::NotEqual:
    case Opcode::Less:
    case Opcode::LessEqual:
      return compare(i);
    case Opcode::And:
    case Opcode::Or:
      if (!is_condition(word(i.a())) || !is_condition(word(i.b()))) return wide(i, range);
      return bits(op == Opcode::And ? StepKind::BitAnd : StepKind::BitOr, as_bits(word(i.a())),
                  as_bits(word(i.b())), kAllRows);
    case Opcode::Not:
      if (!is_condition(word(i.a()))) return wide(i, range);
      return bits(StepKind::BitNot, as_bits(word(i.a())), kAllRows, kAllRows);
    case Opcode::IsKnown:
      return values[word(i.a())].known;
    case Opcode::OrElse:
      return select(values[word(i.a())].known, word(i.a()), word(i.b()), range);
    case Opcode::Select:
      return select(as_bits(word(i.a())), word(i.b()), word(i.c()), range);
    case Opcode::InSet:
      return in_set(i, range);
    case Opcode::Band:
      return band(i, range);
    default:
      break;
  }
  if (op == Opcode::Lookup) return wide(i, range);
  if (artefact::info(op).text_operands > 0) return text_condition(i);
  if (artefact::info(op).word_operands > 0) return wide(i, range);
  return leaf(i, range);
}

void ColumnBuilder::instruction(const Instruction& i, BoundsRegisters& bounds) {
  const auto op = static_cast<Opcode>(i.op());
  const artefact::OpcodeInfo& info = artefact::info(op);
  const bool is_leaf = info.word_operands == 0 && info.text_operands == 0;
  if (info.result == artefact::Bank::Text) {
    if (op == Opcode::PayloadText || (op == Opcode::MarkText && leaves_.are_new))
      bounds.texts[i.dst()] = {{}, true};  // no column has an event at hand
    else if (is_leaf && op != Opcode::TextConstant && op != Opcode::AbsentText)
      bounds.texts[i.dst()] = {{}, false};
    else
      bounds_of_operation(i, tables_, 0, bounds);
    return text_value(i, bounds.texts[i.dst()]);
  }
  Interval& range = bounds.words[i.dst()];
  if (op == Opcode::Payload)
    range = exactly({});
  else if (is_leaf && op != Opcode::Constant && op != Opcode::Absent)
    range = leaves_.range(i);
  else if (op == Opcode::Band && !leaves_.are_new)
    range = {0, static_cast<int64_t>(tables_.latch(i.ref()).from.size()) - 1, true, true};
  else
    bounds_of_operation(i, tables_, 0, bounds);
  words[i.dst()] = is_exact(range) ? constant(range.low, range.may_be_known) : word_value(i, range);
}

}  // namespace lead::vm
