#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""CPU time a message of zcat and zfeed, as ratios to the least that the same can cost, in one run.

    tests/bench/pipeline/run.py [BUILD-FOLDER] [MESSAGES]

Both sides of a ratio take turns, and the best of each counts. Exits 1 where a target is missed.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import zmq

HERE = Path(__file__).resolve().parent
ROUNDS = 5


def free_endpoint():
    with zmq.Context() as context, context.socket(zmq.PAIR) as socket:
        socket.bind("tcp://127.0.0.1:*")
        return socket.last_endpoint.decode().rstrip("\0")


def compiled(folder, name):
    """A program of this folder, built as a release is."""
    program = folder / name
    subprocess.run(["c++", "-O2", "-o", program, HERE / f"{name}.cpp", "-lzmq"], check=True)
    return str(program)


def cpu_time(command, stdin=None, stdout=None):
    """Starts a command; returns a function that waits for its end and tells its CPU seconds."""
    child = subprocess.Popen(command, stdin=stdin, stdout=stdout)

    def finish():
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            raise RuntimeError(f"{command} ended with {child.returncode}")
        return usage.ru_utime + usage.ru_stime

    return finish


class Bench:
    def __init__(self, build, count, folder):
        self.bin = Path(build).resolve() / "bin"
        self.count = count
        self.folder = Path(folder)
        self.publish = compiled(self.folder, "publish")
        self.receive = compiled(self.folder, "bare_receive")
        self.send = compiled(self.folder, "bare_send")
        self.lines = self.folder / "lines"
        self.lines.write_text("".join(f'{{"x":{1763870400 + i / 1000:.6f},"y":{i % 100}.5}}\n' for i in range(count)))

    def receiving(self, command, count):
        """The CPU time a message, in microseconds, of a program that takes them from the publisher."""
        endpoint = free_endpoint()
        publisher = cpu_time([self.publish, endpoint, str(count)])
        with open(self.folder / "out", "wb") as out:
            taken = cpu_time([arg.format(endpoint=endpoint, count=count) for arg in command], stdout=out)()
        publisher()
        return taken / count * 1e6

    def zcat(self, form):
        zcat = [str(self.bin / "zcat"), "--hwm", "0", "--connect", "{endpoint}", "-n", "{count}", "--format", form]
        return lambda: self.receiving(zcat, self.count)

    def bare_receiver(self):
        return self.receiving([self.receive, "{endpoint}", "{count}"], self.count)

    def pyzmq(self, form):
        script = [sys.executable, str(HERE / "pyzmq_print.py"), form, "{endpoint}", "{count}"]
        return lambda: self.receiving(script, self.count // 5)

    def sending(self, command):
        endpoint = free_endpoint()
        with open(self.lines, "rb") as lines:
            sender = cpu_time([arg.format(endpoint=endpoint) for arg in command], stdin=lines)
            with open(os.devnull, "wb") as out:
                cpu_time([self.receive, endpoint, str(self.count)], stdout=out)()
        return sender() / self.count * 1e6

    def zfeed(self):
        return self.sending([str(self.bin / "zfeed"), "--bind", "{endpoint}", "--wait-peers", "1"])

    def bare_sender(self):
        return self.sending([self.send, "{endpoint}"])


def compare(name, ours, theirs, target):
    best_ours = best_theirs = float("inf")
    for _ in range(ROUNDS):
        best_ours, best_theirs = min(best_ours, ours()), min(best_theirs, theirs())
    ratio = best_ours / best_theirs
    verdict = "ok" if ratio <= target else "MISSED"
    print(f"{name:36} {best_ours:7.3f} us {best_theirs:7.3f} us   ratio {ratio:5.3f} (at most {target}) {verdict}",
          flush=True)
    return ratio <= target


def main():
    build = sys.argv[1] if len(sys.argv) > 1 else HERE.parents[2] / "build/release"
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 500_000
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(build, count, folder)
        results = [
            compare("zcat raw : bare receive and fwrite", bench.zcat("raw"), bench.bare_receiver, 1.3),
            compare("zfeed lines : bare fgets and send", bench.zfeed, bench.bare_sender, 1.3),
            compare("zcat json : pyzmq", bench.zcat("json"), bench.pyzmq("json"), 0.1),
            compare("zcat envelope : pyzmq", bench.zcat("envelope"), bench.pyzmq("envelope"), 0.1),
        ]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
