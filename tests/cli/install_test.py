# SPDX-License-Identifier: MIT
"""What `cmake --install` puts where, and what `cmake -P uninstall.cmake` takes away again."""

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from zwstest import PATIENCE, build_dir, optional_tools, source_dir

LIST = Path(__file__).with_name("install_files.txt")
BUILD = build_dir()


def install(prefix, *options, cwd=None, **environment):
    done = run("cmake", "--install", str(BUILD), "--prefix", str(prefix), *options,
               env=os.environ | environment, cwd=cwd)
    if done.returncode != 0 or done.stderr:
        raise AssertionError(done.stderr)


def uninstall(**environment):
    """Removes what was installed last; its result, which has the text on stderr."""
    return run("cmake", "-P", str(BUILD / "uninstall.cmake"), env=os.environ | environment)


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
        if not (BUILD / "protobuf.so").exists():
            expected.remove("lib/zws/protobuf.so")
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
        self.assertRegex(run(self.prefix / "bin/zmqcat", "--version").stdout, "^zmqcat ")

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

    def test_units_start_what_was_installed_with_them(self):
        with tempfile.TemporaryDirectory() as folder:
            folder = Path(folder)
            install(folder / "one%")
            install("two", cwd=folder)
            for prefix, written in ((folder / "one%", f"{folder}/one%%"), (folder / "two", f"{folder}/two")):
                for unit in (prefix / "lib/systemd/system").iterdir():
                    text = unit.read_text()
                    self.assertIn(f'\nExecStart="{written}/lib/zws/bin/', text)
                    self.assertIn(f"\nEnvironmentFile=-{written}/etc/zws/", text)

    def test_destdir_is_honoured(self):
        with tempfile.TemporaryDirectory() as stage:
            install("/usr/local", DESTDIR=stage)
            self.assertEqual(listing(Path(stage) / "usr/local"), listing(self.prefix))
            unit = (Path(stage) / "usr/local/lib/systemd/system/zrelay.service").read_text()
            self.assertIn('\nExecStart="/usr/local/lib/zws/bin/zrelay"\nExecReload', unit)
            self.assertIn("\nEnvironmentFile=-/etc/zws/zrelay.env\n", unit)

    def test_folder_of_settings_is_there_and_for_its_owner_only(self):
        self.assertEqual((self.prefix / "etc/zws").stat().st_mode & 0o7777, 0o700)
        for prefix in ("/usr/local", "/usr", "/"):
            with self.subTest(prefix), tempfile.TemporaryDirectory() as stage:
                settings = Path(stage) / "etc/zws"
                settings.mkdir(parents=True, mode=0o750)
                install(prefix, DESTDIR=stage)
                self.assertEqual(settings.stat().st_mode & 0o7777, 0o750)  # what was there stays

    def test_stripped_programs_run_and_have_no_debug_information(self):
        with tempfile.TemporaryDirectory() as folder:
            install(folder, "--strip")
            for program in (Path(folder) / "lib/zws/bin").iterdir():
                self.assertNotIn(b".debug_info", program.read_bytes(), program)
                self.assertEqual(run(program, "--version").returncode, 0)

    def test_nothing_names_the_source_or_the_build_folder(self):
        for path in self.prefix.rglob("*"):
            # Programs do where they hold debug information.
            is_program = path.suffix == ".so" or path.resolve().parent == (self.prefix / "lib/zws/bin").resolve()
            if path.is_file() and not is_program:
                self.assertNotIn(str(source_dir()), path.read_text(), path)


class UninstallTest(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))

    def everything(self):
        return sorted(str(path.relative_to(self.folder)) for path in self.folder.rglob("*"))

    def test_all_that_was_installed_goes_and_nothing_else(self):
        prefix = self.folder / "a prefix"
        (prefix / "share/man/man1").mkdir(parents=True)
        (prefix / "share/man/man1/other.1").write_text("")
        before = self.everything()
        install(prefix)
        self.assertGreater(len(self.everything()), len(before))
        done = uninstall()
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(self.everything(), before)

    def test_settings_stay(self):
        install(self.folder / "prefix")
        (self.folder / "prefix/etc/zws/zrelay.env").write_text("ZRELAY_FILTER=forward\n")
        self.assertEqual(uninstall().returncode, 0)
        self.assertEqual(self.everything(), ["prefix", "prefix/etc", "prefix/etc/zws", "prefix/etc/zws/zrelay.env"])

    def test_folders_of_the_system_stay(self):
        install("/usr/local", DESTDIR=str(self.folder))
        self.assertEqual(uninstall(DESTDIR=str(self.folder)).returncode, 0)
        self.assertEqual([path for path in self.everything() if "zws" in path], [])
        for folder in ("etc", "usr/local/bin", "usr/local/lib/systemd/system", "usr/local/share/man/man1"):
            self.assertTrue((self.folder / folder).is_dir(), folder)

    def test_it_says_so_where_nothing_is_installed(self):
        install(self.folder)
        self.assertEqual(uninstall().returncode, 0)
        done = uninstall()
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("nothing is installed from", done.stderr)


if __name__ == "__main__":
    unittest.main()
