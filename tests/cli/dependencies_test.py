# SPDX-License-Identifier: MIT
"""scripts/install-deps.sh, and that the versions that zws needs are named in one place."""

import re
import shutil
import subprocess
import unittest

from zwstest import PATIENCE, bin_dir, source_dir

EVERY_SYSTEM = {"libc6", "libgcc-s1", "libstdc++6"}
"""Packages that have what any C++ program needs: Debian's g++ or its essential packages bring them."""

SANITIZERS = re.compile(r"lib([alt]|ub)san\d+")
"""Packages of the compiler with what a sanitized build is linked with, which nobody is given."""


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, timeout=3 * PATIENCE, check=False)


def listed(*args):
    """Alternatives of each requirement that the script names."""
    done = run(source_dir() / "scripts/install-deps.sh", "--list", *args)
    if done.returncode != 0 or done.stderr:
        raise AssertionError(done)
    return [line.split("|") for line in done.stdout.splitlines()]


def linked_libraries(program):
    """The paths of the libraries that a program names, without the folders that a link may replace."""
    needed = re.findall(r"\(NEEDED\).*\[(.*)\]", run("readelf", "--dynamic", "--wide", program).stdout)
    found = dict(re.findall(r"(\S+) => (/\S+)", run("ldd", program).stdout))
    return {"/".join(found[library].split("/")[-2:]) for library in needed if not library.startswith("ld-linux")}


class DependenciesTest(unittest.TestCase):
    def test_least_versions_are_those_of_cmake(self):
        cmake = (source_dir() / "CMakeLists.txt").read_text()
        wanted = [requirement for alternatives in listed() for requirement in alternatives]
        for pattern, package in (
            (r"cmake_minimum_required\(VERSION ([\d.]+)\)", "cmake"),
            (r"find_package\(Boost ([\d.]+) ", "libboost-url-dev"),
            (r"find_package\(nlohmann_json ([\d.]+) ", "nlohmann-json3-dev"),
            (r"find_package\(OpenSSL ([\d.]+) ", "libssl-dev"),
            (r" libzmq>=([\d.]+)", "libzmq3-dev"),
            (r" cppzmq>=([\d.]+)", "cppzmq-dev"),
        ):
            self.assertIn(f"{package}>={re.search(pattern, cmake)[1]}", wanted)

    def test_documents_name_no_version_of_a_library(self):
        named = re.compile(r"\b(libzmq|cppzmq|Boost|nlohmann_json|OpenSSL|CMake|libnats|liburing|Catch2|zlib) "
                           r"(>= ?)?\d")
        for name in ("README.md", "CONTRIBUTING.md"):
            self.assertIsNone(named.search((source_dir() / name).read_text()), name)

    @unittest.skipUnless(shutil.which("dpkg") and shutil.which("apt-cache"), "SKIPPED: not a Debian-like system")
    def test_packages_to_run_are_those_of_the_libraries_that_are_linked(self):
        names = {name for alternatives in listed("--run") for name in alternatives}
        if any(name.endswith("-dev") or ">=" in name for name in names):
            self.skipTest("apt knows no packages here (apt-get update)")
        modules = bin_dir().parent.glob("*.so")
        libraries = set().union(*map(linked_libraries, [*bin_dir().glob("z*"), *modules]))
        owners = run("dpkg", "-S", *(f"*/{library}" for library in sorted(libraries))).stdout
        packages = {owner.split(":")[0] for owner in owners.splitlines() if "diversion" not in owner}
        self.assertIn("libzmq5", packages)
        self.assertEqual({name for name in packages - names - EVERY_SYSTEM if not SANITIZERS.fullmatch(name)}, set())

    def test_what_is_wanted_adds_up_without_repetition(self):
        build, tests, both = listed("--build"), listed("--test"), listed("--build", "--test")
        self.assertEqual(both, tests)
        self.assertEqual(tests[:len(build)], build)
        self.assertNotIn(["catch2"], build)

    def test_wrong_usage(self):
        done = run(source_dir() / "scripts/install-deps.sh", "--nonsense")
        self.assertEqual((done.returncode, done.stdout, done.stderr.count("\n")), (2, "", 1), done.stderr)

    def test_compilers_to_try(self):
        done = run(source_dir() / "scripts/check-compilers.sh", "--list", "--suite", "noble")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        _, _, *rows = done.stdout.splitlines()
        self.assertEqual(len(set(rows)), len(rows))
        for case in ("g++-14 | own | nothing | OFF", "clang++-19 | own | nothing | ON", "g++ | 1.83 | nothing | ON",
                     "g++ | own | libnats | OFF", "g++ | own | liburing | ON"):
            self.assertIn(f"| noble | {case} | not tried |", rows)
        done = run(source_dir() / "scripts/check-compilers.sh", "--compiler", "g++-1")
        self.assertEqual((done.returncode, done.stdout, done.stderr.count("\n")), (2, "", 1), done.stderr)


if __name__ == "__main__":
    unittest.main()
