#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Prints how many machines a number of browsers takes, from what a message costs each hop.

    scripts/scaling-model.py [--figures FILE] [--clients N] [--rate MSG/S] [--bytes B] [--cores N] [--use PART]

The figures are those of scaling-figures.json beside this script, which tests/bench/hops/run.py measures and writes;
FILE has your own, in the same form. The tree is that of zws(7), SCALING: producers, a relay, a NATS cluster, edges (one
znats and one zws2browser each), browsers.

What is assumed, beside the figures:
  - A message costs a hop what it cost at the rate at which that was measured, at any rate. In truth it costs less at a
    higher one, since messages then come together, and more at a lower one, at which all sleep and caches are cold.
  - A message costs an edge one amount, and another for each of its browsers, up to as many as it may have; this one was
    measured with thousands. Each browser gets each message in a write of its own; batches (zws.batch.v1) cost less.
  - CPU is what runs out first, or else the network link of an edge, or its connections; memory does not (a client is a
    cursor in a log).
  - Messages cost what those of the measured size do. --bytes counts for the network only.
  - Every browser gets every message. With topics, count the messages that a browser gets.
  - All cores are equal to those that were measured, and a tool can use all of them. A core is used up to --use, so that
    an edge can take over from one that fails.
  - NATS servers forward, and keep nothing: a stream of JetStream (--stream) costs them more, and disks.
  - A server sends the stream once to each edge that is connected to it. The one that it comes in at also sends it to
    each of the others, which costs as much as an edge. Every server has room for that.
"""

import argparse
import json
import math
from pathlib import Path

FIGURES = {  # microseconds of CPU a message
    "relay_us": "zrelay",
    "znats_in_us": "znats, into NATS",
    "nats_in_us": "nats-server, what comes in",
    "nats_out_us": "nats-server, for each edge",
    "znats_out_us": "znats, out of NATS",
    "edge_in_us": "zws2browser, what comes in",
    "edge_client_us": "zws2browser, for each browser",
}
MEASURED_ON = "measured_on"  # tells of the machine, and is not calculated with
DEFAULT_FILE = Path(__file__).resolve().parent / "scaling-figures.json"
FRAME_OVERHEAD = 60  # bytes on the wire a message: WebSocket, TCP and IP
LEAST_SERVERS = 3  # so that one may fail


class Impossible(Exception):
    """Why no number of machines will do."""


def read_figures(path):
    """The object in the file, which has all figures and no others; raises ValueError, or OSError."""
    data = json.loads(Path(path).read_text(encoding="utf-8"))
    if not isinstance(data, dict):
        raise ValueError("not a JSON object")
    for key in (*FIGURES, MEASURED_ON):
        if key not in data:
            raise ValueError(f"'{key}' is missing")
    for key, value in data.items():
        if key not in FIGURES and key != MEASURED_ON:
            raise ValueError(f"'{key}' is not a figure of this model")
        if key in FIGURES and (isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value < 1e9):
            raise ValueError(f"'{key}' is not a number of microseconds above 0")
    return data


def edge_clients(figures, args):
    """How many browsers an edge holds, and what limits it."""
    room = args.cores * args.use * 1e6 - args.rate * (figures["znats_out_us"] + figures["edge_in_us"])
    limits = {
        "CPU": room / (args.rate * figures["edge_client_us"]),
        "network": args.link * 1e9 / 8 * args.use / (args.rate * (args.bytes + FRAME_OVERHEAD)),
        "connections": args.connections,
    }
    reason = min(limits, key=limits.get)
    return max(0, int(limits[reason])), reason


def servers(figures, args, edges):
    """How many NATS servers the edges need, and how many edges each of these can have."""
    room = args.cores * args.use * 1e6 - args.rate * figures["nats_in_us"]
    outlets = max(0, int(room / (args.rate * figures["nats_out_us"])))
    for count in range(LEAST_SERVERS, outlets + 1):
        if count * (outlets - (count - 1)) >= edges:
            return count, outlets - (count - 1)
    raise Impossible(f"{edges} edges are more than one NATS cluster can feed at this rate: split the topics")


def machines(figures, args):
    """Tuples of (what, how many, why); raises Impossible."""
    clients, reason = edge_clients(figures, args)
    if clients == 0:
        raise Impossible("this rate is more than one edge can take: split the topics")
    entry = args.rate * (figures["relay_us"] + figures["znats_in_us"]) / 1e6
    if entry > args.cores * args.use:
        raise Impossible("this rate is more than one relay can take: split the topics")
    edges = math.ceil(args.clients / clients)
    result = [("edges", edges, f"{clients} browsers each ({reason})")]
    if edges > 1:
        count, each = servers(figures, args, edges)
        result.append(("NATS servers", count, f"up to {each} edges each; three at least, so that one may fail"))
    return [*result, ("relays", 1, f"{entry:.1%} of a core")]


def positive(kind):
    def parse(text):
        value = kind(text)
        if not 0 < value < math.inf:
            raise ValueError
        return value

    parse.__name__ = "positive number"
    return parse


def parser():
    made = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = made.add_argument
    add("--figures", default=DEFAULT_FILE, metavar="FILE", help="default: scaling-figures.json beside this script")
    add("--clients", type=positive(int), default=1_000_000, metavar="N", help="browsers (default: 1000000)")
    add("--rate", type=positive(float), default=10, metavar="MSG/S", help="that each browser gets (default: 10)")
    add("--bytes", type=positive(int), default=100, metavar="B", help="of a message (default: 100)")
    add("--cores", type=positive(int), default=2, metavar="N", help="of each machine (default: 2)")
    add("--use", type=positive(float), default=0.6, metavar="PART", help="of them, 1 at most (default: 0.6)")
    add("--link", type=positive(float), default=10, metavar="GBIT/S", help="of an edge (default: 10)")
    add("--connections", type=positive(int), default=100_000, metavar="N", help="most of an edge (default: 100000)")
    return made


def main():
    usage = parser()
    args = usage.parse_args()
    if args.use > 1:
        usage.error("--use: 1 at most")
    try:
        figures = read_figures(args.figures)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        usage.error(f"--figures {args.figures}: {reason}")
    try:
        result = machines(figures, args)
    except Impossible as why:
        raise SystemExit(f"scaling-model: error: {why}") from None
    print(f"{args.clients} browsers, {args.rate:g} messages/s of {args.bytes} bytes, "
          f"{args.cores} cores used to {args.use:.0%}")
    for what, count, why in result:
        print(f"{what:>14} {count:>8}   {why}")


if __name__ == "__main__":
    main()
