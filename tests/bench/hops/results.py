# SPDX-License-Identifier: MIT
"""What the rounds measured: medians, the least and the most of them, and the file of them."""

import json
import re
import statistics

from fanout.processes import Failure


def checked(figures):
    """Raises Failure where a figure is not above zero: a difference that is less than the noise."""
    if hidden := [name for name, value in figures.items() if value <= 0]:
        raise Failure(f"noise hides {', '.join(hidden)}")
    return figures


class Results:
    """The values of all rounds, by groups (a rate, or sizes) and names."""

    def __init__(self):
        self._values = {}

    def add(self, group, figures):
        for name, value in figures.items():
            self._values.setdefault(group, {}).setdefault(name, []).append(value)

    def summary(self, rounds, required):
        """{group: {name: {"median": ..., ...}}} of what came in more than half of the rounds, and what did not.

        A name that one rate has not, none has. Raises Failure where a required name is missing.
        """
        groups = {group: {name: values for name, values in found.items() if len(values) > rounds / 2}
                  for group, found in self._values.items()}
        rates = [names for group, names in groups.items() if group != "sizes"]
        wanted = {name for found in self._values.values() for name in found}
        whole = set.intersection(*map(set, rates)) | set(groups.get("sizes", {}))
        lost = sorted(wanted - whole)
        if missing := [name for name in required if name not in whole]:
            raise Failure(f"too many rounds failed, or noise hides it: {', '.join(missing)}")
        return {group: {name: spread(values) for name, values in found.items() if name in whole}
                for group, found in groups.items()}, lost


def spread(values):
    return {"median": rounded(statistics.median(values)), "least": rounded(min(values)), "most": rounded(max(values))}


def rounded(value):
    """Four digits that count."""
    return float(f"{value:.4g}")


def text(data):
    """JSON with a line for each figure."""
    return re.sub(r"\{\s+(\"median\"[^{}]+?)\s+\}", lambda found: "{" + re.sub(r"\s+", " ", found[1]) + "}",
                  json.dumps(data, indent=2)) + "\n"
