#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""CPU time of zpeek --top and --plot on a terminal, at a steady rate of messages, beside that of zcat in the same run.

    tests/bench/peek/run.py [BUILD-FOLDER] [MESSAGES] [RATE]

A message has 100 B of JSON with three numbers, under one of ten topics. zcat prints what came to /dev/null (text), and
counts (--stats). All take turns, and the best of each counts. Exits 1 where one needs more than half a core, or loses
more than zcat.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "support"))

ROUNDS = 3
PATIENCE = 60


def cpu_seconds(pid):
    """Of all threads of a process."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def compiled(folder):
    program = folder / "publish"
    subprocess.run(["c++", "-O2", "-std=c++17", "-o", program, HERE / "publish.cpp", "-lzmq"], check=True)
    return program


class Bench:
    def __init__(self, build, count, rate, folder):
        os.environ["ZWS_BIN_DIR"] = str(Path(build).resolve() / "bin")
        self.bin = Path(os.environ["ZWS_BIN_DIR"])
        self.count, self.rate, self.folder = count, rate, folder
        self.publish = compiled(folder)

    def publishing(self):
        """A publisher and its endpoint."""
        endpoint = f"tcp://127.0.0.1:{20000 + os.getpid() % 10000}"
        return subprocess.Popen([self.publish, endpoint, str(self.count), str(self.rate)]), endpoint

    def zcat(self, *options):
        """CPU seconds, and how many messages came."""
        publisher, endpoint = self.publishing()
        with open(os.devnull, "wb") as nothing:
            child = subprocess.Popen([self.bin / "zcat", "--connect", endpoint, "--idle", "1", *options],
                                     stdout=nothing, stderr=subprocess.PIPE)
            told = child.stderr.read().decode()
            _, _, usage = os.wait4(child.pid, 0)
        publisher.wait()
        came = int(re.search(r"total: (\d+) messages", told)[1])
        return usage.ru_utime + usage.ru_stime, came

    def zpeek(self, option):
        from zwstest import Tmux  # reads the folder of the tools
        publisher, endpoint = self.publishing()
        pid_file = self.folder / "pid"
        with Tmux(width=160, height=50) as terminal:
            script = f"echo $$ > {pid_file}; exec zpeek {option} {endpoint}"
            terminal.run(f"sh -c {shlex.quote(script)}")
            terminal.wait_row(-1, "q quit$")
            pid = int(pid_file.read_text())
            if publisher.wait(PATIENCE) != 0:
                raise RuntimeError("the publisher failed")
            time.sleep(2)  # what is on its way, and the next picture
            used = cpu_seconds(pid)
            lines = terminal.screen()
            terminal.type("q")
        rows = [line.split() for line in lines if line.startswith("plant/")]
        counted = re.search(r"(\d+) messages", lines[-1])
        return used, int(counted[1]) if counted else sum(int(row[4]) for row in rows)


def main():
    build = sys.argv[1] if len(sys.argv) > 1 else HERE.parents[2] / "build/release"
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    rate = int(sys.argv[3]) if len(sys.argv) > 3 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(build, count, rate, Path(folder))
        runs = {"zcat --stats --format text": lambda: bench.zcat("--stats"),
                "zcat --stats --format json": lambda: bench.zcat("--stats", "--format", "json"),
                "zpeek --top": lambda: bench.zpeek("--top"),
                "zpeek --plot": lambda: bench.zpeek("--plot"),
                "zpeek --plot /temp": lambda: bench.zpeek("--plot /temp")}
        best = {}
        for _ in range(ROUNDS):
            for name, measure in runs.items():
                used, came = measure()
                cost = (used / max(came, 1), used, count - came)
                best[name] = min(best.get(name, cost), cost)
    base, _, least_lost = best["zcat --stats --format text"]
    missed = False
    for name, (cost, used, lost) in best.items():
        core = used / (count / rate)
        is_missed = name.startswith("zpeek") and (core > 0.5 or lost > least_lost)
        missed |= is_missed
        print(f"{name:28} {cost * 1e6:6.3f} us a message, ratio {cost / base:5.2f}, {core * 100:5.1f} % of a core, "
              f"{lost} lost{' MISSED' if is_missed else ''}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
