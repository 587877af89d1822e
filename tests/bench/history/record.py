#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""CPU time a message of zrec at saturation, as a ratio to `zcat --format raw > file`, in one run.

    tests/bench/history/record.py [BUILD-FOLDER] [MESSAGES] [ROUNDS]

Messages are 100 bytes of JSON under a topic. Both take turns, and the best of each counts. Exits 1 where the target is
missed, or where zrec lost a message.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import zmq

HERE = Path(__file__).resolve().parent
TARGET = 1.5
COMPRESSIONS = ("zstd", "none")


def free_endpoint():
    with zmq.Context() as context, context.socket(zmq.PAIR) as socket:
        socket.bind("tcp://127.0.0.1:*")
        return socket.last_endpoint.decode().rstrip("\0")


def cpu_seconds(child):
    """Of a program, once it has ended."""
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise RuntimeError(f"{child.args} ended with {child.returncode}")
    return usage.ru_utime + usage.ru_stime


class Bench:
    def __init__(self, build, count, folder):
        self.bin = Path(build).resolve() / "bin"
        self.count = count
        self.folder = Path(folder)
        self.publish = self.folder / "publish"
        subprocess.run(["c++", "-std=c++20", "-O2", "-o", self.publish, HERE / "publish.cpp", "-lzmq"], check=True)

    def publisher(self):
        endpoint = free_endpoint()
        return endpoint, subprocess.Popen([self.publish, endpoint, str(self.count)])

    def zcat(self):
        endpoint, publisher = self.publisher()
        with open(self.folder / "raw", "wb") as out:
            taken = cpu_seconds(subprocess.Popen([self.bin / "zcat", "--connect", endpoint, "-n", str(self.count),
                                                  "--format", "raw"], stdout=out))
        cpu_seconds(publisher)
        return taken / self.count * 1e6

    def zrec(self, compression):
        """Ends once all is in the file, which is a flush after the last message."""
        endpoint, publisher = self.publisher()
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            child = subprocess.Popen([self.bin / "zrec", "--connect", endpoint, "--dir", folder, "--compression",
                                      compression], stderr=subprocess.PIPE, text=True)
            cpu_seconds(publisher)
            size = -1
            while size != (size := sum(file.stat().st_size for file in Path(folder).iterdir())):
                time.sleep(1.5)
            child.send_signal(signal.SIGINT)
            said = child.stderr.read()
            taken = cpu_seconds(child)
        recorded = int(re.search(r"(\d+) messages", said)[1])
        if recorded != self.count:
            raise RuntimeError(f"{self.count - recorded} messages are not in the file")
        return taken / self.count * 1e6, size / self.count


def main():
    build = sys.argv[1] if len(sys.argv) > 1 else HERE.parents[2] / "build/release"
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    good = True
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(build, count, folder)
        zcat = []
        zrec = {compression: [] for compression in COMPRESSIONS}
        for _ in range(rounds):
            zcat.append(bench.zcat())
            for compression in COMPRESSIONS:
                zrec[compression].append(bench.zrec(compression))
        for compression, taken in zrec.items():
            cost, size = min(taken)
            ratio = cost / min(zcat)
            good &= compression != "zstd" or ratio <= TARGET
            print(f"zrec --compression {compression}: {cost:.3f} us, {size:.1f} bytes a message; zcat --format raw: "
                  f"{min(zcat):.3f} us; ratio {ratio:.2f} (at most {TARGET})")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
