#!/usr/bin/env bash
# What `--roster` says of the files it is given: two for one instant, teams and notices that nobody is left for, a
# file that never comes into force; and what a full disk ends with.
#   rosters_test.sh LEADC EXAMPLES
set -euo pipefail
leadc=$1
examples=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp "$examples"/agreement/*.lead "$examples"/agreement/*.csv "$folder"
cd "$folder"

fail() { echo "rosters: $*" >&2; exit 1; }
expect() {  # CODE WORDS COMMAND…: the exit code, and what stderr says
  local wanted=$1 words=$2 code=0
  shift 2
  "$@" >out 2>err || code=$?
  [[ $code == "$wanted" ]] || fail "exit code $code, not $wanted: $*"$'\n'"$(cat out err)"
  [[ -z $words ]] || grep -qF -- "$words" err || fail "not said: $words"$'\n'"$(cat err)"
}

"$leadc" compile agreement.lead -o a.leadpack >/dev/null 2>&1
echo '{"type":"lead_created","lead":"a","time":"2026-12-07T09:00:00Z","email":"a@one.example","market":"dach","channel":"search"}' > events.ndjson
grep -v '^maria,' people.csv > nomaria.csv
grep -v ',field,' people.csv > nofield.csv

expect 2 '`people.csv` and `nomaria.csv` begin at one instant' \
  "$leadc" simulate a.leadpack --roster 2026-12-02=people.csv --roster 2026-12-02=nomaria.csv events.ndjson
expect 0 '`maria` is not in it, and is notified as `manager`' \
  "$leadc" simulate a.leadpack --roster nomaria.csv events.ndjson
expect 0 'nobody of it belongs to the team `field`' \
  "$leadc" run a.leadpack --roster nofield.csv events.ndjson
expect 0 '`people.csv`: it does not come into force' \
  "$leadc" run a.leadpack --roster 2030-01-01=people.csv events.ndjson --until 2026-12-31
expect 0 '' "$leadc" run a.leadpack --quiet --roster nofield.csv events.ndjson
[[ ! -s err ]] || fail "--quiet is not: $(cat err)"
expect 0 '' "$leadc" run a.leadpack --quiet --roster 2026-12-02=people-two-for-benelux.csv events.ndjson --until 2026-12-31 --summary
grep -q 'roster  .*people from 2026-12-02 00:00 on' out || fail "the summary has no line for the roster: $(cat out)"

# A pipe is not waited for, whether anybody writes into it or not.
mkfifo pipe.csv
expect 2 '`pipe.csv` is not a plain file' timeout 20 "$leadc" run a.leadpack --roster pipe.csv events.ndjson

# A time of the wall clock, as `why` prints it.
expect 0 '' "$leadc" run a.leadpack --quiet --roster "2026-12-02 09:30=people-two-for-benelux.csv" events.ndjson \
  --until "2026-12-03 12:00" --summary
grep -q 'people from 2026-12-02 09:30 on' out || fail "not of the wall clock: $(cat out)"
expect 2 'a time of the policy'"'"'s zone' "$leadc" why a a.leadpack events.ndjson --at "2026-12-02 9:30"

# Who says that they are away: turns pass them by, and whoever is not in the roster is set aside with that reason.
{
  cat events.ndjson
  echo '{"person":"anna","time":"2026-12-07T09:01:00Z","away":true,"id":"p1"}'
  echo '{"person":"anna","time":"2026-12-07T09:01:00Z","away":true,"id":"p1"}'
  echo '{"person":"anna","time":"2026-12-07T09:02:00Z","away":false}'
  echo '{"person":"anni","time":"2026-12-07T09:03:00Z","away":true}'
  echo '{"person":"anna","time":"2026-12-07T09:04:00Z"}'
} > presence.ndjson
expect 0 '' "$leadc" run a.leadpack --quiet presence.ndjson --decisions decisions.ndjson --rejects aside.ndjson --summary
grep -q '"kind":"presence","person":"anna","away":true,"policy"' decisions.ndjson || fail "no presence: $(cat decisions.ndjson)"
grep -q '"reason":"duplicate".*"person":"anna"' aside.ndjson || fail "no duplicate: $(cat aside.ndjson)"
grep -q '"reason":"unknown_person".*"person":"anni"' aside.ndjson || fail "not unknown: $(cat aside.ndjson)"
grep -q '"reason":"missing_field"' aside.ndjson || fail "not missing: $(cat aside.ndjson)"
grep -q '^  away  *1  ' out || fail "not in the summary: $(cat out)"
for threads in 1 2; do
  "$leadc" run a.leadpack --quiet --threads $threads presence.ndjson > presence.$threads
done
cmp presence.1 presence.2 || fail "threads tell presence otherwise"

# A full disk.
if [[ -e /dev/full ]]; then
  expect_full() {
    local code=0
    "$@" >/dev/full 2>err || code=$?
    [[ $code == 2 ]] || fail "exit code $code on a full disk: $* $(cat err)"
  }
  expect_full "$leadc" why a a.leadpack events.ndjson
  expect_full "$leadc" explain L0338
  expect_full "$leadc" simulate a.leadpack events.ndjson --format json
fi
