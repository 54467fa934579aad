// The snapshot benchmark: leadc's column evaluator and its NDJSON-to-NDJSON scoring, each beside C++ written
// by hand for the one policy, in one run, over the same leads. The outputs must be equal to the byte, or the
// program ends with 1 and no figures.
//
//   bench_snapshot --rows 1000000 --runs 7        the best of the runs of each side, taken in turns
//   bench_snapshot --rows 20000 --runs 1          what `make test` runs: equal bytes, figures mean nothing
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>

#include "compiler/compile/compile.h"
#include "compiler/diagnostics/render.h"
#include "runtime/base/arithmetic.h"
#include "runtime/emit/lead_table_writer.h"
#include "runtime/ingest/lead_reader.h"
#include "tests/bench/snapshot/leads.h"

namespace lead::bench {
namespace {

using Clock = std::chrono::steady_clock;

struct Options {
  size_t rows = 1'000'000;
  int runs = 7;
};

artefact::VerifiedArtefact compile_policy() {
  source::SourceMap sources;
  diagnostics::Sink sink;
  compile::Result result = compile::compile(sources, {LEAD_BENCH_POLICY}, sink);
  if (!result.artefact) {
    fmt::print(stderr, "{}", diagnostics::render_text(sink.sorted(), sources, {}));
    std::exit(1);
  }
  return std::move(*result.artefact);
}

uint32_t attribute_of(const artefact::ArtefactT& artefact, std::string_view name) {
  for (uint32_t i = 0; i < artefact.schema->attributes.size(); ++i) {
    if (artefact.schema->attributes[i]->name == name) return i;
  }
  std::abort();
}

template <class T>
void fill(value::LeadTable& table, uint32_t attribute, const std::vector<T>& words,
          const std::vector<uint64_t>* known) {
  for (size_t row = 0; row < words.size(); ++row) {
    if (known == nullptr || ((*known)[row / 64] >> (row % 64) & 1) != 0)
      table.set_word(attribute, row, words[row]);
  }
}

value::LeadTable table_of(const artefact::ArtefactT& artefact, const LeadColumns& leads) {
  value::LeadTable table(*artefact.schema);
  for (size_t row = 0; row < leads.rows; ++row) table.add_row("");
  const auto at = [&](std::string_view name) { return attribute_of(artefact, name); };
  fill(table, at("industry"), leads.industry, &leads.industry_known);
  fill(table, at("seniority"), leads.seniority, &leads.seniority_known);
  fill(table, at("channel"), leads.channel, nullptr);
  fill(table, at("employees"), leads.employees, &leads.employees_known);
  fill(table, at("revenue"), leads.revenue, &leads.revenue_known);
  fill(table, at("visits"), leads.visits, nullptr);
  fill(table, at("country"), leads.country, &leads.country_known);
  fill(table, at("is_customer"), leads.is_customer, nullptr);
  return table;
}

uint32_t output_register(const artefact::ArtefactT& artefact, artefact::OutputKind kind) {
  for (const auto& output : artefact.outputs) {
    if (output->kind == kind) return output->register_;
  }
  std::abort();
}

// leadc over columns: the whole table, chunk by chunk, into plain columns.
class ColumnScorer {
 public:
  explicit ColumnScorer(const artefact::VerifiedArtefact& artefact)
      : tables_(artefact),
        registers_{artefact->scores[0]->value, output_register(*artefact, artefact::OutputKind::Band),
                   output_register(*artefact, artefact::OutputKind::Grade),
                   output_register(*artefact, artefact::OutputKind::Cell)},
        snapshot_(*artefact, tables_, 0, registers_) {}

  void run(const value::LeadTable& table, Judgement& out) {
    const vm::ColumnPlan& plan = snapshot_.plan();
    for (size_t first = 0; first < table.rows(); first += value::kChunkRows) {
      snapshot_.evaluate(table, first);
      const size_t count = std::min(table.rows() - first, value::kChunkRows);
      const vm::Columns& columns = snapshot_.columns();
      columns.read(plan.place(registers_[0]), kMillion, value::Lane::Short, bytes_);
      std::memcpy(out.interest.data() + first, bytes_, count * sizeof(int16_t));
      int8_t* const narrow[] = {out.band.data(), out.grade.data(), out.cell.data()};
      for (size_t i = 0; i < 3; ++i) {
        columns.read(plan.place(registers_[i + 1]), 1, value::Lane::Byte, bytes_);
        std::memcpy(narrow[i] + first, bytes_, count);
      }
    }
  }
  [[nodiscard]] size_t steps() const { return snapshot_.plan().steps().size(); }

 private:
  vm::Tables tables_;
  std::vector<uint32_t> registers_;
  vm::Snapshot snapshot_;
  alignas(64) std::byte bytes_[value::kChunkRows * sizeof(int16_t)];
};

// leadc from NDJSON to NDJSON, as `leadc score` does it.
class StreamScorer {
 public:
  explicit StreamScorer(const artefact::VerifiedArtefact& artefact)
      : artefact_(*artefact), tables_(artefact), columns_(emit::usual_columns(artefact_)) {}

  void run(std::string_view in, std::string& out) {
    const std::vector<uint32_t> registers = emit::registers_of(artefact_, columns_);
    vm::Snapshot snapshot(artefact_, tables_, 0, registers);
    emit::LeadTableWriter writer(artefact_, columns_, {.format = emit::TableFormat::Ndjson});
    ingest::LeadReader reader(artefact_, {});
    value::LeadTable table(*artefact_.schema);
    const auto settle = [&] {
      snapshot.evaluate(table, 0);
      writer.append_rows(out, table, 0, snapshot, {});
      table.clear();
    };
    uint64_t number = 0;
    while (!in.empty()) {
      const size_t length = in.find('\n');
      if (reader.read(ingest::Line{in.substr(0, length), ++number, false}, table)) std::abort();
      in.remove_prefix(length + 1);
      if (table.rows() == value::kChunkRows) settle();
    }
    if (table.rows() > 0) settle();
  }

 private:
  const artefact::ArtefactT& artefact_;
  vm::Tables tables_;
  std::vector<emit::LeadColumn> columns_;
};

// The best of several runs, in seconds; both sides in turns, so that neither has the warmer machine.
struct Times {
  double ours = 1e9, by_hand = 1e9;
};
Times race(int runs, const std::function<void()>& ours, const std::function<void()>& by_hand) {
  Times best;
  const auto measure = [](const std::function<void()>& run) {
    const auto begin = Clock::now();
    run();
    return std::chrono::duration<double>(Clock::now() - begin).count();
  };
  for (int i = 0; i < runs; ++i) {
    best.ours = std::min(best.ours, measure(ours));
    best.by_hand = std::min(best.by_hand, measure(by_hand));
  }
  return best;
}

void print(const char* what, size_t rows, const Times& times) {
  const auto line = [&](const char* who, double seconds) {
    fmt::print("  {:<10} {:>9.2f} ms {:>9.2f} ns a lead {:>9.2f} M leads a second\n", who, seconds * 1e3,
               seconds * 1e9 / static_cast<double>(rows), static_cast<double>(rows) / seconds / 1e6);
  };
  fmt::print("{}\n", what);
  line("leadc", times.ours);
  line("by hand", times.by_hand);
  fmt::print("  ratio      {:.3f} of the hand-written speed; the same output bytes\n",
             times.by_hand / times.ours);
}

int run(const Options& options) {
  const artefact::VerifiedArtefact artefact = compile_policy();
  const LeadColumns leads = make_leads(options.rows, 1);

  const value::LeadTable table = table_of(*artefact, leads);
  ColumnScorer columns(artefact);
  Judgement ours(leads.rows), by_hand(leads.rows);
  const Times in_memory =
      race(options.runs, [&] { columns.run(table, ours); }, [&] { judge_by_hand(leads, by_hand); });
  if (ours != by_hand) {
    fmt::print(stderr, "columns: the outputs differ\n");
    return 1;
  }

  std::string text = to_ndjson(leads);
  const size_t size = text.size();
  text.resize(size + ingest::LineReader::kPadding);
  const std::string_view in(text.data(), size);
  StreamScorer stream(artefact);
  std::string our_lines, hand_lines;
  our_lines.reserve(size * 2);
  hand_lines.reserve(size * 2);
  const Times streamed = race(
      options.runs,
      [&] {
        our_lines.clear();
        stream.run(in, our_lines);
      },
      [&] {
        hand_lines.clear();
        stream_by_hand(in, hand_lines);
      });
  if (our_lines != hand_lines) {
    const auto at = std::mismatch(our_lines.begin(), our_lines.end(), hand_lines.begin(), hand_lines.end());
    const auto place = static_cast<size_t>(at.first - our_lines.begin());
    fmt::print(stderr, "NDJSON: the outputs differ at byte {}\n  {}\n  {}\n", place,
               our_lines.substr(place - std::min<size_t>(place, 80), 160),
               hand_lines.substr(place - std::min<size_t>(place, 80), 160));
    return 1;
  }
  fmt::print("{} leads, {} steps a chunk, best of {}, one thread; by hand: {}\n", leads.rows, columns.steps(),
             options.runs, LEAD_BENCH_COMPILER);
  print("in memory, columns to columns", leads.rows, in_memory);
  print("NDJSON to NDJSON, in memory", leads.rows, streamed);
  return 0;
}

}  // namespace
}  // namespace lead::bench

int main(int argc, char** argv) {
  lead::bench::Options options;
  for (int i = 1; i + 1 < argc; i += 2) {
    if (std::string_view(argv[i]) == "--rows") options.rows = std::strtoull(argv[i + 1], nullptr, 10);
    if (std::string_view(argv[i]) == "--runs") options.runs = std::atoi(argv[i + 1]);
  }
  return lead::bench::run(options);
}
