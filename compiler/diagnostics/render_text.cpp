#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "compiler/diagnostics/preview.h"
#include "compiler/diagnostics/render.h"
#include "compiler/diagnostics/selection.h"
#include "compiler/diagnostics/snippet.h"

namespace lead::diagnostics {

namespace {

constexpr size_t kMaxSecondary = 8;  // labels drawn; more would bury the first
constexpr std::string_view kNoteLead = " = note: ";
constexpr std::string_view kHelpLead = " = help: ";

using LabelsByFile = std::vector<std::pair<FileId, std::vector<SnippetLabel>>>;

// The primary label's file first, then the others in the order in which their labels were given.
LabelsByFile group_labels(const Diagnostic& d) {
  LabelsByFile groups;
  const auto add = [&](const Label& label, Role role) {
    if (label.span.is_none()) return;
    auto group =
        std::find_if(groups.begin(), groups.end(), [&](auto& g) { return g.first == label.span.file; });
    if (group == groups.end()) group = groups.insert(groups.end(), {label.span.file, {}});
    group->second.push_back({label.span, label.text, role});
  };
  add(d.primary, role_of(d.severity));
  for (size_t i = 0; i < std::min(d.secondary.size(), kMaxSecondary); ++i)
    add(d.secondary[i], Role::Secondary);
  return groups;
}

uint32_t digits(uint32_t number) {
  return static_cast<uint32_t>(fmt::formatted_size("{}", number));
}

Frame frame_for(const Diagnostic& d, const LabelsByFile& groups, const source::SourceMap& sources,
                const RenderOptions& options) {
  uint32_t last = 1;
  for (const auto& [file, labels] : groups) last = std::max(last, last_line_of(sources[file], labels));
  for (const Fix& fix : d.fixes) last = std::max(last, last_line_of(fix, sources));
  return {digits(last), options.width, Paint(options.color)};
}

std::string draw_place(std::string_view arrow, const source::SourceFile& file, Span span,
                       const Frame& frame) {
  const source::Position at = file.position(shown_span(file, span).begin_byte);
  return fmt::format("{}{} {}:{}:{}\n", std::string(frame.gutter, ' '), frame.paint(Role::Frame, arrow),
                     one_line(file.path()), at.line, at.column);
}

std::string draw_advice(std::string_view lead, Role role, std::string_view text, const Frame& frame) {
  const std::string indent(frame.gutter, ' ');
  const auto lead_columns = static_cast<uint32_t>(frame.gutter + lead.size());
  const std::vector<std::string> lines =
      wrap(one_line(text), std::max(frame.width, lead_columns + 20) - lead_columns);
  std::string out = indent + frame.paint(role, lead) + lines[0] + "\n";
  for (size_t i = 1; i < lines.size(); ++i) out += std::string(lead_columns, ' ') + lines[i] + "\n";
  return out;
}

std::string draw_head(const Diagnostic& d, const Paint& paint) {
  const std::string word = fmt::format("{}[{}]", word_of(d.severity), code_text(d.code));
  return paint(role_of(d.severity), word) + paint(Role::Strong, ": " + one_line(d.message)) + "\n";
}

std::string draw(const Diagnostic& d, const source::SourceMap& sources, const RenderOptions& options) {
  const LabelsByFile groups = group_labels(d);
  const Frame frame = frame_for(d, groups, sources, options);
  std::string out = draw_head(d, frame.paint);
  for (size_t i = 0; i < groups.size(); ++i) {
    const source::SourceFile& file = sources[groups[i].first];
    out += draw_place(i == 0 ? "-->" : ":::", file, groups[i].second.front().span, frame);
    out += draw_snippet(file, groups[i].second, frame);
  }
  const bool has_more = d.secondary.size() > kMaxSecondary;
  const bool has_advice = !d.notes.empty() || !d.fixes.empty() || has_more;
  if (!groups.empty() && has_advice) out += frame.empty_gutter() + "\n";
  if (has_more) {
    const std::string more = fmt::format("and {} more places", d.secondary.size() - kMaxSecondary);
    out += draw_advice(kNoteLead, Role::Strong, more, frame);
  }
  for (const std::string& note : d.notes) out += draw_advice(kNoteLead, Role::Strong, note, frame);
  for (const Fix& fix : d.fixes) {
    out += draw_advice(kHelpLead, Role::Help, fix.title, frame);
    out += draw_preview(fix, sources, d.primary.span.file, frame);
  }
  return out;
}

}  // namespace

std::string render_text(const std::vector<Diagnostic>& diagnostics, const source::SourceMap& sources,
                        const RenderOptions& options) {
  const Selection selection = select_for_printing(diagnostics);
  std::string out;
  for (const Diagnostic* d : selection.shown) out += draw(*d, sources, options) + "\n";
  if (selection.left_out > 0) out += fmt::format("… and {} more\n", selection.left_out);
  return out;
}

}  // namespace lead::diagnostics
