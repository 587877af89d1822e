# SPDX-License-Identifier: MIT
"""What people read: the README and what is beside it, and the manual pages as terminals show them."""

import re
import subprocess
from typing import NamedTuple

from .process import PATIENCE, build_dir, source_dir


class Example(NamedTuple):
    """What a document displays to be typed or read: where it is, and its lines as they are shown."""

    document: str
    line: int
    text: str

    def __str__(self):
        return f"{self.document}:{self.line}: {self.text}"


def manual_pages():
    """The pages of the manual as they are installed; zmqcat.1 is a link to zcat.1."""
    return sorted(path for path in manual_page("zws.7").parent.glob("*.[1-9]") if not path.is_symlink())


def manual_page(name):
    """Where the build has made a page."""
    return build_dir() / "man" / name


def rendered(page, columns):
    """The page as groff shows it on a terminal with so many columns, and what groff warns of.

    man(1) leaves two columns free, which makes 78 of 80.
    """
    done = subprocess.run(
        ["groff", "-mandoc", "-Tutf8", "-ww", f"-rLL={columns}n", "-P-cbou", str(page)],
        capture_output=True, timeout=PATIENCE, check=True,
    )
    return done.stdout.decode(), done.stderr.decode()


def _shown(line):
    """A line of mdoc without its escapes."""
    return line.replace(r"\&", "").replace(r"\e", "\\")


def manual_examples(page):
    """The displays of a page: neighbouring .Dl lines are one, and so is a literal block."""
    found, block, name = [], None, page.name
    for number, line in enumerate(page.read_text().splitlines(), 1):
        if line.startswith(".Bd -literal"):
            block = Example(name, number, "")
        elif line.startswith(".Ed"):
            found.append(block)
            block = None
        elif block:
            block = block._replace(text=f"{block.text}{_shown(line)}\n")
        elif line.startswith(".Dl "):
            text = _shown(line.removeprefix(".Dl ")) + "\n"
            if found and found[-1].line + found[-1].text.count("\n") == number:
                found[-1] = found[-1]._replace(text=found[-1].text + text)
            else:
                found.append(Example(name, number, text))
    return found


def markdown_examples(name, language="sh"):
    """The blocks of a document in a language, by default those of shell commands."""
    text = (source_dir() / name).read_text()
    return [
        Example(name, text.count("\n", 0, block.start()) + 1, block[1])
        for block in re.finditer(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    ]
