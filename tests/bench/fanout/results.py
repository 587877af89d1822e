# SPDX-License-Identifier: MIT
"""What was measured, and the medians and ratios of it."""

import statistics

from fanout.servers import LIMITS, OURS


class Results:
    """The measurements of all rounds, by case and label."""

    def __init__(self):
        self._rounds = {}
        self.failures = {}  # (case name, label) -> why

    def add(self, case, label, result):
        self._rounds.setdefault((case.name, label), []).append(result)

    def fail(self, case, label, why):
        self.failures[case.name, label] = str(why)

    def values(self, case, label, key):
        return [r[key] for r in self._rounds.get((case.name, label), []) if r.get(key) is not None]

    def median(self, case, label, key):
        values = self.values(case, label, key)
        return statistics.median(values) if values else None

    def worst(self, case, label, key):
        return max(self.values(case, label, key), default=None)

    def spread(self, case, label, key):
        """Half the distance between the least and the most, as a part of the median."""
        values = self.values(case, label, key)
        middle = statistics.median(values) if values else 0
        return (max(values) - min(values)) / 2 / middle if middle and len(values) > 1 else None

    def ratio(self, case, label, key, *to):
        """The median of `label` as a multiple of the least median of `to`."""
        mine = self.median(case, label, key)
        others = [m for m in (self.median(case, other, key) for other in to) if m]
        return mine / min(others) if mine is not None and others else None

    def lossless(self, case, label):
        """True if no round lost, doubled or broke a message, or closed a client."""
        return not any(self.worst(case, label, key) for key in ("lost", "disordered", "malformed", "closed"))


def goals(results, case):
    """Pairs of what the case asks of zws2browser and the value it reached (None: not measured)."""
    if case.group == "latency":
        return [(f"{key}, x limit", results.ratio(case, OURS, key, *LIMITS)) for key in ("p50", "p99")]
    if case.group == "interval":
        return [("CPU of a frame, x ws", results.ratio(case, OURS, "us_per_frame", "ws"))]
    if case.group == "shards":
        return [("CPU of a frame, x one shard", results.ratio(case, "two shards", "us_per_frame", "one shard"))]
    if case.group == "memory":
        return [("KiB a connection", results.median(case, OURS, "kib_idle"))]
    if case.group == "never-reads":
        return [("MiB grown", results.median(case, OURS, "mib_most"))]
    return [("CPU of a frame, x limit", results.ratio(case, OURS, "us_per_frame", *LIMITS))]
