// Characters: folding and what belongs to a word. The tables are made by make_unicode_tables.py.
#include <algorithm>
#include <iterator>

#include "runtime/builtins/text_match.h"

namespace lead::builtins {

namespace {

struct FoldRun {
  char32_t first, last;
  uint32_t stride;
  int32_t delta;
};
struct WordRange {
  char32_t first, last;
};

#include "runtime/builtins/unicode_tables.inc"

// The run or range that may hold `character`: the last that does not begin behind it.
template <class Row, size_t kCount>
const Row* row_of(const Row (&rows)[kCount], char32_t character) {
  const Row* after = std::upper_bound(std::begin(rows), std::end(rows), character,
                                      [](char32_t c, const Row& row) { return c < row.first; });
  if (after == std::begin(rows)) return nullptr;
  const Row* row = after - 1;
  return character <= row->last ? row : nullptr;
}

}  // namespace

char32_t fold_character(char32_t character) {
  if (character < 0x80) return 'A' <= character && character <= 'Z' ? character + ('a' - 'A') : character;
  const FoldRun* run = row_of(kFoldRuns, character);
  if (run == nullptr || (character - run->first) % run->stride != 0) return character;
  return static_cast<char32_t>(static_cast<int32_t>(character) + run->delta);
}

bool is_word_character(char32_t character) {
  if (character < 0x80) {
    return ('a' <= character && character <= 'z') || ('A' <= character && character <= 'Z') ||
           ('0' <= character && character <= '9');
  }
  return row_of(kWordRanges, character) != nullptr;
}

}  // namespace lead::builtins
