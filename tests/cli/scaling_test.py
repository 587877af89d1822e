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
    said = printed(*args)
    rows = re.findall(r"^ *([A-Za-z ]+?) +(\d+)   ", said, re.MULTILINE)
    browsers = re.search(r"edges .*?(\d+) browsers each", said)
    return {what: int(count) for what, count in rows} | {"browsers": int(browsers[1])}


def printed(*args):
    code, out, err = run("scripts/scaling-model.py", *args)
    if code != 0:
        raise AssertionError(err)
    return out


def same(value):
    """A figure that does not vary."""
    return {"median": value, "least": value, "most": value}


class ModelCase(unittest.TestCase):
    def setUp(self):
        folder = self.enterContext(tempfile.TemporaryDirectory())
        self.file = Path(folder) / "mine.json"
        self.figures = json.loads(FIGURES.read_text())

    def write(self, change=None):
        """The measured figures with a change to them."""
        mine = json.loads(json.dumps(self.figures))
        if change:
            change(mine)
        self.file.write_text(json.dumps(mine))
        return "--figures", self.file

    def model_with(self, **figures):
        """Arguments for figures that are the same at all rates."""
        def change(mine):
            for name, value in figures.items():
                groups = [mine["sizes"]] if name in mine["sizes"] else mine["rates"].values()
                for group in groups:
                    group[name] = value

        return self.write(change)


class ModelTest(ModelCase):
    def test_more_browsers_and_messages_take_more_machines(self):
        usual = machines()
        self.assertEqual(list(usual), ["edges", "NATS servers", "relays", "browsers"])
        self.assertGreater(machines("--clients", 2_000_000)["edges"], usual["edges"])
        self.assertGreater(machines("--rate", 100)["edges"], usual["edges"])
        self.assertLess(machines("--cores", 16)["edges"], usual["edges"])
        self.assertNotIn("NATS servers", machines("--clients", 100))

    def test_figures_of_ones_own(self):
        once, twice = (machines(*self.model_with(edge_client_us=same(value)))["browsers"] for value in (10, 20))
        self.assertAlmostEqual(twice / once, 0.5, 2)

    def test_what_no_number_of_machines_can_do(self):
        code, out, err = run("scripts/scaling-model.py", "--rate", 1_000_000)
        self.assertEqual((code, out), (1, ""))
        self.assertIn("split the topics", err)


class RateTest(ModelCase):
    def setUp(self):
        super().setUp()
        group = self.figures["rates"].popitem()[1]
        self.figures["rates"] = {"10": group, "1000": {**group, "edge_client_us": same(2)}}
        group["edge_client_us"] = same(10)

    def cpu(self, rate):
        """What a message of a browser costs, by the browsers of an edge with nothing else to do."""
        figures = self.model_with(znats_out_us=same(0.01), edge_in_us=same(0.01))
        return 1.2e6 / machines(*figures, "--rate", rate, "--clients", 1000)["browsers"] / rate

    def test_figures_are_those_at_the_rate(self):
        for rate, told, cost in ((10, "at 10 messages/s\n", 10), (1000, "at 1000 messages/s\n", 2),
                                 (100, "between those at 10 and 1000", 6), (5, "at 10 messages/s, the nearest", 10),
                                 (2000, "at 1000 messages/s, the nearest", 2)):
            self.assertIn(told, printed(*self.write(), "--rate", rate, "--clients", 1000))
            self.assertAlmostEqual(self.cpu(rate) / cost, 1, 1, rate)

    def test_one_rate_is_enough(self):
        del self.figures["rates"]["10"]
        self.assertIn("at 1000 messages/s, the nearest", printed(*self.write()))


class SpreadTest(ModelCase):
    def test_a_range_follows_from_the_least_and_the_most(self):
        figures = self.model_with(edge_client_us={"median": 10, "least": 5, "most": 20})
        row = re.search(r"edges +(\d+) +(\d+) to (\d+) ", printed(*figures))
        few, usual, many = (int(row[place]) for place in (2, 1, 3))
        self.assertTrue(few < usual < many, row[0])
        for value, count in ((5, few), (10, usual), (20, many)):
            found = machines(*self.model_with(edge_client_us=same(value)))["edges"]
            self.assertAlmostEqual(found / count, 1, 1)

    def test_what_may_not_be_possible_is_said(self):
        figures = self.model_with(nats_out_us={"median": 1, "least": 1, "most": 1e6})
        said = printed(*figures)
        self.assertRegex(said, r"NATS servers +3 +3 to \? ")
        self.assertRegex(said, r"(?m)^with the most that was measured: .* one NATS cluster")


class FileTest(ModelCase):
    def assert_refused(self, change, *words):
        code, out, err = run("scripts/scaling-model.py", *self.write(change))
        self.assertEqual((code, out), (2, ""), err)
        for word in (str(self.file), *words):
            self.assertIn(word, err)

    def test_what_is_missing_is_named(self):
        for key in self.figures:
            self.assert_refused(lambda mine, key=key: mine.pop(key), f"'{key}' is missing")
        for name in ("relay_us", "edge_batch_us"):
            self.assert_refused(lambda mine, name=name: mine["rates"]["10"].pop(name), f"'{name}' is missing in '10'")
        self.assert_refused(lambda mine: mine["sizes"].pop("edge_kib"), "'edge_kib' is missing in 'sizes'")
        self.assert_refused(lambda mine: mine.update(rates={}), "'rates'")

    def test_what_is_not_of_the_model_is_named(self):
        self.assert_refused(lambda mine: mine.update(relay_ms=1), "'relay_ms'")
        self.assert_refused(lambda mine: mine["rates"]["10"].update(relay_ms=same(1)), "'relay_ms' in '10'")
        self.assert_refused(lambda mine: mine["rates"].update(fast=mine["rates"]["10"]), "'fast' in 'rates'")
        self.assert_refused(lambda mine: mine["rates"].update({"10": []}), "'10' is not an object")

    def test_what_is_not_a_figure_is_named(self):
        for value in ("1", None, 5, [1], {}, {"median": 1, "least": 1}, same("1"), same(None), same(True), same(0),
                      same(-1), {"median": 1, "least": 2, "most": 3}):
            self.assert_refused(lambda mine, value=value: mine["rates"]["10"].update(relay_us=value),
                                "'relay_us' in '10'")

    def test_what_is_not_json_is_refused(self):
        for text in ("{", "[]"):
            self.file.write_text(text)
            code, out, err = run("scripts/scaling-model.py", "--figures", self.file)
            self.assertEqual((code, out), (2, ""), err)
            self.assertIn(str(self.file), err)
        code, _, err = run("scripts/scaling-model.py", "--figures", self.file.parent / "none.json")
        self.assertEqual((code, "none.json: No such file" in err), (2, True), err)

    def test_rates_have_the_same_figures(self):
        self.assert_refused(lambda mine: mine["rates"]["10"].pop("nginx_us"), "the figures that the others have")


class DocumentsTest(unittest.TestCase):
    def test_documents_have_the_measured_figures(self):
        code, _, err = run("tests/bench/hops/documents.py", "--check")
        self.assertEqual(code, 0, f"{err}: run tests/bench/hops/documents.py")

    def scaling(self):
        return (source_dir() / "man/zws.7").read_text().partition(".Sh SCALING")[2].partition(".Sh EXAMPLES")[0]

    def test_the_manual_page_quotes_the_figures(self):
        rates = json.loads(FIGURES.read_text())["rates"]
        quoted = re.findall(r"^\.It .* Ta ([\d.]+) Ta ([\d.]+)$", self.scaling().partition(".El")[0], re.MULTILINE)
        self.assertEqual(len(quoted), len(rates["10"]))
        by_size = [{rate: group[name]["median"] for rate, group in rates.items()} for name in rates["10"]]
        found = sorted(tuple(map(float, pair)) for pair in quoted)
        for quote, value in zip(found, sorted((group["10"], group["1000"]) for group in by_size)):
            self.assertAlmostEqual(quote[0] / value[0], 1, 2)
            self.assertAlmostEqual(quote[1] / value[1], 1, 2)

    def test_the_manual_page_quotes_the_model(self):
        page = self.scaling()
        ten, hundred = machines(), machines("--rate", "100")
        self.assertIn(f"A million browsers need {ten['edges']} such edges, {ten['NATS servers']} NATS servers", page)
        self.assertIn(f"{hundred['edges']} edges and {hundred['NATS servers']} servers", page)
        for found, count in ((r"serves (\d+) browsers", ten), (r"or (\d+) with 100", hundred)):
            self.assertAlmostEqual(int(re.search(found, page)[1]) / count["browsers"], 1, delta=0.1)


if __name__ == "__main__":
    unittest.main()
