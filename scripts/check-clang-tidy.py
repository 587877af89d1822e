#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs clang-tidy on the sources of a build folder, in parallel.

What passed is not checked again until it, a header of ours that it includes, its flags or .clang-tidy change.

    scripts/check-clang-tidy.py [BUILD-FOLDER]
"""

import concurrent.futures
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


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
    state = hashlib.sha256(version + entry["command"].encode())
    for path in (".clang-tidy", "tests/.clang-tidy"):
        state.update((ROOT / path).read_bytes())
    for path in sorted(set(inputs)):
        state.update(str(path).encode() + path.read_bytes())
    return state.hexdigest()


def check(entry, build, stamp):
    """The diagnostics for one source; empty where it passes."""
    command = ["clang-tidy", "--quiet", "-p", str(build), "--extra-arg=-Wno-unknown-warning-option", entry["file"]]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 0 and not done.stdout.strip():
        stamp.touch()
        return ""
    return done.stdout or done.stderr


def main():
    build = (Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build/dev").resolve()
    stamps = build / "clang-tidy-passed"
    stamps.mkdir(exist_ok=True)
    version = subprocess.run(["clang-tidy", "--version"], capture_output=True, check=True).stdout
    inputs = dependencies(build)
    entries = json.loads((build / "compile_commands.json").read_text())
    ours = [e for e in entries if Path(e["file"]).is_relative_to(ROOT) and not Path(e["file"]).is_relative_to(build)]
    todo = []
    for entry in ours:
        # Older CMake does not name the output apart from the command.
        words = entry["command"].split()
        stamp = stamps / key(entry, inputs.get(words[words.index("-o") + 1], [Path(entry["file"])]), version)
        if not stamp.exists():
            todo.append((entry, stamp))
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for said in pool.map(lambda work: check(work[0], build, work[1]), todo):
            if said:
                failed += 1
                print(said, flush=True)
    print(f"{len(ours)} sources: {len(ours) - len(todo)} unchanged, {len(todo) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
