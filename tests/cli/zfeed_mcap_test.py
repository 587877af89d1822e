# SPDX-License-Identifier: MIT
"""zfeed --format mcap: recordings of others and of zrec, played."""

import json
import re
import signal
import tempfile
import time
import unittest
from pathlib import Path

from zfeed_test import FeedCase
from zwstest import Peers, Tool, eventually, recordings, run

TWO = ({"topic": "cpu", "encoding": "json"}, {"topic": "/imu", "encoding": "cdr", "schema": "sensor_msgs/msg/Imu"})
TEN = [(n / 10, b'{"x":%d}' % n) for n in range(10)]
"""Ten messages, a tenth of a second apart."""
PAIRS = {"chunkSize": 90}
"""Two or three of them in a chunk."""
EACH = {"chunkSize": 1}


class RecordingCase(FeedCase):
    def setUp(self):
        recordings.require_judge()
        super().setUp()
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.path = str(self.folder / "a.mcap")

    def play(self, *args):
        """Plays to the end; returns how that ended, without details, and what came."""
        done, got = self.feed(b"", "--format", "mcap", *args)
        details = r"(?m)^zfeed: \S+: (\d+ pieces, with.*|topic .*sent as it is)\n"
        return done._replace(err=re.sub(details, "", done.err)), got

    def played(self, *args):
        """What came of recordings in which nothing is wrong."""
        done, got = self.play(*args)
        self.assertEqual(done, (0, b"", ""))
        return got

    def numbers(self, *args):
        """The same of TEN, as the numbers of the messages."""
        return self.numbers_of(self.played(*args))

    def numbers_of(self, got):
        self.assertEqual({topic for topic, _ in got}, {b"cpu"} if got else set())
        return [int(payload[5:-1]) for _, payload in got]


class FormTest(RecordingCase):
    def test_all_forms_of_files_give_the_same_messages(self):
        messages = [(3, b"\x00\x01\xff", 1), (1, b'{"x":1}', 0), (2, b"", 1), (2, b'{"x":2}', 0)]
        expected = [[b"cpu", b'{"x":1}'], [b"/imu", b""], [b"cpu", b'{"x":2}'], [b"/imu", b"\x00\x01\xff"]]
        bare = {f"use{what}": False for what in ("ChunkIndex", "MessageIndex", "Statistics", "SummaryOffsets",
                                                 "AttachmentIndex", "MetadataIndex")}
        for form in ({}, {"zstd": True}, EACH, {"zstd": True} | EACH, {"useChunks": False}, {"useMessageIndex": False},
                     bare | EACH | {"repeatChannels": False, "repeatSchemas": False}):
            with self.subTest(form):
                self.assertEqual(self.played(recordings.write(self.path, messages, TWO, **form)), expected)

    def test_what_others_encode_is_sent_as_it_is_and_named(self):
        recordings.write(self.path, [(1, b"\1", 1), (2, b"\2", 1), (3, b"{}")], TWO)
        done, _ = self.feed(b"", "--format", "mcap", "-v", self.path)
        told = [line for line in done.err.splitlines() if "topic" in line]
        self.assertEqual(told, [
            f"zfeed: {self.path}: topic /imu: cdr, sensor_msgs/msg/Imu, sent as it is",
            f"zfeed: {self.path}: topic cpu: json, sent as it is",
        ])

    def test_several_files_are_one_recording(self):
        paths = [recordings.write(self.folder / str(n), TEN[n::3]) for n in (2, 0, 1)]
        self.assertEqual(self.numbers(*paths), list(range(10)))

    def test_a_file_that_is_still_written_is_played_as_far_as_it_is(self):
        # Its library writes a chunk when the next one begins.
        done, got = self.play(recordings.write(self.path, TEN, torn=True, **PAIRS))
        self.assertEqual((done.code, self.numbers_of(got)), (0, list(range(8))))
        self.assertEqual(done.err, f"zfeed: warning: {self.path}: was not closed, who wrote it has ended early or "
                                   "still writes: what is there is played\n")


class SelectionTest(RecordingCase):
    def test_from_and_to_a_time_in_each_of_its_forms(self):
        path = recordings.write(self.path, TEN, **PAIRS)
        for since, until, first, after in (
            ("+0.3", None, 3, 10),
            ("+300ms", "+500ms", 3, 5),
            ("-300ms", None, 6, 10),
            ("-300ms", "-100ms", 6, 8),
            (None, "-0.9s", 0, 0),
            ("2025-11-23T04:00:00.7Z", None, 7, 10),
            ("2025-11-23T05:00:00.7+01:00", "1763870400.900000000", 7, 9),
            ("1763870400.3", "1763870400.300000001", 3, 4),
            ("+1ns", "+900000001ns", 1, 10),
        ):
            with self.subTest(since=since, until=until):
                args = (["--since", since] if since else []) + (["--until", until] if until else [])
                if first < after:
                    self.assertEqual(self.numbers(*args, path), list(range(first, after)))
                    continue
                done, got = self.play(*args, path)
                self.assertEqual((done.code, got), (1, []))

    def test_what_is_before_counts_from_all_files(self):
        paths = [recordings.write(self.folder / str(n), TEN[5 * n:][:5]) for n in (1, 0)]
        self.assertEqual(self.numbers("--since", "+0.3", "--until", "-0.1", *paths), [3, 4, 5, 6, 7])

    def test_by_topic(self):
        recordings.write(self.path, [(1, b"\1", 1), (2, b"{}"), (3, b"\3", 1)], TWO, **EACH)
        self.assertEqual(self.played("--topic", "/im", self.path), [[b"/imu", b"\1"], [b"/imu", b"\3"]])

    def test_nothing_is_left(self):
        path = recordings.write(self.path, TEN)
        for args in (["--since", "2026-01-01"], ["--until", "2025-01-01"], ["--topic", "disk"]):
            with self.subTest(args):
                self.assertEqual(self.play(*args, path), ((
                    1, b"", "zfeed: error: no message is selected by --since, --until and --topic: those of the "
                    "recording are from 2025-11-23T04:00:00Z to 2025-11-23T04:00:00.900Z\n"), []))

    def test_only_the_chunks_that_are_needed_are_read(self):
        path = recordings.write(self.path, TEN, **PAIRS)
        data = bytearray(Path(path).read_bytes())
        chunks = recordings.chunk_offsets(path)
        for at in chunks[:2] + chunks[4:]:
            data[at + 60] ^= 1
        Path(path).write_bytes(data)
        self.assertEqual(self.numbers("--since", "+0.5", "--until", "+0.7", path), [5, 6])
        self.assertEqual(self.play(path)[0].code, 1)


class ScheduleTest(RecordingCase):
    def test_the_pace_is_that_of_the_recording(self):
        path = recordings.write(self.path, TEN)
        for args, least in ((["--pace"], 0.9), (["--pace", "--speed", "3"], 0.3),
                            (["--pace", "--since", "+0.4"], 0.5), (["--rate", "20"], 0.45)):
            with self.subTest(args):
                begin = time.monotonic()
                got = self.numbers(*args, path)
                self.assertGreaterEqual(time.monotonic() - begin, least)
                self.assertEqual(got[-1], 9)

    def test_a_long_pause_is_shortened_and_told(self):
        path = recordings.write(self.path, [(0, b"{}"), (7200, b"{}")])
        done, got = self.play("--pace", "--max-gap", "0.01", path)
        self.assertEqual((done.code, len(got)), (0, 2))
        self.assertEqual(done.err, "zfeed: warning: message 2: a pause of 2 h is shortened to 0.01 s (see --max-gap)\n")

    def test_loop_begins_again_until_it_is_stopped(self):
        path = recordings.write(self.path, TEN[:2])
        with Tool("zfeed", "--connect", self.endpoint, "--format", "mcap", "--loop", "--rate", "1000", path) as tool:
            got = [self.sub.recv_multipart()[1] for _ in range(7)]
            done = tool.stop(signal.SIGINT)
        self.assertEqual(got, ([TEN[0][1], TEN[1][1]] * 4)[:7])
        self.assertEqual((done.code, done.out), (0, b""))

    def test_a_stop_says_where(self):
        path = recordings.write(self.path, [(0, b"{}"), (1000, b"{}")])
        with Tool("zfeed", "--connect", self.endpoint, "--format", "mcap", "--pace", path) as tool:
            self.sub.recv()
            tool.wait_err(r"message 2, of 2025-11-23T04:16:40Z, is due in 17 min$")
            done = tool.stop()
        self.assertEqual(done.code, 0)
        self.assertTrue(done.err.endswith(
            f"zfeed: warning: stopped before the message of 2025-11-23T04:16:40Z in {path}\n"), done.err)


class DamageTest(RecordingCase):
    def test_a_torn_end_is_told_and_all_before_it_is_played(self):
        path = recordings.write(self.path, TEN, zstd=True, **PAIRS)
        data = Path(path).read_bytes()
        last = recordings.chunk_offsets(path)[-1]
        Path(path).write_bytes(data[:last + 80])
        done, got = self.play(path)
        self.assertEqual((done.code, self.numbers_of(got)), (1, list(range(8))))
        self.assertIn(f"zfeed: warning: {path}: 80 bytes at {last} were not read: a chunk that is cut off "
                      "(messages from 2025-11-23T04:00:00.800Z to 2025-11-23T04:00:00.900Z)\n", done.err)
        self.assertTrue(done.err.endswith("zfeed: error: 1 damaged place was not read\n"), done.err)

    def test_a_damaged_chunk_is_told_and_passed_over(self):
        path = recordings.write(self.path, TEN, **PAIRS)
        data = bytearray(Path(path).read_bytes())
        second = recordings.chunk_offsets(path)[1]
        data[second + 60] ^= 1
        Path(path).write_bytes(data)
        done, got = self.play(path)
        self.assertEqual((done.code, self.numbers_of(got)), (1, [0, 1, *range(5, 10)]))
        self.assertRegex(done.err, rf"^zfeed: warning: {path}: \d+ bytes at {second} were not read: a chunk: its CRC "
                                   r"does not match \(messages from 2025-11-23T04:00:00.200Z to "
                                   r"2025-11-23T04:00:00.400Z\)\n"
                                   r"zfeed: error: 1 damaged place was not read\n$")
        done, got = self.play("--strict", path)
        self.assertEqual((done.code, self.numbers_of(got)), (1, [0, 1]))

    def test_a_damaged_index_is_told_and_nothing_is_lost(self):
        path = recordings.write(self.path, TEN, **PAIRS)
        data = bytearray(Path(path).read_bytes())
        data[-15] ^= 1  # in the footer
        Path(path).write_bytes(data)
        done, got = self.play(path)
        self.assertEqual((done.code, self.numbers_of(got)), (0, list(range(10))))
        self.assertRegex(done.err, rf"^zfeed: warning: {path}: its index is not used: .*\n$")

    def test_many_damaged_places_are_counted(self):
        path = recordings.write(self.path, [(n, b"{}") for n in range(100)], **EACH)
        data = bytearray(Path(path).read_bytes())
        for at in recordings.chunk_offsets(path)[1:]:
            data[at + 60] ^= 1
        Path(path).write_bytes(data)
        done, got = self.play(path)
        self.assertEqual((done.code, len(got)), (1, 1))
        self.assertLess(done.err.count("\n"), 20)
        self.assertTrue(done.err.endswith("zfeed: error: 99 damaged places were not read\n"), done.err)

    def test_frames_that_are_none_are_told(self):
        ours = {"topic": "messages", "encoding": "zws-frames", "metadata": {"zws:frames": "all"}}
        path = recordings.write(self.path, [(0, b"\1\0\0\0a\1\0\0\0b"), (1, b"\2\0\0\0a"), (2, b"\1\0\0\0c")], [ours])
        done, got = self.play(path)
        self.assertEqual((done.code, got), (1, [[b"a", b"b"], [b"c"]]))
        self.assertEqual(done.err, "zfeed: warning: message 2: of the topic messages, at 2025-11-23T04:00:01Z: its "
                                   "data are not the frames that zrec writes\nzfeed: error: 1 message was not sent\n")


class RoundTest(RecordingCase):
    MESSAGES = [
        [b"cpu", b'{"x":1}'],
        [b"cpu", b"no JSON"],
        [b"", b""],
        [b""],
        [b'{"alone":1}'],
        [b"\x00\xff", b"binary topic"],
        [b"cpu", b'{"x":2}', b"\x01\x00\x00\x00"],
        [b"a" * 2000, b"long topic"],
        [b"", b"", b"", b""],
        [b"messages", b"payload"],
        [b"payload", b"{}"],
        [b"big", bytes(range(256)) * 5000],
    ]

    def await_all(self, folder):
        """Waits until all MESSAGES are in a file of the folder; returns it."""

        def whole():
            done = run("zrec", "--info", "--json", *map(str, folder.glob("*.mcap")))
            return done.code == 0 and json.loads(done.out)["messages"] == len(self.MESSAGES)

        eventually(whole, "a file with all messages")
        return str(next(folder.glob("*.mcap")))

    def recorded(self):
        """A recording of MESSAGES by zrec."""
        pub, endpoint = self.peers.any_pub()
        with Tool("zrec", "--connect", endpoint, "--flush", "0.05", "--dir", str(self.folder)) as tool:
            self.peers.await_subscribers(pub)
            for message in self.MESSAGES:
                pub.send_multipart(message)
            path = self.await_all(self.folder)
            self.assertEqual(tool.stop(signal.SIGINT).code, 0)
        return path

    def test_what_zrec_wrote_comes_back_frame_by_frame(self):
        self.assertEqual(self.played(self.recorded()), self.MESSAGES)

    def test_topics_are_those_of_the_messages(self):
        path = self.recorded()
        for topic in (b"cpu", b"pay", b"\x00", b"", b"messages", b'{"al'):
            with self.subTest(topic):
                # As ZeroMQ does it: what the first frame begins with.
                if b"\x00" in topic:
                    continue  # no argument can have it
                self.assertEqual(self.played("--topic", topic.decode(), path),
                                 [message for message in self.MESSAGES if message[0].startswith(topic)])

    def test_envelopes_are_the_same_but_for_their_time(self):
        path = self.recorded()
        endpoint = Peers.free_endpoint()
        with Tool("zcat", "-v", "--bind", endpoint, "--format", "envelope", "-n", str(len(self.MESSAGES))) as cat:
            cat.ready()
            self.assertEqual(run("zfeed", "--connect", endpoint, "--format", "mcap", path), (0, b"", ""))
            out = cat.wait().out
        again = self.folder / "again"
        again.mkdir()
        with Tool("zrec", "--bind", "tcp://127.0.0.1:*", "--flush", "0.05", "--dir", str(again)) as rec:
            done = run("zfeed", "--connect", rec.endpoint(), "--format", "envelope", "--wait-peers", "1", input=out)
            self.assertEqual(done, (0, b"", ""))
            path = self.await_all(again)
            self.assertEqual(rec.stop(signal.SIGINT).code, 0)
        self.assertEqual(self.played(path), self.MESSAGES)


class UsageTest(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.path = str(self.folder / "a.mcap")

    def refused(self, code, message, *args, **kwargs):
        done = run("zfeed", *args, **kwargs)
        self.assertEqual((done.code, done.out, done.err.count("\n")), (code, b"", 1), done.err)
        self.assertTrue(done.err.startswith(f"zfeed: error: {message}"), done.err)

    def test_what_does_not_go_together(self):
        for message, *args in (
            ("--format mcap: which FILE? A recording is read at any place of it, which standard input does not allow",),
            ("--format mcap: which FILE?", "-"),
            ("--null: a recording has no lines", "-0", self.path),
            ("--topic-from: only for", "--topic-from", "a", self.path),
            ("--since 'x': not a time: +2m is after the start, -30s before the end, 2024-01-02T03:04:05Z or "
             "1704164645.5 on the clock", "--since", "x", self.path),
            ("--until '-5x': not a time", "--until", "-5x", self.path),
            ("--since '+': not a time", "--since", "+", self.path),
            ("--since '': not a time", "--since", "", self.path),
        ):
            with self.subTest(args):
                self.refused(2, message, "--format", "mcap", *args)
        self.refused(2, "--since, --until: only for --format mcap", "--since", "+1")

    def test_a_recording_without_its_format(self):
        recordings.write(self.path, TEN)
        for args in ([], ["--format", "csv"]):
            self.refused(2, f"{self.path} is a recording: zfeed --format mcap {self.path} plays it", *args, self.path)
        with open(self.path, "rb") as file, Tool("zfeed", stdin=file) as tool:
            done = tool.wait()
        self.assertEqual((done.code, done.out), (2, b""))
        self.assertTrue(done.err.startswith("zfeed: error: stdin is a recording: zfeed --format mcap FILE plays it"))

    def test_what_is_no_recording(self):
        Path(self.path).write_text("x,y\n1,2\n", encoding="ascii")
        self.refused(1, f"{self.path}: not an MCAP file", "--format", "mcap", self.path)
        self.refused(1, "read /no/such: No such file or directory", "--format", "mcap", "/no/such")
        self.refused(1, f"read {self.folder}: Is a directory", "--format", "mcap", str(self.folder))
        self.refused(1, "read /dev/null: not a file, and a recording is read at any place of it", "--format", "mcap",
                     "/dev/null")

    def test_times_that_leave_nothing(self):
        recordings.write(self.path, TEN)
        self.refused(1, "--since is 2025-11-23T04:00:00.500Z, and --until, 2025-11-23T04:00:00.400Z, is not after it",
                     "--format", "mcap", "--since", "+0.5", "--until", "+0.4", self.path)


if __name__ == "__main__":
    unittest.main()
