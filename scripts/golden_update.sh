#!/usr/bin/env bash
# Writes what leadc says now about each golden case into its .expected file, and shows what changed. Nothing is approved
# by this: read the diff, and commit it with the change that caused it.
set -euo pipefail
cd "$(dirname "$0")/.."
cmake --preset dev --log-level=WARNING >/dev/null
cmake --build --preset dev -j "$(nproc)" --target lead_golden
build/dev/tests/lead_golden --update "$@"
git --no-pager diff --stat -- tests/golden
