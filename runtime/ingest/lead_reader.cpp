#include "runtime/ingest/lead_reader.h"

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>
#include <fmt/format.h>

#include <algorithm>
#include <deque>

#include "runtime/base/limits.h"
#include "runtime/base/text.h"
#include "runtime/ingest/encoding.h"
#include "runtime/ingest/field_value.h"
#include "runtime/ingest/json_fields.h"
#include "runtime/ingest/json_trouble.h"

namespace lead::ingest {
namespace {

using artefact::Presence;
using value::FieldState;
using value::FieldValue;

constexpr size_t kMaxNamesKept = 1'000;
constexpr int32_t kUnknown = -1, kKey = -2;

}  // namespace

struct LeadReader::State {
  const artefact::ArtefactT& artefact;
  LeadReaderOptions options;
  std::vector<FieldPlan> plans;                                  // by attribute
  std::vector<uint8_t> is_text;                                  // by attribute
  std::deque<std::string> names;                                 // that the maps look into
  absl::flat_hash_map<std::string_view, int32_t> by_exact_name;  // attribute, or kKey
  absl::flat_hash_map<std::string, int32_t> by_loose_name;
  std::vector<int32_t> columns;      // CSV: what each column is
  std::vector<std::string> headers;  // CSV: how the file calls it
  bool has_key = false;
  absl::flat_hash_set<std::string> leads;
  std::vector<std::string> unknown;
  absl::flat_hash_set<std::string> unknown_seen;

  // Of the row being read.
  JsonFields json;
  value::EventBlock characters;
  std::vector<FieldValue> values;  // by attribute
  CellScratch scratch;
  std::string lead;

  State(const artefact::ArtefactT& a, LeadReaderOptions o) : artefact(a), options(std::move(o)) {
    for (const auto& attribute : a.schema->attributes) {
      plans.push_back(plan_of_field(attribute->name, *attribute->type, attribute->presence,
                                    attribute->fallback, attribute->fallback_text, *a.schema));
      is_text.push_back(value::is_text(*attribute->type) ? 1 : 0);
    }
    values.resize(plans.size());
    const std::string key = options.key.empty() ? "lead" : options.key;
    for (size_t i = 0; i < plans.size(); ++i) take_name(std::string(plans[i].name), static_cast<int32_t>(i));
    for (const auto& [column, attribute] : options.mapping) {
      const auto found = by_exact_name.find(std::string_view(attribute));
      if (found != by_exact_name.end()) take_name(column, found->second);
    }
    if (!options.key.empty() || !by_exact_name.contains(std::string_view(key))) take_name(key, kKey);
  }

  void take_name(const std::string& name, int32_t meaning) {
    by_exact_name[names.emplace_back(name)] = meaning;
    by_loose_name.emplace(loosely(name), meaning);
  }

  [[nodiscard]] int32_t meaning_of(std::string_view column) const {
    if (const auto exact = by_exact_name.find(column); exact != by_exact_name.end()) return exact->second;
    const auto loose = by_loose_name.find(loosely(column));
    return loose != by_loose_name.end() ? loose->second : kUnknown;
  }

  void note_unknown(std::string_view column) {
    if (unknown.size() >= kMaxNamesKept || !unknown_seen.insert(shortened(column)).second) return;
    unknown.push_back(shortened(column));
  }

  void begin_row() {
    characters.clear();
    std::fill(values.begin(), values.end(), FieldValue{});
    lead.clear();
  }

  std::optional<RejectedRow> take(int32_t meaning, std::string_view column, const JsonField& field);
  std::optional<RejectedRow> finish_row(uint64_t number, value::LeadTable& table);
};

// One value of the row. `field` bears the value; its column is named where it is refused.
std::optional<RejectedRow> LeadReader::State::take(int32_t meaning, std::string_view column,
                                                   const JsonField& field) {
  if (meaning == kKey) {
    if (field.kind != JsonKind::Text && field.kind != JsonKind::Number && field.kind != JsonKind::Null)
      return RejectedRow{Reason::BadEnvelope, std::string(column), "a lead is named by a text or a number"};
    if (field.text.size() > limits::kMaxTextBytes)
      return RejectedRow{Reason::TextTooLong, std::string(column), {}};
    lead = field.text;
    return std::nullopt;
  }
  const FieldPlan& plan = plans[static_cast<size_t>(meaning)];
  if (field.kind == JsonKind::Null) return std::nullopt;  // what that means is judged at the end of the row
  auto problem = read_field(plan, field, characters, values[static_cast<size_t>(meaning)]);
  if (!problem) return std::nullopt;
  return RejectedRow{problem->reason, std::string(column), std::move(problem->detail)};
}

std::optional<RejectedRow> LeadReader::State::finish_row(uint64_t number, value::LeadTable& table) {
  for (size_t i = 0; i < plans.size(); ++i) {
    if (values[i].state == FieldState::Value || plans[i].presence == Presence::Optional) continue;
    if (plans[i].presence == Presence::Required)
      return RejectedRow{Reason::MissingField, std::string(plans[i].name),
                         fmt::format("`{}` is missing, and every lead must have it", plans[i].name)};
    values[i] = {FieldState::Value, plans[i].fallback, plans[i].fallback_text};
  }
  if (!has_key)
    lead = std::to_string(number);
  else if (lead.empty())
    return RejectedRow{Reason::NoLead, options.key.empty() ? "lead" : options.key, "the row names no lead"};
  else if (!leads.insert(lead).second)
    return RejectedRow{Reason::LeadTwice, options.key.empty() ? "lead" : options.key,
                       fmt::format("`{}`", shortened(lead))};
  const size_t row = table.add_row(lead);
  for (size_t i = 0; i < plans.size(); ++i) {
    if (values[i].state != FieldState::Value) continue;
    if (is_text[i] != 0)
      table.set_text(i, row, values[i].text);
    else
      table.set_word(i, row, values[i].word);
  }
  return std::nullopt;
}

LeadReader::LeadReader(const artefact::ArtefactT& artefact, LeadReaderOptions options)
    : state_(std::make_unique<State>(artefact, std::move(options))) {}
LeadReader::~LeadReader() = default;

std::optional<std::string> LeadReader::check_mapping() const {
  for (const auto& [column, attribute] : state_->options.mapping) {
    const auto known = std::any_of(
        state_->plans.begin(), state_->plans.end(),
        [&, name = std::string_view(attribute)](const FieldPlan& plan) { return plan.name == name; });
    if (!known)
      return fmt::format("`{}` is mapped to `{}`, which is no attribute of the policy", column, attribute);
  }
  return std::nullopt;
}

std::optional<std::string> LeadReader::take_header(std::span<const std::string_view> header) {
  State& s = *state_;
  std::vector<std::string> taken(s.plans.size());
  for (const std::string_view name : header) {
    if (!is_utf8(name)) return "the header is not in this encoding; `--encoding` tells another";
    const int32_t meaning = s.meaning_of(name);
    s.headers.emplace_back(name);
    s.columns.push_back(meaning);
    if (meaning == kUnknown) {
      if (!name.empty()) s.note_unknown(name);
    } else if (meaning == kKey) {
      if (s.has_key) return fmt::format("two columns name the lead; the second is `{}`", name);
      s.has_key = true;
    } else if (std::string& first = taken[static_cast<size_t>(meaning)]; !first.empty()) {
      return fmt::format("the columns `{}` and `{}` both fill `{}`", first, name,
                         s.plans[static_cast<size_t>(meaning)].name);
    } else {
      first = name;
    }
  }
  if (!s.options.key.empty() && !s.has_key)
    return fmt::format("there is no column `{}` to name the leads by", s.options.key);
  for (size_t i = 0; i < s.plans.size(); ++i) {
    if (s.plans[i].presence == Presence::Required && taken[i].empty())
      return fmt::format(
          "there is no column for `{0}`, which every lead must have; `--map \"Column={0}\"` names one",
          s.plans[i].name);
  }
  return std::nullopt;
}

std::optional<RejectedRow> LeadReader::read(const CsvRow& row, value::LeadTable& table) {
  State& s = *state_;
  if (row.unclosed) return RejectedRow{Reason::OpenQuote, {}, {}};
  size_t cells = row.cells.size();
  while (cells > s.columns.size() && row.cells[cells - 1].empty()) --cells;  // separators at the end
  if (cells != s.columns.size())
    return RejectedRow{
        Reason::WrongCells, {}, fmt::format("{} cells, and the header has {}", cells, s.columns.size())};
  if (row.cut_cell && *row.cut_cell < s.headers.size())
    return RejectedRow{Reason::TextTooLong, s.headers[*row.cut_cell], {}};
  s.begin_row();
  for (size_t i = 0; i < cells; ++i) {
    if (s.columns[i] == kUnknown) continue;
    const std::string_view cell = row.cells[i];
    if (!is_utf8(cell)) return RejectedRow{Reason::NotUtf8, s.headers[i], {}};
    const FieldPlan* plan = s.columns[i] == kKey ? nullptr : &s.plans[static_cast<size_t>(s.columns[i])];
    const JsonField field = plan == nullptr ? JsonField{{}, JsonKind::Text, cell}
                                            : normalise(*plan, cell, s.options.cells, s.scratch);
    if (auto rejected = s.take(s.columns[i], s.headers[i], field)) return rejected;
  }
  return s.finish_row(row.number, table);
}

std::optional<RejectedRow> LeadReader::read(const Line& line, value::LeadTable& table) {
  State& s = *state_;
  if (line.too_long) return RejectedRow{Reason::LineTooLong, {}, {}};
  if (const auto reason = s.json.read(line.text)) {
    return RejectedRow{*reason, {}, *reason == Reason::NotJson ? json_trouble(line.text) : std::string{}};
  }
  s.begin_row();
  s.has_key = false;  // a line without the key is named by its number
  for (const JsonField& field : s.json.fields()) {
    const int32_t meaning = s.meaning_of(field.key);
    if (meaning == kUnknown) {
      s.note_unknown(field.key);
      continue;
    }
    s.has_key = s.has_key || meaning == kKey;
    if (auto rejected = s.take(meaning, field.key, field)) return rejected;
  }
  return s.finish_row(line.number, table);
}

const std::vector<std::string>& LeadReader::unknown_columns() const {
  return state_->unknown;
}

}  // namespace lead::ingest
