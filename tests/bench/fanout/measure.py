# SPDX-License-Identifier: MIT
"""One measurement: a server, its clients and a publisher, from start to end."""

import contextlib
import resource
import time
from dataclasses import replace

from fanout import servers
from fanout.processes import Child, Failure, wait_while

WARM_UP = 1.0  # seconds of load before the window that is measured
DRAIN = 15  # seconds in which all must have arrived once the publisher stopped
SPARE_FILES = 100  # descriptors that are no connections


def most_clients(server):
    """How many connections the limit of open files allows; a client of gevent's takes a ZeroMQ socket besides."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    if most == resource.RLIM_INFINITY:
        return 1 << 30
    return (most - SPARE_FILES) // (2 if server == "gevent" else 1)


class Bench:
    """A server with its clients connected; ends with the `with` block."""

    def __init__(self, places, case, name, flags):
        self._stack = contextlib.ExitStack()
        self._places, self._case = places, case
        with contextlib.ExitStack() as on_failure:
            on_failure.callback(self._stack.close)
            # A path with a query is zws2browser's own.
            self._path = case.path if name == servers.OURS else "/"
            self.server = servers.start(self._stack, name, places, flags, case.clients + case.stalled)
            self.child = self.server.child
            self.empty_bytes = self.child.resident_bytes()
            self.load = self._connect()
            on_failure.pop_all()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._stack.close()

    def _start(self, program, *flags):
        child = Child([self._places.programs / program, *flags])
        self._stack.callback(child.end, grace=1)
        return child

    def _connect(self):
        case = self._case
        words = ["--port", self.server.port, "--path", self._path, "--clients", case.clients, "--stalled", case.stalled]
        if case.group == "latency":
            words.append("--latencies")
        load = self._start("fanout-load", *words)
        try:
            load.report(60)
        except Failure as failure:
            raise Failure(f"{case.clients} clients cannot connect: {failure}") from None
        return load

    def publish(self, count=0):
        """A publisher at work: it has heard the server's subscription."""
        case = self._case
        words = ["--connect", self.server.endpoint, "--rate", case.rate, "--size", case.size, "--count", count]
        words += ["--duration", case.seconds + 60] + (["--block"] if case.lossless else [])
        publisher = self._start("fanout-publish", *words)
        if not publisher.report(30)["subscribed"]:
            raise Failure("does not subscribe")
        return publisher

    def mark(self):
        """Frames, time and latencies of the clients, with the server's CPU time."""
        self.load.tell("mark")
        return self.load.report(20) | {"cpu": self.child.cpu_seconds()}

    def drained(self, sent):
        """The clients' final account, once they have got all or nothing more comes."""
        self.load.tell(f"finish {sent}")
        with contextlib.suppress(Failure):
            return self.load.report(DRAIN)
        return self.cut_off()

    def cut_off(self):
        """The clients' account of what came until now."""
        self.load.end_of_input()
        return self.load.report(10)


def _faults(account):
    return {key: account[key] for key in ("disordered", "malformed", "closed")}


def _lost(account, expected):
    return max(0.0, 1 - account["frames"] / expected) if expected else None


def delivery(places, case, name, flags):
    """CPU time of a frame, latencies and losses while messages flow."""
    with Bench(places, case, name, flags) as bench:
        publisher = bench.publish()
        time.sleep(min(WARM_UP, case.seconds))
        start = bench.mark()
        time.sleep(case.seconds)
        end = bench.mark()
        if case.lossless:
            # A flood leaves megabytes on their way; what was passed over shows in the numbers that did come.
            account = bench.cut_off()
            lost = _lost(account, account["frames"] + account["lost"])
        else:
            publisher.ask_to_stop()
            sent = publisher.report(15)["sent"]
            account = bench.drained(sent)
            lost = _lost(account, sent * case.clients)
    frames, seconds = end["frames"] - start["frames"], (end["us"] - start["us"]) / 1e6
    if frames == 0:
        raise Failure("delivers nothing under this load")
    cpu = end["cpu"] - start["cpu"]
    latencies = {key: end[key] for key in ("p50", "p99", "p999") if key in end}
    rates = {"frames_per_second": frames / seconds, "cores": cpu / seconds, "us_per_frame": cpu * 1e6 / frames}
    return rates | latencies | {"lost": lost} | _faults(account)


def memory(places, case, name, flags):
    """Memory of idle connections, and whether each of them gets every message."""
    case = replace(case, clients=min(case.clients, most_clients(name)))
    with Bench(places, case, name, flags) as bench:
        _wait_until_steady(bench.child)
        idle = bench.child.resident_bytes()
        publisher = bench.publish(count=20)
        sent = publisher.report(60)["sent"]
        account = bench.drained(sent)
        used = bench.child.resident_bytes()
    each = 1024 * case.clients
    sizes = {
        "mib_empty": bench.empty_bytes / 2**20,
        "kib_idle": (idle - bench.empty_bytes) / each,
        "kib_used": (used - bench.empty_bytes) / each,
    }
    return sizes | {"clients": case.clients, "lost": _lost(account, sent * case.clients)} | _faults(account)


def _wait_until_steady(child):
    """Until the server has used no CPU time to speak of for half a second."""
    state = {"cpu": child.cpu_seconds()}

    def busy():
        time.sleep(0.5)
        before, state["cpu"] = state["cpu"], child.cpu_seconds()
        return state["cpu"] - before > 0.02

    wait_while(busy, 10)


def never_reads(places, case, name, flags):
    """Growth of the server while one client of many never reads."""
    with Bench(places, case, name, flags) as bench:
        before = bench.child.resident_bytes()
        publisher = bench.publish()
        growth = []
        end = time.monotonic() + case.seconds
        while time.monotonic() < end:
            time.sleep(0.25)
            growth.append((bench.child.resident_bytes() - before) / 2**20)
        publisher.ask_to_stop()
        sent = publisher.report(15)["sent"]
        account = bench.drained(sent)
    quarters = [growth[min(len(growth) - 1, len(growth) * part // 4)] for part in (1, 2, 3, 4)]
    offered = sent * case.size / 2**20
    sizes = {"mib_most": max(growth), "mib_quarters": quarters, "mib_offered": offered}
    return sizes | {"lost": _lost(account, sent * case.clients)} | _faults(account)


def measure(places, case, name, flags):
    """Measures a server under a case's load; raises Failure."""
    kind = {"memory": memory, "never-reads": never_reads}.get(case.group, delivery)
    return kind(places, case, name, flags)
