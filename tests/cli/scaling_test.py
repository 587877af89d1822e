# SPDX-License-Identifier: MIT
"""scripts/scaling-model.py, its measured figures, and the documents that quote them."""

import json
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from zwstest import source_dir

FIGURES = source_dir() / "scripts/scaling-figures.json"


def run(script, *args):
    done = subprocess.run([sys.executable, source_dir() / script, *map(str, args)], capture_output=True, text=True,
                          timeout=60, check=False)
    return done.returncode, done.stdout, done.stderr


def machines(*args):
    """{"edges": 12, "NATS servers": 3, "relays": 1} and the browsers of an edge, of the model's output."""
    code, out, err = run("scripts/scaling-model.py", *args)
    if code != 0:
        raise AssertionError(err)
    rows = re.findall(r"^ *([A-Za-z ]+?) +(\d+)   ", out, re.MULTILINE)
    return {what: int(count) for what, count in rows} | {"browsers": int(re.search(r"(\d+) browsers each", out)[1])}


class ModelTest(unittest.TestCase):
    def setUp(self):
        folder = self.enterContext(tempfile.TemporaryDirectory())
        self.file = Path(folder) / "mine.json"
        self.figures = json.loads(FIGURES.read_text())

    def assert_refused(self, text, *words):
        self.file.write_text(text)
        code, out, err = run("scripts/scaling-model.py", "--figures", self.file)
        self.assertEqual((code, out), (2, ""), err)
        for word in (str(self.file), *words):
            self.assertIn(word, err)

    def test_more_browsers_and_messages_take_more_machines(self):
        usual = machines()
        self.assertEqual(list(usual), ["edges", "NATS servers", "relays", "browsers"])
        self.assertGreater(machines("--clients", 2_000_000)["edges"], usual["edges"])
        self.assertGreater(machines("--rate", 100)["edges"], usual["edges"])
        self.assertLess(machines("--cores", 16)["edges"], usual["edges"])
        self.assertNotIn("NATS servers", machines("--clients", 100))

    def test_figures_of_ones_own(self):
        self.file.write_text(json.dumps(self.figures | {"edge_client_us": self.figures["edge_client_us"] * 2}))
        self.assertAlmostEqual(machines("--figures", self.file)["browsers"] / machines()["browsers"], 0.5, 2)

    def test_figures_that_are_not_those_of_the_model(self):
        for key in self.figures:
            less = {name: value for name, value in self.figures.items() if name != key}
            self.assert_refused(json.dumps(less), f"'{key}' is missing")
        self.assert_refused(json.dumps(self.figures | {"relay_ms": 1}), "'relay_ms'")
        for value in ("1", None, True, 0, -1, [1]):
            self.assert_refused(json.dumps(self.figures | {"relay_us": value}), "'relay_us'")
        self.assert_refused(json.dumps([self.figures]), "not a JSON object")
        self.assert_refused("{")
        code, _, err = run("scripts/scaling-model.py", "--figures", self.file.parent / "none.json")
        self.assertEqual((code, "none.json: No such file" in err), (2, True), err)

    def test_what_no_number_of_machines_can_do(self):
        code, out, err = run("scripts/scaling-model.py", "--rate", 1_000_000)
        self.assertEqual((code, out), (1, ""))
        self.assertIn("split the topics", err)


class DocumentsTest(unittest.TestCase):
    def test_documents_have_the_measured_figures(self):
        code, _, err = run("tests/bench/hops/documents.py", "--check")
        self.assertEqual(code, 0, f"{err}: run tests/bench/hops/documents.py")

    def test_the_manual_page_quotes_figures_and_model(self):
        page = (source_dir() / "man/zws.7").read_text().partition(".Sh SCALING")[2].partition(".Sh EXAMPLES")[0]
        figures = json.loads(FIGURES.read_text())
        del figures["measured_on"]
        quoted = list(map(float, re.findall(r"^\.It .* Ta ([\d.]+)$", page, re.MULTILINE)))
        self.assertEqual(len(quoted), len(figures))
        for quote, (name, value) in zip(quoted, figures.items()):
            self.assertAlmostEqual(quote / value, 1, 2, name)
        ten, hundred = machines(), machines("--rate", "100")
        self.assertIn(f"A million browsers need {ten['edges']} such edges, {ten['NATS servers']} NATS servers", page)
        self.assertIn(f"{hundred['edges']} edges and {hundred['NATS servers']} servers", page)
        for found, count in ((r"serves (\d+) browsers", ten), (r"or (\d+) with 100", hundred)):
            self.assertAlmostEqual(int(re.search(found, page)[1]) / count["browsers"], 1, delta=0.1)


if __name__ == "__main__":
    unittest.main()
