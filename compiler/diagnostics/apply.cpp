#include "compiler/diagnostics/apply.h"

#include <algorithm>
#include <map>

namespace lead::diagnostics {

namespace {

// Two insertions at one place are in conflict too: nothing says which goes first.
bool is_conflict(const Edit& a, const Edit& b) {
  if (a.span.file != b.span.file) return false;
  if (a.span.begin_byte == b.span.begin_byte) return true;
  const Edit& first = a.span.begin_byte < b.span.begin_byte ? a : b;
  const Edit& second = a.span.begin_byte < b.span.begin_byte ? b : a;
  return first.span.end_byte > second.span.begin_byte;
}

// The edits chosen so far, by where they begin; since they do not overlap, an edit can only meet its
// neighbours.
class Chosen {
 public:
  [[nodiscard]] bool is_free(const Edit& edit) const {
    const auto next = edits_.lower_bound({edit.span.file, edit.span.begin_byte});
    if (next != edits_.end() && is_conflict(*next->second, edit)) return false;
    return next == edits_.begin() || !is_conflict(*std::prev(next)->second, edit);
  }
  void add(const Edit& edit) { edits_.emplace(std::pair(edit.span.file, edit.span.begin_byte), &edit); }
  [[nodiscard]] std::vector<Edit> list() const {
    std::vector<Edit> result;
    for (const auto& [place, edit] : edits_) result.push_back(*edit);
    return result;
  }

 private:
  std::map<std::pair<FileId, uint32_t>, const Edit*> edits_;
};

enum class Side { Begin, End };

uint32_t moved_byte(uint32_t byte, Side side, FileId file, const std::vector<Edit>& edits) {
  int64_t shift = 0;
  for (const Edit& edit : edits) {
    const Span span = edit.span;
    if (span.file != file) continue;
    const auto length = static_cast<int64_t>(edit.replacement.size());
    const bool is_inside = span.begin_byte <= byte && byte <= span.end_byte;
    if (is_inside && side == Side::Begin) shift += int64_t{span.begin_byte} - byte;
    if (is_inside && side == Side::End) shift += int64_t{span.begin_byte} + length - byte;
    if (!is_inside && span.end_byte < byte) shift += length - (span.end_byte - span.begin_byte);
  }
  return static_cast<uint32_t>(byte + shift);
}

}  // namespace

std::string apply(const std::vector<Edit>& edits, FileId file, std::string_view text) {
  std::vector<const Edit*> sorted;
  for (const Edit& edit : edits) {
    if (edit.span.file == file) sorted.push_back(&edit);
  }
  std::stable_sort(sorted.begin(), sorted.end(), [](auto* a, auto* b) { return a->span < b->span; });
  std::string result;
  size_t at = 0;
  for (const Edit* edit : sorted) {
    const size_t begin = std::min<size_t>(edit->span.begin_byte, text.size());
    const size_t end = std::min<size_t>(std::max(edit->span.begin_byte, edit->span.end_byte), text.size());
    if (begin < at) continue;
    result += text.substr(at, begin - at);
    result += edit->replacement;
    at = end;
  }
  result += text.substr(at);
  return result;
}

std::string apply(const Fix& fix, FileId file, std::string_view text) {
  return apply(fix.edits, file, text);
}

Span moved(Span span, const std::vector<Edit>& edits) {
  return {span.file, moved_byte(span.begin_byte, Side::Begin, span.file, edits),
          moved_byte(span.end_byte, Side::End, span.file, edits)};
}

Repair choose_repair(const std::vector<Diagnostic>& diagnostics) {
  Repair repair;
  Chosen chosen;
  for (size_t i = 0; i < diagnostics.size(); ++i) {
    if (diagnostics[i].fixes.size() != 1) continue;  // of several, only the author knows which is meant
    const std::vector<Edit>& edits = diagnostics[i].fixes.front().edits;
    const bool is_free =
        std::all_of(edits.begin(), edits.end(), [&](const Edit& edit) { return chosen.is_free(edit); });
    if (!is_free) {
      ++repair.skipped_count;
      continue;
    }
    repair.applied.push_back(i);
    for (const Edit& edit : edits) chosen.add(edit);
  }
  repair.edits = chosen.list();
  return repair;
}

}  // namespace lead::diagnostics
