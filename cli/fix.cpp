// leadc check --fix: carries out repairs until none is left, and tells what was done and what remains.
#include <fmt/format.h>

#include <cstdio>
#include <set>

#include "cli/changes.h"
#include "cli/findings.h"
#include "cli/output.h"
#include "compiler/compile/compile.h"
#include "compiler/diagnostics/apply.h"
#include "compiler/diagnostics/problems.h"

namespace lead::cli {
namespace {

// A repair may bring to light what could not be seen before it (a type behind a bracket), and that its own
// repair. BOUND: real policies need two or three rounds.
constexpr int kMostRounds = 16;

struct PolicyFile {
  std::string path;    // as typed; "-" is standard input
  std::string before;  // as it stands on the disk, without a byte order mark
  std::string text;
};

// One round: what was found in the texts as they are.
struct Found {
  source::SourceMap sources;
  std::vector<FileId> files;  // by policy file
  diagnostics::Sink sink;
};

void judge(const std::vector<PolicyFile>& policies, Found& found) {
  for (const PolicyFile& policy : policies) {
    const auto added = found.sources.add(policy.path == "-" ? "<stdin>" : policy.path, policy.text);
    if (const auto* error = std::get_if<source::LoadError>(&added)) {
      found.sink.add(diagnostics::load_problem(*error));
    } else {
      found.files.push_back(std::get<FileId>(added));
    }
  }
  if (!found.sink.has_errors()) (void)compile::compile_loaded(found.sources, found.files, found.sink);
}

bool load(const CheckOptions& options, std::vector<PolicyFile>& policies, Found& found) {
  for (const std::string& path : options.policies) {
    const auto loaded = found.sources.load(path);
    if (const auto* error = std::get_if<source::LoadError>(&loaded)) {
      found.sink.add(diagnostics::load_problem(*error));
      continue;
    }
    const std::string text(found.sources[std::get<FileId>(loaded)].text());
    policies.push_back({path, text, text});
  }
  return !found.sink.has_errors();
}

// What was done, a line each: "inbound.lead:12:8: write `employees` (L0301: no attribute …)".
void tell(const Found& found, const std::vector<diagnostics::Diagnostic>& all,
          const diagnostics::Repair& repair, std::string& report) {
  for (const size_t index : repair.applied) {
    const diagnostics::Diagnostic& d = all[index];
    const Span span = d.primary.span;
    const source::SourceFile& file = found.sources[span.is_none() ? FileId{0} : span.file];
    const source::Position at = file.position(span.is_none() ? 0 : span.begin_byte);
    report += fmt::format("{}:{}:{}: {} ({}: {})\n", file.path(), at.line, at.column, d.fixes.front().title,
                          diagnostics::code_text(d.code), d.message);
  }
}

std::string whole_text(const std::vector<PolicyFile>& policies) {
  std::string whole;
  for (const PolicyFile& policy : policies) whole += policy.text + '\0';
  return whole;
}

// Carries out one round. False where there was nothing left to do, or a text came back that was seen before.
bool repair_once(std::vector<PolicyFile>& policies, const Found& found, std::set<std::string>& seen,
                 std::string& report) {
  const std::vector<diagnostics::Diagnostic> all = found.sink.sorted();
  const diagnostics::Repair repair = diagnostics::choose_repair(all);
  std::vector<PolicyFile> repaired = policies;
  for (size_t i = 0; i < found.files.size(); ++i) {
    repaired[i].text = diagnostics::apply(repair.edits, found.files[i], policies[i].text);
  }
  if (repair.edits.empty() || !seen.insert(whole_text(repaired)).second) return false;
  tell(found, all, repair, report);
  policies = std::move(repaired);
  return true;
}

// Shows or writes what has changed. False where a file could not be written.
bool hand_out(const std::vector<PolicyFile>& policies, const CheckOptions& options, bool& changed) {
  for (const PolicyFile& policy : policies) {
    const bool is_stdin = policy.path == "-";
    if (is_stdin && !options.diff) fmt::print("{}", policy.text);
    if (policy.text == policy.before) continue;
    changed = true;
    if (options.diff) {
      fmt::print("{}", describe_change(is_stdin ? "<stdin>" : policy.path, policy.before, policy.text, true,
                                       use_color(options.common, stdout)));
    } else if (!is_stdin && !replace_file(policy.path, policy.text)) {
      return false;
    }
  }
  return true;
}

}  // namespace

int run_fix(const CheckOptions& options) {
  std::vector<PolicyFile> policies;
  Found first;
  if (!load(options, policies, first)) {
    print_findings(first.sink, first.sources, options.common, stdout, options.policies.front());
    return kFindings;
  }
  std::string report;
  std::set<std::string> seen{whole_text(policies)};
  for (int round = 0; round < kMostRounds; ++round) {
    Found found;
    judge(policies, found);
    if (!repair_once(policies, found, seen, report)) break;
  }
  bool changed = false;
  if (!hand_out(policies, options, changed)) return kWrongUse;
  std::fflush(stdout);  // where both go to one place, talk stands behind the change
  if (!options.common.quiet) fmt::print(stderr, "{}", report);
  Found rest;
  judge(policies, rest);
  const bool to_stderr = options.diff || policies.front().path == "-";  // stdout has the change, or the text
  print_findings(rest.sink, rest.sources, options.common, to_stderr ? stderr : stdout,
                 options.policies.front());
  if (!options.common.quiet && rest.sink.empty())
    fmt::print(stderr, "{}\n", changed ? "nothing remains" : "nothing to repair");
  return !rest.sink.empty() || (options.diff && changed) ? kFindings : kFine;
}

}  // namespace lead::cli
