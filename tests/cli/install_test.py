# SPDX-License-Identifier: MIT
"""What `cmake --install` puts where."""

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from zwstest import PATIENCE, optional_tools, source_dir

LIST = Path(__file__).with_name("install_files.txt")


def install(prefix, **environment):
    subprocess.run(
        ["cmake", "--install", os.environ["ZWS_BUILD_DIR"], "--prefix", str(prefix)],
        env=os.environ | environment, stdout=subprocess.DEVNULL, timeout=PATIENCE, check=True,
    )


def listing(folder):
    """All files below `folder`; of links also where they lead."""
    found = []
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_symlink():
            found.append(f"{name} -> {os.readlink(path)}")
        elif path.is_file():
            found.append(name)
    return found


def run(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False, **options)


class InstallTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        cls.prefix = Path(cls.folder) / "a prefix"
        install(cls.prefix)

    def test_the_files_are_those_of_the_list(self):
        expected = [line for line in LIST.read_text().splitlines() if line and not line.startswith("#")]
        if not optional_tools():
            expected = [line for line in expected if "znats" not in line]
        self.assertEqual(listing(self.prefix), sorted(expected))

    def test_links_are_relative_and_run_wherever_the_prefix_is_moved(self):
        moved = self.prefix.with_name("moved")
        self.prefix.rename(moved)
        try:
            for link in (moved / "bin").iterdir():
                done = run(link, "--version")
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                self.assertRegex(done.stdout, r"^z\w+ \d+\.\d+\.\d+\n$")
        finally:
            moved.rename(self.prefix)

    def test_gzip_is_not_shadowed(self):
        self.assertFalse((self.prefix / "bin/zcat").exists())
        self.assertFalse((self.prefix / "share/man/man1/zcat.1").exists())
        self.assertRegex(run(self.prefix / "bin/zmqcat", "--version").stdout, "^zcat ")

    def test_completion_is_for_the_installed_name(self):
        share = self.prefix / "share"
        for name, file in (
            ("bash", share / "bash-completion/completions/zmqcat"),
            ("zsh", share / "zsh/site-functions/_zmqcat"),
            ("fish", share / "fish/vendor_completions.d/zmqcat.fish"),
        ):
            with self.subTest(name):
                text = file.read_text()
                self.assertIn("zmqcat", text)
                self.assertNotIn("zcat ", text.replace("zmqcat ", ""))

    def test_bash_completes_the_installed_name(self):
        script = self.prefix / "share/bash-completion/completions/zmqcat"
        ask = 'source "$1"; COMP_WORDS=(zmqcat --ver) COMP_CWORD=1; _zmqcat; echo "${COMPREPLY[*]}"; complete -p zmqcat'
        done = run("bash", "--norc", "-c", ask, "bash", str(script))
        self.assertEqual((done.stdout, done.stderr), ("--version --verbose\ncomplete -F _zmqcat zmqcat\n", ""))

    def test_page_is_found_by_the_installed_name(self):
        page = (self.prefix / "share/man/man1/zmqcat.1").read_text()
        self.assertIn("zcat", page)

    @unittest.skipUnless(shutil.which("systemd-analyze"), "SKIPPED: systemd-analyze is not there")
    def test_units_are_understood_and_start_what_was_installed(self):
        for unit in (self.prefix / "lib/systemd/system").iterdir():
            done = run("systemd-analyze", "verify", "--man=no", str(unit))
            self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)
            self.assertNotIn(unit.name, done.stderr)
            self.assertIn(f'ExecStart="{self.prefix}/lib/zws/bin/', unit.read_text())

    def test_destdir_is_honoured(self):
        with tempfile.TemporaryDirectory() as stage:
            install("/usr/local", DESTDIR=stage)
            self.assertEqual(listing(Path(stage) / "usr/local"), listing(self.prefix))

    def test_nothing_names_the_source_or_the_build_folder(self):
        for path in self.prefix.rglob("*"):
            # Programs do where they hold debug information.
            if path.is_file() and path.resolve().parent != (self.prefix / "lib/zws/bin").resolve():
                self.assertNotIn(str(source_dir()), path.read_text(), path)


if __name__ == "__main__":
    unittest.main()
