#include "runtime/vm/tables.h"

#include <algorithm>
#include <bit>

#include "runtime/vm/tables_state.h"

namespace lead::vm {

WordSet::WordSet(const std::vector<int64_t>& values)
    : values_(&values), has_bits_(values.empty() || (values.front() >= 0 && values.back() < kBits)) {
  if (!has_bits_) return;
  for (const int64_t value : values) bits_ |= uint64_t{1} << value;
}

bool WordSet::contains(int64_t value) const {
  if (has_bits_) return value >= 0 && value < kBits && (bits_ >> value & 1) != 0;
  return std::binary_search(values_->begin(), values_->end(), value);
}

uint64_t WordSet::count(int64_t low, int64_t high) const {
  if (has_bits_) {
    low = std::max<int64_t>(low, 0);
    high = std::min(high, kBits - 1);
    if (low > high) return 0;
    return static_cast<uint64_t>(std::popcount(bits_ >> low << (kBits - 1 - high + low)));
  }
  const auto begin = std::lower_bound(values_->begin(), values_->end(), low);
  const auto end = std::upper_bound(begin, values_->end(), high);
  return static_cast<uint64_t>(end - begin);
}

Tables::Tables(const artefact::VerifiedArtefact& artefact) : Tables(*artefact) {}

Tables::Tables(const artefact::ArtefactT& artefact) : state_(std::make_unique<State>()) {
  state_->artefact = &artefact;
  state_->utc.offsets_ms = {0};
  const std::vector<int32_t>& offsets = artefact.zone->offsets_ms;
  state_->least_offset_ms = *std::min_element(offsets.begin(), offsets.end());
  state_->greatest_offset_ms = *std::max_element(offsets.begin(), offsets.end());
  for (const auto& set : artefact.int_sets) state_->int_sets.emplace_back(set->values);
  for (const std::string& expression : artefact.patterns) state_->patterns.emplace_back(expression);
  for (const auto& list : artefact.text_lists) {
    std::vector<std::string_view> sorted(list->items.begin(), list->items.end());
    std::sort(sorted.begin(), sorted.end());
    state_->text_lists.push_back(std::move(sorted));
  }
  for (const auto& lookup : artefact.lookups) {
    state_->lookups.emplace_back(lookup->key, lookup->keys);
    const auto [least, greatest] = std::minmax_element(lookup->words.begin(), lookup->words.end());
    state_->lookup_words.push_back(lookup->words.empty() ? std::array<int64_t, 2>{0, 0}
                                                         : std::array<int64_t, 2>{*least, *greatest});
  }
  // Which lists are asked for words is said by code, and code beside the artefact (tests) asks too.
  for (const auto& list : artefact.text_lists) state_->word_lists.emplace_back(list->items);
}

Tables::Tables(Tables&&) noexcept = default;
Tables& Tables::operator=(Tables&&) noexcept = default;
Tables::~Tables() = default;

std::string_view Tables::text_constant(uint32_t ref) const {
  return state_->artefact->text_constants[ref];
}

bool Tables::in_set(uint32_t ref, int64_t value) const {
  return state_->int_sets[ref].contains(value);
}

uint64_t Tables::set_count(uint32_t ref, int64_t low, int64_t high) const {
  return state_->int_sets[ref].count(low, high);
}

size_t Tables::small_set(uint32_t ref, std::array<int64_t, 8>& values) const {
  const std::vector<int64_t>& all = state_->artefact->int_sets[ref]->values;
  const size_t count = std::min(all.size(), values.size());
  std::copy_n(all.begin(), count, values.begin());
  return count;
}

bool Tables::matches(uint32_t ref, std::string_view text) const {
  return state_->patterns[ref].matches(text);
}

bool Tables::has_any_word(uint32_t ref, std::string_view text) const {
  return state_->word_lists[ref].any_in(text);
}

bool Tables::in_text_list(uint32_t ref, std::string_view text) const {
  const auto& list = state_->text_lists[ref];
  return std::binary_search(list.begin(), list.end(), text);
}

std::optional<int64_t> Tables::look_up(uint32_t ref, std::string_view text) const {
  const auto place = state_->lookups[ref].find(text);
  return place ? std::optional(state_->artefact->lookups[ref]->words[*place]) : std::nullopt;
}

std::optional<std::string_view> Tables::look_up_text(uint32_t ref, std::string_view text) const {
  const auto place = state_->lookups[ref].find(text);
  if (!place) return std::nullopt;
  return state_->artefact->lookups[ref]->texts[*place];
}

namespace {

std::optional<size_t> place_of(const artefact::LookupT& table, int64_t number) {
  const auto found = std::lower_bound(table.numbers.begin(), table.numbers.end(), number);
  if (found == table.numbers.end() || *found != number) return std::nullopt;
  return static_cast<size_t>(found - table.numbers.begin());
}

}  // namespace

std::optional<int64_t> Tables::find(uint32_t ref, int64_t number) const {
  const artefact::LookupT& table = *state_->artefact->lookups[ref];
  const auto place = place_of(table, number);
  return place ? std::optional(table.words[*place]) : std::nullopt;
}

std::optional<std::string_view> Tables::find_text(uint32_t ref, int64_t number) const {
  const artefact::LookupT& table = *state_->artefact->lookups[ref];
  const auto place = place_of(table, number);
  if (!place) return std::nullopt;
  return table.texts[*place];
}

std::array<int64_t, 2> Tables::words_of(uint32_t ref) const {
  return state_->lookup_words[ref];
}

uint32_t Tables::first_stage(uint32_t lifecycle) const {
  return state_->artefact->lifecycles[lifecycle]->first;
}

const artefact::LatchT& Tables::latch(uint32_t ref) const {
  return *state_->artefact->latches[ref];
}

uint64_t next_latch_state(const artefact::LatchT& latch, uint64_t state, int64_t score) {
  uint64_t next = 0;
  for (size_t i = 0; i < latch.from.size(); ++i) {
    const bool was_on = (state >> i & 1) != 0;
    const bool is_on = score >= latch.from[i] || (was_on && score >= latch.until[i]);
    next |= uint64_t{is_on} << i;
  }
  return next;
}

int64_t band_of(const artefact::LatchT& latch, uint64_t state, int64_t score) {
  for (size_t i = latch.from.size(); i-- > 0;) {
    const bool was_on = (state >> i & 1) != 0;
    if (score >= latch.from[i] || (was_on && score >= latch.until[i])) return static_cast<int64_t>(i);
  }
  return -1;
}

}  // namespace lead::vm
