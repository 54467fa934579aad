// Several lambdas as one visitor of a std::variant: the form in which closed families are taken apart.
//
//   std::visit(overloaded{[](const TextExpr& text) { … }, [](const NameExpr& name) { … }}, expr.node);
#pragma once

namespace lead {

template <class... Cases>
struct overloaded : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
overloaded(Cases...) -> overloaded<Cases...>;

}  // namespace lead
