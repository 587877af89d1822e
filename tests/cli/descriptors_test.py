# SPDX-License-Identifier: MIT
"""Tools that are started with some of the descriptors 0 to 2 closed."""

import itertools
import os
import signal
import subprocess
import tempfile
import unittest
from pathlib import Path

from zwstest import PATIENCE, Tool, eventually, optional_tools, tool_path
from zwstest.server import ANY

NAMES = ["zsine", "zfeed", "zrelay", "zcat", "zpeek", "zrec", "zws2browser", *optional_tools()]
BINDS = {
    # flags of a run that neither ends nor takes a port of others; an ipc:// endpoint is added
    "zsine": ["--bind"],
    "zfeed": ["--wait-peers", "9", "--bind"],
    "zrelay": ["--out-bind", ANY, "--in-bind"],
    "zcat": ["--bind"],
    "zpeek": ["--for", "1h", "--bind"],
    "zrec": ["--dir", tempfile.gettempdir(), "--bind"],
    "zws2browser": ["--http", "127.0.0.1:0", "--ws", "127.0.0.1:0", "--bind"],
    "znats": ["--to-nats", "zws", "--nats", "nats://127.0.0.1:1", "--bind"],
}
CLOSED = [closed for count in (1, 3, 2) for closed in itertools.combinations(("<&-", ">&-", "2>&-"), count)]


def without(closed, name, *args):
    """The words that run a tool with descriptors closed, as a shell closes them."""
    return ["sh", "-c", f'exec "$0" "$@" {" ".join(closed)}', tool_path(name), *args]


def run_without(closed, name, *args):
    return subprocess.run(without(closed, name, *args), stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          timeout=PATIENCE, check=False)


class DescriptorsTest(unittest.TestCase):
    def each(self):
        """Each tool with each descriptor, and with all three; one with two as well."""
        for name in NAMES:
            for closed in CLOSED if name == "zrelay" else CLOSED[:4]:
                with self.subTest(tool=name, closed=closed):
                    yield name, closed

    def test_help_works_or_fails(self):
        for name, closed in self.each():
            done = run_without(closed, name, "--help")
            if ">&-" not in closed:
                self.assertEqual((done.returncode, done.stdout[:6], done.stderr), (0, "Usage:", ""))
                continue
            said = "" if "2>&-" in closed else f"{name}: error: write to stdout: Bad file descriptor\n"
            self.assertEqual((done.returncode, done.stderr), (1, said))

    def test_wrong_usage_has_its_status(self):
        for name, closed in self.each():
            self.assertEqual(run_without(closed, name, "--no-such-flag").returncode, 2)

    def test_nothing_else_gets_their_numbers(self):
        """Where it did, a tool would write what it tells people into one of its sockets."""
        folder = self.enterContext(tempfile.TemporaryDirectory())
        for name, closed in self.each():
            if name in ("zcat", "zpeek") and ">&-" in closed:
                continue  # what they print is lost: an error
            path = Path(folder, "socket")
            with subprocess.Popen(without(closed, name, *BINDS[name], f"ipc://{path}"), stdin=subprocess.DEVNULL,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as tool:
                try:
                    eventually(path.exists, f"a socket of {name}")
                    for number in range(3):
                        self.assertEqual(os.readlink(f"/proc/{tool.pid}/fd/{number}"), "/dev/null")
                    tool.send_signal(signal.SIGTERM)
                    self.assertEqual(tool.wait(PATIENCE), 0)
                finally:
                    tool.kill()

    def test_input_that_is_closed_is_an_error(self):
        """Also where it was opened the other way round."""
        said = "zfeed: error: read from stdin: Bad file descriptor\n"
        for closed in (["<&-"], ["0>/dev/null"], ["<&-", ">&-"]):
            done = run_without(closed, "zfeed", "-q", "--bind", ANY)
            self.assertEqual((done.returncode, done.stderr), (1, said))
        self.assertEqual(run_without(["<&-", "2>&-"], "zfeed", "--bind", ANY).returncode, 1)

    def test_output_that_is_closed_is_an_error(self):
        said = "zcat: error: write to stdout: Bad file descriptor\n"
        for closed in ([">&-"], ["1</dev/null"], ["<&-", ">&-"]):
            done = run_without(closed, "zcat", "--bind", ANY)
            self.assertEqual((done.returncode, done.stderr), (1, said))
        self.assertEqual(run_without([">&-", "2>&-"], "zcat", "--bind", ANY).returncode, 1)

    def test_messages_that_nobody_can_be_told_are_no_failure(self):
        with tempfile.TemporaryDirectory() as folder, Tool("zcat", "-v", "-n", "1", "--bind",
                                                           f"ipc://{folder}/socket") as tap:
            tap.ready()
            done = subprocess.run(without(["2>&-"], "zfeed", "-v", "--wait-peers", "1", "--connect",
                                          f"ipc://{folder}/socket"), input=b"x\n", timeout=PATIENCE, check=False)
            self.assertEqual((done.returncode, tap.wait()[:2]), (0, (0, b"x\n")))

    def test_help_for_a_reader_that_went_away_is_no_failure(self):
        for name in NAMES:
            reader, writer = os.pipe()
            os.close(reader)
            done = subprocess.run([tool_path(name), "--help"], stdout=writer, stderr=subprocess.PIPE, check=False)
            os.close(writer)
            self.assertEqual((done.returncode, done.stderr), (0, b""))


if __name__ == "__main__":
    unittest.main()
