# SPDX-License-Identifier: MIT
"""ZeroMQ sockets of a test, closed with it."""

import time

import zmq

from .process import PATIENCE


class Peers:
    """A ZeroMQ context and its sockets. Used with `with`; nothing that is still queued outlives the block."""

    def __init__(self):
        self.context = zmq.Context()
        self._sockets = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.context.destroy(linger=0)

    def _socket(self, kind, bind, connect, hwm=0):
        socket = self.context.socket(kind)
        self._sockets.append(socket)
        socket.set_hwm(hwm)
        socket.rcvtimeo = socket.sndtimeo = int(PATIENCE * 1000)
        if bind:
            socket.bind(bind)
        if connect:
            socket.connect(connect)
        return socket

    def pub(self, bind=None, connect=None):
        """An XPUB, which gets to know its subscribers: see await_subscribers()."""
        socket = self._socket(zmq.XPUB, None, None)
        socket.setsockopt(zmq.XPUB_VERBOSE, 1)  # also those to what someone, or one just gone, has subscribed to
        if bind:
            socket.bind(bind)
        if connect:
            socket.connect(connect)
        return socket

    def sub(self, bind=None, connect=None, topics=(b"",), hwm=0):
        socket = self._socket(zmq.SUB, bind, connect, hwm)
        for topic in topics:
            socket.subscribe(topic)
        return socket

    def push(self, bind=None, connect=None, hwm=0):
        return self._socket(zmq.PUSH, bind, connect, hwm)

    def pull(self, bind=None, connect=None, hwm=0):
        return self._socket(zmq.PULL, bind, connect, hwm)

    def dealer(self, connect, hwm=0):
        return self._socket(zmq.DEALER, None, connect, hwm)

    def any_sub(self):
        """A bound SUB and its endpoint."""
        socket = self.sub(bind="tcp://127.0.0.1:*")
        return socket, endpoint_of(socket)

    def any_pub(self):
        """A bound XPUB and its endpoint."""
        socket = self.pub(bind="tcp://127.0.0.1:*")
        return socket, endpoint_of(socket)

    @staticmethod
    def await_subscribers(pub, count=1):
        """Waits until `count` subscriptions have arrived; only then a PUB's messages reach somebody."""
        end = time.monotonic() + PATIENCE
        while count > 0:
            if not pub.poll(max(0, end - time.monotonic()) * 1000):
                raise AssertionError(f"{count} subscriptions are missing")
            count -= pub.recv()[:1] == b"\x01"

    @staticmethod
    def free_endpoint():
        """A TCP endpoint that was free a moment ago, for a peer which is to come later."""
        with zmq.Context() as context, context.socket(zmq.PAIR) as socket:
            socket.bind("tcp://127.0.0.1:*")
            return endpoint_of(socket)


def endpoint_of(socket):
    return socket.last_endpoint.decode().rstrip("\0")
