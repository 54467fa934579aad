// leadc: the command line. Mistakes of users are told with exit code 1 or 2; a mistake in leadc itself ends
// here with 3.
#include <cstdio>
#include <exception>

#include "cli/options.h"
#include "cli/output.h"

int main(int argc, char** argv) {
  try {
    const int exit_code = lead::cli::run_command_line(argc, argv);
    return lead::cli::is_printed() ? exit_code : lead::cli::kWrongUse;
  } catch (const std::exception& fault) {
    // Printing throws where standard output takes no more.
    if (std::ferror(stdout) != 0 && !lead::cli::is_printed()) return lead::cli::kWrongUse;
    std::fprintf(stderr, "leadc: a fault in leadc itself, not in your policy or data: %s\n", fault.what());
    return lead::cli::kFault;
  }
}
