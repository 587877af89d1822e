#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Draws what is on a terminal as SVG: the text and colours that `tmux capture-pane -p -e -N` prints, on standard input.

    tmux capture-pane -p -e -N | scripts/draw-terminal.py > picture.svg

Dots of braille are drawn as such, since fonts show them in all sizes.
"""

import html
import re
import sys
import unicodedata

WIDTH, HEIGHT = 8.4, 17  # of a cell, pixels
MARGIN = 10
GROUND, TEXT = "#16181d", "#d8dbe2"
BASE = ["#16181d", "#e5484d", "#46a758", "#e2a336", "#4f8fea", "#b06fd8", "#3fb2b8", "#d8dbe2"]


def color_of(number):
    """That of the 256 of xterm."""
    if number < 16:
        return BASE[number % 8]
    if number >= 232:
        return f"#{(8 + 10 * (number - 232)):02x}" + f"{(8 + 10 * (number - 232)):02x}" * 2
    steps = [0, 95, 135, 175, 215, 255]
    number -= 16
    return "#" + "".join(f"{steps[number // 6 ** place % 6]:02x}" for place in (2, 1, 0))


class Style:
    def __init__(self):
        self.reset()

    def reset(self):
        self.color, self.ground, self.bold, self.faint, self.reverse = None, None, False, False, False

    def take(self, codes):
        codes = [int(code or 0) for code in codes.split(";")]
        while codes:
            code = codes.pop(0)
            if code == 0:
                self.reset()
            elif code == 1:
                self.bold = True
            elif code == 2:
                self.faint = True
            elif code == 7:
                self.reverse = True
            elif code == 27:
                self.reverse = False
            elif code == 22:
                self.bold = self.faint = False
            elif 30 <= code <= 37:
                self.color = color_of(code - 30)
            elif 90 <= code <= 97:
                self.color = color_of(code - 90)
            elif code == 39:
                self.color = None
            elif code == 38 and codes[:1] == [5]:
                self.color = color_of(codes[1])
                del codes[:2]

    def shown(self):
        """The colours of text and ground."""
        color, ground = self.color or TEXT, self.ground
        return (GROUND, color) if self.reverse else (color, ground)


def columns(character):
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def dots(character, x, y, color):
    """Braille counts its dots down, first three on the left, then three on the right, then the two below."""
    bits = ord(character) - 0x2800
    places = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)]
    return [f'<circle cx="{x + WIDTH * (0.25 + 0.5 * column):.1f}" cy="{y + HEIGHT * (0.125 + 0.25 * row):.1f}" '
            f'r="1.5" fill="{color}"/>' for bit, (column, row) in enumerate(places) if bits >> bit & 1]


def drawn(line, row):
    """The elements of one line, and its width in columns."""
    style, column, out = Style(), 0, []
    y = MARGIN + row * HEIGHT
    for codes, character in re.findall(r"\x1b\[([\d;]*)m|([^\x1b])", line):
        if not character:
            style.take(codes)
            continue
        x = MARGIN + column * WIDTH
        color, ground = style.shown()
        if ground:
            out.append(f'<rect x="{x:.1f}" y="{y}" width="{WIDTH * columns(character) + 0.3:.1f}" '
                       f'height="{HEIGHT}" fill="{ground}"/>')
        if "\u2800" <= character <= "\u28ff":
            out += dots(character, x, y, color)
        elif character != " ":
            looks = (' font-weight="bold"' if style.bold else "") + (' opacity="0.6"' if style.faint else "")
            out.append(f'<text x="{x:.1f}" y="{y + HEIGHT * 0.76:.1f}" fill="{color}"{looks}>'
                       f"{html.escape(character)}</text>")
        column += columns(character)
    return out, column


def main():
    lines = sys.stdin.read().split("\n")[:-1]
    rows = [drawn(line, row) for row, line in enumerate(lines)]
    width = 2 * MARGIN + WIDTH * max((column for _, column in rows), default=0)
    height = 2 * MARGIN + HEIGHT * len(rows)
    print(f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height}" '
          f'font-family="DejaVu Sans Mono, monospace" font-size="14">')
    print(f'<rect width="100%" height="100%" rx="6" fill="{GROUND}"/>')
    for elements, _ in rows:
        print("\n".join(elements))
    print("</svg>")


if __name__ == "__main__":
    main()
