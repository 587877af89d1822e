# SPDX-License-Identifier: MIT
"""Prints results as Markdown tables."""

from fanout.cases import MEANING
from fanout.results import goals
from fanout.servers import LIMITS, OURS


def figure(value):
    """Three digits that count: 0.0153, 1.25, 43.2 M."""
    if value is None:
        return "-"
    for limit, unit in ((1e6, " M"), (1e4, " k")):
        if abs(value) >= limit:
            return f"{value / (1e6 if unit == ' M' else 1e3):.3g}{unit}"
    return f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"


def percent(part):
    if part is None:
        return "-"
    return "0" if part == 0 else "< 0.01 %" if part < 1e-4 else f"{100 * part:.2f} %"


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _faults(results, case, label):
    counts = {key: results.worst(case, label, key) for key in ("disordered", "malformed", "closed")}
    said = [f"{count} {key}" for key, count in counts.items() if count]
    return ", ".join([percent(results.worst(case, label, "lost")), *said])


def _cpu_row(results, case, label):
    ratio = results.ratio(case, label, "us_per_frame", *LIMITS)
    ours = results.ratio(case, label, "us_per_frame", OURS)
    return [
        figure(results.median(case, label, "us_per_frame")),
        percent(results.spread(case, label, "us_per_frame")),
        figure(ratio),
        figure(ours),
        figure(results.median(case, label, "frames_per_second")),
        figure(results.median(case, label, "cores")),
    ]


def _latency_row(results, case, label):
    times = [figure(results.median(case, label, key)) for key in ("p50", "p99", "p999")]
    ratios = [figure(results.ratio(case, label, key, *LIMITS)) for key in ("p50", "p99")]
    return times + ratios + [figure(results.median(case, label, "cores"))]


def _memory_row(results, case, label):
    return [figure(results.median(case, label, key)) for key in ("mib_empty", "kib_idle", "kib_used")]


def _growth_row(results, case, label):
    quarters = results.values(case, label, "mib_quarters")[-1]
    offered, most = (figure(results.median(case, label, key)) for key in ("mib_offered", "mib_most"))
    return [offered, " ".join(figure(size) for size in quarters), most]


CPU_HEAD = ["CPU us/frame", "spread", "x limit", "x zws2browser", "frames/s", "cores"]
LATENCY_HEAD = ["p50 us", "p99 us", "p99.9 us", "p50 x limit", "p99 x limit", "cores"]
SHAPES = {
    "latency": (LATENCY_HEAD, _latency_row),
    "memory": (["empty MiB", "KiB/connection", "KiB/connection after 20 messages"], _memory_row),
    "never-reads": (["offered to each MiB", "grown MiB at 1/4 2/4 3/4 4/4", "most MiB"], _growth_row),
}


def load_of(case, clients=None):
    """The load in words, with the clients that there really were, where that is known."""
    rate = f"{case.rate} msg/s" if case.rate else "flood"
    stalled = f" and {case.stalled} stalled" if case.stalled else ""
    return f"{clients or case.clients}{stalled} x {case.size} B, {rate}"


def group_table(results, cases):
    """The table of cases of one group."""
    group = cases[0].group
    head, row = SHAPES.get(group, (CPU_HEAD, _cpu_row))
    rows = []
    for case in cases:
        for label, _, _ in case.entries():
            if results.values(case, label, "lost"):
                clients = results.median(case, label, "clients")
                name = [case.name, load_of(case, clients), label]
                rows.append(name + row(results, case, label) + [_faults(results, case, label)])
    body = table(["case", "load", "server", *head, "lost"], rows) if rows else "Nothing was measured."
    return f"### {group}\n\n{MEANING[group]}\n\n{body}\n"


def goal_table(results, cases):
    """What zws2browser is meant to reach, and does or does not."""
    rows = []
    for case in cases:
        for what, value in goals(results, case) if case.goal else []:
            if value is not None:
                labels = [label for label, name, _ in case.entries() if name == OURS]
                lossless = all(results.lossless(case, label) for label in labels)
                verdict = "yes" if value <= case.goal and lossless else "no" if lossless else "no: messages lost"
                rows.append([case.name, what, figure(value), figure(case.goal), verdict])
    return "### What zws2browser is meant to reach\n\n" + (
        table(["case", "measure", "measured", "at most", "reached"], rows) + "\n" if rows else "Not measured.\n"
    )


def brief(result):
    """A result's first figure, or why there is none."""
    for key, unit in (("p50", "us"), ("us_per_frame", "us/frame"), ("kib_idle", "KiB"), ("mib_most", "MiB")):
        if key in result:
            return f"{figure(result[key])} {unit}"
    return result.get("error", "")


def not_run(results, cases):
    """What could not be measured in full, and why; equal reasons in one line."""
    reasons = {}
    for case in cases:
        for label, _, _ in case.entries():
            clients = results.median(case, label, "clients")
            if clients and clients < case.clients:
                why = f"only {clients} clients: more need more open files than allowed (ulimit -Hn)"
                reasons.setdefault((label, why), []).append(case.name)
    for (case, label), why in results.failures.items():
        reasons.setdefault((label, why), []).append(case)
    lines = [f"- {label}: {why} ({', '.join(names)})" for (label, why), names in reasons.items()]
    return "### Not run\n\n" + ("\n".join(lines) if lines else "All that was asked for did run.") + "\n"
