#!/usr/bin/env bash
# The differential, for as long as it takes to compare a given number of steps: other policies and streams every day.
#
#   scripts/hunt.sh PROGRAM [STEPS [SEED]]
#
#   PROGRAM   a built lead_differential
#   STEPS     how many steps to compare; default 10,000,000. A step is one line of the reference: a booking, a decision,
#             an event applied or set aside. Five ways to run the engine are held to each.
#   SEED      the first seed; default: a million times the number of the day, so that no two days share a policy
#
# JOBS=n runs n processes (default: all cores). It prints the range of seeds it took and how to repeat what failed.
# Exit 0: that many steps were compared, without a difference. Exit 1: a difference, or a test that died. Exit 2: wrong use.
set -uo pipefail
policies=100 # of one process; more would make the last ones wait for a straggler

program="${1:-}"
if [[ ! -x "$program" ]] || (($# > 3)); then
  echo "usage: scripts/hunt.sh PROGRAM [STEPS [SEED]]" >&2
  exit 2
fi
wanted="${2:-10000000}"
first="${3:-$(($(date -u +%s) / 86400 * 1000000))}"
jobs="${JOBS:-$(nproc)}"
tests='Hunt.EveryEngineAgreesWithTheReference:Hunt.ShufflingWithinTheLatenessChangesNothing:Why.*:ColumnHunt.*'

outputs="$(mktemp -d)"
trap 'rm -rf "$outputs"' EXIT
# sum_of <pattern>: the numbers that stand before it in all outputs, added up.
sum_of() { sed -n "s/.*\b\([0-9][0-9]*\) $1.*/\1/p" "$outputs"/*.passed | awk '{ sum += $1 } END { printf "%d", sum }'; }

# run <seed>: one process; its output becomes <seed>.passed or <seed>.failed.
run() {
  local output="$outputs/$1"
  if LEAD_DIFF_SEED="$1" LEAD_DIFF_POLICIES="$policies" "$program" --gtest_filter="$tests" >"$output" 2>&1; then
    mv "$output" "$output.passed"
  else
    mv "$output" "$output.failed"
  fi
}

echo "hunt: seeds from $first, $jobs processes of $policies policies, until $wanted steps are compared"
next="$first" steps=0 begin=$SECONDS told=0
while ((steps < wanted)); do
  for ((job = 0; job < jobs; ++job, next += policies)); do run "$next" & done
  wait
  if compgen -G "$outputs/*.failed" >/dev/null; then
    for failed in "$outputs"/*.failed; do
      tail -n 300 "$failed"
      seed="$(basename "$failed" .failed)"
      echo "hunt: FAILED within 100 policies from $seed; the output names the seed. To repeat:"
      echo "  LEAD_DIFF_SEED=$seed LEAD_DIFF_POLICIES=$policies $program --gtest_filter='$tests'"
    done
    exit 1
  fi
  steps="$(sum_of steps,)"
  if ((steps == 0)); then
    echo "hunt: FAILED: the program told of no step" >&2
    exit 1
  fi
  if ((SECONDS - told >= 60)); then
    echo "hunt: $steps steps, $((next - first)) policies, $((SECONDS - begin)) s"
    told=$SECONDS
  fi
done
echo "hunt: passed: seeds $first to $((next - 1)), $steps steps, $(sum_of 'lines compared') lines of the engine," \
  "$(sum_of 'words compared') words of columns, $(sum_of 'of [0-9]* policies refused') policies refused, $((SECONDS - begin)) s"
