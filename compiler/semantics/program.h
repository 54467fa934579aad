// The checked policy: every name bound, every expression typed. Made by `check`, read by `desugar` and the
// analyses.
//
// The syntax tree stays as it is; `Program` stands beside it. `exprs[id.value]` describes the tree's
// expression `id`. The lists of declared things are in the order of the text and refer back by `decl` (index
// into SyntaxTree::decls). Machine values ("words") are those of runtime/artefact/artefact.fbs. A literal has
// the type of what it stands beside: the 5 of `interest > 5` is 5'000'000 Points. Where a Number meets a
// Decimal (comparison, + -, `or else`, ladder rows, list items) both keep their types and the number counts
// in millionths. Lifetime: the tree must outlive the program. A Program is only handed out where no error was
// found.
#pragma once
#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/semantics/accounts.h"
#include "compiler/semantics/journey.h"
#include "compiler/semantics/routing.h"
#include "compiler/semantics/tests.h"
#include "compiler/semantics/types.h"
#include "compiler/syntax/tree.h"
#include "runtime/artefact/schema.h"

namespace lead::semantics {

enum class SymbolKind : uint8_t {
  None,
  Attribute,     // index into schema.attributes
  PayloadField,  // `name` of a field that every event of the enclosing cause has, or of a column of the
                 // person looked at; index unused
  Definition,    // index into definitions
  Bucket,        // index into buckets
  Score,         // index into scores: its value in points (a Band where compared with a band)
  Grade,
  Matrix,     // index into grades, matrices
  Lifecycle,  // index into lifecycles: the stage the lead is in
  Sla,        // index into slas: how its clock stands
  Account,    // the account of the lead; of `account.owner`: index into Accounts::columns
  Constant,   // the word stands in TypedExpr::word (choice item, band, grade, cell, bucket, label, country,
              // yes, no)
  Function,   // a builtin (stdlib/builtins.def); index is its place there
  Table,      // a table that is looked up; index into tables
  Now,        // `now`
  EventSet,   // index into event_sets (PastExpr)
};

struct TypedExpr {
  Type type;
  bool may_be_missing = false;
  SymbolKind symbol = SymbolKind::None;
  uint32_t index = 0;
  std::string name;                           // PayloadField
  std::optional<int64_t> word;                // constants and literals, in the machine form of `type`
  std::optional<std::string> text;            // constant texts
  int64_t low = INT64_MIN, high = INT64_MAX;  // proved range of the word, numeric types
};

struct Definition {
  uint32_t decl;
  std::string name;
  enum class Kind : uint8_t { Condition, Value, Ladder, List, Events } kind;
  Type type;
  bool may_be_missing = false;
  int64_t low = INT64_MIN, high = INT64_MAX;
  std::vector<std::string> labels;  // Type Label: the distinct words, in order of appearance
  uint32_t event_set = 0;           // Events
};
struct Bucket {
  uint32_t decl;
  std::string name;
  Type subject;
  std::vector<int64_t> from, to;  // inclusive words
  bool may_be_missing = true;     // what is missing, or lies in no row, has no bucket
};

struct RuleFacts {            // parallel to ScoreDecl::rules
  uint32_t event_set = 0;     // EachTrigger, QuietTrigger; of a cause as in ResetFacts
  int64_t low = 0, high = 0;  // proved range of one booking or of the live value, millionths
};
// The thresholds of one segment: `from 200 when is_customer`. Where a band has none of its own, its default.
struct Segment {
  syntax::ExprId condition;          // of its first appearance
  std::vector<int64_t> from, until;  // by band, millionths
  std::vector<Span> spans;           // by band: where the threshold is written
  std::vector<bool> own;             // by band: written for this segment
};
struct Score {
  uint32_t decl;
  std::string name;
  int64_t low, high;
  std::vector<RuleFacts> rules;
  std::vector<std::vector<uint32_t>> groups;
  std::vector<Segment> segments = {};   // in order of first appearance; the first that holds has the lead
  std::vector<ResetFacts> resets = {};  // parallel to ScoreDecl::resets
};
// `names`: best first, distinct. Grades of the same names in the same order are of one type: Type::ref is
// `ladder`, the first of them.
struct Grade {
  uint32_t decl;
  std::string name;
  std::vector<std::string> names;
  uint32_t ladder = 0;
  bool may_be_missing = false;         // unrated
  uint32_t score = 0;                  // by points: the score with the points
  std::vector<uint32_t> members = {};  // best of: the grades
};
// Rows and columns are put in the order of the subjects' names; rows x columns, row by row. A `rated` name
// list of a subject that may be missing has a last row or column `unrated`.
struct Matrix {
  uint32_t decl;
  std::string name;
  SymbolKind row_symbol, column_symbol;  // Score, Grade, Bucket or Attribute (of a Choice)
  uint32_t row_index, column_index;
  Type row, column;                  // Band or Grade or Bucket or Choice
  uint32_t row_count, column_count;  // including `unrated` where present
  bool row_unrated, column_unrated;
  std::vector<std::string> cells;  // distinct, in order of appearance
  std::vector<uint32_t>
      table;  // row_count * column_count entries into cells; UINT32_MAX where not written (an error)
};

struct Ignore {
  uint32_t decl;
  uint32_t event_set;
};

// What a table says. Keys are folded (runtime/builtins/lookup.h) and distinct: ascending, of words in the
// order of the table, which is the order in which they are tried.
struct Table {
  uint32_t decl;
  std::string name;
  artefact::LookupKey key = artefact::LookupKey::Text;
  artefact::FieldTypeT type;  // of the values
  struct Entry {
    std::string key;
    int64_t word = 0;
    std::string text;  // where the values are texts
  };
  std::vector<Entry> entries;
};

struct Policy {
  std::string id, title, version, zone = "UTC";
  std::vector<std::string> owners;
  std::optional<int64_t> effective_day;  // since 1970-01-01
  int64_t lateness_ms = 0, dedupe_ms = int64_t{30} * 86'400'000;
  bool ignore_unknown_events = false;  // default: set aside
  bool ignore_unknown_fields = true;   // default: the field is counted and left out, the event counts
  bool anonymous_wait = false;
};

struct Program {
  Policy policy;
  artefact::SchemaT schema;      // choices, attributes, events (fields of `fills in` added), name_lists empty
  std::vector<TypedExpr> exprs;  // by ExprId
  std::vector<std::vector<uint32_t>> event_sets;  // ascending indices into schema.events
  std::vector<Definition> definitions;
  std::vector<Bucket> buckets;
  std::vector<Score> scores;
  std::vector<Grade> grades;
  std::vector<Matrix> matrices;
  std::vector<Table> tables;
  std::vector<Lifecycle> lifecycles;
  std::vector<Calendar> calendars;
  std::vector<Sla> slas;
  std::vector<Person> people;  // the roster
  Accounts accounts;
  std::vector<Team> teams;
  std::vector<Post> posts;
  std::vector<Role> roles;
  std::vector<Queue> queues;
  std::vector<Route> routes;
  std::vector<StageRef> doors;          // stages that causes name, each once
  std::map<uint32_t, StageRef> stages;  // by ExprId: what `entries of mql` and its like ask about
  std::vector<Ignore> ignores;          // in the order of the text
  std::vector<uint32_t> suspends;       // declarations `suspend scoring while …`
  // Definitions, buckets, scores, grades, matrices and the account such that each stands after what it reads.
  // Guards, amounts and keys of event and quiet rules do not count as reading: they see the values before the
  // booking.
  struct Derived {
    SymbolKind kind;
    uint32_t index;
  };
  std::vector<Derived> order;
  std::vector<Test> tests;  // in the order of the text; no part of what the policy means
};

}  // namespace lead::semantics
