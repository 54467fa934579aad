#!/usr/bin/env bash
# What `leadc fmt` and `leadc check --fix` do to files: written whole or not at all, modes and links kept, nothing
# touched where nothing changes.
#   files_test.sh LEADC
set -euo pipefail
leadc=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

fail() { echo "files: $*" >&2; exit 1; }
expect_code() {  # CODE COMMAND…
  local wanted=$1 code=0
  shift
  "$@" >out 2>err || code=$?
  [[ $code == "$wanted" ]] || fail "exit code $code, not $wanted: $*"$'\n'"$(cat out err)"
}

loose='lead{email email}'
tidy='lead { email email }'

# In place, with the mode kept and no file left beside it.
echo "$loose" > a.lead
chmod 640 a.lead
expect_code 0 "$leadc" fmt a.lead
[[ $(cat a.lead) == "$tidy" ]] || fail "not laid out: $(cat a.lead)"
[[ $(stat -c %a a.lead) == 640 ]] || fail "the mode changed to $(stat -c %a a.lead)"
[[ $(ls -A) == $'a.lead\nerr\nout' ]] || fail "something is left over: $(ls -A)"

# Nothing is written where nothing changes, not even a new file of the same text.
before=$(stat -c '%i %y' a.lead)
expect_code 0 "$leadc" fmt a.lead
[[ $(stat -c '%i %y' a.lead) == "$before" ]] || fail "a file that was laid out is written again"
[[ ! -s err ]] || fail "talk about a file that does not change: $(cat err)"

# A link stays a link.
echo "$loose" > real.lead
ln -s real.lead link.lead
expect_code 0 "$leadc" fmt link.lead
[[ -L link.lead && $(cat real.lead) == "$tidy" ]] || fail "a link was replaced by a file"

# --check and --diff write nothing and end with 1.
echo "$loose" > b.lead
expect_code 1 "$leadc" fmt --check a.lead b.lead
[[ $(cat b.lead) == "$loose" ]] || fail "--check wrote"
grep -q -- '--- b.lead' out || fail "--check does not name the file: $(cat out)"
if grep -q -- '--- a.lead' out; then fail "--check names a file that would not change"; fi
expect_code 1 "$leadc" fmt --diff b.lead
expect_code 0 "$leadc" fmt --check a.lead
expect_code 1 "$leadc" fmt --check --format github b.lead
grep -q '^::error file=b.lead,line=1' out || fail "no annotation: $(cat out)"
expect_code 2 "$leadc" fmt --check --diff b.lead

# A text with errors is left alone; the others are laid out all the same.
echo 'lead { email' > bad.lead
expect_code 1 "$leadc" fmt bad.lead b.lead
[[ $(cat bad.lead) == 'lead { email' && $(cat b.lead) == "$tidy" ]] || fail "bad.lead, b.lead: $(cat bad.lead b.lead)"
grep -q L0202 err || fail "the error is not told: $(cat err)"
expect_code 1 "$leadc" fmt no-such-file.lead

# A full disk is no fault of leadc, however much is to be written.
{ echo 'lead {'; seq -f '  attribute_%g text optional' 1 500; echo '}'; } > long.lead
for file in a.lead long.lead; do
  status=0
  "$leadc" fmt - <$file >/dev/full 2>err || status=$?
  [[ $status == 2 ]] && grep -q 'could not be written to its end' err || fail "$file on a full disk: $status, $(cat err)"
done

# An option takes one roster: what stands behind it are events.
cat > people.lead <<'POLICY'
policy p { version "1" }
lead { email email }
event seen fills in email
person { senior yes or no = no }
people { anna "Anna Berg" }
team all where senior or not senior
route owner on seen { a: to all by turns, or wait otherwise }
POLICY
echo '{"id":"1","type":"seen","time":"2026-12-07T09:00:00Z","lead":"x","email":"x@a.example"}' > e.ndjson
printf 'person,title\nben,Ben Falk\n' > ben.csv
expect_code 0 "$leadc" simulate people.lead --roster ben.csv e.ndjson --until '2026-12-07 10:00'
grep -q '^  ben ' out || fail "the roster is not in force: $(cat out)"

# Standard input to standard output.
[[ $(echo "$loose" | "$leadc" fmt -) == "$tidy" ]] || fail "standard input"
if echo 'lead {' | "$leadc" fmt - >out 2>err; then fail "an error on standard input is fine"; fi
[[ ! -s out ]] || fail "an erroneous text is printed: $(cat out)"

# A folder that cannot be written to: told, and the file is as it was (root may write everywhere).
if [[ $(id -u) != 0 ]]; then
  mkdir locked && echo "$loose" > locked/c.lead && chmod 555 locked
  expect_code 2 "$leadc" fmt locked/c.lead
  [[ $(cat locked/c.lead) == "$loose" ]] || fail "a file in a locked folder changed"
  chmod 755 locked
fi

# --fix: repairs, tells, keeps the mode; what is left decides the exit code.
printf 'policy p { version "1" }\nlead { email email }\nevnt page_view\nchoice A { b; c }\n' > fix.lead
chmod 600 fix.lead
cp fix.lead kept.lead
expect_code 1 "$leadc" check --fix --diff fix.lead
cmp -s fix.lead kept.lead || fail "--diff wrote"
grep -q '^+event page_view' out || fail "--diff shows no repair: $(cat out)"
"$leadc" check --fix fix.lead >out 2>err || true
grep -q '^event page_view' fix.lead || fail "not repaired: $(cat fix.lead)"
grep -q 'fix.lead:3:1: ' err || fail "the repair is not told: $(cat err)"
[[ $(stat -c %a fix.lead) == 600 ]] || fail "the mode changed"
printf 'policy p { version "1" }\nlead { email email }\n' > fine.lead
before=$(stat -c '%i %y' fine.lead)
expect_code 0 "$leadc" check --fix fine.lead
[[ $(stat -c '%i %y' fine.lead) == "$before" ]] || fail "a fine file is written again"
expect_code 2 "$leadc" check --diff fine.lead
echo "files: fine"
