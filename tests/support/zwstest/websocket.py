# SPDX-License-Identifier: MIT
"""A WebSocket client (RFC 6455) on a plain socket: shows tests exactly what a server put on the wire."""

import base64
import hashlib
import os
import select
import socket
import struct
import zlib
from typing import NamedTuple
from urllib.parse import urlsplit

from .process import PATIENCE

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10
_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # RFC 6455, section 1.3


COMPRESSED = 0x40  # RSV1 (RFC 7692, section 6)


class Frame(NamedTuple):
    opcode: int
    payload: bytes
    final: bool = True
    compressed: bool = False


def deflate(payload, end=zlib.Z_SYNC_FLUSH):
    """The payload as permessage-deflate has it (RFC 7692, section 7.2.1)."""
    compressor = zlib.compressobj(wbits=-15)
    data = compressor.compress(payload) + compressor.flush(end)
    return data.removesuffix(b"\0\0\xff\xff") if end == zlib.Z_SYNC_FLUSH else data


def inflate(payload, window_bits=15):
    """Its opposite. Raises zlib.error where the sender's window was larger."""
    return zlib.decompressobj(wbits=-window_bits).decompress(payload + b"\0\0\xff\xff")


class WebSocket:
    """One connection. Raises AssertionError where the server breaks the protocol."""

    def __init__(self, url, headers=None, timeout=PATIENCE, receive_buffer=None, tls=None):
        parts = urlsplit(url)
        self._socket = socket.socket()
        self._socket.settimeout(timeout)
        if receive_buffer:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self._buffer = bytearray()
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            self._socket.connect((parts.hostname, parts.port))
            if tls:
                self._socket = tls.wrap_socket(self._socket, server_hostname=parts.hostname)
            self._handshake(parts.netloc, target, headers or {})
        except BaseException:
            self._socket.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._socket.close()

    def _handshake(self, host, target, headers):
        key = base64.b64encode(os.urandom(16))
        fields = {
            "Host": host,
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Key": key.decode(),
            "Sec-WebSocket-Version": "13",
        } | headers
        lines = [f"GET {target} HTTP/1.1", *(f"{name}: {value}" for name, value in fields.items())]
        self._socket.sendall("\r\n".join([*lines, "", ""]).encode())
        while (end := self._buffer.find(b"\r\n\r\n")) < 0:
            self._read_more()
        head = bytes(self._buffer[:end]).decode("latin-1")
        del self._buffer[: end + 4]
        self.status = int(head.split()[1])
        self.headers = {
            name.strip().lower(): value.strip()
            for name, value in (line.split(":", 1) for line in head.split("\r\n")[1:])
        }
        if self.status != 101:
            raise ConnectionRefusedError(f"{self.status} in answer to the handshake")
        self.extensions = self.headers.get("sec-websocket-extensions", "")
        _, _, window = self.extensions.partition("server_max_window_bits=")
        self._window_bits = int(window.partition(";")[0] or 15)
        accept = base64.b64encode(hashlib.sha1(key + _GUID).digest()).decode()
        assert self.headers.get("sec-websocket-accept") == accept, "wrong Sec-WebSocket-Accept"

    def _read_more(self):
        chunk = self._socket.recv(1 << 18)
        if not chunk:
            raise ConnectionResetError("the server closed the connection")
        self._buffer += chunk

    def _take(self, size):
        while len(self._buffer) < size:
            self._read_more()
        data = bytes(self._buffer[:size])
        del self._buffer[:size]
        return data

    def poll(self, milliseconds):
        """Whether something came, or comes in time."""
        return bool(self._buffer or select.select([self._socket], [], [], milliseconds / 1000)[0])

    def read_frame(self):
        """The next frame, of whatever kind."""
        first, second = self._take(2)
        reserved = first & 0x70
        assert reserved in ((0, COMPRESSED) if self.extensions else (0,)), "a reserved bit is set"
        assert second & 0x80 == 0, "a server must not mask (section 5.1)"
        size = second & 0x7F
        if size == 126:
            (size,) = struct.unpack(">H", self._take(2))
            assert size > 125, "not the shortest form of the length (section 5.2)"
        elif size == 127:
            (size,) = struct.unpack(">Q", self._take(8))
            assert size > 0xFFFF, "not the shortest form of the length (section 5.2)"
        return Frame(first & 0x0F, self._take(size), bool(first & 0x80), bool(reserved))

    def read(self):
        """The payload of the next message; pings are answered on the way. Raises EOFError at a close."""
        data, compressed = b"", False
        while True:
            frame = self.read_frame()
            if frame.opcode == PING:
                self.send(frame.payload, PONG)
            elif frame.opcode == CLOSE:
                raise EOFError(frame.payload)
            elif frame.opcode != PONG:
                data += frame.payload
                compressed = compressed or frame.compressed
                if frame.final:
                    return inflate(data, self._window_bits) if compressed else data

    def send(self, payload, opcode=TEXT, final=True, mask=True):
        """Sends one frame."""
        size = len(payload)
        head = bytes([opcode | (0x80 if final else 0)])
        bit = 0x80 if mask else 0
        if size < 126:
            head += bytes([bit | size])
        elif size < 1 << 16:
            head += struct.pack(">BH", bit | 126, size)
        else:
            head += struct.pack(">BQ", bit | 127, size)
        if mask:
            key = os.urandom(4)
            payload = bytes(byte ^ key[i % 4] for i, byte in enumerate(payload))
            head += key
        self._socket.sendall(head + payload)

    def ping(self, payload=b"zws"):
        """Sends a ping and waits for its pong, passing over messages."""
        self.send(payload, PING)
        while (frame := self.read_frame()).opcode != PONG:
            pass
        assert frame.payload == payload, "a pong repeats the ping's payload (section 5.5.3)"

    def close(self, code=1000):
        """Closes in an orderly way and returns the server's status code."""
        self.send(struct.pack(">H", code), CLOSE)
        while (frame := self.read_frame()).opcode != CLOSE:
            pass
        return struct.unpack(">H", frame.payload[:2])[0] if frame.payload else None
