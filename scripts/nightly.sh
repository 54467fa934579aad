#!/usr/bin/env bash
# The long checks, to be run by hand before a release; about an hour or two on two cores. Each step runs whatever became of
# the one before; the closing table belongs into the change log.
#
#   test        make test
#   elsewhere   all tests with the clock set 14 hours ahead, in the C locale: no output may depend on either
#   release     all tests, optimised and without asserts
#   policies    the differential over 3,000 random policies instead of 150
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
step policies  env LEAD_DIFF_POLICIES=3000 LEAD_DIFF_SEED=1000 build/nightly-release/tests/lead_differential
step sanitized all_tests asan --preset asan
step clang     all_tests clang --preset dev -DCMAKE_C_COMPILER=clang-19 -DCMAKE_CXX_COMPILER=clang++-19 -DLEAD_WERROR=OFF
step tidy      tidy

printf '\n=== %s, %s\n' "$(git describe --always --dirty)" "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)"
printf '%s\n' "${results[@]}"
! printf '%s\n' "${results[@]}" | grep -q FAILED
