#!/usr/bin/env bash
# What leadc says to a command line that it cannot follow: exit code 2, nothing on standard output, and one line that
# names what is wrong in the words that were typed.
#   usage_test.sh LEADC
set -euo pipefail
leadc=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo 'policy p { }' > p.lead

fail() { echo "usage: $*" >&2; exit 1; }
says() {  # WORDS ARGUMENT…
  local wanted=$1 code=0
  shift
  "$leadc" "$@" >out 2>err || code=$?
  [[ $code == 2 ]] || fail "exit code $code, not 2: leadc $*"$'\n'"$(cat out err)"
  [[ ! -s out ]] || fail "a result on standard output: leadc $*"$'\n'"$(cat out)"
  [[ $(head -1 err) == "leadc: $wanted" ]] || fail "leadc $*"$'\n'"wanted: leadc: $wanted"$'\n'"said:   $(head -1 err)"
}

says 'a command is missing: `check`, `fmt`, `compile`, `run`, `score`, `simulate`, `why`, `test` or `explain`'
says 'there is no command `chek`; did you mean `check`?' chek p.lead
says '`p.lead` is a policy, and a command stands before it, as in `leadc check p.lead`' p.lead
says 'help is asked for with `--help`, as in `leadc check --help`' help
says '`--format` stands before any command; options stand behind it' --format json check p.lead
says '`policy` is missing: policy files (.lead), or - for standard input' check
says '`events` is missing: NDJSON files, plain or .gz; - is standard input' run p.lead
says '`--output` is missing: the artefact to write (.leadpack)' compile p.lead
says 'there is no option `--fromat`; did you mean `--format`?' check --fromat json p.lead
says 'there is no option `--fromat`; did you mean `--format`?' check --fromat=json p.lead
says 'there is no option `-x`; there are `--help`, `--format`, `--color` and `--quiet`' explain -x L0401
says '`--format` does not take `jsn`; did you mean `json`?' check --format jsn p.lead
says '`--format` does not take `xml`; it takes `text`, `json`, `sarif` or `github`' check --format xml p.lead
says '`--color` does not take `blue`; it takes `auto`, `always` or `never`' check --color blue p.lead
says '`--format` wants a value behind it: `text`, `json`, `sarif` or `github`' check p.lead --format
says '`--until` wants a value behind it' run p.lead e.ndjson --until
printf 'LEADPACK' > image
says '`a.leadpack` is a compiled policy; `run`, `why` and `score` read it' check a.leadpack
says '`image` is a compiled policy; `run`, `why` and `score` read it' check --fix p.lead image
says '`--fix` stands alone and takes no value' check --fix=maybe p.lead
says '`--diff` goes with `--fix` only' check --diff p.lead
says '`--check` and `--diff` cannot stand together' fmt --check --diff p.lead
says 'there is no policy `lead-1`; the lead comes first: leadc why lead-1 p.lead …' why p.lead lead-1 e.ndjson
says '`b.csv` is one too many: `leadc score` takes `policy` and `leads`' score p.lead a.csv b.csv

# What is asked for is a result, not talk.
for asked in --help --version 'check --help'; do
  # shellcheck disable=SC2086  # two words
  "$leadc" $asked >out 2>err || fail "leadc $asked ends with $?"
  [[ -s out && ! -s err ]] || fail "leadc $asked: $(cat out err)"
done
