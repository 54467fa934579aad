// What forms there are, from the texts of the tables.
#include "tests/coverage/forms.h"

#include <algorithm>
#include <fstream>
#include <regex>
#include <sstream>

#include "tests/support/compiled.h"
#include "tests/support/policies.h"

namespace lead::coverage {
namespace {

using Match = std::smatch;

template <class Visit>
void each_match(const std::string& text, const std::regex& pattern, const Visit& visit) {
  for (auto at = std::sregex_iterator(text.begin(), text.end(), pattern); at != std::sregex_iterator(); ++at)
    visit(*at);
}

std::string without_comments(const std::string& text) {
  return std::regex_replace(text, std::regex("//[^\n]*"), "");
}

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  each_match(text, std::regex("[A-Za-z_]\\w*"), [&](const Match& m) { words.push_back(m.str()); });
  return words;
}

}  // namespace

Forms::Forms(const std::filesystem::path& root) {
  read_grammar(support::read_text(root / "grammar/Lead.g4"));
  for (const char* part : {"tree.h", "tree_expressions.h", "tree_types.h", "tree_causes.h", "tree_scores.h",
                           "tree_journey.h", "tree_routing.h", "tree_tests.h"})
    read_tree(without_comments(support::read_text(root / "compiler/syntax" / part)));
  each_match(without_comments(support::read_text(root / "runtime/artefact/artefact.fbs")),
             std::regex("enum (\\w+)[^{]*\\{([^}]*)\\}"),
             [&](const Match& m) { enumerators_["artefact"][m[1]] = words_of(m[2]); });
  const std::string opcodes = support::read_text(root / "runtime/artefact/opcodes.def");
  for (const char* family : {"WORD", "LEAF", "TABLE", "TEXT"})
    read_table(opcodes, std::string("LEAD_") + family + "_OPCODE", "opcode ");
  read_table(support::read_text(root / "stdlib/builtins.def"), "LEAD_BUILTIN", "builtin ");
  for (const auto& [table, types] : enumerators_) {
    for (const auto& [type, names] : types) {
      for (const std::string& name : names) uses_[table + " " + type + "." + name] = 0;
    }
  }
}

// A rule runs from its name at the start of a line to the `;` that ends a line; an alternative has its label
// behind `#`. The words stand in the lexer as `K_WORD: 'word';`.
void Forms::read_grammar(const std::string& text) {
  const size_t lexer = text.find("\n// === lexer");
  each_match(text.substr(0, lexer), std::regex("\n([a-z]\\w*)\\s*:([^;]*(?:'[^']*'[^;]*)*);"),
             [&](const Match& rule) {
               size_t labels = 0;
               const std::string body = rule[2];
               each_match(body, std::regex(" # (\\w+)"), [&](const Match& label) {
                 uses_["grammar " + label[1].str()] = 0;
                 ++labels;
               });
               if (labels == 0) uses_["grammar " + rule[1].str()] = 0;
             });
  each_match(text.substr(lexer), std::regex("\\bK_\\w+: '(\\w+)'"),
             [&](const Match& word) { uses_["word " + word[1].str()] = 0; });
}

// A list in a variant is known by what it lists.
void Forms::read_tree(const std::string& header) {
  const std::string text = std::regex_replace(header, std::regex("std::vector<(\\w+)>"), "$1");
  each_match(text, std::regex("std::variant<([^>]*)>"), [&](const Match& m) {
    for (const std::string& name : words_of(m[1])) uses_["node " + name] = 0;
  });
  each_match(text, std::regex("enum class (\\w+) : \\w+ \\{([^}]*)\\}"),
             [&](const Match& m) { enumerators_["tree"][m[1]] = words_of(m[2]); });
}

void Forms::read_table(const std::string& text, std::string_view macro, const std::string& prefix) {
  each_match(text, std::regex("\n" + std::string(macro) + "\\((\\w+)"),
             [&](const Match& m) { uses_[prefix + m[1].str()] = 0; });
}

void Forms::use(std::string form) {
  const auto found = uses_.find(form);
  ++(found != uses_.end() ? found->second : uses_["? " + form]);
}

void Forms::use_enumerator(const std::string& table, const std::string& type, size_t index) {
  const auto& types = enumerators_[table];
  const auto found = types.find(type);
  const bool is_known = found != types.end() && index < found->second.size();
  use(table + " " + type + "." + (is_known ? found->second[index] : std::to_string(index)));
}

bool Forms::count(const std::vector<std::string>& files, const std::string& folder) {
  source::SourceMap sources;
  diagnostics::Sink sink;
  std::vector<FileId> ids;
  for (const std::string& text : files) {
    const auto added = sources.add(folder + "file" + std::to_string(ids.size()) + ".lead", text);
    if (!std::holds_alternative<FileId>(added)) return false;
    ids.push_back(std::get<FileId>(added));
  }
  const compile::Result result = compile::compile_loaded(sources, ids, sink);
  if (!result.artefact) return false;
  for (const std::string& text : files) count_grammar(text, *this);
  count_tree(*result.tree, *this);
  count_kernel(*result.kernel, *this);
  count_artefact(**result.artefact, *this);
  return true;
}

}  // namespace lead::coverage
