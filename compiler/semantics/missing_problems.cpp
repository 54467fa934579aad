#include <fmt/format.h>

#include <algorithm>

#include "compiler/semantics/pass_problems.h"
#include "compiler/semantics/policy_words.h"

namespace lead::semantics {

using diagnostics::Code;
using diagnostics::Diagnostic;
using diagnostics::Edit;
using diagnostics::Fix;
using syntax::ExprId;

namespace {

std::string quoted(const std::string& words) {
  return words.starts_with('`') ? words : "`" + words + "`";
}

std::vector<std::string> quoted_words(const std::vector<MissingRead>& reads) {
  std::vector<std::string> words;
  for (const MissingRead& read : reads) words.push_back(quoted(words_of_key(read.key)));
  return words;
}

// "employees is known and industry is known and "
std::string all_known(const std::vector<MissingRead>& reads) {
  std::string text;
  for (const MissingRead& read : reads) text += words_of_key(read.key) + " is known and ";
  return text;
}
std::string any_missing(const std::vector<MissingRead>& reads) {
  std::string text;
  for (const MissingRead& read : reads) text += words_of_key(read.key) + " is missing or ";
  return text;
}

Span at_begin(Span span) {
  return {span.file, span.begin_byte, span.begin_byte};
}
Span at_end(Span span) {
  return {span.file, span.end_byte, span.end_byte};
}

// Writes `before` in front of an expression and puts brackets around both, or around the expression, where
// asked.
Fix put_before(std::string title, Span span, std::string before, bool brackets_around, bool brackets_inside) {
  const std::string close = std::string(brackets_inside ? ")" : "") + (brackets_around ? ")" : "");
  Fix fix{std::move(title),
          {{at_begin(span), (brackets_around ? "(" : "") + before + (brackets_inside ? "(" : "")}}};
  if (!close.empty()) fix.edits.push_back({at_end(span), close});
  return fix;
}

bool is_operator(const syntax::SyntaxTree& tree, ExprId id, syntax::BinaryOp op) {
  const auto* binary = std::get_if<syntax::BinaryExpr>(&tree.exprs[id].node);
  return binary != nullptr && binary->op == op;
}

bool all_have_names(const std::vector<MissingRead>& reads) {
  return std::none_of(reads.begin(), reads.end(),
                      [](const MissingRead& read) { return read.key == kTooMany; });
}

// Where the attribute is declared, for "is optional".
Span declared_at(const syntax::SyntaxTree& tree, const std::string& key) {
  for (const syntax::Decl& decl : tree.decls) {
    const auto* lead = std::get_if<syntax::LeadDecl>(&decl.node);
    if (lead == nullptr || !key.starts_with("lead ")) continue;
    for (const syntax::Field& field : lead->attributes) {
      if (write_name(field.name.text) == words_of_key(key)) return field.name.span;
    }
  }
  return {};
}

// Where each is read, and through which definition; where the attribute is declared optional.
void add_reading_labels(Diagnostic& problem, const syntax::SyntaxTree& tree, const Program& program,
                        const std::vector<MissingRead>& reads, const std::string& effect) {
  for (const MissingRead& read : reads) {
    const std::string words = quoted(words_of_key(read.key));
    if (!read.reader) {
      problem.secondary.push_back({read.site, fmt::format("{} when {} is missing", effect, words)});
    } else {
      const std::string& reader = program.definitions[*read.reader].name;
      problem.secondary.push_back(
          {read.site, fmt::format("{} reads {} here", quoted(write_name(reader)), words)});
    }
    const Span declared = declared_at(tree, read.key);
    if (!declared.is_none()) problem.secondary.push_back({declared, fmt::format("{} may be missing", words)});
  }
}

std::string witness_of(const std::vector<MissingRead>& reads) {
  const MissingRead& read = reads.front();
  const std::string words = quoted(words_of_key(read.key));
  if (is_of_event(read.key)) return fmt::format("witness: an event without {}", words);
  if (read.key.starts_with("value ")) return fmt::format("witness: a lead for which {} is missing", words);
  return fmt::format("witness: a lead without {}", words);
}

}  // namespace

std::string list_words(const std::vector<std::string>& words, const char* last) {
  std::string text;
  for (size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? fmt::format(" {} ", last) : ", ";
    text += words[i];
  }
  return text;
}

Diagnostic met_because_missing(const syntax::SyntaxTree& tree, const Program& program, ExprId culprit,
                               Around around, const std::vector<MissingRead>& reads) {
  const ExprId where = reads.front().where;
  const std::string missing = list_words(quoted_words(reads), "or");
  const Span span = tree.exprs[culprit].span;
  if (!where) {
    Diagnostic problem =
        make(Code::MetBecauseMissing, span, fmt::format("this would be met because {} is missing", missing),
             fmt::format("met when {} is missing", missing));
    add_reading_labels(problem, tree, program, reads, "not met");
    problem.notes.push_back(witness_of(reads));
    problem.notes.emplace_back("say what is meant for such a lead, one of the two repairs");
    if (!all_have_names(reads)) return problem;
    problem.fixes.push_back(
        put_before("not met where it is missing", span, all_known(reads), around == Around::Tight, false));
    problem.fixes.push_back(
        put_before("met where it is missing, too", span, any_missing(reads), around != Around::Free, false));
    return problem;
  }
  const Span clause = tree.exprs[where].span;
  const bool silence = culprit == where;
  Diagnostic problem =
      make(Code::MetBecauseMissing, span,
           silence ? fmt::format("the silence would go on because {} of an event is missing", missing)
                   : fmt::format("this would be met because {} of an event is missing", missing),
           silence ? fmt::format("an event without {} does not break the silence", missing)
                   : fmt::format("met because an event without {} does not count", missing));
  add_reading_labels(problem, tree, program, reads, "the event does not count");
  problem.notes.push_back(witness_of(reads));
  problem.notes.emplace_back("say whether such an event counts, one of the two repairs");
  if (!all_have_names(reads)) return problem;
  problem.fixes.push_back(put_before("it does not count", clause, all_known(reads), false,
                                     is_operator(tree, where, syntax::BinaryOp::Or)));
  problem.fixes.push_back(put_before("it counts", clause, any_missing(reads), false, false));
  return problem;
}

Diagnostic points_may_be_missing(const syntax::SyntaxTree& tree, const Program& program,
                                 const syntax::Rule& rule, ExprId value,
                                 const std::vector<MissingRead>& reads) {
  const std::string missing = list_words(quoted_words(reads), "or");
  const Span span = tree.exprs[value].span;
  Diagnostic problem = make(Code::PointsMayBeMissing, span,
                            fmt::format("`{}` books points from a value that may be missing", rule.name.text),
                            fmt::format("missing when {} is", missing));
  for (const MissingRead& read : reads) {
    if (read.reader) add_reading_labels(problem, tree, program, {read}, "missing");
    const Span declared = declared_at(tree, read.key);
    if (!read.reader && !declared.is_none()) {
      problem.secondary.push_back(
          {declared, fmt::format("{} may be missing", quoted(words_of_key(read.key)))});
    }
  }
  problem.notes.push_back(witness_of(reads));
  problem.fixes.push_back({"no points where it is missing", {{at_end(span), " or else 0"}}});
  if (!all_have_names(reads)) return problem;
  std::string condition = all_known(reads);
  if (const auto* each = std::get_if<syntax::EachTrigger>(&rule.trigger)) {
    if (each->where) {
      problem.fixes.push_back(put_before("no booking where it is missing", tree.exprs[each->where].span,
                                         condition, false,
                                         is_operator(tree, each->where, syntax::BinaryOp::Or)));
    } else {
      condition.resize(condition.size() - std::string_view(" and ").size());
      problem.fixes.push_back(
          {"no booking where it is missing", {{at_end(each->event.span), " where " + condition}}});
    }
  }
  return problem;
}

}  // namespace lead::semantics
