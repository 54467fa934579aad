#!/usr/bin/env bash
# Formats our C++ (`make format`), or with --check says which files are not formatted (part of `make test`).
# clang-format-19 and no other: versions disagree. Where it is missing the check fails; it is never skipped.
set -euo pipefail
cd "$(dirname "$0")/.."

tool=clang-format-19
if ! command -v "$tool" >/dev/null; then
  echo "format: $tool is not installed; 'scripts/install_packages.sh test' installs it" >&2
  exit 1
fi

folders=()
for folder in compiler runtime workbench cli stdlib tests examples; do
  if [[ -d $folder ]]; then folders+=("$folder"); fi
done
mapfile -t files < <(find "${folders[@]}" -type f \( -name '*.h' -o -name '*.cpp' \) | LC_ALL=C sort)

if [[ ${1:-} == --check ]]; then
  if ! "$tool" --dry-run -Werror "${files[@]}"; then
    echo "format: not clean; 'make format' repairs it" >&2
    exit 1
  fi
  echo "format: ${#files[@]} files are clean"
else
  "$tool" -i "${files[@]}"
  echo "format: formatted ${#files[@]} files"
fi
