// Makes the event stream of the example: NDJSON, one event a line, in the order in which it arrives.
//
//   generate_inbound --seed 1 --leads 5000 --events 100000 --out events.ndjson
//
// `stream.h` says what is wrong with it.
#include "examples/inbound/stream.h"

int main(int count, char** words) {
  return inbound::generate(count, words, "generate_inbound", {}, inbound::simulate);
}
