#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""CPU time of zws2browser with history, as a ratio to the same without, in one run.

    tests/bench/history/ingest.py [BUILD-FOLDER] [SECONDS] [ROUNDS]

100,000 JSON messages a second in 10 series come in, and nobody looks at them: what there is besides is reading them.
With history in memory, in a folder, and without: they take turns, and the least of each counts. Exits 1 where the
target is missed, or where a point was lost.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

TARGET = 2
SERIES = 10
RATE = 10_000  # of each
TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


class Server:
    def __init__(self, binaries, flags):
        self.child = subprocess.Popen([binaries / "zws2browser", "--bind", "tcp://127.0.0.1:*", "--http", "127.0.0.1:0",
                                       "--ws", "127.0.0.1:0", *flags], stderr=subprocess.PIPE, text=True)
        ready = self.child.stderr.readline()
        self.bind, self.http, self.ws = (re.search(pattern, ready)[1] for pattern in (
            r"bind (tcp://\S+?),", r"http (http://\S+?),", r"ws (ws://\S+)"))

    def metric(self, name):
        with urllib.request.urlopen(f"{self.http}metrics") as answer:
            return int(re.search(rf"^{name} (\d+)", answer.read().decode(), re.M)[1])

    def stop(self):
        self.child.send_signal(signal.SIGINT)
        self.child.stderr.close()
        self.child.wait()


def measure(binaries, flags, seconds):
    """Microseconds of CPU a message, and how many came that are not in the history."""
    server = Server(binaries, flags)
    names = [word for i in range(SERIES) for word in ("--series", f"wave{i}")]
    feed = subprocess.Popen([binaries / "zsine", "--connect", server.bind, "--rate", str(RATE), "--hwm", "100000",
                             *names])
    try:
        time.sleep(2)
        received, before = server.metric("zws2browser_messages_received_total"), cpu_seconds(server.child.pid)
        time.sleep(seconds)
        received = server.metric("zws2browser_messages_received_total") - received
        taken = cpu_seconds(server.child.pid) - before
        feed.send_signal(signal.SIGINT)
        feed.wait()
        time.sleep(0.5)
        kept = server.metric("zws2browser_history_points_total") if "0" not in flags else None
        lost = 0 if kept is None else server.metric("zws2browser_messages_received_total") - kept
        return taken / received * 1e6, received / seconds, lost
    finally:
        feed.poll() is None and feed.kill()
        server.stop()


def main():
    binaries = Path(sys.argv[1] if len(sys.argv) > 1 else "build/release").resolve() / "bin"
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 5
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    results = {}
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            for name, flags in {"without": ["--history-memory", "0"], "in memory": [],
                                "in a folder": ["--history-dir", folder]}.items():
                results.setdefault(name, []).append(measure(binaries, flags, seconds))
    least = {name: min(taken for taken, _, _ in all_of) for name, all_of in results.items()}
    lost = sum(lost for all_of in results.values() for _, _, lost in all_of)
    print("| history | us a message | ratio | messages a second |\n|---|---|---|---|")
    for name, taken in least.items():
        rate = sum(rate for _, rate, _ in results[name]) / rounds
        print(f"| {name} | {taken:.3f} | {taken / least['without']:.2f} | {rate:,.0f} |")
    print(f"lost: {lost}")
    return 1 if lost or max(least.values()) > TARGET * least["without"] else 0


if __name__ == "__main__":
    sys.exit(main())
