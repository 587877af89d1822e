# SPDX-License-Identifier: MIT
"""The WebSocket subprotocols zws.batch.v1 and zws.batch.v2 as zws(7) tells them."""

import struct
from typing import NamedTuple

SUBPROTOCOL = {"Sec-WebSocket-Protocol": "zws.batch.v1"}
WITH_POSITIONS = {"Sec-WebSocket-Protocol": "zws.batch.v2"}

_CLOCK, _HIDDEN, _MISSING = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


class Message(NamedTuple):
    topic: bytes | None
    payload: bytes
    is_text: bool = True
    arrived: float = 0.0
    """When it came to the server, Unix seconds."""
    sequence: int | None = None
    """With zws.batch.v2: its number in the epoch."""


class Batch(NamedTuple):
    first: int
    time: float
    messages: list
    epoch: int | None = None
    begin: int | None = None
    end: int | None = None
    missing: list = []
    """The numbers of messages that did not come to the server."""


def decode(data, positions=False):
    """The batch in the bytes of one WebSocket message. Raises ValueError where its parts do not fit."""
    first, time, count = struct.unpack_from("<QdI", data)
    epoch, begin, end = struct.unpack_from("<QQQ", data, 20) if positions else (None, 0, None)
    at, clock, topics, messages, sequence, missing = 44 if positions else 20, None, [None], [], begin, []
    while at < len(data):
        (topic,) = struct.unpack_from("<I", data, at)
        at += 4
        if topic == _CLOCK:
            (clock,) = struct.unpack_from("<d", data, at)
            at += 8
            continue
        if positions and topic in (_HIDDEN, _MISSING):
            (skipped,) = struct.unpack_from("<Q", data, at)
            at += 8
            if topic == _MISSING:
                missing += range(sequence, sequence + skipped)
            sequence += skipped
            continue
        if topic == len(topics):
            (size,) = struct.unpack_from("<I", data, at)
            topics.append(data[at + 4 : at + 4 + size])
            at += 4 + size
        (size,) = struct.unpack_from("<I", data, at)
        payload = data[at + 4 : at + 4 + (size & 0x7FFFFFFF)]
        at += 4 + (size & 0x7FFFFFFF)
        messages.append(Message(topics[topic], payload, size < 0x80000000, clock,
                                sequence if positions else None))
        sequence += 1
    if at != len(data) or len(messages) != count or end not in (None, sequence):
        raise ValueError(f"{len(messages)} messages of {count}, {at} bytes of {len(data)}, up to {sequence} of {end}")
    return Batch(first, time, messages, epoch, begin if positions else None, end, missing)
