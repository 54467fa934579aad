// What the user asked for, one struct a subcommand. Filled by arguments.cpp (the one door to CLI11), read by
// the subcommands.
#pragma once
#include <optional>
#include <string>
#include <vector>

namespace lead::cli {

// Sarif and Github: findings for the tools of others; only `check` has them.
enum class Format { Text, Json, Sarif, Github };

struct Common {
  Format format = Format::Text;
  std::string color = "auto";  // auto, always, never
  bool quiet = false;
  uint32_t threads = 1;
};

struct CheckOptions {
  Common common;
  std::vector<std::string> policies;
  bool stats = false;
  bool fix = false;
  bool diff = false;  // with fix: write nothing, show what would change
};
struct FormatOptions {
  Common common;
  std::vector<std::string> policies;
  bool check = false;  // write nothing; the first difference of each file that would change
  bool diff = false;   // the same with all of them
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
  std::optional<std::string> until, decisions, rejects, leads, pools;
  std::vector<std::string> rosters;  // FILE, or INSTANT=FILE
  bool summary = false;
};
struct ScoreOptions {
  Common common;
  std::string policy, leads;
  std::optional<std::string> out, rejects, at;
  std::string from, format;  // csv, ndjson (or table); empty: by the file's name
  std::vector<std::string> columns, mapping;
  std::optional<std::string> mapping_file;
  std::string key, delimiter, encoding, date_format, zone;
  std::string decimal = ".";
  bool why = false, summary = false;
};
struct SimulateOptions {
  Common common;
  std::string policy;
  std::vector<std::string> events, rosters;
  std::optional<std::string> until, csv;
};
struct WhyOptions {
  Common common;
  std::string lead, policy;
  std::vector<std::string> events;
  std::optional<std::string> at;
  std::vector<std::string> rosters;  // FILE, or INSTANT=FILE
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

inline constexpr const char* kVersion = "0.1.0";

// Exit codes: the same for every subcommand.
inline constexpr int kFine = 0, kFindings = 1, kWrongUse = 2, kFault = 3;

int run_fix(const CheckOptions& options);  // check --fix
int run_check(const CheckOptions& options);
int run_format(const FormatOptions& options);
int run_compile(const CompileOptions& options);
int run_run(const RunOptions& options);
int run_score(const ScoreOptions& options);
int run_simulate(const SimulateOptions& options);
int run_why(const WhyOptions& options);
int run_test(const TestOptions& options);
int run_explain(const ExplainOptions& options);

// Reads the command line and runs the subcommand. The one function main calls.
int run_command_line(int argc, char** argv);

}  // namespace lead::cli
