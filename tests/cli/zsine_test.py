# SPDX-License-Identifier: MIT
"""zsine as its users see it."""

import json
import math
import signal
import time
import unittest

from zwstest import SLOWNESS, Peers, Tool, run


def samples(sub, count):
    """The next messages' payloads, read as JSON."""
    return [json.loads(sub.recv_multipart()[-1]) for _ in range(count)]


class SeriesTest(unittest.TestCase):
    def setUp(self):
        self.peers = self.enterContext(Peers())
        self.sub, self.endpoint = self.peers.any_sub()

    def start(self, *args):
        return self.enterContext(Tool("zsine", "--connect", self.endpoint, *args))

    def test_series_of_the_article_at_ten_hertz(self):
        before = time.time()
        self.start()
        got = samples(self.sub, 11)
        for sample in got:
            self.assertEqual(list(sample), ["x", "y"])
            self.assertAlmostEqual(sample["y"], 2.5 * (1 + math.sin(sample["x"] / 500)), places=6)
        self.assertAlmostEqual(got[0]["x"], before, delta=5 * SLOWNESS)
        self.assertAlmostEqual(got[-1]["x"] - got[0]["x"], 1, places=3)
        self.assertLess(time.time() - got[-1]["x"], 5 * SLOWNESS, "samples arrive when they are due")

    def test_samples_are_due_at_absolute_times(self):
        self.start("--rate", "200")
        got = samples(self.sub, 201)
        steps = [round((b["x"] - a["x"]) * 200, 1) for a, b in zip(got, got[1:])]
        self.assertEqual(steps, [round(step) for step in steps], "each at a multiple of 1/200 s")
        self.assertAlmostEqual(got[-1]["x"] - got[0]["x"], 1, places=3)

    def test_high_rates_have_all_their_samples(self):
        self.start("--rate", "5000", "--hwm", "0")
        times = [sample["x"] for sample in samples(self.sub, 5001)]
        self.assertAlmostEqual(times[-1] - times[0], 1, places=2)
        self.assertTrue(all(a < b for a, b in zip(times, times[1:])))

    def test_a_suspended_tool_does_not_shift_the_series(self):
        tool = self.start("--rate", "100")
        first = samples(self.sub, 1)[0]["x"]
        tool.send_signal(signal.SIGSTOP)
        # What was sent before it stopped is read; then nothing more comes.
        last = first
        while self.sub.poll(300 * SLOWNESS):
            last = samples(self.sub, 1)[0]["x"]
        tool.send_signal(signal.SIGCONT)
        for x in [s["x"] for s in samples(self.sub, 20)]:
            self.assertGreater(x, last)
            self.assertAlmostEqual((x - first) * 100, round((x - first) * 100), delta=0.05)

    def test_payload_is_compact_json(self):
        self.start()
        self.assertRegex(self.sub.recv(), rb'^\{"x":\d{10}\.\d{6},"y":[-+0-9.e]+\}$')

    def test_without_series_a_message_is_one_frame(self):
        self.start()
        self.assertEqual(len(self.sub.recv_multipart()), 1)

    def test_series_name_their_messages_and_are_spread_over_the_wave(self):
        self.start("--series", "a", "--series", "b", "--period", "10", "--amplitude", "1", "--offset", "0")
        a = self.sub.recv_multipart()
        if a[0] == b"b":  # the subscription came between the two
            a = self.sub.recv_multipart()
        b = self.sub.recv_multipart()
        self.assertEqual([len(a), a[0], len(b), b[0]], [2, b"a", 2, b"b"])
        a, b = json.loads(a[1]), json.loads(b[1])
        self.assertEqual(a["x"], b["x"])
        self.assertAlmostEqual(a["y"], -b["y"], places=6)
        self.assertAlmostEqual(a["y"], math.sin(a["x"] * math.tau / 10), places=5)

    def test_shape_flags_reach_the_series(self):
        self.start("--waveform", "square", "--amplitude", "2", "--offset", "10", "--rate", "max")
        self.assertTrue({s["y"] for s in samples(self.sub, 5)} <= {8, 12})

    def test_noise_changes_samples(self):
        self.start("--amplitude", "0", "--noise", "1", "--rate", "max")
        self.assertEqual(len({s["y"] for s in samples(self.sub, 10)}), 10)


class EndTest(unittest.TestCase):
    def setUp(self):
        self.peers = self.enterContext(Peers())
        self.sub, self.endpoint = self.peers.any_sub()

    def received(self, *args):
        """All messages of a run that ends by itself."""
        got = []
        with Tool("zsine", "--connect", self.endpoint, *args) as tool:
            # A SUB subscribes at its next peer only while somebody polls it.
            while self.sub.poll(200) or tool.running():
                while self.sub.poll(0):
                    got.append(self.sub.recv_multipart())
            self.assertEqual(tool.wait(), (0, b"", ""))
        return got

    def test_count_ends_it(self):
        start = time.monotonic()
        got = self.received("--rate", "30", "--count", "30")
        self.assertGreaterEqual(time.monotonic() - start, 29 / 30)
        # The first samples go by before the connection stands: that is PUB.
        self.assertTrue(1 <= len(got) <= 30, len(got))

    def test_count_is_of_each_series(self):
        got = self.received("--rate", "30", "-n", "30", "--series", "a", "--series", "b")
        topics = [message[0] for message in got]
        self.assertTrue(topics)
        self.assertEqual(topics, ([b"a", b"b"] * 30)[-len(topics):])

    def test_duration_ends_it(self):
        start = time.monotonic()
        got = self.received("--duration", "0.5", "--rate", "100")
        self.assertGreaterEqual(time.monotonic() - start, 0.5)
        self.assertLess(time.monotonic() - start, 5 * SLOWNESS)
        times = [json.loads(message[0])["x"] for message in got]
        self.assertTrue(1 < len(times) <= 50, times)
        self.assertLess(times[-1] - times[0], 0.5)

    def test_count_without_anyone_listening_ends_too(self):
        endpoint = Peers.free_endpoint()
        self.assertEqual(run("zsine", "--connect", endpoint, "--rate", "max", "-n", "100000"), (0, b"", ""))

    def test_rate_max_is_fast_and_still_stops_at_once(self):
        with Tool("zsine", "--connect", self.endpoint, "--rate", "max") as tool:
            start = time.monotonic()
            samples(self.sub, 20000)
            self.assertLess(time.monotonic() - start, 10 * SLOWNESS)
            done = tool.stop(timeout=5 * SLOWNESS)
            self.assertEqual((done.code, done.out), (0, b""))  # whether it was too fast depends on the machine

    def test_what_a_full_subscriber_loses_is_told(self):
        with Peers() as peers:
            sub = peers.sub(hwm=1)
            port = sub.bind_to_random_port("tcp://127.0.0.1")
            with Tool("zsine", "--rate", "max", "--hwm", "10", "--connect", f"tcp://127.0.0.1:{port}") as tool:
                sub.recv()  # it has subscribed, and reads no more
                tool.wait_err(r"^zsine: warning: lost at least \d+ messages?: a subscriber had no room \(see --hwm\)")
                done = tool.stop()
        self.assertEqual((done.code, done.out), (0, b""))
        self.assertRegex(done.err, r"(?m)^zsine: warning: lost at least \d+ messages? in all: a subscriber had no room")

    def test_ready_only_with_verbose(self):
        with Tool("zsine", "-v", "--bind", "tcp://127.0.0.1:*") as tool:
            self.assertRegex(tool.ready(), r"^bind tcp://127\.0\.0\.1:\d+$")


class PeerTest(unittest.TestCase):
    def test_started_before_its_peer_and_peer_restarted(self):
        endpoint = Peers.free_endpoint()
        with Tool("zsine", "--connect", endpoint, "--rate", "50"):
            for _ in range(2):
                with Peers() as peers:
                    self.assertEqual(len(samples(peers.sub(bind=endpoint), 3)), 3)

    def test_bound_it_serves_several_subscribers(self):
        with Tool("zsine", "-v", "--bind", "tcp://127.0.0.1:*", "--rate", "50") as tool, Peers() as peers:
            subs = [peers.sub(connect=tool.endpoint()) for _ in range(3)]
            for sub in subs:
                self.assertEqual(len(samples(sub, 3)), 3)

    def test_several_connections_all_get_the_series(self):
        with Peers() as peers:
            subs = [peers.any_sub() for _ in range(2)]
            flags = [word for _, endpoint in subs for word in ("--connect", endpoint)]
            with Tool("zsine", "--rate", "50", *flags):
                for sub, _ in subs:
                    self.assertEqual(len(samples(sub, 3)), 3)


class SettingsTest(unittest.TestCase):
    def test_wrong_values_name_flag_and_value(self):
        cases = [
            (["--rate", "0"], "--rate '0'"),
            (["--rate", "fast"], "--rate 'fast'"),
            (["--count", "-1"], "--count '-1'"),
            (["--waveform", "round"], "--waveform 'round'"),
            (["--period", "nan"], "--period 'nan'"),
        ]
        for args, message in cases:
            with self.subTest(args):
                done = run("zsine", *args)
                self.assertEqual((done.code, done.out), (2, b""))
                self.assertTrue(done.err.startswith(f"zsine: error: {message}: "), done.err)
                self.assertEqual(done.err.count("\n"), 1)


if __name__ == "__main__":
    unittest.main()
