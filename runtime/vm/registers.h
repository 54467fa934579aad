// The registers of one run of straight-line code: two banks, words and texts, each with its presence.
//
// Shape: `words[i]` and `words_known[i]` (0 or 1) are word register i; the same for texts. A missing word is
// 0, a missing text is empty. Sized once by `resize` and used for any number of runs; a run writes every
// register of its code. Lifetime: texts are views into the source, the event and the artefact's tables, and
// are good as long as those stay as they were during the run.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "runtime/artefact/schema.h"

namespace lead::vm {

struct Registers {
  std::vector<int64_t> words;
  std::vector<uint8_t> words_known;
  std::vector<std::string_view> texts;
  std::vector<uint8_t> texts_known;

  // Room for `code`; never shrinks, so one set can serve several sections.
  void resize(const artefact::CodeT& code) {
    if (words.size() < code.words) words.resize(code.words);
    if (words_known.size() < code.words) words_known.resize(code.words);
    if (texts.size() < code.texts) texts.resize(code.texts);
    if (texts_known.size() < code.texts) texts_known.resize(code.texts);
  }
};

}  // namespace lead::vm
