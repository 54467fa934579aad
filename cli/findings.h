// What the compiler found, told to the user: text on stderr or JSON on stdout, with a closing line that
// counts.
#pragma once
#include <cstdio>

#include "cli/options.h"
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/source/source.h"

namespace lead::cli {

// Text: to `stream`, with a closing line ("2 errors, 1 warning"); nothing where there is nothing to tell.
void print_findings(const diagnostics::Sink& sink, const source::SourceMap& sources, const Common& common,
                    std::FILE* stream);

}  // namespace lead::cli
