# SPDX-License-Identifier: MIT
"""What tests of --repair have in common: relays that keep messages, who receives them, and who asks for them."""

import re
import unittest

from .peers import Peers
from .process import Tool, eventually
from .vllm import ask

ANY = "tcp://127.0.0.1:*"


class RepairCase(unittest.TestCase):
    def setUp(self):
        self.peers = self.enterContext(Peers())

    def relay(self, *args, bind=(ANY, ANY), keep="10000"):
        """A relay that keeps messages; its incoming, outgoing and replay endpoints."""
        tool = self.enterContext(Tool("zrelay", "--out-bind", bind[0], "--keep", keep, "--replay-bind", bind[1], *args))
        incoming, out, replay = tool.endpoints()
        return tool, incoming, out, replay

    def first_relay(self, *args, **kwargs):
        """One that numbers what comes, and what publishes to it."""
        tool, incoming, out, replay = self.relay("--in-bind", ANY, "--position", *args, **kwargs)
        pub = self.peers.pub(connect=incoming)
        self.peers.await_subscribers(pub)
        return tool, pub, out, replay

    def zcat(self, endpoint, *args):
        return self.enterContext(Tool("zcat", "-v", "--connect", endpoint, "--format", "%p\\n", *args))

    def await_flow(self, pub, *tools):
        """Sends until each tool has printed something; after that it is subscribed."""
        for tool in tools:
            eventually(lambda: pub.send_multipart([b"t", b"hello"]) or b"hello" in tool.out(), "messages")  # noqa: B023

    def asker(self, endpoint):
        return self.peers.dealer(connect=endpoint)

    def await_number(self, dealer, number):
        """All that is kept, once its last message is the one with this number."""
        return eventually(lambda: (got := ask(dealer, 0)) and got[-1][0] == number and got, "messages")

    def printed(self, tool):
        """What came after the hellos."""
        return [line for line in tool.out().split(b"\n")[:-1] if line != b"hello"]

    def await_all(self, tool, numbers):
        wanted = [b"%d" % number for number in numbers]
        eventually(lambda: wanted[-1] in self.printed(tool), "the last message", timeout=60)
        self.assertEqual(self.printed(tool), wanted)

    @staticmethod
    def send(pub, numbers, topics=(b"a", b"b", b"c")):
        for number in numbers:
            pub.send_multipart([topics[number % len(topics)], b"%d" % number])

    def totals(self, tool):
        """Messages that were had again, lost, and twice, as told at the end."""
        return tuple(map(int, re.search(r"repair: (\d+) had again, (\d+) lost, (\d+) twice", tool.stop().err).groups()))
