#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""What peers cost zrelay and a proxy of libzmq (XSUB to XPUB) under the same attacks; a table on standard output."""

import argparse
import contextlib
import os
import resource
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests/support"), str(ROOT / "tests/cli")]
os.environ.setdefault("ZWS_BIN_DIR", str(ROOT / "build/release/bin"))

import zmq  # noqa: E402
from bounds_test import ANY, MIB, connected_peer, frame, memory, processor_time  # noqa: E402
from zwstest import Peers, Tool  # noqa: E402


class Proxy:
    """libzmq's, in a process of its own."""

    def __init__(self, descriptors):
        read, write = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            limit(descriptors)
            context = zmq.Context()
            sides = context.socket(zmq.XSUB), context.socket(zmq.XPUB)
            for side in sides:
                side.bind(ANY)
            os.write(write, b" ".join(side.last_endpoint for side in sides))
            os.close(write)
            zmq.proxy(*sides)
        os.close(write)
        self.endpoints = os.read(read, 1000).decode().split()
        os.close(read)

    def endpoint(self, index):
        return self.endpoints[index]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)


def limit(descriptors):
    if descriptors:
        resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, descriptors))


def proxy(descriptors=None):
    return Proxy(descriptors)


def zrelay(descriptors=None):
    limited = ["-c", f'ulimit -n {descriptors or 1000}; exec "$0" "$@"', os.environ["ZWS_BIN_DIR"] + "/zrelay"]
    return Tool("zrelay", *limited, "--in-bind", ANY, "--out-bind", ANY, "--filter", "forward", path="/bin/sh")


class Watched:
    """The most memory that a process has had, bytes."""

    def __init__(self, relay):
        self.most = 0
        self.dead = False
        self._relay = relay
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def _watch(self):
        try:
            while not self._ends.wait(0.02):
                self.most = max(self.most, memory(self._relay))
        except ProcessLookupError:
            self.dead = True

    def figures(self, latest):
        waits = f"{latest / 1e6:.0f} ms" if latest else "nothing came"
        return f"{self.most / MIB:.0f} MiB, {'it died' if self.dead else waits}"

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._ends.set()
        self._thread.join()


def flows(pub, sub):
    while not sub.poll(20):
        pub.send_multipart([b"hello", b""])


def stopped_subscribers(relay, number):
    """Its most memory, and how late the reader was at most."""
    with Peers() as peers, Watched(relay) as watched:
        pub, reader = peers.pub(connect=relay.endpoint(0)), peers.sub(connect=relay.endpoint(1))
        crowd = [peers.sub(connect=relay.endpoint(1), hwm=1) for _ in range(number)]
        for sub in (reader, *crowd):
            flows(pub, sub)
        latest = 0
        for count in range(1000):
            pub.send_multipart([b"%d" % count, time.monotonic_ns().to_bytes(8, "big") + bytes(100_000)])
            while (got := reader.recv_multipart())[0] != b"%d" % count:
                pass
            latest = max(latest, time.monotonic_ns() - int.from_bytes(got[1][:8], "big"))
        return watched.figures(latest)


def subscriptions(relay, topics):
    """Its most memory, and how late another subscriber was at most, while the peer subscribes and goes."""
    with Peers() as peers, Watched(relay) as watched:
        pub, reader = peers.pub(connect=relay.endpoint(0)), peers.sub(connect=relay.endpoint(1), topics=(b"hello",))
        flows(pub, reader)
        ends = threading.Event()

        def attack():
            with contextlib.suppress(OSError), connected_peer(relay.endpoint(1), b"SUB") as peer:
                for topic in topics:
                    peer.sendall(frame(b"\1" + topic))
            time.sleep(3)
            ends.set()

        attacker = threading.Thread(target=attack)
        attacker.start()
        latest = 0
        while not ends.is_set():
            pub.send_multipart([b"hello", time.monotonic_ns().to_bytes(8, "big")])
            while reader.poll(5):
                got = reader.recv_multipart()[1]
                if got:
                    latest = max(latest, time.monotonic_ns() - int.from_bytes(got, "big"))
        attacker.join()
        return watched.figures(latest)


def crowd_of_publishers(relay):
    """The processor time of a second."""
    with contextlib.ExitStack() as crowd:
        for _ in range(100):
            crowd.enter_context(connected_peer(relay.endpoint(0), b"PUB"))
        time.sleep(1)
        before = processor_time(relay)
        time.sleep(3)
        return f"{(processor_time(relay) - before) / 3:.2f} of a core"


ATTACKS = {
    "20 subscribers that never read, 1,000 messages of 100 kB: memory, and the longest wait of one that reads":
        (None, lambda relay: stopped_subscribers(relay, 20)),
    "50 of them": (None, lambda relay: stopped_subscribers(relay, 50)),
    "1,500 subscriptions of 1 MB from one peer":
        (None, lambda relay: subscriptions(relay, (b"%06d" % number + bytes(1_000_000) for number in range(1500)))),
    "a million short ones": (None, lambda relay: subscriptions(relay, (b"%d" % number for number in range(1_000_000)))),
    "100 publishers, 64 descriptors": (64, crowd_of_publishers),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--skip", type=int, default=0, metavar="N", help="leave the first N attacks out")
    options = parser.parse_args()
    print("| attack | libzmq's proxy | zrelay |\n|---|---|---|", flush=True)
    for attack, (descriptors, measure) in list(ATTACKS.items())[options.skip:]:
        figures = []
        for start in (proxy, zrelay):
            with start(descriptors) as relay:
                figures.append(measure(relay))
        print("|", attack, "|", " | ".join(figures), "|", flush=True)


if __name__ == "__main__":
    main()
