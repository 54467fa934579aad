// The rows of the roster, written in the policy or in a file: columns, absences, and who covers for whom.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "compiler/diagnostics/problems.h"
#include "compiler/semantics/check_expr.h"
#include "compiler/semantics/check_routing.h"
#include "compiler/semantics/policy_words.h"
#include "compiler/semantics/routing_problems.h"
#include "compiler/semantics/sla_problems.h"
#include "compiler/semantics/steps.h"
#include "compiler/semantics/type_rules.h"
#include "runtime/base/text.h"
#include "runtime/calendar/zone.h"
#include "runtime/calendar/zone_source.h"
#include "runtime/ingest/person_cells.h"

namespace lead::semantics {
namespace {

using artefact::AttributeT;
using artefact::PersonT;
using artefact::Presence;

struct Away {
  artefact::Absence absence;
  Span span;
};

class People {
 public:
  explicit People(Context& context) : context_(context), columns_(context.program.schema.person_columns) {
    if (auto zone = calendar::resolve_zone(context.program.policy.zone))
      zone_ = std::move(*zone);
    else
      zone_.offsets_ms.push_back(0);  // an unknown zone is told by `check_policy`
  }

  void take(const std::vector<syntax::PersonRow>& rows) {
    const std::vector<bool> slips = slips_of(context_, rows, false);
    for (size_t i = 0; i < rows.size(); ++i) {
      if (slips[i]) continue;
      if (next_ == context_.program.people.size()) return;  // too many are told where they are declared
      take(rows[i], context_.program.people[next_++].row);
    }
  }
  std::vector<TestPerson> read(const std::vector<syntax::PersonRow>& rows);
  void take(const PolicySheet& sheet);
  void skip_to(size_t person) { next_ = person; }
  [[nodiscard]] size_t next() const { return next_; }

 private:
  void take(const syntax::PersonRow& row, PersonT& person);
  void take_value(const syntax::PersonRow& row, const syntax::PersonValue& value, PersonT& person);
  bool take_standard(const syntax::PersonRow& row, const syntax::PersonValue& value, PersonT& person);
  std::optional<int64_t> whole(const syntax::PersonRow& row, const syntax::PersonValue& value, int64_t least,
                               int64_t most);
  const syntax::Name* word(const syntax::PersonValue& value, std::string_view wanted);
  void take_hours(const syntax::Name& name, PersonT& person);
  const artefact::ZoneT& zone_of(int32_t hours);
  std::optional<int64_t> instant(const syntax::Moment& moment, const PersonT& person);
  void tell_calendar(const syntax::Name& name);
  void tell(const ingest::PersonProblem& problem, std::string_view id, Span name);
  bool names_person(const Cell& cell);
  void begin(PersonT& person, Span span);
  void finish(PersonT& person);
  bool is_first(const std::string& column, Span span);

  Context& context_;
  const std::vector<std::unique_ptr<AttributeT>>& columns_;
  artefact::ZoneT zone_;                          // of the policy
  std::map<std::string, artefact::ZoneT> zones_;  // of calendars, by name
  size_t next_ = 0;
  // Of the person at hand.
  Span name_;
  std::map<std::string, Span> given_;
  std::vector<Away> away_;
};

void People::begin(PersonT& person, Span span) {
  name_ = span;
  given_.clear();
  away_.clear();
  person.words.assign(columns_.size(), 0);
  person.known.assign(columns_.size(), false);
  person.texts.assign(columns_.size(), {});
  for (size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i]->presence != Presence::Default) continue;
    person.words[i] = columns_[i]->fallback;
    person.texts[i] = columns_[i]->fallback_text;
    person.known[i] = true;
  }
}

void People::finish(PersonT& person) {
  for (const auto& column : columns_) {
    if (column->presence == Presence::Required && !given_.contains(column->name))
      context_.sink.add(problems::column_missing(name_, person.id, column->name));
  }
  if (away_.size() > limits::kMaxAbsences)
    return context_.sink.add(problems::too_many(name_, "absences of one person", limits::kMaxAbsences));
  std::stable_sort(away_.begin(), away_.end(),
                   [](const Away& a, const Away& b) { return a.absence.from_ms() < b.absence.from_ms(); });
  for (size_t i = 0; i < away_.size(); ++i) {
    if (i > 0 && away_[i].absence.from_ms() < away_[i - 1].absence.until_ms())
      context_.sink.add(problems::away_twice(away_[i].span, away_[i - 1].span));
    person.away.push_back(away_[i].absence);
  }
}

bool People::is_first(const std::string& column, Span span) {
  const auto [entry, is_new] = given_.emplace(column, span);
  if (!is_new) context_.sink.add(problems::name_twice("column", {column, span}, entry->second));
  return is_new;
}

// --- rows of the policy
void People::take(const syntax::PersonRow& row, PersonT& person) {
  begin(person, row.name.span);
  for (const syntax::PersonValue& value : row.values) take_value(row, value, person);
  for (const syntax::Absence& absence : row.absences) {
    const auto from = instant(absence.from, person), until = instant(absence.until, person);
    if (!from || !until) continue;
    if (*from >= *until) {
      context_.sink.add(problems::away_backwards(absence.span));
      continue;
    }
    away_.push_back({{*from, *until}, absence.span});
  }
  finish(person);
}

std::vector<TestPerson> People::read(const std::vector<syntax::PersonRow>& rows) {
  std::vector<TestPerson> people;
  NameSpace names;
  for (const syntax::PersonRow& row : rows) {
    const auto [entry, is_new] = names.emplace(row.name.text, Declared{SymbolKind::None, 0, row.name.span});
    if (!is_new) {
      context_.sink.add(problems::name_twice("person", row.name, entry->second.span));
      continue;
    }
    TestPerson person;
    person.row.id = row.name.text;
    person.row.title = row.title.value_or("");
    take(row, person.row);
    if (person.row.hours >= 0)
      person.hours = context_.program.calendars[static_cast<size_t>(person.row.hours)].name;
    people.push_back(std::move(person));
  }
  for (size_t i = 0; i < people.size(); ++i) {
    const std::string& cover = people[i].row.cover;
    if (!cover.empty() && !names.contains(cover))
      context_.sink.add(problems::cover_not_here(rows[i].name.span, people[i].row.id, cover));
  }
  return people;
}

void People::take_value(const syntax::PersonRow& row, const syntax::PersonValue& value, PersonT& person) {
  const std::string& name = value.column.text;
  if (!is_first(name, value.column.span) || take_standard(row, value, person)) return;
  uint32_t place = 0;
  const AttributeT* column = find_column(context_.program, name, &place);
  if (column == nullptr) {
    std::vector<std::string> all = {"hours", "weight", "capacity", "cover", "away"};
    for (const auto& each : columns_) all.push_back(each->name);
    const auto close = close_names(context_, name, all.size(), [&] { return all; });
    return context_.sink.add(problems::unknown_column(value.column.span, name, close));
  }
  if (!column->type) return;
  const Type type = type_of(*column->type);
  const problems::DeclaredAs why{value.column.span, name, describe(type, context_.program)};
  const TypedExpr* given = require_constant(context_, value.value, type, why, "what is known of a person");
  if (given == nullptr) return;
  const bool is_outside =
      given->word && (*given->word < column->type->low || *given->word > column->type->high);
  if (is_outside)
    return context_.sink.add(problems::out_of_range(span_of(context_, value.value), fmt::format("`{}`", name),
                                                    write_value(column->type->low, type, context_.program),
                                                    write_value(column->type->high, type, context_.program)));
  person.words[place] = given->word.value_or(0);
  person.texts[place] = given->text.value_or("");
  person.known[place] = true;
}

std::optional<int64_t> People::whole(const syntax::PersonRow&, const syntax::PersonValue& value,
                                     int64_t least, int64_t most) {
  const problems::DeclaredAs why{value.column.span, value.column.text, "number"};
  const TypedExpr* given =
      require_constant(context_, value.value, {TypeKind::Number}, why, "what is known of a person");
  if (given == nullptr || !given->word) return std::nullopt;
  if (*given->word >= least && *given->word <= most) return given->word;
  context_.sink.add(problems::out_of_range(span_of(context_, value.value),
                                           fmt::format("`{}`", value.column.text), std::to_string(least),
                                           std::to_string(most)));
  return std::nullopt;
}

const syntax::Name* People::word(const syntax::PersonValue& value, std::string_view wanted) {
  const auto* name = std::get_if<syntax::NameExpr>(&context_.tree.exprs[value.value].node);
  if (name != nullptr) return &name->name;
  context_.sink.add(problems::column_names(span_of(context_, value.value), value.column.text, wanted));
  return nullptr;
}

void People::take_hours(const syntax::Name& name, PersonT& person) {
  const auto found = context_.names.calendars.find(name.text);
  if (found == context_.names.calendars.end()) return tell_calendar(name);
  person.hours = static_cast<int32_t>(found->second.index);
}

void People::tell_calendar(const syntax::Name& name) {
  context_.sink.add(
      problems::unknown_calendar(name, close_names(context_, name.text, context_.names.calendars)));
}

bool People::take_standard(const syntax::PersonRow& row, const syntax::PersonValue& value, PersonT& person) {
  const std::string& name = value.column.text;
  if (name == "hours") {
    if (const auto* calendar = word(value, "a calendar")) take_hours(*calendar, person);
  } else if (name == "weight") {
    person.weight = static_cast<uint32_t>(whole(row, value, 1, limits::kMaxWeight).value_or(1));
  } else if (name == "capacity") {
    person.capacity = whole(row, value, 0, limits::kMaxCapacity).value_or(-1);
  } else if (name == "cover") {
    const auto* other = word(value, "a person");
    const auto found = other == nullptr ? std::nullopt : check_person(context_, *other);
    if (found && *found == person.id) context_.sink.add(problems::covers_themselves(other->span, person.id));
    person.cover = found.value_or("");
  } else {
    return false;
  }
  return true;
}

// Days of a person are those of where they work: of their hours, else of the policy.
const artefact::ZoneT& People::zone_of(int32_t hours) {
  if (hours < 0) return zone_;
  const std::string& name = context_.program.calendars[static_cast<size_t>(hours)].zone;
  if (const auto known = zones_.find(name); known != zones_.end()) return known->second;
  auto zone = calendar::resolve_zone(name);
  return zone ? zones_.emplace(name, std::move(*zone)).first->second : zone_;
}

std::optional<int64_t> People::instant(const syntax::Moment& moment, const PersonT& person) {
  std::optional<int64_t> found;
  if (const auto* local = std::get_if<syntax::LocalMoment>(&moment.when)) {
    const TypedExpr& date = infer(context_, local->date, {});
    if (date.word)
      found = calendar::instant_of(zone_of(person.hours), *date.word * calendar::kDayMs + local->time_ms);
  } else if (const auto* written = std::get_if<syntax::InstantMoment>(&moment.when)) {
    found = infer(context_, written->instant, {}).word;
  } else {
    context_.sink.add(problems::away_without_date(moment.span));
  }
  if (!found) return found;
  if (*found >= limits::kMinInstantMs && *found < limits::kEndInstantMs) return found;
  context_.sink.add(problems::away_out_of_time(moment.span));
  return std::nullopt;
}

// --- rows of a file
void People::take(const PolicySheet& sheet) {
  ingest::PersonFrame frame{.schema = &context_.program.schema, .calendars = {}, .zone_of = {}};
  for (const auto& calendar : context_.program.calendars) frame.calendars.push_back(calendar.name);
  frame.zone_of = [this](int32_t hours) -> const artefact::ZoneT& { return zone_of(hours); };
  ingest::PersonCells cells(std::move(frame));
  for (const ingest::PersonProblem& problem : cells.header(sheet.header)) tell(problem, {}, {});
  for (const std::vector<Cell>& row : sheet.rows) {
    if (next_ == context_.program.people.size()) return;
    PersonT& person = context_.program.people[next_++].row;
    const Span name = row[sheet.header.name_column].span;
    for (const ingest::PersonProblem& problem : cells.row(row, person)) tell(problem, person.id, name);
    for (const size_t i : cells.people_named()) {
      if (row[i].text.empty()) continue;
      const bool is_known = names_person(row[i]);
      if (sheet.header.cells[i].text != "cover") continue;
      if (!is_known) person.cover.clear();
      if (is_known && person.cover == person.id)
        context_.sink.add(problems::covers_themselves(row[i].span, person.id));
    }
  }
}

// A roster given to a run knows nothing of posts: neither does a file of the policy.
bool People::names_person(const Cell& cell) {
  const auto found = check_person(context_, {cell.text, cell.span});
  if (!found) return false;
  if (*found == cell.text) return true;
  context_.sink.add(problems::people_row(
      cell.span, fmt::format("`{}` is a role; the file names people themselves: `{}`", cell.text, *found)));
  return false;
}

void People::tell(const ingest::PersonProblem& problem, std::string_view id, Span name) {
  using Kind = ingest::PersonProblem::Kind;
  diagnostics::Sink& sink = context_.sink;
  switch (problem.kind) {
    case Kind::Cell:
      return sink.add(problems::people_row(problem.span, problem.words));
    case Kind::UnknownColumn: {
      std::vector<std::string> all = {"person", "title", "hours", "weight", "capacity", "cover", "away"};
      for (const auto& each : columns_) all.push_back(each->name);
      const auto close = close_names(context_, problem.name, all.size(), [&] { return all; });
      return sink.add(problems::unknown_column(problem.span, problem.name, close));
    }
    case Kind::ColumnTwice:
      return sink.add(problems::column_twice(problem.span, problem.name, problem.first));
    case Kind::UnknownCalendar:
      return tell_calendar({problem.name, problem.span});
    case Kind::Missing:
      return sink.add(problems::column_missing(name, id, problem.name));
    case Kind::AwayBackwards:
      return sink.add(problems::away_backwards(problem.span));
    case Kind::AwayOutOfTime:
      return sink.add(problems::away_out_of_time(problem.span));
    case Kind::AwayTwice:
      return sink.add(problems::away_twice(problem.span, problem.span));
    case Kind::AwayTooOften:
      return sink.add(problems::too_many(name, "absences of one person", limits::kMaxAbsences));
  }
}

}  // namespace

std::vector<TestPerson> read_people(Context& context, const std::vector<syntax::PersonRow>& rows) {
  return People(context).read(rows);
}

void check_people(Context& context) {
  People people(context);
  size_t sheet = 0;
  for (const syntax::Decl& decl : context.tree.decls) {
    const auto* node = std::get_if<syntax::PeopleDecl>(&decl.node);
    if (node == nullptr) continue;
    if (const auto* rows = std::get_if<std::vector<syntax::PersonRow>>(&node->content)) {
      people.take(*rows);
    } else if (sheet < context.sheets.size() && context.sheets[sheet].first == people.next() &&
               context.sheets[sheet].path == std::get<syntax::PeopleFile>(node->content).span) {
      people.take(context.sheets[sheet++]);
    }
  }
}

}  // namespace lead::semantics
