// What the steps of `check` hand to each other: the names, the program as far as it is built, and who reads
// whom.
//
// `declare` fills `names` and the shells of everything declared, so that order in the text does not matter;
// the other steps fill in types and facts. One context per run of `check`; it lives no longer.
//
// Name spaces: events with groups of events, choices, and everything that has a value (attributes,
// definitions, buckets, scores, grades, matrices). Items of choices, bands, grades and cells belong to their
// type and clash with nothing.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/semantics/program.h"
#include "compiler/source/source.h"
#include "compiler/syntax/tree.h"
#include "runtime/base/limits.h"
#include "runtime/ingest/named_sheet.h"

namespace lead::semantics {

struct Declared {
  SymbolKind kind = SymbolKind::None;
  uint32_t index = 0;
  Span span{};
};
using NameSpace = std::map<std::string, Declared, std::less<>>;

// People and what stands for them share one name space: whom a policy tells something, it tells by name.
enum class PartyKind : uint8_t { Person, Team, Post, Role, Queue };
struct Party {
  PartyKind kind;
  uint32_t index;  // into people, teams, posts, roles or queues of the program
  Span span;
};

struct Names {
  std::map<std::string, Party, std::less<>> parties;
  NameSpace values;
  NameSpace events;                   // EventSet: index into schema.events; Definition: a group
  NameSpace choices;                  // index into schema.choices
  NameSpace tables;                   // index into tables; beside the functions of the language
  NameSpace calendars;                // index into calendars
  NameSpace fixtures;                 // index into SyntaxTree::decls
  NameSpace accounts;                 // ids; index in the order of the text
  std::vector<Span> account_columns;  // by Accounts::columns: the name where it is declared
  std::vector<Span> attributes;       // by schema.attributes: the name where it is declared
  std::vector<uint32_t> event_decls;  // by schema.events: index into SyntaxTree::decls
};

using ingest::Cell;

// A file with people, or with accounts (policy_sheet.h). `rows` stand beside those of the roster, or the
// accounts, from `first` on.
struct PolicySheet {
  Span path;
  ingest::SheetHeader header;
  std::vector<std::vector<Cell>> rows;
  size_t first = 0;
};

// `reader` reads `target`, at `span`.
struct Read {
  Program::Derived reader, target;
  Span span;
};

enum class Progress : uint8_t { NotStarted, Started, Done };

struct Context {
  const syntax::SyntaxTree& tree;
  const source::SourceMap& sources;
  diagnostics::Sink& sink;
  Program program{};
  Names names{};
  std::vector<Read> reads{};
  std::vector<Progress> definitions{};                    // by Program::definitions
  std::map<uint32_t, std::vector<TestValue>> fixtures{};  // CACHE: by declaration, unfolded
  uint64_t names_compared = 0;                            // so far, to find those that were meant
  std::vector<PolicySheet> sheets{};                      // the files that people come from
  std::vector<PolicySheet> account_sheets{};              // and those of accounts
  uint32_t detours = 0;  // definitions being checked inside each other, see check_define.cpp

  template <class Node>
  const Node& decl(uint32_t index) const {
    return std::get<Node>(tree.decls[index].node);
  }
};

// Where an expression stands, which decides what its names may mean.
struct Scope {
  std::optional<Program::Derived>
      reader{};                         // whose value it is part of; none: it is judged when an event happens
  std::optional<uint32_t> event_set{};  // whose payload can be read
  bool alone = false;                   // before the event is anything to its lead: it may bring no attribute
  bool of_test = false;                 // an expectation, which may ask about clocks
  bool of_person = false;               // of a person looked at: their columns can be read
  bool of_row = false;                  // and may be compared with the lead: `region matches`
};

// Names close to `wanted`, best first, among `count` names that `names` lists. BOUND:
// limits::kMaxNamesCompared a run; past that there are no suggestions, and `names` is not asked.
template <class List>
[[nodiscard]] std::vector<std::string> close_names(Context& context, std::string_view wanted, size_t count,
                                                   const List& names) {
  context.names_compared += count + 1;
  if (context.names_compared > limits::kMaxNamesCompared) return {};
  return diagnostics::suggest(wanted, names());
}
[[nodiscard]] std::vector<std::string> close_names(Context& context, std::string_view wanted,
                                                   const NameSpace& space);
[[nodiscard]] std::vector<std::string> names_in(const NameSpace& space);
// Ascending, each once; an equal set that exists already is used again.
[[nodiscard]] uint32_t add_event_set(Program& program, std::vector<uint32_t> events);
[[nodiscard]] Span span_of(const Context& context, syntax::ExprId id);

}  // namespace lead::semantics
