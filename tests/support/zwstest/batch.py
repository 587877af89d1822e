# SPDX-License-Identifier: MIT
"""The WebSocket subprotocol zws.batch.v1 as zws(7) tells it."""

import struct
from typing import NamedTuple

SUBPROTOCOL = {"Sec-WebSocket-Protocol": "zws.batch.v1"}

_CLOCK = 0xFFFFFFFF


class Message(NamedTuple):
    topic: bytes | None
    payload: bytes
    is_text: bool = True
    arrived: float = 0.0
    """When it came to the server, Unix seconds."""


class Batch(NamedTuple):
    first: int
    time: float
    messages: list


def decode(data):
    """The batch in the bytes of one WebSocket message. Raises ValueError where its parts do not fit."""
    first, time, count = struct.unpack_from("<QdI", data)
    at, clock, topics, messages = 20, None, [None], []
    while at < len(data):
        (topic,) = struct.unpack_from("<I", data, at)
        at += 4
        if topic == _CLOCK:
            (clock,) = struct.unpack_from("<d", data, at)
            at += 8
            continue
        if topic == len(topics):
            (size,) = struct.unpack_from("<I", data, at)
            topics.append(data[at + 4 : at + 4 + size])
            at += 4 + size
        (size,) = struct.unpack_from("<I", data, at)
        payload = data[at + 4 : at + 4 + (size & 0x7FFFFFFF)]
        at += 4 + (size & 0x7FFFFFFF)
        messages.append(Message(topics[topic], payload, size < 0x80000000, clock))
    if at != len(data) or len(messages) != count:
        raise ValueError(f"{len(messages)} messages of {count}, {at} bytes of {len(data)}")
    return Batch(first, time, messages)
