#include "compiler/compile/compile.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <stdexcept>

#include "compiler/compile/check_waits.h"
#include "compiler/compile/load_holidays.h"
#include "compiler/diagnostics/problems.h"
#include "compiler/kernel/desugar.h"
#include "compiler/lowering/lower.h"
#include "compiler/semantics/check.h"
#include "compiler/semantics/problems.h"
#include "compiler/syntax/parse.h"
#include "runtime/base/limits.h"
#include "stdlib/modules.h"

namespace lead::compile {
namespace {

std::vector<FileId> load(source::SourceMap& sources, const std::vector<std::string>& paths,
                         diagnostics::Sink& sink) {
  std::vector<FileId> files;
  for (const std::string& path : paths) {
    const auto loaded = sources.load(path);
    if (const auto* error = std::get_if<source::LoadError>(&loaded))
      sink.add(diagnostics::load_problem(*error));
    else
      files.push_back(std::get<FileId>(loaded));
  }
  return files;
}

// Parses the modules the tree uses, and those they use, each once. Unknown ones are told by `check`.
void parse_modules(source::SourceMap& sources, syntax::SyntaxTree& tree, diagnostics::Sink& sink) {
  std::vector<std::string> taken;
  for (size_t i = 0; i < tree.decls.size(); ++i) {
    const auto* use = std::get_if<syntax::UseDecl>(&tree.decls[i].node);
    if (use == nullptr || std::find(taken.begin(), taken.end(), use->module.text) != taken.end()) continue;
    taken.push_back(use->module.text);
    for (const stdlib::Module& module : stdlib::standard_modules()) {
      if (module.name != taken.back()) continue;
      const auto file = sources.add(std::string(module.name), std::string(module.text));
      syntax::parse(sources, std::get<FileId>(file), tree, sink);
    }
  }
}

std::string_view why_not(source::LoadError::Kind kind) {
  using Kind = source::LoadError::Kind;
  switch (kind) {
    case Kind::NotFound:
      return "there is no such file beside the policy";
    case Kind::NotAFile:
      return "it is a folder";
    case Kind::Unreadable:
      return "it cannot be read";
    case Kind::TooLarge:
      return "it is larger than 16 MiB";  // limits::kMaxSourceBytes
    case Kind::NotUtf8:
      return "it is not UTF-8 text";
  }
  return {};
}

std::string advice(const source::LoadError& error) {
  return error.kind == source::LoadError::Kind::NotUtf8 ? diagnostics::load_problem(error).notes.front() : "";
}

// Why a path leads to no file beside the policy (`source::path_beside`).
std::string_view why_no_path(std::string_view path) {
  if (path.empty()) return "its path is empty";
  if (path.find_first_of(std::string_view("\\:\0", 3)) != std::string_view::npos)
    return "its path has a character that not every system has in names of files";
  if (path.front() == '/') return "its path begins at the root of the disk";
  if (path.back() == '/') return "its path ends in `/`, as that of a folder";
  const auto has_part = [path](std::string_view part) {
    for (size_t begin = 0; begin <= path.size();) {
      const size_t end = std::min(path.find('/', begin), path.size());
      if (path.substr(begin, end - begin) == part) return true;
      begin = end + 1;
    }
    return false;
  };
  if (has_part("..")) return "its path has a part `..`";
  return "its path has a part `.`, which says nothing";
}

bool is_special(const std::string& path) {
  std::error_code error;
  const auto type = std::filesystem::status(path, error).type();
  using Type = std::filesystem::file_type;
  return !error && type != Type::regular && type != Type::directory && type != Type::not_found;
}

// A file that the policy names, at the place where it does.
struct NamedFile {
  std::string path;
  Span span;
};

std::optional<NamedFile> file_of(const syntax::Decl& decl) {
  if (const auto* table = std::get_if<syntax::TableDecl>(&decl.node); table != nullptr && table->file)
    return NamedFile{table->file->path, table->file->span};
  if (const auto* accounts = std::get_if<syntax::AccountsDecl>(&decl.node)) {
    const auto* file = std::get_if<syntax::AccountsFile>(&accounts->content);
    return file == nullptr ? std::nullopt : std::optional(NamedFile{file->path, file->span});
  }
  const auto* people = std::get_if<syntax::PeopleDecl>(&decl.node);
  if (people == nullptr) return std::nullopt;
  const auto* file = std::get_if<syntax::PeopleFile>(&people->content);
  return file == nullptr ? std::nullopt : std::optional(NamedFile{file->path, file->span});
}

// Files that tables, people and accounts take their rows from. What the caller has put into `sources` already
// is not read again.
void load_tables(source::SourceMap& sources, const syntax::SyntaxTree& tree, diagnostics::Sink& sink) {
  using semantics::problems::table_file;
  for (const syntax::Decl& decl : tree.decls) {
    const auto file = file_of(decl);
    if (!file) continue;
    const std::string policy = sources[file->span.file].path();
    const auto path = source::path_beside(policy, file->path);
    if (!path) {
      sink.add(table_file(file->span, why_no_path(file->path),
                          "write a path below the folder of the policy, as in `lists/countries.csv`"));
      continue;
    }
    if (sources.find(*path)) continue;
    if (sources.size() >= limits::kMaxPolicyFiles) {
      sink.add(table_file(file->span, fmt::format("a policy has at most {} files", limits::kMaxPolicyFiles)));
      return;
    }
    if (!source::lies_beside(policy, *path)) {
      sink.add(table_file(file->span, "it is a link that leads out of the folder of the policy"));
      continue;
    }
    if (is_special(*path)) {  // reading a pipe or a device might never end
      sink.add(table_file(file->span, "it is not a plain file"));
      continue;
    }
    const auto loaded = sources.load(*path);
    if (const auto* error = std::get_if<source::LoadError>(&loaded))
      sink.add(table_file(file->span, why_not(error->kind), advice(*error)));
  }
}

Result check_files(source::SourceMap& sources, const std::vector<FileId>& files, diagnostics::Sink& sink) {
  Result result;
  result.tree = std::make_unique<syntax::SyntaxTree>();
  for (const FileId file : files) syntax::parse(sources, file, *result.tree, sink);
  parse_modules(sources, *result.tree, sink);
  if (sink.has_errors()) return result;
  load_tables(sources, *result.tree, sink);
  load_holidays(sources, *result.tree, sink);
  result.program = semantics::check(*result.tree, sources, sink);
  return result;
}

Span name_of_policy(const syntax::SyntaxTree& tree) {
  for (const auto& decl : tree.decls) {
    if (const auto* policy = std::get_if<syntax::PolicyDecl>(&decl.node)) return policy->name.span;
  }
  return {};
}

// Every rule that books, every reset and every `ignore` is lowered once for each type of event it waits for.
size_t count_reactions(const semantics::Program& program) {
  size_t count = 0;
  const auto add = [&](uint32_t event_set) {
    if (event_set < program.event_sets.size()) count += program.event_sets[event_set].size();
  };
  for (const semantics::Score& score : program.scores) {
    for (const semantics::RuleFacts& rule : score.rules) add(rule.event_set);
    for (const semantics::ResetFacts& reset : score.resets) add(reset.event_set);
  }
  for (const semantics::Ignore& ignore : program.ignores) add(ignore.event_set);
  for (const semantics::Queue& queue : program.queues) add(queue.event_set);
  for (const semantics::Route& route : program.routes) {
    for (const semantics::ResetFacts& cause : route.causes) add(cause.event_set);
    for (const semantics::RouteRowFacts& row : route.rows) {
      if (row.event_set) add(*row.event_set);
    }
    for (const auto* sets : {&route.turn_back, &route.by_hand})
      for (const uint32_t set : *sets) add(set);
    if (route.renewed) add(*route.renewed);
    for (const std::optional<uint32_t>& from : route.remembered_from) {
      if (from) add(*from);
    }
  }
  return count;
}

void finish(Result& result, const source::SourceMap& sources, diagnostics::Sink& sink) {
  if (!result.program) return;
  if (const size_t reactions = count_reactions(*result.program); reactions > limits::kMaxReactions) {
    sink.add(diagnostics::policy_too_large(
        name_of_policy(*result.tree),
        fmt::format("its rules, each times the types of events it waits for, are {}, and {} may be",
                    reactions, limits::kMaxReactions)));
    return;
  }
  result.kernel = kernel::desugar(*result.tree, *result.program);
  auto judged =
      artefact::verify(std::make_unique<artefact::ArtefactT>(lowering::lower(*result.kernel, sources)));
  if (const auto* refusal = std::get_if<artefact::Refusal>(&judged)) {
    if (!refusal->passes_limit)
      throw std::logic_error("the compiler made an artefact that its own verifier refuses: " +
                             refusal->reason);
    sink.add(diagnostics::policy_too_large(name_of_policy(*result.tree), refusal->reason));
    return;
  }
  auto& artefact = std::get<artefact::VerifiedArtefact>(judged);
  check_waits(*result.kernel, *artefact, sink);
  if (!sink.has_errors()) result.artefact = std::move(artefact);
}

}  // namespace

Result check(source::SourceMap& sources, const std::vector<std::string>& paths, diagnostics::Sink& sink) {
  const std::vector<FileId> files = load(sources, paths, sink);
  if (sink.has_errors()) return {};
  return check_files(sources, files, sink);
}

Result compile(source::SourceMap& sources, const std::vector<std::string>& paths, diagnostics::Sink& sink) {
  Result result = check(sources, paths, sink);
  finish(result, sources, sink);
  return result;
}

Result compile_loaded(source::SourceMap& sources, const std::vector<FileId>& files, diagnostics::Sink& sink) {
  Result result = check_files(sources, files, sink);
  finish(result, sources, sink);
  return result;
}

}  // namespace lead::compile
