#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Lists functions of ours that no tool reaches, only tests, or nobody.

    scripts/list-unreached.py [BUILD]      # BUILD: a folder with the tests' objects; without it: build/dev

Builds the tools in build/unreached, each function in a section of its own, so that the linker drops those that nothing
reaches. That takes some minutes.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FLAGS = ["-DCMAKE_BUILD_TYPE=Debug", "-DBUILD_TESTING=OFF", "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON",
         "-DCMAKE_CXX_FLAGS=-O0 -ffunction-sections", "-DCMAKE_EXE_LINKER_FLAGS=-Wl,--gc-sections"]
# What the compiler makes by itself, a class declares for it, or inherits; zws::test and the like are the tests' own.
NOT_OURS = re.compile(r"~|operator=|\(anonymous namespace\)|::test::|::fuzz::|\{lambda|"
                      r"typeinfo|vtable|VTT|guard variable|::runtime_error\(")


def symbols(paths):
    """Names of functions in namespace zws that these objects define."""
    if not paths:
        return set()
    listed = subprocess.run(["nm", "--demangle", "--defined-only", *map(str, paths)], capture_output=True, text=True,
                            check=True).stdout
    found = re.findall(r"^[0-9a-f]+ [TtWw] (zws::[^ (]*(?: ?const)?\(.*)$", listed, re.MULTILINE)
    return {name for name in found if not NOT_OURS.search(name)}


def objects(build, folder):
    """Those that a build makes of the sources in a folder; what earlier ones have left is none of them."""
    commands = json.loads((build / "compile_commands.json").read_text())
    outputs = (build / re.search(r" -o (\S+)", entry["command"])[1] for entry in commands)
    return [path for path in outputs if folder in path.parts and path.exists()]


def is_constructor(name):
    plain = re.sub(r"<[^<>]*>", "", name.split("(")[0])
    parts = plain.split("::")
    return len(parts) > 1 and parts[-1] == parts[-2]


def main():
    if len(sys.argv) > 1 and not Path(sys.argv[1], "compile_commands.json").exists():
        sys.exit(f"list-unreached: '{sys.argv[1]}' is not a build folder")
    tests = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build/dev"
    tools = ROOT / "build/unreached"
    subprocess.run(["cmake", "-S", ROOT, "-B", tools, "-G", "Ninja", *FLAGS], check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["cmake", "--build", tools], check=True, stdout=subprocess.DEVNULL)
    defined = symbols(objects(tools, "tools") + objects(tools, "libcommon"))
    reached = symbols([path for path in (tools / "bin").iterdir() if not path.is_symlink()])
    only_tests = symbols(objects(tests, "unit"))
    for name in sorted((defined | only_tests) - reached):
        if not is_constructor(name):
            print(name)


if __name__ == "__main__":
    main()
