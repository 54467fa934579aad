// Ids and stores: how nodes refer to each other without pointers.
//
// An `Id<Tag>` is a 32-bit index that only the store of the same tag accepts. Ids are handed out in order
// from 0, so walking a store walks it in insertion order, and equal input gives equal ids.
//
//   Store<Expr, ExprTag> exprs;  ExprId id = exprs.add(Expr{...});  const Expr& e = exprs[id];
//
// Never fails; an id from another store is a mistake in leadc and stops the process (debug builds).
#pragma once
#include <cassert>
#include <compare>
#include <cstdint>
#include <utility>
#include <vector>

namespace lead {

template <class Tag>
struct Id {
  static constexpr uint32_t kNone = UINT32_MAX;
  uint32_t value = kNone;

  [[nodiscard]] constexpr bool is_none() const { return value == kNone; }
  constexpr explicit operator bool() const { return value != kNone; }
  friend constexpr auto operator<=>(Id, Id) = default;
};

template <class T, class Tag>
class Store {
 public:
  using IdType = Id<Tag>;
  IdType add(T item) {
    items_.push_back(std::move(item));
    return IdType{static_cast<uint32_t>(items_.size() - 1)};
  }
  const T& operator[](IdType id) const {
    assert(id.value < items_.size());
    return items_[id.value];
  }
  T& operator[](IdType id) {
    assert(id.value < items_.size());
    return items_[id.value];
  }
  [[nodiscard]] uint32_t size() const { return static_cast<uint32_t>(items_.size()); }
  [[nodiscard]] bool empty() const { return items_.empty(); }
  auto begin() const { return items_.begin(); }
  auto end() const { return items_.end(); }

 private:
  std::vector<T> items_;
};

}  // namespace lead
