#!/usr/bin/env bash
# The demonstration: an event stream is made, the example policy is checked, compiled and run over it, and one lead is
# explained. Every command is printed before what it prints. `make demo` builds what this needs.
#
# The stream comes from a seed, so every machine shows the same figures. Files are left in build/demo for a closer look.
set -euo pipefail
cd "$(dirname "$0")/.."
PATH="$PWD/build/release:$PWD/build/release/examples:$PATH"

for program in leadc generate_inbound; do
  command -v "$program" >/dev/null || { echo "demo: no $program; run 'make demo'" >&2; exit 1; }
done

demo=build/demo
rm -rf "$demo"
mkdir -p "$demo"
cp examples/inbound/inbound.lead examples/inbound/tests.lead "$demo/"
cd "$demo"

say() { printf '\n# %s\n' "$1"; }
show() { printf '$ %s\n' "$*"; "$@"; }

say "Four months of a company's leads, made from a seed, into build/demo/events.ndjson"
show generate_inbound --seed 1 --leads 5000 --events 100000 --out events.ndjson
say "Is the policy sound?"
show leadc check inbound.lead
say "Does it do what both teams agreed on? Timelines, run in virtual time"
show leadc test --quiet inbound.lead tests.lead
say "Into the one file that runs"
show leadc compile inbound.lead -o inbound.leadpack
say "All events through it; decisions and what was set aside go to files"
show leadc run inbound.leadpack events.ndjson --decisions decisions.ndjson --rejects set-aside.ndjson --summary
say "The first decisions, as another program would read them"
show head -n 2 decisions.ndjson
say "Lead 02966 asked for a demo and is hot. Why does nobody contact it?"
show leadc why lead-02966 inbound.leadpack events.ndjson
