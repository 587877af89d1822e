# SPDX-License-Identifier: MIT
"""zrec: what it writes is read by the MCAP library of others, every message, in order, byte for byte."""

import contextlib
import itertools
import os
import re
import signal
import subprocess
import tempfile
import threading
import time
import unittest
from pathlib import Path

from zwstest import PATIENCE, Peers, Tool, eventually, run, tool_path
from zwstest.recordings import read, read_all, require_judge

ANY = "tcp://127.0.0.1:*"
NAME = re.compile(r"zrec-\d{8}T\d{6}\.\d{6}Z\.mcap")
SHAPES = [
    [b"cpu", b'{"x":1,"y":-2.5e3}'],
    [b"cpu", b"not JSON"],
    [b"cpu", b"\x00\xff\x80"],
    [b"cpu", b""],
    [b"", b""],
    [b""],
    [b'{"alone":true}'],
    [b"cpu 0.5"],
    [b"\xff\xfe", b'{"topic":"is not UTF-8"}'],
    [b"cpu", b'{"x":2}', b"stamp"],
    [b"a", b"b", b"", b"\x00", b"e"],
    [b"t" * 1025, b'{"topic":"is long"}'],
    [b"big", b"[" + b"1," * 800_000 + b"1]"],
    ["µs/°".encode(), '"ä\\u00e4"'.encode()],
]


class RecorderCase(unittest.TestCase):
    def setUp(self):
        require_judge()
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.peers = self.enterContext(Peers())

    def recorder(self, *args, **options):
        """A zrec, and a publisher that it is subscribed to."""
        tool = self.enterContext(Tool("zrec", "--bind", ANY, "--dir", str(self.folder), *args, **options))
        return tool, self.publisher(tool)

    def publisher(self, tool):
        pub = self.peers.pub(connect=tool.endpoint())
        self.peers.await_subscribers(pub)
        return pub

    def files(self):
        return sorted(self.folder.glob("zrec-*.mcap"))

    def recorded(self, count):
        """The frames in all files, once there are so many messages."""
        def found():
            frames = [message.frames for one in read_all(self.files(), torn=True) for message in one.messages]
            return frames if len(frames) >= count else None
        return eventually(found, f"{count} messages in files")

    def stop(self, tool):
        done = tool.stop(signal.SIGINT)
        self.assertEqual((done.code, done.out), (0, b""), done.err)
        return done


class FileTest(RecorderCase):
    def check_shapes(self, *args, compression):
        tool, pub = self.recorder(*args)
        sent = SHAPES * 3
        before = time.time_ns()
        for frames in sent:
            pub.send_multipart(frames)
        self.recorded(len(sent))
        done = self.stop(tool)
        (file,) = self.files()
        self.assertRegex(file.name, NAME)
        messages, summary = read(file)
        self.assertEqual([message.frames for message in messages], sent)
        times = [message.time for message in messages]
        self.assertEqual(times, sorted(times))
        self.assertTrue(before <= times[0] <= times[-1] <= time.time_ns())
        self.assertEqual((summary["messages"], summary["start"], summary["end"]),
                         (len(sent), str(times[0]), str(times[-1])))
        self.assertEqual((summary["compression"], summary["summaryOffsets"]), ([compression], 3))
        self.assertRegex(summary["library"], r"^zws zrec \d")
        self.assertIn(f"zrec: {file}: {len(sent)} messages in ", done.err)
        return messages

    def test_every_message_comes_back_with_zstd(self):
        messages = self.check_shapes(compression="zstd")
        self.assertEqual((messages[0].topic, messages[0].encoding), ("cpu", "json"))
        self.assertEqual((messages[1].topic, messages[1].encoding), ("cpu", "application/octet-stream"))
        self.assertEqual((messages[6].topic, messages[6].encoding), ("payload", "json"))
        self.assertEqual((messages[8].topic, messages[8].encoding), ("messages", "zws-frames"))
        self.assertEqual((messages[9].topic, messages[9].encoding), ("cpu", "zws-frames"))
        self.assertEqual([message.sequence for message in messages if message.frames == SHAPES[0]], [0, 1, 2])

    def test_every_message_comes_back_without_compression(self):
        self.check_shapes("--compression", "none", compression="")

    def test_many_messages_of_many_topics(self):
        tool, pub = self.recorder()
        sent = [[f"topic/{i % 50}".encode(), b'{"i":%d,"pad":"%s"}' % (i, b"x" * (i % 300))] for i in range(30_000)]
        for frames in sent:
            pub.send_multipart(frames)
        self.recorded(len(sent))
        self.stop(tool)
        messages, summary = read(self.files()[0])
        self.assertEqual([message.frames for message in messages], sent)
        self.assertEqual(summary["channels"], 50)
        self.assertEqual(set(summary["counts"].values()), {600})
        self.assertGreater(summary["chunks"], 3)

    def test_topics_without_end_share_a_channel_in_the_end(self):
        tool, pub = self.recorder("-v")
        sent = [[str(i).encode(), b"1"] for i in range(10_500)]
        for frames in sent:
            pub.send_multipart(frames)
        tool.wait_err(r"^zrec: warning: more than 10000 topics: those that come now share one channel")
        self.recorded(len(sent))
        self.stop(tool)
        messages, summary = read(self.files()[0])
        self.assertEqual([message.frames for message in messages], sent)
        self.assertEqual(summary["channels"], 10_000)

    def test_a_message_is_in_the_file_soon(self):
        tool, pub = self.recorder("--flush", "50ms")
        for i in range(3):
            pub.send_multipart([b"a", str(i).encode()])
            self.assertEqual(len(self.recorded(i + 1)), i + 1)
        self.stop(tool)
        self.assertEqual(len(self.files()), 1)

    def test_a_message_waits_no_longer_than_it_may(self):
        tool, pub = self.recorder("--flush", "1h")
        pub.send_multipart([b"a", b"1"])
        pub.send_multipart([b"a", b"x" * (2 << 20)])  # more than a chunk
        self.recorded(2)
        pub.send_multipart([b"a", b"3"])
        self.assertTrue(tool.running())
        # What has come is written at the end; what has not is not waited for.
        eventually(lambda: self.stop(tool) if tool.running() else True)
        self.assertIn(len(read(self.files()[0]).messages), (2, 3))

    def test_there_is_no_file_without_a_message(self):
        tool, _ = self.recorder()
        self.stop(tool)
        self.assertEqual(self.files(), [])

    def test_topics_that_are_not_wanted_are_not_recorded(self):
        tool, pub = self.recorder("--topic", "cp")
        for topic in (b"mem", b"cpu", b"cpus"):
            pub.send_multipart([topic, b"1"])
        self.assertEqual(self.recorded(2), [[b"cpu", b"1"], [b"cpus", b"1"]])
        self.stop(tool)


class WayBackTest(RecorderCase):
    def test_envelopes_become_recordings(self):
        """zfeed --format envelope into zrec: frames are those of zcat."""
        lines = b"".join(b'{"t":1.5,"frames":["cpu",{"b64":"AAEC/w=="},"%d"]}\n' % i for i in range(10))
        tool = self.enterContext(Tool("zrec", "--bind", ANY, "--dir", str(self.folder)))
        done = run("zfeed", "--format", "envelope", "--connect", tool.endpoint(), "--wait-peers", "1", input=lines)
        self.assertEqual(done.code, 0, done.err)
        expected = [[b"cpu", b"\x00\x01\x02\xff", str(i).encode()] for i in range(10)]
        self.assertEqual(self.recorded(10), expected)
        self.stop(tool)


class UsageTest(unittest.TestCase):
    def setUp(self):
        self.folder = self.enterContext(tempfile.TemporaryDirectory())

    def assert_refused(self, code, reason, *args):
        done = run("zrec", "--bind", ANY, *args)
        self.assertEqual((done.code, done.out), (code, b""))
        self.assertRegex(done.err, rf"^zrec: error: {reason}")

    def test_the_folder(self):
        self.assert_refused(2, "--dir: missing")
        self.assert_refused(1, r"--dir \S+/none: No such file or directory\n", "--dir", f"{self.folder}/none")
        Path(self.folder, "file").touch()
        self.assert_refused(1, r"--dir \S+/file: Not a directory\n", "--dir", f"{self.folder}/file")

    def test_options_that_go_together(self):
        here = ["--dir", self.folder]
        self.assert_refused(2, "--keep-size and --keep-age: only with --rotate", *here, "--keep-size", "1MiB")
        self.assert_refused(2, "--keep-age: only with|--keep-size and --keep-age", *here, "--keep-age", "1h")
        self.assert_refused(2, "--keep-size: less than", *here, "--keep-size", "1MiB", "--rotate-size", "2MiB")
        self.assert_refused(2, "--last: --on says when", *here, "--last", "1s")
        self.assert_refused(2, "--on: only with --last", *here, "--on", "SIGUSR1")
        self.assert_refused(2, "--rotate-size and --rotate-age: not with --last", *here, "--last", "1s", "--on",
                            "SIGUSR1", "--rotate-size", "1MiB")

    def test_a_condition_that_is_none_is_told_where(self):
        for text, reason in (
            ("/a", "at character 3, the end: one of > >= < <= == != is missing"),
            ("/a =! 3", "at character 4, '=! 3': not one of > >= < <= == !="),
            ("/a > x", "at character 6, 'x': not a number or a \"text\""),
            ("/a >", "at character 5, the end: not a number or a \"text\""),
            ("a > 3", "at character 1, 'a ': a JSON pointer"),
            ("/a > \"b", "at character 6, '\"b': not a number"),
        ):
            with self.subTest(text):
                self.assert_refused(2, f"--on '{re.escape(text)}': {re.escape(reason)}", "--dir", self.folder, "--last",
                                    "1s", "--on", text)


class Publisher:
    """Sends numbered messages as long as it lives."""

    def __init__(self, pub, payload=b""):
        self._pub, self._payload = pub, payload
        self._stop = threading.Event()
        self.sent = 0
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self):
        while not self._stop.wait(0.0002):
            self._pub.send_multipart([b"n", b'{"n":%d}' % self.sent, self._payload])
            self.sent += 1

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._stop.set()
        self._thread.join()


class KillTest(RecorderCase):
    def test_what_was_written_before_a_kill_is_there(self):
        for _ in range(20):
            with tempfile.TemporaryDirectory() as folder:
                self.kill(Path(folder))

    def kill(self, folder):
        with contextlib.ExitStack() as ends:
            tool = ends.enter_context(Tool("zrec", "--bind", ANY, "--dir", str(folder), "--flush", "20ms"))
            publisher = ends.enter_context(Publisher(self.publisher(tool), os.urandom(200)))
            (file,) = eventually(lambda: list(folder.iterdir()), "a file")
            # Some chunks, and then a moment that is somewhere.
            eventually(lambda: file.stat().st_size > 2000, "a file of some size")
            before = publisher.sent
            seen = file.stat().st_size
            eventually(lambda: file.stat().st_size > seen, "another chunk")
            eventually(lambda: publisher.sent > before + int.from_bytes(os.urandom(1)), "more messages")
            tool.send_signal(signal.SIGKILL)
            tool.wait()
            sent = publisher.sent
        messages, summary = read(file, torn=True)
        self.assertFalse(summary["closed"])
        numbers = [int(re.search(rb"\d+", message.frames[1])[0]) for message in messages]
        self.assertEqual(numbers, list(range(numbers[0], numbers[0] + len(numbers))))
        self.assertEqual({len(message.frames) for message in messages}, {3})
        self.assertGreater(sent, numbers[-1])

    def test_a_file_that_was_not_closed_is_left_alone(self):
        tool, pub = self.recorder("--flush", "20ms")
        pub.send_multipart([b"a", b"1"])
        self.recorded(1)
        tool.stop(signal.SIGKILL)
        (torn,) = self.files()
        before = torn.read_bytes(), torn.stat().st_mtime_ns
        tool, pub = self.recorder()
        pub.send_multipart([b"a", b"2"])
        self.recorded(2)
        self.stop(tool)
        self.assertEqual(len(self.files()), 2)
        self.assertEqual((torn.read_bytes(), torn.stat().st_mtime_ns), before)


SIZE = 64 << 10


def numbered(count, size=100):
    """Messages that cannot be compressed to less than `size` bytes."""
    return [[b"n", b'{"n":%d,"random":"%s"}' % (i, os.urandom(size).hex().encode())] for i in range(count)]


class RotateTest(RecorderCase):
    def test_no_message_is_lost_between_files(self):
        tool, pub = self.recorder("--rotate-size", str(SIZE))
        sent = numbered(5000)
        for frames in sent:
            pub.send_multipart(frames)
        self.recorded(len(sent))
        self.stop(tool)
        files = self.files()
        self.assertGreater(len(files), 5)
        found = [message.frames for one in read_all(files) for message in one.messages]
        self.assertEqual(found, sent)
        self.assertLessEqual(max(file.stat().st_size for file in files), SIZE)
        # None is begun before it has to be.
        self.assertGreater(min(file.stat().st_size for file in files[:-1]), SIZE * 0.7)

    def test_a_message_that_is_larger_has_a_file_of_its_own(self):
        tool, pub = self.recorder("--rotate-size", str(SIZE), "--compression", "none")
        sent = [[b"n", bytes([i]) * size] for i, size in enumerate((10, 100_000, 10, 200_000))]
        for frames in sent:
            pub.send_multipart(frames)
        self.assertEqual(self.recorded(len(sent)), sent)
        self.stop(tool)
        self.assertGreaterEqual(len(self.files()), 2)

    def test_a_file_ends_with_its_age_though_nothing_comes(self):
        tool, pub = self.recorder("--rotate-age", "200ms", "--flush", "20ms")
        for i in range(2):
            pub.send_multipart([b"a", str(i).encode()])
            tool.wait_err(rf"(?s)(^zrec: \S+\.mcap: 1 messages in .*){{{i + 1}}}")
            self.assertEqual(len(self.files()), i + 1)
            self.assertEqual([message.frames for message in read(self.files()[-1]).messages], [[b"a", b"%d" % i]])
        self.stop(tool)

    def test_a_file_spans_no_more_than_its_age(self):
        tool, pub = self.recorder("--rotate-age", "300ms", "--flush", "20ms")
        with Publisher(pub):
            eventually(lambda: len(self.files()) > 4, "five files")
        self.stop(tool)
        for _, summary in read_all(self.files()):
            self.assertLessEqual(int(summary["end"]) - int(summary["start"]), 300_000_000)


class KeepTest(RecorderCase):
    """Files that are too old, or too much, are deleted: those of zrec."""

    def foreign(self):
        """Files that are not zrec's, with names like them, and one of another writer."""
        files = {"zrec-20200101T000000.000000Z.mcap": b"other bytes",
                 "zrec-20200101T000000.000001Z.mcap": b"",
                 "zrec-20200101T000000.mcap": b"\x89MCAP0\r\n",
                 "zrec-20200101T000000.000002Z.mcap": b"\x89MCAP0\r\n\x01" + bytes(7) + b"\x0e" + b"another library",
                 "bag.mcap": b"\x89MCAP0\r\n"}
        for name, content in files.items():
            (self.folder / name).write_bytes(content)
        return files

    def newest(self):
        """The frames in the last file; none where that has just been deleted."""
        ours = [file for file in self.files() if file.name > "zrec-2021"]
        try:
            return [message.frames for file in ours[-1:] for message in read(file, torn=True).messages]
        except AssertionError:
            if ours[-1].exists():
                raise
            return []

    def test_the_oldest_go_and_nothing_else_does(self):
        foreign = self.foreign()
        tool, pub = self.recorder("--rotate-size", str(SIZE), "--keep-size", str(4 * SIZE))
        sent = numbered(5000)
        for frames in sent:
            pub.send_multipart(frames)
        eventually(lambda: sent[-1] in self.newest(), "the last message")
        self.stop(tool)
        ours = [file for file in self.files() if file.name not in foreign]
        self.assertTrue(2 <= len(ours) <= 5, ours)
        self.assertLessEqual(sum(file.stat().st_size for file in ours), 4 * SIZE)
        found = [message.frames for file in ours for message in read(file).messages]
        self.assertEqual(found, sent[-len(found):])
        self.assertGreater(len(found), 100)
        for name, content in foreign.items():
            self.assertEqual((self.folder / name).read_bytes(), content)

    def test_a_file_that_another_zrec_writes_is_kept(self):
        other, pub = self.recorder("--flush", "20ms")
        pub.send_multipart([b"a", os.urandom(SIZE)])
        self.recorded(1)
        (theirs,) = self.files()
        tool, pub = self.recorder("--rotate-size", str(SIZE), "--keep-size", str(SIZE))
        for frames in numbered(2000):
            pub.send_multipart(frames)
        eventually(lambda: len(self.files()) <= 3 and tool.err().count(".mcap: ") > 3, "rotation")
        self.assertTrue(theirs.exists())
        self.stop(other)
        self.stop(tool)

    def test_files_that_ended_long_ago_go_at_once(self):
        tool, pub = self.recorder()
        pub.send_multipart([b"a", b"1"])
        self.recorded(1)
        self.stop(tool)
        (old,) = self.files()
        an_hour_ago = time.time() - 3600
        os.utime(old, (an_hour_ago, an_hour_ago))
        self.recorder("--rotate-age", "1h", "--keep-age", "2h")
        self.assertTrue(old.exists())
        self.recorder("--rotate-age", "1h", "--keep-age", "30m")
        eventually(lambda: not old.exists(), "the end of the old file")


class FullDiskTest(RecorderCase):
    def check(self, tool, files, sent):
        done = tool.wait()
        self.assertEqual(done.code, 1, done.err)
        lost = int(re.search(rf"^zrec: error: write \S+\.mcap: .*; (\d+) messages were not recorded$", done.err,
                             re.MULTILINE)[1])
        recorded = [message.frames for file in files() for message in read(file, torn=True).messages]
        self.assertGreater(len(recorded), 10)
        self.assertEqual(recorded, sent[:len(recorded)])
        self.assertGreater(lost, 0)
        self.assertLessEqual(len(recorded) + lost, len(sent))
        return done

    LIMITS = ("--flush", "20ms", "--memory", "1MiB")  # chunks are small

    def test_a_file_that_may_not_grow(self):
        args = ["--bind", ANY, "--dir", str(self.folder), *self.LIMITS]
        tool = self.enterContext(Tool("zrec", "-c", 'ulimit -f 1000; exec "$0" "$@"', tool_path("zrec"), *args,
                                      path="/bin/sh"))
        pub = self.publisher(tool)
        sent = numbered(3000, 500)
        for frames in sent:
            pub.send_multipart(frames)
        done = self.check(tool, self.files, sent)
        self.assertIn("File too large", done.err)

    def test_a_disk_that_is_full(self):
        out = self.folder / "out"
        out.mkdir()
        (self.folder / "disk").mkdir()
        script = ('mount -t tmpfs -o size=300k none "$1/disk" || exit 9\n'
                  f'"$0" --bind {ANY} --dir "$1/disk" {" ".join(self.LIMITS)}; code=$?\n'
                  'cp "$1"/disk/* "$1/out"; exit $code')
        tool = self.enterContext(Tool("zrec", "--map-root-user", "--mount", "sh", "-c", script, tool_path("zrec"),
                                      str(self.folder), path="/usr/bin/unshare"))
        try:
            pub = self.publisher(tool)
        except AssertionError:
            raise unittest.SkipTest(f"SKIPPED: no namespaces here: {tool.err()}") from None
        sent = numbered(3000, 500)
        for frames in sent:
            pub.send_multipart(frames)
        done = self.check(tool, lambda: sorted(out.iterdir()), sent)
        self.assertIn("No space left on device", done.err)


class FlightTest(RecorderCase):
    def numbers(self, file):
        return [int(message.frames[1]) for message in read(file).messages]

    def closed(self, tool, count=1):
        """The files, once so many are closed."""
        eventually(lambda: len(re.findall(r"(?m)^zrec: \S+\.mcap: \d+ messages in ", tool.err())) >= count,
                   "a closed file")
        return self.files()

    def test_the_last_seconds_are_written_at_a_signal(self):
        tool, pub = self.recorder("--last", "1h", "--on", "SIGUSR1", "--after", "200ms", "--flush", "20ms", "-v")
        for i in range(100):
            pub.send_multipart([b"n", b"%d" % i])
        last = self.peers.pub(connect=tool.endpoint())
        self.peers.await_subscribers(last)  # what was sent before has most probably come
        eventually(lambda: self.signalled(tool), "a file")
        (file,) = self.closed(tool)
        numbers = self.numbers(file)
        self.assertEqual(numbers, list(range(len(numbers))))
        self.assertIn("zrec: SIGUSR1: writing what is in memory\n", tool.err())
        self.stop(tool)

    def signalled(self, tool):
        tool.send_signal(signal.SIGUSR1)
        time.sleep(0.05)  # and again, as the messages may not have come
        return self.files()

    def test_nothing_is_written_without_a_reason(self):
        tool, pub = self.recorder("--last", "1h", "--on", "/x > 3", "--flush", "20ms")
        for i in range(4):
            pub.send_multipart([b"n", b'{"x":%d}' % i])
        pub.send_multipart([b"n", b'{"y":9}'])
        pub.send_multipart([b"n", b"not JSON"])
        self.stop(tool)
        self.assertEqual(self.files(), [])

    def test_a_value_that_becomes_too_large(self):
        tool, pub = self.recorder("--last", "1h", "--on", "/x > 3.5", "--after", "0", "--flush", "20ms", "-v")
        sent = [[b"n", b'{"x":%d}' % x] for x in (1, 2, 3, 4)]
        for frames in sent:
            pub.send_multipart(frames)
        (file,) = self.closed(tool)
        self.assertEqual([message.frames for message in read(file).messages], sent)
        # As long as it stays so there is no further file; and when it comes again there is.
        again = [[b"n", b'{"x":%d}' % x] for x in (5, 6, 0, 7)]
        for frames in again:
            pub.send_multipart(frames)
        files = self.closed(tool, 2)
        self.assertEqual([message.frames for message in read(files[1]).messages], again)
        self.stop(tool)
        self.assertEqual(len(self.files()), 2)
        self.assertEqual(tool.err().count("/x > 3.5: "), 2)

    def test_a_topic_has_a_state_of_its_own(self):
        tool, pub = self.recorder("--last", "1h", "--on", "/x > 3", "--after", "0", "--flush", "20ms")
        pub.send_multipart([b"a", b'{"x":9}'])
        self.closed(tool)
        for topic, x in ((b"b", 1), (b"a", 9), (b"b", 9)):
            pub.send_multipart([topic, b'{"x":%d}' % x])
        files = self.closed(tool, 2)
        self.assertEqual([len(read(file).messages) for file in files], [1, 3])
        self.stop(tool)

    def test_what_comes_after_is_in_the_file_and_a_further_reason_extends_it(self):
        tool, pub = self.recorder("--last", "1h", "--on", '/state == "bad"', "--after", "500ms", "--flush",
                                  "20ms", "-v")
        pub.send_multipart([b"n", b'{"state":"bad"}'])
        tool.wait_err(r"writing what is in memory")
        begun = time.monotonic()
        pub.send_multipart([b"n", b'{"state":"good"}'])
        pub.send_multipart([b"n", b'{"state":"bad"}'])
        tool.wait_err(r"^zrec: /state == \"bad\": the file goes on$")
        (file,) = self.closed(tool)
        self.assertGreater(time.monotonic() - begun, 0.4)
        self.assertEqual(len(read(file).messages), 3)
        self.stop(tool)

    def test_what_is_too_old_is_not_written(self):
        tool, pub = self.recorder("--last", "500ms", "--on", "/end == true", "--after", "0", "--flush", "20ms")
        start = time.monotonic()
        for i in itertools.count():
            pub.send_multipart([b"n", b'{"n":%d}' % i])
            if time.monotonic() - start > 2:
                break
            time.sleep(0.01)
        pub.send_multipart([b"n", b'{"end":true}'])
        (file,) = self.closed(tool)
        messages, summary = read(file)
        self.assertEqual(messages[-1].frames[1], b'{"end":true}')
        self.assertLess(len(messages), i)
        self.assertLess(int(summary["end"]) - int(summary["start"]), 1_500_000_000)
        self.stop(tool)

    def test_what_does_not_fit_is_said(self):
        tool, pub = self.recorder("--last", "1h", "--on", "/end == 1", "--after", "0", "--memory", "1MiB", "--flush",
                                  "20ms")
        sent = [[b"n", os.urandom(1000)] for _ in range(3000)]
        for frames in [*sent, [b"n", b'{"end":1}']]:
            pub.send_multipart(frames)
        (file,) = self.closed(tool)
        found = [message.frames for message in read(file).messages][:-1]
        self.assertTrue(300 < len(found) < 1024, len(found))
        self.assertEqual(found, sent[-len(found):])
        self.assertRegex(tool.err(), r"(?m)^zrec: warning: --last 1h does not fit into --memory 1MiB: \S+ do$")
        self.assertRegex(tool.err(), rf"(?m)^zrec: warning: {file}: begins \S+ before, not 1h: more did not fit into"
                                     r" --memory 1MiB$")
        self.stop(tool)

    def test_a_signal_without_messages_makes_no_file(self):
        tool, _ = self.recorder("--last", "10s", "--on", "SIGUSR1", "--after", "0")
        tool.send_signal(signal.SIGUSR1)
        tool.wait_err(r"^zrec: warning: no file: no message came in the last 10s and until now$")
        self.stop(tool)
        self.assertEqual(self.files(), [])


if __name__ == "__main__":
    unittest.main()
