#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Puts the figures of scripts/scaling-figures.json into the documents that quote them.

    tests/bench/hops/documents.py [--check]

In man/zws.7 and tests/bench/README.md what stands between two comments that name that file is made here. With --check
nothing is written, and the exit status is 1 where a document has other figures.
"""

import importlib.util
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
FIGURES = ROOT / "scripts/scaling-figures.json"


def load_model():
    spec = importlib.util.spec_from_file_location("scaling_model", ROOT / "scripts/scaling-model.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


model = load_model()


def figure(value):
    """Three digits that count."""
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:.0f}"


def spread(value):
    """The median, with the least and the most."""
    return f"{figure(value['median'])} ({figure(value['least'])} to {figure(value['most'])})"


def conditions(result):
    on = result[model.MEASURED_ON]
    return (f"{on['date']}, {on['cores']} cores, {on['kernel']}, {', '.join(on['versions'])}, "
            f"medians of {on['rounds']} rounds:\n"
            f"{on['rate']:g} messages a second of {on['bytes']} bytes; {on['edge_rate']:g} a second through "
            f"zws2browser to {on['edge_clients']} clients.")


def table(result):
    """The figures in Markdown."""
    figures = next(iter(result["rates"].values()))
    rows = [f"| {what} | {spread(figures[key])} |" for key, what in model.HOPS.items()]
    return "\n".join([conditions(result), "", "| hop | CPU us/message |", "|---|---|", *rows])


def counts(result, *flags):
    """What the model says: {"edges": 12, ...}, and the browsers of an edge."""
    args = model.parser().parse_args(flags)
    figures = model.at_rate(result, args.rate)
    found = {row.what: row.count for row in model.machines(figures, args)}
    return found | {"browsers": model.edge_clients(figures, args)[0]}


def rounded(count):
    """Two digits that count, as nothing was measured better."""
    digits = max(0, len(str(count)) - 2)
    return count // 10**digits * 10**digits


def page(result):
    """The figures, and what follows from them, in mdoc(7)."""
    on, figures = result[model.MEASURED_ON], next(iter(result["rates"].values()))
    rows = [f".It {what} Ta {figure(figures[key]['median'])}" for key, what in model.HOPS.items()]
    ten, hundred = counts(result), counts(result, "--rate", "100")
    return "\n".join([
        f"The CPU time of each hop for a message of {on['bytes']} bytes, in microseconds, on a virtual machine with "
        f"{on['cores']} cores,",
        f"at {on['rate']:g} messages per second; for zws2browser at {on['edge_rate']:g} messages per second to "
        f"{on['edge_clients']} browsers, each with its own write:",
        '.Bl -column -offset indent "zws2browser, for each browser" "24.0"',
        *rows,
        ".El",
        ".Pp",
        f"With 60 % of its two cores in use, an edge serves {rounded(ten['browsers'])} browsers "
        "with 10 messages per second each,",
        f"or {rounded(hundred['browsers'])} with 100.",
        f"A million browsers need {ten['edges']} such edges, {ten['NATS servers']} NATS servers "
        f"and {ten['relays']} relay at 10 messages per second,",
        f"and {hundred['edges']} edges and {hundred['NATS servers']} servers at 100.",
    ])


PLACES = (  # document, its comments around the figures, what stands between them
    (ROOT / "man/zws.7", '.\\" {} scaling-figures.json: tests/bench/hops/documents.py writes this', page),
    (ROOT / "tests/bench/README.md", "<!-- {} scaling-figures.json -->", table),
)


def replaced(text, comment, body):
    """`text` with `body` between the two comments; raises ValueError where these are not there."""
    begin, end = (comment.format(word) + "\n" for word in ("begin", "end"))
    head, found, rest = text.partition(begin)
    _, closed, tail = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"has not the comments {begin.strip()} and {end.strip()}")
    return head + begin + body + "\n" + end + tail


def update(write=True):
    """Writes the documents, if asked to; returns those that had other figures."""
    result = json.loads(FIGURES.read_text(encoding="utf-8"))
    stale = []
    for path, comment, body in PLACES:
        text = path.read_text(encoding="utf-8")
        new = replaced(text, comment, body(result))
        if new != text:
            stale.append(path)
            if write:
                path.write_text(new, encoding="utf-8")
    return stale


def main():
    check = sys.argv[1:] == ["--check"]
    if sys.argv[1:] and not check:
        sys.exit(__doc__)
    for path in update(write=not check):
        print(f"documents: {path.relative_to(ROOT)} {'has other figures' if check else 'written'}", file=sys.stderr)
        if check:
            sys.exit(1)


if __name__ == "__main__":
    main()
