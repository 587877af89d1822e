# SPDX-License-Identifier: MIT
"""Faults in random order, the same for the same seed: every message comes once, in order, or is told to be lost.

ZWS_TEST_FAULTS is how many there are in each test, ZWS_TEST_SEED the seed.
"""

import os
import random
import signal
import unittest

from zwstest import SLOWNESS, eventually
from zwstest.lossy_link import LossyLink
from zwstest.repair_case import RepairCase

FAULTS = int(os.environ.get("ZWS_TEST_FAULTS", "10"))
SEED = int(os.environ.get("ZWS_TEST_SEED", "1"))


class FaultsTest(RepairCase):
    """A chain: what publishes, a relay that numbers, a lossy link, a relay that is killed and paused, a lossy link, a
    zcat that is paused."""

    def build(self, keep, wait, late):
        self.chance = random.Random(SEED)
        _, self.pub, out, replay = self.first_relay(keep=keep)
        self.links = [self.enterContext(LossyLink(out, seed=SEED))]
        self.ends = (self.peers.free_endpoint(), self.peers.free_endpoint())
        self.hop = ["--in-connect", self.links[0].endpoint, "--repair", replay, "--repair-wait", wait, "--late", late]
        self.keep = keep
        self.start_second()
        self.links.append(self.enterContext(LossyLink(self.ends[0], seed=SEED + 1)))
        self.tool = self.zcat(self.links[1].endpoint, "--repair", self.ends[1], "--repair-wait", wait)
        self.await_flow(self.pub, self.tool)
        self.sent = 0
        self.flow(1)
        self.await_last()
        self.watch = self.peers.sub(connect=out)
        eventually(lambda: self.flow(1) or self.watch.poll(20), "messages")

    def start_second(self):
        self.second, *_ = self.relay(*self.hop, bind=self.ends, keep=self.keep)

    def flow(self, count):
        self.send(self.pub, range(self.sent, self.sent + count))
        self.sent += count

    def flow_on(self):
        """So many messages that a fault lasts, and each can be had again."""
        self.flow(self.chance.randrange(1, 300))
        while self.watch.recv_multipart()[1] != b"%d" % (self.sent - 1):
            pass

    def await_last(self):
        last = b"\n%d\n" % (self.sent - 1)
        eventually(lambda: self.tool.out().endswith(last), "the last message", timeout=90 * SLOWNESS)

    def kill(self):
        self.second.send_signal(signal.SIGKILL)
        self.second.wait()
        yield
        self.start_second()

    def pause_second(self):
        yield from self.pause(self.second)

    def pause_last(self):
        yield from self.pause(self.tool)

    @staticmethod
    def pause(tool):
        tool.send_signal(signal.SIGSTOP)
        yield
        tool.send_signal(signal.SIGCONT)

    def cut(self):
        link = self.chance.choice(self.links)
        link.is_cut = True
        yield
        link.is_cut = False

    def suffer(self, await_all):
        for _ in range(FAULTS):
            fault = self.chance.choice((self.kill, self.pause_second, self.pause_last, self.cut))()
            self.flow_on()
            next(fault)
            self.flow_on()
            next(fault, None)
            self.flow_on()
            if await_all:
                self.await_last()
        for link in self.links:
            link.loss = 0
        self.flow(1)
        self.await_last()

    def lost(self):
        """How many are missing, and how many were told to be; what came is in order, each once."""
        got = [int(line) for line in self.printed(self.tool)]
        self.assertEqual(got, sorted(set(got)))
        return self.sent - len(got), self.totals(self.tool)[1]

    def test_what_is_kept_comes_all(self):
        self.build(keep="100000", wait="60s", late="5000")
        self.suffer(await_all=True)
        self.assertEqual(self.lost(), (0, 0))

    def test_what_is_not_kept_is_told_exactly(self):
        self.build(keep="50", wait="100ms", late="20")
        self.suffer(await_all=False)
        missing, told = self.lost()
        self.assertEqual(missing, told)


if __name__ == "__main__":
    unittest.main()
