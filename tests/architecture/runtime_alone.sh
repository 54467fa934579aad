#!/usr/bin/env bash
# The runtime alone makes the same decisions, byte for byte, as leadc does.
#   runtime_alone.sh RUNTIME_ALONE LEADC GENERATE_INBOUND POLICY
set -euo pipefail
runtime_alone="$1" leadc="$2" generate="$3" policy="$4"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT

"$generate" --seed 7 --leads 400 --events 8000 --out "$folder/events.ndjson"
"$leadc" compile "$policy" -o "$folder/policy.leadpack"
"$leadc" run "$folder/policy.leadpack" "$folder/events.ndjson" --decisions "$folder/of-leadc.ndjson"
"$runtime_alone" "$folder/policy.leadpack" "$folder/events.ndjson" >"$folder/alone.ndjson"

[[ -s $folder/alone.ndjson ]] || { echo "no decisions at all"; exit 1; }
cmp "$folder/of-leadc.ndjson" "$folder/alone.ndjson"
if ldd "$runtime_alone" | grep -i antlr; then echo "the runtime links the grammar"; exit 1; fi
echo "$(wc -l <"$folder/alone.ndjson") decisions, all equal"
