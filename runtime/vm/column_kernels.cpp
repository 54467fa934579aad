// The straight loops over a chunk, each made once a lane width from the bodies in opcodes.def. Every loop
// runs all kChunkRows rows over columns that do not overlap: a result never shares a column with an operand.
#include <array>
#include <cstring>

#include "runtime/base/arithmetic.h"
#include "runtime/vm/columns.h"

// The columns of a step never overlap (ColumnPlan), which no pointer here can say.
#if defined(__clang__)
#define LEAD_EACH_ROW _Pragma("clang loop vectorize(assume_safety)")
#else
#define LEAD_EACH_ROW _Pragma("GCC ivdep")
#endif

namespace lead::vm {

namespace {

using artefact::Opcode;

// --- the bodies of the table, for any lane
#define LEAD_WORD_OPCODE(name, operands, present, value, doc)                                               \
  struct name##Body {                                                                                       \
    template <class T>                                                                                      \
    static constexpr int64_t word([[maybe_unused]] T a, [[maybe_unused]] T b, [[maybe_unused]] T c,         \
                                  [[maybe_unused]] T k, [[maybe_unused]] bool ha, [[maybe_unused]] bool hb, \
                                  [[maybe_unused]] bool hc) {                                               \
      return static_cast<int64_t>(value);                                                                   \
    }                                                                                                       \
    static constexpr bool is_known([[maybe_unused]] int64_t a, [[maybe_unused]] int64_t b,                  \
                                   [[maybe_unused]] int64_t c, [[maybe_unused]] bool ha,                    \
                                   [[maybe_unused]] bool hb, [[maybe_unused]] bool hc) {                    \
      return static_cast<bool>(present);                                                                    \
    }                                                                                                       \
  };
#define LEAD_LEAF_OPCODE(name, bank, doc)
#define LEAD_TABLE_OPCODE(name, operands, doc)
#define LEAD_TEXT_OPCODE(name, texts, words, bank, doc)
#include "runtime/artefact/opcodes.def"
#undef LEAD_WORD_OPCODE

// --- operands: a column, or the same value in every row
template <class T>
struct Rows {
  const T* words;
  T operator[](size_t row) const { return words[row]; }
};
template <class T>
struct Same {
  T word;
  T operator[](size_t) const { return word; }
};

template <class Run>
void with_lane(Lane lane, const Run& run) {
  switch (lane) {
    case Lane::Byte:
      return run(int8_t{});
    case Lane::Short:
      return run(int16_t{});
    case Lane::Half:
      return run(int32_t{});
    default:
      return run(int64_t{});
  }
}

template <class T, class Run>
void with_operand(const Place& place, const Columns& columns, const Run& run) {
  if (place.kind == PlaceKind::Constant) return run(Same<T>{static_cast<T>(place.constant)});
  return run(Rows<T>{columns.rows<T>(place)});
}

// --- bits and bytes: 64 rows at a time
constexpr size_t kBlock = 64;

// Bytes 0 or 1 to bits, the first byte lowest.
uint64_t pack(const uint8_t* bytes) {
  uint64_t bits = 0;
  for (size_t i = 0; i < kBlock; i += 8) {
    uint64_t eight;
    std::memcpy(&eight, bytes + i, 8);
    bits |= (eight * 0x0102040810204080u >> 56) << i;
  }
  return bits;
}

// What eight bits look like as eight bytes, 0 or -1.
constexpr std::array<uint64_t, 256> kSpread = [] {
  std::array<uint64_t, 256> table{};
  for (uint64_t byte = 0; byte < 256; ++byte) {
    for (uint64_t bit = 0; bit < 8; ++bit) {
      if ((byte >> bit & 1) != 0) table[byte] |= uint64_t{0xFF} << (8 * bit);
    }
  }
  return table;
}();

void spread(uint64_t bits, int8_t* bytes) {
  for (size_t i = 0; i < kBlock; i += 8) std::memcpy(bytes + i, &kSpread[bits >> i & 0xFF], 8);
}

// --- lanes in, lanes out
template <class Body, class T, class A, class B>
void lanes(A a, B b, T k, T* out) {
  LEAD_EACH_ROW
  for (size_t row = 0; row < kChunkRows; ++row)
    out[row] = static_cast<T>(Body::template word<T>(a[row], b[row], T{}, k, true, true, true));
}

template <class Body>
void lanes_of(const Step& step, Columns& columns) {
  with_lane(step.out.lane, [&]<class T>(T) {
    with_operand<T>(step.a, columns, [&](auto a) {
      with_operand<T>(step.b, columns, [&](auto b) {
        lanes<Body, T>(a, b, static_cast<T>(step.k), columns.room<T>(step.out));
      });
    });
  });
}

void run_arithmetic(const Step& step, Columns& columns) {
  switch (step.op) {
    case Opcode::Add:
      return lanes_of<AddBody>(step, columns);
    case Opcode::Subtract:
      return lanes_of<SubtractBody>(step, columns);
    case Opcode::Negate:
      return lanes_of<NegateBody>(step, columns);
    case Opcode::Least:
      return lanes_of<LeastBody>(step, columns);
    case Opcode::Greatest:
      return lanes_of<GreatestBody>(step, columns);
    default:
      return lanes_of<ScaleBody>(step, columns);
  }
}

// --- lanes in, bits out
template <class Body, class T, class A, class B>
void compare(A a, B b, uint64_t* out) {
  for (size_t block = 0; block < kChunkBits; ++block) {
    uint8_t met[kBlock];
    LEAD_EACH_ROW
    for (size_t i = 0; i < kBlock; ++i) {
      const size_t row = block * kBlock + i;
      met[i] = Body::template word<T>(a[row], b[row], T{}, T{}, true, true, true) != 0 ? 1 : 0;
    }
    out[block] = pack(met);
  }
}

template <class Body>
void compare_of(const Step& step, Columns& columns) {
  const Lane lane = step.a.kind == PlaceKind::Constant ? step.b.lane : step.a.lane;
  with_lane(lane, [&]<class T>(T) {
    with_operand<T>(step.a, columns, [&](auto a) {
      with_operand<T>(step.b, columns,
                      [&](auto b) { compare<Body, T>(a, b, columns.bits_room(step.out.column)); });
    });
  });
}

void run_compare(const Step& step, Columns& columns) {
  switch (step.op) {
    case Opcode::Equal:
      return compare_of<EqualBody>(step, columns);
    case Opcode::NotEqual:
      return compare_of<NotEqualBody>(step, columns);
    case Opcode::Less:
      return compare_of<LessBody>(step, columns);
    default:
      return compare_of<LessEqualBody>(step, columns);
  }
}

void run_to_bits(const Step& step, Columns& columns) {
  with_lane(step.a.lane, [&]<class T>(T) {
    compare<NotEqualBody, T>(Rows<T>{columns.rows<T>(step.a)}, Same<T>{0},
                             columns.bits_room(step.out.column));
  });
}

void run_small_set(const Step& step, Columns& columns) {
  std::array<int64_t, 8> values{};
  const size_t count = columns.tables().small_set(step.ref, values);
  with_lane(step.a.lane, [&]<class T>(T) {
    const T* a = columns.rows<T>(step.a);
    uint64_t* out = columns.bits_room(step.out.column);
    std::memset(out, 0, kChunkBits * sizeof(uint64_t));
    for (size_t n = 0; n < count; ++n) {
      const T wanted = static_cast<T>(values[n]);
      if (wanted != values[n]) continue;  // no row of this lane has it
      for (size_t block = 0; block < kChunkBits; ++block) {
        uint8_t met[kBlock];
        LEAD_EACH_ROW
        for (size_t i = 0; i < kBlock; ++i) met[i] = a[block * kBlock + i] == wanted ? 1 : 0;
        out[block] |= pack(met);
      }
    }
  });
}

// --- bits in, lanes out
template <class T, class B, class C>
void select(const uint64_t* chooser, B b, C c, T* out) {
  for (size_t block = 0; block < kChunkBits; ++block) {
    int8_t mask[kBlock];
    spread(chooser[block], mask);
    LEAD_EACH_ROW
    for (size_t i = 0; i < kBlock; ++i) {
      const size_t row = block * kBlock + i;
      out[row] = mask[i] != 0 ? b[row] : c[row];
    }
  }
}

void run_select(const Step& step, Columns& columns) {
  with_lane(step.out.lane, [&]<class T>(T) {
    with_operand<T>(step.b, columns, [&](auto b) {
      with_operand<T>(step.c, columns, [&](auto c) {
        select<T>(columns.bits(step.a.column), b, c, columns.room<T>(step.out));
      });
    });
  });
}

void run_from_bits(const Step& step, Columns& columns) {
  with_lane(step.out.lane, [&]<class T>(T) {
    select<T>(columns.bits(step.a.column), Same<T>{1}, Same<T>{0}, columns.room<T>(step.out));
  });
}

void run_add_select(const Step& step, Columns& columns) {
  with_lane(step.out.lane, [&]<class T>(T) {
    with_operand<T>(step.a, columns, [&](auto a) {
      const uint64_t* chooser = columns.bits(step.b.column);
      T* out = columns.room<T>(step.out);
      const T less = static_cast<T>(step.k2), more = static_cast<T>(wrap_subtract(step.k, step.k2));
      for (size_t block = 0; block < kChunkBits; ++block) {
        int8_t mask[kBlock];
        spread(chooser[block], mask);
        LEAD_EACH_ROW
        for (size_t i = 0; i < kBlock; ++i) {
          const size_t row = block * kBlock + i;
          const T chosen = static_cast<T>(static_cast<T>(mask[i]) & more);
          out[row] = wrap_add<T>(wrap_add<T>(a[row], less), chosen);
        }
      }
    });
  });
}

void run_convert(const Step& step, Columns& columns) {
  with_lane(step.a.lane, [&]<class From>(From) {
    with_lane(step.out.lane, [&]<class To>(To) {
      const From* a = columns.rows<From>(step.a);
      To* out = columns.room<To>(step.out);
      const To factor = static_cast<To>(step.k);
      LEAD_EACH_ROW
      for (size_t row = 0; row < kChunkRows; ++row)
        out[row] = wrap_multiply<To>(static_cast<To>(a[row]), factor);
    });
  });
}

void run_count_bands(const Step& step, Columns& columns) {
  const artefact::LatchT& latch = columns.tables().latch(step.ref);
  with_lane(step.a.lane, [&]<class T>(T) {
    const T* a = columns.rows<T>(step.a);
    int8_t* out = columns.room<int8_t>(step.out);
    std::memset(out, -1, kChunkRows);
    for (const int64_t from : latch.from) {
      const T threshold = static_cast<T>(from / step.k);
      LEAD_EACH_ROW
      for (size_t row = 0; row < kChunkRows; ++row)
        out[row] = static_cast<int8_t>(out[row] + (a[row] >= threshold ? 1 : 0));
    }
  });
}

// --- bits in, bits out
template <class Combine>
void run_bits(const Step& step, Columns& columns, const Combine& combine) {
  const uint64_t* a = columns.bits(step.a.column);
  const uint64_t* b = columns.bits(step.b.column);
  const uint64_t* c = columns.bits(step.c.column);
  uint64_t* out = columns.bits_room(step.out.column);
  LEAD_EACH_ROW
  for (size_t i = 0; i < kChunkBits; ++i) out[i] = combine(a[i], b[i], c[i]);
}

}  // namespace

void run_lanes(const Step& step, Columns& columns) {
  switch (step.kind) {
    case StepKind::Lanes:
      return run_arithmetic(step, columns);
    case StepKind::AddSelect:
      return run_add_select(step, columns);
    case StepKind::Select:
      return run_select(step, columns);
    case StepKind::Compare:
      return run_compare(step, columns);
    case StepKind::BitAnd:
      return run_bits(step, columns, [](uint64_t a, uint64_t b, uint64_t) { return a & b; });
    case StepKind::BitOr:
      return run_bits(step, columns, [](uint64_t a, uint64_t b, uint64_t) { return a | b; });
    case StepKind::BitNot:
      return run_bits(step, columns, [](uint64_t a, uint64_t, uint64_t) { return ~a; });
    case StepKind::BitSelect:
      return run_bits(step, columns, [](uint64_t a, uint64_t b, uint64_t c) { return (a & b) | (~a & c); });
    case StepKind::Convert:
      return run_convert(step, columns);
    case StepKind::ToBits:
      return run_to_bits(step, columns);
    case StepKind::FromBits:
      return run_from_bits(step, columns);
    case StepKind::InSmallSet:
      return run_small_set(step, columns);
    case StepKind::CountBands:
      return run_count_bands(step, columns);
    case StepKind::LoadWords:
    case StepKind::LoadTexts:
    case StepKind::Wide:
    case StepKind::Texts:
      return;  // columns.cpp
  }
}

void Columns::read(const Place& place, int64_t unit, Lane lane, std::byte* out) const {
  with_lane(lane, [&]<class To>(To) {
    To* to = reinterpret_cast<To*>(out);
    if (place.kind == PlaceKind::Words && place.unit % unit == 0) {
      const To factor = static_cast<To>(place.unit / unit);
      return with_lane(place.lane, [&]<class From>(From) {
        const From* from = rows<From>(place);
        LEAD_EACH_ROW
        for (size_t row = 0; row < kChunkRows; ++row)
          to[row] = wrap_multiply<To>(static_cast<To>(from[row]), factor);
      });
    }
    for (size_t row = 0; row < kChunkRows; ++row) to[row] = static_cast<To>(held(place, row) / unit);
  });
}

Word word_operation(Opcode op, Word first, Word second, Word third, int64_t k) {
  const auto [a, ha] = first;
  const auto [b, hb] = second;
  const auto [c, hc] = third;
  switch (op) {
#define LEAD_WORD_OPCODE(name, operands, present, value, doc)  \
  case Opcode::name:                                           \
    if (!name##Body::is_known(a, b, c, ha, hb, hc)) return {}; \
    return {name##Body::word<int64_t>(a, b, c, k, ha, hb, hc), true};
#include "runtime/artefact/opcodes.def"
    default:
      return {};
  }
}
#undef LEAD_WORD_OPCODE
#undef LEAD_LEAF_OPCODE
#undef LEAD_TABLE_OPCODE
#undef LEAD_TEXT_OPCODE

}  // namespace lead::vm
