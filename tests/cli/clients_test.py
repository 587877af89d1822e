# SPDX-License-Identifier: MIT
"""The clients that docs/clients.md shows print what a publisher sends."""

import json
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

from zwstest import PATIENCE, Tool, WebSocket, eventually, make_certificate, source_dir
from zwstest.server import Server

FOLDER = source_dir() / "docs/clients"
PYTHON = (sys.executable, FOLDER / "client.py")
STAMP = 1700000000.25
NODE = shutil.which("node")
CHROMIUM = shutil.which("chromium")


def node():
    """The command of the client in JavaScript; without the flag where this Node.js has a WebSocket of its own."""
    if not NODE:
        raise unittest.SkipTest("SKIPPED: no Node.js")
    for flags in ((), ("--no-warnings", "--experimental-websocket")):
        done = subprocess.run([NODE, *flags, "-e", "process.exit(globalThis.WebSocket ? 0 : 1)"], timeout=PATIENCE,
                              capture_output=True, check=False)
        if done.returncode == 0:
            return (NODE, *flags, FOLDER / "client.mjs")
    raise unittest.SkipTest("SKIPPED: this Node.js has no WebSocket")


class ClientCase:
    """What is true of both clients."""

    def client(self, url, **env):
        return self.enterContext(Tool("client", *map(str, self.command()[1:]), url, path=self.command()[0], env=env))

    def connected(self, server, url=None):
        """A client to which messages flow."""
        client = self.client(url or server.ws)
        eventually(lambda: server.pub.send(b"hello") or client.out(), "a message")
        return client

    def test_what_it_prints(self):
        server = Server(self)
        frame = b"%.6f" % STAMP
        sent = [[b"cpu", b'{"x":1}', frame], [b"mem", "größer".encode(), frame], [b"cpu", b"\xff\x00\xfe", frame],
                [b"", b"no topic", frame], [b"\xfft", b"", frame], [b"cpu", b"x" * 70_000, frame]]
        for frames in sent:
            server.pub.send_multipart(frames)
        eventually(lambda: server.metrics()["messages_received_total"] == len(sent), "the messages")
        client = self.client(f"{server.ws}?history=100")
        client.wait_lines(len(sent))
        server.tool.stop()
        done = client.wait()
        self.assertEqual((done.code, done.err), (0, ""))
        self.assertEqual(done.out.decode().splitlines(), [
            '1700000000.250\tcpu\t{"x":1}',
            "1700000000.250\tmem\tgrößer",
            "1700000000.250\tcpu\t3 bytes",
            "1700000000.250\t-\tno topic",
            "1700000000.250\t\ufffdt\t",
            "1700000000.250\tcpu\t" + "x" * 70_000,
            "closed 1001 ",
        ])

    def test_a_time_is_that_of_the_arrival_where_none_is_told(self):
        server = Server(self)
        begin = time.time()
        server.pub.send(b"alone")
        eventually(lambda: server.metrics()["messages_received_total"] == 1, "the message")
        (line,) = self.client(f"{server.ws}?history=1").wait_lines(1)
        arrived, *rest = line.split("\t")
        self.assertEqual(rest, ["-", "alone"])
        self.assertTrue(begin - 1 <= float(arrived) <= time.time() + 1, line)

    def test_topics_are_chosen_in_the_address(self):
        server = Server(self)
        for topic in (b"a", b"b", b"c"):
            server.pub.send_multipart([topic, topic])
        eventually(lambda: server.metrics()["messages_received_total"] == 3, "the messages")
        lines = self.client(f"{server.ws}?topic=a&topic=c&history=10").wait_lines(2)
        self.assertEqual([line.split("\t")[1:] for line in lines], [["a", "a"], ["c", "c"]])

    def test_what_it_lost_is_told(self):
        server = Server(self, "--log-size", "65536")
        client = self.connected(server)
        client.send_signal(signal.SIGSTOP)
        count, before = 900, server.metrics()["messages_received_total"]
        for number in range(count):  # more than the kernel keeps, and soon: a client without progress is closed
            server.pub.send(b"%d %s" % (number, b"x" * 30_000))
        eventually(lambda: server.metrics()["messages_received_total"] >= before + count, "the messages", 2 * PATIENCE)
        client.send_signal(signal.SIGCONT)
        eventually(lambda: server.pub.send(b"end") or b"\tend\n" in client.out(), "the end", 2 * PATIENCE)
        lost, expected = 0, 0
        for line in client.out().decode().splitlines():
            if told := re.fullmatch(r"lost (\d+)", line):
                lost += int(told[1])
                expected += int(told[1])
            elif told := re.fullmatch(r"[\d.]+\t-\t(\d+) x+", line):
                self.assertEqual(int(told[1]), expected)
                expected += 1
        self.assertGreater(lost, 0)
        self.assertEqual(server.metrics()['messages_dropped_total{reason="overtaken"}'], lost)

    def test_pings_are_answered(self):
        server = Server(self, "--idle-timeout", "4s")
        client = self.connected(server)
        with WebSocket(server.ws) as mute, self.assertRaises(ConnectionResetError):  # it came after the client
            while mute.read_frame():
                pass
        eventually(lambda: server.pub.send(b"still") or b"\tstill\n" in client.out(), "a message")
        self.assertNotIn(b"closed", client.out())

    def test_over_tls(self):
        cert, key = make_certificate(self.enterContext(tempfile.TemporaryDirectory()))
        tool = Server(self, "--tls-cert", cert, "--tls-key", key)
        url = tool.ws.replace("127.0.0.1", "localhost")
        client = self.client(url, SSL_CERT_FILE=cert, NODE_EXTRA_CA_CERTS=cert)
        eventually(lambda: tool.pub.send(b"hello") or client.out(), "a message")

    def test_its_length(self):
        self.assertLessEqual(len(self.command()[-1].read_text().splitlines()), 60)


class PythonTest(ClientCase, unittest.TestCase):
    def command(self):
        return PYTHON

    def test_a_refusal_is_told(self):
        server = Server(self)
        done = self.client(f"{server.http.replace('http', 'ws')}no-such-door").wait()
        self.assertEqual((done.code, done.out), (1, b""))
        self.assertRegex(done.err, r"^404 .+\n$")


class NodeTest(ClientCase, unittest.TestCase):
    def command(self):
        return node()

    def test_a_refusal_is_told(self):
        server = Server(self)
        done = self.client(f"{server.http.replace('http', 'ws')}no-such-door").wait()
        self.assertEqual(done.code, 1)
        self.assertIn("non-101", done.err)


QUIETLY = ("--headless=new", "--no-sandbox", "--no-first-run", "--no-default-browser-check", "--disable-gpu",
           "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--disable-sync")

HTML = '<!doctype html><title>Client</title><script type="module" src="page.js"></script>'

SCRIPT = """\
import { follow } from "./client.mjs";
const address = new URL("ws?history=10", location);
address.protocol = "ws:";
const socket = follow(address, (message) => socket.send(JSON.stringify([message.topic, typeof message.data])));
"""
"""Sends back what it gets: that comes out of the uplink."""


@unittest.skipUnless(CHROMIUM, "SKIPPED: no chromium")
class BrowserTest(unittest.TestCase):
    def test_the_module_in_a_page(self):
        root = Path(self.enterContext(tempfile.TemporaryDirectory()))
        shutil.copy(FOLDER / "client.mjs", root)
        (root / "index.html").write_text(HTML)
        (root / "page.js").write_text(SCRIPT)
        server = Server(self, "--web-root", str(root), "--uplink-bind", "tcp://127.0.0.1:*")
        answers = server.peers.sub(connect=server.tool.endpoints()[-1])
        server.pub.send_multipart([b"cpu", b"text"])
        server.pub.send_multipart([b"cpu", b"\xff"])
        profile = self.enterContext(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
        self.enterContext(Tool("chromium", *QUIETLY, f"--user-data-dir={profile}", server.http, path=CHROMIUM))
        eventually(lambda: server.metrics()["clients"] == 1, "the page", 2 * PATIENCE)
        got = set()
        while len(got) < 2:
            server.pub.send_multipart([b"cpu", b"text"])
            server.pub.send_multipart([b"cpu", b"\xff"])
            got.add(tuple(json.loads(answers.recv())))
        self.assertEqual(got, {("cpu", "string"), ("cpu", "object")})


if __name__ == "__main__":
    unittest.main()
