# SPDX-License-Identifier: MIT
"""The chain of zws(7), SCALING, on this machine: what a message costs each of its processes."""

import contextlib
import re
import time
from pathlib import Path
from typing import NamedTuple

from fanout.processes import Child, Failure, wait_while
from hops.taps import Taps

WARM_UP = 1.0  # seconds of load before the window that is measured
ANY = "tcp://127.0.0.1:*"
BOUND = re.compile(r"bind (tcp://[^\s,]+)")
WEB = re.compile(r"bind (tcp://[^\s,]+), .*\bws ws://127\.0\.0\.1:(\d+)/")
LISTENS = re.compile(r"Listening for client connections on ([\d.:]+)")
CONNECTED = re.compile(r"connected to ")


class Programs(NamedTuple):
    """Where the programs are."""

    tools: Path  # the folder of zrelay, znats and zws2browser
    load: Path  # that of fanout-publish and fanout-load
    nats_server: str


class Load(NamedTuple):
    """What goes through the chain."""

    rate: float  # messages a second
    size: int  # bytes of a message


class Chain:
    """fanout-publish, zrelay, znats, nats-server, znats, zws2browser, fanout-load; ends with the `with` block.

    Taps take the stream out of the server beside the znats, as those of further edges do.
    """

    def __init__(self, programs, load, taps, clients):
        self._stack = contextlib.ExitStack()
        self._programs, self._load, self._client_count = programs, load, clients
        self._measured = {}
        with contextlib.ExitStack() as on_failure:
            on_failure.callback(self._stack.close)
            self._start(taps)
            on_failure.pop_all()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._stack.close()

    def _start(self, taps):
        address = self._run("nats", LISTENS, self._programs.nats_server, "-a", "127.0.0.1", "-p", "-1")[0]
        edge, port = self._tool("edge", WEB, "zws2browser", "--bind", ANY,
                                "--http", "127.0.0.1:0", "--ws", "127.0.0.1:0")
        self._bridge("from_nats", address, "--from-nats", "zws.%t", "--connect", edge)
        self._stack.callback(Taps(address, "zws.>", taps).close)
        entry, out = self._tool("relay", BOUND, "zrelay", "--in-bind", ANY, "--out-bind", ANY)
        self._bridge("to_nats", address, "--to-nats", "zws.%t", "--connect", out)
        self._clients = self._program("fanout-load", "--port", port, "--clients", self._client_count)
        self._clients.report(60)
        publisher = self._program("fanout-publish", "--connect", entry, "--rate", self._load.rate, "--size",
                                  self._load.size, "--duration", 600)
        if not publisher.report(30)["subscribed"]:
            raise Failure("zrelay does not subscribe")

    def _run(self, name, pattern, *command):
        """Starts what is to be measured; returns what `pattern` finds in its first line that has it."""
        child = Child(command, speaks_on="stderr")
        self._stack.callback(child.end)
        self._measured[name] = child
        while not (found := pattern.findall(child.line(20))):
            pass
        return found[0] if isinstance(found[0], tuple) else found

    def _tool(self, name, pattern, tool, *flags):
        return self._run(name, pattern, self._programs.tools / tool, *flags)

    def _bridge(self, name, address, *flags):
        self._tool(name, CONNECTED, "znats", "--nats", f"nats://{address}", *flags)

    def _program(self, name, *flags):
        child = Child([self._programs.load / name, *flags])
        self._stack.callback(child.end, grace=1)
        return child

    def _mark(self):
        self._clients.tell("mark")
        report = self._clients.report(20)
        return report | {"cpu": {name: child.cpu_seconds() for name, child in self._measured.items()}}

    def costs(self, seconds):
        """Microseconds of CPU that a message took each process, in a window of `seconds`; raises Failure."""
        if not wait_while(lambda: self._mark()["frames"] == 0, 20):
            raise Failure("nothing arrives at the end of the chain")
        time.sleep(WARM_UP)
        start = self._mark()
        time.sleep(seconds)
        end = self._mark()
        messages = (end["frames"] - start["frames"]) / self._client_count
        self._check_rate(messages, (end["us"] - start["us"]) / 1e6)
        return {name: (end["cpu"][name] - start["cpu"][name]) * 1e6 / messages for name in self._measured}

    def _check_rate(self, messages, seconds):
        expected = self._load.rate * seconds
        if abs(messages - expected) > max(2, 0.05 * expected):
            raise Failure(f"{messages / seconds:.0f} messages/s arrived in place of {self._load.rate:g}")
