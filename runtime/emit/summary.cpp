#include "runtime/emit/summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

#include "runtime/base/terminal.h"
#include "runtime/base/text.h"
#include "runtime/emit/decision_writer.h"
#include "runtime/emit/summary_page.h"
#include "runtime/emit/word_text.h"

namespace lead::emit {

namespace {

std::string minute_of(int64_t ms, const artefact::ZoneT& zone) {
  return local_second(ms, zone).substr(0, 16);
}

void append_counts(std::string& out, std::string_view key, const std::map<std::string, uint64_t>& counts) {
  out += fmt::format(",\"{}\":{{", key);
  bool first = true;
  for (const auto& [name, n] : counts) {
    if (!first) out += ",";
    first = false;
    append_json(out, name);
    out += fmt::format(":{}", n);
  }
  out += "}";
}

}  // namespace

std::string grouped(uint64_t n) {
  std::string digits = fmt::format("{}", n), out;
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) out.push_back(',');
    out.push_back(digits[i]);
  }
  return out;
}

std::string bar(uint64_t n, uint64_t most, uint64_t width) {
  if (most == 0 || n == 0) return {};
  const uint64_t eighths = std::max<uint64_t>(1, n * width * 8 / most);
  std::string out;
  for (uint64_t i = 0; i < eighths / 8; ++i) out += "█";
  constexpr std::string_view kParts[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  out += kParts[eighths % 8];
  return out;
}

void Summary::Page::heading(std::string_view text, std::string_view more) {
  line();
  line(bold(text) + (color_ ? dim(more) : std::string(more)));
}

void Summary::Page::figure(std::string_view name, uint64_t n, std::string_view explanation) {
  line(fmt::format("  {}{:>12}{}{}", left(name, 18), grouped(n), explanation.empty() ? "" : "  ",
                   explanation));
}

Summary::Summary(const artefact::ArtefactT& artefact)
    : artefact_(artefact), events_(artefact.schema->events.size()) {
  for (const auto& output : artefact.outputs) {
    outputs_.emplace_back(artefact.schema->name_lists[output->names]->names.size() + 1);
  }
}

void Summary::decided(const engine::Decision& decision) {
  ++decisions_;
  auto& standing = outputs_[decision.output];
  const size_t unrated = standing.size() - 1;
  // A clock that nothing has started stands nowhere.
  const bool is_first =
      decision.clock && decision.from == static_cast<uint32_t>(artefact::ClockState::NotStarted);
  if (!decision.birth && !is_first) --standing[decision.from.value_or(static_cast<uint32_t>(unrated))].leads;
  Standing& to = standing[decision.to.value_or(static_cast<uint32_t>(unrated))];
  ++to.leads;
  ++to.entered;
}

void Summary::roster_changed(const engine::RosterInForce& roster) {
  if (roster.is_first) return;
  ++decisions_;
  rosters_.push_back(
      {roster.instant_ms, roster.people, short_hash({roster.hash->begin(), roster.hash->end()})});
}

void Summary::presence_changed(const engine::PresenceChange& presence) {
  ++decisions_;
  ++(presence.is_away ? gone_ : back_);
}

void Summary::told(const engine::Telling& telling) {
  ++decisions_;
  ++told_[artefact_.tells[telling.tell]->whom];
}

void Summary::applied(const value::Event& event) {
  ++events_[event.type];
  if (first_ms_ < 0 || event.instant_ms < first_ms_) first_ms_ = event.instant_ms;
  last_ms_ = std::max(last_ms_, event.instant_ms);
}

std::string Summary::text(const Totals& totals, bool color, std::string_view who_has_them) const {
  Page page(color);
  print_head(page, totals);
  print_set_aside(page, totals);
  for (size_t o = 0; o < outputs_.size(); ++o) {
    if (artefact_.outputs[o]->kind != artefact::OutputKind::Clock) print_output(page, o);
  }
  print_promises(page);
  page.text(who_has_them);
  if (!told_.empty()) page.heading("Notified");
  for (const auto& [whom, n] : told_) page.figure(whom, n);
  return page.take();
}

void Summary::print_head(Page& page, const Totals& totals) const {
  page.line(page.bold(artefact_.title.empty() ? artefact_.policy : artefact_.title) +
            (artefact_.version.empty() ? "" : "  version " + artefact_.version) +
            page.dim(fmt::format("  meaning {}  data {}", short_hash(artefact_.meaning_hash),
                                 short_hash(artefact_.data_hash))));
  if (first_ms_ >= 0) {
    const artefact::ZoneT& zone = *artefact_.zone;
    page.line(fmt::format("events from {} to {}, run until {} ({})", minute_of(first_ms_, zone),
                          minute_of(last_ms_, zone), minute_of(totals.run_until_ms, zone), zone.name));
  }
  page.line();
  const std::pair<std::string_view, uint64_t> figures[] = {{"lines read", totals.lines},
                                                           {"events applied", totals.counts.applied},
                                                           {"events set aside", set_aside_count()},
                                                           {"leads", totals.counts.leads},
                                                           {"decisions", decisions_}};
  for (const auto& [name, n] : figures) page.figure(name, n);
  if (totals.counts.cut_chains > 0)
    page.figure("cut off", totals.counts.cut_chains,
                "rules that set each other off at one instant too often");
  if (totals.after_until > 0)
    page.figure("left out", totals.after_until, "they happen after the end of the run");
  for (const auto& [name, n] : totals.ignored_events) page.figure("ignored", n, "of type " + harmless(name));
  if (gone_ > 0) page.figure("away", gone_, "people said that they were");
  if (back_ > 0) page.figure("back", back_, "people said that they were");
  for (const RosterLine& roster : rosters_)
    page.figure(
        "roster", roster.people,
        fmt::format("people from {} on, {}", minute_of(roster.instant_ms, *artefact_.zone), roster.hash));
}

void Summary::print_set_aside(Page& page, const Totals& totals) const {
  if (set_aside_count() > 0) page.heading("Set aside");
  for (size_t i = 0; i < reasons_.size(); ++i) {
    const auto reason = static_cast<Reason>(i);
    if (reasons_[i] > 0) page.figure(reason_word(reason), reasons_[i], reason_text(reason));
  }
  if (!totals.unknown_fields.empty()) {
    page.heading("Fields the policy does not know",
                 artefact_.unknown_fields == artefact::UnknownRule::SetAside
                     ? "  (their events were set aside)"
                     : "  (left out, the event counted)");
  }
  for (const auto& [name, n] : totals.unknown_fields) page.figure(harmless(name), n);
}

// What the names of an output are called in words: the titles of stages.
std::vector<std::string> Summary::titles_of(size_t index) const {
  for (const auto& lifecycle : artefact_.lifecycles) {
    if (lifecycle->output != index) continue;
    std::vector<std::string> titles;
    for (const auto& stage : lifecycle->stages) titles.push_back(stage->title);
    return titles;
  }
  return {};
}

void Summary::print_output(Page& page, size_t index) const {
  const artefact::OutputT& output = *artefact_.outputs[index];
  if (output.kind == artefact::OutputKind::Account) return print_account(page, index);
  const auto& names = artefact_.schema->name_lists[output.names]->names;
  const std::vector<std::string> titles = titles_of(index);
  uint64_t most = 0;
  size_t width = 18, title_width = 0;
  for (const Standing& s : outputs_[index]) most = std::max(most, s.leads);
  for (const std::string& name : names) width = std::max<size_t>(width, width_of(name) + 1);
  for (const std::string& title : titles) title_width = std::max<size_t>(title_width, width_of(title));
  page.heading(output.block, output.title.empty() ? "" : "  " + output.title);
  page.line(page.dim(fmt::format("  {}{:>12}{:>12}", left("", width + title_width), "leads now", "entered")));
  for (size_t i = 0; i < outputs_[index].size(); ++i) {
    const Standing& s = outputs_[index][i];
    const bool unrated = i == names.size();
    if (unrated && s.entered == 0) continue;
    page.line(fmt::format("  {}{}{:>12}{:>12}  {}", left(unrated ? "unrated" : names[i], width),
                          left(i < titles.size() ? titles[i] : "", title_width), grouped(s.leads),
                          grouped(s.entered), page.blue(bar(s.leads, most))));
  }
}

// There are too many accounts to list: how many leads have one, and how many accounts have leads.
void Summary::print_account(Page& page, size_t index) const {
  const artefact::OutputT& output = *artefact_.outputs[index];
  const std::vector<Standing>& standing = outputs_[index];
  uint64_t found = 0, accounts = 0;
  for (size_t i = 0; i + 1 < standing.size(); ++i) {
    found += standing[i].leads;
    accounts += standing[i].leads > 0 ? 1 : 0;
  }
  page.heading(output.block, output.title.empty() ? "" : "  " + output.title);
  page.figure("leads with one", found);
  page.figure("accounts of leads", accounts);
}

uint64_t Summary::set_aside_count() const {
  return std::accumulate(reasons_.begin(), reasons_.end(), uint64_t{0});
}

void Summary::append_rosters(std::string& out) const {
  if (rosters_.empty()) return;
  out += ",\"rosters\":[";
  for (size_t i = 0; i < rosters_.size(); ++i) {
    out += i > 0 ? ",{\"from\":\"" : "{\"from\":\"";
    append_instant(out, rosters_[i].instant_ms);
    out += fmt::format("\",\"people\":{},\"roster\":\"{}\"}}", rosters_[i].people, rosters_[i].hash);
  }
  out += "]";
}

std::string Summary::json(const Totals& totals, std::string_view who_has_them) const {
  std::string out = "{\"policy\":";
  append_json(out, artefact_.policy);
  out += ",\"version\":";
  append_json(out, artefact_.version);
  out += fmt::format(",\"meaning\":\"{}\",\"data\":\"{}\"", long_hash(artefact_.meaning_hash),
                     long_hash(artefact_.data_hash));
  out += ",\"run_until\":\"";
  append_instant(out, totals.run_until_ms);
  out += fmt::format(
      "\",\"lines\":{},\"bytes\":{},\"applied\":{},\"after_until\":{},\"leads\":{},\"decisions\":{},\"record_"
      "bytes\":{}",
      totals.lines, totals.bytes, totals.counts.applied, totals.after_until, totals.counts.leads, decisions_,
      totals.record_bytes);
  std::map<std::string, uint64_t> reasons, events;
  for (size_t i = 0; i < reasons_.size(); ++i) {
    if (reasons_[i] > 0) reasons[std::string(reason_word(static_cast<Reason>(i)))] = reasons_[i];
  }
  for (size_t i = 0; i < events_.size(); ++i) events[artefact_.schema->events[i]->name] = events_[i];
  append_counts(out, "set_aside", reasons);
  append_counts(out, "events", events);
  append_counts(out, "ignored_events", totals.ignored_events);
  append_counts(out, "unknown_fields", totals.unknown_fields);
  if (!told_.empty()) append_counts(out, "notified", told_);
  append_rosters(out);
  if (gone_ + back_ > 0) out += fmt::format(",\"presence\":{{\"away\":{},\"back\":{}}}", gone_, back_);
  out += who_has_them;
  out += ",\"outputs\":{";
  for (size_t o = 0; o < outputs_.size(); ++o) {
    const auto& names = artefact_.schema->name_lists[artefact_.outputs[o]->names]->names;
    if (o > 0) out += ",";
    append_json(out, artefact_.outputs[o]->block);
    out += ":{";
    const bool is_account = artefact_.outputs[o]->kind == artefact::OutputKind::Account;
    bool is_first = true;
    for (size_t i = 0; i < outputs_[o].size(); ++i) {
      if (is_account && outputs_[o][i].entered == 0) continue;
      if (!is_first) out += ",";
      is_first = false;
      append_json(out, i < names.size() ? names[i] : std::string(is_account ? "missing" : "unrated"));
      out += fmt::format(":{{\"leads\":{},\"entered\":{}}}", outputs_[o][i].leads, outputs_[o][i].entered);
    }
    out += "}";
  }
  out += "}}\n";
  return out;
}

}  // namespace lead::emit
