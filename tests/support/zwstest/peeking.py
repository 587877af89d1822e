# SPDX-License-Identifier: MIT
"""What zpeek says of messages that a test sends."""

import json
import signal
import tempfile
import time
import unittest
from pathlib import Path

import zmq

from .peers import Peers, endpoint_of
from .process import Tool
from .server import ANY

LAST = b"the last topic"


class EndpointCase(unittest.TestCase):
    """An endpoint that a zpeek of the test binds, and publishers that connect to it."""

    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.endpoint = f"ipc://{self.folder}/in"
        self.peers = self.enterContext(Peers())

    def publisher(self):
        pub = self.peers.pub(connect=self.endpoint)
        self.peers.await_subscribers(pub)
        return pub


def peek_at(out, messages, *args, pause=0.01):
    """The report on messages that `out` sends to a zpeek with these arguments, as JSON, and its stderr.

    A topic of its own ends them: when it is told of that, zpeek has taken in all that came before.
    """
    with Tool("zpeek", *args, "--json", "-v", "--for", "1h") as tool:
        if out.type == zmq.XPUB:
            Peers.await_subscribers(out)
        for frames in messages:
            out.send_multipart(frames)
            time.sleep(pause)
        out.send_multipart([LAST, b""])
        tool.wait_err(f"a new topic: {LAST.decode()}")
        done = tool.stop(signal.SIGINT)
    if done.code != 0:
        raise AssertionError(done.err)
    found = json.loads(done.out)
    found["messages"] -= 1
    found["topics"] = [topic for topic in found["topics"] if topic["topic"] != LAST.decode()]
    said = "".join(line for line in done.err.splitlines(True) if "a new topic" not in line and "ready" not in line)
    return found, said


def peek_at_flow(peers, messages, *args, pause=0.01):
    """The same of a publisher that is bound for that; the report alone."""
    out = peers.pub(bind=ANY)
    return peek_at(out, messages, endpoint_of(out), *args, pause=pause)[0]
