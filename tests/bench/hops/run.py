#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Measures what a message costs each hop from a producer to a browser, for scripts/scaling-model.py.

    tests/bench/hops/run.py [--build-dir DIR] [--low MSG/S] [--high MSG/S] [--rounds N] [--seconds SEC] [--out FILE]

All runs on 127.0.0.1, at a low rate and at a high one. What is measured is CPU time, of all threads of a process:

  hops    fanout-publish -> zrelay -> znats -> nats-server -> znats -> zws2browser -> fanout-load, with nothing but this
          znats at the server and with further subscribers, whose difference is what further edges cost it
  edge    fanout-publish -> zws2browser -> fanout-load with few browsers and with many, whose difference is what each of
          them costs: single messages, and batches as the page asks for them, without TLS and with it
  nginx   the same with nginx between, which may end TLS; memory and descriptors of a browser are taken here, too
  stream  a stream of JetStream that three servers keep, read by one znats and by further ones

Clients do not speak TLS: another nginx does for them, which is not counted. Without nginx or openssl the figures that
need them are left out, and that is said; without the others nothing is measured.

Figures are medians of the rounds, with the least and the most. They are written to scripts/scaling-figures.json,
and from there into tests/bench/README.md and man/zws.7; with --out they are written to FILE alone. Run it on a machine
that does nothing else.
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
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from fanout import build  # noqa: E402
from fanout.processes import Failure  # noqa: E402
from hops import documents, edge, results  # noqa: E402
from hops.plan import Plan  # noqa: E402
from hops.station import Programs  # noqa: E402

PLACES = "/usr/sbin:/usr/local/bin"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--build-dir", type=Path, default=build.ROOT / "build/release", metavar="DIR", help="default: build/release")
    add("--bench-dir", type=Path, metavar="DIR", help="where fanout-load is (default: bench in the former)")
    add("--no-build", action="store_true", help="take what is built already")
    add("--low", type=float, default=10, metavar="MSG/S", help="default: 10")
    add("--high", type=float, default=1000, metavar="MSG/S", help="default: 1000")
    add("--bytes", type=int, default=100, metavar="N", help="of a message (default: 100)")
    add("--part", type=float, default=1, metavar="PART", help="of the usual number of browsers (default: 1)")
    add("--rounds", type=int, default=5, metavar="N", help="default: 5")
    add("--seconds", type=float, default=2.5, metavar="SEC", help="of each window (default: 2.5)")
    add("--out", type=Path, metavar="FILE", help="default: scripts/scaling-figures.json")
    options = parser.parse_args()
    if options.rounds < 1 or not 0 < options.low < options.high or not 0 < options.part <= 1:
        parser.error("--rounds: 1 or more; --low: above 0, and less than --high; --part: above 0, 1 at most")
    return options


def program(name):
    return shutil.which(name) or shutil.which(name, path=PLACES)


def programs(options):
    """Builds and finds what runs; ends the benchmark where something is missing without which nothing can run."""
    folder = options.build_dir.resolve()
    if not options.no_build:
        build.programs(folder)
        subprocess.run(["cmake", "--build", folder, "--target", "zrelay", "znats", "zws2browser"], check=True,
                       stdout=subprocess.DEVNULL)
    found = Programs(folder / "bin", (options.bench_dir or folder / "bench").resolve(), program("nats-server"),
                     program("nginx"), program("openssl"))
    wanted = [found.tools / name for name in ("zrelay", "znats", "zws2browser")]
    wanted += [found.load / name for name in ("fanout-publish", "fanout-load")]
    missing = [str(path) for path in wanted if not path.exists()] + ([] if found.nats_server else ["nats-server"])
    if missing:
        raise SystemExit(f"run: error: not there: {', '.join(missing)}")
    return found


def measured(found, options):
    """The figures by rates and names; raises Failure where too many rounds failed."""
    plan, values, start = Plan(found, options), results.Results(), time.monotonic()
    for number in range(1, options.rounds + 1):
        for group, figures in plan.round():
            values.add(group, figures)
            told = ", ".join(f"{name} {value:.2f}" for name, value in figures.items())
            print(f"[{number}/{options.rounds}] {time.monotonic() - start:3.0f} s, {group}: {told}", file=sys.stderr,
                  flush=True)
    required = (*documents.model.HOPS, *documents.model.SIZES)
    groups, lost = values.summary(options.rounds, [name for name in required if not documents.model.is_optional(name)])
    if lost:
        print(f"run: left out, since too many rounds failed: {', '.join(lost)}", file=sys.stderr)
    sizes = groups.pop("sizes")
    return {"rates": groups, "sizes": sizes}


def version(*command):
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=True)
    return (done.stdout + done.stderr).strip()


def versions(found):
    told = [version(found.tools / "zws2browser", "--version").replace("zws2browser", "zws"),
            version(found.nats_server, "--version").replace(":", "")]
    return told + ([version(found.nginx, "-v").rpartition(" ")[2].replace("/", " ")] if found.nginx else [])


def conditions(found, options):
    """What it was measured on."""
    return {
        "date": datetime.date.today().isoformat(),
        "cores": len(os.sched_getaffinity(0)),
        "kernel": f"{platform.system()} {platform.release()}",
        "versions": versions(found),
        "bytes": options.bytes,
        "interval": edge.INTERVAL,
        "rounds": options.rounds,
    }


def main():
    options = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that all processes are ended
    most_files = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most_files, most_files))  # what we start inherits it
    found = programs(options)
    try:
        result = {"measured_on": conditions(found, options)} | measured(found, options)
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
