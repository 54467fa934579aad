// leadc check: judges a policy. Findings are the result, so they go to standard output.
#include <fmt/format.h>

#include "cli/findings.h"
#include "cli/output.h"
#include "cli/policy.h"
#include "compiler/compile/compile.h"
#include "runtime/artefact/artefact.h"
#include "runtime/emit/decision_writer.h"
#include "runtime/engine/engine.h"

namespace lead::cli {
namespace {

size_t count_operations(const artefact::ArtefactT& artefact) {
  size_t count = artefact.derived->instructions.size();
  for (const auto& reaction : artefact.reactions)
    count += reaction->code ? reaction->code->instructions.size() : 0;
  return count;
}

void print_stats(const artefact::VerifiedArtefact& artefact) {
  engine::Observer nobody;
  const engine::Engine engine(artefact, {}, nobody);
  const std::pair<std::string_view, size_t> figures[] = {{"attributes", artefact->schema->attributes.size()},
                                                         {"event types", artefact->schema->events.size()},
                                                         {"rules", artefact->rules.size()},
                                                         {"ledgers", artefact->ledgers.size()},
                                                         {"windows", artefact->windows.size()},
                                                         {"reactions", artefact->reactions.size()},
                                                         {"operations", count_operations(*artefact)},
                                                         {"bytes a lead", engine.record_bytes()}};
  for (const auto& [name, n] : figures) fmt::print("  {:<14}{:>10}\n", name, n);
}

std::string described(const artefact::ArtefactT& artefact) {
  const auto& schema = *artefact.schema;
  auto plural = [](size_t n, std::string_view word) {
    return fmt::format("{} {}{}", n, word, n == 1 ? "" : "s");
  };
  size_t hidden = 0;  // roles, and whether their holders are away
  for (const auto& role : artefact.roles) hidden += role->away >= 0 ? 2 : 1;
  std::string text =
      fmt::format("{}, {}, {}, {}", plural(schema.attributes.size() - hidden, "attribute"),
                  plural(schema.events.size(), "event type"), plural(artefact.rules.size(), "rule"),
                  plural(artefact.outputs.size(), "observed value"));
  const size_t people = artefact.people.size();
  if (people > 0) text += people == 1 ? ", 1 person" : fmt::format(", {} people", people);
  const std::pair<size_t, std::string_view> routing[] = {
      {artefact.teams.size(), "team"}, {artefact.queues.size(), "queue"}, {artefact.routes.size(), "route"}};
  for (const auto& [count, what] : routing)
    if (count > 0) text += ", " + plural(count, what);
  return text;
}

}  // namespace

int run_check(const CheckOptions& options) {
  if (!are_texts(options.policies)) return kWrongUse;
  if (options.fix) return run_fix(options);
  source::SourceMap sources;
  diagnostics::Sink sink;
  compile::Result result = compile::compile(sources, options.policies, sink);
  print_findings(sink, sources, options.common, stdout, options.policies.front());
  if (sink.has_errors()) return kFindings;
  const artefact::VerifiedArtefact& artefact = *result.artefact;
  if (options.common.format == Format::Text && !options.common.quiet) {
    fmt::print("{}: fine ({}), meaning {}\n", options.policies.front(), described(*artefact),
               emit::short_hash(artefact->meaning_hash));
  }
  if (options.stats) print_stats(artefact);
  return sink.empty() ? kFine : kFindings;
}

}  // namespace lead::cli
