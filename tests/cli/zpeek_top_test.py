# SPDX-License-Identifier: MIT
"""zpeek --top: a table of topics on a terminal, and in lines where there is none."""

import json
import os
import re
import signal
import unittest

from zwstest import PROMPT, Tmux, Tool, eventually
from zwstest.peeking import EndpointCase

HEAD = r"^TOPIC +MSG/S. +BYTES/S +SIZE +MESSAGES +AGE +GAPS +LAST VALUE"


class TopCase(EndpointCase):
    def terminal(self, *args, before="", after="", **size):
        """A terminal in which the table runs, and a publisher that it hears."""
        terminal = self.enterContext(Tmux(**size))
        options = " ".join(args)
        terminal.run(f"{before}zpeek --top --bind {self.endpoint} {options}{after}")
        terminal.wait_row(-1, "q quit$")
        return terminal, self.publisher()


class TableTest(TopCase):
    def test_topics_come_and_are_counted(self):
        terminal, pub = self.terminal()
        terminal.wait("^waiting for messages$")
        pub.send_multipart([b"plant/temp", b'{"t":1763870400.5,"temp":81.5}'])
        pub.send_multipart([b"plant/temp", b'{"t":1763870400.6,"temp":82.25}'])
        pub.send(b"alone")
        terminal.wait_row(0, HEAD)
        terminal.wait(r'^plant/temp .* 2 +\d+\.\ds +- +\{"t":1763870400.6,"temp":82.25\}$')
        terminal.wait(r"^\(no topic\) .* 1 +\d+\.\ds +- +alone$")
        terminal.wait_row(-1, r"^2 topics  [\d.]+ msg/s  [\d.]+ B/s +h help  q quit$")

    def test_lost_messages_are_counted(self):
        terminal, pub = self.terminal()
        for number in (1, 2, 3, 4, 5, 9):
            pub.send_multipart([b"t", b"payload", number.to_bytes(8, "big")])
        terminal.wait(r"^t .* 6 +\d+\.\ds +3 +payload$")

    def test_a_narrow_and_a_low_terminal(self):
        terminal, pub = self.terminal(width=30, height=3)
        for topic in (b"a", b"b"):
            pub.send_multipart([topic, b"x"])
        terminal.wait_row(1, r"^(a|b) ")
        terminal.resize(10, 2)
        terminal.until(lambda lines: len(lines) == 2 and lines[0].startswith("TOPIC"), "a table of two rows")
        terminal.resize(100, 20)
        terminal.wait_row(-1, "2 topics .* q quit$")
        terminal.wait_row(2, r"^(a|b) .* x$")

    def test_hostile_text_does_nothing(self):
        terminal, pub = self.terminal(width=140)
        pub.send_multipart([b"\x1b[2J\x1b]0;title\x07", "é\u202etxt\r\nab\x9b5m".encode() + b"\xff\x08"])
        terminal.wait(re.escape(r"\x1b[2J\x1b]0;title\x07 "))
        terminal.wait(re.escape(r"é\xe2\x80\xaetxt ab\xc2\x9b5m\xff\x08"))
        self.assertNotIn("title", terminal.tells("pane_title"))

    def test_wide_characters_stay_in_their_columns(self):
        terminal, pub = self.terminal()
        pub.send_multipart(["温度".encode(), "21.5 °C 🌡 é".encode()])
        pub.send_multipart([b"temp", b"21.5"])
        terminal.wait("^温度 .* 21.5 °C 🌡 é$")
        terminal.until(lambda lines: len({len(line.encode("gb18030").split(b"21.5")[0]) for line in lines[1:3]}) == 1,
                       "last values below each other")


class KeysTest(TopCase):
    def setUp(self):
        super().setUp()
        self.terminal_, self.pub = self.terminal(height=12)
        for topic, count in ((b"a", 3), (b"b", 9), (b"c", 6)):
            for number in range(count):
                self.pub.send_multipart([topic, b"v%d" % number])
        self.terminal_.wait(r"^b .* 9 ")

    def wait_order(self, order):
        self.terminal_.until(lambda lines: "".join(line[:1] for line in lines[1:4]) == order, f"rows in order {order}")

    def test_sorting(self):
        self.terminal_.type(">>>")
        self.terminal_.wait_row(0, "MESSAGES▼")
        self.wait_order("bca")
        self.terminal_.type("r")
        self.terminal_.wait_row(0, "MESSAGES▲")
        self.wait_order("acb")
        self.terminal_.press("Left", "Left", "Left", "Left")
        self.terminal_.wait_row(0, "^TOPIC▼")
        self.wait_order("abc")
        self.terminal_.type("I")
        self.wait_order("cba")
        self.terminal_.type("<")
        self.terminal_.wait_row(0, "LAST VALUE▼")
        self.wait_order("acb")

    def test_a_filter(self):
        self.terminal_.type("/B")
        self.terminal_.wait_row(-1, "^/B")
        self.wait_order("b")
        self.terminal_.type("x")
        self.terminal_.wait("^no topic has this in its name$")
        self.terminal_.press("BSpace", "Enter")
        self.terminal_.wait_row(-1, "^3 topics .*  /B ")
        self.wait_order("b")
        self.terminal_.press("Escape")
        self.terminal_.until(lambda lines: len([line for line in lines[1:-1] if line]) == 3, "all topics")

    def test_pause(self):
        self.terminal_.type("p")
        self.terminal_.wait_row(-1, "^PAUSED")
        self.pub.send_multipart([b"d", b"new"])
        self.pub.send_multipart([b"b", b"new"])
        self.terminal_.wait_row(-1, "4 topics")
        self.terminal_.wait(r"^b .* 9 .* v8$")
        self.assertNotIn("new", "\n".join(self.terminal_.screen()))
        self.terminal_.type(" ")
        self.terminal_.wait(r"^d .* 1 .* new$")
        self.terminal_.wait(r"^b .* 10 .* new$")

    def test_help(self):
        self.terminal_.type("h")
        self.terminal_.wait("quit$")
        self.terminal_.wait("<, > +sort by another column")
        self.terminal_.press("Escape")
        self.terminal_.wait_row(0, "^TOPIC")
        self.terminal_.press("F1")
        self.terminal_.wait("sort by another column")

    def test_moving(self):
        for number in range(30):
            self.pub.send_multipart([b"many%02d" % number, b"x"])
        self.terminal_.type("<")
        self.terminal_.wait_row(0, "^TOPIC▼")
        self.terminal_.wait_row(4, "^many00")
        self.terminal_.press("Down")
        self.terminal_.wait_row(1, "^b ")
        self.terminal_.press("PageDown")
        self.terminal_.wait_row(1, "^many08")
        self.terminal_.press("End")
        self.terminal_.wait_row(10, "^many29")
        self.terminal_.press("Up", "Home")
        self.terminal_.wait_row(1, "^a ")


class EndTest(TopCase):
    """However it ends, the terminal is as it was."""

    def started(self, **size):
        terminal = self.enterContext(Tmux(**size))
        terminal.run("echo before")
        terminal.wait("^before$")
        script = f"echo $$ > {self.folder}/pid; exec zpeek --top --bind {self.endpoint}"
        terminal.run(f"cd {self.folder}; stty -g > modes; sh -c '{script}'; echo status $?; stty -g > after")
        terminal.wait_row(-1, "q quit$")
        self.assertEqual(terminal.tells("alternate_on"), "1")
        self.assertEqual(terminal.tells("cursor_flag"), "0")
        return terminal

    def assert_restored(self, terminal, status):
        terminal.wait(rf"^status {status}$")
        terminal.wait("^before$")
        self.assertEqual(terminal.tells("alternate_on"), "0")
        self.assertEqual(terminal.tells("cursor_flag"), "1")
        eventually(lambda: (self.folder / "after").exists() and (self.folder / "after").read_text(), "modes")
        self.assertEqual((self.folder / "after").read_text(), (self.folder / "modes").read_text())

    def kill(self, number):
        os.kill(int((self.folder / "pid").read_text()), number)

    def test_q(self):
        terminal = self.started()
        terminal.type("q")
        self.assert_restored(terminal, 0)

    def test_a_stop(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            with self.subTest(number):
                terminal = self.started()
                self.kill(number)
                self.assert_restored(terminal, 0)

    def test_interrupt_of_the_keyboard(self):
        terminal = self.started()
        terminal.press("C-c")
        self.assert_restored(terminal, 0)

    def test_signals_that_end_it_at_once(self):
        for number in (signal.SIGHUP, signal.SIGQUIT, signal.SIGABRT):
            with self.subTest(number):
                terminal = self.started()
                self.kill(number)
                self.assert_restored(terminal, 128 + number)

    def test_suspending(self):
        terminal, pub = self.terminal(before="echo before; ", after="; echo status $?")
        terminal.press("C-z")
        terminal.wait("Stopped")
        terminal.wait("^before$")
        self.assertEqual(terminal.tells("alternate_on"), "0")
        self.assertEqual(terminal.tells("cursor_flag"), "1")
        pub.send_multipart([b"later", b"x"])
        terminal.resize(90, 20)
        terminal.run("fg")
        terminal.wait_row(0, HEAD)
        terminal.wait("^later .* x$")
        terminal.until(lambda lines: len(lines) == 20 and re.search(r" {10}h help  q quit$", lines[-1]) and
                       len(lines[-1]) == 90, "a row of 90 columns")
        terminal.type("q")
        terminal.wait(f"^{PROMPT}")
        self.assertEqual(terminal.tells("alternate_on"), "0")

    def test_time_is_up(self):
        terminal = self.enterContext(Tmux())
        terminal.run(f"zpeek --top --for 500ms --bind {self.endpoint}; echo status $?")
        terminal.wait("^status 3$")
        self.assertEqual(terminal.tells("alternate_on"), "0")


class TerminalsTest(TopCase):
    def test_no_colors_where_nobody_wants_them(self):
        for env, colored in (({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "vt100"}, False)):
            with self.subTest(env):
                terminal, pub = self.terminal(env=env)
                for number in (1, 2, 3, 4, 6):
                    pub.send_multipart([b"t", b"x", number.to_bytes(8, "big")])
                terminal.wait(r"^t .* 5 +\d+\.\ds +1 ")
                codes = ";".join(re.findall(r"\x1b\[([\d;]*)m", "\n".join(terminal.screen(colors=True)))).split(";")
                self.assertEqual(any(re.fullmatch(r"3[0-8]", code) for code in codes), colored)
                terminal.type("q")
                pub.close()

    def test_a_terminal_without_unicode(self):
        terminal, pub = self.terminal(env={"LC_ALL": "C"})
        pub.send_multipart(["temp °C".encode(), "温".encode()])
        terminal.wait(r"^temp \?C .* \?$")
        terminal.wait_row(0, "MSG/Sv")

    def test_a_terminal_that_cannot_be_drawn_on(self):
        for name in ("dumb", "no-such-terminal", ""):
            with self.subTest(name):
                terminal = self.enterContext(Tmux(width=200, env={"TERM": name}))
                terminal.run(f"zpeek --top --bind {self.endpoint}; echo status $?")
                terminal.wait(rf"^zpeek: error: --top: a terminal of type '{name}' \(TERM\) cannot be drawn on; ")
                terminal.wait("^status 1$")

    def test_warnings_wait_for_the_end(self):
        terminal = self.enterContext(Tmux(width=120))
        endpoint = self.peers.free_endpoint()
        terminal.run(f"zpeek --top {endpoint}")
        terminal.wait_row(-1, "^zpeek: warning: .*refused.* q quit$")
        terminal.type("q")
        terminal.wait("^zpeek: warning: .*refused")
        terminal.wait(f"^{PROMPT}$")

    def test_keys_come_from_the_terminal_where_stdin_is_something_else(self):
        terminal, _ = self.terminal(before="echo nothing | ", after="; echo status $?")
        terminal.type("q")
        terminal.wait("^status 0$")


class LinesTest(TopCase):
    """Where stdout is not a terminal."""

    def lines(self, messages):
        """What it prints of them all."""
        for seconds in (1, 4, 16):  # a busy machine may take longer than it looks
            with Tool("zpeek", "--top", "--bind", self.endpoint, "--for", str(seconds),
                      env={"LC_ALL": "C.UTF-8"}) as tool:
                pub = self.publisher()
                for frames in messages:
                    pub.send_multipart(frames)
                result = tool.wait()
                pub.close()
            self.assertEqual((result.code, result.err), (0, ""))
            lines = result.out.decode().splitlines()
            if sum(int(line[: line.rindex("s ")].split()[-2]) for line in lines[1:]) == len(messages):
                return lines
        raise AssertionError(f"not all messages came: {lines}")

    def test_a_line_a_topic_at_the_end(self):
        messages = [[b"b", json.dumps({"seq": number if number < 5 else number + 2}).encode()] for number in range(10)]
        lines = self.lines([*messages, [b"a", b"\x1b[31m"], [b"last"]])
        self.assertRegex(lines[0], HEAD)
        self.assertEqual(len(lines), 4)
        self.assertRegex(lines[1], r'^b +[\d.]+ +[\d.]+ +11\.[\d] +10 +\d+\.\ds +2  \{"seq": 11\}$')
        self.assertRegex(lines[3], r"^a +[\d.]+ +[\d.]+ +6\.00 +1 +\d+\.\ds +-  \\x1b\[31m$")
        self.assertRegex(lines[2], r"^\(no topic\) +[\d.]+ +[\d.]+ +4\.00 +1 +\d+\.\ds +-  last$")

    def test_nothing_came(self):
        with Tool("zpeek", "--top", "--bind", self.endpoint, "--for", "100ms") as tool:
            result = tool.wait()
        self.assertEqual((result.code, result.err), (3, "zpeek: error: no message in 0.1 s\n"))
        self.assertRegex(result.out.decode(), r"^TOPIC [^\n]+\n$")


if __name__ == "__main__":
    unittest.main()
