// Bands of a value: `bands size of employees { small from 1, mid from 100 }`.
//
// Rows become inclusive ranges of words. Gaps and overlaps are the business of check_coverage.
#include "compiler/semantics/check_expr.h"
#include "compiler/semantics/steps.h"
#include "compiler/semantics/type_rules.h"

namespace lead::semantics {
namespace {

struct Bounds {
  int64_t low = INT64_MIN, high = INT64_MAX;
};

// What the subject can be, as far as its declaration says.
Bounds declared_bounds(const Context& context, const TypedExpr& subject) {
  if (subject.symbol == SymbolKind::Attribute) {
    const artefact::FieldTypeT& type = *context.program.schema.attributes[subject.index]->type;
    return {type.low, type.high};
  }
  if (subject.symbol == SymbolKind::Score) {
    const Score& score = context.program.scores[subject.index];
    return {score.low, score.high};
  }
  if (subject.symbol == SymbolKind::EventSet) return {0, INT64_MAX};  // a count
  return {};
}

bool covers(const Bucket& bucket, const Bounds& bounds) {
  if (bucket.from.empty() || bucket.from.front() > bounds.low || bucket.to.back() < bounds.high) return false;
  for (size_t i = 0; i + 1 < bucket.from.size(); ++i) {
    const bool has_gap = bucket.to[i] != INT64_MAX && bucket.to[i] + 1 < bucket.from[i + 1];
    if (has_gap) return false;
  }
  return true;
}

bool check_rows(Context& context, Bucket& bucket, const syntax::BucketsDecl& decl, const Type& type) {
  const problems::DeclaredAs why{span_of(context, decl.subject),
                                 std::string(context.sources.text(span_of(context, decl.subject))),
                                 describe(type, context.program)};
  bool is_right = true;
  for (const syntax::BucketRow& row : decl.rows) {
    const TypedExpr* from = require_constant(context, row.from, type, why, "where a band begins");
    const TypedExpr* to =
        row.to ? require_constant(context, row.to, type, why, "where a band ends") : nullptr;
    is_right = is_right && from != nullptr && (to != nullptr || row.to.is_none());
    if (!is_right) continue;
    bucket.from.push_back(*from->word);
    bucket.to.push_back(to == nullptr ? INT64_MAX : *to->word);
  }
  if (!is_right) return false;
  for (size_t i = 0; i + 1 < decl.rows.size(); ++i) {
    if (decl.rows[i].to.is_none()) bucket.to[i] = bucket.from[i + 1] - 1;
  }
  return true;
}

}  // namespace

void check_buckets(Context& context) {
  for (uint32_t i = 0; i < context.program.buckets.size(); ++i) {
    const auto& decl = context.decl<syntax::BucketsDecl>(context.program.buckets[i].decl);
    const Scope scope{Program::Derived{SymbolKind::Bucket, i}, std::nullopt};
    const TypedExpr& subject = infer(context, decl.subject, scope);
    if (is_error(subject.type)) continue;
    if (!is_amount(subject.type) && !is_moment(subject.type)) {
      context.sink.add(
          problems::wrong_type(span_of(context, decl.subject), describe(subject.type, context.program),
                               "a number, an amount, a date or an instant", problems::OtherSide{}));
      continue;
    }
    Bucket& bucket = context.program.buckets[i];
    bucket.subject = subject.type;
    if (!check_rows(context, bucket, decl, subject.type)) continue;
    bucket.may_be_missing = subject.may_be_missing || !covers(bucket, declared_bounds(context, subject));
  }
}

}  // namespace lead::semantics
