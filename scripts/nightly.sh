#!/usr/bin/env bash
# The long checks, to be run by hand before a release; about two or three hours on two cores. Each step runs whatever became
# of the one before; the closing table belongs into the change log.
#
#   scripts/nightly.sh [SEED]    SEED: of the random policies; default: by the day, so that another day tries others
#
#   test        make test
#   elsewhere   all tests with the clock set 14 hours ahead, in the C locale: no output may depend on either
#   release     all tests, optimised and without asserts
#   policies    the differential over ten million steps instead of some 100,000, from another seed every day (scripts/hunt.sh)
#   mutations   some fifty mistakes made on purpose in engine, evaluators and reference, each noticed by the differential
#   sanitized   all tests under ASan and UBSan, the command line and the documentation among them
#   clang       all tests, compiled by clang 19
#   tidy        clang-tidy 19 over compiler, runtime, workbench, command line and examples
#
# Not among them yet, because what they would test is not there: threads (TSan), a store (kill tests), JIT, prover.
set -uo pipefail
cd "$(dirname "$0")/.."
jobs="$(nproc)"
scripts/install_packages.sh nightly || exit 1

results=()
step() {
  local name="$1" begin=$SECONDS outcome=passed
  shift
  printf '\n=== %s\n' "$name"
  "$@" || outcome=FAILED
  results+=("$(printf '%-10s %s  %4d s' "$name" "$outcome" $((SECONDS - begin)))")
}

# all_tests <tree> [cmake arguments]: configures, builds and runs everything in build/<tree>.
all_tests() {
  local tree="build/$1"
  shift
  cmake -B "$tree" "$@" && cmake --build "$tree" -j "$jobs" && ctest --test-dir "$tree" --output-on-failure -j "$jobs"
}

elsewhere() { TZ=Pacific/Kiritimati LC_ALL=C ctest --test-dir build/dev --output-on-failure -j "$jobs"; }

tidy() {
  local sources
  mapfile -t sources < <(find compiler runtime workbench cli examples -name '*.cpp' | LC_ALL=C sort)
  printf '%s\n' "${sources[@]}" | xargs -P "$jobs" -n 1 clang-tidy-19 -p build/dev --quiet
}

step test      make test
step elsewhere elsewhere
step release   all_tests nightly-release --preset release -DLEAD_TESTS=ON
step policies  scripts/hunt.sh build/nightly-release/tests/lead_differential "${LEAD_NIGHTLY_STEPS:-10000000}" ${1:+"$1"}
step mutations env JOBS="$jobs" scripts/mutate.py
step sanitized all_tests asan --preset asan
step clang     all_tests clang --preset dev -DCMAKE_C_COMPILER=clang-19 -DCMAKE_CXX_COMPILER=clang++-19 -DLEAD_WERROR=OFF
step tidy      tidy

printf '\n=== %s, %s\n' "$(git describe --always --dirty)" "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)"
printf '%s\n' "${results[@]}"
! printf '%s\n' "${results[@]}" | grep -q FAILED
