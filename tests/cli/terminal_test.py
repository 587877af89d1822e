# SPDX-License-Identifier: MIT
"""What a person sees of --stats: a small terminal, with the screen that it shows."""

import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import tempfile
import termios
import threading
import time
import unittest

from zwstest import PATIENCE, Peers, eventually, optional_tools, tool_path
from zwstest.server import ANY

NATS = ["--nats", "nats://127.0.0.1:1"]  # a server that is never there


class Screen:
    """The lines of a terminal: as much of one as the tools use, which is CR, LF and "erase to the end of the line"."""

    def __init__(self, width):
        self.width = width
        self.lines = [""]
        self.column = 0
        self.wrapped = []  # lines that went on in the next one
        self.unknown = []  # sequences that are not understood

    def feed(self, data):
        for part in re.findall(r"\x1b\[[0-9;?]*[A-Za-z]|.", data, re.DOTALL):
            self._take(part)

    def _take(self, part):
        if part == "\r":
            self.column = 0
        elif part == "\n":
            self.lines.append("")
        elif part == "\x1b[K":
            self.lines[-1] = self.lines[-1][: self.column]
        elif part.startswith("\x1b") or part < " ":
            self.unknown.append(part)
        else:
            self._put(part)

    def _put(self, character):
        if self.column == self.width:
            self.wrapped.append(self.lines[-1])
            self.lines.append("")
            self.column = 0
        line = self.lines[-1].ljust(self.column)
        self.lines[-1] = line[: self.column] + character + line[self.column + 1 :]
        self.column += 1


class Terminal:
    """A tool in a terminal of its own, with its stderr there, and its stdout too if `data`. Used with `with`."""

    def __init__(self, name, *args, width=120, data=False):
        self._master, slave = pty.openpty()
        self.resize(width)
        self.raw = ""
        self._process = subprocess.Popen(
            [tool_path(name), *args], stdin=subprocess.DEVNULL, stdout=slave if data else subprocess.DEVNULL,
            stderr=slave, env=os.environ | {"TERM": "xterm", "NO_COLOR": "1"})
        os.close(slave)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def resize(self, width):
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))

    def _read(self):
        try:
            while chunk := os.read(self._master, 1 << 16):
                self.raw += chunk.decode()
        except OSError:  # EIO: the tool has ended
            pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.kill()
        self._process.wait()
        self._reader.join(PATIENCE)
        os.close(self._master)

    def wait(self, pattern):
        """The first match in what came so far."""
        return eventually(lambda: re.search(pattern, self.raw), f"{pattern!r} on the terminal")

    def screen(self, width=120):
        screen = Screen(width)
        screen.feed(self.raw)
        return screen

    def end(self, number=signal.SIGTERM):
        self._process.send_signal(number)
        code = self._process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        return code


class TerminalTest(unittest.TestCase):
    def setUp(self):
        folder = self.enterContext(tempfile.TemporaryDirectory())
        self.endpoint = f"ipc://{folder}/in"
        self.peers = self.enterContext(Peers())

    def publisher(self):
        pub = self.peers.pub(connect=self.endpoint)
        self.peers.await_subscribers(pub)
        return pub

    def tap(self, *args, width=120, data=False):
        return self.enterContext(Terminal("zcat", "-v", "--stats", "--bind", self.endpoint, *args, width=width,
                                          data=data))

    def test_the_line_fits_whatever_the_width(self):
        for width in (200, 80, 60, 30, 12, 2):
            with Terminal("zcat", "-q", "--stats", "--seq", "json:/n", "--bind", self.endpoint, width=width) as tap:
                pub = self.publisher()
                pub.send(b'{"n":1}' + b" " * 123456)
                pub.send(b'{"n":7}')
                start = "2 messages, "[: width - 1]
                tap.wait(re.escape(start))
                screen = tap.screen(width)
                self.assertEqual((screen.wrapped, screen.unknown), ([], []))
                self.assertLess(max(map(len, screen.lines)), width)
                if width >= 60:
                    self.assertRegex(screen.lines[-1], r"^2 messages, 120\.6 KiB, .* msg/s, .*, 5 lost$")
                if width == 200:
                    self.assertRegex(screen.lines[-1], r" [KM]?i?B/s, p50 [\d.]+ .?s, p99 ")
                self.assertEqual(tap.end(), 0)
                pub.close()

    def test_the_line_follows_the_width(self):
        tap = self.tap(width=100)
        self.publisher().send(b"x" * 2000)
        tap.wait(r"1 messages, 2\.0 KiB, [\d.]+ msg/s, [\d.]+ (KiB|B)/s")
        tap.resize(30)
        eventually(lambda: tap.raw.split("\x1b[K")[-1] == "1 messages, 2.0 KiB", "a line that fits 30 columns")

    def test_there_is_one_line_which_goes_at_the_end(self):
        tap = self.tap()
        pub = self.publisher()
        for count in range(1, 4):
            pub.send(b"x")
            tap.wait(rf"{count} messages, {count} B, ")
        self.assertEqual(len(tap.screen().lines), 2)  # "ready", and the line
        self.assertEqual(tap.end(), 0)
        lines = tap.screen().lines
        self.assertEqual((len(lines), lines[-1]), (3, ""))
        self.assertRegex(lines[1], "^zcat: total: 3 messages, 3 B in ")

    def test_data_on_the_same_terminal_stays_whole(self):
        tap = self.tap(data=True)
        pub = self.publisher()
        sent = 0
        end = time.monotonic() + PATIENCE
        while tap.raw.count(" messages, ") < 8 and time.monotonic() < end:
            pub.send(b"data %d" % sent)
            sent += 1
            tap.wait(rf"data {sent - 1}\r\n")
        self.assertEqual(tap.end(), 0)
        lines = tap.screen().lines
        self.assertEqual(lines[1:-2], [f"data {number}" for number in range(sent)])
        self.assertRegex(lines[-2], f"^zcat: total: {sent} messages, ")

    def test_data_without_an_end_of_line_stays_whole(self):
        tap = self.tap("--format", "%p", data=True)
        pub = self.publisher()
        for part in (b"one ", b"two ", b"three\n"):
            pub.send(part)
            tap.wait(part.decode().rstrip("\n"))
        tap.wait(r"3 messages, 14 B, ")
        screen = tap.screen()
        self.assertEqual(screen.lines[1], "one two three")
        self.assertRegex(screen.lines[2], r"^3 messages, ")

    def test_messages_for_people_stay_whole(self):
        tap = self.tap("--decode", "json", width=200)
        pub = self.publisher()
        tap.wait("0 messages, ")
        for count in (1, 2):
            pub.send(b"not json")
            eventually(lambda: tap.raw.count("zcat: warning: ") >= count, "a warning")
            tap.wait(rf"{count} messages, ")
        screen = tap.screen(200)
        self.assertEqual(screen.wrapped, [])
        for line in screen.lines[:-1]:
            self.assertRegex(line, "^zcat: ")
        self.assertRegex(screen.lines[-1], "^2 messages, ")

    def test_a_terminal_that_can_do_nothing_gets_lines(self):
        master, slave = pty.openpty()
        self.addCleanup(os.close, master)
        with subprocess.Popen([tool_path("zcat"), "--stats", "--bind", self.endpoint], stdin=subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL, stderr=slave, env=os.environ | {"TERM": "dumb"}) as tap:
            os.close(slave)
            try:
                raw = b""
                while raw.count(b"\n") < 2:
                    raw += os.read(master, 1 << 16)
                self.assertRegex(raw.decode(), r"^(zcat: stats: 0 messages, 0 B, [^\r\n\x1b]*\r\n)+$")
            finally:
                tap.kill()

    def test_relay_and_bridge_do_the_same(self):
        runs = [("zrelay", ["--in-bind", self.endpoint, "--out-bind", ANY], r"0 messages, .*, 0 dropped"),
                *[("znats", ["--bind", self.endpoint, f"--{way}-nats", "a", *NATS], r"0 messages, .*, 0 lost")
                  for way in ("to", "from") if optional_tools()]]
        for name, args, pattern in runs:
            for width in (120, 80, 40):
                with self.subTest(tool=name, width=width), Terminal(name, "-q", "--stats", *args, width=width) as tool:
                    eventually(lambda: tool.raw.count("0 messages, ") > 1, "two lines of --stats")
                    screen = tool.screen(width)
                    self.assertEqual(screen.wrapped, [])
                    self.assertEqual(len([line for line in screen.lines if line.startswith("0 messages")]), 1)
                    self.assertEqual(tool.end(), 0)
                    # The line is gone before the one about all comes.
                    self.assertRegex(tool.raw, rf"\r\x1b\[K{name}: total: [^\r]*\r\n$")
                    self.assertRegex(tool.raw, pattern)


if __name__ == "__main__":
    unittest.main()
