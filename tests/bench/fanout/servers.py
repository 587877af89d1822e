# SPDX-License-Identifier: MIT
"""The servers that are compared."""

import re
from pathlib import Path
from typing import NamedTuple

from fanout.processes import Child, Failure

BENCH = Path(__file__).resolve().parent.parent
READY = re.compile(r"ready: .*\bbind (?P<endpoint>tcp://[^\s,]+), .*\bws ws://127\.0\.0\.1:(?P<port>\d+)/")

LIMITS = ("limit", "limit-inline")
OURS = "zws2browser"
PEERS = ("ws", "gevent")
NAMES = (*LIMITS, OURS, *PEERS)


class Places(NamedTuple):
    """Where the programs are; None where one is not there."""

    programs: Path
    zws2browser: Path | None
    ws: Path | None
    python: str
    more_flags: list


class Server:
    """A running server and the two addresses that it told."""

    def __init__(self, child):
        self.child = child
        while not (match := READY.search(child.line(20))):
            pass
        self.endpoint, self.port = match["endpoint"], int(match["port"])


def command(name, places, flags, clients):
    """What starts the server `name`; `flags` are zws2browser's."""
    if name in LIMITS:
        words = [places.programs / "fanout-limit", "--bind", "tcp://127.0.0.1:*", "--port", "0"]
        return words + (["--inline"] if name == "limit-inline" else [])
    if name == "ws":
        return ["node", places.ws / "server.mjs"]
    if name == "gevent":
        return [places.python, BENCH / "gevent_server.py", "--max-clients", clients]
    addresses = ["--bind", "tcp://127.0.0.1:*", "--ws", "127.0.0.1:0", "--http", "127.0.0.1:0"]
    return [places.zws2browser, *addresses, *flags, *places.more_flags]


def start(stack, name, places, flags, clients):
    """Starts a server that ends with `stack`."""
    child = Child(command(name, places, flags, clients), speaks_on="stderr", cwd=places.ws if name == "ws" else None)
    stack.callback(child.end)
    try:
        return Server(child)
    except Failure as failure:
        raise Failure(f"does not start: {failure}") from None
