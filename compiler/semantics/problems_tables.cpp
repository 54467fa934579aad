#include <fmt/format.h>
#include <fmt/ranges.h>

#include "compiler/semantics/policy_words.h"
#include "compiler/semantics/problems.h"
#include "runtime/base/text.h"

namespace lead::semantics::problems {

using diagnostics::Code;
using diagnostics::make;

namespace {

constexpr size_t kMostListed = 12;  // more names than that are no help

}  // namespace

Diagnostic table_file(Span path, std::string_view why, std::string_view note) {
  Diagnostic d = make(Code::TableFile, path, fmt::format("the file of this table cannot be used: {}", why));
  if (!note.empty()) d.notes.emplace_back(note);
  return d;
}

Diagnostic table_column(Span where, std::string_view column, Span header, const Strings& columns,
                        const Strings& close, bool is_written) {
  Diagnostic d = make(Code::TableFile, where, fmt::format("the file has no column `{}`", column));
  d.secondary.push_back({header, "its columns"});
  if (!is_written)
    d.notes.push_back(
        fmt::format("say which columns are meant: `columns {} -> {}`",
                    write_name(columns.front().empty() ? "key" : columns.front()),
                    write_name(columns.size() < 2 || columns[1].empty() ? "value" : columns[1])));
  if (is_written && columns.size() <= kMostListed)
    d.notes.push_back(fmt::format("it has {}", fmt::join(columns, ", ")));
  if (!is_written) return d;
  for (const std::string& name : close)
    d.fixes.push_back({fmt::format("write `{}`", write_name(name)), {{where, write_name(name)}}});
  return d;
}

Diagnostic table_row(Span span, std::string_view message, Span declared, std::string_view type) {
  Diagnostic d = make(Code::TableRow, span, std::string(message));
  d.secondary.push_back({declared, fmt::format("the table gives {}", with_article(type))});
  return d;
}

Diagnostic column_twice(Span again, std::string_view column, Span first) {
  Diagnostic d = make(Code::TableFile, again, fmt::format("the file has two columns `{}`", shortened(column)),
                      "here again");
  d.secondary.push_back({first, "first here"});
  return d;
}

Diagnostic no_domain(Span key, std::string_view text, const std::string& meant, bool in_file) {
  Diagnostic d = make(Code::TableRow, key, fmt::format("\"{}\" is no domain", shortened(text)));
  if (meant.empty()) {
    d.notes.emplace_back("a domain is written as in `firm.example`");
    return d;
  }
  d.notes.push_back(fmt::format("write `{}`; what lies in it counts too", meant));
  const std::string written = in_file ? meant : fmt::format("\"{}\"", meant);
  d.fixes.push_back({fmt::format("write `{}`", written), {{key, written}}});
  return d;
}

Diagnostic key_twice(Span key, std::string_view text, Span first, std::string_view folded,
                     std::string_view how_read) {
  Diagnostic d = make(Code::KeyTwice, key,
                      fmt::format("the key \"{}\" is there a second time", shortened(text)), "here again");
  d.secondary.push_back({first, "first here"});
  if (!folded.empty())
    d.notes.push_back(fmt::format("both are looked up as \"{}\": {}", shortened(folded), how_read));
  return d;
}

Diagnostic table_key(const Name& key, const Strings& close) {
  Diagnostic d =
      make(Code::TableShape, key.span,
           fmt::format("a table is asked about a `text`, a `domain` or `words`, not about `{}`", key.text));
  for (const std::string& word : close)
    d.fixes.push_back({fmt::format("write `{}`", word), {{key.span, word}}});
  return d;
}

Diagnostic table_value(Span type, std::string_view found) {
  Diagnostic d = make(Code::TableShape, type, fmt::format("a table cannot give {}", with_article(found)));
  d.notes.emplace_back(
      "it gives an item of a choice, a text, a country, yes or no, a number, a decimal, a percent or money");
  return d;
}

Diagnostic table_empty(const Name& table) {
  Diagnostic d = make(Code::TableShape, table.span, fmt::format("the table `{}` has no rows", table.text));
  d.notes.emplace_back("a row is a key and what it gives: `\"Banking\", \"Bank\" -> finance`");
  return d;
}

Diagnostic table_too_large(Span span, size_t most) {
  return make(Code::TableShape, span, fmt::format("this table has more than {} keys", most), "one too many");
}

Diagnostic name_of_function(const Name& table) {
  return make(Code::NameTwice, table.span,
              fmt::format("table `{0}` is declared, but `{0}` is a function of the language", table.text),
              "choose another name");
}

Diagnostic set_too_large(Span type, std::string_view choice, size_t items, Span declared) {
  Diagnostic d =
      make(Code::SetTooLarge, type,
           fmt::format("a set can have 64 different items, but the choice `{}` has {}", choice, items));
  d.secondary.push_back({declared, fmt::format("`{}` is declared here", choice)});
  d.notes.emplace_back("group the items, or split the choice in two");
  return d;
}

}  // namespace lead::semantics::problems
