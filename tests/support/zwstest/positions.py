# SPDX-License-Identifier: MIT
"""Positions of messages as peers see them: their frames, and a client that goes on after one."""

import struct

from .batch import WITH_POSITIONS, decode
from .websocket import WebSocket

MARK = b"zws.pos1"


def frame(epoch, sequence):
    return MARK + struct.pack(">QQ", epoch, sequence)


def position(frames):
    """Epoch and sequence of a message's last frame."""
    assert frames[-1].startswith(MARK) and len(frames[-1]) == 24, frames
    return struct.unpack(">QQ", frames[-1][8:])


class Reader:
    """A client of zws.batch.v2 that remembers where it is, as the page does."""

    def __init__(self, case):
        self._case = case
        self.newest = {}
        self.payloads = []
        self.missed = self.missing = 0

    def connect(self, url, query=""):
        after = "".join(f"&after={epoch:x}:{sequence}" for epoch, sequence in self.newest.items())
        self.known = dict(self.newest)
        self.client = self._case.enterContext(WebSocket(f"{url}?{query}{after}", WITH_POSITIONS))
        return self

    def read(self, last):
        """Up to a payload."""
        while self.payloads[-1:] != [last]:
            batch = decode(self.client.read(), positions=True)
            known = self.known.get(batch.epoch, batch.begin - 1)
            self.missed += max(0, batch.begin - known - 1)
            self.missing += sum(number > known for number in batch.missing)
            self.payloads += [message.payload for message in batch.messages if message.sequence > known]
            if batch.end > known:
                self.known.pop(batch.epoch, None)
            self.newest[batch.epoch] = batch.end - 1
        return self.payloads
