#include "compiler/semantics/policy_words.h"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <set>
#include <string_view>

#include "compiler/semantics/type_rules.h"
#include "runtime/base/limits.h"
#include "runtime/builtins/currency.h"

namespace lead::semantics {

namespace {

using syntax::BinaryOp;
using syntax::ExprId;
using syntax::SyntaxTree;
__extension__ typedef unsigned __int128 UnsignedWide;

bool is_word_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_word_part(char c) {
  return is_word_start(c) || (c >= '0' && c <= '9');
}

std::string group_digits(std::string digits) {
  if (digits.size() < 5) return digits;
  for (size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, "_");
  }
  return digits;
}

std::string unsigned_digits(UnsignedWide value) {
  std::string digits;
  do {
    digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(value % 10)));
    value /= 10;
  } while (value > 0);
  return digits;
}

UnsignedWide magnitude(Wide value) {
  return value < 0 ? -static_cast<UnsignedWide>(value) : static_cast<UnsignedWide>(value);
}

std::string write_duration(const syntax::Duration& duration) {
  static constexpr std::array<std::string_view, 8> kUnits{"millisecond", "second", "minute", "hour",
                                                          "day",         "week",   "month",  "year"};
  return fmt::format("{} {}{}{}", duration.amount, duration.business ? "business " : "",
                     kUnits[static_cast<size_t>(duration.unit)], duration.amount == 1 ? "" : "s");
}

std::string write_span_of_time(Wide ms) {
  static constexpr std::array<std::pair<int64_t, std::string_view>, 5> kUnits{
      {{86'400'000, "day"}, {3'600'000, "hour"}, {60'000, "minute"}, {1'000, "second"}, {1, "millisecond"}}};
  for (const auto& [size, unit] : kUnits) {
    if (ms % size == 0 && (ms != 0 || size == 86'400'000)) {
      return fmt::format("{} {}{}", write_number(ms / size), unit, ms / size == 1 ? "" : "s");
    }
  }
  return {};
}

std::string write_date(Wide days) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{static_cast<int>(days)}}};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::string write_instant(Wide ms) {
  const Wide day = (ms >= 0 ? ms : ms - 86'399'999) / 86'400'000;
  const auto rest = static_cast<int64_t>(ms - day * 86'400'000);
  std::string text = fmt::format("{}T{:02}:{:02}:{:02}", write_date(day), rest / 3'600'000,
                                 rest / 60'000 % 60, rest / 1'000 % 60);
  if (rest % 1'000 != 0) text += fmt::format(".{:03}", rest % 1'000);
  return text + "Z";
}

std::string write_text(const std::string& value) {
  std::string text = "\"";
  for (char c : value) {
    if (c == '"' || c == '\\') text += '\\';
    if (c == '\n') {
      text += "\\n";
      continue;
    }
    if (c == '\t') {
      text += "\\t";
      continue;
    }
    text += c;
  }
  return text + "\"";
}

// How tightly an expression holds together, loosest first: the levels of grammar/Lead.g4.
enum class Level : uint8_t { Or, And, Not, Comparison, OrElse, Sum, Product, Unary, Primary };

struct OperatorWords {
  std::string_view words;
  Level level;
};

OperatorWords words_of(BinaryOp op) {
  switch (op) {
    case BinaryOp::Or:
      return {"or", Level::Or};
    case BinaryOp::And:
      return {"and", Level::And};
    case BinaryOp::Is:
      return {"is", Level::Comparison};
    case BinaryOp::IsNot:
      return {"is not", Level::Comparison};
    case BinaryOp::Less:
      return {"<", Level::Comparison};
    case BinaryOp::AtMost:
      return {"<=", Level::Comparison};
    case BinaryOp::More:
      return {">", Level::Comparison};
    case BinaryOp::AtLeast:
      return {">=", Level::Comparison};
    case BinaryOp::In:
      return {"in", Level::Comparison};
    case BinaryOp::NotIn:
      return {"not in", Level::Comparison};
    case BinaryOp::StartsWith:
      return {"starts with", Level::Comparison};
    case BinaryOp::EndsWith:
      return {"ends with", Level::Comparison};
    case BinaryOp::Contains:
      return {"contains", Level::Comparison};
    case BinaryOp::Matches:
      return {"matches", Level::Comparison};
    case BinaryOp::HasAnyWordOf:
      return {"has any word of", Level::Comparison};
    case BinaryOp::Has:
      return {"has", Level::Comparison};
    case BinaryOp::HasAnyOf:
      return {"has any of", Level::Comparison};
    case BinaryOp::HasAllOf:
      return {"has all of", Level::Comparison};
    case BinaryOp::OrElse:
      return {"or else", Level::OrElse};
    case BinaryOp::Add:
      return {"+", Level::Sum};
    case BinaryOp::Subtract:
      return {"-", Level::Sum};
    case BinaryOp::Multiply:
      return {"*", Level::Product};
    case BinaryOp::Divide:
      return {"/", Level::Product};
  }
  return {"", Level::Primary};
}

struct Writer {
  const SyntaxTree& tree;

  struct Written {
    std::string text;
    Level level = Level::Primary;
  };

  std::string at(ExprId id, Level needed) const {
    Written written = write(id);
    return written.level < needed ? "(" + written.text + ")" : written.text;
  }
  Written write(ExprId id) const {
    return std::visit([&](const auto& node) { return put(node); }, tree.exprs[id].node);
  }

  Written put(const syntax::ErrorExpr&) const { return {"…"}; }
  Written put(const syntax::NameExpr& node) const { return {write_name(node.name.text)}; }
  Written put(const syntax::TextExpr& node) const { return {write_text(node.value)}; }
  Written put(const syntax::IntegerExpr& node) const { return {write_number(node.value)}; }
  Written put(const syntax::DecimalExpr& node) const {
    std::string text = write_scaled(node.millionths, 6);
    return {text.find('.') == std::string::npos ? text + ".0" : text};
  }
  Written put(const syntax::PercentExpr& node) const { return {write_scaled(node.millionths, 4) + "%"}; }
  Written put(const syntax::MoneyExpr& node) const {
    return {fmt::format("{} {}", node.currency, write_scaled(node.amount_millionths, 6))};
  }
  Written put(const syntax::YesNoExpr& node) const { return {node.value ? "yes" : "no"}; }
  Written put(const syntax::DateExpr& node) const {
    return {fmt::format("{:04}-{:02}-{:02}", node.year, node.month, node.day)};
  }
  Written put(const syntax::InstantExpr& node) const { return {write_instant(node.instant_ms)}; }
  Written put(const syntax::DurationExpr& node) const { return {write_duration(node.duration)}; }
  Written put(const syntax::ListExpr& node) const {
    if (node.items.empty()) return {"{}"};
    return {fmt::format("{}{{ {} }}", node.is_set ? "" : "list ", join(node.items, Level::OrElse))};
  }
  Written put(const syntax::CallExpr& node) const {
    return {fmt::format("{}({})", write_name(node.function.text), join(node.args, Level::Or))};
  }
  Written put(const syntax::UnaryExpr& node) const {
    if (node.op == syntax::UnaryOp::Not) return {"not " + at(node.operand, Level::Not), Level::Not};
    return {"-" + at(node.operand, Level::Unary), Level::Unary};
  }
  Written put(const syntax::BinaryExpr& node) const {
    const OperatorWords op = words_of(node.op);
    const auto next = [](Level level) { return static_cast<Level>(static_cast<uint8_t>(level) + 1); };
    const bool chains = op.level != Level::Comparison;
    return {fmt::format("{} {} {}", at(node.left, chains ? op.level : Level::OrElse), op.words,
                        at(node.right, next(op.level))),
            op.level};
  }
  Written put(const syntax::KnownExpr& node) const {
    const std::string_view words = node.rating  ? node.known ? " is not unrated" : " is unrated"
                                   : node.known ? " is known"
                                                : " is missing";
    return {fmt::format("{}{}", at(node.operand, Level::OrElse), words), Level::Comparison};
  }
  Written put(const syntax::BetweenExpr& node) const {
    return {fmt::format("{} from {} to {}", at(node.operand, Level::OrElse), at(node.low, Level::OrElse),
                        at(node.high, Level::OrElse)),
            Level::Comparison};
  }
  Written put(const syntax::AgoExpr& node) const {
    return {fmt::format("{} {} {} ago", at(node.operand, Level::OrElse), words_of(node.op).words,
                        write_duration(node.duration)),
            Level::Comparison};
  }
  Written put(const syntax::PastExpr& node) const {
    static constexpr std::array<std::string_view, 12> kKinds{
        "count of", "any",    "no",       "last",        "first",      "last",
        "first",    "sum of", "least of", "greatest of", "average of", "count of distinct"};
    const std::string_view kind = kKinds[static_cast<size_t>(node.kind)];
    const std::string event = write_name(node.event.text);
    const std::string field = node.field ? at(node.field, Level::Primary) : "";
    const bool dotted = node.kind == syntax::PastKind::LastValue || node.kind == syntax::PastKind::FirstValue;
    std::string text = !node.field ? fmt::format("{} {}", kind, event)
                       : dotted    ? fmt::format("{} {}.{}", kind, event, field)
                                   : fmt::format("{} {} of {}", kind, field, event);
    if (node.where) text += " where " + at(node.where, Level::Comparison);
    if (node.window) text += " in last " + write_duration(*node.window);
    return {text, node.where || node.window ? Level::Or : Level::Primary};
  }
  Written put(const syntax::StageExpr& node) const {
    static constexpr std::array<std::string_view, 4> kAsked{"entries of", "ever in", "first entering",
                                                            "last entering"};
    return {fmt::format("{} {}", kAsked[static_cast<size_t>(node.asked)], write_name(node.stage.text)),
            Level::Primary};
  }
  Written put(const syntax::ColumnExpr& node) const {
    return {write_name(node.row.text) + "." + write_name(node.column.text), Level::Primary};
  }
  Written put(const syntax::MatchesExpr& node) const {
    return {fmt::format("{} matches", at(node.column, Level::Sum)), Level::Comparison};
  }
  Written put(const syntax::CountedExpr& node) const {
    const std::string_view bound = node.op == BinaryOp::AtLeast  ? "at least"
                                   : node.op == BinaryOp::AtMost ? "at most"
                                                                 : "exactly";
    return {fmt::format("{} {} of {{ {} }}", bound, node.count, join(node.conditions, Level::Or))};
  }

  std::string join(const std::vector<ExprId>& ids, Level needed) const {
    std::string text;
    for (ExprId id : ids) {
      if (!text.empty()) text += ", ";
      text += at(id, needed);
    }
    return text;
  }
};

std::string write_item(const std::vector<std::string>& items, Wide word) {
  if (word < 0 || word >= static_cast<Wide>(items.size())) return write_number(word);
  return write_name(items[static_cast<size_t>(word)]);
}

uint32_t exponent_of(const std::string& currency) {
  const auto found = builtins::find_currency(currency);
  return found ? found->exponent : 2;
}

}  // namespace

std::string write_name(const std::string& text) {
  static const std::set<std::string_view> reserved{"and",  "or",    "not",       "is",  "in", "of",
                                                   "when", "where", "otherwise", "yes", "no"};
  bool plain = !text.empty() && is_word_start(text[0]) && !reserved.contains(text);
  for (char c : text) plain = plain && is_word_part(c);
  return plain ? text : "`" + text + "`";
}

std::string write_expr(const SyntaxTree& tree, ExprId id) {
  return Writer{tree}.write(id).text;
}
std::string write_operand(const SyntaxTree& tree, ExprId id) {
  return Writer{tree}.at(id, Level::Primary);
}

std::string write_past(const SyntaxTree& tree, const syntax::PastExpr& node) {
  return Writer{tree}.put(node).text;
}

std::string write_number(Wide value) {
  return (value < 0 ? "-" : "") + group_digits(unsigned_digits(magnitude(value)));
}

std::string write_scaled(Wide value, uint32_t exponent) {
  UnsignedWide scale = 1;
  for (uint32_t i = 0; i < exponent; ++i) scale *= 10;
  const UnsignedWide size = magnitude(value);
  std::string text = (value < 0 ? "-" : "") + group_digits(unsigned_digits(size / scale));
  std::string rest = unsigned_digits(size % scale);
  if (size % scale == 0) return text;
  rest.insert(0, exponent - rest.size(), '0');
  while (rest.back() == '0') rest.pop_back();
  return text + "." + rest;
}

std::string write_points(Wide millionths) {
  return write_scaled(millionths, 6);
}

namespace {

std::string write_set(Wide word, const std::vector<std::string>& items) {
  std::string text;
  for (size_t i = 0; i < items.size() && i < limits::kMaxSetItems; ++i) {
    if ((static_cast<uint64_t>(word) >> i & 1) != 0)
      text += (text.empty() ? "" : ", ") + write_name(items[i]);
  }
  return text.empty() ? "{}" : "{ " + text + " }";
}

}  // namespace

std::string write_value(Wide word, const Type& type, const SyntaxTree& tree, const Program& program) {
  if (is_set(type)) return write_set(word, program.schema.choices[type.ref]->items);
  const bool has_names = is_named(type) && type.kind != TypeKind::Country;
  return has_names ? write_item(names_of(type, tree, program), word) : write_value(word, type, program);
}

std::string write_value(Wide word, const Type& type, const Program&) {
  switch (type.kind) {
    case TypeKind::Decimal:
    case TypeKind::Points:
      return write_scaled(word, 6);
    case TypeKind::Percent:
      return write_scaled(word, 4) + "%";
    case TypeKind::Money: {
      const uint32_t exponent = exponent_of(type.currency);
      std::string digits = write_scaled(word, exponent);
      const size_t point = digits.find('.');
      if (point != std::string::npos) digits.append(exponent - (digits.size() - point - 1), '0');
      return type.currency + " " + digits;
    }
    case TypeKind::Date:
      return write_date(word);
    case TypeKind::Instant:
      return write_instant(word);
    case TypeKind::Duration:
      return write_span_of_time(word);
    case TypeKind::YesNo:
      return word != 0 ? "yes" : "no";
    case TypeKind::Country:
      return {static_cast<char>('A' + static_cast<int>(word / 26)),
              static_cast<char>('A' + static_cast<int>(word % 26))};
    case TypeKind::Error:
    case TypeKind::Number:
    case TypeKind::Text:
    case TypeKind::Email:
    case TypeKind::Person:
    case TypeKind::Account:
    case TypeKind::Choice:
    case TypeKind::Set:
    case TypeKind::Band:
    case TypeKind::Grade:
    case TypeKind::Cell:
    case TypeKind::Bucket:
    case TypeKind::Stage:
    case TypeKind::Clock:
    case TypeKind::Label:
    case TypeKind::Events:
      return write_number(word);
  }
  return {};
}

int64_t scale_of(const Type& type) {
  switch (type.kind) {
    case TypeKind::Decimal:
    case TypeKind::Percent:
    case TypeKind::Points:
      return kMillion;
    case TypeKind::Money: {
      int64_t scale = 1;
      for (uint32_t i = 0; i < exponent_of(type.currency); ++i) scale *= 10;
      return scale;
    }
    default:
      return 1;
  }
}

}  // namespace lead::semantics
