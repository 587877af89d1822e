# SPDX-License-Identifier: MIT
"""scripts/run-tests.sh: which tests it runs again, and what it counts; scripts/repeat-tests.py."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from zwstest import PATIENCE, source_dir

ONCE = "test -e {0}/been || {{ touch {0}/been; exit 1; }}"
"""Fails when it is run for the first time."""
REPORT = "echo '==1==ERROR: AddressSanitizer: heap-use-after-free' > {0}/sanitizer-reports/unit.{1}.17; exit {2}"


class Tree:
    """A build folder with tests of its own, below a temporary folder."""

    def __init__(self, folder, preset):
        self.root, self.preset = Path(folder), preset
        self.build = self.root / "build" / preset
        self.build.mkdir(parents=True)

    def add(self, **tests):
        """Shell commands by names; {0} is the build folder."""
        lines = [f"add_test(unit.{name} \"sh\" \"-c\" [==[{command.format(self.build)}]==])\n"
                 for name, command in tests.items()]
        (self.build / "CTestTestfile.cmake").write_text("".join(lines))

    def run_tests(self):
        """What run-tests.sh says and counts of them: exit status and output."""
        script = f"source scripts/run-tests.sh --preset {self.preset}; cd '{self.root}'; ctest_step; summary"
        done = subprocess.run(["bash", "-c", script], cwd=source_dir(), capture_output=True, text=True,
                              timeout=PATIENCE, check=False)
        return done.returncode, done.stdout

    def repeat(self, *args):
        done = subprocess.run([sys.executable, source_dir() / "scripts/repeat-tests.py", "--build", self.build, *args],
                              capture_output=True, text=True, timeout=PATIENCE, check=False)
        return done.returncode, done.stdout, done.stderr


class GateTest(unittest.TestCase):
    def tree(self, preset="asan"):
        return Tree(self.enterContext(tempfile.TemporaryDirectory()), preset)

    def test_all_pass(self):
        tree = self.tree()
        tree.add(one="true", two="true")
        code, out = tree.run_tests()
        self.assertEqual((code, out.splitlines()[-1]), (0, "2 passed, 0 failed"), out)
        self.assertNotIn("once", out)

    def test_failed_once_it_is_run_again_and_named(self):
        for preset in ("dev", "asan"):
            with self.subTest(preset):
                tree = self.tree(preset)
                tree.add(steady="true", unsteady=ONCE)
                code, out = tree.run_tests()
                self.assertEqual(code, 0, out)
                self.assertEqual(out.splitlines()[-2:],
                                 ["failed once, then passed: unit.unsteady", "2 passed, 0 failed"])

    def test_failed_twice_it_has_failed(self):
        tree = self.tree()
        tree.add(good="true", bad="echo because; false")
        code, out = tree.run_tests()
        self.assertEqual((code, out.splitlines()[-2:]), (1, ["failed: unit.bad", "1 passed, 1 failed"]), out)
        self.assertIn("because", out)

    def test_what_a_sanitizer_found_is_not_run_again(self):
        tree = self.tree()
        tree.add(good="true", found=f"echo run >> {{0}}/runs; {REPORT.format('{0}', 'found', 1)}")
        code, out = tree.run_tests()
        self.assertEqual((code, out.splitlines()[-2:]), (1, ["failed: unit.found", "1 passed, 1 failed"]), out)
        self.assertIn("heap-use-after-free", out)
        self.assertEqual((tree.build / "runs").read_text(), "run\n")

    def test_a_test_that_passes_in_spite_of_a_report_has_failed(self):
        tree = self.tree()
        tree.add(good="true", found=REPORT.format("{0}", "found", 0))
        code, out = tree.run_tests()
        self.assertEqual((code, out.splitlines()[-2:]), (1, ["failed: unit.found", "1 passed, 1 failed"]), out)

    def test_a_report_of_the_second_run_counts(self):
        tree = self.tree()
        tree.add(good="true", found=f"{ONCE}; {REPORT.format('{0}', 'found', 0)}")
        code, out = tree.run_tests()
        self.assertEqual((code, out.splitlines()[-2:]), (1, ["failed: unit.found", "1 passed, 1 failed"]), out)

    def test_tests_are_repeated_until_one_fails(self):
        tree = self.tree()
        tree.add(good="echo run >> {0}/runs", bad="echo because; test $(wc -l < {0}/runs) -lt 3")
        code, out, err = tree.repeat("--times", "3", "--busy", "1", "unit.good", "unit.bad")
        self.assertEqual((code, err), (1, ""), out)
        self.assertEqual((tree.build / "runs").read_text(), "run\n" * 3)
        self.assertIn("ok: unit.good: 3 runs\n", out)
        self.assertIn("because\nexit status 1\nFAILED: unit.bad: run 1 of 3\n", out)
        self.assertTrue(out.endswith("1 passed, 1 failed\n"), out)

    def test_a_name_that_is_not_known(self):
        tree = self.tree()
        tree.add(good="true")
        code, out, err = tree.repeat("unit.none")
        self.assertEqual((code, out), (2, ""))
        self.assertIn("has no test unit.none", err)


if __name__ == "__main__":
    unittest.main()
