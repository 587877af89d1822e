# SPDX-License-Identifier: MIT
"""What a round measures, one thing after the other; what fails is said, and the rest goes on."""

import sys

from fanout.processes import Failure
from hops import chain, edge, stream
from hops.station import Load

TAPS = {"low": 100, "high": 20}  # more of them where there are few messages to take means of
FURTHER = {"low": 8, "high": 3}
TRIES = 2  # where something else on the machine came between


class Plan:
    """The measurements of each round."""

    def __init__(self, programs, options):
        self._programs, self._options = programs, options
        self.ways = [way for way in edge.WAYS if self._can_measure(way)]
        missing = [name for name in ("nginx", "openssl") if getattr(programs, name) is None]
        if missing:
            left_out = ", ".join(way.name for way in edge.WAYS if way not in self.ways)
            print(f"run: not there: {', '.join(missing)}; left out: {left_out}", file=sys.stderr)

    def _can_measure(self, way):
        return (self._programs.nginx or not way.needs_nginx) and (self._programs.openssl or not way.tls)

    def round(self):
        """Pairs of a group of figures, a rate or "sizes", and some of them."""
        for which in ("low", "high"):
            load = Load(getattr(self._options, which), self._options.bytes)
            for measure, count in ((chain.figures, TAPS), (stream.figures, FURTHER)):
                for found in self._tried(measure, load, count[which]):
                    yield f"{load.rate:g}", found
            yield from self._ways_of(which, load)

    def _ways_of(self, which, load):
        base = self._tried(edge.base, load, self._clients(edge.PLAIN, which))
        for made in base:
            yield from self._groups(which, load, made.figures)
        for way in self.ways:
            if base or way.measured == "nginx":
                entry = base[0].entry if base else 0
                for made in self._tried(edge.figures, load, way, self._clients(way, which), entry):
                    yield from self._groups(which, load, made)

    def _clients(self, way, which):
        return max(2 * edge.FEW, round(getattr(way, which) * self._options.part))

    @staticmethod
    def _groups(which, load, found):
        """Sizes are those at the low rate, with many browsers."""
        yield f"{load.rate:g}", found.costs
        if which == "low" and found.sizes:
            yield "sizes", found.sizes

    def _tried(self, measure, *args):
        """The result in a list, which is empty where it failed each time."""
        for _ in range(TRIES):
            try:
                return [measure(self._programs, *args, self._options.seconds)]
            except Failure as failure:
                name = f" of {args[1].name}" if isinstance(args[1], edge.Way) else ""
                print(f"run: {measure.__module__}{name}: {failure}", file=sys.stderr, flush=True)
        return []
