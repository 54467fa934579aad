// Tables: what they are asked, what they give, and their rows, written in the policy or in a file beside it.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "compiler/semantics/cell_words.h"
#include "compiler/semantics/check_expr.h"
#include "compiler/semantics/policy_words.h"
#include "compiler/semantics/steps.h"
#include "compiler/semantics/type_rules.h"
#include "runtime/base/text.h"
#include "runtime/builtins/lookup.h"
#include "runtime/ingest/table_file.h"

namespace lead::semantics {
namespace {

using artefact::FieldKind;
using artefact::LookupKey;

constexpr std::array<std::pair<std::string_view, LookupKey>, 5> kKeyWords = {{{"text", LookupKey::Text},
                                                                              {"domain", LookupKey::Domain},
                                                                              {"words", LookupKey::Words},
                                                                              {"prefix", LookupKey::Prefix},
                                                                              {"name", LookupKey::Name}}};

bool can_be_given(TypeKind kind) {
  switch (kind) {
    case TypeKind::YesNo:
    case TypeKind::Number:
    case TypeKind::Decimal:
    case TypeKind::Percent:
    case TypeKind::Money:
    case TypeKind::Text:
    case TypeKind::Country:
    case TypeKind::Choice:
      return true;
    case TypeKind::Error:
    case TypeKind::Points:
    case TypeKind::Date:
    case TypeKind::Instant:
    case TypeKind::Duration:
    case TypeKind::Email:
    case TypeKind::Person:
    case TypeKind::Account:
    case TypeKind::Set:
    case TypeKind::Band:
    case TypeKind::Grade:
    case TypeKind::Cell:
    case TypeKind::Bucket:
    case TypeKind::Stage:
    case TypeKind::Clock:
    case TypeKind::Label:
    case TypeKind::Events:
      return false;
  }
  return false;
}

// What two keys that are written differently may have in common; by LookupKey.
constexpr std::string_view kHowKeysAreRead[] = {
    "capitals and blanks around a key do not count", "of a domain only its host counts, without capitals",
    "only its words count, without capitals and without the signs between them",
    "capitals and blanks around a key do not count",
    "signs, blanks, capitals and the legal form at the end of a name do not count"};

// Why no text could ever have this key; empty where one can.
std::string_view why_no_key(LookupKey kind, std::string_view key, std::string_view folded) {
  if (key.find('\0') != std::string_view::npos) return "this key holds a character that no text can have";
  if (folded.size() > limits::kMaxTextBytes) return "this key is too long";
  if (!folded.empty()) return {};
  const bool is_blank = key.find_first_not_of(" \t\r\n") == std::string_view::npos;
  const bool wants_words = kind == LookupKey::Words || kind == LookupKey::Name;
  return wants_words && !is_blank ? "this key has no word in it" : "this key is empty";
}

// A host is looked for up to a blank: a key with one inside means something else.
bool is_one_word(std::string_view key) {
  const size_t begin = key.find_first_not_of(" \t\r\n");
  const size_t end = key.find_last_not_of(" \t\r\n");
  return begin == std::string_view::npos ||
         key.substr(begin, end - begin + 1).find_first_of(" \t\r\n") == std::string_view::npos;
}

// Labels with a point between them. Whatever letters and digits a label has.
bool is_domain(std::string_view folded) {
  if (folded.find_first_of(" \t*,;<>()[]\"'\\") != std::string_view::npos) return false;
  return folded.front() != '.' && folded.find("..") == std::string_view::npos;
}

// `*.firm.example`, `.firm.example`: the domain that was meant; empty where none can be told.
std::string domain_in(std::string_view folded) {
  const size_t begin = folded.find_first_not_of("*.");
  if (begin == std::string_view::npos) return {};
  const std::string_view rest = folded.substr(begin);
  return is_domain(rest) ? std::string(rest) : std::string();
}

// The value of a row, as a word or a text.
struct Given {
  int64_t word = 0;
  std::string text;
};

// One table while its rows are taken in.
class Rows {
 public:
  Rows(Context& context, uint32_t index, const syntax::TableDecl& decl)
      : context_(context), table_(context.program.tables[index]), decl_(decl), type_(type_of(table_.type)) {}

  void take_written();
  void take_file(FileId id, const syntax::TableFile& file);
  void finish();

 private:
  bool add(const std::string& key, Span span, const Given& value);
  [[nodiscard]] std::optional<Given> read(const Cell& cell);
  std::optional<size_t> column(const std::vector<Cell>& header, const std::optional<syntax::Name>& written,
                               std::string_view usual, Span path);
  void refuse(Span span, std::string_view message) {
    ++faults_;
    context_.sink.add(
        problems::table_row(span, message, decl_.value.span, describe(type_, context_.program)));
  }
  Context& context_;
  Table& table_;
  const syntax::TableDecl& decl_;
  Type type_;
  std::map<std::string, std::pair<Span, std::string>> seen_;  // by folded key: where, and as it is written
  uint32_t faults_ = 0;
  bool is_full_ = false;
};

bool Rows::add(const std::string& key, Span span, const Given& value) {
  if (is_full_) return false;
  std::string folded = builtins::folded_key(table_.key, key);
  if (const std::string_view why = why_no_key(table_.key, key, folded); !why.empty()) {
    refuse(span, why);
    return true;
  }
  if (table_.key == LookupKey::Domain && !(is_domain(folded) && is_one_word(key))) {
    ++faults_;
    const std::string meant = is_one_word(key) ? domain_in(folded) : std::string();
    context_.sink.add(problems::no_domain(span, key, meant, decl_.file.has_value()));
    return true;
  }
  const auto [first, is_new] = seen_.try_emplace(folded, span, key);
  if (!is_new) {
    ++faults_;
    context_.sink.add(problems::key_twice(span, key, first->second.first,
                                          first->second.second != key ? folded : "",
                                          kHowKeysAreRead[static_cast<size_t>(table_.key)]));
    return true;
  }
  if (table_.entries.size() >= limits::kMaxTableKeys) {
    context_.sink.add(problems::table_too_large(span, limits::kMaxTableKeys));
    is_full_ = true;
    return false;
  }
  table_.entries.push_back({std::move(folded), value.word, value.text});
  return true;
}

void Rows::take_written() {
  const problems::DeclaredAs why{decl_.value.span, table_.name, describe(type_, context_.program)};
  for (const syntax::TableRow& row : decl_.rows) {
    const TypedExpr* value = require_constant(context_, row.value, type_, why, "a value of a table");
    if (value != nullptr && value->word &&
        (*value->word < table_.type.low || *value->word > table_.type.high) &&
        type_.kind != TypeKind::YesNo) {
      context_.sink.add(problems::out_of_range(span_of(context_, row.value), "a value of a table",
                                               write_value(table_.type.low, type_, context_.program),
                                               write_value(table_.type.high, type_, context_.program)));
      value = nullptr;
    }
    if (value != nullptr && value->text && value->text->size() > limits::kMaxTextBytes) {
      refuse(span_of(context_, row.value), "this text is too long");
      value = nullptr;
    }
    const Given given = value == nullptr ? Given{} : Given{value->word.value_or(0), value->text.value_or("")};
    for (const syntax::TableRow::Key& key : row.keys) {
      if (!add(key.text, key.span, given)) return;
    }
  }
}

// The column that is asked for, or the usual one of that name.
std::optional<size_t> Rows::column(const std::vector<Cell>& header,
                                   const std::optional<syntax::Name>& written, std::string_view usual,
                                   Span path) {
  const std::string_view wanted = written ? std::string_view(written->text) : usual;
  const auto is_wanted = [&](const Cell& cell) { return cell.text == wanted; };
  const auto found = std::find_if(header.begin(), header.end(), is_wanted);
  if (found != header.end() && std::none_of(found + 1, header.end(), is_wanted))
    return static_cast<size_t>(found - header.begin());
  std::vector<std::string> names;
  for (const Cell& cell : header) names.push_back(cell.text);
  const Span all = cover(header.front().span, header.back().span);
  if (found != header.end()) {
    ++faults_;
    context_.sink.add(
        problems::column_twice(std::find_if(found + 1, header.end(), is_wanted)->span, wanted, found->span));
    return std::nullopt;
  }
  ++faults_;
  const auto close = close_names(context_, wanted, names.size(), [&] { return names; });
  context_.sink.add(
      problems::table_column(written ? written->span : path, wanted, all, names, close, written.has_value()));
  return std::nullopt;
}

void Rows::take_file(FileId id, const syntax::TableFile& file) {
  ingest::TableFile rows(context_.sources[id].text(), id);
  std::vector<Cell> header, row;
  if (!rows.next(header)) {
    if (rows.fault()) return refuse(rows.fault()->span, rows.fault()->what);
    ++faults_;
    context_.sink.add(problems::table_file(file.span, "it is empty", "its first row names its columns"));
    return;
  }
  const auto key = column(header, file.key_column, "key", file.span);
  const auto value = column(header, file.value_column, "value", file.span);
  if (!key || !value) return;
  while (faults_ < limits::kMaxDiagnostics && rows.next(row)) {
    if (row.size() != header.size()) {
      refuse(cover(row.front().span, row.back().span),
             fmt::format("this row has {} cell{}, and the header has {}", row.size(),
                         row.size() == 1 ? "" : "s", header.size()));
      continue;
    }
    const auto given = read(row[*value]);
    if (!add(row[*key].text, row[*key].span, given.value_or(Given{}))) return;
  }
  if (rows.fault()) refuse(rows.fault()->span, rows.fault()->what);
}

std::optional<Given> Rows::read(const Cell& cell) {
  if (type_.kind == TypeKind::Text) {
    if (cell.text.size() <= limits::kMaxTextBytes) return Given{0, cell.text};
    refuse(cell.span, "this text is too long");
    return std::nullopt;
  }
  if (cell.text.empty()) {
    refuse(cell.span, "this cell is empty");
    return std::nullopt;
  }
  const auto word = cell_word(context_, table_.type, cell.text);
  if (!word && type_.kind == TypeKind::Number && read_scaled(cell.text, 6)) {
    refuse(cell.span, fmt::format("`{}` is not a whole number", shortened(cell.text)));
    return std::nullopt;
  }
  if (!word) {
    refuse(cell.span, fmt::format("`{}` is not {}", shortened(cell.text),
                                  problems::with_article(describe(type_, context_.program))));
    return std::nullopt;
  }
  const bool is_inside = *word >= table_.type.low && *word <= table_.type.high;
  if (!is_inside)
    refuse(cell.span, fmt::format("`{}` is outside the range of its type", shortened(cell.text)));
  return is_inside ? std::optional(Given{*word, {}}) : std::nullopt;
}

void Rows::finish() {
  if (table_.entries.empty() && faults_ == 0) context_.sink.add(problems::table_empty(decl_.name));
  if (table_.key == LookupKey::Words) return;  // the first that a text has counts
  std::sort(table_.entries.begin(), table_.entries.end(),
            [](const Table::Entry& a, const Table::Entry& b) { return a.key < b.key; });
}

// What a table is asked and what it gives. Says whether both are known.
bool take_head(Context& context, const syntax::TableDecl& decl, Table& table) {
  const auto word = std::find_if(kKeyWords.begin(), kKeyWords.end(),
                                 [&](const auto& known) { return known.first == decl.key.text; });
  if (word == kKeyWords.end()) {
    context.sink.add(problems::table_key(
        decl.key, diagnostics::suggest(decl.key.text, {"text", "domain", "words", "prefix", "name"})));
  } else {
    table.key = word->second;
  }
  const auto type = make_field_type(context, decl.value);
  if (!type) return false;
  table.type = *type;
  const Type given = type_of(table.type);
  if (!can_be_given(given.kind)) {
    context.sink.add(problems::table_value(decl.value.span, describe(given, context.program)));
    return false;
  }
  return word != kKeyWords.end();
}

}  // namespace

void check_tables(Context& context) {
  for (uint32_t index = 0; index < context.program.tables.size(); ++index) {
    Table& table = context.program.tables[index];
    const auto& decl = context.decl<syntax::TableDecl>(table.decl);
    if (!take_head(context, decl, table)) continue;
    Rows rows(context, index, decl);
    if (decl.file) {
      const auto path = source::path_beside(context.sources[decl.file->span.file].path(), decl.file->path);
      const auto id = path ? context.sources.find(*path) : std::nullopt;
      if (!id) {
        context.sink.add(problems::table_file(decl.file->span, "it has not been read"));
        continue;
      }
      rows.take_file(*id, *decl.file);
    } else {
      rows.take_written();
    }
    rows.finish();
  }
}

}  // namespace lead::semantics
