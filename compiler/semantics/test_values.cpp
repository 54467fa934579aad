#include "compiler/semantics/test_values.h"

#include <algorithm>

#include "compiler/semantics/check_expr.h"
#include "compiler/semantics/check_routing.h"
#include "compiler/semantics/policy_words.h"
#include "compiler/semantics/routing_problems.h"
#include "compiler/semantics/test_problems.h"
#include "compiler/semantics/type_rules.h"

namespace lead::semantics {
namespace {

using artefact::FieldTypeT;
using artefact::Presence;
using syntax::ExprId;

// A thing that can be given: an attribute or a field.
struct Slot {
  uint32_t index;
  const std::string& name;
  const FieldTypeT* type;  // null where its declaration is wrong
  Span declared;
};

std::optional<TestValue> value_of(Context& context, const Slot& slot, ExprId id) {
  TestValue value{slot.index, {}, {}};
  if (id.is_none()) return value;
  if (slot.type == nullptr) return std::nullopt;
  const Type type = type_of(*slot.type);
  const problems::DeclaredAs why{slot.declared, slot.name, describe(type, context.program)};
  const TypedExpr* found = require_constant(context, id, type, why, "what a test gives");
  if (found == nullptr) return std::nullopt;
  value.word = found->word;
  value.text = found->text;
  if (value.word && (*value.word < slot.type->low || *value.word > slot.type->high)) {
    context.sink.add(problems::out_of_range(span_of(context, id), "`" + slot.name + "`",
                                            write_value(slot.type->low, type, context.program),
                                            write_value(slot.type->high, type, context.program)));
    return std::nullopt;
  }
  return value;
}

Slot attribute_slot(const Context& context, uint32_t index) {
  const artefact::AttributeT& attribute = *context.program.schema.attributes[index];
  return {index, attribute.name, attribute.type.get(), context.names.attributes[index]};
}

Slot field_slot(const Context& context, uint32_t event, uint32_t index) {
  const artefact::FieldT& field = *context.program.schema.events[event]->fields[index];
  const auto& own = context.decl<syntax::EventDecl>(context.names.event_decls[event]).fields;
  const Span declared = index < own.size() ? own[index].name.span
                        : field.fills >= 0 ? context.names.attributes[static_cast<size_t>(field.fills)]
                                           : Span{};
  return {index, field.name, field.type.get(), declared};
}

// Something that fits, for repairs: what it is, the author knows best.
std::string sample_of(const Context& context, const FieldTypeT* type) {
  if (type == nullptr || type->kind == artefact::FieldKind::Text) return "\"\"";
  if (type->kind == artefact::FieldKind::Email) return "\"a@firm.example\"";
  const int64_t word = std::clamp<int64_t>(0, type->low, type->high);
  return write_value(word, type_of(*type), context.tree, context.program);
}

// What is wrong has been reported; it counts as given.
TestValue reported(uint32_t index) {
  return {index, 0, std::string()};
}

bool is_there(const TestValues& values, uint32_t index) {
  const auto found = values.find(index);
  return found != values.end() && (found->second.word || found->second.text);
}

// Reads items in order. Fixtures inside fixtures are unfolded depth first; `open` are those being unfolded.
class Reader {
 public:
  explicit Reader(Context& context) : context_(context) {}

  TestValues read(const std::vector<syntax::GivenItem>& items) {
    std::map<uint32_t, Span> said;
    for (const syntax::GivenItem& item : items) {
      if (const auto* used = std::get_if<syntax::UsedFixture>(&item)) use(used->fixture);
      if (const auto* given = std::get_if<syntax::GivenValue>(&item)) give(*given, said);
    }
    return std::move(values_);
  }

 private:
  void give(const syntax::GivenValue& given, std::map<uint32_t, Span>& said) {
    const auto found = context_.names.values.find(given.name.text);
    if (found == context_.names.values.end() || found->second.kind != SymbolKind::Attribute) {
      context_.sink.add(problems::unknown_attribute(given.name, close_attributes(context_, given.name.text)));
      return;
    }
    if (role_of_attribute(context_.program, found->second.index)) {
      context_.sink.add(problems::role_given(given.name));
      return;
    }
    const auto [first, is_new] = said.emplace(found->second.index, given.name.span);
    if (!is_new) context_.sink.add(problems::name_twice("given attribute", given.name, first->second));
    auto value = attribute_value(context_, found->second.index, given.value);
    values_.insert_or_assign(found->second.index, value.value_or(reported(found->second.index)));
  }

  void use(const syntax::Name& name) {
    const auto found = context_.names.fixtures.find(name.text);
    if (found == context_.names.fixtures.end()) {
      const auto close = close_names(context_, name.text, context_.names.fixtures);
      context_.sink.add(problems::unknown_fixture(name, close));
      return;
    }
    const uint32_t decl = found->second.index;
    const auto circle =
        std::find_if(open_.begin(), open_.end(), [&](const Open& o) { return o.decl == decl; });
    if (circle != open_.end() || open_.size() >= kMaxOpen) return report_circle(circle, name);
    const auto& fixture = context_.decl<syntax::FixtureDecl>(decl);
    open_.push_back({decl, name.span});
    if (!context_.fixtures.contains(decl)) {
      Reader inner(context_);
      inner.open_ = open_;
      TestValues read = inner.read(fixture.items);
      context_.fixtures.emplace(decl, listed(read));
    }
    open_.pop_back();
    for (const TestValue& value : context_.fixtures.at(decl)) values_.insert_or_assign(value.index, value);
  }

  struct Open {
    uint32_t decl;
    Span used_at;
  };
  static constexpr size_t kMaxOpen = 64;  // BOUND: fixtures inside each other

  void report_circle(std::vector<Open>::const_iterator from, const syntax::Name& last) {
    if (from == open_.end()) return context_.sink.add(problems::definitions_too_deep(last.span));
    std::vector<problems::Step> steps;
    for (auto step = from; step != open_.end(); ++step) {
      const auto next = step + 1;
      const std::string reads =
          next == open_.end() ? last.text : context_.decl<syntax::FixtureDecl>(next->decl).name.text;
      steps.push_back({context_.decl<syntax::FixtureDecl>(step->decl).name.text,
                       next == open_.end() ? last.span : next->used_at, reads});
    }
    context_.sink.add(problems::cycle(steps));
  }

  Context& context_;
  std::vector<Open> open_;
  TestValues values_;
};

std::optional<uint32_t> find_field(Context& context, uint32_t event, const syntax::Name& name) {
  const artefact::EventTypeT& type = *context.program.schema.events[event];
  const auto found = std::find_if(type.fields.begin(), type.fields.end(),
                                  [&](const auto& field) { return field->name == name.text; });
  if (found != type.fields.end()) return static_cast<uint32_t>(found - type.fields.begin());
  std::vector<std::string> all;
  for (const auto& field : type.fields) all.push_back(field->name);
  context.sink.add(problems::unknown_field(name, type.name, all,
                                           close_names(context, name.text, all.size(), [&] { return all; })));
  return std::nullopt;
}

void require_fields(Context& context, uint32_t event, const TestValues& values,
                    const syntax::Happening& happening) {
  const artefact::EventTypeT& type = *context.program.schema.events[event];
  std::vector<problems::Lacking> lacking;
  for (uint32_t i = 0; i < type.fields.size(); ++i) {
    if (type.fields[i]->presence != Presence::Required || is_there(values, i)) continue;
    lacking.push_back({type.fields[i]->name, field_slot(context, event, i).declared,
                       sample_of(context, type.fields[i]->type.get()), values.contains(i)});
  }
  if (lacking.empty()) return;
  const Span head = happening.lead ? happening.lead->span : happening.event.span;
  context.sink.add(problems::field_not_given(happening.event, lacking, happening.payload_span,
                                             happening.payload.empty(), head));
}

}  // namespace

std::vector<TestValue> listed(const TestValues& values) {
  std::vector<TestValue> list;
  for (const auto& [index, value] : values) list.push_back(value);
  return list;
}

std::optional<TestValue> attribute_value(Context& context, uint32_t attribute, ExprId value) {
  return value_of(context, attribute_slot(context, attribute), value);
}

TestValues given_attributes(Context& context, const std::vector<syntax::GivenItem>& items) {
  return Reader(context).read(items);
}

TestValues given_fields(Context& context, uint32_t event, const syntax::Happening& happening) {
  TestValues values;
  std::map<uint32_t, Span> said;
  for (const syntax::GivenItem& item : happening.payload) {
    if (const auto* used = std::get_if<syntax::UsedFixture>(&item)) {
      context.sink.add(problems::fixture_in_event(used->fixture));
      continue;
    }
    const auto& given = std::get<syntax::GivenValue>(item);
    const auto index = find_field(context, event, given.name);
    if (!index) continue;
    const auto [first, is_new] = said.emplace(*index, given.name.span);
    if (!is_new) context.sink.add(problems::name_twice("field", given.name, first->second));
    const Slot slot = field_slot(context, event, *index);
    auto value = value_of(context, slot, given.value);
    values.insert_or_assign(*index, value.value_or(reported(*index)));
  }
  require_fields(context, event, values, happening);
  return values;
}

void require_attributes(Context& context, const TestValues& values, Span lead, Span braces, bool is_empty) {
  const auto& attributes = context.program.schema.attributes;
  std::vector<problems::Lacking> lacking;
  for (uint32_t i = 0; i < attributes.size(); ++i) {
    if (attributes[i]->presence != Presence::Required || is_there(values, i)) continue;
    lacking.push_back({attributes[i]->name, context.names.attributes[i],
                       sample_of(context, attributes[i]->type.get()), values.contains(i)});
  }
  if (!lacking.empty()) context.sink.add(problems::attribute_not_given(lead, lacking, braces, is_empty));
}

void check_fixtures(Context& context) {
  for (const syntax::Decl& decl : context.tree.decls) {
    const auto* fixture = std::get_if<syntax::FixtureDecl>(&decl.node);
    if (fixture == nullptr) continue;
    (void)given_attributes(context, {syntax::UsedFixture{fixture->name}});
  }
}

}  // namespace lead::semantics
