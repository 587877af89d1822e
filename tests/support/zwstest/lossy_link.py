# SPDX-License-Identifier: MIT
"""A way from a PUB to its subscribers on which whole messages are lost."""

import contextlib
import random

import zmq

from .background_peer import BackgroundPeer


class LossyLink(BackgroundPeer):
    """Passes messages on from the endpoint of a PUB, and loses some, which are the same for the same seed. Used with
    `with`."""

    def __init__(self, source, loss=0.05, seed=1):
        super().__init__()
        self._in, self._out = self._context.socket(zmq.XSUB), self._context.socket(zmq.XPUB)
        for one in (self._in, self._out):
            one.set_hwm(0)
        self._in.connect(source)
        self._out.bind("tcp://127.0.0.1:*")
        self.endpoint = self._out.last_endpoint.decode()
        self._random = random.Random(seed)
        self.loss = loss
        self.is_cut = False
        self.passed = self.lost = 0

    def _run(self):
        poller = zmq.Poller()
        for one in (self._in, self._out):
            poller.register(one, zmq.POLLIN)
        while not self._ends.is_set():
            for one, _ in poller.poll(20):
                with contextlib.suppress(zmq.Again):
                    while True:
                        self._pass(one, one.recv_multipart(zmq.NOBLOCK))

    def _pass(self, one, frames):
        if one is self._out:
            self._in.send_multipart(frames)
        elif self.is_cut or self._random.random() < self.loss:
            self.lost += 1
        else:
            self.passed += 1
            self._out.send_multipart(frames)
