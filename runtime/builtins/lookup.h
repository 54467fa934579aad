// Looking a text up among the keys of a table of the policy.
//
//   LookupIndex index(LookupKey::Domain, keys);
//   index.find("Anna <anna@mail.firm.example>")   the place of the key "firm.example" among `keys`, or nothing
//
// Keys are folded texts (`folded_key`); a text that is looked up is folded in the same way, with the same
// simple case folding as words (text_match.h), so the answer depends on no locale.
//
//   Text     the text without the blanks around it, folded, is the key
//   Domain   the host of the text is the key, or lies in it: "mail.firm.example" lies in "firm.example". The
//            longest key wins. The host is what stands behind the last `@`, of a web address what stands
//            between `//` and the next `/`, `?`, `#` or `:`
//   Prefix   the text without the blanks around it, folded, begins with the key; the longest key wins
//   Name     the company's name of the text (company_name.h) is the key
//   Words    the key stands in the text as whole words in a row; the first key in the order of `keys` wins
//
// Immutable, movable. `keys` must outlive the index. Never fails. Cost of `find`: one binary search for Text
// and Name, one for each label for Domain, one for each length up to that of the longest key for Prefix, one
// for each word and length of a key for Words; linear in the text beside that.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/artefact/schema.h"

namespace lead::builtins {

// The text as keys of this kind are kept: nothing else is ever compared.
[[nodiscard]] std::string folded_key(artefact::LookupKey kind, std::string_view text);
// Of an address, a web address or a domain, folded, without a dot at its end; empty where there is none.
[[nodiscard]] std::string host_of(std::string_view text);

class LookupIndex {
 public:
  // Each key as `folded_key` gives it. Of equal ones the first counts.
  LookupIndex(artefact::LookupKey kind, std::span<const std::string> keys);
  [[nodiscard]] std::optional<uint32_t> find(std::string_view text) const;

 private:
  struct Key {
    std::string_view text;
    uint32_t place;
  };
  [[nodiscard]] const Key* at(std::string_view text) const;
  [[nodiscard]] std::optional<uint32_t> find_words(const std::string& words) const;

  artefact::LookupKey kind_;
  std::vector<Key> keys_;          // ascending by text, distinct
  std::vector<uint32_t> lengths_;  // Words: distinct numbers of words in a key, ascending
  size_t longest_ = 0;             // of the keys, in bytes
};

}  // namespace lead::builtins
