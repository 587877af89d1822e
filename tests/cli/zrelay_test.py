# SPDX-License-Identifier: MIT
"""zrelay as its users see it."""

import contextlib
import os
import random
import re
import signal
import socket
import struct
import subprocess
import tempfile
import threading
import time
import unittest
import urllib.request
from pathlib import Path

import zmq

from zwstest import PATIENCE, SLOWNESS, Peers, Tool, eventually, run

ANY = "tcp://127.0.0.1:*"
OPEN = ["--in-bind", ANY, "--out-bind", ANY]

VARIANTS = [
    [random.Random(seed).randbytes(random.Random(-seed).choice([0, 1, 5, 33, 300])) for _ in range(seed % 4)]
    for seed in range(1, 998)
]
"""Frames after the first: none to three of them, empty ones and binary ones among them."""


def message(number):
    return [struct.pack(">Q", number), *VARIANTS[number % len(VARIANTS)]]


def socket_count(pid):
    """How many sockets a process has."""
    count = 0
    for fd in Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):  # it was closed meanwhile
            count += os.readlink(fd).startswith("socket:")
    return count


def send_all(socket, count):
    for number in range(count):
        socket.send_multipart(message(number))


class RelayCase(unittest.TestCase):
    def setUp(self):
        self.peers = self.enterContext(Peers())

    def start(self, *args):
        """A relay, its incoming and its outgoing endpoint."""
        tool = self.enterContext(Tool("zrelay", *OPEN, *args))
        return tool, tool.endpoint(0), tool.endpoint(1)

    def connected(self, *args):
        """A relay between a publisher and a subscriber who know of each other."""
        tool, into, out_of = self.start(*args)
        pub, sub = self.peers.pub(connect=into), self.peers.sub(connect=out_of)
        self.peers.await_subscribers(pub)
        self.await_flow(pub, [sub])
        return tool, pub, sub

    def await_flow(self, pub, subs):
        """Sends until every subscriber gets it; nothing else tells that a relay's subscriber has arrived."""
        waiting = list(subs)
        for _ in range(1000):
            if not waiting:
                break
            pub.send(b"hello")
            waiting = [sub for sub in waiting if not sub.poll(20)]
        self.assertFalse(waiting, "a subscriber gets nothing")
        pub.send(b"begin")
        for sub in subs:
            while sub.recv() != b"begin":
                pass

    def assert_all_arrive(self, source, sink, count):
        sender = threading.Thread(target=send_all, args=(source, count), daemon=True)
        sender.start()
        for number in range(count):
            got = sink.recv_multipart()
            if got != message(number):
                self.fail(f"message {number}: {message(number)} became {got}")
        sender.join()
        self.assertEqual(sink.poll(100), 0, "more came out than went in")


class TransportTest(RelayCase):
    def test_a_million_messages_pass_a_pipeline_unchanged(self):
        _, into, out_of = self.start("--pattern", "pipeline")
        push, pull = self.peers.push(connect=into, hwm=1000), self.peers.pull(connect=out_of, hwm=1000)
        self.assert_all_arrive(push, pull, 1_000_000 if SLOWNESS == 1 else 100_000)

    def test_with_overflow_block_a_subscriber_gets_all(self):
        _, pub, sub = self.connected("--overflow", "block", "--hwm", "100")
        pub.setsockopt(zmq.XPUB_NODROP, 1)
        pub.set_hwm(100)
        self.assert_all_arrive(pub, sub, 100_000 if SLOWNESS == 1 else 20_000)

    def test_big_frames_and_many_frames(self):
        _, pub, sub = self.connected()
        for frames in ([b"x" * 20_000_000], [b"%d" % i for i in range(1000)], [b""] * 3):
            pub.send_multipart(frames)
            self.assertEqual(sub.recv_multipart(), frames)

    def test_every_subscriber_gets_every_message(self):
        _, into, out_of = self.start()
        pub = self.peers.pub(connect=into)
        self.peers.await_subscribers(pub)
        subs = [self.peers.sub(connect=out_of) for _ in range(5)]
        self.await_flow(pub, subs)
        send_all(pub, 500)
        for sub in subs:
            for number in range(500):
                self.assertEqual(sub.recv_multipart(), message(number))

    def test_several_sources_come_together(self):
        first, into = self.peers.any_pub()
        second, also_into = self.peers.any_pub()
        with Tool("zrelay", "--in-connect", into, "--in-connect", also_into, "--out-bind", ANY) as tool:
            sub = self.peers.sub(connect=tool.endpoint(2))
            for pub in (first, second):
                self.peers.await_subscribers(pub)
            self.await_flow(first, [sub])
            second.send(b"second")
            self.assertEqual(sub.recv(), b"second")

    def test_relays_chain(self):
        _, into, between = self.start()
        with Tool("zrelay", "--in-connect", between, "--out-bind", ANY) as last:
            pub, sub = self.peers.pub(connect=into), self.peers.sub(connect=last.endpoint(1))
            self.peers.await_subscribers(pub)
            self.await_flow(pub, [sub])
            pub.send_multipart([b"t", b"", b"\0\xff"])
            self.assertEqual(sub.recv_multipart(), [b"t", b"", b"\0\xff"])


class GatheringTest(RelayCase):
    def assert_gathered(self, *args):
        """A hundred messages, 5 ms apart, are found waiting together far fewer times: ten a second, a few at first."""
        count = 100
        _, pub, sub = self.connected(*args)

        def send():
            for number in range(count):
                pub.send(b"%d" % number)
                time.sleep(0.005)

        sender = threading.Thread(target=send, daemon=True)
        sender.start()
        bunches, got = 0, []
        begin = time.monotonic()
        while len(got) < count:
            got.append(int(sub.recv()))
            bunches += 1
            while sub.poll(1):
                got.append(int(sub.recv()))
        sender.join()
        self.assertEqual(got, list(range(count)))
        self.assertLess(bunches, 25 + (time.monotonic() - begin) / 0.1)

    def test_messages_gather(self):
        self.assert_gathered("--max-delay", "100")
        self.assert_gathered("--max-delay", "100", "--filter", "forward")

    def test_a_stop_does_not_wait_for_the_end_of_a_delay(self):
        # Subscriptions are passed on, so that the publisher knows of the subscriber before anything gathers.
        tool, pub, sub = self.connected("--max-delay", "60000", "--filter", "forward")
        connections = socket_count(tool.pid)
        for number in range(20):
            pub.send(b"%d" % number)
            time.sleep(0.01)
        pub.close()
        eventually(lambda: socket_count(tool.pid) < connections,
                   "the end of the publisher's connection, all of it read")
        self.assertEqual(tool.stop().code, 0)
        self.assertEqual([sub.recv() for _ in range(20)], [b"%d" % number for number in range(20)])

    def test_a_delay_is_a_time_up_to_a_minute(self):
        for delay in ("-1", "x", "1.5 h", "60001", "2m"):
            with self.subTest(delay):
                done = run("zrelay", f"--max-delay={delay}")
                self.assertEqual((done.code, done.out, "--max-delay" in done.err), (2, b"", True), done.err)


class FilterTest(RelayCase):
    def test_topics_are_prefixes(self):
        _, into, out_of = self.start("--topic", "a", "--topic", "b.")
        pub, sub = self.peers.pub(connect=into), self.peers.sub(connect=out_of)
        self.peers.await_subscribers(pub, 2)
        for _ in range(1000):
            pub.send(b"a first")
            if sub.poll(20):
                break
        for topic in (b"b", b"c", b"b.1", b"ab"):
            pub.send_multipart([topic, b"payload"])
        got = [sub.recv_multipart() for _ in range(1)]
        while got[-1][0] != b"ab":
            got.append(sub.recv_multipart())
        self.assertEqual([m[0] for m in got if m[0] != b"a first"], [b"b.1", b"ab"])

    def test_forward_asks_upstream_for_what_is_subscribed_only(self):
        _, into, out_of = self.start("--filter", "forward")
        pub = self.peers.pub(connect=into)
        sub = self.peers.sub(connect=out_of, topics=(b"wanted",))
        self.assertEqual(pub.recv(), b"\x01wanted")
        pub.send_multipart([b"other", b"1"])
        pub.send_multipart([b"wanted", b"2"])
        self.assertEqual(sub.recv_multipart(), [b"wanted", b"2"])
        sub.unsubscribe(b"wanted")
        self.assertEqual(pub.recv(), b"\x00wanted")

    def test_forward_wakes_up_for_either_side(self):
        _, into, out_of = self.start("--filter", "forward")
        pub, sub = self.peers.pub(connect=into), self.peers.sub(connect=out_of)
        other = self.peers.sub(connect=out_of, topics=())
        self.assertEqual(pub.recv(), b"\x01")
        for number in range(2000):
            steps = [lambda: pub.send(b"%d" % number), lambda: other.subscribe(b"topic %d" % number)]
            for step in random.Random(number).sample(steps, 2):
                step()
            self.assertEqual(sub.recv(), b"%d" % number)
            self.assertEqual(pub.recv(), b"\x01topic %d" % number)

    def test_what_does_not_go_together(self):
        for args in (["--pattern", "pipeline", "--topic", "x"], ["--pattern", "pipeline", "--filter", "forward"]):
            done = run("zrelay", *OPEN, *args)
            self.assertEqual((done.code, done.out, done.err.count("\n")), (2, b"", 1), done.err)


class LifeTest(RelayCase):
    def test_ready_names_both_sides(self):
        with Tool("zrelay", *OPEN) as tool:
            self.assertRegex(
                tool.ready(), r"^in bind tcp://127\.0\.0\.1:\d+, out bind tcp://127\.0\.0\.1:\d+$"
            )

    def test_started_before_its_peers_which_come_and_go(self):
        into, out_of = Peers.free_endpoint(), Peers.free_endpoint()
        with Tool("zrelay", "--in-connect", into, "--out-connect", out_of):
            for _ in range(2):
                with Peers() as peers:
                    pub, sub = peers.pub(bind=into), peers.sub(bind=out_of)
                    peers.await_subscribers(pub)
                    self.await_flow(pub, [sub])

    def test_restarted_it_is_found_again(self):
        into, out_of = Peers.free_endpoint(), Peers.free_endpoint()
        pub, sub = self.peers.pub(connect=into), self.peers.sub(connect=out_of)
        for _ in range(2):
            with Tool("zrelay", "--in-bind", into, "--out-bind", out_of) as tool:
                self.await_flow(pub, [sub])
                self.assertEqual(tool.stop().code, 0)

    def test_stops_soon_while_messages_stream(self):
        for args in ([], ["--overflow", "block"]):
            for number in (signal.SIGTERM, signal.SIGINT):
                with self.subTest(args=args, number=number):
                    tool, into, out_of = self.start(*args)
                    sub = self.peers.sub(connect=out_of)
                    with Tool("zsine", "--rate", "max", "--connect", into):
                        for _ in range(1000):
                            sub.recv()
                        done = tool.stop(number, timeout=5 * SLOWNESS)
                    self.assertEqual((done.code, done.out), (0, b""), done.err)
                    self.assertNotIn("error", done.err)

    def test_second_port_in_use(self):
        _, endpoint = self.peers.any_sub()
        done = run("zrelay", "--in-bind", ANY, "--out-bind", endpoint)
        self.assertEqual((done.code, done.out), (1, b""))
        self.assertEqual(done.err, f"zrelay: error: bind {endpoint}: Address already in use\n")

    def test_what_comes_before_a_first_subscriber_waits_for_it(self):
        into, out_of = self.peers.free_endpoint(), self.peers.free_endpoint()
        pub = self.peers.pub(connect=into)
        tool = self.enterContext(Tool("zrelay", "--in-bind", into, "--out-bind", out_of, "-v"))
        self.peers.await_subscribers(pub)
        for number in range(100):
            pub.send(b"%d" % number)
        sub = self.peers.sub(connect=out_of)
        self.assertEqual([sub.recv() for _ in range(100)], [b"%d" % number for number in range(100)])
        self.assertTrue(tool.running())

    def test_stats_count_what_passed(self):
        tool, pub, sub = self.connected("--stats")
        pub.send(b"last")
        self.assertEqual(sub.recv(), b"last")
        tool.wait_err(r"^zrelay: stats: .*, peers 1 in, 1 out, 1 subscriptions, 0 dropped\n")
        self.assertRegex(tool.stop().err, r"(?m)^zrelay: total: \d+ messages")


class StampTest(RelayCase):
    def test_stamps_number_each_topic_and_tell_the_time(self):
        _, pub, sub = self.connected("--stamp")
        for topic in (b"a", b"b", b"a"):
            pub.send_multipart([topic, b"payload"])
        pub.send(b"alone")
        got = [sub.recv_multipart() for _ in range(4)]
        self.assertEqual([m[:-2] for m in got],
                         [[b"a", b"payload"], [b"b", b"payload"], [b"a", b"payload"], [b"", b"alone"]])
        self.assertEqual([struct.unpack(">Q", m[-1])[0] for m in got[:3]], [0, 0, 1])
        for message in got:
            self.assertAlmostEqual(struct.unpack(">Q", message[-2])[0] / 1e9, time.time(), delta=60)

    def await_flow(self, pub, subs):
        for _ in range(1000):
            pub.send_multipart([b"hello", b""])
            if subs[0].poll(20):
                break
        pub.send_multipart([b"begin", b""])
        while subs[0].recv_multipart()[0] != b"begin":
            pass


class LossTest(RelayCase):
    """Who drops says so, with the number."""

    FILLER = b"x" * 1000
    DROPPED = r"lost \d+ messages: a subscriber had no room \(see --hwm, --overflow block\) \(\d+ in all\)"
    sent = 0

    def flooded(self, tool, pub, sub):
        """Sends until the relay tells of losses, to a subscriber that reads only then; numbers sent and received."""
        self.sent, received, last = 0, 0, b""
        self.send_until(pub, self.FILLER, self.told(tool))
        while True:
            while sub.poll(200):
                received += 1
                if sub.recv_multipart()[1] == last:
                    return self.sent, received
            last = b"end %d" % self.sent
            self.send(pub, last)

    def told(self, tool, pattern=DROPPED):
        """Asks whether the relay has told of losses."""
        told = threading.Event()
        threading.Thread(target=lambda: (tool.wait_err(pattern), told.set()), daemon=True).start()
        return told.is_set

    def send(self, pub, payload):
        pub.send_multipart([b"t", payload])
        self.sent += 1

    def send_until(self, pub, payload, fact):
        end = time.monotonic() + PATIENCE
        while not fact():
            self.assertLess(time.monotonic(), end, f"{payload[:10]} has no effect")
            self.send(pub, payload)
            time.sleep(0 if payload == self.FILLER else 0.01)

    def slow(self, *args, hwm="100"):
        tool, into, out_of = self.start("--hwm", hwm, *args)
        pub = self.peers.pub(connect=into)
        self.peers.await_subscribers(pub)
        sub = self.peers.sub(connect=out_of, hwm=1)
        self.await_flow(pub, [sub])
        return tool, pub, sub

    def test_every_message_that_was_dropped_is_counted(self):
        tool, pub, sub = self.slow()
        sent, received = self.flooded(tool, pub, sub)
        done = tool.stop()
        self.assertEqual(done.code, 0)
        lost = re.search(r"(?m)^zrelay: warning: lost (\d+) messages in all: a subscriber had no room", done.err)
        self.assertEqual(received + int(lost[1]), sent, done.err)

    def test_where_libzmq_serves_subscribers_it_is_told_too(self):
        with tempfile.TemporaryDirectory() as folder:
            tool = self.enterContext(Tool("zrelay", "--in-bind", ANY, "--out-bind", f"ipc://{folder}/out",
                                          "--hwm", "100"))
            pub, sub = self.peers.pub(connect=tool.endpoint(0)), self.peers.sub(connect=tool.endpoint(1), hwm=1)
            self.peers.await_subscribers(pub)
            self.await_flow(pub, [sub])
            self.send_until(pub, self.FILLER,
                            self.told(tool, r"^zrelay: warning: lost at least \d+ messages?: a subscriber"))
            done = tool.stop()
        self.assertEqual(done.code, 0)
        self.assertRegex(done.err, r"(?m)^zrelay: warning: lost at least \d+ messages? in all: ")
        self.assertTrue(done.err.endswith("zrelay: warning: a peer did not take all messages within 500 ms\n"),
                        done.err)

    def test_what_nobody_subscribed_to_is_no_loss(self):
        tool, into, _ = self.start()
        pub = self.peers.pub(connect=into)
        self.peers.await_subscribers(pub)
        send_all(pub, 50_000)
        self.assertNotIn("lost", tool.stop().err)

    def test_with_block_nothing_is_lost_nor_told(self):
        tool, into, out_of = self.start("--overflow", "block", "--hwm", "10")
        pub, sub = self.peers.pub(connect=into), self.peers.sub(connect=out_of, hwm=1)
        self.peers.await_subscribers(pub)
        self.await_flow(pub, [sub])
        with Tool("zfeed", "--connect", into, "--hwm", "10", stdin=subprocess.PIPE) as feed:
            lines = b"".join(b"%d\n" % number for number in range(100_000))
            writer = threading.Thread(target=lambda: (feed.write(lines), feed.end_input()), daemon=True)
            writer.start()
            for number in range(100_000):
                self.assertEqual(sub.recv(), b"%d" % number)
            writer.join()
            self.assertEqual(feed.wait(), (0, b"", ""))
        self.assertNotIn("lost", tool.stop().err)

    def test_a_chain_that_waits_records_every_message(self):
        """The recipe of the README, on other ports, with a recorder that pauses."""
        count = 200_000
        tool, into, out_of = self.start("--filter", "forward", "--overflow", "block")
        lines = b"".join(b"%0100d\n" % number for number in range(count))
        with Tool("zcat", "--connect", out_of, "--format", "raw", "-n", str(count)) as recorder, \
                Tool("zfeed", "--connect", into, "--wait-peers", "1", stdin=subprocess.PIPE) as feed:
            writer = threading.Thread(target=lambda: (feed.write(lines), feed.end_input()), daemon=True)
            writer.start()
            recorder.wait_lines(1)
            recorder.send_signal(signal.SIGSTOP)
            time.sleep(1)  # in which all that is not held back would be dropped
            recorder.send_signal(signal.SIGCONT)
            self.assertEqual(recorder.wait(3 * PATIENCE), (0, lines, ""))
            writer.join()
            self.assertEqual(feed.wait(), (0, b"", ""))
        self.assertNotIn("lost", tool.stop().err)

    def test_zcat_counts_what_a_relay_dropped_by_its_stamps(self):
        tool, into, out_of = self.start("--hwm", "100", "--stamp")
        pub = self.peers.pub(connect=into)
        self.peers.await_subscribers(pub)
        args = ["--connect", out_of, "--seq", "stamp", "--hwm", "1", "--format", "%p\\n"]
        with Tool("zcat", *args) as cat:
            self.send_until(pub, b"hello", lambda: b"hello\n" in cat.out())
            cat.send_signal(signal.SIGSTOP)
            self.send_until(pub, self.FILLER, self.told(tool))
            cat.send_signal(signal.SIGCONT)
            self.send_until(pub, b"end", lambda: b"end\n" in cat.out())
            counted = cat.stop()
        dropped = re.search(r"lost (\d+) messages in all", tool.stop().err)[1]
        self.assertEqual(counted.code, 0)
        self.assertRegex(counted.err, rf"(?m)^zcat: sequence: \d+ messages, {dropped} lost in \d+ gaps?, "
                                      r"0 restarts, 0 repeated")


class MetricsTest(RelayCase):
    def start_with_metrics(self, *args):
        tool, into, out_of = self.start("--metrics", "127.0.0.1:0", *args)
        return tool, into, out_of, tool.endpoint(2)

    def metrics(self, url):
        with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
            self.assertIn("version=0.0.4", answer.headers["Content-Type"])
            text = answer.read().decode()
        return {name: int(value) for name, value in re.findall(r"(?m)^(\w+) (\d+)$", text)}

    def await_metrics(self, url, **expected):
        eventually(lambda: expected.items() <= self.metrics(url).items(), f"{expected} at {url}")

    def test_messages_peers_and_subscriptions_are_counted(self):
        _, into, out_of, url = self.start_with_metrics()
        pub = self.peers.pub(connect=into)
        subs = [self.peers.sub(connect=out_of) for _ in range(2)]
        subs[0].subscribe(b"more")
        self.peers.await_subscribers(pub)
        self.await_flow(pub, subs)
        self.await_metrics(url, zrelay_in_peers=1, zrelay_out_peers=2, zrelay_subscriptions=3, zrelay_blocked=0)
        before = self.metrics(url)
        pub.send_multipart([b"12", b"345"])
        self.await_metrics(url, zrelay_messages_total=before["zrelay_messages_total"] + 1,
                           zrelay_bytes_total=before["zrelay_bytes_total"] + 5)
        subs[0].close()
        self.await_metrics(url, zrelay_out_peers=1, zrelay_subscriptions=1)

    def test_messages_to_nobody_are_counted(self):
        folder = self.enterContext(tempfile.TemporaryDirectory())
        for args in ([], ["--overflow", "drop", "--out-bind", f"ipc://{folder}/s"]):
            with self.subTest(args):
                tool, into, out_of = self.start("--metrics", "127.0.0.1:0", "--stats", *args)
                url = re.search(r"http://\S+", tool.err())[0]
                pub, sub = self.peers.pub(connect=into), self.peers.sub(connect=out_of)
                self.peers.await_subscribers(pub)
                self.await_flow(pub, [sub])
                self.await_metrics(url, zrelay_subscriptions=1)
                sub.close()
                self.await_metrics(url, zrelay_subscriptions=0)
                before = self.metrics(url)["zrelay_unheard_total"]
                for _ in range(3):
                    pub.send(b"to nobody")
                self.await_metrics(url, zrelay_unheard_total=before + 3)
                tool.wait_err(rf"^zrelay: stats: .* dropped, {before + 3} to nobody$")

    def test_forwarded_subscriptions_are_counted_too(self):
        _, into, out_of, url = self.start_with_metrics("--filter", "forward")
        pub = self.peers.pub(connect=into)
        subs = [self.peers.sub(connect=out_of, topics=(b"t",)) for _ in range(3)]
        self.assertEqual(pub.recv(), b"\x01t")
        self.await_metrics(url, zrelay_subscriptions=3)
        for sub in subs:
            sub.close()
        self.assertEqual(pub.recv(), b"\x00t")
        self.await_metrics(url, zrelay_subscriptions=0)

    def connect(self, url):
        host, port = re.search(r"//(.*):(\d+)/", url).groups()
        client = self.enterContext(socket.create_connection((host, int(port)), PATIENCE))
        client.settimeout(PATIENCE)
        return client

    def test_nonsense_and_idlers_keep_nobody_out(self):
        tool, _, _, url = self.start_with_metrics()
        self.assertEqual(self.request(url, b"nonsense\r\n\r\n")[:12], b"HTTP/1.1 400")
        self.assertEqual(self.request(url, b"GET /other HTTP/1.1\r\nHost: localhost\r\n\r\n")[:12], b"HTTP/1.1 404")
        self.assertEqual(self.request(url, b"x" * 100_000), b"", "a head without an end")
        idle = [self.connect(url) for _ in range(40)]
        self.await_metrics(url, zrelay_in_peers=0)
        for client in idle[:16]:
            self.assertEqual(client.recv(1), b"", "an idle client is closed")
        self.assertEqual(tool.stop().code, 0)

    def request(self, url, data):
        client = self.connect(url)
        got = b""
        try:
            client.sendall(data)
            while chunk := client.recv(4096):
                got += chunk
        except ConnectionError:
            pass
        return got

    def test_the_relay_says_that_it_is_alive(self):
        *_, url = self.start_with_metrics()
        with urllib.request.urlopen(url.replace("/metrics", "/healthz"), timeout=PATIENCE) as answer:
            self.assertEqual((answer.status, answer.read()), (200, b"ok\n"))

    def test_port_in_use(self):
        *_, url = self.start_with_metrics()
        address = re.search(r"//([^/]*)/", url).group(1)
        done = run("zrelay", *OPEN, "--metrics", address)
        self.assertEqual((done.code, done.err), (1, f"zrelay: error: listen on {address}: Address already in use\n"))


if __name__ == "__main__":
    unittest.main()
