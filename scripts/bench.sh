#!/usr/bin/env bash
# How fast leadc is, beside C++ written by hand for the same work: both sides in one run, in turns, with equal output
# bytes. Prints the machine, the commit and the figures, for docs/benchmarks.md. Takes some minutes; wants a quiet machine.
set -euo pipefail
cd "$(dirname "$0")/.."

echo "machine: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(nproc) cores; $(git describe --always --dirty)"
build/release/tests/bench/stream/stream_bench --folder build/bench "$@"
