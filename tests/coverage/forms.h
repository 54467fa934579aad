// The forms of the language, each with a name, and how often a policy uses each.
//
//   Forms forms(LEAD_SOURCE_DIR);           // what there is, read from the tables that define it
//   forms.count(policy);                    // what a policy that compiles is made of
//   for (const auto& [form, uses] : forms.uses()) …     // "grammar quietTrigger": 12
//
// What there is: every labelled alternative of grammar/Lead.g4, every rule without labels, and every word
// (`word once`); every alternative of a variant and every enumerator of compiler/syntax/tree.h (`node
// BinaryExpr`, `tree BinaryOp.Matches`); every enumerator of runtime/artefact/artefact.fbs (`artefact
// EffectKind.Touch`); every opcode (`opcode Add`) and every builtin (`builtin least`). All of it is read from
// the texts of those tables, so that a new line is a new form without anybody telling this test. A use that
// no table knows is a mistake of the walk and counts under its own name, with `?` before it.
//
// Cost: a parse and a compilation of each policy.
#pragma once
#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/kernel/kernel.h"
#include "compiler/syntax/tree.h"
#include "runtime/artefact/schema.h"

namespace lead::coverage {

class Forms {
 public:
  explicit Forms(const std::filesystem::path& root);

  // Whether the texts are one policy without errors; only such a one is counted.
  bool count(const std::vector<std::string>& files, const std::string& folder = {});
  [[nodiscard]] const std::map<std::string, size_t>& uses() const { return uses_; }

  // Of the walks.
  void use(std::string form);
  void use_enumerator(const std::string& table, const std::string& type, size_t index);

 private:
  using Enumerators = std::map<std::string, std::vector<std::string>>;  // by type

  void read_grammar(const std::string& text);
  void read_tree(const std::string& text);
  void read_table(const std::string& text, std::string_view macro, const std::string& prefix);

  std::map<std::string, size_t> uses_;
  std::map<std::string, Enumerators> enumerators_;  // by table: "tree", "artefact"
};

// The walks, one a form of the policy.
void count_grammar(std::string_view text, Forms& forms);  // a file that parses; the door to the grammar
void count_tree(const syntax::SyntaxTree& tree, Forms& forms);
void count_kernel(const kernel::Kernel& kernel, Forms& forms);
void count_artefact(const artefact::ArtefactT& artefact, Forms& forms);

}  // namespace lead::coverage
