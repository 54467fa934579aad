// leadc compile: a policy to an artefact file.
#include <fmt/format.h>

#include "cli/findings.h"
#include "cli/output.h"
#include "compiler/compile/compile.h"
#include "runtime/artefact/artefact.h"
#include "runtime/base/text.h"
#include "runtime/emit/decision_writer.h"

namespace lead::cli {

int run_compile(const CompileOptions& options) {
  if (!are_apart(options.policies, {options.output})) return kWrongUse;
  source::SourceMap sources;
  diagnostics::Sink sink;
  const compile::Result result = compile::compile(sources, options.policies, sink);
  print_findings(sink, sources, options.common, stderr, options.policies.front());
  if (!result.artefact) return kFindings;
  const std::string artefact = artefact::encode(**result.artefact);
  const size_t bytes = artefact.size();
  if (!write_whole(options.output, artefact)) return kWrongUse;
  if (options.output == "-") return kFine;
  if (options.common.format == Format::Json) {
    std::string path;
    append_json(path, options.output);
    fmt::print("{{\"artefact\":{},\"bytes\":{},\"meaning\":\"{}\",\"data\":\"{}\",\"source\":\"{}\"}}\n",
               path, bytes, emit::long_hash((*result.artefact)->meaning_hash),
               emit::long_hash((*result.artefact)->data_hash),
               emit::long_hash((*result.artefact)->source_hash));
  } else if (!options.common.quiet) {
    fmt::print("{}: {} bytes\n  meaning {}\n  data    {}\n  source  {}\n", options.output, bytes,
               emit::long_hash((*result.artefact)->meaning_hash),
               emit::long_hash((*result.artefact)->data_hash),
               emit::long_hash((*result.artefact)->source_hash));
  }
  return kFine;
}

}  // namespace lead::cli
