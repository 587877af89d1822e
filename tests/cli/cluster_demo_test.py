# SPDX-License-Identifier: MIT
"""scripts/run-cluster-demo.sh: a node of NATS and an edge are killed, and nothing is missing at the end."""

import json
import os
import shutil
import socket
import threading
import time
import unittest

from zwstest import PATIENCE, SLOWNESS, Tool, WebSocket, source_dir

SECONDS, RATE = 12, 50


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Browser(threading.Thread):
    """Connects again whenever it is cut off, and asks for the history each time, as the page does."""

    def __init__(self, url):
        super().__init__(daemon=True)
        self.url = url
        self.numbers = set()
        self.connections = 0
        self.ended = False

    def run(self):
        while not self.ended:
            try:
                with WebSocket(self.url, timeout=5) as client:
                    self.connections += 1
                    while True:
                        self.numbers.add(json.loads(client.read())["n"])
            except (OSError, EOFError):
                time.sleep(0.2)


class ClusterDemoTest(unittest.TestCase):
    def demo(self, *args):
        script = str(source_dir() / "scripts/run-cluster-demo.sh")
        environment = {"ZWS_BIN_DIR": os.environ.get("ZWS_BIN_DIR", ""), "PATH": f"{os.environ['PATH']}:/usr/sbin"}
        return self.enterContext(Tool("run-cluster-demo", "--no-browser", *args, path=script, env=environment, cwd="/"))

    @unittest.skipUnless(shutil.which("nginx", path="/usr/sbin:/usr/bin"), "SKIPPED: no nginx")
    @unittest.skipUnless(shutil.which("nats-server", path="/usr/sbin:/usr/bin"), "SKIPPED: no nats-server")
    def test_nothing_is_missing_at_the_end(self):
        port = free_port()
        demo = self.demo("--duration", str(SECONDS), "--rate", str(RATE), "--port", str(port))
        demo.wait_err(r"open http://", timeout=PATIENCE * 2)
        browsers = [Browser(f"ws://127.0.0.1:{port}/ws?topic=wave-{i}&history=10000") for i in (1, 1, 2, 2)]
        for browser in browsers:
            browser.start()
        result = demo.wait(timeout=(SECONDS + 60) * SLOWNESS)
        for browser in browsers:
            browser.ended = True
        self.assertEqual(result.code, 0, result.err)
        for edge in (1, 2):
            self.assertIn(f"edge {edge}: {2 * SECONDS * RATE} of {2 * SECONDS * RATE} samples arrived", result.err)
        self.assertTrue(any(browser.connections > 1 for browser in browsers), "an edge with browsers was killed")
        for browser in browsers:
            missing = set(range(1, SECONDS * RATE + 1)) - browser.numbers
            self.assertLess(len(missing), RATE, "what came behind the last samples' way to the count")
            self.assertTrue(all(number > SECONDS * RATE - RATE for number in missing), sorted(missing))

    def test_wrong_arguments(self):
        for args, words in ((["--duration", "5"], "less than 10 s"), (["--rate", "fast"], "--rate 'fast'"),
                            (["--port"], "--port needs a value"), (["--nodes", "3"], "unknown argument")):
            result = self.demo(*args).wait()
            self.assertEqual((result.code, words in result.err), (2, True), result.err)


if __name__ == "__main__":
    unittest.main()
