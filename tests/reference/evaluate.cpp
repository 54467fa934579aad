#include "tests/reference/evaluate.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "runtime/builtins/company_name.h"
#include "runtime/builtins/lookup.h"
#include "runtime/builtins/text_match.h"
#include "runtime/calendar/zone.h"
#include "tests/reference/numbers.h"

namespace lead::reference {
namespace {

using artefact::Opcode;

Value word(int64_t value) {
  return {true, value, {}};
}
Value text(std::string value) {
  return {true, 0, std::move(value)};
}
Value yes_or_no(bool value) {
  return word(value ? 1 : 0);
}
Value missing() {
  return {};
}
// What fits no word is cut to 64 bits; the compiler proves that it does not happen.
Value wide(Wide value) {
  return word(static_cast<int64_t>(value));
}

std::vector<std::string> words_of(const std::string& folded) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : folded + " ") {
    if (c != ' ') {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::exchange(word, {}));
    }
  }
  return words;
}

// Forms are taken off the end, the longest first, until none is there or nothing would be left.
std::string bare_name(const std::string& name) {
  std::vector<std::string> words = words_of(builtins::folded_words(name));
  for (size_t longest = 1; longest > 0;) {
    longest = 0;
    for (const std::string_view form : builtins::legal_forms()) {
      const std::vector<std::string> tail = words_of(std::string(form));
      if (words.size() <= tail.size()) continue;
      const auto begin = words.end() - static_cast<std::ptrdiff_t>(tail.size());
      if (std::equal(begin, words.end(), tail.begin())) longest = std::max(longest, tail.size());
    }
    words.resize(words.size() - longest);
  }
  std::string bare;
  for (const std::string& word : words) bare += word;
  return bare;
}

}  // namespace

Value View::value(kernel::ExprId id) {
  const auto found = known_.find(id);
  if (found != known_.end()) return found->second;
  const Value result = compute(kernel_.exprs[id]);
  known_.emplace(id, result);
  return result;
}

Value View::compute(const kernel::Expr& expr) {
  switch (expr.op) {
    case Opcode::Constant:
    case Opcode::Absent:
    case Opcode::TextConstant:
    case Opcode::AbsentText:
    case Opcode::Attribute:
    case Opcode::AttributeText:
    case Opcode::Payload:
    case Opcode::PayloadText:
    case Opcode::Now:
    case Opcode::BornAt:
    case Opcode::Ledger:
    case Opcode::Balance:
    case Opcode::Stage:
    case Opcode::StageSince:
    case Opcode::Clock:
    case Opcode::WindowCount:
    case Opcode::WindowSum:
    case Opcode::WindowLeast:
    case Opcode::WindowGreatest:
    case Opcode::WindowDistinct:
    case Opcode::MarkInstant:
    case Opcode::MarkValue:
    case Opcode::MarkText:
      return leaf(expr);
    case Opcode::Add:
    case Opcode::Subtract:
    case Opcode::Negate:
    case Opcode::Multiply:
    case Opcode::Divide:
    case Opcode::Scale:
    case Opcode::Round:
    case Opcode::Least:
    case Opcode::Greatest:
      return arithmetic(expr);
    case Opcode::Equal:
    case Opcode::NotEqual:
    case Opcode::Less:
    case Opcode::LessEqual:
      return comparison(expr);
    case Opcode::And:
    case Opcode::Or:
    case Opcode::Not:
    case Opcode::IsKnown:
    case Opcode::OrElse:
    case Opcode::Select:
    case Opcode::TextOrElse:
    case Opcode::TextSelect:
    case Opcode::TextIsKnown:
      return choice(expr);
    case Opcode::HasItem:
    case Opcode::HasAny:
    case Opcode::HasAll:
    case Opcode::ItemCount:
      return of_set(expr);
    case Opcode::InSet:
    case Opcode::Band:
    case Opcode::DayOf:
    case Opcode::StartOf:
    case Opcode::AddMonths:
      return table(expr);
    case Opcode::Lookup:
    case Opcode::LookupText:
      return look_up(expr);
    case Opcode::Find:
    case Opcode::FindText:
      return find(expr);
    case Opcode::TextEqual:
    case Opcode::TextNotEqual:
    case Opcode::TextStartsWith:
    case Opcode::TextEndsWith:
    case Opcode::TextContains:
    case Opcode::TextMatches:
    case Opcode::TextHasAnyWord:
    case Opcode::TextInList:
    case Opcode::TextSameName:
    case Opcode::DomainOf:
      return text_test(expr);
    case Opcode::kCount:
      break;
  }
  return missing();
}

Value View::payload(uint32_t field) const {
  const value::FieldValue& given = event_->fields[field];
  if (given.state != value::FieldState::Value) return missing();
  return {true, given.word, std::string(given.text)};
}

std::vector<Value> View::window_values(const kernel::Expr& expr) const {
  std::vector<Value> values;
  for (const Lead::Seen& seen : lead_.windows[expr.ref]) {
    const int64_t end = expr.months != 0 ? calendar::add_months(zone_, seen.instant_ms, expr.months)
                                         : seen.instant_ms + expr.k;
    if ((expr.k == 0 && expr.months == 0) || now_ms_ < end) values.push_back(seen.value);
  }
  return values;
}

Value View::of_window(const kernel::Expr& expr) const {
  const std::vector<Value> values = window_values(expr);
  if (expr.op == Opcode::WindowCount) return word(static_cast<int64_t>(values.size()));
  if (expr.op == Opcode::WindowDistinct) {
    std::set<std::pair<int64_t, std::string>> different;
    for (const Value& value : values) different.emplace(value.word, value.text);
    return word(static_cast<int64_t>(different.size()));
  }
  if (expr.op == Opcode::WindowSum) {
    Wide sum = 0;
    for (const Value& value : values) sum += value.word;
    return wide(sum);
  }
  if (values.empty()) return missing();
  int64_t found = values.front().word;
  for (const Value& value : values)
    found = expr.op == Opcode::WindowLeast ? std::min(found, value.word) : std::max(found, value.word);
  return word(found);
}

Value View::leaf(const kernel::Expr& expr) const {
  switch (expr.op) {
    case Opcode::Constant:
      return word(expr.k);
    case Opcode::TextConstant:
      return text(kernel_.text_constants[expr.ref]);
    case Opcode::Attribute:
    case Opcode::AttributeText:
      return lead_.attributes[expr.ref];
    case Opcode::Payload:
    case Opcode::PayloadText:
      return payload(expr.ref);
    case Opcode::Now:
      return word(now_ms_);
    case Opcode::BornAt:
      return word(lead_.born_ms.value_or(now_ms_));
    case Opcode::Ledger:
      return word(worth(lead_.ledgers[expr.ref], kernel_.ledgers[expr.ref].decay, now_ms_));
    case Opcode::Stage:
      return word(lead_.stages[expr.ref].stage);
    case Opcode::StageSince:
      return word(lead_.stages[expr.ref].since_ms);
    case Opcode::Clock:
      return word(static_cast<int64_t>(lead_.clocks[expr.ref].state));
    case Opcode::Balance:
      return word(lead_.balances[expr.ref]);
    case Opcode::WindowCount:
    case Opcode::WindowSum:
    case Opcode::WindowLeast:
    case Opcode::WindowGreatest:
    case Opcode::WindowDistinct:
      return of_window(expr);
    case Opcode::MarkValue:
    case Opcode::MarkText:
      return lead_.mark_values[expr.ref];
    case Opcode::MarkInstant:
      return lead_.marks[expr.ref] ? word(*lead_.marks[expr.ref]) : missing();
    default:
      return missing();
  }
}

Value View::arithmetic(const kernel::Expr& expr) {
  const Value a = value(expr.a);
  const Value b = expr.b ? value(expr.b) : word(0);
  if (!a.known || !b.known) return missing();
  const Wide x = a.word, y = b.word, k = expr.k;
  switch (expr.op) {
    case Opcode::Add:
      return wide(x + y);
    case Opcode::Subtract:
      return wide(x - y);
    case Opcode::Negate:
      return wide(-x);
    case Opcode::Multiply:
      return wide(nearest_even(x * y, k));
    case Opcode::Divide:
      if (y == 0) return missing();
      return wide(y > 0 ? nearest_even(x * k, y) : nearest_even(-x * k, -y));
    case Opcode::Scale:
      return wide(x * k);
    case Opcode::Round:
      return wide(nearest_even(x, k));
    case Opcode::Least:
      return wide(std::min(x, y));
    case Opcode::Greatest:
      return wide(std::max(x, y));
    default:
      return missing();
  }
}

Value View::comparison(const kernel::Expr& expr) {
  const Value a = value(expr.a);
  const Value b = value(expr.b);
  if (!a.known || !b.known) return yes_or_no(false);
  if (expr.op == Opcode::Equal) return yes_or_no(a.word == b.word);
  if (expr.op == Opcode::NotEqual) return yes_or_no(a.word != b.word);
  if (expr.op == Opcode::Less) return yes_or_no(a.word < b.word);
  return yes_or_no(a.word <= b.word);
}

Value View::choice(const kernel::Expr& expr) {
  switch (expr.op) {
    case Opcode::And:
      return yes_or_no(is_met(expr.a) && is_met(expr.b));
    case Opcode::Or:
      return yes_or_no(is_met(expr.a) || is_met(expr.b));
    case Opcode::Not:
      return yes_or_no(!is_met(expr.a));
    case Opcode::IsKnown:
    case Opcode::TextIsKnown:
      return yes_or_no(value(expr.a).known);
    case Opcode::OrElse:
    case Opcode::TextOrElse:
      return value(expr.a).known ? value(expr.a) : value(expr.b);
    case Opcode::Select:
      return is_met(expr.a) ? value(expr.b) : value(expr.c);
    case Opcode::TextSelect:
      return is_met(expr.c) ? value(expr.a) : value(expr.b);
    default:
      return missing();
  }
}

std::vector<bool> View::bands_on(uint32_t latch, int64_t score) const {
  const kernel::Latch& bands = kernel_.latches[latch];
  std::vector<bool> on;
  for (size_t band = 0; band < bands.from.size(); ++band) {
    if (score >= bands.from[band]) {
      on.push_back(true);
    } else if (score < bands.until[band]) {
      on.push_back(false);
    } else {
      on.push_back(lead_.latches[latch][band]);  // in between: as it was
    }
  }
  return on;
}

Value View::table(const kernel::Expr& expr) {
  const Value a = value(expr.a);
  if (expr.op == Opcode::InSet) {
    const std::vector<int64_t>& set = kernel_.int_sets[expr.ref].values;
    return yes_or_no(a.known && std::count(set.begin(), set.end(), a.word) > 0);
  }
  if (!a.known) return missing();
  if (expr.op == Opcode::DayOf) return word(calendar::day_of(zone_, a.word));
  if (expr.op == Opcode::StartOf) return word(calendar::start_of_day(zone_, a.word));
  if (expr.op == Opcode::AddMonths) return word(calendar::add_months(zone_, a.word, expr.k));
  const std::vector<bool> on = bands_on(expr.ref, a.word);
  for (size_t band = on.size(); band-- > 0;) {
    if (on[band]) return word(static_cast<int64_t>(band));
  }
  return missing();
}

// Item by item.
Value View::of_set(const kernel::Expr& expr) {
  const Value a = value(expr.a);
  const auto items_of = [](int64_t word) {
    std::set<int64_t> items;
    for (int64_t item = 0; item < 64; ++item) {
      if ((static_cast<uint64_t>(word) >> item) % 2 == 1) items.insert(item);
    }
    return items;
  };
  const std::set<int64_t> has = items_of(a.word), asked = items_of(expr.k);
  const auto is_there = [&](int64_t item) { return has.contains(item); };
  if (expr.op == Opcode::ItemCount) return a.known ? word(static_cast<int64_t>(has.size())) : missing();
  if (!a.known) return yes_or_no(false);
  if (expr.op == Opcode::HasItem) return yes_or_no(value(expr.b).known && is_there(value(expr.b).word));
  if (expr.op == Opcode::HasAny) return yes_or_no(std::any_of(asked.begin(), asked.end(), is_there));
  return yes_or_no(std::all_of(asked.begin(), asked.end(), is_there));
}

// Row by row.
Value View::find(const kernel::Expr& expr) {
  const Value a = value(expr.a);
  const artefact::LookupT& table = kernel_.lookups[expr.ref];
  for (size_t i = 0; a.known && i < table.numbers.size(); ++i) {
    if (table.numbers[i] != a.word) continue;
    return expr.op == Opcode::FindText ? text(table.texts[i]) : word(table.words[i]);
  }
  return missing();
}

// Row by row, the longest domain, the longest beginning or the first words.
Value View::look_up(const kernel::Expr& expr) {
  const Value a = value(expr.a);
  if (!a.known) return missing();
  const artefact::LookupT& table = kernel_.lookups[expr.ref];
  const std::string wanted =
      table.key == artefact::LookupKey::Name ? bare_name(a.text) : builtins::folded_key(table.key, a.text);
  const auto fits = [&](const std::string& key) {
    if (key == wanted) return true;
    if (table.key == artefact::LookupKey::Domain)
      return wanted.size() > key.size() && wanted.substr(wanted.size() - key.size() - 1) == "." + key;
    if (table.key == artefact::LookupKey::Prefix) return wanted.substr(0, key.size()) == key;
    return table.key == artefact::LookupKey::Words &&
           (" " + wanted + " ").find(" " + key + " ") != std::string::npos;
  };
  std::optional<size_t> best;
  for (size_t i = 0; i < table.keys.size(); ++i) {
    if (!fits(table.keys[i])) continue;
    const bool is_longest_wanted =
        table.key == artefact::LookupKey::Domain || table.key == artefact::LookupKey::Prefix;
    const bool is_better = !best || (is_longest_wanted && table.keys[i].size() > table.keys[*best].size());
    if (is_better) best = i;
  }
  if (!best) return missing();
  return expr.op == Opcode::LookupText ? text(table.texts[*best]) : word(table.words[*best]);
}

Value View::text_test(const kernel::Expr& expr) {
  const Value a = value(expr.a);
  if (expr.op == Opcode::DomainOf) {
    const size_t at = a.text.rfind('@');
    return a.known && at != std::string::npos ? text(a.text.substr(at + 1)) : missing();
  }
  const Value b = expr.b ? value(expr.b) : text("");
  if (!a.known || !b.known) return yes_or_no(false);
  switch (expr.op) {
    case Opcode::TextEqual:
      return yes_or_no(a.text == b.text);
    case Opcode::TextNotEqual:
      return yes_or_no(a.text != b.text);
    case Opcode::TextStartsWith:
      return yes_or_no(a.text.substr(0, b.text.size()) == b.text);
    case Opcode::TextEndsWith:
      return yes_or_no(a.text.size() >= b.text.size() &&
                       a.text.substr(a.text.size() - b.text.size()) == b.text);
    case Opcode::TextContains:
      return yes_or_no(a.text.find(b.text) != std::string::npos);
    case Opcode::TextSameName:
      return yes_or_no(!bare_name(a.text).empty() && bare_name(a.text) == bare_name(b.text));
    case Opcode::TextMatches:
      return yes_or_no(builtins::Pattern(kernel_.patterns[expr.ref]).matches(a.text));
    case Opcode::TextHasAnyWord:
      return yes_or_no(builtins::WordList(kernel_.text_lists[expr.ref].items).any_in(a.text));
    case Opcode::TextInList: {
      const std::vector<std::string>& items = kernel_.text_lists[expr.ref].items;
      return yes_or_no(std::count(items.begin(), items.end(), a.text) > 0);
    }
    default:
      return missing();
  }
}

}  // namespace lead::reference
