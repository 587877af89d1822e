#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Measures what a broadcast from ZeroMQ to WebSocket clients costs: zws2browser, its peers, and the limit.

Builds what it needs, runs every case on every server in interleaved rounds, and prints Markdown tables of the medians
with their ratios. Everything happens on 127.0.0.1. A case or server that cannot be run is named with its reason.
"""

import argparse
import fnmatch
import itertools
import json
import os
import platform
import resource
import signal
import sys
from pathlib import Path

from fanout import build, report, servers
from fanout.cases import CASES, quick
from fanout.measure import measure
from fanout.processes import Failure
from fanout.results import Results


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--case", action="append", metavar="NAME", help="only cases of this name or pattern, as 'rate-*' (repeatable)")
    add("--server", action="append", choices=servers.NAMES, help="only this server (repeatable)")
    add("--rounds", type=int, default=3, metavar="N", help="rounds to take medians of (default: 3)")
    add("--quick", action="store_true", help="one short round with few clients, to see that all works")
    add("--list", action="store_true", help="list the cases and end")
    add("--zws2browser", type=Path, metavar="PATH", help="the server to measure (default: that of the build folder)")
    add("--zws-flags", default="", metavar="FLAGS", help="further flags for it, as '--threads 1'")
    add("--build-dir", default=build.ROOT / "build/release", metavar="DIR", help="default: build/release")
    add("--no-build", action="store_true", help="take what is built and installed already")
    add("--out", type=Path, metavar="FILE", help="append every single result to FILE as a line of JSON")
    options = parser.parse_args()
    if options.rounds < 1:
        parser.error("--rounds: not 1 or more")
    return options


def selected_cases(options):
    patterns = options.case or ["*"]
    chosen = [case for case in CASES if any(fnmatch.fnmatch(case.name, pattern) for pattern in patterns)]
    if not chosen:
        raise SystemExit(f"run-fanout: error: no case is called {' or '.join(patterns)} (see --list)")
    return [quick(case) for case in chosen] if options.quick else chosen


def plan(cases, options, rounds):
    """Round by round, each case with each of its servers."""
    for number in range(rounds):
        for case in cases:
            if number > 0 and case.once:
                continue
            for label, name, flags in case.entries():
                if not options.server or name in options.server:
                    yield number, case, label, name, flags


def run(cases, options, places, missing):
    results = Results()
    steps = list(plan(cases, options, 1 if options.quick else options.rounds))
    for step, (number, case, label, name, flags) in enumerate(steps, 1):
        if name in missing:
            results.fail(case, label, missing[name])
        if (case.name, label) in results.failures:
            continue
        try:
            result = measure(places, case, name, flags)
        except Failure as failure:
            results.fail(case, label, failure)
            result = {"error": str(failure)}
        else:
            results.add(case, label, result)
        record = {"round": number + 1, "case": case.name, "server": label} | result
        print(f"[{step}/{len(steps)}] {case.name} {label}: {report.brief(result)}", file=sys.stderr, flush=True)
        if options.out:
            with options.out.open("a", encoding="utf-8") as file:
                file.write(json.dumps(record) + "\n")
    return results


def print_report(results, cases, versions):
    cores = len(os.sched_getaffinity(0))
    print(f"{cores} core{'s' if cores > 1 else ''}, {platform.system()} {platform.release()}, {', '.join(versions)}.\n")
    for _, group in itertools.groupby(cases, key=lambda case: case.group):
        print(report.group_table(results, list(group)))
    print(report.goal_table(results, cases))
    print(report.not_run(results, cases))


def trustworthy(results, cases):
    """False where the limit lost or broke messages (then the benchmark itself is at fault) or could not run."""
    limits = [(case, label) for case in cases for label, name, _ in case.entries() if name in servers.LIMITS]
    good = True
    for case, label in limits:
        if (case.name, label) in results.failures or not results.lossless(case, label):
            print(f"run-fanout: error: {label} failed in {case.name}", file=sys.stderr)
            good = False
    return good


def main():
    options = arguments()
    cases = selected_cases(options)
    if options.list:
        for case in cases:
            print(f"{case.name:20} {report.load_of(case)}")
        return 0
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that all processes are ended
    most_files = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most_files, most_files))  # the servers inherit it
    wanted = set(options.server or servers.NAMES)
    places, missing = build.places(options, wanted)
    results = run(cases, options, places, missing)
    print_report(results, cases, build.versions(places))
    return 0 if trustworthy(results, cases) else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(1)
