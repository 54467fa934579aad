// What is observed and what is explained: registers exist, and whatever indexes a list of names stays inside
// it.
#include <algorithm>

#include "runtime/artefact/verify_parts.h"
#include "runtime/base/limits.h"

namespace lead::artefact {

namespace {

// Values that a list of names is asked with.
bool stays_below(const WordRange& range, size_t count) {
  return range.low >= 0 && range.high < static_cast<int64_t>(count);
}

class Explanations {
 public:
  Explanations(const ArtefactT& artefact, Judge& judge)
      : artefact_(artefact), judge_(judge), ranges_(word_ranges(*artefact.derived, artefact)) {}

  void latches() {
    for (size_t i = 0; i < artefact_.latches.size(); ++i)
      word(artefact_.latches[i]->score, place("latch", i));
  }

  void output(const OutputT& output, std::string_view where) {
    judge_.require(output.kind <= OutputKind::MAX, where, "an unknown kind of output");
    texts({&output.block, &output.title}, where);
    named(output.register_, output.names, where);
    judge_.require(is_none_or_below(output.value, artefact_.derived->words), where,
                   "its value does not exist");
    judge_.require(output.kind != OutputKind::Band || output.value >= 0, where, "a band without its score");
    judge_.require(is_none_or_below(output.latch, artefact_.latches.size()), where,
                   "its latch does not exist");
  }

  void rule(const RuleT& rule, std::string_view where) {
    texts({&rule.name, &rule.title, &rule.text}, where);
    judge_.require(rule.score < artefact_.scores.size(), where, "its score does not exist");
  }

  void part(const PartT& part, const ScoreT& score, std::string_view where) {
    judge_.require(part.rule < artefact_.rules.size(), where, "the rule of a part does not exist");
    judge_.require(is_none_or_below(part.plus, artefact_.ledgers.size()) &&
                       is_none_or_below(part.minus, artefact_.ledgers.size()),
                   where, "the ledger of a part does not exist");
    judge_.require(is_none_or_below(part.group, score.groups.size()), where,
                   "the group of a part does not exist");
    judge_.require(part.at_most >= -1, where, "a part shows at most a negative number");
    word(part.raw, where);
    word(part.shown, where);
    for (const uint32_t condition : part.conditions)
      judge_.require(condition < artefact_.explains.size(), where, "a condition of a part does not exist");
  }

  void group(const GroupT& group, const ScoreT& score, std::string_view where) {
    for (const uint32_t index : group.parts)
      judge_.require(index < score.parts.size(), where, "a group of no part");
    judge_.require(group.at_most >= 0, where, "a group shows at most a negative number");
    texts({&group.text}, where);
    word(group.raw, where);
    word(group.shown, where);
  }

  void score(const ScoreT& score, std::string_view where) {
    texts({&score.name, &score.title}, where);
    judge_.require(score.low <= score.high, where, "its range is empty");
    judge_.require(is_none_or_below(score.balance, artefact_.balances.size()), where,
                   "its balance does not exist");
    judge_.require(!score.running || score.balance >= 0, where, "it runs without a balance");
    word(score.value, where);
    word(score.sum, where);
    for (const auto& item : score.parts) part(*item, score, where);
    for (const auto& item : score.groups) group(*item, score, where);
    for (const uint32_t threshold : score.thresholds) word(threshold, where);
    thresholds(score, where);
    if (!judge_.require(is_none_or_below(score.latch, artefact_.latches.size()), where,
                        "its latch does not exist"))
      return;
    if (score.latch < 0) return;
    if (!judge_.require(score.names < artefact_.schema->name_lists.size(), where, "its bands have no names"))
      return;
    judge_.require(artefact_.latches[static_cast<size_t>(score.latch)]->from.size() <=
                       artefact_.schema->name_lists[score.names]->names.size(),
                   where, "it has more bands than names");
  }

  // Thresholds that depend on the lead have no latch of their own.
  void thresholds(const ScoreT& score, std::string_view where) {
    if (score.thresholds.empty()) return;
    if (!judge_.require(score.names < artefact_.schema->name_lists.size(), where, "its bands have no names"))
      return;
    judge_.require(score.thresholds.size() == artefact_.schema->name_lists[score.names]->names.size(), where,
                   "its thresholds and its bands do not pair up");
  }

  void grade(const GradeT& grade, std::string_view where) {
    texts({&grade.name, &grade.title}, where);
    if (!named(grade.register_, grade.names, where)) return;
    judge_.require(is_none_or_below(grade.start, artefact_.schema->name_lists[grade.names]->names.size()),
                   where, "it starts at a grade that does not exist");
    judge_.require(is_none_or_below(grade.rated, artefact_.explains.size()), where,
                   "what makes it rated does not exist");
    judge_.require(is_none_or_below(grade.score, artefact_.scores.size()), where, "its points do not exist");
    for (const auto& row : grade.rows) {
      judge_.require(row->kind <= artefact::GradeRowKind::MAX, where, "a row of an unknown kind");
      judge_.require(row->kind != artefact::GradeRowKind::Member ||
                         (row->amount >= 0 && row->amount < static_cast<int64_t>(artefact_.outputs.size())),
                     where, "a row shows a grade that is not there");
      judge_.require(row->grade < artefact_.schema->name_lists[grade.names]->names.size(), where,
                     "a row gives a grade that does not exist");
      judge_.require(is_none_or_below(row->condition, artefact_.explains.size()), where,
                     "the condition of a row does not exist");
      texts({&row->text}, where);
    }
  }

  void matrix(const MatrixT& matrix, std::string_view where) {
    texts({&matrix.name, &matrix.title}, where);
    if (!named(matrix.register_, matrix.names, where)) return;
    for (const MatrixSideT* side : {matrix.row.get(), matrix.column.get()}) {
      texts({&side->block}, where);
      typed_word(side->register_, *side->type, where);
      if (!judge_.fine()) return;
    }
    for (const uint32_t cell : matrix.cells) {
      judge_.require(cell < artefact_.schema->name_lists[matrix.names]->names.size(), where,
                     "one of its cells does not exist");
    }
  }

  void definition(const DefinitionT& definition, std::string_view where) {
    texts({&definition.name, &definition.title, &definition.owner, &definition.because}, where);
    judge_.require(definition.explain < artefact_.explains.size(), where, "its condition does not exist");
  }

  void explain(const ExplainT& explain, size_t index, std::string_view where) {
    judge_.require(explain.kind <= ExplainKind::MAX, where, "an unknown kind");
    texts({&explain.text}, where);
    for (const uint32_t child : explain.children) {
      if (!judge_.require(child < index, where, "it contains what stands behind it")) return;
    }
    measure(explain, where);
    if (explain.is_text) {
      check_field_type(*explain.type, *artefact_.schema, where, judge_);
      judge_.require(explain.register_ < artefact_.derived->texts, where, "its text does not exist");
    } else {
      typed_word(explain.register_, *explain.type, where);
    }
  }

 private:
  // Explanations are shared and told as trees: one that unfolds without end would never be told to its end.
  void measure(const ExplainT& explain, std::string_view where) {
    Extent extent{1, 1};
    for (const uint32_t child : explain.children) {
      extent.nodes += extents_[child].nodes;
      extent.depth = std::max(extent.depth, extents_[child].depth + 1);
      if (!judge_.require_within(extent.nodes <= limits::kMaxItems, where, "it is too long to be told"))
        return;
    }
    judge_.require_within(extent.depth <= 2 * limits::kMaxNesting, where, "it is nested too deep");
    extents_.push_back(extent);
  }

  void typed_word(uint32_t index, const FieldTypeT& type, std::string_view where) {
    check_field_type(type, *artefact_.schema, where, judge_);
    if (!judge_.fine() || !word(index, where)) return;
    const auto names = name_count(type, *artefact_.schema);
    judge_.require(!names || stays_below(ranges_[index], *names), where,
                   "its value can be none of its names");
  }

  bool word(uint32_t index, std::string_view where) {
    return judge_.require(index < artefact_.derived->words, where, "a value of it does not exist");
  }

  bool named(uint32_t index, uint32_t names, std::string_view where) {
    if (!judge_.require(names < artefact_.schema->name_lists.size(), where, "its names do not exist"))
      return false;
    if (!word(index, where)) return false;
    return judge_.require(stays_below(ranges_[index], artefact_.schema->name_lists[names]->names.size()),
                          where, "its value can be none of its names");
  }

  void texts(std::initializer_list<const std::string*> list, std::string_view where) {
    for (const std::string* text : list) judge_.require(is_utf8(*text), where, "a text is not UTF-8");
  }

  struct Extent {
    size_t nodes, depth;
  };
  const ArtefactT& artefact_;
  Judge& judge_;
  std::vector<WordRange> ranges_;
  std::vector<Extent> extents_;  // of the explanations seen so far
};

template <class T, class Visit>
void each(const std::vector<std::unique_ptr<T>>& list, std::string_view name, Judge& judge,
          const Visit& visit) {
  for (size_t i = 0; i < list.size() && judge.fine(); ++i) visit(*list[i], i, place(name, i));
}

}  // namespace

void check_outputs(const ArtefactT& artefact, Judge& judge) {
  Explanations explanations(artefact, judge);
  explanations.latches();
  each(artefact.outputs, "output", judge,
       [&](const auto& o, size_t, const auto& at) { explanations.output(o, at); });
}

void check_explanations(const ArtefactT& artefact, Judge& judge) {
  Explanations explanations(artefact, judge);
  each(artefact.rules, "rule", judge,
       [&](const auto& r, size_t, const auto& at) { explanations.rule(r, at); });
  each(artefact.scores, "score", judge,
       [&](const auto& s, size_t, const auto& at) { explanations.score(s, at); });
  each(artefact.grades, "grade", judge,
       [&](const auto& g, size_t, const auto& at) { explanations.grade(g, at); });
  each(artefact.matrices, "matrix", judge,
       [&](const auto& m, size_t, const auto& at) { explanations.matrix(m, at); });
  each(artefact.definitions, "definition", judge,
       [&](const auto& d, size_t, const auto& at) { explanations.definition(d, at); });
  each(artefact.explains, "explanation", judge,
       [&](const auto& e, size_t i, const auto& at) { explanations.explain(e, i, at); });
}

}  // namespace lead::artefact
