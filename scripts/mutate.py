#!/usr/bin/env python3
"""Mistakes made on purpose: each must be noticed by a short run of the differential.

  scripts/mutate.py [NAME...]      all mutations of scripts/mutations.txt, or only these
  scripts/mutate.py --check        only whether each still applies; nothing is built

Works on a scratch copy in COPY (default build/mutate/source), never on the tree itself. A mutation is one line of one file, changed; the
copy is built again as far as it must be (one source, or the few that include a header), and `lead_differential` runs
over POLICIES policies (default 100). It is noticed if that run fails, dies or does not end within ten times what it takes
without a mistake. A quarter of the policies comes first, and four times as many before it counts as a survivor.

Cost: the first build of the copy, which ccache shortens where the dev tree was built, then 20 s to two minutes a
mutation, one process at a time: under an hour on two idle cores. Part of `make nightly`, not of CI. JOBS=n builds with n
processes.

Exit 0: every mutation was noticed. Exit 1: a survivor. Exit 2: a mutation that no longer applies or does not compile.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
COPY = pathlib.Path(os.environ.get("COPY", ROOT / "build" / "mutate" / "source")).absolute()
BUILD = COPY / "build" / "dev"
PROGRAM = BUILD / "tests" / "lead_differential"
POLICIES = int(os.environ.get("POLICIES", "100"))
TESTS = "Hunt.EveryEngine*:Hunt.Shuffling*:ColumnHunt.*"
FIELDS = ["mutation", "file", "before", "after"]


def read_mutations():
    """Paragraphs of `field: text`; a line that begins with # is a comment."""
    mutations, one = [], {}
    for line in (ROOT / "scripts" / "mutations.txt").read_text().splitlines() + [""]:
        if line.startswith("#"):
            continue
        if not line.strip():
            if one:
                mutations.append(one)
            one = {}
            continue
        field, _, text = line.partition(":")
        one[field] = text.strip()
    for one in mutations:
        if list(one) != FIELDS:
            stop(f"mutations.txt: a paragraph has {list(one)} instead of {FIELDS}")
    return mutations


def stop(message):
    print(f"mutate: {message}", file=sys.stderr)
    sys.exit(2)


def mutated(one):
    """The text of the file with the mistake in it."""
    text = (ROOT / one["file"]).read_text()
    if text.count(one["before"]) != 1:
        stop(f'{one["mutation"]}: `{one["before"]}` stands {text.count(one["before"])} times in {one["file"]}, not once')
    return text.replace(one["before"], one["after"])


def run(command, **options):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)


def build():
    return run(["cmake", "--build", BUILD, "-j", os.environ.get("JOBS", "1"), "--target", "lead_differential"])


def copy_sources():
    """The files git knows or would add. What is the same already keeps its time, so that nothing is built for nothing."""
    listed = subprocess.run(["git", "ls-files", "-z", "-co", "--exclude-standard"], cwd=ROOT, stdout=subprocess.PIPE, check=True)
    names = {name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()}
    for name in names:
        source, target = ROOT / name, COPY / name
        if target.exists() and target.read_bytes() == source.read_bytes():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
    for path in COPY.rglob("*"):
        name = path.relative_to(COPY)
        if path.is_file() and name.parts[0] != "build" and str(name) not in names:
            path.unlink()


def prepare():
    copy_sources()
    linker = "-fuse-ld=lld " if shutil.which("ld.lld") else ""
    configured = run(["cmake", "--preset", "dev", f"-DCMAKE_EXE_LINKER_FLAGS={linker}-Wl,--strip-debug"], cwd=COPY)
    if configured.returncode != 0:
        stop(configured.stdout)
    built = build()
    if built.returncode != 0:
        stop(built.stdout[-3000:])


def hunt(policies, seconds):
    """None where nothing was noticed, otherwise how it was."""
    environment = {**os.environ, "LEAD_DIFF_POLICIES": str(policies), "LEAD_DIFF_SEED": "1", "GTEST_FAIL_FAST": "1"}
    try:
        ended = run([PROGRAM, f"--gtest_filter={TESTS}"], env=environment, timeout=seconds)
    except subprocess.TimeoutExpired:
        return "does not end"
    if ended.returncode == 0:
        return None
    failed = [line.split()[3] for line in ended.stdout.splitlines() if line.startswith("[  FAILED  ] ") and "." in line]
    return failed[0] if failed else f"died ({ended.returncode})"


def judge(one, seconds):
    path = COPY / one["file"]
    original = path.read_text()
    path.write_text(mutated(one))
    try:
        built = build()
        if built.returncode != 0:
            stop(f'{one["mutation"]} does not compile:\n{built.stdout[-3000:]}')
        return hunt(POLICIES // 4, seconds) or hunt(POLICIES, seconds) or hunt(POLICIES * 4, seconds * 4)
    finally:
        path.write_text(original)


def main():
    wanted = [argument for argument in sys.argv[1:] if argument != "--check"]
    mutations = [one for one in read_mutations() if not wanted or one["mutation"] in wanted]
    for one in mutations:
        mutated(one)
    if "--check" in sys.argv[1:]:
        print(f"mutate: {len(mutations)} mutations apply")
        return
    prepare()
    begin = time.monotonic()
    if hunt(POLICIES, 3600) is not None:
        stop("the differential fails without any mutation")
    seconds = 10 * (time.monotonic() - begin) + 60
    survivors = []
    for one in mutations:
        begin = time.monotonic()
        noticed = judge(one, seconds)
        print(f'{one["mutation"]:<32} {noticed or "SURVIVED":<58} {time.monotonic() - begin:4.0f} s', flush=True)
        if noticed is None:
            survivors.append(one["mutation"])
    print(f"mutate: {len(mutations) - len(survivors)} of {len(mutations)} noticed")
    if survivors:
        print("mutate: survived: " + ", ".join(survivors))
        sys.exit(1)


main()
