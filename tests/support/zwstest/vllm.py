# SPDX-License-Identifier: MIT
"""A publisher of KV events with a replay endpoint, and a client of it, as vLLM documents them."""

import collections
import struct
import threading

import zmq

from .background_peer import BackgroundPeer
from .peers import endpoint_of

END = (1 << 64) - 1


class VllmPublisher(BackgroundPeer):
    """Sends topic, number and payload, keeps the last ones, and answers requests for them. Used with `with`."""

    def __init__(self, kept=10_000, topic=b"kv-events"):
        super().__init__()
        self._pub, self._router = self._context.socket(zmq.XPUB), self._context.socket(zmq.ROUTER)
        for one in (self._pub, self._router):
            one.set_hwm(0)
            one.bind("tcp://127.0.0.1:*")
        self.endpoint, self.replay = endpoint_of(self._pub), endpoint_of(self._router)
        self.topic = topic
        self._kept = collections.deque(maxlen=kept)
        self._lock = threading.Lock()
        self._number = 0
        self.requests = []

    def await_subscriber(self):
        assert self._pub.poll(20_000), "a subscriber is missing"
        self._pub.recv()

    def publish(self, payload, is_lost=False):
        with self._lock:
            number, self._number = self._number, self._number + 1
            self._kept.append((number, payload))
        if not is_lost:
            self._pub.send_multipart([self.topic, struct.pack(">Q", number), payload])

    def _run(self):
        while not self._ends.is_set():
            if not self._router.poll(20):
                continue
            frames = self._router.recv_multipart()
            if len(frames) != 3:
                continue
            asker, _, start = frames
            self.requests.append(int.from_bytes(start, "big"))
            with self._lock:
                kept = list(self._kept)
            for number, payload in kept:
                if number >= self.requests[-1]:
                    self._router.send_multipart([asker, b"", struct.pack(">Q", number), payload])
            self._router.send_multipart([asker, b"", struct.pack(">Q", END), b""])


def ask(socket, start):
    """All that a replay endpoint, to which a DEALER is connected, has from a number on: numbers and what follows."""
    socket.send_multipart([b"", struct.pack(">Q", start)])
    got = []
    while True:
        empty, number, *rest = socket.recv_multipart()
        assert empty == b"", empty
        if number == struct.pack(">Q", END):
            assert rest == [b""], rest
            return got
        got.append((int.from_bytes(number, "big"), *rest))
