#include "compiler/kernel/builder.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace lead::kernel {
namespace {

using artefact::Opcode;

// The place of `key` in `entries`, entered by `enter` if it is new.
template <class Map, class Enter>
uint32_t place_of(Map& places, const typename Map::key_type& key, size_t count, Enter enter) {
  const auto [at, is_new] = places.try_emplace(key, static_cast<uint32_t>(count));
  if (is_new) enter();
  return at->second;
}

}  // namespace

ExprId Builder::intern(Expr expr) {
  expr.span = span_;
  const Key key{expr.op, expr.a, expr.b, expr.c, expr.ref, expr.k, expr.months};
  const auto found = exprs_.find(key);
  if (found != exprs_.end()) return found->second;
  const ExprId id = kernel_->exprs.add(expr);
  exprs_.emplace(key, id);
  return id;
}

ExprId Builder::node(Opcode op, ExprId a, ExprId b, ExprId c) {
  return intern({.op = op, .a = a, .b = b, .c = c, .span = {}});
}

ExprId Builder::leaf(Opcode op, uint32_t ref) {
  return intern({.op = op, .a = {}, .b = {}, .c = {}, .ref = ref, .span = {}});
}

ExprId Builder::table(Opcode op, ExprId a, uint32_t ref) {
  return intern({.op = op, .a = a, .b = {}, .c = {}, .ref = ref, .span = {}});
}

ExprId Builder::scaled(Opcode op, ExprId a, int64_t k) {
  return intern({.op = op, .a = a, .b = {}, .c = {}, .k = k, .span = {}});
}

ExprId Builder::set_test(Opcode op, ExprId a, int64_t items) {
  return scaled(op, a, items);
}

ExprId Builder::ratio(Opcode op, ExprId a, ExprId b, int64_t k) {
  return intern({.op = op, .a = a, .b = b, .c = {}, .k = k, .span = {}});
}

ExprId Builder::window_read(Opcode op, uint32_t window, int64_t ms, int32_t months) {
  return intern({.op = op, .a = {}, .b = {}, .c = {}, .ref = window, .k = ms, .months = months, .span = {}});
}

ExprId Builder::constant(int64_t word) {
  return intern({.op = Opcode::Constant, .a = {}, .b = {}, .c = {}, .k = word, .span = {}});
}

ExprId Builder::text(const std::string& text) {
  std::vector<std::string>& all = kernel_->text_constants;
  return leaf(Opcode::TextConstant, place_of(texts_, text, all.size(), [&] { all.push_back(text); }));
}

ExprId Builder::negation(ExprId condition) {
  const Expr& expr = kernel_->exprs[condition];
  return expr.op == Opcode::Not ? expr.a : node(Opcode::Not, condition);
}

ExprId Builder::clamp(ExprId value, int64_t low, int64_t high) {
  if (low != INT64_MIN) value = node(Opcode::Greatest, value, constant(low));
  if (high != INT64_MAX) value = node(Opcode::Least, value, constant(high));
  return value;
}

uint32_t Builder::int_set(std::vector<int64_t> values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  std::vector<artefact::IntSetT>& all = kernel_->int_sets;
  return place_of(sets_, values, all.size(), [&] {
    artefact::IntSetT set;
    set.values = values;
    all.push_back(std::move(set));
  });
}

uint32_t Builder::text_list(const std::vector<std::string>& items) {
  std::vector<std::string> distinct;
  std::set<std::string_view> seen;
  for (const std::string& item : items) {
    if (seen.insert(item).second) distinct.push_back(item);
  }
  std::vector<artefact::TextListT>& all = kernel_->text_lists;
  return place_of(lists_, distinct, all.size(), [&] {
    artefact::TextListT list;
    list.items = distinct;
    all.push_back(std::move(list));
  });
}

uint32_t Builder::pattern(const std::string& pattern) {
  std::vector<std::string>& all = kernel_->patterns;
  return place_of(patterns_, pattern, all.size(), [&] { all.push_back(pattern); });
}

}  // namespace lead::kernel
