#include "runtime/emit/lead_table_writer.h"

#include <fmt/format.h>

#include <algorithm>

#include "runtime/base/terminal.h"
#include "runtime/base/text.h"
#include "runtime/emit/word_text.h"

namespace lead::emit {
namespace {

using artefact::ArtefactT;
using artefact::FieldKind;
using artefact::FieldTypeT;
using artefact::OutputKind;

constexpr std::string_view kLineEnd = "\r\n";

// "36h": the longest unit that says it without a rest; ingest reads it again.
std::string exact_duration(int64_t ms) {
  constexpr std::pair<int64_t, std::string_view> kUnits[] = {
      {86'400'000, "d"}, {3'600'000, "h"}, {60'000, "m"}, {1'000, "s"}};
  for (const auto& [unit, sign] : kUnits) {
    if (ms != 0 && ms % unit == 0) return fmt::format("{}{}", ms / unit, sign);
  }
  return fmt::format("{}ms", ms);
}

std::vector<LeadColumn> all_columns(const ArtefactT& artefact) {
  std::vector<LeadColumn> columns = usual_columns(artefact);
  for (uint32_t i = 0; i < artefact.definitions.size(); ++i)
    columns.push_back({LeadColumnKind::Definition, i, artefact.definitions[i]->name});
  return columns;
}

const artefact::ExplainT& explain_of(const ArtefactT& artefact, const LeadColumn& column) {
  return *artefact.explains[artefact.definitions[column.index]->explain];
}

}  // namespace

std::vector<LeadColumn> usual_columns(const ArtefactT& artefact) {
  std::vector<LeadColumn> columns = {{LeadColumnKind::Key, 0, "lead"}};
  for (uint32_t i = 0; i < artefact.schema->attributes.size(); ++i)
    columns.push_back({LeadColumnKind::Attribute, i, artefact.schema->attributes[i]->name});
  for (uint32_t i = 0; i < artefact.scores.size(); ++i) {
    columns.push_back({LeadColumnKind::Score, i, artefact.scores[i]->name});
    for (uint32_t o = 0; o < artefact.outputs.size(); ++o) {
      const artefact::OutputT& output = *artefact.outputs[o];
      if (output.kind == OutputKind::Band && output.block == artefact.scores[i]->name)
        columns.push_back({LeadColumnKind::Output, o, output.block + "_band"});
    }
  }
  for (uint32_t o = 0; o < artefact.outputs.size(); ++o) {
    const artefact::OutputT& output = *artefact.outputs[o];
    if (output.kind != OutputKind::Band) columns.push_back({LeadColumnKind::Output, o, output.block});
  }
  return columns;
}

std::variant<std::vector<LeadColumn>, std::string> chosen_columns(const ArtefactT& artefact,
                                                                  std::span<const std::string> names) {
  const std::vector<LeadColumn> known = all_columns(artefact);
  std::vector<LeadColumn> chosen;
  for (const std::string& name : names) {
    const auto found =
        std::find_if(known.begin(), known.end(), [&](const LeadColumn& c) { return c.header == name; });
    if (found == known.end()) return name;
    chosen.push_back(*found);
  }
  return chosen;
}

std::vector<uint32_t> registers_of(const ArtefactT& artefact, std::span<const LeadColumn> columns) {
  std::vector<uint32_t> registers;
  for (const LeadColumn& column : columns) {
    if (column.kind == LeadColumnKind::Score) registers.push_back(artefact.scores[column.index]->value);
    if (column.kind == LeadColumnKind::Output) registers.push_back(artefact.outputs[column.index]->register_);
    if (column.kind == LeadColumnKind::Definition && !explain_of(artefact, column).is_text)
      registers.push_back(explain_of(artefact, column).register_);
  }
  std::sort(registers.begin(), registers.end());
  registers.erase(std::unique(registers.begin(), registers.end()), registers.end());
  return registers;
}

void append_csv_cell(std::string& out, std::string_view text, char delimiter, bool guard) {
  constexpr std::string_view kFormulas = "=+-@\t\r";
  const bool guarded = guard && !text.empty() && kFormulas.find(text.front()) != std::string_view::npos;
  const bool edges = !text.empty() && (text.front() == ' ' || text.back() == ' ' || text.front() == '\t' ||
                                       text.back() == '\t');
  const char special[] = {delimiter, '"', '\n', '\r'};
  if (!edges && text.find_first_of(std::string_view(special, sizeof special)) == std::string_view::npos) {
    if (guarded) out.push_back('\'');
    out.append(text);
    return;
  }
  out.push_back('"');
  if (guarded) out.push_back('\'');
  for (const char c : text) {
    if (c == '"') out.push_back('"');
    out.push_back(c);
  }
  out.push_back('"');
}

LeadTableWriter::LeadTableWriter(const ArtefactT& artefact, std::vector<LeadColumn> columns, TableStyle style)
    : artefact_(artefact), columns_(std::move(columns)), style_(style) {
  for (const LeadColumn& column : columns_) {
    std::string& key = keys_.emplace_back(keys_.empty() ? "{" : ",");
    append_json(key, column.header);
    key += ":";
  }
}

std::string LeadTableWriter::cell_text(int64_t word, const FieldTypeT& type) const {
  std::string text;
  switch (type.kind) {
    case FieldKind::Money:
      append_word_json(text, word, type, *artefact_.schema);
      break;
    case FieldKind::Percent:
      text = points_text(word * 100);
      break;
    case FieldKind::Duration:
      return exact_duration(word);
    case FieldKind::Set:
      return set_cell(word, type, *artefact_.schema);
    default:
      text = word_text(word, type, *artefact_.schema);
  }
  const bool is_number = type.kind == FieldKind::Money || type.kind == FieldKind::Percent ||
                         type.kind == FieldKind::Decimal || type.kind == FieldKind::Points;
  if (is_number && style_.decimal != '.') std::replace(text.begin(), text.end(), '.', style_.decimal);
  return text;
}

void LeadTableWriter::read_cell(const LeadColumn& column, const value::LeadTable& table, size_t row,
                                size_t chunk_row, vm::Snapshot& snapshot, Cell& cell) const {
  cell.is_text = false;
  const auto read_name = [&](uint32_t reg, uint32_t names) {
    cell.known = snapshot.is_known(reg, chunk_row);
    cell.is_text = true;
    if (cell.known)
      cell.text =
          artefact_.schema->name_lists[names]->names[static_cast<size_t>(snapshot.word(reg, chunk_row))];
  };
  switch (column.kind) {
    case LeadColumnKind::Key:
      cell = {std::string(table.lead(row)), true, true};
      return;
    case LeadColumnKind::Attribute: {
      const FieldTypeT& type = *artefact_.schema->attributes[column.index]->type;
      cell.known = table.is_known(column.index, row);
      cell.is_text = value::is_text(type) || type.kind == FieldKind::Choice || type.kind == FieldKind::Set;
      if (!cell.known) return;
      cell.text = value::is_text(type) ? std::string(table.text(column.index, row))
                                       : cell_text(table.word(column.index, row), type);
      return;
    }
    case LeadColumnKind::Score: {
      const uint32_t reg = artefact_.scores[column.index]->value;
      cell.known = snapshot.is_known(reg, chunk_row);
      if (!cell.known) return;
      cell.text = points_text(snapshot.word(reg, chunk_row));
      if (style_.decimal != '.') std::replace(cell.text.begin(), cell.text.end(), '.', style_.decimal);
      return;
    }
    case LeadColumnKind::Output:
      return read_name(artefact_.outputs[column.index]->register_, artefact_.outputs[column.index]->names);
    case LeadColumnKind::Definition: {
      const artefact::ExplainT& explain = explain_of(artefact_, column);
      cell.known = snapshot.is_known(explain.register_, chunk_row);
      if (!cell.known) return;
      const int64_t word = snapshot.word(explain.register_, chunk_row);
      cell.text = explain.kind == artefact::ExplainKind::Value ? cell_text(word, *explain.type)
                                                               : std::string(word != 0 ? "yes" : "no");
      return;
    }
  }
}

void LeadTableWriter::append_json_row(std::string& out, const value::LeadTable& table, size_t row,
                                      size_t chunk_row, vm::Snapshot& snapshot) {
  const auto append_word = [&](uint32_t reg, const FieldTypeT* type, bool condition, bool points) {
    if (!snapshot.is_known(reg, chunk_row))
      out += "null";
    else if (const int64_t word = snapshot.word(reg, chunk_row); condition)
      out += word != 0 ? "true" : "false";
    else if (points)
      append_millionths(out, word);
    else
      append_word_json(out, word, *type, *artefact_.schema);
  };
  for (size_t c = 0; c < columns_.size(); ++c) {
    const LeadColumn& column = columns_[c];
    out += keys_[c];
    switch (column.kind) {
      case LeadColumnKind::Key:
        append_json(out, table.lead(row));
        break;
      case LeadColumnKind::Attribute: {
        const FieldTypeT& type = *artefact_.schema->attributes[column.index]->type;
        if (!table.is_known(column.index, row))
          out += "null";
        else if (value::is_text(type))
          append_json(out, table.text(column.index, row));
        else
          append_word_json(out, table.word(column.index, row), type, *artefact_.schema);
        break;
      }
      case LeadColumnKind::Score:
        append_word(artefact_.scores[column.index]->value, nullptr, false, true);
        break;
      case LeadColumnKind::Output: {
        const artefact::OutputT& output = *artefact_.outputs[column.index];
        if (!snapshot.is_known(output.register_, chunk_row))
          out += "null";
        else
          append_json(out, artefact_.schema->name_lists[output.names]
                               ->names[static_cast<size_t>(snapshot.word(output.register_, chunk_row))]);
        break;
      }
      case LeadColumnKind::Definition: {
        const artefact::ExplainT& explain = explain_of(artefact_, column);
        append_word(explain.register_, explain.type.get(), explain.kind != artefact::ExplainKind::Value,
                    false);
        break;
      }
    }
  }
}

void LeadTableWriter::append_table(std::string& out, const value::LeadTable& table, size_t first,
                                   size_t count, vm::Snapshot& snapshot, std::span<const std::string> whys) {
  const bool begins = widths_.empty();
  std::vector<std::vector<std::string>> cells(count);
  if (begins) {
    for (const LeadColumn& column : columns_) widths_.push_back(width_of(column.header));
  }
  Cell cell;
  for (size_t row = 0; row < count; ++row) {
    for (size_t c = 0; c < columns_.size(); ++c) {
      read_cell(columns_[c], table, first + row, row, snapshot, cell);
      cells[row].push_back(cell.known ? harmless(shortened(cell.text, 40)) : std::string("–"));
      if (begins) widths_[c] = std::max<size_t>(widths_[c], width_of(cells[row].back()));
    }
  }
  const auto append_line = [&](auto text_of, std::string_view why) {
    std::string line;
    for (size_t c = 0; c < columns_.size(); ++c) {
      const std::string& text = text_of(c);
      line += left(text, widths_[c]) + "  ";
    }
    line += harmless(why);
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  };
  if (begins)
    append_line([&](size_t c) -> const std::string& { return columns_[c].header; }, style_.why ? "why" : "");
  for (size_t row = 0; row < count; ++row)
    append_line([&](size_t c) -> const std::string& { return cells[row][c]; },
                whys.empty() ? std::string_view() : std::string_view(whys[row]));
}

void LeadTableWriter::append_header(std::string& out) {
  if (style_.format != TableFormat::Csv) return;
  if (style_.mark) out += "\xEF\xBB\xBF";
  for (size_t c = 0; c < columns_.size(); ++c) {
    if (c > 0) out.push_back(style_.delimiter);
    append_csv_cell(out, columns_[c].header, style_.delimiter, true);
  }
  if (style_.why) {
    out.push_back(style_.delimiter);
    out += "why";
  }
  out += kLineEnd;
}

void LeadTableWriter::append_rows(std::string& out, const value::LeadTable& table, size_t first,
                                  vm::Snapshot& snapshot, std::span<const std::string> whys) {
  const size_t count = std::min(table.rows() - first, value::kChunkRows);
  if (style_.format == TableFormat::Table) return append_table(out, table, first, count, snapshot, whys);
  Cell cell;
  for (size_t row = 0; row < count; ++row) {
    if (style_.format == TableFormat::Ndjson) {
      append_json_row(out, table, first + row, row, snapshot);
      if (!whys.empty()) {
        out += ",\"why\":";
        append_json(out, whys[row]);
      }
      out += "}\n";
      continue;
    }
    for (size_t c = 0; c < columns_.size(); ++c) {
      if (c > 0) out.push_back(style_.delimiter);
      read_cell(columns_[c], table, first + row, row, snapshot, cell);
      if (cell.known) append_csv_cell(out, cell.text, style_.delimiter, cell.is_text);
    }
    if (!whys.empty()) {
      out.push_back(style_.delimiter);
      append_csv_cell(out, whys[row], style_.delimiter, true);
    }
    out += kLineEnd;
  }
}

}  // namespace lead::emit
