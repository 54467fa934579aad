// The expressions directly inside an expression, in the order of the text; those not written are left out.
//
//   for_each_child(tree.exprs[id], [&](ExprId child) { … });
#pragma once
#include <type_traits>

#include "compiler/syntax/tree.h"

namespace lead::syntax {

template <class Visit>
void for_each_child(const Expr& expr, Visit visit) {
  const auto one = [&](ExprId id) {
    if (id) visit(id);
  };
  const auto all = [&](const std::vector<ExprId>& ids) {
    for (const ExprId id : ids) one(id);
  };
  std::visit(
      [&](const auto& node) {
        using Node = std::decay_t<decltype(node)>;
        if constexpr (std::is_same_v<Node, ListExpr>) all(node.items);
        if constexpr (std::is_same_v<Node, CallExpr>) all(node.args);
        if constexpr (std::is_same_v<Node, CountedExpr>) all(node.conditions);
        if constexpr (std::is_same_v<Node, UnaryExpr> || std::is_same_v<Node, KnownExpr> ||
                      std::is_same_v<Node, AgoExpr>)
          one(node.operand);
        if constexpr (std::is_same_v<Node, MatchesExpr>) one(node.column);
        if constexpr (std::is_same_v<Node, BinaryExpr>) one(node.left), one(node.right);
        if constexpr (std::is_same_v<Node, BetweenExpr>) one(node.operand), one(node.low), one(node.high);
        if constexpr (std::is_same_v<Node, PastExpr>) one(node.field), one(node.where);
      },
      expr.node);
}

}  // namespace lead::syntax
