#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Measures what a message costs each hop from a producer to a browser, for scripts/scaling-model.py.

    tests/bench/hops/run.py [--build-dir DIR] [--rate MSG/S] [--rounds N] [--seconds SEC] [--out FILE]

Runs fanout-publish -> zrelay -> znats -> nats-server -> znats -> zws2browser -> fanout-load on 127.0.0.1 and takes CPU
time, of all threads of a process, for each message that arrived at the end. A round runs the chain four times: with
nothing but this znats at the server and with further subscribers, whose difference is what further edges cost the
server; then at the rate of an edge with few clients and with many, whose difference is what further browsers cost it:
that depends on how many there are, so it is measured with thousands. Figures are medians of the rounds.

They are written to scripts/scaling-figures.json, and from there into tests/bench/README.md and man/zws.7; with --out
they are written to FILE alone. Run it on a machine that does nothing else.
"""

import argparse
import datetime
import os
import platform
import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from fanout import build  # noqa: E402
from fanout.processes import Failure  # noqa: E402
from hops import documents, results  # noqa: E402
from hops.chain import Chain  # noqa: E402
from hops.station import Load, Programs  # noqa: E402


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--build-dir", type=Path, default=build.ROOT / "build/release", metavar="DIR", help="default: build/release")
    add("--no-build", action="store_true", help="take what is built already")
    add("--rate", type=float, default=1000, metavar="MSG/S", help="default: 1000")
    add("--bytes", type=int, default=100, metavar="N", help="of a message (default: 100)")
    add("--taps", type=int, default=20, metavar="N", help="further subscribers of the server (default: 20)")
    add("--edge-rate", type=float, default=10, metavar="MSG/S", help="to the clients that are compared (default: 10)")
    add("--few", type=int, default=10, metavar="N", help="clients (default: 10)")
    add("--many", type=int, default=5000, metavar="N", help="clients to compare with few (default: 5000)")
    add("--rounds", type=int, default=7, metavar="N", help="rounds to take medians of (default: 7)")
    add("--seconds", type=float, default=5, metavar="SEC", help="of each window (default: 5)")
    add("--out", type=Path, metavar="FILE", help="default: scripts/scaling-figures.json")
    options = parser.parse_args()
    if options.rounds < 1 or options.taps < 1 or not 0 < options.few < options.many:
        parser.error("--rounds: 1 or more; --taps: 1 or more; --few: 1 or more, and fewer than --many")
    return options


def programs(options):
    """Builds and finds what runs; ends the benchmark where something is missing."""
    folder = options.build_dir.resolve()
    if not options.no_build:
        build.programs(folder)
        subprocess.run(["cmake", "--build", folder, "--target", "zrelay", "znats", "zws2browser"], check=True,
                       stdout=subprocess.DEVNULL)
    server = shutil.which("nats-server") or shutil.which("nats-server", path="/usr/sbin:/usr/local/bin")
    found = Programs(folder / "bin", folder / "bench", server, shutil.which("nginx"), shutil.which("openssl"))
    wanted = [found.tools / name for name in ("zrelay", "znats", "zws2browser")]
    wanted += [found.load / name for name in ("fanout-publish", "fanout-load")]
    missing = [str(path) for path in wanted if not path.exists()] + ([] if server else ["nats-server"])
    if missing:
        raise SystemExit(f"run: error: not there: {', '.join(missing)}")
    return found


def measured_round(found, options):
    """The figures of one round, by the model's names; raises Failure."""
    def costs(rate, taps, clients):
        with Chain(found, Load(rate, options.bytes), taps, clients) as chain:
            return chain.costs(options.seconds)

    alone, tapped = (costs(options.rate, taps, options.few) for taps in (0, options.taps))
    few, many = (costs(options.edge_rate, 0, clients)["edge"] for clients in (options.few, options.many))
    if many * options.edge_rate > 0.5e6:
        raise Failure(f"with {options.many} clients messages would leave the edge together: fewer --many")
    out = (tapped["nats"] - alone["nats"]) / options.taps
    client = (many - few) / (options.many - options.few)
    return {
        "relay_us": alone["relay"],
        "znats_in_us": alone["to_nats"],
        "nats_in_us": alone["nats"] - out,
        "nats_out_us": out,
        "znats_out_us": alone["from_nats"],
        "edge_in_us": few - client * options.few,
        "edge_client_us": client,
    }


def medians(found, options):
    """The median of each figure over the rounds, told as they pass; raises Failure where half of them fail."""
    rounds = []
    for number in range(1, options.rounds + 1):
        try:
            rounds.append(measured_round(found, options))
            told = ", ".join(f"{name} {value:.2f}" for name, value in rounds[-1].items())
        except Failure as failure:
            told = str(failure)
        print(f"[{number}/{options.rounds}] {told}", file=sys.stderr, flush=True)
    if len(rounds) <= options.rounds / 2:
        raise Failure("too many rounds failed")
    figures = {name: results.spread([one[name] for one in rounds]) for name in rounds[0]}
    if min(value["least"] for value in figures.values()) <= 0:
        raise Failure(f"the machine is too noisy: {figures}")
    return figures


def version(*command):
    return subprocess.run([*map(str, command), "--version"], capture_output=True, text=True, check=True).stdout.strip()


def conditions(found, options):
    """What it was measured on."""
    return {
        "date": datetime.date.today().isoformat(),
        "cores": len(os.sched_getaffinity(0)),
        "kernel": f"{platform.system()} {platform.release()}",
        "versions": [version(found.tools / "zws2browser").replace("zws2browser", "zws"),
                     version(found.nats_server).replace(":", "")],
        "rate": options.rate,
        "edge_rate": options.edge_rate,
        "edge_clients": options.many,
        "bytes": options.bytes,
        "rounds": options.rounds,
    }


def main():
    options = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that all processes are ended
    most_files = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most_files, most_files))  # what we start inherits it
    found = programs(options)
    try:
        rates = {f"{options.edge_rate:g}": medians(found, options)}
        result = {"measured_on": conditions(found, options), "rates": rates}
    except Failure as failure:
        raise SystemExit(f"run: error: {failure}") from None
    (options.out or documents.FIGURES).write_text(results.text(result), encoding="utf-8")
    if not options.out:
        documents.update()
    print(documents.table(result))


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(1)
