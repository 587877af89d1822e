# SPDX-License-Identifier: MIT
"""What tests of znats have in common: real NATS servers, the tool in both directions, and its peers."""

import unittest

from .nats import SERVER, NatsServer
from .peers import Peers
from .process import Tool

ANY = "tcp://127.0.0.1:*"


@unittest.skipUnless(SERVER, "SKIPPED: nats-server not found")
class NatsCase(unittest.TestCase):
    def setUp(self):
        self.peers = self.enterContext(Peers())

    def server(self, *args, **options):
        return self.enterContext(NatsServer(*args, **options))

    def znats(self, *args):
        return self.enterContext(Tool("znats", *args))

    def to_nats(self, subject, *args, servers):
        """A pipeline into NATS: the tool, and the socket that feeds it."""
        tool = self.znats("--to-nats", subject, *servers, "--pattern", "pipeline", "--bind", ANY, *args)
        return tool, self.peers.push(connect=tool.endpoint())

    def from_nats(self, subject, *args, servers):
        """A pipeline out of NATS: the tool, and the socket that it feeds."""
        tool = self.znats("--from-nats", subject, *servers, "--pattern", "pipeline", "--bind", ANY, *args)
        return tool, self.peers.pull(connect=tool.endpoint())

    def connected(self, subject, *args, server):
        """There and back, known to work."""
        servers = ["--nats", server.url]
        back, pull = self.from_nats(subject, *args, servers=servers)
        there, push = self.to_nats(subject, *args, servers=servers)
        for tool in (there, back):
            tool.wait_err("connected to")
        self.await_flow(push, pull)
        return there, back, push, pull

    def await_flow(self, push, pull):
        """Sends until something arrives: nothing else tells that the server knows of the subscription."""
        for _ in range(1000):
            push.send(b"hello")
            if pull.poll(20):
                break
        push.send(b"begin")
        while (got := pull.recv()) != b"begin":
            self.assertEqual(got, b"hello")

    @staticmethod
    def stream(server, *args):
        return ["--nats", server.url, "--stream", "S", *args]

    def filled(self, server, count, payload=b""):
        """A stream with the messages 0 to count - 1, all acknowledged."""
        there, push = self.to_nats("zws", "--stats", servers=self.stream(server))
        for number in range(count):
            push.send_multipart([b"%d" % number, payload] if payload else [b"%d" % number])
        there.wait_err(rf"stats: {count} messages, .*, 0 buffered, 0 lost")
        return there, push
