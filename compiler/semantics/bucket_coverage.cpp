#include "compiler/semantics/bucket_coverage.h"

#include <algorithm>

#include "compiler/semantics/pass_problems.h"
#include "compiler/semantics/policy_words.h"

namespace lead::semantics {

namespace {

// Whether each row begins above the one before it and ends after it begins; what does not is reported.
bool rows_increase(const syntax::SyntaxTree& tree, const Program& program, const Bucket& bucket,
                   diagnostics::Sink& sink) {
  const auto& rows = std::get<syntax::BucketsDecl>(tree.decls[bucket.decl].node).rows;
  const auto write = [&](int64_t word) { return write_value(word, bucket.subject, tree, program); };
  bool in_order = true;
  for (size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].to && bucket.to[i] < bucket.from[i]) {
      sink.add(band_upside_down(rows[i].span, rows[i].name.text, write(bucket.from[i]), write(bucket.to[i])));
      in_order = false;
    }
    if (i > 0 && bucket.from[i] <= bucket.from[i - 1]) {
      sink.add(band_order(rows[i].span, rows[i].name.text, write(bucket.from[i]), rows[i - 1].span,
                          rows[i - 1].name.text, write(bucket.from[i - 1])));
      in_order = false;
    }
  }
  return in_order;
}

// The range that the policy declares for the subject, if it is an attribute that has one.
const syntax::Field* declared_field(const syntax::SyntaxTree& tree, const Program& program,
                                    syntax::ExprId subject) {
  const TypedExpr& typed = program.exprs[subject.value];
  if (typed.symbol != SymbolKind::Attribute) return nullptr;
  const std::string& name = program.schema.attributes[typed.index]->name;
  for (const syntax::Decl& decl : tree.decls) {
    const auto* lead = std::get_if<syntax::LeadDecl>(&decl.node);
    if (lead == nullptr) continue;
    const auto found = std::find_if(lead->attributes.begin(), lead->attributes.end(),
                                    [&](const auto& f) { return f.name.text == name; });
    if (found != lead->attributes.end()) return &*found;
  }
  return nullptr;
}

}  // namespace

void cover_bucket(const syntax::SyntaxTree& tree, const Program& program, const Bucket& bucket,
                  diagnostics::Sink& sink) {
  const auto& decl = std::get<syntax::BucketsDecl>(tree.decls[bucket.decl].node);
  if (bucket.from.empty() || bucket.from.size() != decl.rows.size() ||
      !rows_increase(tree, program, bucket, sink))
    return;
  for (size_t i = 1; i < decl.rows.size(); ++i) {
    const Wide end = bucket.to[i - 1], begin = bucket.from[i];
    if (end >= begin) sink.add(bucket_overlap(tree, program, bucket, i - 1, i, begin));
    if (end + 1 >= begin) continue;
    // In the middle, so that the witness is plainly between the two; of whole numbers the first that is left
    // out.
    const Wide witness = scale_of(bucket.subject) == 1 ? end + 1 : end + (begin - end) / 2;
    sink.add(bucket_gap(tree, program, bucket, i - 1, i, witness));
  }
  const TypedExpr& subject = program.exprs[decl.subject.value];
  const syntax::Field* field = declared_field(tree, program, decl.subject);
  if (field == nullptr) return;
  if (field->low && subject.low < bucket.from.front()) {
    sink.add(bucket_outside(tree, program, bucket, true, subject.low, field->name.span));
  }
  if (field->high && subject.high > bucket.to.back()) {
    sink.add(bucket_outside(tree, program, bucket, false, subject.high, field->name.span));
  }
}

}  // namespace lead::semantics
