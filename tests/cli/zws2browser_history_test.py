# SPDX-License-Identifier: MIT
"""The past of series: what zws2browser keeps of points, and answers of them."""

import csv
import io
import json
import resource
import signal
import struct
import tempfile
import time
import unittest
from pathlib import Path
from urllib.parse import urlencode

from zwstest import run
from zwstest.process import eventually
from zwstest.raw_http import RawHttp
from zwstest.server import ANY, FREE, Server

STEP = 0.001
"""Seconds between points."""


class HistoryCase(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory())) / "history"
        self.begin = round(time.time()) - 30  # near enough to now to be believed

    def start(self, *args, **options):
        self.server = Server(self, *args, **options)
        return self.server

    def send(self, first, count, topic=b"a"):
        for n in range(first, first + count):
            self.server.pub.send_multipart([topic, json.dumps({"x": self.begin + n * STEP, "y": n}).encode()])

    def ask(self, path="/history", accept="*/*", series=(), **query):
        query = {"from": self.begin - 1, "to": self.begin + 60, **query}
        with RawHttp(self.server.http) as connection:
            names = [("series", name) for name in series]
            connection.request(f"{path}?{urlencode([*query.items(), *names])}", [("Accept", accept)])
            return connection.answer()

    def series(self):
        return json.loads(self.server.get("/series")[1])

    def count(self):
        return sum(one["count"] for one in self.series())

    def await_count(self, count):
        eventually(lambda: self.count() >= count, f"{count} points in the history")

    def values(self, **query):
        """Of all series, in their order."""
        answer = self.ask("/history.csv", columns=10000, **query)
        self.assertEqual(answer.status, 200, answer.body)
        return [float(row["value"]) for row in csv.DictReader(io.StringIO(answer.body.decode()))]


class AnswerTest(HistoryCase):
    def test_series_are_listed(self):
        self.start()
        self.assertEqual(self.series(), [])
        self.send(0, 10)
        self.send(5, 3, topic=b"b")
        self.await_count(13)
        one, other = self.series()
        self.assertTrue(one["series"].startswith("a"))
        self.assertEqual((one["first"], one["count"]), (self.begin, 10))
        self.assertEqual((other["first"], other["count"]), (self.begin + 5 * STEP, 3))

    def test_few_points_come_as_they_are(self):
        self.start()
        self.send(0, 100)
        self.await_count(100)
        self.assertEqual(self.values(), list(range(100)))

    def test_many_points_come_as_columns(self):
        self.start()
        self.send(0, 1000)
        self.await_count(1000)
        answer = self.ask(accept="text/csv", columns=10, **{"from": self.begin, "to": self.begin + 1})
        self.assertEqual(answer.headers["content-type"], "text/csv; charset=utf-8")
        rows = list(csv.DictReader(io.StringIO(answer.body.decode())))
        self.assertEqual([(int(row["min"]), int(row["max"])) for row in rows],
                         [(first, first + 99) for first in range(0, 1000, 100)])

    def test_binary_is_the_usual_form(self):
        self.start()
        self.send(0, 3)
        self.await_count(3)
        answer = self.ask(columns=2, **{"from": self.begin, "to": self.begin + 1})
        self.assertEqual(answer.headers["content-type"], "application/octet-stream")
        magic, version, begin, end, columns, count = struct.unpack_from("<4sIddII", answer.body)
        self.assertEqual((magic, version, begin, end, columns, count), (b"zwsh", 1, self.begin, self.begin + 1, 2, 1))
        form, length, size, zero = struct.unpack_from("<IIII", answer.body, 32)
        self.assertEqual((form, length, zero), (1, 1, 0))
        column = struct.unpack_from("<IIdddd", answer.body, 48 + (size + 7) // 8 * 8)
        self.assertEqual(column, (0, 3, 0, 2, 0, 2))

    def test_json_for_those_who_ask_for_it(self):
        self.start()
        self.send(0, 2)
        self.await_count(2)
        name = self.series()[0]["series"]
        answer = self.ask(accept="application/json", series=[name, "no such"])
        self.assertEqual(json.loads(answer.body)["series"], [
            {"series": name, "points": [[self.begin, 0], [self.begin + STEP, 1]]},
            {"series": "no such", "points": []}])

    def test_wrong_requests_are_told_what_is_wrong(self):
        self.start()
        for query, said in (
                ({"from": "yesterday"}, "from: not a time"), ({"to": "-3x"}, "to: "), ({"columns": 0}, "columns: out"),
                ({"from": 5, "to": 5}, "to: not after from"), ({"colums": 5}, "colums: no such parameter")):
            with self.subTest(query):
                answer = self.ask(**query)
                self.assertEqual(answer.status, 400)
                self.assertEqual(answer.body.count(b"\n"), 1)
                self.assertTrue(answer.body.decode().startswith(said), answer.body)

    def test_who_may_not_see_the_page_sees_no_history(self):
        secret = self.folder.with_name("secret")
        secret.write_text("s" * 32)
        self.start("--token-file", str(secret))
        for path in ("/history", "/history.csv", "/series"):
            self.assertEqual(self.ask(path).status, 401)
        self.assertEqual(self.ask(token="s" * 32).status, 303)
        with RawHttp(self.server.http) as connection:
            connection.request("/series", [("Authorization", f"Bearer {'s' * 32}")])
            self.assertEqual(connection.answer().status, 200)

    def test_without_history(self):
        self.start("--history-memory", "0")
        for path in ("/history", "/history.csv", "/series"):
            self.assertEqual(self.ask(path).status, 404)


class OptionTest(HistoryCase):
    def test_wrong_ones_are_refused(self):
        for args, said in (
                (["--history-memory", "1000"], "--history-memory 1000: out of range (0, or at least 1MiB)"),
                (["--history-memory", "0", "--history-dir", "x"],
                 "--history-dir x: there is no history with --history-memory 0"),
                (["--history-size", "1MiB"], "--history-size needs --history-dir DIR"),
                (["--history-size", "1", "--history-dir", "x"], "--history-size '1': out of range (1MiB to 64TiB)")):
            with self.subTest(args):
                result = run("zws2browser", *args)
                self.assertEqual((result.code, result.out), (2, b""))
                self.assertIn(said, result.err)

    def test_a_folder_that_cannot_be(self):
        result = run("zws2browser", "--bind", ANY, *FREE, "--history-dir", "/dev/null/x")
        self.assertEqual(result.code, 1)
        self.assertIn("make the folder /dev/null/x: ", result.err)

    def test_a_folder_is_of_one_process(self):
        self.start("--history-dir", str(self.folder))
        result = run("zws2browser", "--bind", ANY, *FREE, "--history-dir", str(self.folder))
        self.assertEqual(result.code, 1)
        self.assertIn(f"history in {self.folder}: another process keeps its history there", result.err)

    def test_a_folder_of_a_later_version(self):
        self.folder.mkdir()
        (self.folder / "format").write_text("zws history 2\n")
        result = run("zws2browser", "--bind", ANY, *FREE, "--history-dir", str(self.folder))
        self.assertEqual(result.code, 1)
        self.assertIn('its format is "zws history 2", which this version does not know', result.err)


class RestartTest(HistoryCase):
    def saved(self):
        return self.server.metrics()["history_folder_bytes"]

    def test_what_came_last_is_there_after_a_stop(self):
        self.start("--history-dir", str(self.folder))
        self.send(0, 500)
        self.await_count(500)
        self.assertEqual(self.server.tool.stop().code, 0)
        self.start("--history-dir", str(self.folder))
        self.assertEqual(self.values(), list(range(500)))

    def test_killed_at_any_moment(self):
        """What was saved by then is there, and no point is there twice, or out of its place."""
        known = 0
        for round_of in range(8):
            self.start("--history-dir", str(self.folder))
            found = self.values()
            self.assertEqual(found, list(range(len(found))))
            self.assertGreaterEqual(len(found), known)
            before = self.saved()
            self.send(len(found), 700)
            self.await_count(len(found) + 700)
            eventually(lambda: self.saved() >= before + 700 * 16, "that all are saved")
            known = len(found) + 700
            self.send(known, 40 * round_of)
            self.server.tool.stop(signal.SIGKILL)
        self.start("--history-dir", str(self.folder))
        self.assertGreaterEqual(len(self.values()), known)
        self.assertEqual(self.server.tool.err().count("warning"), 0)

    def test_a_torn_end_is_cut_off_and_said(self):
        self.start("--history-dir", str(self.folder))
        self.send(0, 10)
        self.await_count(10)
        self.assertEqual(self.server.tool.stop().code, 0)
        with (self.folder / "journal").open("ab") as journal:
            journal.write(b"torn")
        self.start("--history-dir", str(self.folder))
        self.assertIn("journal: its torn end is cut off: 4 bytes", self.server.tool.err())
        self.assertEqual(self.values(), list(range(10)))


class FullDiskTest(HistoryCase):
    def limit(self, size):
        """A limit of the size of files stands for a disk that is full."""
        pid = self.server.tool.pid
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.prlimit(pid, resource.RLIMIT_FSIZE)[1]))

    def test_the_stream_goes_on_and_points_are_saved_later(self):
        self.start("--history-dir", str(self.folder))
        client, = self.server.clients()
        self.limit(4096)
        self.send(0, 1000)
        self.server.tool.wait_err(r"warning: history: write .*/journal: File too large: it stays in memory")
        for n in range(1000):
            self.assertEqual(json.loads(client.read())["y"], n)
        self.assertEqual(self.values(), list(range(1000)))
        self.assertGreater(self.server.metrics()["history_write_failures_total"], 0)
        self.limit(1 << 30)
        self.server.tool.wait_err(r"zws2browser: history: is saved again")
        self.server.tool.stop(signal.SIGKILL)
        self.start("--history-dir", str(self.folder))
        self.assertEqual(self.values(), list(range(1000)))

    def test_a_disk_that_is_full(self):
        self.folder.mkdir()
        script = (f"mount -t tmpfs -o size=400k none '{self.folder}' || exit 9\n"
                  f"dd if=/dev/zero of='{self.folder}/filler' bs=1k count=360 status=none\n"
                  'exec "$0" "$@"')
        around = ["/usr/bin/unshare", "--map-root-user", "--mount", "sh", "-c", script]
        try:
            self.start("--history-dir", str(self.folder / "past"), around=around)
        except AssertionError as failure:
            raise unittest.SkipTest(f"SKIPPED: no namespaces here: {failure}") from None
        inside = Path(f"/proc/{self.server.tool.pid}/root{self.folder}")
        self.send(0, 10_000)
        self.server.tool.wait_err(r"warning: history: write .*: No space left on device: it stays in memory")
        self.await_count(10_000)
        self.assertEqual(self.values(), list(range(10_000)))
        (inside / "filler").unlink()
        self.server.tool.wait_err(r"zws2browser: history: is saved again")


if __name__ == "__main__":
    unittest.main()
