# SPDX-License-Identifier: MIT
"""--repair where several can be asked, and where who numbers the messages starts again."""

import signal
import unittest

from zwstest import eventually
from zwstest.lossy_link import LossyLink
from zwstest.repair_case import RepairCase


class SourcesTest(RepairCase):
    def miss(self, link, pub, numbers):
        """Loses the numbers on the way, all but the last one. Nothing else may be under way."""
        link.is_cut = True
        self.send(pub, numbers[:-1])
        eventually(lambda: link.lost == len(numbers) - 1, "the losses")
        link.is_cut = False
        self.send(pub, numbers[-1:])

    def test_what_one_does_not_keep_is_asked_of_another(self):
        _, pub, out, few = self.first_relay(keep="10")
        _, _, beside, many = self.relay("--in-connect", out)
        link = self.enterContext(LossyLink(out, loss=0))
        other = self.zcat(beside)
        tool = self.zcat(link.endpoint, "--repair", few, "--repair", many)
        self.await_flow(pub, other, tool)
        self.send(pub, range(5))
        self.await_all(tool, range(5))
        self.miss(link, pub, range(5, 106))
        self.await_all(other, range(106))
        self.await_all(tool, range(106))
        self.assertEqual(self.totals(tool)[:2], (100, 0))

    def test_who_is_away_is_passed_over(self):
        _, pub, out, replay = self.first_relay()
        link = self.enterContext(LossyLink(out, loss=0))
        tool = self.zcat(link.endpoint, "--repair", self.peers.free_endpoint(), "--repair", replay)
        self.await_flow(pub, tool)
        self.send(pub, range(5))
        self.await_all(tool, range(5))
        self.miss(link, pub, range(5, 105))
        self.await_all(tool, range(105))
        self.assertEqual(self.totals(tool)[:2], (99, 0))


class EpochTest(RepairCase):
    def test_what_a_relay_sends_after_a_new_start_is_all_there(self):
        incoming, *ends = (self.peers.free_endpoint() for _ in range(3))
        relay, *_ = self.relay("--in-bind", incoming, "--position", bind=ends)
        pub = self.peers.pub(connect=incoming)
        self.peers.await_subscribers(pub)
        link = self.enterContext(LossyLink(ends[0], loss=0))
        tool = self.zcat(link.endpoint, "--repair", ends[1])
        self.await_flow(pub, tool)
        self.send(pub, range(100))
        self.await_all(tool, range(100))
        relay.send_signal(signal.SIGKILL)
        relay.wait()
        self.relay("--in-bind", incoming, "--position", bind=ends)
        self.peers.await_subscribers(pub)
        link.is_cut = True
        self.send(pub, range(100, 150))
        dealer = self.asker(ends[1])
        self.await_number(dealer, 50)
        eventually(lambda: link.lost == 50, "the losses")
        link.is_cut = False
        self.send(pub, [150])
        self.await_all(tool, range(151))
        tool.wait_err("warning: the numbers of the stream began again: what was sent after the last that came is not")
        self.assertEqual(self.totals(tool)[:2], (50, 0))


if __name__ == "__main__":
    unittest.main()
