# SPDX-License-Identifier: MIT
"""Recordings as the MCAP library of others reads them (tests/mcap/read.mjs), and writes them (write.mjs)."""

import base64
import json
import shutil
import struct
import subprocess
import unittest
from pathlib import Path
from typing import NamedTuple

from .process import PATIENCE, source_dir

FOLDER = source_dir() / "tests/mcap"

SECOND = 1_000_000_000
START = 1_763_870_400 * SECOND
"""2025-11-23T04:00:00Z, from where on write() counts the times of messages."""

JSON = {"topic": "cpu", "encoding": "json"}


class Recorded(NamedTuple):
    frames: list
    topic: str
    encoding: str
    sequence: int
    time: int  # nanoseconds


class Recording(NamedTuple):
    messages: list
    summary: dict


def require_judge():
    """Skips a test where there is no Node.js; its packages are there, since CTest installs them before."""
    if not shutil.which("node"):
        raise unittest.SkipTest("SKIPPED: Node.js not found")
    if not (FOLDER / "node_modules").is_dir():
        raise AssertionError(f"run {FOLDER}/install_packages.sh npm first, as CTest does")


def _frames(line):
    data = base64.b64decode(line["data"])
    if line["frames"] == "1":
        return [data]
    if line["frames"] == "2":
        return [line["topic"].encode(), data]
    frames = []
    while data:
        (size,) = struct.unpack_from("<I", data)
        frames.append(data[4:4 + size])
        data = data[4 + size:]
    return frames


def read_all(paths, torn=False):
    """All of several files; with `torn` they may end anywhere. Fails where the library finds a fault."""
    done = subprocess.run(["node", FOLDER / "read.mjs", *(["--torn"] if torn else []), *paths], capture_output=True,
                          text=True, timeout=PATIENCE, check=False)
    if done.returncode != 0:
        raise AssertionError(done.stderr)
    recordings, messages = [], []
    for line in map(json.loads, done.stdout.splitlines()):
        if "logTime" not in line:
            recordings.append(Recording(messages, line))
            messages = []
            continue
        assert line["publishTime"] == line["logTime"], line
        messages.append(Recorded(_frames(line), line["topic"], line["encoding"], line["sequence"],
                                 int(line["logTime"])))
    return recordings


def read(path, torn=False):
    """All of a file."""
    return read_all([path], torn)[0]


def write(path, messages, channels=(JSON,), torn=False, zstd=False, **options):
    """Writes a recording; returns its path.

    A message is its seconds after START, its data, and the number of its channel if that is not the first. `options`
    are those of McapWriter.
    """
    what = {
        "options": options,
        "zstd": zstd,
        "torn": torn,
        "channels": channels,
        "messages": [
            (channel[0] if channel else 0, str(START + round(seconds * SECOND)), base64.b64encode(data).decode())
            for seconds, data, *channel in messages
        ],
    }
    subprocess.run(["node", FOLDER / "write.mjs", path], input=json.dumps(what).encode(), timeout=PATIENCE, check=True)
    return str(path)


def chunk_offsets(path):
    """Where the chunks of a recording begin, which has to be whole."""
    data = Path(path).read_bytes()
    at, found = 8, []
    while at < len(data) - 8:
        if data[at] == 0x06:
            found.append(at)
        at += 9 + int.from_bytes(data[at + 1:at + 9], "little")
    return found


def frames_in(folder):
    """Of the messages that zrec has recorded in a folder, also in a file that it is writing."""
    files = sorted(Path(folder).glob("zrec-*.mcap"))
    return [message.frames for one in read_all(files, torn=True) for message in one.messages]
