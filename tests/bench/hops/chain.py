# SPDX-License-Identifier: MIT
"""The chain of zws(7), SCALING, on this machine: what a message costs each of its processes."""

import re

from hops.results import checked
from hops.station import ANY, BOUND, FREE, WEB, Station
from hops.taps import Taps

LISTENS = re.compile(r"Listening for client connections on ([\d.:]+)")
CONNECTED = re.compile(r"connected to ")
CLIENTS = 2  # where browsers are not what is measured: one for each event loop


class Chain(Station):
    """fanout-publish, zrelay, znats, nats-server, znats, zws2browser, fanout-load.

    Taps take the stream out of the server beside the znats, as those of further edges do.
    """

    def __init__(self, programs, load, taps):
        super().__init__(programs, load, CLIENTS)
        self._taps = taps

    def build(self):
        address = self.run("nats", LISTENS, self.programs.nats_server, "-a", "127.0.0.1", "-p", "-1")[0]
        edge, port = self.tool("edge", WEB, "zws2browser", "--bind", ANY, *FREE)
        self._bridge("from_nats", address, "--from-nats", "zws.%t", "--connect", edge)
        self.stack.callback(Taps(address, "zws.>", self._taps).close)
        entry, out = self.tool("relay", BOUND, "zrelay", "--in-bind", ANY, "--out-bind", ANY)
        self._bridge("to_nats", address, "--to-nats", "zws.%t", "--connect", out)
        self.connect(port)
        self.publish(entry)

    def _bridge(self, name, address, *flags):
        self.tool(name, CONNECTED, "znats", "--nats", f"nats://{address}", *flags)


def figures(programs, load, taps, seconds):
    """What the chain's hops cost, by the model's names, but for the browsers; raises Failure."""
    def costs(count):
        with Chain(programs, load, count) as chain:
            return chain.costs(seconds)

    alone, tapped = costs(0), costs(taps)
    out = (tapped["nats"] - alone["nats"]) / taps
    return checked({
        "relay_us": alone["relay"],
        "znats_in_us": alone["to_nats"],
        "nats_in_us": alone["nats"] - out,
        "nats_out_us": out,
        "znats_out_us": alone["from_nats"],
        "edge_in_us": alone["edge"],
    })
