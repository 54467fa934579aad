// The rows of the roster, written in the policy or in a file: columns, absences, and who covers for whom.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "compiler/diagnostics/problems.h"
#include "compiler/semantics/cell_words.h"
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
  void take(const NamedSheet& sheet);
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
  const artefact::ZoneT& zone_of(const PersonT& person);
  std::optional<int64_t> instant(const syntax::Moment& moment, const PersonT& person);
  void take_cell(const std::string& column, const Cell& cell, PersonT& person);
  void take_standard_cell(const std::string& column, const Cell& cell, PersonT& person);
  void take_away(const Cell& cell, const PersonT& person);
  std::optional<int64_t> instant(std::string_view text, const PersonT& person);
  void refuse(const Cell& cell, std::string_view why) {
    context_.sink.add(problems::people_row(cell.span, why));
  }
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
  if (found == context_.names.calendars.end())
    return context_.sink.add(
        problems::unknown_calendar(name, close_names(context_, name.text, context_.names.calendars)));
  person.hours = static_cast<int32_t>(found->second.index);
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
const artefact::ZoneT& People::zone_of(const PersonT& person) {
  if (person.hours < 0) return zone_;
  const std::string& name = context_.program.calendars[static_cast<size_t>(person.hours)].zone;
  if (const auto known = zones_.find(name); known != zones_.end()) return known->second;
  auto zone = calendar::resolve_zone(name);
  return zone ? zones_.emplace(name, std::move(*zone)).first->second : zone_;
}

std::optional<int64_t> People::instant(const syntax::Moment& moment, const PersonT& person) {
  std::optional<int64_t> found;
  if (const auto* local = std::get_if<syntax::LocalMoment>(&moment.when)) {
    const TypedExpr& date = infer(context_, local->date, {});
    if (date.word)
      found = calendar::instant_of(zone_of(person), *date.word * calendar::kDayMs + local->time_ms);
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
void People::take(const NamedSheet& sheet) {
  std::vector<std::string> all = {"person", "title", "hours", "weight", "capacity", "cover", "away"};
  for (const auto& each : columns_) all.push_back(each->name);
  std::map<std::string, Span> seen;
  for (size_t i = 0; i < sheet.header.size(); ++i) {
    const Cell& cell = sheet.header[i];
    const auto [entry, is_new] = seen.emplace(cell.text, cell.span);
    if (!is_new) context_.sink.add(problems::column_twice(cell.span, cell.text, entry->second));
    const bool is_known = i == sheet.name_column || std::find(all.begin(), all.end(), cell.text) != all.end();
    if (is_known) continue;
    const auto close = close_names(context_, cell.text, all.size(), [&] { return all; });
    context_.sink.add(problems::unknown_column(cell.span, cell.text, close));
  }
  for (const std::vector<Cell>& row : sheet.rows) {
    if (next_ == context_.program.people.size()) return;
    PersonT& person = context_.program.people[next_++].row;
    begin(person, row[sheet.name_column].span);
    // Absences last: their days are those of the person's hours.
    for (const bool is_away : {false, true}) {
      for (size_t i = 0; i < row.size(); ++i) {
        const std::string& column = sheet.header[i].text;
        if (i != sheet.name_column && !row[i].text.empty() && (column == "away") == is_away)
          take_cell(column, row[i], person);
      }
    }
    finish(person);
  }
}

void People::take_cell(const std::string& name, const Cell& cell, PersonT& person) {
  // Absences have a bound of their own.
  if (cell.text.size() > limits::kMaxTextBytes && name != "away")
    return refuse(cell, "this text is too long");
  uint32_t place = 0;
  const AttributeT* column = find_column(context_.program, name, &place);
  if (column == nullptr) return take_standard_cell(name, cell, person);
  given_.emplace(name, cell.span);
  if (!column->type) return;
  const Type type = type_of(*column->type);
  if (is_text(type)) {
    if (type.kind == TypeKind::Person && !check_person(context_, {cell.text, cell.span})) return;
    person.texts[place] = cell.text;
    person.known[place] = true;
    return;
  }
  const auto found = cell_word(context_, *column->type, cell.text);
  if (!found)
    return refuse(cell, fmt::format("`{}` is not {}", shortened(cell.text),
                                    problems::with_article(describe(type, context_.program))));
  if (*found < column->type->low || *found > column->type->high)
    return refuse(cell, fmt::format("`{}` is outside the range of `{}`", shortened(cell.text), name));
  person.words[place] = *found;
  person.known[place] = true;
}

void People::take_standard_cell(const std::string& name, const Cell& cell, PersonT& person) {
  const auto whole = [&](int64_t least, int64_t most) -> std::optional<int64_t> {
    const auto word = read_scaled(cell.text, 0);
    if (word && *word >= least && *word <= most) return word;
    refuse(cell, fmt::format("`{}` is a whole number from {} to {}", name, least, most));
    return std::nullopt;
  };
  if (name == "title") person.title = cell.text;
  if (name == "hours") take_hours({cell.text, cell.span}, person);
  if (name == "weight") person.weight = static_cast<uint32_t>(whole(1, limits::kMaxWeight).value_or(1));
  if (name == "capacity") person.capacity = whole(0, limits::kMaxCapacity).value_or(-1);
  if (name == "away") take_away(cell, person);
  if (name == "cover") {
    const auto found = check_person(context_, {cell.text, cell.span});
    if (found && *found == person.id) context_.sink.add(problems::covers_themselves(cell.span, person.id));
    person.cover = found.value_or("");
  }
}

// `2026-12-01/2026-12-08; 2026-12-20 12:00/2027-01-02`
void People::take_away(const Cell& cell, const PersonT& person) {
  std::string_view rest = cell.text;
  while (!rest.empty()) {
    const size_t end = std::min(rest.find(';'), rest.size());
    const std::string_view one = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const size_t slash = one.find('/');
    const auto from = instant(one.substr(0, std::min(slash, one.size())), person);
    const auto until =
        slash == std::string_view::npos ? std::nullopt : instant(one.substr(slash + 1), person);
    if (!from || !until) {
      refuse(cell, "absences are written `2026-12-01/2026-12-08`, with `;` between them");
    } else if (*from >= *until) {
      context_.sink.add(problems::away_backwards(cell.span));
    } else {
      away_.push_back({{*from, *until}, cell.span});
    }
  }
}

// `2026-12-01`, `2026-12-01 12:00`, `2026-12-01T12:00:00Z`.
std::optional<int64_t> People::instant(std::string_view text, const PersonT& person) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  const bool is_world_time = text.ends_with('Z') && text.find('T') != std::string_view::npos;
  if (is_world_time) text.remove_suffix(1);
  const size_t gap = std::min(text.find(is_world_time ? 'T' : ' '), text.size());
  const auto day = read_day(text.substr(0, gap));
  const auto time = gap == text.size() ? std::optional<int64_t>(0) : read_clock(text.substr(gap + 1));
  if (!day || !time) return std::nullopt;
  const int64_t local = *day * calendar::kDayMs + *time;
  const int64_t found = is_world_time ? local : calendar::instant_of(zone_of(person), local);
  if (found < limits::kMinInstantMs || found >= limits::kEndInstantMs) return std::nullopt;
  return found;
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
