// Literals: their machine words, the unit they take from what stands beside them, and how to write them
// otherwise.
#include <algorithm>
#include <chrono>

#include "compiler/semantics/check_expr.h"
#include "compiler/semantics/policy_words.h"
#include "compiler/semantics/type_rules.h"
#include "runtime/base/arithmetic.h"
#include "runtime/base/limits.h"
#include "runtime/builtins/currency.h"

namespace lead::semantics {
namespace {

using syntax::ExprId;

constexpr int64_t kMaxWhole = 1'000'000'000'000;  // the widest range an input may have, in whole units

constexpr int64_t power_of_ten(unsigned exponent) {
  return exponent == 0 ? 1 : 10 * power_of_ten(exponent - 1);
}

std::string folded_address(std::string_view text) {
  const size_t begin = std::min(text.find_first_not_of(" \t\r\n"), text.size());
  std::string address(text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin));
  for (char& c : address) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return address;
}

struct Literals {
  Context& context;
  Span span;
  const Type* hint;
  TypedExpr& out;

  [[nodiscard]] bool wants(TypeKind kind) const { return hint != nullptr && hint->kind == kind; }

  void set(Type type, int64_t word) {
    out.type = std::move(type);
    out.word = word;
  }

  void millionths(int64_t value) {
    if (value < -kMaxWhole * kMillion || value > kMaxWhole * kMillion) return too_large();
    set({wants(TypeKind::Points) ? TypeKind::Points : TypeKind::Decimal}, value);
  }

  void too_large() {
    context.sink.add(
        problems::out_of_range(span, "a number", write_number(-kMaxWhole), write_number(kMaxWhole)));
  }

  void operator()(const syntax::TextExpr& node) {
    out.type = {wants(TypeKind::Email) ? TypeKind::Email : TypeKind::Text};
    out.text = wants(TypeKind::Email) ? folded_address(node.value) : node.value;
  }
  void operator()(const syntax::IntegerExpr& node) {
    if (node.value < -kMaxWhole || node.value > kMaxWhole) return too_large();
    if (wants(TypeKind::Decimal) || wants(TypeKind::Points)) return millionths(node.value * kMillion);
    set({TypeKind::Number}, node.value);
  }
  void operator()(const syntax::DecimalExpr& node) { millionths(node.millionths); }
  void operator()(const syntax::PercentExpr& node) { set({TypeKind::Percent}, node.millionths); }
  void operator()(const syntax::YesNoExpr& node) {
    out.symbol = SymbolKind::Constant;
    set({TypeKind::YesNo}, node.value ? 1 : 0);
  }
  void operator()(const syntax::MoneyExpr& node);
  void operator()(const syntax::DateExpr& node);
  void operator()(const syntax::InstantExpr& node);
  void operator()(const syntax::DurationExpr& node);
};

void Literals::operator()(const syntax::MoneyExpr& node) {
  const auto currency = builtins::find_currency(node.currency);
  if (!currency) {
    std::vector<std::string> codes;
    for (const builtins::Currency& known : builtins::currencies()) codes.emplace_back(known.code);
    const Span code{span.file, span.begin_byte,
                    span.begin_byte + static_cast<uint32_t>(node.currency.size())};
    context.sink.add(
        problems::unknown_currency(span, code, node.currency, diagnostics::suggest(node.currency, codes)));
    return;
  }
  const int64_t step = power_of_ten(6U - currency->exponent);
  if (node.amount_millionths % step != 0) {
    context.sink.add(problems::too_precise(span, node.currency, currency->exponent));
    return;
  }
  set({TypeKind::Money, 0, node.currency}, node.amount_millionths / step);
}

void Literals::operator()(const syntax::DateExpr& node) {
  using namespace std::chrono;
  const auto days = sys_days{year{node.year} / month{node.month} / day{node.day}}.time_since_epoch().count();
  if (days < 0 || days >= limits::kEndInstantMs / 86'400'000) {
    context.sink.add(problems::out_of_range(span, "a date", "1970-01-01", "2199-12-31"));
    return;
  }
  set({TypeKind::Date}, days);
}

void Literals::operator()(const syntax::InstantExpr& node) {
  if (node.instant_ms < limits::kMinInstantMs || node.instant_ms >= limits::kEndInstantMs) {
    context.sink.add(
        problems::out_of_range(span, "an instant", "1970-01-01T00:00:00Z", "2199-12-31T23:59:59Z"));
    return;
  }
  set({TypeKind::Instant}, node.instant_ms);
}

void Literals::operator()(const syntax::DurationExpr& node) {
  if (const auto length = fixed_milliseconds(context, node.duration, "a duration", true))
    set({TypeKind::Duration}, *length);
}

}  // namespace

void infer_literal(Context& context, ExprId id, const Type* hint) {
  Literals literals{context, span_of(context, id), hint, context.program.exprs[id.value]};
  std::visit(
      [&]<class Node>(const Node& node) {
        if constexpr (Literal<Node>) literals(node);
      },
      context.tree.exprs[id].node);
}

std::optional<std::string> rewritten(const Context& context, ExprId id, const Type& type) {
  const auto& node = context.tree.exprs[id].node;
  if (const auto* text = std::get_if<syntax::TextExpr>(&node)) {
    const bool is_item = word_of(type, text->value, context.tree, context.program).has_value();
    return is_item ? std::optional(write_name(text->value)) : std::nullopt;
  }
  const bool is_number =
      std::holds_alternative<syntax::IntegerExpr>(node) || std::holds_alternative<syntax::DecimalExpr>(node);
  if (!is_number || type.is_list) return std::nullopt;
  const std::string written(context.sources.text(span_of(context, id)));
  if (type.kind == TypeKind::Percent) return written + "%";
  if (type.kind == TypeKind::Money) return type.currency + " " + written;
  return std::nullopt;
}

namespace {

constexpr int64_t kUnitMs[] = {1, 1'000, 60'000, 3'600'000, 86'400'000, 604'800'000};
constexpr int64_t kMaxMonths = 230 * 12;

bool is_calendar_unit(syntax::Unit unit) {
  return unit == syntax::Unit::Month || unit == syntax::Unit::Year;
}

bool is_past_all_bounds(const syntax::Duration& duration) {
  if (is_calendar_unit(duration.unit))
    return duration.amount > kMaxMonths / (duration.unit == syntax::Unit::Year ? 12 : 1);
  return duration.amount > limits::kEndInstantMs / kUnitMs[static_cast<size_t>(duration.unit)];
}

bool check_bounds(Context& context, const syntax::Duration& duration, std::string_view where,
                  bool may_be_zero) {
  if (duration.business) {
    context.sink.add(problems::business_time(duration.span, where));
    return false;
  }
  const bool is_zero = duration.amount == 0 && !may_be_zero;
  if (is_zero || is_past_all_bounds(duration)) {
    context.sink.add(problems::period_out_of_bounds(duration.span, is_zero));
    return false;
  }
  return true;
}

}  // namespace

std::optional<int64_t> fixed_milliseconds(Context& context, const syntax::Duration& duration,
                                          std::string_view where, bool may_be_zero) {
  if (!check_bounds(context, duration, where, may_be_zero)) return std::nullopt;
  if (is_calendar_unit(duration.unit)) {
    context.sink.add(problems::no_fixed_length(duration, where));
    return std::nullopt;
  }
  return duration.amount * kUnitMs[static_cast<size_t>(duration.unit)];
}

bool check_period(Context& context, const syntax::Duration& duration, std::string_view where) {
  return check_bounds(context, duration, where, false);
}

}  // namespace lead::semantics
