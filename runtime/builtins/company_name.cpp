#include "runtime/builtins/company_name.h"

#include <algorithm>

#include "runtime/builtins/text_match.h"

namespace lead::builtins {
namespace {

// As the words of a text stand: folded, one blank between them. Forms that are written with points come as
// single letters. What is also an everyday word at the end of a name is none of them.
constexpr std::string_view kForms[] = {"ab",      "ag",
                                       "aps",     "as",
                                       "a s",     "asa",
                                       "bv",      "b v",
                                       "bvba",    "co",
                                       "corp",    "company",
                                       "gmbh",    "corporation",
                                       "g m b h", "eg",
                                       "e g",     "ek",
                                       "e k",     "ev",
                                       "e v",     "gbr",
                                       "inc",     "kft",
                                       "kg",      "k g",
                                       "kgaa",    "limited",
                                       "llc",     "l l c",
                                       "llp",     "l l p",
                                       "lp",      "l p",
                                       "ltd",     "ltda",
                                       "mbb",     "mbh",
                                       "nv",      "n v",
                                       "ohg",     "oü",
                                       "oy",      "oyj",
                                       "plc",     "p l c",
                                       "pte",     "pty",
                                       "pvt",     "sa",
                                       "s a",     "sab",
                                       "sarl",    "s a r l",
                                       "sas",     "s a s",
                                       "sca",     "se",
                                       "s e",     "sl",
                                       "s l",     "slu",
                                       "snc",     "s n c",
                                       "spa",     "s p a",
                                       "sp",      "sp z o o",
                                       "sp zoo",  "spol",
                                       "sprl",    "srl",
                                       "s r l",   "sro",
                                       "s r o",   "spol sro",
                                       "ug",      "uab",
                                       "zrt",     "incorporated",
                                       "private", "haftungsbeschränkt",
                                       "a g",     "i n c"};

// The longest form at the end: `s a s` ends in `a s` too.
bool drop_form(std::string_view& words) {
  size_t longest = 0;
  for (const std::string_view form : kForms) {
    const bool ends_so = words.size() > form.size() + 1 && words.ends_with(form) &&
                         words[words.size() - form.size() - 1] == ' ';
    if (ends_so) longest = std::max(longest, form.size());
  }
  if (longest == 0) return false;
  words.remove_suffix(longest + 1);
  return true;
}

}  // namespace

std::span<const std::string_view> legal_forms() {
  return kForms;
}

std::string company_name(std::string_view text) {
  const std::string folded = folded_words(text);
  std::string_view words = folded;
  while (drop_form(words)) {
  }
  std::string name(words);
  name.erase(std::remove(name.begin(), name.end(), ' '), name.end());
  return name;
}

bool same_name(std::string_view a, std::string_view b) {
  const std::string name = company_name(a);
  return !name.empty() && name == company_name(b);
}

}  // namespace lead::builtins
