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

    def test_batches_cost_less_than_messages(self):
        single = machines("--rate", 1000)
        batches = machines("--rate", 1000, "--interval", 16)
        self.assertLess(batches["edges"], single["edges"] / 3)
        self.assertLess(machines("--rate", 1000, "--interval", 100)["edges"], batches["edges"])

    def test_a_stream_costs_its_servers_more(self):
        figures = self.model_with(stream_leader_us=same(100), stream_out_us=same(100), stream_znats_in_us=same(500))
        self.assertIn("keep the stream", printed(*figures, "--stream"))
        self.assertEqual(machines(*figures, "--stream")["NATS servers"], 3)
        self.assertIn("NATS servers", machines(*figures, "--stream", "--clients", 100))
        code, _, err = run("scripts/scaling-model.py", *self.model_with(stream_out_us=same(1e6)), "--stream")
        self.assertEqual((code, "servers of one stream" in err), (1, True), err)


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
        figures = self.model_with(stream_out_us={"median": 1, "least": 1, "most": 1e6})
        said = printed(*figures, "--stream")
        self.assertRegex(said, r"NATS servers +3 +3 to \? ")
        self.assertRegex(said, r"(?m)^with the most that was measured: .* servers of one stream")


class BalancerTest(ModelCase):
    def test_nginx_takes_machines(self):
        plain, tls = (machines("--balancer", "nginx", "--tls", where) for where in ("none", "balancer"))
        self.assertEqual(list(plain), ["balancers", "edges", "NATS servers", "relays", "browsers"])
        self.assertGreater(plain["balancers"], 1)
        self.assertGreater(tls["balancers"], plain["balancers"])
        self.assertEqual(tls["edges"], machines()["edges"])

    def test_others_take_none_and_say_what_they_lack(self):
        for kind, words in (("dns", "TTL"), ("l4", "not measured"), ("reuseport", "one machine")):
            said = printed("--balancer", kind, "--clients", 1000)
            self.assertRegex(said, rf"balancers +0 .*{words}")
        code, _, err = run("scripts/scaling-model.py", "--balancer", "reuseport")
        self.assertEqual(code, 1)
        self.assertIn("one machine", err)

    def test_tls_at_the_edge_costs_it(self):
        figures = self.model_with(edge_client_us=same(5), edge_tls_us=same(10))
        plain, tls = (machines(*figures, "--memory", 1000, "--tls", where)["browsers"] for where in ("none", "edge"))
        self.assertAlmostEqual(tls / plain, 0.5, 2)

    def test_what_does_not_go_together_is_refused(self):
        for flags, words in ((("--tls", "balancer"), "--balancer none"),
                             (("--tls", "balancer", "--balancer", "dns"), "--balancer dns"),
                             (("--tls", "edge", "--balancer", "nginx"), "--tls edge"),
                             (("--balancer", "haproxy"), "haproxy"), (("--tls", "yes"), "yes"),
                             (("--interval", "0"), "--interval"), (("--memory", "-1"), "--memory"),
                             (("--max-clients", "1.5"), "--max-clients"),
                             (("--descriptors", "100"), "--descriptors 100"),
                             (("--use", "2"), "--use"), (("--rate", "nan"), "--rate"), (("--rate", "inf"), "--rate")):
            code, out, err = run("scripts/scaling-model.py", *flags)
            self.assertEqual((code, out), (2, ""), flags)
            self.assertIn(words, err)


class LimitTest(ModelCase):
    def limit(self, *args):
        return re.search(r"edges .*browsers each \((.*)\)", printed(*args))[1]

    def test_what_runs_out_first_is_named(self):
        figures = self.model_with(edge_client_us=same(5))
        for flags, limit in (((), "CPU"), (("--link", 0.01), "network"), (("--max-clients", 100), "--max-clients"),
                             (("--descriptors", 200), "descriptors"), (("--memory", 0.1), "--memory-limit")):
            self.assertEqual(self.limit(*figures, *flags), limit)
        self.assertEqual(self.limit(*self.model_with(edge_kib=same(100_000))), "memory")

    def test_descriptors_are_those_of_browsers(self):
        figures = self.model_with(edge_descriptors=same(1), nginx_descriptors=same(2), nginx_us=same(0.1))
        said = printed(*figures, "--descriptors", 1100, "--balancer", "nginx", "--clients", 10_000)
        self.assertRegex(said, r"edges +10 .*1000 browsers each \(descriptors\)")
        self.assertRegex(said, r"balancers +20 .*500 browsers each \(descriptors\)")

    def test_a_balancer_has_so_many_ports_for_each_edge(self):
        figures = self.model_with(nginx_us=same(0.01), nginx_kib=same(0.1), nginx_descriptors=same(1))
        said = printed(*figures, "--balancer", "nginx", "--clients", 60_000, "--cores", 32, "--memory", 64)
        self.assertRegex(said, r"balancers +3 .*28232 browsers each \(ports\)")


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

    def test_what_was_not_measured_is_missed_where_it_is_needed(self):
        def without_nginx(mine):
            for group in (*mine["rates"].values(), mine["sizes"]):
                for name in [name for name in group if name.startswith(("nginx", "edge_tls", "stream"))]:
                    del group[name]

        figures = self.write(without_nginx)
        self.assertIn("edges", machines(*figures))
        for flags, name in ((("--balancer", "nginx"), "nginx_"), (("--tls", "edge"), "edge_tls_"),
                            (("--stream",), "stream_")):
            code, _, err = run("scripts/scaling-model.py", *figures, *flags)
            self.assertEqual(code, 2)
            self.assertRegex(err, f"'{name}.* was not measured")

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

    def assert_near(self, quoted, count):
        """A number, or from the least to the most."""
        few, _, many = quoted.partition(" to ")
        self.assertLessEqual(int(few), count)
        self.assertGreaterEqual(int(many or few), count)

    def test_the_manual_page_quotes_the_model(self):
        usual = machines()
        row = re.search(r"^\.It 10 messages per second Ta 0 Ta (.*) Ta (.*)$", self.scaling(), re.MULTILINE)
        self.assert_near(row[1], usual["edges"])
        self.assert_near(row[2], usual["NATS servers"])
        serves = int(re.search(r"serves (\d+) browsers", self.scaling())[1])
        self.assertAlmostEqual(serves / usual["browsers"], 1, delta=0.1)
        balancers = machines("--balancer", "nginx", "--tls", "balancer")["balancers"]
        self.assert_near(re.search(r"that ends TLS Ta ([\d to]+) Ta", self.scaling())[1], balancers)


if __name__ == "__main__":
    unittest.main()
