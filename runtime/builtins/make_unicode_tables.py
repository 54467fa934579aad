#!/usr/bin/env python3
"""Writes runtime/builtins/unicode_tables.inc from Python's own Unicode database (14.0 with Python 3.11).

Run it by hand when the Unicode version is to change; the result is checked in, so that every build folds alike.
"""
import sys
import unicodedata

LAST = 0x10FFFF


def simple_fold(code):
    """Simple case folding: statuses C and S of CaseFolding.txt."""
    char = chr(code)
    for candidate in (char.casefold(), char.lower()):
        if len(candidate) == 1:
            return ord(candidate)
    return code


def fold_runs():
    """(first, last, stride, delta): every stride-th character of the run folds to itself plus delta."""
    runs = []
    for code in range(LAST + 1):
        if 0xD800 <= code <= 0xDFFF:
            continue
        delta = simple_fold(code) - code
        if delta == 0:
            continue
        if runs:
            first, last, stride, known = runs[-1]
            step = code - last
            if delta == known and step in (1, 2) and (first == last or step == stride):
                runs[-1] = (first, code, step, delta)
                continue
        runs.append((code, code, 1, delta))
    return runs


def word_ranges():
    ranges = []
    for code in range(LAST + 1):
        if unicodedata.category(chr(code))[0] not in "LMN":
            continue
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return ranges


def rows(items, per_line):
    texts = ["{" + ", ".join(f"0x{v:x}" if v >= 0 else f"-0x{-v:x}" for v in item) + "}," for item in items]
    return "\n".join("    " + " ".join(texts[i:i + per_line]) for i in range(0, len(texts), per_line))


def main():
    out = sys.stdout
    out.write(f"// Made by make_unicode_tables.py from Unicode {unicodedata.unidata_version}. Not edited by hand.\n")
    out.write("// clang-format off\n\nconstexpr FoldRun kFoldRuns[] = {\n" + rows(fold_runs(), 4) + "\n};\n\n")
    out.write("constexpr WordRange kWordRanges[] = {\n" + rows(word_ranges(), 6) + "\n};\n// clang-format on\n")


main()
