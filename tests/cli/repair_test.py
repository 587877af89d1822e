# SPDX-License-Identifier: MIT
"""What is missing is had again: zrelay --keep, and --repair of those who receive."""

import signal
import struct
import unittest

from zwstest import PATIENCE, Tool, eventually, memory, run
from zwstest.lossy_link import LossyLink
from zwstest.repair_case import ANY, RepairCase
from zwstest.vllm import VllmPublisher, ask

MARK = b"zws.pos1"


class KeepTest(RepairCase):
    def test_a_client_of_vllm_gets_numbers_and_payloads(self):
        _, incoming, _, replay = self.relay("--in-bind", ANY, "--overflow", "drop")
        pub = self.peers.pub(connect=incoming)
        self.peers.await_subscribers(pub)
        for number in range(10):
            pub.send_multipart([b"kv-events", struct.pack(">Q", number), b"payload %d" % number])
        dealer = self.asker(replay)
        wanted = [(number, b"payload %d" % number) for number in range(10)]
        eventually(lambda: ask(dealer, 0) == wanted, "all messages")
        self.assertEqual(ask(dealer, 7), wanted[7:])
        self.assertEqual(ask(dealer, 10), [])

    def test_of_other_messages_all_frames_follow_the_number(self):
        _, pub, _, replay = self.first_relay()
        pub.send_multipart([b"topic", b"payload", b"more"])
        pub.send_multipart([b"alone"])
        dealer = self.asker(replay)
        got = eventually(lambda: len(got := ask(dealer, 0)) == 2 and got, "both messages")
        self.assertEqual([message[:-1] for message in got], [(1, b"topic", b"payload", b"more"), (2, b"", b"alone")])
        self.assertTrue(all(message[-1].startswith(MARK) for message in got))

    def test_no_more_is_kept_than_was_said(self):
        for keep, most in (("5", 5), ("4KiB", 12)):
            with self.subTest(keep=keep):
                _, pub, _, replay = self.first_relay(keep=keep)
                self.send(pub, range(100))
                dealer = self.asker(replay)
                got = self.await_number(dealer, 100)
                self.assertLessEqual(len(got), most)
                self.assertEqual([number for number, *_ in got], list(range(101 - len(got), 101)))

    def test_who_does_not_read_costs_others_nothing(self):
        _, pub, _, replay = self.first_relay(keep="64MiB")
        for number in range(500):
            pub.send_multipart([b"t", b"%d" % number + bytes(50_000)])
        dealer = self.asker(replay)
        self.await_number(dealer, 500)
        lazy = self.asker(replay)
        for _ in range(100):
            lazy.send_multipart([b"", struct.pack(">Q", 0)])
        self.assertEqual(len(ask(dealer, 1)), 500)

    def lazy(self, replay, requests=1):
        """One who asks for all, and does not read."""
        dealer = self.peers.dealer(connect=replay, hwm=1)
        for _ in range(requests):
            dealer.send_multipart([b"", struct.pack(">Q", 0)])
        return dealer

    def test_who_asks_too_much_at_once_is_not_answered_and_others_are(self):
        tool, pub, _, replay = self.first_relay(keep="64MiB")
        for _ in range(30):
            pub.send_multipart([b"t", bytes(1_000_000)])
        dealer = self.asker(replay)
        self.await_number(dealer, 30)
        self.lazy(replay, requests=1100)
        tool.wait_err("warning: --replay-bind: too many requests of one who asks: one was not answered")
        self.assertEqual(len(ask(dealer, 1)), 30)

    def test_who_does_not_read_keeps_no_more_than_its_share_in_memory(self):
        tool, pub, _, replay = self.first_relay(keep="16MiB")
        dealer = self.asker(replay)
        rounds, size = 15, 500_000
        for number in range(1, rounds + 1):
            for _ in range(40):
                pub.send_multipart([b"t", bytes(size)])
            self.await_number(dealer, 40 * number)
            lazy = self.lazy(replay)
            self.assertTrue(lazy.poll(PATIENCE * 1000))
        self.assertLess(memory(tool), 160 << 20, "each one keeps all that was kept when it asked")

    def test_what_is_no_request_is_refused_and_told(self):
        tool, _, _, replay = self.first_relay()
        dealer = self.asker(replay)
        dealer.send_multipart([b"", b"short"])
        tool.wait_err("warning: --replay-bind: what came is not a request")

    def test_messages_without_numbers_are_told(self):
        tool, incoming, _, _ = self.relay("--in-bind", ANY)
        pub = self.peers.pub(connect=incoming)
        self.peers.await_subscribers(pub)
        pub.send_multipart([b"t", b"payload"])
        tool.wait_err(r"warning: --keep: a message without a number is not kept \(see --position\)")

    def test_one_needs_the_other(self):
        for args, reason in ((["--keep", "5"], "--keep: only with --replay-bind"),
                             (["--replay-bind", ANY], "--replay-bind: only with --keep")):
            done = run("zrelay", *args)
            self.assertEqual(done.code, 2)
            self.assertIn(reason, done.err)


class RepairTest(RepairCase):
    def test_messages_that_a_link_loses_are_there_in_order(self):
        _, pub, out, replay = self.first_relay()
        link = self.enterContext(LossyLink(out, loss=0.05, seed=1))
        tool = self.zcat(link.endpoint, "--repair", replay)
        self.await_flow(pub, tool)
        self.send(pub, range(5000))
        self.await_all(tool, range(5000))
        self.assertGreater(link.lost, 100)
        repaired, lost, _ = self.totals(tool)
        self.assertGreater(repaired, 100)
        self.assertEqual(lost, 0)

    def test_the_last_message_is_had_without_another_one(self):
        _, pub, out, replay = self.first_relay()
        link = self.enterContext(LossyLink(out, loss=0))
        tool = self.zcat(link.endpoint, "--repair", replay, "--repair-wait", "200ms")
        self.await_flow(pub, tool)
        link.is_cut = True
        self.send(pub, range(10))
        self.await_all(tool, range(10))

    def test_what_is_not_kept_any_more_is_counted_exactly(self):
        _, pub, out, replay = self.first_relay(keep="10")
        link = self.enterContext(LossyLink(out, loss=0))
        tool = self.zcat(link.endpoint, "--repair", replay)
        self.await_flow(pub, tool)
        self.send(pub, range(5))
        self.await_all(tool, range(5))
        link.is_cut = True
        self.send(pub, range(5, 105))
        eventually(lambda: link.lost == 100, "the losses")
        link.is_cut = False
        self.send(pub, [105])
        self.await_all(tool, [*range(5), *range(96, 106)])
        tool.wait_err(r"warning: lost 91 messages: nobody keeps them \(any more\)")
        self.assertEqual(self.totals(tool)[:2], (9, 91))

    def test_who_comes_late_gets_the_last_ones(self):
        _, pub, out, replay = self.first_relay()
        first = self.zcat(out)
        self.await_flow(pub, first)
        self.send(pub, range(100))
        self.await_all(first, range(100))
        late = self.zcat(out, "--repair", replay, "--late", "30")
        self.await_all(late, range(70, 100))
        eventually(lambda: pub.send_multipart([b"t", b"hello"]) or b"hello" in late.out(), "messages")
        self.send(pub, range(100, 110))
        self.await_all(late, range(70, 110))
        self.assertEqual(self.totals(late)[1], 0)

    def test_a_killed_relay_and_a_cut_link_cost_nothing(self):
        _, pub, out, replay = self.first_relay()
        wire = self.enterContext(LossyLink(out, loss=0.05, seed=2))
        ends = (self.peers.free_endpoint(), self.peers.free_endpoint())
        hop = ["--in-connect", wire.endpoint, "--repair", replay, "--late", "1000"]
        second, _, _, _ = self.relay(*hop, bind=ends)
        last = self.enterContext(LossyLink(ends[0], loss=0.05, seed=3))
        tool = self.zcat(last.endpoint, "--repair", ends[1])
        self.await_flow(pub, tool)
        self.send(pub, range(1000))
        self.await_all(tool, range(1000))
        second.send_signal(signal.SIGKILL)
        second.wait()
        self.send(pub, range(1000, 1500))
        self.relay(*hop, bind=ends)
        last.is_cut = True
        self.send(pub, range(1500, 2000))
        eventually(lambda: last.lost > 300, "losses")
        last.is_cut = False
        self.send(pub, range(2000, 2100))
        self.await_all(tool, range(2100))
        self.assertEqual(self.totals(tool)[1], 0)


class VllmTest(RepairCase):
    def test_payloads_that_a_publisher_of_vllm_keeps_are_there_in_order(self):
        publisher = self.enterContext(VllmPublisher())
        tool = self.enterContext(Tool("zcat", "-v", publisher.endpoint, "--repair", publisher.replay, "--format",
                                      "envelope"))
        publisher.await_subscriber()
        for number in range(100):
            publisher.publish(b"event %d" % number, is_lost=0 < number < 99 and number % 7 < 2)
        got = tool.wait_lines(100)
        for number, line in enumerate(got):
            self.assertIn('"kv-events"', line)
            self.assertIn(f'"event {number}"', line)
        self.assertTrue(publisher.requests)
        self.assertEqual(self.totals(tool), (sum(0 < n < 99 and n % 7 < 2 for n in range(100)), 0, 0))


class OptionsTest(RepairCase):
    def test_topics_that_are_left_out_would_look_like_losses(self):
        done = run("zcat", "--repair", "tcp://127.0.0.1:1", "--topic", "a", "tcp://127.0.0.1:1")
        self.assertEqual(done.code, 2)
        self.assertIn("--repair: numbers count the messages of all topics", done.err)

    def test_who_asks_nobody_cannot_ask_for_the_last_ones(self):
        done = run("zcat", "--late", "5", "tcp://127.0.0.1:1")
        self.assertEqual(done.code, 2)
        self.assertIn("--late: only with --repair", done.err)


if __name__ == "__main__":
    unittest.main()
