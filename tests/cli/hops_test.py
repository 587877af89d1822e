# SPDX-License-Identifier: MIT
"""The parts of tests/bench/hops that need no quiet machine: what becomes of the rounds, and of what is not there."""

import contextlib
import io
import json
import subprocess
import sys
import unittest
from argparse import Namespace
from pathlib import Path

from zwstest import source_dir

BENCH = source_dir() / "tests/bench"
sys.path.insert(0, str(BENCH))

from fanout.processes import Failure  # noqa: E402
from hops import edge, plan, results, station  # noqa: E402


class ResultsTest(unittest.TestCase):
    def collected(self, *rounds):
        found = results.Results()
        for group, figures in rounds:
            found.add(group, figures)
        return found

    def test_figures_are_medians_with_the_least_and_the_most(self):
        found = self.collected(*(("10", {"relay_us": value}) for value in (3, 1.23456, 2)))
        groups, lost = found.summary(3, ["relay_us"])
        self.assertEqual((groups, lost), ({"10": {"relay_us": {"median": 2, "least": 1.235, "most": 3}}}, []))

    def test_what_came_in_too_few_rounds_is_told(self):
        found = self.collected(*(("10", {"relay_us": value, "nginx_us": 1}) for value in (1, 2)),
                               ("1000", {"relay_us": 1, "nginx_us": 1}), ("1000", {"relay_us": 1}),
                               ("sizes", {"edge_kib": 4}), ("sizes", {"edge_kib": 4}))
        groups, lost = found.summary(2, ["relay_us", "edge_kib"])
        self.assertEqual(lost, ["nginx_us"])
        self.assertEqual({name: list(group) for name, group in groups.items()},
                         {"10": ["relay_us"], "1000": ["relay_us"], "sizes": ["edge_kib"]})
        with self.assertRaisesRegex(Failure, "nginx_us"):
            found.summary(2, ["nginx_us"])

    def test_a_difference_that_noise_hides_is_a_failure(self):
        self.assertEqual(results.checked({"relay_us": 1}), {"relay_us": 1})
        with self.assertRaisesRegex(Failure, "noise hides nats_out_us"):
            results.checked({"relay_us": 1, "nats_out_us": 0})

    def test_the_file_has_a_line_for_each_figure(self):
        data = {"rates": {"10": {name: results.spread([1, 2, 3]) for name in ("relay_us", "edge_in_us")}}}
        text = results.text(data)
        self.assertEqual(json.loads(text), data)
        self.assertIn('\n      "relay_us": {"median": 2.0, "least": 1.0, "most": 3.0},\n', text)


class MissingTest(unittest.TestCase):
    def ways(self, nginx, openssl):
        programs = station.Programs(Path("/bin"), Path("/bin"), "nats-server", nginx, openssl)
        with contextlib.redirect_stderr(io.StringIO()) as said:
            made = plan.Plan(programs, Namespace())
        return [way.name for way in made.ways], said.getvalue()

    def test_what_needs_nginx_or_openssl_is_left_out_and_said(self):
        self.assertEqual(self.ways("nginx", "openssl"), ([way.name for way in edge.WAYS], ""))
        names, said = self.ways(None, "openssl")
        self.assertEqual(names, ["edge_batch"])
        self.assertRegex(said, "not there: nginx; left out: edge_tls, .*nginx_tls_batch")
        names, said = self.ways("nginx", None)
        self.assertEqual(names, ["edge_batch", "nginx", "nginx_batch"])
        self.assertRegex(said, "not there: openssl; left out: edge_tls, ")

    def test_without_programs_nothing_is_measured(self):
        done = subprocess.run([sys.executable, BENCH / "hops/run.py", "--no-build", "--build-dir", "/nowhere"],
                              capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertIn("run: error: not there: /nowhere/bin/zrelay", done.stderr)


if __name__ == "__main__":
    unittest.main()
