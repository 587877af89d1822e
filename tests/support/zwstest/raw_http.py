# SPDX-License-Identifier: MIT
"""HTTP as bytes: what a library would not send, or would not show."""

import socket
from typing import NamedTuple
from urllib.parse import urlsplit

from .process import PATIENCE


class Answer(NamedTuple):
    status: int
    headers: dict
    body: bytes
    closed: bool
    """Whether the server closed the connection after it."""


class RawHttp:
    """One connection to the address of a URL. Used with `with`."""

    def __init__(self, url, timeout=PATIENCE):
        parts = urlsplit(url)
        self.netloc = parts.netloc
        self._socket = socket.create_connection((parts.hostname, parts.port), timeout)
        self._buffer = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._socket.close()

    def send(self, data):
        self._socket.sendall(data)

    def request(self, target="/", headers=(), method="GET", host=True, version="1.1"):
        """Sends a head; `headers` are (name, value) pairs in their order."""
        lines = [f"{method} {target} HTTP/{version}"]
        lines += [f"Host: {self.netloc}"] if host else []
        lines += [f"{name}: {value}" for name, value in headers]
        self.send("\r\n".join([*lines, "", ""]).encode("latin-1"))

    def _more(self):
        chunk = self._socket.recv(65536)
        self._buffer += chunk
        return bool(chunk)

    def answer(self, head_only=False):
        """The next answer; `closed` is known where the answer says so itself."""
        while b"\r\n\r\n" not in self._buffer:
            if not self._more():
                raise ConnectionResetError(f"closed without an answer: {self._buffer!r}")
        head, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, value in (line.split(":", 1) for line in lines)}
        size = 0 if head_only else int(headers.get("content-length", 0))
        while len(self._buffer) < size and self._more():
            pass
        body, self._buffer = self._buffer[:size], self._buffer[size:]
        return Answer(int(first.split()[1]), headers, body, headers.get("connection", "").lower() == "close")

    def ended(self):
        """Waits for the end of the connection; whether nothing came before it."""
        try:
            while self._more():
                pass
        except ConnectionResetError:
            pass
        return self._buffer == b""
