#!/usr/bin/env bash
# One thread or two: `leadc run` and `leadc simulate` write the same bytes, whatever the stream is like.
#   threads_test.sh LEADC GENERATE_INBOUND GENERATE_AGREEMENT EXAMPLES
set -euo pipefail
leadc=$1 generate=$2 generate_month=$3 examples=$4
policy=$examples/inbound/inbound.lead
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

fail() { echo "threads: $*" >&2; exit 1; }

"$generate" --seed 11 --leads 900 --events 30000 --out events.ndjson
head -9000 events.ndjson | gzip > first.ndjson.gz
tail -n +9001 events.ndjson > rest.ndjson
{ cat rest.ndjson; echo; echo 'no event'; echo '{"type":"nobody knows","lead":"a","time":"2026-12-01T00:00:00Z"}'; } > damaged.ndjson
head -c 20000 first.ndjson.gz > cut.ndjson.gz

run() {  # THREADS ARGUMENT…: all that is written, its exit code with it
  local threads=$1 code=0
  shift
  rm -rf "of-$threads" && mkdir "of-$threads"
  "$leadc" run "$policy" "$@" --threads "$threads" --quiet --decisions "of-$threads/decisions" --rejects "of-$threads/rejects" \
    --leads "of-$threads/leads" --pools "of-$threads/pools" --summary > "of-$threads/summary" 2> "of-$threads/talk" || code=$?
  echo "$code" > "of-$threads/code"
}
same() {  # NAME ARGUMENT…
  local name=$1
  shift
  run 1 "$@"
  run 2 "$@"
  [[ -s of-1/summary ]] || fail "$name: no summary: $(cat of-1/talk)"
  diff -r of-1 of-2 > differs || fail "$name: $(head -5 differs)"
}
same "one file" events.ndjson
[[ -s of-1/decisions && $(cat of-1/code) == 0 ]] || fail "nothing was decided"
same "several, packed and damaged" first.ndjson.gz damaged.ndjson
[[ $(wc -l < of-1/rejects) -ge 2 ]] || fail "nothing was set aside"
same "cut short" cut.ndjson.gz rest.ndjson
[[ $(cat of-1/code) == 1 && -s of-1/talk ]] || fail "an input that is cut short is not told"
same "until" events.ndjson --until "$(head -12000 events.ndjson | tail -1 | sed 's/.*"time":"\([^"]*\)".*/\1/')"
: > empty.ndjson
same "empty" empty.ndjson

# Who gets the lead: the order in which leads ask is that of the stream, with other rosters from instants on.
policy=$examples/agreement/agreement.lead
for seed in 1 2 3; do
  "$generate_month" --seed "$seed" --leads 500 --events 5000 --out month.ndjson
  head -2500 month.ndjson | gzip > month-first.ndjson.gz
  tail -n +2501 month.ndjson > month-rest.ndjson
  same "routed, seed $seed" month-first.ndjson.gz month-rest.ndjson \
    --roster "2026-12-0$((6 + seed))=$examples/agreement/people-two-for-benelux.csv" --roster "2026-12-20=$examples/agreement/people.csv"
  grep -q '"how":"given"' of-1/decisions || fail "nobody was given a lead"
  [[ $(grep -c '"kind":"roster"' of-1/decisions) == 2 ]] || fail "two rosters are not told"
  if grep -v '"roster":"' of-1/decisions > without; then fail "without a roster: $(head -1 without)"; fi
  for threads in 1 2; do
    "$leadc" simulate "$policy" month.ndjson --threads "$threads" > "simulated-$threads" 2> talk
  done
  cmp simulated-1 simulated-2 || fail "simulate differs, seed $seed"
done
policy=$examples/inbound/inbound.lead
if "$leadc" run "$policy" events.ndjson --threads 3 > out 2> err; then fail "three threads are taken"; fi
echo "the same bytes with one thread and with two"
