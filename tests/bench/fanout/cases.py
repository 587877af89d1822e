# SPDX-License-Identifier: MIT
"""What is measured: each case with its load, its servers and what zws2browser is meant to reach."""

from dataclasses import dataclass, replace

from fanout.servers import LIMITS, NAMES, OURS


@dataclass(frozen=True)
class Case:
    """A load on a number of servers.

    `rate` 0 is as fast as the server takes it; `lossless` loads hold the publisher back instead of dropping.
    `goal` is the most that `measure` may be for zws2browser: a ratio to the better limit, or what the group says.
    """

    name: str
    group: str
    clients: int
    size: int = 100
    rate: int = 0
    seconds: float = 2.0
    lossless: bool = False
    stalled: int = 0
    servers: tuple = NAMES
    flags: tuple = ()
    path: str = "/"
    variants: tuple = ()
    goal: float | None = None
    once: bool = False

    def entries(self):
        """The labels of what is measured, each with its server's name and flags."""
        if self.variants:
            return [(label, OURS, flags) for label, flags in self.variants]
        return [(name, name, self.flags) for name in self.servers]


LOG_SIZE = 8 << 20
WAIT = ("--slow-client", "wait")


def _saturation(name, clients, size, goal):
    return Case(f"saturation-{name}", "saturation", clients, size, lossless=True, flags=WAIT, goal=goal)


def _rate(clients, rate, goal=1.1):
    seconds = 4.0 if rate <= 100 else 2.0  # enough messages for a steady figure
    return Case(f"rate-{clients}x{rate}", "rate", clients, rate=rate, seconds=seconds, goal=goal)


def _latency(rate, seconds):
    return Case(f"latency-{rate}", "latency", 10, rate=rate, seconds=seconds, goal=1.15)


CASES = [
    _saturation("1", 1, 100, 1.5),
    _saturation("10", 10, 100, 1.5),
    _saturation("100", 100, 100, 1.5),
    _saturation("1000", 1000, 100, 1.5),
    _saturation("1k-bytes", 100, 1024, 1.4),
    _saturation("16k-bytes", 100, 16384, 1.3),
    _rate(1, 2000),
    _rate(100, 100),
    _rate(100, 1000),
    _rate(1000, 10),
    Case("max-delay", "max-delay", 100, rate=1000, servers=(*LIMITS, OURS), flags=("--max-delay", "1"), goal=0.45),
    Case(
        "interval", "interval", 1000, rate=10000, lossless=True, servers=(OURS, "ws"), path="/?interval=16", goal=0.05
    ),
    _latency(100, 5.0),
    _latency(10000, 3.0),
    Case("memory", "memory", 10000, rate=10, once=True, goal=4.0),
    Case(
        "never-reads",
        "never-reads",
        99,
        size=8192,
        rate=400,
        seconds=60.0,
        stalled=1,
        servers=(OURS, "ws", "gevent"),
        flags=("--log-size", str(LOG_SIZE)),
        once=True,
        goal=LOG_SIZE / 2**20 + 1,
    ),
    Case(
        "shards",
        "shards",
        1000,
        lossless=True,
        variants=(("one shard", (*WAIT, "--threads", "1")), ("two shards", (*WAIT, "--threads", "2"))),
        servers=(OURS,),
        goal=1.1,
    ),
]

MEANING = {
    "saturation": "As fast as the slowest client takes it, and nobody loses anything: CPU time of a delivered frame.",
    "rate": "A fixed rate at which there is nothing to batch: CPU time of a delivered frame.",
    "max-delay": "The same with zws2browser allowed to gather for a millisecond (`--max-delay 1`).",
    "interval": "10,000 msg/s to clients that zws2browser flushes every 16 ms (`?interval=16`).",
    "latency": "From the publisher's send to the client's receive, over all clients, in microseconds.",
    "memory": "Resident memory of the server for each idle connection, and whether all then get every message.",
    "never-reads": "One client never reads, the others do: how much the server grows, and whether the others lose.",
    "shards": "Saturation of two event loops against one: CPU time of a delivered frame.",
}


def quick(case):
    """The case as a look at whether all works: short and small."""
    seconds = 5.0 if case.group == "never-reads" else 0.5
    return replace(case, clients=min(case.clients, 1000 if case.group == "memory" else 100), seconds=seconds)
