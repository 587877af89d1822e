# SPDX-License-Identifier: MIT
"""zcat as its users see it."""

import contextlib
import gzip
import json
import os
import pty
import re
import signal
import socket
import struct
import subprocess
import threading
import time
import unittest
import zlib

import zmq

from zwstest import SLOWNESS, Peers, Tool, eventually, run, tool_path

MESSAGES = [
    [b"plain"],
    [b"topic", b'{"x": 1, "y": [2, 3.50, "a b"]}'],
    [b"t", b"two\nlines\tand \\", b""],
    [b"bytes", b"\0\x01\xff\x1b[31m" + "Zürich".encode(), b"stamp"],
    [b""],
]


def terminal_output(descriptor):
    """All that was written to the terminal, whose other side is closed: one read brings a part of it."""
    output = b""
    with contextlib.suppress(OSError):  # EIO is the end
        while part := os.read(descriptor, 65536):
            output += part
    return output.decode()


class CatCase(unittest.TestCase):
    def setUp(self):
        self.peers = self.enterContext(Peers())
        self.pub, self.endpoint = self.peers.any_pub()

    def start(self, *args):
        tool = self.enterContext(Tool("zcat", "--connect", self.endpoint, *args))
        self.peers.await_subscribers(self.pub)
        return tool

    def send(self, messages):
        for message in messages:
            self.pub.send_multipart(message)

    def printed(self, *args, messages=None):
        """What is printed for `messages`, by a run that ends after them."""
        messages = MESSAGES if messages is None else messages
        tool = self.start("-n", str(len(messages)), *args)
        self.send(messages)
        done = tool.wait()
        self.assertEqual((done.code, done.err), (0, ""))
        return done.out


class FormatTest(CatCase):
    def test_text(self):
        expected = (
            "plain\n"
            'topic\t{"x": 1, "y": [2, 3.50, "a b"]}\n'
            "t\ttwo\\nlines\\tand \\\\\t\n"
            "bytes\t\\x00\\x01\\xff\\x1b[31mZürich\tstamp\n"
            "\n"
        ).encode()
        self.assertEqual(self.printed(), expected)
        self.assertEqual(self.printed("--format", "text"), expected)

    def test_raw(self):
        self.assertEqual(self.printed("--format", "raw"), b"".join(b"".join(m) + b"\n" for m in MESSAGES))

    def test_raw_takes_a_delimiter(self):
        whole = [b"".join(m) for m in MESSAGES]
        for args, end in (
            (["--delimiter", ""], b""),
            (["--delimiter", r"--\t\n"], b"--\t\n"),
            (["--delimiter", r"\0"], b"\0"),
            (["-0"], b"\0"),
        ):
            with self.subTest(args):
                self.assertEqual(self.printed("--format", "raw", *args), b"".join(m + end for m in whole))

    def test_json(self):
        messages = [[b"t", b'{ "b" : 1.50, "a": [ ], "c": "x \\" y" }'], [b"[1, 2]\n"], [b"null"]]
        expected = b'{"b":1.50,"a":[],"c":"x \\" y"}\n[1,2]\nnull\n'
        self.assertEqual(self.printed("--format", "json", messages=messages), expected)

    def test_json_as_others_send_it(self):
        messages = [[b'{"a": 1}\0'], [b'cpu {"x": 1}'], [b"t", b"2\0"], [b"temp 21.5"]]
        self.assertEqual(self.printed("--format", "json", messages=messages), b'{"a":1}\n{"x":1}\n2\n21.5\n')
        self.assertEqual(self.printed("--decode", "json", messages=messages),
                         b'{"a":1}\ncpu\t{"x":1}\nt\t2\ntemp\t21.5\n')

    def test_json_for_people(self):
        out = self.printed("--format", "json", "--pretty", messages=[[b'{"a":[1,{"b":2}],"c":{}}']])
        expected = '{\n  "a": [\n    1,\n    {\n      "b": 2\n    }\n  ],\n  "c": {}\n}\n'
        self.assertEqual(out.decode(), expected)

    def test_what_is_no_json_is_passed_over_and_told(self):
        tool = self.start("--format", "json", "-n", "2")
        self.send([[b"1"], [b"no json"], [b"\xff"], [b"{"], [b"2"]])
        done = tool.wait()
        self.assertEqual((done.code, done.out), (0, b"1\n2\n"))
        told = re.findall(r"^zcat: warning: skipped (\d) messages?: not JSON: .*$", done.err, re.M)
        self.assertEqual(sum(map(int, told)), 3, done.err)
        self.assertEqual(len(told), done.err.count("\n"))

    def test_hex_is_that_of_hexdump(self):
        data = bytes(range(256)) + b"\0" * 64 + b"end"
        lines = self.printed("--format", "hex", messages=[[data]]).decode().splitlines()
        self.assertEqual(lines[0], "message 1, frame 1 of 1, 323 bytes")
        self.assertEqual(
            lines[1], "00000000  00 01 02 03 04 05 06 07  08 09 0a 0b 0c 0d 0e 0f  |................|"
        )
        self.assertEqual(
            lines[5], "00000040  40 41 42 43 44 45 46 47  48 49 4a 4b 4c 4d 4e 4f  |@ABCDEFGHIJKLMNO|"
        )
        self.assertEqual(lines[17:20], [
            "00000100  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|",
            "*",
            "00000140  65 6e 64                                          |end|",
        ])
        self.assertEqual(lines[20:], ["00000143"])

    def test_hex_shows_every_frame(self):
        lines = self.printed("--format", "hex", messages=[[b"t", b"", b"xy"], [b"z"]]).decode().splitlines()
        heads = [line for line in lines if line.startswith("message")]
        self.assertEqual(heads, [
            "message 1, frame 1 of 3, 1 byte",
            "message 1, frame 2 of 3, 0 bytes",
            "message 1, frame 3 of 3, 2 bytes",
            "message 2, frame 1 of 1, 1 byte",
        ])

    def test_template(self):
        out = self.printed("--format", r"%n|%t|%p|%s|%f|100%%\t\\\n", messages=[[b"a"], [b"t", b"\0\xff", b"s"]])
        self.assertEqual(out, b"1||a|1|1|100%\t\\\n2|t|\0\xff|2|3|100%\t\\\n")

    def test_template_without_a_line_break_adds_none(self):
        self.assertEqual(self.printed("--format", r"%p\0", messages=[[b"a"], [b"b"]]), b"a\0b\0")

    def test_template_with_the_receive_time(self):
        before = time.time()
        out = self.printed("--format", r"%T\n", messages=[[b"a"], [b"b"]]).decode()
        self.assertRegex(out, r"^\d+\.\d{9}\n\d+\.\d{9}\n$")
        first, second = map(float, out.split())
        self.assertTrue(before <= first <= second <= time.time())

    def test_wrong_formats_and_delimiters(self):
        cases = [
            (["--format", "%x"], "--format '%x': "),
            (["--format", "50%"], "--format '50%': "),
            (["--format", r"%p\q"], r"--format '%p\q': "),
            (["--format", "%p\\"], "--format '%p\\': "),
            (["--format", "xml"], "--format 'xml': "),
            (["--format", ""], "--format '': "),
            (["--delimiter", r"\x"], r"--delimiter '\x': "),
            (["--pretty"], "--pretty: "),
            (["-0", "--delimiter", "x"], "--null and --delimiter: "),
            (["-0", "--format", "hex"], "--null: only for "),
            (["--delimiter", "x", "--format", "envelope"], "--delimiter: only for "),
            (["--delimiter", "x", "--format", "%p"], "--delimiter: only for "),
        ]
        for args, message in cases:
            with self.subTest(args):
                done = run("zcat", *args)
                self.assertEqual((done.code, done.out, done.err.count("\n")), (2, b"", 1), done.err)
                self.assertTrue(done.err.startswith(f"zcat: error: {message}"), done.err)


class SelectionTest(CatCase):
    def test_jsonl(self):
        messages = [[b"cpu", b'{"x": 1}', b"1763870400.5"], [b"text"], [b"\xff", b"[1]"], [b"gpu 3"]]
        lines = [json.loads(line) for line in self.printed("--format", "jsonl", messages=messages).splitlines()]
        for line in lines:
            self.assertAlmostEqual(line.pop("t"), time.time(), delta=60 * SLOWNESS)
        self.assertEqual(lines, [{"topic": "cpu", "data": {"x": 1}, "more": ["1763870400.5"]},
                                 {"topic": "", "data": "text"}, {"topic": {"b64": "/w=="}, "data": [1]},
                                 {"topic": "gpu", "data": 3}])

    def test_jsonl_of_a_profile(self):
        out = self.printed("--format", "jsonl", "--decode", "bitcoin",
                           messages=[[b"hashtx", b"\xab" * 32, struct.pack("<I", 7)]])
        line = json.loads(out)
        self.assertEqual((line["topic"], line["data"]["sequence"], "more" in line), ("hashtx", 7, False))

    def test_times(self):
        before = int(time.time())
        for zone, args in (("Asia/Tokyo", r"%{%s %z %H}T %{%H}U\n"), ("UTC", r"%{%s %z %H}T %{%H}U\n")):
            with self.subTest(zone):
                tool = self.enterContext(Tool("zcat", "--connect", self.endpoint, "-n", "1", "--format", args,
                                              env={"TZ": zone}))
                self.peers.await_subscribers(self.pub)
                self.send([[b"x"]])
                second, offset, local, utc = tool.wait().out.decode().split()
                self.assertTrue(before <= int(second) <= time.time())
                hours = 9 if zone == "Asia/Tokyo" else 0
                self.assertEqual(offset, f"+0{hours}00")
                self.assertEqual(int(local), (int(utc) + hours) % 24)
        self.assertRegex(self.printed("--format", r"%{%FT%T.%3NZ}U\n", messages=[[b"x"]]).decode(),
                         r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\n$")

    def test_fields(self):
        tool = self.start("--field", "/y", "--field", "/tags/0", "-n", "2")
        self.send([[b"t", b'{"y":1.50,"tags":["a b"]}'], [b"t", b'{"y":2}'], [b"no"], [b'{"y":"3","tags":[null]}']])
        done = tool.wait()
        self.assertEqual((done.code, done.out), (0, b"1.50\ta b\n3\tnull\n"))
        told = re.findall(r"^zcat: warning: skipped (\d) messages?: (?:no /tags/0|no JSON: .*)$", done.err, re.M)
        self.assertEqual(sum(map(int, told)), 2, done.err)

    def test_excluded_topics(self):
        messages = [[b"heart", b"1"], [b"cpu", b"2"], [b"heartbeat"], [b"log.debug", b"3"], [b"log", b"4"]]
        tool = self.start("--exclude", "heart", "--exclude", "log.", "-n", "2", "--stats")
        self.send(messages)
        done = tool.wait()
        self.assertEqual((done.code, done.out), (0, b"cpu\t2\nlog\t4\n"))
        self.assertIn("total: 2 messages", done.err)

    def test_excluded_messages_keep_nobody_waiting(self):
        tool = self.start("--exclude", "heart", "--idle", "0.3")
        with contextlib.ExitStack() as stack:
            ended = threading.Event()
            def beat():
                while not ended.wait(0.02):
                    self.pub.send(b"heartbeat")
            thread = threading.Thread(target=beat)
            stack.callback(thread.join)
            stack.callback(ended.set)
            thread.start()
            self.assertEqual(tool.wait(), (0, b"", ""))

    def test_every(self):
        messages = [[topic, b"%d" % i] for i in range(7) for topic in (b"a", b"b")]
        tool = self.start("--every", "3", "-n", "6")
        self.send(messages)
        self.assertEqual(tool.wait(), (0, b"a\t0\nb\t0\na\t3\nb\t3\na\t6\nb\t6\n", ""))

    def test_every_loses_no_number(self):
        tool = self.start("--every", "2", "--seq", "json:", "-n", "3")
        self.send([[b"%d" % i] for i in (1, 2, 3, 4, 6)])
        done = tool.wait()
        self.assertEqual((done.code, done.out), (0, b"1\n3\n6\n"))
        self.assertIn("1 lost", done.err)

    def test_until(self):
        tool = self.start("--until", '"state":"(done|failed)"')
        self.send([[b'{"state":"run"}'], [b"done"], [b"t", b'{"state":"done"}'], [b"after"]])
        self.assertEqual(tool.wait(), (0, b'{"state":"run"}\ndone\nt\t{"state":"done"}\n', ""))

    def test_until_sees_what_is_decoded_and_what_every_leaves_out(self):
        tool = self.start("--until", "^\\[5\\]$", "--every", "10", "--decode", "u8")
        self.send([[b"%c" % i] for i in range(9)])
        self.assertEqual(tool.wait(), (0, b"[0]\n[5]\n", ""))

    def test_until_that_does_not_come(self):
        tool = self.start("--until", "done", "--timeout", "0.3")
        self.send([[b"run"]])
        done = tool.wait()
        self.assertEqual((done.code, done.out), (3, b"run\n"))
        self.assertIn("timeout: no message that matches --until in 0.3 s", done.err)

    def test_contradictions(self):
        for args, message in (
            (["--field", "y"], "--field 'y': "),
            (["--field", "/y", "--format", "json"], "--field and --format: "),
            (["--field", "/y", "--pretty"], "--pretty: "),
            (["--exclude", ""], "--exclude: "),
            (["--exclude", "c", "--topic", "cpu", "--topic", "cat"], "--exclude: "),
            (["--every", "0"], "--every '0': "),
            (["--until", "(a"], "--until '(a': "),
            (["--until", r"(a)\1"], r"--until '(a)\1': "),
            (["--reply", "x"], "--reply: "),
            (["--type", "rep", "--topic", "a"], "--topic: "),
            (["--format", "%{%H}x"], "--format '%{%H}x': "),
            (["--format", "%{%Q}T"], "--format '%{%Q}T': "),
        ):
            with self.subTest(args):
                done = run("zcat", *args)
                self.assertEqual((done.code, done.out, done.err.count("\n")), (2, b"", 1), done.err)
                self.assertTrue(done.err.startswith(f"zcat: error: {message}"), done.err)


class ReplyTest(unittest.TestCase):
    def ask(self, endpoint, *requests):
        """The answers to requests of a REQ socket."""
        with zmq.Context() as context, context.socket(zmq.REQ) as req:
            req.linger = 0
            req.rcvtimeo = int(20_000 * SLOWNESS)
            req.connect(endpoint)
            answers = []
            for request in requests:
                req.send_multipart(request)
                answers.append(req.recv_multipart())
            return answers

    def test_requests_are_printed_and_answered(self):
        for args, answer in (([], b""), (["--reply", "OK \\n"], b"OK \\n")):
            with self.subTest(args), Tool("zcat", "-v", "-n", "2", "--bind", "tcp://127.0.0.1:*", "--type", "rep",
                                          *args) as tool:
                self.assertEqual(self.ask(tool.endpoint(), [b"a", b"b"], [b"c"]), [[answer], [answer]])
                done = tool.wait()
                self.assertEqual((done.code, done.out), (0, b"a\tb\nc\n"))
                self.assertIn("--type rep: ", done.err)

    def test_what_is_not_printed_is_answered_too(self):
        with Tool("zcat", "-v", "-n", "1", "--bind", "tcp://127.0.0.1:*", "--type", "rep", "--format", "json",
                  "--exclude", "x") as tool:
            self.assertEqual(self.ask(tool.endpoint(), [b"no json"], [b"x"], [b"1"]), [[b""]] * 3)
            done = tool.wait()
            self.assertEqual((done.code, done.out), (0, b"1\n"))
            self.assertIn("skipped 1 message", done.err)

    def test_an_answer_means_that_the_request_is_written(self):
        with Tool("zcat", "-v", "--bind", "tcp://127.0.0.1:*", "--type", "rep") as tool:
            self.ask(tool.endpoint(), [b"written"])
            self.assertEqual(tool.stop(signal.SIGKILL).out, b"written\n")


class DecodeTest(CatCase):
    def test_chains(self):
        packed = b"\x82\xa1x\x01\xa1y\xca\x7f\xc0\0\0"
        for chain, payload, expected in (
            ("zlib,json", zlib.compress(b'{ "a": 1.0 }'), b'{"a":1.0}'),
            ("gzip,text", gzip.compress("é".encode()), '"é"'.encode()),
            ("msgpack", packed, b'{"x":1,"y":null}'),
            ("cbor", b"\xa1\x61x\xf9\x3c\0", b'{"x":1}'),
            ("bson", b"\x0c\0\0\0\x10x\0\x07\0\0\0\0", b'{"x":7}'),
            ("f32le", struct.pack("<3f", 0.5, float("nan"), -1), b"[0.5,null,-1]"),
        ):
            with self.subTest(chain):
                messages = [[payload], [b"t", payload, b"meta"]]
                self.assertEqual(self.printed("--decode", chain, "--format", "json", messages=messages),
                                 expected + b"\n" + expected + b"\n")
                self.assertEqual(self.printed("--decode", chain, "--format", r"%t %p %s\n", messages=messages),
                                 b" %s %d\nt %s %d\n" % (expected, len(expected), expected, len(expected)))

    def test_text_shows_topic_and_what_was_decoded(self):
        messages = [[b"t\n", b"\x01", b"meta"], [b"\x02"]]
        self.assertEqual(self.printed("--decode", "u8", messages=messages), b"t\\n\t[1]\n[2]\n")

    def test_vectors_with_a_sample_rate_are_a_series(self):
        before = time.time()
        out = self.printed("--decode", "i16le", "--sample-rate", "10", "--format", "json",
                           messages=[[struct.pack("<2h", 1, -2)], [struct.pack("<h", 3)]])
        (x1, y1), (x2, y2) = json.loads(out.splitlines()[0])
        ((x3, y3),) = json.loads(out.splitlines()[1])
        self.assertEqual([y1, y2, y3], [1, -2, 3])
        self.assertTrue(before - 1 < x1 < time.time())
        self.assertAlmostEqual(x2 - x1, 0.1, 5)
        self.assertAlmostEqual(x3 - x2, 0.1, 5)

    def test_what_does_not_decode_is_counted_and_passed_over(self):
        tool = self.start("--decode", "zlib,json", "--format", "json", "-n", "2")
        bomb = zlib.compress(b"0" * (65 << 20))
        good = zlib.compress(b"[1]")
        self.send([[good], [b"plain"], [bomb], [good[:-1]], [zlib.compress(b"{")], [good]])
        done = tool.wait()
        self.assertEqual((done.code, done.out), (0, b"[1]\n[1]\n"))
        counts = [int(n) for n in re.findall(r"zcat: warning: skipped (\d+) messages?: zlib: ", done.err)]
        self.assertEqual(sum(counts), 4, done.err)

    def test_profile(self):
        out = self.printed("--decode", "bitcoin", "--format", "json",
                           messages=[[b"hashtx", bytes(range(32)), struct.pack("<I", 7)]])
        self.assertEqual(json.loads(out), {"topic": "hashtx", "hash": bytes(range(32)).hex(), "sequence": 7})

    def test_wrong_chains(self):
        for args, message in (
            (["--decode", "rot13"], "--decode 'rot13' is not one of"),
            (["--decode", "json,zlib"], "--decode 'json' makes JSON"),
            (["--decode", "json", "--sample-rate", "1"], "--decode 'json': --sample-rate is for vectors"),
            (["--sample-rate", "1"], "--sample-rate: only with --decode"),
            (["--decode", "json", "--format", "raw"], "--decode: --format raw"),
        ):
            with self.subTest(args):
                done = run("zcat", *args)
                self.assertEqual((done.code, done.out, done.err.count("\n")), (2, b"", 1), done.err)
                self.assertTrue(done.err.startswith(f"zcat: error: {message}"), done.err)


class LimitTest(CatCase):
    def test_count(self):
        tool = self.start("--count", "2")
        self.send([[b"%d" % i] for i in range(5)])
        self.assertEqual(tool.wait(), (0, b"0\n1\n", ""))

    def test_timeout_without_a_count_is_a_good_end(self):
        start = time.monotonic()
        tool = self.start("--timeout", "0.4")
        self.send([[b"a"]])
        self.assertEqual(tool.wait(), (0, b"a\n", ""))
        self.assertTrue(0.3 < time.monotonic() - start < 5 * SLOWNESS)

    def test_timeout_before_the_count(self):
        tool = self.start("--timeout", "0.4", "-n", "3")
        self.send([[b"a"]])
        done = tool.wait()
        self.assertEqual((done.code, done.out), (3, b"a\n"))
        self.assertRegex(done.err, r"^zcat: error: timeout: 1 of 3 messages.*\n$")

    def test_count_before_the_timeout(self):
        tool = self.start("--timeout", "60", "-n", "1")
        self.send([[b"a"]])
        self.assertEqual(tool.wait(), (0, b"a\n", ""))

    def test_timeout_is_in_all_not_since_the_last_message(self):
        start = time.monotonic()
        tool = self.start("--timeout", "0.5")
        while tool.running() and time.monotonic() - start < 10 * SLOWNESS:
            self.send([[b"x"]])
        self.assertEqual(tool.wait().code, 0)

    def test_idle_is_since_the_last_message(self):
        tool = self.start("--idle", "0.5")
        start = time.monotonic()
        while time.monotonic() - start < 1:
            self.send([[b"x"]])
            self.assertTrue(tool.running())
        done = tool.wait()
        self.assertEqual((done.code, done.err), (0, ""))

    def test_idle_is_not_what_the_tool_or_its_output_stood_still(self):
        for ending in ([], ["--on-idle", "reconnect", "--count", "2"]):
            tool = self.start("--idle", "1", *ending)
            tool.send_signal(signal.SIGSTOP)
            self.send([[b"a"], [b"b"]])
            time.sleep(2)
            tool.send_signal(signal.SIGCONT)
            self.assertEqual(tool.wait(), (0, b"a\nb\n", ""))

        slow = ["-c", '"$0" "$@" | (sleep 2; cat)', tool_path("zcat"), "--connect", self.endpoint, "--format", "raw"]
        tool = self.enterContext(Tool("zcat", *slow, "--idle", "1", path="/bin/sh"))
        self.peers.await_subscribers(self.pub)
        self.send([[bytes(1000)]] * 300)  # more than fits in a pipe
        self.assertEqual(tool.wait().out, (bytes(1000) + b"\n") * 300)

    def test_idle_before_the_count(self):
        tool = self.start("--idle", "0.2", "-n", "2")
        done = tool.wait()
        self.assertEqual((done.code, done.out), (3, b""))
        self.assertRegex(done.err, r"^zcat: error: idle: 0 of 2 messages.*\n$")


class SequenceTest(CatCase):
    def warnings(self, done):
        return re.findall(r"(?m)^zcat: warning: (.*)$", done.err)

    def total(self, done):
        return re.search(r"(?m)^zcat: sequence: (.*)$", done.err).group(1)

    def counted(self, spec, messages, *args):
        tool = self.start("--seq", spec, "-n", str(len(messages)), *args)
        self.send(messages)
        done = tool.wait()
        self.assertEqual(done.code, 0, done.err)
        return done

    def test_withheld_messages_of_a_bitcoin_feed_are_reported(self):
        numbers = [*range(10, 20), *range(23, 30), 40]
        messages = [[b"hashtx", b"h" * 32, struct.pack("<I", n)] for n in numbers]
        other = [[b"rawtx", b"r", struct.pack("<I", n)] for n in range(len(numbers))]
        mixed = [m for pair in zip(messages, other, strict=True) for m in pair]
        done = self.counted("auto", mixed, "--decode", "bitcoin", "--format", "json")
        self.assertTrue(self.warnings(done)[0].startswith("lost 3 messages of topic 'hashtx' between 19 and 23"),
                        done.err)
        self.assertEqual(self.total(done), "36 messages, 13 lost in 2 gaps, 0 restarts, 0 repeated, 0 without a number")

    def test_wrap_around_and_restart_are_no_loss(self):
        numbers = [2**32 - 2, 2**32 - 1, 0, 1, 0, 1, 1]
        done = self.counted("last:u32le", [[b"t", b"p", struct.pack("<I", n)] for n in numbers])
        self.assertIn("the numbers of topic 't' go back: 0 after 1 (a publisher was restarted, or", done.err)
        self.assertEqual(self.total(done), "7 messages, 0 lost in 0 gaps, 1 restart, 1 repeated, 0 without a number")

    def test_in_json_and_in_another_frame(self):
        done = self.counted("json:/n", [[b'{"n":1}'], [b'{"n":3}'], [b"{}"]])
        self.assertEqual(self.total(done), "2 messages, 1 lost in 1 gap, 0 restarts, 0 repeated, 1 without a number")
        done = self.counted("1:u64be", [[b"t", struct.pack(">Q", n), b"p"] for n in (7, 8)], "--stats")
        self.assertRegex(done.err, r"(?m)^zcat: total: 2 messages.*, 0 lost$")

    @staticmethod
    def numbered(number):
        return [b"kv", struct.pack(">Q", number), b"{}"]

    def test_publishers_of_the_same_topic_are_counted_each_by_itself(self):
        """As two ranks of vLLM have it: a connection and a number each."""
        other, endpoint = self.peers.any_pub()
        tool = self.start("--connect", endpoint, "--seq", "1:u64be", "-n", "21")
        self.peers.await_subscribers(other)
        for number in range(10):
            self.pub.send_multipart(self.numbered(number))
            other.send_multipart(self.numbered(5000 + number))
            tool.wait_lines(2 * number + 2)
        self.pub.send_multipart(self.numbered(12))
        done = tool.wait()
        self.assertEqual(self.warnings(done), ["lost 2 messages of topic 'kv' between 9 and 12"])
        self.assertEqual(self.total(done), "21 messages, 2 lost in 1 gap, 0 restarts, 0 repeated, 0 without a number")

    def test_publishers_that_come_through_one_connection_lose_nothing(self):
        done = self.counted("1:u64be", [self.numbered(n) for i in range(10) for n in (i, 5000 + i)])
        self.assertIn("the numbers of topic 'kv' are of several publishers: each is counted by itself", done.err)
        self.assertEqual(self.total(done), "20 messages, 0 lost in 0 gaps, 0 restarts, 0 repeated, 0 without a number")

    def test_a_publisher_that_was_restarted_is_named(self):
        with Tool("zcat", "-v", "--bind", "tcp://127.0.0.1:*", "--monitor", "--seq", "1:u64be", "-n", "4") as tool:
            for numbers in ((500, 501), (0, 1)):
                pub = self.peers.pub(connect=tool.endpoint())
                self.peers.await_subscribers(pub)
                for number in numbers:
                    pub.send_multipart(self.numbered(number))
                if numbers[0] == 500:
                    tool.wait_lines(2)
                    pub.close(linger=0)
                    tool.wait_err(r"^zcat: monitor: disconnected.*")
            done = tool.wait()
        self.assertEqual(self.warnings(done), ["the publisher of topic 'kv' was restarted: 0 after 501"])
        self.assertEqual(self.total(done), "4 messages, 0 lost in 0 gaps, 1 restart, 0 repeated, 0 without a number")

    def test_wrong_specifications(self):
        for args in (["--seq", "u32le"], ["--seq", "last:f32le"], ["--seq", "json:n"], ["--seq", "auto"],
                     ["--seq", "auto", "--decode", "eddn"]):
            done = run("zcat", *args)
            self.assertEqual((done.code, done.out, done.err.count("\n")), (2, b"", 1), done.err)
            self.assertTrue(done.err.startswith("zcat: error: --seq"), done.err)


class SocketTest(unittest.TestCase):
    def setUp(self):
        self.peers = self.enterContext(Peers())

    def test_pull_takes_messages_and_says_so(self):
        push = self.peers.push(bind="tcp://127.0.0.1:*")
        endpoint = push.last_endpoint.decode().rstrip("\0")
        with Tool("zcat", "--type", "pull", "--connect", endpoint, "-n", "2") as tool:
            for payload in (b"a", b"b"):
                push.send(payload)
            done = tool.wait()
        self.assertEqual((done.code, done.out), (0, b"a\nb\n"))
        self.assertRegex(done.err, r"^zcat: warning: --type pull: .*\n$")

    def test_other_types(self):
        for name, kind in (("pair", zmq.PAIR), ("dealer", zmq.DEALER), ("router", zmq.DEALER)):
            with self.subTest(name), Tool("zcat", "-v", "--type", name, "--bind", "tcp://127.0.0.1:*", "-n", "1",
                                          "--format", "%f %t %p") as tool:
                with self.peers.context.socket(kind) as peer:
                    peer.setsockopt(zmq.IDENTITY, b"me")
                    peer.connect(tool.endpoint())
                    peer.send_multipart([b"x"])
                    expected = b"2 me x" if name == "router" else b"1  x"
                    self.assertEqual(tool.wait()[:2], (0, expected))

    def test_monitor_tells_of_connections(self):
        pub, endpoint = self.peers.any_pub()
        with Tool("zcat", "--monitor", "--connect", endpoint) as tool:
            self.peers.await_subscribers(pub)
            tool.wait_err(rf"^zcat: monitor: connected {re.escape(endpoint)}$")
            tool.wait_err(rf"^zcat: monitor: handshake done {re.escape(endpoint)}$")
            pub.close(linger=0)
            tool.wait_err(rf"^zcat: monitor: disconnected {re.escape(endpoint)}$")
            tool.wait_err(r"^zcat: monitor: connecting again .* in \d+ ms$")
            self.assertEqual(tool.stop()[:2], (0, b""))

    def test_monitor_tells_why_a_handshake_failed(self):
        pub = self.peers.pub()
        pub.plain_server = True
        port = pub.bind_to_random_port("tcp://127.0.0.1")
        with Tool("zcat", "--monitor", "--connect", f"tcp://127.0.0.1:{port}") as tool:
            tool.wait_err(rf"^zcat: monitor: handshake failed tcp://127.0.0.1:{port}: another security mechanism$")

    def test_idle_reconnects_to_a_publisher_that_went_silent(self):
        """A forwarder that keeps the connection but forwards nothing stands for a network that lost its state."""
        pub, endpoint = self.peers.any_pub()
        with Deaf(endpoint) as deaf, Tool("zcat", "--connect", deaf.endpoint, "--idle", "0.3", "--on-idle",
                                          "reconnect") as tool:
            tool.wait_err(r"^zcat: warning: nothing has come for 0\.3 s: connecting again$")
            deaf.hear()
            self.peers.await_subscribers(pub)

            def arrives():  # what is sent while it connects again is lost
                pub.send(b"x")
                return tool.out()

            eventually(arrives, "a message")
            self.assertEqual(set(tool.stop().out.split(b"\n")), {b"x", b""})

    def test_what_does_not_go_together(self):
        for args, message in (
            (["--type", "pull", "--topic", "t"], "--topic: only a SUB"),
            (["--on-idle", "exit"], "--on-idle: only with --idle"),
            (["--idle", "1", "--on-idle", "reconnect", "--bind", "tcp://127.0.0.1:*"], "--on-idle reconnect: there"),
            (["--type", "req"], "--type 'req': not one of"),
        ):
            with self.subTest(args):
                done = run("zcat", *args)
                self.assertEqual((done.code, done.out, done.err.count("\n")), (2, b"", 1), done.err)
                self.assertTrue(done.err.startswith(f"zcat: error: {message}"), done.err)


class Deaf:
    """A TCP server that accepts and is silent until hear(); later connections are passed on to `endpoint`."""

    def __init__(self, endpoint):
        self._target = endpoint.removeprefix("tcp://").split(":")
        self._hears = False
        self._sockets = [socket.create_server(("127.0.0.1", 0))]
        self.endpoint = f"tcp://127.0.0.1:{self._sockets[0].getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for each in self._sockets:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def hear(self):
        self._hears = True

    def _serve(self):
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._sockets[0].accept()
                self._sockets.append(client)
                if self._hears:
                    server = socket.create_connection(self._target)
                    self._sockets.append(server)
                    for source, sink in ((client, server), (server, client)):
                        threading.Thread(target=self._pass, args=(source, sink), daemon=True).start()

    @staticmethod
    def _pass(source, sink):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                sink.sendall(data)


class PipeTest(CatCase):
    def test_a_message_is_there_before_the_next_one_comes(self):
        tool = self.start()
        for count in range(1, 4):
            self.send([[b"x"]])
            self.assertEqual(len(tool.wait_lines(count)), count)

    def test_reader_that_has_enough_ends_it_quietly(self):
        """zcat | head -3"""
        with subprocess.Popen(
            [tool_path("zcat"), "--connect", self.endpoint], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as cat:
            try:
                self.peers.await_subscribers(self.pub)
                with subprocess.Popen(["head", "-3"], stdin=cat.stdout, stdout=subprocess.PIPE) as head:
                    cat.stdout.close()
                    self.send([[b"%d" % i] for i in range(3)])
                    self.assertEqual(head.communicate(timeout=20)[0], b"0\n1\n2\n")
                # It notices without another message, so that the shell's prompt comes back.
                self.assertEqual(cat.wait(20), 0)
                self.assertEqual(cat.stderr.read(), b"")
            finally:
                cat.kill()

    def test_full_disk_is_a_failure(self):
        with open("/dev/full", "wb") as full, subprocess.Popen(
            [tool_path("zcat"), "--connect", self.endpoint], stdout=full, stderr=subprocess.PIPE
        ) as cat:
            try:
                self.peers.await_subscribers(self.pub)
                self.send([[b"x"]])
                self.assertEqual(cat.wait(20), 1)
                self.assertRegex(cat.stderr.read(), rb"^zcat: error: .*No space left on device\n$")
            finally:
                cat.kill()

    def test_reader_who_does_not_read_does_not_stop_the_stop(self):
        with subprocess.Popen(
            [tool_path("zcat"), "--connect", self.endpoint], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as cat:
            try:
                self.peers.await_subscribers(self.pub)
                self.send([[b"x" * 100_000]] * 50)
                self.assertEqual(len(cat.stdout.read(1)), 1)
                cat.send_signal(signal.SIGTERM)
                self.assertEqual(cat.wait(2 * SLOWNESS), 0)
            finally:
                cat.kill()

    def test_fast_stream_comes_whole(self):
        tool = self.start("-n", "100000", "--hwm", "0")
        self.send([[b"%d" % i] for i in range(100_000)])
        done = tool.wait()
        self.assertEqual((done.code, done.err), (0, ""))
        self.assertEqual(done.out, b"".join(b"%d\n" % i for i in range(100_000)))


class HostileTest(CatCase):
    """What comes from outside gives a terminal nothing to obey."""

    ESC, OSC, C1, RTL = "\x1b[2J", "\x1b]0;title\x07", "\u009b2J", "\u202e\u2066"

    def on_terminal(self, *args, messages):
        """What `messages` make a terminal see, standard error included."""
        ours, theirs = pty.openpty()
        command = [tool_path("zcat"), "--connect", self.endpoint, "-n", "1", *args]
        environment = os.environ | {"NO_COLOR": "1"}
        with subprocess.Popen(command, stdout=theirs, stderr=theirs, env=environment) as cat:
            try:
                os.close(theirs)
                self.peers.await_subscribers(self.pub)
                self.send(messages)
                self.assertEqual(cat.wait(20 * SLOWNESS), 0)
                return terminal_output(ours).replace("\r\n", "\n")
            finally:
                cat.kill()
                os.close(ours)

    def assert_harmless(self, shown):
        self.assertNotRegex(shown, "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")

    def test_every_format(self):
        evil = self.ESC + self.OSC + self.C1 + self.RTL + "\x7f\r"
        inside = json.dumps(evil, ensure_ascii=False).replace("\\u007f", "\x7f")
        for args in ([], ["--format", "json"], ["--format", "json", "--pretty"], ["--format", "envelope"],
                     ["--format", r"%t|%p\n"], ["--format", "hex"]):
            with self.subTest(args):
                shown = self.on_terminal(*args, messages=[[evil.encode(), inside.encode()]])
                self.assert_harmless(shown)
                if "json" in args or "envelope" in args:
                    self.assertIn("\\u009b2J\\u202e\\u2066", shown)

    def test_json_means_the_same(self):
        value = {"a\u202e": "\u009b\x7f\u2028"}
        shown = self.on_terminal("--format", "json", messages=[[json.dumps(value, ensure_ascii=False).encode()]])
        self.assertEqual(json.loads(shown), value)
        shown = self.on_terminal("--format", "envelope", messages=[["\u009b\u202e".encode()]])
        self.assertEqual(json.loads(shown)["frames"], ["\u009b\u202e"])

    def test_warnings(self):
        for args, payload in ((["--format", "json"], "[" + self.RTL + "x" * 5000),
                              (["--decode", "json"], '"' + self.C1 + self.ESC + "x" * 5000)):
            with self.subTest(args):
                shown = self.on_terminal(*args, messages=[[payload.encode()], [b"1"]])
                self.assert_harmless(shown)
                self.assertIn("warning: skipped 1 message", shown)
                self.assertLess(len(shown), 1000)

    def test_a_pipe_gets_the_bytes(self):
        evil = self.ESC + self.C1 + self.RTL
        messages = [[b"t", json.dumps("\x7f" + self.C1 + self.RTL, ensure_ascii=False).encode()]]
        self.assertEqual(self.printed("--format", "json", messages=messages), messages[0][1] + b"\n")
        self.assertEqual(self.printed("--format", r"%t %p\n", messages=[[b"t", evil.encode()]]),
                         b"t " + evil.encode() + b"\n")
        self.assertIn((self.C1 + self.RTL).encode(), self.printed("--format", "envelope", messages=messages))


class TerminalTest(CatCase):
    """Colours are for terminals, and only where they are wanted."""

    def on_terminal(self, variables):
        """What comes out of a terminal, standard error included."""
        ours, theirs = pty.openpty()
        environment = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM")}
        command = [tool_path("zcat"), "--connect", self.endpoint, "-n", "1", "--type", "sub", "--decode", "json"]
        with subprocess.Popen(command, stdout=theirs, stderr=theirs, env=environment | variables) as cat:
            try:
                os.close(theirs)
                self.peers.await_subscribers(self.pub)
                self.send([[b"t", b"no JSON"], [b"topic", b"1"]])
                self.assertEqual(cat.wait(20 * SLOWNESS), 0)
                return terminal_output(ours)
            finally:
                cat.kill()
                os.close(ours)

    def test_topics_and_severities_are_coloured(self):
        out = self.on_terminal({"TERM": "xterm"})
        self.assertIn("\x1b[36mtopic\x1b[0m\t1", out)
        self.assertIn("zcat: \x1b[33mwarning\x1b[0m: skipped 1 message", out)

    def test_nobody_gets_colours_who_wants_none(self):
        for variables in ({"TERM": "xterm", "NO_COLOR": "1"}, {"TERM": "dumb"}):
            out = self.on_terminal(variables)
            self.assertIn("topic\t1", out)
            self.assertNotIn("\x1b", out)


class StreamTest(CatCase):
    def test_topics(self):
        tool = self.enterContext(Tool("zcat", "--connect", self.endpoint, "--topic", "a", "--topic", "b.", "-n", "2"))
        self.peers.await_subscribers(self.pub, 2)
        self.send([[b"c", b"1"], [b"ab", b"2"], [b"b", b"3"], [b"b.x", b"4"]])
        self.assertEqual(tool.wait().out, b"ab\t2\nb.x\t4\n")

    def test_started_before_its_peer_and_peer_restarted(self):
        endpoint = Peers.free_endpoint()
        with Tool("zcat", "--connect", endpoint) as tool:
            for number in (1, 2):
                with Peers() as peers:
                    pub = peers.pub(bind=endpoint)
                    peers.await_subscribers(pub)
                    pub.send(b"%d" % number)
                    tool.wait_lines(number)
            self.assertEqual(tool.stop(), (0, b"1\n2\n", ""))

    def test_stops_soon_while_messages_stream(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            with Tool("zcat", "-v", "--bind", "tcp://127.0.0.1:*") as tool:
                with Tool("zsine", "--rate", "max", "--connect", tool.endpoint()):
                    tool.wait_lines(1000)
                    done = tool.stop(number, timeout=5 * SLOWNESS)
            self.assertEqual(done.code, 0, done.err)
            self.assertTrue(done.out.endswith(b"\n"), "the last line is whole")
            json.loads(done.out.splitlines()[-1])

    def test_stats_go_to_stderr(self):
        tool = self.start("--stats", "-n", "100")
        self.send([[b"0123456789"]] * 100)
        done = tool.wait()
        self.assertEqual(len(done.out.splitlines()), 100)
        self.assertRegex(done.err, re.compile(r"^zcat: total: 100 messages", re.MULTILINE))

    def test_called_like_the_one_of_gzip(self):
        done = run("zcat", "archive.gz")
        self.assertEqual((done.code, done.out, done.err.count("\n")), (2, b"", 1))
        self.assertIn("gzip", done.err)


if __name__ == "__main__":
    unittest.main()
