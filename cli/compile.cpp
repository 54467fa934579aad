// leadc compile: a policy to an artefact file.
#include <fmt/format.h>

#include "cli/findings.h"
#include "cli/output.h"
#include "compiler/compile/compile.h"
#include "runtime/artefact/artefact.h"
#include "runtime/emit/decision_writer.h"

namespace lead::cli {

int run_compile(const CompileOptions& options) {
  source::SourceMap sources;
  diagnostics::Sink sink;
  const compile::Result result = compile::compile(sources, {options.policy}, sink);
  print_findings(sink, sources, options.common, stderr);
  if (!result.artefact) return kFindings;
  OutputFile file;
  if (!file.open(options.output)) return kWrongUse;
  file.text = artefact::encode(*result.artefact);
  const size_t bytes = file.text.size();
  if (!file.close()) return kWrongUse;
  if (options.output == "-") return kFine;
  if (options.common.format == Format::Json) {
    fmt::print("{{\"artefact\":\"{}\",\"bytes\":{},\"meaning\":\"{}\",\"data\":\"{}\",\"source\":\"{}\"}}\n",
               options.output, bytes, emit::long_hash(result.artefact->meaning_hash),
               emit::long_hash(result.artefact->data_hash), emit::long_hash(result.artefact->source_hash));
  } else if (!options.common.quiet) {
    fmt::print("{}: {} bytes\n  meaning {}\n  data    {}\n  source  {}\n", options.output, bytes,
               emit::long_hash(result.artefact->meaning_hash), emit::long_hash(result.artefact->data_hash),
               emit::long_hash(result.artefact->source_hash));
  }
  return kFine;
}

}  // namespace lead::cli
