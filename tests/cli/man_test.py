# SPDX-License-Identifier: MIT
"""Each tool's manual page has the flags of its --help, and no others."""

import re
import unittest

from zwstest import optional_tools, run, source_dir

TOOLS = ("zsine", "zfeed", "zrelay", "zcat", "zws2browser", *optional_tools())


def flags_of_help(name):
    """{"-n": "N", "--count": "N"}: the flags of --help, with the name of their value."""
    found = {}
    for line in run(name, "--help").out.decode().splitlines():
        row = re.match(r" {2}(?:(-\w), | {4})(--[\w-]+)(?: ([A-Z][A-Z0-9:]*))?(?: {2}|$)", line)
        if row:
            for flag in filter(None, row.group(1, 2)):
                found[flag] = row.group(3) or ""
    return found


def flags_of_page(name):
    """The same of the page's `.It Fl n , Fl -count Ar N` lines."""
    found = {}
    for line in (source_dir() / f"man/{name}.1").read_text().splitlines():
        if line.startswith(".It Fl "):
            value = re.search(r" Ar (\S+)", line)
            for flag in re.findall(r"\bFl (-?[\w-]+)", line):
                found[f"-{flag}"] = value.group(1) if value else ""
    return found


class ManTest(unittest.TestCase):
    def test_page_and_help_have_the_same_flags(self):
        for name in TOOLS:
            with self.subTest(name):
                help_flags = flags_of_help(name)
                self.assertGreater(len(help_flags), 10, "the help was not understood")
                self.assertEqual(help_flags, flags_of_page(name))

    def test_defaults_of_the_help_are_in_the_page(self):
        for name in TOOLS:
            page = (source_dir() / f"man/{name}.1").read_text()
            for entry in re.split(r"\n(?= .{5}--)", run(name, "--help").out.decode()):
                text = re.sub(r"\s+", " ", entry)
                default = re.search(r"\(default: ([^)]+)\)", text)
                # Two pi times 500, and the number of processors, are put in words.
                if default and not re.search("--(period|threads) ", text):
                    self.assertIn(default.group(1).replace("\\", r"\e"), page, f"{name}: {text}")

    def test_tests_that_the_promises_name_are_there(self):
        page = (source_dir() / "man/zws2browser.1").read_text()
        named = re.findall(r"\b([a-z_]+): (\w+Test)\b", page)
        self.assertGreater(len(named), 20)
        for stem, name in named:
            stems = (f"zws2browser_{stem}_test", f"{stem}_test", f"zws2{stem}_test")
            files = [path for path in (source_dir() / f"tests/cli/{file}.py" for file in stems) if path.exists()]
            self.assertEqual(len(files), 1, stem)
            self.assertRegex(files[0].read_text(), rf"(?m)^class {name}\(", stem)


if __name__ == "__main__":
    unittest.main()
