#include "compiler/semantics/case_links.h"

#include <algorithm>

#include "compiler/semantics/policy_words.h"

namespace lead::semantics {
namespace {

constexpr int kMaxLinkRounds = 8;

class Links {
 public:
  Links(const syntax::SyntaxTree& tree, const Program& program, Case one)
      : tree_(tree), program_(program), case_(std::move(one)) {}

  bool are_possible() {
    for (int round = 0; round < kMaxLinkRounds; ++round) {
      has_narrowed_ = false;
      for (const Matrix& matrix : program_.matrices) {
        if (!follow(matrix)) return false;
      }
      for (const Score& score : program_.scores) {
        if (!follow(score)) return false;
      }
      if (!has_narrowed_) break;
    }
    return true;
  }

 private:
  struct Side {         // the rows or the columns of a matrix
    std::string thing;  // as cases call it
    bool of_ranges;     // a bucket: cases speak of what it is of, in ranges
    const Bucket* bucket = nullptr;
    bool has_unrated = false;
    uint32_t count = 0;  // with `unrated`
  };

  [[nodiscard]] Side side(SymbolKind symbol, uint32_t index, const Type& type, uint32_t count,
                          bool unrated) const {
    switch (symbol) {
      case SymbolKind::Score:
        return {Cases::name_of(type.kind, write_name(program_.scores[index].name)), false, nullptr, unrated,
                count};
      case SymbolKind::Grade:
        return {Cases::name_of(type.kind, write_name(program_.grades[index].name)), false, nullptr, unrated,
                count};
      case SymbolKind::Bucket: {
        const Bucket& bucket = program_.buckets[index];
        const auto& decl = std::get<syntax::BucketsDecl>(tree_.decls[bucket.decl].node);
        return {Cases::name_of(bucket.subject.kind, write_expr(tree_, decl.subject)), true, &bucket, unrated,
                count};
      }
      default:
        return {Cases::name_of(type.kind, write_name(program_.schema.attributes[index]->name)), false,
                nullptr, unrated, count};
    }
  }

  // Whether the place of a row or column is still open.
  [[nodiscard]] bool is_open(const Side& side, uint32_t place) const {
    const auto found = case_.find(side.thing);
    if (found == case_.end()) return true;
    if (side.has_unrated && place + 1 == side.count)
      return found->second.missing || side.of_ranges;  // what lies in no range has no bucket
    const Interval words =
        side.of_ranges ? Interval{side.bucket->from[place], side.bucket->to[place]} : Interval{place, place};
    return !Cases::common(found->second.words, {words}).empty();
  }

  // Keeps the places of `open`. Buckets are left as they are.
  bool keep(const Side& side, const std::vector<bool>& open) {
    if (side.of_ranges) return true;
    Allowed allowed;
    for (uint32_t place = 0; place < side.count; ++place) {
      if (!open[place]) continue;
      if (side.has_unrated && place + 1 == side.count)
        allowed.missing = true;
      else
        allowed.words.push_back({place, place});
    }
    return narrow(side.thing, allowed);
  }

  bool narrow(const std::string& thing, const Allowed& to) {
    const auto [found, is_new] = case_.emplace(thing, to);
    Allowed& now = found->second;
    if (is_new) {
      has_narrowed_ = true;
    } else {
      Words words = Cases::common(now.words, to.words);
      const bool missing = now.missing && to.missing;
      has_narrowed_ = has_narrowed_ || words != now.words || missing != now.missing;
      now = {std::move(words), missing};
    }
    return !now.words.empty() || now.missing;
  }

  bool follow(const Matrix& matrix) {
    const auto cell = case_.find(Cases::name_of(TypeKind::Cell, write_name(matrix.name)));
    if (cell == case_.end()) return true;
    const Side row =
        side(matrix.row_symbol, matrix.row_index, matrix.row, matrix.row_count, matrix.row_unrated);
    const Side column = side(matrix.column_symbol, matrix.column_index, matrix.column, matrix.column_count,
                             matrix.column_unrated);
    std::vector<bool> rows(row.count), columns(column.count), cells(matrix.cells.size());
    for (uint32_t r = 0; r < row.count; ++r) {
      for (uint32_t c = 0; c < column.count; ++c) {
        const uint32_t word = matrix.table[r * column.count + c];
        if (!is_open(row, r) || !is_open(column, c) ||
            Cases::common(cell->second.words, {{word, word}}).empty())
          continue;
        rows[r] = columns[c] = cells[word] = true;
      }
    }
    Allowed left{{}, cell->second.missing};
    for (uint32_t word = 0; word < cells.size(); ++word)
      if (cells[word]) left.words.push_back({word, word});
    const std::string thing = cell->first;
    if (left.missing) return narrow(thing, left);
    return narrow(thing, left) && keep(row, rows) && keep(column, columns);
  }

  // A band is kept down to its `until below`, and ends where the next one begins. With thresholds by segment:
  // the widest of them.
  bool follow(const Score& score) {
    const std::string name = write_name(score.name);
    const auto band = case_.find(Cases::name_of(TypeKind::Band, name));
    const std::string points = Cases::name_of(TypeKind::Points, name);
    if (band == case_.end() || !case_.contains(points)) return true;
    const auto& bands = std::get<syntax::ScoreDecl>(tree_.decls[score.decl].node).bands;
    Allowed left{{}, true}, held{{}, band->second.missing};
    for (uint32_t b = 0; b < bands.size(); ++b) {
      Interval reach{bands[b].until_below_millionths.value_or(bands[b].from_millionths), score.high};
      if (b + 1 < bands.size()) reach.high = bands[b + 1].from_millionths - 1;
      for (const Segment& segment : score.segments) {
        reach.low = std::min<Wide>(reach.low, segment.until[b]);
        if (b + 1 < bands.size()) reach.high = std::max<Wide>(reach.high, segment.from[b + 1] - 1);
      }
      if (b == 0) reach.low = score.low;
      if (reach.low > reach.high || Cases::common(band->second.words, {{b, b}}).empty()) continue;
      if (Cases::common(case_.at(points).words, {reach}).empty()) continue;
      held.words.push_back({b, b});
      left.words.push_back(reach);
    }
    const std::string thing = band->first;
    return narrow(points, {joined(left.words), true}) && narrow(thing, held);
  }

  // Bands reach into each other where one is kept.
  static Words joined(Words words) {
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

  const syntax::SyntaxTree& tree_;
  const Program& program_;
  Case case_;
  bool has_narrowed_ = false;
};

}  // namespace

bool is_possible(const syntax::SyntaxTree& tree, const Program& program, const Case& one) {
  return Links(tree, program, one).are_possible();
}

}  // namespace lead::semantics
