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
    return (f"{on['date']}, {on['cores']} cores, {on['kernel']}, {', '.join(on['versions'])};\n"
            f"messages of {on['bytes']} bytes, batches of {on['interval']} ms; medians of {on['rounds']} rounds, "
            "with the least and the most.")


def table(result):
    """The figures in Markdown."""
    rates = result["rates"]
    rows = [[what, *(spread(group[key]) for group in rates.values())]
            for key, what in model.HOPS.items() if all(key in group for group in rates.values())]
    head = ["CPU us/message", *(f"at {rate} messages/s" for rate in rates)]
    sizes = [[what, spread(result["sizes"][key])] for key, what in model.SIZES.items() if key in result["sizes"]]
    return "\n".join([conditions(result), "", *markdown(head, rows), "", *markdown(["a browser takes", ""], sizes)])


def markdown(head, rows):
    return ["| " + " | ".join(line).rstrip() + " |" for line in (head, ["---"] * len(head), *rows)]


def counts(result, *flags):
    """What the model says: {"edges": (12, "10 to 14"), ...}, and the browsers of an edge."""
    args = model.parser().parse_args(flags)
    figures, ranges = model.at_rate(result, args.rate), model.spans(result, args)[0]
    found = {row.what: (row.count, ranges.get(row.what)) for row in model.machines(figures, args)}
    return found | {"browsers": model.edge_clients(figures, args)[0]}


def rounded(count):
    """Two digits that count, as nothing was measured better."""
    digits = max(0, len(str(count)) - 2)
    return count // 10**digits * 10**digits


def told(count):
    """From the least to the most, where these differ."""
    return count[1] or str(count[0])


CASES = (  # what the manual page has: flags, and what they are in words
    ((), "10 messages per second"),
    (("--balancer", "nginx"), "with nginx before the edges"),
    (("--balancer", "nginx", "--tls", "balancer"), "with nginx that ends TLS"),
    (("--tls", "edge"), "with TLS at the edges"),
    (("--stream",), "with a stream of JetStream"),
    (("--rate", "1000"), "1000 messages per second"),
    (("--rate", "1000", "--interval", "16"), "1000 in batches of the page"),
    (("--rate", "1000", "--interval", "16", "--balancer", "nginx"), "these with nginx before them"),
)
COLUMNS = ("balancers", "edges", "NATS servers")


def case(result, flags, words):
    """A line of the manual page; none where the figures were not measured."""
    try:
        found = counts(result, *flags)
    except model.NotMeasured:
        return []
    except model.Impossible:
        return [f".It {words} Ta none Ta can Ta do"]
    return [f".It {words} Ta " + " Ta ".join(told(found.get(what, (0, ""))) for what in COLUMNS)]


def page(result):
    """The figures, and what follows from them, in mdoc(7)."""
    on, rates = result[model.MEASURED_ON], result["rates"]
    rows = [f".It {what} Ta " + " Ta ".join(figure(group[key]["median"]) for group in rates.values())
            for key, what in model.HOPS.items() if all(key in group for group in rates.values())]
    cases = [line for flags, words in CASES for line in case(result, flags, words)]
    return "\n".join([
        f"The CPU time of each hop for a message of {on['bytes']} bytes, in microseconds, on a virtual machine with "
        f"{on['cores']} cores,",
        f"at {' and at '.join(rates)} messages per second:",
        '.Bl -column -offset indent "zws2browser with TLS, a batch for each browser" "24.0" "24.0"',
        *rows,
        ".El",
        ".Pp",
        f"With 60 % of its two cores in use, an edge serves {rounded(counts(result)['browsers'])} browsers with 10 "
        "messages per second each.",
        "A million browsers need so many machines, by the least and by the most that was measured:",
        '.Bl -column "with nginx before the edges" "1000 to 1000" "1000 to 1000" "10 to 10"',
        ".It Ta Em balancers Ta Em edges Ta Em NATS",
        *cases,
        ".El",
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
