# SPDX-License-Identifier: MIT
"""zws2browser under a crowd that comes and goes, of which some never read, and some send garbage.

ZWS_SOAK_SECONDS says for how long (10), ZWS_SOAK_CLIENTS how many there are at a time (200).
"""

import base64
import heapq
import os
import random
import resource
import selectors
import socket
import threading
import time
import unittest
from pathlib import Path
from urllib.parse import urlsplit

from zwstest import PATIENCE
from zwstest.server import Server

SECONDS = float(os.environ.get("ZWS_SOAK_SECONDS", "10"))
CLIENTS = int(os.environ.get("ZWS_SOAK_CLIENTS", "200"))

PAYLOAD = b"%09d" + b"x" * 300
FRAME_SIZE = 4 + len(PAYLOAD % 0)  # RFC 6455, section 5.2


def resident_bytes(pid):
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


class Visitor:
    """A WebSocket client that has sent its handshake, on a socket that does not block."""

    def __init__(self, url):
        parts = urlsplit(url)
        self.socket = socket.create_connection((parts.hostname, parts.port), PATIENCE)
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall(
            f"GET / HTTP/1.1\r\nHost: {parts.netloc}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n".encode()
        )
        self.socket.setblocking(False)

    def take(self):
        """Reads what there is; False where it wants no more."""
        return False

    def leave(self):
        self.socket.close()


class Reader(Visitor):
    """Well-behaved: reads all, which has to be each message from the first one that it gets."""

    def __init__(self, url):
        super().__init__(url)
        self._buffer = b""
        self._is_open = False
        self._next = None
        self.received = 0

    def take(self):
        chunk = self.socket.recv(1 << 16)
        if not chunk:
            raise AssertionError("the server closed the connection of a good client")
        self._buffer += chunk
        if not self._is_open:
            head, self._is_open, rest = self._buffer.partition(b"\r\n\r\n")
            self._buffer = rest if self._is_open else head
        while self._is_open and len(self._buffer) >= FRAME_SIZE:
            number = int(self._buffer[4:13])
            if self._buffer[:FRAME_SIZE][4:] != PAYLOAD % number or number != (self._next or number):
                raise AssertionError(f"message {number} where {self._next} had to come")
            self._next = number + 1
            self.received += 1
            self._buffer = self._buffer[FRAME_SIZE:]
        return True


class Mute(Visitor):
    """Never reads."""

    def __init__(self, url):
        super().__init__(url)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)


class Garbler(Visitor):
    """Sends what is neither WebSocket nor HTTP."""

    def __init__(self, url):
        super().__init__(url)
        try:
            self.socket.send(random.randbytes(random.randrange(1, 300)))
        except (BrokenPipeError, ConnectionResetError):
            pass

    def take(self):
        return bool(self.socket.recv(1 << 16))


class Stranger(Garbler):
    """Like it, without a handshake."""

    def __init__(self, url):
        parts = urlsplit(url)
        self.socket = socket.create_connection((parts.hostname, parts.port), PATIENCE)
        self.socket.sendall(random.choice([b"GET / HTTP/1.1\r\n", b"\x16\x03", b""]) + random.randbytes(100))
        self.socket.setblocking(False)


class Crowd:
    """So many visitors at a time, who stay for some seconds, and others then come in their place."""

    def __init__(self, urls, size):
        self._urls = urls
        self._selector = selectors.DefaultSelector()
        self._present = []  # (when it leaves, tie-breaker, visitor)
        self.came = 0
        self.received = 0
        for _ in range(size):
            self._admit()

    def _admit(self):
        kind = random.choices([Reader, Mute, Garbler, Stranger], [70, 10, 10, 10])[0]
        visitor = kind(self._urls[kind is Stranger and random.randrange(2)])
        if kind is not Mute:
            self._selector.register(visitor.socket, selectors.EVENT_READ, visitor)
        self.came += 1
        heapq.heappush(self._present, (time.monotonic() + random.uniform(0.2, 10), self.came, visitor))

    def turn(self):
        """Reads what has come, and has those leave whose time is up."""
        for key, _ in self._selector.select(0.05):
            try:
                goes_on = key.data.take()
            except ConnectionResetError:
                if isinstance(key.data, Reader):
                    raise
                goes_on = False
            if not goes_on:
                self._selector.unregister(key.fileobj)
        while self._present[0][0] < time.monotonic():
            self._dismiss()
            self._admit()

    def _dismiss(self):
        _, _, visitor = heapq.heappop(self._present)
        if visitor.socket in self._selector.get_map():
            self._selector.unregister(visitor.socket)
        self.received += getattr(visitor, "received", 0)
        visitor.leave()

    def leave(self):
        while self._present:
            self._dismiss()


class SoakTest(unittest.TestCase):
    def setUp(self):
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        if most < CLIENTS + 100:
            self.skipTest(f"SKIPPED: {most} descriptors are too few for {CLIENTS} clients")
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
        self.server = Server(self, "--log-size", "1048576", "--threads", "2")

    def publish(self, end):
        number = 1
        while not end.wait(0.05):
            self.server.pub.send(PAYLOAD % number)
            number += 1

    def test_memory_stays_and_good_clients_lose_nothing(self):
        ended = threading.Event()
        publisher = threading.Thread(target=self.publish, args=(ended,))
        publisher.start()
        try:
            crowd = Crowd([self.server.ws, self.server.http], CLIENTS)
            sizes = []
            end = time.monotonic() + SECONDS
            while time.monotonic() < end:
                crowd.turn()
                sizes.append(resident_bytes(self.server.tool.pid))
        finally:
            ended.set()
            publisher.join()
        third = len(sizes) // 3
        peaks = [max(part) for part in (sizes[:third], sizes[third : 2 * third], sizes[2 * third :])]
        crowd.leave()
        print(f"{crowd.came} clients, {crowd.received} messages read, resident MiB "
              f"{', '.join(f'{peak / (1 << 20):.1f}' for peak in peaks)}")
        self.assertGreater(crowd.received, 20 * CLIENTS)
        self.assertLess(peaks[2], peaks[1] + (8 << 20), "memory grows")
        self.assertEqual(self.server.get("/healthz")[0], 200)


if __name__ == "__main__":
    unittest.main()
