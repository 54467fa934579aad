#include "runtime/vm/tables.h"

#include <algorithm>
#include <span>

#include "runtime/artefact/opcode.h"
#include "runtime/base/limits.h"
#include "runtime/builtins/text_match.h"
#include "runtime/calendar/zone.h"

namespace lead::vm {

namespace {

// Forged code may compute any instant; the calendar is asked only near the years that exist.
constexpr int64_t kFarInstantMs = 100 * limits::kEndInstantMs;
constexpr int64_t kFarDate = kFarInstantMs / calendar::kDayMs;

int64_t near_instant(int64_t instant_ms) { return std::clamp(instant_ms, -kFarInstantMs, kFarInstantMs); }

template <class Visit>
void each_instruction(const artefact::ArtefactT& artefact, const Visit& visit) {
  for (const auto& instruction : artefact.derived->instructions) visit(instruction);
  for (const auto& reaction : artefact.reactions) {
    for (const auto& instruction : reaction->code->instructions) visit(instruction);
  }
}

}  // namespace

struct Tables::State {
  const artefact::ArtefactT* artefact = nullptr;
  std::vector<builtins::Pattern> patterns;                      // by `patterns`
  std::vector<std::vector<std::string_view>> text_lists;        // by `text_lists`, sorted
  std::vector<std::unique_ptr<builtins::WordList>> word_lists;  // by `text_lists`; null where none asks for words
};

Tables::Tables(const artefact::VerifiedArtefact& artefact) : Tables(*artefact) {}

Tables::Tables(const artefact::ArtefactT& artefact) : state_(std::make_unique<State>()) {
  state_->artefact = &artefact;
  for (const std::string& expression : artefact.patterns) state_->patterns.emplace_back(expression);
  for (const auto& list : artefact.text_lists) {
    std::vector<std::string_view> sorted(list->items.begin(), list->items.end());
    std::sort(sorted.begin(), sorted.end());
    state_->text_lists.push_back(std::move(sorted));
  }
  state_->word_lists.resize(artefact.text_lists.size());
  each_instruction(artefact, [&](const artefact::Instruction& instruction) {
    if (instruction.op() != static_cast<uint16_t>(artefact::Opcode::TextHasAnyWord)) return;
    auto& words = state_->word_lists[instruction.ref()];
    if (words == nullptr) words = std::make_unique<builtins::WordList>(artefact.text_lists[instruction.ref()]->items);
  });
}

Tables::Tables(Tables&&) noexcept = default;
Tables& Tables::operator=(Tables&&) noexcept = default;
Tables::~Tables() = default;

std::string_view Tables::text_constant(uint32_t ref) const { return state_->artefact->text_constants[ref]; }

bool Tables::in_set(uint32_t ref, int64_t value) const {
  const std::vector<int64_t>& values = state_->artefact->int_sets[ref]->values;
  return std::binary_search(values.begin(), values.end(), value);
}

bool Tables::matches(uint32_t ref, std::string_view text) const { return state_->patterns[ref].matches(text); }

bool Tables::has_any_word(uint32_t ref, std::string_view text) const {
  const auto& words = state_->word_lists[ref];
  return words != nullptr && words->any_in(text);
}

bool Tables::in_text_list(uint32_t ref, std::string_view text) const {
  const auto& list = state_->text_lists[ref];
  return std::binary_search(list.begin(), list.end(), text);
}

const artefact::LatchT& Tables::latch(uint32_t ref) const { return *state_->artefact->latches[ref]; }

const artefact::ZoneT& Tables::zone() const { return *state_->artefact->zone; }

int64_t Tables::day_of(int64_t instant_ms) const { return calendar::day_of(zone(), near_instant(instant_ms)); }

int64_t Tables::start_of(int64_t date) const {
  return calendar::start_of_day(zone(), std::clamp(date, -kFarDate, kFarDate));
}

int64_t Tables::add_months(int64_t instant_ms, int64_t months) const {
  constexpr int64_t kFarMonths = limits::kMaxPeriodMonths;
  return calendar::add_months(zone(), near_instant(instant_ms), std::clamp(months, -kFarMonths, kFarMonths));
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
