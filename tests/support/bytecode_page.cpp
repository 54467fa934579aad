// Writes docs/bytecode.md to standard output.
#include <cstdio>

#include "tests/support/print_code.h"

int main() {
  const std::string page = lead::testing::bytecode_page();
  return std::fwrite(page.data(), 1, page.size(), stdout) == page.size() ? 0 : 1;
}
