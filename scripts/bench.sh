#!/usr/bin/env bash
# How fast leadc is, beside C++ written by hand for the same work: both sides in one run, in turns, with equal output
# bytes. Prints the machine, the commit and the figures, for docs/benchmarks.md. Takes some minutes; wants a quiet machine.
set -euo pipefail
cd "$(dirname "$0")/.."

echo "machine: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(nproc) cores; $(git describe --always --dirty)"
echo "command: stream_bench   (five million events over 200,000 leads)"
build/release/tests/bench/stream/stream_bench --folder build/bench "$@"

echo
echo "command: bench_snapshot --rows 1000000 --runs 7   (an export, scored)"
build/release/tests/bench/snapshot/bench_snapshot --rows 1000000 --runs 7

echo
echo "command: calendar_bench   (a million deadlines in business time)"
build/release/tests/bench/calendar/calendar_bench

echo
echo "command: routing_bench   (who is next, in teams of 10, 100 and 1,000)"
build/release/tests/bench/routing/routing_bench
