#include "runtime/builtins/lookup.h"

#include <algorithm>

#include "runtime/builtins/company_name.h"
#include "runtime/builtins/text_match.h"

namespace lead::builtins {
namespace {

using artefact::LookupKey;

constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::string_view kNoBreakSpace = "\xC2\xA0";

// Without blanks around it, those included that spreadsheets put there.
std::string_view trimmed(std::string_view text) {
  for (bool cut = true; cut;) {
    cut = false;
    while (!text.empty() && kBlanks.find(text.front()) != std::string_view::npos) text.remove_prefix(1);
    while (!text.empty() && kBlanks.find(text.back()) != std::string_view::npos) text.remove_suffix(1);
    if (text.starts_with(kNoBreakSpace)) text.remove_prefix(kNoBreakSpace.size()), cut = true;
    if (text.ends_with(kNoBreakSpace)) text.remove_suffix(kNoBreakSpace.size()), cut = true;
  }
  return text;
}

}  // namespace

std::string host_of(std::string_view text) {
  std::string_view host = trimmed(text);
  if (const size_t scheme = host.find("//"); scheme != std::string_view::npos) host.remove_prefix(scheme + 2);
  host = host.substr(0, host.find_first_of("/?#"));
  if (const size_t at = host.rfind('@'); at != std::string_view::npos) host.remove_prefix(at + 1);
  host = host.substr(0, host.find_first_of(":> \t"));
  while (host.ends_with('.')) host.remove_suffix(1);
  return folded_text(host);
}

std::string folded_key(LookupKey kind, std::string_view text) {
  switch (kind) {
    case LookupKey::Text:
    case LookupKey::Prefix:
      return folded_text(trimmed(text));
    case LookupKey::Domain:
      return host_of(text);
    case LookupKey::Words:
      return folded_words(text);
    case LookupKey::Name:
      return company_name(text);
    case LookupKey::Number:
      return {};  // asked about no text
  }
  return {};
}

LookupIndex::LookupIndex(LookupKey kind, std::span<const std::string> keys) : kind_(kind) {
  keys_.reserve(keys.size());
  for (uint32_t i = 0; i < keys.size(); ++i) keys_.push_back({keys[i], i});
  std::stable_sort(keys_.begin(), keys_.end(), [](const Key& a, const Key& b) { return a.text < b.text; });
  const auto end =
      std::unique(keys_.begin(), keys_.end(), [](const Key& a, const Key& b) { return a.text == b.text; });
  keys_.erase(end, keys_.end());
  for (const Key& key : keys_) longest_ = std::max(longest_, key.text.size());
  if (kind_ != LookupKey::Words) return;
  for (const Key& key : keys_) {
    if (key.text.empty()) continue;
    lengths_.push_back(static_cast<uint32_t>(std::count(key.text.begin(), key.text.end(), ' ')) + 1);
  }
  std::sort(lengths_.begin(), lengths_.end());
  lengths_.erase(std::unique(lengths_.begin(), lengths_.end()), lengths_.end());
}

const LookupIndex::Key* LookupIndex::at(std::string_view text) const {
  const auto found =
      std::lower_bound(keys_.begin(), keys_.end(), text,
                       [](const Key& key, std::string_view wanted) { return key.text < wanted; });
  return found != keys_.end() && found->text == text ? &*found : nullptr;
}

std::optional<uint32_t> LookupIndex::find_words(const std::string& words) const {
  std::vector<size_t> begins;  // of each word, and one past the last
  if (!words.empty()) begins.push_back(0);
  for (size_t i = 0; i < words.size(); ++i) {
    if (words[i] == ' ') begins.push_back(i + 1);
  }
  const size_t count = begins.size();
  begins.push_back(words.size() + 1);
  std::optional<uint32_t> best;
  for (size_t first = 0; first < count; ++first) {
    for (const uint32_t length : lengths_) {
      if (length > count - first) break;
      const size_t end = begins[first + length] - 1;
      const Key* key = at(std::string_view(words).substr(begins[first], end - begins[first]));
      if (key != nullptr && (!best || key->place < *best)) best = key->place;
    }
  }
  return best;
}

std::optional<uint32_t> LookupIndex::find(std::string_view text) const {
  const std::string folded = folded_key(kind_, text);
  if (kind_ == LookupKey::Words) return find_words(folded);
  std::string_view rest = folded;
  while (!rest.empty()) {
    if (const Key* key = at(rest)) return key->place;
    if (kind_ == LookupKey::Prefix) {  // keys are short: no longer one is tried than there is
      rest = rest.substr(0, std::min(rest.size() - 1, longest_));
      continue;
    }
    const size_t dot = kind_ == LookupKey::Domain ? rest.find('.') : std::string_view::npos;
    if (dot == std::string_view::npos) break;
    rest.remove_prefix(dot + 1);
  }
  return std::nullopt;
}

}  // namespace lead::builtins
