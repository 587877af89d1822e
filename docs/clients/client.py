# SPDX-License-Identifier: MIT
"""A client of zws.batch.v1 with Python's standard library: python3 client.py 'ws://127.0.0.1:9999/?topic=cpu'"""

import base64
import http.client
import io
import os
import struct
import sys
from urllib.parse import urlsplit

def decode(batch):
    """The number of the first message of a batch, and its messages: time, topic or None, text or bytes."""
    stream, topics, messages = io.BytesIO(batch), [None], []
    number = lambda form: struct.unpack(form, stream.read(struct.calcsize(form)))[0]  # noqa: E731
    first, time, count = struct.unpack("<QdI", stream.read(20))
    while len(messages) < count:
        if (topic := number("<I")) == 0xFFFFFFFF:
            time = number("<d")
            continue
        if topic == len(topics):
            topics.append(stream.read(number("<I")).decode(errors="replace"))
        size = number("<I")
        data = stream.read(size % 2**31)
        messages.append((time, topics[topic], data.decode() if size < 2**31 else data))
    return first, messages


def batches(url):
    """The batches that come from a ws: or wss: address, up to its end. zws2browser sends each in one frame."""
    parts, key = urlsplit(url), base64.b64encode(os.urandom(16)).decode()
    server = (http.client.HTTPSConnection if parts.scheme == "wss" else http.client.HTTPConnection)(parts.netloc)
    server.request("GET", f"{parts.path or '/'}?{parts.query}", headers={
        "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": key,
        "Sec-WebSocket-Protocol": "zws.batch.v1"})
    if (answer := server.getresponse()).status != 101:
        sys.exit(f"{answer.status} {answer.read().decode().strip()}")
    while head := answer.fp.read(2):
        kind, size = head[0] & 15, head[1]
        if size > 125:
            size = int.from_bytes(answer.fp.read(2 if size == 126 else 8), "big")
        data = answer.fp.read(size)
        if kind == 2:
            yield data
        elif kind == 8:  # close
            return print("closed", int.from_bytes(data[:2], "big"), data[2:].decode(), flush=True)
        elif kind == 9:  # ping; what clients send is masked, here with zeros
            server.sock.sendall(bytes([0x8A, 0x80 | size, 0, 0, 0, 0]) + data)


if __name__ == "__main__":
    expected = None
    for begin, found in map(decode, batches(sys.argv[1])):
        if expected not in (None, begin):
            print("lost", begin - expected, flush=True)
        expected = begin + len(found)
        for at, name, payload in found:
            what = payload if isinstance(payload, str) else f"{len(payload)} bytes"
            print(f"{at:.3f}", name or "-", what, sep="\t", flush=True)
