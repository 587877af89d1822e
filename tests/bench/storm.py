#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How long a storm of new clients takes, as after a failover, and what those who are there lose meanwhile.

    /usr/bin/python3 tests/bench/storm.py [--build build/release] [--clients 5000] [--rate 1000] [--rounds 3]

Opens all connections at once, each with the handshake of WebSocket, while messages go to a client that was there
before; it reads zws.batch.v2, and so knows by positions what it lost. Times are until the last client has its 101, and
until the last one has its first messages.
"""

import argparse
import os
import re
import resource
import select
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/support"))

from zwstest.batch import WITH_POSITIONS, decode  # noqa: E402
from zwstest.websocket import WebSocket  # noqa: E402

REQUEST = (b"GET /ws?interval=100 HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n")


class Witness(threading.Thread):
    """Reads from before the storm until after it, and counts what did not come."""

    def __init__(self, url):
        super().__init__()
        self._client = WebSocket(f"{url}?interval=20", WITH_POSITIONS)
        self._ends = threading.Event()
        self.messages = self.lost = 0
        self.longest = 0.0

    def run(self):
        last, before = None, time.monotonic()
        while not self._ends.is_set():
            batch = decode(self._client.read(), positions=True)
            now = time.monotonic()
            self.longest, before = max(self.longest, now - before), now
            self.lost += 0 if last is None else batch.begin - last
            self.messages += len(batch.messages)
            last = batch.end

    def end(self):
        self._ends.set()
        self.join()
        self._client.__exit__()


class Storm:
    def __init__(self, port, count):
        self._epoll = select.epoll()
        self._clients = {}
        self._port, self._count = port, count

    def run(self):
        """Seconds until all are accepted as WebSocket clients, and until all have messages."""
        begin = time.monotonic()
        for _ in range(self._count):
            one = socket.socket()
            one.setblocking(False)
            one.connect_ex(("127.0.0.1", self._port))
            self._clients[one.fileno()] = [one, b""]
            self._epoll.register(one, select.EPOLLOUT)
        upgraded, fed = 0, 0
        upgraded_at = None
        while fed < self._count:
            for fd, _ in self._epoll.poll(60):
                client = self._clients[fd]
                if client[1] == b"":
                    client[0].sendall(REQUEST)
                    client[1] = b"asked"
                    self._epoll.modify(fd, select.EPOLLIN)
                    continue
                data = client[0].recv(65536)
                if client[1] == b"asked":
                    if not data.startswith(b"HTTP/1.1 101"):
                        raise SystemExit(f"refused: {data[:200]!r}")
                    client[1] = b"upgraded"
                    upgraded += 1
                    if upgraded == self._count:
                        upgraded_at = time.monotonic()
                    data = data.partition(b"\r\n\r\n")[2]
                if data:
                    fed += 1
                    self._epoll.unregister(fd)
        return upgraded_at - begin, time.monotonic() - begin

    def end(self):
        for one, _ in self._clients.values():
            one.close()


def measure(build, clients, rate):
    tools = Path(build) / "bin"
    server = subprocess.Popen([tools / "zws2browser", "--bind", "tcp://127.0.0.1:*", "--http", "127.0.0.1:0", "--ws",
                               "127.0.0.1:0"], stderr=subprocess.PIPE, text=True)
    ready = server.stderr.readline()
    endpoint, url = re.search(r"bind (tcp\S+?)[,;\s]", ready)[1], re.search(r"ws://\S+?(?=[,;\s])", ready)[0]
    feed = subprocess.Popen([tools / "zsine", "-q", "--rate", str(rate), "--connect", endpoint])
    try:
        witness = Witness(url)
        witness.start()
        time.sleep(1)
        storm = Storm(int(re.search(r":(\d+)", url.removeprefix("ws:"))[1]), clients)
        upgraded, fed = storm.run()
        time.sleep(1)
        storm.end()
        witness.end()
        return upgraded, fed, witness.messages, witness.lost, witness.longest
    finally:
        for one in (feed, server):
            one.terminate()
            one.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default=str(ROOT / "build/release"))
    parser.add_argument("--clients", type=int, default=5000)
    parser.add_argument("--rate", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    print(f"{args.clients} clients at once, {args.rate} messages a second, {os.cpu_count()} cores")
    for _ in range(args.rounds):
        upgraded, fed, messages, lost, longest = measure(args.build, args.clients, args.rate)
        print(f"all upgraded after {upgraded:.2f} s, all with messages after {fed:.2f} s; who was there got {messages} "
              f"messages, lost {lost}, and waited {1000 * longest:.0f} ms at most", flush=True)


if __name__ == "__main__":
    main()
