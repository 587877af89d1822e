# SPDX-License-Identifier: MIT
"""Faults in random order, the same for the same seed: every message comes once, in order, or is told to be lost.

ZWS_TEST_FAULTS is how many there are in each test, ZWS_TEST_SEED the seed.
"""

import json
import os
import random
import shutil
import signal
import tempfile
import unittest

from zwstest import SLOWNESS, Tool, eventually, source_dir
from zwstest.lossy_link import LossyLink
from zwstest.nats import free_port
from zwstest.recordings import frames_in, require_judge
from zwstest.repair_case import RepairCase

FAULTS = int(os.environ.get("ZWS_TEST_FAULTS", "10"))
SEED = int(os.environ.get("ZWS_TEST_SEED", "1"))


@unittest.skipUnless(shutil.which("node"), "SKIPPED: no node")
class FaultsTest(RepairCase):
    """A chain: what publishes, a relay that numbers, a lossy link, a relay that is killed and paused, a lossy link; at
    its end a zcat that is paused, a zrec, and a server that is killed, with the page's own modules."""

    def build(self, keep, wait, late):
        self.chance = random.Random(SEED)
        _, self.pub, out, replay = self.first_relay(keep=keep)
        self.links = [self.enterContext(LossyLink(out, seed=SEED))]
        self.ends = (self.peers.free_endpoint(), self.peers.free_endpoint())
        self.hop = ["--in-connect", self.links[0].endpoint, "--repair", replay, "--repair-wait", wait, "--late", late]
        self.keep = keep
        self.start_second()
        self.links.append(self.enterContext(LossyLink(self.ends[0], seed=SEED + 1)))
        self.last_hop = ["--connect", self.links[1].endpoint, "--repair", self.ends[1], "--repair-wait", wait]
        self.tool = self.enterContext(Tool("zcat", "-v", *self.last_hop, "--format", "%p\\n"))
        require_judge()
        self.folder = self.enterContext(tempfile.TemporaryDirectory())
        self.recorder = self.enterContext(Tool("zrec", "-v", *self.last_hop, "--dir", self.folder))
        self.door, self.late = free_port(), late
        self.start_server()
        self.page = self.enterContext(Tool("page-client", f"ws://127.0.0.1:{self.door}/ws?history=100000", "--print",
                                           path=source_dir() / "scripts/page-client.mjs"))
        self.await_flow(self.pub, self.tool, self.page)
        eventually(lambda: frames_in(self.folder), "messages in a recording")
        self.sent = 0
        self.flow(1)
        self.await_last()
        self.watch = self.peers.sub(connect=out)
        eventually(lambda: self.flow(1) or self.watch.poll(20), "messages")

    def start_second(self):
        self.second, *_ = self.relay(*self.hop, bind=self.ends, keep=self.keep)

    def start_server(self):
        self.server = self.enterContext(Tool("zws2browser", *self.last_hop, "--late", self.late, "--http",
                                             f"127.0.0.1:{self.door}", "--ws", "127.0.0.1:0"))
        self.server.ready()

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
        eventually(lambda: all(tool.out().endswith(last) for tool in (self.tool, self.page)), "the last message",
                   timeout=90 * SLOWNESS)

    def kill(self):
        self.second.send_signal(signal.SIGKILL)
        self.second.wait()
        yield
        self.start_second()

    def kill_server(self):
        self.server.send_signal(signal.SIGKILL)
        self.server.wait()
        yield
        self.start_server()

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
            faults = (self.kill, self.kill_server, self.pause_second, self.pause_last, self.cut)
            fault = self.chance.choice(faults)()
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

    def missing(self, got):
        """How many are, of what came in order, each once."""
        numbers = [int(payload) for payload in got if payload != b"hello"]
        self.assertEqual(numbers, sorted(set(numbers)))
        return self.sent - len(numbers)

    def recorded(self):
        return [frames[1] for frames in frames_in(self.folder)]

    def lost(self):
        """How many are missing at zcat, in the recording and at the page, and how many were told to be."""
        last = b"%d" % (self.sent - 1)
        eventually(lambda: self.recorded()[-1] == last, "the last message in the recording", timeout=60 * SLOWNESS)
        told = [self.totals(tool)[1] for tool in (self.tool, self.recorder)]
        counts = json.loads(self.page.stop().err.splitlines()[-1])
        told.append(counts["missing"] + counts["missed"] + counts["dropped"])
        self.assertEqual(counts["outages"], 0, "the page knows of each")
        return list(map(self.missing, (self.printed(self.tool), self.recorded(), self.page.out().splitlines()))), told

    def test_what_is_kept_comes_all(self):
        self.build(keep="100000", wait="60s", late="5000")
        self.suffer(await_all=True)
        self.assertEqual(self.lost(), ([0, 0, 0], [0, 0, 0]))

    def test_what_is_not_kept_is_told_exactly(self):
        self.build(keep="50", wait="100ms", late="20")
        self.suffer(await_all=False)
        missing, told = self.lost()
        self.assertEqual(missing, told)


if __name__ == "__main__":
    unittest.main()
