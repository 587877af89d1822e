#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Prints how many machines a number of browsers takes, from what a message costs each hop.

    scripts/scaling-model.py [--clients N] [--rate MSG/S] [--balancer KIND] [--tls WHERE] [--stream] [--interval MS]
                             [--cores N] [--memory GB] [--figures FILE] ...

The figures are those of scaling-figures.json beside this script, which tests/bench/hops/run.py measures and writes;
FILE has your own, in the same form. The tree is that of zws(7), SCALING: producers, a relay, a NATS cluster, edges (one
znats and one zws2browser each), balancers if any, browsers. Beside each count is that which follows if each figure is
the least that was measured, and the most.

What is assumed, beside the figures:
  - They were measured at two rates. Between these they change with the logarithm of the rate; beyond, those of the
    nearer one count. The output says which. Above the higher rate messages come together, and cost less than that.
  - A message costs an edge one amount, and another for each of its browsers, whatever their number: this one was
    measured with thousands at the low rate, and at the high one with as many as half a core could serve. Each browser
    gets each message in a write of its own, or with --interval all that came in MS milliseconds in a batch
    (zws.batch.v2), as the page asks for it (16). A batch costs what it did at 16 ms.
  - Messages cost what those of the measured size do. --bytes counts for the network only.
  - Every browser gets every message. With topics, count the messages that a browser gets.
  - All cores are equal to those that were measured, and a tool can use all of them; so can nginx. A core is used up to
    --use, and so are network and memory, so that a machine can take over from one that fails.
  - Browsers stay. A handshake costs CPU too, above all that of TLS, and after a failure thousands come at once.
  - Memory of a browser is that of the process, and of the kernel for each of its descriptors what a connection takes,
    without what waits in it. What --use leaves is enough for logs, history and the rest. zws2browser counts a browser
    with 8 KiB, and 76 more with TLS, against half of its --memory-limit, and that is a quarter of the memory: this may
    be less than the machine holds, and is told as --memory-limit.
  - An edge and a balancer may each open --descriptors, and an edge takes --max-clients. Edges behind a balancer need
    --max-clients-per-address 0, since all browsers have its address.
  - NATS servers forward, and keep nothing; with --stream three of them keep a stream of JetStream, one for all edges.
    Consumers are spread over the three evenly. Their disks keep up.
  - A server sends the stream once to each edge that is connected to it. The one that it comes in at also sends it to
    each of the others, which costs as much as an edge. Every server has room for that.
  - Balancers share the browsers evenly, and so do edges. Nothing is kept in reserve but what --use leaves.
  - Without a balancer, browsers are told the addresses of edges. DNS names them in turn: it costs nothing, knows
    nothing of their load, and names an edge that failed until its TTL ends. SO_REUSEPORT shares connections among
    processes of one machine, which zws2browser does itself with threads; if the machine fails, nothing is left. L4 (a
    switch, IPVS) forwards packets in the kernel or the network: that costs no process CPU, was not measured, and has
    limits of its own. It knows edges that failed, but not paths, cookies nor headers. With all three, TLS ends at the
    edges.
"""

import argparse
import json
import math
from pathlib import Path
from typing import NamedTuple

HOPS = {  # microseconds of CPU a message
    "relay_us": "zrelay",
    "znats_in_us": "znats, into NATS",
    "nats_in_us": "nats-server, what comes in",
    "nats_out_us": "nats-server, for each edge",
    "znats_out_us": "znats, out of NATS",
    "stream_znats_in_us": "znats, into a stream",
    "stream_leader_us": "nats-server that leads a stream, what comes in",
    "stream_follower_us": "nats-server that follows, what comes in",
    "stream_out_us": "nats-servers of a stream together, for each edge",
    "stream_znats_out_us": "znats, out of a stream",
    "edge_in_us": "zws2browser, what comes in",
    "edge_client_us": "zws2browser, for each browser",
    "edge_batch_us": "zws2browser, a batch for each browser",
    "edge_tls_us": "zws2browser with TLS, for each browser",
    "edge_tls_batch_us": "zws2browser with TLS, a batch for each browser",
    "nginx_us": "nginx, for each browser",
    "nginx_batch_us": "nginx, a batch for each browser",
    "nginx_tls_us": "nginx with TLS, for each browser",
    "nginx_tls_batch_us": "nginx with TLS, a batch for each browser",
}
SIZES = {  # of a browser
    "edge_kib": "KiB in zws2browser",
    "edge_tls_kib": "KiB in zws2browser with TLS",
    "nginx_kib": "KiB in nginx",
    "nginx_tls_kib": "KiB in nginx with TLS",
    "kernel_kib": "KiB in the kernel, a connection",
    "edge_descriptors": "descriptors of zws2browser",
    "edge_tls_descriptors": "descriptors of zws2browser with TLS",
    "nginx_descriptors": "descriptors of nginx",
    "nginx_tls_descriptors": "descriptors of nginx with TLS",
}
OPTIONAL = ("stream_", "edge_tls_", "nginx_")  # what starts so may be missing, where nobody asks for it
MEASURED_ON = "measured_on"  # tells of the machine, and is not calculated with
KINDS = ("median", "least", "most")
DEFAULT_FILE = Path(__file__).resolve().parent / "scaling-figures.json"

FRAME_OVERHEAD = 60  # bytes on the wire a write: WebSocket, TCP and IP
TLS_OVERHEAD = 22  # bytes a record, one for each write
BATCH_OVERHEAD = 44  # bytes of the head of a batch
RECORD_OVERHEAD = 20  # bytes of a message in it, with its time
COUNTED_KIB = {False: 8, True: 84}  # what zws2browser counts a browser with, without TLS and with it
CLIENTS_PART = 1 / 8  # of the memory, that browsers may have: half of --memory-limit
OTHER_DESCRIPTORS = 100  # files, listeners, ZeroMQ
PORTS = 28232  # that Linux gives a balancer for connections to one edge
LEAST_SERVERS = 3  # so that one may fail
STREAM_SERVERS = 3  # that keep it

BALANCERS = {  # those that cost no CPU in a process: what is said of them
    "none": None,
    "dns": "DNS: sees no load, and names an edge that failed until its TTL ends",
    "reuseport": "SO_REUSEPORT: for processes of one machine, as --threads of zws2browser is",
    "l4": "below processes, and not measured: sees no paths nor headers",
}


class Impossible(Exception):
    """Why no number of machines will do."""


class NotMeasured(Exception):
    """The name of a figure that is asked for and not there."""


class Figures(dict):
    """Numbers by names."""

    def __missing__(self, key):
        raise NotMeasured(key)


class Row(NamedTuple):
    """So many machines of a kind, and why."""

    what: str
    count: int
    why: str


def is_optional(name):
    return name.startswith(OPTIONAL)


def is_number(value):
    return not isinstance(value, bool) and isinstance(value, (int, float)) and 0 < value < 1e9


def check_figure(place, value):
    if not isinstance(value, dict) or set(value) != set(KINDS):
        raise ValueError(f"{place} is not an object with {', '.join(KINDS)}")
    if not all(map(is_number, value.values())):
        raise ValueError(f"{place} is not numbers above 0")
    if not value["least"] <= value["median"] <= value["most"]:
        raise ValueError(f"{place}: the median is not between the least and the most")


def check_group(where, group, names):
    """Raises ValueError where the group has not all required names, or others."""
    if not isinstance(group, dict):
        raise ValueError(f"'{where}' is not an object")
    for name in names:
        if name not in group and not is_optional(name):
            raise ValueError(f"'{name}' is missing in '{where}'")
    for name, value in group.items():
        if name not in names:
            raise ValueError(f"'{name}' in '{where}' is not a figure of this model")
        check_figure(f"'{name}' in '{where}'", value)


def check_rates(rates):
    if not isinstance(rates, dict) or not rates:
        raise ValueError("'rates' is not an object with a rate or more")
    for rate, group in rates.items():
        if not rate.replace(".", "", 1).isdecimal() or not is_number(float(rate)):
            raise ValueError(f"'{rate}' in 'rates' is not a number of messages a second")
        check_group(rate, group, HOPS)
        if set(group) != set(next(iter(rates.values()))):
            raise ValueError(f"'{rate}' in 'rates' has not the figures that the others have")


def read_figures(path):
    """The object in the file, which has all figures and no others; raises ValueError, or OSError."""
    data = json.loads(Path(path).read_text(encoding="utf-8"))
    if not isinstance(data, dict):
        raise ValueError("not a JSON object")
    for key in (MEASURED_ON, "rates", "sizes"):
        if key not in data:
            raise ValueError(f"'{key}' is missing")
    for key in data:
        if key not in (MEASURED_ON, "rates", "sizes"):
            raise ValueError(f"'{key}' is not a part of this model")
    check_rates(data["rates"])
    check_group("sizes", data["sizes"], SIZES)
    return data


def neighbours(data, rate):
    """The keys of the measured rates around `rate`, the same twice beyond them, and how far it is from the first."""
    keys = sorted(data["rates"], key=float)
    low = max((key for key in keys if float(key) <= rate), key=float, default=keys[0])
    high = min((key for key in keys if float(key) >= rate), key=float, default=keys[-1])
    if low == high or rate < float(low):
        return low, low, 0.0
    return low, high, math.log(rate / float(low)) / math.log(float(high) / float(low))


def told_rate(data, rate):
    """Of which rates the figures are."""
    low, high, _ = neighbours(data, rate)
    if low != high:
        return f"figures between those at {low} and {high} messages/s"
    beyond = "" if float(low) == rate else ", the nearest that was measured"
    return f"figures at {low} messages/s{beyond}"


def at_rate(data, rate, kind="median"):
    """Figures, all of the same kind."""
    low, high, part = neighbours(data, rate)
    low, high = data["rates"][low], data["rates"][high]
    between = {name: low[name][kind] * (1 - part) + high[name][kind] * part for name in low}
    return Figures(between | {name: value[kind] for name, value in data["sizes"].items()})


def room(args):
    """Microseconds of CPU that a machine may use a second."""
    return args.cores * args.use * 1e6


def writes(args):
    """To each browser a second."""
    return min(args.rate, 1000 / args.interval) if args.interval else args.rate


def traffic(args, tls):
    """Bytes a second to each browser."""
    batch = args.rate * RECORD_OVERHEAD + writes(args) * BATCH_OVERHEAD if args.interval else 0
    return args.rate * args.bytes + writes(args) * (FRAME_OVERHEAD + TLS_OVERHEAD * tls) + batch


def name_of(process, args, tls):
    """The figure of what a browser costs a process."""
    way = ("_tls" if tls else "") + ("_batch" if args.interval else "")
    return "edge_client_us" if process == "edge" and not way else f"{process}{way}_us"


def least_of(limits):
    """How many browsers, and what limits them."""
    reason = min(limits, key=limits.get)
    return max(0, int(limits[reason])), reason


def limits_of(process, figures, args, tls):
    """What limits the browsers of a process that does nothing else."""
    size = process + ("_tls" if tls else "")
    descriptors = figures[f"{size}_descriptors"]
    bytes_each = (figures[f"{size}_kib"] + descriptors * figures["kernel_kib"]) * 1024
    return {
        "CPU": room(args) / (writes(args) * figures[name_of(process, args, tls)]),
        "network": args.link * 1e9 / 8 * args.use / traffic(args, tls),
        "memory": args.memory * 1e9 * args.use / bytes_each,
        "descriptors": (args.descriptors - OTHER_DESCRIPTORS) / descriptors,
    }


def edge_clients(figures, args):
    """How many browsers an edge holds, and what limits it."""
    tls = args.tls == "edge"
    limits = limits_of("edge", figures, args, tls)
    entry = args.rate * (figures[("stream_" if args.stream else "") + "znats_out_us"] + figures["edge_in_us"])
    limits["CPU"] *= 1 - entry / room(args)
    limits["--max-clients"] = args.max_clients
    limits["--memory-limit"] = args.memory * 1e9 * CLIENTS_PART / (COUNTED_KIB[tls] * 1024)
    return least_of(limits)


def balancer_clients(figures, args, edges):
    """How many browsers nginx holds, and what limits it."""
    limits = limits_of("nginx", figures, args, args.tls == "balancer")
    limits["ports"] = PORTS * edges
    return least_of(limits)


def servers(figures, args, edges):
    """How many NATS servers the edges need, and how many edges each of these can have."""
    left = room(args) - args.rate * figures["nats_in_us"]
    outlets = max(0, int(left / (args.rate * figures["nats_out_us"])))
    for count in range(LEAST_SERVERS, outlets + 1):
        if count * (outlets - (count - 1)) >= edges:
            return count, outlets - (count - 1)
    raise Impossible(f"{edges} edges are more than one NATS cluster can feed at this rate: split the topics")


def stream_servers(figures, args, edges):
    """The same for a stream, which has as many servers as keep it."""
    left = room(args) - args.rate * figures["stream_leader_us"]
    each = max(0, int(STREAM_SERVERS * left / (args.rate * figures["stream_out_us"])))
    if each < edges:
        raise Impossible(f"{edges} edges are more than the servers of one stream can feed at this rate: "
                         "split the topics into streams")
    return STREAM_SERVERS, each // STREAM_SERVERS


def balancers(figures, args, edges):
    """The row of what spreads the browsers, if there is any."""
    if args.balancer == "nginx":
        each, reason = balancer_clients(figures, args, edges)
        if each == 0:
            raise Impossible("this rate is more than one balancer can take: split the topics")
        return [Row("balancers", math.ceil(args.clients / each), f"nginx, {each} browsers each ({reason})")]
    if args.balancer == "reuseport" and edges > 1:
        raise Impossible(f"SO_REUSEPORT spreads browsers over one machine, and these take {edges} edges")
    return [Row("balancers", 0, BALANCERS[args.balancer])] if BALANCERS[args.balancer] else []


def machines(figures, args):
    """Rows; raises Impossible, or NotMeasured."""
    clients, reason = edge_clients(figures, args)
    if clients == 0:
        raise Impossible("this rate is more than one edge can take: split the topics")
    into = figures[("stream_" if args.stream else "") + "znats_in_us"]
    entry = args.rate * (figures["relay_us"] + into) / 1e6
    if entry > args.cores * args.use:
        raise Impossible("this rate is more than one relay can take: split the topics")
    edges = math.ceil(args.clients / clients)
    rows = [*balancers(figures, args, edges), Row("edges", edges, f"{clients} browsers each ({reason})")]
    if edges > 1 or args.stream:
        count, each = (stream_servers if args.stream else servers)(figures, args, edges)
        why = "keep the stream" if args.stream else "three at least, so that one may fail"
        rows.append(Row("NATS servers", count, f"up to {each} edges each (CPU); {why}"))
    return [*rows, Row("relays", 1, f"{entry:.1%} of a core")]


def spans(data, args):
    """{"edges": "42 to 53"}: what the least and the most of the figures make of counts, and why the most do not."""
    ends, why = [], None
    for kind in ("least", "most"):
        try:
            ends.append({row.what: row.count for row in machines(at_rate(data, args.rate, kind), args)})
        except Impossible as found:
            ends.append({})
            why = str(found)
    few, many = ends
    told = {}
    for what in few | many:
        low, high = few.get(what, 0), many.get(what, 0 if many else "?")
        told[what] = f"{low} to {high}" if low != high else ""
    return told, why


def number(kind, most=math.inf):
    def parse(text):
        value = kind(text)
        if not 0 < value < math.inf or value > most:
            raise ValueError
        return value

    parse.__name__ = "positive number" if most == math.inf else f"number above 0, {most} at most"
    return parse


def parser():
    made = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = made.add_argument
    add("--figures", default=DEFAULT_FILE, metavar="FILE", help="default: scaling-figures.json beside this script")
    add("--clients", type=number(int), default=1_000_000, metavar="N", help="browsers (default: 1000000)")
    add("--rate", type=number(float), default=10, metavar="MSG/S", help="that each browser gets (default: 10)")
    add("--bytes", type=number(int), default=100, metavar="B", help="of a message (default: 100)")
    add("--interval", type=number(float), metavar="MS", help="browsers ask for batches, as the page does with 16")
    add("--balancer", choices=[*BALANCERS, "nginx"], default="none", help="what is before edges (default: none)")
    add("--tls", choices=["none", "edge", "balancer"], default="none", help="where TLS ends (default: none)")
    add("--stream", action="store_true", help="three NATS servers keep the stream (JetStream)")
    add("--cores", type=number(int), default=2, metavar="N", help="of each machine (default: 2)")
    add("--use", type=number(float, 1), default=0.6, metavar="PART", help="of each machine, 1 at most (default: 0.6)")
    add("--memory", type=number(float), default=8, metavar="GB", help="of each machine (default: 8)")
    add("--link", type=number(float), default=10, metavar="GBIT/S", help="of each machine (default: 10)")
    add("--descriptors", type=number(int), default=131_072, metavar="N", help="of a process (default: 131072)")
    add("--max-clients", type=number(int), default=65_536, metavar="N", help="of an edge (default: 65536)")
    return made


def check_combination(usage, args):
    """Ends the program where flags do not go together."""
    if args.tls == "balancer" and args.balancer != "nginx":
        usage.error(f"--tls balancer: --balancer {args.balancer} cannot end TLS, nginx can")
    if args.tls == "edge" and args.balancer == "nginx":
        usage.error("--tls edge: with --balancer nginx TLS ends at the balancer")
    if args.descriptors <= OTHER_DESCRIPTORS:
        usage.error(f"--descriptors {args.descriptors}: {OTHER_DESCRIPTORS} are needed for other things than browsers")


def describe(args):
    """What was asked, in words."""
    batches = f" in batches of {args.interval:g} ms" if args.interval else ""
    tls = "" if args.tls == "none" else f", TLS ends at the {args.tls}"
    return (f"{args.clients} browsers, {args.rate:g} messages/s of {args.bytes} bytes{batches}{tls}, "
            f"{args.cores} cores used to {args.use:.0%}")


def report(data, args):
    """The lines to print; raises Impossible, or NotMeasured."""
    rows = machines(at_rate(data, args.rate), args)
    ranges, why = spans(data, args)
    lines = [describe(args), told_rate(data, args.rate)]
    lines += [f"{row.what:>14} {row.count:>8}   {ranges.get(row.what, ''):<16} {row.why}" for row in rows]
    return [*lines, *([f"with the most that was measured: {why}"] if why else [])]


def main():
    usage = parser()
    args = usage.parse_args()
    check_combination(usage, args)
    try:
        lines = report(read_figures(args.figures), args)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        usage.error(f"--figures {args.figures}: {reason}")
    except NotMeasured as name:
        usage.error(f"--figures {args.figures}: '{name}' is needed for this, and was not measured")
    except Impossible as why:
        raise SystemExit(f"scaling-model: error: {why}") from None
    print("\n".join(lines))


if __name__ == "__main__":
    main()
