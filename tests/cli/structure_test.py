# SPDX-License-Identifier: MIT
"""The structure of the sources: includes run one way, no line is too long, and ARCHITECTURE.md names what there is."""

import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from zwstest import source_dir


class IncludesTest(unittest.TestCase):
    def check(self, folder=None):
        script = source_dir() / "scripts/check-includes.py"
        done = subprocess.run([sys.executable, script, *([folder] if folder else [])],
                              capture_output=True, text=True, check=False)
        return done.returncode, done.stdout

    def tree(self, **files):
        """Sources with these includes, by their paths with __ for a slash."""
        root = Path(self.enterContext(tempfile.TemporaryDirectory()))
        for name, include in files.items():
            path = root / (name.replace("__", "/") + ".hpp")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f'#include "{include}.hpp"\n#include <string>\n')
        return root

    def test_they_run_one_way(self):
        self.assertEqual(self.check(), (0, ""))

    def test_what_runs_back_is_named(self):
        root = self.tree(libcommon__os__file="libcommon/zmq/socket", libcommon__zmq__socket="libcommon/os/file",
                         tools__zcat__a="libcommon/zmq/socket", tools__zcat__b="tools/zfeed/sender")
        self.assertEqual(self.check(root), (1, "libcommon/os/file.hpp: includes libcommon/zmq/socket.hpp, "
                                               "which libcommon/os may not use\n"
                                               "tools/zcat/b.hpp: includes tools/zfeed/sender.hpp, "
                                               "which zcat may not use\n"))

    def test_so_do_imports_of_the_page(self):
        root = Path(self.enterContext(tempfile.TemporaryDirectory()))
        for name, source in (("data/series", 'import { a } from "./store.js";\n'
                                             '/** @param {import("../view/panel.js").Panel} panel */\n'),
                             ("view/panel", 'import { b } from "../data/series.js";\n')):
            path = root / f"web/{name}.js"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(source)
        self.assertEqual(self.check(root),
                         (1, "web/data/series.js: includes web/view/panel.js, which web/data may not use\n"))

    def test_a_folder_without_a_room_is_named(self):
        self.assertEqual(self.check(self.tree(libcommon__util__all="libcommon/os/file")),
                         (1, "libcommon/util/all.hpp: is in no room of scripts/check-includes.py\n"))


class NamesTest(unittest.TestCase):
    OF_EACH_TOOL = {"Options"}

    def test_no_class_has_the_name_of_another(self):
        cpp = r"^(?:class|struct|enum class) ([A-Z]\w*)(?: final)?(?: :| \{|$)"
        sources = [*source_dir().glob("libcommon/**/*.[ch]pp"), *source_dir().glob("tools/**/*.[ch]pp")]
        self.check(sources, cpp, 300)
        self.check(source_dir().glob("web/**/*.js"), r"^(?:export )?class (\w+)", 80)

    def check(self, sources, declaration, least):
        places = {}
        for path in sources:
            for name in re.findall(declaration, path.read_text(encoding="utf-8"), re.MULTILINE):
                places.setdefault(name, set()).add(str(path.relative_to(source_dir())))
        self.assertGreater(len(places), least)
        self.assertEqual({name: where for name, where in places.items()
                          if len(where) > 1 and name not in self.OF_EACH_TOOL}, {})


class LinesTest(unittest.TestCase):
    FOLDERS = ("cmake", "docs", "libcommon", "packaging", "scripts", "tests", "tools", "web")
    ENDS = (".cpp", ".hpp", ".py", ".js", ".mjs", ".sh", ".cmake")
    LONGEST = 120

    def is_source(self, path):
        if not {"build", "node_modules"}.isdisjoint(path.relative_to(source_dir()).parts):
            return False
        is_script = path.parent.name == "scripts" and not path.suffix
        return path.is_file() and (path.suffix in self.ENDS or path.name == "CMakeLists.txt" or is_script)

    def too_long(self, path):
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
            if len(line) > self.LONGEST:
                yield f"{path.relative_to(source_dir())}:{number}: {len(line)} characters"

    def test_none_is_too_long(self):
        paths = [source_dir() / "CMakeLists.txt"]
        for folder in self.FOLDERS:
            paths += filter(self.is_source, sorted((source_dir() / folder).rglob("*")))
        self.assertGreater(len(paths), 300)
        self.assertEqual([told for path in paths for told in self.too_long(path)], [])


class ArchitectureTest(unittest.TestCase):
    PLACES = ("", "tools/", "tools/zws2browser/", "libcommon/")

    def test_its_files_exist(self):
        text = (source_dir() / "ARCHITECTURE.md").read_text()
        names = set(re.findall(r"\b(?:[a-z_0-9-]+/)+[a-z_0-9-]+(?:\.[a-z]+)?", text)) - {"PUB/SUB", "XSUB/SUB"}
        self.assertGreater(len(names), 20)
        for name in names:
            with self.subTest(name):
                self.assertTrue(any((source_dir() / place / (name + end)).exists()
                                    for place in self.PLACES for end in ("", ".hpp")), name)
