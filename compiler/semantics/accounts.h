// What `check` finds out about accounts and how leads are matched with them: part of the program (program.h).
//
// Rows stand by id, as bytes compare: the place of a row is the word by which everything else knows the
// account, and the lower place has the lower id. Rules stand in the order of the text, which is the order in
// which they are tried.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "compiler/syntax/tree.h"
#include "runtime/artefact/schema.h"
#include "runtime/base/span.h"

namespace lead::semantics {

struct Account {
  std::string id;
  Span span;                        // where it is named
  std::vector<int64_t> words = {};  // by column; of a text 0
  std::vector<bool> known = {};
  std::vector<std::string> texts = {};
};

// One comparison of a rule: a column of the account, or the domain of one, and a value of the lead.
struct MatchKey {
  uint32_t column = 0;
  bool of_domain = false;
  artefact::LookupKey key = artefact::LookupKey::Text;  // Text, Name, or Number: the column has words
  syntax::ExprId lead;                                  // none: the attribute
  int32_t attribute = -1;
  Span span;
};
struct MatchRule {
  std::string name;
  std::vector<MatchKey> keys;
};

struct Accounts {
  int32_t match = -1;  // into SyntaxTree::decls; -1: nothing is matched
  std::vector<artefact::AttributeT> columns;
  std::vector<Account> rows;
  std::vector<MatchRule> rules;
  std::vector<uint32_t> standing;  // by row: how preferred it is, 0 first; equal where `prefer` says nothing
};

}  // namespace lead::semantics
