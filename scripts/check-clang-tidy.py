#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs clang-tidy on the sources of a build folder, in parallel.

Most of its time goes into the headers of others, so sources with the same flags are checked some at a time, as one
unit that includes them all. Where a unit has anything to say, or does not compile (two sources may use one name), each
of its sources is checked by itself, and that counts.

What passed is not checked again until it, a header of ours that it includes, its flags or .clang-tidy change.

    scripts/check-clang-tidy.py [BUILD-FOLDER]
"""

import concurrent.futures
import hashlib
import json
import os
import re
import shlex
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Sources that are checked together at most: more of them wait for each other's headers, and one finding costs them all.
UNIT = 12
ENTRY_POINT = re.compile(r'^(int main|extern "C" int LLVMFuzzerTestOneInput)\(', re.MULTILINE)

INCLUDE = re.compile(r'^#include "(.*\.cpp)"', re.MULTILINE)

Work = namedtuple("Work", "entry stamp")


def dependencies(build):
    """For each object file, the files of ours that it was compiled from."""
    listing = subprocess.run(["ninja", "-C", build, "-t", "deps"], capture_output=True, text=True, check=True).stdout
    found, current = {}, []
    for line in listing.splitlines():
        if line.startswith("    "):
            path = (build / line.strip()).resolve()
            if path.is_relative_to(ROOT):
                current.append(path)
        elif ": #deps" in line:
            current = found[line.split(": #deps")[0]] = []
    return found


def key(entry, inputs, version):
    state = hashlib.sha256(version + repr(flags(entry)).encode())
    for path in (".clang-tidy", "tests/.clang-tidy"):
        state.update((ROOT / path).read_bytes())
    for path in sorted(set(inputs)):
        state.update(str(path).encode() + path.read_bytes())
    return state.hexdigest()


def flags(entry):
    """The command of a source without its own names: what two sources of one unit share."""
    words = shlex.split(entry["command"])[1:]
    kept = []
    for position, word in enumerate(words):
        if word in ("-c", "-o") or (position > 0 and words[position - 1] in ("-c", "-o")):
            continue
        kept.append(word)
    return tuple(kept)


def units(todo):
    """Lists of at most UNIT sources of one folder with the same flags, of which one may have an entry point."""
    alike = {}
    for work in todo:
        alike.setdefault((Path(work.entry["file"]).parent, flags(work.entry)), []).append(work)
    for works in alike.values():
        works.sort(key=has_entry_point, reverse=True)
        count = max(-(-len(works) // UNIT), sum(map(has_entry_point, works)))
        for first in range(count):
            yield works[first::count]


def sources(entry, build):
    """An entry for each of our sources in one of the build: a unity build has several in a file of its own."""
    path = Path(entry["file"])
    paths = map(Path, INCLUDE.findall(path.read_text())) if path.is_relative_to(build) else [path]
    return [{**entry, "file": str(path)} for path in paths if path.is_relative_to(ROOT)]


def has_entry_point(work):
    return bool(ENTRY_POINT.search(Path(work.entry["file"]).read_text()))


def diagnostics(path, entry):
    """What clang-tidy says of a file, under the checks and flags of an entry's source; empty where it passes."""
    settings = subprocess.run(
        ["clang-tidy", "--dump-config", entry["file"], "--"], capture_output=True, text=True, check=True
    ).stdout
    checks = json.loads(re.search("^Checks: *(.*)", settings, re.MULTILINE)[1])
    command = ["clang-tidy", "--quiet", f"--config-file={ROOT}/.clang-tidy", f"--checks={checks}", str(path)]
    command += ["--", *flags(entry), "-Wno-unknown-warning-option"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=entry["directory"])
    return (done.stdout or done.stderr) if done.returncode or done.stdout.strip() else ""


def check(unit, folder):
    """The diagnostics of each source of a unit that does not pass."""
    if len(unit) > 1:
        together = folder / f"{unit[0].stamp.name}.cpp"
        together.write_text("".join(f'#include "{work.entry["file"]}" // NOLINT\n' for work in unit))
        failing = unit if diagnostics(together, unit[0].entry) else []
        together.unlink()
    else:
        failing = unit
    said = {work.stamp: diagnostics(work.entry["file"], work.entry) for work in failing}
    for work in unit:
        if not said.get(work.stamp):
            work.stamp.touch()
    return [text for text in said.values() if text]


def main():
    build = (Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build/dev").resolve()
    stamps = build / "clang-tidy-passed"
    stamps.mkdir(exist_ok=True)
    version = subprocess.run(["clang-tidy", "--version"], capture_output=True, check=True).stdout
    inputs = dependencies(build)
    entries = json.loads((build / "compile_commands.json").read_text())
    ours = [source for entry in entries for source in sources(entry, build)]
    todo = {}
    for entry in ours:
        # Older CMake does not name the output apart from the command.
        words = shlex.split(entry["command"])
        stamp = stamps / key(entry, inputs.get(words[words.index("-o") + 1], [Path(entry["file"])]), version)
        if not stamp.exists():
            todo[stamp] = Work(entry, stamp)  # once, where several targets compile a source alike
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for found in pool.map(lambda unit: check(unit, stamps), units(todo.values())):
            failed += len(found)
            for said in found:
                print(said, flush=True)
    print(f"{len(ours)} sources: {len(todo) - failed} passed, {failed} failed, the others passed before or with these")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
