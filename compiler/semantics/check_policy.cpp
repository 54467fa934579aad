// The policy block and its settings. Each setting is one row of `kSettings`: its key, what it takes, how it
// is taken.
#include <algorithm>
#include <iterator>

#include "compiler/semantics/check_expr.h"
#include "compiler/semantics/steps.h"
#include "runtime/calendar/zone_source.h"

namespace lead::semantics {
namespace {

using syntax::ExprId;
using syntax::Setting;

struct Taker {
  Context& context;
  const Setting& setting;
  Policy& policy;

  [[nodiscard]] const syntax::Expr& first() const { return context.tree.exprs[setting.values.front()]; }
  [[nodiscard]] const std::string* text() const {
    const auto* node = std::get_if<syntax::TextExpr>(&first().node);
    return node == nullptr ? nullptr : &node->value;
  }
  [[nodiscard]] bool is_word(std::string_view word) const {
    const auto* node = std::get_if<syntax::NameExpr>(&first().node);
    return node != nullptr && node->name.text == word;
  }
};

// Each says whether the value has the right shape; a problem of its own (an unknown zone) is no wrong shape.
bool take_version(Taker& take) {
  const std::string* text = take.text();
  if (text != nullptr) take.policy.version = *text;
  return text != nullptr;
}

bool take_effective(Taker& take) {
  if (!std::holds_alternative<syntax::DateExpr>(take.first().node)) return false;
  take.policy.effective_day = infer(take.context, take.setting.values.front(), {}).word;
  return true;
}

bool take_zone(Taker& take) {
  const std::string* text = take.text();
  if (text == nullptr) return false;
  if (calendar::is_known_zone(*text)) {
    take.policy.zone = *text;
  } else {
    take.context.sink.add(problems::unknown_zone(take.first().span, *text, calendar::close_zones(*text)));
  }
  return true;
}

bool take_owners(Taker& take) {
  for (const ExprId id : take.setting.values) {
    const auto* node = std::get_if<syntax::NameExpr>(&take.context.tree.exprs[id].node);
    if (node == nullptr) return false;
    take.policy.owners.push_back(node->name.text);
  }
  return true;
}

bool take_period(Taker& take, std::string_view where, int64_t& out) {
  const auto* node = std::get_if<syntax::DurationExpr>(&take.first().node);
  if (node == nullptr) return false;
  if (const auto length = fixed_milliseconds(take.context, node->duration, where, true)) out = *length;
  return true;
}

bool take_lateness(Taker& take) {
  return take_period(take, "`lateness`", take.policy.lateness_ms);
}
bool take_dedupe(Taker& take) {
  return take_period(take, "`dedupe`", take.policy.dedupe_ms);
}

bool take_ignored(const Taker& take, bool& out) {
  out = take.is_word("ignored");
  return out || take.is_word("set aside");
}

bool take_unknown_events(Taker& take) {
  return take_ignored(take, take.policy.ignore_unknown_events);
}
bool take_unknown_fields(Taker& take) {
  return take_ignored(take, take.policy.ignore_unknown_fields);
}

bool take_anonymous(Taker& take) {
  take.policy.anonymous_wait = take.is_word("wait");
  return take.policy.anonymous_wait || take.is_word("set aside");
}

struct Known {
  std::string_view key, wanted;
  bool many;  // several values, with commas between them
  bool (*take)(Taker&);
};

constexpr Known kSettings[] = {
    {"version", "a text, such as \"2026.11\"", false, take_version},
    {"effective", "a date, such as 2026-12-01", false, take_effective},
    {"time zone", "a text, such as \"Europe/Stockholm\"", false, take_zone},
    {"owners", "names, such as marketing, sales", true, take_owners},
    {"lateness", "a duration, such as 1 hour", false, take_lateness},
    {"dedupe", "a duration, such as 30 days", false, take_dedupe},
    {"unknown events", "`set aside` or `ignored`", false, take_unknown_events},
    {"unknown fields", "`set aside` or `ignored`", false, take_unknown_fields},
    {"anonymous events", "`wait` or `set aside`", false, take_anonymous},
};

void take_setting(Context& context, const Setting& setting) {
  const auto* known = std::find_if(std::begin(kSettings), std::end(kSettings),
                                   [&](const Known& row) { return row.key == setting.key.text; });
  if (known == std::end(kSettings)) {
    std::vector<std::string> keys;
    for (const Known& row : kSettings) keys.emplace_back(row.key);
    context.sink.add(
        problems::unknown_setting(setting.key, keys, diagnostics::suggest(setting.key.text, keys)));
    return;
  }
  if (setting.values.empty() ||
      std::holds_alternative<syntax::ErrorExpr>(context.tree.exprs[setting.values.front()].node))
    return;
  Taker take{context, setting, context.program.policy};
  const bool is_single = known->many || setting.values.size() == 1;
  if (is_single && known->take(take)) return;
  const Span values = cover(take.first().span, span_of(context, setting.values.back()));
  context.sink.add(problems::wrong_setting(values, setting.key.text, known->wanted));
}

void take_policy(Context& context, const syntax::PolicyDecl& decl) {
  context.program.policy.id = decl.name.text;
  context.program.policy.title = decl.title.value_or("");
  std::map<std::string, Span> seen;
  for (const Setting& setting : decl.settings) {
    const auto [entry, is_new] = seen.emplace(setting.key.text, setting.key.span);
    if (is_new) take_setting(context, setting);
    if (!is_new) context.sink.add(problems::setting_twice(setting.key, entry->second));
  }
}

// The head of a block: its first line is enough to point at.
Span head_of(const Context& context, const syntax::Decl& decl) {
  const std::string_view text = context.sources.text(decl.span);
  const size_t length = std::min(text.find('{'), text.size());
  const size_t end = text.find_last_not_of(" \t\r\n", length == 0 ? 0 : length - 1);
  return {decl.span.file, decl.span.begin_byte,
          decl.span.begin_byte + static_cast<uint32_t>(end == std::string_view::npos ? 0 : end + 1)};
}

Span start_of_text(const Context& context) {
  if (!context.tree.decls.empty()) {
    const Span first = context.tree.decls.front().span;
    return {first.file, first.begin_byte, first.begin_byte};
  }
  return context.sources.size() == 0 ? Span{} : Span{FileId{0}, 0, 0};
}

}  // namespace

void check_policy(Context& context) {
  const syntax::Decl* policy = nullptr;
  const syntax::Decl* lead = nullptr;
  const auto take_first = [&](const syntax::Decl*& first, const syntax::Decl& decl, std::string_view block) {
    if (first != nullptr)
      context.sink.add(problems::block_twice(block, head_of(context, decl), head_of(context, *first)));
    const bool is_first = first == nullptr;
    if (is_first) first = &decl;
    return is_first;
  };
  for (const syntax::Decl& decl : context.tree.decls) {
    if (std::holds_alternative<syntax::LeadDecl>(decl.node)) take_first(lead, decl, "lead");
    const auto* node = std::get_if<syntax::PolicyDecl>(&decl.node);
    if (node != nullptr && take_first(policy, decl, "policy")) take_policy(context, *node);
  }
  if (policy == nullptr) context.sink.add(problems::no_policy(start_of_text(context)));
}

}  // namespace lead::semantics
