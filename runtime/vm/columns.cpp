// A chunk: leaves from the source, then each step over all its rows. What goes row by row stands here; the
// straight loops stand in column_kernels.cpp.
#include "runtime/vm/columns.h"

#include <algorithm>

#include "runtime/vm/text_operations.h"

namespace lead::vm {

namespace {

using artefact::Opcode;

int64_t narrow_at(const std::byte* words, Lane lane, size_t row) {
  switch (lane) {
    case Lane::Byte:
      return reinterpret_cast<const int8_t*>(words)[row];
    case Lane::Short:
      return reinterpret_cast<const int16_t*>(words)[row];
    case Lane::Half:
      return reinterpret_cast<const int32_t*>(words)[row];
    default:
      return reinterpret_cast<const int64_t*>(words)[row];
  }
}

void set_bit(uint64_t* bits, size_t row, bool value) {
  const uint64_t mask = uint64_t{1} << (row % 64);
  bits[row / 64] = value ? bits[row / 64] | mask : bits[row / 64] & ~mask;
}

bool text_condition(const Step& step, const Tables& tables, Text a, Text b) {
  switch (step.op) {
    case Opcode::TextEqual:
      return text_equal(a, b);
    case Opcode::TextNotEqual:
      return text_not_equal(a, b);
    case Opcode::TextStartsWith:
      return text_starts_with(a, b);
    case Opcode::TextEndsWith:
      return text_ends_with(a, b);
    case Opcode::TextContains:
      return text_contains(a, b);
    case Opcode::TextMatches:
      return text_matches(a, tables, step.ref);
    case Opcode::TextHasAnyWord:
      return text_has_any_word(a, tables, step.ref);
    case Opcode::TextSameName:
      return text_same_name(a, b);
    default:  // TextInList
      return text_in_list(a, tables, step.ref);
  }
}

}  // namespace

Columns::Columns(const ColumnPlan& plan, const Tables& tables) : plan_(&plan), tables_(&tables) {
  for (const Lane lane : {Lane::Byte, Lane::Short, Lane::Half, Lane::Word}) {
    const size_t n = static_cast<size_t>(lane);
    words_[n].resize(plan.columns(lane) * kChunkRows * value::lane_bytes(lane) / sizeof(int64_t));
    for (uint32_t column = 0; column < plan.columns(lane); ++column)
      views_[n].push_back(room_of(lane, column));
  }
  bits_.resize(plan.bit_columns() * kChunkBits);
  std::fill_n(bits_.begin(), kChunkBits, ~uint64_t{0});
  for (uint32_t column = 0; column < plan.bit_columns(); ++column) bit_views_.push_back(bits_room(column));
  texts_.resize(plan.columns(Lane::Text) * kChunkRows);
  for (uint32_t column = 0; column < plan.columns(Lane::Text); ++column)
    text_views_.push_back(texts_.data() + column * kChunkRows);
}

void Columns::run(const ColumnSource& source, size_t first, size_t count) {
  source_ = &source;
  first_ = first;
  count_ = count;
  for (const Step& step : plan_->steps()) {
    // A column that lay with the source lies in its room again.
    if (step.out.kind == PlaceKind::Words)
      views_[static_cast<size_t>(step.out.lane)][step.out.column] = room_of(step.out.lane, step.out.column);
    if (step.out.kind == PlaceKind::Bits) bit_views_[step.out.column] = bits_room(step.out.column);
    if (step.out.kind == PlaceKind::Text) text_views_[step.out.column] = texts_room(step.out);
    if (step.out.known > kNoRows) bit_views_[step.out.known] = bits_room(step.out.known);
    switch (step.kind) {
      case StepKind::LoadWords:
        load_words(step);
        break;
      case StepKind::LoadTexts:
        load_texts(step);
        break;
      case StepKind::Texts:
        run_texts(step);
        break;
      case StepKind::Wide:
        run_wide(step);
        break;
      default:
        run_lanes(step, *this);
    }
  }
}

int64_t Columns::held(const Place& place, size_t row) const {
  switch (place.kind) {
    case PlaceKind::Constant:
      return place.constant * place.unit;
    case PlaceKind::Bits:
      return static_cast<int64_t>(bit_views_[place.column][row / 64] >> (row % 64) & 1);
    case PlaceKind::Words:
      return narrow_at(views_[static_cast<size_t>(place.lane)][place.column], place.lane, row) * place.unit;
    case PlaceKind::Text:
      return 0;
  }
  return 0;
}

Text Columns::text(const Place& place, size_t row) const {
  if (place.text_constant != 0) return {tables_->text_constant(place.text_constant - 1), true};
  if (place.kind != PlaceKind::Text || !is_known(place, row)) return {};
  return {text_views_[place.column][row], true};
}

void Columns::load_words(const Step& step) {
  std::byte* room = room_of(step.out.lane, step.out.column);
  uint64_t* known = bits_room(step.out.known);
  // A leaf that is always there has no presence of its own: kAllRows must stay as it is.
  uint64_t spare[kChunkBits];
  uint64_t* known_room = step.out.known > kNoRows ? known : spare;
  WordColumn column{step.out.lane, room, known_room, room, known_room};
  source_->load(step.leaf, first_, count_, column);
  views_[static_cast<size_t>(step.out.lane)][step.out.column] = column.words;
  if (step.out.known > kNoRows) bit_views_[step.out.known] = column.known;
}

void Columns::load_texts(const Step& step) {
  TextColumn column{texts_room(step.out), bits_room(step.out.known), texts_room(step.out),
                    bits_room(step.out.known)};
  source_->load(step.leaf, first_, count_, column);
  text_views_[step.out.column] = column.texts;
  bit_views_[step.out.known] = column.known;
}

void Columns::run_texts(const Step& step) {
  if (step.out.kind == PlaceKind::Bits) {
    uint64_t* out = bits_room(step.out.column);
    std::fill_n(out, kChunkBits, uint64_t{0});
    for (size_t row = 0; row < count_; ++row)
      set_bit(out, row, text_condition(step, *tables_, text(step.a, row), text(step.b, row)));
    return;
  }
  std::string_view* out = texts_room(step.out);
  uint64_t* known = bits_room(step.out.known);
  std::fill_n(known, kChunkBits, uint64_t{0});
  for (size_t row = 0; row < count_; ++row) {
    Text result = text(step.a, row);
    if (step.op == Opcode::FindText)
      result = find_text({word(step.c, row), is_known(step.c, row)}, *tables_, step.ref);
    else if (step.op == Opcode::DomainOf)
      result = domain_of(result);
    else if (step.op == Opcode::LookupText)
      result = look_up_text(result, *tables_, step.ref);
    else if (step.op == Opcode::TextSelect ? held(step.c, row) == 0 : !result.known)  // or TextOrElse
      result = text(step.b, row);
    out[row] = result.value;
    set_bit(known, row, result.known);
  }
}

void Columns::run_wide(const Step& step) {
  uint64_t* known = step.out.known > kNoRows ? bits_room(step.out.known) : nullptr;
  if (step.op == Opcode::Lookup) {
    for (size_t row = 0; row < count_; ++row) {
      const Word found = look_up(text(step.a, row), *tables_, step.ref);
      room<int64_t>(step.out)[row] = found.value;
      if (known != nullptr) set_bit(known, row, found.known);
    }
    return;
  }
  const auto operand = [&](const Place& place, size_t row) {
    return Word{word(place, row), is_known(place, row)};
  };
  for (size_t row = 0; row < count_; ++row) {
    const Word a = operand(step.a, row);
    Word result;
    switch (step.op) {
      case Opcode::InSet:
        set_bit(bits_room(step.out.column), row, a.known && tables_->in_set(step.ref, a.value));
        continue;
      case Opcode::Band:
        result.value =
            band_of(tables_->latch(step.ref), source_->latch_state(step.ref, first_ + row), a.value);
        result.known = a.known && result.value >= 0;
        break;
      case Opcode::DayOf:
        result = {tables_->day_of(a.value), a.known};
        break;
      case Opcode::StartOf:
        result = {tables_->start_of(a.value), a.known};
        break;
      case Opcode::Find:
        result = find_word(a, *tables_, step.ref);
        break;
      case Opcode::AddMonths:
        result = {tables_->add_months(a.value, step.k), a.known};
        break;
      default:
        result = word_operation(step.op, a, operand(step.b, row), operand(step.c, row), step.k);
    }
    room<int64_t>(step.out)[row] = result.value;
    if (known != nullptr) set_bit(known, row, result.known);
  }
}

}  // namespace lead::vm
