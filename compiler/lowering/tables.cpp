// Tables: equal ones are kept once, unused ones not at all.
#include <algorithm>

#include "compiler/lowering/lowering.h"
#include "runtime/builtins/text_match.h"

namespace lead::lowering {

namespace {

using artefact::Opcode;

// The place of `item` in `list`, appended where it is new. Lists are short; equal kernels give equal places.
template <class T, class Same, class Make>
uint32_t place_of(std::vector<T>& list, const Same& same, const Make& make) {
  const auto found = std::find_if(list.begin(), list.end(), same);
  const auto place = static_cast<uint32_t>(found - list.begin());
  if (found == list.end()) list.push_back(make());
  return place;
}

uint32_t text_place(std::vector<std::string>& list, const std::string& text) {
  return place_of(list, [&](const std::string& other) { return other == text; }, [&] { return text; });
}

uint32_t list_place(artefact::ArtefactT& out, std::vector<std::string> items) {
  std::sort(items.begin(), items.end());
  items.erase(std::unique(items.begin(), items.end()), items.end());
  return place_of(
      out.text_lists, [&](const auto& other) { return other->items == items; },
      [&] {
        auto list = std::make_unique<artefact::TextListT>();
        list->items = items;
        return list;
      });
}

std::vector<std::string> folded_items(const std::vector<std::string>& items) {
  std::vector<std::string> words;
  for (const std::string& item : items) {
    if (std::string folded = builtins::folded_words(item); !folded.empty()) words.push_back(std::move(folded));
  }
  return words;
}

uint32_t set_place(artefact::ArtefactT& out, std::vector<int64_t> values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return place_of(
      out.int_sets, [&](const auto& other) { return other->values == values; },
      [&] {
        auto set = std::make_unique<artefact::IntSetT>();
        set->values = values;
        return set;
      });
}

uint32_t reference_of(const kernel::Kernel& kernel, const kernel::Expr& expr, artefact::ArtefactT& out) {
  switch (expr.op) {
    case Opcode::TextConstant: return text_place(out.text_constants, kernel.text_constants[expr.ref]);
    case Opcode::TextMatches: return text_place(out.patterns, kernel.patterns[expr.ref]);
    case Opcode::TextInList: return list_place(out, kernel.text_lists[expr.ref].items);
    case Opcode::TextHasAnyWord: return list_place(out, folded_items(kernel.text_lists[expr.ref].items));
    case Opcode::InSet: return set_place(out, kernel.int_sets[expr.ref].values);
    default: return expr.ref;  // slots, attributes and fields keep their places
  }
}

}  // namespace

std::vector<uint32_t> lower_tables(const kernel::Kernel& kernel, artefact::ArtefactT& out) {
  std::vector<uint32_t> references;
  references.reserve(kernel.exprs.size());
  for (const kernel::Expr& expr : kernel.exprs) references.push_back(reference_of(kernel, expr, out));
  return references;
}

}  // namespace lead::lowering
