#!/usr/bin/env bash
# How fast leadc folds a stream, on this machine: a million made events through the example policy, three times, one
# thread. Prints seconds and events a second of each run, with the machine and the command, for a commit to name.
set -euo pipefail
cd "$(dirname "$0")/.."

events=1000000
bench=build/bench
mkdir -p "$bench"
build/release/examples/generate_inbound --seed 1 --leads 50000 --events "$events" --out "$bench/events.ndjson"
build/release/leadc compile examples/inbound/inbound.lead -o "$bench/inbound.leadpack"

echo "machine: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(nproc) cores; $(git describe --always --dirty)"
echo "command: leadc run inbound.leadpack events.ndjson --decisions decisions.ndjson   ($events events)"
for run in 1 2 3; do
  begin=$(date +%s%N)
  build/release/leadc run "$bench/inbound.leadpack" "$bench/events.ndjson" --decisions "$bench/decisions.ndjson" \
    --rejects "$bench/set-aside.ndjson"
  ms=$((($(date +%s%N) - begin) / 1000000))
  echo "run $run: $((ms / 1000)).$(printf %03d $((ms % 1000))) s, $((events * 1000 / (ms > 0 ? ms : 1))) events a second"
done
