#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Counts the distinct messages that come through a WebSocket, as a page would get them.

    scripts/count-samples.py ws://HOST:PORT/PATH WANTED

Connects again whenever it is cut off, and ends once WANTED different messages have come, or at SIGTERM. Then it prints
how many came and through how many connections: "3000 2". Put ?history=N into the address to get what was missed.
"""

import base64
import hashlib
import os
import signal
import socket
import struct
import sys
import time
from urllib.parse import urlsplit

CLOSE, PING, PONG = 8, 9, 10  # opcodes (RFC 6455, section 5.2)
GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # section 1.3
PATIENCE = 5  # seconds for the handshake


def connected(url):
    """A stream to the server after the handshake; raises OSError."""
    parts = urlsplit(url)
    key = base64.b64encode(os.urandom(16))
    with socket.create_connection((parts.hostname, parts.port or 80), PATIENCE) as connection:
        stream = connection.makefile("rwb")
        stream.write(f"GET {parts.path or '/'}?{parts.query} HTTP/1.1\r\nHost: {parts.netloc}\r\nUpgrade: websocket\r\n"
                     f"Connection: Upgrade\r\nSec-WebSocket-Key: {key.decode()}\r\n"
                     "Sec-WebSocket-Version: 13\r\n\r\n".encode())
        stream.flush()
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            if not (line := stream.readline()):
                raise ConnectionResetError("no answer to the handshake")
            head += line
        accept = base64.b64encode(hashlib.sha1(key + GUID).digest())
        if not head.startswith(b"HTTP/1.1 101") or accept not in head:
            raise ConnectionRefusedError(head.split(b"\r\n")[0].decode())
        connection.settimeout(None)
        return stream  # which keeps the connection open


def taken(stream, size):
    data = stream.read(size)
    if len(data) < size:
        raise ConnectionResetError("the server closed the connection")
    return data


def frame(stream):
    """The next frame: whether a message ends with it, its opcode and its payload."""
    first, second = taken(stream, 2)
    size = second & 0x7F
    if size >= 126:
        (size,) = struct.unpack(">H" if size == 126 else ">Q", taken(stream, 2 if size == 126 else 8))
    return first & 0x80, first & 0x0F, taken(stream, size)


def answer(stream, payload):
    """A pong with the payload of a ping; what a client sends is masked (section 5.3)."""
    mask = os.urandom(4)
    stream.write(bytes([0x80 | PONG, 0x80 | len(payload)]) + mask)
    stream.write(bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload)))
    stream.flush()


def messages(stream):
    """The messages of a connection, until it ends: raises OSError then."""
    message = b""
    while True:
        last, opcode, payload = frame(stream)
        if opcode == PING:
            answer(stream, payload)
        elif opcode == CLOSE:
            raise ConnectionResetError("closed by the server")
        elif opcode != PONG:
            message += payload
            if last:
                yield message
                message = b""


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    url, wanted = sys.argv[1], int(sys.argv[2])
    found, connections = set(), 0
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    try:
        while len(found) < wanted:
            try:
                with connected(url) as stream:
                    connections += 1
                    for message in messages(stream):
                        found.add(message)
                        if len(found) >= wanted:
                            break
            except OSError:
                time.sleep(0.2)
    finally:
        print(len(found), connections)


if __name__ == "__main__":
    main()
