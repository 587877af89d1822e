# SPDX-License-Identifier: MIT
"""What all measurements have: processes on this machine, a load through them, and a window in the middle of it."""

import contextlib
import os
import re
import time
from pathlib import Path
from typing import NamedTuple

from fanout.processes import Child, Failure, wait_while

WARM_UP = 0.7  # seconds of load before the window that is measured
ANY = "tcp://127.0.0.1:*"
FREE = ("--http", "127.0.0.1:0", "--ws", "127.0.0.1:0")
BOUND = re.compile(r"bind (tcp://[^\s,]+)")
WEB = re.compile(r"bind (tcp://[^\s,]+), .*\bwss? wss?://127\.0\.0\.1:(\d+)/")


class Programs(NamedTuple):
    """Where the programs are; None where one that can be missing is."""

    tools: Path  # the folder of zrelay, znats and zws2browser
    load: Path  # that of fanout-publish and fanout-load
    nats_server: str
    nginx: str | None
    openssl: str | None


class Load(NamedTuple):
    """What goes through."""

    rate: float  # messages a second
    size: int  # bytes of a message


class Window(NamedTuple):
    """What happened while it was measured, all clients together."""

    seconds: float
    frames: int  # messages
    batches: int  # in which they came
    cpu: dict  # seconds, by the names of the processes


class Size(NamedTuple):
    """What a process holds: memory that is its own, with its share of what it shares, and descriptors."""

    kib: int
    descriptors: int


class Station:
    """Processes that are started and measured in a `with` block, and end with it. A subclass has `build()`."""

    def __init__(self, programs, load, clients):
        self.programs, self.load, self.client_count = programs, load, clients
        self.measured = {}
        self.stack = contextlib.ExitStack()
        self._clients = None

    def build(self):
        raise NotImplementedError

    def __enter__(self):
        with contextlib.ExitStack() as on_failure:
            on_failure.callback(self.stack.close)
            self.build()
            on_failure.pop_all()
        return self

    def __exit__(self, *_):
        self.stack.close()

    def run(self, name, pattern, *command):
        """Starts what is to be measured; returns what `pattern` finds in its first line that has it."""
        child = Child(command, speaks_on="stderr")
        self.stack.callback(child.end)
        if name:
            self.measured[name] = child
        while pattern and not (found := pattern.findall(child.line(20))):
            pass
        return None if not pattern else found[0] if isinstance(found[0], tuple) else found

    def tool(self, name, pattern, tool, *flags):
        return self.run(name, pattern, self.programs.tools / tool, *flags)

    def _program(self, name, *flags):
        child = Child([self.programs.load / name, *flags])
        self.stack.callback(child.end, grace=1)
        return child

    def connect(self, port, *flags):
        """The browsers."""
        self._clients = self._program("fanout-load", "--port", port, "--clients", self.client_count, *flags)
        self._clients.report(60)

    def publish(self, endpoint):
        """The producer."""
        publisher = self._program("fanout-publish", "--connect", endpoint, "--rate", self.load.rate,
                                  "--size", self.load.size, "--duration", 600)
        if not publisher.report(30)["subscribed"]:
            raise Failure("nobody subscribes")

    def _mark(self):
        self._clients.tell("mark")
        report = self._clients.report(20)
        return report | {"cpu": {name: child.cpu_seconds() for name, child in self.measured.items()}}

    def await_messages(self, patience=20):
        if not wait_while(lambda: self._mark()["frames"] == 0, patience):
            raise Failure("nothing arrives at the end")
        time.sleep(WARM_UP)

    def window(self, seconds):
        """Raises Failure where not all of the messages came through."""
        start = self._mark()
        time.sleep(seconds)
        end = self._mark()
        cpu = {name: end["cpu"][name] - start["cpu"][name] for name in self.measured}
        result = Window((end["us"] - start["us"]) / 1e6, end["frames"] - start["frames"],
                        end["batches"] - start["batches"], cpu)
        self._check_rate(result)
        return result

    def _check_rate(self, window):
        messages, expected = window.frames / self.client_count, self.load.rate * window.seconds
        if abs(messages - expected) > max(3, 0.05 * expected):
            raise Failure(f"{messages / window.seconds:.0f} messages/s arrived in place of {self.load.rate:g}")

    def costs(self, seconds, patience=20):
        """Microseconds of CPU that a message took each process; raises Failure."""
        self.await_messages(patience)
        window = self.window(seconds)
        messages = window.frames / self.client_count
        return {name: cpu * 1e6 / messages for name, cpu in window.cpu.items()}

    def size(self, name):
        """Raises Failure where the process has ended."""
        process = Path("/proc") / str(self.measured[name].pid)
        try:
            rollup = (process / "smaps_rollup").read_text(encoding="ascii")
            return Size(int(re.search(r"^Pss: +(\d+) kB", rollup, re.MULTILINE)[1]), len(os.listdir(process / "fd")))
        except OSError:
            raise Failure(f"{name} ended") from None
