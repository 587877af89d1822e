# SPDX-License-Identifier: MIT
"""Subscribers of a NATS server that cost next to nothing, so that only what they cost the server changes with them."""

import contextlib
import socket
import threading

INTERVAL = 0.05  # seconds between two readings of what has come
PATIENCE = 10


class Taps:
    """As many connections as asked for, each of which gets what is published; ends with close()."""

    def __init__(self, address, subject, count):
        host, _, port = address.rpartition(":")
        self._ended = threading.Event()
        self._sockets = [self._subscribed(host, int(port), subject) for _ in range(count)]
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    @staticmethod
    def _subscribed(host, port, subject):
        made = socket.create_connection((host, port), PATIENCE)
        made.sendall(b'CONNECT {"verbose":false}\r\nSUB %s 1\r\nPING\r\n' % subject.encode())
        told = b""
        while b"PONG\r\n" not in told:
            if not (part := made.recv(4096)):
                raise OSError("nats-server closed the connection")
            told += part
        made.setblocking(False)
        return made

    def _read(self):
        while not self._ended.wait(INTERVAL):
            for tap in self._sockets:
                with contextlib.suppress(BlockingIOError):
                    tap.recv(1 << 20)

    def close(self):
        self._ended.set()
        self._thread.join()
        for tap in self._sockets:
            tap.close()
