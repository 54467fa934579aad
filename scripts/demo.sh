#!/usr/bin/env bash
# The demonstration: a month of events is made, an agreement is checked, tested, compiled and run over it, one lead is
# explained, and one more colleague is tried out. Every command is printed before what it prints. `make demo` builds
# what this needs.
#
# The month comes from a seed, so every machine shows the same figures. Files are left in build/demo for a closer look.
set -euo pipefail
cd "$(dirname "$0")/.."
PATH="$PWD/build/release:$PWD/build/release/examples:$PATH"

for program in leadc generate_agreement; do
  command -v "$program" >/dev/null || { echo "demo: no $program; run 'make demo'" >&2; exit 1; }
done

demo=build/demo
rm -rf "$demo"
mkdir -p "$demo"
cp examples/agreement/*.lead examples/agreement/*.csv "$demo/"
cd "$demo"

say() { printf '\n# %s\n' "$1"; }
show() { printf '$ %s\n' "$*"; "$@"; }

say "A December of a company's leads, made from a seed, into build/demo/events.ndjson"
show generate_agreement --seed 1 --leads 1500 --events 12000 --out events.ndjson
say "Is the agreement sound?"
show leadc check agreement.lead
say "Does it do what both teams agreed on? Timelines, run in virtual time"
show leadc test --quiet agreement.lead tests.lead
say "Into the one file that runs"
show leadc compile agreement.lead -o agreement.leadpack
say "The month through it; decisions and what was set aside go to files"
show leadc run agreement.leadpack events.ndjson --decisions decisions.ndjson --rejects set-aside.ndjson --summary
say "The first time somebody was given a lead, as another program would read it"
printf '$ %s\n' "grep -m 1 '\"kind\":\"assignment\"' decisions.ndjson"
grep -m 1 '"kind":"assignment"' decisions.ndjson
say "Lead 00422 suits us, is hot and asked for a demo. At the end of the month nobody has it. Why?"
show leadc why lead-00422 agreement.leadpack events.ndjson
say "What if there had been a second colleague for that market?"
show diff people.csv people-two-for-benelux.csv || true
show leadc simulate agreement.leadpack events.ndjson --roster people-two-for-benelux.csv --quiet
