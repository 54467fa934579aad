// What the compiler found, told to the user: as text with a closing line that counts, or in one of the
// formats for machines.
#pragma once
#include <cstdio>
#include <string>

#include "cli/options.h"
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/source/source.h"

namespace lead::cli {

// Text: to `stream`, with a closing line ("2 errors, 1 warning"). Nothing where there is nothing to tell, but
// for SARIF, which is a whole document always. `path` is what a finding without a place is put on.
void print_findings(const diagnostics::Sink& sink, const source::SourceMap& sources, const Common& common,
                    std::FILE* stream, const std::string& path);

// Absolute; empty where it is gone.
[[nodiscard]] std::string working_folder();

}  // namespace lead::cli
