// leadc score: the leads of a spreadsheet or an export, each judged as it stands.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "cli/output.h"
#include "cli/policy.h"
#include "cli/score_options.h"
#include "runtime/base/text.h"
#include "runtime/emit/lead_table_writer.h"
#include "runtime/emit/score_summary.h"
#include "runtime/ingest/lead_reader.h"
#include "runtime/vm/execute.h"
#include "workbench/why/reasons.h"

namespace lead::cli {
namespace {

using emit::TableFormat;

bool has_extension(std::string_view path, std::initializer_list<std::string_view> endings) {
  if (path.ends_with(".gz")) path.remove_suffix(3);
  for (const std::string_view ending : endings) {
    if (path.ends_with(ending)) return true;
  }
  return false;
}
bool is_json_name(std::string_view path) {
  return has_extension(path, {".ndjson", ".jsonl", ".json"});
}

// Rules that book when something happens: nothing has happened to the leads of an export.
void tell_unseen(const artefact::ArtefactT& artefact) {
  std::set<int32_t> seen;
  std::string names;
  for (const auto& reaction : artefact.reactions) {
    if (reaction->rule < 0 || !seen.insert(reaction->rule).second) continue;
    names += fmt::format("{}{}", names.empty() ? "" : ", ",
                         artefact.rules[static_cast<size_t>(reaction->rule)]->name);
  }
  if (!names.empty())
    complain(fmt::format("an export does not say what leads did: {} {} events and {} no points here: {}",
                         seen.size(), seen.size() == 1 ? "rule counts" : "rules count",
                         seen.size() == 1 ? "gives" : "give", names));
  if (!artefact.windows.empty() || !artefact.marks.empty())
    complain("conditions about the past are judged as if nothing had happened; `leadc run` knows the past");
}

class Scorer {
 public:
  Scorer(const artefact::VerifiedArtefact& artefact, const ScoreOptions& options)
      : artefact_(*artefact),
        options_(options),
        tables_(artefact),
        table_(*artefact_.schema),
        summary_(artefact_),
        trace_(artefact_, "") {}

  int run();

 private:
  const artefact::ArtefactT& artefact_;
  const ScoreOptions& options_;
  vm::Tables tables_;
  value::LeadTable table_;
  emit::ScoreSummary summary_;
  why::Trace trace_;  // of nothing: an export has no past
  std::vector<emit::LeadColumn> columns_;
  std::vector<uint32_t> registers_;
  int64_t at_ms_ = 0;
  std::optional<vm::Snapshot> snapshot_;
  std::optional<emit::LeadTableWriter> writer_;
  OutputFile out_, rejects_;
  bool rejects_as_json_ = false;
  char delimiter_ = ',';
  vm::Registers row_registers_;

  bool take_columns();
  bool take_instant();
  bool open_outputs(bool from_json, char delimiter, bool mark);
  int read_csv(ingest::LeadReader& reader, const ingest::CsvOptions& csv);
  int read_json(ingest::LeadReader& reader);
  void reject(const ingest::RejectedRow& rejected, uint64_t row);
  void score_rows();
  int finish(const ingest::LeadReader& reader, const std::optional<ingest::InputError>& trouble);
  std::string why_of(size_t row);
};

bool Scorer::take_columns() {
  columns_ = emit::usual_columns(artefact_);
  if (!options_.columns.empty()) {
    auto chosen = emit::chosen_columns(artefact_, options_.columns);
    if (const auto* unknown = std::get_if<std::string>(&chosen)) {
      complain(fmt::format("--columns names `{}`, which the policy does not have", *unknown));
      return false;
    }
    columns_ = std::move(std::get<std::vector<emit::LeadColumn>>(chosen));
  }
  registers_ = emit::registers_of(artefact_, columns_);
  if (options_.summary) {
    for (const auto& output : artefact_.outputs) registers_.push_back(output->register_);
  }
  std::sort(registers_.begin(), registers_.end());
  registers_.erase(std::unique(registers_.begin(), registers_.end()), registers_.end());
  return true;
}

bool Scorer::take_instant() {
  if (options_.at) {
    const auto at = read_instant_option(*options_.at, "--at", artefact_);
    at_ms_ = at.value_or(0);
    return at.has_value();
  }
  if (!vm::reads_the_clock(artefact_, registers_)) return true;
  complain("the policy asks how long ago something was; say as of when: --at 2026-12-07");
  return false;
}

bool Scorer::open_outputs(bool from_json, char delimiter, bool mark) {
  emit::TableStyle style;
  const std::string_view out = options_.out ? std::string_view(*options_.out) : std::string_view();
  const bool as_json = options_.format.empty()
                           ? is_json_name(out) || (from_json && !has_extension(out, {".csv"}))
                           : options_.format == "ndjson";
  style.format = options_.format == "table" ? TableFormat::Table
                 : as_json                  ? TableFormat::Ndjson
                                            : TableFormat::Csv;
  style.delimiter = from_json ? ',' : delimiter;
  style.decimal = options_.decimal.front();
  style.mark = mark;
  style.why = options_.why;
  if (!are_apart({options_.policy, options_.leads},
                 {options_.out.value_or("-"), options_.rejects.value_or("-")}))
    return false;
  if (!out_.open(options_.out.value_or("-"))) return false;
  if (options_.rejects && !rejects_.open(*options_.rejects)) return false;
  rejects_as_json_ = options_.rejects && is_json_name(*options_.rejects);
  if (rejects_.is_open() && !rejects_as_json_)
    rejects_.text += fmt::format("row{0}column{0}reason{0}text{0}detail\r\n", style.delimiter);
  delimiter_ = style.delimiter;
  snapshot_.emplace(artefact_, tables_, at_ms_, registers_);
  writer_.emplace(artefact_, columns_, style);
  writer_->append_header(out_.text);
  return true;
}

void Scorer::reject(const ingest::RejectedRow& rejected, uint64_t row) {
  summary_.set_aside(rejected.reason);
  if (!rejects_.is_open()) return;
  std::string& out = rejects_.text;
  if (rejects_as_json_) {
    out += fmt::format("{{\"row\":{},\"column\":", row);
    append_json(out, rejected.column);
    out += fmt::format(",\"reason\":\"{}\",\"code\":\"L{:04}\",\"text\":", reason_word(rejected.reason),
                       reason_code(rejected.reason));
    append_json(out, reason_text(rejected.reason));
    out += ",\"detail\":";
    append_json(out, rejected.detail);
    out += "}\n";
  } else {
    out += fmt::format("{}", row);
    for (const std::string_view text : {std::string_view(rejected.column), reason_word(rejected.reason),
                                        reason_text(rejected.reason), std::string_view(rejected.detail)}) {
      out.push_back(delimiter_);
      emit::append_csv_cell(out, text, delimiter_, true);
    }
    out += "\r\n";
  }
  rejects_.settle();
}

std::string Scorer::why_of(size_t row) {
  const vm::SnapshotRow source(tables_, table_, row, at_ms_);
  row_registers_.resize(*artefact_.derived);
  vm::execute(*artefact_.derived, source, row_registers_);
  engine::LeadSnapshot lead;
  lead.lead = table_.lead(row);
  lead.at_ms = lead.born_ms = at_ms_;
  lead.words = row_registers_.words;
  lead.words_known = row_registers_.words_known;
  lead.texts = row_registers_.texts;
  lead.texts_known = row_registers_.texts_known;
  lead.attribute_known.resize(artefact_.schema->attributes.size());
  lead.attribute_words.resize(lead.attribute_known.size());
  lead.attribute_texts.resize(lead.attribute_known.size());
  return why::reasons(why::tell(artefact_, lead, trace_));
}

// Judges and writes the rows of the table, a chunk, and empties it.
void Scorer::score_rows() {
  if (table_.rows() == 0) return;
  snapshot_->evaluate(table_, 0);
  if (options_.summary) summary_.scored(table_.rows(), *snapshot_);
  std::vector<std::string> whys;
  for (size_t row = 0; options_.why && row < table_.rows(); ++row) whys.push_back(why_of(row));
  writer_->append_rows(out_.text, table_, 0, *snapshot_, whys);
  out_.settle();
  table_.clear();
}

int Scorer::read_csv(ingest::LeadReader& reader, const ingest::CsvOptions& csv) {
  auto opened = ingest::CsvReader::open(options_.leads, csv);
  if (const auto* error = std::get_if<ingest::InputError>(&opened)) {
    complain(error->message);
    return kWrongUse;
  }
  ingest::CsvReader& rows = std::get<ingest::CsvReader>(opened);
  ingest::CsvRow row;
  bool has_header = false;
  while (!has_header && rows.next(row)) has_header = !row.cells.empty();
  if (!has_header) {
    complain(fmt::format("`{}` has no header: its first row must name the columns", options_.leads));
    return kWrongUse;
  }
  if (const auto mistake = reader.take_header(row.cells)) {
    complain(fmt::format("`{}`: {}", options_.leads, *mistake));
    return kWrongUse;
  }
  if (!open_outputs(false, rows.delimiter(), rows.has_mark())) return kWrongUse;
  Progress progress(options_.common);
  while (rows.next(row)) {
    if (row.cells.empty()) continue;
    if (const auto rejected = reader.read(row, table_)) reject(*rejected, row.number);
    if (table_.rows() < value::kChunkRows) continue;
    score_rows();
    progress.tell(row.number, rows.bytes_read());
  }
  return finish(reader, rows.trouble());
}

int Scorer::read_json(ingest::LeadReader& reader) {
  auto opened = ingest::LineReader::open(options_.leads);
  if (const auto* error = std::get_if<ingest::InputError>(&opened)) {
    complain(error->message);
    return kWrongUse;
  }
  ingest::LineReader& lines = std::get<ingest::LineReader>(opened);
  if (!open_outputs(true, ',', false)) return kWrongUse;
  Progress progress(options_.common);
  ingest::Line line;
  while (lines.next(line)) {
    if (!line.too_long && line.text.find_first_not_of(" \t") == std::string_view::npos) continue;
    if (const auto rejected = reader.read(line, table_)) reject(*rejected, line.number);
    if (table_.rows() < value::kChunkRows) continue;
    score_rows();
    progress.tell(line.number, lines.bytes_read());
  }
  return finish(reader, lines.trouble());
}

int Scorer::finish(const ingest::LeadReader& reader, const std::optional<ingest::InputError>& trouble) {
  score_rows();
  const bool written = out_.close();  // the result first, then the talk about it
  if (!rejects_.close() || !written) return kWrongUse;
  if (trouble) complain(trouble->message);
  if (!options_.common.quiet && !reader.unknown_columns().empty())
    complain(fmt::format("columns that the policy does not know are left out: {}",
                         fmt::join(reader.unknown_columns(), ", ")));
  // The result has standard output for itself where nobody gave it a file.
  if (options_.summary)
    fmt::print(options_.out ? stdout : stderr, "{}", summary_.text());
  else if (!options_.common.quiet && summary_.set_aside_count() > 0)
    complain(fmt::format("{} rows were set aside; --rejects FILE lists them, --summary counts the reasons",
                         summary_.set_aside_count()));
  return trouble ? kFindings : kFine;
}

int Scorer::run() {
  if (!take_columns() || !take_instant()) return kWrongUse;
  const auto csv = csv_options(options_);
  const auto zone = zone_option(options_, artefact_);
  if (!csv || !zone) return kWrongUse;
  auto reading = reader_options(options_, *zone);
  if (!reading) return kWrongUse;
  ingest::LeadReader reader(artefact_, std::move(*reading));
  if (const auto mistake = reader.check_mapping()) {
    complain(*mistake);
    return kWrongUse;
  }
  if (!options_.common.quiet) tell_unseen(artefact_);
  const bool from_json = options_.from.empty() ? is_json_name(options_.leads) : options_.from == "ndjson";
  return from_json ? read_json(reader) : read_csv(reader, *csv);
}

}  // namespace

int run_score(const ScoreOptions& options) {
  const LoadedPolicy policy = load_policy(options.policy, options.common);
  if (!policy.artefact) return policy.exit_code;
  return Scorer(*policy.artefact, options).run();
}

}  // namespace lead::cli
