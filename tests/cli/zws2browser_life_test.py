# SPDX-License-Identifier: MIT
"""zws2browser's clients from their first byte to their last, while messages flow."""

import contextlib
import signal
import socket
import struct
import threading
import unittest
from urllib.parse import urlsplit

from zwstest import PATIENCE, WebSocket, eventually
from zwstest.server import Server
from zwstest.websocket import PING, PONG, TEXT

HANDSHAKE = (
    b"GET / HTTP/1.1\r\nHost: %b\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)
MASKED_CLOSE = b"\x88\x82\0\0\0\0\x03\xe8"


class Flow:
    """Publishes numbers until it is stopped."""

    def __init__(self, server, size=2000):
        self._server = server
        self._size = size
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.sent = 0

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def _run(self):
        while not self._stop.wait(0.0005):
            self._server.pub.send(b"%08d" % self.sent + b"x" * self._size)
            self.sent += 1

    def stop(self):
        self._stop.set()
        self._thread.join()


class LeavingTest(unittest.TestCase):
    def leave(self, server, point, reset):
        """Connects, goes up to a point of a client's life, and is gone."""
        host = urlsplit(server.ws).netloc
        name, port = host.split(":")
        request = HANDSHAKE % host.encode()
        with contextlib.closing(socket.create_connection((name, int(port)), timeout=PATIENCE)) as client:
            if reset:
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            if point == "half a request":
                client.sendall(request[:40])
            elif point != "connected":
                client.sendall(request)
            if point in ("answered", "inside a frame", "half a frame sent", "closing"):
                client.recv(20)
            if point == "inside a frame":
                client.recv(700)
            elif point == "half a frame sent":
                client.sendall(b"\x81\xfe\x01")
            elif point == "closing":
                client.sendall(MASKED_CLOSE)

    def test_client_that_leaves_at_any_point_costs_the_others_nothing(self):
        server = Server(self)
        witness = self.enterContext(WebSocket(server.ws))
        points = ("connected", "half a request", "asked", "answered", "inside a frame", "half a frame sent", "closing")
        with Flow(server) as flow:
            for reset in (False, True):
                for point in points * 3:
                    self.leave(server, point, reset)
        for number in range(flow.sent):
            self.assertEqual(int(witness.read()[:8]), number)
        eventually(lambda: server.metrics()["clients"] == 1, "the end of all who left")
        eventually(lambda: server.metrics()["connections"] == 2)

    def test_stop_while_everything_is_in_flight(self):
        server = Server(self)
        clients = [self.enterContext(WebSocket(server.ws, receive_buffer=4096)) for _ in range(5)]
        with Flow(server, 50_000) as flow:
            eventually(lambda: flow.sent > 100)
            for point in ("connected", "half a request", "asked"):
                self.leave(server, point, reset=False)
            server.tool.send_signal(signal.SIGTERM)
            self.assertEqual(server.tool.wait().code, 0)
        for client in clients:
            with self.assertRaises((EOFError, ConnectionResetError)):
                while True:
                    self.assertEqual(len(client.read()), 50_008)


class PingTest(unittest.TestCase):
    def test_flood_of_pings_while_messages_flow(self):
        server = Server(self)
        client = self.enterContext(WebSocket(server.ws))
        count = 2000
        pinger = threading.Thread(
            target=lambda: [client.send(b"%d" % number, PING) for number in range(count)], daemon=True
        )
        with Flow(server) as flow:
            pinger.start()
            pongs = messages = 0
            while pongs < count:
                frame = client.read_frame()
                if frame.opcode == PONG:
                    self.assertEqual(frame.payload, b"%d" % pongs)
                    pongs += 1
                else:
                    self.assertEqual(frame.opcode, TEXT)
                    self.assertEqual(frame.payload, b"%08d" % messages + b"x" * 2000)
                    messages += 1
        pinger.join(PATIENCE)
        while messages < flow.sent:
            self.assertEqual(int(client.read()[:8]), messages)
            messages += 1


if __name__ == "__main__":
    unittest.main()
