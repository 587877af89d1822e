#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Time from the start of `zfeed --format mcap --since T` until its first message is received, in a large recording.

    tests/bench/history/seek.py [BUILD-FOLDER] [GIGABYTES] [MOMENTS] [FOLDER]

Writes the recording first: chunks of a MiB, not compressed, of messages of 100 bytes. Then come random moments of it,
each once with a cold cache of the file, and once with a warm one. Last its index is cut off, as a crash leaves it.
Exits 1 where a moment takes longer than the target, or where another message comes than the first one of it.
"""

import array
import json
import os
import random
import statistics
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path

import zmq

TARGET = 0.100  # seconds
START = 1_763_870_400_000_000_000
STEP = 100_000  # nanoseconds between messages
HEAD = struct.Struct("<BQ")
MESSAGE = struct.Struct("<BQHIQQ")
PAYLOAD = 100
SIZE = MESSAGE.size + PAYLOAD
EACH = (1 << 20) // SIZE  # messages in a chunk
MAGIC = b"\x89MCAP0\r\n"


def text(value):
    return struct.pack("<I", len(value)) + value


def record(opcode, content):
    return HEAD.pack(opcode, len(content)) + content


def payload(chunk, number):
    return b'{"chunk":%-8d,"n":%-6d,"pad":"' % (chunk, number) + b"x" * (PAYLOAD - 38) + b'"}'


CHANNEL = record(4, struct.pack("<HH", 1, 0) + text(b"sensor") + text(b"json") + text(text(b"zws:frames") + text(b"2")))


class Chunks:
    """Makes one chunk after the other; only times and the number of the chunk differ."""

    def __init__(self):
        messages = (MESSAGE.pack(5, SIZE - 9, 1, n, 0, 0) + payload(0, n) for n in range(EACH))
        self._records = bytearray(CHANNEL + b"".join(messages))

    def make(self, number):
        """The record of a chunk, and the times of its first and last message."""
        first = START + number * EACH * STEP
        times = array.array("Q", range(first, first + EACH * STEP, STEP)).tobytes()
        for byte in range(8):
            for field in (15, 23):  # log time, publish time
                self._records[len(CHANNEL) + field + byte::SIZE] = times[byte::8]
        for byte, digit in enumerate(b"%-8d" % number):
            self._records[len(CHANNEL) + MESSAGE.size + 9 + byte::SIZE] = bytes([digit]) * EACH
        last = first + (EACH - 1) * STEP
        head = struct.pack("<QQQI", first, last, len(self._records), zlib.crc32(self._records)) + text(b"")
        return record(6, head + struct.pack("<Q", len(self._records)) + self._records), first, last


def write(path, size):
    """Writes a recording of about `size` bytes; the number of its chunks, and where its summary begins."""
    chunks, indexes, count = Chunks(), [], 0
    with open(path, "wb") as out:
        out.write(MAGIC + record(1, text(b"") + text(b"seek.py")))
        while out.tell() < size:
            offset = out.tell()
            chunk, first, last = chunks.make(count)
            out.write(chunk)
            length = struct.unpack_from("<Q", chunk, 1)[0] - 40
            indexes.append(record(8, struct.pack("<QQQQ", first, last, offset, len(chunk)) + text(b"")
                                  + struct.pack("<Q", 0) + text(b"") + struct.pack("<QQ", length, length)))
            count += 1
        out.write(record(15, bytes(4)))
        start = out.tell()
        summary = CHANNEL + b"".join(indexes)
        footer = record(2, struct.pack("<QQ", start, 0) + bytes(4))
        crc = zlib.crc32(summary + footer[:-4])
        out.write(summary + footer[:-4] + struct.pack("<I", crc) + MAGIC)
        out.flush()
        os.fsync(out.fileno())
    return count, start


def forget(path):
    """Has the kernel forget what it keeps of a file."""
    with open(path, "rb") as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def seek(zfeed, path, chunk, number):
    """Seconds until the first message came, and those of CPU; it has to be the one that is asked for."""
    time_wanted = START + (chunk * EACH + number) * STEP
    since = f"{time_wanted // 10**9}.{time_wanted % 10**9:09}"
    with zmq.Context() as context, context.socket(zmq.SUB) as sub:
        sub.subscribe(b"")
        sub.bind("tcp://127.0.0.1:*")
        endpoint = sub.last_endpoint.decode().rstrip("\0")
        begin = time.perf_counter()
        args = [zfeed, "--connect", endpoint, "--format", "mcap", "--since", since, "--pace", path]
        child = subprocess.Popen(args, stderr=subprocess.DEVNULL)
        frames = sub.recv_multipart() if sub.poll(60_000) else None
        taken = time.perf_counter() - begin
        child.kill()
        _, _, usage = os.wait4(child.pid, 0)
        child.returncode = 0
    told = json.loads(frames[1]) if frames else {}
    if (told.get("chunk"), told.get("n")) != (chunk, number):
        raise RuntimeError(f"asked for message {number} of chunk {chunk}, and {told} came")
    return taken, usage.ru_utime + usage.ru_stime


def report(name, found):
    taken, cpu = zip(*found)
    figures = (statistics.median(taken), max(taken), max(cpu))
    print(f"{name:32}", *(f"{1000 * value:8.1f}" for value in figures), flush=True)
    return max(taken)


def main():
    build = Path(sys.argv[1] if len(sys.argv) > 1 else "build/release")
    gigabytes = float(sys.argv[2]) if len(sys.argv) > 2 else 10
    moments = int(sys.argv[3]) if len(sys.argv) > 3 else 20
    zfeed = str(build / "bin/zfeed")
    chosen = random.Random(1)
    with tempfile.TemporaryDirectory(dir=sys.argv[4] if len(sys.argv) > 4 else None) as folder:
        path = f"{folder}/large.mcap"
        count, summary = write(path, gigabytes * 1e9)
        print(f"{os.path.getsize(path) / 1e9:.1f} GB, {count * EACH} messages in {count} chunks\n")
        print(f"{'first message after, ms':32} {'median':>8} {'worst':>8} {'CPU':>8}")
        places = [(chosen.randrange(count), chosen.randrange(EACH)) for _ in range(moments)]
        cold = []
        for place in places:
            forget(path)
            cold.append(seek(zfeed, path, *place))
        worst = report("with its index, cold cache", cold)
        worst = max(worst, report("with its index, warm cache", [seek(zfeed, path, *place) for place in places]))
        os.truncate(path, summary)
        report("without its index", [seek(zfeed, path, *place) for place in places[:3]])
    print(f"\ntarget with an index: {1000 * TARGET:.0f} ms: {'reached' if worst <= TARGET else 'missed'}")
    return 0 if worst <= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
