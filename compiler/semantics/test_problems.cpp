#include "compiler/semantics/test_problems.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "compiler/semantics/policy_words.h"

namespace lead::semantics::problems {

using diagnostics::Code;
using diagnostics::make;

namespace {

constexpr size_t kMostListed = 12;  // more names than that are no help

Strings quoted(const Strings& names) {
  Strings result;
  for (const std::string& name : names) result.push_back(fmt::format("`{}`", name));
  return result;
}

// A name that is none of `all`: the closest ones as repairs, otherwise the list of them.
Diagnostic none_of(Code code, Span span, std::string message, std::string_view what, const Strings& all,
                   const Strings& close) {
  Diagnostic d = make(code, span, std::move(message),
                      close.empty() ? "" : fmt::format("did you mean {}?", fmt::join(quoted(close), " or ")));
  for (const std::string& name : close)
    d.fixes.push_back({fmt::format("write `{}`", write_name(name)), {{span, write_name(name)}}});
  if (close.empty() && !all.empty() && all.size() <= kMostListed)
    d.notes.push_back(fmt::format("{}: {}", what, fmt::join(quoted(all), ", ")));
  return d;
}

// The repair of what is not given: written at the front of the braces, or with braces of its own.
void suggest_giving(Diagnostic& d, const std::vector<Lacking>& lacking, Span braces, bool is_empty,
                    Span head) {
  Strings written;
  for (const Lacking& one : lacking) {
    if (one.is_missing) return;  // it is there already, and says what the author means
    written.push_back(fmt::format("{} {}", write_name(one.name), one.sample));
  }
  const std::string words = fmt::format("{}", fmt::join(written, ", "));
  const std::string title = fmt::format("give `{}`", words);
  if (braces.is_none()) {
    if (head.is_none()) return;
    d.fixes.push_back({title, {{behind(head), " { " + words + " }"}}});
    return;
  }
  const Span inside{braces.file, braces.begin_byte + 1, braces.begin_byte + 1};
  d.fixes.push_back({title, {{inside, is_empty ? " " + words + " " : " " + words + ","}}});
}

Diagnostic lacking_all(Span span, std::string message, const std::vector<Lacking>& lacking) {
  Diagnostic d = make(Code::NotGiven, span, std::move(message));
  for (const Lacking& one : lacking) {
    if (!one.declared.is_none()) d.secondary.push_back({one.declared, "neither optional nor with a default"});
  }
  return d;
}

std::string names_of(const std::vector<Lacking>& lacking) {
  Strings names;
  for (const Lacking& one : lacking) names.push_back(fmt::format("`{}`", one.name));
  return fmt::format("{}", fmt::join(names, ", "));
}

}  // namespace

Diagnostic unknown_fixture(const Name& name, const Strings& close) {
  return none_of(Code::UnknownFixture, name.span, fmt::format("no fixture is called `{}`", name.text), {}, {},
                 close);
}

Diagnostic unknown_test_lead(const Name& name, const Strings& all, const Strings& close) {
  Diagnostic d = none_of(Code::UnknownTestLead, name.span,
                         fmt::format("the test gives no lead `{}`", name.text), "the test gives", all, close);
  if (all.empty())
    d.notes.push_back(fmt::format("`given lead {}` names a lead of which nothing is known", name.text));
  return d;
}

Diagnostic unknown_field(const Name& name, std::string_view event, const Strings& all, const Strings& close) {
  Diagnostic d = none_of(Code::UnknownField, name.span,
                         fmt::format("`{}` is no field of `{}`", name.text, event), "its fields", all, close);
  if (all.empty()) d.notes.push_back(fmt::format("`{}` has no fields", event));
  return d;
}

Diagnostic unknown_option(const Name& name, const Strings& all, const Strings& close) {
  return none_of(Code::UnknownField, name.span,
                 fmt::format("an event has no `{}` beside its fields", name.text), "it may have", all, close);
}

Diagnostic fixture_in_event(const Name& fixture) {
  Diagnostic d = make(Code::UnknownField, fixture.span,
                      fmt::format("the fixture `{}` stands in an event", fixture.text));
  d.notes.emplace_back("a fixture holds attributes: it can be used in `given lead` and in other fixtures");
  return d;
}

Diagnostic unknown_reason(const Name& name, const Strings& all, const Strings& close) {
  return none_of(Code::UnknownReason, name.span,
                 fmt::format("no event is set aside because it is `{}`", name.text), "the reasons", all,
                 close);
}

Diagnostic nothing_decided(const Name& name, std::string_view note, const Strings& close) {
  Diagnostic d = none_of(Code::NothingDecided, name.span,
                         fmt::format("nothing is decided about `{}`", name.text), {}, {}, close);
  if (!note.empty() && close.empty()) d.notes.emplace_back(note);
  return d;
}

Diagnostic expects_nothing(const Name& test) {
  Diagnostic d = make(Code::ExpectsNothing, test.span, "this test expects nothing, so it could never fail");
  d.notes.emplace_back("say what should hold: `expect interest at least 60`, `expect no decision`");
  return d;
}

Diagnostic field_not_given(const Name& event, const std::vector<Lacking>& lacking, Span braces, bool is_empty,
                           Span head) {
  Diagnostic d =
      lacking_all(event.span, fmt::format("`{}` must have {}", event.text, names_of(lacking)), lacking);
  suggest_giving(d, lacking, braces, is_empty, head);
  return d;
}

Diagnostic attribute_not_given(Span lead, const std::vector<Lacking>& lacking, Span braces, bool is_empty) {
  Diagnostic d =
      lacking_all(lead, fmt::format("this lead has no {}, which every lead has", names_of(lacking)), lacking);
  suggest_giving(d, lacking, braces, is_empty, {});
  return d;
}

Diagnostic which_lead(Span span, std::string_view what, const Strings& leads) {
  Diagnostic d =
      make(Code::WhichLead, span,
           fmt::format("the test has {} leads, and this {} is of none of them", leads.size(), what));
  d.notes.push_back(fmt::format("say `of {}`", fmt::join(leads, "`, `of ")));
  return d;
}

Diagnostic time_outside(Span span) {
  return make(Code::TestTime, span, "this time lies outside the years 1970 to 2199");
}

Diagnostic looks_back(Span step, std::string_view what, Span latest) {
  Diagnostic d = make(Code::TestTime, step, fmt::format("{} cannot look back", what));
  d.secondary.push_back({latest, "the test has gone on to this time already"});
  d.notes.emplace_back("only an event may stand at an earlier time: it comes late");
  return d;
}

Diagnostic born_too_late(Span since, Span first) {
  Diagnostic d = make(Code::TestTime, since, "the lead would be known only after the test has begun");
  if (!first.is_none()) d.secondary.push_back({first, "the test begins here"});
  return d;
}

Diagnostic case_shape(const Name& row, Span span, size_t cells, size_t columns, Span header) {
  Diagnostic d = make(Code::CaseShape, span,
                      fmt::format("the case `{}` has {} cell{}, but there are {} columns", row.text, cells,
                                  cells == 1 ? "" : "s", columns));
  if (!header.is_none()) d.secondary.push_back({header, "the columns"});
  return d;
}

}  // namespace lead::semantics::problems
