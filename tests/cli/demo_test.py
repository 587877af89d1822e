# SPDX-License-Identifier: MIT
"""scripts/run-demo.sh: the whole system on its default ports."""

import json
import os
import signal
import socket
import time
import unittest
import urllib.request
from pathlib import Path

from zwstest import PATIENCE, SLOWNESS, Tool, WebSocket, bin_dir, eventually, source_dir

PORTS = (5000, 5001, 8000, 9999)
ENVIRONMENT = {"ZWS_BIN_DIR": os.environ.get("ZWS_BIN_DIR", "")}


def busy(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def running_from(folder):
    """The processes that run a program of `folder`."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            found += [process.name] if Path(os.readlink(process / "exe")).parent == folder else []
        except OSError:  # it ended, or is not ours
            pass
    return found


class DemoTest(unittest.TestCase):
    def setUp(self):
        taken = [port for port in PORTS if busy(port)]
        if taken:
            self.skipTest(f"in use on this machine: {taken}")

    def demo(self, *args):
        script = str(source_dir() / "scripts/run-demo.sh")
        return self.enterContext(
            Tool("run-demo", "--no-browser", *args, path=script, env=ENVIRONMENT, cwd="/")
        )

    def serving(self, *args):
        demo = self.demo(*args)
        demo.wait_err(r"^run-demo: open http://127\.0\.0\.1:8000/graph\.html\n")
        return demo

    def assert_all_gone(self):
        self.assertEqual([port for port in PORTS if busy(port)], [])

    def test_ten_points_a_second_reach_a_websocket_and_then_all_is_gone(self):
        demo = self.serving("--duration", "3")
        with WebSocket("ws://127.0.0.1:9999/") as client:
            points = [json.loads(client.read()) for _ in range(12)]
        self.assertEqual({tuple(point) for point in points}, {("x", "y")})
        self.assertAlmostEqual(points[10]["x"] - points[0]["x"], 1, places=3)
        self.assertLess(time.time() - points[-1]["x"], 5 * SLOWNESS)
        done = demo.wait()
        self.assertEqual((done.code, done.out), (0, b""), done.err)
        self.assertNotIn("error", done.err)
        self.assert_all_gone()

    def test_page_is_served(self):
        demo = self.serving()
        with urllib.request.urlopen("http://127.0.0.1:8000/graph.html", timeout=PATIENCE) as page:
            self.assertIn(b"<script", page.read())
        self.assertEqual(demo.stop().code, 0)

    def test_killed_it_leaves_nothing_behind(self):
        self.serving().stop(signal.SIGKILL)
        eventually(lambda: not any(map(busy, PORTS)), "the end of all tools")

    def test_ctrl_c_and_term_take_everything_down(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            done = self.serving().stop(number, timeout=5 * SLOWNESS)
            self.assertEqual(done.code, 0, done.err)
            self.assertNotIn("error", done.err)
            self.assert_all_gone()

    def test_it_runs_twice_in_a_row_with_rate_and_series(self):
        for _ in range(2):
            self.serving("--series", "2", "--rate", "50", "--duration", "0.5").wait()
            self.assert_all_gone()

    def test_busy_port_is_named_and_nothing_is_started(self):
        for port in PORTS:
            with self.subTest(port), socket.socket() as holder:
                holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                holder.bind(("127.0.0.1", port))
                holder.listen()
                done = self.demo().wait()
                self.assertEqual((done.code, done.err.count("\n")), (1, 1), done.err)
                self.assertIn(f"port {port} ", done.err)

    def test_tool_that_fails_ends_it_and_is_named(self):
        demo = self.serving()
        relay = [p for p in running_from(bin_dir().resolve()) if Path(f"/proc/{p}/comm").read_text() == "zrelay\n"]
        ours = [p for p in relay if Path(f"/proc/{p}/stat").read_text().split(")")[1].split()[1] == str(demo.pid)]
        os.kill(int(ours[0]), signal.SIGKILL)
        done = demo.wait()
        self.assertEqual(done.code, 1)
        self.assertIn("run-demo: error: zrelay ended", done.err)
        eventually(lambda: not any(map(busy, PORTS)), "the end of all tools")

    def test_wrong_usage(self):
        for args in (["--nonsense"], ["--series", "0"], ["--rate"], ["--duration", "soon"]):
            done = self.demo(*args).wait()
            self.assertEqual((done.code, done.err.count("\n")), (2, 1), done.err)


if __name__ == "__main__":
    unittest.main()
