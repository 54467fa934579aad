#include <fmt/format.h>

#include "compiler/semantics/pass_problems.h"
#include "compiler/semantics/policy_words.h"

namespace lead::semantics {

using diagnostics::Code;
using diagnostics::Diagnostic;
using diagnostics::Fix;

namespace {

const syntax::BucketsDecl& decl_of(const syntax::SyntaxTree& tree, const Bucket& bucket) {
  return std::get<syntax::BucketsDecl>(tree.decls[bucket.decl].node);
}

// "witness: a lead with `employees` 1000"
std::string bucket_witness(const syntax::SyntaxTree& tree, const Bucket& bucket, const std::string& value) {
  return fmt::format("witness: a lead with `{}` {}", write_expr(tree, decl_of(tree, bucket).subject), value);
}

// Takes `to 1000` off a row, which then goes up to where the next one begins.
Fix leave_out_end(const syntax::SyntaxTree& tree, const syntax::BucketRow& row, const std::string& next) {
  const Span from = tree.exprs[row.from].span, to = tree.exprs[row.to].span;
  return {fmt::format("let `{}` go up to where `{}` begins", row.name.text, next),
          {{{from.file, from.end_byte, to.end_byte}, ""}}};
}

std::string in_bands(const std::vector<std::string>& names) {
  std::vector<std::string> quoted;
  for (const std::string& name : names) quoted.push_back("`" + name + "`");
  return list_words(quoted);
}

}  // namespace

Diagnostic bucket_overlap(const syntax::SyntaxTree& tree, const Program& program, const Bucket& bucket,
                          size_t row, size_t later, Wide witness) {
  const syntax::BucketRow& first = decl_of(tree, bucket).rows[row];
  const syntax::BucketRow& second = decl_of(tree, bucket).rows[later];
  const std::string value = write_value(witness, bucket.subject, tree, program);
  Diagnostic problem = make(Code::BucketOverlap, second.span,
                            fmt::format("{} is both `{}` and `{}`", value, first.name.text, second.name.text),
                            fmt::format("begins with {}", value));
  problem.secondary.push_back(
      {first.span, fmt::format("goes up to {}, both ends included",
                               write_value(bucket.to[row], bucket.subject, tree, program))});
  problem.notes.push_back(bucket_witness(tree, bucket, value));
  if (!first.to) return problem;
  problem.fixes.push_back(leave_out_end(tree, first, second.name.text));
  if (scale_of(bucket.subject) == 1 && witness - 1 >= bucket.from[row]) {
    const std::string end = write_value(witness - 1, bucket.subject, tree, program);
    problem.fixes.push_back(
        {fmt::format("end `{}` at {}", first.name.text, end), {{tree.exprs[first.to].span, end}}});
  }
  return problem;
}

Diagnostic bucket_gap(const syntax::SyntaxTree& tree, const Program& program, const Bucket& bucket,
                      size_t row, size_t later, Wide witness) {
  const syntax::BucketRow& first = decl_of(tree, bucket).rows[row];
  const syntax::BucketRow& second = decl_of(tree, bucket).rows[later];
  const std::string value = write_value(witness, bucket.subject, tree, program);
  Diagnostic problem =
      make(Code::BucketGap, second.span,
           fmt::format("{} is neither `{}` nor `{}`", value, first.name.text, second.name.text),
           fmt::format("begins with {}", write_value(bucket.from[later], bucket.subject, tree, program)));
  problem.secondary.push_back(
      {first.span, fmt::format("ends with {}", write_value(bucket.to[row], bucket.subject, tree, program))});
  problem.notes.push_back(bucket_witness(tree, bucket, value));
  if (first.to) problem.fixes.push_back(leave_out_end(tree, first, second.name.text));
  return problem;
}

Diagnostic bucket_outside(const syntax::SyntaxTree& tree, const Program& program, const Bucket& bucket,
                          bool below, Wide witness, Span declared) {
  const auto& decl = decl_of(tree, bucket);
  const syntax::BucketRow& row = below ? decl.rows.front() : decl.rows.back();
  const std::string value = write_value(witness, bucket.subject, tree, program);
  const std::string end =
      write_value(below ? bucket.from.front() : bucket.to.back(), bucket.subject, tree, program);
  Diagnostic problem = make(Code::BucketOutside, row.span,
                            fmt::format("{} is in none of the bands of `{}`", value, decl.name.text),
                            fmt::format("the {} band {} {}", below ? "lowest" : "highest",
                                        below ? "begins with" : "ends with", end));
  problem.secondary.push_back({declared, fmt::format("may be {}", value)});
  problem.notes.push_back(bucket_witness(tree, bucket, value));
  problem.notes.push_back(fmt::format("`{}` of such a lead is missing", decl.name.text));
  return problem;
}

Diagnostic band_order(Span row, const std::string& name, const std::string& from, Span before,
                      const std::string& before_name, const std::string& before_from) {
  Diagnostic problem =
      make(Code::BandOrder, row,
           fmt::format("`{}` from {} stands after `{}` from {}", name, from, before_name, before_from),
           "does not begin above the band before it");
  problem.secondary.push_back({before, fmt::format("begins with {}", before_from)});
  problem.notes.emplace_back(
      "bands are listed from the lowest to the highest, each with a threshold of its own");
  return problem;
}

Diagnostic band_upside_down(Span row, const std::string& name, const std::string& from,
                            const std::string& to) {
  return make(Code::BandOrder, row, fmt::format("`{}` from {} ends at {}, before it begins", name, from, to),
              "nothing lies between");
}

namespace {

// The row written anew: `hot from 50`, kept as long as before.
Fix rewrite_band(const syntax::ScoreBand& band, std::string title, int64_t from, bool keeps_until) {
  std::string row = fmt::format("{} from {}", write_name(band.name.text), write_points(from));
  if (keeps_until && band.until_below_millionths)
    row += fmt::format(" until below {}", write_points(*band.until_below_millionths));
  return {std::move(title), {{band.span, std::move(row)}}};
}

}  // namespace

Diagnostic lowest_band(const syntax::ScoreBand& band, int64_t floor, Span range) {
  const std::string from = write_points(band.from_millionths), low = write_points(floor);
  const bool above = band.from_millionths > floor;
  Diagnostic problem =
      make(Code::LowestBand, band.span,
           above ? fmt::format("{} points are below the lowest band, `{}` from {}", low, band.name.text, from)
                 : fmt::format("the lowest band, `{}` from {}, begins below the score", band.name.text, from),
           fmt::format("begins with {}", from));
  problem.secondary.push_back({range, fmt::format("the score goes down to {}", low)});
  if (above) problem.notes.push_back(fmt::format("witness: a lead with {} points", low));
  problem.fixes.push_back(
      rewrite_band(band, fmt::format("let `{}` begin at {}", band.name.text, low), floor, true));
  return problem;
}

Diagnostic until_above_from(const syntax::ScoreBand& band) {
  const std::string until = write_points(*band.until_below_millionths),
                    from = write_points(band.from_millionths);
  Diagnostic problem =
      make(Code::UntilBelow, band.span,
           fmt::format("`{}` would be left below {}, above where it begins, {}", band.name.text, until, from),
           fmt::format("kept until below {}, more than {}", until, from));
  problem.notes.push_back(
      fmt::format("witness: a lead with {} points enters the band and leaves it at once", from));
  problem.fixes.push_back(rewrite_band(band, fmt::format("leave it below {}, where it begins", from),
                                       band.from_millionths, false));
  return problem;
}

Diagnostic until_never(const syntax::ScoreBand& band, int64_t floor, Span range) {
  const std::string until = write_points(*band.until_below_millionths);
  Diagnostic problem =
      make(Code::UntilBelow, band.span,
           fmt::format("`{}` would never be left: no score is below {}", band.name.text, until),
           fmt::format("kept until below {}", until));
  problem.secondary.push_back({range, fmt::format("the score goes down to {}", write_points(floor))});
  problem.fixes.push_back(rewrite_band(band, "leave it below where it begins", band.from_millionths, false));
  return problem;
}

Diagnostic threshold_unattained(const syntax::ScoreBand& band, Wide most, const std::string& sum,
                                Span range) {
  const std::string from = write_points(band.from_millionths);
  Diagnostic problem = make(Code::ThresholdUnattained, band.span,
                            fmt::format("nobody attains `{}` from {}: the score goes up to {}",
                                        band.name.text, from, write_points(most)),
                            "no lead is ever in this band");
  if (!range.is_none()) problem.secondary.push_back({range, fmt::format("ends at {}", write_points(most))});
  if (!sum.empty()) problem.notes.push_back(sum);
  return problem;
}

Diagnostic list_not_total(Span name, const std::string& text, Span last_row, const std::string& witness,
                          const std::optional<std::string>& grade_for_the_rest) {
  const bool is_grade = grade_for_the_rest.has_value();
  Diagnostic problem = make(
      Code::ListNotTotal, name,
      fmt::format("`{}` leaves leads without {}", text, is_grade ? "a grade" : "a value"), "no `otherwise`");
  problem.secondary.push_back({last_row, "the last row; add one that ends in `otherwise`"});
  if (!witness.empty()) problem.notes.push_back("witness: " + witness);
  if (witness.empty()) problem.notes.emplace_back("it could not be proved that the rows cover every lead");
  if (is_grade && !grade_for_the_rest->empty()) {
    problem.fixes.push_back({"add a row for all others; put the grade that they get",
                             {{{last_row.file, last_row.end_byte, last_row.end_byte},
                               fmt::format("\n  {} otherwise", *grade_for_the_rest)}}});
  }
  return problem;
}

Diagnostic row_never_reached(Span row, const std::string& name, Span taken_by,
                             const std::string& taken_name) {
  Diagnostic problem = make(Code::RowNeverReached, row, fmt::format("the row `{}` is never reached", name),
                            "no lead comes here");
  if (!taken_by.is_none()) {
    problem.secondary.push_back({taken_by, fmt::format("every lead that would is `{}` already", taken_name)});
    problem.notes.emplace_back("rows are read top-down, the first that is met wins");
  } else {
    problem.notes.emplace_back(
        "rows are read top-down; the rows above, taken together, are met by every lead that would come here");
  }
  return problem;
}

Diagnostic never_met(Span condition, const std::string& what) {
  Diagnostic problem =
      make(Code::NeverMet, condition, fmt::format("the condition of {} can never be met", what),
           "it contradicts itself");
  problem.notes.emplace_back("no value meets all parts of it at once");
  return problem;
}

Diagnostic table_not_total(const syntax::Rule& rule, Span subject, Span last_row,
                           const std::vector<std::string>& left_out, const std::string& type) {
  Diagnostic problem =
      make(Code::TableNotTotal, subject,
           fmt::format("the table of `{}` leaves out {}", rule.name.text, in_bands(left_out)), type);
  problem.secondary.push_back({last_row, "the last row"});
  problem.notes.push_back(fmt::format("witness: {}", in_bands({left_out.front()})));
  Fix fix{"give them no points", {{{last_row.file, last_row.end_byte, last_row.end_byte}, ""}}};
  for (const std::string& name : left_out)
    fix.edits.front().replacement += fmt::format(", {} 0", write_name(name));
  problem.fixes.push_back(std::move(fix));
  return problem;
}

Diagnostic matrix_not_total(const syntax::MatrixDecl& decl, Span span, bool rows,
                            const std::vector<std::string>& left_out, const std::string& row,
                            const std::string& column) {
  const std::string& subject = rows ? decl.row_subject.text : decl.column_subject.text;
  Diagnostic problem =
      make(Code::MatrixNotTotal, span,
           fmt::format("`{}` has no {} for {}", decl.name.text, rows ? "row" : "column", in_bands(left_out)),
           fmt::format("every value of `{}` must have a {}", subject, rows ? "row" : "column"));
  problem.secondary.push_back(
      {rows ? decl.row_subject.span : decl.column_subject.span, rows ? "the rows" : "the columns"});
  problem.notes.push_back(fmt::format("witness: a lead with `{}` {} and `{}` {}", decl.row_subject.text, row,
                                      decl.column_subject.text, column));
  if (left_out.back() == "unrated")
    problem.notes.push_back(fmt::format("`unrated` is for leads whose `{}` is missing", subject));
  return problem;
}

}  // namespace lead::semantics
