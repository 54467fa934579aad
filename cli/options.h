// What the user asked for, one struct a subcommand. Filled by arguments.cpp (the one door to CLI11), read by
// the subcommands.
#pragma once
#include <optional>
#include <string>
#include <vector>

namespace lead::cli {

enum class Format { Text, Json };

struct Common {
  Format format = Format::Text;
  std::string color = "auto";  // auto, always, never
  bool quiet = false;
};

struct CheckOptions {
  Common common;
  std::vector<std::string> policies;
  bool stats = false;
};
struct CompileOptions {
  Common common;
  std::vector<std::string> policies;
  std::string output;
};
struct RunOptions {
  Common common;
  std::string policy;
  std::vector<std::string> events;
  std::optional<std::string> until, decisions, rejects, leads;
  bool summary = false;
};
struct WhyOptions {
  Common common;
  std::string lead, policy;
  std::vector<std::string> events;
  std::optional<std::string> at;
};
struct TestOptions {
  Common common;
  std::vector<std::string> policies;
  std::string filter;
  std::optional<std::string> junit;
};
struct ExplainOptions {
  Common common;
  std::string code;
};

// Exit codes: the same for every subcommand.
inline constexpr int kFine = 0, kFindings = 1, kWrongUse = 2, kFault = 3;

int run_check(const CheckOptions& options);
int run_compile(const CompileOptions& options);
int run_run(const RunOptions& options);
int run_why(const WhyOptions& options);
int run_test(const TestOptions& options);
int run_explain(const ExplainOptions& options);

// Reads the command line and runs the subcommand. The one function main calls.
int run_command_line(int argc, char** argv);

}  // namespace lead::cli
