#include "runtime/emit/summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "runtime/base/text.h"
#include "runtime/emit/decision_writer.h"

namespace lead::emit {
namespace {

std::string grouped(uint64_t n) {  // 101204 is "101,204"
  std::string digits = fmt::format("{}", n), out;
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) out.push_back(',');
    out.push_back(digits[i]);
  }
  return out;
}

std::string minute_of(int64_t ms) {
  std::string out;
  append_instant(out, ms);
  out.resize(16);
  out[10] = ' ';
  return out;
}

std::string bar(uint64_t n, uint64_t most) {
  constexpr uint64_t kWidth = 30;
  if (most == 0 || n == 0) return {};
  const uint64_t eighths = std::max<uint64_t>(1, n * kWidth * 8 / most);
  std::string out;
  for (uint64_t i = 0; i < eighths / 8; ++i) out += "█";
  constexpr std::string_view kParts[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  out += kParts[eighths % 8];
  return out;
}

// Columns a terminal shows for a UTF-8 text of ordinary letters.
size_t columns(std::string_view text) {
  return static_cast<size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string padded(std::string_view text, size_t width) {
  std::string out(text);
  for (size_t i = columns(text); i < width; ++i) out.push_back(' ');
  return out;
}

struct Paint {
  bool on;
  [[nodiscard]] std::string bold(std::string_view t) const {
    return on ? fmt::format("\x1b[1m{}\x1b[0m", t) : std::string(t);
  }
  [[nodiscard]] std::string dim(std::string_view t) const {
    return on ? fmt::format("\x1b[2m{}\x1b[0m", t) : std::string(t);
  }
  [[nodiscard]] std::string blue(std::string_view t) const {
    return on ? fmt::format("\x1b[34m{}\x1b[0m", t) : std::string(t);
  }
};

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

Summary::Summary(const artefact::ArtefactT& artefact)
    : artefact_(artefact), events_(artefact.schema->events.size()) {
  for (const auto& output : artefact.outputs) {
    outputs_.emplace_back(artefact.schema->name_lists[output->names]->names.size() + 1);
  }
}

void Summary::decided(const engine::Decision& decision) {
  auto& standing = outputs_[decision.output];
  const size_t unrated = standing.size() - 1;
  if (!decision.birth) --standing[decision.from.value_or(static_cast<uint32_t>(unrated))].leads;
  Standing& to = standing[decision.to.value_or(static_cast<uint32_t>(unrated))];
  ++to.leads;
  ++to.entered;
}

void Summary::applied(const value::Event& event) {
  ++events_[event.type];
  if (first_ms_ < 0 || event.instant_ms < first_ms_) first_ms_ = event.instant_ms;
  last_ms_ = std::max(last_ms_, event.instant_ms);
}

std::string Summary::text(const Totals& totals, bool color) const {
  const Paint paint{color};
  std::string out;
  auto line = [&out](const std::string& t) { out += t + "\n"; };
  line(paint.bold(artefact_.title.empty() ? artefact_.policy : artefact_.title) +
       (artefact_.version.empty() ? "" : "  version " + artefact_.version) +
       paint.dim(fmt::format("  meaning {}  data {}", short_hash(artefact_.meaning_hash),
                             short_hash(artefact_.data_hash))));
  if (first_ms_ >= 0) {
    line(fmt::format("events from {} to {} UTC, run until {} UTC", minute_of(first_ms_), minute_of(last_ms_),
                     minute_of(totals.run_until_ms)));
  }
  line("");
  uint64_t set_aside = 0;
  for (const uint64_t n : reasons_) set_aside += n;
  const std::pair<std::string_view, uint64_t> figures[] = {{"lines read", totals.lines},
                                                           {"events applied", totals.counts.applied},
                                                           {"events set aside", set_aside},
                                                           {"leads", totals.counts.leads},
                                                           {"decisions", totals.counts.decisions}};
  for (const auto& [name, n] : figures) line(fmt::format("  {:<18}{:>12}", name, grouped(n)));
  if (totals.after_until > 0)
    line(fmt::format("  {:<18}{:>12}  they happen after the end of the run", "left out",
                     grouped(totals.after_until)));
  for (const auto& [name, n] : totals.ignored_events)
    line(fmt::format("  {:<18}{:>12}  of type {}", "ignored", grouped(n), name));

  if (set_aside > 0) {
    line("");
    line(paint.bold("Set aside"));
    for (size_t i = 0; i < reasons_.size(); ++i) {
      if (reasons_[i] == 0) continue;
      const auto reason = static_cast<Reason>(i);
      line(fmt::format("  {:<18}{:>12}  {}", reason_word(reason), grouped(reasons_[i]), reason_text(reason)));
    }
  }
  if (!totals.unknown_fields.empty()) {
    line("");
    line(paint.bold("Fields the policy does not know") + paint.dim("  (left out, the event counted)"));
    for (const auto& [name, n] : totals.unknown_fields) line(fmt::format("  {:<18}{:>12}", name, grouped(n)));
  }
  for (size_t o = 0; o < outputs_.size(); ++o) {
    const artefact::OutputT& output = *artefact_.outputs[o];
    const auto& names = artefact_.schema->name_lists[output.names]->names;
    uint64_t most = 0;
    size_t width = 18;
    for (const Standing& s : outputs_[o]) most = std::max(most, s.leads);
    for (const std::string& name : names) width = std::max(width, columns(name) + 1);
    line("");
    line(padded(paint.bold(output.block) + (output.title.empty() ? "" : "  " + output.title), width));
    line(paint.dim(fmt::format("  {}{:>12}{:>12}", padded("", width), "leads now", "entered")));
    for (size_t i = 0; i < outputs_[o].size(); ++i) {
      const Standing& s = outputs_[o][i];
      const bool unrated = i == names.size();
      if (unrated && s.entered == 0) continue;
      line(fmt::format("  {}{:>12}{:>12}  {}", padded(unrated ? "unrated" : names[i], width),
                       grouped(s.leads), grouped(s.entered), paint.blue(bar(s.leads, most))));
    }
  }
  return out;
}

std::string Summary::json(const Totals& totals) const {
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
      totals.lines, totals.bytes, totals.counts.applied, totals.after_until, totals.counts.leads,
      totals.counts.decisions, totals.record_bytes);
  std::map<std::string, uint64_t> reasons, events;
  for (size_t i = 0; i < reasons_.size(); ++i) {
    if (reasons_[i] > 0) reasons[std::string(reason_word(static_cast<Reason>(i)))] = reasons_[i];
  }
  for (size_t i = 0; i < events_.size(); ++i) events[artefact_.schema->events[i]->name] = events_[i];
  append_counts(out, "set_aside", reasons);
  append_counts(out, "events", events);
  append_counts(out, "ignored_events", totals.ignored_events);
  append_counts(out, "unknown_fields", totals.unknown_fields);
  out += ",\"outputs\":{";
  for (size_t o = 0; o < outputs_.size(); ++o) {
    const auto& names = artefact_.schema->name_lists[artefact_.outputs[o]->names]->names;
    if (o > 0) out += ",";
    append_json(out, artefact_.outputs[o]->block);
    out += ":{";
    for (size_t i = 0; i < outputs_[o].size(); ++i) {
      if (i > 0) out += ",";
      append_json(out, i < names.size() ? names[i] : std::string("unrated"));
      out += fmt::format(":{{\"leads\":{},\"entered\":{}}}", outputs_[o][i].leads, outputs_[o][i].entered);
    }
    out += "}";
  }
  out += "}}\n";
  return out;
}

}  // namespace lead::emit
