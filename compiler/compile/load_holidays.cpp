#include "compiler/compile/load_holidays.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "compiler/holidays/holidays.h"
#include "compiler/semantics/calendar_problems.h"
#include "runtime/base/limits.h"

namespace lead::compile {
namespace {

using Read = std::variant<holidays::HolidayFile, holidays::Unreadable>;

constexpr size_t kMostLinesShown = 3;

// What the reader says about a path, said about the file that stands at the place of the diagnostic.
std::string about_it(const std::string& message, const std::string& path) {
  const std::string name = fmt::format("`{}` ", path);
  return message.starts_with(name) ? "it " + message.substr(name.size()) : message;
}

Read read(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error) && !error)
    return holidays::Unreadable{"there is no such file beside the policy"};
  if (std::filesystem::is_directory(path, error)) return holidays::Unreadable{"it is a folder"};
  // A pipe would be waited for.
  if (!std::filesystem::is_regular_file(path, error)) return holidays::Unreadable{"it is not a plain file"};
  // "-" alone would be the standard input.
  Read found = holidays::read(path == "-" ? "./-" : path);
  if (auto* unreadable = std::get_if<holidays::Unreadable>(&found)) {
    unreadable->message = about_it(unreadable->message, path == "-" ? "./-" : path);
  } else if (const auto& file = std::get<holidays::HolidayFile>(found);
             file.days.empty() && file.set_aside.empty()) {
    return holidays::Unreadable{"it has no dates"};
  }
  return found;
}

class Loader {
 public:
  Loader(const source::SourceMap& sources, diagnostics::Sink& sink) : sources_(&sources), sink_(&sink) {}
  void load(syntax::CalendarDecl& calendar);

 private:
  void load(syntax::ClosedFile& file, Span span);
  const Read* find(const std::string& name, Span span);
  void refuse(Span path, std::string_view why, std::string_view note = {}) {
    sink_->add(semantics::problems::holiday_file(path, why, note));
  }

  const source::SourceMap* sources_;
  diagnostics::Sink* sink_;
  std::map<std::string, Read> read_;                      // by path
  std::set<std::pair<FileId, std::string>> of_calendar_;  // named by the calendar already
};

void Loader::load(syntax::CalendarDecl& calendar) {
  of_calendar_.clear();
  for (syntax::Closing& closing : calendar.closings) {
    if (auto* file = std::get_if<syntax::ClosedFile>(&closing.node)) load(*file, closing.span);
  }
}

// The dates of a file count once, however often a calendar names it.
void Loader::load(syntax::ClosedFile& file, Span span) {
  if (!of_calendar_.emplace(span.file, file.path).second) {
    file.is_read = true;
    return;
  }
  const Read* found = find(file.path, span);
  if (found == nullptr) return;
  if (const auto* unreadable = std::get_if<holidays::Unreadable>(found))
    return refuse(span, unreadable->message);
  const auto& dates = std::get<holidays::HolidayFile>(*found);
  for (const holidays::Holiday& holiday : dates.days) file.days.push_back(static_cast<int32_t>(holiday.day));
  file.is_read = true;
  if (dates.set_aside.empty()) return;
  std::vector<std::string> lines;
  for (size_t i = 0; i < std::min(dates.set_aside.size(), kMostLinesShown); ++i) {
    const holidays::SetAsideLine& line = dates.set_aside[i];
    lines.push_back(fmt::format("line {}: `{}` {}", line.line, line.text, holidays::text_of(line.trouble)));
  }
  sink_->add(semantics::problems::holiday_lines(span, lines, dates.set_aside.size()));
}

const Read* Loader::find(const std::string& name, Span span) {
  const std::string& policy = (*sources_)[span.file].path();
  const auto path = source::path_beside(policy, name);
  if (!path) {
    refuse(span, "it does not lie in the folder of the policy",
           "write a path below that folder, with `/` between its parts");
    return nullptr;
  }
  if (!source::lies_beside(policy, *path)) {
    refuse(span, "it is a link that leads out of the folder of the policy");
    return nullptr;
  }
  const auto known = read_.find(*path);
  if (known != read_.end()) return &known->second;
  if (read_.size() >= limits::kMaxPolicyFiles) {
    refuse(span, fmt::format("a policy has at most {} files", limits::kMaxPolicyFiles));
    return nullptr;
  }
  return &read_.emplace(*path, read(*path)).first->second;
}

}  // namespace

void load_holidays(const source::SourceMap& sources, syntax::SyntaxTree& tree, diagnostics::Sink& sink) {
  Loader loader(sources, sink);
  size_t calendars = 0;
  for (syntax::Decl& decl : tree.decls) {
    auto* calendar = std::get_if<syntax::CalendarDecl>(&decl.node);
    if (calendar == nullptr) continue;
    if (++calendars > limits::kMaxCalendars) return;  // `check` says so
    loader.load(*calendar);
  }
}

}  // namespace lead::compile
