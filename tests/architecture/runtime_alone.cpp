// A program that links the runtime and nothing of the compiler: if the runtime needed the grammar, this would
// not link.
#include "runtime/base/limits.h"

int main() {
  return lead::limits::kMinInstantMs == 0 ? 0 : 1;
}
