#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Measures zrelay beside libzmq's zmq_proxy, the same by hand, a bare loop of receiving and sending, and one in pyzmq.

    tests/bench/relay/run.py [--build build/release] [--rounds N] [--seconds SEC]

Every round runs every relay once, so that all of them meet the same neighbours; figures are medians of the rounds, and
ratios are medians of the ratios to zmq_proxy within a round. CPU is the relay's own, all threads, from /proc.
Rate 0 is saturation without loss: the publisher is held back.
"""

import argparse
import json
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]

CASES = [  # rate, bytes, frames, subscribers
    (0, 100, 1, 1),
    (0, 1024, 1, 1),
    (0, 100, 3, 1),
    (0, 100, 1, 10),
    (20_000, 100, 1, 1),
    (20_000, 1024, 1, 1),
    (20_000, 100, 3, 1),
    (20_000, 100, 1, 10),
]


def free_endpoint():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"tcp://127.0.0.1:{probe.getsockname()[1]}"


def cpu_seconds(pid):
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9


def relays(zrelay, programs):
    """Command lines by name; each gets IN, OUT and, at saturation, a word or flag that asks for no loss."""
    ends = lambda into, out_of: ["-q", "--in-bind", into, "--out-bind", out_of]
    block = lambda asked: ["--overflow", "block"] if asked else []
    plain = lambda asked: ["block"] if asked else []
    return {
        "zmq_proxy": lambda i, o, b: [str(programs / "forwarder"), "proxy", i, o, *plain(b)],
        "loop": lambda i, o, b: [str(programs / "forwarder"), "loop", i, o, *plain(b)],
        "bare": lambda i, o, b: [str(programs / "forwarder"), "bare", i, o, *plain(b)],
        "pyzmq": lambda i, o, b: ["/usr/bin/python3", str(HERE / "forwarder.py"), i, o, *plain(b)],
        "zrelay": lambda i, o, b: [zrelay, *ends(i, o), *block(b)],
        "zrelay --filter forward": lambda i, o, b: [zrelay, *ends(i, o), *block(b), "--filter", "forward"],
        "zrelay --stats": lambda i, o, b: [zrelay, *ends(i, o), *block(b), "--stats"],
        "zrelay --max-delay 1": lambda i, o, b: [zrelay, *ends(i, o), *block(b), "--max-delay", "1"],
        "zrelay --io-threads 2": lambda i, o, b: [zrelay, *ends(i, o), *block(b), "--io-threads", "2"],
    }


def measure(command, programs, case, seconds):
    rate, size, frames, subscribers = case
    into, out_of = free_endpoint(), free_endpoint()
    relay = subprocess.Popen(command(into, out_of, rate == 0), stderr=subprocess.DEVNULL)
    try:
        load = [programs / "load", into, out_of, size, frames, subscribers, rate, seconds]
        with subprocess.Popen(list(map(str, load)), stdout=subprocess.PIPE, text=True) as process:
            stuck = threading.Timer(seconds + 60, process.kill)
            stuck.start()
            process.stdout.readline()  # it begins: what the relay's own start took is not counted
            before = cpu_seconds(relay.pid)
            line = process.stdout.readline()
            stuck.cancel()
        result = json.loads(line)
        result["cpu_us"] = (cpu_seconds(relay.pid) - before) * 1e6 / max(1, result["messages"])
        return result
    finally:
        relay.kill()
        relay.wait()


def build(folder):
    for name in ("forwarder", "load"):
        subprocess.run(["c++", "-O2", "-std=c++20", "-o", str(folder / name), str(HERE / f"{name}.cpp"),
                        "-lzmq", "-pthread"], check=True)


def rows(results, case, names):
    """One line a relay: figures, and ratios to zmq_proxy of the same round."""
    for name in names:
        rounds = [(r[name], r["zmq_proxy"]) for r in results if name in r and "zmq_proxy" in r]
        if not rounds:
            continue
        median = lambda key: statistics.median(mine[key] for mine, _ in rounds)
        ratio = lambda key: statistics.median(mine[key] / base[key] for mine, base in rounds if base[key])
        yield {"case": case, "relay": name, "rate": median("rate"), "x_rate": ratio("rate"), "cpu_us": median("cpu_us"),
               "x_cpu": ratio("cpu_us"), "p50": median("p50"), "p99": median("p99"), "lost": median("lost")}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default=str(ROOT / "build/release"), help="the folder zrelay was built in")
    parser.add_argument("--case", type=int, action="append", choices=range(len(CASES)), metavar="N",
                        help="only this case, from 0 (repeatable)")
    parser.add_argument("--relay", action="append", metavar="NAME", help="only this relay and zmq_proxy (repeatable)")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        programs = Path(folder)
        build(programs)
        commands = relays(str(Path(args.build) / "bin/zrelay"), programs)
        if args.relay:
            commands = {name: command for name, command in commands.items() if name in ("zmq_proxy", *args.relay)}
        for case in [CASES[number] for number in args.case or range(len(CASES))]:
            results = []
            for _ in range(args.rounds):
                results.append({})
                for name, command in commands.items():
                    try:
                        results[-1][name] = measure(command, programs, case, args.seconds)
                    except (ValueError, OSError) as error:
                        print(f"run: {name}: {error}", file=sys.stderr)
                    time.sleep(0.1)
            rate, size, frames, subscribers = case
            print(f"\n{rate or 'as many as possible'} messages/s, {size} bytes, {frames} frames, "
                  f"{subscribers} subscribers")
            print(f"  {'relay':<24}{'messages/s':>12}{'x':>7}{'CPU us':>9}{'x':>7}"
                  f"{'p50 us':>10}{'p99 us':>10}{'lost':>8}")
            for row in rows(results, case, commands):
                print(f"  {row['relay']:<24}{row['rate']:>12.0f}{row['x_rate']:>7.2f}{row['cpu_us']:>9.2f}"
                      f"{row['x_cpu']:>7.2f}{row['p50']:>10.0f}{row['p99']:>10.0f}{row['lost']:>8.0f}", flush=True)


if __name__ == "__main__":
    main()
