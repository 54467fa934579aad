#include "compiler/lowering/lower.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "compiler/kernel/meaning_hash.h"
#include "compiler/lowering/lowering.h"
#include "compiler/lowering/words.h"
#include "runtime/artefact/hash.h"
#include "runtime/calendar/zone_source.h"

namespace lead::lowering {

namespace {

constexpr const char* kCompiler = "leadc 0.1.0";

std::vector<uint8_t> bytes_of(const artefact::Hash& hash) {
  return {hash.begin(), hash.end()};
}

// Items of a choice count by their places, which the meaning hash names.
void add_lookup(artefact::Hasher& hasher, const artefact::LookupT& lookup) {
  hasher.add("table");
  hasher.add(lookup.name);
  hasher.add(uint64_t{lookup.keys.size()});
  for (const std::string& key : lookup.keys) hasher.add(key);
  hasher.add(uint64_t{lookup.numbers.size()});
  for (const int64_t number : lookup.numbers) hasher.add(static_cast<uint64_t>(number));
  for (const int64_t word : lookup.words) hasher.add(static_cast<uint64_t>(word));
  for (const std::string& text : lookup.texts) hasher.add(text);
}

void add_zone(artefact::Hasher& hasher, const artefact::ZoneT& zone) {
  hasher.add("zone");
  hasher.add(uint64_t{zone.transitions_ms.size()});
  for (const int64_t transition : zone.transitions_ms) hasher.add(static_cast<uint64_t>(transition));
  for (const int32_t offset : zone.offsets_ms) hasher.add(static_cast<uint64_t>(int64_t{offset}));
}

// Clocks name calendars by their places, so names stay out.
void add_calendar(artefact::Hasher& hasher, const artefact::CalendarT& calendar) {
  const auto add = [&](int64_t value) { hasher.add(static_cast<uint64_t>(value)); };
  hasher.add("calendar");
  add_zone(hasher, *calendar.zone);
  for (const auto* list : {&calendar.weekly, &calendar.dated, &calendar.breaks}) {
    hasher.add(uint64_t{list->size()});
    for (const artefact::DayHours& hours : *list) {
      add(hours.day());
      add(hours.begin_ms());
      add(hours.end_ms());
    }
  }
  hasher.add(uint64_t{calendar.holidays.size()});
  for (const int32_t day : calendar.holidays) add(day);
  hasher.add(uint64_t{calendar.both.size()});
  for (const uint32_t part : calendar.both) add(part);
}

// Titles stay out: nothing is decided by them.
void add_person(artefact::Hasher& hasher, const artefact::PersonT& person) {
  const auto add = [&](int64_t value) { hasher.add(static_cast<uint64_t>(value)); };
  hasher.add("person");
  hasher.add(person.id);
  add(person.weight);
  add(person.capacity);
  add(person.hours);
  hasher.add(uint64_t{person.away.size()});
  for (const artefact::Absence& absence : person.away) {
    add(absence.from_ms());
    add(absence.until_ms());
  }
  hasher.add(person.cover);
  hasher.add(uint64_t{person.words.size()});
  for (const int64_t word : person.words) add(word);
  for (const bool known : person.known) add(known ? 1 : 0);
  for (const std::string& text : person.texts) hasher.add(text);
}

// Of what comes from outside the policy and can change while its text does not. The version of the time-zone
// database stays out: only the transitions can be observed.
artefact::Hash data_hash(const artefact::ArtefactT& out) {
  artefact::Hasher hasher;
  add_zone(hasher, *out.zone);
  std::vector<const artefact::LookupT*> lookups;
  for (const auto& lookup : out.lookups) lookups.push_back(lookup.get());
  std::sort(lookups.begin(), lookups.end(), [](const auto* a, const auto* b) { return a->name < b->name; });
  for (const artefact::LookupT* lookup : lookups) add_lookup(hasher, *lookup);
  for (const auto& output : out.outputs) {
    if (output->kind != artefact::OutputKind::Account) continue;
    hasher.add("accounts");
    const auto& ids = out.schema->name_lists[output->names]->names;
    hasher.add(uint64_t{ids.size()});
    for (const std::string& id : ids) hasher.add(id);
  }
  for (const auto& calendar : out.calendars) add_calendar(hasher, *calendar);
  for (const auto& person : out.people) add_person(hasher, *person);
  return hasher.finish();
}

artefact::Hash source_hash(const source::SourceMap& sources) {
  artefact::Hasher hasher;
  for (uint32_t i = 0; i < sources.size(); ++i) hasher.add(sources[FileId{i}].text());
  return hasher.finish();
}

void lower_policy(const kernel::Kernel& kernel, const source::SourceMap& sources, artefact::ArtefactT& out) {
  const kernel::PolicyInfo& policy = kernel.policy;
  using artefact::UnknownRule;
  out.format = artefact::kFormat;
  out.compiler = kCompiler;
  out.policy = policy.id;
  out.title = policy.title;
  out.version = policy.version;
  out.lateness_ms = policy.lateness_ms;
  out.dedupe_ms = policy.dedupe_ms;
  out.unknown_events = policy.ignore_unknown_events ? UnknownRule::Ignored : UnknownRule::SetAside;
  out.unknown_fields = policy.ignore_unknown_fields ? UnknownRule::Ignored : UnknownRule::SetAside;
  out.anonymous_wait = policy.anonymous_wait;
  out.zone = zone_of(policy.zone);
  out.schema = std::make_unique<artefact::SchemaT>(kernel.schema);
  out.meaning_hash = bytes_of(kernel::meaning_hash(kernel));
  out.source_hash = bytes_of(source_hash(sources));
}

template <class T>
void copy_all(const std::vector<T>& from, std::vector<std::unique_ptr<T>>& to) {
  for (const T& item : from) to.push_back(std::make_unique<T>(item));
}

void lower_slots(const kernel::Kernel& kernel, artefact::ArtefactT& out) {
  copy_all(kernel.ledgers, out.ledgers);
  copy_all(kernel.balances, out.balances);
  copy_all(kernel.windows, out.windows);
  copy_all(kernel.marks, out.marks);
  copy_all(kernel.limits, out.limits);
  copy_all(kernel.quiets, out.quiets);
  copy_all(kernel.resets, out.resets);
}

std::vector<NodeId> lower_exprs(const kernel::Kernel& kernel, const std::vector<uint32_t>& references,
                                Nodes& nodes) {
  std::vector<NodeId> node_of;
  node_of.reserve(kernel.exprs.size());
  const auto at = [&](kernel::ExprId id) { return id.is_none() ? kNoNode : node_of[id.value]; };
  for (const kernel::Expr& expr : kernel.exprs) {
    node_of.push_back(nodes.intern(
        {expr.op, at(expr.a), at(expr.b), at(expr.c), references[node_of.size()], expr.k, expr.months}));
  }
  return node_of;
}

std::unique_ptr<artefact::ReactionT> lower_reaction(const Lowering& lowering, const Nodes& nodes,
                                                    const kernel::Reaction& reaction) {
  const NodeId guard = lowering.node(reaction.guard);
  const NodeId amount = lowering.node(reaction.amount);
  const NodeId key = lowering.node(reaction.key);
  Section section(nodes);
  for (const NodeId node : {guard, amount, key}) section.want(node);
  auto out = std::make_unique<artefact::ReactionT>();
  out->cause = reaction.cause;
  out->source = reaction.source;
  out->code = std::make_unique<artefact::CodeT>(section.finish());
  out->guard = section.place_or_none(guard);
  out->effect = reaction.effect;
  out->target = reaction.target;
  out->target_minus = reaction.target_minus;
  out->amount = section.place_or_none(amount);
  out->amount_is_text = reaction.amount && artefact::info(lowering.kernel.exprs[reaction.amount].op).result ==
                                               artefact::Bank::Text;
  out->limit = reaction.limit;
  out->key = section.place_or_none(key);
  out->rule = reaction.rule;
  out->exclude = reaction.exclude;
  out->counted = reaction.counted;
  return out;
}

std::unique_ptr<artefact::IgnoreT> lower_ignore(const Lowering& lowering, const Nodes& nodes,
                                                const kernel::Ignore& ignore) {
  const NodeId guard = lowering.node(ignore.guard);
  Section section(nodes);
  section.want(guard);
  auto out = std::make_unique<artefact::IgnoreT>();
  out->event = ignore.event;
  out->code = std::make_unique<artefact::CodeT>(section.finish());
  out->guard = section.place_or_none(guard);
  out->title = ignore.title;
  out->text = folded(lowering.sources.text(ignore.span));
  return out;
}

// Texts that folding has made superfluous are dropped; the rest move up.
void drop_unused_texts(artefact::ArtefactT& out, std::vector<Answer>& answers) {
  using artefact::Opcode;
  std::vector<uint32_t> place(out.text_constants.size(), UINT32_MAX);
  std::vector<std::string> kept;
  const auto visit = [&](artefact::CodeT& code) {
    for (artefact::Instruction& i : code.instructions) {
      if (i.op() != static_cast<uint16_t>(Opcode::TextConstant)) continue;
      if (place[i.ref()] == UINT32_MAX) {
        place[i.ref()] = static_cast<uint32_t>(kept.size());
        kept.push_back(out.text_constants[i.ref()]);
      }
      i = {i.op(), i.dst(), i.a(), i.b(), i.c(), place[i.ref()], i.k()};
    }
  };
  visit(*out.derived);
  for (auto& reaction : out.reactions) visit(*reaction->code);
  for (auto& ignore : out.ignores) visit(*ignore->code);
  for (auto& transition : out.transitions) visit(*transition->code);
  for (auto& signal : out.signals) visit(*signal->code);
  for (auto& team : out.teams) visit(*team->code);
  for (auto& route : out.routes) visit(*route->code);
  for (auto& row : out.route_rows) visit(*row->code);
  for (Answer& answer : answers) visit(answer.code);
  out.text_constants = std::move(kept);
}

}  // namespace

// `check` has asked for this zone already: that it is gone now is no mistake of the policy.
std::unique_ptr<artefact::ZoneT> zone_of(const std::string& name) {
  auto zone = calendar::resolve_zone(name);
  if (!zone) {
    std::fprintf(stderr, "leadc: the time zone `%s` was there a moment ago and is gone\n", name.c_str());
    std::abort();
  }
  return std::make_unique<artefact::ZoneT>(std::move(*zone));
}

Answered lower_with_answers(const kernel::Kernel& kernel, const source::SourceMap& sources,
                            LowerOptions options) {
  Answered answered;
  artefact::ArtefactT& out = answered.artefact;
  lower_policy(kernel, sources, out);
  lower_slots(kernel, out);
  out.derived = std::make_unique<artefact::CodeT>();
  const std::vector<uint32_t> references = lower_tables(kernel, out);
  const vm::Tables tables(out);
  Nodes nodes(tables, out.text_constants, options.optimise);
  const std::vector<NodeId> node_of = lower_exprs(kernel, references, nodes);
  const NodeId nothing = nodes.absent();
  Section derived(nodes);
  Lowering lowering{kernel, sources, out, node_of, nothing, derived};
  lower_calendars(lowering);
  lower_people(lowering);
  out.data_hash = bytes_of(data_hash(out));
  want_observed(lowering);
  want_clocks(lowering);
  want_routing(lowering);
  want_explained(lowering);
  *out.derived = derived.finish();
  lower_outputs(lowering);
  for (const kernel::Reaction& reaction : kernel.reactions) {
    out.reactions.push_back(lower_reaction(lowering, nodes, reaction));
  }
  lower_lifecycles(lowering, nodes);
  lower_clocks(lowering, nodes);
  lower_routing(lowering, nodes);
  for (const kernel::Ignore& ignore : kernel.ignores)
    out.ignores.push_back(lower_ignore(lowering, nodes, ignore));
  lower_explanations(lowering);
  answered.answers = lower_answers(lowering, nodes);
  drop_unused_texts(out, answered.answers);
  return answered;
}

artefact::ArtefactT lower(const kernel::Kernel& kernel, const source::SourceMap& sources,
                          LowerOptions options) {
  return std::move(lower_with_answers(kernel, sources, options).artefact);
}

}  // namespace lead::lowering
