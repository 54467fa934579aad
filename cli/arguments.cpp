// The one door to CLI11: what can be typed, with an example for each subcommand.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "cli/options.h"
#include "cli/output.h"
#include "cli/usage.h"

namespace lead::cli {
namespace {

constexpr const char* kAbout =
    "leadc: the agreement between marketing and sales on leads, checked, compiled and run.\n"
    "stdout is the result, stderr is talk. Exit code 0: fine, 1: findings, 2: wrong use, 3: a fault in "
    "leadc.";

// The examples under each subcommand's help.
constexpr const char* kCheckExample =
    "Example:\n  leadc check inbound.lead\n"
    "  leadc check --fix --diff inbound.lead                   # what the repairs would change\n"
    "  leadc check --fix inbound.lead                          # repair it, tell what remains\n"
    "  leadc check --format sarif inbound.lead > leadc.sarif   # for a code host\n"
    "  leadc check --format json inbound.lead > findings.ndjson";
constexpr const char* kFormatExample =
    "Example:\n  leadc fmt inbound.lead                  # in place; writes only what changes\n"
    "  leadc fmt --check policies/*.lead       # for CI: exit code 1 where a file would change\n"
    "  leadc fmt - < inbound.lead | less";
constexpr const char* kCompileExample = "Example:\n  leadc compile inbound.lead -o inbound.leadpack";
constexpr const char* kRunExample =
    "Example:\n  leadc run inbound.lead events.ndjson > decisions.ndjson\n"
    "  leadc run inbound.leadpack events.ndjson.gz --until 2027-01-01T00:00:00Z --decisions d.ndjson "
    "--rejects r.ndjson --summary\n"
    "  zcat events.gz | leadc run inbound.lead - --summary";
constexpr const char* kScoreExample =
    "Examples:\n  leadc score inbound.lead leads.csv --out scored.csv --rejects set-aside.csv --summary\n"
    "  leadc score inbound.lead export.csv --map \"Company size=employees\" --decimal , --date-format "
    "DD.MM.YYYY --why\n"
    "  leadc score inbound.leadpack leads.ndjson --columns lead,interest,fit --format table\n"
    "CSV as spreadsheets write it is understood: separators ; , tab |, UTF-16, quotes, empty rows.\n"
    "What leads did is not in an export: rules that count events give no points here; `leadc run` counts "
    "them.";
constexpr const char* kSimulateExample =
    "Example:\n  leadc simulate inbound.lead events.ndjson --roster people.csv\n"
    "  leadc simulate inbound.lead events.ndjson --roster 2026-12-01=december.csv --csv load.csv";
constexpr const char* kWhyExample =
    "Example:\n  leadc why lead-00042 inbound.lead events.ndjson\n  leadc why lead-00042 inbound.lead "
    "events.ndjson --at 2026-11-01T12:00:00Z";
constexpr const char* kTestExample =
    "Example:\n  leadc test inbound.lead\n  leadc test inbound.lead tests.lead --filter \"hot lead\"\n"
    "  leadc test inbound.lead tests.lead --junit results.xml";
constexpr const char* kExplainExample = "Example:\n  leadc explain L0401";

// The option takes one of these words; help and messages show them.
void takes(CLI::Option* option, const std::vector<std::string>& words) {
  option->check(CLI::IsMember(words))->option_text(fmt::format("{}", fmt::join(words, "|")));
}

void add_talk(CLI::App& app, Common& common) {
  takes(app.add_option("--color", common.color, "colours in what is printed"), {"auto", "always", "never"});
  app.add_flag("-q,--quiet", common.quiet, "no progress and no talk on stderr");
}

void add_common(CLI::App& app, Common& common) {
  app.add_option("--format", common.format, "text for people, json for machines")
      ->transform(CLI::CheckedTransformer(
          std::map<std::string, Format>{{"text", Format::Text}, {"json", Format::Json}}))
      ->option_text("text|json");
  add_talk(app, common);
}

void add_rosters(CLI::App& app, std::vector<std::string>& rosters) {
  app.add_option("--roster", rosters,
                 "people from this CSV file instead of the policy's; 2026-12-01=FILE: from then on (in the "
                 "policy's zone). One file each time; give it again for more")
      ->allow_extra_args(false);
}

// For what takes whole streams.
void add_threads(CLI::App& app, Common& common) {
  common.threads = 2;
  app.add_option("--threads", common.threads,
                 "2 (default): lines are read while leads are judged; 1: in turn. The output is the same")
      ->check(CLI::Range(1, 2))
      ->option_text("1|2");
}

void add_finding_formats(CLI::App& app, Common& common) {
  app.add_option(
         "--format", common.format,
         "text for people, json for machines, sarif for code hosts and editors, github for annotations "
         "in its workflows")
      ->transform(CLI::CheckedTransformer(std::map<std::string, Format>{{"text", Format::Text},
                                                                        {"json", Format::Json},
                                                                        {"sarif", Format::Sarif},
                                                                        {"github", Format::Github}}))
      ->option_text("text|json|sarif|github");
  add_talk(app, common);
}

CLI::App* add_check(CLI::App& app, CheckOptions& options) {
  CLI::App* sub = app.add_subcommand("check", "judge a policy and show what is wrong with it");
  sub->add_option("policy", options.policies, "policy files (.lead), or - for standard input")->required();
  sub->add_flag("--stats", options.stats,
                "also print what the policy compiles to: bytes a lead, rules, operations");
  CLI::Option* fix =
      sub->add_flag("--fix", options.fix, "carry out the first repair that each finding offers");
  sub->add_flag("--diff", options.diff, "with --fix: write nothing, show what would change")->needs(fix);
  sub->footer(kCheckExample);
  add_finding_formats(*sub, options.common);
  return sub;
}

CLI::App* add_format(CLI::App& app, FormatOptions& options) {
  CLI::App* sub = app.add_subcommand("fmt", "lay policies out in the one canonical way");
  sub->add_option("policy", options.policies,
                  "policy files (.lead), or - to read standard input and print the result")
      ->required();
  CLI::Option* check = sub->add_flag("--check", options.check,
                                     "write nothing; show the first line that would change of each file");
  sub->add_flag("--diff", options.diff, "write nothing; show every change")->excludes(check);
  sub->footer(kFormatExample);
  sub->add_option("--format", options.common.format,
                  "text for people, github for annotations in its workflows")
      ->transform(CLI::CheckedTransformer(
          std::map<std::string, Format>{{"text", Format::Text}, {"github", Format::Github}}))
      ->option_text("text|github");
  add_talk(*sub, options.common);
  return sub;
}

CLI::App* add_compile(CLI::App& app, CompileOptions& options) {
  CLI::App* sub = app.add_subcommand("compile", "turn a policy into an artefact that a runtime loads");
  sub->add_option("policies", options.policies, "policy files (.lead); several are one policy")->required();
  sub->add_option("-o,--output", options.output, "the artefact to write (.leadpack)")->required();
  sub->footer(kCompileExample);
  add_common(*sub, options.common);
  return sub;
}

CLI::App* add_run(CLI::App& app, RunOptions& options) {
  CLI::App* sub = app.add_subcommand("run", "apply a policy to streams of events and print its decisions");
  sub->add_option("policy", options.policy, "policy (.lead) or artefact (.leadpack)")->required();
  sub->add_option("events", options.events, "NDJSON files, plain or .gz; - is standard input")->required();
  sub->add_option("--until", options.until,
                  "run timers up to this instant or date (default: the last event)");
  sub->add_option("--decisions", options.decisions, "write decisions here instead of standard output");
  sub->add_option("--rejects", options.rejects, "write what was set aside here, with reasons");
  sub->add_option("--leads", options.leads, "write every lead as it stands at the end here");
  sub->add_option("--pools", options.pools,
                  "write whose turn it is, queues and caps at the end here, as JSON");
  add_rosters(*sub, options.rosters);
  sub->add_flag("--summary", options.summary, "print a summary instead of the decisions");
  add_threads(*sub, options.common);
  sub->footer(kRunExample);
  add_common(*sub, options.common);
  return sub;
}

void add_table_options(CLI::App& sub, ScoreOptions& options) {
  takes(sub.add_option("--from", options.from, "how the leads are written (default: by the file's name)"),
        {"csv", "ndjson"});
  sub.add_option("--map", options.mapping, "a column and the attribute it fills: \"Company size=employees\"")
      ->allow_extra_args(false);
  sub.add_option("--map-file", options.mapping_file, "a file of such lines");
  sub.add_option("--key", options.key, "the column that names the leads (default: `lead`, else row numbers)");
  sub.add_option("--delimiter", options.delimiter, "between cells: a sign, or `tab` (default: found)");
  sub.add_option("--encoding", options.encoding,
                 "of a CSV: utf-8, utf-16, windows-1252, latin1, … (default: by its mark, else utf-8)");
  takes(sub.add_option("--decimal", options.decimal, "the decimal sign (in and out)"), {".", ","});
  sub.add_option("--date-format", options.date_format,
                 "such as DD.MM.YYYY (dates as 2026-12-31 always work)");
  sub.add_option("--zone", options.zone, "of times without one (default: the policy's)");
}

CLI::App* add_score(CLI::App& app, ScoreOptions& options) {
  CLI::App* sub = app.add_subcommand("score", "score the leads of a spreadsheet or an export, row by row");
  sub->add_option("policy", options.policy, "policy (.lead) or artefact (.leadpack)")->required();
  sub->add_option("leads", options.leads, "a CSV or NDJSON file, plain or .gz; - is standard input")
      ->required();
  sub->add_option("-o,--out", options.out, "write the scored leads here instead of standard output");
  takes(sub->add_option("--format", options.format,
                        "how they are written (default: by --out, else as they came)"),
        {"csv", "ndjson", "table"});
  sub->add_option("--columns", options.columns, "only these, in this order; definitions can be named too")
      ->delimiter(',');
  sub->add_flag("--why", options.why, "a last column with what gave points and what decided the grade");
  sub->add_option("--at", options.at, "the instant or date of the judgement, where the policy asks for ages");
  sub->add_option("--rejects", options.rejects,
                  "write rows that could not be read here: row, column, reason");
  sub->add_flag("--summary", options.summary, "count rows, reasons, bands, grades and cells");
  add_table_options(*sub, options);
  add_talk(*sub, options.common);
  sub->footer(kScoreExample);
  return sub;
}

CLI::App* add_simulate(CLI::App& app, SimulateOptions& options) {
  CLI::App* sub =
      app.add_subcommand("simulate", "show who would carry what: load, shares, queues, before going live");
  sub->add_option("policy", options.policy, "policy (.lead) or artefact (.leadpack)")->required();
  sub->add_option("events", options.events, "NDJSON files, plain or .gz; - is standard input")->required();
  add_rosters(*sub, options.rosters);
  sub->add_option("--until", options.until,
                  "run timers up to this instant or date (default: the last event)");
  sub->add_option("--csv", options.csv, "also write the figures here as CSV");
  sub->footer(kSimulateExample);
  add_threads(*sub, options.common);
  add_common(*sub, options.common);
  return sub;
}

CLI::App* add_why(CLI::App& app, WhyOptions& options) {
  CLI::App* sub = app.add_subcommand("why", "tell how a lead came to its scores, grades, stages and owner");
  sub->add_option("lead", options.lead, "the lead's name in the stream")->required();
  sub->add_option("policy", options.policy, "policy (.lead) or artefact (.leadpack)")->required();
  sub->add_option("events", options.events, "NDJSON files, plain or .gz; - is standard input")->required();
  sub->add_option("--at", options.at, "as of this instant or date (default: the last event)");
  add_rosters(*sub, options.rosters);
  sub->footer(kWhyExample);
  add_common(*sub, options.common);
  return sub;
}

CLI::App* add_test(CLI::App& app, TestOptions& options) {
  CLI::App* sub = app.add_subcommand("test", "run the tests of a policy in virtual time");
  sub->add_option("policy", options.policies, "policy files (.lead); several are one policy, with its tests")
      ->required();
  sub->add_option("--filter", options.filter, "only tests with this text in their name");
  sub->add_option("--junit", options.junit, "also write the results here as JUnit XML; - is standard output");
  sub->footer(kTestExample);
  add_common(*sub, options.common);
  return sub;
}

CLI::App* add_explain(CLI::App& app, ExplainOptions& options) {
  CLI::App* sub = app.add_subcommand("explain", "tell what a message means and how to repair its cause");
  sub->add_option("code", options.code, "the code of a message, such as L0401")->required();
  sub->footer(kExplainExample);
  add_common(*sub, options.common);
  return sub;
}

// The option that a message of CLI11 begins with: "--until: 1 required TEXT missing".
const CLI::Option* option_of(const CLI::App& sub, std::string_view message) {
  return sub.get_option_no_throw(std::string(message.substr(0, message.find_first_of(": "))));
}

void describe_command(const CLI::App& sub, WrongUse& wrong) {
  wrong.command = sub.get_name();
  for (const CLI::Option* option : sub.get_options()) {
    const bool is_operand = option->get_positional();
    (is_operand ? wrong.operands : wrong.options).push_back(option->get_name());
    if (wrong.missing.empty() && option->get_required() && option->count() == 0) {
      wrong.missing = option->get_name();
      wrong.about_missing = option->get_description();
    }
  }
}

// What CLI11 found wrong, as plain data: from its state where that says it, else from its message.
WrongUse wrong_use(const CLI::App& app, const CLI::ParseError& error) {
  WrongUse wrong;
  wrong.otherwise = error.what();
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    wrong.commands.push_back(command->get_name());
  const std::vector<CLI::App*> parsed = app.get_subcommands();
  const CLI::App& sub = parsed.empty() ? app : *parsed.back();
  wrong.strangers = app.remaining();
  if (parsed.empty() || !wrong.strangers.empty()) return wrong;
  wrong.strangers = sub.remaining();
  describe_command(sub, wrong);
  const std::string_view message = error.what();
  const bool is_value = error.get_name() == "ValidationError" || error.get_name() == "ArgumentMismatch";
  if (const CLI::Option* option = option_of(sub, message); option != nullptr && is_value) {
    wrong.missing.clear();  // CLI11 judges values first
    wrong.option = option->get_name();
    if (error.get_name() == "ValidationError" && option->count() > 0) wrong.value = option->results().back();
    for (std::string_view rest = option->get_option_text(); !rest.empty();) {
      const size_t end = std::min(rest.find('|'), rest.size());
      wrong.values.emplace_back(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  // "Could not convert: --fix = maybe": the one conversion there is, of a flag.
  if (error.get_name() == "ConversionError") {
    wrong.missing.clear();
    wrong.no_value = true;
    wrong.option = message.substr(std::min(message.find("--"), message.size()));
    wrong.option.resize(std::min(wrong.option.find(' '), wrong.option.size()));
  }
  wrong.exclude = error.get_name() == "ExcludesError";
  if (wrong.exclude || error.get_name() == "RequiresError") {
    wrong.needs = message.substr(0, message.find(' '));
    wrong.needed = message.substr(message.rfind(' ') + 1);
  }
  return wrong;
}

int tell_wrong_use(const CLI::App& app, const CLI::ParseError& error) {
  const WrongUse wrong = wrong_use(app, error);
  complain(words_of(wrong));
  complain(help_for(wrong));
  return kWrongUse;
}

}  // namespace

int run_command_line(int argc, char** argv) {
  CLI::App app(kAbout, "leadc");
  app.set_help_flag("-h,--help", "this help");
  app.set_version_flag("--version", fmt::format("leadc {}", kVersion), "the version of leadc");
  app.require_subcommand(1);
  CheckOptions check;
  FormatOptions format;
  CompileOptions compile;
  RunOptions run;
  ScoreOptions score;
  SimulateOptions simulate;
  WhyOptions why;
  TestOptions test;
  ExplainOptions explain;
  const CLI::App* check_app = add_check(app, check);
  const CLI::App* format_app = add_format(app, format);
  const CLI::App* compile_app = add_compile(app, compile);
  const CLI::App* run_app = add_run(app, run);
  const CLI::App* score_app = add_score(app, score);
  const CLI::App* simulate_app = add_simulate(app, simulate);
  const CLI::App* why_app = add_why(app, why);
  const CLI::App* test_app = add_test(app, test);
  add_explain(app, explain);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return error.get_exit_code() == 0 ? app.exit(error) : tell_wrong_use(app, error);
  }
  if (check_app->parsed()) return run_check(check);
  if (format_app->parsed()) return run_format(format);
  if (compile_app->parsed()) return run_compile(compile);
  if (run_app->parsed()) return run_run(run);
  if (score_app->parsed()) return run_score(score);
  if (simulate_app->parsed()) return run_simulate(simulate);
  if (why_app->parsed()) return run_why(why);
  if (test_app->parsed()) return run_test(test);
  return run_explain(explain);
}

}  // namespace lead::cli
