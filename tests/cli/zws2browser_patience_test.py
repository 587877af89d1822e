# SPDX-License-Identifier: MIT
"""zws2browser does not wait for ever for those who are slow with their request."""

import tempfile
import time
import unittest

from zwstest import PATIENCE, Tool, make_certificate
from zwstest.raw_http import RawHttp
from zwstest.server import ANY, FREE

LONGEST = 30 + PATIENCE
"""Seconds in which a request has to be there, and some more."""


class SlowRequestTest(unittest.TestCase):
    def feed_until_closed(self, connections):
        """Sends a byte a second to each, which keeps none of them silent."""
        end = time.monotonic() + LONGEST
        while connections and time.monotonic() < end:
            for connection in list(connections):
                try:
                    connection.send(b"x")
                except (BrokenPipeError, ConnectionResetError):
                    connections.remove(connection)
            time.sleep(1)
        return connections

    def test_who_never_ends_a_head_or_a_handshake_of_tls_is_let_go(self):
        cert, key = make_certificate(self.enterContext(tempfile.TemporaryDirectory()))
        plain = self.enterContext(Tool("zws2browser", "--bind", ANY, *FREE))
        secure = self.enterContext(Tool("zws2browser", "--bind", ANY, *FREE, "--tls-cert", cert, "--tls-key", key))
        slow = {}
        for url in plain.endpoints()[1:]:
            slow[url] = self.enterContext(RawHttp(url))
            slow[url].send(b"GET / HTTP/1.1\r\nX: ")
        for url in secure.endpoints()[1:]:
            slow[url] = self.enterContext(RawHttp(url))
            slow[url].send(b"\x16\x03\x01\x40\x00\x01")  # a hello that would be long
        remaining = self.feed_until_closed(list(slow.values()))
        self.assertEqual([url for url, connection in slow.items() if connection in remaining], [])


if __name__ == "__main__":
    unittest.main()
