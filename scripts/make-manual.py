#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Prints the manual page of a tool: its OPTIONS are made from the tool's table of options, as --help shows it.

    scripts/make-manual.py PROGRAM man/TOOL.1 > TOOL.1

In the page, the section OPTIONS has what is to be said of an option besides its flags, its argument, its default and
that it can be repeated:

    .\\" --rate
    Above 1000 per second, the samples of a millisecond are sent together.

Two options that are explained together stand in one such line. An option that the page does not explain has the text of
shared.mdoc beside it, and where that has none, the sentence of --help. What stands under the heading of a section of
--help, in a line such as `.\\" Limits`, is of the whole section.
"""

import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

OPTIONS = ".Sh OPTIONS\n"
HEAD = re.compile(r'^\.\\" (.+)\n', re.MULTILINE)
ROW = re.compile(r" {2}(?:-(?P<letter>\w), | {4})--(?P<name>[\w-]+)(?: (?P<argument>[A-Z][A-Z0-9:]*))?"
                 r"(?: {2,}|$)(?P<text>.*)")
SAYS_DEFAULT = re.compile(r"^Default|[Tt]his is the default|^Without (it|this option)", re.MULTILINE)


class Option(NamedTuple):
    section: str
    name: str
    flags: str  # in mdoc, with the argument
    argument: str
    sentence: str
    repeatable: bool
    default: str


def options_of(help_text):
    """The table of options, in the order of --help."""
    rows, section = [], ""
    for line in help_text.splitlines():
        if heading := re.fullmatch(r"(\w[\w ]*):", line):
            section = heading[1]
        elif row := ROW.fullmatch(line):
            rows.append((section, row, [row["text"]]))
        elif section and line.startswith(" " * 20):
            rows[-1][2].append(line)
    return [option(section, row, " ".join(" ".join(text).split())) for section, row, text in rows]


def option(section, row, text):
    parts = re.fullmatch(r"(?P<sentence>.*?)(?P<repeatable> \(repeatable\))?(?: \(default: (?P<default>.*)\))?", text)
    flags = (f"Fl {row['letter']} , " if row["letter"] else "") + f"Fl -{row['name']}"
    flags += f" Ar {row['argument']}" if row["argument"] else ""
    return Option(section, row["name"], flags, row["argument"] or "", parts["sentence"], bool(parts["repeatable"]),
                  parts["default"] or "")


def texts_of(page):
    """{"--rate": text, "Limits": text}"""
    _, *parts = HEAD.split(page)
    return dict(zip(parts[::2], parts[1::2]))


def sentence(option):
    """What --help says, in mdoc."""
    text = option.sentence[0].upper() + option.sentence[1:] + "."
    text = text.replace("\\", r"\e")
    if option.argument:
        text = re.sub(rf" ?\b{option.argument}\b([,;.]?) ?",
                      lambda found: f"\n.Ar {option.argument}" + (f" {found[1]}" if found[1] else "") + "\n", text)
    return text.rstrip("\n") + "\n"


def described(option, text):
    """The text, and what it does not say but the table: whether it can be repeated, and the default."""
    if option.repeatable and "an be repeated" not in text:
        text += "Can be repeated.\n"
    if option.default and not SAYS_DEFAULT.search(text):
        text += f"Default:{shown_default(option.default)}.\n"
    return text


def shown_default(default):
    """A word that is typed so is a command word, what has signs in it is quoted, and numbers and sentences are text."""
    typed = default.replace("\\", r"\e")
    if re.fullmatch(r"[a-z]+", typed):
        return f"\n.Cm {typed} "
    return f" {typed}" if re.match(r"\d+(\.\d+)?\w*$", typed) or " " in typed else f"\n.Ql {typed} "


def options_section(options, own, shared):
    """The whole section in mdoc; exits where a text is of no option."""
    known = {f"--{option.name}" for option in options}
    sections = list(dict.fromkeys(option.section for option in options))
    heads = {name: [name] for name in known} | {key: key.split() for key in own if key.startswith("--")}
    for key in own:
        if key not in sections and not set(heads.get(key, [key])) <= known:
            sys.exit(f"make-manual: OPTIONS: '{key}': --help has no such option or section")
    together = {name: names for names in heads.values() if len(names) > 1 for name in names}
    out = OPTIONS
    for section in sections:
        out += f".Ss {section}\n{own.get(section, '')}.Bl -tag -width Ds\n"
        for option in (option for option in options if option.section == section):
            names = together.get(f"--{option.name}", [f"--{option.name}"])
            if names[0] != f"--{option.name}":
                continue
            flags = " , ".join(other.flags for name in names for other in options if f"--{other.name}" == name)
            text = own.get(" ".join(names)) or shared.get(f"--{option.name}") or sentence(option)
            out += f".It {flags}\n{described(option, text)}"
        out += ".El\n"
    return out


def main():
    program, source = sys.argv[1:]
    page = Path(source).read_text(encoding="utf-8")
    shared = (Path(source).parent / "shared.mdoc").read_text(encoding="utf-8")
    before, options, after = re.fullmatch(rf"(.*){re.escape(OPTIONS)}(.*?)(\.Sh .*)", page, re.DOTALL).groups()
    help_text = subprocess.run([program, "--help"], capture_output=True, check=True, text=True).stdout
    made = options_section(options_of(help_text), texts_of(options), texts_of(shared))
    sys.stdout.write(before + made + after)


if __name__ == "__main__":
    main()
