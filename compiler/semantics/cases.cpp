#include "compiler/semantics/cases.h"

#include <fmt/format.h>

#include "compiler/semantics/policy_words.h"
#include "compiler/semantics/type_rules.h"

namespace lead::semantics {

namespace {

using syntax::BinaryOp;
using syntax::ExprId;

constexpr size_t kMaxCases = 64;
constexpr uint32_t kMaxSteps = 4096;
constexpr uint32_t kMaxDepth = 32;

Words intersect(const Words& a, const Words& b) {
  Words out;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const Interval both{std::max(a[i].low, b[j].low), std::min(a[i].high, b[j].high)};
    if (both.low <= both.high) out.push_back(both);
    (a[i].high < b[j].high ? i : j)++;
  }
  return out;
}

Words outside(const Words& words, const Interval& domain) {
  Words out;
  Wide next = domain.low;
  for (const Interval& each : words) {
    if (each.low > next) out.push_back({next, each.low - 1});
    next = std::max(next, each.high + 1);
  }
  if (next <= domain.high) out.push_back({next, domain.high});
  return out;
}

Words sorted(Words words) {
  std::sort(words.begin(), words.end(), [](const Interval& a, const Interval& b) { return a.low < b.low; });
  Words out;
  for (const Interval& each : words) {
    if (!out.empty() && each.low <= out.back().high + 1)
      out.back().high = std::max(out.back().high, each.high);
    else
      out.push_back(each);
  }
  return out;
}

std::optional<Case> meet(const Case& a, const Case& b) {
  Case both = a;
  for (const auto& [thing, allowed] : b) {
    const auto [found, is_new] = both.emplace(thing, allowed);
    if (is_new) continue;
    found->second.words = intersect(found->second.words, allowed.words);
    found->second.missing = found->second.missing && allowed.missing;
    if (found->second.words.empty() && !found->second.missing) return std::nullopt;
  }
  return both;
}

bool is_within(const Case& inner, const Case& outer) {
  return std::all_of(outer.begin(), outer.end(), [&](const auto& entry) {
    const auto found = inner.find(entry.first);
    if (found == inner.end() || (found->second.missing && !entry.second.missing)) return false;
    return intersect(found->second.words, entry.second.words) == found->second.words;
  });
}

// Drops the cases that lie within another.
void prune(std::vector<Case>& cases) {
  std::vector<Case> kept;
  for (size_t i = 0; i < cases.size(); ++i) {
    bool needed = true;
    for (size_t j = 0; j < cases.size() && needed; ++j) {
      if (i == j || !is_within(cases[i], cases[j])) continue;
      needed = j > i && is_within(cases[j], cases[i]);  // of two equal ones the first is kept
    }
    if (needed) kept.push_back(cases[i]);
  }
  cases = std::move(kept);
}

// The words of x for which `x op c` is met, where c lies between two words if it is no word of x itself.
Words words_for(BinaryOp op, const Interval& constant, const Interval& domain) {
  const Wide floor = constant.low, ceiling = constant.high;  // equal where the constant is a word of x
  const Words same = floor == ceiling ? Words{{floor, floor}} : Words{};
  switch (op) {
    case BinaryOp::Less:
      return intersect({{domain.low, ceiling - 1}}, {domain});
    case BinaryOp::AtMost:
      return intersect({{domain.low, floor}}, {domain});
    case BinaryOp::More:
      return intersect({{floor + 1, domain.high}}, {domain});
    case BinaryOp::AtLeast:
      return intersect({{ceiling, domain.high}}, {domain});
    case BinaryOp::Is:
      return intersect(same, {domain});
    case BinaryOp::IsNot:
      return outside(same, domain);
    default:
      return {domain};
  }
}

BinaryOp turned(BinaryOp op) {
  switch (op) {
    case BinaryOp::Less:
      return BinaryOp::More;
    case BinaryOp::AtMost:
      return BinaryOp::AtLeast;
    case BinaryOp::More:
      return BinaryOp::Less;
    case BinaryOp::AtLeast:
      return BinaryOp::AtMost;
    default:
      return op;
  }
}

Wide nearest_to_zero(const Interval& range) {
  return std::clamp<Wide>(0, range.low, range.high);
}

}  // namespace

Words Cases::common(const Words& a, const Words& b) {
  return intersect(a, b);
}

CaseList Cases::both(const CaseList& a, const CaseList& b) {
  if ((a && a->empty()) || (b && b->empty())) return std::vector<Case>{};  // however many the others are
  if (!a || !b) return std::nullopt;
  std::vector<Case> all;
  for (const Case& one : *a) {
    for (const Case& other : *b) {
      if (auto met = meet(one, other)) all.push_back(std::move(*met));
    }
    if (all.size() <= kMaxCases) continue;
    prune(all);
    if (all.size() > kMaxCases) return std::nullopt;
  }
  prune(all);
  return all;
}

CaseList Cases::either(const CaseList& a, const CaseList& b) {
  const auto is_all = [](const CaseList& list) {
    return list && std::any_of(list->begin(), list->end(), [](const Case& one) { return one.empty(); });
  };
  if (is_all(a) || is_all(b)) return anything();
  if (!a || !b || a->size() + b->size() > kMaxCases) return std::nullopt;
  std::vector<Case> all = *a;
  all.insert(all.end(), b->begin(), b->end());
  return all;
}

CaseList Cases::text(TypeKind type, const std::string& attribute, bool known) {
  const Interval all{0, INT64_MAX};
  const std::string words = write_name(attribute), name = name_of(type, words);
  things_.emplace(name, Thing{{type}, {}, all, true, words});
  return std::vector<Case>{Case{{name, known ? Allowed{{all}, false} : Allowed{{}, true}}}};
}

CaseList Cases::of(ExprId condition, bool met) {
  steps_ = depth_ = 0;
  return list(condition, met);
}

CaseList Cases::join(const std::vector<ExprId>& parts, bool met, bool all) {
  CaseList result = list(parts.front(), met);
  for (size_t i = 1; i < parts.size() && result; ++i) {
    const CaseList next = list(parts[i], met);
    result = all ? both(result, next) : either(result, next);
  }
  return result;
}

CaseList Cases::list(ExprId id, bool met) {
  if (++steps_ > kMaxSteps) return std::nullopt;
  const syntax::Expr& expr = tree_.exprs[id];
  const TypedExpr& typed = program_.exprs[id.value];
  if (typed.type.kind == TypeKind::YesNo && typed.word)
    return (*typed.word != 0) == met ? anything() : CaseList{std::vector<Case>{}};
  if (const auto* unary = std::get_if<syntax::UnaryExpr>(&expr.node)) return list(unary->operand, !met);
  if (const auto* binary = std::get_if<syntax::BinaryExpr>(&expr.node)) {
    if (binary->op == BinaryOp::And) return join({binary->left, binary->right}, met, met);
    if (binary->op == BinaryOp::Or) return join({binary->left, binary->right}, met, !met);
    return comparison(id, *binary, met);
  }
  if (const auto* node = std::get_if<syntax::KnownExpr>(&expr.node)) return known(*node, met);
  if (const auto* node = std::get_if<syntax::BetweenExpr>(&expr.node)) {
    const auto compared = compare_between(*node);
    return compared ? outcome(*compared, met) : opaque(id, met);
  }
  if (const auto* node = std::get_if<syntax::CountedExpr>(&expr.node)) {
    const Counting counting = counting_of(*node);
    if (counting.junction == Junction::Some || node->conditions.empty()) return opaque(id, met);
    const bool inner = met != counting.flipped;
    return join(node->conditions, inner, inner == (counting.junction == Junction::All));
  }
  if (!std::holds_alternative<syntax::NameExpr>(expr.node)) return opaque(id, met);
  if (typed.symbol == SymbolKind::Definition &&
      program_.definitions[typed.index].kind == Definition::Kind::Condition) {
    if (depth_ >= kMaxDepth) return opaque(id, met);
    ++depth_;
    const auto& decl = std::get<syntax::DefineDecl>(tree_.decls[program_.definitions[typed.index].decl].node);
    CaseList result = list(std::get<syntax::ExprBody>(decl.body).expr, met);
    --depth_;
    return result;
  }
  return outcome(on_subject(id, {{1, 1}}), met);  // a yes-or-no attribute
}

CaseList Cases::outcome(const Compared& compared, bool met) const {
  const Thing& thing = things_.at(compared.thing);
  const Allowed allowed = met ? Allowed{compared.words, false}
                              : Allowed{outside(compared.words, thing.domain), thing.may_be_missing};
  if (allowed.words.empty() && !allowed.missing) return std::vector<Case>{};
  return std::vector<Case>{Case{{compared.thing, allowed}}};
}

CaseList Cases::opaque(ExprId id, bool met) {
  const std::string words = write_expr(tree_, id), name = "met " + words;
  things_.emplace(name, Thing{{TypeKind::YesNo}, id, {0, 1}, false, words});
  const Wide word = met ? 1 : 0;
  return std::vector<Case>{Case{{name, {{{word, word}}, false}}}};
}

Interval Cases::domain_of(ExprId id) const {
  const TypedExpr& typed = program_.exprs[id.value];
  if (typed.type.kind == TypeKind::YesNo) return {0, 1};
  if (is_text(typed.type)) return {0, INT64_MAX};
  if (typed.type.kind == TypeKind::Country) return {0, 26 * 26 - 1};  // two letters
  if (is_named(typed.type)) return {0, static_cast<Wide>(names_of(typed.type, tree_, program_).size()) - 1};
  if (!declared_) return {INT64_MIN, INT64_MAX};
  return {typed.low, typed.high};
}

std::string Cases::name_of(TypeKind type, const std::string& words) {
  return fmt::format("{} {}", static_cast<int>(type), words);
}

// One thing per wording and type: `interest` in points and in bands are two.
std::string Cases::thing_of(ExprId id) {
  const TypedExpr& typed = program_.exprs[id.value];
  const std::string words = write_expr(tree_, id), name = name_of(typed.type.kind, words);
  things_.emplace(name, Thing{typed.type, id, domain_of(id), typed.may_be_missing, words});
  return name;
}

// Words of a bucket are ranges of what it is of.
Cases::Compared Cases::on_subject(ExprId subject, const Words& words) {
  const TypedExpr& typed = program_.exprs[subject.value];
  if (typed.symbol != SymbolKind::Bucket) return {thing_of(subject), words};
  const Bucket& bucket = program_.buckets[typed.index];
  Words ranges;
  for (size_t i = 0; i < bucket.from.size(); ++i) {
    const bool chosen = std::any_of(words.begin(), words.end(),
                                    [&](const Interval& w) { return contains(w, static_cast<Wide>(i)); });
    if (chosen && bucket.from[i] <= bucket.to[i]) ranges.push_back({bucket.from[i], bucket.to[i]});
  }
  const std::string thing = thing_of(std::get<syntax::BucketsDecl>(tree_.decls[bucket.decl].node).subject);
  return {thing, intersect(sorted(std::move(ranges)), {things_.at(thing).domain})};
}

int64_t Cases::text_word(const std::string& text) {
  return texts_.emplace(text, static_cast<int64_t>(texts_.size())).first->second;
}

// The constant in words of the subject's scale; two neighbouring words where it lies between them.
std::optional<Interval> Cases::constant(ExprId id, const Type& subject) {
  const TypedExpr& typed = program_.exprs[id.value];
  if (typed.text) {
    const Wide word = text_word(*typed.text);
    return Interval{word, word};
  }
  if (!typed.word) return std::nullopt;
  const Wide from = scale_of(typed.type), to = scale_of(subject);
  if (to >= from) return Interval{*typed.word * (to / from), *typed.word * (to / from)};
  const Wide step = from / to;
  Wide floor = *typed.word / step;
  if (*typed.word % step != 0 && *typed.word < 0) --floor;
  return Interval{floor, *typed.word % step == 0 ? floor : floor + 1};
}

std::optional<Cases::Compared> Cases::compare(const syntax::BinaryExpr& node) {
  const bool constant_left = program_.exprs[node.left.value].word || program_.exprs[node.left.value].text;
  const ExprId subject = constant_left ? node.right : node.left;
  const TypedExpr& typed = program_.exprs[subject.value];
  if (typed.type.is_list || typed.word || typed.text) return std::nullopt;
  if (typed.type.kind == TypeKind::YesNo && typed.symbol != SymbolKind::Attribute &&
      typed.symbol != SymbolKind::PayloadField)
    return std::nullopt;
  const ExprId other = constant_left ? node.left : node.right;
  if (is_away(program_.exprs[other.value])) return std::nullopt;  // nobody is called that
  const auto value = constant(other, typed.type);
  if (!value) return std::nullopt;
  const BinaryOp op = constant_left ? turned(node.op) : node.op;
  // Of grades the first listed is best: `at least B` asks for a lesser word.
  const bool best_first = typed.type.kind == TypeKind::Grade;
  return on_subject(subject, words_for(best_first ? turned(op) : op, *value, domain_of(subject)));
}

std::optional<Cases::Compared> Cases::compare_member(const syntax::BinaryExpr& node) {
  const TypedExpr& typed = program_.exprs[node.left.value];
  const TypedExpr& right = program_.exprs[node.right.value];
  if (typed.type.is_list || typed.word || typed.text) return std::nullopt;
  Words words;
  if (right.type.kind == TypeKind::Bucket && right.word && !right.type.is_list) {
    const Bucket& bucket = program_.buckets[right.type.ref];
    const auto row = static_cast<size_t>(*right.word);
    if (scale_of(typed.type) != scale_of(bucket.subject) || bucket.from[row] > bucket.to[row])
      return std::nullopt;
    words.push_back({bucket.from[row], bucket.to[row]});
  } else {
    ExprId list = node.right;
    if (right.symbol == SymbolKind::Definition) {
      const auto& decl =
          std::get<syntax::DefineDecl>(tree_.decls[program_.definitions[right.index].decl].node);
      const auto* body = std::get_if<syntax::ExprBody>(&decl.body);
      if (body == nullptr) return std::nullopt;
      list = body->expr;
    }
    const auto* items = std::get_if<syntax::ListExpr>(&tree_.exprs[list].node);
    if (items == nullptr) return std::nullopt;
    for (ExprId item : items->items) {
      const auto value = constant(item, typed.type);
      if (!value) return std::nullopt;
      if (value->low == value->high) words.push_back(*value);
    }
  }
  const Interval domain = domain_of(node.left);
  words = intersect(sorted(std::move(words)), {domain});
  return on_subject(node.left, node.op == BinaryOp::In ? words : outside(words, domain));
}

std::optional<Cases::Compared> Cases::compare_between(const syntax::BetweenExpr& node) {
  const TypedExpr& typed = program_.exprs[node.operand.value];
  if (typed.type.is_list || typed.word || typed.text) return std::nullopt;
  const auto low = constant(node.low, typed.type), high = constant(node.high, typed.type);
  if (!low || !high || typed.type.kind == TypeKind::Grade) return std::nullopt;
  const Interval domain = domain_of(node.operand);
  return on_subject(node.operand, intersect(words_for(BinaryOp::AtLeast, *low, domain),
                                            words_for(BinaryOp::AtMost, *high, domain)));
}

CaseList Cases::comparison(ExprId id, const syntax::BinaryExpr& node, bool met) {
  if (const auto asked = narrowing_.asked_of(node); asked.condition)
    return list(asked.condition, asked.met == met);
  std::optional<Compared> compared;
  if (node.op == BinaryOp::In || node.op == BinaryOp::NotIn)
    compared = compare_member(node);
  else if (node.op >= BinaryOp::Is && node.op <= BinaryOp::AtLeast)
    compared = compare(node);
  return compared ? outcome(*compared, met) : opaque(id, met);
}

CaseList Cases::known(const syntax::KnownExpr& node, bool met) {
  const Compared all = on_subject(node.operand, {domain_of(node.operand)});
  return outcome(all, node.known == met);
}

std::string Cases::witness(const Case& one) const {
  std::vector<std::string> with, without, met;
  for (const auto& [name, allowed] : one) {
    const Thing& thing = things_.at(name);
    const std::string& words = thing.words;
    const std::string quoted = words.find('`') == std::string::npos ? "`" + words + "`" : words;
    if (name.starts_with("met ")) {
      met.push_back(fmt::format("{} is {}met", quoted, allowed.words.front().low == 1 ? "" : "not "));
    } else if (allowed.missing) {
      without.push_back(quoted);
    } else if (is_text(thing.type)) {
      const Wide word = allowed.words.front().low;
      std::string text = "another text";
      for (const auto& [value, number] : texts_)
        if (number == word) text = "\"" + value + "\"";
      with.push_back(fmt::format("{} {}", quoted, text));
    } else {
      with.push_back(fmt::format(
          "{} {}", quoted, write_value(nearest_to_zero(allowed.words.front()), thing.type, tree_, program_)));
    }
  }
  const auto join = [](const std::vector<std::string>& parts) {
    std::string text;
    for (size_t i = 0; i < parts.size(); ++i)
      text += (i == 0 ? "" : i + 1 == parts.size() ? " and " : ", ") + parts[i];
    return text;
  };
  std::string text = "a lead";
  if (!with.empty()) text += " with " + join(with);
  if (!without.empty()) text += (with.empty() ? " without " : ", without ") + join(without);
  if (!met.empty()) text += " for which " + join(met);
  return text;
}

}  // namespace lead::semantics
