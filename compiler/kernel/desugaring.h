// What the files of the desugaring share: the program they read, the kernel they write, and what each name
// has become.
//
// One `Desugaring` lives for one call of `desugar`. Names are entered in the program's order of derivation,
// so whatever an expression reads has its kernel expression already. Two kinds of place read expressions:
// derived values (`Place{}`), and reactions, where the payload of one event type can be read
// (`Place{event}`).
//
//   desugar.cpp          the order of work, policy, outputs
//   desugar_expr.cpp     names, literals, operators
//   desugar_compare.cpp  comparisons, lists, order
//   desugar_past.cpp     windows and marks
//   desugar_derived.cpp  definitions, buckets, matrices
//   desugar_grade.cpp    grades, by whatever they are made
//   desugar_bands.cpp    bands of scores, also with thresholds by segment
//   desugar_score.cpp    parts and groups of scores
//   desugar_booking.cpp  reactions, limits, quiet clocks
//   desugar_calendar.cpp calendars, each behind those that it stands on
//   desugar_lifecycle.cpp stages, transitions, doors
//   desugar_sla.cpp      promises: clocks, signals, targets, steps
//   desugar_routing.cpp  people, teams, queues, routes
//   desugar_accounts.cpp the account of a lead, and what is known of it
//   desugar_cause.cpp    edges, schedules, resets, events ignored, suspension
//   desugar_explain.cpp  trees of conditions for `why`
//
// Everything here never fails: `check` has refused what has no meaning.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/kernel/builder.h"
#include "compiler/kernel/kernel.h"
#include "compiler/kernel/recording.h"
#include "compiler/semantics/program.h"
#include "compiler/semantics/type_rules.h"
#include "compiler/syntax/tree.h"

namespace lead::kernel {

// Where an expression is judged: in a reaction of `event` (index into schema.events), or -1 where no payload
// is at hand.
struct Place {
  int32_t event = -1;
  bool alone = false;   // before the event is anything to its lead: attributes are those that it brings
  bool person = false;  // of a person looked at: the payload are their columns
};

struct Desugaring {
  const syntax::SyntaxTree& tree;
  const semantics::Program& program;
  Kernel& kernel;
  Builder builder;

  // By index of the program's list. None: a list, a group of events, or not reached yet.
  std::vector<ExprId> definitions = {}, buckets = {}, grades = {}, matrices = {};
  ExprId account = {};                                // the row of the account, or missing
  uint32_t account_names = 0;                         // into schema.name_lists: ids
  std::optional<uint32_t> account_ids = {};           // into kernel.lookups, once asked for
  std::map<uint32_t, uint32_t> account_columns = {};  // by column: the same
  std::vector<uint32_t> calendars = {};   // by calendar of the program: its place in kernel.calendars
  std::vector<uint32_t> first_rule = {};  // by score: index of its first rule in kernel.rules
  // Into schema.name_lists; 0 where there are no names.
  std::vector<uint32_t> band_names = {}, grade_names = {}, cell_names = {}, bucket_names = {},
                        label_names = {}, stage_names = {};
  uint32_t clock_names = 0;                       // into schema.name_lists, where there are promises
  std::vector<int32_t> definition_explains = {};  // into kernel.explains, -1: none yet

  std::vector<Recording> recordings = {};  // what a guard reads stands before what it guards
  std::map<std::tuple<artefact::EffectKind, int, std::vector<Source>, int32_t>, size_t> recording_of = {};
  int32_t owner = -1;                          // the score being read, if it can be reset
  std::vector<Reaction> door_recordings = {};  // entries into stages that are counted or kept
  std::map<std::tuple<semantics::StageRef, int>, uint32_t> stage_records =
      {};                                        // the window or mark they feed
  std::map<uint32_t, int32_t> reset_slots = {};  // by score: what a door resets
  ExprId suspended = {};                         // met while nothing is booked; none: never
  std::map<ExprId, uint32_t> edge_of = {};
  std::vector<Reaction> memory_reactions = {}, reset_reactions = {};  // behind all bookings
  std::vector<std::vector<uint32_t>> limits_of = {}, quiets_of = {};  // by score: what a reset clears
  std::vector<Reaction> bookings = {};  // in declared order; they follow the recordings
  std::vector<std::pair<uint32_t, size_t>> quiet_bookings = {};  // quiet, index into bookings

  [[nodiscard]] const semantics::TypedExpr& typed(syntax::ExprId id) const { return program.exprs[id.value]; }
  template <class T>
  [[nodiscard]] const T& decl(uint32_t index) const {
    return std::get<T>(tree.decls[index].node);
  }
};

// --- expressions
// The value of an expression in the words of its own type, or of `wanted`: numbers scaled, dates taken as
// instants.
ExprId value(Desugaring& d, syntax::ExprId id, Place place);
ExprId value_as(Desugaring& d, syntax::ExprId id, const semantics::Type& wanted, Place place);
// The same as a condition: a word 0 or 1, never missing.
ExprId condition(Desugaring& d, syntax::ExprId id, Place place);
ExprId as_condition(Desugaring& d, ExprId value);
// The guard of a reaction: none where nothing is asked.
ExprId guard(Desugaring& d, syntax::ExprId id, Place place);
ExprId converted(Desugaring& d, ExprId value, const semantics::Type& from, const semantics::Type& to);
// The value a declared name stands for, by its type: the rows of a matrix, the subject of a table.
ExprId subject(Desugaring& d, const std::string& name, const semantics::Type& type);
ExprId score_band(Desugaring& d, uint32_t score);   // absent where the score has no bands
void desugar_bands(Desugaring& d, uint32_t score);  // once its value is there
ExprId score_value(Desugaring& d, uint32_t score);

// --- comparisons
ExprId comparison(Desugaring& d, const syntax::BinaryExpr& expr, Place place);
ExprId between(Desugaring& d, const syntax::BetweenExpr& expr, Place place);
ExprId ago(Desugaring& d, const syntax::AgoExpr& expr, Place place);
ExprId membership(Desugaring& d, const syntax::BinaryExpr& expr, Place place);
ExprId in_text_list(Desugaring& d, ExprId text, const std::vector<std::string>& items);
// The items of a list, or of the definition a name stands for.
std::vector<syntax::ExprId> list_items(const Desugaring& d, syntax::ExprId list);

// --- the past
struct Length {
  int64_t ms = 0;
  int32_t months = 0;
};
[[nodiscard]] Length length_of(const syntax::Duration& duration);
ExprId past(Desugaring& d, syntax::ExprId id, const syntax::PastExpr& expr);
uint32_t window(Desugaring& d, uint32_t event_set, const syntax::PastExpr& expr, Span span);
uint32_t mark(Desugaring& d, uint32_t event_set, syntax::ExprId where, bool first, Span span,
              syntax::ExprId field = {});

// --- declarations
void enter_names(Desugaring& d);  // every name list, before anything else
void desugar_definition(Desugaring& d, uint32_t index);
void desugar_bucket(Desugaring& d, uint32_t index);
void desugar_grade(Desugaring& d, uint32_t index);
void desugar_matrix(Desugaring& d, uint32_t index);
void desugar_score(Desugaring& d, uint32_t index);  // slots and value; what is booked comes later
void desugar_bookings(Desugaring& d, uint32_t score);
ExprId amount(Desugaring& d, const syntax::Amount& amount, Place place);
ExprId best_of(Desugaring& d, const syntax::LadderAmount& amount,
               const std::optional<syntax::Weight>& weight);

// --- causes
// A cause with the guard of what it sets off: one an event type, or one alone. `events` is read for causes by
// events.
struct CauseOf {
  artefact::CauseKind kind;
  uint32_t source;
  ExprId guard;
};
std::vector<CauseOf> causes(Desugaring& d, const syntax::Cause& cause, uint32_t event_set);
// Looks made inside a score that can be reset belong to it.
int32_t owner_of(const Desugaring& d, uint32_t score);
ExprId unless_suspended(Desugaring& d, ExprId guard);
void desugar_suspension(Desugaring& d);
void desugar_resets(Desugaring& d, uint32_t score);  // after its bookings
void desugar_ignores(Desugaring& d);
void arm_schedules(Desugaring& d);  // when all reactions are there

// --- calendars
void desugar_calendars(Desugaring& d);
// The calendar of the kernel that a calendar of the program has become.
[[nodiscard]] uint32_t calendar_of(const Desugaring& d, uint32_t calendar);

// --- lifecycles
// Where a lead was: a window or a mark that entries feed.
ExprId stage_asked(Desugaring& d, syntax::ExprId id, const syntax::StageExpr& expr);
ExprId in_stage(Desugaring& d, uint32_t lifecycle, uint64_t stages);  // bit i: stage i
uint32_t door_of(Desugaring& d, semantics::StageRef stage, bool is_leaving);
int32_t reset_of(Desugaring& d, uint32_t score);  // to nothing; made once a score
void desugar_lifecycle(Desugaring& d, uint32_t index);
void desugar_effects(Desugaring& d, uint32_t index);  // when all rules have been read
void effect(Desugaring& d, const syntax::Effect& effect, const CauseOf& cause);

// --- promises
uint32_t breach_of(const Desugaring& d, uint32_t sla);  // the step at which its target has passed
void desugar_sla(Desugaring& d, uint32_t index);        // the clock, and what acts on it
void desugar_steps(Desugaring& d, uint32_t index);  // what it does on its way; when all rules have been read

// --- people and routes
void desugar_routing(Desugaring& d);
[[nodiscard]] uint32_t role_named(const Desugaring& d, const std::string& name);
// Whom a notice names: a holder of a role, a person, a post or a team.
[[nodiscard]] artefact::TellT telling_of(const Desugaring& d, const syntax::NotifyEffect& node);
[[nodiscard]] uint32_t first_route_of(const Desugaring& d, uint32_t role);
ExprId is_away(Desugaring& d, const syntax::BinaryExpr& expr, Place place);  // `owner is away`
ExprId matches_lead(Desugaring& d, const syntax::MatchesExpr& expr, Place place);

// --- accounts
void desugar_account(Desugaring& d);  // the account that the rules find, and the tables by which they do
ExprId account_id(Desugaring& d);     // a text
ExprId account_column(Desugaring& d, uint32_t column);

// --- explanations: called when every value is there
artefact::FieldTypeT field_type(const Desugaring& d, const semantics::Type& type);
uint32_t explain_condition(Desugaring& d, syntax::ExprId id);
void explain_definitions(Desugaring& d);
void explain_grades(Desugaring& d);
void explain_scores(Desugaring& d);

}  // namespace lead::kernel
