# SPDX-License-Identifier: MIT
"""zpeek --plot: curves on a terminal, and one picture where there is none."""

import json
import math
import re
import unittest

from zwstest import Tmux, Tool, run
from zwstest.peeking import EndpointCase

START = 1763870400  # 2025-11-23 04:00:00


def is_braille(text):
    return any("\u2801" <= character <= "\u28ff" for character in text)


class PlotCase(EndpointCase):
    def send_sine(self, pub, topic="sine", amplitude=2.5):
        for number in range(601):
            pub.send_multipart([topic.encode(), json.dumps(
                {"t": START + number / 10, "v": amplitude * (1 + math.sin(number / 50))}).encode()])

    def terminal(self, *args, **size):
        terminal = self.enterContext(Tmux(env={"TZ": "UTC"} | size.pop("env", {}), **size))
        terminal.run(f"zpeek --plot --bind {self.endpoint} {' '.join(args)}; echo status $?")
        terminal.wait_row(-1, "q quit$")
        return terminal, self.publisher()


class TerminalTest(PlotCase):
    def test_a_curve_comes_with_its_axes(self):
        terminal, pub = self.terminal()
        terminal.wait("^waiting for messages$")
        pub.send_multipart([b"log", b"nothing to draw"])
        terminal.wait("^no numbers in what came so far$")
        self.send_sine(pub)
        terminal.wait_row(-1, "^last 1m  1 series  602 messages")
        terminal.wait_row(0, r"^ *sine 1\.1[67]")
        terminal.wait(r"^5┤")
        terminal.wait(r"^0┤")
        terminal.wait_row(-2, "04:00:00 +04:00:10 +04:00:20 .* 04:01:00")
        self.assertTrue(is_braille("".join(terminal.screen())))

    def test_it_follows_the_size(self):
        terminal, pub = self.terminal()
        self.send_sine(pub)
        terminal.wait_row(-1, "602 |601 messages")
        for width, height in ((40, 10), (150, 40), (12, 4), (5, 2), (100, 24)):
            terminal.resize(width, height)
            if width >= 40:
                terminal.until(lambda lines, size=(width, height): len(lines) == size[1] and
                               len(lines[-1]) == size[0] and is_braille("".join(lines)), f"{width} x {height}")
        terminal.wait_row(-2, "04:00:00 +04:00:10")

    def test_windows_and_pause(self):
        terminal, pub = self.terminal()
        self.send_sine(pub)
        terminal.wait_row(-1, "^last 1m .* 601 messages")
        terminal.type("+")
        terminal.wait_row(-1, "^last 30s")
        terminal.wait_row(-2, "04:00:35 .* 04:01:00")
        terminal.press("Down", "Down")
        terminal.wait_row(-1, "^last 2m")
        terminal.type("p")
        terminal.wait_row(-1, "^PAUSED  last 2m")
        pub.send_multipart([b"sine", json.dumps({"t": START + 90, "v": 1}).encode()])
        terminal.wait_row(-1, "602 messages")
        terminal.wait_row(-2, "04:01:00$")
        terminal.type("p")
        terminal.wait_row(-2, "04:01:30$")

    def test_a_filter_leaves_some_series(self):
        terminal, pub = self.terminal()
        for topic, amplitude in (("north", 1), ("south", 1), ("large", 1e6)):
            self.send_sine(pub, topic, amplitude)
        terminal.wait_row(-1, "3 series")
        terminal.wait_row(0, r"1 north [\d.]+ +2 south ")
        terminal.wait(r"large [\d.]+$")
        terminal.type("/SOU")
        terminal.press("Enter")
        terminal.wait_row(-1, "/SOU ")
        terminal.wait_row(0, r"^ *south [\d.]+$")
        self.assertNotIn("north", "\n".join(terminal.screen()))
        terminal.press("Escape")
        terminal.wait_row(0, "north")
        terminal.type("h")
        terminal.wait(r"^ *\+, - +show less")
        terminal.type("q")
        terminal.wait("^status 0$")

    def test_no_colors_and_no_unicode(self):
        terminal, pub = self.terminal(env={"NO_COLOR": "1", "LC_ALL": "C"})
        self.send_sine(pub)
        terminal.wait("^5[+]")
        codes = ";".join(re.findall(r"\x1b\[([\d;]*)m", "\n".join(terminal.screen(colors=True)))).split(";")
        self.assertFalse(any(re.fullmatch(r"3[0-8]|9[0-7]", code) for code in codes))
        self.assertTrue("\n".join(terminal.screen()).isascii())

    def test_names_cannot_do_anything(self):
        terminal, pub = self.terminal()
        self.send_sine(pub, "\x1b]0;title\x07")
        terminal.wait_row(0, re.escape(r"\x1b]0;title\x07 "))
        self.assertNotIn("title", terminal.tells("pane_title"))


class PictureTest(PlotCase):
    """Where stdout is not a terminal."""

    def picture(self, *args, messages, env=None):
        """What it prints when all of them came."""
        for seconds in (1, 4, 16):  # a busy machine may take longer than it looks
            with Tool("zpeek", "--plot", "--bind", self.endpoint, "--for", str(seconds), *args,
                      env={"LC_ALL": "C.UTF-8", "TZ": "UTC", "COLUMNS": "60", "LINES": "12"} | (env or {})) as tool:
                pub = self.publisher()
                for frames in messages:
                    pub.send_multipart(frames)
                result = tool.wait()
                pub.close()
            self.assertEqual((result.code, result.err), (0, ""))
            text = result.out.decode()
            if " 04:01:00" in text:
                return text
        raise AssertionError(f"not all messages came:\n{text}")

    def test_golden(self):
        sine = [[b"sine", json.dumps({"t": START + n / 10, "v": 2.5 * (1 + math.sin(n / 50))}).encode()]
                for n in range(601)]
        self.assertEqual("\n" + self.picture(messages=sine), GOLDEN)

    def test_fields(self):
        messages = [[b"car", json.dumps({"t": START + n / 10, "a": {"b": [n, 7]}, "c": 5, "d": n % 2 == 0}).encode()]
                    for n in range(601)]
        self.assertRegex(self.picture("/a/b/0", messages=messages), r"^ +car 600\n")
        self.assertRegex(self.picture("/c", "/d", messages=messages), r"^ +1 car /c 5\.?\d*  2 car /d 1\.?\d*\n")

    def test_a_field_has_to_be_a_pointer_and_needs_the_plot(self):
        result = run("zpeek", "--plot", "/a~b")
        self.assertEqual(result.code, 2)
        self.assertIn("a '~' in a JSON pointer is ~0", result.err)
        self.assertEqual(run("zpeek", "--top", "/a").code, 2)

    def test_nothing_came(self):
        with Tool("zpeek", "--plot", "--bind", self.endpoint, "--for", "100ms",
                  env={"COLUMNS": "40", "LINES": "10"}) as tool:
            result = tool.wait()
        self.assertEqual((result.code, result.err), (3, "zpeek: error: no message in 0.1 s\n"))
        self.assertEqual(result.out.decode(), "\nwaiting for messages\n" + "\n" * 8)


GOLDEN = """
  sine 1.16
 │    ⢀⡴⠚⠉⠙⠲⣄                       ⢀⡴⠚⠉⠉⠲⢄
4┤   ⡰⠋     ⠈⠳⡄                    ⣰⠋     ⠈⠳⡄
 │ ⢀⡜⠁        ⠙⣄                  ⡴⠁        ⠘⣆
 │⢀⡞           ⠘⢆               ⢀⡞           ⠈⢦
 │⠊             ⠈⢇             ⢀⡞             ⠈⢧
2┤               ⠈⢧           ⢀⠎               ⠈⢣⡀
 │                 ⢳⡀        ⣠⠏                  ⠳⡀        ⢀
 │                  ⠹⣄     ⢀⡴⠃                    ⠙⢆      ⡰⠃
0┤                   ⠈⠳⢤⣀⣀⠴⠋                       ⠈⠳⢤⣀⣀⡴⠊
 └┴─────────────┴─────────────┴─────────────┴──────────────┴
04:00:00    04:00:15      04:00:30      04:00:45    04:01:00
"""


if __name__ == "__main__":
    unittest.main()
