#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Prints how many machines a number of browsers takes, from what was measured on one.

    scripts/scaling-model.py [--figures FILE] [--clients N] [--rate MSG/S] [--bytes B] [--cores N] [--use PART]

FILE is a JSON object with figures of your own, which override those below (tests/bench measures them). The tree is that
of zws(7), SCALING: producers, a relay, a NATS cluster, edges (one znats and one zws2browser each), browsers.

What is assumed, beside the figures:
  - CPU is what runs out first on an edge, or else its network link; memory does not (a client is a cursor in a log).
  - Cost grows with messages, and with deliveries at an edge; it does not grow with the number of edges elsewhere.
  - Every browser gets every message. With topics, count the messages that a browser gets.
  - A core is used up to --use, so that an edge can take over from one that fails.
  - A NATS server sends the stream once to each edge that is connected to it.
"""

import argparse
import json
import math

FIGURES = {
    # On two virtual cores, 100 bytes a message, while other work ran beside: what a message costs drops with the rate.
    "relay_us": 12.0,  # CPU of zrelay a message: tests/bench/relay/run.py at 20,000 messages/s
    "znats_us": 24.0,  # CPU of znats a message, either way, at 1000 messages/s
    "nats_us": 14.0,  # CPU of nats-server a message that comes in, at 1000 messages/s: half of what in and out cost
    "nats_out_us": 14.0,  # and for each edge that it goes out to
    "edge_in_us": 60.0,  # CPU of an edge a message that comes in, one write to each client: a bound
    "edge_client_us": 6.0,  # and for each browser that gets it in a write of its own: what a send(2) costs
    "frame_overhead": 60,  # bytes on the wire a message: WebSocket, TCP and IP
    "link": 1.25e9,  # bytes/s of an edge's network: 10 Gbit/s
    "edge_clients": 100_000,  # connections an edge may have, whatever they get
}


def edge_clients(figures, args):
    """How many browsers an edge holds, and what limits it."""
    cpu = args.cores * args.use * 1e6 - args.rate * (figures["edge_in_us"] + figures["znats_us"])
    limits = {
        "CPU": cpu / (args.rate * figures["edge_client_us"]),
        "network": figures["link"] * args.use / (args.rate * (args.bytes + figures["frame_overhead"])),
        "connections": figures["edge_clients"],
    }
    reason = min(limits, key=limits.get)
    return max(0, int(limits[reason])), reason


def machines(figures, args):
    """Lines of (what, how many, why)."""
    room = args.cores * args.use * 1e6  # microseconds of CPU a second
    clients, reason = edge_clients(figures, args)
    if clients == 0:
        raise SystemExit("scaling-model: this rate is more than one edge can take")
    edges = math.ceil(args.clients / clients)
    nats_room = room - args.rate * figures["nats_us"]
    if nats_room <= 0 or args.rate * (figures["relay_us"] + figures["znats_us"]) > room:
        raise SystemExit("scaling-model: this rate is more than one relay or NATS server can take: split the topics")
    per_server = max(1, int(nats_room / (args.rate * figures["nats_out_us"])))
    servers = max(3, math.ceil(edges / per_server)) if edges > 1 else 0
    yield "edges", edges, f"{clients} browsers each ({reason})"
    yield "NATS servers", servers, f"{per_server} edges each; three at least, so that one may fail"
    yield "relays", 1, f"{args.rate * (figures['relay_us'] + figures['znats_us']) / 1e4:.1f} % of a core"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--figures", help="a JSON file with measured figures")
    parser.add_argument("--clients", type=int, default=1_000_000)
    parser.add_argument("--rate", type=float, default=10, help="messages a second that each browser gets")
    parser.add_argument("--bytes", type=int, default=100)
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--use", type=float, default=0.6)
    args = parser.parse_args()
    figures = dict(FIGURES)
    if args.figures:
        with open(args.figures, encoding="utf-8") as file:
            given = json.load(file)
        if not isinstance(given, dict) or given.keys() - FIGURES.keys():
            parser.error(f"--figures: an object with some of {', '.join(FIGURES)}")
        figures.update(given)
    print(f"{args.clients} browsers, {args.rate:g} messages/s of {args.bytes} bytes, "
          f"{args.cores} cores used to {args.use:.0%}")
    for what, count, why in machines(figures, args):
        print(f"{what:>14} {count:>8}   {why}")


if __name__ == "__main__":
    main()
