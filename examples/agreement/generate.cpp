// Makes the month of the example: NDJSON, one event a line, in the order in which it arrives.
//
//   generate_agreement --seed 1 --leads 1500 --events 12000 --out events.ndjson
//
// `examples/inbound/stream.h` says what is wrong with it.
#include "examples/agreement/month.h"
#include "examples/inbound/stream.h"

int main(int count, char** words) {
  return inbound::generate(count, words, "generate_agreement", {1, 1500, 12'000}, agreement::simulate);
}
