// The artefact's tables in the shape the evaluators ask them: sets, word lists, patterns, lookups, latches,
// local time.
//
// Built once from a verified artefact and shared by every lead and every evaluator; questions change nothing.
//
//   vm::Tables tables(artefact);
//   tables.in_set(3, word);  tables.band(0, score, state);  tables.day_of(instant_ms);
//
// Shape: `ref` is the index into the artefact's table of that name; the verifier has proved it to be in
// range. Lifetime: the artefact must outlive the tables. Never fails: the compiler has tried every pattern;
// in a forged artefact one that does not compile matches nothing. Instants, dates and months far outside the
// years 1970 to 2199 are brought near before the calendar sees them. Cost: sets and lists O(log n), patterns
// and word lists O(bytes of the text).
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "runtime/artefact/artefact.h"

namespace lead::vm {

class Tables {
 public:
  explicit Tables(const artefact::VerifiedArtefact& artefact);
  explicit Tables(const artefact::ArtefactT& artefact);  // for folding constants and for tests; not verified
  Tables(Tables&&) noexcept;
  Tables& operator=(Tables&&) noexcept;
  ~Tables();

  [[nodiscard]] std::string_view text_constant(uint32_t ref) const;
  [[nodiscard]] bool in_set(uint32_t ref, int64_t value) const;
  [[nodiscard]] uint64_t set_count(uint32_t ref, int64_t low,
                                   int64_t high) const;  // values of the set in [low, high]
  // All values of a set of at most eight, ascending; how many there are.
  size_t small_set(uint32_t ref, std::array<int64_t, 8>& values) const;
  [[nodiscard]] bool matches(uint32_t ref, std::string_view text) const;  // all of the text
  [[nodiscard]] bool has_any_word(uint32_t ref, std::string_view text) const;
  [[nodiscard]] bool in_text_list(uint32_t ref, std::string_view text) const;
  // What a table of the policy says about a text: the entry it finds, and that entry's word or text.
  [[nodiscard]] std::optional<int64_t> look_up(uint32_t ref, std::string_view text) const;
  [[nodiscard]] std::optional<std::string_view> look_up_text(uint32_t ref, std::string_view text) const;
  // The same of a table of numbers, about a number.
  [[nodiscard]] std::optional<int64_t> find(uint32_t ref, int64_t number) const;
  [[nodiscard]] std::optional<std::string_view> find_text(uint32_t ref, int64_t number) const;
  // The least and the greatest word of the table; it has one.
  [[nodiscard]] std::array<int64_t, 2> words_of(uint32_t ref) const;
  [[nodiscard]] const artefact::LatchT& latch(uint32_t ref) const;
  [[nodiscard]] uint32_t first_stage(uint32_t lifecycle) const;

  // Local time of the policy. `add_months` clamps the day.
  [[nodiscard]] int64_t day_of(int64_t instant_ms) const;
  [[nodiscard]] int64_t start_of(int64_t date) const;
  [[nodiscard]] int64_t add_months(int64_t instant_ms, int64_t months) const;
  [[nodiscard]] const artefact::ZoneT& zone() const;

  // The same three over a closed range of their operand: bounds that no value of the range leaves; exact for
  // one value.
  struct Range {
    int64_t low, high;
  };
  [[nodiscard]] Range day_of(Range instants_ms) const;
  [[nodiscard]] Range start_of(Range dates) const;
  [[nodiscard]] Range add_months(Range instants_ms, int64_t months) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Bands with hysteresis. Bit i of `state`: band i was on. A band is on when score >= from, or was on and
// score >= until.
[[nodiscard]] uint64_t next_latch_state(const artefact::LatchT& latch, uint64_t state, int64_t score);
// The highest band that is on under `next_latch_state`, or -1 where none is.
[[nodiscard]] int64_t band_of(const artefact::LatchT& latch, uint64_t state, int64_t score);

}  // namespace lead::vm
