// The lexemes around a mistake, by number: what advice on it is made of. Private to the room.
//
//   word(at_), word(at_ + 1)     as written; behind the last "", so that patterns need not ask for the end
//   span(at_, at_ + 1)           from the first to the last of them; both have to be there
//
// `at`: the lexeme that does not fit. Lifetime: lexemes and text must outlive it.
#pragma once
#include <string_view>
#include <vector>

#include "compiler/syntax/lexemes.h"

namespace lead::syntax {

class LexemesAround {
 protected:
  LexemesAround(const std::vector<Lexeme>& lexemes, size_t at, std::string_view text, FileId file)
      : lexemes_(lexemes), at_(at), text_(text), file_(file) {}

  [[nodiscard]] std::string_view word(size_t at) const {
    return at < lexemes_.size() ? text_.substr(lexemes_[at].begin, lexemes_[at].end - lexemes_[at].begin)
                                : std::string_view();
  }
  [[nodiscard]] bool is(size_t at, Shape shape) const {
    return at < lexemes_.size() && lexemes_[at].shape == shape;
  }
  [[nodiscard]] Span span(size_t first, size_t last) const {
    return {file_, lexemes_[first].begin, lexemes_[last].end};
  }

  const std::vector<Lexeme>& lexemes_;
  size_t at_;
  std::string_view text_;
  FileId file_;
};

}  // namespace lead::syntax
