# SPDX-License-Identifier: MIT
"""Manual pages have the options of --help, and can be read on 80 columns."""

import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from zwstest import PATIENCE, optional_tools, run, source_dir, tool_path
from zwstest.documents import manual_examples, manual_page, manual_pages, rendered

TOOLS = ("zsine", "zfeed", "zrelay", "zcat", "zpeek", "zrec", "zws2browser", *optional_tools())


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
    for line in manual_page(f"{name}.1").read_text().splitlines():
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
            page = manual_page(f"{name}.1").read_text()
            for entry in re.split(r"\n(?= .{5}--)", run(name, "--help").out.decode()):
                text = re.sub(r"\s+", " ", entry)
                default = re.search(r"\(default: ([^)]+)\)", text)
                # Two pi times 500, and what depends on the machine, are put in words.
                if default and not re.search("--(period|threads|memory-limit) ", text):
                    self.assertIn(default.group(1).replace("\\", r"\e"), page, f"{name}: {text}")

    def test_a_text_of_no_option_is_an_error(self):
        folder = self.enterContext(tempfile.TemporaryDirectory())
        for head in ("--rats", "--rate --rats", "Serie"):
            with self.subTest(head):
                page = (source_dir() / "man/zsine.1").read_text().replace('.\\" --rate\n', f'.\\" {head}\n')
                Path(folder, "zsine.1").write_text(page)
                Path(folder, "shared.mdoc").write_text("")
                done = subprocess.run(
                    [sys.executable, source_dir() / "scripts/make-manual.py", tool_path("zsine"), f"{folder}/zsine.1"],
                    capture_output=True, timeout=PATIENCE,
                )
                self.assertEqual(done.returncode, 1)
                self.assertIn(f"make-manual: OPTIONS: '{head}': ", done.stderr.decode())


class TerminalTest(unittest.TestCase):
    """The pages on a terminal with 80 columns, of which man(1) fills 78."""

    def setUp(self):
        if not shutil.which("groff"):
            self.skipTest("SKIPPED: groff not found")
        told = subprocess.run(["groff", "--version"], capture_output=True, text=True).stdout
        version = re.search(r"version (\d+)\.(\d+)", told)
        # From 1.23 on the text is indented by two columns more: so much is kept free for readers of the older.
        self.widest = 80 if tuple(map(int, version.groups())) >= (1, 23) else 78

    def test_groff_warns_of_nothing_and_no_line_is_too_long(self):
        for page in manual_pages():
            with self.subTest(page.name):
                text, warnings = rendered(page, 78)
                self.assertEqual(warnings, "")
                self.assertEqual([line for line in text.splitlines() if len(line) > self.widest], [])

    def test_mandoc_shows_no_line_that_is_too_long(self):
        if not shutil.which("mandoc"):
            self.skipTest("SKIPPED: mandoc not found")
        for page in manual_pages():
            with self.subTest(page.name):
                done = subprocess.run(
                    ["mandoc", "-Tutf8", "-Owidth=78", str(page)], capture_output=True, timeout=PATIENCE, check=True
                )
                text = re.sub(".\b", "", done.stdout.decode())  # bold and underlined letters are struck twice
                self.assertEqual([line for line in text.splitlines() if len(line) > 80], [])

    def test_examples_are_shown_as_they_are_to_be_typed(self):
        for page in manual_pages():
            with self.subTest(page.name):
                shown = {line.strip() for line in rendered(page, 78)[0].splitlines()}
                lines = [line.strip() for example in manual_examples(page) for line in example.text.splitlines()]
                self.assertEqual([line for line in lines if line not in shown], [])


class ReferenceTest(unittest.TestCase):
    def test_pages_are_named_as_they_are_installed(self):
        ours = {page.name.replace("zcat", "zmqcat") for page in manual_pages()}
        for page in manual_pages():
            named = {f"{name}.{section}" for name, section in re.findall(r"\bXr (\S+) (\d)", page.read_text())}
            self.assertNotIn("zcat.1", named, page.name)  # which is gzip's
            self.assertLessEqual({name for name in named if re.match(r"z(?!mq\.|mq_)", name)}, ours, page.name)


class PromiseTest(unittest.TestCase):
    """docs/promises.md has the tests that prove what zws2browser(1) promises."""

    def setUp(self):
        self.text = (source_dir() / "docs/promises.md").read_text()

    def section(self, name, end):
        """A part of the manual page, with its macros taken away."""
        page = (source_dir() / "man/zws2browser.1").read_text()
        part = page[page.index(name) : page.index(end)].replace("\\&", "")
        return re.sub(r"\bFl (\S+)", r"-\1", part)

    def rows(self, heading):
        table = self.text[self.text.index(f"| {heading} | test |") :].split("\n\n")[0]
        return [re.match(r"\| (.*) \| (.*) \|$", row).groups() for row in table.splitlines()[2:]]

    def test_promises_are_those_of_the_manual(self):
        listed = self.section("What is promised:", ".Sh LIMITS").split(".It\n")[1:]
        promises = [re.sub(r" ([.,])", r"\1", re.sub(r"\n\.?", " ", item.split("\n.El")[0]).strip()) for item in listed]
        self.assertEqual(promises, [promise for promise, _ in self.rows("promise")])

    def test_limits_are_those_of_the_manual(self):
        listed = re.findall(r"^\.It (.*?) Ta", self.section(".Sh LIMITS", ".Sh SERVICE"), re.MULTILINE)[1:]
        self.assertEqual(listed, [limit for limit, _ in self.rows("limit")])

    def test_tests_are_there(self):
        named = re.findall(r"\b(\w+)\.(\w+Test)\b", self.text)
        self.assertGreater(len(named), 40)
        for file, name in named:
            self.assertRegex((source_dir() / f"tests/cli/{file}.py").read_text(), rf"(?m)^class {name}\(")


if __name__ == "__main__":
    unittest.main()
