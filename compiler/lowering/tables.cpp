// Tables: equal ones are kept once, unused ones not at all.
#include <algorithm>
#include <map>

#include "compiler/lowering/lowering.h"
#include "runtime/builtins/text_match.h"

namespace lead::lowering {

namespace {

using artefact::Opcode;

// The tables of one artefact while they fill: the place of each content.
class Places {
 public:
  explicit Places(artefact::ArtefactT& out) : out_(out) {}

  uint32_t text(const std::string& text) { return place_of(texts_, out_.text_constants, text, text); }
  uint32_t pattern(const std::string& text) { return place_of(patterns_, out_.patterns, text, text); }

  uint32_t list(std::vector<std::string> items) {
    const auto content = distinct(std::move(items));
    auto table = std::make_unique<artefact::TextListT>();
    table->items = content;
    return place_of(lists_, out_.text_lists, content, std::move(table));
  }

  uint32_t lookup(const artefact::LookupT& table) {
    return place_of(lookups_, out_.lookups, table.name, std::make_unique<artefact::LookupT>(table));
  }

  uint32_t set(std::vector<int64_t> values) {
    const auto content = distinct(std::move(values));
    auto table = std::make_unique<artefact::IntSetT>();
    table->values = content;
    return place_of(sets_, out_.int_sets, content, std::move(table));
  }

 private:
  template <class T>
  static std::vector<T> distinct(std::vector<T> items) {
    std::sort(items.begin(), items.end());
    items.erase(std::unique(items.begin(), items.end()), items.end());
    return items;
  }

  template <class Content, class Item>
  static uint32_t place_of(std::map<Content, uint32_t>& places, std::vector<Item>& table,
                           const Content& content, Item item) {
    const auto [found, is_new] = places.emplace(content, static_cast<uint32_t>(table.size()));
    if (is_new) table.push_back(std::move(item));
    return found->second;
  }

  artefact::ArtefactT& out_;
  std::map<std::string, uint32_t> texts_, patterns_, lookups_;
  std::map<std::vector<std::string>, uint32_t> lists_;
  std::map<std::vector<int64_t>, uint32_t> sets_;
};

std::vector<std::string> folded_items(const std::vector<std::string>& items) {
  std::vector<std::string> words;
  for (const std::string& item : items) {
    if (std::string folded = builtins::folded_words(item); !folded.empty())
      words.push_back(std::move(folded));
  }
  return words;
}

uint32_t reference_of(const kernel::Kernel& kernel, const kernel::Expr& expr, Places& places) {
  switch (expr.op) {
    case Opcode::TextConstant:
      return places.text(kernel.text_constants[expr.ref]);
    case Opcode::TextMatches:
      return places.pattern(kernel.patterns[expr.ref]);
    case Opcode::TextInList:
      return places.list(kernel.text_lists[expr.ref].items);
    case Opcode::TextHasAnyWord:
      return places.list(folded_items(kernel.text_lists[expr.ref].items));
    case Opcode::Lookup:
    case Opcode::LookupText:
    case Opcode::Find:
    case Opcode::FindText:
      return places.lookup(kernel.lookups[expr.ref]);
    case Opcode::InSet:
      return places.set(kernel.int_sets[expr.ref].values);
    default:
      return expr.ref;  // slots, attributes and fields keep their places
  }
}

}  // namespace

std::vector<uint32_t> lower_tables(const kernel::Kernel& kernel, artefact::ArtefactT& out) {
  Places places(out);
  std::vector<uint32_t> references;
  references.reserve(kernel.exprs.size());
  for (const kernel::Expr& expr : kernel.exprs) references.push_back(reference_of(kernel, expr, places));
  return references;
}

}  // namespace lead::lowering
