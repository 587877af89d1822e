# SPDX-License-Identifier: MIT
"""Tools as child processes: each ends with its test, and is waited for by facts, never by time."""

import contextlib
import os
import re
import signal
import subprocess
import threading
import time
from pathlib import Path
from typing import NamedTuple

SLOWNESS = float(os.environ.get("ZWS_TEST_SLOWNESS", "1"))
"""How much slower than an ordinary build the tools are (sanitizers)."""

PATIENCE = 20 * SLOWNESS
"""Seconds after which a fact that is waited for is not expected to come any more."""


class Result(NamedTuple):
    code: int
    out: bytes
    err: str


def bin_dir():
    return Path(os.environ["ZWS_BIN_DIR"])


def build_dir():
    return Path(os.environ["ZWS_BUILD_DIR"])


def source_dir():
    return Path(__file__).resolve().parents[3]


def tool_path(name):
    return str(bin_dir() / name)


def optional_tools():
    """Those of the tools that need a library which may be missing, as far as they are built."""
    return [name for name in ("znats",) if (bin_dir() / name).exists()]


def _environment(extra):
    """The environment without settings of ours, which would change what the tools do."""
    ours = re.compile(r"Z(SINE|FEED|RELAY|CAT|PEEK|REC|WS2BROWSER|NATS)_")
    clean = {k: v for k, v in os.environ.items() if not ours.match(k)}
    return clean | (extra or {})


def run(name, *args, input=b"", env=None, timeout=PATIENCE):
    """Runs a tool to its end."""
    done = subprocess.run(
        [tool_path(name), *args], input=input, capture_output=True, env=_environment(env), timeout=timeout, check=False
    )
    return Result(done.returncode, done.stdout, done.stderr.decode())


def eventually(fact, what="the fact", timeout=PATIENCE):
    """Asks until `fact()` is true, for things that nothing announces; returns what it returned."""
    end = time.monotonic() + timeout
    while not (value := fact()):
        if time.monotonic() > end:
            raise AssertionError(f"{what} did not come within {timeout} s")
        time.sleep(0.01)
    return value


class _Collector:
    """Reads a pipe to its end in a thread of its own, so that the tool never waits for the test."""

    def __init__(self, pipe):
        self._pipe = pipe
        self._data = bytearray()
        self._changed = threading.Condition()
        self._ended = False
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self):
        while chunk := os.read(self._pipe.fileno(), 1 << 16):
            with self._changed:
                self._data += chunk
                self._changed.notify_all()
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def data(self):
        with self._changed:
            return bytes(self._data)

    def wait(self, fact, what, timeout):
        """Waits until fact(data) is true, and returns it; the end of the pipe before that is a failure."""
        with self._changed:
            self._changed.wait_for(lambda: self._ended or fact(self._data), timeout)
            if value := fact(self._data):
                return value
            why = "the pipe ended" if self._ended else f"{timeout} s passed"
            raise AssertionError(f"{what} did not come ({why}): {bytes(self._data[-2000:])!r}")

    def close(self):
        self._thread.join(PATIENCE)
        self._pipe.close()


class Tool:
    """A running tool. Used with `with`: it is ended with the block, by its process id."""

    def __init__(self, name, *args, env=None, path=None, cwd=None, stdin=subprocess.DEVNULL):
        self.name = name
        self._process = subprocess.Popen(
            [path or tool_path(name), *args],
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment(env),
            cwd=cwd,
        )
        self.pid = self._process.pid
        self._out = _Collector(self._process.stdout)
        self._err = _Collector(self._process.stderr)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self.end_input()
        self._out.close()
        self._err.close()

    def write(self, data):
        """Writes to the tool's stdin, which has to be a pipe (stdin=subprocess.PIPE)."""
        self._process.stdin.write(data)
        self._process.stdin.flush()

    def end_input(self):
        """Closes the tool's stdin, if it is a pipe."""
        if self._process.stdin:
            with contextlib.suppress(BrokenPipeError):
                self._process.stdin.close()

    def out(self):
        return self._out.data()

    def err(self):
        return self._err.data().decode()

    def wait_err(self, pattern, timeout=PATIENCE):
        """The first match of `pattern` in stderr."""
        expression = re.compile(pattern.encode(), re.MULTILINE)
        match = self._err.wait(expression.search, f"{pattern!r} on stderr of {self.name}", timeout)
        return re.compile(pattern, re.MULTILINE).search(match.group(0).decode())

    def wait_out(self, size, timeout=PATIENCE):
        """stdout, as soon as it has `size` bytes."""
        self._out.wait(lambda data: len(data) >= size, f"{size} bytes on stdout of {self.name}", timeout)
        return self.out()

    def wait_lines(self, count, timeout=PATIENCE):
        """The first `count` lines of stdout."""
        self._out.wait(lambda data: data.count(b"\n") >= count, f"{count} lines on stdout of {self.name}", timeout)
        return self.out().decode().splitlines()[:count]

    def ready(self):
        """The text of the `ready` line after the colon: the actual endpoints."""
        return self.wait_err(rf"^{self.name}: ready: .*\n").group(0).split("ready: ", 1)[1].strip()

    def endpoints(self):
        """All addresses of the `ready` line, in order."""
        return re.findall(r"[a-z]+://[^\s,]+", self.ready())

    def endpoint(self, index=0):
        return self.endpoints()[index]

    def running(self):
        return self._process.poll() is None

    def send_signal(self, number):
        self._process.send_signal(number)

    def wait(self, timeout=PATIENCE):
        """Waits for the end."""
        try:
            code = self._process.wait(timeout)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"{self.name} did not end within {timeout} s; stderr: {self.err()}") from None
        self._out.close()
        self._err.close()
        return Result(code, self.out(), self.err())

    def stop(self, number=signal.SIGTERM, timeout=PATIENCE):
        """Sends a signal and waits for the end."""
        self.send_signal(number)
        return self.wait(timeout)


def memory(tool):
    """The proportional share of memory (PSS) of a process, bytes."""
    told = Path(f"/proc/{tool.pid}/smaps_rollup").read_text()
    return int(re.search(r"^Pss: +(\d+) kB", told, re.MULTILINE)[1]) * 1024
