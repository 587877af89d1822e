# SPDX-License-Identifier: MIT
"""What peers can make a tool take of the machine: the figures of docs/bounds.md, held under attack."""

import re
import socket
import unittest
from pathlib import Path

from zwstest import PATIENCE, Peers, Tool
from zwstest.server import ANY

MIB = 1 << 20


def memory(tool):
    """The proportional share of memory (PSS) of a process, bytes."""
    return int(re.search(r"^Pss: +(\d+) kB", Path(f"/proc/{tool.pid}/smaps_rollup").read_text(), re.MULTILINE)[1]) * 1024


def frame(body):
    """A frame of ZMTP (RFC 23)."""
    return bytes([2]) + len(body).to_bytes(8, "big") + body if len(body) > 255 else bytes([0, len(body)]) + body


def connected_subscriber(endpoint):
    """A TCP connection on which a subscriber has shaken hands."""
    host, port = endpoint.removeprefix("tcp://").split(":")
    peer = socket.create_connection((host, int(port)), PATIENCE)
    peer.sendall(b"\xff" + bytes(8) + b"\x7f\3\0NULL" + bytes(16 + 32))
    ready = b"\5READY\x0bSocket-Type\0\0\0\3SUB"
    peer.sendall(bytes([4, len(ready)]) + ready)
    return peer


class RelayTest(unittest.TestCase):
    def setUp(self):
        self.peers = self.enterContext(Peers())

    def relay(self, *args):
        tool = self.enterContext(Tool("zrelay", "--in-bind", ANY, "--out-bind", ANY, *args))
        pub, into = self.peers.pub(), tool.endpoint(0)
        pub.set_hwm(0)
        pub.connect(into)
        return tool, pub, tool.endpoint(1)

    def test_subscribers_that_do_not_read_share_what_is_queued_for_them(self):
        tool, pub, out = self.relay("--metrics", "127.0.0.1:0")
        reader = self.peers.sub(connect=out)
        stopped = [self.peers.sub(connect=out, hwm=1) for _ in range(20)]
        for sub in (reader, *stopped):
            self.assertTrue(self.flows(pub, sub))
        for number in range(1000):
            pub.send_multipart([b"%d" % number, b"x" * 100_000])
        while reader.recv_multipart()[0] != b"999":
            pass
        self.assertLess(memory(tool), 150 * MIB)

    def test_subscriptions_have_a_bound(self):
        """Of a peer that subscribes on and on: to long topics, and to short ones."""
        for topics in ((b"%06d" % number + bytes(1_000_000) for number in range(1500)),
                       (b"%d" % number for number in range(1_000_000))):
            tool, pub, out = self.relay()
            reader = self.peers.sub(connect=out)
            self.assertTrue(self.flows(pub, reader))
            with connected_subscriber(out) as peer:
                with self.assertRaises(OSError):
                    for topic in topics:
                        peer.sendall(frame(b"\1" + topic))
            tool.wait_err(r"^zrelay: warning: subscriber tcp://127\.0\.0\.1:\d+: disconnected, it has more than 8 MiB of subscriptions$")
            self.assertTrue(self.flows(pub, reader))
            self.assertLess(memory(tool), 100 * MIB)

    def flows(self, pub, sub):
        """Sends until something arrives, of which none is left then."""
        for _ in range(int(PATIENCE * 50)):
            pub.send_multipart([b"hello", b""])
            if sub.poll(20):
                return True
        return False


if __name__ == "__main__":
    unittest.main()
