#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the tests that changed many times, on a machine that is kept busy: what is committed has to pass each time.

    scripts/repeat-tests.py [--base REVISION] [--times N] [--busy N] [--minutes N] [--build FOLDER] [--list] [TEST...]

Without a TEST: those whose sources differ from where the branch left REVISION (default: main), committed or not. Of a
black-box or unit test these are the cases that changed, or all of a file where something else in it did. A TEST is a
name of CTest's (cli.zcat), or one of its cases (cli.zcat:FormatTest.test_hex, unit.zcat:"the name of the case").
The tests have to be built. The exit status is 1 where a run failed, or time ran out before all were done.
"""

import argparse
import ast
import contextlib
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
BY_PATH = (  # which test of CTest's a file belongs to
    (r"tests/cli/(\w+)_test\.py", "cli.{}"),
    (r"tests/unit/(\w+)/.*", "unit.{}"),
    (r"tests/fuzz/(\w+)_fuzz\.cpp", "fuzz.{}"),
    (r"tests/fuzz/corpus/(\w+)/.*", "fuzz.{}"),
    (r"tests/browser/(unit)/.*", "browser.{}"),
    (r"tests/browser/(\w+)_test\.mjs", "browser.{}"),
    (r"tests/interop/(\w+)_test\.mjs", "interop.{}"),
    (r"tests/bench/(\w+)_test\.py", "bench.{}"),
)
TEST_CASE = re.compile(r'^(?:TEST_CASE|SCENARIO|TEMPLATE_TEST_CASE)\("((?:[^"\\]|\\.)*)"')
UNUSED_ALONE = re.compile(r"\s*($|import |from \w+ import|#include|using |//|# |\"\"\")")  # lines that change no case
WHOLE_FILE = None  # in place of the name of a case


def git(*args):
    return subprocess.run(["git", "-C", ROOT, *args], capture_output=True, text=True, check=True).stdout


def changed_lines(base):
    """{path: the numbers of its lines that differ from `base`}, of files below tests/ that are still there."""
    changed = {path: set(range(1, 1 + len((ROOT / path).read_text(errors="replace").splitlines())))
               for path in git("ls-files", "--others", "--exclude-standard", "tests").splitlines()}
    path = None
    for line in git("diff", "--unified=0", "--no-color", "--no-prefix", base, "--", "tests").splitlines():
        if line.startswith("+++ "):
            path = line[4:]
        elif (hunk := re.match(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@", line)) and path != "/dev/null":
            first, count = int(hunk[1]), int(hunk[2] or 1)
            changed.setdefault(path, set()).update(range(first, first + max(count, 1)))
    return changed


class Piece(NamedTuple):
    """Lines of a source: a test case, or something that has a name and may be used by some."""

    first: int
    last: int
    name: str
    is_case: bool = False
    every: bool = False  # case of the file uses it, named or not


def python_pieces(text):
    for node in ast.parse(text).body:
        if isinstance(node, ast.ClassDef):
            for part in node.body:
                if isinstance(part, ast.FunctionDef):
                    is_case = part.name.startswith("test")
                    first = min([part.lineno, *(decorator.lineno for decorator in part.decorator_list)])
                    yield Piece(first, part.end_lineno, f"{node.name}.{part.name}" if is_case else part.name, is_case,
                                part.name in ("setUp", "setUpClass"))
        elif isinstance(node, ast.FunctionDef):
            yield Piece(node.lineno, node.end_lineno, node.name)


def catch_pieces(text):
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        if found := TEST_CASE.match(line):
            last = next((n for n in range(number, len(lines) + 1) if lines[n - 1].startswith("}")), len(lines))
            yield Piece(number, last, found[1].replace('\\"', '"'), is_case=True)


def cases(path, numbers):
    """The cases of a file that have one of these lines, or use what has; all of them where that is not to be seen."""
    if not path.endswith(("_test.py", "_test.cpp")):
        return {WHOLE_FILE}
    text = (ROOT / path).read_text()
    lines = text.splitlines()
    pieces = list(python_pieces(text) if path.endswith(".py") else catch_pieces(text))
    every = {piece.name for piece in pieces if piece.is_case} or {WHOLE_FILE}
    found = set()
    for number in numbers:
        if number > len(lines) or UNUSED_ALONE.match(lines[number - 1]):
            continue
        piece = next((piece for piece in pieces if piece.first <= number <= piece.last), None)
        if not piece or piece.every:
            return every
        found.update([piece.name] if piece.is_case else users(piece.name, pieces, lines))
    return found


def users(name, pieces, lines):
    """The cases in which a name stands, or the name of what it stands in."""
    names, found = [name], set()
    for name in names:  # which grows meanwhile
        for piece in pieces:
            if piece.name != name and re.search(rf"\b{name}\b", "\n".join(lines[piece.first - 1:piece.last])):
                if piece.is_case:
                    found.add(piece.name)
                elif piece.name not in names:
                    names.append(piece.name)
    return found


def changed_tests(base, known):
    """{name of CTest's: its cases that changed}, and the files below tests/ that belong to no test of their own."""
    wanted, others = {}, []
    for path, numbers in sorted(changed_lines(base).items()):
        for pattern, name in BY_PATH:
            if (found := re.fullmatch(pattern, path)) and name.format(found[1]) in known:
                wanted.setdefault(name.format(found[1]), set()).update(cases(path, numbers))
                break
        else:
            others.append(path)
    return wanted, others


def named_tests(names):
    wanted = {}
    for name in names:
        test, _, case = name.partition(":")
        wanted.setdefault(test, set()).add(case or WHOLE_FILE)
    return wanted


def known_tests(build):
    """{name: (command, properties)}, as CTest knows them."""
    listing = subprocess.run(["ctest", "--test-dir", build, "--show-only=json-v1"],
                             capture_output=True, text=True, check=True)
    return {test["name"]: (test.get("command"), {p["name"]: p["value"] for p in test["properties"]})
            for test in json.loads(listing.stdout)["tests"]}


def command_of(name, command, chosen):
    """The command of a test, for its chosen cases."""
    if WHOLE_FILE in chosen:
        return command
    if name.startswith("cli."):
        return [*command[:-1], *(f"{command[-1]}.{case}" for case in sorted(chosen))]
    return [*command, ",".join(re.sub(r"([,\[\]\\*\"])", r"\\\1", case) for case in sorted(chosen))]


class Busy:
    """Loops that keep the machine busy, as long as the block runs and no longer than we do."""

    def __init__(self, count):
        self._loops = [subprocess.Popen(["setpriv", "--pdeathsig", "KILL", "sh", "-c", "while :; do :; done"])
                       for _ in range(count)]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for loop in self._loops:
            loop.kill()
            loop.wait()


def run_once(command, properties, limit):
    """Why a run failed; nothing where it passed."""
    environment = os.environ | dict(entry.split("=", 1) for entry in properties.get("ENVIRONMENT", []))
    process = subprocess.Popen(command, cwd=properties.get("WORKING_DIRECTORY"), env=environment, text=True,
                               errors="replace", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, start_new_session=True)
    try:
        output, _ = process.communicate(timeout=limit)
        return "" if process.returncode == 0 else f"{output}exit status {process.returncode}"
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, 9)  # the session that was begun for it
        return f"{process.communicate()[0]}no end within {limit:.0f} s"


def repeat(name, command, properties, args, end):
    """True if all runs passed."""
    for number in range(1, args.times + 1):
        left = end - time.monotonic()
        if left <= 0:
            print(f"NOT DONE: {name}: {number - 1} of {args.times} runs passed, then --minutes were over", flush=True)
            return False
        if why := run_once(command, properties, min(properties.get("TIMEOUT", 600), left)):
            print(f"{why}\nFAILED: {name}: run {number} of {args.times}", flush=True)
            return False
    print(f"ok: {name}: {args.times} runs", flush=True)
    return True


def parsed():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("tests", nargs="*", metavar="TEST")
    add("--base", default="main", metavar="REVISION", help="default: main")
    add("--times", type=int, default=50, metavar="N", help="runs of each (default: 50)")
    add("--busy", type=int, default=4, metavar="N", help="busy loops beside them (default: 4)")
    add("--minutes", type=float, default=60, metavar="N", help="for all (default: 60)")
    add("--build", type=Path, default=ROOT / "build/dev", metavar="FOLDER", help="default: build/dev")
    add("--list", action="store_true", help="print the tests and their cases instead of running them")
    return parser, parser.parse_args()


def main():
    parser, args = parsed()
    known = known_tests(args.build)
    if args.tests:
        wanted, others = named_tests(args.tests), []
    else:
        try:
            wanted, others = changed_tests(git("merge-base", args.base, "HEAD").strip(), known)
        except subprocess.CalledProcessError as error:
            parser.error(f"--base {args.base}: {error.stderr.strip()}")
    for path in others:
        print(f"no test of its own: {path}")
    if unknown := [name for name in wanted if name not in known]:
        parser.error(f"{args.build} has no test {', '.join(unknown)}")
    if args.list:
        for name, chosen in wanted.items():
            print(name, "" if WHOLE_FILE in chosen else "".join(f"\n  {case}" for case in sorted(chosen)), sep="")
        return 0
    if unbuilt := [name for name in wanted if not known[name][0]]:
        parser.error(f"not built: {', '.join(unbuilt)}")
    end = time.monotonic() + 60 * args.minutes
    with Busy(args.busy):
        passed = [repeat(name, command_of(name, known[name][0], chosen), known[name][1], args, end)
                  for name, chosen in wanted.items()]
    print(f"{sum(passed)} passed, {len(passed) - sum(passed)} failed")
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
